// Keys that only Lisp code can compare: how its part of a lookup goes.
//
// A lookup misses when the key's hash is not known to the kernel, or when a key of the same hash
// cannot be compared by it. Lisp then finds the hash, which set-hash keeps in the key, asks for
// the candidates, hashes them too, compares them with its own `=`, and looks up again with the
// candidate it found: an identical key is found without a comparison. If none is equal the answer
// is known, and `assoc-new` adds the key without comparing it.

import {
  arrayMapEntries,
  COLLISION_NODE_TAIL,
  collisionNodeCount,
  hashMapRoot,
  KIND_ARRAY_MAP,
  KIND_COLLISION_NODE,
  KIND_HASH_MAP,
  KIND_HASH_SET,
  KIND_TRANSIENT_ARRAY_MAP,
  KIND_TRANSIENT_HASH_MAP,
  KIND_TRANSIENT_SET,
  NODE_TAIL,
  TRANSIENT_HASH_MAP_ROOT,
} from "../../gen/kernel/layouts";
import { resolve } from "../heap/barrier";
import { kindOf } from "../heap/kinds";
import { Addr } from "../value/addr";
import { EQUAL_MISS, equalAt } from "../value/equal";
import { HASH_MISS, hashAt, hashForLookup, startWalk, WALK_DEPTH } from "../value/hash";
import { addressOf, isPointer, makePointer, NIL, TAG_OBJECT, Value } from "../value/value";
import { EMPTY_VECTOR } from "./fixed";
import { childOf, childrenOf, entriesOf, pairOf } from "./hash_map";
import { nodeSize } from "./node";
import { setMap } from "./set";
import { mapBelow } from "./transient";
import { countTransientMap, smallNode } from "./transient_map";
import { vectorConj } from "./vector";

/**
 * A vector of the keys of a map, set or transient that may equal the key and that the kernel
 * cannot compare with it; nil when the key's hash is not known.
 */
export function candidatesIn(coll: Value, key: Value): Value {
  if (!isPointer(coll)) return EMPTY_VECTOR;
  const o = resolve(addressOf(coll));
  switch (kindOf(o)) {
    case KIND_HASH_SET:
      return inTrie(hashMapRoot(setMap(o)), key);
    case KIND_HASH_MAP:
      return inTrie(hashMapRoot(o), key);
    case KIND_ARRAY_MAP: {
      const entries = addressOf(arrayMapEntries(o));
      return inPairs(entries + NODE_TAIL, nodeSize(entries), key, false);
    }
    case KIND_TRANSIENT_ARRAY_MAP:
      return inPairs(smallNode(o) + NODE_TAIL, countTransientMap(o) << 1, key, false);
    case KIND_TRANSIENT_HASH_MAP:
      return inTrie(load<u64>(o, TRANSIENT_HASH_MAP_ROOT), key);
    case KIND_TRANSIENT_SET:
      return inTrie(load<u64>(mapBelow(o), TRANSIENT_HASH_MAP_ROOT), key);
    default:
      return EMPTY_VECTOR;
  }
}

/** Of a trie also the keys whose hash is not known: that of one beside the new key is needed. */
function inPairs(from: Addr, words: u32, key: Value, hashed: bool): Value {
  startWalk();
  let found = EMPTY_VECTOR;
  for (let i: u32 = 0; i < words; i += 2) {
    const other = load<u64>(from + (i << 3));
    const isUnknown = equalAt(other, key, WALK_DEPTH) == EQUAL_MISS;
    if (isUnknown || (hashed && hashAt(other, WALK_DEPTH) == HASH_MISS)) {
      found = vectorConj(addressOf(found), other);
    }
  }
  return found;
}

function inTrie(root: Value, key: Value): Value {
  const hash = hashForLookup(key);
  if (hash == HASH_MISS) return NIL;
  let node = root;
  let rest = <u32>hash;
  while (node != NIL) {
    const o = addressOf(node);
    if (kindOf(o) == KIND_COLLISION_NODE) {
      return inPairs(o + COLLISION_NODE_TAIL, <u32>collisionNodeCount(o), key, true);
    }
    const bit = (<u32>1) << (rest & 31);
    if ((entriesOf(o) & bit) != 0) return inPairs(pairOf(o, bit), 2, key, true);
    node = (childrenOf(o) & bit) != 0 ? makePointer(childOf(o, bit), TAG_OBJECT) : NIL;
    rest = rest >>> 5;
  }
  return EMPTY_VECTOR;
}
