// The policy of collection: what happens at a safepoint where memory was asked for, or a nursery
// is full.
//
// A nursery is collected when it has its target of chunks. The shared heap gets a young cycle
// when it has taken a budget since the last one, in proportion to what lives, and a full cycle
// instead when what young cycles leave behind has grown too far, or when blocks are short.
//
// Blocks are short when there are fewer than a nursery collection in the worst case and the
// allocation of one slice can take (`lowBlocks`). An actor is told that the heap is full only
// when a full cycle has not helped; below `lowBlocks` there is still the reserve that handling
// the condition lives on.
//
// Invariant: runs between slices only, with every live value in roots (I4).

import {
  ASKED_FULL,
  ASKED_YOUNG,
  CONTEXT_ASKED,
  CONTEXT_LARGE_BLOCKS,
  CONTEXT_NURSERY,
  CONTEXT_NURSERY_LARGE,
  CONTEXT_SAFEPOINT,
  NEED_SCATTERED,
  context,
} from "../context";
import { isStressed, verifyInTurn } from "../debug/stress";
import { Addr } from "../value/addr";
import { collectShared, liveNurseryLines } from "./cycle";
import { LINE_SHIFT } from "./marks";
import { collectMeasuredNursery, collectNursery, isNurseryFull, smallestTarget } from "./nursery";
import { reserveFor } from "./promote";
import { allocatedBytes, LARGE_PREFIX } from "./shared";
import {
  BLOCK_BYTES,
  BLOCK_SHIFT,
  availableBlocks,
  blockOf,
  freeBlock,
  freeRun,
  hasRun,
  totalBlocks,
} from "./space";
import {
  STAT_EXHAUSTED_COUNT,
  STAT_FULL_LIVE_BYTES,
  STAT_LIVE_BYTES,
  addToStat,
  stat,
} from "./stats";

/** Blocks that the actors allocate before they come to a safepoint. */
const SLICE_BLOCKS: u32 = 16;
/** A young cycle is not worth it for less. */
const YOUNG_BYTES: u64 = 16 << 20;

/** Blocks that must be there after a safepoint. */
function lowBlocks(): u32 {
  return 2 * reserveFor(smallestTarget()) + SLICE_BLOCKS;
}

/**
 * Collects what is due, or more while `need` bytes (0: none in particular) cannot be had; false
 * when they cannot be had at all.
 */
export function collectAtSafepoint(need: u32): bool {
  const asked = load<u32>(context, CONTEXT_ASKED);
  store<u32>(context, 0, CONTEXT_SAFEPOINT);
  store<u32>(context, 0, CONTEXT_ASKED);
  const isShort = availableBlocks() < lowBlocks();
  if (need == 0 && asked == 0 && !isShort && !isNurseryFull() && !isStressed()) return true;
  if (isStressed()) verifyInTurn();
  let collected = collectNursery(false);
  if (asked >= ASKED_YOUNG) collectShared(asked == ASKED_FULL);
  else if (isCycleDue()) collectShared(isFullDue());
  if (collected && hasRoom(need)) return true;
  collectShared(true);
  if (!collected) collected = collectMeasuredNursery(liveNurseryLines() << LINE_SHIFT);
  if (collected && hasRoom(need)) return true;
  addToStat(STAT_EXHAUSTED_COUNT, 1);
  return false;
}

/** Is there room for `need` bytes, in one piece unless they may be scattered, and for a slice? */
function hasRoom(need: u32): bool {
  const blocks = need == 0 ? 0 : (need + LARGE_PREFIX + BLOCK_BYTES - 1) >> BLOCK_SHIFT;
  if (availableBlocks() < lowBlocks() + blocks) return false;
  return blocks <= 1 || (need & NEED_SCATTERED) != 0 || hasRun(blocks);
}

function isCycleDue(): bool {
  const live = stat(STAT_LIVE_BYTES) >> 1;
  const whole = (<u64>totalBlocks()) << (BLOCK_SHIFT - 3);
  const least = YOUNG_BYTES < whole ? YOUNG_BYTES : whole;
  return allocatedBytes() > (live > least ? live : least);
}

/** Have the young cycles since the last full one let the heap grow by half, and by enough? */
function isFullDue(): bool {
  const full = stat(STAT_FULL_LIVE_BYTES);
  return stat(STAT_LIVE_BYTES) > full + (full >> 1) + YOUNG_BYTES;
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
