// Collection of one actor's nursery: what its roots reach is copied, the rest is forgotten.
//
// An object survives its first collection inside the nursery; at the second it is tenured, and
// with it whatever it still reaches in the nursery (promotion). Tenuring by closure keeps the
// shared heap free of pointers into nurseries, so that no other heap, no card and no other actor
// has to be looked at. Age is the chunk's, not the object's.
//
// An object copied young may still be tenured later in the same collection, because something
// aged reaches it: its copy then forwards to the shared one, as after any promotion.
//
// Invariants: no from-space chunk is left; the current nursery holds survivors in AGED chunks
// only (tests hold it against a model); the worst case is reserved first.

import {
  CONTEXT_ACTOR,
  CONTEXT_ALLOCATE,
  CONTEXT_LARGE_BLOCKS,
  CONTEXT_LIMIT,
  CONTEXT_NURSERY,
  CONTEXT_NURSERY_BLOCKS,
  CONTEXT_NURSERY_LARGE,
  CONTEXT_NURSERY_TARGET,
  context,
} from "../context";
import { Addr } from "../value/addr";
import { addressOf, isPointer } from "../value/value";
import { ACTOR_SP, ACTOR_STACK } from "../vm/frame";
import { clearSafepoint } from "../worker/stop";
import { allocate, closeChunk, unlinkLargeObject } from "./allocate";
import {
  childrenEnd,
  fixedByShape,
  forwardingOf,
  forwardTo,
  isForwarded,
  isTailTraced,
  isTracedKind,
  kindOf,
  shapeOf,
  sizeByShape,
  sizeOf,
  tracedFields,
} from "./kinds";
import { clearMark, isMarked, setMark } from "./marks";
import { copyObject, promoteReserved, promotionReserve, reserveFor } from "./promote";
import { PHASE_NURSERY, processRoots } from "./roots";
import { LARGE_PREFIX, ownSharedBytes } from "./shared";
import {
  availableBlocks,
  BLOCK_NURSERY,
  BLOCK_NURSERY_AGED,
  BLOCK_NURSERY_FROM,
  BLOCK_NURSERY_FROM_AGED,
  BLOCK_NURSERY_LARGE,
  BLOCK_NURSERY_LARGE_AGED,
  BLOCK_SHIFT,
  blockOf,
  blockState,
  claimBlocks,
  freeBlock,
  freeRun,
  isInNursery,
  returnClaim,
  setBlockState,
  totalBlocks,
} from "./space";
import { addToStat, STAT_ALLOCATED_BYTES, STAT_NURSERY_COUNT } from "./stats";
import { popWork, pushWork, workTop } from "./worklist";

/** Chunks that a nursery may have before it is worth collecting: 1 MiB, less in a small heap. */
const TARGET_CHUNKS: u32 = 32;
/** How many times as many a crowded one may have: 64 MiB, less in a small heap. */
const CROWDED_GROWTH: u32 = 64;
/** Set in a target: so much survived the last collection that the next tenures at once. */
const TENURE: u32 = 1 << 31;
/** Blocks of large objects that make a collection worth it: 32 MiB. */
const TARGET_LARGE_BLOCKS: u32 = 1024;

/** The target of a nursery that nothing has survived in. */
export function smallestTarget(): u32 {
  const share = totalBlocks() >> 5;
  if (share >= TARGET_CHUNKS) return TARGET_CHUNKS;
  return share < 4 ? 4 : share;
}

/** Should the next safepoint collect the running actor's nursery? */
export function isNurseryFull(): bool {
  const target = load<u32>(context, CONTEXT_NURSERY_TARGET) & ~TENURE;
  const chunks = load<u32>(context, CONTEXT_NURSERY_BLOCKS);
  if (chunks >= (target == 0 ? smallestTarget() : target)) return true;
  const large = load<u32>(context, CONTEXT_LARGE_BLOCKS);
  return large > TARGET_LARGE_BLOCKS || large > totalBlocks() >> 3;
}

/**
 * Collects the running actor's nursery; with `tenureAll` nothing stays in it. Answers false,
 * and has done nothing, when the blocks for the worst case are not there.
 */
export function collectNursery(tenureAll: bool): bool {
  const tenure = tenureAll || (load<u32>(context, CONTEXT_NURSERY_TARGET) & TENURE) != 0;
  const reserve = tenure ? promotionReserve() : promotionReserve() * 2;
  if (!claimBlocks(reserve)) return false;
  copySurvivors(tenure);
  returnClaim(reserve);
  return true;
}

/**
 * As collectNursery, when a cycle has just found `liveBytes` alive in the nursery: all of it is
 * tenured, which takes the least memory.
 */
export function collectMeasuredNursery(liveBytes: u32): bool {
  if (availableBlocks() < reserveFor((liveBytes >> BLOCK_SHIFT) + 1)) return false;
  copySurvivors(true);
  return true;
}

function copySurvivors(tenureAll: bool): void {
  addToStat(STAT_NURSERY_COUNT, 1);
  const shared = ownSharedBytes();
  const chunks = load<u32>(context, CONTEXT_NURSERY_BLOCKS);
  const wasCrowded = (load<u32>(context, CONTEXT_NURSERY_TARGET) & TENURE) != 0;
  const from = leaveChunks(tenureAll);
  const base = workTop();
  processRoots(PHASE_NURSERY);
  while (true) {
    const o = popWork(base);
    if (o == 0) break;
    evacuateFields(o);
  }
  freeChunks(from);
  sweepLarge();
  ageChunks();
  const tenured = <u32>((ownSharedBytes() - shared) >> BLOCK_SHIFT);
  const survivors = load<u32>(context, CONTEXT_NURSERY_BLOCKS) + tenured;
  const few = wasCrowded ? chunks >> 5 : chunks >> 2;
  const isCrowded = chunks >= smallestTarget() && survivors > few;
  store<u32>(context, chooseTarget(isCrowded), CONTEXT_NURSERY_TARGET);
  const copied = (<u64>load<u32>(context, CONTEXT_NURSERY_BLOCKS)) << BLOCK_SHIFT;
  addToStat(STAT_ALLOCATED_BYTES, 0 - copied); // copies are no allocation of the actor's
}

/** Makes all chunks from-space and the nursery empty; answers the first of them. */
function leaveChunks(tenureAll: bool): Addr {
  closeChunk();
  const from = load<u32>(context, CONTEXT_NURSERY);
  for (let chunk = from; chunk != 0; chunk = load<u32>(chunk)) {
    const aged = tenureAll || blockState(blockOf(chunk)) == BLOCK_NURSERY_AGED;
    setBlockState(blockOf(chunk), aged ? BLOCK_NURSERY_FROM_AGED : BLOCK_NURSERY_FROM);
  }
  if (tenureAll) {
    for (let o = load<u32>(context, CONTEXT_NURSERY_LARGE); o != 0; o = nextLarge(o)) {
      setBlockState(blockOf(o), BLOCK_NURSERY_LARGE_AGED);
    }
  }
  store<u32>(context, 0, CONTEXT_NURSERY);
  store<u32>(context, 0, CONTEXT_NURSERY_BLOCKS);
  store<u32>(context, 0, CONTEXT_ALLOCATE);
  store<u32>(context, 0, CONTEXT_LIMIT);
  return from;
}

function nextLarge(o: Addr): Addr {
  return load<u32>(o - LARGE_PREFIX);
}

/** Makes the word at `at` name the survivor of what it names. */
export function evacuateSlot(at: Addr): void {
  const v = load<u64>(at);
  if (!isPointer(v)) return;
  const old = addressOf(v);
  if (!isInNursery(old)) return;
  let o = old;
  while (isForwarded(o)) o = forwardingOf(o);
  store<u64>(at, v - <u64>old + <u64>evacuate(o));
}

/** The same for a child of a trie's node. */
function evacuateChild(at: Addr): void {
  let o = load<u32>(at);
  if (!isInNursery(o)) return;
  while (isForwarded(o)) o = forwardingOf(o);
  store<u32>(at, evacuate(o));
}

/** Where an object that is not forwarded is after this collection. */
function evacuate(o: Addr): Addr {
  const state = blockState(blockOf(o));
  if (state == BLOCK_NURSERY_FROM) return copyToNursery(o);
  if (state == BLOCK_NURSERY_FROM_AGED || state == BLOCK_NURSERY_LARGE_AGED) {
    return addressOf(promoteReserved(<u64>o | 5));
  }
  if (state == BLOCK_NURSERY_LARGE && !isMarked(o)) {
    setMark(o);
    if (isTracedKind(kindOf(o)) && !pushWork(o)) unreachable();
  }
  return o;
}

function copyToNursery(o: Addr): Addr {
  const bytes = sizeOf(o);
  const to = allocate(bytes);
  copyObject(o, to, bytes);
  forwardTo(o, to);
  if (isTracedKind(kindOf(o)) && !pushWork(to)) unreachable();
  return to;
}

function evacuateFields(o: Addr): void {
  const kind = kindOf(o);
  let mask = tracedFields(kind);
  while (mask != 0) {
    evacuateSlot(o + 8 + (ctz<u32>(mask) << 3));
    mask &= mask - 1;
  }
  if (!isTailTraced(kind)) return;
  const shape = shapeOf(o);
  const end = o + sizeByShape(o, shape);
  const children = childrenEnd(o, shape);
  let at = o + fixedByShape(shape);
  for (; at < children; at += 4) evacuateChild(at);
  for (at = (at + 7) & ~7; at < end; at += 8) evacuateSlot(at);
}

function freeChunks(from: Addr): void {
  let chunk = from;
  while (chunk != 0) {
    const next = load<u32>(chunk);
    freeBlock(blockOf(chunk));
    chunk = next;
  }
}

/** Frees the large objects not reached and ages the others; tenured ones have left the list. */
function sweepLarge(): void {
  let o = load<u32>(context, CONTEXT_NURSERY_LARGE);
  while (o != 0) {
    const next = nextLarge(o);
    if (isMarked(o)) {
      clearMark(o);
      setBlockState(blockOf(o), BLOCK_NURSERY_LARGE_AGED);
    } else {
      unlinkLargeObject(o);
      freeRun(blockOf(o));
    }
    o = next;
  }
}

/** Ages the survivors' chunks, and lets allocation begin in a fresh one. */
function ageChunks(): void {
  closeChunk();
  for (let chunk = load<u32>(context, CONTEXT_NURSERY); chunk != 0; chunk = load<u32>(chunk)) {
    if (blockState(blockOf(chunk)) != BLOCK_NURSERY) unreachable();
    setBlockState(blockOf(chunk), BLOCK_NURSERY_AGED);
  }
  store<u32>(context, 0, CONTEXT_LARGE_BLOCKS);
  store<u32>(context, 0, CONTEXT_ALLOCATE);
  store<u32>(context, 0, CONTEXT_LIMIT);
  clearSafepoint();
}

/**
 * Chunks from which on the nursery is collected again: as many more as survived or as the stack
 * has blocks, so that copying and scanning stay a constant part of the cost of allocation; but no
 * more than a part of what is available. A nursery of which more than a quarter survives is
 * `crowded`: what its actor makes is made to last, so ageing it would only copy it twice, and a
 * larger nursery gives more of it the time to die. It stays so until hardly any of the larger one
 * survives, else the sizes would take turns.
 */
function chooseTarget(isCrowded: bool): u32 {
  const survivors = load<u32>(context, CONTEXT_NURSERY_BLOCKS);
  const smallest = smallestTarget();
  let growth = isCrowded ? smallest * CROWDED_GROWTH : smallest;
  if (growth < survivors) growth = survivors;
  const stack = stackBytes(load<u32>(context, CONTEXT_ACTOR)) >> BLOCK_SHIFT;
  if (growth < stack) growth = stack;
  const most = availableBlocks() >> 3;
  if (growth > most) growth = most > smallest ? most : smallest;
  return (survivors + growth) | (isCrowded ? TENURE : 0);
}

/** Bytes of the actor's stack in use; 0 for no actor. */
export function stackBytes(actor: Addr): u32 {
  return actor == 0 ? 0 : load<u32>(actor, ACTOR_SP) - load<u32>(actor, ACTOR_STACK);
}
