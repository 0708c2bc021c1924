// Stopping the world: a worker that needs every other one at a safepoint, for a cycle of the
// shared heap, raises STOP; the others see it at their next safepoint, put their actor's nursery
// back into its record and wait. A worker that sleeps, or whose host waits for events, has left
// the heap before and counts as stopped; it cannot come in again while STOP is up.
//
//   0x4200  u32 STOP, not 0 while somebody stops the world or has stopped it
//   0x4240  u32 ACTIVE, workers that are in the heap | u32 those that wait with an actor to go on
//           with: nothing is over as long as there is one
//
// Nobody waits in here while holding a lock, and the one who stops the world holds none either.
//
// Invariants: a word of the heap is touched only by a worker that is in it; a worker that is not,
// or waits here, has no actor in its context, so that all nurseries are found in records.

import { enterActor, leaveActor } from "../actor/switch";
import { CONTEXT_ACTOR, CONTEXT_SAFEPOINT, context } from "../context";
import { Addr } from "../value/addr";
import { park } from "./park";
import { contextOf, countWorkers, failIfTrapped, isAlone } from "./workers";

const STOP: Addr = 0x4200;
const ACTIVE: Addr = 0x4240;
const HELD: u32 = 4;

const SPINS: u32 = 1000;
const SLEEP_NS: i64 = 200000;

/** Starts with the main thread in the heap. */
export function initStop(): void {
  store<u32>(STOP, 0);
  store<u32>(ACTIVE, 1);
  store<u32>(ACTIVE, 0, HELD);
}

/** Comes into the heap, when the world is not stopped. */
export function enterHeap(): void {
  while (true) {
    awaitStart();
    atomic.add<u32>(ACTIVE, 1);
    if (atomic.load<u32>(STOP) == 0) return;
    leaveHeap();
  }
}

/** Leaves the heap, with no actor in the context; answers how many workers are still in it. */
export function leaveHeap(): u32 {
  const left = atomic.sub<u32>(ACTIVE, 1) - 1;
  if (atomic.load<u32>(STOP) != 0) atomic.notify(ACTIVE, -1);
  return left;
}

/** Waits while the world is stopped, for one who is not in the heap. */
function awaitStart(): void {
  let spins: u32 = 0;
  while (atomic.load<u32>(STOP) != 0) {
    failIfTrapped();
    if (++spins > SPINS) park(STOP, 1, SLEEP_NS);
  }
}

/** Workers in the heap now. */
export function countActive(): u32 {
  return atomic.load<u32>(ACTIVE);
}

/** Does a worker that has left the heap have an actor, which goes on when the world does? */
export function isAnyHeld(): bool {
  return atomic.load<u32>(ACTIVE, HELD) != 0;
}

/** At a safepoint, or between slices: waits if somebody wants the world stopped. */
export function stopIfAsked(): void {
  if (atomic.load<u32>(STOP) != 0) waitForOthers();
}

function waitForOthers(): void {
  const actor = load<u32>(context, CONTEXT_ACTOR);
  leaveActor();
  if (actor != 0) atomic.add<u32>(ACTIVE, 1, HELD);
  leaveHeap();
  enterHeap();
  if (actor == 0) return;
  atomic.sub<u32>(ACTIVE, 1, HELD);
  enterActor(actor);
}

/**
 * At a safepoint: stops all other workers. Answers false when another one was first; it has done
 * what it wanted by then, and the caller may no longer need to.
 */
export function stopWorld(): bool {
  if (isAlone()) return true;
  if (atomic.cmpxchg<u32>(STOP, 0, 1) != 0) {
    waitForOthers();
    return false;
  }
  const count = countWorkers();
  for (let i: u32 = 0; i < count; i++) store<u32>(contextOf(i), 1, CONTEXT_SAFEPOINT);
  let spins: u32 = 0;
  while (true) {
    const active = atomic.load<u32>(ACTIVE);
    if (active == 1) return true;
    failIfTrapped();
    if (++spins > SPINS) park(ACTIVE, active, SLEEP_NS);
  }
}

/** Lets the others go on after stopWorld has answered true. */
export function startWorld(): void {
  if (isAlone()) return;
  atomic.store<u32>(STOP, 0);
  atomic.notify(STOP, -1);
}

/** The next safepoint need not look, unless somebody wants the world stopped. */
export function clearSafepoint(): void {
  if (load<u32>(context, CONTEXT_SAFEPOINT) == 0) return;
  if (isAlone()) {
    store<u32>(context, 0, CONTEXT_SAFEPOINT);
    return;
  }
  atomic.store<u32>(context, 0, CONTEXT_SAFEPOINT);
  if (atomic.load<u32>(STOP) != 0) store<u32>(context, 1, CONTEXT_SAFEPOINT);
}
