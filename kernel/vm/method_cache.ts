// Types of values, and the cache of methods: which function the type of a receiver has for a
// keyword. The lookup itself, over supers, is Lisp's; this table remembers its answers.
//
//   512 entries of 16 bytes: u32 type, u32 keyword, Value function or nil
//
// Types and keywords never move, so their addresses are the key. Functions are shared values.
// Each worker has a table of its own (CONTEXT_METHODS), so that reading and filling it takes no
// lock; clearing empties the keys of all tables. A lookup that was under way at a clearing may
// have found what is no longer true: the epoch, which each clearing raises, tells.
//
// Invariant: an entry is what the lookup would answer now; whoever changes a type's methods or
// supers, or moves shared objects, clears the tables.

import {
  INSTANCE_TYPE,
  KIND_INSTANCE,
  KIND_MUTABLE_INSTANCE,
  KIND_RECORD,
  KIND_THROWABLE,
  MUTABLE_INSTANCE_TYPE,
  RECORD_TYPE,
  THROWABLE_TYPE,
} from "../../gen/kernel/layouts";
import { ACTOR_METHOD_EPOCH } from "../actor/actor";
import { CONTEXT_ACTOR, CONTEXT_METHODS, context } from "../context";
import { kindType } from "../data/world";
import { Addr } from "../value/addr";
import { kindOfValue } from "../value/kind";
import { addressOf, SENTINEL, Value } from "../value/value";
import { contextOf, countWorkers } from "../worker/workers";

const EPOCH: Addr = 0x44d0; // u32: clearings so far
const TABLE_BYTES: u32 = 0x2000;

/** The type of any value; that of nil is the kind's too, though `class` answers nil for it. */
export function typeOf(x: Value): Value {
  const kind = kindOfValue(x);
  if (kind == KIND_INSTANCE) return load<u64>(addressOf(x), INSTANCE_TYPE);
  if (kind == KIND_RECORD) return load<u64>(addressOf(x), RECORD_TYPE);
  if (kind == KIND_MUTABLE_INSTANCE) return load<u64>(addressOf(x), MUTABLE_INSTANCE_TYPE);
  if (kind == KIND_THROWABLE) return load<u64>(addressOf(x), THROWABLE_TYPE);
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
    const table = load<u32>(contextOf(i), CONTEXT_METHODS);
    for (let at: u32 = 0; at < TABLE_BYTES; at += 16) store<u64>(table + at, 0);
  }
}
