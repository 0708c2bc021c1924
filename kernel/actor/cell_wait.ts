// Actors that wait for a lazy sequence or delay that another actor computes.
//
// There is one list for all cells: a run of a cell that somebody else needs is rare, and whoever
// is woken in vain looks at its cell and waits again. The list is linked through the records.
//
// Who waits joins the list and then looks at the cell once more; who is done changes the cell and
// then looks at the list; so nobody is forgotten.
//
// Invariant: an actor is in the list only while it waits or runs, or until it is next woken.

import { CONTEXT_ACTOR, context } from "../context";
import { Addr } from "../value/addr";
import { LOCK_CELLS, lock, unlock } from "../worker/lock";
import { ACTOR_CELL_NEXT, ACTOR_CELL_WAITS } from "./actor";
import { wake } from "./queue";

const FIRST: Addr = 0x4160;

export function initCellWaits(): void {
  store<u32>(FIRST, 0);
}

/** Lets the running actor be woken when any cell is done. */
export function joinCellWaits(): void {
  const actor = load<u32>(context, CONTEXT_ACTOR);
  lock(LOCK_CELLS);
  if (load<u32>(actor, ACTOR_CELL_WAITS) == 0) {
    store<u32>(actor, 1, ACTOR_CELL_WAITS);
    store<u32>(actor, load<u32>(FIRST), ACTOR_CELL_NEXT);
    atomic.store<u32>(FIRST, actor);
  }
  unlock(LOCK_CELLS);
}

/** To be called when a cell is done or given up, and when an actor ends. */
export function wakeCells(): void {
  if (atomic.load<u32>(FIRST) == 0) return;
  lock(LOCK_CELLS);
  let actor = load<u32>(FIRST);
  store<u32>(FIRST, 0);
  while (actor != 0) {
    store<u32>(actor, 0, ACTOR_CELL_WAITS);
    const next = load<u32>(actor, ACTOR_CELL_NEXT);
    wake(actor);
    actor = next;
  }
  unlock(LOCK_CELLS);
}
