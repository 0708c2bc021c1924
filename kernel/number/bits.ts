// Bit operations and shifts. They are for longs only, as on the JVM; a shift or bit index counts
// modulo 64, which WebAssembly's shifts do by themselves.

import { RAISE_NOT_BITS, RAISE_NUMBER_IS_NIL } from "../../gen/kernel/opcodes";
import { raise } from "../context";
import { makeBoolean, NIL, Value } from "../value/value";
import { categoryOf, LONG } from "./category";
import { longValue, makeLong } from "./integer";

const AND: u32 = 0;
const OR: u32 = 1;
const XOR: u32 = 2;
const AND_NOT: u32 = 3;
const SHIFT_LEFT: u32 = 4;
const SHIFT_RIGHT: u32 = 5;
const SHIFT_RIGHT_ZERO: u32 = 6;
const SET: u32 = 7;
const CLEAR: u32 = 8;
const FLIP: u32 = 9;

function raiseNotBits(x: Value): Value {
  return raise(x == NIL ? RAISE_NUMBER_IS_NIL : RAISE_NOT_BITS, x, NIL, NIL);
}

function combineWords(op: u32, a: i64, b: i64): i64 {
  switch (op) {
    case AND:
      return a & b;
    case OR:
      return a | b;
    case XOR:
      return a ^ b;
    case AND_NOT:
      return a & ~b;
    case SHIFT_LEFT:
      return a << b;
    case SHIFT_RIGHT:
      return a >> b;
    case SHIFT_RIGHT_ZERO:
      return <i64>(<u64>a >> <u64>b);
    case SET:
      return a | ((<i64>1) << b);
    case CLEAR:
      return a & ~((<i64>1) << b);
    default:
      return a ^ ((<i64>1) << b);
  }
}

function combineBits(op: u32, x: Value, y: Value): Value {
  if (categoryOf(x) != LONG) return raiseNotBits(x);
  if (categoryOf(y) != LONG) return raiseNotBits(y);
  return makeLong(combineWords(op, longValue(x), longValue(y)));
}

export function bitAnd(x: Value, y: Value): Value {
  return combineBits(AND, x, y);
}

export function bitOr(x: Value, y: Value): Value {
  return combineBits(OR, x, y);
}

export function bitXor(x: Value, y: Value): Value {
  return combineBits(XOR, x, y);
}

export function bitAndNot(x: Value, y: Value): Value {
  return combineBits(AND_NOT, x, y);
}

export function bitShiftLeft(x: Value, y: Value): Value {
  return combineBits(SHIFT_LEFT, x, y);
}

export function bitShiftRight(x: Value, y: Value): Value {
  return combineBits(SHIFT_RIGHT, x, y);
}

/** Shifts zeros in from the left. */
export function bitShiftRightZero(x: Value, y: Value): Value {
  return combineBits(SHIFT_RIGHT_ZERO, x, y);
}

export function bitSet(x: Value, y: Value): Value {
  return combineBits(SET, x, y);
}

export function bitClear(x: Value, y: Value): Value {
  return combineBits(CLEAR, x, y);
}

export function bitFlip(x: Value, y: Value): Value {
  return combineBits(FLIP, x, y);
}

export function bitTest(x: Value, y: Value): Value {
  if (categoryOf(x) != LONG) return raiseNotBits(x);
  if (categoryOf(y) != LONG) return raiseNotBits(y);
  return makeBoolean(((longValue(x) >> longValue(y)) & 1) != 0);
}

export function bitNot(x: Value): Value {
  if (categoryOf(x) != LONG) return raiseNotBits(x);
  return makeLong(~longValue(x));
}
