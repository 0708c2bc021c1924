// Arithmetic off the interpreter's fast path: boxed longs, boxed doubles and mixed operands.
//
// The fast path is taken by two fixnums or two flonums whose result is one again. Everything else
// comes here by the number of its primitive. Integers are 64-bit longs and throw past that range.

import { KIND_DOUBLE, KIND_LONG, initDoubleNumber, initLongNumber } from "../../gen/kernel/layouts";
import { RAISE_NOT_A_NUMBER, RAISE_NUMBER_IS_NIL, RAISE_OVERFLOW } from "../../gen/kernel/opcodes";
import {
  PRIM_ADD,
  PRIM_GREATER,
  PRIM_GREATER_EQUAL,
  PRIM_LESS,
  PRIM_LESS_EQUAL,
  PRIM_SUBTRACT,
} from "../../gen/kernel/primitives";
import { raise } from "../context";
import { allocateObject } from "../heap/allocate";
import { kindOf } from "../heap/kinds";
import {
  NIL,
  TAG_OBJECT,
  Value,
  addressOf,
  decodeFlonum,
  encodeFlonum,
  fitsFixnum,
  fixnumValue,
  isFixnum,
  isFlonum,
  isPointer,
  makeBoolean,
  makeFixnum,
  makePointer,
} from "../value/value";

function isLong(x: Value): bool {
  return isFixnum(x) || (isPointer(x) && kindOf(addressOf(x)) == KIND_LONG);
}

function isDouble(x: Value): bool {
  return isFlonum(x) || (isPointer(x) && kindOf(addressOf(x)) == KIND_DOUBLE);
}

function readLong(x: Value): i64 {
  return isFixnum(x) ? fixnumValue(x) : load<i64>(addressOf(x), 8);
}

/** Any long or double as a double. */
function readDouble(x: Value): f64 {
  if (isFlonum(x)) return decodeFlonum(x);
  return isLong(x) ? <f64>readLong(x) : load<f64>(addressOf(x), 8);
}

export function boxLong(n: i64): Value {
  if (fitsFixnum(n)) return makeFixnum(n);
  const o = allocateObject(KIND_LONG, 16);
  initLongNumber(o, <u64>n);
  return makePointer(o, TAG_OBJECT);
}

export function boxDouble(d: f64): Value {
  const x = encodeFlonum(d);
  if (isFlonum(x)) return x;
  const o = allocateObject(KIND_DOUBLE, 16);
  initDoubleNumber(o, reinterpret<u64>(d));
  return makePointer(o, TAG_OBJECT);
}

function raiseNotNumber(a: Value, b: Value): Value {
  if (a == NIL || b == NIL) return raise(RAISE_NUMBER_IS_NIL, NIL, NIL, NIL);
  return raise(RAISE_NOT_A_NUMBER, isLong(a) || isDouble(a) ? b : a, NIL, NIL);
}

function multiplyLongs(a: i64, b: i64): Value {
  const product = a * b;
  const wrong = (a == -1 && b == i64.MIN_VALUE) || (a != 0 && a != -1 && product / a != b);
  if (wrong) return raise(RAISE_OVERFLOW, NIL, NIL, NIL);
  return boxLong(product);
}

/** a + b, a - b or a * b, by the number of the primitive. */
export function combineSlow(p: u32, a: Value, b: Value): Value {
  if (isLong(a) && isLong(b)) {
    const x = readLong(a);
    const y = readLong(b);
    if (p == PRIM_ADD) {
      const sum = x + y;
      if (((x ^ sum) & (y ^ sum)) < 0) return raise(RAISE_OVERFLOW, NIL, NIL, NIL);
      return boxLong(sum);
    }
    if (p == PRIM_SUBTRACT) {
      const difference = x - y;
      if (((x ^ y) & (x ^ difference)) < 0) return raise(RAISE_OVERFLOW, NIL, NIL, NIL);
      return boxLong(difference);
    }
    return multiplyLongs(x, y);
  }
  if ((isLong(a) || isDouble(a)) && (isLong(b) || isDouble(b))) {
    const x = readDouble(a);
    const y = readDouble(b);
    return boxDouble(p == PRIM_ADD ? x + y : p == PRIM_SUBTRACT ? x - y : x * y);
  }
  return raiseNotNumber(a, b);
}

/** <, <=, >, >= or ==, by the number of the primitive. */
export function compareSlow(p: u32, a: Value, b: Value): Value {
  if (isLong(a) && isLong(b)) {
    const x = readLong(a);
    const y = readLong(b);
    if (p == PRIM_LESS) return makeBoolean(x < y);
    if (p == PRIM_LESS_EQUAL) return makeBoolean(x <= y);
    if (p == PRIM_GREATER) return makeBoolean(x > y);
    return makeBoolean(p == PRIM_GREATER_EQUAL ? x >= y : x == y);
  }
  if ((isLong(a) || isDouble(a)) && (isLong(b) || isDouble(b))) {
    const x = readDouble(a);
    const y = readDouble(b);
    if (p == PRIM_LESS) return makeBoolean(x < y);
    if (p == PRIM_LESS_EQUAL) return makeBoolean(x <= y);
    if (p == PRIM_GREATER) return makeBoolean(x > y);
    return makeBoolean(p == PRIM_GREATER_EQUAL ? x >= y : x == y);
  }
  return raiseNotNumber(a, b);
}
