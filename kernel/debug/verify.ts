// The heap verifier: traces everything that lives with a tracer of its own, which trusts no word,
// and compares what it found with what a full cycle finds afterwards.
//
// Checked: every pointer leads to the beginning of an object of a kind that exists, of a size that
// fits its block, with the tag of its kind; nothing in the shared heap points into a nursery, and
// nothing in a nursery into another (I1); no object of the shared heap is forwarded; objects do
// not overlap; free memory is untouched where it is poisoned; the marker counts as many objects.
//
// A violation is an entry of 24 bytes in a block of its own: u32 address of the word, u32 object
// it is in (0: a root), u64 the word, u32 why. The first ones are kept, all are counted. Nothing
// traps, and what is wrong is not followed.

import { KIND_CONS, KIND_COUNT, KIND_LIST } from "../../gen/kernel/layouts";
import {
  ACTOR_NURSERY,
  ACTOR_NURSERY_LARGE,
  firstActor,
  hostActor,
  nextActor,
} from "../actor/actor";
import {
  CONTEXT_ACTOR,
  CONTEXT_LOG_LOST,
  CONTEXT_NURSERY,
  CONTEXT_NURSERY_LARGE,
  context,
} from "../context";
import { collectShared, dropLog, processPinnedRoots } from "../heap/cycle";
import {
  childrenEnd,
  FLAG_LARGE,
  fixedByShape,
  forwardingOf,
  HEADER_BYTES,
  isForwarded,
  isMutableKind,
  isTailTraced,
  kindOf,
  shapeOf,
  sizeByShape,
  sizeOf,
  tracedFields,
} from "../heap/kinds";
import { markedObjects } from "../heap/mark";
import { clearAllMarks, isMarked, setMark } from "../heap/marks";
import { PHASE_VERIFY, processRoots } from "../heap/roots";
import { LARGE_PREFIX } from "../heap/shared";
import {
  BLOCK_BYTES,
  BLOCK_NURSERY,
  BLOCK_NURSERY_AGED,
  BLOCK_PINNED,
  BLOCK_SHARED,
  BLOCK_SHIFT,
  BLOCK_STACK,
  blockAddr,
  blockOf,
  blockState,
  FIRST_BLOCK,
  isInNursery,
  isLargeState,
  linkOf,
  nextUntouchedBlock,
  runLength,
  setLink,
  takeBlock,
} from "../heap/space";
import { firstMarked, markedAfter } from "../heap/walk";
import { popWork, pushWork, workTop } from "../heap/worklist";
import { Addr } from "../value/addr";
import {
  addressOf,
  CHARACTER_ADDR,
  isListCell,
  isPointer,
  TAG_OBJECT,
  Value,
} from "../value/value";
import { isAlone } from "../worker/workers";
import { findUnpoisoned, isPoisoning } from "./poison";

export const WHY_NO_OBJECT: u32 = 1; // no block of objects, or not where its objects begin
export const WHY_KIND: u32 = 2; // no such kind
export const WHY_SIZE: u32 = 3; // longer than its block or run
export const WHY_TAG: u32 = 4; // the tag is not that of the kind, or the high half is not 0
export const WHY_PRIVATE: u32 = 5; // into a nursery that the holder may not see
export const WHY_FORWARDED: u32 = 6; // an object of the shared heap is forwarded
export const WHY_OVERLAP: u32 = 7; // begins inside the object before it
export const WHY_WRITTEN: u32 = 8; // a free word was written
export const WHY_COUNT: u32 = 9; // the marker found another number of objects

// Page 0: u32 violations of all verifications so far, u32 block of the entries or 0, u32 runs.
const STATE: Addr = 0x3d4;
const ENTRIES: u32 = 4;
const RUNS: u32 = 8;
const ENTRY_BYTES: u32 = 24;

/** What is being traced: the object (0: roots) and whose nursery it may look into. */
let holder: Addr = 0;
let owner: u32 = 0;
let objects: u32 = 0;
/** The trace ran out of memory for its stack: what was not reached is not checked. */
let isPartial: bool = false;

/** Violations found since the start. */
export function violationCount(): u32 {
  return load<u32>(STATE);
}

/** Times that the heap has been verified. */
export function verificationCount(): u32 {
  return load<u32>(STATE, RUNS);
}

/** Address of an entry; requires i < violationCount() and i < BLOCK_BYTES / ENTRY_BYTES. */
export function violationAt(i: u32): Addr {
  return load<u32>(STATE, ENTRIES) + i * ENTRY_BYTES;
}

/** Checks the whole heap, then runs a full cycle; answers how many violations it found. */
export function verifyHeap(): u32 {
  const before = violationCount();
  store<u32>(STATE, verificationCount() + 1, RUNS);
  noteOwners();
  if (isPoisoning()) {
    const written = findUnpoisoned();
    if (written != 0) report(written, load<u64>(written), WHY_WRITTEN);
  }
  dropLog();
  clearAllMarks(FIRST_BLOCK, nextUntouchedBlock());
  traceAll();
  checkOverlaps();
  clearAllMarks(FIRST_BLOCK, nextUntouchedBlock());
  store<u32>(context, 1, CONTEXT_LOG_LOST); // the next cycle is a full one in any case
  if (violationCount() != before) return violationCount() - before;
  collectShared(true, 0);
  if (!isPartial && markedObjects() != objects) {
    holder = 0;
    report(objects, <u64>markedObjects(), WHY_COUNT);
  }
  return violationCount() - before;
}

function report(at: Addr, word: Value, why: u32): void {
  const count = violationCount();
  if (load<u32>(STATE, ENTRIES) == 0) {
    const block = takeBlock(BLOCK_STACK);
    if (block != 0) store<u32>(STATE, blockAddr(block), ENTRIES);
  }
  store<u32>(STATE, count + 1);
  if (load<u32>(STATE, ENTRIES) == 0 || (count + 1) * ENTRY_BYTES > BLOCK_BYTES) return;
  const entry = violationAt(count);
  store<u32>(entry, at);
  store<u32>(entry, holder, 4);
  store<u64>(entry, word, 8);
  store<u32>(entry, why, 16);
}

/** Writes into the links of all nursery blocks whose nursery they belong to. */
function noteOwners(): void {
  const current = load<u32>(context, CONTEXT_ACTOR);
  const chunks = load<u32>(context, CONTEXT_NURSERY);
  if (current != 0 || isAlone())
    noteNursery(current, chunks, load<u32>(context, CONTEXT_NURSERY_LARGE));
  const host = hostActor();
  if (host != 0 && host != current) noteSaved(host);
  for (let actor = firstActor(); actor != 0; actor = nextActor(actor)) {
    if (actor != current) noteSaved(actor);
  }
}

function noteSaved(actor: Addr): void {
  noteNursery(actor, load<u32>(actor, ACTOR_NURSERY), load<u32>(actor, ACTOR_NURSERY_LARGE));
}

/** An owner is an actor's address + 1, since there is none in the tests of the bare heap. */
function noteNursery(actor: Addr, first: Addr, firstLarge: Addr): void {
  for (let chunk = first; chunk != 0; chunk = load<u32>(chunk)) setLink(blockOf(chunk), actor + 1);
  for (let o = firstLarge; o != 0; o = load<u32>(o - LARGE_PREFIX)) setLink(blockOf(o), actor + 1);
}

function traceAll(): void {
  objects = 0;
  isPartial = false;
  holder = 0;
  const base = workTop();
  processRoots(PHASE_VERIFY);
  owner = 0;
  processPinnedRoots(PHASE_VERIFY);
  while (true) {
    const o = popWork(base);
    if (o == 0) return;
    holder = o;
    owner = isInNursery(o) ? linkOf(blockOf(o)) : 0;
    verifyFields(o);
  }
}

/** The roots that follow are those of this actor. */
export function enterOwner(actor: Addr): void {
  owner = actor + 1;
}

function verifyFields(o: Addr): void {
  const kind = kindOf(o);
  if (isForwarded(o)) {
    verifyWord(o + 4, <u64>(forwardingOf(o) | (isListKind(kind) ? 1 : 5)));
    if (isMutableKind(kind)) return; // nobody reads what was left behind
  }
  objects++;
  let mask = tracedFields(kind);
  while (mask != 0) {
    verifySlot(o + HEADER_BYTES + (ctz<u32>(mask) << 3));
    mask &= mask - 1;
  }
  if (!isTailTraced(kind)) return;
  const shape = shapeOf(o);
  const end = o + sizeByShape(o, shape);
  const children = childrenEnd(o, shape);
  let at = o + fixedByShape(shape);
  for (; at < children; at += 4) verifyWord(at, <u64>(load<u32>(at) | TAG_OBJECT));
  for (at = (at + 7) & ~7; at < end; at += 8) verifySlot(at);
}

export function verifySlot(at: Addr): void {
  verifyWord(at, load<u64>(at));
}

export function verifyObject(o: Addr): void {
  verifyWord(0, <u64>(o | 5));
}

/** Checks the word at `at`, and has what it names traced. */
function verifyWord(at: Addr, v: Value): void {
  if (!isPointer(v)) return;
  const why = findFault(v);
  if (why != 0) {
    report(at, v, why);
    return;
  }
  const o = addressOf(v);
  if (blockOf(o) < FIRST_BLOCK || isMarked(o)) return;
  setMark(o);
  if (!pushWork(o)) isPartial = true;
}

/** Why the pointer is none that may be there, or 0. */
function findFault(v: Value): u32 {
  const o = addressOf(v);
  if (v >> 32 != 0 && o != CHARACTER_ADDR) return WHY_TAG;
  if (blockOf(o) < FIRST_BLOCK) return isKind(kindOf(o)) && o < 0x200 ? 0 : WHY_NO_OBJECT;
  const state = blockState(blockOf(o));
  const isLarge = isLargeState(state);
  const isSmall =
    state == BLOCK_SHARED ||
    state == BLOCK_PINNED ||
    state == BLOCK_NURSERY ||
    state == BLOCK_NURSERY_AGED;
  if (blockOf(o) >= nextUntouchedBlock() || (!isLarge && !isSmall)) return WHY_NO_OBJECT;
  if (isLarge && o != blockAddr(blockOf(o)) + LARGE_PREFIX) return WHY_NO_OBJECT;
  if (!isKind(kindOf(o))) return WHY_KIND;
  if (isListCell(v) != isListKind(kindOf(o))) return WHY_TAG;
  const room = isLarge ? runLength(blockOf(o)) << BLOCK_SHIFT : BLOCK_BYTES;
  const offset = o - blockAddr(blockOf(o));
  if (sizeOf(o) > room - offset) return WHY_SIZE;
  if (isInNursery(o)) return owner == linkOf(blockOf(o)) ? 0 : WHY_PRIVATE;
  return isForwarded(o) ? WHY_FORWARDED : 0;
}

function isKind(kind: u32): bool {
  return kind < KIND_COUNT;
}

function isListKind(kind: u32): bool {
  return kind == KIND_LIST || kind == KIND_CONS;
}

function checkOverlaps(): void {
  holder = 0;
  let end: Addr = 0;
  for (let o = firstMarked(); o != 0; o = markedAfter(o)) {
    if (o < end) report(o, load<u64>(o), WHY_OVERLAP);
    if ((load<u32>(o) & FLAG_LARGE) == 0) end = o + sizeOf(o);
  }
}
