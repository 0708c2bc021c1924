// Turns the text of one token into a number, symbol, keyword or character.
// Kept apart from the reader because these rules look at nothing but the token itself.
// Invariant: a function here answers null, or throws TokenError with the JVM's words; the reader
// adds the position.

import { BigIntForm, Char, Dbl, Dec, type Form, Int, type Position, Ratio } from "./forms.ts";

export class TokenError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

const INTEGER =
  /^([-+]?)(?:(0)|([1-9]\d*)|0[xX]([\dA-Fa-f]+)|0([0-7]+)|([1-9]\d?)[rR]([\dA-Za-z]+)|0\d+)(N)?$/;
const RATIO = /^([-+]?\d+)\/(\d+)$/;
const FLOAT = /^([-+]?)(\d+)(?:\.(\d*))?(?:[eE]([-+]?\d+))?(M)?$/;
const INT_MIN = -(2n ** 63n);
const INT_MAX = 2n ** 63n - 1n;
const SCALE_LIMIT = 2147483647;

function fitsLong(value: bigint): boolean {
  return value >= INT_MIN && value <= INT_MAX;
}

/** Gives the value of a digit in `radix`, or -1. */
export function parseDigit(code: number, radix: number): number {
  let value = -1;
  if (code >= 48 && code <= 57) value = code - 48;
  else if (code >= 97 && code <= 122) value = code - 87;
  else if (code >= 65 && code <= 90) value = code - 55;
  return value < radix ? value : -1;
}

function parseRadix(digits: string, radix: number): bigint {
  if (radix < 2 || radix > 36) throw new TokenError("invalid-number", "Radix out of range");
  for (let i = 0; i < digits.length; i++) {
    if (parseDigit(digits.charCodeAt(i), radix) < 0) {
      const suffix = radix === 10 ? "" : ` under radix ${radix}`;
      throw new TokenError("invalid-number", `For input string: "${digits}"${suffix}`);
    }
  }
  return combineDigits(digits, radix);
}

/** Halves the text so that very long numbers cost far less than one step per digit. */
function combineDigits(digits: string, radix: number): bigint {
  if (digits.length <= 10) return BigInt(Number.parseInt(digits, radix));
  const low = digits.length >> 1;
  const high = combineDigits(digits.slice(0, digits.length - low), radix);
  const rest = combineDigits(digits.slice(digits.length - low), radix);
  return high * BigInt(radix) ** BigInt(low) + rest;
}

function parseInteger(match: RegExpExecArray, pos: Position): Form | null {
  let value: bigint;
  if (match[2] !== undefined) value = 0n;
  else if (match[3] !== undefined) value = BigInt(match[3]);
  else if (match[4] !== undefined) value = BigInt(`0x${match[4]}`);
  else if (match[5] !== undefined) value = BigInt(`0o${match[5]}`);
  else if (match[7] !== undefined) value = parseRadix(match[7], Number(match[6]));
  else return null;
  if (match[1] === "-") value = -value;
  if (match[8] !== undefined || !fitsLong(value)) return new BigIntForm(value, pos);
  return new Int(value, pos);
}

function parseRatio(match: RegExpExecArray, pos: Position): Form {
  const top = BigInt(match[1]!.replace("+", ""));
  const bottom = BigInt(match[2]!);
  if (bottom === 0n) throw new TokenError("divide-by-zero", "Divide by zero");
  let a = top < 0n ? -top : top;
  let b = bottom;
  while (b !== 0n) [a, b] = [b, a % b];
  if (bottom / a !== 1n) return new Ratio(top / a, bottom / a, pos);
  // Two longs divide to a long; once either is wider the quotient stays wide.
  const narrow = fitsLong(top) && fitsLong(bottom);
  return narrow ? new Int(top / a, pos) : new BigIntForm(top / a, pos);
}

function parseDecimal(match: RegExpExecArray, pos: Position): Form | null {
  const fraction = match[3] ?? "";
  const digits = `${match[2]}${fraction}`.replace(/^0+(?=\d)/, "");
  const scale = fraction.length - Number(match[4] ?? 0);
  if (Math.abs(scale) > SCALE_LIMIT) return null;
  const sign = match[1] === "-" && digits !== "0" ? "-" : "";
  return new Dec(sign + digits, scale === 0 ? 0 : scale, pos);
}

/** Parses a token that begins like a number; null means it is not one. */
export function parseNumber(token: string, pos: Position): Form | null {
  const first = token.charCodeAt(0);
  if (token.length === 1 && first >= 48 && first <= 57) return new Int(BigInt(first - 48), pos);
  const integer = INTEGER.exec(token);
  if (integer !== null) return parseInteger(integer, pos);
  const float = FLOAT.exec(token);
  if (float !== null) {
    return float[5] === undefined ? new Dbl(Number(token), pos) : parseDecimal(float, pos);
  }
  const ratio = RATIO.exec(token);
  return ratio === null ? null : parseRatio(ratio, pos);
}

function isDigitAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
}

/** Tests text from `from` on against the shape [ns/]name, neither part beginning with a digit. */
function matchesName(text: string, from: number): boolean {
  const end = text.length;
  if (from >= end || isDigitAt(text, from)) return false;
  const slash = text.lastIndexOf("/");
  if (slash < from) return true;
  if (end - from === 1) return true;
  if (text.charCodeAt(from) === 47) return false;
  // Only a name that is itself a slash, as in foo//, may follow another slash.
  if (slash === end - 1) return slash - 1 > from && text.charCodeAt(slash - 1) === 47;
  return !isDigitAt(text, slash + 1);
}

/** Tells whether a token is a well-formed symbol or keyword, colons included. */
export function isValidName(token: string): boolean {
  const colon = token.charCodeAt(0) === 58;
  if (!(colon && matchesName(token, 1)) && !matchesName(token, 0)) return false;
  const slash = token.lastIndexOf("/");
  if (slash > 0 && slash < token.length - 1 && token.charCodeAt(slash - 1) === 58) return false;
  return !token.endsWith(":") && token.indexOf("::", 1) < 0;
}

/** Splits at the first slash into namespace and name. */
export function splitName(text: string): [string | null, string] {
  const slash = text.indexOf("/");
  if (slash < 0 || text.length === 1) return [null, text];
  return [text.slice(0, slash), text.slice(slash + 1)];
}

const NAMED_CHARS = new Map<string, number>([
  ["newline", 10],
  ["space", 32],
  ["tab", 9],
  ["backspace", 8],
  ["formfeed", 12],
  ["return", 13],
]);

function parseCharDigits(token: string, radix: number): number {
  let value = 0;
  for (let i = 1; i < token.length; i++) {
    const digit = parseDigit(token.charCodeAt(i), radix);
    if (digit < 0) throw new TokenError("invalid-character", `Invalid digit: ${token[i]}`);
    value = value * radix + digit;
  }
  return value;
}

/** Parses what follows the backslash of a character literal. */
export function parseChar(token: string, pos: Position): Char {
  if (token.length === 1) return new Char(token.charCodeAt(0), pos);
  const named = NAMED_CHARS.get(token);
  if (named !== undefined) return new Char(named, pos);
  if (token[0] === "u") {
    if (token.length !== 5) {
      throw new TokenError("invalid-character", `Invalid unicode character: \\${token}`);
    }
    const code = parseCharDigits(token, 16);
    if (code >= 0xd800 && code <= 0xdfff) {
      const hex = code.toString(16);
      throw new TokenError("invalid-character", `Invalid character constant: \\u${hex}`);
    }
    return new Char(code, pos);
  }
  if (token[0] === "o") {
    if (token.length > 4) {
      const length = token.length - 1;
      const message = `Invalid octal escape sequence length: ${length}`;
      throw new TokenError("invalid-character", message);
    }
    const code = parseCharDigits(token, 8);
    if (code > 255) throw new TokenError("invalid-character", OCTAL_RANGE);
    return new Char(code, pos);
  }
  throw new TokenError("unsupported-character", `Unsupported character: \\${token}`);
}

export const OCTAL_RANGE = "Octal escape sequence must be in range [0, 377].";
