// Primitives on collections (tables/primitives/data.ts).

import { miss } from "../context";
import { NIL, Value, isFalsy, makeBoolean } from "../value/value";

export function primEqual(x: Value, y: Value): Value {
  if (x == NIL || y == NIL) return makeBoolean(x == y);
  return miss();
}

export function primIdentical(x: Value, y: Value): Value {
  return makeBoolean(x == y);
}

export function primIsNil(x: Value): Value {
  return makeBoolean(x == NIL);
}

export function primNot(x: Value): Value {
  return makeBoolean(isFalsy(x));
}
