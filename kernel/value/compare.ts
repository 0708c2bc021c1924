// `compare` with JVM Clojure's results: nil first; numbers by value; strings, symbols and keywords
// by UTF-16 units; characters, booleans; vectors by length, then by elements. Any other pair
// raises what the JVM throws, and instances of user types are Lisp's to compare.
//
// The walk over vectors shares steps and depth with that of `=` and hash.

import {
  KIND_BINARY,
  KIND_BOOLEAN,
  KIND_CHARACTER,
  KIND_INSTANCE,
  KIND_KEYWORD,
  KIND_MAP_ENTRY,
  KIND_MUTABLE_INSTANCE,
  KIND_REF,
  KIND_STRING,
  KIND_SUBVEC,
  KIND_SYMBOL,
  KIND_VECTOR,
  KIND_WIDE_STRING,
  keywordName,
  keywordNamespace,
  symbolName,
  symbolNamespace,
} from "../../gen/kernel/layouts";
import {
  RAISE_NOT_BOOLEAN,
  RAISE_NOT_CHARACTER,
  RAISE_NOT_COMPARABLE,
  RAISE_NOT_KEYWORD,
  RAISE_NOT_STRING,
  RAISE_NOT_SYMBOL,
  RAISE_NOT_VECTOR,
} from "../../gen/kernel/opcodes";
import { miss, raise } from "../context";
import { compareBinaries } from "../data/binary";
import { compareStrings } from "../data/string";
import { countIndexed } from "../data/vector_seq";
import { elementAt } from "../data/walk";
import { kindOf } from "../heap/kinds";
import { categoryOf, NO_NUMBER } from "../number/category";
import { compareNumbers } from "../number/compare";
import { Addr } from "./addr";
import { areIdentical } from "./equal";
import { startWalk, takeStep, WALK_DEPTH } from "./hash";
import {
  addressOf,
  areFixnums,
  characterValue,
  fixnumValue,
  isFixnum,
  isPointer,
  makeFixnum,
  NIL,
  SENTINEL,
  TRUE,
  Value,
} from "./value";

/** What compareWords answers when it has written an outcome instead. */
export const COMPARE_FAILED: i64 = 1 << 40;

/** `compare` as a primitive: a fixnum, or the sentinel with the outcome MISS or RAISE. */
export function compareValues(x: Value, y: Value): Value {
  const order = compareWords(x, y);
  return order == COMPARE_FAILED ? SENTINEL : makeFixnum(order);
}

/** Negative, 0 or positive, or COMPARE_FAILED. */
export function compareWords(x: Value, y: Value): i64 {
  if (areFixnums(x, y)) return <i64>x < <i64>y ? -1 : x == y ? 0 : 1;
  startWalk();
  return compareAt(x, y, WALK_DEPTH);
}

function failed(_outcome: Value): i64 {
  return COMPARE_FAILED;
}

function compareAt(x: Value, y: Value, depth: u32): i64 {
  if (areIdentical(x, y)) return 0;
  if (x == NIL) return -1;
  if (y == NIL) return 1;
  if (categoryOf(x) != NO_NUMBER) {
    const order = compareNumbers(x, y);
    return order == SENTINEL ? COMPARE_FAILED : fixnumValue(order);
  }
  const kind = kindOf(addressOf(x));
  const other = isPointer(y) ? kindOf(addressOf(y)) : 0xff;
  switch (kind) {
    case KIND_STRING:
    case KIND_WIDE_STRING: {
      const isString = other == KIND_STRING || other == KIND_WIDE_STRING;
      if (!isString) return failed(raise(RAISE_NOT_STRING, y, NIL, NIL));
      return compareStrings(addressOf(x), addressOf(y));
    }
    case KIND_KEYWORD:
      if (other != kind) return failed(raise(RAISE_NOT_KEYWORD, y, NIL, NIL));
      return compareNames(
        keywordNamespace(addressOf(x)),
        keywordName(addressOf(x)),
        keywordNamespace(addressOf(y)),
        keywordName(addressOf(y)),
      );
    case KIND_SYMBOL:
      if (other != kind) return failed(raise(RAISE_NOT_SYMBOL, y, NIL, NIL));
      return compareNames(
        symbolNamespace(addressOf(x)),
        symbolName(addressOf(x)),
        symbolNamespace(addressOf(y)),
        symbolName(addressOf(y)),
      );
    case KIND_CHARACTER:
      if (other != kind) return failed(raise(RAISE_NOT_CHARACTER, y, NIL, NIL));
      return <i64>characterValue(x) - <i64>characterValue(y);
    case KIND_BOOLEAN:
      if (other != kind) return failed(raise(RAISE_NOT_BOOLEAN, y, NIL, NIL));
      return x == TRUE ? 1 : -1;
    case KIND_BINARY:
      if (other != kind) return failed(raise(RAISE_NOT_COMPARABLE, y, NIL, NIL));
      return <i64>compareBinaries(addressOf(x), addressOf(y));
    case KIND_VECTOR:
    case KIND_SUBVEC:
    case KIND_MAP_ENTRY:
      if (!isVectorKind(other)) {
        return failed(isUserKind(other) ? miss() : raise(RAISE_NOT_VECTOR, y, NIL, NIL));
      }
      return depth == 0 ? failed(miss()) : compareVectors(x, y, depth - 1);
    default:
      return failed(isUserKind(kind) ? miss() : raise(RAISE_NOT_COMPARABLE, x, NIL, NIL));
  }
}

function isUserKind(kind: u32): bool {
  return kind == KIND_INSTANCE || kind == KIND_MUTABLE_INSTANCE || kind == KIND_REF;
}

function isVectorKind(kind: u32): bool {
  return kind == KIND_VECTOR || kind == KIND_SUBVEC || kind == KIND_MAP_ENTRY;
}

/** A name without a namespace comes first; then by namespace, then by name. */
function compareNames(ns: Value, name: Value, otherNs: Value, otherName: Value): i64 {
  if (ns == NIL && otherNs != NIL) return -1;
  if (ns != NIL) {
    if (otherNs == NIL) return 1;
    const order = compareStrings(addressOf(ns), addressOf(otherNs));
    if (order != 0) return order;
  }
  return compareStrings(addressOf(name), addressOf(otherName));
}

function countElements(o: Addr): u32 {
  return kindOf(o) == KIND_MAP_ENTRY ? 2 : countIndexed(o);
}

function compareVectors(x: Value, y: Value, depth: u32): i64 {
  const count = countElements(addressOf(x));
  const others = countElements(addressOf(y));
  if (count != others) return count < others ? -1 : 1;
  for (let i: u32 = 0; i < count; i++) {
    if (!takeStep()) return failed(miss());
    const a = elementAt(x, i);
    const b = elementAt(y, i);
    const order = isFixnum(a) && a == b ? 0 : compareAt(a, b, depth);
    if (order != 0) return order;
  }
  return 0;
}
