// Roots: the slots outside the heap whose values live. A collector sees them as ranges of words
// and may change each word. Whoever owns roots calls processRootRange for each of its ranges when
// asked; there are no callbacks, because the kernel has no closures: what a range is processed
// for is the phase, set by the collector that asked.
//
// Ranges registered here are fixed (tables of the host and of tests); frames, mailboxes and
// timers are added in processRoots by the code that knows them.
//
// Invariants: between two safepoints no value lives only outside these ranges (I4); a registered
// range names no objects of any nursery but the host's.

import { firstActor, hostActor, nextActor } from "../actor/actor";
import { scanAlarms } from "../actor/alarm";
import { CONTEXT_ACTOR, CONTEXT_PHASE, context } from "../context";
import { enterOwner, verifySlot } from "../debug/verify";
import { Addr } from "../value/addr";
import { scanActor, scanOwn } from "../vm/scan";
import { updateSlot } from "./defragment";
import { markSlot } from "./mark";
import { measureSlot } from "./measure";
import { evacuateSlot } from "./nursery";

const STATE: Addr = 0x280;
const COUNT: u32 = 0;
const RANGES: Addr = 0x288; // pairs of u32: address, count
const MAX_RANGES: u32 = 15;

/** The nursery of the actor in the context is collected: its own words only. */
export const PHASE_NURSERY: u32 = 1;
/** Words are traced. */
export const PHASE_MARK: u32 = 2;
/** Words are checked. */
export const PHASE_VERIFY: u32 = 3;
/** Words that name moved objects are changed. */
export const PHASE_UPDATE: u32 = 4;
/** What the words of one actor reach is counted. */
export const PHASE_MEASURE: u32 = 5;

/** Registers `count` words from `at` as roots; false when there is no room for another range. */
export function addRootRange(at: Addr, count: u32): bool {
  const n = load<u32>(STATE, COUNT);
  if (n == MAX_RANGES) return false;
  store<u32>(RANGES + (n << 3), at);
  store<u32>(RANGES + (n << 3), count, 4);
  store<u32>(STATE, n + 1, COUNT);
  return true;
}

/** Forgets all registered ranges. */
export function clearRootRanges(): void {
  store<u32>(STATE, 0, COUNT);
}

/** Has every range of roots processed for `phase`. */
export function processRoots(phase: u32): void {
  store<u32>(context, phase, CONTEXT_PHASE);
  const current = load<u32>(context, CONTEXT_ACTOR);
  const isNursery = phase == PHASE_NURSERY;
  if (!isNursery || current == hostActor()) processRegistered();
  if (isNursery) {
    if (current != 0) scanActor(current);
    return;
  }
  scanAlarms();
  for (let actor = firstActor(); actor != 0; actor = nextActor(actor)) {
    enterOwner(actor);
    scanActor(actor);
  }
}

function processRegistered(): void {
  enterOwner(hostActor());
  const n = load<u32>(STATE, COUNT);
  for (let i: u32 = 0; i < n; i++) {
    processRootRange(load<u32>(RANGES + (i << 3)), load<u32>(RANGES + (i << 3), 4));
  }
}

/** Has the words of one actor processed for `phase`. */
export function processActor(actor: Addr, phase: u32): void {
  store<u32>(context, phase, CONTEXT_PHASE);
  scanActor(actor);
}

/** As processActor, but for the thread bindings. */
export function processOwn(actor: Addr, phase: u32): void {
  store<u32>(context, phase, CONTEXT_PHASE);
  scanOwn(actor);
}

/** Processes `count` words from `at` for the phase that is running. */
export function processRootRange(at: Addr, count: u32): void {
  const end = at + (count << 3);
  const phase = load<u32>(context, CONTEXT_PHASE);
  if (phase == PHASE_NURSERY) {
    for (let slot = at; slot < end; slot += 8) evacuateSlot(slot);
  } else if (phase == PHASE_MARK) {
    for (let slot = at; slot < end; slot += 8) markSlot(slot);
  } else if (phase == PHASE_UPDATE) {
    for (let slot = at; slot < end; slot += 8) updateSlot(slot);
  } else if (phase == PHASE_MEASURE) {
    for (let slot = at; slot < end; slot += 8) measureSlot(slot);
  } else {
    for (let slot = at; slot < end; slot += 8) verifySlot(slot);
  }
}
