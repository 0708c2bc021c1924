// Predicates on collections, the hash steps that Lisp combines, and reduced values
// (tables/primitives/data.ts). A predicate looks at the kind alone: instances of user types are
// none of these, their interfaces are Lisp's to ask for.

import {
  initReducedContent,
  KIND_ARRAY_MAP,
  KIND_EMPTY_LIST,
  KIND_HASH_MAP,
  KIND_HASH_SET,
  KIND_INSTANCE,
  KIND_LAZY_SEQ,
  KIND_LIST,
  KIND_MAP_ENTRY,
  KIND_MUTABLE_INSTANCE,
  KIND_RECORD,
  KIND_REDUCED,
  KIND_SUBVEC,
  KIND_VECTOR,
  reducedContent,
} from "../../gen/kernel/layouts";
import { RAISE_IS_NIL, RAISE_NOT_REDUCED } from "../../gen/kernel/opcodes";
import { raise } from "../context";
import { isTransientKind } from "../data/lookup";
import { isSeqKind } from "../data/sequence";
import { allocateObject } from "../heap/allocate";
import { kindOf } from "../heap/kinds";
import { identityHash, identityHashOf, setHash } from "../value/hash";
import { mixCollHash } from "../value/murmur";
import {
  addressOf,
  fixnumValue,
  isPointer,
  makeBoolean,
  makeFixnum,
  makePointer,
  NIL,
  TAG_OBJECT,
  Value,
} from "../value/value";

const NO_OBJECT: u32 = 0xff;

function kindHere(x: Value): u32 {
  return isPointer(x) ? kindOf(addressOf(x)) : NO_OBJECT;
}

function isMapKind(kind: u32): bool {
  return kind == KIND_ARRAY_MAP || kind == KIND_HASH_MAP || kind == KIND_RECORD;
}

function isVectorKind(kind: u32): bool {
  return kind == KIND_VECTOR || kind == KIND_MAP_ENTRY || kind == KIND_SUBVEC;
}

function isSequenceKind(kind: u32): bool {
  return kind == KIND_EMPTY_LIST || kind == KIND_LAZY_SEQ || isSeqKind(kind);
}

export function primIsMap(x: Value): Value {
  return makeBoolean(isMapKind(kindHere(x)));
}

export function primIsVector(x: Value): Value {
  return makeBoolean(isVectorKind(kindHere(x)));
}

export function primIsSet(x: Value): Value {
  return makeBoolean(kindHere(x) == KIND_HASH_SET);
}

export function primIsList(x: Value): Value {
  const kind = kindHere(x);
  return makeBoolean(kind == KIND_LIST || kind == KIND_EMPTY_LIST);
}

export function primIsSeq(x: Value): Value {
  return makeBoolean(isSequenceKind(kindHere(x)));
}

export function primIsColl(x: Value): Value {
  const kind = kindHere(x);
  const isOther = isMapKind(kind) || isVectorKind(kind) || kind == KIND_HASH_SET;
  return makeBoolean(isOther || isSequenceKind(kind));
}

export function primIsSequential(x: Value): Value {
  const kind = kindHere(x);
  return makeBoolean(isVectorKind(kind) || isSequenceKind(kind));
}

export function primIsMapEntry(x: Value): Value {
  return makeBoolean(kindHere(x) == KIND_MAP_ENTRY);
}

export function primIsTransient(x: Value): Value {
  return makeBoolean(isTransientKind(kindHere(x)));
}

export function primIsReduced(x: Value): Value {
  return makeBoolean(kindHere(x) == KIND_REDUCED);
}

export function primReduced(x: Value): Value {
  const o = allocateObject(KIND_REDUCED, 16);
  initReducedContent(o, x);
  return makePointer(o, TAG_OBJECT);
}

export function primReducedValue(x: Value): Value {
  if (kindHere(x) == KIND_REDUCED) return reducedContent(addressOf(x));
  return x == NIL ? raise(RAISE_IS_NIL, NIL, NIL, NIL) : raise(RAISE_NOT_REDUCED, x, NIL, NIL);
}

/** A 32-bit hash as the fixnum it is in Lisp, and back. */
function hashValue(h: i32): Value {
  return makeFixnum(<i64>h);
}

function hashBits(x: Value): i32 {
  return <i32>fixnumValue(x);
}

export function primHashOrdered(h: Value, count: Value): Value {
  return hashValue(mixCollHash(hashBits(h), hashBits(count)));
}

export function primHashUnordered(h: Value, count: Value): Value {
  return hashValue(mixCollHash(hashBits(h), hashBits(count)));
}

export function primHashStep(h: Value, x: Value): Value {
  return hashValue(31 * hashBits(h) + hashBits(x));
}

export function primHashSum(h: Value, x: Value): Value {
  return hashValue(hashBits(h) + hashBits(x));
}

export function primIdentityHash(x: Value): Value {
  return hashValue(identityHashOf(x));
}

/** Instances and collections keep the hash; of anything else it is known already. */
export function primSetHash(x: Value, h: Value): Value {
  if (isPointer(x)) setHash(addressOf(x), hashBits(h));
  return h;
}
