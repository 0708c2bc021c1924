// The objects at fixed addresses in page 0: nil, booleans, the character object and the empty
// collections. Being outside every nursery they are never moved, copied or freed, so their words
// are constants and an empty result needs no memory.
//
//   0x100 nil, false, true, sentinel, character (header only, kernel/value/value)
//   0x128 empty list   0x138 empty vector   0x168 empty node   0x178 empty array map
//   0x190 empty set    0x1a8 empty string  0x1b8 empty hash map
//
// Invariant: an empty collection without metadata is always the fixed one.

import {
  initArrayMapEntries,
  initArrayMapMeta,
  initEmptyListMeta,
  initHashMapCount,
  initHashMapMeta,
  initHashMapNilEntry,
  initHashMapRoot,
  initHashSetMap,
  initHashSetMeta,
  initNodeCount,
  initStringBytes,
  initVectorCount,
  initVectorMeta,
  initVectorRoot,
  initVectorShift,
  initVectorTail,
  KIND_ARRAY_MAP,
  KIND_BOOLEAN,
  KIND_CHARACTER,
  KIND_EMPTY_LIST,
  KIND_HASH_MAP,
  KIND_HASH_SET,
  KIND_NIL,
  KIND_NODE,
  KIND_SENTINEL,
  KIND_STRING,
  KIND_VECTOR,
} from "../../gen/kernel/layouts";
import { writeHeader } from "../heap/kinds";
import { Addr } from "../value/addr";
import {
  CHARACTER_ADDR,
  FALSE_ADDR,
  NIL,
  NIL_ADDR,
  SENTINEL_ADDR,
  TRUE_ADDR,
  Value,
} from "../value/value";

const EMPTY_LIST_ADDR: Addr = 0x128;
const EMPTY_VECTOR_ADDR: Addr = 0x138;
const EMPTY_NODE_ADDR: Addr = 0x168;
const EMPTY_MAP_ADDR: Addr = 0x178;
const EMPTY_SET_ADDR: Addr = 0x190;
const EMPTY_STRING_ADDR: Addr = 0x1a8;
const EMPTY_HASH_MAP_ADDR: Addr = 0x1b8;

export const EMPTY_LIST: Value = 0x12d;
export const EMPTY_VECTOR: Value = 0x13d;
export const EMPTY_NODE: Value = 0x16d;
export const EMPTY_MAP: Value = 0x17d;
export const EMPTY_SET: Value = 0x195;
export const EMPTY_STRING: Value = 0x1ad;
export const EMPTY_HASH_MAP: Value = 0x1bd;

/** Writes them all; to be called once for a fresh memory, after writeKinds. */
export function writeFixedObjects(): void {
  writeHeader(NIL_ADDR, KIND_NIL);
  writeHeader(FALSE_ADDR, KIND_BOOLEAN);
  writeHeader(TRUE_ADDR, KIND_BOOLEAN);
  writeHeader(SENTINEL_ADDR, KIND_SENTINEL);
  writeHeader(CHARACTER_ADDR, KIND_CHARACTER);
  writeHeader(EMPTY_LIST_ADDR, KIND_EMPTY_LIST);
  initEmptyListMeta(EMPTY_LIST_ADDR, NIL);
  writeHeader(EMPTY_VECTOR_ADDR, KIND_VECTOR);
  initVectorCount(EMPTY_VECTOR_ADDR, 0);
  initVectorShift(EMPTY_VECTOR_ADDR, 5);
  initVectorRoot(EMPTY_VECTOR_ADDR, EMPTY_NODE);
  initVectorTail(EMPTY_VECTOR_ADDR, EMPTY_NODE);
  initVectorMeta(EMPTY_VECTOR_ADDR, NIL);
  writeHeader(EMPTY_NODE_ADDR, KIND_NODE);
  initNodeCount(EMPTY_NODE_ADDR, 0);
  writeHeader(EMPTY_MAP_ADDR, KIND_ARRAY_MAP);
  initArrayMapEntries(EMPTY_MAP_ADDR, EMPTY_NODE);
  initArrayMapMeta(EMPTY_MAP_ADDR, NIL);
  writeHeader(EMPTY_SET_ADDR, KIND_HASH_SET);
  initHashSetMap(EMPTY_SET_ADDR, EMPTY_HASH_MAP);
  initHashSetMeta(EMPTY_SET_ADDR, NIL);
  writeHeader(EMPTY_STRING_ADDR, KIND_STRING);
  initStringBytes(EMPTY_STRING_ADDR, 0);
  writeHeader(EMPTY_HASH_MAP_ADDR, KIND_HASH_MAP);
  initHashMapCount(EMPTY_HASH_MAP_ADDR, 0);
  initHashMapRoot(EMPTY_HASH_MAP_ADDR, NIL);
  initHashMapNilEntry(EMPTY_HASH_MAP_ADDR, NIL);
  initHashMapMeta(EMPTY_HASH_MAP_ADDR, NIL);
}
