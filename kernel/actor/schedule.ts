// The scheduler of a worker: runs actors in slices. On the main thread it answers when the host
// has something to do (`run`); any other worker runs until the process ends (`work`), and puts
// what is the host's on a list that the main thread takes from.
//
// Pre-emption is by reductions, never by time: a slice is SLICE_REDUCTIONS calls and loop turns,
// then the actor goes to the end of the queue. A slice that was cut short for a collection is
// continued at once with what is left of it.
//
// An actor that has called the host belongs to the main thread until that has answered: if a
// signal comes meanwhile, it gets a slice there.
//
// Invariants: the native stack is empty between slices, so any kernel instance can go on with an
// actor; before others can take an actor its nursery is in its record (leaveActor); between two
// calls of `run` the main thread's context holds the host's nursery.

import {
  ENDED_EXHAUSTED,
  ENDED_EXITED,
  ENDED_FLOODED,
  ENDED_OVERFLOWN,
  ENDED_RAISED,
  ENDED_RETURNED,
  ENDED_STARVED,
  ENDED_THROWN,
  RUN_BUDGET,
  RUN_CLOSE,
  RUN_EXIT,
  RUN_HOST,
  RUN_IDLE,
  SLICE_DONE,
  SLICE_EXIT,
  SLICE_HOST,
  SLICE_NEED,
  SLICE_RAISED,
  SLICE_STARVED,
  SLICE_THROWN,
  SLICE_WAIT,
  SLICE_YIELD,
  TRACE_SCHEDULE,
  TRACE_SPAWN,
} from "../../gen/kernel/events";
import {
  RAISE_EXIT,
  RAISE_HOST,
  RAISE_INTERRUPTED,
  RAISE_OUT_OF_MEMORY,
} from "../../gen/kernel/opcodes";
import {
  CONTEXT_ACTOR,
  CONTEXT_CHARGE,
  CONTEXT_NEED,
  CONTEXT_NURSERY,
  CONTEXT_NURSERY_BLOCKS,
  CONTEXT_REPORT,
  CONTEXT_UNCLOCKED,
  context,
  raise,
} from "../context";
import { makeVectorOfPair } from "../data/vector";
import { isStressed } from "../debug/stress";
import { censusVector } from "../heap/census";
import { COLLECT_DONE, COLLECT_RAISE, collectAtSafepoint } from "../heap/collect";
import { exceeds } from "../heap/measure";
import { collectNursery } from "../heap/nursery";
import { promote } from "../heap/promote";
import { BLOCK_SHIFT } from "../heap/space";
import { endTransaction } from "../stm/transaction";
import { Addr } from "../value/addr";
import { makeFixnum, NIL, SENTINEL, Value } from "../value/value";
import { answerHost, CONTINUE, enterCall, enterRaise, pushArgument } from "../vm/enter";
import {
  ACTOR_BINDINGS,
  ACTOR_DEFERRED,
  ACTOR_FP,
  ACTOR_REDUCTIONS,
  ACTOR_RESULT,
  ACTOR_SP,
  ACTOR_STACK,
  NEW_STACK_BYTES,
  shrinkStack,
  tightenStack,
} from "../vm/frame";
import { interpret } from "../vm/interpret";
import { awaitMainWork, sleepUntilWork } from "../worker/sleep";
import { enterHeap, leaveHeap, stopIfAsked } from "../worker/stop";
import {
  arrive,
  hasArrivals,
  isMainWorker,
  isShuttingDown,
  letIn,
  ownNumber,
} from "../worker/workers";
import {
  ACTOR_FLAGS,
  ACTOR_HEAP_LIMIT,
  ACTOR_INTERRUPTED,
  ACTOR_MODE,
  ACTOR_OUTCOME,
  ACTOR_PORTS,
  ACTOR_REASON,
  ACTOR_RECEIVES,
  ACTOR_STATE,
  ACTOR_UNMEASURED,
  ACTOR_USED,
  ACTOR_WAITED,
  ACTOR_YIELDED,
  FLAG_BOUND,
  FLAG_CALLS,
  hostActor,
  MODE_AWAITED,
  MODE_EXHAUSTED,
  MODE_EXITING,
  MODE_FLOODED,
  MODE_KEPT,
  MODE_RESTARTS,
  MODE_SHIELDED,
  makeActor,
  releaseActor,
  STATE_CALLS,
  STATE_ENDED,
  STATE_HOST,
  STATE_RUNNABLE,
  STATE_RUNNING,
} from "./actor";
import { beginExit, continueExit, EXIT_DONE, EXIT_NEED } from "./exit";
import { blameFlooded, INTERRUPT_FLOODED } from "./flood";
import { addHostWork, takeHostWork } from "./host_work";
import { beginSmall, getUp, settleDown } from "./idle";
import { makePid } from "./pid";
import { hasPorts } from "./port";
import {
  changeState,
  comeBack,
  dequeue,
  enqueue,
  goAway,
  hasNext,
  letWait,
  offerWork,
  unqueue,
  wake,
  wakeForSignal,
} from "./queue";
import { draw, isClockHeld, isSeeded, passTime, skipTo } from "./seed";
import { doom, hasSignals, isDoomed, receiveSignals } from "./signal";
import { leaveActor, switchTo } from "./switch";
import { cancelTimer, fireDue, nextDeadline } from "./timer";
import { isTraced, traceOne } from "./trace";
import {
  KEYWORD_EXCEPTION,
  KEYWORD_KILLED,
  KEYWORD_NORMAL,
  KEYWORD_SHUTDOWN,
  KEYWORD_SYSTEM_LIMIT,
  keyword,
} from "./word";

/** Kinds that the message of an OutOfMemoryError names. */
const CENSUS_KINDS: u32 = 5;

const SLICE_REDUCTIONS: i32 = 4000;
const SLICE_BITS: u32 = 12;
/** Reductions after which a worker looks at the clock: some tens of microseconds. */
const CLOCK_REDUCTIONS: i32 = 400;
/** What a slice costs besides, in reductions. */
const SLICE_COST: i32 = 10;

// What `interrupt` raises: InterruptedException, or an exit for :shutdown.
export const INTERRUPT_PLAIN: u32 = 1;
export const INTERRUPT_EXIT: u32 = 2;

/**
 * A new actor that calls `f` with no arguments under the thread bindings `bindings` (a map or
 * nil); both are shared values. It is not in the queue yet, so that more can be said of it first.
 * Answers 0 when there is no memory.
 */
export function prepareActor(f: Value, bindings: Value): Addr {
  const actor = makeActor();
  if (actor == 0) return 0;
  store<u64>(actor, bindings, ACTOR_BINDINGS);
  pushArgument(actor, f);
  if (enterCall(actor, 0) == CONTINUE) return beginSmall(actor);
  releaseActor(actor);
  return 0;
}

/** A new actor for values that the host has made, in the queue and bound to its thread. */
export function spawnActor(f: Value, bindings: Value): Addr {
  const sharedF = promote(f);
  if (sharedF == SENTINEL) return 0;
  const sharedBindings = promote(bindings);
  if (sharedBindings == SENTINEL) return 0;
  const actor = prepareActor(sharedF, sharedBindings);
  if (actor == 0) return 0;
  store<u32>(actor, MODE_KEPT, ACTOR_MODE);
  store<u32>(actor, FLAG_BOUND, ACTOR_FLAGS);
  if (isTraced(TRACE_SPAWN)) traceOne(TRACE_SPAWN, makePid(actor));
  enqueue(actor);
  return actor;
}

/** Runs the queue for at most `slices` slices; answers one of RUN_*. */
export function run(slices: u32): u32 {
  comeBack();
  if (hasArrivals()) letIn();
  collectHost();
  let answer: u32 = 0;
  while (answer == 0) {
    stopIfAsked();
    answer = slices == 0 ? RUN_BUDGET : takeHostWork();
    if (answer == 0) {
      slices--;
      lookAtClock();
      const actor = dequeue();
      if (actor != 0) answer = runSlice(actor);
      else if (isSeeded() && !isClockHeld() && nextDeadline() != 0) skipTo(nextDeadline());
      else if (!awaitMainWork()) answer = RUN_IDLE;
    }
  }
  switchTo(hostActor());
  goAway();
  return answer;
}

/** As `run`, for one actor alone, which the host has made; RUN_IDLE when it waits. */
export function runActor(actor: Addr, slices: u32): u32 {
  collectHost();
  let answer: u32 = 0;
  while (answer == 0) {
    stopIfAsked();
    fireDue();
    if (atomic.load<u32>(actor, ACTOR_STATE) != STATE_RUNNABLE) answer = RUN_IDLE;
    else if (slices == 0) answer = RUN_BUDGET;
    else if (unqueue(actor)) {
      slices--;
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

/** The life of a worker that is not the main thread's, over the context `own`. */
export function work(own: Addr): void {
  if (!arrive(own)) return;
  enterHeap();
  while (!isShuttingDown()) {
    stopIfAsked();
    lookAtClock();
    const actor = dequeue();
    if (actor == 0) {
      sleepUntilWork();
      enterHeap();
    } else if (runSlice(actor) != 0) {
      addHostWork(load<u32>(context, CONTEXT_REPORT));
    }
  }
  leaveHeap();
}

/**
 * Does what is due by the clock, unless this worker has looked at it and little has been done
 * since: to ask for the time costs as much as a short slice.
 */
function lookAtClock(): void {
  if (load<i32>(context, CONTEXT_UNCLOCKED) < CLOCK_REDUCTIONS && hasNext() && !isSeeded()) return;
  store<i32>(context, 0, CONTEXT_UNCLOCKED);
  fireDue();
}

/**
 * Runs one slice of an actor taken from the queue; 0 when the host need not know of its end.
 * Afterwards the context holds no nursery but perhaps the host's.
 */
function runSlice(actor: Addr): u32 {
  switchTo(actor);
  if ((load<u32>(actor, ACTOR_MODE) & MODE_EXITING) != 0) return continueEnd(actor);
  if (isTraced(TRACE_SCHEDULE)) traceOne(TRACE_SCHEDULE, makeFixnum(<i64>ownNumber()));
  const given = sliceLength();
  store<i32>(actor, given, ACTOR_REDUCTIONS);
  store<i32>(actor, 0, ACTOR_DEFERRED);
  if (!getUp(actor)) {
    collectAtSafepoint(NEW_STACK_BYTES);
    if (!getUp(actor)) return endSlice(actor, SLICE_STARVED);
  }
  let end = takeSignals(actor);
  if (end == CONTINUE && (load<u32>(actor, ACTOR_MODE) & MODE_AWAITED) != 0) {
    return waitForHost(actor);
  }
  store<u32>(actor, load<u32>(actor, ACTOR_FLAGS) & ~FLAG_CALLS, ACTOR_FLAGS);
  if (end == CONTINUE) end = raiseInterrupt(actor);
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
    if (isDoomed(actor)) end = SLICE_EXIT;
  }
  const left = load<i32>(actor, ACTOR_REDUCTIONS) + load<i32>(actor, ACTOR_DEFERRED);
  const used = given - left + load<i32>(context, CONTEXT_CHARGE);
  store<u32>(context, 0, CONTEXT_CHARGE);
  if (isSeeded()) passTime(used);
  const unclocked = load<i32>(context, CONTEXT_UNCLOCKED) + used + SLICE_COST;
  store<i32>(context, unclocked, CONTEXT_UNCLOCKED);
  store<u64>(actor, load<u64>(actor, ACTOR_USED) + <u64>used, ACTOR_USED);
  return endSlice(actor, end);
}

function sliceLength(): i32 {
  if (isStressed()) return 1;
  if (!isSeeded()) return SLICE_REDUCTIONS;
  return 1 + <i32>(draw(SLICE_REDUCTIONS) >> draw(SLICE_BITS)); // short ones find more
}

/** Acts on what has come since the last slice; SLICE_EXIT when the actor does not survive it. */
function takeSignals(actor: Addr): u32 {
  if (hasSignals(actor)) {
    if (!receiveSignals(actor)) collectAtSafepoint(load<u32>(context, CONTEXT_NEED));
  }
  store<u32>(actor, 0, ACTOR_WAITED);
  return isDoomed(actor) ? SLICE_EXIT : CONTINUE;
}

/** Ends a slice that was for signals only: the host has still to answer. */
function waitForHost(actor: Addr): u32 {
  leaveActor();
  letHostAnswer(actor);
  return 0;
}

/** On the main thread: the host may answer the actor from now on. */
export function letHostAnswer(actor: Addr): void {
  atomic.store<u32>(actor, STATE_HOST, ACTOR_STATE);
  if (hasSignals(actor)) wakeForSignal(actor);
}

/** Gives the actor to the main thread, whose host is to do what it has called for. */
function callHost(actor: Addr): u32 {
  store<u32>(context, actor, CONTEXT_REPORT);
  store<u32>(actor, load<u32>(actor, ACTOR_MODE) | MODE_AWAITED, ACTOR_MODE);
  store<u32>(actor, load<u32>(actor, ACTOR_FLAGS) | FLAG_CALLS, ACTOR_FLAGS);
  leaveActor();
  if (isMainWorker()) letHostAnswer(actor);
  else atomic.store<u32>(actor, STATE_CALLS, ACTOR_STATE);
  return RUN_HOST;
}

function raiseInterrupt(actor: Addr): u32 {
  const how = load<u32>(actor, ACTOR_INTERRUPTED);
  if (how == 0 || (load<u32>(actor, ACTOR_MODE) & MODE_SHIELDED) != 0) return CONTINUE;
  store<u32>(actor, 0, ACTOR_INTERRUPTED);
  abandonWait(actor);
  if (how == INTERRUPT_FLOODED) {
    doom(actor, keyword(KEYWORD_KILLED));
    store<u32>(actor, load<u32>(actor, ACTOR_MODE) | MODE_FLOODED, ACTOR_MODE);
    return SLICE_EXIT;
  }
  if (how == INTERRUPT_EXIT) raise(RAISE_EXIT, keyword(KEYWORD_SHUTDOWN), NIL, NIL);
  else raise(RAISE_INTERRUPTED, NIL, NIL, NIL);
  return enterRaise(actor);
}

/** Forgets what the actor waited for: an exception ends the primitive that did. */
function abandonWait(actor: Addr): void {
  store<u32>(actor, 0, ACTOR_YIELDED);
  store<u32>(actor, 0, ACTOR_RECEIVES);
  cancelTimer(actor);
}

/** Collects; when memory is short in spite of it, the actor is told, or ends. */
function collect(actor: Addr, need: u32): u32 {
  const nursery = load<u32>(context, CONTEXT_NURSERY);
  const blocks = load<u32>(context, CONTEXT_NURSERY_BLOCKS);
  const answer = collectAtSafepoint(need);
  const isCollected = load<u32>(context, CONTEXT_NURSERY) != nursery;
  if (isCollected && load<u32>(actor, ACTOR_HEAP_LIMIT) != 0) {
    checkHeap(actor, blocks << BLOCK_SHIFT);
  }
  if (answer == COLLECT_DONE) return CONTINUE;
  if (answer == COLLECT_RAISE) return raiseOutOfMemory(actor);
  if (blameFlooded()) {
    store<i32>(actor, 0, ACTOR_REDUCTIONS);
    return CONTINUE;
  }
  return SLICE_STARVED;
}

/**
 * Ends the actor if it keeps more alive than it may. As it must have made what it keeps, or been
 * sent it, one look for each `limit` bytes of nurseries is enough.
 */
function checkHeap(actor: Addr, bytes: u32): void {
  const limit = load<u32>(actor, ACTOR_HEAP_LIMIT);
  const unmeasured = load<u32>(actor, ACTOR_UNMEASURED) + bytes;
  store<u32>(actor, unmeasured, ACTOR_UNMEASURED);
  if (unmeasured < limit) return;
  store<u32>(actor, 0, ACTOR_UNMEASURED);
  if (!exceeds(actor, limit)) return;
  doom(actor, keyword(KEYWORD_KILLED));
  store<u32>(actor, load<u32>(actor, ACTOR_MODE) | MODE_EXHAUSTED, ACTOR_MODE);
}

/**
 * Raises OutOfMemoryError with the census, what fills the heap. If that is the mailbox of some
 * actor it ends instead, and this one tries again in its next slice.
 */
function raiseOutOfMemory(actor: Addr): u32 {
  if (blameFlooded()) {
    store<i32>(actor, 0, ACTOR_REDUCTIONS);
    return CONTINUE;
  }
  abandonWait(actor);
  raise(RAISE_OUT_OF_MEMORY, censusVector(CENSUS_KINDS), NIL, NIL);
  return enterRaise(actor);
}

/** Puts the actor where the end of its slice says; answers one of RUN_*, or 0. */
function endSlice(actor: Addr, end: u32): u32 {
  if (end == CONTINUE) {
    shrinkStack(actor);
    leaveActor();
    enqueue(actor);
    offerWork();
    return 0;
  }
  if (end == SLICE_WAIT) {
    if ((load<u32>(actor, ACTOR_MODE) & MODE_RESTARTS) != 0) return restart(actor);
    store<u32>(actor, 1, ACTOR_WAITED);
    const goesOn = load<u32>(actor, ACTOR_YIELDED) != 0 || hasSignals(actor);
    if (!goesOn) settleDown(actor);
    leaveActor();
    if (goesOn) enqueue(actor);
    else letWait(actor);
    return 0;
  }
  return end == SLICE_HOST ? callHost(actor) : endActor(actor, end);
}

/** Lets an actor begin anew, with as little memory as it needs. */
function restart(actor: Addr): u32 {
  store<u32>(actor, load<u32>(actor, ACTOR_MODE) & ~MODE_RESTARTS, ACTOR_MODE);
  const f = load<u64>(actor, ACTOR_REASON);
  store<u64>(actor, NIL, ACTOR_REASON);
  endTransaction(actor);
  store<u32>(actor, 0, ACTOR_FP);
  store<u32>(actor, load<u32>(actor, ACTOR_STACK), ACTOR_SP);
  pushArgument(actor, f);
  const end = enterCall(actor, 0);
  if (end != CONTINUE) return endActor(actor, end);
  collectNursery(true); // without memory for that it keeps its nursery
  tightenStack(actor);
  leaveActor();
  enqueue(actor);
  return 0;
}

/** Begins the end of an actor whose last slice ended so; answers one of RUN_*, or 0. */
function endActor(actor: Addr, end: u32): u32 {
  let outcome = ENDED_OVERFLOWN;
  let reason = keyword(KEYWORD_SYSTEM_LIMIT);
  if (end == SLICE_EXIT) {
    const mode = load<u32>(actor, ACTOR_MODE);
    if ((mode & MODE_FLOODED) != 0) outcome = ENDED_FLOODED;
    else outcome = (mode & MODE_EXHAUSTED) != 0 ? ENDED_EXHAUSTED : ENDED_EXITED;
    store<u64>(actor, load<u64>(actor, ACTOR_REASON), ACTOR_RESULT);
  } else if (end == SLICE_DONE) {
    outcome = ENDED_RETURNED;
    reason = keyword(KEYWORD_NORMAL);
    if ((load<u32>(actor, ACTOR_MODE) & MODE_KEPT) == 0) store<u64>(actor, NIL, ACTOR_RESULT);
  } else if (end == SLICE_RAISED) {
    outcome = ENDED_RAISED;
  } else if (end == SLICE_STARVED) {
    outcome = ENDED_STARVED;
  }
  shareResult(actor);
  if (end == SLICE_EXIT) reason = load<u64>(actor, ACTOR_RESULT);
  if (end == SLICE_THROWN && load<u64>(actor, ACTOR_RESULT) == NIL) {
    outcome = ENDED_STARVED; // there was no memory for the exception
  } else if (end == SLICE_THROWN) {
    outcome = ENDED_THROWN;
    reason = promote(makeVectorOfPair(keyword(KEYWORD_EXCEPTION), load<u64>(actor, ACTOR_RESULT)));
    if (reason == SENTINEL) reason = keyword(KEYWORD_SYSTEM_LIMIT);
  }
  // The host must not work on for an actor that is no more.
  if ((load<u32>(actor, ACTOR_MODE) & MODE_AWAITED) != 0) atomic.store<u32>(actor, 1, ACTOR_PORTS);
  beginExit(actor, outcome, reason);
  return continueEnd(actor);
}

/** Promotes the actor's result, which is nil if there is no memory for that. */
function shareResult(actor: Addr): void {
  let result = promote(load<u64>(actor, ACTOR_RESULT));
  if (result == SENTINEL && collectAtSafepoint(load<u32>(context, CONTEXT_NEED)) == COLLECT_DONE) {
    result = promote(load<u64>(actor, ACTOR_RESULT));
  }
  store<u64>(actor, result == SENTINEL ? NIL : result, ACTOR_RESULT);
}

/**
 * Goes on taking an actor apart; RUN_EXIT when that is done and the host is to see it, RUN_CLOSE
 * when it must give up something of the actor's first.
 */
function continueEnd(actor: Addr): u32 {
  if (hasPorts(actor)) {
    store<u32>(context, actor, CONTEXT_REPORT);
    leaveActor();
    atomic.store<u32>(actor, STATE_CALLS, ACTOR_STATE);
    return RUN_CLOSE;
  }
  const answer = continueExit(actor);
  if (answer == EXIT_NEED) collectAtSafepoint(load<u32>(context, CONTEXT_NEED));
  if (answer != EXIT_DONE) {
    leaveActor();
    enqueue(actor);
    return 0;
  }
  store<u32>(context, actor, CONTEXT_REPORT);
  atomic.store<u32>(actor, STATE_ENDED, ACTOR_STATE);
  const outcome = load<u32>(actor, ACTOR_OUTCOME);
  const mode = load<u32>(actor, ACTOR_MODE);
  const isOrderly = outcome == ENDED_RETURNED || outcome == ENDED_EXITED;
  if ((mode & MODE_KEPT) != 0 || !isOrderly) {
    leaveActor();
    return RUN_EXIT;
  }
  if ((mode & MODE_AWAITED) == 0) releaseActor(actor);
  else leaveActor();
  return 0;
}

/** The host has given up all that an ending actor had there; it goes on ending. */
export function portsClosed(actor: Addr): void {
  atomic.store<u32>(actor, 0, ACTOR_PORTS);
  enqueue(actor);
}

/** Takes note that the host has answered; does the actor wait for it still? */
function isAwaited(actor: Addr): bool {
  const mode = load<u32>(actor, ACTOR_MODE);
  store<u32>(actor, mode & ~MODE_AWAITED, ACTOR_MODE);
  if (load<u32>(actor, ACTOR_STATE) == STATE_ENDED && (mode & MODE_KEPT) == 0) releaseActor(actor);
  return (mode & MODE_EXITING) == 0;
}

/** Lets an actor go on that the host has answered; it may be in the queue for a signal. */
function resume(actor: Addr): void {
  if (!changeState(actor, STATE_HOST, STATE_RUNNING)) return; // nobody may wake it any more
  store<u32>(actor, load<u32>(actor, ACTOR_FLAGS) & ~FLAG_CALLS, ACTOR_FLAGS);
  enqueue(actor);
}

/** Answers the host primitive that the actor waits in; false when there is no memory for it. */
export function hostReturn(actor: Addr, value: Value): bool {
  const shared = promote(value);
  if (shared == SENTINEL) return false;
  if (!isAwaited(actor)) return true;
  answerHost(actor, shared);
  resume(actor);
  return true;
}

/** Throws an exception of the class named `className` from the host primitive it waits in. */
export function hostRaise(actor: Addr, className: Value, message: Value): bool {
  const sharedName = promote(className);
  const sharedMessage = promote(message);
  if (sharedName == SENTINEL || sharedMessage == SENTINEL) return false;
  if (!isAwaited(actor)) return true;
  raise(RAISE_HOST, sharedName, sharedMessage, NIL);
  if (enterRaise(actor) != CONTINUE) return false;
  resume(actor);
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

/** Raises a condition in the actor as soon as it runs; one that waits is woken. */
export function interrupt(actor: Addr, how: u32): void {
  atomic.store<u32>(actor, how, ACTOR_INTERRUPTED);
  wake(actor);
}
