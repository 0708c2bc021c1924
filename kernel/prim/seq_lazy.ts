// Primitives on lazy sequences and delays (tables/primitives/seq.ts). The Lisp side runs the
// functions; these begin, end and undo a run (kernel/data/lazy.ts).

import { KIND_DELAY, KIND_LAZY_SEQ } from "../../gen/kernel/layouts";
import { RAISE_IS_NIL, RAISE_NOT_LAZY_SEQ } from "../../gen/kernel/opcodes";
import { raise } from "../context";
import {
  beginLazy,
  endLazy,
  failLazy,
  isRealized,
  lazyContent,
  makeDelay,
  makeLazySeq,
  settleLazy,
} from "../data/lazy";
import { isSeqKind } from "../data/sequence";
import { kindOf } from "../heap/kinds";
import { addressOf, FALSE, isPointer, makeBoolean, NIL, Value } from "../value/value";

function isCell(x: Value): bool {
  if (!isPointer(x)) return false;
  const kind = kindOf(addressOf(x));
  return kind == KIND_LAZY_SEQ || kind == KIND_DELAY;
}

function isKind(x: Value, kind: u32): bool {
  return isPointer(x) && kindOf(addressOf(x)) == kind;
}

function raiseNoCell(x: Value): Value {
  if (x == NIL) return raise(RAISE_IS_NIL, NIL, NIL, NIL);
  return raise(RAISE_NOT_LAZY_SEQ, x, NIL, NIL);
}

export function primLazySeq(f: Value): Value {
  return makeLazySeq(f);
}

export function primIsLazySeq(x: Value): Value {
  return makeBoolean(isKind(x, KIND_LAZY_SEQ));
}

export function primDelay(f: Value): Value {
  return makeDelay(f);
}

export function primIsDelay(x: Value): Value {
  return makeBoolean(isKind(x, KIND_DELAY));
}

export function primIsRealized(x: Value): Value {
  return isCell(x) ? makeBoolean(isRealized(addressOf(x))) : FALSE;
}

export function primLazyBegin(cell: Value): Value {
  return isCell(cell) ? beginLazy(addressOf(cell)) : raiseNoCell(cell);
}

/** Settles a lazy sequence at once when the value is nil or a sequence that is not lazy. */
export function primLazyEnd(cell: Value, x: Value): Value {
  if (!isCell(cell)) return raiseNoCell(cell);
  const isSeq = x == NIL || (isPointer(x) && isSeqKind(kindOf(addressOf(x))));
  return endLazy(addressOf(cell), x, isSeq && isKind(cell, KIND_LAZY_SEQ));
}

export function primLazyFail(cell: Value): Value {
  if (!isCell(cell)) return raiseNoCell(cell);
  failLazy(addressOf(cell));
  return NIL;
}

export function primLazyValue(cell: Value): Value {
  return isCell(cell) ? lazyContent(addressOf(cell)) : raiseNoCell(cell);
}

export function primLazySettle(cell: Value, s: Value): Value {
  return isKind(cell, KIND_LAZY_SEQ) ? settleLazy(addressOf(cell), s) : raiseNoCell(cell);
}
