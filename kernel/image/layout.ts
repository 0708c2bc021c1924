// What image writer and reader agree on: the record after an image's objects.
//
//   u32 object blocks | u32 kinds | u32 kernel vars | u32 primitives | u32 keywords
//   u32 identity counter | u32 type counter | u64 id counter
//   u8 state of each object block, padded to 8
//   words: the world's roots, then the types of kinds
//   words: the vars that the kernel calls, then those of primitives' Lisp functions; 0 for none
//   u32 address of each keyword, in the order in which the writer met them
//
// It begins at a block of its own, so that the reader can give its blocks back. Addresses in it
// and in the objects are those of a heap that begins at FIRST_BLOCK (docs/decisions/004).

import { KIND_COUNT } from "../../gen/kernel/layouts";
import { PRIM_LIMIT } from "../../gen/kernel/primitives";
import { ROOT_COUNT } from "../data/world";
import { KERNEL_VARS } from "../vm/primitive";

export const RECORD_BLOCKS: u32 = 0;
export const RECORD_KINDS: u32 = 4;
export const RECORD_KERNEL_VARS: u32 = 8;
export const RECORD_PRIMITIVES: u32 = 12;
export const RECORD_KEYWORDS: u32 = 16;
export const RECORD_IDENTITY_COUNTER: u32 = 20;
export const RECORD_TYPE_COUNTER: u32 = 24;
export const RECORD_ID_COUNTER: u32 = 32;
export const RECORD_STATES: u32 = 40;

/** Words of roots in an image written by this kernel. */
export const IMAGE_ROOTS: u32 = ROOT_COUNT + KIND_COUNT + KERNEL_VARS + PRIM_LIMIT;

/** Where the roots begin, from the record's start. */
export function rootsOffset(blocks: u32): u32 {
  return RECORD_STATES + ((blocks + 7) & ~7);
}

export function recordBytes(blocks: u32, keywords: u32): u32 {
  return rootsOffset(blocks) + (IMAGE_ROOTS << 3) + (keywords << 2);
}
