// Side tables of the shared heap, at the top of the memory and in proportion to it.
//
//   line marks   a byte per 128-byte line: not 0 when something live lies in it
//   mark bits    a bit per 8 bytes: set for the first word of a marked object
//   live bytes   a u32 per block: what the last cycle found alive in it
//
// They are apart from the objects so that marking dirties few cache lines and never touches a
// header, and apart from the low memory so that the first block has one address in every memory
// size (docs/decisions/004). Pages that no object ever needed are never touched and cost nothing.
//
// Invariant: the marks of a block that is not given out to the shared heap are all 0.

import { Addr } from "../value/addr";

export const LINE_SHIFT: u32 = 7;
export const LINE_BYTES: u32 = 1 << 7;
export const BLOCK_LINES: u32 = 256;

/** Objects below this address are fixed ones: always marked, so that no cycle looks at them. */
const FIXED_BYTES: u32 = 512;

const STATE: Addr = 0x220;
const LINES: u32 = 0;
const BITS: u32 = 4;
const LIVE: u32 = 8;

/** Places the tables for a memory of `bytes` and answers the address where they begin. */
export function initMarks(bytes: u64): u64 {
  const live = bytes - (bytes >> 13);
  const bits = live - (bytes >> 6);
  const lines = bits - (bytes >> LINE_SHIFT);
  store<u32>(STATE, <u32>live, LIVE);
  store<u32>(STATE, <u32>bits, BITS);
  store<u32>(STATE, <u32>lines, LINES);
  memory.fill(<u32>bits, 0xff, FIXED_BYTES >> 6);
  return lines;
}

/** Base of the line marks; the mark of the line at `a` is at lineMarks() + (a >> LINE_SHIFT). */
export function lineMarks(): Addr {
  return load<u32>(STATE, LINES);
}

/** Base of the mark bits; the bit of `o` is bit (o >> 3) & 7 of the byte at + (o >> 6). */
export function markBits(): Addr {
  return load<u32>(STATE, BITS);
}

export function isMarked(o: Addr): bool {
  return ((<u32>load<u8>(markBits() + (o >> 6)) >> ((o >> 3) & 7)) & 1) != 0;
}

export function setMark(o: Addr): void {
  const at = markBits() + (o >> 6);
  store<u8>(at, <u32>load<u8>(at) | (1 << ((o >> 3) & 7)));
}

export function clearMark(o: Addr): void {
  const bit: u32 = 1 << ((o >> 3) & 7);
  atomic.and<u8>(markBits() + (o >> 6), <u8>~bit);
}

/** Marks every line that the `bytes` from `o` touch. */
export function markLines(o: Addr, bytes: u32): void {
  const marks = lineMarks();
  const last = marks + ((o + bytes - 1) >> LINE_SHIFT);
  for (let at = marks + (o >> LINE_SHIFT); at <= last; at++) store<u8>(at, 1);
}

/** Live lines of a block, 0 to BLOCK_LINES. */
export function countLines(block: u32): u32 {
  const from = lineMarks() + block * BLOCK_LINES;
  let count: u64 = 0;
  for (let i: u32 = 0; i < BLOCK_LINES; i += 8) count += popcnt<u64>(load<u64>(from + i));
  return <u32>count;
}

/** Forgets line marks, mark bits and live bytes of a block. */
export function clearMarks(block: u32): void {
  memory.fill(lineMarks() + block * BLOCK_LINES, 0, BLOCK_LINES);
  memory.fill(markBits() + (block << 9), 0, 512);
  setLiveBytes(block, 0);
}

/** Forgets line marks and mark bits of the blocks from `first` to below `end`. */
export function clearAllMarks(first: u32, end: u32): void {
  memory.fill(lineMarks() + first * BLOCK_LINES, 0, (end - first) * BLOCK_LINES);
  memory.fill(markBits() + (first << 9), 0, (end - first) << 9);
}

export function liveBytes(block: u32): u32 {
  return load<u32>(load<u32>(STATE, LIVE) + (block << 2));
}

export function setLiveBytes(block: u32, bytes: u32): void {
  store<u32>(load<u32>(STATE, LIVE) + (block << 2), bytes);
}

/** Base of the live bytes of blocks. */
export function liveTable(): Addr {
  return load<u32>(STATE, LIVE);
}

/** The first free line at or after `line` (an index over all memory), at most `end`. */
export function findFreeLine(line: u32, end: u32): u32 {
  const marks = lineMarks();
  while (line < end && load<u8>(marks + line) != 0) line++;
  return line;
}

/** The first live line at or after `line`, at most `end`. */
export function findLiveLine(line: u32, end: u32): u32 {
  const marks = lineMarks();
  while (line < end && load<u8>(marks + line) == 0) line++;
  return line;
}

/** The first marked address at or after `from` and below `end`; 0 when there is none. */
export function findMarked(from: Addr, end: Addr): Addr {
  const bits = markBits();
  let at = from & ~511;
  let word = load<u64>(bits + (at >> 6)) & ((<u64>0xffffffffffffffff) << ((from >> 3) & 63));
  while (word == 0) {
    at += 512;
    if (at >= end) return 0;
    word = load<u64>(bits + (at >> 6));
  }
  const found = at + ((<u32>ctz<u64>(word)) << 3);
  return found < end ? found : 0;
}
