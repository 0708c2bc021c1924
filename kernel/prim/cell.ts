// Primitives on cells and the roots of the world (tables/primitives/cell.ts).

import { VAR_ROOT } from "../../gen/kernel/layouts";
import { RAISE_UNBOUND_VAR } from "../../gen/kernel/opcodes";
import { CONTEXT_ACTOR, context, miss, raise } from "../context";
import { NIL, SENTINEL, Value, addressOf } from "../value/value";
import { ACTOR_BINDINGS } from "../vm/frame";

export function primDynamicValue(v: Value): Value {
  if (load<u64>(load<u32>(context, CONTEXT_ACTOR), ACTOR_BINDINGS) != NIL) return miss();
  const x = load<u64>(addressOf(v), VAR_ROOT);
  return x == SENTINEL ? raise(RAISE_UNBOUND_VAR, v, NIL, NIL) : x;
}

export function primSetDynamic(v: Value, x: Value): Value {
  return miss();
}
