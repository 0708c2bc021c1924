// Poison: in debug mode, memory that the heap gives up is filled with a pattern, so that a stale
// pointer leads to no object, and a write into free memory is noticed. A word of the pattern is
// a flonum, so no collector takes it for a pointer; as a header its kind does not exist.
//
// Invariant, checked by findUnpoisoned: while the mode is on, free blocks and the free lines that
// no allocation has reached yet hold the pattern and nothing else.

import { BLOCK_LINES, LINE_SHIFT, lineMarks } from "../heap/marks";
import { firstRecyclable } from "../heap/shared";
import {
  BLOCK_BYTES,
  BLOCK_FREE,
  BLOCK_SHIFT,
  blockAddr,
  blockState,
  FIRST_BLOCK,
  linkOf,
  nextUntouchedBlock,
} from "../heap/space";
import { Addr } from "../value/addr";

const STATE: Addr = 0x3c0;
const PATTERN: u8 = 0xdb;
const PATTERN_WORD: u64 = 0xdbdbdbdbdbdbdbdb;

export function isPoisoning(): bool {
  return load<u32>(STATE) != 0;
}

/** Switches the mode; what is free already is filled at once. */
export function setPoison(on: bool): void {
  store<u32>(STATE, on ? 1 : 0);
  if (!on) return;
  const end = nextUntouchedBlock();
  for (let block = FIRST_BLOCK; block < end; block++) {
    if (blockState(block) == BLOCK_FREE) poison(blockAddr(block), BLOCK_BYTES);
  }
  for (let list: u32 = 0; list < 2; list++) {
    for (let block = firstRecyclable(list); block != 0; block = linkOf(block)) poisonLines(block);
  }
}

export function poison(at: Addr, bytes: u32): void {
  memory.fill(at, PATTERN, bytes);
}

/** Fills the free lines of a block that has live ones. */
export function poisonLines(block: u32): void {
  const marks = lineMarks() + block * BLOCK_LINES;
  for (let i: u32 = 0; i < BLOCK_LINES; i++) {
    if (load<u8>(marks + i) == 0) poison(blockAddr(block) + (i << LINE_SHIFT), 1 << LINE_SHIFT);
  }
}

/** Address of a free word that was written after it became free, or 0. */
export function findUnpoisoned(): Addr {
  const end = nextUntouchedBlock();
  for (let block = FIRST_BLOCK; block < end; block++) {
    if (blockState(block) != BLOCK_FREE) continue;
    const found = findOther(blockAddr(block), BLOCK_BYTES);
    if (found != 0) return found;
  }
  for (let list: u32 = 0; list < 2; list++) {
    for (let block = firstRecyclable(list); block != 0; block = linkOf(block)) {
      const marks = lineMarks() + block * BLOCK_LINES;
      for (let i: u32 = 0; i < BLOCK_LINES; i++) {
        if (load<u8>(marks + i) != 0) continue;
        const found = findOther((block << BLOCK_SHIFT) + (i << LINE_SHIFT), 1 << LINE_SHIFT);
        if (found != 0) return found;
      }
    }
  }
  return 0;
}

function findOther(at: Addr, bytes: u32): Addr {
  for (let i: u32 = 0; i < bytes; i += 8) {
    if (load<u64>(at + i) != PATTERN_WORD) return at + i;
  }
  return 0;
}
