// Ranges of longs: start, step and how many, at least one. An element is computed when it is
// asked for, so a range takes 40 bytes however long it is.
//
// Invariant: start + (count - 1) * step is a long, so no element overflows.

import {
  initRangeCount,
  initRangeMeta,
  initRangeStart,
  initRangeStep,
  KIND_RANGE,
  rangeCount,
  rangeStart,
  rangeStep,
} from "../../gen/kernel/layouts";
import { allocateObject } from "../heap/allocate";
import { longValue, makeLong } from "../number/integer";
import { Addr } from "../value/addr";
import { makePointer, NIL, TAG_OBJECT, Value } from "../value/value";

const RANGE_BYTES: u32 = 40;

function makeRangeOf(start: Value, step: Value, count: u64): Value {
  const o = allocateObject(KIND_RANGE, RANGE_BYTES);
  initRangeStart(o, start);
  initRangeStep(o, step);
  initRangeCount(o, count);
  initRangeMeta(o, NIL);
  return makePointer(o, TAG_OBJECT);
}

/** The longs from start up to end (not included) by step; nil when there are none. */
export function makeRange(start: i64, end: i64, step: i64): Value {
  if (step > 0 ? start >= end : start <= end) return NIL;
  const distance: u64 = step > 0 ? <u64>end - <u64>start : <u64>start - <u64>end;
  const stride: u64 = step > 0 ? <u64>step : -(<u64>step);
  return makeRangeOf(makeLong(start), makeLong(step), (distance - 1) / stride + 1);
}

export function countRange(o: Addr): u64 {
  return rangeCount(o);
}

/** Element `i`; requires i < count. */
export function rangeNth(o: Addr, i: u64): Value {
  return makeLong(longValue(rangeStart(o)) + <i64>i * longValue(rangeStep(o)));
}

/** The range without its first `n` elements, or nil. */
export function rangeDrop(o: Addr, n: u64): Value {
  const count = rangeCount(o);
  return n >= count ? NIL : makeRangeOf(rangeNth(o, n), rangeStep(o), count - n);
}
