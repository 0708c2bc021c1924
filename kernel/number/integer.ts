// Longs, and integers of either size: making, reading and combining them.
//
// A long is a fixnum or, outside 62 bits, a boxed `long`; makeLong is the one place that chooses.
// Checked operations find overflow from the bits of operands and result; multiplication compares
// the low product with the high one, which 32-bit halves give without a 128-bit type.

import { initLongNumber, KIND_LONG, LONG_NUMBER, longNumber } from "../../gen/kernel/layouts";
import { RAISE_OVERFLOW } from "../../gen/kernel/opcodes";
import { raise } from "../context";
import { allocateObject } from "../heap/allocate";
import { Addr } from "../value/addr";
import { gcdU64 } from "../value/limbs";
import {
  addressOf,
  fitsFixnum,
  fixnumValue,
  isFixnum,
  makeFixnum,
  makePointer,
  NIL,
  TAG_OBJECT,
  Value,
} from "../value/value";
import {
  addBigints,
  bigintFromI64,
  bigintFromU64,
  makeBigintValue,
  mulBigints,
  quotBigints,
  remBigints,
  subBigints,
} from "./bigint";
import { ADD, categoryOf, DIVIDE, LONG, MULTIPLY, QUOTIENT, REMAINDER, SUBTRACT } from "./category";
import { makeFraction, makeRatio } from "./ratio";

/** What a long operation does when the result needs more than 64 bits. */
export const CHECKED: u32 = 0;
export const PROMOTING: u32 = 1;
export const WRAPPING: u32 = 2;

const LONG_MIN: i64 = i64.MIN_VALUE;

export function makeLong(n: i64): Value {
  if (fitsFixnum(n)) return makeFixnum(n);
  const o = allocateObject(KIND_LONG, LONG_NUMBER + 8);
  initLongNumber(o, <u64>n);
  return makePointer(o, TAG_OBJECT);
}

/** A Byte or Short; requires that n is in its range. */
export function makeSmall(kind: u32, n: i64): Value {
  const o = allocateObject(kind, LONG_NUMBER + 8);
  initLongNumber(o, <u64>n);
  return makePointer(o, TAG_OBJECT);
}

/** Requires a long; the small kinds are laid out as boxed longs are. */
export function longValue(x: Value): i64 {
  return isFixnum(x) ? fixnumValue(x) : <i64>longNumber(addressOf(x));
}

/** A long or bigint as a bigint object. */
export function toBigint(x: Value): Addr {
  return categoryOf(x) == LONG ? bigintFromI64(longValue(x)) : addressOf(x);
}

/** Does a * b need more than 64 bits? */
export function overflowsProduct(a: i64, b: i64): bool {
  if (a == 0 || b == 0) return false;
  if ((a == -1 && b == LONG_MIN) || (b == -1 && a == LONG_MIN)) return true;
  if (a == -1 || b == -1) return false;
  return (a * b) / b != a;
}

function overflows(op: u32, a: i64, b: i64): bool {
  if (op == ADD) return ((a ^ (a + b)) & (b ^ (a + b))) < 0;
  if (op == SUBTRACT) return ((a ^ b) & (a ^ (a - b))) < 0;
  return overflowsProduct(a, b);
}

/** Combines two longs; the divisor of the divisions is not zero. */
export function combineLongs(op: u32, a: i64, b: i64, mode: u32): Value {
  if (op == DIVIDE) return divideLongs(a, b);
  // The JVM wraps here, where WebAssembly would trap.
  if (op == QUOTIENT) return makeLong(b == -1 ? 0 - a : a / b);
  if (op == REMAINDER) return makeLong(b == -1 ? 0 : a % b);
  if (mode != WRAPPING && overflows(op, a, b)) {
    if (mode == CHECKED) return raise(RAISE_OVERFLOW, NIL, NIL, NIL);
    return combineBigints(op, bigintFromI64(a), bigintFromI64(b));
  }
  if (op == ADD) return makeLong(a + b);
  return makeLong(op == SUBTRACT ? a - b : a * b);
}

function divideLongs(a: i64, b: i64): Value {
  // The smallest long by -1 wraps, as on the JVM.
  if (b == -1) return makeLong(0 - a);
  if (a % b == 0) return makeLong(a / b);
  const n: u64 = a < 0 ? <u64>(0 - a) : <u64>a;
  const d: u64 = b < 0 ? <u64>(0 - b) : <u64>b;
  const g = gcdU64(n, d);
  return makeRatio(bigintFromU64(n / g, a < 0 != b < 0), bigintFromU64(d / g, false));
}

/** Combines two bigints; the divisor of the divisions is not zero. */
export function combineBigints(op: u32, a: Addr, b: Addr): Value {
  if (op == DIVIDE) return makeFraction(a, b);
  if (op == ADD) return makeBigintValue(addBigints(a, b));
  if (op == SUBTRACT) return makeBigintValue(subBigints(a, b));
  if (op == MULTIPLY) return makeBigintValue(mulBigints(a, b));
  return makeBigintValue(op == QUOTIENT ? quotBigints(a, b) : remBigints(a, b));
}
