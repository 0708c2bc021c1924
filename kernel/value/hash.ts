// `hash` with JVM Clojure's results for every built-in kind, and the hash cache in the header.
//
// The walk is bounded: 4096 steps and 16 levels. Data beyond that, lazy sequences and instances
// of user types answer HASH_MISS, and the primitive's Lisp function takes over.
//
// Invariant: a cache is read and written where the object lives now, after forwarding; 0 in the
// cache means not known yet. Kinds without a hash of their own get an identity hash from a
// counter of the world (data/world).

import {
  arrayMapEntries,
  COLLISION_NODE_TAIL,
  collisionNodeCount,
  hashMapNilEntry,
  hashMapRoot,
  hashSetMap,
  KIND_ARRAY_MAP,
  KIND_BINARY,
  KIND_BOOLEAN,
  KIND_COLLISION_NODE,
  KIND_HASH_MAP,
  KIND_HASH_SET,
  KIND_INSTANCE,
  KIND_KEYWORD,
  KIND_MUTABLE_INSTANCE,
  KIND_NIL,
  KIND_PID,
  KIND_PORT,
  KIND_RECORD,
  KIND_REFERENCE,
  KIND_STRING,
  KIND_SYMBOL,
  KIND_WIDE_STRING,
  mapEntryVal,
  NODE_TAIL,
  pidGeneration,
  pidIndex,
  portNumber,
  RECORD_TAIL,
  recordCount,
  recordExtra,
  recordType,
  referenceNumber,
  symbolName,
  symbolNamespace,
  typeFields,
  typeName,
} from "../../gen/kernel/layouts";
import { miss } from "../context";
import { hashBinary } from "../data/binary";
import { childAt, childrenOf, entriesOf, pairsOf } from "../data/hash_map";
import { nodeSize } from "../data/node";
import { hashNames, javaHashOfString } from "../data/symbol";
import { vectorNth } from "../data/vector";
import {
  elementAt,
  isSequentialKind,
  settle,
  step,
  WALK_END,
  WALK_MISS,
  walkOffset,
} from "../data/walk";
import { IDENTITY_COUNTER } from "../data/world";
import { forwardingOf, isForwarded, kindOf } from "../heap/kinds";
import { isNumberKind, isSmall } from "../number/category";
import { hashNumber } from "../number/hash";
import { Addr } from "./addr";
import {
  beginOrdered,
  hashDouble,
  hashEntry,
  hashInt,
  hashKeyword,
  hashLong,
  mixCollHash,
  stepOrdered,
} from "./murmur";
import {
  addressOf,
  characterValue,
  decodeFlonum,
  fixnumValue,
  isCharacter,
  isFixnum,
  isFlonum,
  isPointer,
  makeFixnum,
  makePointer,
  NIL,
  TAG_OBJECT,
  TRUE,
  Value,
} from "./value";

/** What the walk answers instead of a hash; hashes have a high half of zero. */
export const HASH_MISS: u64 = 1 << 32;

export const WALK_STEPS: i32 = 4096;
export const WALK_DEPTH: u32 = 16;

/** In byte 1 of an instance's header: its hash is known, and 0. */
const FLAG_HASH_ZERO: u32 = 4 << 8;

/** Steps the running walk has left; hash and equality share them. */
let steps: i32 = 0;

/** To be called by whoever starts a walk from outside. */
export function startWalk(): void {
  steps = WALK_STEPS;
}

/** Takes a step; false when there is none left. */
export function takeStep(): bool {
  steps--;
  return steps >= 0;
}

function resolve(o: Addr): Addr {
  return isForwarded(o) ? forwardingOf(o) : o;
}

export function cachedHash(o: Addr): i32 {
  return load<i32>(resolve(o), 4);
}

export function cacheHash(o: Addr, hash: i32): void {
  store<i32>(resolve(o), hash, 4);
}

/** The hash of an object as a thing of its own, drawn when it is asked for first. */
export function identityHash(o: Addr): i32 {
  const known = cachedHash(o);
  if (known != 0) return known;
  const count = atomic.add<u32>(IDENTITY_COUNTER, 1) + 1;
  const hash = hashInt(<i32>count) & 0x7fffffff; // positive, as the JVM's
  const before = atomic.cmpxchg<i32>(resolve(o), 0, hash == 0 ? 1 : hash, 4);
  return before != 0 ? before : cachedHash(o);
}

/** The identity hash of any word; of a number or character its hash. */
export function identityHashOf(x: Value): i32 {
  if (!isPointer(x) || isCharacter(x) || isSmall(x)) return <i32>hashAt(x, 0);
  return identityHash(addressOf(x));
}

/**
 * Keeps what Lisp code has found to be an object's hash, so that the kernel finds it: of
 * instances, and of collections that are too deep or too large for the walk. A hash of 0 is kept
 * by a flag.
 */
export function setHash(object: Addr, hash: i32): void {
  const o = resolve(object);
  cacheHash(o, hash);
  if (hash == 0) store<u32>(o, load<u32>(o) | FLAG_HASH_ZERO);
}

function found(hash: i32): u64 {
  return <u64>(<u32>hash);
}

/** `hash` as a primitive: a fixnum, or the sentinel with the outcome MISS. */
export function hash(x: Value): Value {
  const isMutable = isPointer(x) && kindOf(addressOf(x)) == KIND_MUTABLE_INSTANCE;
  if (isMutable) return miss(); // its methods may answer otherwise next time
  const h = hashForLookup(x);
  return h == HASH_MISS ? miss() : makeFixnum(<i64>(<i32>h));
}

/** The hash of a key about to be looked up; also starts the walk that compares it. */
export function hashForLookup(x: Value): u64 {
  startWalk();
  return hashAt(x, WALK_DEPTH);
}

/** The hash of x as a part of what is being walked, or HASH_MISS. */
export function hashAt(x: Value, depth: u32): u64 {
  if (isFixnum(x)) return found(hashLong(fixnumValue(x)));
  if (isFlonum(x)) return found(hashDouble(decodeFlonum(x)));
  if (isCharacter(x)) return found(<i32>characterValue(x));
  const o = addressOf(x);
  const kind = kindOf(o);
  if (kind == KIND_KEYWORD) return found(load<i32>(o, 4));
  if (kind == KIND_NIL) return 0;
  if (kind == KIND_BOOLEAN) return x == TRUE ? 1231 : 1237;
  const known = cachedHash(o);
  if (known != 0) return found(known);
  if ((load<u32>(resolve(o)) & FLAG_HASH_ZERO) != 0 && isUserKind(kind)) return 0;
  const h = computeHash(o, kind, depth);
  if (h != HASH_MISS) cacheHash(o, <i32>h);
  return h;
}

function isUserKind(kind: u32): bool {
  return kind == KIND_INSTANCE || kind == KIND_MUTABLE_INSTANCE;
}

function computeHash(o: Addr, kind: u32, depth: u32): u64 {
  if (kind == KIND_STRING || kind == KIND_WIDE_STRING) return found(hashInt(javaHashOfString(o)));
  if (kind == KIND_SYMBOL) return found(hashNames(symbolNamespace(o), symbolName(o)));
  if (isNumberKind(kind)) return found(hashNumber(makePointer(o, TAG_OBJECT)));
  if (isUserKind(kind)) return HASH_MISS;
  if (kind == KIND_PID) return found(hashLong(((<i64>pidGeneration(o)) << 24) ^ <i64>pidIndex(o)));
  if (kind == KIND_BINARY) return found(hashBinary(o));
  if (kind == KIND_PORT) return found(hashLong(<i64>portNumber(o)));
  if (kind == KIND_REFERENCE) return found(hashLong(<i64>referenceNumber(o)));
  const isMap = kind == KIND_ARRAY_MAP || kind == KIND_HASH_MAP;
  if (!isMap && kind != KIND_HASH_SET && kind != KIND_RECORD && !isSequentialKind(kind)) {
    return found(identityHash(o));
  }
  if (depth == 0) return HASH_MISS;
  if (kind == KIND_RECORD) return hashRecord(o, depth - 1);
  if (isMap) return hashMapping(o, false, depth - 1);
  if (kind == KIND_HASH_SET) return hashMapping(addressOf(hashSetMap(o)), true, depth - 1);
  return hashSequence(o, depth - 1);
}

function hashSequence(o: Addr, depth: u32): u64 {
  let state = beginOrdered();
  let count: u32 = 0;
  let x = settle(<u64>(o | 5), 0);
  let at = walkOffset();
  while (x != WALK_END) {
    if (x == WALK_MISS || !takeStep()) return HASH_MISS;
    const h = hashAt(elementAt(x, at), depth);
    if (h == HASH_MISS) return HASH_MISS;
    state = stepOrdered(state, <i32>h);
    count++;
    x = step(x, at);
    at = walkOffset();
  }
  return found(mixCollHash(state, count));
}

/** As a defrecord's hasheq: that of the map of its entries, mixed with that of its type's name. */
function hashRecord(o: Addr, depth: u32): u64 {
  const type = addressOf(recordType(o));
  const outerSum = sum;
  const outerEntries = entries;
  sum = 0;
  entries = 0;
  const extra = recordExtra(o);
  const isDone =
    sumFields(o, addressOf(typeFields(type)), depth) &&
    (extra == NIL || sumMapping(addressOf(extra), false, depth));
  const h = mixCollHash(sum, entries) ^ hashNames(NIL, typeName(type));
  sum = outerSum;
  entries = outerEntries;
  return isDone ? found(h) : HASH_MISS;
}

function sumFields(o: Addr, fields: Addr, depth: u32): bool {
  const count = <u32>recordCount(o);
  for (let i: u32 = 0; i < count; i++) {
    if (!takeStep()) return false;
    const h = hashAt(load<u64>(o + (i << 3), RECORD_TAIL), depth);
    if (h == HASH_MISS) return false;
    const field = addressOf(vectorNth(fields, i));
    sum += hashEntry(hashKeyword(hashNames(NIL, symbolName(field))), <i32>h);
    entries++;
  }
  return true;
}

/** Sum and number of the entry hashes found so far in the mapping being summed. */
let sum: i32 = 0;
let entries: u32 = 0;

/** Of a map the hash of its entries, of a set's map that of its keys: in any order the same. */
function hashMapping(o: Addr, keysOnly: bool, depth: u32): u64 {
  const outerSum = sum;
  const outerEntries = entries;
  sum = 0;
  entries = 0;
  const done = sumMapping(o, keysOnly, depth);
  const h = mixCollHash(sum, entries);
  sum = outerSum;
  entries = outerEntries;
  return done ? found(h) : HASH_MISS;
}

function sumMapping(o: Addr, keysOnly: bool, depth: u32): bool {
  if (kindOf(o) == KIND_ARRAY_MAP) {
    const node = addressOf(arrayMapEntries(o));
    return sumPairs(node + NODE_TAIL, nodeSize(node) >>> 1, keysOnly, depth);
  }
  const nilEntry = hashMapNilEntry(o);
  if (nilEntry != NIL && !sumPair(NIL, mapEntryVal(addressOf(nilEntry)), keysOnly, depth)) {
    return false;
  }
  const root = hashMapRoot(o);
  return root == NIL || sumNode(addressOf(root), keysOnly, depth);
}

function sumNode(node: Addr, keysOnly: bool, depth: u32): bool {
  if (kindOf(node) == KIND_COLLISION_NODE) {
    const pairs = <u32>collisionNodeCount(node) >>> 1;
    return sumPairs(node + COLLISION_NODE_TAIL, pairs, keysOnly, depth);
  }
  const pairs = popcnt<u32>(entriesOf(node));
  if (!sumPairs(pairsOf(node), pairs, keysOnly, depth)) return false;
  const children = popcnt<u32>(childrenOf(node));
  for (let i: u32 = 0; i < children; i++) {
    if (!sumNode(childAt(node, i), keysOnly, depth)) return false;
  }
  return true;
}

function sumPairs(at: Addr, pairs: u32, keysOnly: bool, depth: u32): bool {
  for (let i: u32 = 0; i < pairs; i++) {
    const pair = at + (i << 4);
    if (!sumPair(load<u64>(pair), load<u64>(pair, 8), keysOnly, depth)) return false;
  }
  return true;
}

function sumPair(key: Value, val: Value, keysOnly: bool, depth: u32): bool {
  if (!takeStep()) return false;
  const h = hashAt(key, depth);
  if (h == HASH_MISS) return false;
  let whole = <i32>h;
  if (!keysOnly) {
    const v = hashAt(val, depth);
    if (v == HASH_MISS) return false;
    whole = hashEntry(<i32>h, <i32>v);
  }
  sum += whole;
  entries++;
  return true;
}
