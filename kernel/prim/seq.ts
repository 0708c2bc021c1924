// Primitives on sequences (tables/primitives/seq.ts).

import { KIND_CONS, KIND_LIST, LIST_FIRST, LIST_REST } from "../../gen/kernel/layouts";
import { miss } from "../context";
import { kindOf } from "../heap/kinds";
import { Value, addressOf, isListCell } from "../value/value";
import { consOnto } from "../vm/rest_list";

function cellPart(x: Value, offset: u32): Value {
  if (!isListCell(x)) return miss();
  const kind = kindOf(addressOf(x));
  if (kind != KIND_LIST && kind != KIND_CONS) return miss();
  return load<u64>(addressOf(x) + offset);
}

export function primFirst(x: Value): Value {
  return cellPart(x, LIST_FIRST);
}

export function primRest(x: Value): Value {
  return cellPart(x, LIST_REST);
}

export function primCons(x: Value, rest: Value): Value {
  return consOnto(x, rest);
}
