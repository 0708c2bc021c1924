// Numbers to ASCII text, as the JVM's toString writes them, without Clojure's N and M.
//
// The caller gives a buffer of at least measureNumber bytes; every function answers how many it
// wrote.

import { Addr } from "../value/addr";
import { formatDigits } from "../value/limbs";
import { addressOf, Value } from "../value/value";
import { closeBigint, isNegativeBigint, limbCount, limbsOf, openBigint } from "./bigint";
import { BIGINT, categoryOf, DECIMAL, LONG } from "./category";
import { scaleOf, unscaledOf } from "./decimal";
import { longValue } from "./integer";
import { denominatorOf, numeratorOf } from "./ratio";

const MINUS: u32 = 45;
const POINT: u32 = 46;
const SLASH: u32 = 47;
const ZERO: u32 = 48;

function measureBigint(o: Addr, radix: u32): u32 {
  return 2 + limbCount(o) * (radix < 10 ? 32 : 10);
}

/** Bytes that are enough for the text of a number other than a double. */
export function measureNumber(x: Value, radix: u32): u32 {
  const category = categoryOf(x);
  if (category == LONG) return 65;
  if (category == BIGINT) return measureBigint(addressOf(x), radix);
  if (category == DECIMAL) {
    return 32 + measureBigint(unscaledOf(x), 10);
  }
  return measureBigint(numeratorOf(x), radix) + measureBigint(denominatorOf(x), radix);
}

function formatLong(text: Addr, n: i64, radix: u32): u32 {
  let rest: u64 = n < 0 ? <u64>(0 - n) : <u64>n;
  let length: u32 = n < 0 ? 1 : 0;
  let left = rest;
  while (true) {
    length++;
    left = left / radix;
    if (left == 0) break;
  }
  let at = text + length;
  const end = n < 0 ? text + 1 : text;
  while (at > end) {
    at--;
    const digit = <u32>(rest % radix);
    store<u8>(at, digit < 10 ? ZERO + digit : 87 + digit);
    rest = rest / radix;
  }
  if (n < 0) store<u8>(text, MINUS);
  return length;
}

/** Digits of the magnitude, without a sign. */
function formatMagnitude(text: Addr, o: Addr, radix: u32): u32 {
  const n = limbCount(o);
  const scratch = openBigint(n);
  const length = formatDigits(text, limbsOf(o), n, radix, limbsOf(scratch));
  closeBigint(scratch, 0, false);
  return length;
}

function formatBigint(text: Addr, o: Addr, radix: u32): u32 {
  if (!isNegativeBigint(o)) return formatMagnitude(text, o, radix);
  store<u8>(text, MINUS);
  return 1 + formatMagnitude(text + 1, o, radix);
}

/** Makes room for `count` bytes before the `length` bytes at `at`, and fills it. */
function insertBytes(at: Addr, length: u32, count: u32, byte: u32): void {
  memory.copy(at + count, at, length);
  memory.fill(at, <u8>byte, count);
}

/** Puts the point into `digits` digits, `scale` of them after it; scale is above 0. */
function insertPoint(text: Addr, digits: u32, scale: u32): u32 {
  if (digits > scale) {
    insertBytes(text + digits - scale, scale, 1, POINT);
    return digits + 1;
  }
  const zeros = scale - digits;
  insertBytes(text, digits, zeros + 2, ZERO);
  store<u8>(text, POINT, 1);
  return digits + zeros + 2;
}

/** The notation of BigDecimal.toString, after the sign. */
function formatScaled(text: Addr, digits: u32, scale: i64): u32 {
  if (scale == 0) return digits;
  const exponent = <i64>digits - 1 - scale;
  if (scale > 0 && exponent >= -6) return insertPoint(text, digits, <u32>scale);
  let length = digits;
  if (digits > 1) {
    insertBytes(text + 1, digits - 1, 1, POINT);
    length++;
  }
  if (exponent == 0) return length;
  store<u8>(text + length, 69);
  length++;
  if (exponent > 0) {
    store<u8>(text + length, 43);
    length++;
  }
  return length + formatLong(text + length, exponent, 10);
}

/** Bytes that are enough for the plain text of a decimal whose scale is not negative. */
export function measurePlain(x: Value): u32 {
  return 32 + measureBigint(unscaledOf(x), 10) + <u32>scaleOf(x);
}

/** The decimal, whose scale is not negative, without an exponent, as toPlainString. */
export function formatPlain(text: Addr, x: Value): u32 {
  const o = unscaledOf(x);
  const sign: u32 = isNegativeBigint(o) ? 1 : 0;
  if (sign == 1) store<u8>(text, MINUS);
  const digits = formatMagnitude(text + sign, o, 10);
  const scale = <u32>scaleOf(x);
  return sign + (scale == 0 ? digits : insertPoint(text + sign, digits, scale));
}

function formatBigDecimal(text: Addr, x: Value): u32 {
  const o = unscaledOf(x);
  const sign: u32 = isNegativeBigint(o) ? 1 : 0;
  if (sign == 1) store<u8>(text, MINUS);
  const digits = formatMagnitude(text + sign, o, 10);
  return sign + formatScaled(text + sign, digits, scaleOf(x));
}

/** A long, bigint, ratio or decimal; the radix is for integers and ratios. */
export function formatNumber(text: Addr, x: Value, radix: u32): u32 {
  const category = categoryOf(x);
  if (category == LONG) return formatLong(text, longValue(x), radix);
  if (category == BIGINT) return formatBigint(text, addressOf(x), radix);
  if (category == DECIMAL) return formatBigDecimal(text, x);
  const length = formatBigint(text, numeratorOf(x), radix);
  store<u8>(text + length, SLASH);
  return length + 1 + formatBigint(text + length + 1, denominatorOf(x), radix);
}
