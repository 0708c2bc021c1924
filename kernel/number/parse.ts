// Numbers from ASCII text. The text is at a raw address (a compact string's bytes will do) and
// may come from users: whatever is malformed gives nil, and the caller says what that means.
//
// The markers of Clojure's notation (N, M, 0x, 2r) are the caller's: here a radix is a number.

import { need } from "../context";
import { Addr } from "../value/addr";
import { parseDecimal, parseDigits } from "../value/limbs";
import { NIL, SENTINEL, Value } from "../value/value";
import { divide } from "./arithmetic";
import {
  canTake,
  closeBigint,
  fitsLong,
  limbsOf,
  lowBitsOfBigint,
  makeBigintValue,
  openBigint,
  takeScratch,
} from "./bigint";
import { makeDecimal } from "./decimal";
import { makeLong } from "./integer";

const PLUS: u32 = 43;
const MINUS: u32 = 45;
const POINT: u32 = 46;
const SLASH: u32 = 47;
const LETTER_E: u32 = 101;

function byteAt(text: Addr, i: u32): u32 {
  return load<u8>(text + i);
}

export function isDigit(byte: u32, radix: u32): bool {
  if (byte >= 48 && byte <= 57) return byte - 48 < radix;
  const letter = byte | 32;
  return letter >= 97 && letter <= 122 && letter - 87 < radix;
}

/** How many digits of the radix the text has from `start`. */
export function countDigits(text: Addr, start: u32, length: u32, radix: u32): u32 {
  let i = start;
  while (i < length && isDigit(byteAt(text, i), radix)) i++;
  return i - start;
}

/** 1 when the text from `start` begins with a sign, else 0. */
export function countSign(text: Addr, start: u32, length: u32): u32 {
  if (start >= length) return 0;
  const byte = byteAt(text, start);
  return byte == PLUS || byte == MINUS ? 1 : 0;
}

/** An integer of digits with or without a sign: a long if it fits, else a bigint; or nil. */
export function parseInteger(text: Addr, length: u32, radix: u32): Value {
  const sign = countSign(text, 0, length);
  const digits = length - sign;
  return parseSigned(text + sign, digits, radix, sign == 1 && byteAt(text, 0) == MINUS);
}

/** As parseInteger, where the sign is known and the text is to be digits alone. */
export function parseSigned(text: Addr, digits: u32, radix: u32, negative: bool): Value {
  if (digits == 0 || countDigits(text, 0, digits, radix) != digits) return NIL;
  if (!canTake((<u64>digits) << 1)) return need(digits << 1);
  // A limb holds at least 6 digits, of radix 36.
  const o = openBigint(radix == 2 ? digits / 31 + 2 : digits / (radix > 10 ? 6 : 9) + 2);
  const n = parseDigits(limbsOf(o), text, digits, radix);
  closeBigint(o, n, negative);
  return fitsLong(o) ? makeLong(lowBitsOfBigint(o)) : makeBigintValue(o);
}

/** Two integers around a slash, divided; only the first may have a sign. Or nil. */
export function parseRatio(text: Addr, length: u32): Value {
  const sign = countSign(text, 0, length);
  const top = sign + countDigits(text, sign, length, 10);
  if (top >= length || byteAt(text, top) != SLASH) return NIL;
  if (countDigits(text, top + 1, length, 10) != length - top - 1) return NIL;
  const n = parseInteger(text, top, 10);
  const d = parseInteger(text + top + 1, length - top - 1, 10);
  if (n == NIL || d == NIL) return NIL;
  return n == SENTINEL || d == SENTINEL ? SENTINEL : divide(n, d);
}

/** The exponent after an E, whose digits fill the text from `start`; i64.MIN_VALUE if not so. */
function readExponent(text: Addr, start: u32, length: u32): i64 {
  const first = start + countSign(text, start, length);
  const digits = countDigits(text, first, length, 10);
  if (digits == 0 || first + digits != length || digits > 10) return i64.MIN_VALUE;
  let exponent: i64 = 0;
  for (let i = first; i < length; i++) exponent = exponent * 10 + <i64>(byteAt(text, i) - 48);
  return byteAt(text, start) == MINUS ? -exponent : exponent;
}

/** Copies digits, leaving out the point. */
function copyDigits(dst: Addr, text: Addr, length: u32): void {
  let at = dst;
  for (let i: u32 = 0; i < length; i++) {
    const byte = byteAt(text, i);
    if (byte == POINT) continue;
    store<u8>(at, byte);
    at++;
  }
}

/** A decimal in the JVM's notation: digits with a point anywhere and an exponent. Or nil. */
export function parseBigDecimal(text: Addr, length: u32): Value {
  const sign = countSign(text, 0, length);
  const whole = countDigits(text, sign, length, 10);
  let end = sign + whole;
  let fraction: u32 = 0;
  const hasPoint = end < length && byteAt(text, end) == POINT;
  if (hasPoint) {
    fraction = countDigits(text, end + 1, length, 10);
    end += fraction + 1;
  }
  const digits = whole + fraction;
  if (digits == 0) return NIL;
  let exponent: i64 = 0;
  if (end < length) {
    if ((byteAt(text, end) | 32) != LETTER_E) return NIL;
    exponent = readExponent(text, end + 1, length);
  }
  const scale = <i64>fraction - exponent;
  if (scale < -0x7fffffff || scale > 0x7fffffff) return NIL;
  if (!canTake((<u64>digits) << 2)) return need(digits << 2);
  const o = openBigint(digits / 9 + 2);
  const scratch = takeScratch((digits >> 2) + 1);
  copyDigits(scratch, text + sign, end - sign);
  const n = parseDecimal(limbsOf(o), scratch, digits);
  return makeDecimal(closeBigint(o, n, byteAt(text, 0) == MINUS), <i32>scale);
}
