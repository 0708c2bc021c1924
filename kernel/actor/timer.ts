// Deadlines of actors that wait: a binary heap over their records, the earliest first. An actor
// has at most one, and its record knows the place, so taking one out needs no search.
//
// Deadlines are milliseconds of the monotonic clock. Equal ones fire in the order of the heap, so
// nothing may depend on it.
//
// Invariants: the record in place i has ACTOR_TIMER i + 1, no other record that number; all of it
// changes under LOCK_TIMERS, ACTOR_TIMER included.

import { need, wait } from "../context";
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
import { SENTINEL, TRUE, Value } from "../value/value";
import { LOCK_TIMERS, lock, unlock } from "../worker/lock";
import { ACTOR_DEADLINE, ACTOR_TIMER } from "./actor";
import { countAlarms, fireAlarms, nextAlarm } from "./alarm";
import { wake } from "./queue";
import { now } from "./seed";

const STATE: Addr = 0x4150;
const HEAP: u32 = 0; // u32: address of the places, 0 before the first deadline
const COUNT: u32 = 4;
const BLOCKS: u32 = 8; // blocks that the places lie in

/** In ACTOR_TIMER: the deadline has come, and its actor has not looked yet. */
export const TIMER_FIRED: u32 = 0xffffffff;

export function initTimers(): void {
  store<u32>(STATE, 0, HEAP);
  store<u32>(STATE, 0, COUNT);
  store<u32>(STATE, 0, BLOCKS);
}

export function countTimers(): u32 {
  return atomic.load<u32>(STATE, COUNT);
}

function actorIn(place: u32): Addr {
  return load<u32>(load<u32>(STATE, HEAP) + (place << 2));
}

function putIn(place: u32, actor: Addr): void {
  store<u32>(load<u32>(STATE, HEAP) + (place << 2), actor);
  store<u32>(actor, place + 1, ACTOR_TIMER);
}

function deadlineOf(actor: Addr): f64 {
  return load<f64>(actor, ACTOR_DEADLINE);
}

/** Sets the deadline of an actor that has none; the sentinel with NEED when memory is short. */
export function startTimer(actor: Addr, deadline: f64): Value {
  lock(LOCK_TIMERS);
  const count = countTimers();
  const hasRoom = count << 2 != load<u32>(STATE, BLOCKS) << BLOCK_SHIFT || growHeap();
  if (hasRoom) {
    store<f64>(actor, deadline, ACTOR_DEADLINE);
    store<u32>(STATE, count + 1, COUNT);
    siftUp(count, actor);
  }
  unlock(LOCK_TIMERS);
  return hasRoom ? TRUE : need((count << 3) + BLOCK_BYTES);
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

/** Takes back a deadline, whether it has come or not. */
export function cancelTimer(actor: Addr): void {
  if (load<u32>(actor, ACTOR_TIMER) == 0) return; // only its own worker sets one
  lock(LOCK_TIMERS);
  takeOut(actor, 0);
  unlock(LOCK_TIMERS);
}

/** Leaves `state` in the record, and never anything else in between: its owner looks at it. */
function takeOut(actor: Addr, state: u32): void {
  const timer = load<u32>(actor, ACTOR_TIMER);
  store<u32>(actor, state, ACTOR_TIMER);
  if (timer == 0 || timer == TIMER_FIRED) return;
  const last = countTimers() - 1;
  store<u32>(STATE, last, COUNT);
  if (timer - 1 == last) return;
  const moved = actorIn(last);
  siftUp(timer - 1, moved);
  siftDown(load<u32>(moved, ACTOR_TIMER) - 1, moved);
}

function siftUp(from: u32, actor: Addr): void {
  let place = from;
  while (place > 0) {
    const parent = (place - 1) >> 1;
    if (deadlineOf(actorIn(parent)) <= deadlineOf(actor)) break;
    putIn(place, actorIn(parent));
    place = parent;
  }
  putIn(place, actor);
}

function siftDown(from: u32, actor: Addr): void {
  const count = countTimers();
  let place = from;
  while (true) {
    let child: u32 = 2 * place + 1;
    if (child >= count) break;
    if (child + 1 < count && deadlineOf(actorIn(child + 1)) < deadlineOf(actorIn(child))) child++;
    if (deadlineOf(actor) <= deadlineOf(actorIn(child))) break;
    putIn(place, actorIn(child));
    place = child;
  }
  putIn(place, actor);
}

/** Wakes every actor whose deadline is not after `now`. */
export function fireTimers(now: f64): void {
  if (earliest() > now) return;
  lock(LOCK_TIMERS);
  while (countTimers() > 0) {
    const actor = actorIn(0);
    if (deadlineOf(actor) > now) break;
    takeOut(actor, TIMER_FIRED);
    wake(actor);
  }
  unlock(LOCK_TIMERS);
}

function earliest(): f64 {
  lock(LOCK_TIMERS);
  const deadline = countTimers() == 0 ? 0 : deadlineOf(actorIn(0));
  unlock(LOCK_TIMERS);
  return deadline;
}

/** The earliest deadline of an actor or a message, or 0 when there is none. */
export function nextDeadline(): f64 {
  const alarm = nextAlarm();
  const own = earliest();
  return alarm == 0 || (own != 0 && own < alarm) ? own : alarm;
}

/** Does what is due: wakes actors, sends messages. */
export function fireDue(): void {
  if (countTimers() == 0 && countAlarms() == 0) return;
  const time = now();
  fireTimers(time);
  fireAlarms(time);
}

/** Waits, in a primitive that is run again, until `deadline`; true when it has come. */
export function waitUntil(actor: Addr, deadline: f64): Value {
  const timer = load<u32>(actor, ACTOR_TIMER);
  if (timer == TIMER_FIRED) {
    store<u32>(actor, 0, ACTOR_TIMER);
    return TRUE;
  }
  return timer != 0 || startTimer(actor, deadline) != SENTINEL ? wait() : SENTINEL;
}
