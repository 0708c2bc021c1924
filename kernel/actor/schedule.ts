// The scheduler of one worker: runs the actors of the queue in slices, and answers when the host
// has something to do.
//
// Pre-emption is by reductions, never by time: a slice is SLICE_REDUCTIONS calls and loop turns,
// then the actor goes to the end of the queue. A slice that was cut short for a collection is
// continued at once with what is left of it.
//
// Invariants: the native stack is empty between slices, so any kernel instance can go on with an
// actor; between two calls of `run` the context holds the host's nursery.

import {
  ENDED_OVERFLOWN,
  ENDED_RAISED,
  ENDED_RETURNED,
  ENDED_THROWN,
  RUN_BUDGET,
  RUN_EXIT,
  RUN_HOST,
  RUN_IDLE,
  SLICE_DONE,
  SLICE_HOST,
  SLICE_NEED,
  SLICE_RAISED,
  SLICE_THROWN,
  SLICE_WAIT,
  SLICE_YIELD,
} from "../../gen/kernel/events";
import { CONTEXT_ACTOR, CONTEXT_NEED, CONTEXT_REPORT, context, raise } from "../context";
import { RAISE_HOST, RAISE_INTERRUPTED, RAISE_OUT_OF_MEMORY } from "../../gen/kernel/opcodes";
import { isStressed } from "../debug/stress";
import { censusVector } from "../heap/census";
import { COLLECT_DONE, COLLECT_RAISE, collectAtSafepoint } from "../heap/collect";
import { promote } from "../heap/promote";
import { monotonicNow } from "../host/imports";
import { Addr } from "../value/addr";
import { NIL, SENTINEL, Value, makeFixnum } from "../value/value";
import { CONTINUE, answerHost, enterCall, enterRaise, pushArgument } from "../vm/enter";
import {
  ACTOR_BINDINGS,
  ACTOR_DEFERRED,
  ACTOR_REDUCTIONS,
  ACTOR_RESULT,
  shrinkStack,
} from "../vm/frame";
import { interpret } from "../vm/interpret";
import {
  ACTOR_INTERRUPTED,
  ACTOR_OUTCOME,
  ACTOR_STATE,
  ACTOR_USED,
  ACTOR_YIELDED,
  STATE_ENDED,
  STATE_HOST,
  STATE_RUNNABLE,
  STATE_WAITING,
  hostActor,
  makeActor,
  releaseActor,
  switchTo,
} from "./actor";
import { wakeCells } from "./cell_wait";
import { dequeue, enqueue, unqueue } from "./queue";
import { cancelTimer, countTimers, fireTimers } from "./timer";

/** Kinds that the message of an OutOfMemoryError names. */
const CENSUS_KINDS: u32 = 5;

const SLICE_REDUCTIONS: i32 = 4000;

/**
 * A new actor, in the queue, that calls `f` with no arguments under the thread bindings `bindings`
 * (a map or nil); both are shared values. Answers 0 when there is no memory.
 */
export function startActor(f: Value, bindings: Value): Addr {
  const actor = makeActor();
  if (actor == 0) return 0;
  store<u64>(actor, bindings, ACTOR_BINDINGS);
  pushArgument(actor, f);
  if (enterCall(actor, 0) != CONTINUE) {
    releaseActor(actor);
    return 0;
  }
  enqueue(actor);
  return actor;
}

/** As startActor, for values that the host has made; answers 0 when there is no memory. */
export function spawnActor(f: Value, bindings: Value): Addr {
  const sharedF = promote(f);
  if (sharedF == SENTINEL) return 0;
  const sharedBindings = promote(bindings);
  return sharedBindings == SENTINEL ? 0 : startActor(sharedF, sharedBindings);
}

/** Runs the queue for at most `slices` slices; answers one of RUN_*. */
export function run(slices: u32): u32 {
  collectHost();
  let answer: u32 = 0;
  while (answer == 0) {
    if (slices == 0) {
      answer = RUN_BUDGET;
    } else {
      slices--;
      if (countTimers() != 0) fireTimers(monotonicNow());
      const actor = dequeue();
      if (actor == 0) answer = RUN_IDLE;
      else answer = runSlice(actor);
    }
  }
  switchTo(hostActor());
  return answer;
}

/** As `run`, for one actor alone; RUN_IDLE when it waits. */
export function runActor(actor: Addr, slices: u32): u32 {
  collectHost();
  let answer: u32 = 0;
  while (answer == 0) {
    if (countTimers() != 0) fireTimers(monotonicNow());
    if (load<u32>(actor, ACTOR_STATE) != STATE_RUNNABLE) answer = RUN_IDLE;
    else if (slices == 0) answer = RUN_BUDGET;
    else {
      slices--;
      unqueue(actor);
      answer = runSlice(actor);
    }
  }
  switchTo(hostActor());
  return answer;
}

function collectHost(): void {
  switchTo(hostActor());
  collectAtSafepoint(0);
}

/** Runs one slice of an actor taken from the queue; 0 when the host need not know of its end. */
function runSlice(actor: Addr): u32 {
  switchTo(actor);
  const given = isStressed() ? 1 : SLICE_REDUCTIONS;
  store<i32>(actor, given, ACTOR_REDUCTIONS);
  store<i32>(actor, 0, ACTOR_DEFERRED);
  let end = raiseInterrupt(actor);
  let needed = i32.MIN_VALUE; // the reductions that were left when memory was asked for last
  while (end == CONTINUE && load<i32>(actor, ACTOR_REDUCTIONS) > 0) {
    end = interpret(actor);
    const left = load<i32>(actor, ACTOR_REDUCTIONS);
    if (end == SLICE_YIELD) {
      end = collect(actor, 0);
    } else if (end == SLICE_NEED) {
      const isNew = needed != left;
      needed = left;
      const need = load<u32>(context, CONTEXT_NEED);
      end = isNew ? collect(actor, need) : raiseOutOfMemory(actor);
    }
  }
  const used = given - load<i32>(actor, ACTOR_REDUCTIONS);
  store<u64>(actor, load<u64>(actor, ACTOR_USED) + <u64>used, ACTOR_USED);
  return endSlice(actor, end);
}

function raiseInterrupt(actor: Addr): u32 {
  if (load<u32>(actor, ACTOR_INTERRUPTED) == 0) return CONTINUE;
  store<u32>(actor, 0, ACTOR_INTERRUPTED);
  store<u32>(actor, 0, ACTOR_YIELDED);
  cancelTimer(actor);
  raise(RAISE_INTERRUPTED, NIL, NIL, NIL);
  return enterRaise(actor);
}

/** Collects; when memory is short in spite of it, the actor is told, or ends. */
function collect(actor: Addr, need: u32): u32 {
  const answer = collectAtSafepoint(need);
  if (answer == COLLECT_DONE) return CONTINUE;
  if (answer == COLLECT_RAISE) return raiseOutOfMemory(actor);
  raise(RAISE_OUT_OF_MEMORY, NIL, NIL, NIL);
  return SLICE_RAISED;
}

/** The operand is the census: what fills the heap. */
function raiseOutOfMemory(actor: Addr): u32 {
  raise(RAISE_OUT_OF_MEMORY, censusVector(CENSUS_KINDS), NIL, NIL);
  return enterRaise(actor);
}

/** Puts the actor where the end of its slice says; answers one of RUN_*, or 0. */
function endSlice(actor: Addr, end: u32): u32 {
  if (end == CONTINUE) {
    shrinkStack(actor);
    enqueue(actor);
    return 0;
  }
  if (end == SLICE_WAIT) {
    if (load<u32>(actor, ACTOR_YIELDED) != 0) enqueue(actor);
    else store<u32>(actor, STATE_WAITING, ACTOR_STATE);
    return 0;
  }
  store<u32>(context, actor, CONTEXT_REPORT);
  if (end == SLICE_HOST) {
    store<u32>(actor, STATE_HOST, ACTOR_STATE);
    return RUN_HOST;
  }
  endActor(actor, end);
  return RUN_EXIT;
}

/** Notes how the actor has ended and lets the host see its result. */
function endActor(actor: Addr, end: u32): void {
  let outcome = ENDED_OVERFLOWN;
  if (end == SLICE_DONE) outcome = ENDED_RETURNED;
  else if (end == SLICE_THROWN) outcome = ENDED_THROWN;
  else if (end == SLICE_RAISED) outcome = ENDED_RAISED;
  store<u32>(actor, outcome, ACTOR_OUTCOME);
  store<u32>(actor, STATE_ENDED, ACTOR_STATE);
  cancelTimer(actor);
  wakeCells();
  let result = promote(load<u64>(actor, ACTOR_RESULT));
  if (result == SENTINEL && collectAtSafepoint(load<u32>(context, CONTEXT_NEED)) == COLLECT_DONE) {
    result = promote(load<u64>(actor, ACTOR_RESULT));
  }
  store<u64>(actor, result == SENTINEL ? NIL : result, ACTOR_RESULT);
}

/** Answers the host primitive that the actor waits in; false when there is no memory for it. */
export function hostReturn(actor: Addr, value: Value): bool {
  const shared = promote(value);
  if (shared == SENTINEL) return false;
  answerHost(actor, shared);
  enqueue(actor);
  return true;
}

/** Throws an exception of the class named `className` from the host primitive it waits in. */
export function hostRaise(actor: Addr, className: Value, message: Value): bool {
  const sharedName = promote(className);
  const sharedMessage = promote(message);
  if (sharedName == SENTINEL || sharedMessage == SENTINEL) return false;
  raise(RAISE_HOST, sharedName, sharedMessage, NIL);
  if (enterRaise(actor) != CONTINUE) return false;
  enqueue(actor);
  return true;
}

/** The value as the whole world may see it, for one that lies in the nursery of a parked actor. */
export function publish(actor: Addr, value: Value): Value {
  const current = load<u32>(context, CONTEXT_ACTOR);
  switchTo(actor);
  const shared = promote(value);
  switchTo(current);
  return shared;
}

/** Raises `interrupted` in the actor as soon as it runs; one that waits is woken. */
export function interrupt(actor: Addr): void {
  store<u32>(actor, 1, ACTOR_INTERRUPTED);
  if (load<u32>(actor, ACTOR_STATE) == STATE_WAITING) enqueue(actor);
}
