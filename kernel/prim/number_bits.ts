// Primitives on the bits of longs (tables/primitives/number.ts).

import { RAISE_NOT_BITS, RAISE_NUMBER_IS_NIL } from "../../gen/kernel/opcodes";
import { raise } from "../context";
import {
  bitAnd,
  bitAndNot,
  bitClear,
  bitFlip,
  bitNot,
  bitOr,
  bitSet,
  bitShiftLeft,
  bitShiftRight,
  bitShiftRightZero,
  bitTest,
  bitXor,
} from "../number/bits";
import { categoryOf, LONG } from "../number/category";
import { longValue } from "../number/integer";
import { makeFixnum, NIL, Value } from "../value/value";

export function primBitAnd(x: Value, y: Value): Value {
  return bitAnd(x, y);
}

export function primBitOr(x: Value, y: Value): Value {
  return bitOr(x, y);
}

export function primBitXor(x: Value, y: Value): Value {
  return bitXor(x, y);
}

export function primBitAndNot(x: Value, y: Value): Value {
  return bitAndNot(x, y);
}

export function primBitShiftLeft(x: Value, n: Value): Value {
  return bitShiftLeft(x, n);
}

export function primBitShiftRight(x: Value, n: Value): Value {
  return bitShiftRight(x, n);
}

export function primBitShiftRightUnsigned(x: Value, n: Value): Value {
  return bitShiftRightZero(x, n);
}

export function primBitSet(x: Value, n: Value): Value {
  return bitSet(x, n);
}

export function primBitClear(x: Value, n: Value): Value {
  return bitClear(x, n);
}

export function primBitFlip(x: Value, n: Value): Value {
  return bitFlip(x, n);
}

export function primBitTest(x: Value, n: Value): Value {
  return bitTest(x, n);
}

export function primBitNot(x: Value): Value {
  return bitNot(x);
}

export function primBitCount(x: Value): Value {
  if (x == NIL) return raise(RAISE_NUMBER_IS_NIL, NIL, NIL, NIL);
  if (categoryOf(x) != LONG) return raise(RAISE_NOT_BITS, x, NIL, NIL);
  return makeFixnum(popcnt<i64>(longValue(x)));
}
