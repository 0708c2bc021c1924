// Allocation: bump from the running actor's current chunk; another chunk is chained when it is
// full, so allocating a small object never collects and never fails inside a primitive. The end
// of a chunk sets the safepoint flag: the nursery is collected where frames are exact.
//
// Chunks are blocks linked through their first word; objects start 8 bytes in. A primitive that
// needs more than SMALL_BYTES asks `canAllocate` first and answers need(bytes) if it may not.
//
// Invariant: between two safepoints no address changes.

import {
  CONTEXT_ALLOCATE,
  CONTEXT_LIMIT,
  CONTEXT_NURSERY,
  CONTEXT_SAFEPOINT,
  context,
} from "../context";
import { Addr } from "../value/addr";
import { writeHeader } from "./kinds";
import { BLOCK_BYTES, BLOCK_NURSERY, blockAddr, takeBlock } from "./space";

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

function allocateInNewChunk(bytes: u32): Addr {
  const block = takeBlock(BLOCK_NURSERY);
  if (block == 0) unreachable(); // the collector keeps blocks back for one slice's allocation
  const at = blockAddr(block);
  store<u64>(at, <u64>load<u32>(context, CONTEXT_NURSERY));
  store<u32>(context, at, CONTEXT_NURSERY);
  store<u32>(context, at + 8 + bytes, CONTEXT_ALLOCATE);
  store<u32>(context, at + BLOCK_BYTES, CONTEXT_LIMIT);
  store<u32>(context, 1, CONTEXT_SAFEPOINT);
  return at + 8;
}
