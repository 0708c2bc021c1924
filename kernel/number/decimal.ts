// Decimals: a bigint and a scale, worth unscaled * 10^-scale.
//
// The scale is part of the value as the JVM has it: results keep the scale BigDecimal gives them
// (1.0M + 1.00M is 2.00M), and = compares worth, not scale. Division is exact or raises, as
// BigDecimal.divide without a context.
//
// Operands of other categories become decimals first; a ratio may have no finite expansion.

import {
  DECIMAL_SCALE,
  decimalScale,
  decimalUnscaled,
  initDecimalScale,
  initDecimalUnscaled,
  KIND_DECIMAL,
} from "../../gen/kernel/layouts";
import { RAISE_NON_TERMINATING, RAISE_OVERFLOW } from "../../gen/kernel/opcodes";
import { raise } from "../context";
import { allocateObject } from "../heap/allocate";
import { Addr } from "../value/addr";
import { bitLength, countTrailingZeros, divSmall, trimCount } from "../value/limbs";
import {
  addressOf,
  fixnumValue,
  makeFixnum,
  makePointer,
  NIL,
  SENTINEL,
  TAG_OBJECT,
  Value,
} from "../value/value";
import {
  addBigints,
  bigintFromI64,
  closeBigint,
  compareBigints,
  gcdBigints,
  isNegativeBigint,
  isOneBigint,
  isZeroBigint,
  limbCount,
  limbsOf,
  makeBigintValue,
  mulBigints,
  negateBigint,
  openBigint,
  quotBigints,
  raiseTen,
  remBigints,
  signOfBigint,
  subBigints,
} from "./bigint";
import { ADD, categoryOf, DECIMAL, DIVIDE, MULTIPLY, QUOTIENT, RATIO, SUBTRACT } from "./category";
import { fractionToDouble } from "./double";
import { toBigint } from "./integer";
import { denominatorOf, numeratorOf } from "./ratio";
import { contextPrecision, contextRounding, divideRounded, roundToPrecision } from "./rounding";

export function makeDecimal(unscaled: Addr, scale: i32): Value {
  const o = allocateObject(KIND_DECIMAL, DECIMAL_SCALE + 8);
  initDecimalUnscaled(o, makeBigintValue(unscaled));
  initDecimalScale(o, makeFixnum(<i64>scale));
  return makePointer(o, TAG_OBJECT);
}

/** As makeDecimal, where the scale may have left the range of the JVM's int. */
export function makeScaled(unscaled: Addr, scale: i64): Value {
  if (scale != <i64>(<i32>scale)) {
    if (!isZeroBigint(unscaled)) return raise(RAISE_OVERFLOW, NIL, NIL, NIL);
    return makeDecimal(unscaled, scale < 0 ? i32.MIN_VALUE : i32.MAX_VALUE);
  }
  return makeDecimal(unscaled, <i32>scale);
}

/** Requires a decimal. */
export function unscaledOf(x: Value): Addr {
  return addressOf(decimalUnscaled(addressOf(x)));
}

/** Requires a decimal. */
export function scaleOf(x: Value): i64 {
  return fixnumValue(decimalScale(addressOf(x)));
}

/** Any number but a double as a decimal; the sentinel when a ratio has no finite expansion. */
export function toDecimal(x: Value): Value {
  const category = categoryOf(x);
  if (category == DECIMAL) return x;
  if (category != RATIO) return makeDecimal(toBigint(x), 0);
  return divideExactly(numeratorOf(x), 0, denominatorOf(x), 0);
}

export function scaleUp(o: Addr, digits: i64): Addr {
  return digits == 0 ? o : mulBigints(o, raiseTen(<u32>digits));
}

/** How often the magnitude can be halved, or divided by 5; the rest of it is left in `rest`. */
let rest: Addr = 0;

function removeTwos(o: Addr): u32 {
  const count = countTrailingZeros(limbsOf(o), limbCount(o));
  rest = count == 0 ? o : quotBigints(o, raiseTwo(count));
  return count;
}

function raiseTwo(power: u32): Addr {
  const limbs = (power >>> 5) + 1;
  const o = openBigint(limbs);
  memory.fill(limbsOf(o), 0, limbs << 2);
  store<u32>(limbsOf(o) + ((limbs - 1) << 2), 1 << (power & 31));
  return closeBigint(o, limbs, false);
}

function removeFives(o: Addr): u32 {
  let count: u32 = 0;
  rest = o;
  while (true) {
    const n = limbCount(rest);
    const quotient = openBigint(n);
    const remainder = divSmall(limbsOf(quotient), limbsOf(rest), n, 5);
    closeBigint(quotient, trimCount(limbsOf(quotient), n), false);
    if (remainder != 0) return count;
    rest = quotient;
    count++;
  }
}

/** a * 10^-i / (b * 10^-j) with the least scale from i - j on that is exact; b is not zero. */
function divideExactly(a: Addr, i: i64, b: Addr, j: i64): Value {
  if (isZeroBigint(a)) return makeScaled(a, i - j);
  const g = gcdBigints(a, b);
  let n = quotBigints(a, g);
  let d = quotBigints(b, g);
  if (isNegativeBigint(d)) {
    n = negateBigint(n);
    d = negateBigint(d);
  }
  const twos = removeTwos(d);
  const fives = removeFives(rest);
  if (!isOneBigint(rest)) return raise(RAISE_NON_TERMINATING, NIL, NIL, NIL);
  const power = <i64>(twos > fives ? twos : fives);
  return makeScaled(quotBigints(scaleUp(n, power), d), i - j + power);
}

/** The sum or difference of two decimals, in the greater of their scales. */
function addScaled(subtract: bool, a: Addr, i: i64, b: Addr, j: i64): Value {
  const scale = i > j ? i : j;
  const x = scaleUp(a, scale - i);
  const y = scaleUp(b, scale - j);
  return makeScaled(subtract ? subBigints(x, y) : addBigints(x, y), scale);
}

/** The whole quotient, with the scale nearest to i - j that its zeros allow. */
function divideWhole(a: Addr, i: i64, b: Addr, j: i64): Value {
  const scale = i - j;
  const q = scale > 0 ? quotBigints(a, scaleUp(b, scale)) : quotBigints(scaleUp(a, -scale), b);
  if (scale >= 0) return makeScaled(scaleUp(q, scale), scale);
  return isZeroBigint(q) ? makeScaled(q, scale) : stripZeros(q, 0, scale);
}

/** The same worth with a scale as near down to `least` as trailing zeros allow. */
export function stripZeros(o: Addr, scale: i64, least: i64): Value {
  let kept = o;
  let at = scale;
  const ten = bigintFromI64(10);
  while (at > least && isZeroBigint(remBigints(kept, ten))) {
    kept = quotBigints(kept, ten);
    at--;
  }
  return makeScaled(kept, at);
}

/** Without trailing zeros, as the hash of a decimal is taken; zero has scale 0. */
export function stripDecimal(x: Value): Value {
  const o = unscaledOf(x);
  return isZeroBigint(o) ? makeDecimal(o, 0) : stripZeros(o, scaleOf(x), -0x7fffffff);
}

/** Combines two numbers of which one is a decimal and none a double; y is no zero divisor. */
export function combineDecimals(op: u32, x: Value, y: Value): Value {
  const p = toDecimal(x);
  if (p == SENTINEL) return SENTINEL;
  const q = toDecimal(y);
  if (q == SENTINEL) return SENTINEL;
  const a = unscaledOf(p);
  const b = unscaledOf(q);
  const i = scaleOf(p);
  const j = scaleOf(q);
  const precision = contextPrecision();
  if (op == ADD || op == SUBTRACT || op == MULTIPLY) {
    const exact =
      op == MULTIPLY ? makeScaled(mulBigints(a, b), i + j) : addScaled(op == SUBTRACT, a, i, b, j);
    if (precision == 0 || exact == SENTINEL) return exact;
    return roundToPrecision(exact, precision, contextRounding());
  }
  if (op == DIVIDE) {
    if (precision == 0) return divideExactly(a, i, b, j);
    return divideRounded(a, i, b, j, precision, contextRounding());
  }
  const whole = divideWhole(a, i, b, j);
  if (whole == SENTINEL || op == QUOTIENT) return whole;
  const product = mulBigints(unscaledOf(whole), b);
  return addScaled(true, a, i, product, scaleOf(whole) + j);
}

/** -x with the same scale. */
export function negateDecimal(x: Value): Value {
  return makeDecimal(negateBigint(unscaledOf(x)), <i32>scaleOf(x));
}

/** About the exponent of the first digit: off by one at most. */
function magnitudeOf(o: Addr, scale: i64): i64 {
  return <i64>(<f64>bitLength(limbsOf(o), limbCount(o)) * 0.30102999566398114) - scale;
}

/** Compares two decimals by worth: -1, 0 or 1. */
export function compareDecimals(x: Value, y: Value): i32 {
  const a = unscaledOf(x);
  const b = unscaledOf(y);
  const sign = signOfBigint(a);
  if (sign != signOfBigint(b)) return sign < signOfBigint(b) ? -1 : 1;
  if (sign == 0) return 0;
  const i = scaleOf(x);
  const j = scaleOf(y);
  if (i == j) return compareBigints(a, b);
  const difference = magnitudeOf(a, i) - magnitudeOf(b, j);
  if (difference > 2) return sign;
  if (difference < -2) return -sign;
  const scale = i > j ? i : j;
  return compareBigints(scaleUp(a, scale - i), scaleUp(b, scale - j));
}

/** The nearest double, ties to even. */
export function decimalToDouble(x: Value): f64 {
  const o = unscaledOf(x);
  const scale = scaleOf(x);
  if (isZeroBigint(o)) return 0;
  const magnitude = magnitudeOf(o, scale);
  const negative = isNegativeBigint(o);
  if (magnitude > 312) return negative ? -Infinity : Infinity;
  if (magnitude < -330) return negative ? -0.0 : 0.0;
  if (scale > 0) return fractionToDouble(o, raiseTen(<u32>scale));
  return fractionToDouble(scaleUp(o, -scale), bigintFromI64(1));
}

/** The decimal cut off toward zero, as a bigint. */
export function wholeOf(x: Value): Addr {
  const scale = scaleOf(x);
  const o = unscaledOf(x);
  if (scale <= 0) return scaleUp(o, -scale);
  return magnitudeOf(o, scale) < -2 ? bigintFromI64(0) : quotBigints(o, raiseTen(<u32>scale));
}
