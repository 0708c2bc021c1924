import { Addr } from "../value/addr";
import { NIL, Value } from "../value/value";
import { miss } from "../context";
export function countTransient(o: Addr): Value {
  return miss();
}
export function transientGet(o: Addr, key: Value, absent: Value): Value {
  return miss();
}
