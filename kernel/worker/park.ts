// The one place where a worker sleeps.
//
// Node 20's baseline compiler keeps wrong values in locals across a loop around
// memory.atomic.wait32. So the wait stands alone in a function without locals of its own that the
// optimizer does not inline, because it calls itself; and a start-up test checks that a caller's
// locals survive it.

import { Addr } from "../value/addr";

/**
 * Sleeps while the word at `at` is `value`, at most `ns` nanoseconds (negative: for ever).
 * Answers 0 woken, 1 the word was another, 2 timed out.
 */
export function park(at: Addr, value: u32, ns: i64): i32 {
  if (ns < -1) return park(at, value, -1);
  return atomic.wait<i32>(at, <i32>value, ns);
}

/** Parks a few times with live locals in a loop around it; false if any of them changed. */
export function selfTestPark(at: Addr): bool {
  let a: u32 = 1;
  let b: u64 = 2;
  let c: f64 = 3;
  for (let i: u32 = 0; i < 4; i++) {
    atomic.store<u32>(at, i);
    if (park(at, i + 1, 0) != 1) return false;
    if (park(at, i, 1000) != 2) return false;
    a = a * 3 + i;
    b = b * 5 + i;
    c = c * 2;
  }
  return a == 99 && b == 1288 && c == 48;
}
