// Refs: cells that transactions change. A ref names its newest version; a version is a value, the
// number of the commit that wrote it, and the version before. So one load gives a value and its
// number, and who reads as of an earlier number walks down the chain, without any lock.
//
// A commit holds the lock word of each ref it writes from before it has its number until all is
// written. Who reads waits for that: its own number may be that of a commit under way.
//
// As on the JVM a ref keeps the last `kept` values in any case, and one more for each miss, up to a
// limit. Beyond that it keeps what transactions under way may ask for.
//
// Invariants: numbers fall along a chain; a chain is changed by who holds the ref's lock, and then
// only so that readers further down find what they look for, or miss it and start again.

import {
  ARRAY_TAIL,
  initRefId,
  initRefVersionNumber,
  initRefVersionValue,
  KIND_REF,
  KIND_REF_VERSION,
  REF_ABORTS,
  REF_CLAIM,
  REF_COMMITS,
  REF_CURRENT,
  REF_KEPT,
  REF_LIMITS,
  REF_LOCK,
  REF_META,
  REF_MISSES,
  REF_VALIDATOR,
  REF_VERSION_NUMBER,
  REF_VERSION_OLDER,
  REF_WAITERS,
  REF_WATCHES,
  REF_WINNER,
  refId,
  refVersionNumber,
  refVersionOlder,
} from "../../gen/kernel/layouts";
import { idOf } from "../actor/pid";
import { CONTEXT_ACTOR, context, need } from "../context";
import { nextId, worldRoot } from "../data/world";
import { logObject, resolve, storeCell } from "../heap/barrier";
import { isMarked } from "../heap/marks";
import { promote } from "../heap/promote";
import { allocateSharedObject } from "../heap/shared";
import { Addr } from "../value/addr";
import { addressOf, makePointer, NIL, SENTINEL, TAG_OBJECT, Value } from "../value/value";
import { lock, unlock } from "../worker/lock";
import { isAlone } from "../worker/workers";
import { findOldest, isOnlySlot, isReadAt, knownOldest } from "./clock";

const REF_BYTES: u32 = REF_WINNER + 8;
const VERSION_BYTES: u32 = REF_VERSION_NUMBER + 8;
const DEFAULT_MOST: u64 = 10;
/** From so many old versions on a commit looks who still reads. */
const LOOK_FROM: u32 = 3;
/** From so many on it takes those out that nobody can read, whatever is below. */
const PRUNE_FROM: u32 = 64;
/**
 * The root of the world with the table of contended refs, an array: of those whose ids are alike
 * modulo CONTENDED the last, and the ids of the actors that have lost last because of it.
 */
const CONTENDED_ROOT: u32 = 6;
const CONTENDED: u64 = 64;
const LOSERS: u32 = 3;

/** A new ref, or the sentinel with NEED. */
export function makeRef(x: Value): Value {
  const value = promote(x);
  if (value == SENTINEL) return SENTINEL;
  const version = makeVersion(value);
  const o: Addr = version == 0 ? 0 : allocateSharedObject(KIND_REF, REF_BYTES);
  if (o == 0) return need(REF_BYTES + VERSION_BYTES);
  memory.fill(o + 8, 0, REF_BYTES - 8);
  store<u64>(o, makePointer(version, TAG_OBJECT), REF_CURRENT);
  store<u64>(o, NIL, REF_META);
  store<u64>(o, NIL, REF_WATCHES);
  store<u64>(o, NIL, REF_VALIDATOR);
  store<u64>(o, NIL, REF_WAITERS);
  initRefId(o, nextId());
  store<u64>(o, DEFAULT_MOST << 32, REF_LIMITS);
  return makePointer(o, TAG_OBJECT);
}

/** A version of a shared value that is nowhere yet; 0 when memory is short. */
export function makeVersion(value: Value): Addr {
  const o = allocateSharedObject(KIND_REF_VERSION, VERSION_BYTES);
  if (o == 0) return 0;
  initRefVersionValue(o, value);
  store<u64>(o, NIL, REF_VERSION_OLDER);
  initRefVersionNumber(o, 0);
  return o;
}

/** The newest version. */
export function newestVersion(ref: Addr): Addr {
  return addressOf(atomic.load<u64>(ref, REF_CURRENT));
}

/** Number of the newest version that no commit under way is going to replace as of `number`. */
export function newestNumber(ref: Addr): u64 {
  awaitCommit(ref);
  return refVersionNumber(newestVersion(ref));
}

/** The version as of `number`; 0 when the ref has it no more. */
export function versionAsOf(ref: Addr, number: u64): Addr {
  awaitCommit(ref);
  let version = newestVersion(ref);
  while (refVersionNumber(version) > number) {
    const older = atomic.load<u64>(version, REF_VERSION_OLDER);
    if (older == NIL) return 0;
    version = addressOf(older);
  }
  return version;
}

export function lockRef(ref: Addr): void {
  lock(ref + REF_LOCK);
}

export function unlockRef(ref: Addr): void {
  unlock(ref + REF_LOCK);
}

function awaitCommit(ref: Addr): void {
  if (atomic.load<u32>(ref, REF_LOCK) == 0) return;
  lockRef(ref);
  unlockRef(ref);
}

/** Lets the holder of the token, and nobody else, write the ref from now on. */
export function claimRef(ref: Addr, token: u64): void {
  if (load<u64>(ref, REF_CLAIM) == token) return;
  lockRef(ref);
  atomic.store<u64>(ref, token, REF_CLAIM);
  unlockRef(ref);
}

/** Makes a version the newest, in a commit with that number; requires the lock. */
export function publishVersion(ref: Addr, version: Addr, number: u64, slot: u32): void {
  const before = newestVersion(ref);
  initRefVersionNumber(version, number);
  const kept = keepMore(ref);
  if (kept == 0 && isAlone() && isOnlySlot(slot)) {
    store<u64>(version, NIL, REF_VERSION_OLDER);
  } else {
    store<u64>(version, makePointer(before, TAG_OBJECT), REF_VERSION_OLDER);
    trim(before, kept);
  }
  if (isMarked(ref)) logObject(ref);
  atomic.store<u64>(ref, makePointer(version, TAG_OBJECT), REF_CURRENT);
  store<u64>(ref, load<u64>(ref, REF_COMMITS) + 1, REF_COMMITS);
}

/** Old values that the ref keeps in any case, from this commit on. */
function keepMore(ref: Addr): u32 {
  const kept = load<u32>(ref, REF_KEPT);
  const missed = load<u32>(ref, REF_MISSES + 4);
  const fewest = load<i32>(ref, REF_LIMITS);
  const most = load<i32>(ref, REF_LIMITS + 4);
  if ((missed == 0 || <i32>kept >= most) && <i32>kept >= fewest) return kept;
  store<u32>(ref, kept + 1, REF_KEPT);
  store<u32>(ref, 0, REF_MISSES + 4);
  return kept + 1;
}

/** Cuts the chain below the version that the oldest transaction reads, but keeps some. */
function trim(newest: Addr, kept: u32): void {
  let oldest = knownOldest();
  let version = newest;
  let depth: u32 = 1;
  while (depth < PRUNE_FROM) {
    if (depth == LOOK_FROM) oldest = findOldest();
    if (depth >= kept && refVersionNumber(version) <= oldest) {
      store<u64>(version, NIL, REF_VERSION_OLDER);
      return;
    }
    const older = refVersionOlder(version);
    if (older == NIL) return;
    version = addressOf(older);
    depth++;
  }
  prune(newest, kept);
}

/** Takes out the versions between those that transactions read. */
function prune(newest: Addr, kept: u32): void {
  let newer = newest;
  let depth: u32 = 1;
  while (true) {
    const word = refVersionOlder(newer);
    if (word == NIL) return;
    const version = addressOf(word);
    depth++;
    const isRead = isReadAt(refVersionNumber(version), refVersionNumber(newer));
    if (depth <= kept || isRead) newer = version;
    else store<u64>(newer, refVersionOlder(version), REF_VERSION_OLDER);
  }
}

/**
 * Counts an attempt of the running actor's that is in vain because of this ref, and notes both in
 * the table of contended refs.
 */
export function noteAbort(ref: Addr): void {
  atomic.add<u64>(ref, 1, REF_ABORTS);
  const table = worldRoot(CONTENDED_ROOT);
  if (table == NIL) return;
  const array = resolve(addressOf(table));
  const place = array + placeOf(ref);
  const word = makePointer(ref, TAG_OBJECT);
  if (load<u64>(place) != word) {
    if (storeCell(array, place - array, word) == SENTINEL) return;
    for (let i: u32 = 1; i <= LOSERS; i++) store<u64>(place + (i << 3), NIL);
  }
  const loser = idOf(load<u32>(context, CONTEXT_ACTOR));
  let i: u32 = 1;
  while (i < LOSERS && load<u64>(place + (i << 3)) != loser) i++;
  for (; i > 1; i--) store<u64>(place + (i << 3), load<u64>(place + ((i - 1) << 3)));
  store<u64>(place + 8, loser);
}

/** Where a ref stands in the table of contended refs, if it is the one that does. */
function placeOf(ref: Addr): u32 {
  return ARRAY_TAIL + ((<u32>(refId(ref) % CONTENDED)) << 5);
}

/** The id of the actor that has lost last but n (0 to 2) because of the ref, or nil. */
export function loserOf(ref: Addr, n: u32): Value {
  const table = worldRoot(CONTENDED_ROOT);
  if (table == NIL) return NIL;
  const place = resolve(addressOf(table)) + placeOf(ref);
  if (load<u64>(place) != makePointer(ref, TAG_OBJECT)) return NIL;
  return load<u64>(place + ((n + 1) << 3));
}

/** Counts one that found no version old enough; the ref keeps more values from now on. */
export function noteMiss(ref: Addr): void {
  atomic.add<u32>(ref, 1, REF_MISSES);
  atomic.store<u32>(ref, 1, REF_MISSES + 4);
}
