// What the heap must know of each kind: where its traced words are and how long it is.
//
// The rows come from tables/layouts through the generated writeKindTable, which stores them in
// page 0 at start: 8 bytes a kind. Size, scan, verify, image and inspector all read these rows,
// so a new kind needs no code here.
//
//   u32  bits 0-7 traced fields | bits 8-11 field count | bits 12-19 offset of the tail's count
//        | bits 20-21 log2 of the tail's unit in bytes | bit 22 the tail is a trie node's
//   u32  bit 0 mutable | bit 1 tail is traced | bit 2 born shared | bit 3 pinned
//
// Invariant: every object is a multiple of 8 bytes long and starts at a multiple of 8.

import { KIND_COUNT, writeKindTable } from "../../gen/kernel/layouts";
import { Addr } from "../value/addr";

export const KIND_TABLE: Addr = 0x400;

/** In the first word of a kind's row. */
export const SHAPE_TRIE: u32 = 1 << 22;
// In the second word of a kind's row.
export const TAIL_IS_TRACED: u32 = 2;
export const IS_BORN_SHARED: u32 = 4;
export const IS_PINNED: u32 = 8;

export const HEADER_BYTES: u32 = 8;

export const FLAG_FORWARDED: u32 = 1 << 8;
export const FLAG_LARGE: u32 = 2 << 8;
/** In byte 1 of a string's header: it is interned, as names and literals are on the JVM. */
const FLAG_INTERNED: u8 = 16;

export function writeKinds(): void {
  writeKindTable(KIND_TABLE);
}

export function kindOf(o: Addr): u32 {
  return load<u8>(o);
}

export function isKind(kind: u32): bool {
  return kind < KIND_COUNT;
}

export function isForwarded(o: Addr): bool {
  return (load<u32>(o) & FLAG_FORWARDED) != 0;
}

/** Makes a string one with all interned strings of its text, for `identical?`. */
export function intern(o: Addr): void {
  const at = isForwarded(o) ? forwardingOf(o) : o;
  store<u8>(at, load<u8>(at, 1) | FLAG_INTERNED, 1);
}

export function isInterned(o: Addr): bool {
  const at = isForwarded(o) ? forwardingOf(o) : o;
  return (load<u8>(at, 1) & FLAG_INTERNED) != 0;
}

/** Where a forwarded object lives now; requires isForwarded(o). */
export function forwardingOf(o: Addr): Addr {
  return load<u32>(o, 4);
}

/** The body stays as it is: the original of an immutable object remains readable. */
export function forwardTo(o: Addr, to: Addr): void {
  store<u32>(o, load<u32>(o) | FLAG_FORWARDED);
  store<u32>(o, to, 4);
}

export function writeHeader(o: Addr, kind: u32): void {
  store<u64>(o, <u64>kind);
}

export function isMutableKind(kind: u32): bool {
  return (load<u32>(KIND_TABLE + (kind << 3), 4) & 1) != 0;
}

/** Has an object of this kind anything to trace? */
export function isTracedKind(kind: u32): bool {
  return tracedFields(kind) != 0 || isTailTraced(kind);
}

export function isPinnedKind(kind: u32): bool {
  return (load<u32>(KIND_TABLE + (kind << 3), 4) & 8) != 0;
}

export function isTailTraced(kind: u32): bool {
  return (load<u32>(KIND_TABLE + (kind << 3), 4) & TAIL_IS_TRACED) != 0;
}

/** Bit i is set when the word at 8 * (i + 1) is traced. */
export function tracedFields(kind: u32): u32 {
  return load<u32>(KIND_TABLE + (kind << 3)) & 0xff;
}

/** Bytes of header and fields, without the tail. */
export function fixedBytes(kind: u32): u32 {
  return HEADER_BYTES + (((load<u32>(KIND_TABLE + (kind << 3)) >> 8) & 15) << 3);
}

/** Bytes of header and fields by the first word of the kind's row. */
export function fixedByShape(shape: u32): u32 {
  return HEADER_BYTES + (((shape >> 8) & 15) << 3);
}

/** Bytes of the whole object, a multiple of 8. */
export function sizeOf(o: Addr): u32 {
  return sizeByShape(o, load<u32>(KIND_TABLE + (kindOf(o) << 3)));
}

/** The same where the first word of the kind's row is at hand. */
export function sizeByShape(o: Addr, shape: u32): u32 {
  const offset = (shape >> 12) & 0xff;
  const fixed = fixedByShape(shape);
  if (offset == 0) return fixed;
  const count = load<u64>(o + offset);
  if ((shape & SHAPE_TRIE) != 0) return fixed + childrenBytes(count) + pairsBytes(count);
  return fixed + ((((<u32>count) << ((shape >> 20) & 3)) + 7) & ~7);
}

/** Bytes of the children that the maps of a trie's node tell of, with what makes them even. */
export function childrenBytes(maps: u64): u32 {
  return ((<u32>popcnt<u64>(maps >> 32) + 1) & ~1) << 2;
}

function pairsBytes(maps: u64): u32 {
  return popcnt<u32>(<u32>maps) << 4;
}

/**
 * End of the children in a tail, addresses of 4 bytes that name objects with the tag of objects;
 * where the tail begins if it is no trie node's.
 */
export function childrenEnd(o: Addr, shape: u32): Addr {
  const from = o + fixedByShape(shape);
  if ((shape & SHAPE_TRIE) == 0) return from;
  return from + ((<u32>popcnt<u64>(load<u64>(o + ((shape >> 12) & 0xff)) >> 32)) << 2);
}

/** The first kind-table word of an object. */
export function shapeOf(o: Addr): u32 {
  return load<u32>(KIND_TABLE + (kindOf(o) << 3));
}
