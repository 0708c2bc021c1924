// Sequences: seq, first, rest, next and cons for every kind the kernel knows.
//
// A *seq* here is a word that first and next accept without further ado: a list, a cons, a
// chunked cons, a range or a view on a vector, map, set, string or array; never empty, never
// lazy. `seqOf` makes one of anything; nil stands for no elements.
//
// A lazy sequence whose end is known is followed; one that must be computed, and whatever a user
// type is, gives the sentinel with the outcome MISS; what has no sequence raises. Everything
// here takes constant time.

import {
  chunkedConsRest,
  consFirst,
  consRest,
  hashMapSeqEntry,
  KIND_ARRAY,
  KIND_ARRAY_MAP,
  KIND_ARRAY_MAP_SEQ,
  KIND_ARRAY_SEQ,
  KIND_BINARY,
  KIND_CHUNKED_CONS,
  KIND_CONS,
  KIND_DOUBLES,
  KIND_EMPTY_LIST,
  KIND_HASH_MAP,
  KIND_HASH_MAP_SEQ,
  KIND_HASH_SET,
  KIND_INSTANCE,
  KIND_KEY_SEQ,
  KIND_LAZY_SEQ,
  KIND_LIST,
  KIND_LONGS,
  KIND_MAP_ENTRY,
  KIND_MUTABLE_INSTANCE,
  KIND_NIL,
  KIND_RANGE,
  KIND_RECORD,
  KIND_STRING,
  KIND_STRING_BUILDER,
  KIND_STRING_SEQ,
  KIND_SUBVEC,
  KIND_VECTOR,
  KIND_VECTOR_RSEQ,
  KIND_VECTOR_SEQ,
  KIND_WIDE_STRING,
  listFirst,
  listRest,
  mapEntryKey,
  mapEntryVal,
} from "../../gen/kernel/layouts";
import { RAISE_NOT_SEQABLE } from "../../gen/kernel/opcodes";
import { miss, raise } from "../context";
import { kindOf } from "../heap/kinds";
import { Addr } from "../value/addr";
import { addressOf, isListCell, isPointer, NIL, SENTINEL, Value } from "../value/value";
import {
  arraySeqFirst,
  arraySeqFrom,
  arraySeqNext,
  stringSeqFirst,
  stringSeqFrom,
  stringSeqNext,
} from "./array";
import { chunkedConsFirst, chunkedConsWithin } from "./chunk";
import { EMPTY_LIST } from "./fixed";
import { isSettled, lazyContent } from "./lazy";
import { listConj, makeCons } from "./list";
import {
  arrayMapSeqFirst,
  arrayMapSeqNext,
  hashMapSeqNext,
  keySeqFirst,
  keySeqNext,
  makeKeySeq,
  mapSeq,
  PART_KEYS,
} from "./map_seq";
import { rangeDrop, rangeNth } from "./range";
import { setMap } from "./set";
import { makeVectorOfPair } from "./vector";
import {
  vectorRseqFirst,
  vectorRseqNext,
  vectorSeqFirst,
  vectorSeqFrom,
  vectorSeqNext,
} from "./vector_seq";

/** Is an object of this kind a seq: never empty, never lazy? */
export function isSeqKind(kind: u32): bool {
  return (
    kind == KIND_LIST ||
    kind == KIND_CONS ||
    kind == KIND_CHUNKED_CONS ||
    (kind >= KIND_VECTOR_SEQ && kind <= KIND_RANGE)
  );
}

/** Is it a kind whose operations only Lisp code knows? */
export function isUserKind(kind: u32): bool {
  return kind == KIND_INSTANCE || kind == KIND_MUTABLE_INSTANCE || kind == KIND_RECORD;
}

/** A seq of x's elements, or nil. */
export function seqOf(x: Value): Value {
  if (isListCell(x)) return x;
  if (!isPointer(x)) return raise(RAISE_NOT_SEQABLE, x, NIL, NIL);
  const o = addressOf(x);
  const kind = kindOf(o);
  switch (kind) {
    case KIND_NIL:
    case KIND_EMPTY_LIST:
      return NIL;
    case KIND_VECTOR:
    case KIND_SUBVEC:
      return vectorSeqFrom(o, 0);
    case KIND_LAZY_SEQ:
      return isSettled(o) ? lazyContent(o) : miss();
    case KIND_ARRAY_MAP:
    case KIND_HASH_MAP:
      return mapSeq(o);
    case KIND_HASH_SET:
      return makeKeySeq(mapSeq(setMap(o)), PART_KEYS);
    case KIND_STRING:
    case KIND_WIDE_STRING:
      return stringSeqFrom(x, 0);
    case KIND_MAP_ENTRY:
      return vectorSeqFrom(addressOf(makeVectorOfPair(mapEntryKey(o), mapEntryVal(o))), 0);
    case KIND_ARRAY:
    case KIND_LONGS:
    case KIND_DOUBLES:
      return arraySeqFrom(x, 0);
    default:
      if (isSeqKind(kind)) return x;
      if (kind == KIND_BINARY) return miss();
      if (isUserKind(kind) || kind == KIND_STRING_BUILDER) return miss();
      return raise(RAISE_NOT_SEQABLE, x, NIL, NIL);
  }
}

/** The first element of a seq. */
export function seqFirst(s: Value): Value {
  const o = addressOf(s);
  switch (kindOf(o)) {
    case KIND_LIST:
      return listFirst(o);
    case KIND_CONS:
      return consFirst(o);
    case KIND_CHUNKED_CONS:
      return chunkedConsFirst(o);
    case KIND_VECTOR_SEQ:
      return vectorSeqFirst(o);
    case KIND_RANGE:
      return rangeNth(o, 0);
    case KIND_HASH_MAP_SEQ:
      return hashMapSeqEntry(o);
    case KIND_ARRAY_MAP_SEQ:
      return arrayMapSeqFirst(o);
    case KIND_KEY_SEQ:
      return keySeqFirst(o);
    case KIND_STRING_SEQ:
      return stringSeqFirst(o);
    case KIND_ARRAY_SEQ:
      return arraySeqFirst(o);
    case KIND_VECTOR_RSEQ:
      return vectorRseqFirst(o);
    default:
      unreachable();
  }
  return NIL;
}

/** What follows the first element of a seq that is no cell: a seq or nil. */
function viewNext(o: Addr): Value {
  switch (kindOf(o)) {
    case KIND_VECTOR_SEQ:
      return vectorSeqNext(o);
    case KIND_RANGE:
      return rangeDrop(o, 1);
    case KIND_HASH_MAP_SEQ:
      return hashMapSeqNext(o);
    case KIND_ARRAY_MAP_SEQ:
      return arrayMapSeqNext(o);
    case KIND_KEY_SEQ:
      return keySeqNext(o);
    case KIND_STRING_SEQ:
      return stringSeqNext(o);
    case KIND_ARRAY_SEQ:
      return arraySeqNext(o);
    case KIND_VECTOR_RSEQ:
      return vectorRseqNext(o);
    default:
      unreachable();
  }
  return NIL;
}

/** What follows the first element of a seq, as it is: perhaps lazy, perhaps an empty list. */
export function seqRest(s: Value): Value {
  const o = addressOf(s);
  const kind = kindOf(o);
  if (kind == KIND_LIST) return listRest(o);
  let rest: Value;
  if (kind == KIND_CONS) rest = consRest(o);
  else if (kind == KIND_CHUNKED_CONS) {
    rest = chunkedConsWithin(o);
    if (rest == 0) rest = chunkedConsRest(o);
  } else rest = viewNext(o);
  return rest == NIL ? EMPTY_LIST : rest;
}

/** What follows the first element of a seq: a seq, nil, or the sentinel. */
export function seqNext(s: Value): Value {
  const o = addressOf(s);
  const kind = kindOf(o);
  if (kind == KIND_LIST) {
    const rest = listRest(o);
    return isListCell(rest) ? rest : NIL;
  }
  if (kind == KIND_CONS) return seqOf(consRest(o));
  if (kind != KIND_CHUNKED_CONS) return viewNext(o);
  const within = chunkedConsWithin(o);
  return within == 0 ? seqOf(chunkedConsRest(o)) : within;
}

export function firstOf(x: Value): Value {
  if (isListCell(x)) return seqFirst(x);
  const s = seqOf(x);
  return s == SENTINEL || s == NIL ? s : seqFirst(s);
}

export function restOf(x: Value): Value {
  if (isListCell(x)) return seqRest(x);
  const s = seqOf(x);
  if (s == SENTINEL) return s;
  return s == NIL ? EMPTY_LIST : seqRest(s);
}

export function nextOf(x: Value): Value {
  if (isListCell(x)) return seqNext(x);
  const s = seqOf(x);
  return s == SENTINEL || s == NIL ? s : seqNext(s);
}

/** x in front of a collection: a list of one before nil, else a cons. */
export function consTo(x: Value, coll: Value): Value {
  if (coll == NIL) return listConj(EMPTY_LIST, x);
  if (isListCell(coll)) return makeCons(x, coll);
  if (isPointer(coll)) {
    const kind = kindOf(addressOf(coll));
    const isSequence = kind == KIND_LAZY_SEQ || kind == KIND_EMPTY_LIST || isSeqKind(kind);
    if (isSequence) return makeCons(x, coll);
  }
  const s = seqOf(coll);
  return s == SENTINEL ? SENTINEL : makeCons(x, s);
}
