// Sleeping and waking of workers that have nothing to do.
//
// A worker leaves the heap, looks for work a little longer, then sleeps until somebody queues
// more than he can run himself, or until the next deadline of a timer. The main thread sleeps here
// for a moment only, while other workers are likely to have something for it; then its host waits
// for events, and the word BELL wakes it (Atomics.waitAsync), which takes much longer. It is
// woken when the host has something to do, when an actor bound to it can run, and when the last
// worker goes to sleep, for then nothing may ever happen again and the program may be over.
//
//   0x42c0  u32 BELL, changed at each ring | u32 workers that sleep | u32 the main thread waits
//
// Invariant: who goes to sleep says so first and looks for work afterwards; who queues work does
// it first and looks for sleepers afterwards; so no work is overlooked.

import { hasHostWork } from "../actor/host_work";
import { hasWork } from "../actor/queue";
import { leaveActor } from "../actor/switch";
import { nextDeadline } from "../actor/timer";
import { CONTEXT_SLEEP, context } from "../context";
import { monotonicNow } from "../host/imports";
import { Addr } from "../value/addr";
import { park } from "./park";
import { countActive, enterHeap, leaveHeap } from "./stop";
import { contextOf, countWorkers, isAlone, isShuttingDown, mainContext } from "./workers";

const BELL: Addr = 0x42c0;
const SLEEPERS: u32 = 4;
const MAIN_WAITS: u32 = 8;

/** Looks at the queues between two at the clock. */
const LOOKS: u32 = 64;
/**
 * How long a worker looks for work before it sleeps. To wake one that sleeps takes some 50 µs; who
 * has slept for less than SHORT_SLEEP_MS looks for longer the next time, so that two workers that
 * answer each other stay awake.
 */
const SHORT_LOOK_MS: f64 = 0.01;
const LONG_LOOK_MS: f64 = 0.15;
const SHORT_SLEEP_MS: f64 = 0.3;
/** The main thread waits here for so long, and so many times not after it has waited in vain. */
const MOMENT_NS: i64 = 500000;
const MOST_SKIPPED: u32 = 31;
const LONGEST_MS: f64 = 1000;
const NS_IN_MS: f64 = 1000000;

/** How long this worker looks for work the next time. */
let patience: f64 = SHORT_LOOK_MS;
// The main thread's own: times that it will not wait here, and the number it began from.
let toSkip: u32 = 0;
let skipped: u32 = 0;

export function initSleep(): void {
  store<u32>(BELL, 0);
  store<u32>(BELL, 0, SLEEPERS);
  store<u32>(BELL, 0, MAIN_WAITS);
}

/** Where the host of the main thread waits for a change. */
export function bellAddress(): Addr {
  return BELL;
}

/** Tells the main thread that there is something for it to do. */
export function wakeMain(): void {
  if (isAlone()) return;
  atomic.add<u32>(BELL, 1);
  if (atomic.load<u32>(BELL, MAIN_WAITS) != 0) atomic.notify(BELL, -1);
}

/** The host of the main thread begins or ends to wait for the bell. */
export function setMainWaits(on: bool): void {
  atomic.store<u32>(BELL, on ? 1 : 0, MAIN_WAITS);
}

/** Wakes the worker of a context, if it sleeps. */
export function wakeOwner(owner: Addr): void {
  if (owner == mainContext()) wakeMain();
  else if (owner != context) wakeWorker(owner);
}

/** Wakes one worker that sleeps, or else the main thread if it waits. */
export function wakeSleeper(): void {
  if (atomic.load<u32>(BELL, SLEEPERS) == 0) {
    if (atomic.load<u32>(BELL, MAIN_WAITS) != 0) wakeMain();
    return;
  }
  const count = countWorkers();
  for (let i: u32 = 1; i < count; i++) {
    if (wakeWorker(contextOf(i))) return;
  }
}

export function wakeAll(): void {
  const count = countWorkers();
  for (let i: u32 = 1; i < count; i++) wakeWorker(contextOf(i));
}

function wakeWorker(other: Addr): bool {
  if (atomic.load<u32>(other, CONTEXT_SLEEP) == 0) return false;
  if (atomic.cmpxchg<u32>(other, 1, 0, CONTEXT_SLEEP) == 0) return false;
  atomic.sub<u32>(BELL, 1, SLEEPERS);
  atomic.notify(other + CONTEXT_SLEEP, 1);
  return true;
}

/** Leaves the heap until there may be work again; the caller has no actor in its context. */
export function sleepUntilWork(): void {
  const deadline = nextDeadline(); // of an object of the heap, perhaps
  leaveHeap();
  if (lookAround(false)) return;
  if (countActive() == 0) wakeMain();
  atomic.store<u32>(context, 1, CONTEXT_SLEEP);
  atomic.add<u32>(BELL, 1, SLEEPERS);
  const begin = monotonicNow();
  if (!hasWork() && !isShuttingDown()) park(context + CONTEXT_SLEEP, 1, sleepNs(deadline));
  noteSleep(begin);
  wakeWorker(context); // unless who woke this one has done so
}

/** Outside the heap: looks whether work comes while one can wait for it at little cost. */
function lookAround(isMain: bool): bool {
  const end = monotonicNow() + patience;
  while (true) {
    for (let i: u32 = 0; i < LOOKS; i++) {
      if (hasWork() || isShuttingDown() || (isMain && hasHostWork())) return true;
    }
    if (monotonicNow() > end) return false;
  }
}

/** To be told after each sleep when it has begun. */
function noteSleep(begin: f64): void {
  patience = monotonicNow() - begin < SHORT_SLEEP_MS ? LONG_LOOK_MS : SHORT_LOOK_MS;
}

/**
 * On the main thread: does work come soon? Waits for it a moment, unless that was in vain lately,
 * as its host may hear of something else meanwhile. Leaves the context without an actor.
 */
export function awaitMainWork(): bool {
  if (isAlone()) return false;
  leaveActor();
  const deadline = nextDeadline();
  leaveHeap();
  let found = lookAround(true);
  if (!found && toSkip > 0) toSkip--;
  else if (!found) {
    found = parkMain(deadline);
    skipped = found ? 0 : skipped >= MOST_SKIPPED ? MOST_SKIPPED : 2 * skipped + 1;
    toSkip = skipped;
  }
  enterHeap();
  return found && !isShuttingDown();
}

function parkMain(deadline: f64): bool {
  const bell = atomic.load<u32>(BELL);
  setMainWaits(true);
  let ns = sleepNs(deadline);
  if (ns > MOMENT_NS) ns = MOMENT_NS;
  const begin = monotonicNow();
  if (!hasWork() && !hasHostWork()) park(BELL, bell, ns);
  noteSleep(begin);
  setMainWaits(false);
  return hasWork() || hasHostWork();
}

/** How long to sleep: until the next deadline of a timer, if there is any (not 0). */
function sleepNs(deadline: f64): i64 {
  let ms = LONGEST_MS;
  if (deadline != 0) {
    const left = deadline - monotonicNow();
    if (left < ms) ms = left < 0 ? 0 : left;
  }
  return <i64>(ms * NS_IN_MS);
}
