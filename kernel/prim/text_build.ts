// Primitives on string builders, and between numbers and text (tables/primitives/text.ts).

import { KIND_CHARACTER, KIND_STRING, KIND_STRING_BUILDER } from "../../gen/kernel/layouts";
import { RAISE_INDEX_OUT_OF_BOUNDS } from "../../gen/kernel/opcodes";
import { raise } from "../context";
import {
  addString,
  addUnit,
  builderLength,
  builderString,
  builderUnit,
  makeBuilder,
  setUnit,
  truncateBuilder,
} from "../data/builder";
import { isString, isWide, stringLength, stringText } from "../data/string";
import { resolve } from "../heap/barrier";
import { BIGINT, categoryOf, DOUBLE, LONG, NO_NUMBER, raiseNotNumber } from "../number/category";
import { toDouble } from "../number/compare";
import { toDecimal } from "../number/decimal";
import { doubleValue } from "../number/double";
import { parseDouble, parseLiteral, parseLong } from "../number/literal";
import { parseBigDecimal, parseInteger } from "../number/parse";
import { HALF_UP, setScale } from "../number/rounding";
import { exponentText, fixedText, MAX_FRACTION, numberText, plainText } from "../number/text";
import { Addr } from "../value/addr";
import { isOfKind, raiseWrongKind } from "../value/kind";
import {
  addressOf,
  characterValue,
  fixnumValue,
  isCharacter,
  isFixnum,
  makeBoolean,
  makeFixnum,
  NIL,
  SENTINEL,
  Value,
} from "../value/value";

export function primBuilder(): Value {
  return makeBuilder();
}

export function primIsBuilder(x: Value): Value {
  return makeBoolean(isOfKind(x, KIND_STRING_BUILDER));
}

function builderOf(x: Value): Addr {
  return resolve(addressOf(x));
}

export function primBuilderAdd(b: Value, x: Value): Value {
  if (!isOfKind(b, KIND_STRING_BUILDER)) return raiseWrongKind(b, KIND_STRING_BUILDER);
  if (isCharacter(x)) return addUnit(builderOf(b), characterValue(x)) ? b : SENTINEL;
  if (!isString(x)) return raiseWrongKind(x, KIND_STRING);
  return addString(builderOf(b), addressOf(x)) ? b : SENTINEL;
}

export function primBuilderLength(b: Value): Value {
  if (!isOfKind(b, KIND_STRING_BUILDER)) return raiseWrongKind(b, KIND_STRING_BUILDER);
  return makeFixnum(<i64>builderLength(builderOf(b)));
}

export function primBuilderString(b: Value): Value {
  if (!isOfKind(b, KIND_STRING_BUILDER)) return raiseWrongKind(b, KIND_STRING_BUILDER);
  return builderString(builderOf(b));
}

export function primBuilderTruncate(b: Value, n: Value): Value {
  if (!isOfKind(b, KIND_STRING_BUILDER)) return raiseWrongKind(b, KIND_STRING_BUILDER);
  const length = builderLength(builderOf(b));
  if (!isFixnum(n) || n >> 2 > <u64>length) {
    return raise(RAISE_INDEX_OUT_OF_BOUNDS, n, makeFixnum(<i64>length), NIL);
  }
  truncateBuilder(builderOf(b), <u32>(n >> 2));
  return b;
}

/** Is `at` the index of a unit of the builder? */
function isUnitIndex(b: Addr, at: Value): bool {
  return isFixnum(at) && at >> 2 < <u64>builderLength(b);
}

function raiseUnitIndex(b: Addr, at: Value): Value {
  return raise(RAISE_INDEX_OUT_OF_BOUNDS, at, makeFixnum(<i64>builderLength(b)), NIL);
}

export function primBuilderUnit(b: Value, at: Value): Value {
  if (!isOfKind(b, KIND_STRING_BUILDER)) return raiseWrongKind(b, KIND_STRING_BUILDER);
  const o = builderOf(b);
  if (!isUnitIndex(o, at)) return raiseUnitIndex(o, at);
  return makeFixnum(<i64>builderUnit(o, <u32>(at >> 2)));
}

export function primBuilderSetUnit(b: Value, at: Value, unit: Value): Value {
  if (!isOfKind(b, KIND_STRING_BUILDER)) return raiseWrongKind(b, KIND_STRING_BUILDER);
  const o = builderOf(b);
  if (!isUnitIndex(o, at)) return raiseUnitIndex(o, at);
  if (!isCharacter(unit)) return raiseWrongKind(unit, KIND_CHARACTER);
  return setUnit(o, <u32>(at >> 2), characterValue(unit)) ? b : SENTINEL;
}

function isRadix(radix: Value): bool {
  return isFixnum(radix) && radix >> 2 >= 2 && radix >> 2 <= 36;
}

export function primParseLong(s: Value, radix: Value): Value {
  if (!isString(s)) return raiseWrongKind(s, KIND_STRING);
  if (!isRadix(radix) || isWide(addressOf(s))) return NIL;
  return parseLong(stringText(addressOf(s)), stringLength(addressOf(s)), <u32>(radix >> 2));
}

export function primParseInteger(s: Value, radix: Value): Value {
  if (!isString(s)) return raiseWrongKind(s, KIND_STRING);
  if (!isRadix(radix) || isWide(addressOf(s))) return NIL;
  return parseInteger(stringText(addressOf(s)), stringLength(addressOf(s)), <u32>(radix >> 2));
}

export function primParseDecimal(s: Value): Value {
  if (!isString(s)) return raiseWrongKind(s, KIND_STRING);
  if (isWide(addressOf(s))) return NIL;
  return parseBigDecimal(stringText(addressOf(s)), stringLength(addressOf(s)));
}

export function primParseDouble(s: Value): Value {
  if (!isString(s)) return raiseWrongKind(s, KIND_STRING);
  if (isWide(addressOf(s))) return NIL;
  return parseDouble(stringText(addressOf(s)), stringLength(addressOf(s)));
}

export function primParseNumber(s: Value): Value {
  if (!isString(s)) return raiseWrongKind(s, KIND_STRING);
  if (isWide(addressOf(s))) return NIL;
  return parseLiteral(stringText(addressOf(s)), stringLength(addressOf(s)));
}

export function primNumberString(x: Value, radix: Value): Value {
  const category = categoryOf(x);
  if (category != LONG && category != BIGINT) return raiseNotNumber(x, x);
  return isRadix(radix) ? numberText(x, <u32>(radix >> 2)) : numberText(x, 10);
}

function isFraction(n: Value): bool {
  return isFixnum(n) && n >> 2 <= <u64>MAX_FRACTION;
}

function raiseFraction(n: Value): Value {
  return raise(RAISE_INDEX_OUT_OF_BOUNDS, n, makeFixnum(<i64>MAX_FRACTION + 1), NIL);
}

export function primFixedString(x: Value, n: Value): Value {
  if (categoryOf(x) == NO_NUMBER) return raiseNotNumber(x, x);
  if (!isFraction(n)) return raiseFraction(n);
  const digits = <u32>fixnumValue(n);
  if (categoryOf(x) == DOUBLE) return fixedText(doubleValue(x), digits);
  const decimal = toDecimal(x);
  if (decimal == SENTINEL) return SENTINEL;
  const rounded = setScale(decimal, <i64>digits, HALF_UP);
  return rounded == SENTINEL ? SENTINEL : plainText(rounded);
}

export function primExponentString(x: Value, n: Value): Value {
  if (categoryOf(x) == NO_NUMBER) return raiseNotNumber(x, x);
  return isFraction(n) ? exponentText(toDouble(x), <u32>fixnumValue(n)) : raiseFraction(n);
}
