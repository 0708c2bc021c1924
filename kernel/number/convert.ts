// Conversions between the categories: to a long by cutting off, checked or not, to a bigint, to a
// decimal, and the ratio that a decimal is.
//
// A double becomes a decimal by its shortest digits, not by its bits, as BigDecimal.valueOf does
// it: (bigdec 0.1) is 0.1M and (rationalize 0.1) is 1/10.

import { RAISE_LONG_RANGE, RAISE_NOT_DECIMAL_TEXT } from "../../gen/kernel/opcodes";
import { CONTEXT_SCRATCH, context, raise } from "../context";
import { formatDouble } from "../host/imports";
import { Addr } from "../value/addr";
import { addressOf, isFixnum, makeCharacter, NIL, SENTINEL, Value } from "../value/value";
import {
  fitsLong,
  isNegativeBigint,
  lowBitsOfBigint,
  makeBigintValue,
  mulBigints,
  raiseTen,
} from "./bigint";
import { BIGINT, categoryOf, DECIMAL, DOUBLE, LONG, NO_NUMBER, raiseNotNumber } from "./category";
import { toDouble } from "./compare";
import { scaleOf, toDecimal, unscaledOf, wholeOf } from "./decimal";
import { doubleValue } from "./double";
import { longValue, makeLong, toBigint } from "./integer";
import { parseBigDecimal } from "./parse";
import { makeFraction, ratioWhole } from "./ratio";

/** What Java's cast of a double to long gives: cut to the range, 0 for NaN. */
export function truncateDouble(d: f64): i64 {
  if (d != d) return 0;
  if (d >= 9223372036854775807.0) return i64.MAX_VALUE;
  return d <= -9223372036854775808.0 ? i64.MIN_VALUE : <i64>d;
}

/** The whole part of a bigint, ratio or decimal. */
function wholePart(x: Value, category: u32): Addr {
  if (category == BIGINT) return addressOf(x);
  return category == DECIMAL ? wholeOf(x) : ratioWhole(x);
}

/** The number cut off toward zero, and cut to the range of longs. */
export function truncateToLong(x: Value): i64 {
  const category = categoryOf(x);
  if (category == LONG) return longValue(x);
  if (category == DOUBLE) return truncateDouble(doubleValue(x));
  const o = wholePart(x, category);
  if (fitsLong(o)) return lowBitsOfBigint(o);
  return isNegativeBigint(o) ? i64.MIN_VALUE : i64.MAX_VALUE;
}

/** What `long` answers: decimals go through a double, as on the JVM; raises out of range. */
export function castToLong(x: Value): Value {
  const category = categoryOf(x);
  if (category == LONG) return isFixnum(x) ? x : makeLong(longValue(x));
  if (category == NO_NUMBER) return raiseNotNumber(x, x);
  if (category == DOUBLE || category == DECIMAL) {
    const d = toDouble(x);
    if (d < -9223372036854775808.0 || d > 9223372036854775807.0) return raiseRange(x);
    return makeLong(truncateDouble(d));
  }
  const o = wholePart(x, category);
  return fitsLong(o) ? makeLong(lowBitsOfBigint(o)) : raiseRange(x);
}

function raiseRange(x: Value): Value {
  return raise(RAISE_LONG_RANGE, x, NIL, NIL);
}

/** The low 64 bits of the number cut off toward zero; doubles are cut to the range. */
export function castUnchecked(x: Value): Value {
  const category = categoryOf(x);
  if (category == LONG) return isFixnum(x) ? x : makeLong(longValue(x));
  if (category == NO_NUMBER) return raiseNotNumber(x, x);
  if (category == DOUBLE) return makeLong(truncateDouble(doubleValue(x)));
  return makeLong(lowBitsOfBigint(wholePart(x, category)));
}

/** The decimal of a finite double's shortest digits. */
function decimalOfDouble(d: f64): Value {
  if (d - d != 0) {
    return raise(RAISE_NOT_DECIMAL_TEXT, makeCharacter(d != d ? 78 : 73), NIL, NIL);
  }
  const scratch = context + CONTEXT_SCRATCH;
  return parseBigDecimal(scratch, formatDouble(d, scratch));
}

export function castToDecimal(x: Value): Value {
  const category = categoryOf(x);
  if (category == NO_NUMBER) return raiseNotNumber(x, x);
  return category == DOUBLE ? decimalOfDouble(doubleValue(x)) : toDecimal(x);
}

export function castToBigint(x: Value): Value {
  const category = categoryOf(x);
  if (category == BIGINT) return x;
  if (category == NO_NUMBER) return raiseNotNumber(x, x);
  if (category == LONG) return makeBigintValue(toBigint(x));
  if (category != DOUBLE) return makeBigintValue(wholePart(x, category));
  const decimal = decimalOfDouble(doubleValue(x));
  return decimal == SENTINEL ? SENTINEL : makeBigintValue(wholeOf(decimal));
}

/** The ratio or bigint that a decimal or double is; other numbers are themselves, and nil. */
export function rationalizeNumber(x: Value): Value {
  if (x == NIL) return NIL;
  const category = categoryOf(x);
  if (category == NO_NUMBER) return raiseNotNumber(x, x);
  if (category != DECIMAL && category != DOUBLE) return x;
  const decimal = castToDecimal(x);
  if (decimal == SENTINEL) return SENTINEL;
  const scale = scaleOf(decimal);
  const o = unscaledOf(decimal);
  if (scale > 0) return makeFraction(o, raiseTen(<u32>scale));
  return makeBigintValue(scale == 0 ? o : mulBigints(o, raiseTen(<u32>-scale)));
}

/** An integer as a long where it fits. */
export function shrinkBigint(o: Addr): Value {
  return fitsLong(o) ? makeLong(lowBitsOfBigint(o)) : makeBigintValue(o);
}
