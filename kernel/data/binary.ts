// Binaries: immutable sequences of bytes. A binary names a part of a buffer; a slice is another
// binary that names less of the same one, so it copies nothing and takes constant time and memory.
// A buffer above SMALL_BYTES has blocks of its own in the binary arena (docs/decisions/014): it is
// never moved, and sending it changes its owner, not its address.
//
// Invariants: start + count of a binary is no more than its buffer has (checked where one is made);
// a buffer is written only before the first binary of it is answered.

import {
  BINARY_COUNT,
  BUFFER_TAIL,
  binaryBuffer,
  binaryCount,
  binaryStart,
  initBinaryBuffer,
  initBinaryCount,
  initBinaryStart,
  initBufferBytes,
  KIND_BINARY,
  KIND_BUFFER,
} from "../../gen/kernel/layouts";
import { need } from "../context";
import { allocateLargeObject, allocateObject, SMALL_BYTES } from "../heap/allocate";
import { Addr } from "../value/addr";
import { addressOf, makePointer, TAG_OBJECT, Value } from "../value/value";

const BINARY_BYTES: u32 = BINARY_COUNT + 8;
/** The most bytes of one buffer. */
const MOST_BYTES: u32 = 0x7fffff00;

/** A buffer of `count` bytes, still to be written; 0 with the outcome NEED. */
export function makeBuffer(count: u32): Addr {
  const size = (min(count, MOST_BYTES) + BUFFER_TAIL + 7) & ~7;
  const isLarge = size > SMALL_BYTES;
  let o: Addr = 0;
  if (count <= MOST_BYTES) {
    o = isLarge ? allocateLargeObject(KIND_BUFFER, size) : allocateObject(KIND_BUFFER, size);
  }
  if (o == 0) {
    need(size);
    return 0;
  }
  initBufferBytes(o, <u64>count);
  if (count != 0) store<u64>(o + size - 8, 0); // what is behind the last byte
  return o;
}

/** Where the bytes of a buffer are. */
export function bufferBytes(o: Addr): Addr {
  return o + BUFFER_TAIL;
}

/** A binary of a part of a buffer. */
export function makeBinary(buffer: Addr, start: u32, count: u32): Value {
  const o = allocateObject(KIND_BINARY, BINARY_BYTES);
  initBinaryBuffer(o, makePointer(buffer, TAG_OBJECT));
  initBinaryStart(o, <u64>start);
  initBinaryCount(o, <u64>count);
  return makePointer(o, TAG_OBJECT);
}

export function countBinary(o: Addr): u32 {
  return <u32>binaryCount(o);
}

/** Where the bytes of a binary are. */
export function binaryBytes(o: Addr): Addr {
  return addressOf(binaryBuffer(o)) + BUFFER_TAIL + <u32>binaryStart(o);
}

/** `count` bytes of a binary from `start` on; requires that there are so many. */
export function sliceBinary(o: Addr, start: u32, count: u32): Value {
  return makeBinary(addressOf(binaryBuffer(o)), <u32>binaryStart(o) + start, count);
}

/** Negative, 0 or positive, by the first bytes that differ, then by length. */
export function compareBinaries(a: Addr, b: Addr): i32 {
  const x = binaryBytes(a);
  const y = binaryBytes(b);
  const m = countBinary(a);
  const n = countBinary(b);
  const order = memory.compare(x, y, min(m, n));
  return order != 0 || m == n ? order : m < n ? -1 : 1;
}

/** A hash of the bytes (FNV-1a). */
export function hashBinary(o: Addr): i32 {
  const bytes = binaryBytes(o);
  const count = countBinary(o);
  let hash: u32 = 0x811c9dc5;
  for (let i: u32 = 0; i < count; i++) hash = (hash ^ <u32>load<u8>(bytes + i)) * 0x01000193;
  return <i32>hash;
}

/** The `bits` (1 to 64) from bit `at` on, the first one highest. */
export function bitsAt(o: Addr, at: u64, bits: u32): u64 {
  const from = binaryBytes(o) + <u32>(at >> 3);
  const skipped = <u32>at & 7;
  const last = (skipped + bits + 7) >> 3; // bytes that have any of them, up to 9
  let x: u64 = 0;
  for (let i: u32 = 0; i < min<u32>(last, 8); i++) x = (x << 8) | <u64>load<u8>(from + i);
  if (last == 9) {
    const behind = 72 - skipped - bits;
    return ((x << (8 - behind)) | (<u64>load<u8>(from + 8) >> behind)) & maskOf(bits);
  }
  return (x >> ((last << 3) - skipped - bits)) & maskOf(bits);
}

function maskOf(bits: u32): u64 {
  return bits == 64 ? ~(<u64>0) : ((<u64>1) << bits) - 1;
}

/** Where the bytes of `part` begin in those of `o`, from `start` on; -1 for nowhere. */
export function findInBinary(o: Addr, part: Addr, start: u32): i32 {
  const count = countBinary(o);
  const length = countBinary(part);
  if (length > count) return -1;
  const bytes = binaryBytes(o);
  const wanted = binaryBytes(part);
  for (let i = start; i <= count - length; i++) {
    if (memory.compare(bytes + i, wanted, length) == 0) return i;
  }
  return -1;
}
