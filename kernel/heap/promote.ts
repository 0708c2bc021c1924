// Promotion, the one way a value leaves its actor: whatever the value reaches in a nursery is
// copied to the shared heap, with an explicit work list, and the originals forward to the copies.
//
// The original of an immutable object stays readable and sending it again finds the copy, so a
// promotion costs nothing the second time. A mutable object has moved: its accessors follow the
// forwarding. A large object changes its owner instead of its address.
//
// Invariants: afterwards nothing the value reaches lies in a nursery (I1, the verifier); the
// worst case is reserved before the first copy, so a promotion is done completely or not at all.

import { CONTEXT_NURSERY_BLOCKS, context, NEED_SCATTERED, need } from "../context";
import { Addr } from "../value/addr";
import { addressOf, isPointer, TAG_OBJECT, Value } from "../value/value";
import { copyWords } from "../value/words";
import { unlinkLargeObject } from "./allocate";
import {
  childrenEnd,
  FLAG_FORWARDED,
  FLAG_LARGE,
  fixedByShape,
  forwardingOf,
  IS_PINNED,
  isForwarded,
  KIND_TABLE,
  kindOf,
  sizeByShape,
  sizeOf,
  TAIL_IS_TRACED,
} from "./kinds";
import { clearMark } from "./marks";
import { allocatePinned, allocateShared, LARGE_BYTES, noteAllocated } from "./shared";
import {
  BLOCK_LARGE,
  BLOCK_SHIFT,
  blockOf,
  blockState,
  claimBlocks,
  isInNursery,
  isLargeState,
  returnClaim,
  setBlockState,
} from "./space";
import { isTransientKind, notePromoted } from "./transients";
import { popWork, pushWork, workTop } from "./worklist";

/** The value as the whole world may see it, or the sentinel with NEED when memory is short. */
export function promote(v: Value): Value {
  if (!isPointer(v) || !isInNursery(addressOf(v))) return v;
  const blocks = promotionReserve();
  if (!claimBlocks(blocks)) return need((blocks << BLOCK_SHIFT) | NEED_SCATTERED);
  const shared = promoteReserved(v);
  returnClaim(blocks);
  return shared;
}

/**
 * Blocks that promoting a whole nursery can take: its own number, a third more for the ends of
 * blocks that no object fits into, a quarter for the work list (4 bytes for each 16 or more).
 */
export function promotionReserve(): u32 {
  return reserveFor(load<u32>(context, CONTEXT_NURSERY_BLOCKS));
}

/** The same for a nursery of `chunks`. */
export function reserveFor(chunks: u32): u32 {
  return chunks + ((chunks * 5) >> 3) + 8;
}

/** As promote, where the caller has reserved the memory. */
export function promoteReserved(v: Value): Value {
  if (!isPointer(v) || !isInNursery(addressOf(v))) return v;
  const base = workTop();
  const result = promoteWord(v);
  while (true) {
    const o = popWork(base);
    if (o == 0) return result;
    promoteFields(o);
  }
}

/** The word for the shared copy of what a nursery pointer names; new copies join the work list. */
function promoteWord(v: Value): Value {
  const old = addressOf(v);
  if (!isForwarded(old)) return v - <u64>old + <u64>copyToShared(old);
  let o = old;
  while (isForwarded(o)) o = forwardingOf(o);
  const to = isInNursery(o) ? copyToShared(o) : o;
  return v - <u64>old + <u64>to;
}

function copyToShared(o: Addr): Addr {
  const header = load<u64>(o);
  if (isTransientKind(<u32>header & 0xff)) notePromoted(o);
  const row = KIND_TABLE + ((<u32>header & 0xff) << 3);
  const shape = load<u32>(row);
  const flags = load<u32>(row, 4);
  const isTraced = (shape & 0xff) != 0 || (flags & TAIL_IS_TRACED) != 0;
  if (isLargeState(blockState(blockOf(o)))) return publishLarge(o, isTraced);
  const bytes = sizeByShape(o, shape);
  const to = (flags & IS_PINNED) != 0 ? allocatePinned(bytes) : allocateShared(bytes);
  if (to == 0) unreachable(); // reserved
  copyObject(o, to, bytes);
  if (bytes > LARGE_BYTES) store<u32>(to, load<u32>(to) | FLAG_LARGE);
  store<u64>(o, (header & 0xffffffff) | <u64>FLAG_FORWARDED | ((<u64>to) << 32));
  if (isTraced && !pushWork(to)) unreachable();
  return to;
}

/** A large object stays where it is and becomes the shared heap's. */
function publishLarge(o: Addr, isTraced: bool): Addr {
  unlinkLargeObject(o);
  clearMark(o); // the nursery's collector may have set it
  setBlockState(blockOf(o), BLOCK_LARGE);
  noteAllocated(sizeOf(o));
  if (isTraced && !pushWork(o)) unreachable();
  return o;
}

/** Copies an object; for a short one a call of memory.copy costs more. */
export function copyObject(o: Addr, to: Addr, bytes: u32): void {
  if (bytes > 512) {
    memory.copy(to, o, bytes);
    return;
  }
  copyWords(to, o, bytes >> 3);
}

function promoteFields(o: Addr): void {
  const row = KIND_TABLE + (kindOf(o) << 3);
  const shape = load<u32>(row);
  let mask = shape & 0xff;
  while (mask != 0) {
    promoteSlot(o + 8 + (ctz<u32>(mask) << 3));
    mask &= mask - 1;
  }
  if ((load<u32>(row, 4) & TAIL_IS_TRACED) == 0) return;
  const end = o + sizeByShape(o, shape);
  const children = childrenEnd(o, shape);
  const from = o + fixedByShape(shape);
  for (let at = from; at < children; at += 4) touched += load<u8>(load<u32>(at));
  for (let at = from; at < children; at += 4) {
    const child = load<u32>(at);
    if (isInNursery(child)) store<u32>(at, addressOf(promoteWord(<u64>(child | TAG_OBJECT))));
  }
  for (let at = (children + 7) & ~7; at < end; at += 8) {
    if (isPointer(load<u64>(at))) promoteSlot(at);
  }
}

/** Keeps the loads alive that fetch the headers of children ahead of their use. */
let touched: u32 = 0;

function promoteSlot(at: Addr): void {
  const v = load<u64>(at);
  if (isPointer(v) && isInNursery(addressOf(v))) store<u64>(at, promoteWord(v));
}
