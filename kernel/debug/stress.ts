// Stress: a nursery collection at every safepoint, and a full collection with a check of the whole
// heap at every n-th of them, so that a missed root or a missed barrier shows where it is made.
//
//   0x3c4  u32 on | u32 n, 0 never | u32 safepoints since the last check
//
// Set before an actor runs, by the host's options and by tests.

import { Addr } from "../value/addr";
import { verifyHeap } from "./verify";

const STATE: Addr = 0x3c4;
const EVERY: u32 = 4;
const COUNT: u32 = 8;

export function setStress(on: bool, verifyEvery: u32): void {
  store<u32>(STATE, on ? 1 : 0);
  store<u32>(STATE, verifyEvery, EVERY);
  store<u32>(STATE, 0, COUNT);
}

/** Is every safepoint to collect? The scheduler then ends slices at each. */
export function isStressed(): bool {
  return load<u32>(STATE) != 0;
}

/** Verifies the heap when it is time for it; to be called at a safepoint. */
export function verifyInTurn(): void {
  const every = load<u32>(STATE, EVERY);
  if (every == 0) return;
  const count = load<u32>(STATE, COUNT) + 1;
  store<u32>(STATE, count < every ? count : 0, COUNT);
  if (count >= every) verifyHeap();
}
