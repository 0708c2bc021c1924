// Types of values, and the cache of methods: which function the type of a receiver has for a
// keyword. The lookup itself, over supers, is Lisp's; this table remembers its answers.
//
//   0x6000  512 entries of 16 bytes: u32 type, u32 keyword, Value function or nil
//
// Types and keywords never move, so their addresses are the key. Functions are shared values.
// Invariant: an entry is what the lookup would answer now; whoever changes a type's methods or
// supers, or moves shared objects, clears the table.

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
import { kindType } from "../data/world";
import { Addr } from "../value/addr";
import { kindOfValue } from "../value/kind";
import { addressOf, SENTINEL, Value } from "../value/value";

const TABLE: Addr = 0x6000;
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
  return TABLE + ((mixed >>> 19) & (TABLE_BYTES - 16));
}

/** The function or nil that is remembered, or the sentinel. */
export function findCachedMethod(type: Value, keyword: Value): Value {
  const entry = entryOf(addressOf(type), addressOf(keyword));
  const known = load<u32>(entry) == addressOf(type) && load<u32>(entry, 4) == addressOf(keyword);
  return known ? load<u64>(entry, 8) : SENTINEL;
}

/** Remembers a shared function, or nil for none. */
export function cacheMethod(type: Value, keyword: Value, f: Value): void {
  const entry = entryOf(addressOf(type), addressOf(keyword));
  store<u32>(entry, addressOf(type));
  store<u32>(entry, addressOf(keyword), 4);
  store<u64>(entry, f, 8);
}

export function clearMethods(): void {
  memory.fill(TABLE, 0, TABLE_BYTES);
}
