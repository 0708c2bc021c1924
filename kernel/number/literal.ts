// Number literals: the forms that Clojure's reader knows, Double.parseDouble's and
// Long.parseLong's. The text is ASCII at a raw address; what is malformed answers nil.

import { parseDecimalDouble } from "../host/imports";
import { Addr } from "../value/addr";
import { NIL, SENTINEL, Value } from "../value/value";
import { makeBigintValue } from "./bigint";
import { makeDouble, roundScaled } from "./double";
import { makeLong, toBigint } from "./integer";
import { countDigits, countSign, isDigit, parseBigDecimal, parseRatio, parseSigned } from "./parse";

const MINUS: u32 = 45;
const POINT: u32 = 46;
const ZERO: u32 = 48;
const LETTER_D: u32 = 100;
const LETTER_E: u32 = 101;
const LETTER_F: u32 = 102;
const LETTER_P: u32 = 112;
const LETTER_R: u32 = 114;
const LETTER_X: u32 = 120;
const CAPITAL_M: u32 = 77;
const CAPITAL_N: u32 = 78;

function byteAt(text: Addr, i: u32): u32 {
  return load<u8>(text + i);
}

/** The byte at i as a small letter, 0 past the end. */
function letterAt(text: Addr, i: u32, length: u32): u32 {
  return i < length ? byteAt(text, i) | 32 : 0;
}

function digitAt(text: Addr, i: u32): u32 {
  const byte = byteAt(text, i);
  return byte <= 57 ? byte - 48 : (byte | 32) - 87;
}

/** The long of digits with or without a sign, or nil when it needs more than 64 bits. */
export function parseLong(text: Addr, length: u32, radix: u32): Value {
  const sign = countSign(text, 0, length);
  if (length == sign || countDigits(text, sign, length, radix) != length - sign) return NIL;
  const negative = sign == 1 && byteAt(text, 0) == MINUS;
  const most: u64 = negative ? 0x8000000000000000 : 0x7fffffffffffffff;
  let n: u64 = 0;
  for (let i = sign; i < length; i++) {
    const digit = <u64>digitAt(text, i);
    if (n > (most - digit) / <u64>radix) return NIL;
    n = n * <u64>radix + digit;
  }
  return makeLong(negative ? 0 - <i64>n : <i64>n);
}

/** Bytes of `digits[.digits][e[sign]digits]` from `start`; 0 if the text does not begin so. */
function measureDecimal(text: Addr, start: u32, length: u32): u32 {
  const whole = countDigits(text, start, length, 10);
  let at = start + whole;
  if (at < length && byteAt(text, at) == POINT) {
    const fraction = countDigits(text, at + 1, length, 10);
    if (whole + fraction == 0) return 0;
    at += fraction + 1;
  } else if (whole == 0) return 0;
  if (letterAt(text, at, length) != LETTER_E) return at - start;
  const first = at + 1 + countSign(text, at + 1, length);
  const digits = countDigits(text, first, length, 10);
  return digits == 0 ? 0 : first + digits - start;
}

/** Digits that surely fit 53 bits, and the greatest power of ten that is a double. */
const EXACT_DIGITS: u32 = 15;
const EXACT_POWER: i32 = 22;

/**
 * The double of a checked decimal text. Up to 15 digits and a power of ten up to 22 are both
 * exact, so that one division or multiplication rounds right (Clinger 1990); the rest is the
 * host's.
 */
function readDecimal(text: Addr, length: u32): f64 {
  const sign = countSign(text, 0, length);
  let digits: u64 = 0;
  let count: u32 = 0;
  let power: i32 = 0;
  let afterPoint = false;
  let at = sign;
  while (at < length) {
    const byte = byteAt(text, at);
    if (byte == POINT) afterPoint = true;
    else if (byte >= 48 && byte <= 57) {
      digits = digits * 10 + <u64>(byte - 48);
      if (digits != 0) count++;
      if (afterPoint) power--;
    } else break;
    if (count > EXACT_DIGITS) return parseDecimalDouble(text, length);
    at++;
  }
  if (at < length) {
    if (length - at > 5) return parseDecimalDouble(text, length);
    const first = at + 1 + countSign(text, at + 1, length);
    let exponent: i32 = 0;
    for (let i = first; i < length; i++) exponent = exponent * 10 + <i32>digitAt(text, i);
    power += byteAt(text, at + 1) == MINUS ? -exponent : exponent;
  }
  const size = power < 0 ? -power : power;
  if (size > EXACT_POWER) return parseDecimalDouble(text, length);
  let scale: f64 = 1;
  for (let i = 0; i < size; i++) scale *= 10;
  const d = power < 0 ? <f64>digits / scale : <f64>digits * scale;
  return sign == 1 && byteAt(text, 0) == MINUS ? -d : d;
}

/** "Infinity" and "NaN" as bytes in a word. */
const INFINITY: u64 = 0x7974696e69666e49;
const NOT_A_NUMBER: u32 = 0x4e614e;

function isWord(text: Addr, start: u32, end: u32, word: u64, count: u32): bool {
  if (end - start != count) return false;
  for (let i: u32 = 0; i < count; i++) {
    if (byteAt(text, start + i) != <u32>((word >> <u64>(i << 3)) & 0xff)) return false;
  }
  return true;
}

/** What Double.parseDouble reads, white space around it included; or nil. */
export function parseDouble(text: Addr, length: u32): Value {
  let start: u32 = 0;
  let end = length;
  while (start < end && byteAt(text, start) <= 32) start++;
  while (start < end && byteAt(text, end - 1) <= 32) end--;
  const first = start + countSign(text, start, end);
  const negative = first > start && byteAt(text, start) == MINUS;
  if (isWord(text, first, end, INFINITY, 8)) return makeDouble(negative ? -Infinity : Infinity);
  if (isWord(text, first, end, <u64>NOT_A_NUMBER, 3)) return makeDouble(NaN);
  if (first + 1 < end && byteAt(text, first) == ZERO) {
    if (letterAt(text, first + 1, end) == LETTER_X) return parseHex(text, first + 2, end, negative);
  }
  const count = measureDecimal(text, first, end);
  if (count == 0) return NIL;
  const rest = end - first - count;
  if (rest > 1 || (rest == 1 && !isSuffix(byteAt(text, end - 1)))) return NIL;
  return makeDouble(readDecimal(text + start, first + count - start));
}

function isSuffix(byte: u32): bool {
  return (byte | 32) == LETTER_D || (byte | 32) == LETTER_F;
}

/** digits[.digits]p[sign]digits after 0x, rounded to the nearest double. */
function parseHex(text: Addr, start: u32, end: u32, negative: bool): Value {
  let mantissa: u64 = 0;
  let exponent: i64 = 0;
  let digits: u32 = 0;
  let afterPoint = false;
  let at = start;
  while (at < end) {
    const byte = byteAt(text, at);
    if (byte == POINT && !afterPoint) afterPoint = true;
    else if (isDigit(byte, 16)) {
      const digit = <u64>digitAt(text, at);
      digits++;
      if (mantissa >>> 59 == 0) mantissa = (mantissa << 4) | digit;
      else {
        if (digit != 0) mantissa = mantissa | 1;
        exponent += 4;
      }
      if (afterPoint) exponent -= 4;
    } else break;
    at++;
  }
  if (digits == 0 || letterAt(text, at, end) != LETTER_P) return NIL;
  const first = at + 1 + countSign(text, at + 1, end);
  const count = countDigits(text, first, end, 10);
  const rest = end - first - count;
  if (count == 0 || rest > 1 || (rest == 1 && !isSuffix(byteAt(text, end - 1)))) return NIL;
  let power: i64 = 0;
  for (let i: u32 = 0; i < count && power < 100000; i++) {
    power = power * 10 + <i64>digitAt(text, first + i);
  }
  exponent += byteAt(text, at + 1) == MINUS ? -power : power;
  return makeDouble(negative ? -scale(mantissa, exponent) : scale(mantissa, exponent));
}

/** m * 2^e, infinite above the range of doubles. */
function scale(m: u64, e: i64): f64 {
  if (m == 0) return 0;
  const top = e + 64 - <i64>clz<u64>(m);
  if (top > 1024) return Infinity;
  return top < -1080 ? 0 : roundScaled(m, <i32>e);
}

/** The number that a literal of Clojure is; nil when it is none or malformed. */
export function parseLiteral(text: Addr, length: u32): Value {
  const sign = countSign(text, 0, length);
  if (sign >= length || !isDigit(byteAt(text, sign), 10)) return NIL;
  const negative = sign == 1 && byteAt(text, 0) == MINUS;
  const last = byteAt(text, length - 1);
  const digits = countDigits(text, sign, length, 10);
  const end = sign + digits;
  if (end == length) return parseWhole(text, sign, length, negative);
  if (byteAt(text, end) == 47) return parseRatio(text, length);
  const letter = letterAt(text, end, length);
  if (letter == LETTER_X && digits == 1 && byteAt(text, sign) == ZERO) {
    return parsePrefixed(text, end + 1, length, 16, negative);
  }
  if (letter == LETTER_R && digits <= 2 && byteAt(text, sign) != ZERO) {
    const radix =
      digits == 1 ? digitAt(text, sign) : digitAt(text, sign) * 10 + digitAt(text, sign + 1);
    return radix < 2 || radix > 36 ? NIL : parsePrefixed(text, end + 1, length, radix, negative);
  }
  if (last == CAPITAL_N) {
    return end + 1 == length ? widen(parseWhole(text, sign, end, negative)) : NIL;
  }
  const isDecimal = last == CAPITAL_M;
  const used = isDecimal ? length - 1 : length;
  if (measureDecimal(text, sign, used) != used - sign) return NIL;
  return isDecimal ? parseBigDecimal(text, used) : makeDouble(readDecimal(text, used));
}

/** Decimal digits, or octal ones after a zero. */
function parseWhole(text: Addr, start: u32, end: u32, negative: bool): Value {
  const count = end - start;
  if (count == 1 || byteAt(text, start) != ZERO) {
    return parseSigned(text + start, count, 10, negative);
  }
  return parseSigned(text + start + 1, count - 1, 8, negative);
}

/** Digits after 0x or a radix, with an N for a bigint where that is no digit. */
function parsePrefixed(text: Addr, start: u32, length: u32, radix: u32, negative: bool): Value {
  const isBig = length > start && byteAt(text, length - 1) == CAPITAL_N && radix <= 23;
  const end = isBig ? length - 1 : length;
  const n = parseSigned(text + start, end - start, radix, negative);
  return isBig ? widen(n) : n;
}

function widen(n: Value): Value {
  return n == NIL || n == SENTINEL ? n : makeBigintValue(toBigint(n));
}
