// Ratios: fractions of bigints in lowest terms with a denominator above 1.
//
// makeFraction is the normalization: whatever an operation computed becomes a ratio or, when the
// denominator comes out as 1, a bigint (never a long: (+ 1/2 1/2) is 1N, as on the JVM).

import {
  initRatioDenominator,
  initRatioNumerator,
  KIND_RATIO,
  RATIO_DENOMINATOR,
  ratioDenominator,
  ratioNumerator,
} from "../../gen/kernel/layouts";
import { allocateObject } from "../heap/allocate";
import { Addr } from "../value/addr";
import { bitLength, lowU64 } from "../value/limbs";
import { addressOf, makePointer, TAG_OBJECT, Value } from "../value/value";
import {
  addBigints,
  bigintFromI64,
  bigintFromU64,
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
  quotBigints,
  raiseTen,
  remBigints,
  subBigints,
} from "./bigint";
import { ADD, categoryOf, DIVIDE, MULTIPLY, QUOTIENT, RATIO, SUBTRACT } from "./category";
import { bigintToDouble, fractionToDouble } from "./double";
import { toBigint } from "./integer";

const TEN_TO_16: u64 = 10000000000000000;

/** A ratio of parts already in lowest terms, the denominator above 1. */
export function makeRatio(numerator: Addr, denominator: Addr): Value {
  const o = allocateObject(KIND_RATIO, RATIO_DENOMINATOR + 8);
  initRatioNumerator(o, makeBigintValue(numerator));
  initRatioDenominator(o, makeBigintValue(denominator));
  return makePointer(o, TAG_OBJECT);
}

/** The ratio or bigint n / d; d is not zero. */
export function makeFraction(n: Addr, d: Addr): Value {
  const g = gcdBigints(n, d);
  let top = isOneBigint(g) ? n : quotBigints(n, g);
  let bottom = isOneBigint(g) ? d : quotBigints(d, g);
  if (isNegativeBigint(bottom)) {
    top = negateBigint(top);
    bottom = negateBigint(bottom);
  }
  return isOneBigint(bottom) ? makeBigintValue(top) : makeRatio(top, bottom);
}

/** The numerator of a ratio, or the integer itself. */
export function numeratorOf(x: Value): Addr {
  return categoryOf(x) == RATIO ? addressOf(ratioNumerator(addressOf(x))) : toBigint(x);
}

/** The denominator of a ratio, or 1. */
export function denominatorOf(x: Value): Addr {
  return categoryOf(x) == RATIO ? addressOf(ratioDenominator(addressOf(x))) : bigintFromI64(1);
}

/** Combines two numbers of which one is a ratio, the other at most; y is no zero divisor. */
export function combineRatios(op: u32, x: Value, y: Value): Value {
  const xn = numeratorOf(x);
  const xd = denominatorOf(x);
  const yn = numeratorOf(y);
  const yd = denominatorOf(y);
  if (op == MULTIPLY) return makeFraction(mulBigints(xn, yn), mulBigints(xd, yd));
  const a = mulBigints(xn, yd);
  const b = mulBigints(yn, xd);
  if (op == DIVIDE) return makeFraction(a, b);
  if (op == QUOTIENT) return makeBigintValue(quotBigints(a, b));
  const d = mulBigints(xd, yd);
  if (op == ADD) return makeFraction(addBigints(a, b), d);
  if (op == SUBTRACT) return makeFraction(subBigints(a, b), d);
  return makeFraction(subBigints(a, mulBigints(quotBigints(a, b), b)), d);
}

/** Compares two numbers up to ratio: -1, 0 or 1. */
export function compareRatios(x: Value, y: Value): i32 {
  const a = mulBigints(numeratorOf(x), denominatorOf(y));
  return compareBigints(a, mulBigints(numeratorOf(y), denominatorOf(x)));
}

/**
 * The double of a ratio as the JVM makes it: rounded to 16 decimal digits (ties to even), then to
 * the nearest double.
 */
export function ratioToDouble(n: Addr, d: Addr): f64 {
  const bits = bitLength(limbsOf(n), limbCount(n)) - bitLength(limbsOf(d), limbCount(d));
  let power = 15 - <i32>floor(<f64>(<i32>bits) * 0.30102999566398114);
  let low = scaleQuotient(n, d, power);
  while (low >= TEN_TO_16) {
    power--;
    low = scaleQuotient(n, d, power);
  }
  while (low < TEN_TO_16 / 10) {
    power++;
    low = scaleQuotient(n, d, power);
  }
  // Twice the fraction against one: the last digit is rounded to even.
  const twice = scaleQuotient(addBigints(n, n), d, power);
  const exact = isScaledExactly(n, d, power);
  if ((twice & 1) == 1 && (!exact || (low & 1) == 1)) low++;
  const q = bigintFromU64(low, isNegativeBigint(n));
  if (power >= 0) return fractionToDouble(q, raiseTen(<u32>power));
  return bigintToDouble(mulBigints(q, raiseTen(<u32>-power)));
}

/** The magnitude of n * 10^power / d, truncated. */
function scaleQuotient(n: Addr, d: Addr, power: i32): u64 {
  const q =
    power >= 0
      ? quotBigints(mulBigints(n, raiseTen(<u32>power)), d)
      : quotBigints(n, mulBigints(d, raiseTen(<u32>-power)));
  return lowU64(limbsOf(q), limbCount(q));
}

/** Is 2 * n * 10^power / d an integer? */
function isScaledExactly(n: Addr, d: Addr, power: i32): bool {
  const top = power >= 0 ? mulBigints(n, raiseTen(<u32>power)) : n;
  const bottom = power >= 0 ? d : mulBigints(d, raiseTen(<u32>-power));
  return isZeroBigint(remBigints(addBigints(top, top), bottom));
}

/** The ratio cut off toward zero. */
export function ratioWhole(x: Value): Addr {
  return quotBigints(numeratorOf(x), denominatorOf(x));
}
