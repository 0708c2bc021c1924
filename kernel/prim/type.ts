// Primitives on types, methods, functions and exceptions (tables/primitives/type.ts); those on
// instances and records are in type_instance.ts.
//
// A type is a class: it never moves, so its address is its identity. The walk over supers is
// bounded; a hierarchy beyond the bound is Lisp's.

import {
  functionTemplate,
  initTypeId,
  initTypeName,
  KIND_ARRAY_MAP,
  KIND_FUNCTION,
  KIND_HASH_MAP,
  KIND_HASH_SET,
  KIND_KEYWORD,
  KIND_MAP_ENTRY,
  KIND_SUBVEC,
  KIND_SYMBOL,
  KIND_TYPE,
  KIND_VAR,
  KIND_VECTOR,
  TEMPLATE_TAIL,
  TEMPLATE_TYPE,
  TYPE_FIELDS,
  TYPE_INFO,
  TYPE_METHODS,
  TYPE_SUPERS,
  templateCount,
  templateName,
  templateRequired,
  templateRest,
  typeFields,
  typeInfo,
  typeMethods,
  typeName,
  typeSupers,
} from "../../gen/kernel/layouts";
import { RAISE_INDEX_OUT_OF_BOUNDS } from "../../gen/kernel/opcodes";
import { CONTEXT_SCRATCH, context, miss, need, raise } from "../context";
import { EMPTY_VECTOR } from "../data/fixed";
import { internKeyword } from "../data/keyword";
import { makeStringOfLatin1 } from "../data/string";
import { countVector, vectorConj, vectorNth } from "../data/vector";
import { nextTypeId, setKindType } from "../data/world";
import { storeCell, swapCell } from "../heap/barrier";
import { isKind } from "../heap/kinds";
import { promote } from "../heap/promote";
import { allocateSharedObject } from "../heap/shared";
import { Addr } from "../value/addr";
import { isOfKind, kindOfValue, raiseWrongKind } from "../value/kind";
import {
  addressOf,
  isFixnum,
  isFlonum,
  makeBoolean,
  makeFixnum,
  makePointer,
  NIL,
  SENTINEL,
  TAG_OBJECT,
  TRUE,
  Value,
} from "../value/value";
import {
  cacheMethod,
  clearMethods,
  findCachedMethod,
  noteLookup,
  typeOf,
} from "../vm/method_cache";

/** Types that one walk over supers may look at. */
const WALK_TYPES: i32 = 256;
const WALK_DEPTH: u32 = 24;

const NOT_BELOW: u32 = 0;
const BELOW: u32 = 1;
const UNKNOWN: u32 = 2;

export function primClass(x: Value): Value {
  return x == NIL ? NIL : typeOf(x);
}

export function primMakeType(name: Value, supers: Value, fields: Value): Value {
  if (!isOfKind(supers, KIND_VECTOR)) return raiseWrongKind(supers, KIND_VECTOR);
  const sharedName = promote(name);
  if (sharedName == SENTINEL) return SENTINEL;
  const sharedSupers = promote(supers);
  if (sharedSupers == SENTINEL) return SENTINEL;
  const sharedFields = promote(fields);
  if (sharedFields == SENTINEL) return SENTINEL;
  const o = allocateSharedObject(KIND_TYPE, TYPE_INFO + 8);
  if (o == 0) return need(TYPE_INFO + 8);
  initTypeId(o, nextTypeId());
  initTypeName(o, sharedName);
  store<u64>(o, sharedSupers, TYPE_SUPERS);
  store<u64>(o, sharedFields, TYPE_FIELDS);
  store<u64>(o, NIL, TYPE_METHODS);
  store<u64>(o, NIL, TYPE_INFO);
  return makePointer(o, TAG_OBJECT);
}

export function primIsType(x: Value): Value {
  return makeBoolean(isOfKind(x, KIND_TYPE));
}

export function primTypeName(x: Value): Value {
  return isOfKind(x, KIND_TYPE) ? typeName(addressOf(x)) : raiseWrongKind(x, KIND_TYPE);
}

export function primTypeSupers(x: Value): Value {
  return isOfKind(x, KIND_TYPE) ? typeSupers(addressOf(x)) : raiseWrongKind(x, KIND_TYPE);
}

export function primTypeFields(x: Value): Value {
  return isOfKind(x, KIND_TYPE) ? typeFields(addressOf(x)) : raiseWrongKind(x, KIND_TYPE);
}

export function primTypeMethods(x: Value): Value {
  return isOfKind(x, KIND_TYPE) ? typeMethods(addressOf(x)) : raiseWrongKind(x, KIND_TYPE);
}

export function primTypeInfo(x: Value): Value {
  return isOfKind(x, KIND_TYPE) ? typeInfo(addressOf(x)) : raiseWrongKind(x, KIND_TYPE);
}

export function primSetTypeSupers(x: Value, supers: Value): Value {
  if (!isOfKind(x, KIND_TYPE)) return raiseWrongKind(x, KIND_TYPE);
  if (!isOfKind(supers, KIND_VECTOR)) return raiseWrongKind(supers, KIND_VECTOR);
  const stored = storeCell(addressOf(x), TYPE_SUPERS, supers);
  if (stored != SENTINEL) clearMethods();
  return stored;
}

export function primSetTypeMethods(x: Value, methods: Value): Value {
  if (!isOfKind(x, KIND_TYPE)) return raiseWrongKind(x, KIND_TYPE);
  const stored = storeCell(addressOf(x), TYPE_METHODS, methods);
  if (stored != SENTINEL) clearMethods();
  return stored;
}

export function primSetTypeFields(x: Value, fields: Value): Value {
  if (!isOfKind(x, KIND_TYPE)) return raiseWrongKind(x, KIND_TYPE);
  return storeCell(addressOf(x), TYPE_FIELDS, fields) == SENTINEL ? SENTINEL : x;
}

export function primSetTypeInfo(x: Value, info: Value): Value {
  if (!isOfKind(x, KIND_TYPE)) return raiseWrongKind(x, KIND_TYPE);
  return storeCell(addressOf(x), TYPE_INFO, info);
}

export function primSetKindType(type: Value, kind: Value): Value {
  if (!isOfKind(type, KIND_TYPE)) return raiseWrongKind(type, KIND_TYPE);
  if (!isFixnum(kind) || !isKind(<u32>(kind >> 2))) {
    return raise(RAISE_INDEX_OUT_OF_BOUNDS, kind, NIL, NIL);
  }
  setKindType(<u32>(kind >> 2), type);
  clearMethods();
  return type;
}

let typesLeft: i32 = 0;

/** Is `a` the type at `b`, or has it that type among its supers? */
function walkSupers(a: Value, b: Value, depth: u32): u32 {
  if (a == b) return BELOW;
  if (!isOfKind(a, KIND_TYPE)) return NOT_BELOW;
  typesLeft--;
  if (depth == 0 || typesLeft < 0) return UNKNOWN;
  const supers = addressOf(typeSupers(addressOf(a)));
  const count = countVector(supers);
  for (let i: u32 = 0; i < count; i++) {
    const answer = walkSupers(vectorNth(supers, i), b, depth - 1);
    if (answer != NOT_BELOW) return answer;
  }
  return NOT_BELOW;
}

function isBelow(a: Value, b: Value): Value {
  typesLeft = WALK_TYPES;
  const answer = walkSupers(a, b, WALK_DEPTH);
  return answer == UNKNOWN ? miss() : makeBoolean(answer == BELOW);
}

export function primIsSubtype(a: Value, b: Value): Value {
  if (!isOfKind(a, KIND_TYPE)) return raiseWrongKind(a, KIND_TYPE);
  if (!isOfKind(b, KIND_TYPE)) return raiseWrongKind(b, KIND_TYPE);
  return isBelow(a, b);
}

export function primIsInstanceOf(x: Value, type: Value): Value {
  if (!isOfKind(type, KIND_TYPE)) return raiseWrongKind(type, KIND_TYPE);
  if (x == NIL) return makeBoolean(false);
  // A function gets its class when that is asked for: below it may be what is asked for here.
  const own = typeOf(x);
  if (isOfKind(x, KIND_FUNCTION) && own != type && isBelow(type, own) == TRUE) return miss();
  return isBelow(own, type);
}

export function primFindMethod(x: Value, keyword: Value): Value {
  if (!isOfKind(keyword, KIND_KEYWORD)) return raiseWrongKind(keyword, KIND_KEYWORD);
  const found = findCachedMethod(typeOf(x), keyword);
  if (found != SENTINEL) return found;
  noteLookup();
  return miss();
}

export function primCacheMethod(type: Value, keyword: Value, f: Value): Value {
  if (!isOfKind(type, KIND_TYPE)) return raiseWrongKind(type, KIND_TYPE);
  if (!isOfKind(keyword, KIND_KEYWORD)) return raiseWrongKind(keyword, KIND_KEYWORD);
  const shared = promote(f);
  if (shared != SENTINEL) cacheMethod(type, keyword, shared);
  return shared;
}

export function primIsFn(x: Value): Value {
  return makeBoolean(isOfKind(x, KIND_FUNCTION));
}

export function primIsCallable(x: Value): Value {
  const kind = kindOfValue(x);
  return makeBoolean(
    kind == KIND_FUNCTION ||
      kind == KIND_KEYWORD ||
      kind == KIND_SYMBOL ||
      kind == KIND_ARRAY_MAP ||
      kind == KIND_HASH_MAP ||
      kind == KIND_HASH_SET ||
      kind == KIND_VECTOR ||
      kind == KIND_SUBVEC ||
      kind == KIND_MAP_ENTRY ||
      kind == KIND_VAR,
  );
}

function templateOf(f: Value): Addr {
  return addressOf(functionTemplate(addressOf(f)));
}

export function primFnName(f: Value): Value {
  return isOfKind(f, KIND_FUNCTION)
    ? templateName(templateOf(f))
    : raiseWrongKind(f, KIND_FUNCTION);
}

export function primFnType(f: Value): Value {
  return isOfKind(f, KIND_FUNCTION)
    ? load<u64>(templateOf(f), TEMPLATE_TYPE)
    : raiseWrongKind(f, KIND_FUNCTION);
}

export function primSetFnType(f: Value, type: Value): Value {
  if (!isOfKind(f, KIND_FUNCTION)) return raiseWrongKind(f, KIND_FUNCTION);
  if (!isOfKind(type, KIND_TYPE)) return raiseWrongKind(type, KIND_TYPE);
  const template = templateOf(f);
  if (swapCell(template, TEMPLATE_TYPE, NIL, type) == SENTINEL) return SENTINEL;
  return load<u64>(template, TEMPLATE_TYPE);
}

/** "rest" as bytes in a word. */
const REST: u32 = 0x74736572;

export function primFnArities(f: Value): Value {
  if (!isOfKind(f, KIND_FUNCTION)) return raiseWrongKind(f, KIND_FUNCTION);
  const template = templateOf(f);
  const count = <u32>templateCount(template);
  let arities: Value = EMPTY_VECTOR;
  for (let i: u32 = 0; i < count; i++) {
    if (load<u64>(template + (i << 3), TEMPLATE_TAIL) == NIL) continue;
    arities = vectorConj(addressOf(arities), makeFixnum(<i64>i));
  }
  if (templateRest(template) == NIL) return arities;
  const at = context + CONTEXT_SCRATCH;
  store<u32>(at, REST);
  const rest = internKeyword(NIL, makeStringOfLatin1(at, 4));
  if (rest == SENTINEL) return SENTINEL;
  arities = vectorConj(addressOf(arities), rest);
  return vectorConj(addressOf(arities), makeFixnum(<i64>templateRequired(template)));
}

export function primKind(x: Value): Value {
  if (isFixnum(x)) return makeFixnum(-1);
  return makeFixnum(isFlonum(x) ? -2 : <i64>kindOfValue(x));
}
