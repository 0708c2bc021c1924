// The list of the rest arguments of a variadic call, and cons.
//
// Cells are made one by one, so that no allocation is larger than a cell however many arguments
// there are. No rest arguments are nil, as in Clojure.

import {
  initConsFirst,
  initConsMeta,
  initConsRest,
  initListCount,
  initListFirst,
  initListMeta,
  initListRest,
  KIND_CONS,
  KIND_LIST,
} from "../../gen/kernel/layouts";
import { EMPTY_LIST } from "../data/fixed";
import { allocateObject } from "../heap/allocate";
import { Addr } from "../value/addr";
import { makeFixnum, makePointer, NIL, TAG_LIST, Value } from "../value/value";

function makeCell(first: Value, rest: Value, count: u32): Value {
  const o = allocateObject(KIND_LIST, 40);
  initListFirst(o, first);
  initListRest(o, rest);
  initListCount(o, makeFixnum(<i64>count));
  initListMeta(o, NIL);
  return makePointer(o, TAG_LIST);
}

/** A list of the `count` words at `at`, or nil when there are none. */
export function makeRestList(at: Addr, count: u32): Value {
  if (count == 0) return NIL;
  let list: Value = EMPTY_LIST;
  for (let i: u32 = count; i > 0; i--) {
    list = makeCell(load<u64>(at + ((i - 1) << 3)), list, count - i + 1);
  }
  return list;
}

/** x in front of nil or a sequence. */
export function consOnto(x: Value, rest: Value): Value {
  if (rest == NIL) return makeCell(x, EMPTY_LIST, 1);
  const o = allocateObject(KIND_CONS, 32);
  initConsFirst(o, x);
  initConsRest(o, rest);
  initConsMeta(o, NIL);
  return makePointer(o, TAG_LIST);
}
