// Sequences over vectors, forwards and backwards. The forward one remembers the leaf it stands
// in, so that a step within a leaf costs no walk down the tree; of a subvec, whose class on the
// JVM is not chunked either, the leaf is nil.
//
// Invariant: the index is below the vector's count.

import {
  initVectorRseqIndex,
  initVectorRseqMeta,
  initVectorRseqVector,
  initVectorSeqIndex,
  initVectorSeqLeaf,
  initVectorSeqMeta,
  initVectorSeqVector,
  KIND_SUBVEC,
  KIND_VECTOR,
  KIND_VECTOR_RSEQ,
  KIND_VECTOR_SEQ,
  vectorRseqIndex,
  vectorRseqVector,
  vectorSeqIndex,
  vectorSeqLeaf,
  vectorSeqVector,
} from "../../gen/kernel/layouts";
import { allocateObject } from "../heap/allocate";
import { kindOf } from "../heap/kinds";
import { Addr } from "../value/addr";
import { addressOf, makePointer, NIL, TAG_OBJECT, Value } from "../value/value";
import { nodeSlot, nodeValue } from "./node";
import { countSubvec, subvecNth } from "./subvec";
import { countVector, vectorLeaf, vectorNth } from "./vector";

const VECTOR_SEQ_BYTES: u32 = 40;
const VECTOR_RSEQ_BYTES: u32 = 32;

/** Elements of a vector or subvec. */
export function countIndexed(v: Addr): u32 {
  return kindOf(v) == KIND_VECTOR ? countVector(v) : countSubvec(v);
}

/** Element `i` of a vector or subvec; requires i < count. */
export function indexedNth(v: Addr, i: u32): Value {
  return kindOf(v) == KIND_VECTOR ? vectorNth(v, i) : subvecNth(v, i);
}

function makeVectorSeq(v: Addr, leaf: Value, i: u32): Value {
  const o = allocateObject(KIND_VECTOR_SEQ, VECTOR_SEQ_BYTES);
  initVectorSeqVector(o, makePointer(v, TAG_OBJECT));
  initVectorSeqLeaf(o, leaf);
  initVectorSeqIndex(o, i);
  initVectorSeqMeta(o, NIL);
  return makePointer(o, TAG_OBJECT);
}

/** A vector or subvec from element `i` on, or nil. */
export function vectorSeqFrom(v: Addr, i: u32): Value {
  if (i >= countIndexed(v)) return NIL;
  return makeVectorSeq(v, kindOf(v) == KIND_SUBVEC ? NIL : nodeValue(vectorLeaf(v, i)), i);
}

export function vectorSeqFirst(s: Addr): Value {
  const leaf = vectorSeqLeaf(s);
  const i = <u32>vectorSeqIndex(s);
  if (leaf == NIL) return subvecNth(addressOf(vectorSeqVector(s)), i);
  return nodeSlot(addressOf(leaf), i & 31);
}

export function vectorSeqNext(s: Addr): Value {
  const v = addressOf(vectorSeqVector(s));
  const leaf = vectorSeqLeaf(s);
  const i = <u32>vectorSeqIndex(s) + 1;
  if ((i & 31) == 0 || leaf == NIL) return vectorSeqFrom(v, i);
  return i < countVector(v) ? makeVectorSeq(v, leaf, i) : NIL;
}

export function countVectorSeq(s: Addr): u32 {
  return countIndexed(addressOf(vectorSeqVector(s))) - <u32>vectorSeqIndex(s);
}

/** Index in its leaf of the element the sequence begins with. */
export function leafOffset(s: Addr): u32 {
  return <u32>vectorSeqIndex(s) & 31;
}

/** The sequence that begins with the leaf after this one, or nil. */
export function vectorSeqNextLeaf(s: Addr): Value {
  return vectorSeqFrom(addressOf(vectorSeqVector(s)), (<u32>vectorSeqIndex(s) | 31) + 1);
}

/** A vector or subvec from element `i` backwards; requires i < count. */
export function vectorRseqFrom(v: Addr, i: u32): Value {
  const o = allocateObject(KIND_VECTOR_RSEQ, VECTOR_RSEQ_BYTES);
  initVectorRseqVector(o, makePointer(v, TAG_OBJECT));
  initVectorRseqIndex(o, i);
  initVectorRseqMeta(o, NIL);
  return makePointer(o, TAG_OBJECT);
}

export function vectorRseqFirst(s: Addr): Value {
  return indexedNth(addressOf(vectorRseqVector(s)), <u32>vectorRseqIndex(s));
}

export function vectorRseqNext(s: Addr): Value {
  const i = <u32>vectorRseqIndex(s);
  return i == 0 ? NIL : vectorRseqFrom(addressOf(vectorRseqVector(s)), i - 1);
}

export function countVectorRseq(s: Addr): u32 {
  return <u32>vectorRseqIndex(s) + 1;
}
