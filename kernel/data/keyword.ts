// Keywords and their interning table: equal keywords are one object, so that comparing words is
// comparing keywords. Keywords and their two strings are copied into blocks of their own, are
// never moved and never freed; the table is open addressing over their addresses, one worker's.
//
//   0xc80  u32 table, u32 its slots (a power of two), u32 keywords, u32 next byte, u32 limit
//
// Invariants: at most three quarters of the slots are used; a keyword's header holds its hash.

import {
  KIND_KEYWORD,
  initKeywordName,
  initKeywordNamespace,
  keywordName,
  keywordNamespace,
} from "../../gen/kernel/layouts";
import { sizeOf, writeHeader } from "../heap/kinds";
import {
  BLOCK_BYTES,
  BLOCK_PINNED,
  BLOCK_STACK,
  blockAddr,
  blockOf,
  freeRun,
  takeBlock,
  takeRun,
} from "../heap/space";
import { Addr } from "../value/addr";
import { hashKeyword } from "../value/murmur";
import { NIL, TAG_OBJECT, Value, addressOf, makePointer } from "../value/value";
import { equalNames, hashNames } from "./symbol";

const STATE: Addr = 0xc80;
const TABLE: u32 = 0;
const SLOTS: u32 = 4;
const COUNT: u32 = 8;
const NEXT: u32 = 12;
const LIMIT: u32 = 16;

const KEYWORD_BYTES: u32 = 24;

/** Starts with no keywords; to be called once for a fresh memory, after initSpace. */
export function initKeywords(): void {
  store<u32>(STATE, 0, COUNT);
  store<u32>(STATE, 0, NEXT);
  store<u32>(STATE, 0, LIMIT);
  makeTable(1);
}

function makeTable(blocks: u32): void {
  const run = takeRun(blocks, BLOCK_STACK);
  if (run == 0) unreachable();
  const table = blockAddr(run);
  memory.fill(table, 0, blocks * BLOCK_BYTES);
  store<u32>(STATE, table, TABLE);
  store<u32>(STATE, (blocks * BLOCK_BYTES) >>> 2, SLOTS);
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
  const o = keywordInSlot(findSlot(hashKeyword(hashNames(namespace, name)), namespace, name));
  return o == 0 ? NIL : makePointer(o, TAG_OBJECT);
}

/** The keyword of that name; namespace is a string or nil. A string of it is at most 8 KiB long. */
export function internKeyword(namespace: Value, name: Value): Value {
  const hash = hashKeyword(hashNames(namespace, name));
  let slot = findSlot(hash, namespace, name);
  const found = keywordInSlot(slot);
  if (found != 0) return makePointer(found, TAG_OBJECT);
  if ((countKeywords() + 1) << 2 > keywordSlots() * 3) {
    growTable();
    slot = findSlot(hash, namespace, name);
  }
  const ownNamespace = keepString(namespace);
  const ownName = keepString(name);
  const o = allocateKept(KEYWORD_BYTES);
  writeHeader(o, KIND_KEYWORD);
  store<i32>(o, hash, 4);
  initKeywordNamespace(o, ownNamespace);
  initKeywordName(o, ownName);
  store<u32>(load<u32>(STATE, TABLE) + (slot << 2), o);
  store<u32>(STATE, countKeywords() + 1, COUNT);
  return makePointer(o, TAG_OBJECT);
}

function growTable(): void {
  const old = load<u32>(STATE, TABLE);
  const slots = keywordSlots();
  makeTable((slots << 3) / BLOCK_BYTES);
  for (let i: u32 = 0; i < slots; i++) {
    const o = load<u32>(old + (i << 2));
    if (o == 0) continue;
    const slot = findSlot(keywordHash(o), keywordNamespace(o), keywordName(o));
    store<u32>(load<u32>(STATE, TABLE) + (slot << 2), o);
  }
  freeRun(blockOf(old));
}

function keepString(x: Value): Value {
  if (x == NIL) return NIL;
  const s = addressOf(x);
  const bytes = sizeOf(s);
  const copy = allocateKept(bytes);
  memory.copy(copy, s, bytes);
  store<u32>(copy, load<u8>(s)); // the kind alone: neither flags nor a forwarding
  store<u32>(copy, 0, 4);
  return makePointer(copy, TAG_OBJECT);
}

function allocateKept(bytes: u32): Addr {
  const at = load<u32>(STATE, NEXT);
  if (at + bytes <= load<u32>(STATE, LIMIT)) {
    store<u32>(STATE, at + bytes, NEXT);
    return at;
  }
  if (bytes + 8 > BLOCK_BYTES) unreachable();
  const block = takeBlock(BLOCK_PINNED);
  if (block == 0) unreachable();
  const start = blockAddr(block) + 8;
  store<u32>(STATE, start + bytes, NEXT);
  store<u32>(STATE, blockAddr(block) + BLOCK_BYTES, LIMIT);
  return start;
}
