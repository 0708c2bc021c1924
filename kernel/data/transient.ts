// Transients: vectors, maps and sets being built in place, and their operations by kind.
//
// A transient belongs to its actor and may move or be promoted like any mutable object, so every
// operation follows the forwarding first. Where its nodes lie decides how a store is done: into
// the nursery plainly, into the shared heap by the write barrier, which publishes the value. A
// transient is used up by `persistent!`: its stamp is nil then, and whoever uses it gets the
// JVM's IllegalAccessError. A transient set is used up with the transient map below it.
//
// Invariant: the nodes a transient owns are reachable through it alone.

import {
  arrayMapEntries,
  KIND_ARRAY_MAP,
  KIND_HASH_MAP,
  KIND_HASH_SET,
  KIND_MAP_ENTRY,
  KIND_NIL,
  KIND_SUBVEC,
  KIND_TRANSIENT_ARRAY_MAP,
  KIND_TRANSIENT_HASH_MAP,
  KIND_TRANSIENT_SET,
  KIND_TRANSIENT_VECTOR,
  KIND_VECTOR,
  mapEntryKey,
  mapEntryVal,
  NODE_TAIL,
  TRANSIENT_SET_MAP,
} from "../../gen/kernel/layouts";
import {
  RAISE_IS_NIL,
  RAISE_NO_INDEX,
  RAISE_NOT_EDITABLE,
  RAISE_NOT_INTEGER_KEY,
  RAISE_NOT_PAIR,
  RAISE_NOT_SEQABLE,
  RAISE_NOT_TRANSIENT,
  RAISE_NOT_TRANSIENT_ASSOCIATIVE,
  RAISE_NOT_TRANSIENT_MAP,
  RAISE_NOT_TRANSIENT_SET,
  RAISE_NOT_TRANSIENT_VECTOR,
  RAISE_POP_EMPTY_VECTOR,
  RAISE_USED_TRANSIENT,
} from "../../gen/kernel/opcodes";
import { miss, raise } from "../context";
import { allocateObject } from "../heap/allocate";
import { resolve, storeCell } from "../heap/barrier";
import { kindOf } from "../heap/kinds";
import { isInNursery } from "../heap/space";
import { isTransientKind, isUsedUp, noteUsedUp, stampOffset } from "../heap/transients";
import { Addr } from "../value/addr";
import {
  addressOf,
  fixnumValue,
  isFixnum,
  isPointer,
  makeFixnum,
  makePointer,
  NIL,
  SENTINEL,
  TAG_OBJECT,
  Value,
} from "../value/value";
import { SLOT_ABSENT, SLOT_MISS } from "./hash_map";
import { nodeSize } from "./node";
import { isUserKind } from "./sequence";
import { makeSet, setMap } from "./set";
import { makeStamp } from "./stamp";
import { countSubvec, subvecNth } from "./subvec";
import {
  countTransientMap,
  findInTransientMap,
  persistentOfMap,
  transientMapAssoc,
  transientMapDissoc,
  transientOfArrayMap,
  transientOfHashMap,
} from "./transient_map";
import {
  countTransientVector,
  persistentOfVector,
  transientOfVector,
  transientVectorAssoc,
  transientVectorConj,
  transientVectorNth,
  transientVectorPop,
} from "./transient_vector";
import { countVector, vectorNth } from "./vector";

const TRANSIENT_SET_BYTES: u32 = 16;
const NO_OBJECT: u32 = 0xff;

function kindHere(x: Value): u32 {
  return isPointer(x) ? kindOf(addressOf(x)) : NO_OBJECT;
}

function isMapKind(kind: u32): bool {
  return kind == KIND_TRANSIENT_ARRAY_MAP || kind == KIND_TRANSIENT_HASH_MAP;
}

/** Raises or misses for x where a transient of some kind has to be. */
function raiseWrong(x: Value, code: u32): Value {
  if (x == NIL) return raise(RAISE_IS_NIL, NIL, NIL, NIL);
  return isUserKind(kindHere(x)) ? miss() : raise(code, x, NIL, NIL);
}

export function transientOf(coll: Value): Value {
  const kind = kindHere(coll);
  const o = addressOf(coll);
  if (kind == KIND_VECTOR) return transientOfVector(o, makeStamp());
  if (kind == KIND_ARRAY_MAP) return transientOfArrayMap(o, makeStamp());
  if (kind == KIND_HASH_MAP) return transientOfHashMap(o, makeStamp());
  if (kind != KIND_HASH_SET) return raiseWrong(coll, RAISE_NOT_EDITABLE);
  const map = transientOfHashMap(setMap(o), makeStamp());
  const t = allocateObject(KIND_TRANSIENT_SET, TRANSIENT_SET_BYTES);
  store<u64>(t, map, TRANSIENT_SET_MAP);
  return makePointer(t, TAG_OBJECT);
}

/** The transient map of a transient set, resolved. */
export function mapBelow(t: Addr): Addr {
  return resolve(addressOf(load<u64>(t, TRANSIENT_SET_MAP)));
}

function raiseUsedUp(): Value {
  return raise(RAISE_USED_TRANSIENT, NIL, NIL, NIL);
}

export function persistentOf(x: Value): Value {
  const kind = kindHere(x);
  if (!isTransientKind(kind)) return raiseWrong(x, RAISE_NOT_TRANSIENT);
  const t = resolve(addressOf(x));
  if (isUsedUp(t)) return raiseUsedUp();
  const o = kind == KIND_TRANSIENT_SET ? mapBelow(t) : t;
  const result = kind == KIND_TRANSIENT_VECTOR ? persistentOfVector(o) : persistentOfMap(o);
  store<u64>(o + stampOffset(kindOf(o)), NIL);
  if (!isInNursery(o)) noteUsedUp();
  return kind == KIND_TRANSIENT_SET ? makeSet(result, NIL) : result;
}

/** Number of elements as a fixnum; the receiver is a transient of any kind. */
export function countTransient(object: Addr): Value {
  const t = resolve(object);
  if (isUsedUp(t)) return raiseUsedUp();
  if (kindOf(t) == KIND_TRANSIENT_VECTOR) return makeFixnum(<i64>countTransientVector(t));
  const map = kindOf(t) == KIND_TRANSIENT_SET ? mapBelow(t) : t;
  return makeFixnum(<i64>countTransientMap(map));
}

/** The value of a key, element of an index or element of a set, or `absent`. */
export function transientGet(object: Addr, key: Value, absent: Value): Value {
  const t = resolve(object);
  if (isUsedUp(t)) return raiseUsedUp();
  if (kindOf(t) == KIND_TRANSIENT_VECTOR) {
    const isInside = isFixnum(key) && <u64>fixnumValue(key) < <u64>countTransientVector(t);
    return isInside ? transientVectorNth(t, <u32>fixnumValue(key)) : absent;
  }
  const map = kindOf(t) == KIND_TRANSIENT_SET ? mapBelow(t) : t;
  const slot = findInTransientMap(map, key);
  if (slot == SLOT_MISS) return miss();
  return slot == SLOT_ABSENT ? absent : load<u64>(slot);
}

/** Adds a key that Lisp knows to be equal to none in the map or set (hash_map.ts, setNewKey). */
export function addToTransient(coll: Value, key: Value, val: Value): Value {
  const isSet = kindHere(coll) == KIND_TRANSIENT_SET;
  return isSet ? conjTransient(coll, key) : assocTransient(coll, key, val);
}

export function conjTransient(coll: Value, x: Value): Value {
  const kind = kindHere(coll);
  if (!isTransientKind(kind)) return raiseWrong(coll, RAISE_NOT_TRANSIENT);
  const t = resolve(addressOf(coll));
  if (isUsedUp(t)) return raiseUsedUp();
  if (kind == KIND_TRANSIENT_VECTOR) return transientVectorConj(t, x);
  return kind == KIND_TRANSIENT_SET ? addToSet(t, x) : conjEntry(t, x);
}

/** On the JVM too the element becomes the value of an equal one that is there. */
function addToSet(t: Addr, x: Value): Value {
  const map = transientMapAssoc(mapBelow(t), x, x);
  if (map == SENTINEL) return SENTINEL;
  if (addressOf(map) != mapBelow(t) && storeCell(t, TRANSIENT_SET_MAP, map) == SENTINEL) {
    return SENTINEL;
  }
  return makePointer(t, TAG_OBJECT);
}

/** Adds an entry, a vector of two or the entries of a small map to a transient map. */
function conjEntry(t: Addr, x: Value): Value {
  const kind = kindHere(x);
  const o = addressOf(x);
  if (kind == KIND_MAP_ENTRY) return transientMapAssoc(t, mapEntryKey(o), mapEntryVal(o));
  if (kind == KIND_VECTOR) {
    if (countVector(o) != 2) return raise(RAISE_NOT_PAIR, NIL, NIL, NIL);
    return transientMapAssoc(t, vectorNth(o, 0), vectorNth(o, 1));
  }
  if (kind == KIND_SUBVEC) {
    if (countSubvec(o) != 2) return raise(RAISE_NOT_PAIR, NIL, NIL, NIL);
    return transientMapAssoc(t, subvecNth(o, 0), subvecNth(o, 1));
  }
  if (kind == KIND_NIL) return makePointer(t, TAG_OBJECT);
  if (kind == NO_OBJECT) return raise(RAISE_NOT_SEQABLE, x, NIL, NIL);
  if (kind != KIND_ARRAY_MAP) return miss();
  const entries = addressOf(arrayMapEntries(o));
  const end = entries + NODE_TAIL + (nodeSize(entries) << 3);
  let result: Value = makePointer(t, TAG_OBJECT);
  for (let pair = entries + NODE_TAIL; pair < end; pair += 16) {
    const key = load<u64>(pair);
    result = transientMapAssoc(addressOf(result), key, load<u64>(pair, 8));
    if (result == SENTINEL) return SENTINEL;
  }
  return result;
}

export function assocTransient(coll: Value, key: Value, val: Value): Value {
  const kind = kindHere(coll);
  if (kind != KIND_TRANSIENT_VECTOR && !isMapKind(kind)) {
    return raiseWrong(coll, RAISE_NOT_TRANSIENT_ASSOCIATIVE);
  }
  const t = resolve(addressOf(coll));
  if (isUsedUp(t)) return raiseUsedUp();
  if (kind != KIND_TRANSIENT_VECTOR) return transientMapAssoc(t, key, val);
  if (!isFixnum(key)) return raise(RAISE_NOT_INTEGER_KEY, NIL, NIL, NIL);
  const i = <u64>fixnumValue(key);
  const count = <u64>countTransientVector(t);
  if (i < count) return transientVectorAssoc(t, <u32>i, val);
  return i == count ? transientVectorConj(t, val) : raise(RAISE_NO_INDEX, NIL, NIL, NIL);
}

export function dissocTransient(coll: Value, key: Value): Value {
  if (!isMapKind(kindHere(coll))) return raiseWrong(coll, RAISE_NOT_TRANSIENT_MAP);
  const t = resolve(addressOf(coll));
  return isUsedUp(t) ? raiseUsedUp() : transientMapDissoc(t, key);
}

export function disjTransient(coll: Value, x: Value): Value {
  if (kindHere(coll) != KIND_TRANSIENT_SET) return raiseWrong(coll, RAISE_NOT_TRANSIENT_SET);
  const t = resolve(addressOf(coll));
  if (isUsedUp(t)) return raiseUsedUp();
  return transientMapDissoc(mapBelow(t), x) == SENTINEL ? SENTINEL : makePointer(t, TAG_OBJECT);
}

export function popTransient(coll: Value): Value {
  if (kindHere(coll) != KIND_TRANSIENT_VECTOR) return raiseWrong(coll, RAISE_NOT_TRANSIENT_VECTOR);
  const t = resolve(addressOf(coll));
  if (isUsedUp(t)) return raiseUsedUp();
  if (countTransientVector(t) == 0) return raise(RAISE_POP_EMPTY_VECTOR, NIL, NIL, NIL);
  return transientVectorPop(t);
}
