// Sweeping by line marks: blocks without a live line are free, those with some free lines are
// what allocation fills next. Single objects are never looked at, but for large ones.
//
// Invariant: afterwards every SHARED and PINNED block is full, on a list of recyclable blocks, or
// free; blocks are listed so that allocation goes upwards.

import { isPoisoning, poisonLines } from "../debug/poison";
import { BLOCK_LINES, countLines, isMarked, LINE_SHIFT, setLiveBytes } from "./marks";
import { addRecyclable, LARGE_PREFIX } from "./shared";
import {
  BLOCK_LARGE,
  BLOCK_PINNED,
  BLOCK_SHARED,
  BLOCK_SHIFT,
  blockAddr,
  blockState,
  FIRST_BLOCK,
  freeBlock,
  freeRun,
  nextUntouchedBlock,
  runLength,
} from "./space";

/** What the last sweep found: lines alive, and free lines in SHARED blocks that have others. */
let liveLines: u32 = 0;
let recyclableLines: u32 = 0;
let largeBlocks: u32 = 0;

export function freeLines(): u32 {
  return recyclableLines;
}

/** Bytes that the shared heap could not give out after the last sweep: whole lines and blocks. */
export function sweptBytes(): u64 {
  return ((<u64>liveLines) << LINE_SHIFT) + ((<u64>largeBlocks) << BLOCK_SHIFT);
}

/** Requires that marking has ended and resetSharedAllocation was called. */
export function sweepShared(): void {
  liveLines = 0;
  recyclableLines = 0;
  largeBlocks = 0;
  for (let block = nextUntouchedBlock() - 1; block >= FIRST_BLOCK; block--) {
    const state = blockState(block);
    if (state == BLOCK_SHARED || state == BLOCK_PINNED) sweepBlock(block, state);
    else if (state == BLOCK_LARGE) sweepLarge(block);
  }
}

function sweepBlock(block: u32, state: u32): void {
  const lines = countLines(block);
  setLiveBytes(block, lines << LINE_SHIFT);
  liveLines += lines;
  if (lines == 0) {
    freeBlock(block);
  } else if (lines != BLOCK_LINES) {
    if (state == BLOCK_SHARED) recyclableLines += BLOCK_LINES - lines;
    if (isPoisoning()) poisonLines(block);
    addRecyclable(block, state);
  }
}

function sweepLarge(block: u32): void {
  if (isMarked(blockAddr(block) + LARGE_PREFIX)) largeBlocks += runLength(block);
  else freeRun(block);
}
