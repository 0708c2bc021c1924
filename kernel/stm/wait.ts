// Waiting for a change of what a transaction has read (retry).
//
// Who waits is noted at each of the refs, by its actor's id in a list, and then looks at them once
// more; who commits gives the refs their new versions and then looks at the lists. So no change is
// missed. A waiter that goes on takes itself off the lists it is still on; ids of the dead are
// dropped by whoever comes next.
//
// Invariant: to be woken in vain is harmless; the waiter looks at its refs again.

import {
  consFirst,
  consRest,
  REF_WAITERS,
  refVersionNumber,
  transactionState,
  transactionVersion,
} from "../../gen/kernel/layouts";
import { actorOfId, idOf } from "../actor/pid";
import { wake } from "../actor/queue";
import { CONTEXT_ACTOR, context } from "../context";
import { makeCons } from "../data/list";
import { swapCell } from "../heap/barrier";
import { Addr } from "../value/addr";
import { addressOf, NIL, SENTINEL, TRUE, Value } from "../value/value";
import { newestVersion } from "./ref";
import { entryAt, entryCount, entryRef, STATE_RUNS, stopTransaction } from "./transaction";

/** Wakes all who wait for a change of the ref. */
export function wakeWaiters(ref: Addr): void {
  let waiters = atomic.xchg<u64>(ref, NIL, REF_WAITERS);
  while (waiters != NIL) {
    const o = addressOf(waiters);
    const actor = actorOfId(consFirst(o));
    if (actor != 0) wake(actor);
    waiters = consRest(o);
  }
}

/** Has any ref changed since it was read? */
export function hasChanged(t: Addr): bool {
  const read = transactionVersion(t);
  for (let i: u32 = 0; i < entryCount(t); i++) {
    if (refVersionNumber(newestVersion(entryRef(entryAt(t, i)))) > read) return true;
  }
  return false;
}

/** Stops the transaction and notes its actor at all of its refs; false with NEED. */
export function joinWaiters(t: Addr): bool {
  const actor = load<u32>(context, CONTEXT_ACTOR);
  const id = idOf(actor);
  for (let i: u32 = 0; i < entryCount(t); i++) {
    if (!changeWaiters(entryRef(entryAt(t, i)), id, true)) return false;
  }
  if (transactionState(t) == STATE_RUNS) stopTransaction(actor, t);
  return true;
}

/** Takes the actor off the lists, where there is memory for that. */
export function leaveWaiters(t: Addr): void {
  const id = idOf(load<u32>(context, CONTEXT_ACTOR));
  for (let i: u32 = 0; i < entryCount(t); i++) {
    changeWaiters(entryRef(entryAt(t, i)), id, false);
  }
}

/** Puts an id onto the list of a ref, once, or takes it off; false with NEED. */
function changeWaiters(ref: Addr, id: Value, isAdded: bool): bool {
  while (true) {
    const old = atomic.load<u64>(ref, REF_WAITERS);
    let isThere = false;
    let hasDead = false;
    for (let at = old; at != NIL; at = consRest(addressOf(at))) {
      const other = consFirst(addressOf(at));
      if (other == id) isThere = true;
      else if (actorOfId(other) == 0) hasDead = true;
    }
    if (isThere == isAdded && !hasDead) return true;
    let list = old;
    if (hasDead || !isAdded) list = withoutDead(old, id);
    if (isAdded) list = makeCons(id, list);
    const swapped = swapCell(ref, REF_WAITERS, old, list);
    if (swapped == SENTINEL) return false;
    if (swapped == TRUE) return true;
  }
}

/** The living of a list but for one. */
function withoutDead(list: Value, id: Value): Value {
  let kept: Value = NIL;
  for (let at = list; at != NIL; at = consRest(addressOf(at))) {
    const other = consFirst(addressOf(at));
    if (other != id && actorOfId(other) != 0) kept = makeCons(other, kept);
  }
  return kept;
}
