// Primitives by which actors know of each other's lives: links, monitors, exit signals, refs and
// aliases, and what is told of an actor (tables/primitives/actor.ts).
//
// What a program asks for is written down in the running actor's own tables at once; the other
// side learns of it by a signal. A signal to oneself is acted on before the primitive answers.
//
// Invariant: all memory that may be refused is taken before the first effect.

import {
  TRACE_DEMONITOR,
  TRACE_LINK,
  TRACE_MONITOR,
  TRACE_SIGNAL,
  TRACE_SPAWN,
  TRACE_TIMER,
  TRACE_UNLINK,
} from "../../gen/kernel/events";
import {
  initReferenceGeneration,
  initReferenceIndex,
  initReferenceNumber,
  initReferenceTimer,
  KIND_PID,
  KIND_PORT,
  KIND_REFERENCE,
  mailMessage,
  portNumber,
  REFERENCE_TIMER,
  referenceGeneration,
  referenceIndex,
  referenceNumber,
  referenceTimer,
  timerPlace,
  timerTarget,
} from "../../gen/kernel/layouts";
import { RAISE_INDEX_OUT_OF_BOUNDS, RAISE_SPAWN_IN_TRANSACTION } from "../../gen/kernel/opcodes";
import {
  ACTOR_BOUND,
  ACTOR_DICTIONARY,
  ACTOR_GENERATION,
  ACTOR_HEAP_LIMIT,
  ACTOR_INDEX,
  ACTOR_LINKS,
  ACTOR_MODE,
  ACTOR_NOTES,
  ACTOR_OVERFLOW,
  ACTOR_PRIORITY,
  ACTOR_REASON,
  ACTOR_REFS,
  ACTOR_STATE,
  ACTOR_WATCHERS,
  ACTOR_WORKER,
  hasRoomForActor,
  MODE_EXITING,
  MODE_KEPT,
  MODE_RESTARTS,
  MODE_SUPERVISES,
  MODE_TRAPS,
  needRoomForActor,
  recordAt,
  recordCount,
  STATE_ENDED,
  STATE_FREE,
} from "../actor/actor";
import { cancelAlarm, deadlineOf, isDead, makeTimer, startAlarm } from "../actor/alarm";
import { infoVector } from "../actor/info";
import { giveAway, markMail, resetSaved, seekMark, setBound } from "../actor/mailbox";
import { actorOfPid, makePid, selfPid } from "../actor/pid";
import { enqueue } from "../actor/queue";
import {
  ALIAS_NONE,
  ALIAS_REPLY_DEMONITOR,
  assocIn,
  dissocIn,
  endMonitor,
  entryAlias,
  entryItem,
  entryTarget,
  getIn,
  isMonitor,
  LINKED,
  setEntry,
} from "../actor/relation";
import { prepareActor } from "../actor/schedule";
import { now } from "../actor/seed";
import {
  doom,
  hasSignals,
  isDoomed,
  POST_DEAD,
  POST_NEED,
  postSignal,
  receiveSignals,
  SIGNAL_DEMONITOR,
  SIGNAL_DOWN,
  SIGNAL_EXIT,
  SIGNAL_INFO,
  SIGNAL_LINK,
  SIGNAL_MONITOR,
  SIGNAL_UNLINK,
  sendSignal,
} from "../actor/signal";
import { isTraced, trace, traceOne } from "../actor/trace";
import { KEYWORD_NOPROC, keyword } from "../actor/word";
import { CONTEXT_ACTOR, context, need, raise, wait } from "../context";
import { EMPTY_MAP } from "../data/fixed";
import { mapAssoc } from "../data/map";
import { initNodeSlot, makeNode } from "../data/node";
import { makeVectorOfNode, vectorNth } from "../data/vector";
import { nextId } from "../data/world";
import { allocateObject } from "../heap/allocate";
import { promote } from "../heap/promote";
import { BLOCK_BYTES } from "../heap/space";
import { categoryOf, NO_NUMBER, raiseNotNumber } from "../number/category";
import { toDouble } from "../number/compare";
import { isTransacting } from "../stm/transaction";
import { Addr } from "../value/addr";
import { isOfKind, raiseWrongKind } from "../value/kind";
import {
  addressOf,
  FALSE,
  fixnumValue,
  isFixnum,
  makeBoolean,
  makeFixnum,
  makePointer,
  NIL,
  SENTINEL,
  TAG_OBJECT,
  TRUE,
  Value,
} from "../value/value";

/** Bits of spawn-with. */
const SPAWN_LINK: u32 = 1;
const SPAWN_MONITOR: u32 = 2;

function self(): Addr {
  return load<u32>(context, CONTEXT_ACTOR);
}

function optionAt(options: Value, i: u32): Value {
  return vectorNth(addressOf(options), i);
}

function numberAt(options: Value, i: u32): u32 {
  return <u32>fixnumValue(optionAt(options, i));
}

function mapOfOne(key: Value, value: Value): Value {
  return promote(mapAssoc(addressOf(EMPTY_MAP), key, value));
}

export function primSpawnWith(f: Value, bindings: Value, options: Value): Value {
  if (isTransacting()) return raise(RAISE_SPAWN_IN_TRANSACTION, NIL, NIL, NIL);
  const bits = numberAt(options, 0);
  const sharedF = giveAway(f); // before all that may hold it, too
  const ref = promote(optionAt(options, 1));
  const notes = promote(optionAt(options, 7));
  const sharedBindings = promote(bindings);
  const links = (bits & SPAWN_LINK) == 0 ? NIL : mapOfOne(selfPid(), LINKED);
  const watchers = (bits & SPAWN_MONITOR) == 0 ? NIL : mapOfOne(ref, selfPid());
  const isShared =
    ref != SENTINEL && notes != SENTINEL && sharedF != SENTINEL && sharedBindings != SENTINEL;
  if (!isShared || links == SENTINEL || watchers == SENTINEL) return SENTINEL;
  if (!hasRoomForActor()) return needRoomForActor();
  const actor = prepareActor(sharedF, sharedBindings);
  if (actor == 0) return need(2 * BLOCK_BYTES);
  store<u64>(actor, links, ACTOR_LINKS);
  store<u64>(actor, watchers, ACTOR_WATCHERS);
  store<u64>(actor, notes, ACTOR_NOTES);
  store<u32>(actor, numberAt(options, 3), ACTOR_PRIORITY);
  store<u32>(actor, numberAt(options, 4), ACTOR_HEAP_LIMIT);
  store<u32>(actor, numberAt(options, 5), ACTOR_BOUND);
  store<u32>(actor, numberAt(options, 6), ACTOR_OVERFLOW);
  store<u32>(actor, numberAt(options, 8), ACTOR_WORKER);
  const pid = makePid(actor);
  if (links != NIL) assocIn(self(), ACTOR_LINKS, pid, LINKED);
  if (watchers != NIL) setEntry(self(), ref, pid, pid, numberAt(options, 2));
  if (isTraced(TRACE_SPAWN)) traceOne(TRACE_SPAWN, pid);
  if (isTraced(TRACE_LINK) && links != NIL) traceOne(TRACE_LINK, pid);
  if (isTraced(TRACE_MONITOR) && watchers != NIL) trace(TRACE_MONITOR, pid, ref);
  enqueue(actor);
  return pid;
}

/** Acts on a signal to oneself; the primitive's answer is `x`. */
function afterSignal(to: Addr, x: Value): Value {
  if (to == self()) receiveSignals(to); // what it cannot do for lack of memory is done later
  return x;
}

export function primLink(pid: Value): Value {
  if (!isOfKind(pid, KIND_PID)) return raiseWrongKind(pid, KIND_PID);
  const own = self();
  const other = actorOfPid(addressOf(pid));
  if (other == own || getIn(own, ACTOR_LINKS, pid) == LINKED) return TRUE;
  const posted = postSignal(pid, SIGNAL_LINK, selfPid(), NIL, pid);
  if (posted == POST_NEED) return SENTINEL;
  if (isTraced(TRACE_LINK)) traceOne(TRACE_LINK, pid);
  if (posted == POST_DEAD) return deadLink(own, pid);
  assocIn(own, ACTOR_LINKS, pid, LINKED);
  return TRUE;
}

/** Who traps exits is told as if the other had just ended. */
function deadLink(own: Addr, pid: Value): Value {
  if ((load<u32>(own, ACTOR_MODE) & MODE_TRAPS) == 0) return FALSE;
  const reason = keyword(KEYWORD_NOPROC);
  if (postSignal(selfPid(), SIGNAL_EXIT, pid, NIL, reason) == POST_NEED) return SENTINEL;
  return afterSignal(own, TRUE);
}

export function primUnlink(pid: Value): Value {
  if (!isOfKind(pid, KIND_PID)) return raiseWrongKind(pid, KIND_PID);
  const own = self();
  if (getIn(own, ACTOR_LINKS, pid) != LINKED) return TRUE;
  const number = makeFixnum(<i64>nextId());
  const posted = postSignal(pid, SIGNAL_UNLINK, selfPid(), number, pid);
  if (posted == POST_NEED) return SENTINEL;
  if (isTraced(TRACE_UNLINK)) traceOne(TRACE_UNLINK, pid);
  if (posted == POST_DEAD) dissocIn(own, ACTOR_LINKS, pid);
  else assocIn(own, ACTOR_LINKS, pid, number);
  return TRUE;
}

/** A ref of the running actor, and the mark that goes with it. */
function makeRef(timer: Value): Value {
  const actor = self();
  if (hasSignals(actor)) receiveSignals(actor); // what comes later is behind the mark
  const number = nextId();
  const o = allocateObject(KIND_REFERENCE, REFERENCE_TIMER + 8);
  initReferenceNumber(o, number);
  initReferenceIndex(o, <u64>load<u32>(actor, ACTOR_INDEX));
  initReferenceGeneration(o, <u64>load<u32>(actor, ACTOR_GENERATION));
  initReferenceTimer(o, timer);
  markMail(actor, number);
  return makePointer(o, TAG_OBJECT);
}

export function primMakeRef(): Value {
  return makeRef(NIL);
}

export function primIsRef(x: Value): Value {
  return makeBoolean(isOfKind(x, KIND_REFERENCE));
}

export function primRefNumber(ref: Value): Value {
  if (!isOfKind(ref, KIND_REFERENCE)) return raiseWrongKind(ref, KIND_REFERENCE);
  return makeFixnum(<i64>referenceNumber(addressOf(ref)));
}

export function primIsPort(x: Value): Value {
  return makeBoolean(isOfKind(x, KIND_PORT));
}

export function primPortNumber(port: Value): Value {
  if (!isOfKind(port, KIND_PORT)) return raiseWrongKind(port, KIND_PORT);
  return makeFixnum(<i64>portNumber(addressOf(port)));
}

export function primMonitor(pid: Value, item: Value, alias: Value): Value {
  if (pid != NIL && !isOfKind(pid, KIND_PID)) return raiseWrongKind(pid, KIND_PID);
  if (!isFixnum(alias)) return raiseWrongKind(alias, KIND_PID);
  const own = self();
  const other = pid == NIL ? 0 : actorOfPid(addressOf(pid));
  const ref = makeRef(NIL);
  let posted = POST_DONE_ALONE;
  if (other != own) {
    posted = other == 0 ? POST_DEAD : postSignal(pid, SIGNAL_MONITOR, selfPid(), ref, NIL);
    if (posted == POST_DEAD) {
      posted = postSignal(selfPid(), SIGNAL_DOWN, NIL, ref, keyword(KEYWORD_NOPROC));
    }
    if (posted == POST_NEED) return SENTINEL;
    setEntry(own, ref, other == 0 ? NIL : pid, item, <u32>fixnumValue(alias));
  } else if (alias != 0) {
    setEntry(own, ref, NIL, NIL, <u32>fixnumValue(alias));
  }
  if (isTraced(TRACE_MONITOR)) trace(TRACE_MONITOR, pid, ref);
  return ref;
}

/** In the place of what postSignal answers: one's own end is nobody's to see. */
const POST_DONE_ALONE: u32 = 0;

export function primDemonitor(ref: Value): Value {
  if (!isOfKind(ref, KIND_REFERENCE)) return raiseWrongKind(ref, KIND_REFERENCE);
  const own = self();
  const entry = getIn(own, ACTOR_REFS, ref);
  if (entry == NIL || !isMonitor(entry)) return FALSE;
  const target = entryTarget(entry);
  if (target != NIL && !sendSignal(target, SIGNAL_DEMONITOR, NIL, ref, NIL)) return SENTINEL;
  endMonitor(own, ref, entry);
  if (isTraced(TRACE_DEMONITOR)) traceOne(TRACE_DEMONITOR, ref);
  return TRUE;
}

export function primExitSignal(pid: Value, reason: Value): Value {
  if (!isOfKind(pid, KIND_PID)) return raiseWrongKind(pid, KIND_PID);
  const other = actorOfPid(addressOf(pid));
  if (other == 0) return TRUE;
  if (giveAway(reason) == SENTINEL) return SENTINEL;
  if (!sendSignal(pid, SIGNAL_EXIT, selfPid(), NIL, reason)) return SENTINEL;
  if (isTraced(TRACE_SIGNAL)) trace(TRACE_SIGNAL, pid, reason);
  afterSignal(other, TRUE);
  return other == self() && isDoomed(other) ? wait() : TRUE; // nothing runs after its own signal
}

export function primEndSelf(reason: Value): Value {
  const shared = promote(reason);
  if (shared == SENTINEL) return SENTINEL;
  doom(self(), shared);
  return wait();
}

export function primMakeAlias(mode: Value): Value {
  if (!isFixnum(mode)) return raiseWrongKind(mode, KIND_REFERENCE);
  const ref = makeRef(NIL);
  setEntry(self(), ref, NIL, NIL, <u32>fixnumValue(mode));
  return ref;
}

export function primUnalias(ref: Value): Value {
  if (!isOfKind(ref, KIND_REFERENCE)) return raiseWrongKind(ref, KIND_REFERENCE);
  const own = self();
  const entry = getIn(own, ACTOR_REFS, ref);
  if (entry == NIL || entryAlias(entry) == ALIAS_NONE) return FALSE;
  if (isMonitor(entry)) setEntry(own, ref, entryTarget(entry), entryItem(entry), ALIAS_NONE);
  else dissocIn(own, ACTOR_REFS, ref);
  return TRUE;
}

export function primMailSeek(x: Value): Value {
  const own = self();
  if (x == NIL) resetSaved(own);
  if (!isOfKind(x, KIND_REFERENCE)) return NIL;
  const o = addressOf(x);
  const isOwn =
    <u32>referenceIndex(o) == load<u32>(own, ACTOR_INDEX) &&
    <u32>referenceGeneration(o) == load<u32>(own, ACTOR_GENERATION);
  if (isOwn) seekMark(own, referenceNumber(o));
  return NIL;
}

export function primSetMode(which: Value, x: Value): Value {
  if (!isFixnum(which) || !isFixnum(x) || which >> 2 > 5) {
    return raise(RAISE_INDEX_OUT_OF_BOUNDS, which, makeFixnum(6), NIL);
  }
  const own = self();
  const value = <u32>fixnumValue(x);
  if (which == 0 || which == makeFixnum(5)) {
    const bit = which == 0 ? MODE_TRAPS : MODE_SUPERVISES;
    const mode = load<u32>(own, ACTOR_MODE);
    store<u32>(own, value != 0 ? mode | bit : mode & ~bit, ACTOR_MODE);
    return makeFixnum((mode & bit) != 0 ? 1 : 0);
  }
  let offset = ACTOR_PRIORITY;
  if (which == makeFixnum(3)) {
    const bound = load<u32>(own, ACTOR_BOUND);
    setBound(own, value);
    return makeFixnum(<i64>bound);
  }
  if (which == makeFixnum(2)) offset = ACTOR_HEAP_LIMIT;
  else if (which == makeFixnum(4)) offset = ACTOR_OVERFLOW;
  const old = load<u32>(own + offset);
  store<u32>(own + offset, value);
  return makeFixnum(<i64>old);
}

export function primActorInfo(asked: Value): Value {
  if (!isFixnum(asked)) return raiseWrongKind(asked, KIND_PID);
  const own = self();
  if (hasSignals(own) && !receiveSignals(own)) return SENTINEL;
  return infoVector(own, <u32>fixnumValue(asked), false);
}

export function primAskInfo(pid: Value, ref: Value, asked: Value): Value {
  if (!isOfKind(pid, KIND_PID)) return raiseWrongKind(pid, KIND_PID);
  if (!isFixnum(asked)) return raiseWrongKind(asked, KIND_PID);
  const posted = postSignal(pid, SIGNAL_INFO, selfPid(), ref, asked);
  return posted == POST_NEED ? SENTINEL : makeBoolean(posted != POST_DEAD);
}

export function primDictionary(): Value {
  return load<u64>(self(), ACTOR_DICTIONARY);
}

export function primSetDictionary(map: Value): Value {
  store<u64>(self(), map, ACTOR_DICTIONARY);
  return map;
}

export function primNotes(): Value {
  return load<u64>(self(), ACTOR_NOTES);
}

export function primSetNotes(x: Value): Value {
  store<u64>(self(), x, ACTOR_NOTES);
  return x;
}

export function primPidAt(index: Value): Value {
  if (!isFixnum(index)) return raiseWrongKind(index, KIND_PID);
  const i = <u32>fixnumValue(index);
  if (i >= recordCount()) return FALSE;
  const actor = recordAt(i);
  const state = load<u32>(actor, ACTOR_STATE);
  const isGone = (load<u32>(actor, ACTOR_MODE) & MODE_EXITING) != 0;
  if (state == STATE_FREE || state == STATE_ENDED || isGone) return NIL;
  return makePid(actor);
}

export function primStartTimer(ms: Value, target: Value, message: Value, tag: Value): Value {
  if (categoryOf(ms) == NO_NUMBER) return raiseNotNumber(ms, ms);
  const timer = makeTimer(target, now() + toDouble(ms));
  if (timer == SENTINEL) return SENTINEL;
  const ref = makeRef(timer);
  let shared = message;
  if (tag != NIL) {
    const node = makeNode(3);
    initNodeSlot(node, 0, tag);
    initNodeSlot(node, 1, ref);
    initNodeSlot(node, 2, message);
    shared = makeVectorOfNode(node);
  }
  shared = giveAway(shared);
  if (shared == SENTINEL) return SENTINEL;
  if (!isDead(target) && !startAlarm(addressOf(timer), shared)) return SENTINEL;
  if (isTraced(TRACE_TIMER)) trace(TRACE_TIMER, target, shared);
  return ref;
}

/** The timer object of a ref, 0 when it has none. */
function timerOf(ref: Value): Addr {
  const timer = isOfKind(ref, KIND_REFERENCE) ? referenceTimer(addressOf(ref)) : NIL;
  return timer == NIL ? 0 : addressOf(timer);
}

/** Whole milliseconds that are left, or false. */
function timeLeft(timer: Addr): Value {
  if (timer == 0 || timerPlace(timer) == 0 || isDead(timerTarget(timer))) return FALSE;
  const left = Math.ceil(deadlineOf(timer) - now());
  return makeFixnum(left < 0 ? 0 : <i64>left);
}

export function primCancelTimer(ref: Value): Value {
  const timer = timerOf(ref);
  const left = timeLeft(timer);
  if (timer != 0) cancelAlarm(timer);
  return left;
}

export function primTimerLeft(ref: Value): Value {
  return timeLeft(timerOf(ref));
}

export function primRestartWith(f: Value): Value {
  const own = self();
  store<u64>(own, f, ACTOR_REASON);
  store<u32>(own, load<u32>(own, ACTOR_MODE) | MODE_RESTARTS, ACTOR_MODE);
  return wait();
}

/** For what Lisp does by itself: names are an atom of its. */
export function primTraceEvent(event: Value, x: Value, y: Value): Value {
  if (isFixnum(event) && isTraced(<u32>fixnumValue(event))) trace(<u32>fixnumValue(event), x, y);
  return NIL;
}
