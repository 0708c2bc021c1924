// Hash maps: a 5-bit trie over JVM Clojure's hashes. A node has two bitmaps and one tail: its
// children, then the pairs of its entries, both in bit order. Read in bit order over both bitmaps,
// with the nil entry first, the entries come in the JVM's order. Keys of one full hash share a
// collision node, in the order they came.
//
//   maps      bits 0-31 the bits of entries | 32-63 the bits of children
//   children  4 bytes each, the address of a node; one more word of 0 makes them even
//   pairs     key and value, 8 bytes each
//
// Most bytes that a change copies are children, most misses of a lookup are nodes: so a child is
// half a word, right behind the maps, and no node says what its maps say.
//
// A transient map's changes are the same functions with an *owner* set (kernel/data/transient):
// nodes made then carry its stamp, and a node that carries it is changed in place where its size
// stays the same.
//
// Invariants: no bit is in both maps; the nil key is only in the map object. Results keep the
// receiver's metadata. A key that only Lisp code can hash or compare gives the outcome MISS before
// anything was changed; a change that fails has written its outcome.

import {
  COLLISION_NODE_TAIL,
  collisionNodeCount,
  collisionNodeHash,
  HASH_NODE_MAPS,
  HASH_NODE_TAIL,
  hashMapCount,
  hashMapMeta,
  hashMapNilEntry,
  hashMapRoot,
  initCollisionNodeCount,
  initCollisionNodeHash,
  initHashMapCount,
  initHashMapMeta,
  initHashMapNilEntry,
  initHashMapRoot,
  initHashNodeMaps,
  initMapEntryKey,
  initMapEntryVal,
  KIND_COLLISION_NODE,
  KIND_HASH_MAP,
  KIND_HASH_NODE,
  KIND_KEYWORD,
  KIND_MAP_ENTRY,
  mapEntryVal,
} from "../../gen/kernel/layouts";
import { miss } from "../context";
import { allocate, allocateObject } from "../heap/allocate";
import { storeCell, storeChild } from "../heap/barrier";
import { childrenBytes, kindOf, sizeOf } from "../heap/kinds";
import { promotionReserve } from "../heap/promote";
import { allocateShared } from "../heap/shared";
import { claimBlocks, isInNursery, returnClaim } from "../heap/space";
import { Addr } from "../value/addr";
import { DIFFERENT, EQUAL, EQUAL_MISS, equalAt } from "../value/equal";
import { HASH_MISS, hashAt, hashForLookup, WALK_DEPTH } from "../value/hash";
import {
  addressOf,
  isFlonum,
  isPointer,
  makePointer,
  NIL,
  SENTINEL,
  TAG_OBJECT,
  Value,
} from "../value/value";
import { copyHalves, copyWords } from "../value/words";
import { EMPTY_HASH_MAP } from "./fixed";

export const SLOT_ABSENT: Addr = 0;
export const SLOT_MISS: Addr = 1;

const HASH_MAP_BYTES: u32 = 40;
const MAP_ENTRY_BYTES: u32 = 24;
const MAP_ENTRY_VAL: u32 = 16;

/** What the last change of a trie did; SAME means that the result is the receiver. */
let change: u32 = 0;
const SAME: u32 = 0;
const REPLACED: u32 = 1;
const ADDED: u32 = 2;
const REMOVED: u32 = 3;
const FAILED: u32 = 4;

/** Stamp of the transient that is being changed, as header bits; 0 for a persistent change. */
let owner: u64 = 0;

/** Is the key known to equal none in the map, whatever equality would miss? */
let isNewKey: bool = false;

export function isKeyNew(): bool {
  return isNewKey;
}

/** Says that Lisp has compared the key of the next change with every candidate. */
export function setNewKey(known: bool): void {
  isNewKey = known;
}

/** Begins (or with 0 ends) the changes of a transient. */
export function setOwner(stampBits: u64): void {
  owner = stampBits;
}

function isOwned(node: Addr, kind: u32): bool {
  return owner != 0 && load<u64>(node) == (owner | <u64>kind);
}

export function makeMapEntry(key: Value, val: Value): Value {
  const o = allocateObject(KIND_MAP_ENTRY, MAP_ENTRY_BYTES);
  initMapEntryKey(o, key);
  initMapEntryVal(o, val);
  return makePointer(o, TAG_OBJECT);
}

export function makeHashMap(count: u64, root: Value, nilEntry: Value, meta: Value): Value {
  if (count == 0 && meta == NIL) return EMPTY_HASH_MAP;
  const o = allocateObject(KIND_HASH_MAP, HASH_MAP_BYTES);
  initHashMapCount(o, count);
  initHashMapRoot(o, root);
  initHashMapNilEntry(o, nilEntry);
  initHashMapMeta(o, meta);
  return makePointer(o, TAG_OBJECT);
}

export function hashMapWithMeta(m: Addr, meta: Value): Value {
  return makeHashMap(hashMapCount(m), hashMapRoot(m), hashMapNilEntry(m), meta);
}

export function countHashMap(m: Addr): u32 {
  return <u32>hashMapCount(m);
}

/** The bits of a node's entries. */
export function entriesOf(node: Addr): u32 {
  return load<u32>(node, HASH_NODE_MAPS);
}

/** The bits of a node's children. */
export function childrenOf(node: Addr): u32 {
  return load<u32>(node, HASH_NODE_MAPS + 4);
}

function mapsOf(entries: u32, children: u32): u64 {
  return <u64>entries | ((<u64>children) << 32);
}

/** A node whose children and pairs are still to be stored. */
function makeHashNode(entries: u32, children: u32): Addr {
  const bytes = childrenBytes(mapsOf(entries, children)) + (popcnt<u32>(entries) << 4);
  return initHashNode(allocate(HASH_NODE_TAIL + bytes), entries, children);
}

/**
 * As makeHashNode, in place of a node that a transient has in the shared heap: its parent is
 * there too, so the new one would be promoted at once. Requires that all it will hold is shared.
 */
function makeSharedNode(entries: u32, children: u32): Addr {
  const bytes = childrenBytes(mapsOf(entries, children)) + (popcnt<u32>(entries) << 4);
  const reserve = promotionReserve();
  if (!claimBlocks(reserve)) return makeHashNode(entries, children);
  const o = allocateShared(HASH_NODE_TAIL + bytes);
  returnClaim(reserve);
  return o == 0 ? makeHashNode(entries, children) : initHashNode(o, entries, children);
}

function initHashNode(o: Addr, entries: u32, children: u32): Addr {
  const maps = mapsOf(entries, children);
  const bytes = childrenBytes(maps);
  store<u64>(o, owner | <u64>KIND_HASH_NODE);
  initHashNodeMaps(o, maps);
  if (children != 0) store<u32>(o + bytes, 0, HASH_NODE_TAIL - 4);
  return o;
}

/** Address of the first pair; they lie in the order of their bits. */
export function pairsOf(node: Addr): Addr {
  return node + HASH_NODE_TAIL + childrenBytes(load<u64>(node, HASH_NODE_MAPS));
}

function makeCollisionNode(hash: u32, words: u32): Addr {
  const o = allocate(COLLISION_NODE_TAIL + (words << 3));
  store<u64>(o, owner | <u64>KIND_COLLISION_NODE);
  initCollisionNodeHash(o, hash);
  initCollisionNodeCount(o, words);
  return o;
}

/** Address of the pair of an entry's bit. */
export function pairOf(node: Addr, bit: u32): Addr {
  return pairsOf(node) + (popcnt<u32>(entriesOf(node) & (bit - 1)) << 4);
}

/** Address of the place of a child's bit, or where it would be. */
function childSlot(node: Addr, bit: u32): Addr {
  return node + HASH_NODE_TAIL + (popcnt<u32>(childrenOf(node) & (bit - 1)) << 2);
}

/** The child of a bit. */
export function childOf(node: Addr, bit: u32): Addr {
  return load<u32>(childSlot(node, bit));
}

/** Child i in the order of the bits. */
export function childAt(node: Addr, i: u32): Addr {
  return load<u32>(node + (i << 2), HASH_NODE_TAIL);
}

/** The address of the value slot of `key`, whose hash is given, SLOT_ABSENT or SLOT_MISS. */
export function findInHashMap(m: Addr, key: Value, hash: u64, depth: u32): Addr {
  return findInTrie(hashMapRoot(m), hashMapNilEntry(m), key, hash, depth);
}

export function findInTrie(root: Value, nilEntry: Value, key: Value, hash: u64, depth: u32): Addr {
  if (hash == HASH_MISS) return SLOT_MISS;
  if (key == NIL) return nilEntry == NIL ? SLOT_ABSENT : addressOf(nilEntry) + MAP_ENTRY_VAL;
  if (root == NIL) return SLOT_ABSENT;
  let node = addressOf(root);
  let rest = <u32>hash;
  while (true) {
    if (kindOf(node) == KIND_COLLISION_NODE) {
      if (<u32>collisionNodeHash(node) != <u32>hash) return SLOT_ABSENT;
      return findInCollisions(node, key, depth);
    }
    const bit = (<u32>1) << (rest & 31);
    if ((childrenOf(node) & bit) != 0) {
      node = childOf(node, bit);
      rest = rest >>> 5;
      continue;
    }
    if ((entriesOf(node) & bit) == 0) return SLOT_ABSENT;
    const pair = pairOf(node, bit);
    const same = equalKeys(load<u64>(pair), key, hash, depth);
    if (same == EQUAL) return pair + 8;
    return same == EQUAL_MISS ? SLOT_MISS : SLOT_ABSENT;
  }
}

/** Is a key of the trie the key of that hash? Lisp is asked only when the hashes are the same. */
function equalKeys(other: Value, key: Value, hash: u64, depth: u32): u32 {
  const same = equalAt(other, key, depth);
  if (same != EQUAL_MISS) return same;
  const otherHash = hashAt(other, depth);
  return otherHash != HASH_MISS && otherHash != hash ? DIFFERENT : EQUAL_MISS;
}

function findInCollisions(node: Addr, key: Value, depth: u32): Addr {
  return findPair(node + COLLISION_NODE_TAIL, <u32>collisionNodeCount(node), key, depth);
}

/**
 * Where the key's value is in a run of `count` keys and values by turns, SLOT_ABSENT or
 * SLOT_MISS. Identical keys are looked for first: that settles keywords, and lets Lisp find again
 * a key that only Lisp can compare.
 */
export function findPair(from: Addr, count: u32, key: Value, depth: u32): Addr {
  const end = from + (count << 3);
  if (!isFlonum(key)) {
    for (let pair = from; pair < end; pair += 16) {
      if (load<u64>(pair) == key) return pair + 8;
    }
    if (isKeyword(key)) return SLOT_ABSENT;
  }
  let missed = false;
  for (let pair = from; pair < end; pair += 16) {
    const same = equalAt(load<u64>(pair), key, depth);
    if (same == EQUAL) return pair + 8;
    if (same == EQUAL_MISS) missed = true;
  }
  return missed ? SLOT_MISS : SLOT_ABSENT;
}

function isKeyword(x: Value): bool {
  return isPointer(x) && kindOf(addressOf(x)) == KIND_KEYWORD;
}

export function hashMapAssoc(m: Addr, key: Value, val: Value): Value {
  const root = hashMapRoot(m);
  const nilEntry = hashMapNilEntry(m);
  const count = hashMapCount(m);
  if (key == NIL) {
    if (nilEntry != NIL && mapEntryVal(addressOf(nilEntry)) == val) {
      return makePointer(m, TAG_OBJECT);
    }
    const entry = makeMapEntry(NIL, val);
    return makeHashMap(nilEntry == NIL ? count + 1 : count, root, entry, hashMapMeta(m));
  }
  const hash = hashForLookup(key);
  if (hash == HASH_MISS) return miss();
  const node = assocInTrie(root, <u32>hash, key, val);
  if (change == FAILED) return SENTINEL;
  if (change == SAME) return makePointer(m, TAG_OBJECT);
  const total = change == ADDED ? count + 1 : count;
  return makeHashMap(total, node, nilEntry, hashMapMeta(m));
}

/** The trie with a key set; the trie itself if that changed nothing or failed. */
export function assocInTrie(root: Value, hash: u32, key: Value, val: Value): Value {
  if (root == NIL) {
    change = ADDED;
    return makePointer(makeEntryNode(0, hash, key, val), TAG_OBJECT);
  }
  return makePointer(assocInNode(addressOf(root), 0, hash, key, val), TAG_OBJECT);
}

/** The trie without a key, or nil; the trie itself if the key is not there or that failed. */
export function dissocInTrie(root: Value, hash: u32, key: Value): Value {
  change = SAME;
  if (root == NIL) return NIL;
  const node = dissocInNode(addressOf(root), 0, hash, key);
  return node == 0 ? NIL : makePointer(node, TAG_OBJECT);
}

/** Did the last change of a trie fail? Its outcome is written then. */
export function hasFailed(): bool {
  return change == FAILED;
}

/** What the last change added to the number of entries: 1, 0 or -1. */
export function countDelta(): i32 {
  return change == ADDED ? 1 : change == REMOVED ? -1 : 0;
}

/** Records that only Lisp code can go on; answers the node unchanged. */
function missIn(node: Addr): Addr {
  miss();
  change = FAILED;
  return node;
}

function bitAt(hash: u32, shift: u32): u32 {
  return (<u32>1) << ((hash >>> shift) & 31);
}

function storePair(at: Addr, key: Value, val: Value): void {
  store<u64>(at, key);
  store<u64>(at, val, 8);
}

function makeEntryNode(shift: u32, hash: u32, key: Value, val: Value): Addr {
  const node = makeHashNode(bitAt(hash, shift), 0);
  storePair(node + HASH_NODE_TAIL, key, val);
  return node;
}

/** The node with the key set, `change` saying how; the node itself if that was done in place. */
function assocInNode(node: Addr, shift: u32, hash: u32, key: Value, val: Value): Addr {
  if (kindOf(node) == KIND_COLLISION_NODE) {
    return assocInCollisions(node, shift, hash, key, val);
  }
  const bit = bitAt(hash, shift);
  if ((childrenOf(node) & bit) != 0) {
    const below = childOf(node, bit);
    const child = assocInNode(below, shift + 5, hash, key, val);
    return child == below ? node : copyWithChild(node, bit, child);
  }
  if ((entriesOf(node) & bit) == 0) {
    change = ADDED;
    return insertEntry(node, bit, key, val);
  }
  const pair = pairOf(node, bit);
  const other = load<u64>(pair);
  const same = equalKeys(other, key, <u64>hash, WALK_DEPTH);
  if (same == EQUAL) {
    change = load<u64>(pair, 8) == val ? SAME : REPLACED;
    return change == SAME ? node : copyWithValue(node, pair + 8, val);
  }
  if (same == EQUAL_MISS && !isNewKey) return missIn(node);
  const otherHash = hashAt(other, WALK_DEPTH);
  if (otherHash == HASH_MISS) return missIn(node);
  change = ADDED;
  const child = makeBranch(shift + 5, <u32>otherHash, pair, hash, key, val);
  return replaceEntryByChild(node, bit, child);
}

function copyNode(node: Addr): Addr {
  const bytes = sizeOf(node);
  const copy = allocate(bytes);
  store<u64>(copy, owner | <u64>KIND_HASH_NODE);
  copyWords(copy + HASH_NODE_MAPS, node + HASH_NODE_MAPS, (bytes - HASH_NODE_MAPS) >>> 3);
  return copy;
}

/** The node with the value at one of its addresses changed: a copy, or itself if owned. */
function copyWithValue(node: Addr, at: Addr, x: Value): Addr {
  if (isOwned(node, KIND_HASH_NODE)) {
    if (storeCell(node, at - node, x) == SENTINEL) change = FAILED;
    return node;
  }
  const copy = copyNode(node);
  store<u64>(copy + (at - node), x);
  return copy;
}

/** The same for the child of a bit. */
function copyWithChild(node: Addr, bit: u32, child: Addr): Addr {
  const offset = childSlot(node, bit) - node;
  if (isOwned(node, KIND_HASH_NODE)) {
    if (!storeChild(node, offset, child)) change = FAILED;
    return node;
  }
  const copy = copyNode(node);
  store<u32>(copy + offset, child);
  return copy;
}

function isPublic(x: Value): bool {
  return !isPointer(x) || !isInNursery(addressOf(x));
}

function insertEntry(node: Addr, bit: u32, key: Value, val: Value): Addr {
  const entries = entriesOf(node);
  const isShared =
    isOwned(node, KIND_HASH_NODE) && !isInNursery(node) && isPublic(key) && isPublic(val);
  const children = childrenOf(node);
  const copy = isShared
    ? makeSharedNode(entries | bit, children)
    : makeHashNode(entries | bit, children);
  const from = node + HASH_NODE_TAIL;
  const to = copy + HASH_NODE_TAIL;
  const before = pairOf(node, bit) - from;
  copyWords(to, from, before >>> 3);
  storePair(to + before, key, val);
  const behind = popcnt<u32>(entries & ~(bit - 1)) << 1;
  copyWords(to + before + 16, from + before, behind);
  return copy;
}

function removeEntry(node: Addr, bit: u32): Addr {
  const entries = entriesOf(node) ^ bit;
  const copy = makeHashNode(entries, childrenOf(node));
  const from = node + HASH_NODE_TAIL;
  const to = copy + HASH_NODE_TAIL;
  const before = pairOf(node, bit) - from;
  copyWords(to, from, before >>> 3);
  copyWords(to + before, from + before + 16, popcnt<u32>(entries & ~(bit - 1)) << 1);
  return copy;
}

function replaceEntryByChild(node: Addr, bit: u32, child: Addr): Addr {
  const entries = entriesOf(node) ^ bit;
  const children = childrenOf(node);
  const copy = makeHashNode(entries, children | bit);
  const slot = childSlot(copy, bit);
  const from = childSlot(node, bit);
  copyHalves(copy + HASH_NODE_TAIL, node + HASH_NODE_TAIL, (slot - copy - HASH_NODE_TAIL) >>> 2);
  store<u32>(slot, child);
  copyHalves(slot + 4, from, popcnt<u32>(children & ~(bit - 1)));
  const pairs = pairsOf(node);
  const to = pairsOf(copy);
  const before = popcnt<u32>(entries & (bit - 1)) << 1;
  const behind = popcnt<u32>(entries & ~(bit - 1)) << 1;
  copyWords(to, pairs, before);
  copyWords(to + (before << 3), pairs + (before << 3) + 16, behind);
  return copy;
}

/** The reverse: the bit's child, the one pair left of its node, becomes an entry here. */
function replaceChildByEntry(node: Addr, bit: u32, pair: Addr): Addr {
  const entries = entriesOf(node);
  const children = childrenOf(node) ^ bit;
  const copy = makeHashNode(entries | bit, children);
  const slot = childSlot(copy, bit);
  const from = childSlot(node, bit);
  copyHalves(copy + HASH_NODE_TAIL, node + HASH_NODE_TAIL, (slot - copy - HASH_NODE_TAIL) >>> 2);
  copyHalves(slot, from + 4, popcnt<u32>(children & ~(bit - 1)));
  const pairs = pairsOf(node);
  const to = pairsOf(copy);
  const before = popcnt<u32>(entries & (bit - 1)) << 1;
  const behind = popcnt<u32>(entries & ~(bit - 1)) << 1;
  copyWords(to, pairs, before);
  storePair(to + (before << 3), load<u64>(pair), load<u64>(pair, 8));
  copyWords(to + (before << 3) + 16, pairs + (before << 3), behind);
  return copy;
}

/** A node of the pair at `pair` and a new one, whose keys differ. */
function makeBranch(shift: u32, h1: u32, pair: Addr, h2: u32, key: Value, val: Value): Addr {
  if (h1 == h2) {
    const node = makeCollisionNode(h1, 4);
    copyWords(node + COLLISION_NODE_TAIL, pair, 2);
    storePair(node + COLLISION_NODE_TAIL + 16, key, val);
    return node;
  }
  const first = bitAt(h1, shift);
  const second = bitAt(h2, shift);
  if (first == second) {
    const node = makeHashNode(0, first);
    const child = makeBranch(shift + 5, h1, pair, h2, key, val);
    store<u32>(node, child, HASH_NODE_TAIL);
    return node;
  }
  const node = makeHashNode(first | second, 0);
  copyWords(pairOf(node, first), pair, 2);
  storePair(pairOf(node, second), key, val);
  return node;
}

function assocInCollisions(node: Addr, shift: u32, hash: u32, key: Value, val: Value): Addr {
  if (<u32>collisionNodeHash(node) != hash) {
    const parent = makeHashNode(0, bitAt(<u32>collisionNodeHash(node), shift));
    store<u32>(parent, node, HASH_NODE_TAIL);
    return assocInNode(parent, shift, hash, key, val);
  }
  const words = <u32>collisionNodeCount(node);
  let slot = findInCollisions(node, key, WALK_DEPTH);
  if (slot == SLOT_MISS) {
    if (!isNewKey) return missIn(node);
    slot = SLOT_ABSENT;
  }
  if (slot != SLOT_ABSENT && load<u64>(slot) == val) {
    change = SAME;
    return node;
  }
  change = slot == SLOT_ABSENT ? ADDED : REPLACED;
  if (slot != SLOT_ABSENT && isOwned(node, KIND_COLLISION_NODE)) {
    if (storeCell(node, slot - node, val) == SENTINEL) change = FAILED;
    return node;
  }
  const copy = makeCollisionNode(hash, slot == SLOT_ABSENT ? words + 2 : words);
  copyWords(copy + COLLISION_NODE_TAIL, node + COLLISION_NODE_TAIL, words);
  if (slot == SLOT_ABSENT) storePair(copy + COLLISION_NODE_TAIL + (words << 3), key, val);
  else store<u64>(copy + (slot - node), val);
  return copy;
}

export function hashMapDissoc(m: Addr, key: Value): Value {
  const root = hashMapRoot(m);
  const count = hashMapCount(m);
  const nilEntry = hashMapNilEntry(m);
  if (key == NIL) {
    if (nilEntry == NIL) return makePointer(m, TAG_OBJECT);
    return makeHashMap(count - 1, root, NIL, hashMapMeta(m));
  }
  const hash = hashForLookup(key);
  if (hash == HASH_MISS) return miss();
  const rest = dissocInTrie(root, <u32>hash, key);
  if (change == FAILED) return SENTINEL;
  if (change == SAME) return makePointer(m, TAG_OBJECT);
  return makeHashMap(count - 1, rest, nilEntry, hashMapMeta(m));
}

/** The node without the key, `change` saying whether it was there; 0 if nothing is left. */
function dissocInNode(node: Addr, shift: u32, hash: u32, key: Value): Addr {
  change = SAME;
  if (kindOf(node) == KIND_COLLISION_NODE) return dissocInCollisions(node, hash, key);
  const bit = bitAt(hash, shift);
  if ((childrenOf(node) & bit) != 0) {
    const below = childOf(node, bit);
    const child = dissocInNode(below, shift + 5, hash, key);
    if (change != REMOVED || child == below) return node;
    const pair = onlyPair(child);
    return pair != 0 ? replaceChildByEntry(node, bit, pair) : copyWithChild(node, bit, child);
  }
  if ((entriesOf(node) & bit) == 0) return node;
  const same = equalKeys(load<u64>(pairOf(node, bit)), key, <u64>hash, WALK_DEPTH);
  if (same == EQUAL_MISS) return missIn(node);
  if (same != EQUAL) return node;
  change = REMOVED;
  const isLast = entriesOf(node) == bit && childrenOf(node) == 0;
  return isLast ? 0 : removeEntry(node, bit);
}

/** The pair of a node that holds just one, else 0. */
function onlyPair(node: Addr): Addr {
  if (kindOf(node) == KIND_COLLISION_NODE) {
    return collisionNodeCount(node) == 2 ? node + COLLISION_NODE_TAIL : 0;
  }
  const isOne = popcnt<u32>(entriesOf(node)) == 1 && childrenOf(node) == 0;
  return isOne ? node + HASH_NODE_TAIL : 0;
}

function dissocInCollisions(node: Addr, hash: u32, key: Value): Addr {
  if (<u32>collisionNodeHash(node) != hash) return node;
  const slot = findInCollisions(node, key, WALK_DEPTH);
  if (slot == SLOT_MISS) return missIn(node);
  if (slot == SLOT_ABSENT) return node;
  change = REMOVED;
  const words = <u32>collisionNodeCount(node);
  const copy = makeCollisionNode(hash, words - 2);
  const before = slot - 8 - node - COLLISION_NODE_TAIL;
  const to = copy + COLLISION_NODE_TAIL;
  copyWords(to, node + COLLISION_NODE_TAIL, before >>> 3);
  copyWords(to + before, slot + 8, words - 2 - (before >>> 3));
  if (owner != 0) moveLastInto(to, before, node + COLLISION_NODE_TAIL, words);
  return copy;
}

/** A transient fills the hole of a removed pair with the last pair, as on the JVM. */
function moveLastInto(to: Addr, before: u32, from: Addr, words: u32): void {
  if (before + 16 == words << 3) return;
  copyWords(to + before, from + ((words - 2) << 3), 2);
  copyWords(to + before + 16, from + before + 16, words - 4 - (before >>> 3));
}
