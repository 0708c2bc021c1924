// Primitives on sequences and chunks (tables/primitives/seq.ts).

import {
  chunkedConsRest,
  KIND_ARRAY_MAP,
  KIND_CHUNK,
  KIND_CHUNK_BUFFER,
  KIND_CHUNKED_CONS,
  KIND_HASH_MAP,
  KIND_INSTANCE,
  KIND_MAP_ENTRY,
  KIND_MUTABLE_INSTANCE,
  KIND_RANGE,
  KIND_STRING_SEQ,
  KIND_SUBVEC,
  KIND_VECTOR,
  KIND_VECTOR_SEQ,
  mapEntryKey,
  mapEntryVal,
  stringSeqIndex,
  vectorSeqLeaf,
} from "../../gen/kernel/layouts";
import {
  RAISE_IS_NIL,
  RAISE_NEGATIVE_SIZE,
  RAISE_NO_INDEX,
  RAISE_NOT_A_NUMBER,
  RAISE_NOT_CHUNK,
  RAISE_NOT_CHUNK_BUFFER,
  RAISE_NOT_CHUNKED,
  RAISE_NOT_REVERSIBLE,
} from "../../gen/kernel/opcodes";
import { miss, raise } from "../context";
import {
  appendToBuffer,
  CHUNK_LIMIT,
  chunkCons,
  chunkOfBuffer,
  chunkOfCons,
  countChunk,
  hasRoom,
  makeChunk,
  makeChunkBuffer,
} from "../data/chunk";
import { EMPTY_LIST } from "../data/fixed";
import { makeKeySeq, mapSeq, PART_KEYS, PART_VALUES } from "../data/map_seq";
import { initNodeSlot, makeNode, nodeSize, nodeValue } from "../data/node";
import { countRange, makeRange, rangeDrop, rangeNth } from "../data/range";
import { consTo, firstOf, isUserKind, nextOf, restOf, seqOf } from "../data/sequence";
import { makeVectorOfPair } from "../data/vector";
import { countIndexed, leafOffset, vectorRseqFrom, vectorSeqNextLeaf } from "../data/vector_seq";
import { kindOf } from "../heap/kinds";
import { categoryOf, LONG } from "../number/category";
import { longValue } from "../number/integer";
import {
  addressOf,
  fixnumValue,
  isFixnum,
  isPointer,
  makeBoolean,
  makeFixnum,
  NIL,
  Value,
} from "../value/value";

const NO_OBJECT: u32 = 0xff;

function kindHere(x: Value): u32 {
  return isPointer(x) ? kindOf(addressOf(x)) : NO_OBJECT;
}

/** Raises what the JVM throws for x where an object of another class has to be. */
function raiseWrong(x: Value, code: u32): Value {
  return x == NIL ? raise(RAISE_IS_NIL, NIL, NIL, NIL) : raise(code, x, NIL, NIL);
}

export function primSeq(x: Value): Value {
  return seqOf(x);
}

export function primFirst(x: Value): Value {
  return firstOf(x);
}

export function primRest(x: Value): Value {
  return restOf(x);
}

export function primNext(x: Value): Value {
  return nextOf(x);
}

export function primCons(x: Value, coll: Value): Value {
  return consTo(x, coll);
}

export function primChunkBuffer(n: Value): Value {
  if (!isFixnum(n)) return raise(RAISE_NOT_A_NUMBER, n, NIL, NIL);
  if (fixnumValue(n) < 0) return raise(RAISE_NEGATIVE_SIZE, n, NIL, NIL);
  const size = fixnumValue(n);
  return makeChunkBuffer(size > <i64>CHUNK_LIMIT ? CHUNK_LIMIT : <u32>size);
}

export function primChunkAppend(buffer: Value, x: Value): Value {
  if (kindHere(buffer) != KIND_CHUNK_BUFFER) return raiseWrong(buffer, RAISE_NOT_CHUNK_BUFFER);
  if (!hasRoom(addressOf(buffer))) return raise(RAISE_NO_INDEX, NIL, NIL, NIL);
  return appendToBuffer(addressOf(buffer), x);
}

export function primChunk(buffer: Value): Value {
  if (kindHere(buffer) != KIND_CHUNK_BUFFER) return raiseWrong(buffer, RAISE_NOT_CHUNK_BUFFER);
  return chunkOfBuffer(addressOf(buffer));
}

export function primChunkCons(chunk: Value, rest: Value): Value {
  if (kindHere(chunk) != KIND_CHUNK) return raiseWrong(chunk, RAISE_NOT_CHUNK);
  if (countChunk(addressOf(chunk)) == 0) return rest;
  return chunkCons(addressOf(chunk), rest);
}

/** Longest run that a range gives as one chunk. */
const RANGE_CHUNK: u32 = 32;

function isChunkedKind(x: Value, kind: u32): bool {
  if (kind == KIND_VECTOR_SEQ) return vectorSeqLeaf(addressOf(x)) != NIL;
  return kind == KIND_CHUNKED_CONS || kind == KIND_RANGE;
}

export function primIsChunkedSeq(x: Value): Value {
  return makeBoolean(isChunkedKind(x, kindHere(x)));
}

export function primChunkFirst(s: Value): Value {
  const kind = kindHere(s);
  if (!isChunkedKind(s, kind)) return raiseNotChunked(s, kind);
  const o = addressOf(s);
  if (kind == KIND_CHUNKED_CONS) return chunkOfCons(o);
  if (kind == KIND_VECTOR_SEQ) {
    const leaf = vectorSeqLeaf(o);
    return makeChunk(leaf, leafOffset(o), nodeSize(addressOf(leaf)));
  }
  const left = countRange(o);
  const count = left < RANGE_CHUNK ? <u32>left : RANGE_CHUNK;
  const node = makeNode(count);
  for (let i: u32 = 0; i < count; i++) initNodeSlot(node, i, NIL);
  for (let i: u32 = 0; i < count; i++) initNodeSlot(node, i, rangeNth(o, i));
  return makeChunk(nodeValue(node), 0, count);
}

function raiseNotChunked(s: Value, kind: u32): Value {
  const isUser = kind == KIND_INSTANCE || kind == KIND_MUTABLE_INSTANCE;
  return isUser ? miss() : raiseWrong(s, RAISE_NOT_CHUNKED);
}

/** What follows the first chunk, as it is: perhaps lazy, perhaps nil. */
function afterChunk(s: Value, kind: u32): Value {
  const o = addressOf(s);
  if (kind == KIND_CHUNKED_CONS) return chunkedConsRest(o);
  return kind == KIND_RANGE ? rangeDrop(o, RANGE_CHUNK) : vectorSeqNextLeaf(o);
}

export function primChunkRest(s: Value): Value {
  const kind = kindHere(s);
  if (!isChunkedKind(s, kind)) return raiseNotChunked(s, kind);
  const rest = afterChunk(s, kind);
  return rest == NIL ? EMPTY_LIST : rest;
}

export function primChunkNext(s: Value): Value {
  const kind = kindHere(s);
  if (!isChunkedKind(s, kind)) return raiseNotChunked(s, kind);
  return seqOf(afterChunk(s, kind));
}

/** A range of longs; nil when it is empty. Step 0 is the caller's to handle. */
export function primRange(start: Value, end: Value, step: Value): Value {
  if (categoryOf(start) != LONG) return raise(RAISE_NOT_A_NUMBER, start, NIL, NIL);
  if (categoryOf(end) != LONG) return raise(RAISE_NOT_A_NUMBER, end, NIL, NIL);
  if (categoryOf(step) != LONG) return raise(RAISE_NOT_A_NUMBER, step, NIL, NIL);
  if (step == makeFixnum(0)) return raise(RAISE_NO_INDEX, NIL, NIL, NIL);
  return makeRange(longValue(start), longValue(end), longValue(step));
}

export function primRseqVector(v: Value): Value {
  const kind = kindHere(v);
  if (kind == KIND_MAP_ENTRY) {
    const pair = makeVectorOfPair(mapEntryKey(addressOf(v)), mapEntryVal(addressOf(v)));
    return vectorRseqFrom(addressOf(pair), 1);
  }
  if (kind != KIND_VECTOR && kind != KIND_SUBVEC) {
    return raiseWrong(v, RAISE_NOT_REVERSIBLE);
  }
  const count = countIndexed(addressOf(v));
  return count == 0 ? NIL : vectorRseqFrom(addressOf(v), count - 1);
}

function partOfMap(x: Value, part: u32): Value {
  const kind = kindHere(x);
  if (x == NIL) return NIL;
  const isMap = kind == KIND_ARRAY_MAP || kind == KIND_HASH_MAP;
  return isMap ? makeKeySeq(mapSeq(addressOf(x)), part) : miss();
}

export function primKeys(map: Value): Value {
  return partOfMap(map, PART_KEYS);
}

export function primVals(map: Value): Value {
  return partOfMap(map, PART_VALUES);
}

export function primStringSeqIndex(s: Value): Value {
  if (kindHere(s) != KIND_STRING_SEQ) return NIL;
  return makeFixnum(<i64>stringSeqIndex(addressOf(s)));
}
