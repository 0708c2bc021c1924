// Run queues: the actors that can run. Each worker has four, one for each priority; one that is
// woken joins the queue of the worker that wakes it, where the caches know what it is about, and
// a worker with nothing to do takes from others. Within a priority it is first come, first
// served. An actor is linked through its record, so that waking one needs no memory. One that is
// pinned to a worker (`spawn-opt {:scheduler n}`) always joins the queue of that one.
//
// `max` goes before `high`, and `high` before the rest; of `normal` and `low`, one in nine turns
// is low's, as in Erlang. Actors bound to the main thread, which the host runs itself, are queued
// there; others leave them and pinned ones alone.
//
// One actor alone in a queue is left there, for its worker will come to it soon: two actors that
// send each other messages would otherwise be torn apart at each of them. It is at most a slice
// late, as whoever ends a slice and has two to go on with offers them. But while the main thread
// works for the host, which may take long, others take all that waits there (CONTEXT_AWAY), now
// and then even if they have enough to do.
//
// An actor that joins an empty queue of its own worker is noted beside it (CONTEXT_NEXT), which
// takes no lock; it is in the queue as soon as another one is. So two actors that talk to each
// other never touch the queue.
//
// In the context: u32 lock, u32 actors, u32 turns since low's last, u32 bound actors, then first
// and last of each queue.
//
// Invariants: an actor is in one queue exactly while its state is RUNNABLE. A state changes by
// compare-and-set; WAITING to RUNNABLE is the waker's, and whoever makes that change queues it.

import { CONTEXT_AWAY, CONTEXT_NEXT, CONTEXT_QUEUE, CONTEXT_TURNS, context } from "../context";
import { Addr } from "../value/addr";
import { lock, unlock } from "../worker/lock";
import { wakeMain, wakeOwner, wakeSleeper } from "../worker/sleep";
import { contextOf, countWorkers, isAlone, mainContext } from "../worker/workers";
import {
  ACTOR_FLAGS,
  ACTOR_PRIORITY,
  ACTOR_QUEUE_NEXT,
  ACTOR_STATE,
  ACTOR_WORKER,
  FLAG_BOUND,
  FLAG_CALLS,
  STATE_HOST,
  STATE_NOTIFIED,
  STATE_RUNNABLE,
  STATE_RUNNING,
  STATE_WAITING,
} from "./actor";
import { draw, isSeeded } from "./seed";

export const PRIORITY_NORMAL: u32 = 0;
export const PRIORITY_LOW: u32 = 1;
export const PRIORITY_HIGH: u32 = 2;
export const PRIORITY_MAX: u32 = 3;

const COUNT: u32 = 4;
const TURNS: u32 = 8;
const BOUND: u32 = 12;
const FIRST: u32 = 16; // and 8 bytes for each queue
const LAST: u32 = 20;
/** Of all four queues of a worker, in its context. */
export const QUEUE_BYTES: u32 = 48;

/** Turns of normal actors for one of a low one. */
const NORMAL_TURNS: u32 = 8;
/** With a seed, one of so many is next. */
const MOST_DRAWN: u32 = 8;
/** So many must be in a queue before another worker takes some. */
const FEWEST: u32 = 2;
/** One turn in so many is that of what waits behind a main thread at work for the host. */
const AWAY_TURNS: u32 = 16;
/** At most so many are taken from another worker at a time. */
const MOST_STOLEN: u32 = 16;

/** Changes the state of an actor if it is `from`. */
export function changeState(actor: Addr, from: u32, to: u32): bool {
  if (!isAlone()) return atomic.cmpxchg<u32>(actor, from, to, ACTOR_STATE) == from;
  if (load<u32>(actor, ACTOR_STATE) != from) return false;
  store<u32>(actor, to, ACTOR_STATE);
  return true;
}

/**
 * Lets an actor that waits run, and one that runs run again before it waits; does nothing in any
 * other state. To be called after what it is woken for is where it will look.
 */
export function wake(actor: Addr): void {
  while (true) {
    const state = atomic.load<u32>(actor, ACTOR_STATE);
    if (state == STATE_WAITING) {
      if (!changeState(actor, STATE_WAITING, STATE_RUNNABLE)) continue;
      push(actor);
      return;
    }
    if (state != STATE_RUNNING) return;
    if (changeState(actor, STATE_RUNNING, STATE_NOTIFIED)) return;
  }
}

/**
 * As wake; one that waits for the host's answer gets a slice on the main thread, too. There the
 * host answers, so it is nowhere else meanwhile.
 */
export function wakeForSignal(actor: Addr): void {
  if (atomic.load<u32>(actor, ACTOR_STATE) != STATE_HOST) wake(actor);
  else if (changeState(actor, STATE_HOST, STATE_RUNNABLE)) push(actor);
}

/** Lets the running actor wait, or run again when it was woken since its slice began. */
export function letWait(actor: Addr): void {
  if (!changeState(actor, STATE_RUNNING, STATE_WAITING)) enqueue(actor);
}

/** Queues an actor that is the caller's: it is new, or its slice or host call is over. */
export function enqueue(actor: Addr): void {
  atomic.store<u32>(actor, STATE_RUNNABLE, ACTOR_STATE);
  push(actor);
}

function isHosts(actor: Addr): bool {
  return (load<u32>(actor, ACTOR_FLAGS) & (FLAG_BOUND | FLAG_CALLS)) != 0;
}

/** Is it one that no worker but the queue's own may take? */
function isBound(actor: Addr): bool {
  return isHosts(actor) || load<u32>(actor, ACTOR_WORKER) != 0;
}

/** The context of the worker that is to run it; with fewer workers than asked for, of another. */
function homeOf(actor: Addr): Addr {
  if (isHosts(actor)) return mainContext();
  const worker = load<u32>(actor, ACTOR_WORKER);
  return worker == 0 ? context : contextOf((worker - 1) % countWorkers());
}

function push(actor: Addr): void {
  const home = homeOf(actor);
  const queue = home + CONTEXT_QUEUE;
  const next = load<u32>(context, CONTEXT_NEXT);
  if (home == context && next == 0 && load<u32>(queue, COUNT) == 0 && !isHosts(actor)) {
    store<u32>(context, actor, CONTEXT_NEXT);
    return;
  }
  if (next != 0) flushNext();
  lock(queue);
  append(queue, actor);
  const others = load<u32>(queue, COUNT) - load<u32>(queue, BOUND);
  unlock(queue);
  if (isAlone()) return;
  if (isBound(actor)) wakeOwner(home);
  else if (others >= FEWEST) wakeSleeper();
}

/** Puts the actor that is noted beside this worker's queue into it. */
function flushNext(): void {
  const queue = context + CONTEXT_QUEUE;
  lock(queue);
  append(queue, load<u32>(context, CONTEXT_NEXT));
  unlock(queue);
  store<u32>(context, 0, CONTEXT_NEXT);
}

/** Requires the lock. */
function append(queue: Addr, actor: Addr): void {
  const at = queue + (load<u32>(actor, ACTOR_PRIORITY) << 3);
  store<u32>(actor, 0, ACTOR_QUEUE_NEXT);
  const last = load<u32>(at, LAST);
  if (last != 0) store<u32>(last, actor, ACTOR_QUEUE_NEXT);
  else store<u32>(at, actor, FIRST);
  store<u32>(at, actor, LAST);
  store<u32>(queue, load<u32>(queue, COUNT) + 1, COUNT);
  if (isBound(actor)) store<u32>(queue, load<u32>(queue, BOUND) + 1, BOUND);
}

/** Takes the first of one priority, 0 when there is none; requires the lock. */
function takeFirst(queue: Addr, priority: u32): Addr {
  const at = queue + (priority << 3);
  const actor = load<u32>(at, FIRST);
  if (actor == 0) return 0;
  if (isSeeded()) return takeDrawn(queue, at);
  removeAfter(queue, at, 0, actor);
  return actor;
}

/** Takes any of the first few, as the seed has it. */
function takeDrawn(queue: Addr, at: Addr): Addr {
  let before: Addr = 0;
  let actor = load<u32>(at, FIRST);
  for (let left = draw(MOST_DRAWN); left > 0; left--) {
    const next = load<u32>(actor, ACTOR_QUEUE_NEXT);
    if (next == 0) break;
    before = actor;
    actor = next;
  }
  removeAfter(queue, at, before, actor);
  return actor;
}

/** Unlinks an actor that follows `before` (0: is the first) in a queue; requires the lock. */
function removeAfter(queue: Addr, at: Addr, before: Addr, actor: Addr): void {
  const next = load<u32>(actor, ACTOR_QUEUE_NEXT);
  if (before == 0) store<u32>(at, next, FIRST);
  else store<u32>(before, next, ACTOR_QUEUE_NEXT);
  if (next == 0) store<u32>(at, before, LAST);
  store<u32>(queue, load<u32>(queue, COUNT) - 1, COUNT);
  if (isBound(actor)) store<u32>(queue, load<u32>(queue, BOUND) - 1, BOUND);
}

/** Takes the one whose turn it is; requires the lock. */
function takeNext(queue: Addr): Addr {
  let actor = takeFirst(queue, PRIORITY_MAX);
  if (actor != 0) return actor;
  actor = takeFirst(queue, PRIORITY_HIGH);
  if (actor != 0) return actor;
  const turns = load<u32>(queue, TURNS);
  const isLows = turns >= NORMAL_TURNS;
  actor = takeFirst(queue, isLows ? PRIORITY_LOW : PRIORITY_NORMAL);
  store<u32>(queue, isLows ? 0 : turns + 1, TURNS);
  if (actor != 0) return actor;
  return takeFirst(queue, isLows ? PRIORITY_NORMAL : PRIORITY_LOW);
}

/** Takes an actor to run, of another worker when there is none here; 0 when there is none. */
export function dequeue(): Addr {
  let actor = isAlone() ? 0 : takeLeftBehind();
  if (actor == 0) actor = takeOwn();
  if (actor == 0 && !isAlone()) actor = steal();
  if (actor != 0) atomic.store<u32>(actor, STATE_RUNNING, ACTOR_STATE);
  return actor;
}

/** When it is their turn: one of those that wait behind a main thread at work for the host. */
function takeLeftBehind(): Addr {
  const turns = load<u32>(context, CONTEXT_TURNS) + 1;
  store<u32>(context, turns, CONTEXT_TURNS);
  if (turns % AWAY_TURNS != 0 || atomic.load<u32>(mainContext(), CONTEXT_AWAY) == 0) return 0;
  return stealFrom(mainContext() + CONTEXT_QUEUE);
}

function takeOwn(): Addr {
  const queue = context + CONTEXT_QUEUE;
  const next = load<u32>(context, CONTEXT_NEXT);
  // Others take from the queue meanwhile, so its length is looked at once only.
  if (load<u32>(queue, COUNT) == 0) {
    store<u32>(context, 0, CONTEXT_NEXT);
    return next;
  }
  if (next != 0) flushNext();
  lock(queue);
  const actor = takeNext(queue);
  unlock(queue);
  return actor;
}

function steal(): Addr {
  const count = countWorkers();
  let i: u32 = 0;
  while (i < count && contextOf(i) != context) i++;
  for (let n: u32 = 1; n < count; n++) {
    const other = contextOf((i + n) % count);
    if (!hasSpare(other)) continue;
    const actor = stealFrom(other + CONTEXT_QUEUE);
    if (actor != 0) return actor;
  }
  return 0;
}

/** Actors of a queue that any worker may take. */
function countFree(queue: Addr): u32 {
  return atomic.load<u32>(queue, COUNT) - atomic.load<u32>(queue, BOUND);
}

/** Has a worker more in its queue than it will come to soon? */
function hasSpare(other: Addr): bool {
  const count = countFree(other + CONTEXT_QUEUE);
  return count >= FEWEST || (count != 0 && atomic.load<u32>(other, CONTEXT_AWAY) != 0);
}

/** Takes half of what another worker has queued, and answers the first of it. */
function stealFrom(from: Addr): Addr {
  lock(from);
  let wanted = (countFree(from) + 1) >> 1;
  if (wanted > MOST_STOLEN) wanted = MOST_STOLEN;
  let first: Addr = 0;
  let last: Addr = 0;
  for (let left = load<u32>(from, COUNT); left > 0 && wanted > 0; left--) {
    const actor = takeNext(from);
    if (isBound(actor)) {
      append(from, actor);
      continue;
    }
    if (first == 0) first = actor;
    else store<u32>(last, actor, ACTOR_QUEUE_NEXT);
    last = actor;
    wanted--;
  }
  unlock(from);
  if (first == last) return first;
  const own = context + CONTEXT_QUEUE;
  let next = load<u32>(first, ACTOR_QUEUE_NEXT);
  store<u32>(last, 0, ACTOR_QUEUE_NEXT);
  lock(own);
  while (next != 0) {
    const actor = next;
    next = load<u32>(actor, ACTOR_QUEUE_NEXT);
    append(own, actor);
  }
  unlock(own);
  return first;
}

/** Is an actor in any queue, bound ones included? */
export function hasRunnable(): bool {
  const count = countWorkers();
  for (let i: u32 = 0; i < count; i++) {
    if (atomic.load<u32>(contextOf(i) + CONTEXT_QUEUE, COUNT) != 0) return true;
    if (atomic.load<u32>(contextOf(i), CONTEXT_NEXT) != 0) return true;
  }
  return false;
}

/** Is there an actor in any queue that this worker may run? */
export function hasWork(): bool {
  const count = countWorkers();
  for (let i: u32 = 0; i < count; i++) {
    if (hasSpare(contextOf(i))) return true;
  }
  return hasNext();
}

/** Has this worker an actor to go on with? */
export function hasNext(): bool {
  const queued = atomic.load<u32>(context + CONTEXT_QUEUE, COUNT);
  return queued + load<u32>(context, CONTEXT_NEXT) != 0;
}

/** At the end of a slice: has the worker more to do than it can at once? Somebody may help. */
export function offerWork(): void {
  if (!isAlone() && countFree(context + CONTEXT_QUEUE) >= FEWEST) wakeSleeper();
}

/** The worker goes to work outside of the kernel for a while: others may take all its actors. */
export function goAway(): void {
  if (isAlone()) return;
  if (load<u32>(context, CONTEXT_NEXT) != 0) flushNext();
  atomic.store<u32>(context, 1, CONTEXT_AWAY);
  if (countFree(context + CONTEXT_QUEUE) != 0) wakeSleeper();
}

export function comeBack(): void {
  atomic.store<u32>(context, 0, CONTEXT_AWAY);
}

/**
 * Takes one actor out of the main thread's queue, wherever it is. False when it is not there: it
 * is RUNNABLE already, but who has woken it has still to queue it.
 */
export function unqueue(actor: Addr): bool {
  const queue = mainContext() + CONTEXT_QUEUE;
  const at = queue + (load<u32>(actor, ACTOR_PRIORITY) << 3);
  lock(queue);
  let before: Addr = 0;
  let found = load<u32>(at, FIRST);
  while (found != actor && found != 0) {
    before = found;
    found = load<u32>(found, ACTOR_QUEUE_NEXT);
  }
  if (found != 0) {
    removeAfter(queue, at, before, actor);
    atomic.store<u32>(actor, STATE_RUNNING, ACTOR_STATE);
  }
  unlock(queue);
  return found != 0;
}
