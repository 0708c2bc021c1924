// Strings: Latin-1 bytes or UTF-16 units, chosen by content, with constant-time access to units.
// What a string answers is what the JVM's does: lengths and indexes count UTF-16 units.
//
// Invariants: a string is wide exactly when it has a unit above U+00FF, so equal strings are of
// one kind; the bytes after the last unit up to the next multiple of 8 are zero, so equal strings
// are equal word by word. Receivers are checked by the caller, and so are indexes. A constructor
// answers the sentinel, with the outcome NEED, when it must wait for memory.

import {
  initStringBytes,
  KIND_STRING,
  KIND_WIDE_STRING,
  STRING_TAIL,
  stringBytes,
} from "../../gen/kernel/layouts";
import { need } from "../context";
import { allocateLargeObject, allocateObject, SMALL_BYTES } from "../heap/allocate";
import { kindOf } from "../heap/kinds";
import { Addr } from "../value/addr";
import { addressOf, isPointer, makePointer, SENTINEL, TAG_OBJECT, Value } from "../value/value";
import { EMPTY_STRING } from "./fixed";

/** More than any heap has room for, and less than what sizes in 32 bits can count. */
const MAX_TEXT_BYTES: u64 = 0xfff00000;

export function isString(x: Value): bool {
  if (!isPointer(x)) return false;
  const kind = kindOf(addressOf(x));
  return kind == KIND_STRING || kind == KIND_WIDE_STRING;
}

export function isWide(s: Addr): bool {
  return kindOf(s) == KIND_WIDE_STRING;
}

/** Both kinds keep their count of units in the same place. */
export function stringLength(s: Addr): u32 {
  return <u32>stringBytes(s);
}

export function stringText(s: Addr): Addr {
  return s + STRING_TAIL;
}

/** The UTF-16 unit at `i`; requires i < length. */
export function stringUnit(s: Addr, i: u32): u32 {
  return isWide(s) ? load<u16>(s + (i << 1), STRING_TAIL) : load<u8>(s + i, STRING_TAIL);
}

/**
 * An unfilled string of at least one unit, with zero padding; 0, with the outcome NEED, when
 * memory must be made.
 */
export function makeText(wide: bool, units: u32): Addr {
  const bytes: u64 = wide ? (<u64>units) << 1 : <u64>units;
  const size = (bytes + STRING_TAIL + 7) & ~(<u64>7);
  const kind = wide ? KIND_WIDE_STRING : KIND_STRING;
  if (size > MAX_TEXT_BYTES) {
    need(<u32>MAX_TEXT_BYTES);
    return 0;
  }
  const isLarge = size > SMALL_BYTES;
  const o = isLarge ? allocateLargeObject(kind, <u32>size) : allocateObject(kind, <u32>size);
  if (o == 0) {
    need(<u32>size);
    return 0;
  }
  initStringBytes(o, units);
  store<u64>(o + <u32>size - 8, size == STRING_TAIL ? <u64>units : 0);
  return o;
}

/** The word of a string made by makeText, or the sentinel. */
export function textValue(o: Addr): Value {
  return o == 0 ? SENTINEL : makePointer(o, TAG_OBJECT);
}

/** A string of `count` Latin-1 bytes. */
export function makeStringOfLatin1(at: Addr, count: u32): Value {
  if (count == 0) return EMPTY_STRING;
  const o = makeText(false, count);
  if (o != 0) memory.copy(stringText(o), at, count);
  return textValue(o);
}

/** A string of `count` UTF-16 units, paired or not. */
export function makeStringOfUtf16(at: Addr, count: u32): Value {
  if (count == 0) return EMPTY_STRING;
  const wide = hasWideUnit(at, count);
  const o = makeText(wide, count);
  if (o == 0) return SENTINEL;
  if (wide) memory.copy(stringText(o), at, count << 1);
  else narrowUnits(stringText(o), at, count);
  return textValue(o);
}

function hasWideUnit(at: Addr, count: u32): bool {
  for (let i: u32 = 0; i < count; i++) {
    if (load<u16>(at + (i << 1)) > 0xff) return true;
  }
  return false;
}

function narrowUnits(to: Addr, from: Addr, count: u32): void {
  for (let i: u32 = 0; i < count; i++) store<u8>(to + i, load<u16>(from + (i << 1)));
}

/** A string of one code point. */
export function makeStringOfCodePoint(point: u32): Value {
  const count: u32 = point > 0xffff ? 2 : 1;
  const o = makeText(point > 0xff, count);
  if (point > 0xff) writeWide(stringText(o), point);
  else store<u8>(stringText(o), point);
  return textValue(o);
}

/** Writes a code point as one or two units; answers how many. */
function writeWide(to: Addr, point: u32): u32 {
  if (point <= 0xffff) {
    store<u16>(to, point);
    return 1;
  }
  store<u16>(to, 0xd7c0 + (point >>> 10));
  store<u16>(to, 0xdc00 + (point & 0x3ff), 2);
  return 2;
}

/** A string of UTF-8 bytes; what is not UTF-8 becomes U+FFFD as the JVM's decoder does it. */
export function makeStringOfUtf8(at: Addr, bytes: u32): Value {
  if (bytes == 0) return EMPTY_STRING;
  const end = at + bytes;
  let units: u32 = 0;
  let all: u32 = 0;
  for (let p = at; p < end; ) {
    const step = decodeUtf8(p, end);
    const point = step & 0xffffff;
    units += point > 0xffff ? 2 : 1;
    all = all | point;
    p += step >>> 24;
  }
  const wide = all > 0xff;
  const o = makeText(wide, units);
  if (o == 0) return SENTINEL;
  let to = stringText(o);
  for (let p = at; p < end; ) {
    const step = decodeUtf8(p, end);
    if (wide) to += writeWide(to, step & 0xffffff) << 1;
    else {
      store<u8>(to, step);
      to++;
    }
    p += step >>> 24;
  }
  return textValue(o);
}

const REPLACEMENT: u32 = 0xfffd;

/**
 * Decodes at `p`: code point in the low 24 bits, bytes taken above. A broken sequence takes the
 * longest start of one that could have been good; three bytes of a surrogate go as one.
 */
function decodeUtf8(p: Addr, end: Addr): u32 {
  const b1: u32 = load<u8>(p);
  if (b1 < 0x80) return b1 | (1 << 24);
  if (b1 < 0xc2 || b1 > 0xf4) return REPLACEMENT | (1 << 24);
  const b2 = continuationAt(p + 1, end);
  if (b2 == 0 || !fitsSecond(b1, b2)) return REPLACEMENT | (1 << 24);
  if (b1 < 0xe0) return ((b1 & 31) << 6) | (b2 & 63) | (2 << 24);
  const b3 = continuationAt(p + 2, end);
  if (b3 == 0) return REPLACEMENT | (2 << 24);
  const low = ((b2 & 63) << 6) | (b3 & 63);
  if (b1 < 0xf0) {
    const point = ((b1 & 15) << 12) | low;
    return (isSurrogate(point) ? REPLACEMENT : point) | (3 << 24);
  }
  const b4 = continuationAt(p + 3, end);
  if (b4 == 0) return REPLACEMENT | (3 << 24);
  return ((b1 & 7) << 18) | (low << 6) | (b4 & 63) | (4 << 24);
}

/** The continuation byte there, or 0. */
function continuationAt(p: Addr, end: Addr): u32 {
  if (p >= end) return 0;
  const b: u32 = load<u8>(p);
  return (b & 0xc0) == 0x80 ? b : 0;
}

/** Excludes overlong forms and points above U+10FFFF. */
function fitsSecond(b1: u32, b2: u32): bool {
  if (b1 == 0xe0) return b2 >= 0xa0;
  if (b1 == 0xf0) return b2 >= 0x90;
  return b1 != 0xf4 || b2 < 0x90;
}

function isSurrogate(unit: u32): bool {
  return (unit & 0xfffff800) == 0xd800;
}

/**
 * The code point at unit `i`, a surrogate pair as one and a lone surrogate as itself; requires
 * i < length.
 */
export function codePointAt(s: Addr, i: u32): u32 {
  const high = stringUnit(s, i);
  if ((high & 0xfc00) != 0xd800 || i + 1 >= stringLength(s)) return high;
  const low = stringUnit(s, i + 1);
  return (low & 0xfc00) == 0xdc00 ? 0x10000 + ((high & 0x3ff) << 10) + (low & 0x3ff) : high;
}

/** Bytes of the string in UTF-8. */
export function utf8Length(s: Addr): u32 {
  const units = stringLength(s);
  let bytes: u32 = 0;
  for (let i: u32 = 0; i < units; ) {
    const point = codePointAt(s, i);
    bytes += pointBytes(point);
    i += point > 0xffff ? 2 : 1;
  }
  return bytes;
}

function pointBytes(point: u32): u32 {
  if (point < 0x80 || isSurrogate(point)) return 1;
  if (point < 0x800) return 2;
  return point < 0x10000 ? 3 : 4;
}

/** Writes the string in UTF-8, utf8Length bytes; a lone surrogate becomes "?", as on the JVM. */
export function writeUtf8(s: Addr, to: Addr): void {
  const units = stringLength(s);
  let at = to;
  for (let i: u32 = 0; i < units; ) {
    const point = codePointAt(s, i);
    i += point > 0xffff ? 2 : 1;
    const bytes = pointBytes(point);
    if (bytes == 1) store<u8>(at, isSurrogate(point) ? 63 : point);
    else {
      let shift = (bytes - 1) * 6;
      store<u8>(at, (0xf00 >>> bytes) | (point >>> shift));
      for (let k: u32 = 1; k < bytes; k++) {
        shift -= 6;
        store<u8>(at + k, 0x80 | ((point >>> shift) & 63));
      }
    }
    at += bytes;
  }
}

/** Units `start` to `end`; requires start <= end <= length. */
export function substring(s: Addr, start: u32, end: u32): Value {
  if (start == 0 && end == stringLength(s)) return makePointer(s, TAG_OBJECT);
  const text = stringText(s);
  if (isWide(s)) return makeStringOfUtf16(text + (start << 1), end - start);
  return makeStringOfLatin1(text + start, end - start);
}

/** Copies the units of `s` into text of a string that is wide or not, from unit `at` on. */
export function copyUnits(to: Addr, wide: bool, at: u32, s: Addr): void {
  const count = stringLength(s);
  if (!wide) memory.copy(to + at, stringText(s), count);
  else if (isWide(s)) memory.copy(to + (at << 1), stringText(s), count << 1);
  else {
    for (let i: u32 = 0; i < count; i++) store<u16>(to + ((at + i) << 1), stringUnit(s, i));
  }
}

/** a followed by b. */
export function concatStrings(a: Addr, b: Addr): Value {
  const first = stringLength(a);
  const second = stringLength(b);
  if (first == 0) return makePointer(b, TAG_OBJECT);
  if (second == 0) return makePointer(a, TAG_OBJECT);
  const wide = isWide(a) || isWide(b);
  const o = makeText(wide, first + second);
  if (o == 0) return SENTINEL;
  copyUnits(stringText(o), wide, 0, a);
  copyUnits(stringText(o), wide, first, b);
  return textValue(o);
}

function matchesAt(s: Addr, at: u32, part: Addr): bool {
  const count = stringLength(part);
  for (let i: u32 = 0; i < count; i++) {
    if (stringUnit(s, at + i) != stringUnit(part, i)) return false;
  }
  return true;
}

/** Is `part` at unit `at`? It may not fit there. */
export function isPartAt(s: Addr, at: u32, part: Addr): bool {
  const length = stringLength(s);
  return at <= length && stringLength(part) <= length - at && matchesAt(s, at, part);
}

/** Where a unit is found first from `from` up to `end`, or `end`; requires end <= length. */
export function findUnit(s: Addr, unit: u32, from: u32, end: u32): u32 {
  const text = stringText(s);
  let i = from;
  if (isWide(s)) {
    while (i < end && <u32>load<u16>(text + (i << 1)) != unit) i++;
  } else {
    while (i < end && <u32>load<u8>(text + i) != unit) i++;
  }
  return i < end ? i : end;
}

/** Where `part` is found first at or after `from`, or -1. */
export function indexOf(s: Addr, part: Addr, from: u32): i32 {
  const count = stringLength(part);
  const length = stringLength(s);
  if (count > length || from > length - count) return -1;
  if (count == 0) return <i32>from;
  const first = stringUnit(part, 0);
  const end = length - count + 1;
  let i = findUnit(s, first, from, end);
  while (i < end) {
    if (matchesAt(s, i, part)) return <i32>i;
    i = findUnit(s, first, i + 1, end);
  }
  return -1;
}

/** Where `part` is found last at or before `from`, or -1. */
export function lastIndexOf(s: Addr, part: Addr, from: u32): i32 {
  const count = stringLength(part);
  const length = stringLength(s);
  if (count > length) return -1;
  const last = length - count;
  for (let i = <i32>(from < last ? from : last); i >= 0; i--) {
    if (matchesAt(s, i, part)) return i;
  }
  return -1;
}

export function equalStrings(a: Addr, b: Addr): bool {
  if (a == b) return true;
  if (kindOf(a) != kindOf(b) || stringLength(a) != stringLength(b)) return false;
  const bytes = isWide(a) ? stringLength(a) << 1 : stringLength(a);
  for (let i: u32 = 0; i < bytes; i += 8) {
    if (load<u64>(a + i, STRING_TAIL) != load<u64>(b + i, STRING_TAIL)) return false;
  }
  return true;
}

/** What String.compareTo answers: the first difference of units, else of lengths. */
export function compareStrings(a: Addr, b: Addr): i32 {
  const first = stringLength(a);
  const second = stringLength(b);
  const shared = first < second ? first : second;
  for (let i: u32 = 0; i < shared; i++) {
    const difference = <i32>stringUnit(a, i) - <i32>stringUnit(b, i);
    if (difference != 0) return difference;
  }
  return <i32>first - <i32>second;
}
