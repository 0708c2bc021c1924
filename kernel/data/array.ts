// Mutable arrays of values, of 64-bit integers and of doubles, and the sequences over arrays and
// over the characters of a string.
//
// Receivers are addresses where an array may once have lived: what reads or writes an element
// follows the forwarding first. A store of a value into an array in the shared heap publishes it
// (heap/barrier). Indexes are checked by the caller.

import {
  ARRAY_TAIL,
  arrayCount,
  arraySeqArray,
  arraySeqIndex,
  DOUBLES_TAIL,
  initArrayCount,
  initArraySeqArray,
  initArraySeqIndex,
  initArraySeqMeta,
  initLongsBytes,
  initStringSeqIndex,
  initStringSeqMeta,
  initStringSeqString,
  KIND_ARRAY,
  KIND_ARRAY_SEQ,
  KIND_DOUBLES,
  KIND_LONGS,
  KIND_STRING_SEQ,
  LONGS_TAIL,
  longsBytes,
  stringSeqIndex,
  stringSeqString,
} from "../../gen/kernel/layouts";
import { need } from "../context";
import { allocateLargeObject, allocateObject, SMALL_BYTES } from "../heap/allocate";
import { resolve, storeCell } from "../heap/barrier";
import { kindOf } from "../heap/kinds";
import { doubleValue, makeDouble } from "../number/double";
import { longValue, makeLong } from "../number/integer";
import { Addr } from "../value/addr";
import {
  addressOf,
  makeCharacter,
  makePointer,
  NIL,
  SENTINEL,
  TAG_OBJECT,
  Value,
} from "../value/value";
import { stringLength, stringUnit } from "./string";

const HEAD_BYTES: u32 = 16; // header and count: the same in the three kinds
const SEQ_BYTES: u32 = 32;

/** The most elements an array may have, so that its size fits 32 bits. */
export const ARRAY_LIMIT: u32 = 0x1ff00000;

/** An array with its count still to be written; 0, with the outcome NEED, when memory is short. */
function allocateArray(kind: u32, count: u32): Addr {
  const bytes = HEAD_BYTES + (count << 3);
  if (bytes <= SMALL_BYTES) return allocateObject(kind, bytes);
  const o = allocateLargeObject(kind, bytes);
  if (o == 0) need(bytes);
  return o;
}

/** An array of `count` nils. */
export function makeArray(count: u32): Value {
  const o = allocateArray(KIND_ARRAY, count);
  if (o == 0) return SENTINEL;
  initArrayCount(o, count);
  for (let i: u32 = 0; i < count; i++) store<u64>(o + (i << 3), NIL, ARRAY_TAIL);
  return makePointer(o, TAG_OBJECT);
}

/** An array of `count` zeros; kind is KIND_LONGS or KIND_DOUBLES. */
export function makeRawArray(kind: u32, count: u32): Value {
  const o = allocateArray(kind, count);
  if (o == 0) return SENTINEL;
  initLongsBytes(o, count << 3);
  memory.fill(o + LONGS_TAIL, 0, count << 3);
  return makePointer(o, TAG_OBJECT);
}

export function isArrayKind(kind: u32): bool {
  return kind == KIND_ARRAY || kind == KIND_LONGS || kind == KIND_DOUBLES;
}

export function arrayLength(o: Addr): u32 {
  return kindOf(o) == KIND_ARRAY ? <u32>arrayCount(o) : <u32>longsBytes(o) >>> 3;
}

/** Element `i`; requires i < length. */
export function arrayElement(array: Addr, i: u32): Value {
  const o = resolve(array);
  const kind = kindOf(o);
  if (kind == KIND_ARRAY) return load<u64>(o + (i << 3), ARRAY_TAIL);
  if (kind == KIND_LONGS) return makeLong(load<i64>(o + (i << 3), LONGS_TAIL));
  return makeDouble(load<f64>(o + (i << 3), DOUBLES_TAIL));
}

/**
 * Sets element `i`; of an array of numbers x must be a number of its kind. Answers what was
 * stored, or the sentinel with NEED.
 */
export function setArrayElement(array: Addr, i: u32, x: Value): Value {
  const o = resolve(array);
  const kind = kindOf(o);
  if (kind == KIND_ARRAY) return storeCell(o, ARRAY_TAIL + (i << 3), x);
  if (kind == KIND_LONGS) store<i64>(o + (i << 3), longValue(x), LONGS_TAIL);
  else store<f64>(o + (i << 3), doubleValue(x), DOUBLES_TAIL);
  return x;
}

/** An array from element `i` on, or nil. */
export function arraySeqFrom(array: Value, i: u32): Value {
  if (i >= arrayLength(addressOf(array))) return NIL;
  const o = allocateObject(KIND_ARRAY_SEQ, SEQ_BYTES);
  initArraySeqArray(o, array);
  initArraySeqIndex(o, i);
  initArraySeqMeta(o, NIL);
  return makePointer(o, TAG_OBJECT);
}

export function arraySeqFirst(s: Addr): Value {
  return arrayElement(addressOf(arraySeqArray(s)), <u32>arraySeqIndex(s));
}

export function arraySeqNext(s: Addr): Value {
  return arraySeqFrom(arraySeqArray(s), <u32>arraySeqIndex(s) + 1);
}

export function countArraySeq(s: Addr): u32 {
  return arrayLength(addressOf(arraySeqArray(s))) - <u32>arraySeqIndex(s);
}

/** A string's characters from unit `i` on, or nil. */
export function stringSeqFrom(string: Value, i: u32): Value {
  if (i >= stringLength(addressOf(string))) return NIL;
  const o = allocateObject(KIND_STRING_SEQ, SEQ_BYTES);
  initStringSeqString(o, string);
  initStringSeqIndex(o, i);
  initStringSeqMeta(o, NIL);
  return makePointer(o, TAG_OBJECT);
}

export function stringSeqFirst(s: Addr): Value {
  return makeCharacter(stringUnit(addressOf(stringSeqString(s)), <u32>stringSeqIndex(s)));
}

export function stringSeqNext(s: Addr): Value {
  return stringSeqFrom(stringSeqString(s), <u32>stringSeqIndex(s) + 1);
}

export function countStringSeq(s: Addr): u32 {
  return stringLength(addressOf(stringSeqString(s))) - <u32>stringSeqIndex(s);
}
