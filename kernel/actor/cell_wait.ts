// Actors that wait for a lazy sequence or delay that another actor computes.
//
// There is one list for all cells: a run of a cell that somebody else needs is rare, and whoever
// is woken in vain looks at its cell and waits again. The list is linked through the records.
//
// Invariant: an actor is in the list only while its state is WAITING, or until it is next woken.

import { CONTEXT_ACTOR, context, wait } from "../context";
import { Addr } from "../value/addr";
import { Value } from "../value/value";
import { ACTOR_CELL_NEXT, ACTOR_CELL_WAITS } from "./actor";
import { wake } from "./queue";

const FIRST: Addr = 0x4160;

export function initCellWaits(): void {
  store<u32>(FIRST, 0);
}

/** Lets the running actor wait until any cell is done; its primitive runs again then. */
export function waitForCell(): Value {
  const actor = load<u32>(context, CONTEXT_ACTOR);
  if (load<u32>(actor, ACTOR_CELL_WAITS) == 0) {
    store<u32>(actor, 1, ACTOR_CELL_WAITS);
    store<u32>(actor, load<u32>(FIRST), ACTOR_CELL_NEXT);
    store<u32>(FIRST, actor);
  }
  return wait();
}

/** To be called when a cell is done or given up, and when an actor ends. */
export function wakeCells(): void {
  let actor = load<u32>(FIRST);
  store<u32>(FIRST, 0);
  while (actor != 0) {
    store<u32>(actor, 0, ACTOR_CELL_WAITS);
    const next = load<u32>(actor, ACTOR_CELL_NEXT);
    wake(actor);
    actor = next;
  }
}
