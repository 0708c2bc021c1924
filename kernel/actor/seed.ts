// Deterministic runs: with a seed, one worker draws from a generator of its own whose turn it is
// and how long it lasts, and what `rand` answers; and its clock stands still but for what actors
// use, and jumps to the next deadline when nothing can run. So the same seed gives the same run,
// and another one another order; hours of waiting take no time. What the host answers later than
// at once (input, files) still comes when it comes; while the host holds the clock, as it does with
// active ports, it is asked before each jump.
//
//   0x44e0  u64 state of the generator (xorshift), 0 without a seed | f64 ms of the clock
//           | u32 is it held?
//
// Invariant: set before the first actor runs, with one worker.

import { drawRandom, monotonicNow, wallNow } from "../host/imports";
import { Addr } from "../value/addr";

const STATE: Addr = 0x44e0;
const CLOCK: u32 = 8;
const HELD: u32 = 16;

const START_MS: f64 = 1000;
/** 2020-01-01, when every seeded run takes place. */
const WALL_MS: f64 = 1577836800000;
/** What a reduction takes: 100 ns. */
const REDUCTION_MS: f64 = 0.0001;

export function setSeed(seed: u32): void {
  store<u64>(STATE, (<u64>seed + 1) * 0x9e3779b97f4a7c15);
  store<f64>(STATE, START_MS, CLOCK);
}

export function isSeeded(): bool {
  return load<u64>(STATE) != 0;
}

/** A number below `n`, which is not 0; requires a seed. */
export function draw(n: u32): u32 {
  return <u32>((nextState() >> 32) % n);
}

function nextState(): u64 {
  let x = load<u64>(STATE);
  x ^= x << 13;
  x ^= x >> 7;
  x ^= x << 17;
  store<u64>(STATE, x);
  return x;
}

/** A double from 0 up to 1. */
export function random(): f64 {
  return isSeeded() ? <f64>(nextState() >> 11) / 9007199254740992 : drawRandom();
}

/** Milliseconds of the monotonic clock, which is virtual with a seed. */
export function now(): f64 {
  return isSeeded() ? load<f64>(STATE, CLOCK) : monotonicNow();
}

/** Milliseconds since 1970. */
export function wall(): f64 {
  return isSeeded() ? WALL_MS + load<f64>(STATE, CLOCK) : wallNow();
}

/** Lets the clock go on by what a slice has used; requires a seed. */
export function passTime(reductions: i32): void {
  store<f64>(STATE, load<f64>(STATE, CLOCK) + <f64>reductions * REDUCTION_MS, CLOCK);
}

/** Does the host want to be asked before the clock jumps? */
export function holdClock(held: u32): void {
  store<u32>(STATE, held, HELD);
}

export function isClockHeld(): bool {
  return load<u32>(STATE, HELD) != 0;
}

/** Sets the clock to a deadline that nothing comes before; requires a seed. */
export function skipTo(deadline: f64): void {
  if (deadline > load<f64>(STATE, CLOCK)) store<f64>(STATE, deadline, CLOCK);
}
