// Figures of the collector, for policy, for the primitive heap-stats and for tests. They lie in
// page 0, 8 bytes each, so that host and inspector read them without a call.
//
// Invariant: the collectors alone write them; counters only grow.

import { Addr } from "../value/addr";

const STATS: Addr = 0x300;

export const STAT_NURSERY_COUNT: u32 = 0; // nursery collections
export const STAT_YOUNG_COUNT: u32 = 8; // young cycles
export const STAT_FULL_COUNT: u32 = 16; // full cycles
export const STAT_DEFRAGMENT_COUNT: u32 = 24; // defragmentations
export const STAT_LIVE_BYTES: u32 = 32; // of the shared heap after the last cycle, whole lines
export const STAT_FULL_LIVE_BYTES: u32 = 40; // the same after the last full cycle
export const STAT_LIVE_OBJECTS: u32 = 48; // marked by the last full cycle
export const STAT_SHARED_BYTES: u32 = 56; // taken by the shared heap in all finished cycles
export const STAT_EXHAUSTED_COUNT: u32 = 64; // times that an actor was told the heap is full
export const STAT_ALLOCATED_BYTES: u32 = 72; // chunks and large objects that actors have taken
export const STATS_BYTES: u32 = 80;

export function initStats(): void {
  memory.fill(STATS, 0, STATS_BYTES);
}

export function stat(offset: u32): u64 {
  return load<u64>(STATS + offset);
}

export function setStat(offset: u32, x: u64): void {
  store<u64>(STATS + offset, x);
}

export function addToStat(offset: u32, x: u64): void {
  atomic.add<u64>(STATS + offset, x);
}
