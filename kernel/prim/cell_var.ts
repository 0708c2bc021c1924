// Primitives on vars and thread bindings (tables/primitives/cell.ts).
//
// A var's root is its link cell; it holds the sentinel while the var is unbound. The metadata's
// :dynamic and :macro are copied into flags of the header, where the interpreter and the
// compiler read them. Thread bindings are the running actor's map from var to volatile.

import {
  initVarName,
  initVarNamespace,
  KIND_ARRAY_MAP,
  KIND_HASH_MAP,
  KIND_SYMBOL,
  KIND_VAR,
  namespaceName,
  symbolName,
  VAR_META,
  VAR_ROOT,
  VAR_VALIDATOR,
  VAR_WATCHES,
  VOLATILE_VALUE,
  varName,
  varNamespace,
  varRoot,
  volatileValue,
} from "../../gen/kernel/layouts";
import { RAISE_NO_BINDING, RAISE_UNBOUND_VAR } from "../../gen/kernel/opcodes";
import { CONTEXT_ACTOR, CONTEXT_SCRATCH, context, miss, need, raise } from "../context";
import { findKeyword } from "../data/keyword";
import { mapGet } from "../data/map";
import { makeStringOfLatin1 } from "../data/string";
import { makeSymbol } from "../data/symbol";
import { resolve, storeCell } from "../heap/barrier";
import { promote } from "../heap/promote";
import { allocateSharedObject } from "../heap/shared";
import { Addr } from "../value/addr";
import { isOfKind, kindOfValue, raiseWrongKind } from "../value/kind";
import {
  addressOf,
  isFalsy,
  makeBoolean,
  makePointer,
  NIL,
  SENTINEL,
  TAG_OBJECT,
  Value,
} from "../value/value";
import { findBinding, threadBindings } from "../vm/bindings";
import { ACTOR_BINDINGS } from "../vm/frame";

export const FLAG_DYNAMIC: u32 = 4 << 8;
export const FLAG_MACRO: u32 = 8 << 8;

/** "dynamic" and "macro" as bytes in a word. */
const DYNAMIC: u64 = 0x63696d616e7964;
const MACRO: u64 = 0x6f7263616d;

/** Is the metadata's value under the keyword of these bytes true? */
function isSetIn(meta: Value, bytes: u64, count: u32): bool {
  const kind = kindOfValue(meta);
  if (kind != KIND_ARRAY_MAP && kind != KIND_HASH_MAP) return false;
  const at = context + CONTEXT_SCRATCH;
  store<u64>(at, bytes);
  const keyword = findKeyword(NIL, makeStringOfLatin1(at, count));
  return keyword != NIL && !isFalsy(mapGet(addressOf(meta), keyword, NIL));
}

function setFlags(v: Addr, meta: Value): void {
  let header = load<u32>(v) & ~(FLAG_DYNAMIC | FLAG_MACRO);
  if (isSetIn(meta, DYNAMIC, 7)) header = header | FLAG_DYNAMIC;
  if (isSetIn(meta, MACRO, 5)) header = header | FLAG_MACRO;
  store<u32>(v, header);
}

/** Gives a var the flags that its metadata wants. */
export function updateFlags(v: Addr): void {
  setFlags(v, atomic.load<u64>(v, VAR_META));
}

export function primMakeVar(namespace: Value, name: Value, meta: Value): Value {
  if (!isOfKind(name, KIND_SYMBOL)) return raiseWrongKind(name, KIND_SYMBOL);
  const sharedNamespace = promote(namespace);
  if (sharedNamespace == SENTINEL) return SENTINEL;
  const sharedName = promote(name);
  if (sharedName == SENTINEL) return SENTINEL;
  const sharedMeta = promote(meta);
  if (sharedMeta == SENTINEL) return SENTINEL;
  const o = allocateSharedObject(KIND_VAR, VAR_VALIDATOR + 8);
  if (o == 0) return need(VAR_VALIDATOR + 8);
  store<u64>(o, SENTINEL, VAR_ROOT);
  initVarNamespace(o, sharedNamespace);
  initVarName(o, sharedName);
  store<u64>(o, sharedMeta, VAR_META);
  store<u64>(o, NIL, VAR_WATCHES);
  store<u64>(o, NIL, VAR_VALIDATOR);
  setFlags(o, sharedMeta);
  return makePointer(o, TAG_OBJECT);
}

export function primIsVar(x: Value): Value {
  return makeBoolean(isOfKind(x, KIND_VAR));
}

/** The thread binding of a var, else its root, else the sentinel. */
function currentValue(v: Value): Value {
  if ((load<u32>(addressOf(v)) & FLAG_DYNAMIC) != 0) {
    const binding = findBinding(v);
    if (binding != NIL) return volatileValue(resolve(addressOf(binding)));
  }
  return varRoot(addressOf(v));
}

function valueOrRaise(v: Value, x: Value): Value {
  return x == SENTINEL ? raise(RAISE_UNBOUND_VAR, v, NIL, NIL) : x;
}

export function primVarValue(v: Value): Value {
  if (!isOfKind(v, KIND_VAR)) return raiseWrongKind(v, KIND_VAR);
  return valueOrRaise(v, currentValue(v));
}

export function primVarRoot(v: Value): Value {
  if (!isOfKind(v, KIND_VAR)) return raiseWrongKind(v, KIND_VAR);
  return valueOrRaise(v, varRoot(addressOf(v)));
}

export function primBindVar(v: Value, x: Value): Value {
  if (!isOfKind(v, KIND_VAR)) return raiseWrongKind(v, KIND_VAR);
  const o = addressOf(v);
  if (load<u64>(o, VAR_WATCHES) != NIL || load<u64>(o, VAR_VALIDATOR) != NIL) return miss();
  return storeCell(o, VAR_ROOT, x) == SENTINEL ? SENTINEL : v;
}

export function primVarSymbol(v: Value): Value {
  if (!isOfKind(v, KIND_VAR)) return raiseWrongKind(v, KIND_VAR);
  const namespace = varNamespace(addressOf(v));
  const prefix =
    namespace == NIL ? NIL : symbolName(addressOf(namespaceName(addressOf(namespace))));
  return makeSymbol(prefix, symbolName(addressOf(varName(addressOf(v)))), NIL);
}

export function primSetVarMeta(v: Value, meta: Value): Value {
  if (!isOfKind(v, KIND_VAR)) return raiseWrongKind(v, KIND_VAR);
  if (storeCell(addressOf(v), VAR_META, meta) == SENTINEL) return SENTINEL;
  setFlags(addressOf(v), meta);
  return v;
}

export function primIsBound(v: Value): Value {
  if (!isOfKind(v, KIND_VAR)) return raiseWrongKind(v, KIND_VAR);
  return makeBoolean(currentValue(v) != SENTINEL);
}

export function primUnbindVar(v: Value): Value {
  if (!isOfKind(v, KIND_VAR)) return raiseWrongKind(v, KIND_VAR);
  store<u64>(addressOf(v), SENTINEL, VAR_ROOT);
  return v;
}

export function primIsDynamic(v: Value): Value {
  if (!isOfKind(v, KIND_VAR)) return raiseWrongKind(v, KIND_VAR);
  return makeBoolean((load<u32>(addressOf(v)) & FLAG_DYNAMIC) != 0);
}

export function primIsMacro(v: Value): Value {
  if (!isOfKind(v, KIND_VAR)) return raiseWrongKind(v, KIND_VAR);
  return makeBoolean((load<u32>(addressOf(v)) & FLAG_MACRO) != 0);
}

export function primDynamicValue(v: Value): Value {
  if (!isOfKind(v, KIND_VAR)) return raiseWrongKind(v, KIND_VAR);
  return valueOrRaise(v, currentValue(v));
}

export function primSetDynamic(v: Value, x: Value): Value {
  if (!isOfKind(v, KIND_VAR)) return raiseWrongKind(v, KIND_VAR);
  const binding = findBinding(v);
  if (binding == NIL) return raise(RAISE_NO_BINDING, varName(addressOf(v)), NIL, NIL);
  return storeCell(addressOf(binding), VOLATILE_VALUE, x);
}

export function primBindings(): Value {
  return threadBindings();
}

export function primSetBindings(bindings: Value): Value {
  const kind = kindOfValue(bindings);
  const isMap = kind == KIND_ARRAY_MAP || kind == KIND_HASH_MAP;
  if (!isMap && bindings != NIL) return raiseWrongKind(bindings, KIND_HASH_MAP);
  store<u64>(load<u32>(context, CONTEXT_ACTOR), bindings, ACTOR_BINDINGS);
  return NIL;
}
