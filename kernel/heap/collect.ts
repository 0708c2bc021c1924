// Collections at safepoints: what a slice that asked for memory, or filled its nursery, gets.
//
// Invariant: runs between slices only, with every live value in roots (I4).

import { CONTEXT_NURSERY, CONTEXT_NURSERY_LARGE, CONTEXT_SAFEPOINT, context } from "../context";
import { Addr } from "../value/addr";
import { collectNursery, isNurseryFull } from "./nursery";
import { LARGE_PREFIX } from "./shared";
import { BLOCK_BYTES, availableBlocks, blockOf, freeBlock, freeRun } from "./space";

/**
 * Collects the nursery of the actor in CONTEXT_ACTOR if it is full or `need` bytes are wanted;
 * false when the memory for that is not there.
 */
export function collectAtSafepoint(need: u32): bool {
  store<u32>(context, 0, CONTEXT_SAFEPOINT);
  if (need == 0 && !isNurseryFull()) return true;
  if (!collectNursery(false)) return false;
  return need / BLOCK_BYTES < availableBlocks();
}

/** Frees the nursery in the context and all that lies in it. */
export function abandonNursery(): void {
  let chunk = load<u32>(context, CONTEXT_NURSERY);
  while (chunk != 0) {
    const next = load<u32>(chunk);
    freeBlock(blockOf(chunk));
    chunk = next;
  }
  let large = load<u32>(context, CONTEXT_NURSERY_LARGE);
  while (large != 0) {
    const next = load<u32>(large - LARGE_PREFIX);
    freeRun(blockOf(large));
    large = next;
  }
}
