// Everything about calls that is not the interpreter's fast path: variadic arities, growth of the
// stack, what is no function, the outcomes of primitives, and throwing.
//
// These functions work on the actor's record, where the interpreter has saved its registers, and
// answer CONTINUE (registers are to be loaded again) or why the slice ends.
//
// Invariant: the top frame's pc is a return point; operands up to sp belong to it.

import {
  OUTCOME_CALL,
  OUTCOME_HOST,
  OUTCOME_MISS,
  OUTCOME_NEED,
  OUTCOME_RAISE,
  SLICE_HOST,
  SLICE_NEED,
  SLICE_OVERFLOW,
  SLICE_RAISED,
  SLICE_THROWN,
  SLICE_WAIT,
} from "../../gen/kernel/events";
import {
  FUNCTION_TEMPLATE,
  KIND_FUNCTION,
  KIND_LONG,
  KIND_THROWABLE,
  TEMPLATE_COUNT,
  TEMPLATE_NAME,
  TEMPLATE_REQUIRED,
  TEMPLATE_REST,
  TEMPLATE_TAIL,
  VAR_ROOT,
} from "../../gen/kernel/layouts";
import {
  RAISE_ARITY,
  RAISE_ARRAY_INDEX,
  RAISE_CHAR_RANGE,
  RAISE_INDEX_OUT_OF_BOUNDS,
  RAISE_NEGATIVE_SIZE,
  RAISE_NOT_A_NUMBER,
  RAISE_NOT_BITS,
  RAISE_NOT_THROWABLE,
  RAISE_ROUNDING,
  RAISE_STACK_OVERFLOW,
  RAISE_STRING_INDEX,
  RAISE_STRING_RANGE,
  RAISE_THROWS_NIL,
  RAISE_UNBOUND_VAR,
} from "../../gen/kernel/opcodes";
import {
  CONTEXT_CODE,
  CONTEXT_OPERAND_0,
  CONTEXT_OPERAND_1,
  CONTEXT_OPERAND_2,
  CONTEXT_OUTCOME,
  context,
  raise,
} from "../context";
import { makeVectorOf } from "../data/vector";
import { kindOf } from "../heap/kinds";
import { isFloat, isSmall } from "../number/category";
import { doubleValue } from "../number/double";
import { longValue } from "../number/integer";
import { Addr } from "../value/addr";
import { isOfKind } from "../value/kind";
import {
  addressOf,
  encodeFlonum,
  isPointer,
  makeFixnum,
  makePointer,
  NIL,
  SENTINEL,
  TAG_OBJECT,
  Value,
} from "../value/value";
import { enterObject } from "./callable";
import { codeLocals, codeParameters, codeStackBytes, findHandler, NO_HANDLER } from "./code";
import {
  ACTOR_ARGUMENTS,
  ACTOR_DROP,
  ACTOR_FP,
  ACTOR_LIMIT,
  ACTOR_PRIMITIVE,
  ACTOR_RESULT,
  ACTOR_RETRY,
  ACTOR_SP,
  FRAME_CODE,
  FRAME_DISTANCE,
  FRAME_LOCALS,
  growStack,
  openReserve,
  restoreLimit,
} from "./frame";
import { KERNEL_VAR_RAISE, kernelVar, slowVar } from "./primitive";
import { makeRestList } from "./rest_list";
import { enterSpread } from "./spread";
import { captureTrace } from "./trace";

export const CONTINUE: u32 = 0;

/** Operands of a call that an exception keeps, with what is called. */
const SHOWN_OPERANDS: u32 = 16;

/** Takes `n` words off the top frame's operands. */
export function drop(actor: Addr, n: u32): void {
  store<u32>(actor, load<u32>(actor, ACTOR_SP) - (n << 3), ACTOR_SP);
}

export function push(actor: Addr, x: Value): void {
  const sp = load<u32>(actor, ACTOR_SP);
  store<u64>(sp, x);
  store<u32>(actor, sp + 8, ACTOR_SP);
}

/** The code of a template for `n` arguments that is not variadic, or nil. */
function exactCode(template: Addr, n: u32): Value {
  if (n >= load<u32>(template, TEMPLATE_COUNT)) return NIL;
  return load<u64>(template + (n << 3), TEMPLATE_TAIL);
}

/** Calls what lies below the `n` topmost operands. */
export function enterCall(actor: Addr, n: u32): u32 {
  const f = load<u64>(load<u32>(actor, ACTOR_SP) - (n << 3) - 8);
  const kind = isPointer(f) ? kindOf(addressOf(f)) : KIND_LONG;
  return kind == KIND_FUNCTION
    ? enterFunction(actor, addressOf(f), n)
    : enterObject(actor, n, f, kind);
}

/** Raises for a call with `n` arguments that `callee`, a name or a type, does not take. */
export function raiseArity(actor: Addr, n: u32, callee: Value): u32 {
  raise(RAISE_ARITY, makeFixnum(<i64>n), callee, NIL);
  return enterRaiseOf(actor, n + 1);
}

function enterFunction(actor: Addr, f: Addr, n: u32): u32 {
  const template = addressOf(load<u64>(f, FUNCTION_TEMPLATE));
  let code = exactCode(template, n);
  if (code == NIL) {
    code = load<u64>(template, TEMPLATE_REST);
    const required = load<u32>(template, TEMPLATE_REQUIRED);
    if (code == NIL || n < required) {
      return raiseArity(actor, n, load<u64>(template, TEMPLATE_NAME));
    }
    const count = n - required;
    const list = makeRestList(load<u32>(actor, ACTOR_SP) - (count << 3), count);
    drop(actor, count);
    push(actor, list);
  }
  return pushFrame(actor, code);
}

/** Begins a frame of `code` over the arguments on top of the stack. */
export function pushFrame(actor: Addr, code: Value): u32 {
  const callee = addressOf(code);
  const bytes = codeStackBytes(callee);
  let sp = load<u32>(actor, ACTOR_SP);
  const limit = load<u32>(actor, ACTOR_LIMIT);
  if (sp > limit || bytes > limit - sp) {
    if (!growStack(actor, bytes)) return overflow(actor, codeParameters(callee));
    sp = load<u32>(actor, ACTOR_SP);
  }
  const fp = load<u32>(actor, ACTOR_FP);
  store<u32>(sp, 0);
  store<u32>(sp, fp == 0 ? 0 : sp - fp, FRAME_DISTANCE);
  store<u64>(sp, code, FRAME_CODE);
  store<u32>(actor, sp, ACTOR_FP);
  store<u32>(actor, sp + FRAME_LOCALS + (codeLocals(callee) << 3), ACTOR_SP);
  store<u32>(actor, 0, ACTOR_RETRY);
  return CONTINUE;
}

function overflow(actor: Addr, parameters: u32): u32 {
  if (!openReserve(actor)) return SLICE_OVERFLOW;
  drop(actor, parameters + 1);
  raise(RAISE_STACK_OVERFLOW, NIL, NIL, NIL);
  return enterRaise(actor);
}

/** Calls the Lisp function that throws the recorded condition. */
export function enterRaise(actor: Addr): u32 {
  return raiseWith(actor, NIL);
}

/** The same for a call that went wrong: the `count` topmost operands, what is called first. */
export function enterRaiseOf(actor: Addr, count: u32): u32 {
  const from = load<u32>(actor, ACTOR_SP) - (count << 3);
  const call = makeVectorOf(from, count < SHOWN_OPERANDS ? count : SHOWN_OPERANDS);
  drop(actor, count);
  return raiseWith(actor, call);
}

/** Calls what throws with the condition and the call, a vector of what is called and operands. */
function raiseWith(actor: Addr, call: Value): u32 {
  store<u32>(actor, 0, ACTOR_RETRY);
  const v = kernelVar(KERNEL_VAR_RAISE);
  if (v == 0 || load<u64>(v, VAR_ROOT) == SENTINEL) return SLICE_RAISED;
  push(actor, load<u64>(v, VAR_ROOT));
  push(actor, makeFixnum(<i64>load<u32>(context, CONTEXT_CODE)));
  push(actor, load<u64>(context, CONTEXT_OPERAND_0));
  push(actor, load<u64>(context, CONTEXT_OPERAND_1));
  push(actor, load<u64>(context, CONTEXT_OPERAND_2));
  push(actor, call);
  return enterCall(actor, 5);
}

/**
 * Does what the outcome of a primitive with `count` arguments asks for; `called` says that the
 * function it stands for lies below them. The instruction is `length` bytes long.
 */
export function settle(actor: Addr, count: u32, called: bool, length: u32): u32 {
  const outcome = load<u32>(context, CONTEXT_OUTCOME);
  if (outcome == OUTCOME_RAISE) {
    if (concernsNumber(load<u32>(context, CONTEXT_CODE)) && widen(actor, count)) {
      const fp = load<u32>(actor, ACTOR_FP);
      store<u32>(fp, load<u32>(fp) - length);
      return CONTINUE;
    }
    if (!called) insertPrimitive(actor, count);
    return enterRaiseOf(actor, count + 1);
  }
  if (outcome == OUTCOME_MISS) return enterSlow(actor, count, called);
  if (outcome == OUTCOME_CALL) {
    if (called) closeGap(actor, count);
    return enterSpread(actor, count - 1);
  }
  if (outcome == OUTCOME_HOST) {
    widen(actor, count);
    store<u32>(actor, count, ACTOR_ARGUMENTS);
    store<u32>(actor, called ? count + 1 : count, ACTOR_DROP);
    return SLICE_HOST;
  }
  store<u32>(actor, length, ACTOR_RETRY);
  return outcome == OUTCOME_NEED ? SLICE_NEED : SLICE_WAIT;
}

/** May a primitive have raised this because an index or number was a Byte, Short or Float? */
function concernsNumber(code: u32): bool {
  if (code == RAISE_NOT_A_NUMBER || code == RAISE_NOT_BITS || code == RAISE_ROUNDING) return true;
  if (code == RAISE_STRING_RANGE || code == RAISE_CHAR_RANGE) return true;
  if (code == RAISE_STRING_INDEX || code == RAISE_ARRAY_INDEX) return true;
  return code == RAISE_INDEX_OUT_OF_BOUNDS || code == RAISE_NEGATIVE_SIZE;
}

/**
 * Makes longs and doubles of the Bytes, Shorts and Floats among the `count` topmost operands;
 * answers whether there was one. Most primitives know immediates only: what they refuse is tried
 * again with those. Each value of a float fits a flonum.
 */
function widen(actor: Addr, count: u32): bool {
  let found = false;
  const sp = load<u32>(actor, ACTOR_SP);
  for (let at = sp - (count << 3); at < sp; at += 8) {
    const x = load<u64>(at);
    if (isSmall(x)) store<u64>(at, makeFixnum(longValue(x)));
    else if (isFloat(x)) store<u64>(at, encodeFlonum(doubleValue(x)));
    else continue;
    found = true;
  }
  return found;
}

/** Puts the number of the primitive below its `count` operands, where a called function lies. */
function insertPrimitive(actor: Addr, count: u32): void {
  const args = load<u32>(actor, ACTOR_SP) - (count << 3);
  memory.copy(args + 8, args, count << 3);
  store<u64>(args, makeFixnum(<i64>load<u32>(actor, ACTOR_PRIMITIVE)));
  store<u32>(actor, args + 8 + (count << 3), ACTOR_SP);
}

/** Moves the `count` topmost operands one word down, over what lies below them. */
function closeGap(actor: Addr, count: u32): void {
  const from = load<u32>(actor, ACTOR_SP) - (count << 3);
  memory.copy(from - 8, from, count << 3);
  drop(actor, 1);
}

/** Calls a primitive's Lisp function with the same arguments. */
function enterSlow(actor: Addr, count: u32, called: bool): u32 {
  const v = slowVar(load<u32>(actor, ACTOR_PRIMITIVE));
  const f = v == 0 ? SENTINEL : load<u64>(v, VAR_ROOT);
  if (f == SENTINEL) {
    raise(RAISE_UNBOUND_VAR, v == 0 ? NIL : makePointer(v, TAG_OBJECT), NIL, NIL);
    return enterRaise(actor);
  }
  const args = load<u32>(actor, ACTOR_SP) - (count << 3);
  if (!called) {
    memory.copy(args + 8, args, count << 3);
    store<u32>(actor, args + 8 + (count << 3), ACTOR_SP);
  }
  store<u64>(called ? args - 8 : args, f);
  return enterCall(actor, count);
}

/** Throws the topmost operand, if it is an exception. */
export function throwTop(actor: Addr): u32 {
  const x = load<u64>(load<u32>(actor, ACTOR_SP) - 8);
  if (isOfKind(x, KIND_THROWABLE)) return throwValue(actor, x);
  drop(actor, 1);
  raise(x == NIL ? RAISE_THROWS_NIL : RAISE_NOT_THROWABLE, x, NIL, NIL);
  return enterRaise(actor);
}

/** Unwinds to the innermost handler; without one every frame stays where it is. */
function throwValue(actor: Addr, exception: Value): u32 {
  captureTrace(actor, addressOf(exception));
  let fp = load<u32>(actor, ACTOR_FP);
  while (true) {
    const code = addressOf(load<u64>(fp, FRAME_CODE));
    const row = findHandler(code, load<u32>(fp));
    if (row != NO_HANDLER) {
      const operands = fp + FRAME_LOCALS + (codeLocals(code) << 3);
      store<u32>(fp, load<u32>(row, 8));
      store<u32>(actor, fp, ACTOR_FP);
      store<u32>(actor, operands + ((<u32>load<u16>(row, 12)) << 3), ACTOR_SP);
      push(actor, exception);
      restoreLimit(actor);
      return CONTINUE;
    }
    const distance = load<u32>(fp, FRAME_DISTANCE);
    if (distance == 0) break;
    fp -= distance;
  }
  store<u64>(actor, exception, ACTOR_RESULT);
  return SLICE_THROWN;
}

/** Address of the arguments of the host primitive that the actor waits in. */
export function hostArguments(actor: Addr): Addr {
  return load<u32>(actor, ACTOR_SP) - (load<u32>(actor, ACTOR_ARGUMENTS) << 3);
}

/** Puts the value of that primitive in the place of its arguments. */
export function answerHost(actor: Addr, x: Value): void {
  drop(actor, load<u32>(actor, ACTOR_DROP));
  push(actor, x);
}

/** Pushes a word on the stack of an actor that has not begun yet. */
export function pushArgument(actor: Addr, x: Value): void {
  push(actor, x);
}

export function objectValue(o: Addr): Value {
  return makePointer(o, TAG_OBJECT);
}
