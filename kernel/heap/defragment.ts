// Defragmentation: the sparsest blocks of the shared heap are emptied by copying what lives in
// them into the holes of others and into free blocks. Line by line a heap of long-lived data in
// which single objects die never gets whole blocks back, and a nursery needs whole blocks.
//
// It happens right after marking and sweeping a full cycle, while the marks say exactly what
// lives: a copied object leaves a forwarding, and then one walk over everything marked, and the
// roots, turns each pointer into an emptied block. That is simpler than copying while marking,
// and costs nothing in cycles that do not need it. A block is sparse by the bytes that live in
// it, not by its lines: small objects between dead ones keep each line alive and half of it empty.
//
// Invariants: pinned and large objects stay; nothing outside the roots and marked objects names a
// shared object by its address (code, vars, types and keywords are pinned); when memory runs out
// halfway, the rest of the blocks keep what they have.

import { Addr } from "../value/addr";
import { addressOf, isPointer } from "../value/value";
import {
  childrenEnd,
  fixedByShape,
  forwardingOf,
  forwardTo,
  HEADER_BYTES,
  isForwarded,
  isTailTraced,
  kindOf,
  shapeOf,
  sizeByShape,
  sizeOf,
  tracedFields,
} from "./kinds";
import { markedBytes } from "./mark";
import {
  BLOCK_LINES,
  clearMark,
  clearMarks,
  countLines,
  findMarked,
  LINE_SHIFT,
  liveBytes,
  markLines,
  setLiveBytes,
  setMark,
} from "./marks";
import { copyObject } from "./promote";
import { PHASE_UPDATE, processRoots } from "./roots";
import { addRecyclable, allocateShared, withdrawRecyclable } from "./shared";
import {
  availableBlocks,
  BLOCK_BYTES,
  BLOCK_EVACUATED,
  BLOCK_SHARED,
  BLOCK_STACK,
  blockAddr,
  blockOf,
  blockState,
  FIRST_BLOCK,
  freeBlock,
  nextUntouchedBlock,
  setBlockState,
  takeBlock,
  usedBlocks,
} from "./space";
import { addToStat, STAT_DEFRAGMENT_COUNT } from "./stats";
import { freeLines, sweptBytes } from "./sweep";
import { firstMarked, markedAfter } from "./walk";

/** Blocks with more than so many lines' worth of live bytes are not worth emptying. */
const MOST_LINES: u32 = 192;
/** A gain of less than a 16th of what is used is not worth a walk over everything. */
const LEAST_SHIFT: u32 = 4;
/** Free blocks that evacuation leaves alone. */
const KEPT_BLOCKS: u32 = 4;

const STILL: Addr = 0x3f0; // u32: not 0 while host code keeps words of shared objects

/** Lets nothing move while `on`: host code works with words that it holds in a table of roots. */
export function keepStill(on: bool): void {
  store<u32>(STILL, on ? 1 : 0);
}

/** Empties blocks until `wanted` are available, where it is worth it. Right after a full sweep. */
export function defragment(wanted: u32): void {
  if (load<u32>(STILL) != 0 || availableBlocks() >= wanted || !isWasteful()) return;
  measureBlocks();
  const limit = chooseLimit(wanted);
  if (limit == 0) return;
  addToStat(STAT_DEFRAGMENT_COUNT, 1);
  emptyBlocks(limit);
}

/** Do the objects that live need much less than the blocks they lie in? */
function isWasteful(): bool {
  const taken = sweptBytes() + ((<u64>freeLines()) << LINE_SHIFT);
  const needed = markedBytes();
  return taken > needed && taken - needed > taken >> LEAST_SHIFT;
}

/** Notes for each block how many bytes live in it. */
function measureBlocks(): void {
  const end = nextUntouchedBlock();
  for (let block = FIRST_BLOCK; block < end; block++) {
    if (blockState(block) != BLOCK_SHARED) continue;
    const limit = blockAddr(block) + BLOCK_BYTES;
    let bytes: u32 = 0;
    let o = findMarked(blockAddr(block), limit);
    while (o != 0) {
      const size = sizeOf(o);
      bytes += size;
      o = findMarked(o + size, limit);
    }
    setLiveBytes(block, bytes);
  }
}

/** Copies elsewhere what lives in blocks with at most `limit` lines' worth, as far as it fits. */
function emptyBlocks(limit: u32): void {
  const end = nextUntouchedBlock();
  let room = roomLines();
  for (let block = FIRST_BLOCK; block < end && room > limit; block++) {
    if (!isSparse(block, limit)) continue;
    setBlockState(block, BLOCK_EVACUATED);
    room -= liveBytes(block) >> LINE_SHIFT;
  }
  withdrawRecyclable();
  for (let block = FIRST_BLOCK; block < end; block++) {
    if (blockState(block) == BLOCK_EVACUATED && !evacuateBlock(block)) break;
  }
  updateAll();
  for (let block = FIRST_BLOCK; block < end; block++) {
    if (blockState(block) == BLOCK_EVACUATED) settleBlock(block);
  }
}

function isSparse(block: u32, limit: u32): bool {
  return blockState(block) == BLOCK_SHARED && liveBytes(block) >> LINE_SHIFT <= limit;
}

/**
 * The most lines' worth of live bytes of a block to be emptied, 0 if none is: sparsest first, until
 * enough blocks are gained or the room for what they hold is used up.
 */
function chooseLimit(wanted: u32): u32 {
  const available = availableBlocks();
  if (available >= wanted || available <= KEPT_BLOCKS) return 0;
  const block = takeBlock(BLOCK_STACK);
  const counts = blockAddr(block);
  memory.fill(counts, 0, (BLOCK_LINES + 1) << 2);
  const end = nextUntouchedBlock();
  for (let b = FIRST_BLOCK; b < end; b++) {
    if (blockState(b) != BLOCK_SHARED) continue;
    const at = counts + ((liveBytes(b) >> LINE_SHIFT) << 2);
    store<u32>(at, load<u32>(at) + 1);
  }
  const room = roomLines();
  let moved: u32 = 0;
  let emptied: u32 = 0;
  let limit: u32 = 0;
  for (let lines: u32 = 1; lines <= MOST_LINES; lines++) {
    const count = load<u32>(counts + (lines << 2));
    moved += count * lines;
    emptied += count;
    limit = lines;
    if (moved >= room || available + emptied > wanted + moved / BLOCK_LINES + 1) break;
  }
  freeBlock(block);
  if (moved > room) {
    emptied = <u32>((<u64>emptied * <u64>room) / <u64>moved);
    moved = room;
  }
  const gained = emptied - moved / BLOCK_LINES;
  return gained < usedBlocks() >> LEAST_SHIFT ? 0 : limit;
}

/** Lines that can be moved: half of the holes, since others are short or in emptied blocks. */
function roomLines(): u32 {
  const available = availableBlocks();
  if (available <= KEPT_BLOCKS) return 0;
  return (available - KEPT_BLOCKS) * (BLOCK_LINES - (BLOCK_LINES >> 3)) + (freeLines() >> 1);
}

/** Copies what lives in a block elsewhere; false when memory has run out. */
function evacuateBlock(block: u32): bool {
  const end = blockAddr(block) + BLOCK_BYTES;
  let o = findMarked(blockAddr(block), end);
  while (o != 0) {
    const bytes = sizeOf(o);
    if (availableBlocks() <= KEPT_BLOCKS) return false;
    const to = allocateShared(bytes);
    if (to == 0) return false;
    copyObject(o, to, bytes);
    setMark(to);
    markLines(to, bytes);
    forwardTo(o, to);
    o = findMarked(o + 8, end);
  }
  return true;
}

/** Turns every pointer to a moved object into one to its copy. */
function updateAll(): void {
  processRoots(PHASE_UPDATE);
  for (let o = firstMarked(); o != 0; o = markedAfter(o)) {
    if (blockState(blockOf(o)) != BLOCK_EVACUATED || !isForwarded(o)) updateObject(o);
  }
}

function updateObject(o: Addr): void {
  const kind = kindOf(o);
  if (isForwarded(o)) forwardTo(o, currentAddress(forwardingOf(o))); // a nursery's original
  let mask = tracedFields(kind);
  while (mask != 0) {
    updateSlot(o + HEADER_BYTES + (ctz<u32>(mask) << 3));
    mask &= mask - 1;
  }
  if (!isTailTraced(kind)) return;
  const shape = shapeOf(o);
  const end = o + sizeByShape(o, shape);
  const children = childrenEnd(o, shape);
  let at = o + fixedByShape(shape);
  for (; at < children; at += 4) store<u32>(at, currentAddress(load<u32>(at)));
  for (at = (at + 7) & ~7; at < end; at += 8) updateSlot(at);
}

function currentAddress(o: Addr): Addr {
  return blockState(blockOf(o)) == BLOCK_EVACUATED && isForwarded(o) ? forwardingOf(o) : o;
}

export function updateSlot(at: Addr): void {
  const v = load<u64>(at);
  if (!isPointer(v)) return;
  const o = addressOf(v);
  if (blockState(blockOf(o)) != BLOCK_EVACUATED || !isForwarded(o)) return;
  store<u64>(at, v - <u64>o + <u64>forwardingOf(o));
}

/** Frees an emptied block, or gives back to allocation one that kept some of its objects. */
function settleBlock(block: u32): void {
  const end = blockAddr(block) + BLOCK_BYTES;
  let kept: u32 = 0;
  for (let o = findMarked(blockAddr(block), end); o != 0; o = findMarked(o + 8, end)) {
    if (isForwarded(o)) clearMark(o);
    else kept++;
  }
  if (kept == 0) {
    clearMarks(block);
    freeBlock(block);
    return;
  }
  setBlockState(block, BLOCK_SHARED); // its line marks say more than is true until the next cycle
  if (countLines(block) < BLOCK_LINES) addRecyclable(block, BLOCK_SHARED);
}
