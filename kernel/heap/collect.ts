// The policy of collection: what happens at a safepoint where memory was asked for, or a nursery
// is full.
//
// A nursery is collected when it has its target of chunks. The shared heap gets a young cycle
// when it has taken a budget since the last one, in proportion to what lives, and a full cycle
// instead when what young cycles leave behind has grown too far, or when blocks are short.
//
// Blocks are short when there are fewer than a nursery collection in the worst case and the
// allocation of one slice can take (`lowBlocks`). Then every nursery is collected, a full cycle
// run, and sparse blocks are emptied. If that does not help, the actor is told that the heap is
// full, and what it does then lives on the reserve, with nursery collections alone: in a heap
// that is full of what lives, each full cycle would find the same again. At half of `lowBlocks` it
// is told once more, below a quarter it ends. Large objects and stacks never take from the reserve.
//
// Full cycles come at sizes of the heap that double, so that all of them together cost about
// twice the last one, up to the one that finds the heap full.
//
// Nurseries are collected by their workers alone; anything else happens with the world stopped.
//
// Invariants: runs between slices only, with every live value in roots (I4); a slice begins with
// enough blocks for what it may allocate before the next safepoint.

import { ACTOR_NURSERY_BLOCKS, firstActor, nextActor } from "../actor/actor";
import { switchTo } from "../actor/switch";
import {
  ASKED_FULL,
  ASKED_YOUNG,
  CONTEXT_ACTOR,
  CONTEXT_ASKED,
  CONTEXT_NURSERY,
  CONTEXT_NURSERY_LARGE,
  context,
  NEED_SCATTERED,
} from "../context";
import { isStressed, isStressTurn, isVerifyTurn, verifiesAsked } from "../debug/stress";
import { verifyHeap } from "../debug/verify";
import { Addr } from "../value/addr";
import { clearSafepoint, startWorld, stopIfAsked, stopWorld } from "../worker/stop";
import { countWorkers } from "../worker/workers";
import { takeCensus } from "./census";
import { collectShared, liveNurseryLines } from "./cycle";
import { LINE_SHIFT } from "./marks";
import {
  collectMeasuredNursery,
  collectNursery,
  isNurseryFull,
  smallestTarget,
  stackBytes,
} from "./nursery";
import { reserveFor } from "./promote";
import { allocatedBytes, LARGE_PREFIX } from "./shared";
import {
  availableBlocks,
  BLOCK_BYTES,
  BLOCK_SHIFT,
  blockOf,
  canTakeRun,
  freeBlock,
  freeRun,
  setReserve,
  setShare,
  totalBlocks,
} from "./space";
import {
  addToStat,
  STAT_EXHAUSTED_COUNT,
  STAT_FULL_LIVE_BYTES,
  STAT_LIVE_BYTES,
  stat,
} from "./stats";

/** What collectAtSafepoint answers. */
export const COLLECT_DONE: u32 = 0;
/** The condition out-of-memory is to be raised in the actor. */
export const COLLECT_RAISE: u32 = 1;
/** The reserve is used up too: the actor ends. */
export const COLLECT_END: u32 = 2;

/** Blocks that an actor may allocate before it comes to a safepoint: 1 MiB. */
const SLICE_BLOCKS: u32 = 32;
/** A young cycle is not worth it for less. */
const YOUNG_BYTES: u64 = 32 << 20;
/** After everything was done an 8th of the heap must be free, else the next time is too soon. */
const MARGIN_SHIFT: u32 = 3;
/** A full cycle in time defragments when it leaves less than half of the heap available. */
const ROOMY_SHIFT: u32 = 1;
/** Needs above this never fit. */
const MOST_BYTES: u32 = 0xfff00000; // less than NEED_ENDLESS

/** Page 0: how often an actor was told that the heap is full, twice at most, until it is not. */
const EXHAUSTED: Addr = 0x3e8;

/** To be called for a fresh space. */
export function initCollection(): void {
  shareBlocks();
  store<u32>(EXHAUSTED, 0);
}

/** To be called when a worker has joined, with nothing under way. */
export function shareBlocks(): void {
  setReserve(lowBlocks() >> 1);
  setShare(lowBlocksOfOne());
}

/** Workers whose shares leave three quarters of the heap to what lives. */
export function mostWorkers(): u32 {
  return (totalBlocks() >> 2) / lowBlocksOfOne();
}

/** Blocks that must be there after a safepoint. */
function lowBlocks(): u32 {
  const count = countWorkers();
  return lowBlocksOfOne() * (count == 0 ? 1 : count);
}

function lowBlocksOfOne(): u32 {
  const slice = totalBlocks() >> 4;
  return 2 * reserveFor(smallestTarget()) + (slice < SLICE_BLOCKS ? slice : SLICE_BLOCKS);
}

/**
 * Collects what is due, or more while `need` bytes (0: none in particular) cannot be had; answers
 * one of COLLECT_*.
 */
export function collectAtSafepoint(need: u32): u32 {
  stopIfAsked();
  const asked = load<u32>(context, CONTEXT_ASKED);
  clearSafepoint();
  store<u32>(context, 0, CONTEXT_ASKED);
  const isTurn = isStressed() && isStressTurn(stackBytes(load<u32>(context, CONTEXT_ACTOR)));
  if (isTurn) verifyWorld();
  else if (need == 0 && asked == 0 && !isNurseryFull() && availableBlocks() >= leastBlocks()) {
    return COLLECT_DONE;
  }
  const collected = collectNursery(isExhausted()); // tenuring needs the least room
  if (asked >= ASKED_YOUNG || isCycleDue()) runCycle(asked);
  while (true) {
    if (collected && (hasRoom(need, 0) || livesOnReserve(need))) return COLLECT_DONE;
    if (stopWorld()) break;
  }
  const answer = collectAll(need, collected);
  startWorld();
  return answer;
}

function verifyWorld(): void {
  if (!isVerifyTurn()) return;
  while (!stopWorld()) {}
  verifyHeap();
  startWorld();
}

/** Runs the cycle that was asked for, or the one that is due unless another worker was first. */
function runCycle(asked: u32): void {
  while (!stopWorld()) {
    if (asked < ASKED_YOUNG && !isCycleDue()) return;
  }
  if (asked == ASKED_FULL && verifiesAsked()) verifyHeap();
  else if (asked >= ASKED_YOUNG) collectShared(asked == ASKED_FULL, 0);
  else collectShared(isFullDue(), totalBlocks() >> ROOMY_SHIFT);
  startWorld();
}

/** Does all that can be done to find room for `need` bytes. */
function collectAll(need: u32, isDone: bool): u32 {
  if (isDone && neverFits(need)) {
    collectShared(true, 0);
    takeCensus();
    return COLLECT_RAISE;
  }
  let collected = isDone;
  collectOthers();
  const margin = totalBlocks() >> MARGIN_SHIFT;
  collectShared(true, 2 * lowBlocks() + margin + blocksFor(need));
  if (!collected) collected = collectMeasuredNursery(liveNurseryLines() << LINE_SHIFT);
  if (collected && hasRoom(need, margin)) {
    store<u32>(EXHAUSTED, 0);
    return COLLECT_DONE;
  }
  if (livesOnReserve(need)) return COLLECT_DONE;
  const told = load<u32>(EXHAUSTED);
  if (availableBlocks() < leastBlocks()) {
    if (told == 2) return COLLECT_END;
    store<u32>(EXHAUSTED, told + 1);
  } else if (told == 0) {
    store<u32>(EXHAUSTED, 1); // `need` is what there is no room for
  }
  addToStat(STAT_EXHAUSTED_COUNT, 1);
  takeCensus();
  return COLLECT_RAISE;
}

/** Is an actor at work on the condition? */
function isExhausted(): bool {
  return load<u32>(EXHAUSTED) != 0;
}

/** May an actor that knows of the full heap go on with what the reserve still has? */
function livesOnReserve(need: u32): bool {
  return need == 0 && isExhausted() && availableBlocks() >= leastBlocks();
}

/** Blocks below which a safepoint collects even if nothing is full. */
function leastBlocks(): u32 {
  return lowBlocks() >> load<u32>(EXHAUSTED);
}

/** Collects the nurseries of all other actors that hold more than the end of a chunk. */
function collectOthers(): void {
  const current = load<u32>(context, CONTEXT_ACTOR);
  for (let actor = firstActor(); actor != 0; actor = nextActor(actor)) {
    if (actor == current || load<u32>(actor, ACTOR_NURSERY_BLOCKS) == 0) continue;
    switchTo(actor);
    collectNursery(true);
  }
  if (current != 0) switchTo(current);
}

/** Would an empty heap be too small? Then the heap is not full, and no reserve is touched. */
function neverFits(need: u32): bool {
  return need > MOST_BYTES || ((need & NEED_SCATTERED) == 0 && blocksFor(need) >= totalBlocks());
}

function blocksFor(need: u32): u32 {
  return need == 0 ? 0 : (need + LARGE_PREFIX + BLOCK_BYTES - 1) >> BLOCK_SHIFT;
}

/**
 * Is there room for `need` bytes, in one piece unless they may be scattered, for a slice, and for
 * `margin` blocks?
 */
function hasRoom(need: u32, margin: u32): bool {
  if (need > MOST_BYTES) return false;
  const blocks = blocksFor(need);
  if (availableBlocks() < lowBlocks() + blocks + margin) return false;
  return blocks <= 1 || (need & NEED_SCATTERED) != 0 || canTakeRun(blocks);
}

function isCycleDue(): bool {
  const live = stat(STAT_LIVE_BYTES) >> 1;
  const whole = (<u64>totalBlocks()) << (BLOCK_SHIFT - 3);
  const least = YOUNG_BYTES < whole ? YOUNG_BYTES : whole;
  return allocatedBytes() > (live > least ? live : least);
}

/** Have the young cycles since the last full one let the heap double, and grow by enough? */
function isFullDue(): bool {
  return stat(STAT_LIVE_BYTES) > 2 * stat(STAT_FULL_LIVE_BYTES) + YOUNG_BYTES;
}

/** Frees the nursery in the context and all that lies in it. */
export function abandonNursery(): void {
  let chunk: Addr = load<u32>(context, CONTEXT_NURSERY);
  while (chunk != 0) {
    const next = load<u32>(chunk);
    freeBlock(blockOf(chunk));
    chunk = next;
  }
  let large: Addr = load<u32>(context, CONTEXT_NURSERY_LARGE);
  while (large != 0) {
    const next = load<u32>(large - LARGE_PREFIX);
    freeRun(blockOf(large));
    large = next;
  }
}
