// Order and equality of numbers. relate is the one dispatch: it answers how two numbers stand,
// and every predicate reads the answer. A NaN stands in no order to anything, so all of them are
// false for it, and `compare` calls it equal to everything, as on the JVM.

import { addressOf, isFixnum, makeBoolean, makeFixnum, Value } from "../value/value";
import { compareBigints, makeBigintValue, mulBigints, raiseTen, signOfBigint } from "./bigint";
import {
  BIGINT,
  categoryOf,
  DECIMAL,
  DOUBLE,
  LONG,
  NO_NUMBER,
  pairCategory,
  RATIO,
  raiseNotNumber,
} from "./category";
import { compareDecimals, decimalToDouble, scaleOf, toDecimal, unscaledOf } from "./decimal";
import { bigintToDouble, doubleValue } from "./double";
import { longValue, toBigint } from "./integer";
import { compareRatios, denominatorOf, makeFraction, numeratorOf, ratioToDouble } from "./ratio";

/** What relate and signOf answer for NaN. */
export const UNORDERED: i32 = 2;

/** Any number as a double, as the JVM's doubleValue rounds it. */
export function toDouble(x: Value): f64 {
  const category = categoryOf(x);
  if (category == LONG) return <f64>longValue(x);
  if (category == DOUBLE) return doubleValue(x);
  if (category == BIGINT) return bigintToDouble(addressOf(x));
  if (category == DECIMAL) return decimalToDouble(x);
  return ratioToDouble(numeratorOf(x), denominatorOf(x));
}

function relateDoubles(a: f64, b: f64): i32 {
  if (a < b) return -1;
  if (a > b) return 1;
  return a == b ? 0 : UNORDERED;
}

/** How x stands to y: -1, 0, 1 or UNORDERED; their category is given. */
function relate(category: u32, x: Value, y: Value): i32 {
  if (category == LONG) {
    const a = longValue(x);
    const b = longValue(y);
    return a < b ? -1 : a > b ? 1 : 0;
  }
  if (category == DOUBLE) return relateDoubles(toDouble(x), toDouble(y));
  if (category == BIGINT) return compareBigints(toBigint(x), toBigint(y));
  if (category == RATIO) return compareRatios(x, y);
  if (categoryOf(x) != RATIO && categoryOf(y) != RATIO) {
    return compareDecimals(toDecimal(x), toDecimal(y));
  }
  // Exact even for a ratio without a finite expansion, where the JVM raises.
  const a = decimalFraction(x);
  const b = decimalFraction(y);
  return compareRatios(a, b);
}

/** A decimal beside a ratio as the fraction it is; other numbers as they are. */
function decimalFraction(x: Value): Value {
  if (categoryOf(x) != DECIMAL) return x;
  const scale = scaleOf(x);
  if (scale > 0) return makeFraction(unscaledOf(x), raiseTen(<u32>scale));
  return makeBigintValue(mulBigints(unscaledOf(x), raiseTen(<u32>-scale)));
}

/** The sign of a number: -1, 0, 1, or UNORDERED for NaN. */
export function signOf(x: Value): i32 {
  if (isFixnum(x)) return <i64>x < 0 ? -1 : x == 0 ? 0 : 1;
  const category = categoryOf(x);
  if (category == DOUBLE) return relateDoubles(doubleValue(x), 0);
  if (category == LONG) return longValue(x) < 0 ? -1 : longValue(x) == 0 ? 0 : 1; // a Byte may be 0
  if (category == DECIMAL) return signOfBigint(unscaledOf(x));
  return signOfBigint(category == BIGINT ? addressOf(x) : numeratorOf(x));
}

export function isLess(x: Value, y: Value): Value {
  const category = pairCategory(x, y);
  if (category == NO_NUMBER) return raiseNotNumber(x, y);
  return makeBoolean(relate(category, x, y) == -1);
}

export function isLessOrEqual(x: Value, y: Value): Value {
  const category = pairCategory(x, y);
  if (category == NO_NUMBER) return raiseNotNumber(x, y);
  return makeBoolean(relate(category, x, y) <= 0);
}

export function isGreater(x: Value, y: Value): Value {
  const category = pairCategory(x, y);
  if (category == NO_NUMBER) return raiseNotNumber(x, y);
  return makeBoolean(relate(category, x, y) == 1);
}

export function isGreaterOrEqual(x: Value, y: Value): Value {
  const category = pairCategory(x, y);
  if (category == NO_NUMBER) return raiseNotNumber(x, y);
  const order = relate(category, x, y);
  return makeBoolean(order == 0 || order == 1);
}

/** `==`: equal in the category where they meet. */
export function isEquivalent(x: Value, y: Value): Value {
  const category = pairCategory(x, y);
  if (category == NO_NUMBER) return raiseNotNumber(x, y);
  return makeBoolean(relate(category, x, y) == 0);
}

/** `=` of two numbers: equal, and both integers, both ratios, both decimals or both doubles. */
export function areEqualNumbers(x: Value, y: Value): bool {
  const a = categoryOf(x);
  const b = categoryOf(y);
  if ((a == LONG ? BIGINT : a) != (b == LONG ? BIGINT : b)) return false;
  return relate(a > b ? a : b, x, y) == 0;
}

/** -1, 0 or 1 as a word. */
export function compareNumbers(x: Value, y: Value): Value {
  const category = pairCategory(x, y);
  if (category == NO_NUMBER) return raiseNotNumber(x, y);
  const order = relate(category, x, y);
  return makeFixnum(order == UNORDERED ? 0 : <i64>order);
}

export function isZero(x: Value): Value {
  if (categoryOf(x) == NO_NUMBER) return raiseNotNumber(x, x);
  return makeBoolean(signOf(x) == 0);
}

export function isPositive(x: Value): Value {
  if (categoryOf(x) == NO_NUMBER) return raiseNotNumber(x, x);
  return makeBoolean(signOf(x) == 1);
}

export function isNegative(x: Value): Value {
  if (categoryOf(x) == NO_NUMBER) return raiseNotNumber(x, x);
  return makeBoolean(signOf(x) == -1);
}

function isNaN64(x: Value): bool {
  return categoryOf(x) == DOUBLE && signOf(x) == UNORDERED;
}

/** The greater one, y if they are equal; a NaN wins. */
export function maximum(x: Value, y: Value): Value {
  const category = pairCategory(x, y);
  if (category == NO_NUMBER) return raiseNotNumber(x, y);
  if (isNaN64(x)) return x;
  if (isNaN64(y)) return y;
  return relate(category, x, y) == 1 ? x : y;
}

/** The smaller one, y if they are equal; a NaN wins. */
export function minimum(x: Value, y: Value): Value {
  const category = pairCategory(x, y);
  if (category == NO_NUMBER) return raiseNotNumber(x, y);
  if (isNaN64(x)) return x;
  if (isNaN64(y)) return y;
  return relate(category, x, y) == -1 ? x : y;
}
