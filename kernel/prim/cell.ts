// Primitives on atoms, volatiles, namespaces, patterns and the roots of the world
// (tables/primitives/cell.ts); vars are in cell_var.ts.
//
// Atoms and namespaces are born shared: what goes into them is promoted first, and their memory
// is asked for before anything is changed, so that NEED can run the primitive again.

import {
  ATOM_META,
  ATOM_VALIDATOR,
  ATOM_VALUE,
  ATOM_WATCHES,
  atomValue,
  initNamespaceName,
  initPatternFlags,
  initPatternSource,
  KIND_ATOM,
  KIND_NAMESPACE,
  KIND_PATTERN,
  KIND_REDUCED,
  KIND_REF,
  KIND_SYMBOL,
  KIND_VAR,
  KIND_VOLATILE,
  NAMESPACE_ALIASES,
  NAMESPACE_MAPPINGS,
  NAMESPACE_META,
  NAMESPACE_NAME,
  PATTERN_FLAGS,
  patternFlags,
  patternSource,
  REF_META,
  REF_VALIDATOR,
  REF_WATCHES,
  reducedContent,
  refVersionValue,
  VAR_META,
  VAR_ROOT,
  VAR_VALIDATOR,
  VAR_WATCHES,
  VOLATILE_VALUE,
  volatileValue,
} from "../../gen/kernel/layouts";
import { RAISE_INDEX_OUT_OF_BOUNDS } from "../../gen/kernel/opcodes";
import { CONTEXT_ACTOR, context, miss, need, raise } from "../context";
import { addToAtom } from "../data/atom_glance";
import { EMPTY_MAP } from "../data/fixed";
import { UNDECIDED } from "../data/glance";
import { ROOT_COUNT, setWorldRoot, swapWorldRoot, worldRoot } from "../data/world";
import { allocateObject } from "../heap/allocate";
import { resolve, storeCell, swapCell } from "../heap/barrier";
import { kindOf } from "../heap/kinds";
import { promote } from "../heap/promote";
import { allocateSharedObject } from "../heap/shared";
import { newestVersion } from "../stm/ref";
import { askForTurn, endTurn, isOthersTurn } from "../stm/turn";
import { Addr } from "../value/addr";
import { areIdentical } from "../value/equal";
import { isOfKind, kindOfValue, raiseWrongKind } from "../value/kind";
import {
  addressOf,
  FALSE,
  isFixnum,
  isPointer,
  makeBoolean,
  makeFixnum,
  makePointer,
  NIL,
  SENTINEL,
  TAG_OBJECT,
  TRUE,
  Value,
} from "../value/value";
import { updateFlags } from "./cell_var";
import { readRef } from "./stm";

function raiseIndex(i: Value, count: u32): Value {
  return raise(RAISE_INDEX_OUT_OF_BOUNDS, i, makeFixnum(<i64>count), NIL);
}

function isIndex(i: Value, count: u32): bool {
  return isFixnum(i) && i >> 2 < <u64>count;
}

export function primAtom(x: Value): Value {
  const shared = promote(x);
  if (shared == SENTINEL) return SENTINEL;
  const o = allocateSharedObject(KIND_ATOM, ATOM_VALIDATOR + 8);
  if (o == 0) return need(ATOM_VALIDATOR + 8);
  store<u64>(o, shared, ATOM_VALUE);
  store<u64>(o, NIL, ATOM_META);
  store<u64>(o, NIL, ATOM_WATCHES);
  store<u64>(o, NIL, ATOM_VALIDATOR);
  return makePointer(o, TAG_OBJECT);
}

export function primIsAtom(x: Value): Value {
  return makeBoolean(isOfKind(x, KIND_ATOM));
}

export function primAtomValue(x: Value): Value {
  return isOfKind(x, KIND_ATOM) ? atomValue(addressOf(x)) : raiseWrongKind(x, KIND_ATOM);
}

export function primAtomSet(x: Value, value: Value): Value {
  if (!isOfKind(x, KIND_ATOM)) return raiseWrongKind(x, KIND_ATOM);
  return storeCell(addressOf(x), ATOM_VALUE, value);
}

export function primAtomCompareSet(x: Value, old: Value, value: Value): Value {
  if (!isOfKind(x, KIND_ATOM)) return raiseWrongKind(x, KIND_ATOM);
  return isOthersTurn(addressOf(x)) ? NIL : swapValue(addressOf(x), old, value);
}

/** Sets an atom's value if it is identical to `old`. */
function swapValue(o: Addr, old: Value, value: Value): Value {
  const before = atomic.load<u64>(o, ATOM_VALUE);
  return areIdentical(before, old) ? swapCell(o, ATOM_VALUE, before, value) : FALSE;
}

export function primAtomSwap(x: Value, old: Value, value: Value): Value {
  if (!isOfKind(x, KIND_ATOM)) return raiseWrongKind(x, KIND_ATOM);
  const o = addressOf(x);
  if (load<u64>(o, ATOM_VALIDATOR) != NIL || load<u64>(o, ATOM_WATCHES) != NIL) return NIL;
  return isOthersTurn(o) ? FALSE : swapValue(o, old, value);
}

export function primAtomAdd(x: Value, n: Value): Value {
  const sum = addToAtom(x, n);
  return sum == UNDECIDED ? miss() : sum;
}

export function primAtomTurn(x: Value): Value {
  if (isOfKind(x, KIND_ATOM)) askForTurn(addressOf(x));
  else endTurn(load<u32>(context, CONTEXT_ACTOR));
  return x;
}

export function primDeref(x: Value): Value {
  if (!isPointer(x)) return miss();
  const o = addressOf(x);
  switch (kindOf(o)) {
    case KIND_ATOM:
      return atomValue(o);
    case KIND_REF:
      return readRef(o);
    case KIND_VOLATILE:
      return volatileValue(resolve(o));
    case KIND_REDUCED:
      return reducedContent(o);
    default:
      return miss();
  }
}

/** Offset of field i of an atom, var or ref. */
function fieldOffset(kind: u32, i: u32): u32 {
  if (kind == KIND_REF) return i == 1 ? REF_META : i == 2 ? REF_WATCHES : REF_VALIDATOR;
  const isVar = kind == KIND_VAR;
  if (i == 0) return isVar ? VAR_ROOT : ATOM_VALUE;
  if (i == 1) return isVar ? VAR_META : ATOM_META;
  if (i == 2) return isVar ? VAR_WATCHES : ATOM_WATCHES;
  return isVar ? VAR_VALIDATOR : ATOM_VALIDATOR;
}

function hasFields(kind: u32): bool {
  return kind == KIND_ATOM || kind == KIND_VAR || kind == KIND_REF;
}

export function primCellField(x: Value, i: Value): Value {
  const kind = kindOfValue(x);
  if (!hasFields(kind)) return raiseWrongKind(x, KIND_ATOM);
  if (!isIndex(i, 4)) return raiseIndex(i, 4);
  if (kind == KIND_REF && i == 0) return refVersionValue(newestVersion(addressOf(x)));
  const value = load<u64>(addressOf(x) + fieldOffset(kind, <u32>(i >> 2)));
  return value == SENTINEL ? NIL : value;
}

export function primSetCellField(x: Value, i: Value, value: Value): Value {
  const kind = kindOfValue(x);
  if (!hasFields(kind)) return raiseWrongKind(x, KIND_ATOM);
  if (!isIndex(i, 4) || (kind == KIND_REF && i == 0)) return raiseIndex(i, 4);
  return storeCell(addressOf(x), fieldOffset(kind, <u32>(i >> 2)), value);
}

export function primCompareSetCellField(x: Value, i: Value, old: Value, value: Value): Value {
  const kind = kindOfValue(x);
  if (!hasFields(kind)) return raiseWrongKind(x, KIND_ATOM);
  if (!isIndex(i, 4) || (kind == KIND_REF && i == 0)) return raiseIndex(i, 4);
  const o = addressOf(x);
  const offset = fieldOffset(kind, <u32>(i >> 2));
  const before = atomic.load<u64>(o + offset);
  if (before != old && (before != SENTINEL || old != NIL)) return FALSE;
  const swapped = swapCell(o, offset, before, value);
  if (swapped == TRUE && kind == KIND_VAR && offset == VAR_META) updateFlags(o);
  return swapped;
}

export function primVolatile(x: Value): Value {
  const o = allocateObject(KIND_VOLATILE, VOLATILE_VALUE + 8);
  store<u64>(o, x, VOLATILE_VALUE);
  return makePointer(o, TAG_OBJECT);
}

export function primIsVolatile(x: Value): Value {
  return makeBoolean(isOfKind(x, KIND_VOLATILE));
}

export function primVolatileValue(x: Value): Value {
  if (!isOfKind(x, KIND_VOLATILE)) return raiseWrongKind(x, KIND_VOLATILE);
  return volatileValue(resolve(addressOf(x)));
}

export function primVolatileSet(x: Value, value: Value): Value {
  if (!isOfKind(x, KIND_VOLATILE)) return raiseWrongKind(x, KIND_VOLATILE);
  return storeCell(addressOf(x), VOLATILE_VALUE, value);
}

export function primRoot(i: Value): Value {
  return isIndex(i, ROOT_COUNT) ? worldRoot(<u32>(i >> 2)) : raiseIndex(i, ROOT_COUNT);
}

export function primSetRoot(i: Value, x: Value): Value {
  return isIndex(i, ROOT_COUNT) ? setWorldRoot(<u32>(i >> 2), x) : raiseIndex(i, ROOT_COUNT);
}

export function primCompareSetRoot(i: Value, old: Value, x: Value): Value {
  if (!isIndex(i, ROOT_COUNT)) return raiseIndex(i, ROOT_COUNT);
  const index = <u32>(i >> 2);
  return worldRoot(index) == old ? swapWorldRoot(index, old, x) : FALSE;
}

export function primMakeNamespace(name: Value, meta: Value): Value {
  if (!isOfKind(name, KIND_SYMBOL)) return raiseWrongKind(name, KIND_SYMBOL);
  const sharedName = promote(name);
  if (sharedName == SENTINEL) return SENTINEL;
  const sharedMeta = promote(meta);
  if (sharedMeta == SENTINEL) return SENTINEL;
  const o = allocateSharedObject(KIND_NAMESPACE, NAMESPACE_META + 8);
  if (o == 0) return need(NAMESPACE_META + 8);
  initNamespaceName(o, sharedName);
  store<u64>(o, EMPTY_MAP, NAMESPACE_MAPPINGS);
  store<u64>(o, EMPTY_MAP, NAMESPACE_ALIASES);
  store<u64>(o, sharedMeta, NAMESPACE_META);
  return makePointer(o, TAG_OBJECT);
}

export function primIsNamespace(x: Value): Value {
  return makeBoolean(isOfKind(x, KIND_NAMESPACE));
}

export function primNamespaceField(x: Value, i: Value): Value {
  if (!isOfKind(x, KIND_NAMESPACE)) return raiseWrongKind(x, KIND_NAMESPACE);
  if (!isIndex(i, 4)) return raiseIndex(i, 4);
  return load<u64>(addressOf(x) + NAMESPACE_NAME + ((<u32>(i >> 2)) << 3));
}

export function primSetNamespaceField(x: Value, i: Value, value: Value): Value {
  if (!isOfKind(x, KIND_NAMESPACE)) return raiseWrongKind(x, KIND_NAMESPACE);
  if (!isIndex(i, 4) || i == 0) return raiseIndex(i, 4);
  return storeCell(addressOf(x), NAMESPACE_NAME + ((<u32>(i >> 2)) << 3), value);
}

export function primCompareSetNamespaceField(x: Value, i: Value, old: Value, value: Value): Value {
  if (!isOfKind(x, KIND_NAMESPACE)) return raiseWrongKind(x, KIND_NAMESPACE);
  if (!isIndex(i, 4) || i == 0) return raiseIndex(i, 4);
  const offset = NAMESPACE_NAME + ((<u32>(i >> 2)) << 3);
  if (load<u64>(addressOf(x) + offset) != old) return FALSE;
  return swapCell(addressOf(x), offset, old, value);
}

export function primPattern(source: Value, flags: Value): Value {
  const o = allocateObject(KIND_PATTERN, PATTERN_FLAGS + 8);
  initPatternSource(o, source);
  initPatternFlags(o, flags);
  return makePointer(o, TAG_OBJECT);
}

export function primIsPattern(x: Value): Value {
  return makeBoolean(isOfKind(x, KIND_PATTERN));
}

export function primPatternSource(x: Value): Value {
  return isOfKind(x, KIND_PATTERN) ? patternSource(addressOf(x)) : raiseWrongKind(x, KIND_PATTERN);
}

export function primPatternFlags(x: Value): Value {
  return isOfKind(x, KIND_PATTERN) ? patternFlags(addressOf(x)) : raiseWrongKind(x, KIND_PATTERN);
}
