// The block space: the shared memory divided into blocks of 32 KiB, and who owns each.
//
// All memory is reserved at start and never grown, so no view of it goes stale. A byte per block
// says what it holds; "is this address in a nursery?" is one load. Free single blocks form a
// stack, so that the block freed last, whose pages are warm, is used first; blocks never used
// are taken in address order. Runs of blocks (large objects, stacks) come from the untouched end
// or from a first-fit walk over free neighbours.
//
//   0          page 0: fixed objects, kind table, heap state (0x200-0x3ff)
//   0x8000     block table, one byte a block
//   0x28000    links of the free stack and of other block lists, 4 bytes a block
//   0xa8000    first block that can be given out, the same for every memory size
//   top        side tables of the shared heap, in proportion to the memory (marks.ts)
//
// Invariants: a block is on the free stack exactly when its state is FREE (checkSpace counts);
// `used` is the number of blocks given out; both change under LOCK_SPACE. The state of a block
// given out is its owner's.

import { isPoisoning, poison } from "../debug/poison";
import { Addr } from "../value/addr";
import { LOCK_SPACE, lock, unlock } from "../worker/lock";
import { countWorkers, initWorkers, isAlone } from "../worker/workers";
import { initMarks } from "./marks";

export const BLOCK_SHIFT: u32 = 15;
export const BLOCK_BYTES: u32 = 1 << 15;

export const BLOCK_UNTOUCHED: u32 = 0;
export const BLOCK_FREE: u32 = 1;
export const BLOCK_NURSERY: u32 = 2;
export const BLOCK_SHARED: u32 = 3;
export const BLOCK_PINNED: u32 = 4;
export const BLOCK_LARGE: u32 = 5;
export const BLOCK_STACK: u32 = 6;
/** The second and later blocks of a run. */
export const BLOCK_INNER: u32 = 7;
/** Nursery states are those with 2 in their low three bits. AGED: survived a collection. */
export const BLOCK_NURSERY_AGED: u32 = 10;
export const BLOCK_NURSERY_LARGE: u32 = 18;
export const BLOCK_NURSERY_LARGE_AGED: u32 = 26;
/** Shared blocks that a defragmentation empties. */
export const BLOCK_EVACUATED: u32 = 11;
/** During a nursery collection: chunks being left, young and aged. */
export const BLOCK_NURSERY_FROM: u32 = 34;
export const BLOCK_NURSERY_FROM_AGED: u32 = 42;

const STATE: Addr = 0x200;
const FREE_HEAD: u32 = 0;
const FREE_COUNT: u32 = 4;
const NEXT_BLOCK: u32 = 8;
const END_BLOCK: u32 = 12;
const USED: u32 = 16;
const RESERVE: u32 = 20;
const CLAIMED: u32 = 24; // blocks that workers may need for what they are doing
const SHARE: u32 = 28; // blocks that each worker may use without a claim

const TABLE: Addr = 0x8000;
const LINKS: Addr = 0x28000;
export const FIRST_BLOCK: u32 = 0xa8000 >> 15;

/** Starts an empty space over `bytes` of memory, a multiple of the block size, at least 1 MiB. */
export function initSpace(bytes: u64): void {
  initWorkers();
  store<u32>(STATE, 0, FREE_HEAD);
  store<u32>(STATE, 0, FREE_COUNT);
  store<u32>(STATE, FIRST_BLOCK, NEXT_BLOCK);
  store<u32>(STATE, <u32>(initMarks(bytes) >> BLOCK_SHIFT), END_BLOCK);
  store<u32>(STATE, 0, USED);
  store<u32>(STATE, 0, RESERVE);
  store<u32>(STATE, 0, CLAIMED);
  store<u32>(STATE, 0, SHARE);
}

/** Sets the blocks that are kept for each worker while there are several. */
export function setShare(blocks: u32): void {
  store<u32>(STATE, blocks, SHARE);
}

/**
 * Are there `count` blocks for the caller alone? It may use so many until it calls returnClaim.
 * Small counts are within its share, which the others leave alone.
 */
export function claimBlocks(count: u32): bool {
  if (isAlone()) return availableBlocks() >= count;
  const share = load<u32>(STATE, SHARE);
  const others = share * (countWorkers() - 1);
  if (count <= share) return availableBlocks() >= count + others + load<u32>(STATE, CLAIMED);
  lock(LOCK_SPACE);
  const claimed = load<u32>(STATE, CLAIMED) + count;
  const isFree = availableBlocks() >= claimed + others;
  if (isFree) store<u32>(STATE, claimed, CLAIMED);
  unlock(LOCK_SPACE);
  return isFree;
}

export function returnClaim(count: u32): void {
  if (isAlone() || count <= load<u32>(STATE, SHARE)) return;
  lock(LOCK_SPACE);
  store<u32>(STATE, load<u32>(STATE, CLAIMED) - count, CLAIMED);
  unlock(LOCK_SPACE);
}

/** Sets the number of blocks that runs leave to single blocks. */
export function setReserve(blocks: u32): void {
  store<u32>(STATE, blocks, RESERVE);
}

export function reservedBlocks(): u32 {
  return load<u32>(STATE, RESERVE);
}

/** Gives out the first `count` blocks of an empty space, all SHARED for now; false if too many. */
export function takeFirstBlocks(count: u32): bool {
  if (count > availableBlocks()) return false;
  for (let i: u32 = 0; i < count; i++) store<u8>(TABLE + FIRST_BLOCK + i, BLOCK_SHARED);
  store<u32>(STATE, FIRST_BLOCK + count, NEXT_BLOCK);
  store<u32>(STATE, count, USED);
  return true;
}

export function blockOf(a: Addr): u32 {
  return a >> BLOCK_SHIFT;
}

export function blockAddr(block: u32): Addr {
  return block << BLOCK_SHIFT;
}

export function blockState(block: u32): u32 {
  return load<u8>(TABLE + block);
}

export function isInNursery(a: Addr): bool {
  return (load<u8>(TABLE + (a >> BLOCK_SHIFT)) & 7) == BLOCK_NURSERY;
}

/** Is that the state of the first block of a large object? */
export function isLargeState(state: u32): bool {
  return state == BLOCK_LARGE || state == BLOCK_NURSERY_LARGE || state == BLOCK_NURSERY_LARGE_AGED;
}

export function setBlockState(block: u32, state: u32): void {
  store<u8>(TABLE + block, state);
}

/** The next block of the list that a block given out is in; its owner decides which list. */
export function linkOf(block: u32): u32 {
  return load<u32>(LINKS + (block << 2));
}

export function setLink(block: u32, next: u32): void {
  store<u32>(LINKS + (block << 2), next);
}

/**
 * Takes the first block off a list that is linked by setLink, whose head lies at `list`; 0 when it
 * is empty.
 */
export function takeListed(list: Addr): u32 {
  if (load<u32>(list) == 0) return 0;
  lock(LOCK_SPACE);
  const block = load<u32>(list);
  if (block != 0) store<u32>(list, linkOf(block));
  unlock(LOCK_SPACE);
  return block;
}

/** All blocks ever given out are below this one. */
export function nextUntouchedBlock(): u32 {
  return load<u32>(STATE, NEXT_BLOCK);
}

/** Blocks given out. */
export function usedBlocks(): u32 {
  return load<u32>(STATE, USED);
}

/** Blocks that could still be given out one by one. */
export function availableBlocks(): u32 {
  return load<u32>(STATE, FREE_COUNT) + load<u32>(STATE, END_BLOCK) - load<u32>(STATE, NEXT_BLOCK);
}

/** Blocks in all, given out or not. */
export function totalBlocks(): u32 {
  return load<u32>(STATE, END_BLOCK) - FIRST_BLOCK;
}

/** One block for `state`, warm ones first; 0 when there is none. */
export function takeBlock(state: u32): u32 {
  lock(LOCK_SPACE);
  const block = takeOne(state);
  unlock(LOCK_SPACE);
  return block;
}

function takeOne(state: u32): u32 {
  let block = load<u32>(STATE, FREE_HEAD);
  if (block != 0) {
    store<u32>(STATE, load<u32>(LINKS + (block << 2)), FREE_HEAD);
    store<u32>(STATE, load<u32>(STATE, FREE_COUNT) - 1, FREE_COUNT);
  } else {
    block = load<u32>(STATE, NEXT_BLOCK);
    if (block == load<u32>(STATE, END_BLOCK)) return 0;
    store<u32>(STATE, block + 1, NEXT_BLOCK);
  }
  store<u8>(TABLE + block, state);
  store<u32>(STATE, load<u32>(STATE, USED) + 1, USED);
  return block;
}

/**
 * `count` neighbouring blocks; the first gets `state`. 0 when there is no such run, or when it
 * would eat into the reserve.
 */
export function takeRun(count: u32, state: u32): u32 {
  lock(LOCK_SPACE);
  const first = takeNeighbours(count, state);
  unlock(LOCK_SPACE);
  return first;
}

function takeNeighbours(count: u32, state: u32): u32 {
  const available = availableBlocks();
  if (count > available || available - count < load<u32>(STATE, RESERVE)) return 0;
  if (count == 1) return takeOne(state);
  const next = load<u32>(STATE, NEXT_BLOCK);
  let first: u32 = 0;
  if (count <= load<u32>(STATE, END_BLOCK) - next) {
    first = next;
    store<u32>(STATE, next + count, NEXT_BLOCK);
  } else {
    first = findFreeRun(count);
    if (first == 0) return 0;
    unlinkRun(first, count);
  }
  store<u8>(TABLE + first, state);
  for (let i: u32 = 1; i < count; i++) store<u8>(TABLE + first + i, BLOCK_INNER);
  store<u32>(STATE, load<u32>(STATE, USED) + count, USED);
  return first;
}

/** Would takeRun(count) find a run? */
export function canTakeRun(count: u32): bool {
  const available = availableBlocks();
  if (count > available || available - count < load<u32>(STATE, RESERVE)) return false;
  if (count == 1) return true;
  lock(LOCK_SPACE);
  const untouched = load<u32>(STATE, END_BLOCK) - load<u32>(STATE, NEXT_BLOCK);
  const found = count <= untouched || findFreeRun(count) != 0;
  unlock(LOCK_SPACE);
  return found;
}

function findFreeRun(count: u32): u32 {
  const next = load<u32>(STATE, NEXT_BLOCK);
  let length: u32 = 0;
  for (let block = FIRST_BLOCK; block < next; block++) {
    length = blockState(block) == BLOCK_FREE ? length + 1 : 0;
    if (length == count) return block + 1 - count;
  }
  return 0;
}

/** Takes the blocks of a run out of the free stack; their states mark them meanwhile. */
function unlinkRun(first: u32, count: u32): void {
  for (let i: u32 = 0; i < count; i++) store<u8>(TABLE + first + i, BLOCK_INNER);
  let kept: u32 = 0;
  let block = load<u32>(STATE, FREE_HEAD);
  store<u32>(STATE, 0, FREE_HEAD);
  while (block != 0) {
    const following = load<u32>(LINKS + (block << 2));
    if (blockState(block) == BLOCK_FREE) {
      if (kept == 0) store<u32>(STATE, block, FREE_HEAD);
      else store<u32>(LINKS + (kept << 2), block);
      kept = block;
    }
    block = following;
  }
  if (kept != 0) store<u32>(LINKS + (kept << 2), 0);
  store<u32>(STATE, load<u32>(STATE, FREE_COUNT) - count, FREE_COUNT);
}

/** Gives back one block. */
export function freeBlock(block: u32): void {
  if (isPoisoning()) poison(blockAddr(block), BLOCK_BYTES);
  lock(LOCK_SPACE);
  putOne(block);
  unlock(LOCK_SPACE);
}

function putOne(block: u32): void {
  store<u8>(TABLE + block, BLOCK_FREE);
  store<u32>(LINKS + (block << 2), load<u32>(STATE, FREE_HEAD));
  store<u32>(STATE, block, FREE_HEAD);
  store<u32>(STATE, load<u32>(STATE, FREE_COUNT) + 1, FREE_COUNT);
  store<u32>(STATE, load<u32>(STATE, USED) - 1, USED);
}

/** Blocks of the run that begins with `first`. */
export function runLength(first: u32): u32 {
  let count: u32 = 1;
  const next = load<u32>(STATE, NEXT_BLOCK);
  while (first + count < next && blockState(first + count) == BLOCK_INNER) count++;
  return count;
}

/** Gives back a run by its first block; answers how many blocks it had. */
export function freeRun(first: u32): u32 {
  lock(LOCK_SPACE);
  const count = runLength(first);
  if (isPoisoning()) poison(blockAddr(first), count << BLOCK_SHIFT);
  for (let i: u32 = count; i > 0; i--) putOne(first + i - 1);
  unlock(LOCK_SPACE);
  return count;
}

/** Do table, free stack and counters agree? For check builds and tests; walks every block. */
export function checkSpace(): bool {
  const next = load<u32>(STATE, NEXT_BLOCK);
  let free: u32 = 0;
  for (let block = FIRST_BLOCK; block < next; block++) {
    const state = blockState(block);
    if (state == BLOCK_UNTOUCHED) return false;
    if (state == BLOCK_FREE) free++;
  }
  if (free != load<u32>(STATE, FREE_COUNT)) return false;
  if (next - FIRST_BLOCK - free != usedBlocks()) return false;
  let linked: u32 = 0;
  let block = load<u32>(STATE, FREE_HEAD);
  while (block != 0 && linked <= free) {
    if (blockState(block) != BLOCK_FREE) return false;
    linked++;
    block = load<u32>(LINKS + (block << 2));
  }
  return linked == free;
}
