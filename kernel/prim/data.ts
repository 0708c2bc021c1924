// Primitives on collections (tables/primitives/data.ts): each hands its words to kernel/data or
// kernel/value. Predicates, transients and arrays have files of their own.

import {
  KIND_ARRAY,
  KIND_INSTANCE,
  KIND_MAP_ENTRY,
  KIND_MUTABLE_INSTANCE,
  KIND_SUBVEC,
  KIND_VECTOR,
  mapEntryKey,
  mapEntryVal,
  NODE_TAIL,
} from "../../gen/kernel/layouts";
import {
  RAISE_IS_NIL,
  RAISE_NO_INDEX,
  RAISE_NO_VALUE,
  RAISE_NOT_CONVERTIBLE,
  RAISE_NOT_ENTRY,
  RAISE_NOT_VECTOR,
} from "../../gen/kernel/opcodes";
import { miss, raise } from "../context";
import { arrayElement, arrayLength } from "../data/array";
import { assocOf, conjOf, disjOf, dissocOf, emptyOf, peekOf, popOf } from "../data/change";
import { EMPTY_HASH_MAP, EMPTY_LIST, EMPTY_MAP } from "../data/fixed";
import { makeMapEntry } from "../data/hash_map";
import { makeListOf } from "../data/list";
import { containsOf, countOf, findOf, getOf, nthOf } from "../data/lookup";
import { makeArrayMapOf } from "../data/map";
import { metaOf, withMetaOf } from "../data/meta";
import { initNodeSlot, makeNode } from "../data/node";
import { seqOf } from "../data/sequence";
import { subvecOf } from "../data/subvec";
import { makeVectorOfNode } from "../data/vector";
import { countIndexed, indexedNth } from "../data/vector_seq";
import { elementAt, settle, step, WALK_END, WALK_MISS, walkOffset } from "../data/walk";
import { kindOf } from "../heap/kinds";
import { areEqual, areIdentical } from "../value/equal";
import { hash } from "../value/hash";
import {
  addressOf,
  fixnumValue,
  isFalsy,
  isFixnum,
  isPointer,
  makeBoolean,
  NIL,
  NOTHING,
  SENTINEL,
  Value,
} from "../value/value";

export function primEqual(x: Value, y: Value): Value {
  return areEqual(x, y);
}

export function primHash(x: Value): Value {
  return hash(x);
}

export function primIdentical(x: Value, y: Value): Value {
  return makeBoolean(areIdentical(x, y));
}

export function primIsNil(x: Value): Value {
  return makeBoolean(x == NIL);
}

export function primNot(x: Value): Value {
  return makeBoolean(isFalsy(x));
}

export function primCount(x: Value): Value {
  return countOf(x);
}

export function primGet(coll: Value, key: Value): Value {
  return getOf(coll, key, NIL);
}

export function primGetDefault(coll: Value, key: Value, absent: Value): Value {
  return getOf(coll, key, absent);
}

export function primNth(coll: Value, n: Value): Value {
  return nthOf(coll, n, NOTHING);
}

export function primNthDefault(coll: Value, n: Value, absent: Value): Value {
  return nthOf(coll, n, absent);
}

export function primContains(coll: Value, key: Value): Value {
  return containsOf(coll, key);
}

export function primFind(coll: Value, key: Value): Value {
  return findOf(coll, key);
}

export function primAssoc(coll: Value, key: Value, val: Value): Value {
  return assocOf(coll, key, val);
}

export function primDissoc(coll: Value, key: Value): Value {
  return dissocOf(coll, key);
}

export function primDisj(coll: Value, x: Value): Value {
  return disjOf(coll, x);
}

export function primConj(coll: Value, x: Value): Value {
  return conjOf(coll, x);
}

export function primPeek(coll: Value): Value {
  return peekOf(coll);
}

export function primPop(coll: Value): Value {
  return popOf(coll);
}

export function primEmpty(coll: Value): Value {
  return emptyOf(coll);
}

export function primMeta(x: Value): Value {
  return metaOf(x);
}

export function primWithMeta(x: Value, meta: Value): Value {
  return withMetaOf(x, meta);
}

/** Elements that vec, list and array-map take here; longer collections are Lisp's. */
const GATHER_LIMIT: u32 = 512;

/** How many words `gather` has put into its node. */
let gathered: u32 = 0;

/** A node that begins with the elements of a seq; 0 when they are too many or must be computed. */
function gather(s: Value): u32 {
  let at = settle(s, 0);
  let place = walkOffset();
  let count: u32 = 0;
  while (at != WALK_END) {
    if (at == WALK_MISS || count == GATHER_LIMIT) return 0;
    count++;
    at = step(at, place);
    place = walkOffset();
  }
  const node = makeNode(count);
  at = settle(s, 0);
  place = walkOffset();
  for (let i: u32 = 0; i < count; i++) {
    initNodeSlot(node, i, elementAt(at, place));
    at = step(at, place);
    place = walkOffset();
  }
  gathered = count;
  return node;
}

/** A vector is its own vec, but for its metadata. */
export function primVec(coll: Value): Value {
  if (isPointer(coll)) {
    const o = addressOf(coll);
    const kind = kindOf(o);
    if (kind == KIND_VECTOR || kind == KIND_SUBVEC) {
      return metaOf(coll) == NIL ? coll : withMetaOf(coll, NIL);
    }
    if (kind == KIND_ARRAY && arrayLength(o) <= GATHER_LIMIT) {
      const node = makeNode(arrayLength(o));
      for (let i: u32 = 0; i < arrayLength(o); i++) initNodeSlot(node, i, arrayElement(o, i));
      return makeVectorOfNode(node);
    }
    if (kind == KIND_INSTANCE || kind == KIND_MUTABLE_INSTANCE) return miss();
  } else return raise(RAISE_NOT_CONVERTIBLE, coll, NIL, NIL);
  const s = seqOf(coll);
  if (s == SENTINEL) return SENTINEL;
  const node = gather(s);
  return node == 0 ? miss() : makeVectorOfNode(node);
}

export function primList(coll: Value): Value {
  const s = seqOf(coll);
  if (s == SENTINEL) return SENTINEL;
  if (s == NIL) return EMPTY_LIST;
  const node = gather(s);
  return node == 0 ? miss() : makeListOf(node + NODE_TAIL, gathered);
}

export function primArrayMap(coll: Value): Value {
  const s = seqOf(coll);
  if (s == SENTINEL || s == NIL) return s == NIL ? EMPTY_MAP : SENTINEL;
  const node = gather(s);
  if (node == 0) return miss();
  if ((gathered & 1) != 0) {
    return raise(RAISE_NO_VALUE, load<u64>(node + NODE_TAIL + ((gathered - 1) << 3)), NIL, NIL);
  }
  return makeArrayMapOf(node + NODE_TAIL, gathered >>> 1);
}

export function primVector1(a: Value): Value {
  const node = makeNode(1);
  initNodeSlot(node, 0, a);
  return makeVectorOfNode(node);
}

export function primVector2(a: Value, b: Value): Value {
  const node = makeNode(2);
  initNodeSlot(node, 0, a);
  initNodeSlot(node, 1, b);
  return makeVectorOfNode(node);
}

export function primVector3(a: Value, b: Value, c: Value): Value {
  const node = makeNode(3);
  initNodeSlot(node, 0, a);
  initNodeSlot(node, 1, b);
  initNodeSlot(node, 2, c);
  return makeVectorOfNode(node);
}

export function primVector4(a: Value, b: Value, c: Value, d: Value): Value {
  const node = makeNode(4);
  initNodeSlot(node, 0, a);
  initNodeSlot(node, 1, b);
  initNodeSlot(node, 2, c);
  initNodeSlot(node, 3, d);
  return makeVectorOfNode(node);
}

export function primEmptyHashMap(): Value {
  return EMPTY_HASH_MAP;
}

export function primMapEntry(key: Value, val: Value): Value {
  return makeMapEntry(key, val);
}

export function primKey(entry: Value): Value {
  if (isPointer(entry)) {
    const o = addressOf(entry);
    const kind = kindOf(o);
    if (kind == KIND_MAP_ENTRY) return mapEntryKey(o);
    if (kind == KIND_INSTANCE || kind == KIND_MUTABLE_INSTANCE) return miss();
  }
  return raiseNoEntry(entry);
}

export function primVal(entry: Value): Value {
  if (isPointer(entry)) {
    const o = addressOf(entry);
    const kind = kindOf(o);
    if (kind == KIND_MAP_ENTRY) return mapEntryVal(o);
    if (kind == KIND_INSTANCE || kind == KIND_MUTABLE_INSTANCE) return miss();
  }
  return raiseNoEntry(entry);
}

function raiseNoEntry(x: Value): Value {
  if (x == NIL) return raise(RAISE_IS_NIL, NIL, NIL, NIL);
  return raise(RAISE_NOT_ENTRY, x, NIL, NIL);
}

/** Is it a vector between whose indexes start and end lie? Raises if not. */
function checkWindow(v: Value, start: Value, end: Value): bool {
  const isVector =
    isPointer(v) && (kindOf(addressOf(v)) == KIND_VECTOR || kindOf(addressOf(v)) == KIND_SUBVEC);
  if (!isVector) {
    raise(RAISE_NOT_VECTOR, v, NIL, NIL);
    return false;
  }
  const inside =
    isFixnum(start) &&
    isFixnum(end) &&
    fixnumValue(start) >= 0 &&
    fixnumValue(start) <= fixnumValue(end) &&
    fixnumValue(end) <= <i64>countIndexed(addressOf(v));
  if (!inside) raise(RAISE_NO_INDEX, NIL, NIL, NIL);
  return inside;
}

export function primSubvec(v: Value, start: Value, end: Value): Value {
  if (isPointer(v)) {
    const kind = kindOf(addressOf(v));
    const isOther = kind == KIND_INSTANCE || kind == KIND_MUTABLE_INSTANCE;
    if (isOther || kind == KIND_MAP_ENTRY) return miss();
  }
  if (!checkWindow(v, start, end)) return SENTINEL;
  return subvecOf(addressOf(v), <u32>fixnumValue(start), <u32>fixnumValue(end));
}

export function primSubvecSlice(v: Value, start: Value, end: Value): Value {
  if (!checkWindow(v, start, end)) return SENTINEL;
  const from = <u32>fixnumValue(start);
  const count = <u32>fixnumValue(end) - from;
  if (count > 32) return raise(RAISE_NO_INDEX, NIL, NIL, NIL);
  const node = makeNode(count);
  for (let i: u32 = 0; i < count; i++) {
    initNodeSlot(node, i, indexedNth(addressOf(v), from + i));
  }
  return makeVectorOfNode(node);
}
