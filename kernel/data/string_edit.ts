// What makes a new string out of one: trimming, replacing, repeating, turning around, changing
// case, and writing it as a literal.
//
// Each function counts first and then fills a string of exactly that length, so the memory is
// asked for before anything is written; they answer the sentinel when it must be made (NEED).

import { changeCase, classifyChar, writeCase } from "../host/imports";
import { Addr } from "../value/addr";
import { makePointer, SENTINEL, TAG_OBJECT, Value } from "../value/value";
import { EMPTY_STRING } from "./fixed";
import {
  copyUnits,
  findUnit,
  indexOf,
  isWide,
  makeText,
  stringLength,
  stringText,
  stringUnit,
  substring,
  textValue,
} from "./string";

export const CHAR_LETTER: u32 = 1;
export const CHAR_DIGIT: u32 = 2;
export const CHAR_SPACE: u32 = 4;
export const CHAR_UPPER: u32 = 8;
export const CHAR_LOWER: u32 = 16;

/** The CHAR_ bits of a code point, as java.lang.Character has them. */
export function charKind(point: u32): u32 {
  if (point >= 0x80) return classifyChar(point);
  if (point >= 97 && point <= 122) return CHAR_LETTER | CHAR_LOWER;
  if (point >= 65 && point <= 90) return CHAR_LETTER | CHAR_UPPER;
  if (point >= 48 && point <= 57) return CHAR_DIGIT;
  return point == 32 || (point >= 9 && point <= 13) || (point >= 28 && point <= 31)
    ? CHAR_SPACE
    : 0;
}

export const TRIM_START: u32 = 1;
export const TRIM_END: u32 = 2;
/** What to trim is everything up to the space, as String.trim does, instead of white space. */
export const TRIM_CONTROLS: u32 = 4;

function isTrimmed(unit: u32, mode: u32): bool {
  return (mode & TRIM_CONTROLS) != 0 ? unit <= 32 : (charKind(unit) & CHAR_SPACE) != 0;
}

export function trimString(s: Addr, mode: u32): Value {
  let start: u32 = 0;
  let end = stringLength(s);
  if ((mode & TRIM_START) != 0)
    while (start < end && isTrimmed(stringUnit(s, start), mode)) start++;
  if ((mode & TRIM_END) != 0) while (start < end && isTrimmed(stringUnit(s, end - 1), mode)) end--;
  return substring(s, start, end);
}

function setUnit(to: Addr, wide: bool, at: u32, unit: u32): void {
  if (wide) store<u16>(to + (at << 1), unit);
  else store<u8>(to + at, unit);
}

/** Copies units `from` to `end` of `s` to unit `at` of text that is wide if `s` is. */
function copyPart(to: Addr, wide: bool, at: u32, s: Addr, from: u32, end: u32): void {
  const text = stringText(s);
  if (!wide) memory.copy(to + at, text + from, end - from);
  else if (isWide(s)) memory.copy(to + (at << 1), text + (from << 1), (end - from) << 1);
  else {
    for (let i = from; i < end; i++) store<u16>(to + ((at + i - from) << 1), load<u8>(text + i));
  }
}

/** Does a unit above U+00FF stay when all of `part` goes? */
function isWideWithout(s: Addr, part: Addr): bool {
  if (!isWide(s)) return false;
  const length = stringLength(s);
  const count = stringLength(part);
  let i: u32 = 0;
  let next = indexOf(s, part, 0);
  while (i < length) {
    if (<i32>i == next) {
      i += count;
      next = indexOf(s, part, i);
    } else {
      if (stringUnit(s, i) > 0xff) return true;
      i++;
    }
  }
  return false;
}

/** All occurrences of `part`, from the left, replaced; an empty part is between all units. */
export function replaceString(s: Addr, part: Addr, by: Addr): Value {
  const length = stringLength(s);
  const count = stringLength(part);
  if (count == 0) return spreadString(s, by);
  let found: u32 = 0;
  for (let i = indexOf(s, part, 0); i >= 0; i = indexOf(s, part, <u32>i + count)) found++;
  if (found == 0) return makePointer(s, TAG_OBJECT);
  const total = <u64>(length - found * count) + <u64>found * <u64>stringLength(by);
  if (total == 0) return EMPTY_STRING;
  const wide = isWide(by) || isWideWithout(s, part);
  const o = makeText(wide, total > 0xffffffff ? 0xffffffff : <u32>total);
  if (o == 0) return SENTINEL;
  const to = stringText(o);
  let at: u32 = 0;
  let from: u32 = 0;
  for (let i = indexOf(s, part, 0); i >= 0; i = indexOf(s, part, from)) {
    copyShared(to, wide, at, s, from, <u32>i);
    at += <u32>i - from;
    copyUnits(to, wide, at, by);
    at += stringLength(by);
    from = <u32>i + count;
  }
  copyShared(to, wide, at, s, from, length);
  return textValue(o);
}

/** As copyPart, into narrow text too when the wide string's units there are narrow. */
function copyShared(to: Addr, wide: bool, at: u32, s: Addr, from: u32, end: u32): void {
  if (wide || !isWide(s)) copyPart(to, wide, at, s, from, end);
  else for (let i = from; i < end; i++) store<u8>(to + at + i - from, stringUnit(s, i));
}

/** `by` before each unit of `s` and at its end. */
function spreadString(s: Addr, by: Addr): Value {
  const length = stringLength(s);
  const count = stringLength(by);
  const total = <u64>length + (<u64>length + 1) * <u64>count;
  if (total == 0) return EMPTY_STRING;
  const wide = isWide(s) || isWide(by);
  const o = makeText(wide, total > 0xffffffff ? 0xffffffff : <u32>total);
  if (o == 0) return SENTINEL;
  const to = stringText(o);
  copyUnits(to, wide, 0, by);
  for (let i: u32 = 0; i < length; i++) {
    const at = count + i * (count + 1);
    setUnit(to, wide, at, stringUnit(s, i));
    copyUnits(to, wide, at + 1, by);
  }
  return textValue(o);
}

export function repeatString(s: Addr, times: u32): Value {
  const count = stringLength(s);
  const total = <u64>count * <u64>times;
  if (total == 0) return EMPTY_STRING;
  const wide = isWide(s);
  const o = makeText(wide, total > 0xffffffff ? 0xffffffff : <u32>total);
  if (o == 0) return SENTINEL;
  const to = stringText(o);
  for (let i: u32 = 0; i < times; i++) copyUnits(to, wide, i * count, s);
  return textValue(o);
}

/** The units backwards, but surrogate pairs as they were, as StringBuilder.reverse. */
export function reverseString(s: Addr): Value {
  const count = stringLength(s);
  if (count < 2) return makePointer(s, TAG_OBJECT);
  const wide = isWide(s);
  const o = makeText(wide, count);
  if (o == 0) return SENTINEL;
  const to = stringText(o);
  for (let i: u32 = 0; i < count; i++) {
    const unit = stringUnit(s, i);
    const isLow = (unit & 0xfc00) == 0xdc00 && i > 0 && (stringUnit(s, i - 1) & 0xfc00) == 0xd800;
    setUnit(to, wide, count - 1 - i, unit);
    if (isLow) {
      setUnit(to, wide, count - 1 - i, stringUnit(s, i - 1));
      setUnit(to, wide, count - i, unit);
    }
  }
  return textValue(o);
}

/** The string in one case; what is beyond ASCII is the host's. */
export function changeStringCase(s: Addr, upper: bool): Value {
  const count = stringLength(s);
  const text = stringText(s);
  const first: u32 = upper ? 97 : 65;
  let changes = false;
  let i: u32 = 0;
  if (!isWide(s)) {
    while (i < count) {
      const unit: u32 = load<u8>(text + i);
      if (unit >= 0x80) break;
      if (unit - first < 26) changes = true;
      i++;
    }
  }
  if (i < count) return changeAnyCase(s, upper);
  if (!changes) return makePointer(s, TAG_OBJECT);
  const o = makeText(false, count);
  if (o == 0) return SENTINEL;
  const to = stringText(o);
  for (let k: u32 = 0; k < count; k++) {
    const unit: u32 = load<u8>(text + k);
    store<u8>(to + k, unit - first < 26 ? unit ^ 32 : unit);
  }
  return textValue(o);
}

function changeAnyCase(s: Addr, upper: bool): Value {
  const answer = changeCase(stringText(s), stringLength(s), isWide(s), upper);
  const o = makeText(answer >>> 31 != 0, answer & 0x7fffffff);
  if (o == 0) return SENTINEL;
  writeCase(stringText(o));
  return textValue(o);
}

/** The letter after the backslash that a unit of a literal needs, or 0. */
function escapeOf(unit: u32): u32 {
  if (unit > 92) return 0;
  if (unit == 34 || unit == 92) return unit;
  if (unit == 10) return 110;
  if (unit == 9) return 116;
  if (unit == 13) return 114;
  if (unit == 12) return 102;
  return unit == 8 ? 98 : 0;
}

/** The string as the JVM's printer writes it, with or without its quotes. */
export function escapeString(s: Addr, quotes: bool): Value {
  const count = stringLength(s);
  let total: u64 = <u64>count + (quotes ? 2 : 0);
  for (let i: u32 = 0; i < count; i++) {
    if (escapeOf(stringUnit(s, i)) != 0) total++;
  }
  if (total == <u64>count) return makePointer(s, TAG_OBJECT);
  const wide = isWide(s);
  const o = makeText(wide, total > 0xffffffff ? 0xffffffff : <u32>total);
  if (o == 0) return SENTINEL;
  const to = stringText(o);
  let at: u32 = 0;
  if (quotes) {
    setUnit(to, wide, 0, 34);
    setUnit(to, wide, <u32>total - 1, 34);
    at = 1;
  }
  for (let i: u32 = 0; i < count; i++) {
    const unit = stringUnit(s, i);
    const letter = escapeOf(unit);
    if (letter != 0) {
      setUnit(to, wide, at, 92);
      at++;
    }
    setUnit(to, wide, at, letter == 0 ? unit : letter);
    at++;
  }
  return textValue(o);
}

/** Index of a unit at or after `from`, or -1. */
export function indexOfUnit(s: Addr, unit: u32, from: u32): i32 {
  const length = stringLength(s);
  if (from >= length) return -1;
  const i = findUnit(s, unit, from, length);
  return i == length ? -1 : <i32>i;
}

/** Index of a unit at or before `from`, or -1. */
export function lastIndexOfUnit(s: Addr, unit: u32, from: i32): i32 {
  const length = <i32>stringLength(s);
  let i = from < length ? from : length - 1;
  while (i >= 0 && stringUnit(s, <u32>i) != unit) i--;
  return i;
}
