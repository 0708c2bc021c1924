// The record of an actor, the table that finds records by index, and the list of those alive.
//
// A record is 360 bytes at a fixed address. The first half is the owner's: the interpreter's
// registers (kernel/vm/frame), the words of its nursery while it does not run, its place in
// queues. The words that senders write lie in a cache line of their own. Behind them is what an
// actor knows of others (kernel/actor/relation). A pid is index and generation; a record released
// goes to a free list with its generation raised, so an old pid finds nobody.
//
// Record 0 is the host's: its nursery is in the context (kernel/actor/switch) whenever no actor
// runs on the main thread, so that what host code allocates between slices is nobody else's. It
// has no stack and is never scheduled.
//
// Invariant: the free list, the counters and the list of those alive change under LOCK_ACTORS.

import { CONTEXT_ACTOR, CONTEXT_NURSERY_BLOCKS, context, NEED_SCATTERED, need } from "../context";
import { abandonNursery } from "../heap/collect";
import {
  availableBlocks,
  BLOCK_BYTES,
  BLOCK_SHIFT,
  BLOCK_STACK,
  blockAddr,
  takeBlock,
  takeRun,
  totalBlocks,
} from "../heap/space";
import { Addr } from "../value/addr";
import { NIL, SENTINEL, Value } from "../value/value";
import { ACTOR_RESULT, freeStack, initSmallStacks, initStack, NEW_STACK_BYTES } from "../vm/frame";
import { LOCK_ACTORS, lock, unlock } from "../worker/lock";
import { isMainWorker } from "../worker/workers";
import { enterActor, leaveActor } from "./switch";

// The owner's part, after the interpreter's 64 bytes.
export const ACTOR_ALLOCATE: u32 = 64; // u32, and so on: CONTEXT_ALLOCATE while it does not run
export const ACTOR_ALLOCATE_LIMIT: u32 = 68;
export const ACTOR_NURSERY: u32 = 72;
export const ACTOR_NURSERY_BLOCKS: u32 = 76;
export const ACTOR_NURSERY_LARGE: u32 = 80;
export const ACTOR_NURSERY_TARGET: u32 = 84;
export const ACTOR_STATE: u32 = 88; // u32: one of STATE_*
export const ACTOR_OUTCOME: u32 = 92; // u32: one of ENDED_*, once it has ended
export const ACTOR_QUEUE_NEXT: u32 = 96; // u32: the next in the run queue or free list
export const ACTOR_INDEX: u32 = 100; // u32
export const ACTOR_GENERATION: u32 = 104; // u32
const ACTOR_NEXT: u32 = 108; // u32: neighbours in the list of actors alive
const ACTOR_PREVIOUS: u32 = 112; // u32
export const ACTOR_TIMER: u32 = 116; // u32: place in the timers' heap + 1, 0 none, TIMER_FIRED
export const ACTOR_DEADLINE: u32 = 120; // f64: ms of the monotonic clock
export const ACTOR_MAIL_FIRST: u32 = 128; // Value: oldest mail, or nil
export const ACTOR_MAIL_LAST: u32 = 136; // Value
export const ACTOR_MAIL_SAVED: u32 = 144; // Value: the last mail that a receive has skipped
export const ACTOR_USED: u32 = 152; // u64: reductions of finished slices
export const ACTOR_YIELDED: u32 = 160; // u32: the primitive yield has ended a slice
export const ACTOR_CELL_NEXT: u32 = 164; // u32: the next in the list of those that wait for a cell
export const ACTOR_CELL_WAITS: u32 = 168; // u32: is it in that list?
export const ACTOR_PRIORITY: u32 = 172; // u32: one of PRIORITY_* (kernel/actor/queue)
export const ACTOR_METHOD_EPOCH: u32 = 176; // u32: of its last miss of the method cache
export const ACTOR_FLAGS: u32 = 180; // u32: FLAG_*
export const ACTOR_MODE: u32 = 184; // u32: MODE_* bits
export const ACTOR_EXIT_PHASE: u32 = 188; // u32: how far its end is (kernel/actor/exit)
// The senders' part.
export const ACTOR_INBOX: u32 = 192; // Value: newest mail not yet fetched, linked backwards; CLOSED
export const ACTOR_INTERRUPTED: u32 = 200; // u32: to be raised at the next safepoint
export const ACTOR_BOUND: u32 = 204; // u32: messages the mailbox takes, 0 for any number
export const ACTOR_COUNTED: u32 = 208; // u32: messages sent to it and not taken
export const ACTOR_OVERFLOW: u32 = 212; // u32: what a full mailbox does, one of OVERFLOW_*
export const ACTOR_DROPPED: u32 = 216; // u32: messages a full mailbox did not take
export const ACTOR_BLOCKED: u32 = 220; // u32: senders wait for room
export const ACTOR_PORTS: u32 = 224; // u32: the host keeps ports of it (kernel/actor/port)
export const ACTOR_PORT_MAILS: u32 = 228; // u32: messages of ports that it has not looked at
export const ACTOR_PORTS_HELD: u32 = 232; // u32: ports wait until it has
// The owner's again: what it knows of others.
export const ACTOR_RECEIVES: u32 = 236; // u32: its receive goes on where it was, after a wait
export const ACTOR_UNMEASURED: u32 = 240; // u32: bytes of nurseries collected since the last look
export const ACTOR_HOLDS: u32 = 244; // u32: it waits and has a nursery (kernel/actor/idle)
export const ACTOR_WAITED: u32 = 248; // u32: this slice is for signals only, it seems
export const ACTOR_HEAP_LIMIT: u32 = 252; // u32: bytes its heap may have, 0 for any number
export const ACTOR_SIGNALS: u32 = 256; // Value: fetched and not acted on yet, oldest first
export const ACTOR_SIGNALS_LAST: u32 = 264; // Value
export const ACTOR_LINKS: u32 = 272; // Value: map from pids to states, or nil
export const ACTOR_REFS: u32 = 280; // Value: map from refs to its monitors and aliases, or nil
export const ACTOR_WATCHERS: u32 = 288; // Value: map from refs to pids of who monitors it, or nil
export const ACTOR_SELF: u32 = 296; // Value: its pid, or nil before it was asked for
export const ACTOR_MARK: u32 = 304; // Value: the last mail when its newest ref was made
export const ACTOR_MARK_NUMBER: u32 = 312; // u64: number of that ref, 0 for none
export const ACTOR_DICTIONARY: u32 = 320; // Value: its own map; place in a map while it ends
export const ACTOR_NOTES: u32 = 328; // Value: what process-info tells of it besides, or nil
export const ACTOR_REASON: u32 = 336; // Value: why it ends, once MODE_DOOMED or MODE_EXITING is set
export const ACTOR_TRANSACTION: u32 = 344; // Value: its transaction, running or not, or nil
export const ACTOR_TRANSACTING: u32 = 352; // u32: a transaction runs
export const ACTOR_WORKER: u32 = 356; // u32: number of the worker it is pinned to + 1, 0 for any
const ACTOR_BYTES: u32 = 360;

/** In ACTOR_INBOX: nothing is taken any more. */
export const CLOSED: Value = SENTINEL;

// Bits of ACTOR_MODE.
/** Exit signals become messages. */
export const MODE_TRAPS: u32 = 1;
/** It was started by the host, which looks at its end and releases it. */
export const MODE_KEPT: u32 = 2;
/** An exit signal has come that it does not survive; the reason is in ACTOR_RESULT. */
export const MODE_DOOMED: u32 = 4;
/** It is being taken apart. */
export const MODE_EXITING: u32 = 8;
/** The host has not answered its last primitive. */
export const MODE_AWAITED: u32 = 16;
/** It is doomed because its heap was too large. */
export const MODE_EXHAUSTED: u32 = 32;
/** It leaves its frames and begins again with the function in ACTOR_REASON. */
export const MODE_RESTARTS: u32 = 64;
/** It is doomed because its mailbox has filled the heap. */
export const MODE_FLOODED: u32 = 128;
/** It is a supervisor, which tools may want to know. */
export const MODE_SUPERVISES: u32 = 256;
/** No signal, limit or interrupt ends it before it is through with a commit (decision 018). */
export const MODE_SHIELDED: u32 = 512;

export const OVERFLOW_BLOCK: u32 = 0;
export const OVERFLOW_DROP: u32 = 1;
export const OVERFLOW_ERROR: u32 = 2;

export const STATE_FREE: u32 = 0;
export const STATE_RUNNABLE: u32 = 1;
export const STATE_RUNNING: u32 = 2;
export const STATE_WAITING: u32 = 3;
/** Its last primitive waits for the host's answer. */
export const STATE_HOST: u32 = 4;
export const STATE_ENDED: u32 = 5;
/** Running, and woken since its slice began. */
export const STATE_NOTIFIED: u32 = 6;
/** On its way to the main thread, which will do what it has called the host for. */
export const STATE_CALLS: u32 = 7;

// Bits of ACTOR_FLAGS: why only the main thread runs it.
/** The host has made it. */
export const FLAG_BOUND: u32 = 1;
/** It has called the host, which may answer at any time. */
export const FLAG_CALLS: u32 = 2;

// Page 0: the table's state. The directory is a run of addresses of blocks of records.
/** No actor is made when only one in so many blocks is left. */
const SPARE_SHIFT: u32 = 5;

const STATE: Addr = 0x4100;
const DIRECTORY: u32 = 0;
const COUNT: u32 = 4; // records made
const FREE: u32 = 8; // first of the free list
const FIRST: u32 = 12; // first of the actors alive
const ALIVE: u32 = 16; // actors alive
const HOST: u32 = 20; // the host's record
const STACK_MAXIMUM: u32 = 24;

const RECORDS: u32 = BLOCK_BYTES / ACTOR_BYTES; // in a block
/** Blocks of the heap for one of the directory: records for all actors that have room. */
const DIRECTORY_SHIFT: u32 = 14;

function directoryBlocks(): u32 {
  const blocks = totalBlocks() >> DIRECTORY_SHIFT;
  return blocks == 0 ? 1 : blocks;
}

function maxRecords(): u32 {
  return ((directoryBlocks() * BLOCK_BYTES) >> 2) * RECORDS;
}

/** Starts with no actors but the host's record; false when there is no memory. */
export function initActors(stackMaximum: u32): bool {
  const block = takeRun(directoryBlocks(), BLOCK_STACK);
  if (block == 0) return false;
  initSmallStacks();
  store<u32>(STATE, blockAddr(block), DIRECTORY);
  store<u32>(STATE, 0, COUNT);
  store<u32>(STATE, 0, FREE);
  store<u32>(STATE, 0, FIRST);
  store<u32>(STATE, 0, ALIVE);
  store<u32>(STATE, stackMaximum, STACK_MAXIMUM);
  const host = takeRecord();
  store<u32>(STATE, host, HOST);
  if (host == 0) return false;
  enterActor(host);
  return true;
}

export function hostActor(): Addr {
  return load<u32>(STATE, HOST);
}

/** Bytes that the stack of an actor made from now on may grow to. */
export function setStackMaximum(bytes: u32): void {
  store<u32>(STATE, bytes, STACK_MAXIMUM);
}

export function countActors(): u32 {
  return load<u32>(STATE, ALIVE);
}

/** The record at an index, whatever its generation; 0 when there never was one. */
export function recordAt(index: u32): Addr {
  return index >= atomic.load<u32>(STATE, COUNT) ? 0 : placeOf(index);
}

function placeOf(index: u32): Addr {
  const block = load<u32>(load<u32>(STATE, DIRECTORY) + ((index / RECORDS) << 2));
  return block + (index % RECORDS) * ACTOR_BYTES;
}

/** Records made so far; their indexes are below. */
export function recordCount(): u32 {
  return load<u32>(STATE, COUNT);
}

/** The actor a pid names, if it has not ended; 0 otherwise. */
export function findActor(index: u32, generation: u32): Addr {
  const actor = recordAt(index);
  if (actor == 0 || load<u32>(actor, ACTOR_GENERATION) != generation) return 0;
  const state = atomic.load<u32>(actor, ACTOR_STATE);
  if (state == STATE_FREE || state == STATE_ENDED) return 0;
  return atomic.load<u64>(actor, ACTOR_INBOX) == CLOSED ? 0 : actor;
}

/** The actors alive or not yet released, the newest first; the host's record is not among them. */
export function firstActor(): Addr {
  return load<u32>(STATE, FIRST);
}

export function nextActor(actor: Addr): Addr {
  return load<u32>(actor, ACTOR_NEXT);
}

/** A cleared record with its index and generation; 0 when there is no memory. Under the lock. */
function takeRecord(): Addr {
  let actor = load<u32>(STATE, FREE);
  if (actor != 0) {
    store<u32>(STATE, load<u32>(actor, ACTOR_QUEUE_NEXT), FREE);
    const index = load<u32>(actor, ACTOR_INDEX);
    const generation = load<u32>(actor, ACTOR_GENERATION);
    clearRecord(actor, index, generation);
    return actor;
  }
  const index = load<u32>(STATE, COUNT);
  if (index == maxRecords()) return 0;
  if (index % RECORDS == 0) {
    const block = takeBlock(BLOCK_STACK);
    if (block == 0) return 0;
    const entry = load<u32>(STATE, DIRECTORY) + ((index / RECORDS) << 2);
    store<u32>(entry, blockAddr(block));
  }
  actor = placeOf(index);
  clearRecord(actor, index, 0);
  atomic.store<u32>(STATE, index + 1, COUNT);
  return actor;
}

/** The inbox opens last: until then it is CLOSED, for those who still send to the last owner. */
function clearRecord(actor: Addr, index: u32, generation: u32): void {
  memory.fill(actor, 0, ACTOR_INBOX);
  memory.fill(actor + ACTOR_INTERRUPTED, 0, ACTOR_BYTES - ACTOR_INTERRUPTED);
  store<u32>(actor, index, ACTOR_INDEX);
  store<u32>(actor, generation, ACTOR_GENERATION);
  store<u64>(actor, NIL, ACTOR_RESULT);
  store<u64>(actor, NIL, ACTOR_MAIL_FIRST);
  store<u64>(actor, NIL, ACTOR_MAIL_LAST);
  store<u64>(actor, NIL, ACTOR_MAIL_SAVED);
  for (let at = actor + ACTOR_SIGNALS; at <= actor + ACTOR_MARK; at += 8) store<u64>(at, NIL);
  store<u64>(actor, NIL, ACTOR_DICTIONARY);
  store<u64>(actor, NIL, ACTOR_NOTES);
  store<u64>(actor, NIL, ACTOR_REASON);
  store<u64>(actor, NIL, ACTOR_TRANSACTION);
  atomic.store<u64>(actor, NIL, ACTOR_INBOX);
}

/** Is enough memory left, beside that for one more actor, for those there are to go on with? */
export function hasRoomForActor(): bool {
  return availableBlocks() > totalBlocks() >> SPARE_SHIFT;
}

/** Answers the sentinel: there must be room for an actor. */
export function needRoomForActor(): Value {
  return need((((totalBlocks() >> SPARE_SHIFT) + 1) << BLOCK_SHIFT) | NEED_SCATTERED);
}

/** A new actor with an empty stack, in the list of those alive; 0 when there is no memory. */
export function makeActor(): Addr {
  lock(LOCK_ACTORS);
  let actor = takeRecord();
  if (actor != 0 && !initStack(actor, NEW_STACK_BYTES, load<u32>(STATE, STACK_MAXIMUM))) {
    putRecord(actor);
    actor = 0;
  }
  if (actor != 0) linkActor(actor);
  unlock(LOCK_ACTORS);
  return actor;
}

function linkActor(actor: Addr): void {
  const first = load<u32>(STATE, FIRST);
  store<u32>(actor, first, ACTOR_NEXT);
  if (first != 0) store<u32>(first, actor, ACTOR_PREVIOUS);
  store<u32>(STATE, actor, FIRST);
  store<u32>(STATE, countActors() + 1, ALIVE);
}

function unlinkActor(actor: Addr): void {
  const next = load<u32>(actor, ACTOR_NEXT);
  const previous = load<u32>(actor, ACTOR_PREVIOUS);
  if (next != 0) store<u32>(next, previous, ACTOR_PREVIOUS);
  if (previous != 0) store<u32>(previous, next, ACTOR_NEXT);
  else store<u32>(STATE, next, FIRST);
  store<u32>(STATE, countActors() - 1, ALIVE);
}

function putRecord(actor: Addr): void {
  atomic.store<u64>(actor, CLOSED, ACTOR_INBOX);
  store<u32>(actor, STATE_FREE, ACTOR_STATE);
  store<u32>(actor, load<u32>(actor, ACTOR_GENERATION) + 1, ACTOR_GENERATION);
  store<u32>(actor, load<u32>(STATE, FREE), ACTOR_QUEUE_NEXT);
  store<u32>(STATE, actor, FREE);
}

/** Frees everything of an actor that has ended and been looked at. */
export function releaseActor(actor: Addr): void {
  const current = load<u32>(context, CONTEXT_ACTOR);
  if (current != actor) {
    leaveActor();
    enterActor(actor);
  }
  abandonNursery();
  leaveActor();
  if (current == actor && isMainWorker()) enterActor(hostActor());
  else if (current != 0 && current != actor) enterActor(current);
  freeStack(actor);
  lock(LOCK_ACTORS);
  unlinkActor(actor);
  putRecord(actor);
  unlock(LOCK_ACTORS);
}

/** The value the actor returned, or the exception that ended it. */
export function actorResult(actor: Addr): Value {
  return load<u64>(actor, ACTOR_RESULT);
}

/** Chunks of the nursery of the actor, which is the running one or none. */
export function nurseryBlocks(actor: Addr): u32 {
  const isRunning = actor == load<u32>(context, CONTEXT_ACTOR);
  return isRunning
    ? load<u32>(context, CONTEXT_NURSERY_BLOCKS)
    : load<u32>(actor, ACTOR_NURSERY_BLOCKS);
}

/** How it ended, one of ENDED_*. */
export function actorOutcome(actor: Addr): u32 {
  return load<u32>(actor, ACTOR_OUTCOME);
}
