// Primitives on arrays, compare and the steps of sorting (tables/primitives/data.ts).

import { KIND_ARRAY, KIND_DOUBLES, KIND_LONGS } from "../../gen/kernel/layouts";
import {
  RAISE_ARRAY_INDEX,
  RAISE_IS_NIL,
  RAISE_NEGATIVE_SIZE,
  RAISE_NOT_A_NUMBER,
  RAISE_NOT_ARRAY,
} from "../../gen/kernel/opcodes";
import { miss, NEED_ENDLESS, need, raise } from "../context";
import {
  ARRAY_LIMIT,
  arrayElement,
  arrayLength,
  isArrayKind,
  makeArray,
  makeRawArray,
  setArrayElement,
} from "../data/array";
import { initNodeSlot, makeNode } from "../data/node";
import { mergeRuns, RUN_LIMIT, sortRun } from "../data/sort";
import { makeVectorOfNode } from "../data/vector";
import { resolve } from "../heap/barrier";
import { kindOf } from "../heap/kinds";
import { categoryOf, LONG, NO_NUMBER, raiseNotNumber } from "../number/category";
import { toDouble } from "../number/compare";
import { makeDouble } from "../number/double";
import { makeLong } from "../number/integer";
import { compareValues } from "../value/compare";
import {
  addressOf,
  fixnumValue,
  isFixnum,
  isPointer,
  makeBoolean,
  makeFixnum,
  NIL,
  SENTINEL,
  Value,
} from "../value/value";

export function primCompare(x: Value, y: Value): Value {
  return compareValues(x, y);
}

function isArray(x: Value): bool {
  return isPointer(x) && isArrayKind(kindOf(addressOf(x)));
}

function isKind(x: Value, kind: u32): bool {
  return isPointer(x) && kindOf(addressOf(x)) == kind;
}

function raiseNoArray(x: Value): Value {
  return x == NIL ? raise(RAISE_IS_NIL, NIL, NIL, NIL) : raise(RAISE_NOT_ARRAY, x, NIL, NIL);
}

/** May an array have n elements? Raises if not. */
function checkSize(n: Value): bool {
  if (!isFixnum(n)) raise(RAISE_NOT_A_NUMBER, n, NIL, NIL);
  else if (fixnumValue(n) < 0) raise(RAISE_NEGATIVE_SIZE, n, NIL, NIL);
  else if (fixnumValue(n) > <i64>ARRAY_LIMIT) need(NEED_ENDLESS);
  else return true;
  return false;
}

export function primArray(n: Value): Value {
  return checkSize(n) ? makeArray(<u32>fixnumValue(n)) : SENTINEL;
}

export function primLongs(n: Value): Value {
  return checkSize(n) ? makeRawArray(KIND_LONGS, <u32>fixnumValue(n)) : SENTINEL;
}

export function primDoubles(n: Value): Value {
  return checkSize(n) ? makeRawArray(KIND_DOUBLES, <u32>fixnumValue(n)) : SENTINEL;
}

export function primIsArray(x: Value): Value {
  return makeBoolean(isArray(x));
}

export function primArrayLength(array: Value): Value {
  return isArray(array) ? makeFixnum(<i64>arrayLength(addressOf(array))) : miss();
}

/** Is x an array with elements from n up to n + count? Raises if not. */
function checkRange(x: Value, n: Value, count: u64): bool {
  if (!isArray(x)) {
    raiseNoArray(x);
    return false;
  }
  if (!isFixnum(n)) {
    raise(RAISE_NOT_A_NUMBER, n, NIL, NIL);
    return false;
  }
  const length = <u64>arrayLength(addressOf(x));
  const from = <u64>fixnumValue(n);
  if (from <= length && count <= length - from) return true;
  raise(RAISE_ARRAY_INDEX, n, makeFixnum(<i64>length), NIL);
  return false;
}

/** Lisp checks what is no array, and makes an index of any number. */
export function primArrayGet(array: Value, i: Value): Value {
  if (!isFixnum(i) || !isArray(array)) return miss();
  if (!checkRange(array, i, 1)) return SENTINEL;
  return arrayElement(addressOf(array), <u32>fixnumValue(i));
}

export function primArraySet(array: Value, i: Value, x: Value): Value {
  if (!isFixnum(i) || !isArray(array)) return miss();
  if (!checkRange(array, i, 1)) return SENTINEL;
  return setElement(array, <u32>fixnumValue(i), x);
}

/** Sets an element; an array of numbers takes any number as one of its own kind. */
function setElement(array: Value, i: u32, x: Value): Value {
  const o = addressOf(array);
  const kind = kindOf(o);
  let element = x;
  if (kind != KIND_ARRAY) {
    if (categoryOf(x) == NO_NUMBER) return raiseNotNumber(x, x);
    if (kind == KIND_DOUBLES) element = makeDouble(toDouble(x));
    else if (categoryOf(x) != LONG) element = makeLong(<i64>toDouble(x));
  }
  return setArrayElement(o, i, element);
}

const COPY_LIMIT: u32 = 4096;

export function primArrayCopy(from: Value, i: Value, to: Value, j: Value, n: Value): Value {
  if (!isFixnum(n)) return raise(RAISE_NOT_A_NUMBER, n, NIL, NIL);
  const count = fixnumValue(n);
  if (count < 0 || count > <i64>COPY_LIMIT) return raise(RAISE_ARRAY_INDEX, n, n, NIL);
  if (!checkRange(from, i, <u64>count) || !checkRange(to, j, <u64>count)) return SENTINEL;
  const source = addressOf(from);
  const first = <u32>fixnumValue(i);
  const target = <u32>fixnumValue(j);
  const backwards = resolve(source) == resolve(addressOf(to)) && first < target;
  for (let k: u32 = 0; k < <u32>count; k++) {
    const at = backwards ? <u32>count - 1 - k : k;
    if (setElement(to, target + at, arrayElement(source, first + at)) == SENTINEL) return SENTINEL;
  }
  return NIL;
}

export function primArrayToVector(array: Value, from: Value, end: Value): Value {
  if (!isFixnum(end) || !isFixnum(from)) return raise(RAISE_NOT_A_NUMBER, end, NIL, NIL);
  const count = fixnumValue(end) - fixnumValue(from);
  if (count < 0 || count > 32) return raise(RAISE_ARRAY_INDEX, end, from, NIL);
  if (!checkRange(array, from, <u64>count)) return SENTINEL;
  const node = makeNode(<u32>count);
  for (let i: u32 = 0; i < <u32>count; i++) initNodeSlot(node, i, NIL);
  for (let i: u32 = 0; i < <u32>count; i++) {
    initNodeSlot(node, i, arrayElement(addressOf(array), <u32>fixnumValue(from) + i));
  }
  return makeVectorOfNode(node);
}

export function primSortRun(array: Value, from: Value, end: Value): Value {
  if (!isFixnum(end) || !isFixnum(from)) return raise(RAISE_NOT_A_NUMBER, end, NIL, NIL);
  const count = fixnumValue(end) - fixnumValue(from);
  if (count < 0 || count > <i64>RUN_LIMIT) return raise(RAISE_ARRAY_INDEX, end, from, NIL);
  if (!checkRange(array, from, <u64>count)) return SENTINEL;
  return sortRun(addressOf(array), <u32>fixnumValue(from), <u32>fixnumValue(end));
}

export function primMergeRuns(from: Value, to: Value, state: Value, fuel: Value): Value {
  if (!isKind(from, KIND_ARRAY)) return raiseNoArray(from);
  if (!isKind(to, KIND_ARRAY)) return raiseNoArray(to);
  if (!isKind(state, KIND_LONGS)) return raiseNoArray(state);
  if (!isFixnum(fuel)) return raise(RAISE_NOT_A_NUMBER, fuel, NIL, NIL);
  const places = addressOf(state);
  if (!checkRange(state, makeFixnum(0), 5)) return SENTINEL;
  if (!checkRange(from, arrayElement(places, 1), 0)) return SENTINEL;
  if (!checkRange(from, arrayElement(places, 3), 0)) return SENTINEL;
  const rest = lengthLeft(state, 0) + lengthLeft(state, 2);
  if (!checkRange(to, arrayElement(places, 4), rest)) return SENTINEL;
  return mergeRuns(addressOf(from), addressOf(to), places, <u32>fixnumValue(fuel));
}

/** Elements left of the run whose place and end are at i of a merge's state. */
function lengthLeft(state: Value, i: u32): u64 {
  const at = fixnumValue(arrayElement(addressOf(state), i));
  const end = fixnumValue(arrayElement(addressOf(state), i + 1));
  return at < 0 || at > end ? <u64>end : <u64>(end - at);
}
