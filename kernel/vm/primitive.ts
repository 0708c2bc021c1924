// The primitives' table and the one switch that runs them (docs/decisions/003).
//
// The table lies in page 0, 8 bytes a primitive: u8 number of arguments, 3 bytes free, u32 var of
// the Lisp function for MISS, 0 until it is defined. Next to it are the vars of the functions
// that the kernel itself calls. Vars are pinned, so none of these words is ever updated.
//
// Invariant: a primitive reads its arguments at `args` and leaves sp alone.

import { KIND_CONS, KIND_LIST, LIST_FIRST, LIST_REST, VAR_ROOT } from "../../gen/kernel/layouts";
import { RAISE_UNBOUND_VAR } from "../../gen/kernel/opcodes";
import {
  PRIM_ADD,
  PRIM_CLASS_KIND,
  PRIM_CONS,
  PRIM_DECREMENT,
  PRIM_DYNAMIC_VALUE,
  PRIM_EQUAL,
  PRIM_FIRST,
  PRIM_GREATER,
  PRIM_GREATER_EQUAL,
  PRIM_IDENTICAL,
  PRIM_INCREMENT,
  PRIM_LESS,
  PRIM_LESS_EQUAL,
  PRIM_MULTIPLY,
  PRIM_NUMBER_EQUAL,
  PRIM_REST,
  PRIM_SET_DYNAMIC,
  PRIM_SUBTRACT,
  writePrimitiveTable,
} from "../../gen/kernel/primitives";
import { CONTEXT_ACTOR, context, miss, raise } from "../context";
import { kindOf } from "../heap/kinds";
import { Addr } from "../value/addr";
import {
  NIL,
  SENTINEL,
  Value,
  addressOf,
  isFixnum,
  isFlonum,
  isListCell,
  makeBoolean,
  makeFixnum,
} from "../value/value";
import { ACTOR_BINDINGS } from "./frame";
import { combineSlow, compareSlow } from "./ops_number";
import { consOnto } from "./rest_list";

const TABLE: Addr = 0x2000;
const RAISE_VAR: Addr = 0x4000;

export function writePrimitives(): void {
  writePrimitiveTable(TABLE);
  store<u32>(RAISE_VAR, 0);
}

export function primitiveArguments(p: u32): u32 {
  return load<u8>(TABLE + (p << 3));
}

/** Var of the Lisp function that is called for MISS, or 0. */
export function slowVar(p: u32): Addr {
  return load<u32>(TABLE + (p << 3), 4);
}

export function setSlowVar(p: u32, v: Addr): void {
  store<u32>(TABLE + (p << 3), v, 4);
}

/** Var of the function of four arguments that builds and throws the exception of a raise. */
export function raiseVar(): Addr {
  return load<u32>(RAISE_VAR);
}

export function setRaiseVar(v: Addr): void {
  store<u32>(RAISE_VAR, v);
}

/** Equality of what is not the same word; collections are the slow function's. */
function equalSlow(a: Value, b: Value): Value {
  if (a == NIL || b == NIL) return makeBoolean(a == b);
  return miss();
}

function classKind(x: Value): Value {
  if (isFixnum(x)) return makeFixnum(-1);
  return makeFixnum(isFlonum(x) ? -2 : <i64>kindOf(addressOf(x)));
}

function dynamicValue(v: Value): Value {
  if (load<u64>(load<u32>(context, CONTEXT_ACTOR), ACTOR_BINDINGS) != NIL) return miss();
  const x = load<u64>(addressOf(v), VAR_ROOT);
  return x == SENTINEL ? raise(RAISE_UNBOUND_VAR, v, NIL, NIL) : x;
}

function cellPart(x: Value, offset: u32): Value {
  if (!isListCell(x)) return miss();
  const kind = kindOf(addressOf(x));
  if (kind != KIND_LIST && kind != KIND_CONS) return miss();
  return load<u64>(addressOf(x) + offset);
}

/** Runs primitive `p`; answers its value, or SENTINEL after writing an outcome. */
export function callPrimitive(p: u32, args: Addr): Value {
  switch (p) {
    case PRIM_ADD:
    case PRIM_SUBTRACT:
    case PRIM_MULTIPLY:
      return combineSlow(p, load<u64>(args), load<u64>(args, 8));
    case PRIM_LESS:
    case PRIM_LESS_EQUAL:
    case PRIM_GREATER:
    case PRIM_GREATER_EQUAL:
    case PRIM_NUMBER_EQUAL:
      return compareSlow(p, load<u64>(args), load<u64>(args, 8));
    case PRIM_EQUAL:
      return equalSlow(load<u64>(args), load<u64>(args, 8));
    case PRIM_INCREMENT:
      return combineSlow(PRIM_ADD, load<u64>(args), makeFixnum(1));
    case PRIM_DECREMENT:
      return combineSlow(PRIM_SUBTRACT, load<u64>(args), makeFixnum(1));
    case PRIM_DYNAMIC_VALUE:
      return dynamicValue(load<u64>(args));
    case PRIM_SET_DYNAMIC:
      return miss();
    case PRIM_IDENTICAL:
      return makeBoolean(load<u64>(args) == load<u64>(args, 8));
    case PRIM_CLASS_KIND:
      return classKind(load<u64>(args));
    case PRIM_FIRST:
      return cellPart(load<u64>(args), LIST_FIRST);
    case PRIM_REST:
      return cellPart(load<u64>(args), LIST_REST);
    case PRIM_CONS:
      return consOnto(load<u64>(args), load<u64>(args, 8));
    default:
      return miss();
  }
}
