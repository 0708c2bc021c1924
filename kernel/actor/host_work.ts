// What other workers leave for the host: actors that wait for a host primitive, actors that end and
// have ports, and actors whose end the host wants to see, first come, first served. They are linked
// through their records, as in a run queue.
//
// Invariant: an actor in the list is in state CALLS or ENDED, and nobody else touches it.

import { RUN_CLOSE, RUN_EXIT, RUN_HOST } from "../../gen/kernel/events";
import { CONTEXT_CODE, CONTEXT_REPORT, context } from "../context";
import { Addr } from "../value/addr";
import { ACTOR_PRIMITIVE } from "../vm/frame";
import { LOCK_HOST, lock, unlock } from "../worker/lock";
import { wakeMain } from "../worker/sleep";
import { ACTOR_MODE, ACTOR_QUEUE_NEXT, ACTOR_STATE, MODE_EXITING, STATE_CALLS } from "./actor";
import { letHostAnswer } from "./schedule";

const FIRST: Addr = 0x44c0;
const LAST: Addr = 0x44c4;

export function initHostWork(): void {
  store<u32>(FIRST, 0);
  store<u32>(LAST, 0);
}

export function addHostWork(actor: Addr): void {
  store<u32>(actor, 0, ACTOR_QUEUE_NEXT);
  lock(LOCK_HOST);
  const last = load<u32>(LAST);
  if (last != 0) store<u32>(last, actor, ACTOR_QUEUE_NEXT);
  else store<u32>(FIRST, actor);
  store<u32>(LAST, actor);
  unlock(LOCK_HOST);
  wakeMain();
}

export function hasHostWork(): bool {
  return atomic.load<u32>(FIRST) != 0;
}

/** On the main thread: takes the first, notes it in the context, and answers RUN_*; 0 for none. */
export function takeHostWork(): u32 {
  if (!hasHostWork()) return 0;
  lock(LOCK_HOST);
  const actor = load<u32>(FIRST);
  const next = load<u32>(actor, ACTOR_QUEUE_NEXT);
  store<u32>(FIRST, next);
  if (next == 0) store<u32>(LAST, 0);
  unlock(LOCK_HOST);
  store<u32>(context, actor, CONTEXT_REPORT);
  if (load<u32>(actor, ACTOR_STATE) != STATE_CALLS) return RUN_EXIT;
  if ((load<u32>(actor, ACTOR_MODE) & MODE_EXITING) != 0) return RUN_CLOSE;
  store<u32>(context, load<u32>(actor, ACTOR_PRIMITIVE), CONTEXT_CODE);
  letHostAnswer(actor);
  return RUN_HOST;
}
