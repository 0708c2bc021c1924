// Sequences over maps and sets, in the order of iteration, and the cursor that walks a map
// without making any of them.
//
// A sequence over a trie stands at an entry; `node` and `position` say where to go on in the
// node of that entry (next bit, or next slot of a collision node), `parent` where to go on when
// the node is exhausted: a sequence object without an entry. Keys, values and the elements of a
// set are a sequence of entries of which one part is shown.
//
// The cursor of `mapEntries` is a fixnum that encodes the path to the next entry: bits 0-3 its
// depth + 1 (0 begins), 5 bits a level from bit 4 on, slot of a collision node from bit 39 on.

import {
  arrayMapEntries,
  arrayMapSeqEntries,
  arrayMapSeqIndex,
  COLLISION_NODE_TAIL,
  collisionNodeCount,
  hashMapNilEntry,
  hashMapRoot,
  hashMapSeqEntry,
  hashMapSeqNode,
  hashMapSeqParent,
  hashMapSeqPosition,
  initArrayMapSeqEntries,
  initArrayMapSeqIndex,
  initArrayMapSeqMeta,
  initHashMapSeqEntry,
  initHashMapSeqMeta,
  initHashMapSeqNode,
  initHashMapSeqParent,
  initHashMapSeqPosition,
  initKeySeqEntries,
  initKeySeqMeta,
  initKeySeqPart,
  KIND_ARRAY_MAP,
  KIND_ARRAY_MAP_SEQ,
  KIND_COLLISION_NODE,
  KIND_HASH_MAP_SEQ,
  KIND_KEY_SEQ,
  keySeqEntries,
  keySeqPart,
  mapEntryKey,
  mapEntryVal,
  NODE_TAIL,
} from "../../gen/kernel/layouts";
import { allocateObject } from "../heap/allocate";
import { kindOf } from "../heap/kinds";
import { Addr } from "../value/addr";
import {
  addressOf,
  fixnumValue,
  makeFixnum,
  makePointer,
  NIL,
  TAG_OBJECT,
  Value,
} from "../value/value";
import { childOf, childrenOf, entriesOf, makeMapEntry, pairOf } from "./hash_map";
import { initNodeSlot, makeNode, nodeSize, nodeSlot, nodeValue } from "./node";

const ARRAY_MAP_SEQ_BYTES: u32 = 32;
const HASH_MAP_SEQ_BYTES: u32 = 48;
const KEY_SEQ_BYTES: u32 = 32;

export const PART_KEYS: u32 = 0;
export const PART_VALUES: u32 = 1;

/** Entries of a map of either kind, or nil. */
export function mapSeq(m: Addr): Value {
  if (kindOf(m) == KIND_ARRAY_MAP) return arrayMapSeqFrom(arrayMapEntries(m), 0);
  const root = hashMapRoot(m);
  const nilEntry = hashMapNilEntry(m);
  if (nilEntry != NIL) return makeHashMapSeq(nilEntry, root, 0, NIL);
  return advance(root, 0, NIL);
}

function arrayMapSeqFrom(entries: Value, index: u32): Value {
  if (index >= nodeSize(addressOf(entries))) return NIL;
  const o = allocateObject(KIND_ARRAY_MAP_SEQ, ARRAY_MAP_SEQ_BYTES);
  initArrayMapSeqEntries(o, entries);
  initArrayMapSeqIndex(o, index);
  initArrayMapSeqMeta(o, NIL);
  return makePointer(o, TAG_OBJECT);
}

export function arrayMapSeqFirst(s: Addr): Value {
  const entries = addressOf(arrayMapSeqEntries(s));
  const i = <u32>arrayMapSeqIndex(s);
  return makeMapEntry(nodeSlot(entries, i), nodeSlot(entries, i + 1));
}

export function arrayMapSeqNext(s: Addr): Value {
  return arrayMapSeqFrom(arrayMapSeqEntries(s), <u32>arrayMapSeqIndex(s) + 2);
}

export function countArrayMapSeq(s: Addr): u32 {
  return (nodeSize(addressOf(arrayMapSeqEntries(s))) - <u32>arrayMapSeqIndex(s)) >>> 1;
}

function makeHashMapSeq(entry: Value, node: Value, position: u32, parent: Value): Value {
  const o = allocateObject(KIND_HASH_MAP_SEQ, HASH_MAP_SEQ_BYTES);
  initHashMapSeqEntry(o, entry);
  initHashMapSeqNode(o, node);
  initHashMapSeqPosition(o, position);
  initHashMapSeqParent(o, parent);
  initHashMapSeqMeta(o, NIL);
  return makePointer(o, TAG_OBJECT);
}

/** The sequence from the first entry at or after a place in a trie, or nil. */
function advance(at: Value, from: u32, above: Value): Value {
  let node = at;
  let position = from;
  let parent = above;
  while (true) {
    if (node != NIL) {
      const o = addressOf(node);
      if (kindOf(o) == KIND_COLLISION_NODE) {
        if (position < <u32>collisionNodeCount(o)) {
          const pair = o + COLLISION_NODE_TAIL + (position << 3);
          const entry = makeMapEntry(load<u64>(pair), load<u64>(pair, 8));
          return makeHashMapSeq(entry, node, position + 2, parent);
        }
      } else {
        const bit = nextBit(o, position);
        if (bit < 32) {
          const mask = (<u32>1) << bit;
          if ((entriesOf(o) & mask) != 0) {
            const pair = pairOf(o, mask);
            const entry = makeMapEntry(load<u64>(pair), load<u64>(pair, 8));
            return makeHashMapSeq(entry, node, bit + 1, parent);
          }
          if (nextBit(o, bit + 1) < 32) parent = makeHashMapSeq(NIL, node, bit + 1, parent);
          node = makePointer(childOf(o, mask), TAG_OBJECT);
          position = 0;
          continue;
        }
      }
    }
    if (parent == NIL) return NIL;
    const frame = addressOf(parent);
    node = hashMapSeqNode(frame);
    position = <u32>hashMapSeqPosition(frame);
    parent = hashMapSeqParent(frame);
  }
}

/** The first bit at or after `from` that a node uses, or 32. */
function nextBit(node: Addr, from: u32): u32 {
  if (from > 31) return 32;
  const used = (entriesOf(node) | childrenOf(node)) >>> from;
  return used == 0 ? 32 : from + ctz<u32>(used);
}

export function hashMapSeqNext(s: Addr): Value {
  return advance(hashMapSeqNode(s), <u32>hashMapSeqPosition(s), hashMapSeqParent(s));
}

/** Keys (PART_KEYS) or values of a sequence of entries, or nil. */
export function makeKeySeq(entries: Value, part: u32): Value {
  if (entries == NIL) return NIL;
  const o = allocateObject(KIND_KEY_SEQ, KEY_SEQ_BYTES);
  initKeySeqEntries(o, entries);
  initKeySeqPart(o, part);
  initKeySeqMeta(o, NIL);
  return makePointer(o, TAG_OBJECT);
}

/** The part shown of the first entry. */
export function keySeqFirst(s: Addr): Value {
  const entries = addressOf(keySeqEntries(s));
  const part = <u32>keySeqPart(s);
  if (kindOf(entries) == KIND_ARRAY_MAP_SEQ) {
    return nodeSlot(addressOf(arrayMapSeqEntries(entries)), <u32>arrayMapSeqIndex(entries) + part);
  }
  const entry = addressOf(hashMapSeqEntry(entries));
  return part == PART_KEYS ? mapEntryKey(entry) : mapEntryVal(entry);
}

export function keySeqNext(s: Addr): Value {
  const entries = addressOf(keySeqEntries(s));
  const isSmall = kindOf(entries) == KIND_ARRAY_MAP_SEQ;
  const next = isSmall ? arrayMapSeqNext(entries) : hashMapSeqNext(entries);
  return makeKeySeq(next, <u32>keySeqPart(s));
}

/** Entries that one call of mapEntries gives. */
const BATCH: u32 = 32;
const LEVEL_BITS: u32 = 5;
const PATH_SHIFT: u32 = 4;
const COLLISION_SHIFT: u32 = 39;

/** State of the running walk: where the words go, how many, and the path at which it stopped. */
let out: Addr = 0;
let words: u32 = 0;
let path: u64 = 0;

/**
 * A node of up to 32 entries of a map from a cursor on: key, value …, then the next cursor or
 * nil. Every entry is given once, in the order of iteration.
 */
export function mapEntries(m: Addr, cursor: Value): Value {
  if (kindOf(m) == KIND_ARRAY_MAP) return arrayMapEntriesFrom(m, <u32>fixnumValue(cursor));
  out = makeNode(2 * BATCH + 1);
  words = 0;
  path = 0;
  const from = <u64>fixnumValue(cursor);
  const nilEntry = hashMapNilEntry(m);
  if (from == 0 && nilEntry != NIL) emit(NIL, mapEntryVal(addressOf(nilEntry)));
  const root = hashMapRoot(m);
  const isDone = root == NIL || emitNode(addressOf(root), 0, from);
  initNodeSlot(out, words, isDone ? NIL : makeFixnum(<i64>path));
  return shortened(words + 1);
}

/** The node being filled, cut down to the words in use; no slot is left unwritten. */
function shortened(count: u32): Value {
  if (count == 2 * BATCH + 1) return nodeValue(out);
  for (let i = count; i < 2 * BATCH + 1; i++) initNodeSlot(out, i, NIL);
  const node = makeNode(count);
  for (let i: u32 = 0; i < count; i++) initNodeSlot(node, i, nodeSlot(out, i));
  return nodeValue(node);
}

function arrayMapEntriesFrom(m: Addr, from: u32): Value {
  const entries = addressOf(arrayMapEntries(m));
  const left = nodeSize(entries) - from;
  const count: u32 = left > 2 * BATCH ? 2 * BATCH : left;
  const node = makeNode(count + 1);
  for (let i: u32 = 0; i < count; i++) initNodeSlot(node, i, nodeSlot(entries, from + i));
  initNodeSlot(node, count, count == left ? NIL : makeFixnum(<i64>(from + count)));
  return nodeValue(node);
}

function emit(key: Value, val: Value): void {
  initNodeSlot(out, words, key);
  initNodeSlot(out, words + 1, val);
  words += 2;
}

/**
 * Gives the entries below a node at a level, from a cursor's place on (0: from the first).
 * Answers whether the node is done; if not, `path` says where it stopped.
 */
function emitNode(node: Addr, level: u32, from: u64): bool {
  if (kindOf(node) == KIND_COLLISION_NODE) return emitCollisions(node, level, from);
  const place = PATH_SHIFT + level * LEVEL_BITS;
  const first: u32 = from == 0 ? 0 : <u32>(from >> place) & 31;
  const depth = <u32>(from & 15);
  const entries = entriesOf(node);
  for (let bit = nextBit(node, first); bit < 32; bit = nextBit(node, bit + 1)) {
    const mask = (<u32>1) << bit;
    if ((entries & mask) != 0) {
      if (words == 2 * BATCH) {
        path = ((<u64>bit) << place) | (level + 1);
        return false;
      }
      const pair = pairOf(node, mask);
      emit(load<u64>(pair), load<u64>(pair, 8));
    } else {
      const isResumed = bit == first && depth > level + 1;
      const child = childOf(node, mask);
      if (!emitNode(child, level + 1, isResumed ? from : 0)) {
        path = path | ((<u64>bit) << place);
        return false;
      }
    }
  }
  return true;
}

function emitCollisions(node: Addr, level: u32, from: u64): bool {
  const count = <u32>collisionNodeCount(node);
  const first: u32 = from == 0 ? 0 : (<u32>(from >> COLLISION_SHIFT)) << 1;
  for (let i = first; i < count; i += 2) {
    if (words == 2 * BATCH) {
      path = ((<u64>(i >>> 1)) << COLLISION_SHIFT) | (level + 1);
      return false;
    }
    const pair = node + COLLISION_NODE_TAIL + (i << 3);
    emit(load<u64>(pair), load<u64>(pair, 8));
  }
  return true;
}
