// Sleeping and waking of workers that have nothing to do.
//
// A worker leaves the heap, looks for work a little longer, then sleeps until somebody queues
// more than he can run himself, or until the next deadline of a timer. The main thread never
// sleeps here: its host waits for events, and the word BELL wakes it (Atomics.waitAsync). It is
// woken when the host has something to do, when an actor bound to it can run, and when the last
// worker goes to sleep, for then nothing may ever happen again and the program may be over.
//
//   0x42c0  u32 BELL, changed at each ring | u32 workers that sleep | u32 the main thread waits
//
// Invariant: who goes to sleep says so first and looks for work afterwards; who queues work does
// it first and looks for sleepers afterwards; so no work is overlooked.

import { hasWork } from "../actor/queue";
import { nextDeadline } from "../actor/timer";
import { CONTEXT_SLEEP, context } from "../context";
import { monotonicNow } from "../host/imports";
import { Addr } from "../value/addr";
import { park } from "./park";
import { leaveHeap } from "./stop";
import { contextOf, countWorkers, isAlone, isShuttingDown } from "./workers";

const BELL: Addr = 0x42c0;
const SLEEPERS: u32 = 4;
const MAIN_WAITS: u32 = 8;

/** Looks at the queues before a worker sleeps: some tens of microseconds. */
const SPINS: u32 = 300;
const LONGEST_MS: f64 = 1000;
const NS_IN_MS: f64 = 1000000;

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
  if (leaveHeap() == 0) wakeMain();
  for (let i: u32 = 0; i < SPINS; i++) {
    if (hasWork() || isShuttingDown()) return;
  }
  atomic.store<u32>(context, 1, CONTEXT_SLEEP);
  atomic.add<u32>(BELL, 1, SLEEPERS);
  if (!hasWork() && !isShuttingDown()) park(context + CONTEXT_SLEEP, 1, sleepNs(deadline));
  wakeWorker(context); // unless who woke this one has done so
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
