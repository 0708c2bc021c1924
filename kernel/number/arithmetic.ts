// Arithmetic on any numbers: find the category of the pair, convert, combine.
//
// combine is the one dispatch; add, subtract and the rest are its entries, with a short way for
// fixnums and flonums in front. Order of errors: nil, no number, division by zero, overflow.

import { RAISE_DIVIDE_BY_ZERO } from "../../gen/kernel/opcodes";
import { need, raise } from "../context";
import {
  addressOf,
  areFixnums,
  areFlonums,
  decodeFlonum,
  fixnumValue,
  isFixnum,
  NIL,
  SENTINEL,
  Value,
} from "../value/value";
import { canTake, limbCount } from "./bigint";
import {
  ADD,
  BIGINT,
  categoryOf,
  DECIMAL,
  DIVIDE,
  DOUBLE,
  LONG,
  MULTIPLY,
  NO_NUMBER,
  pairCategory,
  QUOTIENT,
  RATIO,
  REMAINDER,
  raiseNotNumber,
  SUBTRACT,
} from "./category";
import { signOf, toDouble } from "./compare";
import { combineDecimals, negateDecimal, scaleOf, unscaledOf } from "./decimal";
import { combineDoubles } from "./double";
import {
  CHECKED,
  combineBigints,
  combineLongs,
  longValue,
  makeLong,
  PROMOTING,
  toBigint,
  WRAPPING,
} from "./integer";
import { combineRatios, denominatorOf, numeratorOf } from "./ratio";

/** Bytes of the parts of a number that is no double, for estimates. */
export function sizeOfNumber(x: Value): u64 {
  const category = categoryOf(x);
  if (category == LONG || category == DOUBLE) return 16;
  if (category == BIGINT) return 16 + ((<u64>limbCount(addressOf(x))) << 2);
  if (category == DECIMAL) return 32 + ((<u64>limbCount(unscaledOf(x))) << 2);
  return 32 + ((<u64>limbCount(numeratorOf(x))) << 2) + ((<u64>limbCount(denominatorOf(x))) << 2);
}

/** Combines any two numbers by ADD .. REMAINDER; the mode is for longs. */
export function combine(op: u32, x: Value, y: Value, mode: u32): Value {
  const category = pairCategory(x, y);
  if (category == NO_NUMBER) return raiseNotNumber(x, y);
  if (op >= DIVIDE && signOf(y) == 0 && !(op == DIVIDE && category == DOUBLE)) {
    return raise(RAISE_DIVIDE_BY_ZERO, NIL, NIL, NIL);
  }
  if (category == LONG) return combineLongs(op, longValue(x), longValue(y), mode);
  if (category == DOUBLE) {
    const divisor = toDouble(y);
    if (op > DIVIDE && divisor == 0) return raise(RAISE_DIVIDE_BY_ZERO, NIL, NIL, NIL);
    return combineDoubles(op, toDouble(x), divisor);
  }
  let bytes = (sizeOfNumber(x) + sizeOfNumber(y)) << 4;
  if (category == DECIMAL && op != MULTIPLY) bytes += scaleDistance(x, y) << 2;
  if (!canTake(bytes)) return need(bytes < 0xffffffff ? <u32>bytes : 0xffffffff);
  if (category == BIGINT) return combineBigints(op, toBigint(x), toBigint(y));
  return category == RATIO ? combineRatios(op, x, y) : combineDecimals(op, x, y);
}

/** Digits by which one of two decimals is made longer to meet the other. */
function scaleDistance(x: Value, y: Value): u64 {
  const i = categoryOf(x) == DECIMAL ? scaleOf(x) : 0;
  const j = categoryOf(y) == DECIMAL ? scaleOf(y) : 0;
  return <u64>(i > j ? i - j : j - i);
}

export function add(x: Value, y: Value): Value {
  if (areFixnums(x, y)) return makeLong(fixnumValue(x) + fixnumValue(y));
  if (areFlonums(x, y)) return combineDoubles(ADD, decodeFlonum(x), decodeFlonum(y));
  return combine(ADD, x, y, CHECKED);
}

export function subtract(x: Value, y: Value): Value {
  if (areFixnums(x, y)) return makeLong(fixnumValue(x) - fixnumValue(y));
  if (areFlonums(x, y)) return combineDoubles(SUBTRACT, decodeFlonum(x), decodeFlonum(y));
  return combine(SUBTRACT, x, y, CHECKED);
}

export function multiply(x: Value, y: Value): Value {
  if (areFlonums(x, y)) return combineDoubles(MULTIPLY, decodeFlonum(x), decodeFlonum(y));
  return combine(MULTIPLY, x, y, CHECKED);
}

export function divide(x: Value, y: Value): Value {
  return combine(DIVIDE, x, y, CHECKED);
}

export function quotient(x: Value, y: Value): Value {
  return combine(QUOTIENT, x, y, CHECKED);
}

export function remainder(x: Value, y: Value): Value {
  return combine(REMAINDER, x, y, CHECKED);
}

/** The remainder with the sign of the divisor. */
export function modulo(x: Value, y: Value): Value {
  const r = combine(REMAINDER, x, y, CHECKED);
  if (r == SENTINEL || signOf(r) == 0) return r;
  return signOf(r) > 0 == signOf(y) > 0 ? r : add(r, y);
}

export function addPromoting(x: Value, y: Value): Value {
  return combine(ADD, x, y, PROMOTING);
}

export function subtractPromoting(x: Value, y: Value): Value {
  return combine(SUBTRACT, x, y, PROMOTING);
}

export function multiplyPromoting(x: Value, y: Value): Value {
  return combine(MULTIPLY, x, y, PROMOTING);
}

export function addUnchecked(x: Value, y: Value): Value {
  return combine(ADD, x, y, WRAPPING);
}

export function subtractUnchecked(x: Value, y: Value): Value {
  return combine(SUBTRACT, x, y, WRAPPING);
}

export function multiplyUnchecked(x: Value, y: Value): Value {
  return combine(MULTIPLY, x, y, WRAPPING);
}

/** -x; zero minus x would lose the sign of a double zero. */
function negateBy(x: Value, mode: u32): Value {
  const category = categoryOf(x);
  if (category == DOUBLE) return combineDoubles(MULTIPLY, toDouble(x), -1);
  if (category == DECIMAL) return negateDecimal(x);
  return combine(SUBTRACT, 0, x, mode);
}

export function negate(x: Value): Value {
  return negateBy(x, CHECKED);
}

export function negatePromoting(x: Value): Value {
  return negateBy(x, PROMOTING);
}

export function negateUnchecked(x: Value): Value {
  return negateBy(x, WRAPPING);
}

const ONE: Value = 1 << 2;

export function increment(x: Value): Value {
  if (isFixnum(x)) return makeLong(fixnumValue(x) + 1);
  return combine(ADD, x, ONE, CHECKED);
}

export function decrement(x: Value): Value {
  if (isFixnum(x)) return makeLong(fixnumValue(x) - 1);
  return combine(SUBTRACT, x, ONE, CHECKED);
}

export function incrementPromoting(x: Value): Value {
  return combine(ADD, x, ONE, PROMOTING);
}

export function decrementPromoting(x: Value): Value {
  return combine(SUBTRACT, x, ONE, PROMOTING);
}

export function incrementUnchecked(x: Value): Value {
  return combine(ADD, x, ONE, WRAPPING);
}

export function decrementUnchecked(x: Value): Value {
  return combine(SUBTRACT, x, ONE, WRAPPING);
}
