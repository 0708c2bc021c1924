// Cycles of the shared heap, with the world stopped: every actor is at a safepoint.
//
// A full cycle marks everything anew. A young cycle keeps the marks (sticky mark bits): what was
// marked before counts as live and is not traced again, so only objects made since the last cycle
// are, from the roots and from the old objects whose cells were written (the log). Nurseries are
// traced through and stay where they are; both cycles leave no mark in them.
//
// Invariant: after a cycle the marks of the shared heap say what lived, and the log is empty.

import { PRIM_LIMIT } from "../../gen/kernel/primitives";
import { CONTEXT_NURSERY, context } from "../context";
import { keywordInSlot, keywordSlots } from "../data/keyword";
import { verifyObject } from "../debug/verify";
import { Addr } from "../value/addr";
import { clearMethods } from "../vm/method_cache";
import { KERNEL_VARS, kernelVar, slowVar } from "../vm/primitive";
import { defragment } from "./defragment";
import { drainMarks, markedObjects, markObject, scanFields, startMarking } from "./mark";
import { clearAllMarks, clearMark, clearMarks, countLines, setMark } from "./marks";
import { PHASE_MARK, PHASE_VERIFY, processRoots } from "./roots";
import { allocatedBytes, LARGE_PREFIX, resetSharedAllocation } from "./shared";
import {
  BLOCK_NURSERY,
  blockAddr,
  blockOf,
  blockState,
  FIRST_BLOCK,
  isLargeState,
  nextUntouchedBlock,
} from "./space";
import {
  addToStat,
  STAT_FULL_COUNT,
  STAT_FULL_LIVE_BYTES,
  STAT_LIVE_BYTES,
  STAT_LIVE_OBJECTS,
  STAT_SHARED_BYTES,
  STAT_YOUNG_COUNT,
  setStat,
} from "./stats";
import { sweepShared, sweptBytes } from "./sweep";
import { recountTransients } from "./transients";
import { isLogLost, popLog, trustLog } from "./worklist";

/** Lines that live in the small objects of the nursery in the context, by the last cycle. */
let nurseryLines: u32 = 0;

export function liveNurseryLines(): u32 {
  return nurseryLines;
}

/**
 * Marks and sweeps; a young cycle becomes a full one when the log was lost. A full cycle that
 * leaves fewer than `wanted` blocks available defragments.
 */
export function collectShared(full: bool, wanted: u32): void {
  const isFull = full || isLogLost();
  addToStat(STAT_SHARED_BYTES, allocatedBytes());
  markShared(isFull);
  if (isFull) recountTransients();
  sweepShared();
  if (isFull) defragment(wanted);
  clearNurseryMarks();
  addToStat(isFull ? STAT_FULL_COUNT : STAT_YOUNG_COUNT, 1);
  setStat(STAT_LIVE_BYTES, sweptBytes());
  if (!isFull) return;
  setStat(STAT_FULL_LIVE_BYTES, sweptBytes());
  setStat(STAT_LIVE_OBJECTS, <u64>markedObjects());
}

/** The first half of a cycle. Nurseries are marked too until clearNurseryMarks is called. */
export function markShared(full: bool): void {
  resetSharedAllocation();
  clearMethods();
  startMarking();
  if (full) {
    dropLog();
    clearAllMarks(FIRST_BLOCK, nextUntouchedBlock());
  } else {
    markLog();
  }
  trustLog();
  processRoots(PHASE_MARK);
  processPinnedRoots(PHASE_MARK);
  drainMarks();
}

export function dropLog(): void {
  while (popLog() != 0) {}
}

/** Scans the old objects that were written since the last cycle; they count as live. */
function markLog(): void {
  while (true) {
    const o = popLog();
    if (o == 0) return;
    setMark(o);
    scanFields(o);
  }
}

/** Roots that are addresses, not words: what they name never moves. */
export function processPinnedRoots(phase: u32): void {
  for (let i: u32 = 0; i < KERNEL_VARS; i++) processPinned(kernelVar(i), phase);
  for (let p: u32 = 0; p < PRIM_LIMIT; p++) processPinned(slowVar(p), phase);
  const slots = keywordSlots();
  for (let i: u32 = 0; i < slots; i++) processPinned(keywordInSlot(i), phase);
}

function processPinned(o: Addr, phase: u32): void {
  if (o == 0) return;
  if (phase == PHASE_VERIFY) verifyObject(o);
  else markObject(o);
}

/** Forgets the marks in all nurseries, and notes how much of the context's own lives. */
export function clearNurseryMarks(): void {
  nurseryLines = 0;
  for (let chunk = load<u32>(context, CONTEXT_NURSERY); chunk != 0; chunk = load<u32>(chunk)) {
    nurseryLines += countLines(blockOf(chunk));
  }
  const end = nextUntouchedBlock();
  for (let block = FIRST_BLOCK; block < end; block++) {
    const state = blockState(block);
    if ((state & 7) != BLOCK_NURSERY) continue;
    if (isLargeState(state)) clearMark(blockAddr(block) + LARGE_PREFIX);
    else clearMarks(block);
  }
}
