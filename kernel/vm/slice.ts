// The ends of slices, and what runs a primitive without a frame: calls of its function, set!.
//
// Works on the actor's record, where the interpreter has saved its registers.

import { callPrimitive } from "../../gen/kernel/dispatch";
import { SLICE_DONE, SLICE_YIELD } from "../../gen/kernel/events";
import { CODE_PRIMITIVE, FUNCTION_TEMPLATE, TEMPLATE_TAIL } from "../../gen/kernel/layouts";
import { OP_SET_VAR_BYTES } from "../../gen/kernel/opcodes";
import { PRIM_SET_DYNAMIC } from "../../gen/kernel/primitives";
import { CONTEXT_CHARGE, context } from "../context";
import { primSetDynamic } from "../prim/cell_var";
import { Addr } from "../value/addr";
import { addressOf, SENTINEL, Value } from "../value/value";
import { CONTINUE, settle } from "./enter";
import {
  ACTOR_DEFERRED,
  ACTOR_FP,
  ACTOR_PRIMITIVE,
  ACTOR_REDUCTIONS,
  ACTOR_RESULT,
  ACTOR_SP,
} from "./frame";

/**
 * Cuts the slice short at its next call or loop, and keeps what primitives have left of it.
 */
export function deferReductions(actor: Addr, reductions: i32): i32 {
  const left = reductions - load<i32>(context, CONTEXT_CHARGE);
  store<u32>(context, 0, CONTEXT_CHARGE);
  if (left > 0) store<i32>(actor, left, ACTOR_DEFERRED);
  return 0;
}

/** Ends the actor's code: its result lies below `sp`. */
export function finish(actor: Addr, sp: Addr): u32 {
  store<u64>(actor, load<u64>(sp - 8), ACTOR_RESULT);
  store<u32>(actor, sp, ACTOR_SP);
  store<u32>(actor, 0, ACTOR_FP);
  return SLICE_DONE;
}

export function endSlice(actor: Addr): u32 {
  store<i32>(actor, load<i32>(actor, ACTOR_DEFERRED), ACTOR_REDUCTIONS);
  store<i32>(actor, 0, ACTOR_DEFERRED);
  return SLICE_YIELD;
}

/** The primitive that a function stands for where it is called with `count` arguments. */
export function wrappedPrimitive(f: Value, count: u32): u32 {
  const template = addressOf(load<u64>(addressOf(f), FUNCTION_TEMPLATE));
  const callee = addressOf(load<u64>(template + (count << 3), TEMPLATE_TAIL));
  return load<u32>(callee, CODE_PRIMITIVE) - 1;
}

/** Sets the thread binding of a var to the topmost operand, which stays. */
export function setVar(actor: Addr, v: Value): u32 {
  const top = load<u32>(actor, ACTOR_SP) - 8;
  const x = primSetDynamic(v, load<u64>(top));
  if (x == SENTINEL) {
    store<u32>(actor, PRIM_SET_DYNAMIC, ACTOR_PRIMITIVE);
    return settle(actor, 1, false, OP_SET_VAR_BYTES);
  }
  store<u64>(top, x);
  return CONTINUE;
}
