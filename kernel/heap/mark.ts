// Marking: finds what lives in the shared heap, and in nurseries on the way, by depth-first
// tracing with an explicit stack. An object's mark bit is tested and set when a pointer to it is
// seen, so it is pushed once and its header is read once, when it is popped; only then are its
// lines marked. Line and block of an object are never looked up otherwise.
//
// A nursery original that was promoted is marked together with its copy, and its body is traced:
// it stays readable. The fixed objects of page 0 are always marked.
//
// When no block is left for the stack, objects are marked without being pushed, and afterwards
// the marked objects are walked in address order and scanned again until nothing new is found
// (slow, but it needs no memory at all).
//
// Invariant: after drainMarks every object reachable from a marked one is marked, and every line
// of a small marked object has its line mark.

import { CONTEXT_WORK, context } from "../context";
import { Addr } from "../value/addr";
import { addressOf, isPointer } from "../value/value";
import {
  childrenEnd,
  FLAG_FORWARDED,
  FLAG_LARGE,
  fixedByShape,
  forwardingOf,
  HEADER_BYTES,
  isForwarded,
  isMutableKind,
  isTailTraced,
  KIND_TABLE,
  kindOf,
  shapeOf,
  sizeByShape,
  sizeOf,
  TAIL_IS_TRACED,
  tracedFields,
} from "./kinds";
import { LINE_SHIFT, lineMarks, markBits, markLines } from "./marks";
import { BLOCK_BYTES, BLOCK_STACK, blockAddr, blockOf, freeBlock, takeBlock } from "./space";
import { firstMarked, markedAfter } from "./walk";

const FIRST_SLOT: u32 = 8;

/** Set when an object was marked that the stack had no room for. */
let overflowed: bool = false;
/** Keeps the loads alive that fetch a pushed object's header ahead of its use. */
let touched: u32 = 0;
/** What the running cycle has marked so far; small objects' bytes only. */
let objects: u32 = 0;
let smallBytes: u64 = 0;
let largeBytes: u64 = 0;

export function startMarking(): void {
  overflowed = false;
  objects = 0;
  smallBytes = 0;
  largeBytes = 0;
}

export function markedObjects(): u32 {
  return objects;
}

export function markedBytes(): u64 {
  return smallBytes + largeBytes;
}

/** Marks what the word at `at` names. */
export function markSlot(at: Addr): void {
  const v = load<u64>(at);
  if (isPointer(v)) markObject(addressOf(v));
}

/** Marks an object; drainMarks goes on from there. */
export function markObject(o: Addr): void {
  store<u32>(context, pushUnmarked(o, markBits(), load<u32>(context, CONTEXT_WORK)), CONTEXT_WORK);
}

/** Marks `o` and adds it to the stack at `top` unless it was marked; answers the new top. */
function pushUnmarked(o: Addr, bits: Addr, top: Addr): Addr {
  const at = bits + (o >> 6);
  const byte = <u32>load<u8>(at);
  const bit: u32 = 1 << ((o >> 3) & 7);
  if ((byte & bit) != 0) return top;
  store<u8>(at, byte | bit);
  let slot = top;
  if ((top & (BLOCK_BYTES - 1)) == 0) {
    slot = startSegment(top);
    if (slot == 0) return top;
  }
  store<u32>(slot, o);
  return slot + 4;
}

/** The first slot of a new segment over the full one at `top`; 0 when there is no block. */
function startSegment(top: Addr): Addr {
  const block = takeBlock(BLOCK_STACK);
  if (block == 0) {
    overflowed = true;
    return 0;
  }
  store<u32>(blockAddr(block), top);
  return blockAddr(block) + FIRST_SLOT;
}

/** Traces from everything marked and not yet traced, until nothing is left. */
export function drainMarks(): void {
  drainStack();
  if (!overflowed) return;
  while (overflowed) {
    overflowed = false;
    for (let o = firstMarked(); o != 0; o = markedAfter(o)) {
      scanFields(o);
      drainStack();
    }
  }
  recountMarked();
}

/** Marks what the fields of an object name. */
export function scanFields(o: Addr): void {
  const kind = kindOf(o);
  let mask = tracedFields(kind);
  while (mask != 0) {
    markSlot(o + HEADER_BYTES + (ctz<u32>(mask) << 3));
    mask &= mask - 1;
  }
  if (isForwarded(o)) markObject(forwardingOf(o));
  if (!isTailTraced(kind)) return;
  const shape = shapeOf(o);
  const end = o + sizeByShape(o, shape);
  const children = childrenEnd(o, shape);
  let at = o + fixedByShape(shape);
  for (; at < children; at += 4) markObject(load<u32>(at));
  for (at = (at + 7) & ~7; at < end; at += 8) markSlot(at);
}

/** Counts anew, and marks the lines of objects that the stack had no room for. */
function recountMarked(): void {
  startMarking();
  for (let o = firstMarked(); o != 0; o = markedAfter(o)) {
    const bytes = sizeOf(o);
    objects++;
    if ((load<u32>(o) & FLAG_LARGE) != 0) {
      largeBytes += <u64>bytes;
    } else {
      smallBytes += <u64>bytes;
      markLines(o, bytes);
    }
  }
}

function drainStack(): void {
  const bits = markBits();
  const lines = lineMarks();
  let top = load<u32>(context, CONTEXT_WORK);
  let count: u32 = 0;
  let total: u64 = 0;
  while (top != 0) {
    top -= 4;
    const o = load<u32>(top);
    if ((top & (BLOCK_BYTES - 1)) == FIRST_SLOT) top = endSegment(top);
    const header = load<u32>(o);
    if ((header & FLAG_FORWARDED) != 0) {
      top = pushUnmarked(forwardingOf(o), bits, top);
      if (isMutableKind(header & 0xff)) continue;
    }
    const row = KIND_TABLE + ((header & 0xff) << 3);
    const shape = load<u32>(row);
    const isTraced = (load<u32>(row, 4) & TAIL_IS_TRACED) != 0;
    const end = o + sizeByShape(o, shape);
    count++;
    if ((header & FLAG_LARGE) != 0) {
      largeBytes += <u64>(end - o);
    } else {
      total += <u64>(end - o);
      const last = lines + ((end - 1) >> LINE_SHIFT);
      for (let line = lines + (o >> LINE_SHIFT); line <= last; line++) store<u8>(line, 1);
    }
    let mask = shape & 0xff;
    while (mask != 0) {
      const v = load<u64>(o + (ctz<u32>(mask) << 3), HEADER_BYTES);
      mask &= mask - 1;
      if (isPointer(v)) top = pushUnmarked(addressOf(v), bits, top);
    }
    if (!isTraced) continue;
    let slot = o + fixedByShape(shape);
    for (const children = childrenEnd(o, shape); slot < children; slot += 4) {
      const child = load<u32>(slot);
      top = pushUnmarked(child, bits, top);
      touched += load<u8>(child);
    }
    for (slot = (slot + 7) & ~7; slot != end; slot += 8) {
      const v = load<u64>(slot);
      if (!isPointer(v)) continue;
      const child = addressOf(v);
      const at = bits + (child >> 6);
      const byte = <u32>load<u8>(at);
      const bit: u32 = 1 << ((child >> 3) & 7);
      if ((byte & bit) != 0) continue;
      store<u8>(at, byte | bit);
      if ((top & (BLOCK_BYTES - 1)) == 0) {
        const first = startSegment(top);
        if (first == 0) continue;
        top = first;
      }
      store<u32>(top, child);
      top += 4;
      touched += load<u8>(child);
    }
  }
  store<u32>(context, 0, CONTEXT_WORK);
  objects += count;
  smallBytes += total;
}

/** Gives back the segment whose first slot was emptied; answers the top below it. */
function endSegment(top: Addr): Addr {
  const below = load<u32>(top - FIRST_SLOT);
  freeBlock(blockOf(top));
  return below;
}
