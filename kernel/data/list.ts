// Lists and cells: a list cell knows its count, a cons stands in front of any sequence. Both have
// tag 1, so that the interpreter's fast path for first and rest tests the word alone.
//
// Invariant: the last cell's rest is an empty list, never nil; a list's count is the length of
// its chain of list cells.

import {
  consFirst,
  consMeta,
  consRest,
  emptyListMeta,
  initConsFirst,
  initConsMeta,
  initConsRest,
  initEmptyListMeta,
  initListCount,
  initListFirst,
  initListMeta,
  initListRest,
  KIND_CONS,
  KIND_EMPTY_LIST,
  KIND_LIST,
  listCount,
  listFirst,
  listMeta,
  listRest,
} from "../../gen/kernel/layouts";
import { allocateObject } from "../heap/allocate";
import { kindOf } from "../heap/kinds";
import { Addr } from "../value/addr";
import {
  addressOf,
  fixnumValue,
  isListCell,
  isPointer,
  makeFixnum,
  makePointer,
  NIL,
  TAG_LIST,
  TAG_OBJECT,
  Value,
} from "../value/value";
import { EMPTY_LIST } from "./fixed";

const LIST_BYTES: u32 = 40;
const CONS_BYTES: u32 = 32;
const EMPTY_LIST_BYTES: u32 = 16;

function makeCell(first: Value, rest: Value, count: u32, meta: Value): Value {
  const o = allocateObject(KIND_LIST, LIST_BYTES);
  initListFirst(o, first);
  initListRest(o, rest);
  initListCount(o, makeFixnum(<i64>count));
  initListMeta(o, meta);
  return makePointer(o, TAG_LIST);
}

export function makeCons(first: Value, rest: Value): Value {
  const o = allocateObject(KIND_CONS, CONS_BYTES);
  initConsFirst(o, first);
  initConsRest(o, rest);
  initConsMeta(o, NIL);
  return makePointer(o, TAG_LIST);
}

export function isEmptyList(x: Value): bool {
  return isPointer(x) && kindOf(addressOf(x)) == KIND_EMPTY_LIST;
}

export function isList(x: Value): bool {
  if (!isPointer(x)) return false;
  const kind = kindOf(addressOf(x));
  return kind == KIND_LIST || kind == KIND_EMPTY_LIST;
}

/** Elements of a list or empty list. */
export function countList(list: Value): u32 {
  return isListCell(list) ? <u32>fixnumValue(listCount(addressOf(list))) : 0;
}

/** The list or empty list with `x` in front; keeps its metadata, as conj does. */
export function listConj(list: Value, x: Value): Value {
  const o = addressOf(list);
  const meta = isListCell(list) ? listMeta(o) : emptyListMeta(o);
  return makeCell(x, list, countList(list) + 1, meta);
}

/** A list of the `count` words at `from`. */
export function makeListOf(from: Addr, count: u32): Value {
  let list: Value = EMPTY_LIST;
  for (let i: u32 = 0; i < count; i++) {
    list = makeCell(load<u64>(from + ((count - 1 - i) << 3)), list, i + 1, NIL);
  }
  return list;
}

/** First of a list or cons; nil of an empty list. */
export function cellFirst(x: Value): Value {
  if (!isListCell(x)) return NIL;
  const o = addressOf(x);
  return kindOf(o) == KIND_LIST ? listFirst(o) : consFirst(o);
}

/** Rest of a list or cons; an empty list is its own. A cons may answer nil or any sequence. */
export function cellRest(x: Value): Value {
  if (!isListCell(x)) return x;
  const o = addressOf(x);
  if (kindOf(o) == KIND_LIST) return listRest(o);
  const rest = consRest(o);
  return rest == NIL ? EMPTY_LIST : rest;
}

/** The list's rest, or nil if that is empty; requires a list or empty list. */
export function listNext(list: Value): Value {
  if (!isListCell(list)) return NIL;
  const rest = listRest(addressOf(list));
  return isListCell(rest) ? rest : NIL;
}

/** The same list, empty list or cons with other metadata. */
export function cellWithMeta(x: Value, meta: Value): Value {
  const o = addressOf(x);
  const kind = kindOf(o);
  if (kind == KIND_LIST) return makeCell(listFirst(o), listRest(o), countList(x), meta);
  if (kind == KIND_CONS) {
    const cons = makeCons(consFirst(o), consRest(o));
    initConsMeta(addressOf(cons), meta);
    return cons;
  }
  if (meta == NIL) return EMPTY_LIST;
  const empty = allocateObject(KIND_EMPTY_LIST, EMPTY_LIST_BYTES);
  initEmptyListMeta(empty, meta);
  return makePointer(empty, TAG_OBJECT);
}

/** Metadata of a list, empty list or cons. */
export function cellMeta(x: Value): Value {
  const o = addressOf(x);
  const kind = kindOf(o);
  if (kind == KIND_LIST) return listMeta(o);
  return kind == KIND_CONS ? consMeta(o) : emptyListMeta(o);
}
