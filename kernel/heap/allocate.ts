// Allocation: bump from the running actor's current chunk; another chunk is chained when it is
// full, so allocating a small object never collects and never fails inside a primitive. The end
// of a chunk sets the safepoint flag: the nursery is collected where frames are exact.
//
// A chunk is a block; its first word holds the address of the chunk before it and, in the high
// half, the end of its objects, which start 8 bytes in and follow each other. A large object
// (above SMALL_BYTES) is born in a run of blocks of its own and linked into its actor's list.
//
// Invariant: between two safepoints no address changes.

import {
  CONTEXT_ALLOCATE,
  CONTEXT_LARGE_BLOCKS,
  CONTEXT_LIMIT,
  CONTEXT_NURSERY,
  CONTEXT_NURSERY_BLOCKS,
  CONTEXT_NURSERY_LARGE,
  CONTEXT_SAFEPOINT,
  context,
} from "../context";
import { Addr } from "../value/addr";
import { FLAG_LARGE, writeHeader } from "./kinds";
import { allocateLarge, LARGE_PREFIX } from "./shared";
import {
  availableBlocks,
  BLOCK_BYTES,
  BLOCK_NURSERY,
  BLOCK_NURSERY_LARGE,
  BLOCK_SHIFT,
  blockAddr,
  reservedBlocks,
  takeBlock,
} from "./space";
import { addToStat, STAT_ALLOCATED_BYTES } from "./stats";

/** Objects up to this size can be made without asking first. */
export const SMALL_BYTES: u32 = 8192;

/** `bytes`, a multiple of 8 and at most SMALL_BYTES, of uninitialized nursery memory. */
export function allocate(bytes: u32): Addr {
  const at = load<u32>(context, CONTEXT_ALLOCATE);
  const end = at + bytes;
  if (end > load<u32>(context, CONTEXT_LIMIT)) return allocateInNewChunk(bytes);
  store<u32>(context, end, CONTEXT_ALLOCATE);
  return at;
}

/** An object of `kind` with its header written and its fields still to be initialized. */
export function allocateObject(kind: u32, bytes: u32): Addr {
  const o = allocate(bytes);
  writeHeader(o, kind);
  return o;
}

/** As allocateObject, for the host, which builds without end between slices; 0 when it must not. */
export function allocateForHost(kind: u32, bytes: u32): Addr {
  const isChunkFull =
    load<u32>(context, CONTEXT_ALLOCATE) + bytes > load<u32>(context, CONTEXT_LIMIT);
  if (isChunkFull && availableBlocks() <= reservedBlocks()) return 0;
  return allocateObject(kind, bytes);
}

function allocateInNewChunk(bytes: u32): Addr {
  const block = takeBlock(BLOCK_NURSERY);
  if (block == 0) unreachable(); // collectAtSafepoint keeps blocks back for one slice
  closeChunk();
  const at = blockAddr(block);
  store<u64>(at, <u64>load<u32>(context, CONTEXT_NURSERY));
  store<u32>(context, at, CONTEXT_NURSERY);
  addToStat(STAT_ALLOCATED_BYTES, BLOCK_BYTES);
  store<u32>(context, load<u32>(context, CONTEXT_NURSERY_BLOCKS) + 1, CONTEXT_NURSERY_BLOCKS);
  store<u32>(context, at + 8 + bytes, CONTEXT_ALLOCATE);
  store<u32>(context, at + BLOCK_BYTES, CONTEXT_LIMIT);
  store<u32>(context, 1, CONTEXT_SAFEPOINT);
  return at + 8;
}

/** Writes the end of the current chunk's objects where a walk over the nursery looks for it. */
export function closeChunk(): void {
  const chunk = load<u32>(context, CONTEXT_NURSERY);
  if (chunk != 0) store<u32>(chunk, load<u32>(context, CONTEXT_ALLOCATE), 4);
}

/** An object above SMALL_BYTES, header written, not moved when it escapes; 0 when none fits. */
export function allocateLargeObject(kind: u32, bytes: u32): Addr {
  const o = allocateLarge(bytes, BLOCK_NURSERY_LARGE);
  if (o == 0) return 0;
  writeHeader(o, kind | FLAG_LARGE);
  const blocks = load<u32>(context, CONTEXT_LARGE_BLOCKS) + (bytes >> BLOCK_SHIFT) + 1;
  store<u32>(context, blocks, CONTEXT_LARGE_BLOCKS);
  addToStat(STAT_ALLOCATED_BYTES, <u64>bytes);
  store<u32>(context, 1, CONTEXT_SAFEPOINT);
  const next = load<u32>(context, CONTEXT_NURSERY_LARGE);
  store<u32>(o - LARGE_PREFIX, next);
  store<u32>(o - LARGE_PREFIX, 0, 4);
  if (next != 0) store<u32>(next - LARGE_PREFIX, o, 4);
  store<u32>(context, o, CONTEXT_NURSERY_LARGE);
  return o;
}

/** Takes a large object out of its actor's list: it was published or is garbage. */
export function unlinkLargeObject(o: Addr): void {
  const next = load<u32>(o - LARGE_PREFIX);
  const previous = load<u32>(o - LARGE_PREFIX, 4);
  if (next != 0) store<u32>(next - LARGE_PREFIX, previous, 4);
  if (previous != 0) store<u32>(previous - LARGE_PREFIX, next);
  else store<u32>(context, next, CONTEXT_NURSERY_LARGE);
}
