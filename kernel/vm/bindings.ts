// Thread bindings: the running actor's map from var to the volatile that holds the binding's
// value, or nil. A map is replaced whole when bindings are pushed or popped.

import { CONTEXT_ACTOR, context } from "../context";
import { mapGet } from "../data/map";
import { addressOf, NIL, Value } from "../value/value";
import { ACTOR_BINDINGS } from "./frame";

export function threadBindings(): Value {
  return load<u64>(load<u32>(context, CONTEXT_ACTOR), ACTOR_BINDINGS);
}

/** The volatile that holds the var's thread binding, or nil. */
export function findBinding(v: Value): Value {
  const bindings = threadBindings();
  return bindings == NIL ? NIL : mapGet(addressOf(bindings), v, NIL);
}
