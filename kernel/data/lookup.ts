// Looking into collections: count, get, nth, contains? and find, with the JVM's answer for every
// kind the kernel knows, nil included, and the JVM's exceptions for the others.
//
// Instances of user types, keys that only Lisp code can hash or compare, lazy sequences that must
// be computed and walks of more than WALK_STEPS give the sentinel with the outcome MISS.

import {
  BIGINT_TAIL,
  bigintBytes,
  bigintSign,
  KIND_ARRAY,
  KIND_ARRAY_MAP,
  KIND_ARRAY_MAP_SEQ,
  KIND_ARRAY_SEQ,
  KIND_BIGINT,
  KIND_BINARY,
  KIND_CHUNK,
  KIND_CHUNK_BUFFER,
  KIND_DOUBLES,
  KIND_EMPTY_LIST,
  KIND_HASH_MAP,
  KIND_HASH_SET,
  KIND_INSTANCE,
  KIND_LIST,
  KIND_LONGS,
  KIND_MAP_ENTRY,
  KIND_MUTABLE_INSTANCE,
  KIND_NIL,
  KIND_NODE,
  KIND_RANGE,
  KIND_RECORD,
  KIND_STRING,
  KIND_STRING_BUILDER,
  KIND_STRING_SEQ,
  KIND_SUBVEC,
  KIND_TRANSIENT_ARRAY_MAP,
  KIND_TRANSIENT_HASH_MAP,
  KIND_TRANSIENT_SET,
  KIND_TRANSIENT_VECTOR,
  KIND_VECTOR,
  KIND_VECTOR_RSEQ,
  KIND_VECTOR_SEQ,
  KIND_WIDE_STRING,
  mapEntryKey,
  mapEntryVal,
} from "../../gen/kernel/layouts";
import {
  RAISE_ARRAY_INDEX,
  RAISE_CONTAINS_UNSUPPORTED,
  RAISE_COUNT_UNSUPPORTED,
  RAISE_FIND_UNSUPPORTED,
  RAISE_NO_INDEX,
  RAISE_NTH_UNSUPPORTED,
  RAISE_STRING_INDEX,
} from "../../gen/kernel/opcodes";
import { miss, raise } from "../context";
import { kindOf } from "../heap/kinds";
import { categoryOf, DOUBLE, isSmall, NO_NUMBER, raiseNotNumber } from "../number/category";
import { toDouble } from "../number/compare";
import { longValue } from "../number/integer";
import { Addr } from "../value/addr";
import { WALK_STEPS } from "../value/hash";
import { fitsI64, signedLowI64 } from "../value/limbs";
import {
  addressOf,
  FALSE,
  fixnumValue,
  isFixnum,
  isListCell,
  isPointer,
  makeBoolean,
  makeCharacter,
  makeFixnum,
  NIL,
  NOTHING,
  SENTINEL,
  TRUE,
  Value,
} from "../value/value";
import { arrayElement, arrayLength, countArraySeq, countStringSeq, isArrayKind } from "./array";
import { binaryBytes, countBinary } from "./binary";
import { chunkNth, countBuffer, countChunk } from "./chunk";
import { makeMapEntry, SLOT_ABSENT, SLOT_MISS } from "./hash_map";
import { countList } from "./list";
import { countMap, findInMap } from "./map";
import { countArrayMapSeq } from "./map_seq";
import { nodeSize, nodeSlot } from "./node";
import { countRange, rangeNth } from "./range";
import { countRecord, findInRecord } from "./record";
import { countSet, setMap } from "./set";
import { stringLength, stringUnit } from "./string";
import { countSubvec, subvecNth } from "./subvec";
import { countTransient, transientGet } from "./transient";
import { countVector, vectorNth } from "./vector";
import { countVectorRseq, countVectorSeq } from "./vector_seq";
import { elementAt, isSequentialKind, settle, step, WALK_END, WALK_MISS, walkOffset } from "./walk";

/** No index: what integerKey answers for a key that is none. */
const NO_INDEX: i64 = -1;

/** Number of elements as a fixnum; raises for what has none. */
export function countOf(x: Value): Value {
  if (!isPointer(x)) return raise(RAISE_COUNT_UNSUPPORTED, x, NIL, NIL);
  const o = addressOf(x);
  const count = knownCount(o, kindOf(o));
  if (count != UNKNOWN) return makeFixnum(<i64>count);
  return isTransientKind(kindOf(o)) ? countTransient(o) : countByWalk(x);
}

const UNKNOWN: u64 = 0xffffffffffffffff;

/** The count of an object that knows it. */
function knownCount(o: Addr, kind: u32): u64 {
  switch (kind) {
    case KIND_NIL:
    case KIND_EMPTY_LIST:
      return 0;
    case KIND_VECTOR:
      return countVector(o);
    case KIND_ARRAY_MAP:
    case KIND_HASH_MAP:
      return countMap(o);
    case KIND_HASH_SET:
      return countSet(o);
    case KIND_LIST:
      return countList(<u64>(o | 1));
    case KIND_STRING:
    case KIND_WIDE_STRING:
      return stringLength(o);
    case KIND_BINARY:
      return countBinary(o);
    case KIND_MAP_ENTRY:
      return 2;
    case KIND_CHUNK:
      return countChunk(o);
    case KIND_CHUNK_BUFFER:
      return countBuffer(o);
    case KIND_RECORD:
      return countRecord(o);
    case KIND_SUBVEC:
      return countSubvec(o);
    case KIND_ARRAY:
    case KIND_LONGS:
    case KIND_DOUBLES:
      return arrayLength(o);
    case KIND_NODE:
      return nodeSize(o);
    default:
      return knownSeqCount(o, kind);
  }
}

function knownSeqCount(o: Addr, kind: u32): u64 {
  switch (kind) {
    case KIND_RANGE:
      return countRange(o);
    case KIND_VECTOR_SEQ:
      return countVectorSeq(o);
    case KIND_VECTOR_RSEQ:
      return countVectorRseq(o);
    case KIND_ARRAY_MAP_SEQ:
      return countArrayMapSeq(o);
    case KIND_STRING_SEQ:
      return countStringSeq(o);
    case KIND_ARRAY_SEQ:
      return countArraySeq(o);
    default:
      return UNKNOWN;
  }
}

function countByWalk(x: Value): Value {
  const kind = kindOf(addressOf(x));
  if (kind == KIND_INSTANCE || kind == KIND_MUTABLE_INSTANCE) return miss();
  if (kind == KIND_STRING_BUILDER) return miss();
  if (!isSequentialKind(kind)) return raise(RAISE_COUNT_UNSUPPORTED, x, NIL, NIL);
  let count: i32 = 0;
  let at = settle(x, 0);
  while (at != WALK_END) {
    if (at == WALK_MISS || count == WALK_STEPS) return miss();
    at = step(at, walkOffset());
    count++;
  }
  return makeFixnum(<i64>count);
}

export function isTransientKind(kind: u32): bool {
  return kind >= KIND_TRANSIENT_VECTOR && kind <= KIND_TRANSIENT_SET;
}

/** The index an integer key is, or NO_INDEX for any other key and below zero. */
function integerKey(key: Value): i64 {
  if (isFixnum(key)) return fixnumValue(key) < 0 ? NO_INDEX : fixnumValue(key);
  if (!isPointer(key)) return NO_INDEX;
  const o = addressOf(key);
  if (kindOf(o) != KIND_BIGINT || <i64>bigintSign(o) < 0) return NO_INDEX;
  const limbs = <u32>bigintBytes(o) >>> 2;
  return fitsI64(o + BIGINT_TAIL, limbs, false)
    ? signedLowI64(o + BIGINT_TAIL, limbs, false)
    : NO_INDEX;
}

/** The index any number is, cut off toward zero; NO_INDEX for what is no number. */
function numberKey(key: Value): i64 {
  if (isFixnum(key)) return integerKey(key);
  if (categoryOf(key) == NO_NUMBER) return NO_INDEX;
  const d = toDouble(key);
  return d > -1 && d < 4294967296.0 ? <i64>d : NO_INDEX;
}

/** The value of a key, or `absent` (also for what is no collection). */
export function getOf(coll: Value, key: Value, absent: Value): Value {
  if (!isPointer(coll)) return absent;
  const o = addressOf(coll);
  const kind = kindOf(o);
  switch (kind) {
    case KIND_ARRAY_MAP:
    case KIND_HASH_MAP:
      return slotValue(findInMap(o, key), absent);
    case KIND_RECORD:
      return slotValue(findInRecord(o, key), absent);
    case KIND_HASH_SET:
      return slotValue(findInMap(setMap(o), key), absent);
    case KIND_VECTOR:
    case KIND_MAP_ENTRY:
    case KIND_SUBVEC: {
      const i = integerKey(key);
      return i >= 0 && <u64>i < knownCount(o, kind) ? elementOf(o, kind, <u32>i) : absent;
    }
    case KIND_STRING:
    case KIND_WIDE_STRING:
    case KIND_BINARY:
    case KIND_ARRAY:
    case KIND_LONGS:
    case KIND_DOUBLES: {
      const i = numberKey(key);
      return i >= 0 && <u64>i < knownCount(o, kind) ? elementOf(o, kind, <u32>i) : absent;
    }
    case KIND_INSTANCE:
    case KIND_MUTABLE_INSTANCE:
      return miss();
    default:
      return isTransientKind(kind) ? transientGet(o, key, absent) : absent;
  }
}

function slotValue(slot: Addr, absent: Value): Value {
  if (slot == SLOT_ABSENT) return absent;
  return slot == SLOT_MISS ? miss() : load<u64>(slot);
}

/** Element `i` of an indexed kind; requires i < count. */
function elementOf(o: Addr, kind: u32, i: u32): Value {
  if (kind == KIND_VECTOR) return vectorNth(o, i);
  if (kind == KIND_MAP_ENTRY) return i == 0 ? mapEntryKey(o) : mapEntryVal(o);
  if (kind == KIND_SUBVEC) return subvecNth(o, i);
  if (kind == KIND_CHUNK) return chunkNth(o, i);
  if (kind == KIND_NODE) return nodeSlot(o, i);
  if (kind == KIND_RANGE) return rangeNth(o, i);
  if (kind == KIND_BINARY) return makeFixnum(<i64>load<u8>(binaryBytes(o) + i));
  return isArrayKind(kind) ? arrayElement(o, i) : makeCharacter(stringUnit(o, i));
}

function isIndexedKind(kind: u32): bool {
  return (
    kind == KIND_VECTOR ||
    kind == KIND_BINARY ||
    kind == KIND_MAP_ENTRY ||
    kind == KIND_SUBVEC ||
    kind == KIND_CHUNK ||
    kind == KIND_NODE ||
    kind == KIND_RANGE ||
    kind == KIND_STRING ||
    kind == KIND_WIDE_STRING ||
    isArrayKind(kind)
  );
}

/** Element n of coll; without one `absent`, or a raise if that is NOTHING. */
export function nthOf(coll: Value, n: Value, absent: Value): Value {
  if (isFixnum(n) && isPointer(coll)) {
    const o = addressOf(coll);
    const kind = kindOf(o);
    const i = <u64>fixnumValue(n);
    if (kind == KIND_VECTOR && i < <u64>countVector(o)) return vectorNth(o, <u32>i);
    if (kind == KIND_CHUNK && i < <u64>countChunk(o)) return chunkNth(o, <u32>i);
  }
  if (!isFixnum(n)) {
    if (isSmall(n)) return nthAt(coll, longValue(n), absent);
    if (categoryOf(n) == NO_NUMBER) return raiseNotNumber(n, n);
    const i = categoryOf(n) == DOUBLE ? toDouble(n) : <f64>integerKey(n);
    return nthAt(coll, i > -2147483648.0 && i < 2147483648.0 ? <i64>i : -1, absent);
  }
  return nthAt(coll, fixnumValue(n), absent);
}

function nthAt(coll: Value, n: i64, absent: Value): Value {
  if (!isPointer(coll)) return raise(RAISE_NTH_UNSUPPORTED, coll, NIL, NIL);
  if (coll == NIL) return absent == NOTHING ? NIL : absent;
  const o = addressOf(coll);
  const kind = kindOf(o);
  if (isIndexedKind(kind)) {
    const count = knownCount(o, kind);
    return <u64>n < count ? elementOf(o, kind, <u32>n) : noElement(kind, n, count, absent);
  }
  if (isSequentialKind(kind)) return nthByWalk(coll, n, absent);
  if (kind == KIND_TRANSIENT_VECTOR) {
    const x = transientGet(o, makeFixnum(n), NOTHING);
    return x == NOTHING ? noElement(kind, n, 0, absent) : x;
  }
  const isUser = kind == KIND_INSTANCE || kind == KIND_MUTABLE_INSTANCE;
  if (isUser || kind == KIND_STRING_BUILDER) return miss();
  return raise(RAISE_NTH_UNSUPPORTED, coll, NIL, NIL);
}

function noElement(kind: u32, n: i64, count: u64, absent: Value): Value {
  if (absent != NOTHING) return absent;
  if (kind == KIND_STRING || kind == KIND_WIDE_STRING) {
    return raise(RAISE_STRING_INDEX, makeFixnum(n), NIL, NIL);
  }
  if (isArrayKind(kind)) return raise(RAISE_ARRAY_INDEX, makeFixnum(n), makeFixnum(count), NIL);
  return raise(RAISE_NO_INDEX, NIL, NIL, NIL);
}

function nthByWalk(coll: Value, n: i64, absent: Value): Value {
  if (n < 0) return noElement(KIND_LIST, n, 0, absent);
  let at = settle(coll, 0);
  let place = walkOffset();
  for (let i: i64 = 0; i < n; i++) {
    if (at == WALK_END) break;
    if (at == WALK_MISS || i == <i64>WALK_STEPS) return miss();
    at = step(at, place);
    place = walkOffset();
  }
  if (at == WALK_MISS) return miss();
  return at == WALK_END ? noElement(KIND_LIST, n, 0, absent) : elementAt(at, place);
}

export function containsOf(coll: Value, key: Value): Value {
  if (!isPointer(coll)) return raise(RAISE_CONTAINS_UNSUPPORTED, coll, NIL, NIL);
  const o = addressOf(coll);
  const kind = kindOf(o);
  if (kind == KIND_NIL) return FALSE;
  if (kind == KIND_ARRAY_MAP || kind == KIND_HASH_MAP) return isSlot(findInMap(o, key));
  if (kind == KIND_HASH_SET) return isSlot(findInMap(setMap(o), key));
  if (kind == KIND_RECORD) return isSlot(findInRecord(o, key));
  if (kind == KIND_VECTOR || kind == KIND_SUBVEC || kind == KIND_MAP_ENTRY) {
    const i = integerKey(key);
    return makeBoolean(i >= 0 && <u64>i < knownCount(o, kind));
  }
  if (isIndexedKind(kind) && kind != KIND_RANGE && categoryOf(key) != NO_NUMBER) {
    const i = numberKey(key);
    return makeBoolean(i >= 0 && <u64>i < knownCount(o, kind));
  }
  if (isTransientKind(kind)) {
    const x = transientGet(o, key, NOTHING);
    return x == SENTINEL ? SENTINEL : makeBoolean(x != NOTHING);
  }
  const isUser = kind == KIND_INSTANCE || kind == KIND_MUTABLE_INSTANCE;
  return isUser ? miss() : raise(RAISE_CONTAINS_UNSUPPORTED, coll, NIL, NIL);
}

function isSlot(slot: Addr): Value {
  if (slot == SLOT_MISS) return miss();
  return slot == SLOT_ABSENT ? FALSE : TRUE;
}

/** The entry of a key, with the collection's own key; nil if there is none. */
export function findOf(coll: Value, key: Value): Value {
  if (!isPointer(coll)) return raise(RAISE_FIND_UNSUPPORTED, coll, NIL, NIL);
  const o = addressOf(coll);
  const kind = kindOf(o);
  if (kind == KIND_NIL) return NIL;
  if (kind == KIND_ARRAY_MAP || kind == KIND_HASH_MAP) {
    const slot = findInMap(o, key);
    if (slot == SLOT_MISS) return miss();
    return slot == SLOT_ABSENT ? NIL : makeMapEntry(load<u64>(slot - 8), load<u64>(slot));
  }
  if (kind == KIND_RECORD) {
    const slot = findInRecord(o, key);
    if (slot == SLOT_MISS) return miss();
    return slot == SLOT_ABSENT ? NIL : makeMapEntry(key, load<u64>(slot));
  }
  const isVector = kind == KIND_VECTOR || kind == KIND_SUBVEC || kind == KIND_MAP_ENTRY;
  if (isVector || isTransientKind(kind)) {
    const x = getOf(coll, key, NOTHING);
    if (x == SENTINEL) return SENTINEL;
    return x == NOTHING ? NIL : makeMapEntry(key, x);
  }
  const isUser = kind == KIND_INSTANCE || kind == KIND_MUTABLE_INSTANCE;
  return isUser ? miss() : raise(RAISE_FIND_UNSUPPORTED, coll, NIL, NIL);
}
