// What belongs to the world and to no actor, in page 0: the roots that Lisp reads and sets, the
// type of each built-in kind, and the counters that names and identity hashes are drawn from.
//
//   0x800  types of kinds, 8 bytes a kind      0xc00  16 roots
//   0xcc0  counters: u32 identity hashes, u32 types, u64 ids, u64 stamps of transients
//
// Invariant: every word here is nil or a value of the shared heap, for any actor may read it.

import { KIND_COUNT } from "../../gen/kernel/layouts";
import { promote } from "../heap/promote";
import { addRootRange } from "../heap/roots";
import { Addr } from "../value/addr";
import { makeBoolean, NIL, SENTINEL, Value } from "../value/value";

const KIND_TYPES: Addr = 0x800;
const ROOTS: Addr = 0xc00;
export const ROOT_COUNT: u32 = 16;

export const IDENTITY_COUNTER: Addr = 0xcc0;
export const TYPE_COUNTER: Addr = 0xcc4;
export const ID_COUNTER: Addr = 0xcc8;
const STAMP_COUNTER: Addr = 0xcd0;

/** Starts with an empty world; to be called once for a fresh memory, after clearRootRanges. */
export function initWorld(): void {
  for (let i: u32 = 0; i < KIND_COUNT; i++) store<u64>(KIND_TYPES + (i << 3), NIL);
  for (let i: u32 = 0; i < ROOT_COUNT; i++) store<u64>(ROOTS + (i << 3), NIL);
  store<u64>(IDENTITY_COUNTER, 0);
  store<u64>(ID_COUNTER, 0);
  store<u64>(STAMP_COUNTER, 1);
  if (!addRootRange(KIND_TYPES, KIND_COUNT)) unreachable();
  if (!addRootRange(ROOTS, ROOT_COUNT)) unreachable();
}

/** The type of a built-in kind, or nil before Lisp has set it. */
export function kindType(kind: u32): Value {
  return load<u64>(KIND_TYPES + (kind << 3));
}

/** Types are born shared, so the word needs no promotion. */
export function setKindType(kind: u32, type: Value): void {
  store<u64>(KIND_TYPES + (kind << 3), type);
}

export function worldRoot(i: u32): Value {
  return load<u64>(ROOTS + (i << 3));
}

/** Answers the word stored, or the sentinel with NEED. */
export function setWorldRoot(i: u32, x: Value): Value {
  const shared = promote(x);
  if (shared != SENTINEL) store<u64>(ROOTS + (i << 3), shared);
  return shared;
}

/** Stores it if the root is still `old`: TRUE, FALSE, or the sentinel with NEED. */
export function swapWorldRoot(i: u32, old: Value, x: Value): Value {
  const shared = promote(x);
  if (shared == SENTINEL) return SENTINEL;
  return makeBoolean(atomic.cmpxchg<u64>(ROOTS + (i << 3), old, shared) == old);
}

/** A number for a new type: 1, 2, … */
export function nextTypeId(): u32 {
  return atomic.add<u32>(TYPE_COUNTER, 1) + 1;
}

/** A number no other call has answered: 1, 2, … */
export function nextId(): u64 {
  return atomic.add<u64>(ID_COUNTER, 1) + 1;
}

/** A stamp no other transient has had: odd, at most 47 bits (kernel/data/transient.ts). */
export function nextStamp(): u64 {
  return atomic.add<u64>(STAMP_COUNTER, 2);
}
