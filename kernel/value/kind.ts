// The kind of any word, and the raise for a word of the wrong kind. Immediates have the kind of
// the boxed object they stand for, so that one number names what a value is.

import { KIND_DOUBLE, KIND_LONG } from "../../gen/kernel/layouts";
import { RAISE_IS_NIL, RAISE_WRONG_CLASS } from "../../gen/kernel/opcodes";
import { raise } from "../context";
import { kindType } from "../data/world";
import { kindOf } from "../heap/kinds";
import { addressOf, isFixnum, isFlonum, isPointer, NIL, Value } from "./value";

export function kindOfValue(x: Value): u32 {
  if (isFixnum(x)) return KIND_LONG;
  return isFlonum(x) ? KIND_DOUBLE : kindOf(addressOf(x));
}

/** Is x an object of a kind that has no immediates? */
export function isOfKind(x: Value, kind: u32): bool {
  return isPointer(x) && kindOf(addressOf(x)) == kind;
}

/** Raises what the JVM throws for a value where one of another kind has to be. */
export function raiseWrongKind(x: Value, kind: u32): Value {
  if (x == NIL) return raise(RAISE_IS_NIL, NIL, NIL, NIL);
  return raise(RAISE_WRONG_CLASS, x, kindType(kind), NIL);
}
