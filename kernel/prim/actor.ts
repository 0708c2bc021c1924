// Primitives on actors, mailboxes, clocks and the heap as a whole (tables/primitives/actor.ts).

import { TRACE_RECEIVE, TRACE_SEND, TRACE_SPAWN } from "../../gen/kernel/events";
import {
  KIND_PID,
  KIND_REFERENCE,
  KIND_VECTOR,
  pidGeneration,
  pidIndex,
} from "../../gen/kernel/layouts";
import { RAISE_INDEX_OUT_OF_BOUNDS, RAISE_MAILBOX_FULL } from "../../gen/kernel/opcodes";
import {
  ACTOR_BLOCKED,
  ACTOR_DROPPED,
  ACTOR_OVERFLOW,
  ACTOR_USED,
  ACTOR_YIELDED,
  countActors,
  hasRoomForActor,
  needRoomForActor,
  OVERFLOW_DROP,
  OVERFLOW_ERROR,
} from "../actor/actor";
import { joinCellWaits } from "../actor/cell_wait";
import { maySend } from "../actor/flood";
import {
  countMail,
  giveAway,
  isFull,
  nextMessage,
  resetSaved,
  savedMail,
  savedMessage,
  sendMail,
  skipMail,
  takeMail,
} from "../actor/mailbox";
import { actorOfPid, makePid, selfPid } from "../actor/pid";
import { enqueue } from "../actor/queue";
import { lookForMail, receiveMail, waitForMail } from "../actor/receive";
import { INTERRUPT_PLAIN, interrupt, prepareActor } from "../actor/schedule";
import { now, wall } from "../actor/seed";
import {
  hasSignals,
  isDoomed,
  POST_NEED,
  postByAlias,
  receiveSignals,
  SIGNAL_ALIAS,
} from "../actor/signal";
import { cancelTimer, waitUntil } from "../actor/timer";
import { isTraced, trace, traceOne } from "../actor/trace";
import {
  ASKED_FULL,
  CONTEXT_ACTOR,
  CONTEXT_ASKED,
  CONTEXT_SAFEPOINT,
  context,
  miss,
  need,
  raise,
  wait,
} from "../context";
import { EMPTY_VECTOR } from "../data/fixed";
import { vectorConj } from "../data/vector";
import { promote } from "../heap/promote";
import { availableBlocks, BLOCK_BYTES, BLOCK_SHIFT, usedBlocks } from "../heap/space";
import { STATS_BYTES, stat } from "../heap/stats";
import { categoryOf, NO_NUMBER, raiseNotNumber } from "../number/category";
import { toDouble } from "../number/compare";
import { makeDouble } from "../number/double";
import { makeLong } from "../number/integer";
import { Addr } from "../value/addr";
import { isOfKind, raiseWrongKind } from "../value/kind";
import {
  addressOf,
  isFixnum,
  makeBoolean,
  makeFixnum,
  NIL,
  SENTINEL,
  TRUE,
  Value,
} from "../value/value";

function self(): Addr {
  return load<u32>(context, CONTEXT_ACTOR);
}

export function primSelf(): Value {
  return selfPid();
}

export function primSpawn(f: Value, bindings: Value): Value {
  const sharedF = giveAway(f);
  if (sharedF == SENTINEL) return SENTINEL;
  const sharedBindings = promote(bindings);
  if (sharedBindings == SENTINEL) return SENTINEL;
  if (!hasRoomForActor()) return needRoomForActor();
  const actor = prepareActor(sharedF, sharedBindings);
  if (actor == 0) return need(2 * BLOCK_BYTES);
  const pid = makePid(actor); // before it can run: then it may end, and its record be another's
  if (isTraced(TRACE_SPAWN)) traceOne(TRACE_SPAWN, pid);
  enqueue(actor);
  return pid;
}

export function primSend(to: Value, message: Value): Value {
  const shared = giveAway(message);
  if (shared == SENTINEL) return SENTINEL;
  let sent = message;
  if (isOfKind(to, KIND_PID)) {
    const actor = actorOfPid(addressOf(to));
    if (actor != 0 && !maySend(self(), actor)) return SENTINEL;
    if (actor != 0) sent = isFull(actor) ? overflow(actor, to, shared) : post(actor, to, shared);
  } else if (isOfKind(to, KIND_REFERENCE)) {
    if (!postByAlias(to, shared)) sent = SENTINEL;
  } else {
    return miss();
  }
  if (isTraced(TRACE_SEND) && sent != SENTINEL) trace(TRACE_SEND, to, shared);
  return sent;
}

function post(actor: Addr, to: Value, shared: Value): Value {
  return sendMail(actor, pidGeneration(addressOf(to)), shared);
}

/** What becomes of a shared message for a full mailbox: its owner has chosen. */
function overflow(actor: Addr, to: Value, message: Value): Value {
  const way = load<u32>(actor, ACTOR_OVERFLOW);
  if (way == OVERFLOW_DROP) {
    atomic.add<u32>(actor, 1, ACTOR_DROPPED);
    return message;
  }
  if (way == OVERFLOW_ERROR || actor == self()) return raise(RAISE_MAILBOX_FULL, to, NIL, NIL);
  joinCellWaits();
  atomic.store<u32>(actor, 1, ACTOR_BLOCKED);
  return isFull(actor) ? wait() : post(actor, to, message); // it may have made room just now
}

export function primIsPid(x: Value): Value {
  return makeBoolean(isOfKind(x, KIND_PID));
}

export function primPidIndex(pid: Value): Value {
  if (!isOfKind(pid, KIND_PID)) return raiseWrongKind(pid, KIND_PID);
  return makeFixnum(<i64>pidIndex(addressOf(pid)));
}

export function primPidGeneration(pid: Value): Value {
  if (!isOfKind(pid, KIND_PID)) return raiseWrongKind(pid, KIND_PID);
  return makeFixnum(<i64>pidGeneration(addressOf(pid)));
}

export function primIsAlive(pid: Value): Value {
  if (!isOfKind(pid, KIND_PID)) return raiseWrongKind(pid, KIND_PID);
  return makeBoolean(actorOfPid(addressOf(pid)) != 0);
}

export function primMailNext(): Value {
  const actor = self();
  return lookForMail(actor) ? nextMessage(actor) : SENTINEL;
}

export function primMailSkip(): Value {
  skipMail(self());
  return NIL;
}

export function primMailTake(): Value {
  const message = savedMessage(self());
  if (isTraced(TRACE_RECEIVE)) traceOne(TRACE_RECEIVE, message);
  takeMail(self());
  return message;
}

export function primMailMessage(): Value {
  return savedMessage(self());
}

export function primMailReceive(program: Value, pins: Value, place: Value, deadline: Value): Value {
  if (!isOfKind(program, KIND_VECTOR)) return raiseWrongKind(program, KIND_VECTOR);
  return receiveMail(self(), addressOf(program), pins, place, deadline);
}

export function primMailWait(deadline: Value): Value {
  const actor = self();
  if (!lookForMail(actor)) return SENTINEL;
  if (savedMail(actor) == NIL) return waitForMail(actor, deadline);
  cancelTimer(actor);
  return TRUE;
}

export function primMailCount(): Value {
  const actor = self();
  if (hasSignals(actor) && !receiveSignals(actor)) return SENTINEL;
  return makeFixnum(<i64>countMail(actor));
}

export function primYield(): Value {
  const actor = self();
  const yielded = load<u32>(actor, ACTOR_YIELDED);
  store<u32>(actor, yielded ^ 1, ACTOR_YIELDED);
  return yielded == 0 ? wait() : NIL;
}

export function primSleep(ms: Value): Value {
  if (categoryOf(ms) == NO_NUMBER) return raiseNotNumber(ms, ms);
  const over = waitUntil(self(), now() + toDouble(ms));
  return over == SENTINEL ? SENTINEL : NIL;
}

export function primNow(): Value {
  return makeDouble(now());
}

export function primWallNow(): Value {
  return makeLong(<i64>wall());
}

export function primCollect(level: Value): Value {
  if (!isFixnum(level) || level >> 2 >= <u64>ASKED_FULL) {
    return raise(RAISE_INDEX_OUT_OF_BOUNDS, level, makeFixnum(<i64>ASKED_FULL), NIL);
  }
  store<u32>(context, <u32>(level >> 2) + 1, CONTEXT_ASKED);
  store<u32>(context, 1, CONTEXT_SAFEPOINT);
  return NIL;
}

/** The figures of kernel/heap/stats in their order, then bytes of blocks used and available. */
export function primHeapStats(): Value {
  let figures: Value = EMPTY_VECTOR;
  for (let offset: u32 = 0; offset < STATS_BYTES; offset += 8) {
    figures = vectorConj(addressOf(figures), makeLong(<i64>stat(offset)));
  }
  figures = vectorConj(addressOf(figures), makeLong((<i64>usedBlocks()) << BLOCK_SHIFT));
  return vectorConj(addressOf(figures), makeLong((<i64>availableBlocks()) << BLOCK_SHIFT));
}

export function primActorCount(): Value {
  return makeFixnum(<i64>countActors());
}

/** Reductions of finished slices, and what the running one had at its last safepoint. */
export function primReductions(): Value {
  return makeLong(<i64>load<u64>(self(), ACTOR_USED));
}

export function primInterrupt(pid: Value): Value {
  if (!isOfKind(pid, KIND_PID)) return raiseWrongKind(pid, KIND_PID);
  const actor = actorOfPid(addressOf(pid));
  if (actor != 0) interrupt(actor, INTERRUPT_PLAIN);
  return NIL;
}
