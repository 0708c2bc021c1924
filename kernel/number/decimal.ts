// Decimals: a bigint and a scale, worth unscaled * 10^-scale.
//
// The scale is part of the value as the JVM has it: results keep the scale BigDecimal gives them
// (1.0M + 1.00M is 2.00M), and = compares worth, not scale.

import {
  DECIMAL_SCALE,
  decimalScale,
  decimalUnscaled,
  initDecimalScale,
  initDecimalUnscaled,
  KIND_DECIMAL,
} from "../../gen/kernel/layouts";
import { allocateObject } from "../heap/allocate";
import { Addr } from "../value/addr";
import { addressOf, fixnumValue, makeFixnum, makePointer, TAG_OBJECT, Value } from "../value/value";
import { makeBigintValue } from "./bigint";

export function makeDecimal(unscaled: Addr, scale: i32): Value {
  const o = allocateObject(KIND_DECIMAL, DECIMAL_SCALE + 8);
  initDecimalUnscaled(o, makeBigintValue(unscaled));
  initDecimalScale(o, makeFixnum(<i64>scale));
  return makePointer(o, TAG_OBJECT);
}

/** Requires a decimal. */
export function unscaledOf(x: Value): Addr {
  return addressOf(decimalUnscaled(addressOf(x)));
}

/** Requires a decimal. */
export function scaleOf(x: Value): i64 {
  return fixnumValue(decimalScale(addressOf(x)));
}
