// The image reader: takes over an image that the host has copied to the first blocks of a heap
// that was booted with room for it. Nothing is relocated, as the writer has laid it out for just
// that place (docs/decisions/004).
//
// Invariant: the host has checked file and load map; kind and primitive numbers are this
// kernel's, though it may know more of them.

import { adoptKeyword, forgetKeywords } from "../data/keyword";
import {
  ID_COUNTER,
  IDENTITY_COUNTER,
  ROOT_COUNT,
  setKindType,
  setWorldRoot,
  TYPE_COUNTER,
} from "../data/world";
import { BLOCK_SHIFT, blockAddr, FIRST_BLOCK, freeBlock, setBlockState } from "../heap/space";
import { STAT_FULL_LIVE_BYTES, STAT_LIVE_BYTES, setStat } from "../heap/stats";
import { Addr } from "../value/addr";
import { addressOf, Value } from "../value/value";
import { setKernelVar, setSlowVar } from "../vm/primitive";
import {
  RECORD_ID_COUNTER,
  RECORD_IDENTITY_COUNTER,
  RECORD_KERNEL_VARS,
  RECORD_KEYWORDS,
  RECORD_KINDS,
  RECORD_PRIMITIVES,
  RECORD_STATES,
  RECORD_TYPE_COUNTER,
  rootsOffset,
} from "./layout";

/** Where the host copies the image to. */
export function imageBase(): Addr {
  return blockAddr(FIRST_BLOCK);
}

/** Makes an image of `blocks` blocks of objects and a record the world; false without memory. */
export function adoptImage(blocks: u32, recordBlocks: u32): bool {
  const record = blockAddr(FIRST_BLOCK + blocks);
  for (let i: u32 = 0; i < blocks; i++) {
    setBlockState(FIRST_BLOCK + i, load<u8>(record + i, RECORD_STATES));
  }
  store<u32>(IDENTITY_COUNTER, load<u32>(record, RECORD_IDENTITY_COUNTER));
  store<u32>(TYPE_COUNTER, load<u32>(record, RECORD_TYPE_COUNTER));
  store<u64>(ID_COUNTER, load<u64>(record, RECORD_ID_COUNTER));
  let at = record + rootsOffset(blocks);
  for (let i: u32 = 0; i < ROOT_COUNT; i++) {
    setWorldRoot(i, load<u64>(at));
    at += 8;
  }
  const kinds = load<u32>(record, RECORD_KINDS);
  for (let i: u32 = 0; i < kinds; i++) {
    setKindType(i, load<u64>(at));
    at += 8;
  }
  const vars = load<u32>(record, RECORD_KERNEL_VARS);
  for (let i: u32 = 0; i < vars; i++) {
    setKernelVar(i, varAddress(load<u64>(at)));
    at += 8;
  }
  const primitives = load<u32>(record, RECORD_PRIMITIVES);
  for (let i: u32 = 0; i < primitives; i++) {
    setSlowVar(i, varAddress(load<u64>(at)));
    at += 8;
  }
  forgetKeywords();
  const keywords = load<u32>(record, RECORD_KEYWORDS);
  for (let i: u32 = 0; i < keywords; i++) {
    if (!adoptKeyword(load<u32>(at + (i << 2)))) return false;
  }
  for (let i: u32 = 0; i < recordBlocks; i++) freeBlock(FIRST_BLOCK + blocks + i);
  setStat(STAT_LIVE_BYTES, (<u64>blocks) << BLOCK_SHIFT);
  setStat(STAT_FULL_LIVE_BYTES, (<u64>blocks) << BLOCK_SHIFT);
  return true;
}

function varAddress(v: Value): Addr {
  return v == 0 ? 0 : addressOf(v);
}
