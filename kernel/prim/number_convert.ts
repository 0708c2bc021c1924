// Predicates of numbers and conversions between them (tables/primitives/number.ts).

import { KIND_BYTE, KIND_DECIMAL, KIND_RATIO, KIND_SHORT } from "../../gen/kernel/layouts";
import {
  RAISE_CAST_OF_NIL,
  RAISE_FLOAT_RANGE,
  RAISE_INDEX_OUT_OF_BOUNDS,
  RAISE_LONG_RANGE,
} from "../../gen/kernel/opcodes";
import { random } from "../actor/seed";
import { raise } from "../context";
import {
  BIGINT,
  categoryOf,
  DECIMAL,
  DOUBLE,
  isFloat,
  isSmall,
  LONG,
  NO_NUMBER,
  RATIO,
  raiseNotNumber,
} from "../number/category";
import { isNegative, isPositive, isZero, toDouble } from "../number/compare";
import {
  castToBigint,
  castToDecimal,
  castToLong,
  castUnchecked,
  rationalizeNumber,
  shrinkBigint,
} from "../number/convert";
import { makeDecimal, scaleOf, unscaledOf } from "../number/decimal";
import { makeDouble, makeFloat } from "../number/double";
import { longValue, makeLong, makeSmall, toBigint } from "../number/integer";
import { computeMath1, computeMath2 } from "../number/math";
import { denominatorOf, numeratorOf } from "../number/ratio";
import { raiseWrongKind } from "../value/kind";
import {
  addressOf,
  characterValue,
  fixnumValue,
  isCharacter,
  isFixnum,
  makeBoolean,
  makeFixnum,
  NIL,
  Value,
} from "../value/value";

export function primIsZero(x: Value): Value {
  return isZero(x);
}

export function primIsPositive(x: Value): Value {
  return isPositive(x);
}

export function primIsNegative(x: Value): Value {
  return isNegative(x);
}

export function primIsNumber(x: Value): Value {
  return makeBoolean(categoryOf(x) != NO_NUMBER);
}

export function primIsInteger(x: Value): Value {
  const category = categoryOf(x);
  return makeBoolean(category == LONG || category == BIGINT);
}

export function primIsLong(x: Value): Value {
  return makeBoolean(categoryOf(x) == LONG);
}

export function primIsDouble(x: Value): Value {
  return makeBoolean(categoryOf(x) == DOUBLE);
}

export function primIsRatio(x: Value): Value {
  return makeBoolean(categoryOf(x) == RATIO);
}

export function primIsDecimal(x: Value): Value {
  return makeBoolean(categoryOf(x) == DECIMAL);
}

export function primIsBigint(x: Value): Value {
  return makeBoolean(categoryOf(x) == BIGINT);
}

export function primIsOtherLong(x: Value): Value {
  return makeBoolean(categoryOf(x) == BIGINT || isSmall(x));
}

export function primIsNan(x: Value): Value {
  if (categoryOf(x) == NO_NUMBER) return raiseNotNumber(x, x);
  const d = toDouble(x);
  return makeBoolean(d != d);
}

export function primIsInfinite(x: Value): Value {
  if (categoryOf(x) == NO_NUMBER) return raiseNotNumber(x, x);
  return makeBoolean(abs(toDouble(x)) == Infinity);
}

export function primCheckNumber(x: Value): Value {
  return categoryOf(x) == NO_NUMBER ? raiseNotNumber(x, x) : x;
}

export function primNumerator(x: Value): Value {
  return categoryOf(x) == RATIO ? shrinkBigint(numeratorOf(x)) : raiseWrongKind(x, KIND_RATIO);
}

export function primDenominator(x: Value): Value {
  return categoryOf(x) == RATIO ? shrinkBigint(denominatorOf(x)) : raiseWrongKind(x, KIND_RATIO);
}

export function primRationalize(x: Value): Value {
  return rationalizeNumber(x);
}

function raiseNotCast(x: Value): Value {
  return x == NIL ? raise(RAISE_CAST_OF_NIL, NIL, NIL, NIL) : raiseNotNumber(x, x);
}

export function primToLong(x: Value): Value {
  if (x == NIL) return raiseNotCast(x);
  return isCharacter(x) ? makeFixnum(<i64>characterValue(x)) : castToLong(x);
}

export function primToLongUnchecked(x: Value): Value {
  return castUnchecked(x);
}

/** Answers the integer of a small class, or raises; `half` is one above its greatest. */
function toSmall(x: Value, kind: u32, half: i64): Value {
  if (categoryOf(x) != LONG) return raiseNotNumber(x, x);
  const n = longValue(x);
  return n < -half || n >= half ? raise(RAISE_LONG_RANGE, x, NIL, NIL) : makeSmall(kind, n);
}

export function primIsFloat(x: Value): Value {
  return makeBoolean(isFloat(x));
}

export function primMakeFloat(x: Value): Value {
  return categoryOf(x) == NO_NUMBER ? raiseNotNumber(x, x) : makeFloat(<f64>(<f32>toDouble(x)));
}

export function primMakeByte(x: Value): Value {
  return toSmall(x, KIND_BYTE, 128);
}

export function primMakeShort(x: Value): Value {
  return toSmall(x, KIND_SHORT, 32768);
}

export function primToDouble(x: Value): Value {
  return categoryOf(x) == NO_NUMBER ? raiseNotCast(x) : makeDouble(toDouble(x));
}

/** The greatest double that is a float. */
const FLOAT_MAX: f64 = 3.4028234663852886e38;

export function primToFloat(x: Value): Value {
  if (categoryOf(x) == NO_NUMBER) return raiseNotCast(x);
  const d = toDouble(x);
  if (abs(d) > FLOAT_MAX) return raise(RAISE_FLOAT_RANGE, x, NIL, NIL);
  return makeDouble(<f64>(<f32>d));
}

export function primToBigint(x: Value): Value {
  return castToBigint(x);
}

export function primToDecimal(x: Value): Value {
  return castToDecimal(x);
}

export function primDecimalUnscaled(x: Value): Value {
  if (categoryOf(x) != DECIMAL) return raiseWrongKind(x, KIND_DECIMAL);
  return shrinkBigint(unscaledOf(x));
}

export function primDecimalScale(x: Value): Value {
  if (categoryOf(x) != DECIMAL) return raiseWrongKind(x, KIND_DECIMAL);
  return makeFixnum(scaleOf(x));
}

export function primMakeDecimal(unscaled: Value, scale: Value): Value {
  const category = categoryOf(unscaled);
  if (category != LONG && category != BIGINT) return raiseNotNumber(unscaled, unscaled);
  if (!isFixnum(scale) || fixnumValue(scale) != <i64>(<i32>fixnumValue(scale))) {
    return raise(RAISE_INDEX_OUT_OF_BOUNDS, scale, NIL, NIL);
  }
  return makeDecimal(toBigint(unscaled), <i32>fixnumValue(scale));
}

export function primShrinkBigint(x: Value): Value {
  if (isSmall(x)) return makeLong(longValue(x));
  return categoryOf(x) == BIGINT ? shrinkBigint(addressOf(x)) : primCheckNumber(x);
}

export function primMath(which: Value, x: Value): Value {
  if (categoryOf(x) == NO_NUMBER) return raiseNotNumber(x, x);
  return makeDouble(computeMath1(<u32>fixnumValue(which), toDouble(x)));
}

export function primMath2(which: Value, x: Value, y: Value): Value {
  if (categoryOf(x) == NO_NUMBER || categoryOf(y) == NO_NUMBER) return raiseNotNumber(x, y);
  return makeDouble(computeMath2(<u32>fixnumValue(which), toDouble(x), toDouble(y)));
}

export function primRandom(): Value {
  return makeDouble(random());
}

export function primDoubleBits(x: Value): Value {
  if (categoryOf(x) == NO_NUMBER) return raiseNotNumber(x, x);
  return makeLong(<i64>reinterpret<u64>(toDouble(x)));
}

export function primBitsDouble(x: Value): Value {
  if (categoryOf(x) != LONG) return raiseNotNumber(x, x);
  return makeDouble(reinterpret<f64>(<u64>longValue(x)));
}
