// Calls of what is no function but can be called: keywords, symbols, collections, vars, and the
// instances of types with a method `invoke`.
//
// A lookup runs where the call's operands lie: (map key default) are already the arguments of
// get, (keyword map) are with the first two exchanged. So such a call makes no frame.

import { callPrimitive } from "../../gen/kernel/dispatch";
import { OUTCOME_NEED } from "../../gen/kernel/events";
import {
  KIND_ARRAY_MAP,
  KIND_HASH_MAP,
  KIND_HASH_SET,
  KIND_INSTANCE,
  KIND_KEYWORD,
  KIND_MAP_ENTRY,
  KIND_MUTABLE_INSTANCE,
  KIND_RECORD,
  KIND_REF,
  KIND_SUBVEC,
  KIND_SYMBOL,
  KIND_TRANSIENT_ARRAY_MAP,
  KIND_TRANSIENT_HASH_MAP,
  KIND_TRANSIENT_SET,
  KIND_TRANSIENT_VECTOR,
  KIND_VAR,
  KIND_VECTOR,
  VAR_ROOT,
} from "../../gen/kernel/layouts";
import {
  RAISE_CALLS_NIL,
  RAISE_NOT_A_FUNCTION,
  RAISE_NOT_INTEGER_KEY,
} from "../../gen/kernel/opcodes";
import { PRIM_GET, PRIM_GET_DEFAULT, PRIM_NTH } from "../../gen/kernel/primitives";
import { CONTEXT_OUTCOME, context, raise } from "../context";
import { primDynamicValue } from "../prim/cell_var";
import { Addr } from "../value/addr";
import { addressOf, isFixnum, NIL, SENTINEL, Value } from "../value/value";
import {
  CONTINUE,
  drop,
  enterCall,
  enterRaise,
  enterRaiseOf,
  push,
  raiseArity,
  settle,
} from "./enter";
import { ACTOR_PRIMITIVE, ACTOR_SP } from "./frame";
import { findCachedMethod, typeOf } from "./method_cache";
import { invokeKeyword, KERNEL_VAR_CALL, KERNEL_VAR_INVOKE, kernelVar } from "./primitive";
import { makeRestList } from "./rest_list";

/** The length of the instruction `call`, which is run again after NEED. */
const CALL_BYTES: u32 = 3;

/** Calls `f`, of a kind that is not function, with the `n` operands above it. */
export function enterObject(actor: Addr, n: u32, f: Value, kind: u32): u32 {
  const slot = load<u32>(actor, ACTOR_SP) - (n << 3) - 8;
  if (kind == KIND_KEYWORD || kind == KIND_SYMBOL) {
    if (n != 1 && n != 2) return raiseArity(actor, n, kind == KIND_KEYWORD ? f : typeOf(f));
    exchange(slot);
    return lookUp(actor, slot, n);
  }
  if (isLookup(kind, n)) return lookUp(actor, slot, n);
  if (isIndexed(kind) && n == 1) return lookUpIndex(actor, slot);
  if (isLookup(kind, 1) || isIndexed(kind)) return raiseArity(actor, n, typeOf(f));
  if (kind == KIND_VAR) {
    const x = primDynamicValue(f);
    if (x == SENTINEL) {
      drop(actor, n + 1);
      return enterRaise(actor);
    }
    store<u64>(slot, x);
    return enterCall(actor, n);
  }
  if (isInstance(kind)) {
    return enterInstance(actor, n, f, slot);
  }
  return raiseNotFunction(actor, n, f);
}

/** Has this kind a method `invoke` of its own? */
function isInstance(kind: u32): bool {
  if (kind == KIND_INSTANCE || kind == KIND_MUTABLE_INSTANCE) return true;
  return kind == KIND_RECORD || kind == KIND_REF;
}

function raiseNotFunction(actor: Addr, n: u32, f: Value): u32 {
  raise(f == NIL ? RAISE_CALLS_NIL : RAISE_NOT_A_FUNCTION, f, NIL, NIL);
  return enterRaiseOf(actor, n + 1);
}

/** Is a call of this kind with `n` arguments a lookup by key? */
function isLookup(kind: u32, n: u32): bool {
  if (n == 1 && kind == KIND_HASH_SET) return true;
  if (n != 1 && n != 2) return false;
  return (
    kind == KIND_ARRAY_MAP ||
    kind == KIND_HASH_MAP ||
    kind == KIND_TRANSIENT_ARRAY_MAP ||
    kind == KIND_TRANSIENT_HASH_MAP ||
    kind == KIND_TRANSIENT_SET
  );
}

function isIndexed(kind: u32): bool {
  return (
    kind == KIND_VECTOR ||
    kind == KIND_SUBVEC ||
    kind == KIND_MAP_ENTRY ||
    kind == KIND_TRANSIENT_VECTOR
  );
}

/** Exchanges keyword and collection. */
function exchange(slot: Addr): void {
  const x = load<u64>(slot);
  store<u64>(slot, load<u64>(slot, 8));
  store<u64>(slot, x, 8);
}

/** Runs get on collection, key and perhaps default, which lie from `slot` on. */
function lookUp(actor: Addr, slot: Addr, n: u32): u32 {
  return runInPlace(actor, slot, n + 1, n == 1 ? PRIM_GET : PRIM_GET_DEFAULT);
}

function lookUpIndex(actor: Addr, slot: Addr): u32 {
  if (isFixnum(load<u64>(slot, 8))) return runInPlace(actor, slot, 2, PRIM_NTH);
  raise(RAISE_NOT_INTEGER_KEY, NIL, NIL, NIL);
  return enterRaiseOf(actor, 2);
}

/** Runs a primitive on the `count` topmost operands, which are all of the call's. */
function runInPlace(actor: Addr, slot: Addr, count: u32, p: u32): u32 {
  const x = callPrimitive(p, slot);
  if (x == SENTINEL) {
    if (load<u32>(context, CONTEXT_OUTCOME) == OUTCOME_NEED) unreachable(); // lookups need none
    store<u32>(actor, p, ACTOR_PRIMITIVE);
    return settle(actor, count, false, CALL_BYTES);
  }
  store<u64>(slot, x);
  store<u32>(actor, slot + 8, ACTOR_SP);
  return CONTINUE;
}

/** Calls the method `invoke` of an instance, which becomes its first argument. */
function enterInstance(actor: Addr, n: u32, f: Value, slot: Addr): u32 {
  const selector = invokeKeyword();
  const method = selector == SENTINEL ? SENTINEL : findCachedMethod(typeOf(f), selector);
  if (method == NIL) return raiseNotFunction(actor, n, f);
  if (method == SENTINEL) {
    const list = makeRestList(slot + 8, n);
    drop(actor, n + 1);
    return enterKernelVar(actor, KERNEL_VAR_CALL, f, list);
  }
  memory.copy(slot + 8, slot, (n + 1) << 3);
  store<u64>(slot, method);
  store<u32>(actor, slot + 8 + ((n + 1) << 3), ACTOR_SP);
  return enterCall(actor, n + 1);
}

/** Finds and calls the method for `selector`; receiver and arguments are the `n` top operands. */
export function enterMethod(actor: Addr, n: u32, selector: Value): u32 {
  const list = makeRestList(load<u32>(actor, ACTOR_SP) - (n << 3), n);
  drop(actor, n + 1);
  return enterKernelVar(actor, KERNEL_VAR_INVOKE, selector, list);
}

/** Calls one of the kernel's Lisp functions with two arguments. */
export function enterKernelVar(actor: Addr, i: u32, x: Value, y: Value): u32 {
  const v = kernelVar(i);
  push(actor, v == 0 ? NIL : load<u64>(v, VAR_ROOT));
  push(actor, x);
  push(actor, y);
  return enterCall(actor, 2);
}
