// Messages to be sent later: a binary heap over timer objects, the earliest first, each of which
// knows its place, so that one is taken back without a search. The places are words, so that the
// collector may look at them as roots; a timer that has fired or was taken back has place 0.
//
// A timer ends with the actor that its message is for: it neither fires then nor keeps the
// program running. A name is looked up when the timer fires.
//
// Deadlines are milliseconds of the monotonic clock; equal ones fire in any order.
//
// Invariant: all of it changes under LOCK_TIMERS, the places of timers included.

import {
  ATOM_VALUE,
  initTimerDeadline,
  initTimerPlace,
  initTimerTarget,
  KIND_PID,
  KIND_REFERENCE,
  KIND_TIMER,
  pidGeneration,
  TIMER_DEADLINE,
  TIMER_MESSAGE,
  TIMER_PLACE,
  timerMessage,
  timerPlace,
  timerTarget,
} from "../../gen/kernel/layouts";
import { need } from "../context";
import { mapGet } from "../data/map";
import { worldRoot } from "../data/world";
import { resolve, storeCell } from "../heap/barrier";
import { promote } from "../heap/promote";
import { processRootRange } from "../heap/roots";
import { allocateSharedObject } from "../heap/shared";
import {
  BLOCK_BYTES,
  BLOCK_SHIFT,
  BLOCK_STACK,
  blockAddr,
  blockOf,
  freeRun,
  takeRun,
} from "../heap/space";
import { Addr } from "../value/addr";
import { isOfKind } from "../value/kind";
import { addressOf, makePointer, NIL, SENTINEL, TAG_OBJECT, Value } from "../value/value";
import { LOCK_TIMERS, lock, unlock } from "../worker/lock";
import { sendMail } from "./mailbox";
import { actorOfPid } from "./pid";
import { postByAlias } from "./signal";
import { REGISTRY_ROOT } from "./word";

const STATE: Addr = 0x4180;
const HEAP: u32 = 0; // u32: address of the places, 0 before the first timer
const COUNT: u32 = 4;
const BLOCKS: u32 = 8; // blocks that the places lie in

const TIMER_BYTES: u32 = TIMER_PLACE + 8;

export function initAlarms(): void {
  store<u32>(STATE, 0, HEAP);
  store<u32>(STATE, 0, COUNT);
  store<u32>(STATE, 0, BLOCKS);
}

export function countAlarms(): u32 {
  return atomic.load<u32>(STATE, COUNT);
}

/** Forgets all timers: they are as if taken back. */
export function dropAlarms(): void {
  for (let i: u32 = 0; i < countAlarms(); i++) store<u64>(timerIn(i), 0, TIMER_PLACE);
  store<u32>(STATE, 0, COUNT);
}

/** Has the words of all timers under way processed as roots. */
export function scanAlarms(): void {
  processRootRange(load<u32>(STATE, HEAP), countAlarms());
}

function timerIn(place: u32): Addr {
  return addressOf(load<u64>(load<u32>(STATE, HEAP) + (place << 3)));
}

function putIn(place: u32, timer: Addr): void {
  store<u64>(load<u32>(STATE, HEAP) + (place << 3), makePointer(timer, TAG_OBJECT));
  store<u64>(timer, <u64>place + 1, TIMER_PLACE);
}

export function deadlineOf(timer: Addr): f64 {
  return load<f64>(timer, TIMER_DEADLINE);
}

/** A timer that is not under way; the sentinel with NEED. */
export function makeTimer(target: Value, deadline: f64): Value {
  const shared = promote(target);
  if (shared == SENTINEL) return SENTINEL;
  const o = allocateSharedObject(KIND_TIMER, TIMER_BYTES);
  if (o == 0) return need(TIMER_BYTES);
  initTimerTarget(o, shared);
  store<u64>(o, NIL, TIMER_MESSAGE);
  initTimerDeadline(o, reinterpret<u64>(deadline));
  initTimerPlace(o, 0);
  return makePointer(o, TAG_OBJECT);
}

/** Starts a timer just made, with its message, which is promoted; false with NEED. */
export function startAlarm(timer: Addr, message: Value): bool {
  lock(LOCK_TIMERS);
  const count = countAlarms();
  const hasRoom = count << 3 != load<u32>(STATE, BLOCKS) << BLOCK_SHIFT || growHeap();
  if (hasRoom) {
    storeCell(timer, TIMER_MESSAGE, message); // a shared value: cannot fail
    atomic.store<u32>(STATE, count + 1, COUNT);
    siftUp(count, timer);
  }
  unlock(LOCK_TIMERS);
  if (!hasRoom) need((count << 4) + BLOCK_BYTES);
  return hasRoom;
}

function growHeap(): bool {
  const old = load<u32>(STATE, HEAP);
  const blocks = load<u32>(STATE, BLOCKS);
  const more: u32 = blocks == 0 ? 1 : blocks * 2;
  const first = takeRun(more, BLOCK_STACK);
  if (first == 0) return false;
  if (old != 0) {
    memory.copy(blockAddr(first), old, blocks << BLOCK_SHIFT);
    freeRun(blockOf(old));
  }
  store<u32>(STATE, blockAddr(first), HEAP);
  store<u32>(STATE, more, BLOCKS);
  return true;
}

/** Takes a timer back; false when it has fired or its actor has ended. */
export function cancelAlarm(at: Addr): bool {
  const timer = resolve(at);
  lock(LOCK_TIMERS);
  const isUnderWay = timerPlace(timer) != 0;
  if (isUnderWay) takeOut(timer);
  unlock(LOCK_TIMERS);
  return isUnderWay && !isDead(timerTarget(timer));
}

function takeOut(timer: Addr): void {
  const place = <u32>timerPlace(timer) - 1;
  store<u64>(timer, 0, TIMER_PLACE);
  const last = countAlarms() - 1;
  atomic.store<u32>(STATE, last, COUNT);
  if (place == last) return;
  const moved = timerIn(last);
  siftUp(place, moved);
  siftDown(<u32>timerPlace(moved) - 1, moved);
}

function siftUp(from: u32, timer: Addr): void {
  let place = from;
  while (place > 0) {
    const parent = (place - 1) >> 1;
    if (deadlineOf(timerIn(parent)) <= deadlineOf(timer)) break;
    putIn(place, timerIn(parent));
    place = parent;
  }
  putIn(place, timer);
}

function siftDown(from: u32, timer: Addr): void {
  const count = countAlarms();
  let place = from;
  while (true) {
    let child: u32 = 2 * place + 1;
    if (child >= count) break;
    if (child + 1 < count && deadlineOf(timerIn(child + 1)) < deadlineOf(timerIn(child))) child++;
    if (deadlineOf(timer) <= deadlineOf(timerIn(child))) break;
    putIn(place, timerIn(child));
    place = child;
  }
  putIn(place, timer);
}

/** Is it a pid whose actor has ended? */
export function isDead(target: Value): bool {
  return isOfKind(target, KIND_PID) && actorOfPid(addressOf(target)) == 0;
}

/** Sends the messages whose time is not after `now`; what there is no memory for waits. */
export function fireAlarms(now: f64): void {
  if (countAlarms() == 0) return;
  lock(LOCK_TIMERS);
  while (countAlarms() > 0) {
    const timer = timerIn(0);
    if (deadlineOf(timer) > now || !deliver(timer)) break;
    takeOut(timer);
  }
  unlock(LOCK_TIMERS);
}

/** The earliest deadline of an actor that lives, or 0 when there is none. */
export function nextAlarm(): f64 {
  if (countAlarms() == 0) return 0;
  lock(LOCK_TIMERS);
  let deadline: f64 = 0;
  while (deadline == 0 && countAlarms() > 0) {
    const timer = timerIn(0);
    if (isDead(timerTarget(timer))) takeOut(timer);
    else deadline = deadlineOf(timer);
  }
  unlock(LOCK_TIMERS);
  return deadline;
}

/** False with NEED. */
function deliver(timer: Addr): bool {
  let target = timerTarget(timer);
  const message = timerMessage(timer);
  if (isOfKind(target, KIND_REFERENCE)) return postByAlias(target, message);
  if (!isOfKind(target, KIND_PID)) {
    const names = load<u64>(addressOf(worldRoot(REGISTRY_ROOT)), ATOM_VALUE);
    target = mapGet(addressOf(names), target, NIL);
    if (!isOfKind(target, KIND_PID)) return true;
  }
  const pid = addressOf(target);
  const actor = actorOfPid(pid);
  return actor == 0 || sendMail(actor, pidGeneration(pid), message) != SENTINEL;
}
