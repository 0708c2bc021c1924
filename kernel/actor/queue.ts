// The run queue: actors that can run, first come first served. An actor is linked through its
// record, so that waking one needs no memory.
//
// Invariant: an actor is in the queue exactly while its state is RUNNABLE.

import { Addr } from "../value/addr";
import {
  ACTOR_QUEUE_NEXT,
  ACTOR_STATE,
  STATE_HOST,
  STATE_RUNNABLE,
  STATE_RUNNING,
  STATE_WAITING,
} from "./actor";

const FIRST: Addr = 0x4140;
const LAST: Addr = 0x4144;

export function initQueue(): void {
  store<u32>(FIRST, 0);
  store<u32>(LAST, 0);
}

/** Puts an actor that is not in the queue at its end. */
export function enqueue(actor: Addr): void {
  store<u32>(actor, STATE_RUNNABLE, ACTOR_STATE);
  store<u32>(actor, 0, ACTOR_QUEUE_NEXT);
  const last = load<u32>(LAST);
  if (last != 0) store<u32>(last, actor, ACTOR_QUEUE_NEXT);
  else store<u32>(FIRST, actor);
  store<u32>(LAST, actor);
}

/** Lets an actor that waits look again at what it waits for. */
export function wake(actor: Addr): void {
  if (load<u32>(actor, ACTOR_STATE) == STATE_WAITING) enqueue(actor);
}

/** As wake; one that waits for the host gets a slice, too, to act on signals. */
export function wakeForSignal(actor: Addr): void {
  const state = load<u32>(actor, ACTOR_STATE);
  if (state == STATE_WAITING || state == STATE_HOST) enqueue(actor);
}

/** Takes the first; 0 when the queue is empty. */
export function dequeue(): Addr {
  const actor = load<u32>(FIRST);
  if (actor == 0) return 0;
  const next = load<u32>(actor, ACTOR_QUEUE_NEXT);
  store<u32>(FIRST, next);
  if (next == 0) store<u32>(LAST, 0);
  store<u32>(actor, STATE_RUNNING, ACTOR_STATE);
  return actor;
}

/** Takes one actor out of the queue, wherever it is. */
export function unqueue(actor: Addr): void {
  let before: Addr = 0;
  let at = load<u32>(FIRST);
  while (at != actor) {
    before = at;
    at = load<u32>(at, ACTOR_QUEUE_NEXT);
  }
  const next = load<u32>(actor, ACTOR_QUEUE_NEXT);
  if (before == 0) store<u32>(FIRST, next);
  else store<u32>(before, next, ACTOR_QUEUE_NEXT);
  if (next == 0) store<u32>(LAST, before);
  store<u32>(actor, STATE_RUNNING, ACTOR_STATE);
}
