// Transient maps: of an array map a node of its own with room for 8 entries (or as many as the
// map had), of a hash map the trie, whose nodes are changed in place where the stamp allows
// (kernel/data/hash_map). The ninth entry makes a transient hash map of the other, so operations
// answer the transient to go on with. Sets are a transient hash map below a cell.
//
// Receivers are resolved addresses of transients that are not used up. An operation that must wait
// for memory, or for Lisp to hash a key, can be run again as a whole.

import {
  arrayMapEntries,
  hashMapCount,
  hashMapNilEntry,
  hashMapRoot,
  KIND_TRANSIENT_ARRAY_MAP,
  KIND_TRANSIENT_HASH_MAP,
  NODE_TAIL,
  TRANSIENT_ARRAY_MAP_COUNT,
  TRANSIENT_ARRAY_MAP_ENTRIES,
  TRANSIENT_ARRAY_MAP_STAMP,
  TRANSIENT_HASH_MAP_COUNT,
  TRANSIENT_HASH_MAP_NIL_ENTRY,
  TRANSIENT_HASH_MAP_ROOT,
  TRANSIENT_HASH_MAP_STAMP,
} from "../../gen/kernel/layouts";
import { miss } from "../context";
import { allocateObject } from "../heap/allocate";
import { storeCell } from "../heap/barrier";
import { kindOf } from "../heap/kinds";
import { Addr } from "../value/addr";
import { HASH_MISS, hashForLookup, startWalk, WALK_DEPTH } from "../value/hash";
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
import { copyWords } from "../value/words";
import { EMPTY_MAP } from "./fixed";
import {
  assocInTrie,
  countDelta,
  dissocInTrie,
  findInTrie,
  findPair,
  hasFailed,
  isKeyNew,
  makeHashMap,
  makeMapEntry,
  SLOT_ABSENT,
  SLOT_MISS,
  setOwner,
} from "./hash_map";
import { growToHashMap, makeArrayMap } from "./map";
import { copyNodePrefix, initNodeSlot, makeNode, nodeSize } from "./node";
import { makeStamp, stampBits } from "./stamp";

const TRANSIENT_ARRAY_MAP_BYTES: u32 = 32;
const TRANSIENT_HASH_MAP_BYTES: u32 = 40;
const SMALL_WORDS: u32 = 16;

function isSmall(t: Addr): bool {
  return kindOf(t) == KIND_TRANSIENT_ARRAY_MAP;
}

function numberIn(t: Addr, offset: u32): u32 {
  return <u32>fixnumValue(load<u64>(t + offset));
}

/** A fixnum is no pointer: its store needs no barrier. */
function setNumber(t: Addr, offset: u32, n: u32): void {
  store<u64>(t + offset, makeFixnum(<i64>n));
}

export function transientOfArrayMap(m: Addr, stamp: Value): Value {
  const entries = addressOf(arrayMapEntries(m));
  const count = nodeSize(entries);
  const room = count < SMALL_WORDS ? SMALL_WORDS : count;
  const node = makeNode(room);
  copyWords(node + NODE_TAIL, entries + NODE_TAIL, count);
  for (let i = count; i < room; i++) initNodeSlot(node, i, NIL);
  const o = allocateObject(KIND_TRANSIENT_ARRAY_MAP, TRANSIENT_ARRAY_MAP_BYTES);
  store<u64>(o, makePointer(node, TAG_OBJECT), TRANSIENT_ARRAY_MAP_ENTRIES);
  setNumber(o, TRANSIENT_ARRAY_MAP_COUNT, count >>> 1);
  store<u64>(o, stamp, TRANSIENT_ARRAY_MAP_STAMP);
  return makePointer(o, TAG_OBJECT);
}

export function transientOfHashMap(m: Addr, stamp: Value): Value {
  const o = allocateObject(KIND_TRANSIENT_HASH_MAP, TRANSIENT_HASH_MAP_BYTES);
  setNumber(o, TRANSIENT_HASH_MAP_COUNT, <u32>hashMapCount(m));
  store<u64>(o, hashMapRoot(m), TRANSIENT_HASH_MAP_ROOT);
  store<u64>(o, hashMapNilEntry(m), TRANSIENT_HASH_MAP_NIL_ENTRY);
  store<u64>(o, stamp, TRANSIENT_HASH_MAP_STAMP);
  return makePointer(o, TAG_OBJECT);
}

export function countTransientMap(t: Addr): u32 {
  const offset = isSmall(t) ? TRANSIENT_ARRAY_MAP_COUNT : TRANSIENT_HASH_MAP_COUNT;
  return numberIn(t, offset);
}

/** The address of the value slot of `key`, SLOT_ABSENT or SLOT_MISS. */
export function findInTransientMap(t: Addr, key: Value): Addr {
  if (isSmall(t)) {
    startWalk();
    return findSmall(t, key);
  }
  const root = load<u64>(t, TRANSIENT_HASH_MAP_ROOT);
  const nilEntry = load<u64>(t, TRANSIENT_HASH_MAP_NIL_ENTRY);
  return findInTrie(root, nilEntry, key, hashForLookup(key), WALK_DEPTH);
}

/** The node of a transient array map's keys and values, unused slots at its end. */
export function smallNode(t: Addr): Addr {
  return addressOf(load<u64>(t, TRANSIENT_ARRAY_MAP_ENTRIES));
}

function findSmall(t: Addr, key: Value): Addr {
  const words = numberIn(t, TRANSIENT_ARRAY_MAP_COUNT) << 1;
  return findPair(smallNode(t) + NODE_TAIL, words, key, WALK_DEPTH);
}

/** Binds a key; answers the transient to go on with, or the sentinel with MISS or NEED. */
export function transientMapAssoc(t: Addr, key: Value, val: Value): Value {
  return isSmall(t) ? assocSmall(t, key, val) : assocLarge(t, key, val);
}

function assocSmall(t: Addr, key: Value, val: Value): Value {
  startWalk();
  const node = smallNode(t);
  let slot = findSmall(t, key);
  if (slot == SLOT_MISS) {
    if (!isKeyNew()) return miss();
    slot = SLOT_ABSENT;
  }
  if (slot != SLOT_ABSENT) {
    if (storeCell(node, slot - node, val) == SENTINEL) return SENTINEL;
    return makePointer(t, TAG_OBJECT);
  }
  const count = numberIn(t, TRANSIENT_ARRAY_MAP_COUNT);
  if (count << 1 == nodeSize(node)) {
    const map = growToHashMap(node + NODE_TAIL, count, NIL);
    if (map == SENTINEL) return SENTINEL;
    return assocLarge(addressOf(transientOfHashMap(addressOf(map), makeStamp())), key, val);
  }
  const at = NODE_TAIL + (count << 4);
  if (storeCell(node, at, key) == SENTINEL) return SENTINEL;
  if (storeCell(node, at + 8, val) == SENTINEL) return SENTINEL;
  setNumber(t, TRANSIENT_ARRAY_MAP_COUNT, count + 1);
  return makePointer(t, TAG_OBJECT);
}

function assocLarge(t: Addr, key: Value, val: Value): Value {
  const count = numberIn(t, TRANSIENT_HASH_MAP_COUNT);
  if (key == NIL) {
    const had = load<u64>(t, TRANSIENT_HASH_MAP_NIL_ENTRY) != NIL;
    const entry = makeMapEntry(NIL, val);
    if (storeCell(t, TRANSIENT_HASH_MAP_NIL_ENTRY, entry) == SENTINEL) return SENTINEL;
    if (!had) setNumber(t, TRANSIENT_HASH_MAP_COUNT, count + 1);
    return makePointer(t, TAG_OBJECT);
  }
  const hash = hashForLookup(key);
  if (hash == HASH_MISS) return miss();
  const root = load<u64>(t, TRANSIENT_HASH_MAP_ROOT);
  setOwner(stampBits(load<u64>(t, TRANSIENT_HASH_MAP_STAMP)));
  const changed = assocInTrie(root, <u32>hash, key, val);
  setOwner(0);
  return finish(t, root, changed, count);
}

/** Stores the changed trie and the new count. */
function finish(t: Addr, root: Value, changed: Value, count: u32): Value {
  if (hasFailed()) return SENTINEL;
  const delta = countDelta();
  if (changed != root && storeCell(t, TRANSIENT_HASH_MAP_ROOT, changed) == SENTINEL) {
    return SENTINEL;
  }
  setNumber(t, TRANSIENT_HASH_MAP_COUNT, count + delta);
  return makePointer(t, TAG_OBJECT);
}

/** Removes a key; answers the transient, or the sentinel with MISS or NEED. */
export function transientMapDissoc(t: Addr, key: Value): Value {
  if (isSmall(t)) return dissocSmall(t, key);
  const count = numberIn(t, TRANSIENT_HASH_MAP_COUNT);
  if (key == NIL) {
    if (load<u64>(t, TRANSIENT_HASH_MAP_NIL_ENTRY) != NIL) {
      storeCell(t, TRANSIENT_HASH_MAP_NIL_ENTRY, NIL); // nil lies outside every nursery
      setNumber(t, TRANSIENT_HASH_MAP_COUNT, count - 1);
    }
    return makePointer(t, TAG_OBJECT);
  }
  const hash = hashForLookup(key);
  if (hash == HASH_MISS) return miss();
  const root = load<u64>(t, TRANSIENT_HASH_MAP_ROOT);
  setOwner(stampBits(load<u64>(t, TRANSIENT_HASH_MAP_STAMP)));
  const changed = dissocInTrie(root, <u32>hash, key);
  setOwner(0);
  return finish(t, root, changed, count);
}

/** The last entry takes the place of the one removed, as on the JVM. */
function dissocSmall(t: Addr, key: Value): Value {
  startWalk();
  const slot = findSmall(t, key);
  if (slot == SLOT_MISS) return miss();
  if (slot != SLOT_ABSENT) {
    const node = smallNode(t);
    const count = numberIn(t, TRANSIENT_ARRAY_MAP_COUNT) - 1;
    const last = node + NODE_TAIL + (count << 4);
    const key = load<u64>(last); // in this object already: neither store can fail
    storeCell(node, slot - 8 - node, key);
    storeCell(node, slot - node, load<u64>(last, 8));
    setNumber(t, TRANSIENT_ARRAY_MAP_COUNT, count);
  }
  return makePointer(t, TAG_OBJECT);
}

/** The map; the caller marks the transient as used up. */
export function persistentOfMap(t: Addr): Value {
  if (!isSmall(t)) {
    const count = numberIn(t, TRANSIENT_HASH_MAP_COUNT);
    const nilEntry = load<u64>(t, TRANSIENT_HASH_MAP_NIL_ENTRY);
    return makeHashMap(count, load<u64>(t, TRANSIENT_HASH_MAP_ROOT), nilEntry, NIL);
  }
  const words = numberIn(t, TRANSIENT_ARRAY_MAP_COUNT) << 1;
  const node = smallNode(t);
  if (words == 0) return EMPTY_MAP;
  return makeArrayMap(nodeSize(node) == words ? node : copyNodePrefix(node, words), NIL);
}
