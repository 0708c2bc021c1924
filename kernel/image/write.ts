// The image writer: copies what the world's roots reach, breadth first, into a run of blocks, with
// the addresses that it would have in a heap that begins at the first block. Equal worlds give
// equal bytes, and writing a loaded image again gives the same bytes (docs/decisions/004).
//
// The order in which objects are met is the order of their addresses: roots in table order, then
// each object's fields in layout order. A copied original's header holds its new address
// meanwhile; the list of originals, with their headers, is also the queue of the walk, and puts
// the headers back at the end. Hash caches whose value can be computed again are dropped, as they
// tell of the past; identity hashes are kept, since maps are ordered by them, and the counter
// they are drawn from is part of the image.
//
// Invariants: the world's roots reach no nursery (I1), otherwise nothing is written; afterwards
// the heap is as it was. Runs between slices.

import {
  KIND_ARRAY_MAP,
  KIND_CODE,
  KIND_COLLISION_NODE,
  KIND_COUNT,
  KIND_HASH_MAP,
  KIND_HASH_NODE,
  KIND_HASH_SET,
  KIND_KEYWORD,
  KIND_LAZY_SEQ,
  KIND_NODE,
  KIND_RECORD,
  KIND_REF,
  KIND_REF_VERSION,
  KIND_STRING,
  KIND_SYMBOL,
  KIND_WIDE_STRING,
  REF_LIMITS,
  REF_LOCK,
  REF_VERSION_NUMBER,
  REF_VERSION_OLDER,
  REF_WAITERS,
  REF_WINNER,
} from "../../gen/kernel/layouts";
import { PRIM_LIMIT } from "../../gen/kernel/primitives";
import { countKeywords } from "../data/keyword";
import { isSequentialKind } from "../data/walk";
import {
  ID_COUNTER,
  IDENTITY_COUNTER,
  kindType,
  ROOT_COUNT,
  TYPE_COUNTER,
  worldRoot,
} from "../data/world";
import { collectShared } from "../heap/cycle";
import {
  childrenEnd,
  fixedByShape,
  forwardingOf,
  forwardTo,
  HEADER_BYTES,
  isForwarded,
  isPinnedKind,
  isTailTraced,
  kindOf,
  shapeOf,
  sizeByShape,
  sizeOf,
  tracedFields,
} from "../heap/kinds";
import { markedObjects } from "../heap/mark";
import { LARGE_BYTES, LARGE_PREFIX } from "../heap/shared";
import {
  BLOCK_BYTES,
  BLOCK_INNER,
  BLOCK_LARGE,
  BLOCK_PINNED,
  BLOCK_SHARED,
  BLOCK_SHIFT,
  BLOCK_STACK,
  blockAddr,
  blockOf,
  FIRST_BLOCK,
  freeRun,
  isInNursery,
  takeRun,
} from "../heap/space";
import { sweptBytes } from "../heap/sweep";
import { isNumberKind } from "../number/category";
import { Addr } from "../value/addr";
import { addressOf, isPointer, NIL, TAG_OBJECT, Value } from "../value/value";
import { clearFeedback } from "../vm/feedback";
import { KERNEL_VARS, kernelVar, slowVar } from "../vm/primitive";
import {
  IMAGE_ROOTS,
  RECORD_ID_COUNTER,
  RECORD_IDENTITY_COUNTER,
  RECORD_KERNEL_VARS,
  RECORD_KEYWORDS,
  RECORD_KINDS,
  RECORD_PRIMITIVES,
  RECORD_STATES,
  RECORD_TYPE_COUNTER,
  recordBytes,
  rootsOffset,
} from "./layout";

/** The log has 16 bytes for each copied object: its address, and its header. */
const LOG_BYTES: u32 = 16;
/** Bytes of a state while an image is written, for each block. */
const STATES_BYTES: u32 = 1 << 17;

export const WRITE_DONE: u32 = 0;
export const WRITE_NO_MEMORY: u32 = 1;
/** A root of the world reaches an object of a nursery. */
export const WRITE_NOT_SHARED: u32 = 2;

// What the writer is at: its three runs of blocks, and where the next object of a class goes.
let buffer: Addr = 0;
let bufferBlocks: u32 = 0;
let log: Addr = 0;
let logged: u32 = 0;
let states: Addr = 0;
let blocks: u32 = 0; // given out
let keywords: u32 = 0;
let sharedAt: Addr = 0;
let sharedEnd: Addr = 0;
let pinnedAt: Addr = 0;
let pinnedEnd: Addr = 0;
let isPrivate: bool = false;

/** Where the finished image lies: blocks of objects, then the record. */
export function imageAddress(): Addr {
  return buffer;
}

/** Its bytes, a multiple of BLOCK_BYTES. */
export function imageBytes(): u32 {
  return bufferBlocks << BLOCK_SHIFT;
}

/** Blocks of objects in it. */
export function imageBlocks(): u32 {
  return blocks;
}

/** Writes the world into memory, until releaseImage; answers one of WRITE_*. */
export function writeImage(): u32 {
  collectShared(true, 0);
  if (!takeBuffers()) return WRITE_NO_MEMORY;
  copyRoots();
  for (let i: u32 = 0; i < logged; i++) copyFields(bufferOf(copyOf(i)));
  const isDone = !isPrivate && takeRecord();
  if (isDone) writeRecord();
  restoreHeaders();
  freeRun(blockOf(log));
  freeRun(blockOf(states));
  if (!isDone) {
    freeRun(blockOf(buffer));
    buffer = 0;
  }
  return isPrivate ? WRITE_NOT_SHARED : isDone ? WRITE_DONE : WRITE_NO_MEMORY;
}

export function releaseImage(): void {
  if (buffer != 0) freeRun(blockOf(buffer));
  buffer = 0;
}

/** Runs for the worst case: an object that does not fit leaves at most a quarter of a block. */
function takeBuffers(): bool {
  const live = <u32>(sweptBytes() >> BLOCK_SHIFT) + 1;
  bufferBlocks = live + live / 3 + ((countKeywords() << 2) >> BLOCK_SHIFT) + 8;
  const buffers = takeRun(bufferBlocks + 1, BLOCK_STACK);
  if (buffers == 0) return false;
  const list = takeRun(((markedObjects() * LOG_BYTES) >> BLOCK_SHIFT) + 1, BLOCK_STACK);
  const table = list == 0 ? 0 : takeRun(STATES_BYTES >> BLOCK_SHIFT, BLOCK_STACK);
  if (table == 0) {
    freeRun(buffers);
    if (list != 0) freeRun(list);
    return false;
  }
  buffer = blockAddr(buffers);
  log = blockAddr(list);
  states = blockAddr(table);
  logged = 0;
  blocks = 0;
  keywords = 0;
  sharedAt = 0;
  sharedEnd = 0;
  pinnedAt = 0;
  pinnedEnd = 0;
  isPrivate = false;
  return true;
}

/** Where the object that will be at `a` is being built. */
function bufferOf(a: Addr): Addr {
  return a - blockAddr(FIRST_BLOCK) + buffer;
}

function originalOf(i: u32): Addr {
  return load<u32>(log + i * LOG_BYTES);
}

function copyOf(i: u32): Addr {
  return forwardingOf(originalOf(i));
}

/** The word for the copy of what `v` names; a new copy joins the queue. */
function copyWord(v: Value): Value {
  if (!isPointer(v)) return v;
  const o = addressOf(v);
  if (blockOf(o) < FIRST_BLOCK) return v;
  return v - <u64>o + <u64>(isForwarded(o) ? forwardingOf(o) : copyObject(o));
}

function copyObject(o: Addr): Addr {
  if (isInNursery(o)) {
    isPrivate = true;
    return o;
  }
  const kind = kindOf(o);
  const bytes = sizeOf(o);
  const to = place(kind, bytes);
  const copy = bufferOf(to);
  memory.copy(copy, o, bytes);
  if (hasValueHash(kind)) store<u32>(copy, 0, 4);
  if (hasStamp(kind)) store<u64>(copy, load<u64>(copy) & 0xffff);
  if (kind == KIND_CODE) clearFeedback(copy);
  if (kind == KIND_REF) resetRef(copy);
  if (kind == KIND_REF_VERSION) {
    store<u64>(copy, NIL, REF_VERSION_OLDER);
    store<u64>(copy, 0, REF_VERSION_NUMBER);
  }
  if (kind == KIND_KEYWORD) keywords++;
  const entry = log + logged * LOG_BYTES;
  store<u32>(entry, o);
  store<u64>(entry, load<u64>(o), 8);
  logged++;
  forwardTo(o, to);
  return to;
}

/** Can the hash of such an object be computed again? That of a keyword is always there. */
function hasValueHash(kind: u32): bool {
  if (isNumberKind(kind) || kind == KIND_STRING || kind == KIND_WIDE_STRING) return true;
  if (kind == KIND_SYMBOL || kind == KIND_RECORD || kind == KIND_LAZY_SEQ) return true;
  if (kind == KIND_ARRAY_MAP || kind == KIND_HASH_MAP || kind == KIND_HASH_SET) return true;
  return isSequentialKind(kind);
}

/** May the header of such an object hold the stamp of the transient that made it? */
function hasStamp(kind: u32): bool {
  return kind == KIND_NODE || kind == KIND_HASH_NODE || kind == KIND_COLLISION_NODE;
}

/** Makes a copied ref one that no commit has changed: the clock of commits begins anew. */
function resetRef(copy: Addr): void {
  store<u64>(copy, NIL, REF_WAITERS);
  const limits = load<u64>(copy, REF_LIMITS);
  memory.fill(copy + REF_LOCK, 0, REF_WINNER + 8 - REF_LOCK);
  store<u64>(copy, limits, REF_LIMITS);
}

/** The address that the next object of that kind and size gets. */
function place(kind: u32, bytes: u32): Addr {
  if (bytes > LARGE_BYTES) {
    const count = (bytes + LARGE_PREFIX + BLOCK_BYTES - 1) >> BLOCK_SHIFT;
    return beginBlocks(count, BLOCK_LARGE) + LARGE_PREFIX;
  }
  if (isPinnedKind(kind) || kind == KIND_KEYWORD) {
    if (pinnedAt + bytes > pinnedEnd) {
      pinnedAt = beginBlocks(1, BLOCK_PINNED);
      pinnedEnd = pinnedAt + BLOCK_BYTES;
    }
    pinnedAt += bytes;
    return pinnedAt - bytes;
  }
  if (sharedAt + bytes > sharedEnd) {
    sharedAt = beginBlocks(1, BLOCK_SHARED);
    sharedEnd = sharedAt + BLOCK_BYTES;
  }
  sharedAt += bytes;
  return sharedAt - bytes;
}

/** Gives out `count` cleared blocks, the first with `state`; answers their address. */
function beginBlocks(count: u32, state: u32): Addr {
  const at = blockAddr(FIRST_BLOCK + blocks);
  memory.fill(bufferOf(at), 0, count << BLOCK_SHIFT);
  store<u8>(states + blocks, state);
  for (let i: u32 = 1; i < count; i++) store<u8>(states + blocks + i, BLOCK_INNER);
  blocks += count;
  return at;
}

function copyFields(o: Addr): void {
  const kind = kindOf(o);
  let mask = tracedFields(kind);
  while (mask != 0) {
    copySlot(o + HEADER_BYTES + (ctz<u32>(mask) << 3));
    mask &= mask - 1;
  }
  if (!isTailTraced(kind)) return;
  const shape = shapeOf(o);
  const end = o + sizeByShape(o, shape);
  const children = childrenEnd(o, shape);
  let at = o + fixedByShape(shape);
  for (; at < children; at += 4) store<u32>(at, copyChild(load<u32>(at)));
  for (at = (at + 7) & ~7; at < end; at += 8) copySlot(at);
}

function copyChild(o: Addr): Addr {
  return addressOf(copyWord(<u64>(o | TAG_OBJECT)));
}

function copySlot(at: Addr): void {
  store<u64>(at, copyWord(load<u64>(at)));
}

/** Root `i` in the order of the record: world, types of kinds, vars of kernel and primitives. */
function rootWord(i: u32): Value {
  if (i < ROOT_COUNT) return worldRoot(i);
  let k = i - ROOT_COUNT;
  if (k < KIND_COUNT) return kindType(k);
  k -= KIND_COUNT;
  const v = k < KERNEL_VARS ? kernelVar(k) : slowVar(k - KERNEL_VARS);
  return v == 0 ? 0 : <u64>(v | TAG_OBJECT);
}

function copyRoots(): void {
  for (let i: u32 = 0; i < IMAGE_ROOTS; i++) copyWord(rootWord(i));
}

/** Makes room for the record after the objects and gives back what is left of the buffer. */
function takeRecord(): bool {
  const count = blocks + ((recordBytes(blocks, keywords) + BLOCK_BYTES - 1) >> BLOCK_SHIFT);
  if (count > bufferBlocks) return false;
  memory.fill(bufferOf(blockAddr(FIRST_BLOCK + blocks)), 0, (count - blocks) << BLOCK_SHIFT);
  bufferBlocks = count;
  return true;
}

function writeRecord(): void {
  const record = bufferOf(blockAddr(FIRST_BLOCK + blocks));
  store<u32>(record, blocks);
  store<u32>(record, KIND_COUNT, RECORD_KINDS);
  store<u32>(record, KERNEL_VARS, RECORD_KERNEL_VARS);
  store<u32>(record, PRIM_LIMIT, RECORD_PRIMITIVES);
  store<u32>(record, keywords, RECORD_KEYWORDS);
  store<u32>(record, load<u32>(IDENTITY_COUNTER), RECORD_IDENTITY_COUNTER);
  store<u32>(record, load<u32>(TYPE_COUNTER), RECORD_TYPE_COUNTER);
  store<u64>(record, load<u64>(ID_COUNTER), RECORD_ID_COUNTER);
  memory.copy(record + RECORD_STATES, states, blocks);
  let at = record + rootsOffset(blocks);
  for (let i: u32 = 0; i < IMAGE_ROOTS; i++) {
    store<u64>(at, copyWord(rootWord(i)));
    at += 8;
  }
  for (let i: u32 = 0; i < logged; i++) {
    if (kindOf(originalOf(i)) != KIND_KEYWORD) continue;
    store<u32>(at, copyOf(i));
    at += 4;
  }
}

function restoreHeaders(): void {
  for (let i: u32 = 0; i < logged; i++) {
    store<u64>(originalOf(i), load<u64>(log + i * LOG_BYTES, 8));
  }
}
