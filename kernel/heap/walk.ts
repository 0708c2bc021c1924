// Walks over the marked objects in address order, of the shared heap and of nurseries alike. Only
// the marks say where an object begins: dead ones between them may have been written over.
//
// Invariant: between the end of marking and the next allocation, the walk meets every live object
// exactly once.

import { Addr } from "../value/addr";
import { findMarked } from "./marks";
import { LARGE_PREFIX } from "./shared";
import {
  BLOCK_BYTES,
  BLOCK_FREE,
  BLOCK_INNER,
  BLOCK_STACK,
  BLOCK_UNTOUCHED,
  blockAddr,
  blockOf,
  blockState,
  FIRST_BLOCK,
  isLargeState,
  nextUntouchedBlock,
} from "./space";

/** Does a block of this state hold objects that begin in it? */
function holdsObjects(state: u32): bool {
  return (
    state != BLOCK_FREE && state != BLOCK_STACK && state != BLOCK_INNER && state != BLOCK_UNTOUCHED
  );
}

/** The marked object with the lowest address, or 0. */
export function firstMarked(): Addr {
  return findFrom(FIRST_BLOCK, 0);
}

/** The next marked object after `o` in address order, or 0. */
export function markedAfter(o: Addr): Addr {
  return findFrom(blockOf(o), o + 8);
}

/** The first marked object at or after `from` (0: its beginning) in `block`, or in a later one. */
function findFrom(block: u32, from: Addr): Addr {
  const end = nextUntouchedBlock();
  let start = from;
  while (block < end) {
    const state = blockState(block);
    if (holdsObjects(state)) {
      const base = blockAddr(block);
      const limit = isLargeState(state) ? base + LARGE_PREFIX + 8 : base + BLOCK_BYTES;
      if (start == 0) start = base;
      const found = start < limit ? findMarked(start, limit) : 0;
      if (found != 0) return found;
    }
    block++;
    start = 0;
  }
  return 0;
}
