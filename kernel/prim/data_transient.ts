// Primitives on transients, the cursor over maps, and the steps by which Lisp code looks up a key
// that only it can compare (tables/primitives/data.ts).

import {
  KIND_ARRAY_MAP,
  KIND_HASH_MAP,
  KIND_HASH_SET,
  KIND_TRANSIENT_ARRAY_MAP,
  KIND_TRANSIENT_HASH_MAP,
  KIND_TRANSIENT_SET,
} from "../../gen/kernel/layouts";
import { RAISE_NOT_MAP } from "../../gen/kernel/opcodes";
import { raise } from "../context";
import { candidatesIn } from "../data/candidates";
import { assocOf, conjOf } from "../data/change";
import { setNewKey } from "../data/hash_map";
import { mapEntries } from "../data/map_seq";
import { setMap } from "../data/set";
import {
  addToTransient,
  assocTransient,
  conjTransient,
  disjTransient,
  dissocTransient,
  persistentOf,
  popTransient,
  transientOf,
} from "../data/transient";
import { kindOf } from "../heap/kinds";
import { addressOf, isPointer, NIL, Value } from "../value/value";

const NO_OBJECT: u32 = 0xff;

function kindHere(x: Value): u32 {
  return isPointer(x) ? kindOf(addressOf(x)) : NO_OBJECT;
}

export function primTransient(coll: Value): Value {
  return transientOf(coll);
}

export function primPersistent(x: Value): Value {
  return persistentOf(x);
}

export function primConjTransient(coll: Value, x: Value): Value {
  return conjTransient(coll, x);
}

export function primAssocTransient(coll: Value, key: Value, val: Value): Value {
  return assocTransient(coll, key, val);
}

export function primDissocTransient(coll: Value, key: Value): Value {
  return dissocTransient(coll, key);
}

export function primDisjTransient(coll: Value, x: Value): Value {
  return disjTransient(coll, x);
}

export function primPopTransient(coll: Value): Value {
  return popTransient(coll);
}

export function primMapEntries(m: Value, cursor: Value): Value {
  const kind = kindHere(m);
  if (kind == KIND_HASH_SET) return mapEntries(setMap(addressOf(m)), cursor);
  if (kind == KIND_ARRAY_MAP || kind == KIND_HASH_MAP) return mapEntries(addressOf(m), cursor);
  return raise(RAISE_NOT_MAP, m, NIL, NIL);
}

export function primMapCandidates(coll: Value, key: Value): Value {
  return candidatesIn(coll, key);
}

export function primAssocNew(coll: Value, key: Value, val: Value): Value {
  const kind = kindHere(coll);
  const isTransient =
    kind == KIND_TRANSIENT_ARRAY_MAP ||
    kind == KIND_TRANSIENT_HASH_MAP ||
    kind == KIND_TRANSIENT_SET;
  setNewKey(true);
  let result: Value;
  if (isTransient) result = addToTransient(coll, key, val);
  else result = kind == KIND_HASH_SET ? conjOf(coll, key) : assocOf(coll, key, val);
  setNewKey(false);
  return result;
}
