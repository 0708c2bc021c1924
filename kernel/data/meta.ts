// Metadata of every kind that has it, and `with-meta`: a copy of the object with other metadata.
// Copies are shallow and start without a cached hash or a stamp; a lazy sequence is settled first,
// as on the JVM.
//
// Invariant: an empty collection without metadata is the fixed one, so with-meta of an empty
// collection and nil gives that.

import {
  ARRAY_MAP_SEQ_META,
  ARRAY_SEQ_META,
  ATOM_META,
  arrayMapMeta,
  CHUNKED_CONS_META,
  FUNCTION_META,
  HASH_MAP_SEQ_META,
  HASH_SET_META,
  hashMapMeta,
  hashSetMap,
  KEY_SEQ_META,
  KIND_ARRAY_MAP,
  KIND_ARRAY_MAP_SEQ,
  KIND_ARRAY_SEQ,
  KIND_ATOM,
  KIND_CHUNKED_CONS,
  KIND_CONS,
  KIND_EMPTY_LIST,
  KIND_FUNCTION,
  KIND_HASH_MAP,
  KIND_HASH_MAP_SEQ,
  KIND_HASH_SET,
  KIND_INSTANCE,
  KIND_KEY_SEQ,
  KIND_LAZY_SEQ,
  KIND_LIST,
  KIND_MUTABLE_INSTANCE,
  KIND_NAMESPACE,
  KIND_RANGE,
  KIND_RECORD,
  KIND_REF,
  KIND_STRING_SEQ,
  KIND_SUBVEC,
  KIND_SYMBOL,
  KIND_VAR,
  KIND_VECTOR,
  KIND_VECTOR_RSEQ,
  KIND_VECTOR_SEQ,
  LAZY_SEQ_META,
  NAMESPACE_META,
  RANGE_META,
  RECORD_META,
  REF_META,
  STRING_SEQ_META,
  SUBVEC_META,
  SYMBOL_META,
  VECTOR_RSEQ_META,
  VECTOR_SEQ_META,
  vectorMeta,
} from "../../gen/kernel/layouts";
import { RAISE_NO_METADATA, RAISE_NOT_MAP } from "../../gen/kernel/opcodes";
import { miss, need, raise } from "../context";
import { allocateLargeObject, allocateObject, SMALL_BYTES } from "../heap/allocate";
import { resolve } from "../heap/barrier";
import { kindOf, sizeOf } from "../heap/kinds";
import { Addr } from "../value/addr";
import { addressOf, isPointer, NIL, SENTINEL, Value } from "../value/value";
import { copyWords } from "../value/words";
import { isSettled, lazyContent, makeSettled } from "./lazy";
import { cellMeta, cellWithMeta } from "./list";
import { mapWithMeta } from "./map";
import { makeSet } from "./set";
import { vectorWithMeta } from "./vector";

/** Where an object of a kind that is copied by words keeps its metadata, or 0. */
function metaOffset(kind: u32): u32 {
  switch (kind) {
    case KIND_SYMBOL:
      return SYMBOL_META;
    case KIND_FUNCTION:
      return FUNCTION_META;
    case KIND_RECORD:
      return RECORD_META;
    case KIND_SUBVEC:
      return SUBVEC_META;
    case KIND_CHUNKED_CONS:
      return CHUNKED_CONS_META;
    case KIND_RANGE:
      return RANGE_META;
    case KIND_VECTOR_SEQ:
      return VECTOR_SEQ_META;
    case KIND_VECTOR_RSEQ:
      return VECTOR_RSEQ_META;
    case KIND_ARRAY_MAP_SEQ:
      return ARRAY_MAP_SEQ_META;
    case KIND_HASH_MAP_SEQ:
      return HASH_MAP_SEQ_META;
    case KIND_KEY_SEQ:
      return KEY_SEQ_META;
    case KIND_STRING_SEQ:
      return STRING_SEQ_META;
    case KIND_ARRAY_SEQ:
      return ARRAY_SEQ_META;
    default:
      return 0;
  }
}

export function metaOf(x: Value): Value {
  if (!isPointer(x)) return NIL;
  const o = addressOf(x);
  const kind = kindOf(o);
  switch (kind) {
    case KIND_VECTOR:
      return vectorMeta(o);
    case KIND_LIST:
    case KIND_EMPTY_LIST:
    case KIND_CONS:
      return cellMeta(x);
    case KIND_ARRAY_MAP:
      return arrayMapMeta(o);
    case KIND_HASH_MAP:
      return hashMapMeta(o);
    case KIND_HASH_SET:
      return load<u64>(o, HASH_SET_META);
    case KIND_LAZY_SEQ:
      return load<u64>(resolve(o), LAZY_SEQ_META);
    case KIND_ATOM:
      return load<u64>(resolve(o), ATOM_META);
    case KIND_REF:
      return load<u64>(o, REF_META);
    case KIND_NAMESPACE:
      return load<u64>(resolve(o), NAMESPACE_META);
    case KIND_VAR: // Lisp adds name and namespace
    case KIND_INSTANCE:
    case KIND_MUTABLE_INSTANCE:
      return miss();
    default: {
      const offset = metaOffset(kind);
      return offset == 0 ? NIL : load<u64>(o + offset);
    }
  }
}

export function withMetaOf(x: Value, meta: Value): Value {
  if (!isPointer(x)) return raise(RAISE_NO_METADATA, x, NIL, NIL);
  const o = addressOf(x);
  const kind = kindOf(o);
  if (kind == KIND_INSTANCE || kind == KIND_MUTABLE_INSTANCE) return miss();
  if (meta != NIL && !isMapValue(meta)) return raise(RAISE_NOT_MAP, meta, NIL, NIL);
  switch (kind) {
    case KIND_VECTOR:
      return vectorWithMeta(o, meta);
    case KIND_LIST:
    case KIND_EMPTY_LIST:
    case KIND_CONS:
      return cellWithMeta(x, meta);
    case KIND_ARRAY_MAP:
    case KIND_HASH_MAP:
      return mapWithMeta(o, meta);
    case KIND_HASH_SET:
      return makeSet(hashSetMap(o), meta);
    case KIND_LAZY_SEQ:
      return isSettled(o) ? makeSettled(lazyContent(o), meta) : miss();
    default: {
      const offset = metaOffset(kind);
      return offset == 0 ? raise(RAISE_NO_METADATA, x, NIL, NIL) : copyWithMeta(x, offset, meta);
    }
  }
}

/** May x be metadata: a map of any kind, or an instance, which may be one? */
function isMapValue(x: Value): bool {
  if (!isPointer(x)) return false;
  const kind = kindOf(addressOf(x));
  return (
    kind == KIND_ARRAY_MAP ||
    kind == KIND_HASH_MAP ||
    kind == KIND_RECORD ||
    kind == KIND_INSTANCE ||
    kind == KIND_MUTABLE_INSTANCE
  );
}

function copyWithMeta(x: Value, offset: u32, meta: Value): Value {
  const o = addressOf(x);
  const bytes = sizeOf(o);
  const copy = allocateCopy(kindOf(o), bytes);
  if (copy == 0) return SENTINEL;
  copyWords(copy + 8, o + 8, (bytes >>> 3) - 1);
  store<u64>(copy + offset, meta);
  return x - <u64>o + <u64>copy;
}

function allocateCopy(kind: u32, bytes: u32): Addr {
  if (bytes <= SMALL_BYTES) return allocateObject(kind, bytes);
  const o = allocateLargeObject(kind, bytes);
  if (o == 0) need(bytes);
  return o;
}
