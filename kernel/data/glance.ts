// Glances into collections: what nth, get and the primitives of arrays do for the collections and
// keys of nearly every program, without a call of the primitive: an element of a vector or array,
// the value of a keyword or a fixnum in a map. Such keys are equal to nothing but themselves, so
// they are compared as words. Whatever else a look would meet is UNDECIDED, and the primitive is
// run.
//
// Invariant: a glance allocates nothing and raises nothing; all it may change is an array.

import {
  ARRAY_COUNT,
  ARRAY_TAIL,
  arrayMapEntries,
  DOUBLES_BYTES,
  DOUBLES_TAIL,
  HASH_NODE_MAPS,
  HASH_NODE_TAIL,
  hashMapRoot,
  KIND_ARRAY,
  KIND_ARRAY_MAP,
  KIND_CHUNK,
  KIND_DOUBLES,
  KIND_HASH_MAP,
  KIND_HASH_NODE,
  KIND_KEYWORD,
  KIND_LONGS,
  KIND_VECTOR,
  LONGS_BYTES,
  LONGS_TAIL,
  NODE_TAIL,
} from "../../gen/kernel/layouts";
import { resolve } from "../heap/barrier";
import { kindOf } from "../heap/kinds";
import { isInNursery } from "../heap/space";
import { Addr } from "../value/addr";
import { hashLong } from "../value/murmur";
import {
  addressOf,
  decodeFlonum,
  encodeFlonum,
  fitsFixnum,
  fixnumValue,
  isFixnum,
  isFlonum,
  makeFixnum,
  NIL,
  TAG_OBJECT,
  Value,
} from "../value/value";
import { chunkNth, countChunk } from "./chunk";
import { nodeSize } from "./node";
import { countVector, vectorNth } from "./vector";

/** No value: the operands are not of the kinds that are handled here. */
export const UNDECIDED: u64 = 1;

/** Element n of a vector or chunk, or UNDECIDED. */
export function elementOfVector(coll: Value, n: Value): Value {
  if (!isFixnum(n) || (<u32>coll & 7) != TAG_OBJECT) return UNDECIDED;
  const o = addressOf(coll);
  const i = <u64>fixnumValue(n);
  const kind = kindOf(o);
  if (kind == KIND_VECTOR) return i < <u64>countVector(o) ? vectorNth(o, <u32>i) : UNDECIDED;
  return kind == KIND_CHUNK && i < <u64>countChunk(o) ? chunkNth(o, <u32>i) : UNDECIDED;
}

/**
 * Element n of an array, or UNDECIDED. What was an array before it moved is one still, and tells
 * its length.
 */
export function elementOfArray(array: Value, n: Value): Value {
  if (!isFixnum(n) || (<u32>array & 7) != TAG_OBJECT) return UNDECIDED;
  const o = resolve(addressOf(array));
  const i = <u64>fixnumValue(n);
  const kind = kindOf(o);
  const at = o + ((<u32>i) << 3);
  if (kind == KIND_DOUBLES) {
    if (i >= load<u64>(o, DOUBLES_BYTES) >> 3) return UNDECIDED;
    const word = encodeFlonum(load<f64>(at, DOUBLES_TAIL));
    return isFlonum(word) ? word : UNDECIDED;
  }
  if (kind == KIND_ARRAY)
    return i < load<u64>(o, ARRAY_COUNT) ? load<u64>(at, ARRAY_TAIL) : UNDECIDED;
  if (kind != KIND_LONGS || i >= load<u64>(o, LONGS_BYTES) >> 3) return UNDECIDED;
  const number = load<i64>(at, LONGS_TAIL);
  return fitsFixnum(number) ? makeFixnum(number) : UNDECIDED;
}

/** Sets element n of an array and answers true where that takes no more than a store. */
export function setElementOfArray(array: Value, n: Value, x: Value): bool {
  if (!isFixnum(n) || (<u32>array & 7) != TAG_OBJECT) return false;
  const o = resolve(addressOf(array));
  const i = <u64>fixnumValue(n);
  const kind = kindOf(o);
  const at = o + ((<u32>i) << 3);
  if (kind == KIND_DOUBLES) {
    if (!isFlonum(x) || i >= load<u64>(o, DOUBLES_BYTES) >> 3) return false;
    store<f64>(at, decodeFlonum(x), DOUBLES_TAIL);
    return true;
  }
  if (kind == KIND_LONGS) {
    if (!isFixnum(x) || i >= load<u64>(o, LONGS_BYTES) >> 3) return false;
    store<i64>(at, fixnumValue(x), LONGS_TAIL);
    return true;
  }
  if (kind != KIND_ARRAY || i >= load<u64>(o, ARRAY_COUNT) || !isInNursery(o)) return false;
  store<u64>(at, x, ARRAY_TAIL);
  return true;
}

/** The value of a key in a map, or nil, or UNDECIDED. */
export function valueInMap(coll: Value, key: Value): Value {
  if ((<u32>coll & 7) != TAG_OBJECT) return UNDECIDED;
  const m = addressOf(coll);
  const kind = kindOf(m);
  if (isFixnum(key)) {
    if (kind != KIND_HASH_MAP) return UNDECIDED;
    return valueInTrie(hashMapRoot(m), key, hashLong(fixnumValue(key)));
  }
  if ((<u32>key & 7) != TAG_OBJECT || kindOf(addressOf(key)) != KIND_KEYWORD) return UNDECIDED;
  if (kind == KIND_ARRAY_MAP) return valueInPairs(addressOf(arrayMapEntries(m)), key);
  if (kind != KIND_HASH_MAP) return UNDECIDED;
  return valueInTrie(hashMapRoot(m), key, load<u32>(addressOf(key), 4));
}

function valueInPairs(entries: Addr, key: Value): Value {
  const end = entries + (nodeSize(entries) << 3);
  for (let pair = entries; pair < end; pair += 16) {
    if (load<u64>(pair, NODE_TAIL) == key) return load<u64>(pair, NODE_TAIL + 8);
  }
  return NIL;
}

/** Of a fixnum and a key that is none the primitive knows whether they are equal. */
function valueInTrie(root: Value, key: Value, hash: u32): Value {
  if (root == NIL) return NIL;
  let node = addressOf(root);
  let rest = hash;
  while (kindOf(node) == KIND_HASH_NODE) {
    const below = ((<u32>1) << (rest & 31)) - 1;
    const children = load<u32>(node, HASH_NODE_MAPS + 4);
    if (((children >>> (rest & 31)) & 1) != 0) {
      node = load<u32>(node + (popcnt<u32>(children & below) << 2), HASH_NODE_TAIL);
      rest = rest >>> 5;
      continue;
    }
    const entries = load<u32>(node, HASH_NODE_MAPS);
    if (((entries >>> (rest & 31)) & 1) == 0) return NIL;
    const pairs = node + (((popcnt<u32>(children) + 1) & ~1) << 2);
    const pair = pairs + (popcnt<u32>(entries & below) << 4);
    const other = load<u64>(pair, HASH_NODE_TAIL);
    if (other == key) return load<u64>(pair, HASH_NODE_TAIL + 8);
    return isFixnum(key) && !isFixnum(other) ? UNDECIDED : NIL;
  }
  return UNDECIDED;
}
