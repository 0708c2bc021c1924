// A running transaction: an object of its actor, which nobody else sees, with an entry for each ref
// that it has read or set. So an actor that is killed leaves nothing behind but its slot and
// perhaps the token, which its end gives back.
//
// An entry is five words of an array: the ref; the value it has here; the version that the value
// was computed from, where that matters; the version made for the commit; bits. Up to eight
// entries are searched in order, more by an index of 32-bit numbers that hashes the refs' ids.
// A ref that is only read needs no entry until the transaction waits: it is noted in a list, which
// costs less than the read itself. A list that is full goes over into entries.
// The object is kept for the actor's next transaction, unless a collection has tenured it: stores
// into the shared heap cost more than a new one.
//
// Invariants: ACTOR_TRANSACTING is 1 exactly while one runs; entries beyond `count` hold nil; what
// answers the sentinel has changed nothing that matters, so its primitive may run again.

import {
  ARRAY_TAIL,
  arrayCount,
  initTransactionCount,
  initTransactionReadCount,
  initTransactionSlot,
  initTransactionState,
  initTransactionVersion,
  KIND_LONGS,
  KIND_TRANSACTION,
  LONGS_TAIL,
  longsBytes,
  refId,
  TRANSACTION_COMMUTES,
  TRANSACTION_COUNT,
  TRANSACTION_EFFECTS,
  TRANSACTION_ENTRIES,
  TRANSACTION_INDEX,
  TRANSACTION_READ_COUNT,
  TRANSACTION_READS,
  transactionCount,
  transactionEntries,
  transactionIndex,
  transactionReadCount,
  transactionReads,
  transactionSlot,
  transactionState,
  transactionVersion,
} from "../../gen/kernel/layouts";
import { ACTOR_TRANSACTING, ACTOR_TRANSACTION } from "../actor/actor";
import { CONTEXT_ACTOR, context } from "../context";
import { makeArray, makeRawArray } from "../data/array";
import { allocateObject } from "../heap/allocate";
import { resolve, storeCell } from "../heap/barrier";
import { isInNursery } from "../heap/space";
import { Addr } from "../value/addr";
import {
  addressOf,
  fixnumValue,
  makeFixnum,
  makePointer,
  NIL,
  SENTINEL,
  TAG_OBJECT,
  Value,
} from "../value/value";
import {
  askForToken,
  clockNow,
  freeSlot,
  giveTokenBack,
  NO_SLOT,
  patience,
  setSlot,
  takeSlot,
  tokenOf,
} from "./clock";
import { claimRef } from "./ref";

// Offsets in an entry.
const ENTRY_REF: u32 = 0;
export const ENTRY_VALUE: u32 = 8;
export const ENTRY_BASE: u32 = 16;
export const ENTRY_VERSION: u32 = 24;
const ENTRY_BITS: u32 = 32;
const ENTRY_WORDS: u32 = 5;
const ENTRY_BYTES: u32 = 40;

// Bits of an entry.
/** It has a value of its own here. */
export const HAS_VALUE: u32 = 1;
/** It was set, so it may not change until the commit. */
export const IS_SET: u32 = 2;
/** It may not change until the commit, whoever sets it. */
export const IS_ENSURED: u32 = 4;
/** It was commuted. */
export const IS_COMMUTED: u32 = 8;

export const STATE_IDLE: u64 = 0;
export const STATE_RUNS: u64 = 1;
/** It waits for a change of what it has read, or has ended with changes to be told of. */
export const STATE_STOPPED: u64 = 2;

const FIRST_CAPACITY: u32 = 8;
/** Entries that are searched in order. */
const SEARCHED: u32 = 8;
/** An idle transaction keeps room for at most so many. */
const KEPT_CAPACITY: u32 = 2048;

/** The list of refs that were read has room for so many at first, and at most. */
const FIRST_READS: u32 = 16;
const MOST_READS: u32 = 1024;

const HASH_FACTOR: u32 = 0x9e3779b1;

export function isTransacting(): bool {
  return load<u32>(load<u32>(context, CONTEXT_ACTOR), ACTOR_TRANSACTING) != 0;
}

/** The running actor's transaction, whatever its state; 0 when there never was one. */
export function ownTransaction(): Addr {
  const word = load<u64>(load<u32>(context, CONTEXT_ACTOR), ACTOR_TRANSACTION);
  return word == NIL ? 0 : resolve(addressOf(word));
}

/** Begins the n-th attempt of a transaction; false with NEED. */
export function beginTransaction(attempt: u32): bool {
  const actor = load<u32>(context, CONTEXT_ACTOR);
  let t = ownTransaction();
  if (t == 0 || !isInNursery(t)) t = makeTransaction(actor);
  if (t == 0) return false;
  if (transactionState(t) != STATE_IDLE) clearTransaction(actor, t); // it was interrupted
  if (patience() != 0 && attempt > patience()) askForToken(actor);
  const slot = takeSlot(<u32>transactionSlot(t));
  const version = clockNow();
  setSlot(slot, version);
  initTransactionSlot(t, slot);
  initTransactionVersion(t, version);
  initTransactionState(t, STATE_RUNS);
  store<u32>(actor, 1, ACTOR_TRANSACTING);
  return true;
}

function makeTransaction(actor: Addr): Addr {
  const entries = makeArray(FIRST_CAPACITY * ENTRY_WORDS);
  if (entries == SENTINEL) return 0;
  const t = allocateObject(KIND_TRANSACTION, TRANSACTION_READ_COUNT + 8);
  store<u64>(t, entries, TRANSACTION_ENTRIES);
  store<u64>(t, NIL, TRANSACTION_INDEX);
  store<u64>(t, NIL, TRANSACTION_EFFECTS);
  store<u64>(t, NIL, TRANSACTION_COMMUTES);
  store<u64>(t, NIL, TRANSACTION_READS);
  initTransactionState(t, STATE_IDLE);
  initTransactionCount(t, 0);
  initTransactionReadCount(t, 0);
  initTransactionVersion(t, 0);
  initTransactionSlot(t, NO_SLOT);
  store<u64>(actor, makePointer(t, TAG_OBJECT), ACTOR_TRANSACTION);
  return t;
}

/** Lets nobody wait for the transaction any more, which keeps its entries. */
export function stopTransaction(actor: Addr, t: Addr): void {
  if (transactionState(t) == STATE_RUNS) freeSlot(<u32>transactionSlot(t));
  giveTokenBack(actor);
  initTransactionState(t, STATE_STOPPED);
  store<u32>(actor, 0, ACTOR_TRANSACTING);
}

/** Ends an attempt; the token stays with an actor that is going to start again. */
export function clearTransaction(actor: Addr, t: Addr): void {
  if (transactionState(t) == STATE_RUNS) freeSlot(<u32>transactionSlot(t));
  initTransactionState(t, STATE_IDLE);
  store<u32>(actor, 0, ACTOR_TRANSACTING);
  store<u64>(t, NIL, TRANSACTION_EFFECTS);
  store<u64>(t, NIL, TRANSACTION_COMMUTES);
  forgetReads(t);
  const count = <u32>transactionCount(t);
  const array = resolve(addressOf(transactionEntries(t)));
  if (arrayCount(array) > KEPT_CAPACITY * ENTRY_WORDS) {
    store<u64>(actor, NIL, ACTOR_TRANSACTION);
    return;
  }
  const end = array + ARRAY_TAIL + count * ENTRY_BYTES;
  for (let at = array + ARRAY_TAIL; at < end; at += 8) store<u64>(at, NIL);
  if (count > SEARCHED) clearIndex(t);
  initTransactionCount(t, 0);
}

/** As clearTransaction, of an actor that is done with it or ends. */
export function endTransaction(actor: Addr): void {
  giveTokenBack(actor);
  const word = load<u64>(actor, ACTOR_TRANSACTION);
  if (word != NIL) clearTransaction(actor, resolve(addressOf(word)));
}

// Entries. An entry is named by its address in the array, which is good until the next entry is
// added or the primitive ends.

export function entryCount(t: Addr): u32 {
  return <u32>transactionCount(t);
}

export function entryAt(t: Addr, i: u32): Addr {
  return resolve(addressOf(transactionEntries(t))) + ARRAY_TAIL + i * ENTRY_BYTES;
}

export function entryRef(entry: Addr): Addr {
  return addressOf(load<u64>(entry, ENTRY_REF));
}

export function entryBits(entry: Addr): u32 {
  return <u32>fixnumValue(load<u64>(entry, ENTRY_BITS));
}

export function addBits(entry: Addr, bits: u32): void {
  store<u64>(entry, makeFixnum(<i64>(entryBits(entry) | bits)), ENTRY_BITS);
}

/** Stores a word into an entry; false with NEED. */
export function setEntry(t: Addr, entry: Addr, offset: u32, x: Value): bool {
  const array = resolve(addressOf(transactionEntries(t)));
  return storeCell(array, entry - array + offset, x) != SENTINEL;
}

/** The entry of a ref, or 0. */
export function findEntry(t: Addr, ref: Addr): Addr {
  const count = <u32>transactionCount(t);
  if (count > SEARCHED) return findByIndex(t, ref);
  const word = makePointer(ref, TAG_OBJECT);
  let at = entryAt(t, 0);
  const end = at + count * ENTRY_BYTES;
  for (; at < end; at += ENTRY_BYTES) {
    if (load<u64>(at, ENTRY_REF) == word) return at;
  }
  return 0;
}

/** The entry of a ref, made if there is none; 0 with NEED. Who has the token claims the ref. */
export function openEntry(t: Addr, ref: Addr): Addr {
  const known = findEntry(t, ref);
  if (known != 0) return known;
  const count = <u32>transactionCount(t);
  if ((count + 1) * ENTRY_WORDS > <u32>arrayCount(resolve(addressOf(transactionEntries(t))))) {
    if (!growEntries(t, count)) return 0;
  }
  const entry = entryAt(t, count);
  if (!setEntry(t, entry, ENTRY_REF, makePointer(ref, TAG_OBJECT))) return 0;
  store<u64>(entry, makeFixnum(0), ENTRY_BITS);
  initTransactionCount(t, count + 1);
  if (count == SEARCHED) {
    for (let i: u32 = 0; i <= count; i++) addToIndex(t, i);
  } else if (count > SEARCHED) {
    addToIndex(t, count);
  }
  const token = tokenOf(load<u32>(context, CONTEXT_ACTOR));
  if (token != 0) claimRef(ref, token);
  return entry;
}

/** Notes that a ref was read, which has no entry; false with NEED. Who has the token claims it. */
export function noteRead(t: Addr, ref: Addr): bool {
  if (tokenOf(load<u32>(context, CONTEXT_ACTOR)) != 0) return openEntry(t, ref) != 0;
  const list = transactionReads(t);
  const count = <u32>transactionReadCount(t);
  if (list == NIL || count == <u32>arrayCount(resolve(addressOf(list)))) {
    if (count == MOST_READS) return openReads(t) && noteRead(t, ref);
    if (!growReads(t, count)) return false;
  }
  const array = resolve(addressOf(transactionReads(t)));
  const word = makePointer(ref, TAG_OBJECT);
  if (storeCell(array, ARRAY_TAIL + (count << 3), word) == SENTINEL) return false;
  initTransactionReadCount(t, count + 1);
  return true;
}

/** Makes entries of all refs that are noted as read; false with NEED. */
export function openReads(t: Addr): bool {
  const count = <u32>transactionReadCount(t);
  for (let i: u32 = 0; i < count; i++) {
    if (openEntry(t, addressOf(load<u64>(readAt(t, i)))) == 0) return false;
  }
  forgetReads(t);
  return true;
}

function readAt(t: Addr, i: u32): Addr {
  return resolve(addressOf(transactionReads(t))) + ARRAY_TAIL + (i << 3);
}

function forgetReads(t: Addr): void {
  const count = <u32>transactionReadCount(t);
  for (let i: u32 = 0; i < count; i++) store<u64>(readAt(t, i), NIL);
  initTransactionReadCount(t, 0);
}

/** Gives the list of what was read four times the room; false with NEED. */
function growReads(t: Addr, count: u32): bool {
  const list = makeArray(count == 0 ? FIRST_READS : count * 4);
  if (list == SENTINEL) return false;
  if (count > 0) memory.copy(addressOf(list) + ARRAY_TAIL, readAt(t, 0), count << 3);
  return storeCell(t, TRANSACTION_READS, list) != SENTINEL;
}

/** Doubles the room; false with NEED. */
function growEntries(t: Addr, count: u32): bool {
  const words = count * ENTRY_WORDS;
  const index = makeRawArray(KIND_LONGS, count * 2);
  if (index == SENTINEL) return false;
  const entries = makeArray(words * 2);
  if (entries == SENTINEL) return false;
  memory.copy(addressOf(entries) + ARRAY_TAIL, entryAt(t, 0), words << 3);
  if (storeCell(t, TRANSACTION_INDEX, index) == SENTINEL) return false;
  const isIndexed = count > SEARCHED;
  if (isIndexed) {
    for (let i: u32 = 0; i < count; i++) addToIndex(t, i);
  }
  return storeCell(t, TRANSACTION_ENTRIES, entries) != SENTINEL;
}

// The index: entry numbers + 1 in a table at most half full, of 4 bytes each.

function indexTable(t: Addr): Addr {
  return resolve(addressOf(transactionIndex(t))) + LONGS_TAIL;
}

function indexMask(t: Addr): u32 {
  return (<u32>longsBytes(resolve(addressOf(transactionIndex(t)))) >> 2) - 1;
}

function hashOf(ref: Addr): u32 {
  const h = <u32>refId(ref) * HASH_FACTOR;
  return h ^ (h >> 16);
}

function addToIndex(t: Addr, i: u32): void {
  const table = indexTable(t);
  const mask = indexMask(t);
  let place = hashOf(entryRef(entryAt(t, i))) & mask;
  while (load<u32>(table + (place << 2)) != 0) place = (place + 1) & mask;
  store<u32>(table + (place << 2), i + 1);
}

function findByIndex(t: Addr, ref: Addr): Addr {
  const table = indexTable(t);
  const mask = indexMask(t);
  const first = entryAt(t, 0);
  let place = hashOf(ref) & mask;
  while (true) {
    const i = load<u32>(table + (place << 2));
    if (i == 0) return 0;
    const entry = first + (i - 1) * ENTRY_BYTES;
    if (entryRef(entry) == ref) return entry;
    place = (place + 1) & mask;
  }
}

function clearIndex(t: Addr): void {
  memory.fill(indexTable(t), 0, (indexMask(t) + 1) << 2);
}

// What an or-else may take back: values and bits of the entries so far, commutes, effects.

/** An array for restoreEntries, or the sentinel with NEED. */
export function saveEntries(t: Addr): Value {
  const words = entryCount(t) * ENTRY_WORDS;
  const saved = makeArray(words + 2);
  if (saved == SENTINEL) return SENTINEL;
  const at = addressOf(saved) + ARRAY_TAIL;
  store<u64>(at, load<u64>(t, TRANSACTION_EFFECTS));
  store<u64>(at, load<u64>(t, TRANSACTION_COMMUTES), 8);
  memory.copy(at + 16, entryAt(t, 0), words << 3);
  return saved;
}

/** Takes back what was set since an array was made; entries stay. False with NEED. */
export function restoreEntries(t: Addr, saved: Addr): bool {
  const array = resolve(saved);
  const words = <u32>arrayCount(array);
  if (words < 2 || (words - 2) / ENTRY_WORDS > entryCount(t)) return true;
  const known = (words - 2) / ENTRY_WORDS;
  const at = array + ARRAY_TAIL;
  if (storeCell(t, TRANSACTION_EFFECTS, load<u64>(at)) == SENTINEL) return false;
  if (storeCell(t, TRANSACTION_COMMUTES, load<u64>(at, 8)) == SENTINEL) return false;
  for (let i: u32 = 0; i < known; i++) {
    const from = at + 16 + i * ENTRY_BYTES;
    const entry = entryAt(t, i);
    if (!setEntry(t, entry, ENTRY_VALUE, load<u64>(from, ENTRY_VALUE))) return false;
    if (!setEntry(t, entry, ENTRY_BASE, load<u64>(from, ENTRY_BASE))) return false;
    store<u64>(entry, load<u64>(from, ENTRY_BITS), ENTRY_BITS);
  }
  for (let i = known; i < entryCount(t); i++) {
    const entry = entryAt(t, i);
    store<u64>(entry, NIL, ENTRY_VALUE);
    store<u64>(entry, NIL, ENTRY_BASE);
    store<u64>(entry, makeFixnum(0), ENTRY_BITS);
  }
  return true;
}
