// Chunks: runs of a node that sequences hand out whole, so that map, filter and reduce pay for a
// sequence once in 32 elements. A chunk buffer is a chunk being filled; its node becomes the
// chunk's, unused slots and all, because the chunk knows its end.
//
// Invariants: a chunked cons has at least one element; a buffer's node is nobody else's until
// `chunkOfBuffer` gives it away, after which its place in the buffer is nil.

import {
  CHUNK_BUFFER_COUNT,
  CHUNK_BUFFER_ELEMENTS,
  chunkElements,
  chunkEnd,
  chunkedConsChunk,
  chunkedConsEnd,
  chunkedConsOffset,
  chunkedConsRest,
  chunkOffset,
  initChunkElements,
  initChunkEnd,
  initChunkedConsChunk,
  initChunkedConsEnd,
  initChunkedConsMeta,
  initChunkedConsOffset,
  initChunkedConsRest,
  initChunkOffset,
  KIND_CHUNK,
  KIND_CHUNK_BUFFER,
  KIND_CHUNKED_CONS,
  NODE_TAIL,
} from "../../gen/kernel/layouts";
import { allocateObject } from "../heap/allocate";
import { resolve, storeCell } from "../heap/barrier";
import { Addr } from "../value/addr";
import {
  addressOf,
  fixnumValue,
  makeFixnum,
  makePointer,
  NIL,
  SENTINEL,
  TAG_OBJECT,
  Value,
} from "../value/value";
import { EMPTY_NODE } from "./fixed";
import { initNodeSlot, makeNode, nodeSize, nodeSlot, nodeValue } from "./node";

const CHUNK_BYTES: u32 = 32;
const CHUNK_BUFFER_BYTES: u32 = 24;
const CHUNKED_CONS_BYTES: u32 = 48;

/** The most elements a buffer can take. */
export const CHUNK_LIMIT: u32 = 1000;

/** Slots offset to end of a node as a chunk. */
export function makeChunk(elements: Value, offset: u32, end: u32): Value {
  const o = allocateObject(KIND_CHUNK, CHUNK_BYTES);
  initChunkElements(o, elements);
  initChunkOffset(o, offset);
  initChunkEnd(o, end);
  return makePointer(o, TAG_OBJECT);
}

export function countChunk(o: Addr): u32 {
  return <u32>(chunkEnd(o) - chunkOffset(o));
}

/** Element `i`; requires i < count. */
export function chunkNth(o: Addr, i: u32): Value {
  return nodeSlot(addressOf(chunkElements(o)), <u32>chunkOffset(o) + i);
}

/** A buffer for up to `capacity` elements, at most CHUNK_LIMIT. */
export function makeChunkBuffer(capacity: u32): Value {
  const node = makeNode(capacity);
  for (let i: u32 = 0; i < capacity; i++) initNodeSlot(node, i, NIL);
  const o = allocateObject(KIND_CHUNK_BUFFER, CHUNK_BUFFER_BYTES);
  store<u64>(o, nodeValue(node), CHUNK_BUFFER_ELEMENTS);
  store<u64>(o, makeFixnum(0), CHUNK_BUFFER_COUNT);
  return makePointer(o, TAG_OBJECT);
}

export function countBuffer(buffer: Addr): u32 {
  return <u32>fixnumValue(load<u64>(resolve(buffer), CHUNK_BUFFER_COUNT));
}

/** Can the buffer take another element? */
export function hasRoom(buffer: Addr): bool {
  const elements = load<u64>(resolve(buffer), CHUNK_BUFFER_ELEMENTS);
  return elements != NIL && countBuffer(buffer) < nodeSize(addressOf(elements));
}

/** Adds x, for which there is room; answers nil, or the sentinel with NEED. */
export function appendToBuffer(buffer: Addr, x: Value): Value {
  const o = resolve(buffer);
  const i = countBuffer(o);
  const node = addressOf(load<u64>(o, CHUNK_BUFFER_ELEMENTS));
  if (storeCell(node, NODE_TAIL + (i << 3), x) == SENTINEL) return SENTINEL;
  store<u64>(o, makeFixnum(<i64>i + 1), CHUNK_BUFFER_COUNT); // no pointer: needs no barrier
  return NIL;
}

/** The chunk of a buffer's elements; the buffer is used up and counts none. */
export function chunkOfBuffer(buffer: Addr): Value {
  const o = resolve(buffer);
  const elements = load<u64>(o, CHUNK_BUFFER_ELEMENTS);
  const count = countBuffer(o);
  store<u64>(o, NIL, CHUNK_BUFFER_ELEMENTS);
  store<u64>(o, makeFixnum(0), CHUNK_BUFFER_COUNT);
  return makeChunk(elements == NIL ? EMPTY_NODE : elements, 0, count);
}

function makeChunkedCons(elements: Value, offset: u32, end: u32, rest: Value): Value {
  const o = allocateObject(KIND_CHUNKED_CONS, CHUNKED_CONS_BYTES);
  initChunkedConsChunk(o, elements);
  initChunkedConsOffset(o, makeFixnum(<i64>offset));
  initChunkedConsEnd(o, makeFixnum(<i64>end));
  initChunkedConsRest(o, rest);
  initChunkedConsMeta(o, NIL);
  return makePointer(o, TAG_OBJECT);
}

/** The elements of a chunk that is not empty in front of a sequence or nil. */
export function chunkCons(chunk: Addr, rest: Value): Value {
  return makeChunkedCons(chunkElements(chunk), <u32>chunkOffset(chunk), <u32>chunkEnd(chunk), rest);
}

function offsetOf(s: Addr): u32 {
  return <u32>fixnumValue(chunkedConsOffset(s));
}

function endOf(s: Addr): u32 {
  return <u32>fixnumValue(chunkedConsEnd(s));
}

export function chunkedConsFirst(s: Addr): Value {
  return nodeSlot(addressOf(chunkedConsChunk(s)), offsetOf(s));
}

/** What is left of the chunk, or 0 when that was its last element. */
export function chunkedConsWithin(s: Addr): Value {
  const offset = offsetOf(s) + 1;
  const end = endOf(s);
  if (offset == end) return 0;
  return makeChunkedCons(chunkedConsChunk(s), offset, end, chunkedConsRest(s));
}

export function chunkOfCons(s: Addr): Value {
  return makeChunk(chunkedConsChunk(s), offsetOf(s), endOf(s));
}
