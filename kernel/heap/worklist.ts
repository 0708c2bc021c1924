// Lists of addresses that grow: the work list of promotion and collection, so that no depth of
// data can overflow the native stack, and the log of written cells. They live in free blocks
// chained through their first word, not in a reserved range: a range would have to be sized for
// the worst case of every worker, while the blocks freed last are warm and go back when a list is
// empty.
//
// A list is a word of the worker's context that points at the next free slot. A top on a block
// boundary means that the segment below it is full; a top of 0 that there is none; 8 bytes in,
// that it is empty.
//
// Invariant: an empty list holds no block.

import { CONTEXT_LOG, CONTEXT_LOG_LOST, CONTEXT_WORK, context } from "../context";
import { Addr } from "../value/addr";
import { contextOf, countWorkers } from "../worker/workers";
import { BLOCK_BYTES, BLOCK_STACK, blockAddr, blockOf, freeBlock, takeBlock } from "./space";

const FIRST_SLOT: u32 = 8;

/** Adds an address that is not 0 to a list; false when no block was left for it. */
function push(list: Addr, o: Addr): bool {
  let top = load<u32>(list);
  if ((top & (BLOCK_BYTES - 1)) == 0) {
    const block = takeBlock(BLOCK_STACK);
    if (block == 0) return false;
    store<u32>(blockAddr(block), top);
    top = blockAddr(block) + FIRST_SLOT;
  }
  store<u32>(top, o);
  store<u32>(list, top + 4);
  return true;
}

/** Takes the address added last, or answers 0 when only what was there at `base` is left. */
function pop(list: Addr, base: Addr): Addr {
  let top = load<u32>(list);
  if (top == base) return 0;
  top -= 4;
  const o = load<u32>(top);
  store<u32>(list, top);
  if ((top & (BLOCK_BYTES - 1)) == FIRST_SLOT) {
    store<u32>(list, load<u32>(top - FIRST_SLOT));
    freeBlock(blockOf(top));
  }
  return o;
}

export function pushWork(o: Addr): bool {
  return push(context + CONTEXT_WORK, o);
}

/** The work list's top now: who pops down to it leaves alone what was there before. */
export function workTop(): Addr {
  return load<u32>(context, CONTEXT_WORK);
}

export function popWork(base: Addr): Addr {
  return pop(context + CONTEXT_WORK, base);
}

export function pushLog(o: Addr): bool {
  return push(context + CONTEXT_LOG, o);
}

/** Takes an entry off the log of written cells of any worker, or answers 0. World stopped. */
export function popLog(): Addr {
  const count = countWorkers();
  for (let i: u32 = 0; i < count; i++) {
    const o = pop(contextOf(i) + CONTEXT_LOG, 0);
    if (o != 0) return o;
  }
  return 0;
}

/** Has a worker written cells that its log had no room for? */
export function isLogLost(): bool {
  const count = countWorkers();
  for (let i: u32 = 0; i < count; i++) {
    if (load<u32>(contextOf(i), CONTEXT_LOG_LOST) != 0) return true;
  }
  return false;
}

/** From now on the logs have everything. */
export function trustLog(): void {
  const count = countWorkers();
  for (let i: u32 = 0; i < count; i++) store<u32>(contextOf(i), 0, CONTEXT_LOG_LOST);
}
