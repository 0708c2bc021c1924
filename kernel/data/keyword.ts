// Keywords and their interning table: equal keywords are one object, so that comparing words is
// comparing keywords. Keywords and their two strings are copied into pinned memory of the shared
// heap and are never freed; the table is open addressing over their addresses. Workers look for
// and enter keywords under LOCK_KEYWORDS.
//
//   0xc80  u32 table, u32 its slots (a power of two), u32 keywords
//
// Invariants: at most three quarters of the slots are used; a keyword's header holds its hash.

import {
  initKeywordName,
  initKeywordNamespace,
  KIND_KEYWORD,
  keywordName,
  keywordNamespace,
} from "../../gen/kernel/layouts";
import { need } from "../context";
import { FLAG_LARGE, kindOf, sizeOf, writeHeader } from "../heap/kinds";
import { allocatePinned, LARGE_BYTES } from "../heap/shared";
import { BLOCK_BYTES, BLOCK_STACK, blockAddr, blockOf, freeRun, takeRun } from "../heap/space";
import { Addr } from "../value/addr";
import { hashKeyword } from "../value/murmur";
import { addressOf, makePointer, NIL, SENTINEL, TAG_OBJECT, Value } from "../value/value";
import { LOCK_KEYWORDS, lock, unlock } from "../worker/lock";
import { equalNames, hashNames } from "./symbol";

const STATE: Addr = 0xc80;
const TABLE: u32 = 0;
const SLOTS: u32 = 4;
const COUNT: u32 = 8;

const KEYWORD_BYTES: u32 = 24;

/** Starts with no keywords; to be called once for a fresh memory, after initSpace. */
export function initKeywords(): void {
  store<u32>(STATE, 0, COUNT);
  if (!makeTable(1)) unreachable(); // the memory is fresh
}

function makeTable(blocks: u32): bool {
  const run = takeRun(blocks, BLOCK_STACK);
  if (run == 0) return false;
  const table = blockAddr(run);
  memory.fill(table, 0, blocks * BLOCK_BYTES);
  store<u32>(STATE, table, TABLE);
  store<u32>(STATE, (blocks * BLOCK_BYTES) >>> 2, SLOTS);
  return true;
}

export function countKeywords(): u32 {
  return load<u32>(STATE, COUNT);
}

/** Slots of the table; with keywordInSlot, how a collector or an image visits all keywords. */
export function keywordSlots(): u32 {
  return load<u32>(STATE, SLOTS);
}

/** The keyword's address, or 0. */
export function keywordInSlot(i: u32): Addr {
  return load<u32>(load<u32>(STATE, TABLE) + (i << 2));
}

export function keywordHash(o: Addr): i32 {
  return load<i32>(o, 4);
}

/** The slot of that keyword, or the empty one where it belongs. */
function findSlot(hash: i32, namespace: Value, name: Value): u32 {
  const mask = keywordSlots() - 1;
  let i = <u32>hash & mask;
  while (true) {
    const o = keywordInSlot(i);
    if (o == 0) return i;
    if (
      keywordHash(o) == hash &&
      equalNames(keywordName(o), name) &&
      equalNames(keywordNamespace(o), namespace)
    ) {
      return i;
    }
    i = (i + 1) & mask;
  }
}

/** The keyword of that name if there is one, else nil. */
export function findKeyword(namespace: Value, name: Value): Value {
  const hash = hashKeyword(hashNames(namespace, name));
  lock(LOCK_KEYWORDS);
  const o = keywordInSlot(findSlot(hash, namespace, name));
  unlock(LOCK_KEYWORDS);
  return o == 0 ? NIL : makePointer(o, TAG_OBJECT);
}

/** The keyword of that name, namespace a string or nil; or the sentinel with NEED. */
export function internKeyword(namespace: Value, name: Value): Value {
  const hash = hashKeyword(hashNames(namespace, name));
  lock(LOCK_KEYWORDS);
  const found = findOrMake(hash, namespace, name);
  unlock(LOCK_KEYWORDS);
  return found;
}

function findOrMake(hash: i32, namespace: Value, name: Value): Value {
  let slot = findSlot(hash, namespace, name);
  const found = keywordInSlot(slot);
  if (found != 0) return makePointer(found, TAG_OBJECT);
  if ((countKeywords() + 1) << 2 > keywordSlots() * 3) {
    if (!growTable()) return need(keywordSlots() << 3);
    slot = findSlot(hash, namespace, name);
  }
  const ownNamespace = keepString(namespace);
  const ownName = keepString(name);
  const o = allocatePinned(KEYWORD_BYTES);
  if (ownNamespace == SENTINEL || ownName == SENTINEL || o == 0) return need(BLOCK_BYTES);
  writeHeader(o, KIND_KEYWORD);
  store<i32>(o, hash, 4);
  initKeywordNamespace(o, ownNamespace);
  initKeywordName(o, ownName);
  addKeyword(slot, o);
  return makePointer(o, TAG_OBJECT);
}

function addKeyword(slot: u32, o: Addr): void {
  store<u32>(load<u32>(STATE, TABLE) + (slot << 2), o);
  store<u32>(STATE, countKeywords() + 1, COUNT);
}

/** Empties the table: before those of an image come, which may have the same names. */
export function forgetKeywords(): void {
  memory.fill(load<u32>(STATE, TABLE), 0, keywordSlots() << 2);
  store<u32>(STATE, 0, COUNT);
}

/** Enters a keyword that an image has brought, its hash in its header; false without memory. */
export function adoptKeyword(o: Addr): bool {
  if ((countKeywords() + 1) << 2 > keywordSlots() * 3 && !growTable()) return false;
  addKeyword(findSlot(keywordHash(o), keywordNamespace(o), keywordName(o)), o);
  return true;
}

function growTable(): bool {
  const old = load<u32>(STATE, TABLE);
  const slots = keywordSlots();
  if (!makeTable((slots << 3) / BLOCK_BYTES)) return false;
  for (let i: u32 = 0; i < slots; i++) {
    const o = load<u32>(old + (i << 2));
    if (o == 0) continue;
    const slot = findSlot(keywordHash(o), keywordNamespace(o), keywordName(o));
    store<u32>(load<u32>(STATE, TABLE) + (slot << 2), o);
  }
  freeRun(blockOf(old));
  return true;
}

/** A pinned copy of a string, nil for nil, the sentinel when there is no memory. */
function keepString(x: Value): Value {
  if (x == NIL) return NIL;
  const s = addressOf(x);
  const bytes = sizeOf(s);
  const copy = allocatePinned(bytes);
  if (copy == 0) return SENTINEL;
  memory.copy(copy, s, bytes);
  writeHeader(copy, bytes > LARGE_BYTES ? kindOf(s) | FLAG_LARGE : kindOf(s));
  return makePointer(copy, TAG_OBJECT);
}
