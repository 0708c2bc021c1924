// Rounding of decimals: to a scale, to a number of digits, and by the context that with-precision
// binds. Modes are the ordinals of java.math.RoundingMode.
//
// The context is the thread binding of the var in root MATH_CONTEXT of the world: a vector of
// digits and mode, or an instance whose first fields they are (java.math.MathContext). While it is
// bound, results of decimal arithmetic are rounded, and a division without a finite expansion has
// one.

import {
  INSTANCE_TAIL,
  instanceCount,
  KIND_INSTANCE,
  KIND_VECTOR,
  volatileValue,
} from "../../gen/kernel/layouts";
import { RAISE_ROUNDING } from "../../gen/kernel/opcodes";
import { raise } from "../context";
import { countVector, vectorNth } from "../data/vector";
import { worldRoot } from "../data/world";
import { resolve } from "../heap/barrier";
import { Addr } from "../value/addr";
import { isOfKind } from "../value/kind";
import { bitLength } from "../value/limbs";
import { addressOf, fixnumValue, isFixnum, NIL, SENTINEL, Value } from "../value/value";
import { findBinding, threadBindings } from "../vm/bindings";
import {
  addBigints,
  bigintFromI64,
  compareMagnitudes,
  isNegativeBigint,
  isZeroBigint,
  limbCount,
  limbsOf,
  mulBigints,
  quotBigints,
  raiseTen,
  remBigints,
} from "./bigint";
import { makeScaled, scaleOf, scaleUp, stripZeros, unscaledOf } from "./decimal";

const UP: u32 = 0;
const DOWN: u32 = 1;
const CEILING: u32 = 2;
const FLOOR: u32 = 3;
export const HALF_UP: u32 = 4;
const HALF_EVEN: u32 = 6;
const UNNECESSARY: u32 = 7;

/** Root of the world that holds the var *math-context*. */
const MATH_CONTEXT: u32 = 3;

/** Decimal digits of the magnitude; zero has one. */
export function countDigitsOf(o: Addr): u32 {
  if (isZeroBigint(o)) return 1;
  const least = <u32>(<f64>(bitLength(limbsOf(o), limbCount(o)) - 1) * 0.30102999566398114);
  // The estimate is right or one digit short.
  return compareMagnitudes(o, raiseTen(least + 1)) < 0 ? least + 1 : least + 2;
}

/** Is a quotient with that rest made greater in magnitude? */
function roundsAway(mode: u32, quotient: Addr, rest: Addr, divisor: Addr, negative: bool): bool {
  if (mode == UP || mode == DOWN) return mode == UP;
  if (mode == CEILING || mode == FLOOR) return negative == (mode == FLOOR);
  const half = compareMagnitudes(addBigints(rest, rest), divisor);
  if (half != 0) return half > 0;
  if (mode != HALF_EVEN) return mode == HALF_UP;
  return limbCount(quotient) > 0 && (load<u32>(limbsOf(quotient)) & 1) == 1;
}

/** o without its last digits, rounded; 0 after a raise where mode forbids it. */
function dropDigits(o: Addr, digits: u32, mode: u32): Addr {
  const divisor = raiseTen(digits);
  const quotient = quotBigints(o, divisor);
  const rest = remBigints(o, divisor);
  if (isZeroBigint(rest)) return quotient;
  if (mode == UNNECESSARY) {
    raise(RAISE_ROUNDING, NIL, NIL, NIL);
    return 0;
  }
  const negative = isNegativeBigint(o);
  if (!roundsAway(mode, quotient, rest, divisor, negative)) return quotient;
  return addBigints(quotient, bigintFromI64(negative ? -1 : 1));
}

/** The decimal with another scale, or the sentinel. */
export function setScale(x: Value, scale: i64, mode: u32): Value {
  const o = unscaledOf(x);
  const drop = scaleOf(x) - scale;
  if (drop <= 0) return makeScaled(scaleUp(o, -drop), scale);
  // Beyond one more than its digits everything is dropped alike.
  const most = <i64>countDigitsOf(o) + 1;
  const kept = dropDigits(o, <u32>(drop < most ? drop : most), mode);
  return kept == 0 ? SENTINEL : makeScaled(kept, scale);
}

/** The decimal with at most that many digits, 0 for any number; or the sentinel. */
export function roundToPrecision(x: Value, precision: u32, mode: u32): Value {
  let o = unscaledOf(x);
  let scale = scaleOf(x);
  while (precision != 0) {
    const digits = countDigitsOf(o);
    if (digits <= precision) break;
    o = dropDigits(o, digits - precision, mode);
    if (o == 0) return SENTINEL;
    scale -= <i64>(digits - precision);
  }
  return makeScaled(o, scale);
}

/** a * 10^-i / (b * 10^-j) with that many digits, above 0; or the sentinel. b is not zero. */
export function divideRounded(a: Addr, i: i64, b: Addr, j: i64, precision: u32, mode: u32): Value {
  const preferred = i - j;
  if (isZeroBigint(a)) return makeScaled(a, preferred);
  const shift = <i64>precision + <i64>countDigitsOf(b) - <i64>countDigitsOf(a) + 1;
  const top = shift > 0 ? scaleUp(a, shift) : a;
  const bottom = shift < 0 ? scaleUp(b, -shift) : b;
  const quotient = quotBigints(top, bottom);
  if (isZeroBigint(remBigints(top, bottom))) {
    const exact = stripZeros(quotient, preferred + shift, preferred);
    return exact == SENTINEL ? SENTINEL : roundToPrecision(exact, precision, mode);
  }
  // One more digit stands for the rest, which is neither zero nor a half.
  const longer = mulBigints(quotient, bigintFromI64(10));
  const negative = isNegativeBigint(a) != isNegativeBigint(b);
  const marked = addBigints(longer, bigintFromI64(negative ? -1 : 1));
  const inexact = makeScaled(marked, preferred + shift + 1);
  return inexact == SENTINEL ? SENTINEL : roundToPrecision(inexact, precision, mode);
}

/** The mode of the context found last. */
let contextMode: u32 = HALF_UP;

/** Digits of the context that is bound, 0 without one; contextRounding answers its mode. */
export function contextPrecision(): u32 {
  if (threadBindings() == NIL) return 0;
  const v = worldRoot(MATH_CONTEXT);
  const binding = v == NIL ? NIL : findBinding(v);
  if (binding == NIL) return 0;
  const bound = volatileValue(resolve(addressOf(binding)));
  let digits = NIL;
  let mode = NIL;
  if (isOfKind(bound, KIND_VECTOR) && countVector(addressOf(bound)) >= 2) {
    digits = vectorNth(addressOf(bound), 0);
    mode = vectorNth(addressOf(bound), 1);
  } else if (isOfKind(bound, KIND_INSTANCE) && instanceCount(addressOf(bound)) >= 2) {
    digits = load<u64>(addressOf(bound) + INSTANCE_TAIL);
    mode = load<u64>(addressOf(bound) + INSTANCE_TAIL + 8);
  }
  if (!isFixnum(digits) || !isFixnum(mode)) return 0;
  contextMode = <u32>fixnumValue(mode);
  return <u32>fixnumValue(digits);
}

export function contextRounding(): u32 {
  return contextMode;
}
