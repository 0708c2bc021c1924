// Locks: words that one worker at a time holds, for the few tables that all workers share.
//
// What is done under a lock is bounded and short, and never a safepoint, so a waiter spins; on a
// machine with more threads than cores the holder may not be running, so a waiter that has spun
// for a while sleeps for some microseconds. As long as there is one worker nothing is locked.
//
// Invariant: locks are taken in this order, and none twice: TIMERS, CELLS, KEYWORDS, ACTORS,
// STACKS, then a run queue's, then SPACE; TRACE comes last, alone, with any of them.

import { Addr } from "../value/addr";
import { park } from "./park";
import { isAlone } from "./workers";

// Page 0: a cache line for each.
export const LOCK_SPACE: Addr = 0x4300;
export const LOCK_ACTORS: Addr = 0x4340;
export const LOCK_TIMERS: Addr = 0x4380;
export const LOCK_KEYWORDS: Addr = 0x43c0;
export const LOCK_CELLS: Addr = 0x4400;
export const LOCK_STACKS: Addr = 0x4440;
export const LOCK_HOST: Addr = 0x4480;
export const LOCK_TRACE: Addr = 0x4580;

const SPINS: u32 = 200;
const SLEEP_NS: i64 = 20000;

export function lock(at: Addr): void {
  if (isAlone() || atomic.cmpxchg<u32>(at, 0, 1) == 0) return;
  lockSlowly(at);
}

function lockSlowly(at: Addr): void {
  let spins: u32 = 0;
  while (true) {
    if (atomic.load<u32>(at) == 0 && atomic.cmpxchg<u32>(at, 0, 1) == 0) return;
    if (++spins > SPINS) park(at, 1, SLEEP_NS);
  }
}

export function unlock(at: Addr): void {
  if (!isAlone()) atomic.store<u32>(at, 0);
}
