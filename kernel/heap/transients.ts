// Transients outside their nursery. A transient is its maker's alone, so nothing that is given to
// another actor may reach one. Promotion notes those it copies; but one that a nursery collection
// has tenured lies in the shared heap already, where promotion does not look.
//
// Nearly always there is none. So they are counted: one more when one leaves its nursery, one less
// when it is used up; a full cycle finds out which were dropped instead. Only while there are
// any is what is given away looked through, as far as its first MOST objects.
//
// Invariant: the count is never less than the transients in the shared heap that are not used up.

import {
  KIND_TRANSIENT_ARRAY_MAP,
  KIND_TRANSIENT_HASH_MAP,
  KIND_TRANSIENT_SET,
  KIND_TRANSIENT_VECTOR,
  TRANSIENT_ARRAY_MAP_STAMP,
  TRANSIENT_HASH_MAP_STAMP,
  TRANSIENT_SET_MAP,
  TRANSIENT_VECTOR_STAMP,
} from "../../gen/kernel/layouts";
import { Addr } from "../value/addr";
import { addressOf, isPointer, makePointer, NIL, TAG_OBJECT, Value } from "../value/value";
import {
  childrenEnd,
  fixedByShape,
  forwardingOf,
  IS_BORN_SHARED,
  IS_PINNED,
  isForwarded,
  KIND_TABLE,
  kindOf,
  sizeByShape,
  TAIL_IS_TRACED,
} from "./kinds";
import { isInNursery } from "./space";
import { firstMarked, markedAfter } from "./walk";
import { popWork, pushWork, workTop } from "./worklist";

/** Page 0: u32, transients in the shared heap. */
const COUNT: Addr = 0x3f8;
/** Page 0: u32, has anything been looked through since they were counted? */
const SEARCHED: Addr = 0x3fc;
/** Objects that are looked at; the rest of a larger message is taken on trust. */
const MOST: u32 = 4096;

/** The last transient that was promoted, and that nobody has asked for yet; 0 for none. */
let promoted: Addr = 0;

/** Kinds of transients follow each other. */
export function isTransientKind(kind: u32): bool {
  return kind - KIND_TRANSIENT_VECTOR <= KIND_TRANSIENT_SET - KIND_TRANSIENT_VECTOR;
}

/** The transient that has the stamp of `t`: the map below a set, else itself; resolved. */
export function stamped(t: Addr): Addr {
  if (kindOf(t) != KIND_TRANSIENT_SET) return t;
  let o = addressOf(load<u64>(t, TRANSIENT_SET_MAP));
  while (isForwarded(o)) o = forwardingOf(o);
  return o;
}

/** Where the stamp of a transient that is no set lies. */
export function stampOffset(kind: u32): u32 {
  if (kind == KIND_TRANSIENT_VECTOR) return TRANSIENT_VECTOR_STAMP;
  return kind == KIND_TRANSIENT_ARRAY_MAP ? TRANSIENT_ARRAY_MAP_STAMP : TRANSIENT_HASH_MAP_STAMP;
}

export function isUsedUp(t: Addr): bool {
  const o = stamped(t);
  return load<u64>(o + stampOffset(kindOf(o))) == NIL;
}

/** To be called when a transient is copied to the shared heap. */
export function notePromoted(t: Addr): void {
  if (isUsedUp(t)) return;
  promoted = t;
  if (kindOf(t) != KIND_TRANSIENT_SET) atomic.add<u32>(COUNT, 1);
}

/** To be called when a transient of the shared heap, no set, is used up. */
export function noteUsedUp(): void {
  atomic.sub<u32>(COUNT, 1);
}

/** Forgets what was promoted so far, for foundTransient. */
export function forgetPromoted(): void {
  promoted = 0;
}

/**
 * A transient that is not used up and that `shared` reaches, which has just been promoted; or nil.
 */
export function foundTransient(shared: Value): Value {
  const o = promoted;
  promoted = 0;
  if (o != 0) return makePointer(o, TAG_OBJECT);
  return atomic.load<u32>(COUNT) == 0 ? NIL : searchTransient(shared);
}

function searchTransient(shared: Value): Value {
  store<u32>(SEARCHED, 1);
  const base = workTop();
  let found = pushPart(shared);
  for (let left = MOST; left != 0 && found == NIL; left--) {
    const o = popWork(base);
    if (o == 0) return NIL;
    found = searchFields(o);
  }
  while (popWork(base) != 0) {}
  return found;
}

/**
 * Answers the word if it is a transient; else notes that its object is to be looked at, if there
 * is memory for that.
 */
function pushPart(v: Value): Value {
  if (!isPointer(v)) return NIL;
  const o = addressOf(v);
  const kind = kindOf(o);
  if (isTransientKind(kind)) return isUsedUp(o) ? NIL : v;
  const flags = load<u32>(KIND_TABLE + (kind << 3), 4);
  if ((flags & (IS_BORN_SHARED | IS_PINNED)) == 0) pushWork(o);
  return NIL;
}

function searchFields(o: Addr): Value {
  const row = KIND_TABLE + (kindOf(o) << 3);
  const shape = load<u32>(row);
  let found: Value = NIL;
  let mask = shape & 0xff;
  while (mask != 0 && found == NIL) {
    found = pushPart(load<u64>(o + 8 + (ctz<u32>(mask) << 3)));
    mask &= mask - 1;
  }
  if ((load<u32>(row, 4) & TAIL_IS_TRACED) == 0) return found;
  const end = o + sizeByShape(o, shape);
  const children = childrenEnd(o, shape);
  let at = o + fixedByShape(shape);
  for (; at < children; at += 4) pushPart(<u64>(load<u32>(at) | TAG_OBJECT));
  for (at = (at + 7) & ~7; at < end && found == NIL; at += 8) found = pushPart(load<u64>(at));
  return found;
}

/**
 * Counts anew those that live, if a wrong count has cost anything since the last time; all live
 * objects are marked.
 */
export function recountTransients(): void {
  if (load<u32>(COUNT) == 0 || load<u32>(SEARCHED) == 0) return;
  store<u32>(SEARCHED, 0);
  let count: u32 = 0;
  for (let o = firstMarked(); o != 0; o = markedAfter(o)) {
    const kind = kindOf(o);
    if (!isTransientKind(kind) || kind == KIND_TRANSIENT_SET || isInNursery(o)) continue;
    if (load<u64>(o + stampOffset(kind)) != NIL) count++;
  }
  store<u32>(COUNT, count);
}
