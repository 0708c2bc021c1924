// The 64-bit word: what every slot of a frame, an object or a mailbox holds.
//
//   x & 3 == 0   fixnum, 62 bits          x & 7 == 1   list or cons cell
//   x & 2 != 0   flonum, self-tagged      x & 7 == 5   any other object
//
// Fixnums and flonums need no memory; the tag of a flonum is what rotating its bits leaves in
// the two low places for exponents of 2^-255..2^256, zeros, infinities and NaN, so arithmetic
// decodes with one rotation. Doubles outside that range are boxed. The high half of a pointer
// word is zero, but for characters, whose code point it holds (docs/decisions/001).
//
// Invariant: numbers are canonical. A long or double that fits an immediate is never boxed, so
// two fixnums, or two characters, are equal exactly when their words are (checked by
// test/kernel/value). Bytes, Shorts and Floats are boxed always: that tells their class.

import { Addr } from "./addr";

export type Value = u64;

export const TAG_LIST: u32 = 1;
export const TAG_OBJECT: u32 = 5;

export const NIL_ADDR: Addr = 0x100;
export const FALSE_ADDR: Addr = 0x108;
export const TRUE_ADDR: Addr = 0x110;
export const SENTINEL_ADDR: Addr = 0x118;
export const CHARACTER_ADDR: Addr = 0x120;

export const NIL: Value = 0x105;
export const FALSE: Value = 0x10d;
export const TRUE: Value = 0x115;
export const SENTINEL: Value = 0x11d;
const CHARACTER: Value = 0x125;

/** A word that is no value: kernel functions take and answer it where they mean "none". */
export const NOTHING: Value = 1;

const FIXNUM_MIN: i64 = -((<i64>1) << 61);
const FIXNUM_MAX: i64 = ((<i64>1) << 61) - 1;

export function isFixnum(x: Value): bool {
  return (x & 3) == 0;
}

export function areFixnums(a: Value, b: Value): bool {
  return ((a | b) & 3) == 0;
}

export function isFlonum(x: Value): bool {
  return (x & 2) != 0;
}

export function areFlonums(a: Value, b: Value): bool {
  return (a & b & 2) != 0;
}

export function isPointer(x: Value): bool {
  return (x & 3) == 1;
}

export function isListCell(x: Value): bool {
  return (x & 7) == 1;
}

/** nil and false lie 8 bytes apart, so one mask folds them. */
export function isFalsy(x: Value): bool {
  return (x & ~(<u64>8)) == NIL;
}

export function fitsFixnum(n: i64): bool {
  return n >= FIXNUM_MIN && n <= FIXNUM_MAX;
}

/** Requires fitsFixnum(n). */
export function makeFixnum(n: i64): Value {
  return (<u64>n) << 2;
}

export function fixnumValue(x: Value): i64 {
  return <i64>x >> 2;
}

/**
 * Can the double be a flonum? The three top bits of its exponent must be 000, 011, 100 or 111;
 * adding 3 to them is what sets bit 1 of the word.
 */
export function fitsFlonum(d: f64): bool {
  return isFlonum(encodeFlonum(d));
}

/** The word of a double; only meaningful if it comes out with the flonum tag. */
export function encodeFlonum(d: f64): Value {
  return rotl<u64>(reinterpret<u64>(d), 4) + 3;
}

export function decodeFlonum(x: Value): f64 {
  return reinterpret<f64>(rotr<u64>(x - 3, 4));
}

export function makeBoolean(b: bool): Value {
  return b ? TRUE : FALSE;
}

export function makeCharacter(codePoint: u32): Value {
  return ((<u64>codePoint) << 32) | CHARACTER;
}

export function isCharacter(x: Value): bool {
  return <u32>x == <u32>CHARACTER;
}

export function characterValue(x: Value): u32 {
  return <u32>(x >> 32);
}

/** The object's address; requires isPointer(x). */
export function addressOf(x: Value): Addr {
  return <u32>x & ~7;
}

export function makePointer(o: Addr, tag: u32): Value {
  return <u64>(o | tag);
}
