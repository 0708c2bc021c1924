// Walking sequential data, mostly without allocating: a position is a word and an offset. Both
// are locals of the walker; stepping answers the next word and leaves the next offset in a global
// that is read at once. Vectors, chunks and ranges advance by offset, everything else by word.
//
// Invariant: before `elementAt`, `settle` has answered a position that is neither END nor MISS.

import {
  chunkedConsChunk,
  chunkedConsEnd,
  chunkedConsOffset,
  chunkedConsRest,
  consFirst,
  consRest,
  KIND_CHUNKED_CONS,
  KIND_CONS,
  KIND_EMPTY_LIST,
  KIND_LAZY_SEQ,
  KIND_LIST,
  KIND_MAP_ENTRY,
  KIND_RANGE,
  KIND_SUBVEC,
  KIND_VECTOR,
  listFirst,
  listRest,
  mapEntryKey,
  mapEntryVal,
} from "../../gen/kernel/layouts";
import { kindOf } from "../heap/kinds";
import { Addr } from "../value/addr";
import { addressOf, fixnumValue, isPointer, NIL, SENTINEL, Value } from "../value/value";
import { isSettled, lazyContent } from "./lazy";
import { nodeSlot } from "./node";
import { countRange, rangeNth } from "./range";
import { isSeqKind, seqFirst, seqNext } from "./sequence";
import { countSubvec, subvecNth } from "./subvec";
import { countVector, vectorNth } from "./vector";

/** The word of a position behind the last element. */
export const WALK_END: Value = NIL;
/** The word of a position that only Lisp code can go on from. */
export const WALK_MISS: Value = SENTINEL;

let offset: u32 = 0;

/** The offset that belongs to the word just answered by settle or step. */
export function walkOffset(): u32 {
  return offset;
}

/** Is the object walked element by element, and equal to any other such object? */
export function isSequentialKind(kind: u32): bool {
  return (
    kind == KIND_VECTOR ||
    kind == KIND_EMPTY_LIST ||
    kind == KIND_LAZY_SEQ ||
    kind == KIND_MAP_ENTRY ||
    kind == KIND_SUBVEC ||
    isSeqKind(kind)
  );
}

function chunkLength(o: Addr): u32 {
  return <u32>(fixnumValue(chunkedConsEnd(o)) - fixnumValue(chunkedConsOffset(o)));
}

/** Finds the element at or after a position: its word, WALK_END or WALK_MISS. */
export function settle(x: Value, at: u32): Value {
  let word = x;
  let place = at;
  while (true) {
    offset = place;
    if (!isPointer(word)) return WALK_MISS;
    if (word == NIL) return WALK_END;
    const o = addressOf(word);
    const kind = kindOf(o);
    if (kind == KIND_LIST || kind == KIND_CONS) return word;
    if (kind == KIND_VECTOR) return place < countVector(o) ? word : WALK_END;
    if (kind == KIND_EMPTY_LIST) return WALK_END;
    if (kind == KIND_MAP_ENTRY) return place < 2 ? word : WALK_END;
    if (kind == KIND_SUBVEC) return place < countSubvec(o) ? word : WALK_END;
    if (kind == KIND_RANGE) return <u64>place < countRange(o) ? word : WALK_END;
    if (kind == KIND_LAZY_SEQ) {
      if (!isSettled(o)) return WALK_MISS;
      word = lazyContent(o);
    } else if (kind != KIND_CHUNKED_CONS) {
      return isSeqKind(kind) ? word : WALK_MISS;
    } else {
      if (place < chunkLength(o)) return word;
      word = chunkedConsRest(o);
      place = 0;
    }
  }
}

/** The element at a settled position. */
export function elementAt(x: Value, at: u32): Value {
  const o = addressOf(x);
  const kind = kindOf(o);
  if (kind == KIND_LIST) return listFirst(o);
  if (kind == KIND_VECTOR) return vectorNth(o, at);
  if (kind == KIND_CONS) return consFirst(o);
  if (kind == KIND_MAP_ENTRY) return at == 0 ? mapEntryKey(o) : mapEntryVal(o);
  if (kind == KIND_RANGE) return rangeNth(o, at);
  if (kind == KIND_SUBVEC) return subvecNth(o, at);
  if (kind != KIND_CHUNKED_CONS) return seqFirst(x);
  return nodeSlot(addressOf(chunkedConsChunk(o)), <u32>fixnumValue(chunkedConsOffset(o)) + at);
}

/** The settled position after a settled one. */
export function step(x: Value, at: u32): Value {
  const o = addressOf(x);
  const kind = kindOf(o);
  if (kind == KIND_LIST) return settle(listRest(o), 0);
  if (kind == KIND_CONS) return settle(consRest(o), 0);
  if (isSeqKind(kind) && kind != KIND_CHUNKED_CONS && kind != KIND_RANGE) {
    return settle(seqNext(x), 0); // a view: its next is a view or nil
  }
  return settle(x, at + 1);
}
