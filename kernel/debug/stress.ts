// Stress: a nursery collection at every safepoint, and a full collection with a check of the whole
// heap at every n-th of them, so that a missed root or a missed barrier shows where it is made.
//
//   0x3c4  u32 on | u32 n, 0 never | u32 safepoints since the last check | 0x3f4 u32 skipped
//
// Every safepoint means every one with a shallow stack: where the stack is deep, as many are
// skipped as it has pieces of STACK_PIECE bytes, or scanning it would take for ever.
//
// Set before an actor runs, by the host's options and by tests.

import { Addr } from "../value/addr";

const STATE: Addr = 0x3c4;
const EVERY: u32 = 4;
const COUNT: u32 = 8;
const SKIPPED: Addr = 0x3f4;
const STACK_PIECE: u32 = 4096;

export function setStress(on: bool, verifyEvery: u32): void {
  store<u32>(STATE, on ? 1 : 0);
  store<u32>(STATE, verifyEvery, EVERY);
  store<u32>(STATE, 0, COUNT);
}

/** Is every safepoint to collect? The scheduler then ends slices at each. */
export function isStressed(): bool {
  return load<u32>(STATE) != 0;
}

/** Is the safepoint of an actor with so much stack in use one that collects? */
export function isStressTurn(stackBytes: u32): bool {
  const skipped = load<u32>(SKIPPED) + 1;
  const isTurn = skipped > stackBytes / STACK_PIECE;
  store<u32>(SKIPPED, isTurn ? 0 : skipped);
  return isTurn;
}

/** Does a full collection that a program asks for check the heap, too? Stress is on or off. */
export function verifiesAsked(): bool {
  return load<u32>(STATE, EVERY) != 0;
}

/** Is it time to verify the heap? To be asked once at each safepoint that collects. */
export function isVerifyTurn(): bool {
  const every = load<u32>(STATE, EVERY);
  if (every == 0) return false;
  const count = load<u32>(STATE, COUNT) + 1;
  store<u32>(STATE, count < every ? count : 0, COUNT);
  return count >= every;
}
