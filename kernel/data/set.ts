// Hash sets: a hash map from each element to itself. Receivers are addresses of sets; an element
// that only Lisp code can hash or compare gives the sentinel, with the outcome MISS, before
// anything was changed. Results keep the receiver's metadata.

import {
  hashSetMap,
  hashSetMeta,
  initHashSetMap,
  initHashSetMeta,
  KIND_HASH_SET,
} from "../../gen/kernel/layouts";
import { miss } from "../context";
import { allocateObject } from "../heap/allocate";
import { Addr } from "../value/addr";
import { addressOf, makePointer, NIL, SENTINEL, TAG_OBJECT, Value } from "../value/value";
import { EMPTY_HASH_MAP, EMPTY_SET } from "./fixed";
import {
  countHashMap,
  hashMapAssoc,
  hashMapDissoc,
  isKeyNew,
  SLOT_ABSENT,
  SLOT_MISS,
} from "./hash_map";
import { findInMap } from "./map";

const HASH_SET_BYTES: u32 = 24;

export function makeSet(map: Value, meta: Value): Value {
  if (map == EMPTY_HASH_MAP && meta == NIL) return EMPTY_SET;
  const o = allocateObject(KIND_HASH_SET, HASH_SET_BYTES);
  initHashSetMap(o, map);
  initHashSetMeta(o, meta);
  return makePointer(o, TAG_OBJECT);
}

export function setMap(s: Addr): Addr {
  return addressOf(hashSetMap(s));
}

export function countSet(s: Addr): u32 {
  return countHashMap(setMap(s));
}

export function setConj(s: Addr, x: Value): Value {
  const slot = findInMap(setMap(s), x);
  if (slot == SLOT_MISS && !isKeyNew()) return miss();
  if (slot != SLOT_MISS && slot != SLOT_ABSENT) return makePointer(s, TAG_OBJECT);
  const map = hashMapAssoc(setMap(s), x, x);
  return map == SENTINEL ? SENTINEL : makeSet(map, hashSetMeta(s));
}

export function setDisj(s: Addr, x: Value): Value {
  const map = hashMapDissoc(setMap(s), x);
  if (map == SENTINEL) return SENTINEL;
  return map == hashSetMap(s) ? makePointer(s, TAG_OBJECT) : makeSet(map, hashSetMeta(s));
}
