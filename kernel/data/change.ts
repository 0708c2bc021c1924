// Changing collections: conj, assoc, dissoc, disj, peek, pop and empty, with the JVM's answer for
// every kind the kernel knows, nil included, and the JVM's exceptions for the others.
//
// Instances of user types, records and keys that only Lisp code can hash or compare give the
// sentinel with the outcome MISS; so does adding many entries to a map at once.

import {
  arrayMapEntries,
  arrayMapMeta,
  emptyListMeta,
  hashMapMeta,
  hashSetMeta,
  KIND_ARRAY_MAP,
  KIND_CONS,
  KIND_EMPTY_LIST,
  KIND_HASH_MAP,
  KIND_HASH_SET,
  KIND_LAZY_SEQ,
  KIND_LIST,
  KIND_MAP_ENTRY,
  KIND_NIL,
  KIND_SUBVEC,
  KIND_VECTOR,
  listFirst,
  listMeta,
  listRest,
  mapEntryKey,
  mapEntryVal,
  NODE_TAIL,
  subvecMeta,
  vectorMeta,
} from "../../gen/kernel/layouts";
import {
  RAISE_NO_INDEX,
  RAISE_NOT_ASSOCIATIVE,
  RAISE_NOT_COLLECTION,
  RAISE_NOT_INTEGER_KEY,
  RAISE_NOT_MAP,
  RAISE_NOT_PAIR,
  RAISE_NOT_SEQABLE,
  RAISE_NOT_SET,
  RAISE_NOT_STACK,
  RAISE_POP_EMPTY_LIST,
  RAISE_POP_EMPTY_VECTOR,
} from "../../gen/kernel/opcodes";
import { miss, raise } from "../context";
import { kindOf } from "../heap/kinds";
import { Addr } from "../value/addr";
import {
  addressOf,
  fixnumValue,
  isFixnum,
  isListCell,
  isPointer,
  NIL,
  SENTINEL,
  Value,
} from "../value/value";
import { EMPTY_HASH_MAP, EMPTY_LIST, EMPTY_MAP, EMPTY_VECTOR } from "./fixed";
import { cellWithMeta, listConj, makeCons } from "./list";
import { mapAssoc, mapDissoc, mapWithMeta } from "./map";
import { nodeSize } from "./node";
import { isSeqKind, isUserKind } from "./sequence";
import { makeSet, setConj, setDisj } from "./set";
import { countSubvec, subvecAssoc, subvecConj, subvecNth, subvecPop } from "./subvec";
import {
  countVector,
  makeVectorOfPair,
  vectorAssoc,
  vectorConj,
  vectorNth,
  vectorPop,
  vectorWithMeta,
} from "./vector";

/** The kind of an object; of an immediate, a kind that no operation here is for. */
function kindHere(x: Value): u32 {
  return isPointer(x) ? kindOf(addressOf(x)) : NO_OBJECT;
}

const NO_OBJECT: u32 = 0xff;

/** A map entry as the vector it is equal to. */
function entryVector(o: Addr): Addr {
  return addressOf(makeVectorOfPair(mapEntryKey(o), mapEntryVal(o)));
}

export function conjOf(coll: Value, x: Value): Value {
  const kind = kindHere(coll);
  const o = addressOf(coll);
  switch (kind) {
    case KIND_NIL:
      return listConj(EMPTY_LIST, x);
    case KIND_VECTOR:
      return vectorConj(o, x);
    case KIND_LIST:
    case KIND_EMPTY_LIST:
      return listConj(coll, x);
    case KIND_ARRAY_MAP:
    case KIND_HASH_MAP:
      return mapConj(o, x);
    case KIND_HASH_SET:
      return setConj(o, x);
    case KIND_CONS:
    case KIND_LAZY_SEQ:
      return makeCons(x, coll);
    case KIND_SUBVEC:
      return subvecConj(o, x);
    case KIND_MAP_ENTRY:
      return vectorConj(entryVector(o), x);
    default:
      if (isSeqKind(kind)) return makeCons(x, coll);
      return isUserKind(kind) ? miss() : raise(RAISE_NOT_COLLECTION, coll, NIL, NIL);
  }
}

/** A map with an entry, a vector of two or the entries of another small map added. */
function mapConj(m: Addr, x: Value): Value {
  const kind = kindHere(x);
  const o = addressOf(x);
  if (kind == KIND_MAP_ENTRY) return mapAssoc(m, mapEntryKey(o), mapEntryVal(o));
  if (kind == KIND_VECTOR) {
    if (countVector(o) != 2) return raise(RAISE_NOT_PAIR, NIL, NIL, NIL);
    return mapAssoc(m, vectorNth(o, 0), vectorNth(o, 1));
  }
  if (kind == KIND_SUBVEC) {
    if (countSubvec(o) != 2) return raise(RAISE_NOT_PAIR, NIL, NIL, NIL);
    return mapAssoc(m, subvecNth(o, 0), subvecNth(o, 1));
  }
  if (kind == KIND_NIL) return <u64>(m | 5);
  if (kind == KIND_ARRAY_MAP) return addPairs(m, addressOf(arrayMapEntries(o)));
  if (kind == NO_OBJECT) return raise(RAISE_NOT_SEQABLE, x, NIL, NIL);
  return miss();
}

/** A map with the keys and values of an array map's node added. */
function addPairs(m: Addr, entries: Addr): Value {
  const end = entries + NODE_TAIL + (nodeSize(entries) << 3);
  let result: Value = <u64>(m | 5);
  for (let pair = entries + NODE_TAIL; pair < end; pair += 16) {
    result = mapAssoc(addressOf(result), load<u64>(pair), load<u64>(pair, 8));
    if (result == SENTINEL) return SENTINEL;
  }
  return result;
}

export function assocOf(coll: Value, key: Value, val: Value): Value {
  const kind = kindHere(coll);
  const o = addressOf(coll);
  switch (kind) {
    case KIND_ARRAY_MAP:
    case KIND_HASH_MAP:
      return mapAssoc(o, key, val);
    case KIND_NIL:
      return mapAssoc(addressOf(EMPTY_MAP), key, val);
    case KIND_VECTOR:
      return assocVector(o, key, val);
    case KIND_MAP_ENTRY:
      return assocVector(entryVector(o), key, val);
    case KIND_SUBVEC:
      return assocSubvec(o, key, val);
    default:
      return isUserKind(kind) ? miss() : raise(RAISE_NOT_ASSOCIATIVE, coll, NIL, NIL);
  }
}

function assocVector(v: Addr, key: Value, val: Value): Value {
  if (!isFixnum(key)) return raise(RAISE_NOT_INTEGER_KEY, NIL, NIL, NIL);
  const i = <u64>fixnumValue(key);
  if (i < <u64>countVector(v)) return vectorAssoc(v, <u32>i, val);
  return i == <u64>countVector(v) ? vectorConj(v, val) : raise(RAISE_NO_INDEX, NIL, NIL, NIL);
}

function assocSubvec(v: Addr, key: Value, val: Value): Value {
  if (!isFixnum(key)) return raise(RAISE_NOT_INTEGER_KEY, NIL, NIL, NIL);
  const i = <u64>fixnumValue(key);
  if (i < <u64>countSubvec(v)) return subvecAssoc(v, <u32>i, val);
  return i == <u64>countSubvec(v) ? subvecConj(v, val) : raise(RAISE_NO_INDEX, NIL, NIL, NIL);
}

export function dissocOf(coll: Value, key: Value): Value {
  const kind = kindHere(coll);
  if (kind == KIND_ARRAY_MAP || kind == KIND_HASH_MAP) return mapDissoc(addressOf(coll), key);
  if (kind == KIND_NIL) return NIL;
  return isUserKind(kind) ? miss() : raise(RAISE_NOT_MAP, coll, NIL, NIL);
}

export function disjOf(coll: Value, x: Value): Value {
  const kind = kindHere(coll);
  if (kind == KIND_HASH_SET) return setDisj(addressOf(coll), x);
  if (kind == KIND_NIL) return NIL;
  return isUserKind(kind) ? miss() : raise(RAISE_NOT_SET, coll, NIL, NIL);
}

export function peekOf(coll: Value): Value {
  if (isListCell(coll) && kindOf(addressOf(coll)) == KIND_LIST) return listFirst(addressOf(coll));
  const kind = kindHere(coll);
  const o = addressOf(coll);
  if (kind == KIND_VECTOR) {
    const count = countVector(o);
    return count == 0 ? NIL : vectorNth(o, count - 1);
  }
  if (kind == KIND_NIL || kind == KIND_EMPTY_LIST) return NIL;
  if (kind == KIND_MAP_ENTRY) return mapEntryVal(o);
  if (kind == KIND_SUBVEC) return subvecNth(o, countSubvec(o) - 1);
  return isUserKind(kind) ? miss() : raise(RAISE_NOT_STACK, coll, NIL, NIL);
}

export function popOf(coll: Value): Value {
  const kind = kindHere(coll);
  const o = addressOf(coll);
  switch (kind) {
    case KIND_NIL:
      return NIL;
    case KIND_VECTOR:
      return countVector(o) == 0 ? raise(RAISE_POP_EMPTY_VECTOR, NIL, NIL, NIL) : vectorPop(o);
    case KIND_LIST:
      return popList(o);
    case KIND_EMPTY_LIST:
      return raise(RAISE_POP_EMPTY_LIST, NIL, NIL, NIL);
    case KIND_MAP_ENTRY:
      return vectorPop(entryVector(o));
    case KIND_SUBVEC:
      return subvecPop(o);
    default:
      return isUserKind(kind) ? miss() : raise(RAISE_NOT_STACK, coll, NIL, NIL);
  }
}

/** On the JVM the rest of a list has metadata of its own, but the last pop gives the list's. */
function popList(o: Addr): Value {
  const rest = listRest(o);
  return isListCell(rest) ? rest : cellWithMeta(EMPTY_LIST, listMeta(o));
}

/** An empty collection of the same kind and metadata; nil for what is no collection. */
export function emptyOf(coll: Value): Value {
  const kind = kindHere(coll);
  const o = addressOf(coll);
  switch (kind) {
    case KIND_VECTOR:
      return vectorWithMeta(addressOf(EMPTY_VECTOR), vectorMeta(o));
    case KIND_SUBVEC:
      return vectorWithMeta(addressOf(EMPTY_VECTOR), subvecMeta(o));
    case KIND_ARRAY_MAP:
      return mapWithMeta(addressOf(EMPTY_MAP), arrayMapMeta(o));
    case KIND_HASH_MAP:
      return mapWithMeta(addressOf(EMPTY_HASH_MAP), hashMapMeta(o));
    case KIND_HASH_SET:
      return makeSet(EMPTY_HASH_MAP, hashSetMeta(o));
    case KIND_LIST:
      return cellWithMeta(EMPTY_LIST, listMeta(o));
    case KIND_EMPTY_LIST:
      return cellWithMeta(EMPTY_LIST, emptyListMeta(o));
    default:
      if (kind == KIND_LAZY_SEQ || isSeqKind(kind)) return EMPTY_LIST;
      return isUserKind(kind) ? miss() : NIL;
  }
}
