// Doubles: making and reading them, the JVM's operations on them, and the correctly rounded
// conversion of exact fractions, on which ratios, decimals and the reader of doubles rest.

import {
  DOUBLE_NUMBER,
  doubleNumber,
  initDoubleNumber,
  KIND_DOUBLE,
  KIND_FLOAT,
} from "../../gen/kernel/layouts";
import { RAISE_NOT_FINITE } from "../../gen/kernel/opcodes";
import { raise } from "../context";
import { allocateObject } from "../heap/allocate";
import { Addr } from "../value/addr";
import { bitLength, divLimbs, limbsToF64, lowU64, shiftLeft, trimCount } from "../value/limbs";
import {
  addressOf,
  decodeFlonum,
  encodeFlonum,
  isFlonum,
  makePointer,
  NIL,
  TAG_OBJECT,
  Value,
} from "../value/value";
import {
  closeBigint,
  isNegativeBigint,
  limbCount,
  limbsOf,
  openBigint,
  takeScratch,
} from "./bigint";
import { ADD, DIVIDE, MULTIPLY, QUOTIENT, SUBTRACT } from "./category";

export function makeDouble(d: f64): Value {
  const word = encodeFlonum(d);
  if (isFlonum(word)) return word;
  const o = allocateObject(KIND_DOUBLE, DOUBLE_NUMBER + 8);
  initDoubleNumber(o, reinterpret<u64>(d));
  return makePointer(o, TAG_OBJECT);
}

/** Requires a double that a float can be. */
export function makeFloat(d: f64): Value {
  const o = allocateObject(KIND_FLOAT, DOUBLE_NUMBER + 8);
  initDoubleNumber(o, reinterpret<u64>(d));
  return makePointer(o, TAG_OBJECT);
}

/** Requires a double; a Float is laid out as a boxed one. */
export function doubleValue(x: Value): f64 {
  return isFlonum(x) ? decodeFlonum(x) : reinterpret<f64>(doubleNumber(addressOf(x)));
}

/** Combines two doubles; the divisor of quotient and remainder is not zero. */
export function combineDoubles(op: u32, a: f64, b: f64): Value {
  if (op == ADD) return makeDouble(a + b);
  if (op == SUBTRACT) return makeDouble(a - b);
  if (op == MULTIPLY) return makeDouble(a * b);
  if (op == DIVIDE) return makeDouble(a / b);
  const q = a / b;
  if (q - q != 0) return raise(RAISE_NOT_FINITE, NIL, NIL, NIL);
  // The JVM goes through an integer, which has no negative zero.
  const whole = trunc(q) + 0.0;
  return makeDouble(op == QUOTIENT ? whole : a - whole * b);
}

export function bigintToDouble(o: Addr): f64 {
  const d = limbsToF64(limbsOf(o), limbCount(o));
  return isNegativeBigint(o) ? -d : d;
}

/** 2^e, for e in the range of normal doubles. */
function raiseTwo(e: i32): f64 {
  return reinterpret<f64>((<u64>(e + 1023)) << 52);
}

/** The double nearest to m * 2^e, ties to even; m is not zero. */
export function roundScaled(m: u64, e: i32): f64 {
  const top = e + 64 - <i32>clz<u64>(m);
  const low = top - 53 > -1074 ? top - 53 : -1074;
  const drop = low - e;
  if (drop > 64) return 0;
  let kept: u64 = m;
  if (drop > 0) {
    kept = drop == 64 ? 0 : m >> <u64>drop;
    const half = (<u64>1) << (<u64>(drop - 1));
    const rest = drop == 64 ? m : m & ((half << 1) - 1);
    if (rest > half || (rest == half && (kept & 1) == 1)) kept++;
  }
  const exponent = drop > 0 ? low : e;
  const part = exponent >> 1;
  return <f64>kept * raiseTwo(part) * raiseTwo(exponent - part);
}

/** The double nearest to n / d, ties to even; d is above 0. */
export function fractionToDouble(n: Addr, d: Addr): f64 {
  const nn = limbCount(n);
  const nd = limbCount(d);
  if (nn == 0) return 0;
  const e = <i32>bitLength(limbsOf(n), nn) - <i32>bitLength(limbsOf(d), nd);
  const negative = isNegativeBigint(n);
  if (e > 1030) return negative ? -Infinity : Infinity;
  if (e < -1080) return negative ? -0.0 : 0.0;
  // Shifted by this much, the quotient has 63 or 64 bits.
  const shift = 63 - e;
  const up = shift > 0 ? <u32>shift : 0;
  const down = shift < 0 ? <u32>-shift : 0;
  const o = openBigint(4);
  const a = takeScratch(nn + (up >>> 5) + 1);
  const b = takeScratch(nd + (down >>> 5) + 1);
  const na = shiftLeft(a, limbsOf(n), nn, up);
  const nb = shiftLeft(b, limbsOf(d), nd, down);
  const remainder = takeScratch(nb);
  const nq = divLimbs(limbsOf(o), remainder, a, na, b, nb, takeScratch(na + nb + 1));
  let q = lowU64(limbsOf(o), nq);
  if (trimCount(remainder, nb) > 0) q = q | 1;
  closeBigint(o, 0, false);
  const result = roundScaled(q, -shift);
  return negative ? -result : result;
}
