// Calls whose last argument is a sequence of further arguments: apply.
//
// Only as many elements are pushed as the function has parameters; what is left of the sequence
// is the rest argument of a variadic function as it is. So applying to an endless or very long
// sequence costs a bounded number of steps. Elements are taken by the primitives first and next;
// where those miss (lazy sequences), Lisp realizes SPREAD_LIMIT elements and applies again.

import {
  FUNCTION_TEMPLATE,
  KIND_FUNCTION,
  KIND_INSTANCE,
  KIND_KEYWORD,
  KIND_MUTABLE_INSTANCE,
  KIND_RECORD,
  KIND_VAR,
  LIST_FIRST,
  LIST_REST,
  TEMPLATE_REQUIRED,
  TEMPLATE_REST,
} from "../../gen/kernel/layouts";
import { RAISE_APPLIES_NIL } from "../../gen/kernel/opcodes";
import { PRIM_APPLY } from "../../gen/kernel/primitives";
import { miss, raise } from "../context";
import { kindOf } from "../heap/kinds";
import { primDynamicValue } from "../prim/cell_var";
import { primFirst, primNext, primSeq } from "../prim/seq";
import { Addr } from "../value/addr";
import { addressOf, isListCell, isPointer, NIL, SENTINEL, Value } from "../value/value";
import { enterKernelVar } from "./callable";
import { drop, enterCall, enterRaise, push, pushFrame, settle } from "./enter";
import { ACTOR_PRIMITIVE, ACTOR_SP } from "./frame";
import { KERNEL_VAR_CALL } from "./primitive";
import { consOnto } from "./rest_list";

const PRIMITIVE_BYTES: u32 = 3;
/** No function has more parameters, nor a method with its object; errors count no more. */
const SPREAD_LIMIT: u32 = 22;

/** Calls with `n` arguments, the last of which is nil or a sequence of the rest arguments. */
export function enterSpread(actor: Addr, n: u32): u32 {
  const top = load<u32>(actor, ACTOR_SP);
  const slot: Addr = top - (n << 3) - 8;
  if (!unwrapVars(slot)) {
    drop(actor, n + 1);
    return enterRaise(actor);
  }
  const f = load<u64>(slot);
  if (f == NIL) {
    drop(actor, n + 1);
    raise(RAISE_APPLIES_NIL, NIL, NIL, NIL);
    return enterRaise(actor);
  }
  const given = load<u64>(top - 8);
  const template = templateOf(f);
  const isVariadic = template != 0 && load<u64>(template, TEMPLATE_REST) != NIL;
  const limit: u32 = isVariadic ? <u32>load<u64>(template, TEMPLATE_REQUIRED) : SPREAD_LIMIT;
  let count = n - 1;
  let rest = given;
  drop(actor, 1);
  if (mayHaveApplyTo(f)) {
    miss();
    return respread(actor, count, count, given);
  }
  while (true) {
    if (!isListCell(rest)) rest = primSeq(rest);
    if (rest == SENTINEL) return respread(actor, n - 1, count, given);
    if (rest == NIL) return enterCall(actor, count);
    if (count >= limit) break;
    const x = isListCell(rest) ? load<u64>(addressOf(rest), LIST_FIRST) : primFirst(rest);
    if (x == SENTINEL) return respread(actor, n - 1, count, given);
    push(actor, x);
    rest = isListCell(rest) ? load<u64>(addressOf(rest), LIST_REST) : primNext(rest);
    if (rest == SENTINEL) return respread(actor, n - 1, count + 1, given);
    count++;
  }
  if (takesList(f)) return enterLisp(actor, f, count, rest);
  if (!isVariadic) return enterCall(actor, SPREAD_LIMIT);
  return enterVariadic(actor, load<u64>(template, TEMPLATE_REST), count - limit, rest);
}

/** Puts the value of a var that is to be called in its place; false when it has raised. */
function unwrapVars(slot: Addr): bool {
  let f = load<u64>(slot);
  while (isPointer(f) && kindOf(addressOf(f)) == KIND_VAR) {
    f = primDynamicValue(f);
    if (f == SENTINEL) return false;
    store<u64>(slot, f);
  }
  return true;
}

/** Is it a value of a program's type, whose own method applyTo Lisp looks for? */
function mayHaveApplyTo(f: Value): bool {
  return isPointer(f) && kindOf(addressOf(f)) == KIND_INSTANCE;
}

/** Does Lisp call it with many arguments: an instance, or a keyword, whose error counts them? */
function takesList(f: Value): bool {
  if (!isPointer(f)) return false;
  const kind = kindOf(addressOf(f));
  if (kind == KIND_KEYWORD) return true;
  return kind == KIND_INSTANCE || kind == KIND_MUTABLE_INSTANCE || kind == KIND_RECORD;
}

/** Lets Lisp call it with the `count` topmost operands and those of `rest` behind them. */
function enterLisp(actor: Addr, f: Value, count: u32, rest: Value): u32 {
  const list = gather(actor, count, rest);
  drop(actor, 1);
  return enterKernelVar(actor, KERNEL_VAR_CALL, f, list);
}

function templateOf(f: Value): Addr {
  if (!isPointer(f) || kindOf(addressOf(f)) != KIND_FUNCTION) return 0;
  return addressOf(load<u64>(addressOf(f), FUNCTION_TEMPLATE));
}

/** Begins variadic code; the `extra` topmost operands go in front of the rest argument. */
function enterVariadic(actor: Addr, code: Value, extra: u32, rest: Value): u32 {
  push(actor, gather(actor, extra, rest));
  return pushFrame(actor, code);
}

/** A list of the `count` topmost operands, which go, and the elements of `rest`. */
function gather(actor: Addr, count: u32, rest: Value): Value {
  let list = rest;
  for (let i: u32 = 0; i < count; i++) {
    list = consOnto(load<u64>(load<u32>(actor, ACTOR_SP) - 8), list);
    drop(actor, 1);
  }
  return list;
}

/**
 * Lets what the primitive asked for be done with the arguments as they were: `fixed` of the
 * `count` operands above the function, then `given`.
 */
function respread(actor: Addr, fixed: u32, count: u32, given: Value): u32 {
  drop(actor, count - fixed);
  push(actor, gather(actor, fixed, given));
  store<u32>(actor, PRIM_APPLY, ACTOR_PRIMITIVE);
  return settle(actor, 2, false, PRIMITIVE_BYTES);
}
