// The commit of the running actor's transaction, in one primitive: nothing interrupts it, and it
// takes no lock before all memory it needs is there.
//
// Values are promoted and versions made; then the refs that were set, commuted or ensured are
// locked in the order of their ids, looked at, and, if none has changed that may not, given their
// versions under the next number of the clock. Ensured refs are locked as well: two transactions
// that each set what the other has ensured would not see each other's commit else.
//
// Validators and the functions of commutes are Lisp's and have run before. Where a commuted ref has
// changed since, they run again, and the commit is tried again.
//
// Invariants: locks are taken in one order by all, and given back before the primitive ends; no
// number is drawn while a lock is missing.

import {
  KIND_LONGS,
  LONGS_TAIL,
  REF_CLAIM,
  REF_VALIDATOR,
  REF_WAITERS,
  REF_WATCHES,
  REF_WINNER,
  refId,
  refVersionNumber,
  refVersionValue,
  transactionSlot,
  transactionVersion,
} from "../../gen/kernel/layouts";
import { idOf } from "../actor/pid";
import { CONTEXT_ACTOR, CONTEXT_SCRATCH, charge, context, need, SCRATCH_BYTES } from "../context";
import { makeRawArray } from "../data/array";
import { EMPTY_VECTOR } from "../data/fixed";
import { vectorConj } from "../data/vector";
import { promote } from "../heap/promote";
import { Addr } from "../value/addr";
import {
  addressOf,
  fixnumValue,
  makePointer,
  NIL,
  SENTINEL,
  TAG_OBJECT,
  Value,
} from "../value/value";
import { addToTotal, isHeldUp, TOTAL_ABORTS, tickClock } from "./clock";
import { lockRef, makeVersion, newestVersion, noteAbort, publishVersion, unlockRef } from "./ref";
import {
  ENTRY_BASE,
  ENTRY_VALUE,
  ENTRY_VERSION,
  entryAt,
  entryBits,
  entryCount,
  entryRef,
  IS_COMMUTED,
  IS_ENSURED,
  IS_SET,
  setEntry,
} from "./transaction";
import { wakeWaiters } from "./wait";

/** What commitTransaction answers; the numbers are those of the primitive stm-publish. */
export const COMMIT_CONFLICT: u32 = 0;
export const COMMIT_DONE: u32 = 1;
/** Done, and some ref has watches. */
export const COMMIT_WATCHED: u32 = 2;
/** A commuted ref has changed. */
export const COMMIT_MOVED: u32 = 3;
/** The token's holder has touched a ref. */
export const COMMIT_HELD_UP: u32 = 4;
/** Memory is short. */
export const COMMIT_NEED: u32 = 5;

const WRITES: u32 = IS_SET | IS_COMMUTED;
const LOCKED: u32 = IS_SET | IS_COMMUTED | IS_ENSURED;
/** A version and what it may cost besides. */
const VERSION_NEED: u32 = 64;

/** Numbers of the entries to lock, as u32: where they are, and how many. */
let order: Addr = 0;
let locks: u32 = 0;

export function commitTransaction(t: Addr): u32 {
  const writes = countEntries(t, WRITES);
  if (writes == 0) return COMMIT_DONE; // what was read was so at one moment
  if (!makeOrder(t) || !prepareVersions(t, writes)) return COMMIT_NEED;
  charge(locks);
  for (let i: u32 = 0; i < locks; i++) lockRef(refIn(t, i));
  const verdict = lookAtRefs(t);
  if (verdict == COMMIT_DONE) publish(t);
  for (let i: u32 = locks; i > 0; i--) unlockRef(refIn(t, i - 1));
  return verdict == COMMIT_DONE ? tell(t) : verdict;
}

function countEntries(t: Addr, bits: u32): u32 {
  let count: u32 = 0;
  for (let i: u32 = 0; i < entryCount(t); i++) {
    if ((entryBits(entryAt(t, i)) & bits) != 0) count++;
  }
  return count;
}

function entryIn(t: Addr, i: u32): Addr {
  return entryAt(t, load<u32>(order + (i << 2)));
}

function refIn(t: Addr, i: u32): Addr {
  return entryRef(entryIn(t, i));
}

/** Lists the entries to lock by the ids of their refs; false with NEED. */
function makeOrder(t: Addr): bool {
  locks = countEntries(t, LOCKED);
  order = context + CONTEXT_SCRATCH;
  if (locks << 2 > SCRATCH_BYTES) {
    const room = makeRawArray(KIND_LONGS, (locks + 1) >> 1);
    if (room == SENTINEL) return false;
    order = addressOf(room) + LONGS_TAIL;
  }
  let at = order;
  for (let i: u32 = 0; i < entryCount(t); i++) {
    if ((entryBits(entryAt(t, i)) & LOCKED) == 0) continue;
    store<u32>(at, i);
    at += 4;
  }
  sortOrder(t);
  return true;
}

/** Shell's sort: most transactions have a few refs, and no more room is needed. */
function sortOrder(t: Addr): void {
  let gap: u32 = 1;
  while (gap < locks / 3) gap = 3 * gap + 1;
  for (; gap > 0; gap /= 3) {
    for (let i = gap; i < locks; i++) {
      const number = load<u32>(order + (i << 2));
      const id = refId(entryRef(entryAt(t, number)));
      let place = i;
      while (place >= gap && refId(refIn(t, place - gap)) > id) {
        store<u32>(order + (place << 2), load<u32>(order + ((place - gap) << 2)));
        place -= gap;
      }
      store<u32>(order + (place << 2), number);
    }
  }
}

/** Promotes the values and makes their versions; false with NEED. */
function prepareVersions(t: Addr, writes: u32): bool {
  for (let i: u32 = 0; i < locks; i++) {
    const entry = entryIn(t, i);
    if ((entryBits(entry) & WRITES) == 0) continue;
    const value = promote(load<u64>(entry, ENTRY_VALUE));
    if (value == SENTINEL) return false;
    const version = makeVersion(value);
    if (version == 0) {
      need(writes * VERSION_NEED);
      return false;
    }
    if (!setEntry(t, entry, ENTRY_VERSION, makePointer(version, TAG_OBJECT))) return false;
  }
  return true;
}

/** Has a ref changed that may not? Requires the locks. */
function lookAtRefs(t: Addr): u32 {
  const actor = load<u32>(context, CONTEXT_ACTOR);
  const read = transactionVersion(t);
  let verdict = COMMIT_DONE;
  for (let i: u32 = 0; i < locks; i++) {
    const entry = entryIn(t, i);
    const bits = entryBits(entry);
    const ref = entryRef(entry);
    const newest = newestVersion(ref);
    if ((bits & (IS_SET | IS_ENSURED)) != 0 && refVersionNumber(newest) > read) {
      noteConflict(ref);
      return COMMIT_CONFLICT;
    }
    const claim = load<u64>(ref, REF_CLAIM);
    if ((bits & WRITES) != 0 && claim != 0 && isHeldUp(claim, actor)) verdict = COMMIT_HELD_UP;
    const isCommuted = (bits & WRITES) == IS_COMMUTED;
    if (isCommuted && verdict == COMMIT_DONE) {
      if (load<u64>(entry, ENTRY_BASE) != makePointer(newest, TAG_OBJECT)) verdict = COMMIT_MOVED;
    }
  }
  return verdict;
}

/** Counts an attempt that fails because of a ref. */
export function noteConflict(ref: Addr): void {
  noteAbort(ref);
  addToTotal(TOTAL_ABORTS);
}

function publish(t: Addr): void {
  const number = tickClock();
  const winner = <u64>fixnumValue(idOf(load<u32>(context, CONTEXT_ACTOR)));
  const slot = <u32>transactionSlot(t);
  for (let i: u32 = 0; i < locks; i++) {
    const entry = entryIn(t, i);
    if ((entryBits(entry) & WRITES) == 0) continue;
    const ref = entryRef(entry);
    const before = makePointer(newestVersion(ref), TAG_OBJECT);
    publishVersion(ref, addressOf(load<u64>(entry, ENTRY_VERSION)), number, slot);
    store<u64>(ref, winner, REF_WINNER);
    setEntry(t, entry, ENTRY_BASE, before); // shared, so there is nothing to promote
  }
}

/** Wakes who waits for a change; COMMIT_WATCHED if Lisp has to tell watches, too. */
function tell(t: Addr): u32 {
  let answer = COMMIT_DONE;
  for (let i: u32 = 0; i < locks; i++) {
    const entry = entryIn(t, i);
    if ((entryBits(entry) & WRITES) == 0) continue;
    const ref = entryRef(entry);
    if (atomic.load<u64>(ref, REF_WAITERS) != NIL) wakeWaiters(ref);
    if (load<u64>(ref, REF_WATCHES) != NIL) answer = COMMIT_WATCHED;
  }
  return answer;
}

/** Does Lisp have to look at new values before the commit? */
export function hasValidators(t: Addr): bool {
  for (let i: u32 = 0; i < entryCount(t); i++) {
    const entry = entryAt(t, i);
    if ((entryBits(entry) & WRITES) == 0) continue;
    if (load<u64>(entryRef(entry), REF_VALIDATOR) != NIL) return true;
  }
  return false;
}

/** Refs that were set and have a validator, and their new values, by turns. */
export function checkedValues(t: Addr): Value {
  let v = EMPTY_VECTOR;
  for (let i: u32 = 0; i < entryCount(t); i++) {
    const entry = entryAt(t, i);
    const ref = entryRef(entry);
    if ((entryBits(entry) & WRITES) == 0 || load<u64>(ref, REF_VALIDATOR) == NIL) continue;
    v = vectorConj(addressOf(v), makePointer(ref, TAG_OBJECT));
    v = vectorConj(addressOf(v), load<u64>(entry, ENTRY_VALUE));
  }
  return v;
}

/** Refs that were set and have watches, their old and new values, by turns. */
export function changedValues(t: Addr): Value {
  let v = EMPTY_VECTOR;
  for (let i: u32 = 0; i < entryCount(t); i++) {
    const entry = entryAt(t, i);
    const ref = entryRef(entry);
    if ((entryBits(entry) & WRITES) == 0 || load<u64>(ref, REF_WATCHES) == NIL) continue;
    v = vectorConj(addressOf(v), makePointer(ref, TAG_OBJECT));
    v = vectorConj(addressOf(v), refVersionValue(addressOf(load<u64>(entry, ENTRY_BASE))));
    v = vectorConj(addressOf(v), load<u64>(entry, ENTRY_VALUE));
  }
  return v;
}
