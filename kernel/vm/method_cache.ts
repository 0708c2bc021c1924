// Types of values, and the caches of methods: which function the type of a receiver has for a
// keyword. The lookup itself, over supers, is Lisp's; these tables remember its answers.
//
//   sites    256 entries of 16 bytes: u32 type, u32 invoke instruction, Value function or field
//   methods  512 entries of 16 bytes: u32 type, u32 keyword, Value function or nil
//
// The first is the inline cache of the call sites: of each site, the methods that its latest
// types have, for as many types as it sees. It lies in a table of its own because code is shared
// by all workers and holds no references that a collection would have to look at; a hit costs one
// comparison. Sites hold only functions that run code of their own, not a primitive's, so that
// the interpreter can begin their frame at once, and in place of one that reads a field the
// field's number, so that it can read the field itself.
//
// Types, keywords and code never move, so their addresses are the key. Functions are shared values.
// Each worker has tables of its own (CONTEXT_METHODS), so that reading and filling them takes no
// lock; clearing empties the keys of all tables. A lookup that was under way at a clearing may
// have found what is no longer true: the epoch, which each clearing raises, tells.
//
// Invariant: an entry is what the lookup would answer now; whoever changes a type's methods or
// supers, moves or frees shared objects, clears the tables.

import {
  CODE_PRIMITIVE,
  CODE_TAIL,
  FUNCTION_COUNT,
  FUNCTION_TAIL,
  FUNCTION_TEMPLATE,
  functionTemplate,
  INSTANCE_TYPE,
  KIND_FUNCTION,
  KIND_INSTANCE,
  KIND_MUTABLE_INSTANCE,
  KIND_RECORD,
  KIND_THROWABLE,
  MUTABLE_INSTANCE_TYPE,
  RECORD_TYPE,
  TEMPLATE_COUNT,
  TEMPLATE_TAIL,
  TEMPLATE_TYPE,
  THROWABLE_TYPE,
} from "../../gen/kernel/layouts";
import { OP_CLOSED, OP_LOAD, OP_PRIMITIVE } from "../../gen/kernel/opcodes";
import { PRIM_FIELD } from "../../gen/kernel/primitives";
import { ACTOR_METHOD_EPOCH } from "../actor/actor";
import { CONTEXT_ACTOR, CONTEXT_METHODS, context } from "../context";
import { kindType } from "../data/world";
import { Addr } from "../value/addr";
import { isOfKind, kindOfValue } from "../value/kind";
import { addressOf, isFixnum, NIL, SENTINEL, Value } from "../value/value";
import { contextOf, countWorkers } from "../worker/workers";
import { codeLength } from "./feedback";

const EPOCH: Addr = 0x44d0; // u32: clearings so far
const TABLE_BYTES: u32 = 0x2000;
/** The table of sites lies in front of that of methods. */
const SITES_BYTES: u32 = 0x1000;

/**
 * The type of any value; that of nil is the kind's too, though `class` answers nil for it. A
 * function is of its template's own type once somebody has asked for that.
 */
export function typeOf(x: Value): Value {
  const kind = kindOfValue(x);
  if (kind == KIND_INSTANCE) return load<u64>(addressOf(x), INSTANCE_TYPE);
  if (kind == KIND_RECORD) return load<u64>(addressOf(x), RECORD_TYPE);
  if (kind == KIND_MUTABLE_INSTANCE) return load<u64>(addressOf(x), MUTABLE_INSTANCE_TYPE);
  if (kind == KIND_THROWABLE) return load<u64>(addressOf(x), THROWABLE_TYPE);
  if (kind == KIND_FUNCTION) {
    const own = load<u64>(addressOf(functionTemplate(addressOf(x))), TEMPLATE_TYPE);
    if (own != NIL) return own;
  }
  return kindType(kind);
}

function entryOf(type: Addr, keyword: Addr): Addr {
  const mixed = ((type >>> 3) ^ (keyword >>> 3)) * 0x9e3779b1;
  return load<u32>(context, CONTEXT_METHODS) + ((mixed >>> 19) & (TABLE_BYTES - 16));
}

/** The function or nil that is remembered, or the sentinel. */
export function findCachedMethod(type: Value, keyword: Value): Value {
  const entry = entryOf(addressOf(type), addressOf(keyword));
  const known = load<u32>(entry) == addressOf(type) && load<u32>(entry, 4) == addressOf(keyword);
  return known ? load<u64>(entry, 8) : SENTINEL;
}

function siteOf(site: Addr, type: Addr): Addr {
  const at = ((site << 4) ^ (type << 1)) & (SITES_BYTES - 16);
  return load<u32>(context, CONTEXT_METHODS) - SITES_BYTES + at;
}

function keyOf(type: Addr, other: Addr): u64 {
  return <u64>type | ((<u64>other) << 32);
}

/**
 * The function that an invoke instruction has called for the type, or the number of the field
 * that it has read, or the sentinel.
 */
export function findMethodOfSite(site: Addr, type: Value): Value {
  const entry = siteOf(site, addressOf(type));
  return load<u64>(entry) == keyOf(addressOf(type), site) ? load<u64>(entry, 8) : SENTINEL;
}

/**
 * The method of the cache for an invoke instruction with `n` arguments, remembered for the site,
 * or the sentinel when there is none or it is not known.
 */
export function findMethodForSite(site: Addr, type: Value, keyword: Value, n: u32): Value {
  const epoch = atomic.load<u32>(EPOCH);
  const method = findCachedMethod(type, keyword);
  if (method == NIL || method == SENTINEL || !hasOwnCode(method, n)) return method;
  const entry = siteOf(site, addressOf(type));
  const field = n == 1 ? fieldOfReader(method) : SENTINEL;
  store<u64>(entry, field == SENTINEL ? method : field, 8);
  atomic.store<u64>(entry, keyOf(addressOf(type), site));
  if (atomic.load<u32>(EPOCH) != epoch) atomic.store<u64>(entry, 0);
  return method;
}

/** Is it a function whose code for `n` arguments is not a primitive's? */
function hasOwnCode(method: Value, n: u32): bool {
  if (!isOfKind(method, KIND_FUNCTION)) return false;
  const template = addressOf(load<u64>(addressOf(method), FUNCTION_TEMPLATE));
  if (n >= load<u32>(template, TEMPLATE_COUNT)) return false;
  const code = load<u64>(template + (n << 3), TEMPLATE_TAIL);
  return code != NIL && load<u32>(addressOf(code), CODE_PRIMITIVE) == 0;
}

/** A function that reads a field of its argument is: load, closed, primitive field, return. */
const READER_BYTES: u32 = 10;

/**
 * The number of the field that a method reads, which it has closed over (lang/core/type.clj), or
 * the sentinel when it does anything else.
 */
function fieldOfReader(method: Value): Value {
  const f = addressOf(method);
  const template = addressOf(load<u64>(f, FUNCTION_TEMPLATE));
  const code = addressOf(load<u64>(template + 8, TEMPLATE_TAIL));
  const at = code + CODE_TAIL;
  const reads =
    load<u32>(f, FUNCTION_COUNT) == 1 &&
    isFixnum(load<u64>(f, FUNCTION_TAIL)) &&
    codeLength(code) == READER_BYTES &&
    load<u8>(at) == OP_LOAD &&
    load<u8>(at, 3) == OP_CLOSED &&
    load<u8>(at, 6) == OP_PRIMITIVE &&
    load<u16>(at, 7) == PRIM_FIELD;
  return reads ? load<u64>(f, FUNCTION_TAIL) : SENTINEL;
}

/** The running actor looks a method up that findCachedMethod did not have. */
export function noteLookup(): void {
  store<u32>(load<u32>(context, CONTEXT_ACTOR), atomic.load<u32>(EPOCH), ACTOR_METHOD_EPOCH);
}

/** Remembers a shared function, or nil for none, that the running actor's last lookup found. */
export function cacheMethod(type: Value, keyword: Value, f: Value): void {
  const entry = entryOf(addressOf(type), addressOf(keyword));
  const epoch = load<u32>(load<u32>(context, CONTEXT_ACTOR), ACTOR_METHOD_EPOCH);
  store<u64>(entry, 0);
  store<u64>(entry, f, 8);
  atomic.store<u64>(entry, ((<u64>addressOf(keyword)) << 32) | <u64>addressOf(type));
  if (epoch != 0 && atomic.load<u32>(EPOCH) != epoch) atomic.store<u64>(entry, 0);
}

export function clearMethods(): void {
  atomic.add<u32>(EPOCH, 1);
  const count = countWorkers();
  for (let i: u32 = 0; i < count; i++) {
    const end = load<u32>(contextOf(i), CONTEXT_METHODS) + TABLE_BYTES;
    for (let at = end - TABLE_BYTES - SITES_BYTES; at < end; at += 16) store<u64>(at, 0);
  }
}
