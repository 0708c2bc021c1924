// What the interpreter leaves to others: calls that need more than a frame, outcomes of primitives,
// throws, the end of a slice. The interpreter notes in a word what there is to do, saves its
// registers in the actor's record and calls `leave`; afterwards it loads them again.
//
//   what   bits 0-15 a primitive (and WIDE), or DO_* | bits 16-31 number of arguments

import { Addr } from "../value/addr";
import { Value } from "../value/value";
import { enterMethod } from "./callable";
import { enterCall, settle, throwTop } from "./enter";
import { ACTOR_PRIMITIVE, ACTOR_SP } from "./frame";
import { endSlice, setVar, wrappedPrimitive } from "./slice";
import { enterSpread } from "./spread";
import { constantAt } from "./step";

/** Numbers of arguments in their place. */
export const UNARY: u32 = 1 << 16;
export const BINARY: u32 = 2 << 16;
export const TERNARY: u32 = 3 << 16;

export const DO_CALL: u32 = 0xff00;
/** A call of a function that stands for a primitive. */
export const DO_PRIMITIVE_CALL: u32 = 0xff01;
export const DO_CALL_REST: u32 = 0xff02;
export const DO_YIELD: u32 = 0xff03;
export const DO_FINISH: u32 = 0xff04;
export const DO_THROW: u32 = 0xff05;
export const DO_DEFER: u32 = 0xff06;
export const DO_INVOKE: u32 = 0xff07;
export const DO_SET_VAR: u32 = 0xff08;
/** The instruction is 3 bytes long, not 1. */
export const WIDE: u32 = 0x4000;

/** Does what there is to do; answers CONTINUE or why the slice ends. `ip` is behind a call. */
export function leave(actor: Addr, code: Addr, ip: Addr, what: u32): u32 {
  const count = what >> 16;
  const action = what & 0xffff;
  if (action < DO_CALL) {
    store<u32>(actor, action & ~WIDE, ACTOR_PRIMITIVE);
    return settle(actor, count, false, (action & WIDE) != 0 ? 3 : 1);
  }
  if (action == DO_CALL) return enterCall(actor, count);
  if (action == DO_PRIMITIVE_CALL) {
    store<u32>(actor, wrappedPrimitive(calledFunction(actor, count), count), ACTOR_PRIMITIVE);
    return settle(actor, count, true, 3);
  }
  if (action == DO_CALL_REST) return enterSpread(actor, count);
  if (action == DO_INVOKE) return enterMethod(actor, count, constantAt(code, load<u16>(ip - 4)));
  if (action == DO_SET_VAR) return setVar(actor, constantAt(code, load<u16>(ip - 2)));
  return action == DO_THROW ? throwTop(actor) : endSlice(actor);
}

function calledFunction(actor: Addr, count: u32): Value {
  return load<u64>(load<u32>(actor, ACTOR_SP) - (count << 3) - 8);
}
