// Subvecs: a vector between two indexes, made in constant time. It holds the whole vector, as on
// the JVM. Its changes are changes of the vector below it, with the window moved.
//
// Invariants: start < end <= count of the vector, which is no subvec itself.

import {
  initSubvecEnd,
  initSubvecMeta,
  initSubvecStart,
  initSubvecVector,
  KIND_SUBVEC,
  subvecEnd,
  subvecMeta,
  subvecStart,
  subvecVector,
} from "../../gen/kernel/layouts";
import { allocateObject } from "../heap/allocate";
import { kindOf } from "../heap/kinds";
import { Addr } from "../value/addr";
import { addressOf, makePointer, NIL, TAG_OBJECT, Value } from "../value/value";
import { EMPTY_VECTOR } from "./fixed";
import { countVector, vectorAssoc, vectorConj, vectorNth } from "./vector";

const SUBVEC_BYTES: u32 = 40;

function makeSubvec(vector: Value, start: u32, end: u32, meta: Value): Value {
  const o = allocateObject(KIND_SUBVEC, SUBVEC_BYTES);
  initSubvecVector(o, vector);
  initSubvecStart(o, start);
  initSubvecEnd(o, end);
  initSubvecMeta(o, meta);
  return makePointer(o, TAG_OBJECT);
}

/** Elements start to end of a vector or subvec; requires start <= end <= count. */
export function subvecOf(v: Addr, start: u32, end: u32): Value {
  if (start == end) return EMPTY_VECTOR;
  if (kindOf(v) != KIND_SUBVEC) return makeSubvec(makePointer(v, TAG_OBJECT), start, end, NIL);
  const shift = <u32>subvecStart(v);
  return makeSubvec(subvecVector(v), start + shift, end + shift, NIL);
}

export function countSubvec(v: Addr): u32 {
  return <u32>(subvecEnd(v) - subvecStart(v));
}

/** Element `i`; requires i < count. */
export function subvecNth(v: Addr, i: u32): Value {
  return vectorNth(addressOf(subvecVector(v)), <u32>subvecStart(v) + i);
}

/** The vector below with element `at` set; `at` may be one past its end. */
function setBelow(v: Addr, at: u32, x: Value): Value {
  const vector = addressOf(subvecVector(v));
  return at == countVector(vector) ? vectorConj(vector, x) : vectorAssoc(vector, at, x);
}

/** Element `i` replaced; requires i < count. */
export function subvecAssoc(v: Addr, i: u32, x: Value): Value {
  const start = <u32>subvecStart(v);
  return makeSubvec(setBelow(v, start + i, x), start, <u32>subvecEnd(v), subvecMeta(v));
}

export function subvecConj(v: Addr, x: Value): Value {
  const end = <u32>subvecEnd(v);
  return makeSubvec(setBelow(v, end, x), <u32>subvecStart(v), end + 1, subvecMeta(v));
}

export function subvecPop(v: Addr): Value {
  const start = <u32>subvecStart(v);
  const end = <u32>subvecEnd(v) - 1;
  return start == end ? EMPTY_VECTOR : makeSubvec(subvecVector(v), start, end, subvecMeta(v));
}
