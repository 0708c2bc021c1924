// The shared heap: a mark-region heap (Immix) over blocks of 256 lines of 128 bytes.
//
// Allocation bumps a cursor through runs of free lines, in blocks the last cycle found partly
// empty before fresh ones; it never looks at single objects, so it is as fast as a nursery's.
// An object longer than a line that the current run is too short for goes to a second cursor
// over fresh blocks, so that one such object does not waste the holes (Immix's overflow block).
// Objects that may not move (code, vars, types) have blocks and a cursor of their own. Objects
// above LARGE_BYTES get a run of blocks for themselves and never move either.
//
// Cursors are the worker's (context), so that allocating takes no lock; the lists of recyclable
// blocks are global. The bytes answered are not cleared.
//
// Invariants: runs handed to a cursor have no live line; a block is in at most one list; a
// recyclable block's link is its list's, never the free stack's (checkSpace).

import {
  CONTEXT_OVERFLOW,
  CONTEXT_PINNED,
  CONTEXT_SHARED,
  CONTEXT_SHARED_BYTES,
  context,
} from "../context";
import { Addr } from "../value/addr";
import { contextOf, countWorkers } from "../worker/workers";
import { FLAG_LARGE, isPinnedKind, writeHeader } from "./kinds";
import {
  BLOCK_LINES,
  findFreeLine,
  findLiveLine,
  LINE_BYTES,
  LINE_SHIFT,
  setLiveBytes,
} from "./marks";
import {
  BLOCK_BYTES,
  BLOCK_LARGE,
  BLOCK_PINNED,
  BLOCK_SHARED,
  BLOCK_SHIFT,
  blockAddr,
  blockState,
  linkOf,
  setLink,
  takeBlock,
  takeListed,
  takeRun,
} from "./space";

/** Objects above this size have their own run of blocks. */
export const LARGE_BYTES: u32 = 8192;
/** Bytes before a large object in its first block: links of its owner's list. */
export const LARGE_PREFIX: u32 = 16;

const STATE: Addr = 0x260;
const RECYCLABLE: u32 = 0; // u32: first partly free SHARED block
const RECYCLABLE_PINNED: u32 = 4; // u32: first partly free PINNED block

const LIMIT: u32 = 4; // of a cursor

/** Memory for an object of `bytes`, a multiple of 8; 0 when the heap is full. */
export function allocateShared(bytes: u32): Addr {
  const at = load<u32>(context, CONTEXT_SHARED);
  const end = at + bytes;
  if (end > load<u32>(context, CONTEXT_SHARED + LIMIT) || bytes > LARGE_BYTES) {
    return allocateSharedSlowly(bytes);
  }
  store<u32>(context, end, CONTEXT_SHARED);
  return at;
}

/** As allocateShared, where nothing is ever moved. */
export function allocatePinned(bytes: u32): Addr {
  if (bytes > LARGE_BYTES) return allocateLarge(bytes, BLOCK_LARGE);
  return bump(context + CONTEXT_PINNED, bytes, BLOCK_PINNED, RECYCLABLE_PINNED);
}

/** An object of `kind` where its row wants it, fields still to be initialized; 0 when full. */
export function allocateSharedObject(kind: u32, bytes: u32): Addr {
  const o = isPinnedKind(kind) ? allocatePinned(bytes) : allocateShared(bytes);
  if (o == 0) return 0;
  writeHeader(o, bytes > LARGE_BYTES ? kind | FLAG_LARGE : kind);
  return o;
}

/** A run of blocks for one object; its first block gets `state`. 0 when there is none. */
export function allocateLarge(bytes: u32, state: u32): Addr {
  if (bytes > 0xffff0000) return 0;
  const first = takeRun((bytes + LARGE_PREFIX + BLOCK_BYTES - 1) >> BLOCK_SHIFT, state);
  if (first == 0) return 0;
  if (state == BLOCK_LARGE) noteAllocated(bytes);
  return blockAddr(first) + LARGE_PREFIX;
}

function allocateSharedSlowly(bytes: u32): Addr {
  if (bytes > LARGE_BYTES) return allocateLarge(bytes, BLOCK_LARGE);
  if (bytes > LINE_BYTES && load<u32>(context, CONTEXT_SHARED + LIMIT) != 0) {
    const at = bump(context + CONTEXT_OVERFLOW, bytes, BLOCK_SHARED, 0xffffffff);
    if (at != 0) return at;
  }
  return bump(context + CONTEXT_SHARED, bytes, BLOCK_SHARED, RECYCLABLE);
}

/** Advances a cursor to the first run that holds `bytes`; runs that are too short are left. */
function bump(cursor: Addr, bytes: u32, state: u32, list: u32): Addr {
  while (true) {
    const at = load<u32>(cursor);
    const end = at + bytes;
    if (end <= load<u32>(cursor, LIMIT)) {
      store<u32>(cursor, end);
      return at;
    }
    if (!advanceInBlock(cursor) && !advanceToBlock(cursor, state, list)) return 0;
  }
}

/** Sets the cursor to the next free run of its block; false when there is none. */
function advanceInBlock(cursor: Addr): bool {
  const limit = load<u32>(cursor, LIMIT);
  if ((limit & (BLOCK_BYTES - 1)) == 0) return false;
  const end = ((limit >> BLOCK_SHIFT) + 1) * BLOCK_LINES;
  const first = findFreeLine(limit >> LINE_SHIFT, end);
  store<u32>(cursor, first << LINE_SHIFT);
  store<u32>(cursor, findLiveLine(first, end) << LINE_SHIFT, LIMIT);
  noteAllocated(load<u32>(cursor, LIMIT) - load<u32>(cursor));
  return first < end;
}

/** Sets the cursor to the first run of another block, a recyclable one if `list` has any. */
function advanceToBlock(cursor: Addr, state: u32, list: u32): bool {
  let block: u32 = list == 0xffffffff ? 0 : takeListed(STATE + list);
  if (block != 0) {
    const end = (block + 1) * BLOCK_LINES;
    const first = findFreeLine(block * BLOCK_LINES, end);
    store<u32>(cursor, first << LINE_SHIFT);
    store<u32>(cursor, findLiveLine(first, end) << LINE_SHIFT, LIMIT);
  } else {
    block = takeBlock(state);
    if (block == 0) return false;
    store<u32>(cursor, blockAddr(block));
    store<u32>(cursor, blockAddr(block) + BLOCK_BYTES, LIMIT);
  }
  noteAllocated(load<u32>(cursor, LIMIT) - load<u32>(cursor));
  setLiveBytes(block, BLOCK_BYTES); // filled since the last cycle: no candidate for evacuation
  return true;
}

/** Counts bytes that became part of the shared heap: allocated, or a large object published. */
export function noteAllocated(bytes: u32): void {
  store<u64>(context, ownSharedBytes() + <u64>bytes, CONTEXT_SHARED_BYTES);
}

/** Bytes that this worker has taken for the shared heap since the last cycle. */
export function ownSharedBytes(): u64 {
  return load<u64>(context, CONTEXT_SHARED_BYTES);
}

/** The same for all workers. */
export function allocatedBytes(): u64 {
  let bytes: u64 = 0;
  const count = countWorkers();
  for (let i: u32 = 0; i < count; i++) bytes += load<u64>(contextOf(i), CONTEXT_SHARED_BYTES);
  return bytes;
}

/** Puts a partly free block at the head of the list that allocation takes blocks from. */
export function addRecyclable(block: u32, state: u32): void {
  const list = state == BLOCK_PINNED ? RECYCLABLE_PINNED : RECYCLABLE;
  setLink(block, load<u32>(STATE + list));
  store<u32>(STATE + list, block);
}

/** Takes the blocks that are no longer SHARED out of the list of partly free ones. */
export function withdrawRecyclable(): void {
  let kept: u32 = 0;
  let block = load<u32>(STATE, RECYCLABLE);
  store<u32>(STATE, 0, RECYCLABLE);
  while (block != 0) {
    const next = linkOf(block);
    if (blockState(block) == BLOCK_SHARED) {
      if (kept == 0) store<u32>(STATE, block, RECYCLABLE);
      else setLink(kept, block);
      setLink(block, 0);
      kept = block;
    }
    block = next;
  }
}

/** The first partly free block that allocation has not come to: 0 of SHARED, 1 of PINNED ones. */
export function firstRecyclable(list: u32): u32 {
  return load<u32>(STATE + (list << 2));
}

/** Forgets all cursors and recyclable blocks, as a cycle does before it finds them anew. */
export function resetSharedAllocation(): void {
  const count = countWorkers();
  for (let i: u32 = 0; i < count; i++) {
    const worker = contextOf(i);
    store<u64>(worker, 0, CONTEXT_SHARED);
    store<u64>(worker, 0, CONTEXT_OVERFLOW);
    store<u64>(worker, 0, CONTEXT_PINNED);
    store<u64>(worker, 0, CONTEXT_SHARED_BYTES);
  }
  store<u64>(STATE, 0);
}
