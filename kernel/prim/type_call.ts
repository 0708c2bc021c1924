// Primitives on calls (tables/primitives/type.ts): apply, and the frames that an exception saw.
// The call of apply is the interpreter's: its operands are a function and a sequence, as
// kernel/vm/spread wants them.

import { KIND_NODE, KIND_THROWABLE, THROWABLE_TRACE } from "../../gen/kernel/layouts";
import { spread } from "../context";
import { EMPTY_VECTOR } from "../data/fixed";
import { resolve } from "../heap/barrier";
import { isOfKind, raiseWrongKind } from "../value/kind";
import { addressOf, NIL, Value } from "../value/value";
import { describeTrace } from "../vm/trace";

export function primApply(f: Value, sequence: Value): Value {
  return spread();
}

export function primThrowableTrace(x: Value): Value {
  if (!isOfKind(x, KIND_THROWABLE)) return raiseWrongKind(x, KIND_THROWABLE);
  const trace = load<u64>(resolve(addressOf(x)), THROWABLE_TRACE);
  if (trace == NIL) return EMPTY_VECTOR;
  return isOfKind(trace, KIND_NODE) ? describeTrace(addressOf(trace)) : trace;
}
