// Maps: an array map keeps up to 8 entries in the order they came; the ninth makes it a hash
// map, as on the JVM. Array maps made at once may be longer. Receivers are addresses of maps.
//
// A key that only Lisp code can hash or compare makes an operation answer the sentinel, with
// the outcome MISS, before anything was changed. Results keep the receiver's metadata.

import {
  arrayMapEntries,
  arrayMapMeta,
  hashMapMeta,
  initArrayMapEntries,
  initArrayMapMeta,
  KIND_ARRAY_MAP,
  KIND_HASH_MAP,
  NODE_TAIL,
} from "../../gen/kernel/layouts";
import { miss } from "../context";
import { allocateObject } from "../heap/allocate";
import { kindOf } from "../heap/kinds";
import { Addr } from "../value/addr";
import { hashForLookup, startWalk, WALK_DEPTH } from "../value/hash";
import {
  addressOf,
  FALSE,
  makePointer,
  NIL,
  SENTINEL,
  TAG_OBJECT,
  TRUE,
  Value,
} from "../value/value";
import { copyWords } from "../value/words";
import { EMPTY_HASH_MAP, EMPTY_MAP } from "./fixed";
import {
  countHashMap,
  findInHashMap,
  findPair,
  hashMapAssoc,
  hashMapDissoc,
  hashMapWithMeta,
  isKeyNew,
  SLOT_ABSENT,
  SLOT_MISS,
  setNewKey,
} from "./hash_map";
import { copyNodePrefix, copyNodeWith, initNodeSlot, makeNode, nodeSize, nodeValue } from "./node";

const ARRAY_MAP_BYTES: u32 = 24;
const ARRAY_MAP_WORDS: u32 = 16;

export function makeArrayMap(entries: Addr, meta: Value): Value {
  const o = allocateObject(KIND_ARRAY_MAP, ARRAY_MAP_BYTES);
  initArrayMapEntries(o, nodeValue(entries));
  initArrayMapMeta(o, meta);
  return makePointer(o, TAG_OBJECT);
}

export function isHashMap(m: Addr): bool {
  return kindOf(m) == KIND_HASH_MAP;
}

export function mapWithMeta(m: Addr, meta: Value): Value {
  if (isHashMap(m)) return hashMapWithMeta(m, meta);
  const entries = addressOf(arrayMapEntries(m));
  return meta == NIL && nodeSize(entries) == 0 ? EMPTY_MAP : makeArrayMap(entries, meta);
}

export function countMap(m: Addr): u32 {
  if (isHashMap(m)) return countHashMap(m);
  return nodeSize(addressOf(arrayMapEntries(m))) >>> 1;
}

function findInArrayMap(m: Addr, key: Value, depth: u32): Addr {
  const entries = addressOf(arrayMapEntries(m));
  return findPair(entries + NODE_TAIL, nodeSize(entries), key, depth);
}

/** The address of the value slot of `key`, SLOT_ABSENT or SLOT_MISS. */
export function findInMap(m: Addr, key: Value): Addr {
  if (isHashMap(m)) return findInHashMap(m, key, hashForLookup(key), WALK_DEPTH);
  startWalk();
  return findInArrayMap(m, key, WALK_DEPTH);
}

export function mapGet(m: Addr, key: Value, absent: Value): Value {
  const slot = findInMap(m, key);
  if (slot == SLOT_ABSENT) return absent;
  return slot == SLOT_MISS ? miss() : load<u64>(slot);
}

export function mapAssoc(m: Addr, key: Value, val: Value): Value {
  if (isHashMap(m)) return hashMapAssoc(m, key, val);
  startWalk();
  let slot = findInArrayMap(m, key, WALK_DEPTH);
  if (slot == SLOT_MISS) {
    if (!isKeyNew()) return miss();
    slot = SLOT_ABSENT;
  }
  const entries = addressOf(arrayMapEntries(m));
  const meta = arrayMapMeta(m);
  if (slot != SLOT_ABSENT) {
    if (load<u64>(slot) == val) return makePointer(m, TAG_OBJECT);
    return makeArrayMap(copyNodeWith(entries, (slot - entries - NODE_TAIL) >>> 3, val), meta);
  }
  const count = nodeSize(entries);
  if (count >= ARRAY_MAP_WORDS) {
    const grown = growToHashMap(entries + NODE_TAIL, count >>> 1, meta);
    return grown == SENTINEL ? SENTINEL : hashMapAssoc(addressOf(grown), key, val);
  }
  const copy = makeNode(count + 2);
  copyWords(copy + NODE_TAIL, entries + NODE_TAIL, count);
  initNodeSlot(copy, count, key);
  initNodeSlot(copy, count + 1, val);
  return makeArrayMap(copy, meta);
}

export function mapDissoc(m: Addr, key: Value): Value {
  if (isHashMap(m)) return hashMapDissoc(m, key);
  startWalk();
  const slot = findInArrayMap(m, key, WALK_DEPTH);
  if (slot == SLOT_MISS) return miss();
  if (slot == SLOT_ABSENT) return makePointer(m, TAG_OBJECT);
  const entries = addressOf(arrayMapEntries(m));
  const count = nodeSize(entries);
  const meta = arrayMapMeta(m);
  if (count == 2 && meta == NIL) return EMPTY_MAP;
  const before = (slot - 8 - entries - NODE_TAIL) >>> 3;
  const copy = makeNode(count - 2);
  copyWords(copy + NODE_TAIL, entries + NODE_TAIL, before);
  copyWords(copy + NODE_TAIL + (before << 3), slot + 8, count - 2 - before);
  return makeArrayMap(copy, meta);
}

/** A hash map of the pairs of an array map: its keys need no comparison. */
export function growToHashMap(from: Addr, pairs: u32, meta: Value): Value {
  const known = isKeyNew();
  setNewKey(true);
  const map = makeHashMapOf(from, pairs, meta);
  setNewKey(known);
  return map;
}

/** A hash map of `pairs` keys and values at `from`; the last value of a key wins. */
export function makeHashMapOf(from: Addr, pairs: u32, meta: Value): Value {
  let map = meta == NIL ? EMPTY_HASH_MAP : hashMapWithMeta(addressOf(EMPTY_HASH_MAP), meta);
  for (let i: u32 = 0; i < pairs; i++) {
    const pair = from + (i << 4);
    map = hashMapAssoc(addressOf(map), load<u64>(pair), load<u64>(pair, 8));
    if (map == SENTINEL) return SENTINEL;
  }
  return map;
}

/** An array map of up to 8 pairs, a hash map of more. */
export function makeMapOf(from: Addr, pairs: u32): Value {
  if (pairs << 1 > ARRAY_MAP_WORDS) return makeHashMapOf(from, pairs, NIL);
  let map = EMPTY_MAP;
  for (let i: u32 = 0; i < pairs; i++) {
    const pair = from + (i << 4);
    map = mapAssoc(addressOf(map), load<u64>(pair), load<u64>(pair, 8));
    if (map == SENTINEL) return SENTINEL;
  }
  return map;
}

/** Finds a key of one map in another, as a part of what is being walked. */
export function findInMapAt(m: Addr, key: Value, hash: u64, depth: u32): Addr {
  if (isHashMap(m)) return findInHashMap(m, key, hash, depth);
  return findInArrayMap(m, key, depth);
}

/** An array map of any number of pairs at `from`: a key's first place, its last value. */
export function makeArrayMapOf(from: Addr, pairs: u32): Value {
  const entries = makeNode(pairs << 1);
  startWalk();
  let used: u32 = 0;
  for (let i: u32 = 0; i < pairs << 1; i++) initNodeSlot(entries, i, NIL);
  for (let i: u32 = 0; i < pairs; i++) {
    const pair = from + (i << 4);
    const slot = findPair(entries + NODE_TAIL, used, load<u64>(pair), WALK_DEPTH);
    if (slot == SLOT_MISS) return miss();
    if (slot != SLOT_ABSENT) store<u64>(slot, load<u64>(pair, 8));
    else {
      copyWords(entries + NODE_TAIL + (used << 3), pair, 2);
      used += 2;
    }
  }
  if (used == 0) return EMPTY_MAP;
  return makeArrayMap(used == pairs << 1 ? entries : copyNodePrefix(entries, used), NIL);
}
