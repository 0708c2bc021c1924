// Calls whose last argument is a sequence of further arguments: apply.
//
// Only as many elements are pushed as the function has parameters; what is left of the sequence
// is the rest argument of a variadic function as it is. So applying to an endless or very long
// sequence costs a bounded number of steps. Elements are taken by the primitives first and next;
// where those miss (lazy sequences), Lisp realizes SPREAD_LIMIT elements and applies again.

import {
  FUNCTION_TEMPLATE,
  KIND_FUNCTION,
  LIST_FIRST,
  LIST_REST,
  TEMPLATE_REQUIRED,
  TEMPLATE_REST,
} from "../../gen/kernel/layouts";
import { PRIM_APPLY } from "../../gen/kernel/primitives";
import { kindOf } from "../heap/kinds";
import { primFirst, primNext, primSeq } from "../prim/seq";
import { Addr } from "../value/addr";
import { addressOf, isListCell, isPointer, NIL, SENTINEL, Value } from "../value/value";
import { drop, enterCall, push, pushFrame, settle } from "./enter";
import { ACTOR_PRIMITIVE, ACTOR_SP } from "./frame";
import { consOnto } from "./rest_list";

const PRIMITIVE_BYTES: u32 = 3;
/** No callable has more parameters; a call with more arguments counts as one with this many. */
const SPREAD_LIMIT: u32 = 21;

/** Calls with `n` arguments, the last of which is nil or a sequence of the rest arguments. */
export function enterSpread(actor: Addr, n: u32): u32 {
  const top = load<u32>(actor, ACTOR_SP);
  const f = load<u64>(top - (n << 3) - 8);
  const given = load<u64>(top - 8);
  const template = templateOf(f);
  const isVariadic = template != 0 && load<u64>(template, TEMPLATE_REST) != NIL;
  const limit: u32 = isVariadic ? <u32>load<u64>(template, TEMPLATE_REQUIRED) : SPREAD_LIMIT;
  let count = n - 1;
  let rest = given;
  drop(actor, 1);
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
  if (!isVariadic) return enterCall(actor, SPREAD_LIMIT);
  return enterVariadic(actor, load<u64>(template, TEMPLATE_REST), count - limit, rest);
}

function templateOf(f: Value): Addr {
  if (!isPointer(f) || kindOf(addressOf(f)) != KIND_FUNCTION) return 0;
  return addressOf(load<u64>(addressOf(f), FUNCTION_TEMPLATE));
}

/** Begins variadic code; the `extra` topmost operands go in front of the rest argument. */
function enterVariadic(actor: Addr, code: Value, extra: u32, rest: Value): u32 {
  let list = rest;
  for (let i: u32 = 0; i < extra; i++) {
    list = consOnto(load<u64>(load<u32>(actor, ACTOR_SP) - 8), list);
    drop(actor, 1);
  }
  push(actor, list);
  return pushFrame(actor, code);
}

/**
 * Lets what the primitive asked for be done with the arguments as they were: `fixed` of the
 * `count` operands above the function, then `given`.
 */
function respread(actor: Addr, fixed: u32, count: u32, given: Value): u32 {
  let list = given;
  drop(actor, count - fixed);
  for (let i: u32 = 0; i < fixed; i++) {
    list = consOnto(load<u64>(load<u32>(actor, ACTOR_SP) - 8), list);
    drop(actor, 1);
  }
  push(actor, list);
  store<u32>(actor, PRIM_APPLY, ACTOR_PRIMITIVE);
  return settle(actor, 2, false, PRIMITIVE_BYTES);
}
