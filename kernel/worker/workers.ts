// The workers: kernel instances on threads of their own over one memory. Worker 0 is the main
// thread's, which also owns the event loop; the others are started in the background and join
// when they are up, so that a short program does not wait for them.
//
// Each has a context block (kernel/context); the table lists those that have joined. A worker
// joins at the one moment when nothing is under a lock: the main thread lets it in between two
// slices. So code may leave out locks and atomic operations while `isAlone` (docs/decisions/012).
//
//   0x4280  u32 workers | u32 newest arrival, linked through CONTEXT_ARRIVAL | u32 shutting down
//           | u32 a worker has trapped | u32 contexts made for workers to come
//   0x4600  u32 address of each worker's context
//
// Invariant: the number of workers only grows, until the process ends.

import { CONTEXT_ARRIVAL, CONTEXT_METHODS, context, setContext } from "../context";
import { mostWorkers, shareBlocks } from "../heap/collect";
import { BLOCK_STACK, blockAddr, takeBlock } from "../heap/space";
import { Addr } from "../value/addr";
import { park } from "./park";

const STATE: Addr = 0x4280;
const COUNT: u32 = 0;
const ARRIVED: u32 = 4;
const SHUTDOWN: u32 = 8;
const TRAPPED: u32 = 12;
const MADE: u32 = 16;
const TABLE: Addr = 0x4600;
/** Page 0's context and method cache are those of the main thread's worker. */
const MAIN_CONTEXT: Addr = 0x1000;
const MAIN_METHODS: Addr = 0x6000;
const METHODS_OFFSET: u32 = 0x2000;

const MOST_WORKERS: u32 = 64;

const WAITING: u32 = 1; // in CONTEXT_ARRIVAL, when it is the last of the list

/** Starts with the main thread's worker alone. */
export function initWorkers(): void {
  store<u32>(STATE, 1, COUNT);
  store<u32>(STATE, 0, ARRIVED);
  store<u32>(STATE, 0, SHUTDOWN);
  store<u32>(STATE, 0, TRAPPED);
  store<u32>(STATE, 0, MADE);
  store<u32>(TABLE, MAIN_CONTEXT);
  store<u32>(MAIN_CONTEXT, MAIN_METHODS, CONTEXT_METHODS);
}

export function countWorkers(): u32 {
  return load<u32>(STATE, COUNT);
}

/** Is the main thread's worker the only one? */
export function isAlone(): bool {
  return load<u32>(STATE, COUNT) <= 1;
}

export function isMainWorker(): bool {
  return context == MAIN_CONTEXT;
}

/** The number of this worker, 0 for the main thread's. */
export function ownNumber(): u32 {
  let i: u32 = 0;
  while (i < countWorkers() && contextOf(i) != context) i++;
  return i;
}

export function mainContext(): Addr {
  return MAIN_CONTEXT;
}

/** The context of worker i; requires i < countWorkers(). */
export function contextOf(i: u32): Addr {
  return load<u32>(TABLE + (i << 2));
}

/** A context for a worker to come; 0 when the heap is too small or there are too many. */
export function makeContext(): Addr {
  const made = load<u32>(STATE, MADE) + 1;
  if (made == MOST_WORKERS || made >= mostWorkers()) return 0;
  const block = takeBlock(BLOCK_STACK);
  if (block == 0) return 0;
  store<u32>(STATE, made, MADE);
  const own = blockAddr(block);
  memory.fill(own, 0, METHODS_OFFSET + 0x2000);
  store<u32>(own, own + METHODS_OFFSET, CONTEXT_METHODS);
  return own;
}

/** Makes this instance the worker of a context, and waits until the main thread lets it in. */
export function arrive(own: Addr): bool {
  setContext(own);
  while (true) {
    const newest = atomic.load<u32>(STATE, ARRIVED);
    atomic.store<u32>(own, newest == 0 ? WAITING : newest, CONTEXT_ARRIVAL);
    if (atomic.cmpxchg<u32>(STATE, newest, own, ARRIVED) == newest) break;
  }
  while (true) {
    const state = atomic.load<u32>(own, CONTEXT_ARRIVAL);
    if (state == 0) return true;
    if (isShuttingDown()) return false;
    park(own + CONTEXT_ARRIVAL, state, 100000000);
  }
}

export function hasArrivals(): bool {
  return atomic.load<u32>(STATE, ARRIVED) != 0;
}

/** On the main thread, between slices: lets in who has arrived. */
export function letIn(): void {
  let next = atomic.xchg<u32>(STATE, 0, ARRIVED);
  while (next > WAITING) {
    const arrived = next;
    next = load<u32>(arrived, CONTEXT_ARRIVAL);
    const count = countWorkers();
    store<u32>(TABLE + (count << 2), arrived);
    atomic.store<u32>(STATE, count + 1, COUNT);
    shareBlocks();
    atomic.store<u32>(arrived, 0, CONTEXT_ARRIVAL);
    atomic.notify(arrived + CONTEXT_ARRIVAL, -1);
  }
}

export function isShuttingDown(): bool {
  return atomic.load<u32>(STATE, SHUTDOWN) != 0;
}

export function beginShutdown(): void {
  atomic.store<u32>(STATE, 1, SHUTDOWN);
}

/** For the host of a worker whose kernel has trapped: everybody who waits for it traps too. */
export function noteTrap(): void {
  atomic.store<u32>(STATE, 1, TRAPPED);
}

export function failIfTrapped(): void {
  if (atomic.load<u32>(STATE, TRAPPED) != 0) unreachable();
}
