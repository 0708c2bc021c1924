// Primitives on decimals (tables/primitives/number.ts): what BigDecimal's methods are made of.
// Rounding modes are the ordinals of java.math.RoundingMode.

import { KIND_DECIMAL } from "../../gen/kernel/layouts";
import { RAISE_DIVIDE_BY_ZERO, RAISE_INDEX_OUT_OF_BOUNDS } from "../../gen/kernel/opcodes";
import { raise } from "../context";
import { isZeroBigint } from "../number/bigint";
import { categoryOf, DECIMAL } from "../number/category";
import { scaleOf, stripDecimal, unscaledOf } from "../number/decimal";
import { countDigitsOf, divideRounded, roundToPrecision, setScale } from "../number/rounding";
import { plainText } from "../number/text";
import { raiseWrongKind } from "../value/kind";
import { fixnumValue, isFixnum, makeFixnum, NIL, SENTINEL, Value } from "../value/value";

const MODES: u64 = 8;

/** Is it a scale or number of digits, and the mode a mode? */
function isRounding(n: Value, mode: Value): bool {
  if (!isFixnum(n) || !isFixnum(mode) || mode >> 2 >= MODES) return false;
  return fixnumValue(n) == <i64>(<i32>fixnumValue(n));
}

function raiseRounding(n: Value, mode: Value): Value {
  return raise(RAISE_INDEX_OUT_OF_BOUNDS, isFixnum(mode) && mode >> 2 < MODES ? n : mode, NIL, NIL);
}

export function primDecimalSetScale(x: Value, scale: Value, mode: Value): Value {
  if (categoryOf(x) != DECIMAL) return raiseWrongKind(x, KIND_DECIMAL);
  if (!isRounding(scale, mode)) return raiseRounding(scale, mode);
  return setScale(x, fixnumValue(scale), <u32>fixnumValue(mode));
}

export function primDecimalRound(x: Value, digits: Value, mode: Value): Value {
  if (categoryOf(x) != DECIMAL) return raiseWrongKind(x, KIND_DECIMAL);
  if (!isRounding(digits, mode) || fixnumValue(digits) < 0) return raiseRounding(digits, mode);
  return roundToPrecision(x, <u32>fixnumValue(digits), <u32>fixnumValue(mode));
}

export function primDecimalPrecision(x: Value): Value {
  if (categoryOf(x) != DECIMAL) return raiseWrongKind(x, KIND_DECIMAL);
  return makeFixnum(<i64>countDigitsOf(unscaledOf(x)));
}

export function primDecimalDivide(x: Value, y: Value, digits: Value, mode: Value): Value {
  if (categoryOf(x) != DECIMAL) return raiseWrongKind(x, KIND_DECIMAL);
  if (categoryOf(y) != DECIMAL) return raiseWrongKind(y, KIND_DECIMAL);
  if (!isRounding(digits, mode) || fixnumValue(digits) <= 0) return raiseRounding(digits, mode);
  const divisor = unscaledOf(y);
  if (isZeroBigint(divisor)) return raise(RAISE_DIVIDE_BY_ZERO, NIL, NIL, NIL);
  const precision = <u32>fixnumValue(digits);
  const rounding = <u32>fixnumValue(mode);
  return divideRounded(unscaledOf(x), scaleOf(x), divisor, scaleOf(y), precision, rounding);
}

export function primDecimalPlain(x: Value): Value {
  if (categoryOf(x) != DECIMAL) return raiseWrongKind(x, KIND_DECIMAL);
  if (scaleOf(x) >= 0) return plainText(x);
  const whole = setScale(x, 0, 0);
  return whole == SENTINEL ? SENTINEL : plainText(whole);
}

export function primDecimalStrip(x: Value): Value {
  return categoryOf(x) == DECIMAL ? stripDecimal(x) : raiseWrongKind(x, KIND_DECIMAL);
}
