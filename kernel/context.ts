// The context block of this kernel instance: the words that interpreter, primitives, collector
// and host share about the running thread. One block per worker, in shared memory; its base is a
// global of the instance, so that native modules can import it.
//
// Invariant: an outcome is written immediately before the sentinel is answered, and read by the
// interpreter before anything else runs; its operands are no roots (docs/decisions/003).

import {
  OUTCOME_CALL,
  OUTCOME_HOST,
  OUTCOME_MISS,
  OUTCOME_NEED,
  OUTCOME_RAISE,
  OUTCOME_WAIT,
} from "../gen/kernel/events";
import { Addr } from "./value/addr";
import { SENTINEL, Value } from "./value/value";

/** Base of this instance's block; page 0 holds that of the first worker. */
export let context: Addr = 0x1000;

/** Makes this instance that of another worker. */
export function setContext(base: Addr): void {
  context = base;
}

export const CONTEXT_ALLOCATE: u32 = 0; // u32: next free byte of the current chunk
export const CONTEXT_LIMIT: u32 = 4; // u32: end of the current chunk
export const CONTEXT_OUTCOME: u32 = 8; // u32: one of OUTCOME_*
export const CONTEXT_CODE: u32 = 12; // u32: condition of a raise
export const CONTEXT_OPERAND_0: u32 = 16; // Value
export const CONTEXT_OPERAND_1: u32 = 24; // Value
export const CONTEXT_OPERAND_2: u32 = 32; // Value
export const CONTEXT_NEED: u32 = 40; // u32: bytes a primitive could not get; + NEED_SCATTERED
export const CONTEXT_SAFEPOINT: u32 = 44; // u32: not 0 when the next safepoint must look
export const CONTEXT_ACTOR: u32 = 48; // u32: record of the running actor
export const CONTEXT_NURSERY: u32 = 52; // u32: first block of the running actor's nursery
export const CONTEXT_METHODS: u32 = 56; // u32: the worker's cache of methods
export const CONTEXT_ARRIVAL: u32 = 60; // u32: not 0 until the worker is let in
export const CONTEXT_SLEEP: u32 = 64; // u32: not 0 while it sleeps; who wakes it clears this
export const CONTEXT_CHARGE: u32 = 68; // u32: reductions a primitive has used, not yet taken off
export const CONTEXT_SHARED_BYTES: u32 = 72; // u64: taken for the shared heap since the last cycle
// Cursors of the shared heap (kernel/heap/shared.ts): u32 next free byte, u32 end of the run.
export const CONTEXT_SHARED: u32 = 128;
export const CONTEXT_OVERFLOW: u32 = 136;
export const CONTEXT_PINNED: u32 = 144;
export const CONTEXT_WORK: u32 = 152; // u32: top of the collector's work list
export const CONTEXT_NURSERY_BLOCKS: u32 = 156; // u32: chunks of the running actor's nursery
export const CONTEXT_NURSERY_LARGE: u32 = 160; // u32: first of its large objects
export const CONTEXT_NURSERY_TARGET: u32 = 164; // u32: chunks from which on it is collected
export const CONTEXT_LOG: u32 = 168; // u32: top of the log of written cells
export const CONTEXT_LOG_LOST: u32 = 172; // u32: not 0 when the log has not every written cell
export const CONTEXT_ASKED: u32 = 184; // u32: collection that Lisp asks for, one of ASKED_*
export const CONTEXT_REPORT: u32 = 176; // u32: the actor that the answer of `run` is about
export const CONTEXT_PHASE: u32 = 188; // u32: what roots are processed for (kernel/heap/roots)
export const CONTEXT_LARGE_BLOCKS: u32 = 180; // u32: of large objects since the last collection
export const CONTEXT_NEXT: u32 = 80; // u32: the one actor in the run queue, if it is there alone
export const CONTEXT_AWAY: u32 = 88; // u32: not 0 while the worker is at work outside of the kernel
export const CONTEXT_TURNS: u32 = 92; // u32: actors it has taken from its own queue
export const CONTEXT_UNCLOCKED: u32 = 84; // i32: reductions since the worker looked at the clock
/** The worker's run queue (kernel/actor/queue.ts), in a cache line of its own. */
export const CONTEXT_QUEUE: u32 = 192;
/** Scratch for text under way: no value, dead when the primitive answers. */
export const CONTEXT_SCRATCH: u32 = 256;
export const SCRATCH_BYTES: u32 = 3840;
export const CONTEXT_BYTES: u32 = 4096;

export const ASKED_NURSERY: u32 = 1;
export const ASKED_YOUNG: u32 = 2;
export const ASKED_FULL: u32 = 3;

/** Added to the bytes needed, a multiple of 8: they need not lie in one piece. */
export const NEED_SCATTERED: u32 = 1;
/** Bytes that no heap has: the actor is told that the heap is full. */
export const NEED_ENDLESS: u32 = 0xfffffff8;

/** Takes `reductions` from the running actor's slice, at the next safepoint. */
export function charge(reductions: u32): void {
  store<u32>(context, load<u32>(context, CONTEXT_CHARGE) + reductions, CONTEXT_CHARGE);
  store<u32>(context, 1, CONTEXT_SAFEPOINT);
}

/** Records a condition (tables/conditions) and answers the sentinel. */
export function raise(code: u32, x: Value, y: Value, z: Value): Value {
  store<u32>(context, OUTCOME_RAISE, CONTEXT_OUTCOME);
  store<u32>(context, code, CONTEXT_CODE);
  store<u64>(context, x, CONTEXT_OPERAND_0);
  store<u64>(context, y, CONTEXT_OPERAND_1);
  store<u64>(context, z, CONTEXT_OPERAND_2);
  return SENTINEL;
}

/** Answers the sentinel: the row's Lisp function is to be called with the same arguments. */
export function miss(): Value {
  store<u32>(context, OUTCOME_MISS, CONTEXT_OUTCOME);
  return SENTINEL;
}

/** Answers the sentinel: `bytes` are needed at once; the primitive runs again when collected. */
export function need(bytes: u32): Value {
  store<u32>(context, OUTCOME_NEED, CONTEXT_OUTCOME);
  store<u32>(context, bytes, CONTEXT_NEED);
  return SENTINEL;
}

/** Answers the sentinel: the host does the work of primitive `p` and answers the actor. */
export function hostCall(p: u32): Value {
  store<u32>(context, OUTCOME_HOST, CONTEXT_OUTCOME);
  store<u32>(context, p, CONTEXT_CODE);
  return SENTINEL;
}

/** Answers the sentinel: the operands are a function and arguments, the last a sequence of more. */
export function spread(): Value {
  store<u32>(context, OUTCOME_CALL, CONTEXT_OUTCOME);
  return SENTINEL;
}

/** Answers the sentinel: the actor waits; whoever wakes it lets the primitive run again. */
export function wait(): Value {
  store<u32>(context, OUTCOME_WAIT, CONTEXT_OUTCOME);
  return SENTINEL;
}
