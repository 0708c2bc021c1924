// Categories of numbers in the order of contagion: an operation on two numbers is done in the
// higher of their categories, as on the JVM (long < bigint < ratio < decimal < double).
//
// Everything that takes two numbers asks pairCategory first; 0 means that one of them is no
// number, and raiseNotNumber then says which, nil before anything else, as the JVM does.

import {
  KIND_BIGINT,
  KIND_BYTE,
  KIND_DECIMAL,
  KIND_DOUBLE,
  KIND_FLOAT,
  KIND_LONG,
  KIND_RATIO,
  KIND_SHORT,
} from "../../gen/kernel/layouts";
import { RAISE_NOT_A_NUMBER, RAISE_NUMBER_IS_NIL } from "../../gen/kernel/opcodes";
import { raise } from "../context";
import { kindOf } from "../heap/kinds";
import { addressOf, isFixnum, isFlonum, isPointer, NIL, Value } from "../value/value";

export const NO_NUMBER: u32 = 0;
export const LONG: u32 = 1;
export const BIGINT: u32 = 2;
export const RATIO: u32 = 3;
export const DECIMAL: u32 = 4;
export const DOUBLE: u32 = 5;

/** The operations that every category combines two of its numbers by. */
export const ADD: u32 = 0;
export const SUBTRACT: u32 = 1;
export const MULTIPLY: u32 = 2;
export const DIVIDE: u32 = 3;
export const QUOTIENT: u32 = 4;
export const REMAINDER: u32 = 5;

export function categoryOf(x: Value): u32 {
  if (isFixnum(x)) return LONG;
  if (isFlonum(x)) return DOUBLE;
  const kind = kindOf(addressOf(x));
  if (kind == KIND_LONG) return LONG;
  if (kind == KIND_BIGINT) return BIGINT;
  if (kind == KIND_RATIO) return RATIO;
  if (kind == KIND_DECIMAL) return DECIMAL;
  if (kind == KIND_DOUBLE || kind == KIND_FLOAT) return DOUBLE;
  return isSmallKind(kind) ? LONG : NO_NUMBER;
}

/** Is it a kind of integers that have a class of their own, but are longs in all arithmetic? */
export function isSmallKind(kind: u32): bool {
  return kind == KIND_BYTE || kind == KIND_SHORT;
}

/** Is it the kind of a number? */
export function isNumberKind(kind: u32): bool {
  return (kind >= KIND_LONG && kind <= KIND_DECIMAL) || isSmallKind(kind) || kind == KIND_FLOAT;
}

export function isFloat(x: Value): bool {
  return isPointer(x) && kindOf(addressOf(x)) == KIND_FLOAT;
}

export function isSmall(x: Value): bool {
  return isPointer(x) && isSmallKind(kindOf(addressOf(x)));
}

/** The category in which x and y meet, or NO_NUMBER. */
export function pairCategory(x: Value, y: Value): u32 {
  const a = categoryOf(x);
  const b = categoryOf(y);
  if (a == NO_NUMBER || b == NO_NUMBER) return NO_NUMBER;
  return a > b ? a : b;
}

/** Raises for a pair of which at least one is no number. */
export function raiseNotNumber(x: Value, y: Value): Value {
  if (x == NIL || y == NIL) return raise(RAISE_NUMBER_IS_NIL, NIL, NIL, NIL);
  return raise(RAISE_NOT_A_NUMBER, categoryOf(x) == NO_NUMBER ? x : y, NIL, NIL);
}
