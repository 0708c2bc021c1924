// Numbers to strings: the text of toString for every category, integers in a radix, and doubles
// as Java's Formatter writes them.
//
// Short text is written into the context's scratch and copied; the text of a long bigint goes
// straight into a string of its own blocks, which is cut to its length afterwards.

import { initStringBytes, STRING_TAIL } from "../../gen/kernel/layouts";
import { CONTEXT_SCRATCH, context, SCRATCH_BYTES } from "../context";
import { makeStringOfLatin1, makeText, stringText, textValue } from "../data/string";
import { SMALL_BYTES } from "../heap/allocate";
import { formatDouble, formatExponent, formatFixed, formatFloat } from "../host/imports";
import { Addr } from "../value/addr";
import { SENTINEL, Value } from "../value/value";
import { categoryOf, DOUBLE, isFloat } from "./category";
import { doubleValue } from "./double";
import { formatNumber, formatPlain, measureNumber, measurePlain } from "./format";

/** Digits after the point that a double is written with at most. */
export const MAX_FRACTION: u32 = 3000;

/** Text of any number; the radix is for integers. Or the sentinel with NEED. */
export function numberText(x: Value, radix: u32): Value {
  const scratch = context + CONTEXT_SCRATCH;
  if (categoryOf(x) == DOUBLE) {
    const d = doubleValue(x);
    const bytes = isFloat(x) ? formatFloat(d, scratch) : formatDouble(d, scratch);
    return makeStringOfLatin1(scratch, bytes);
  }
  const most = measureNumber(x, radix);
  if (most <= SCRATCH_BYTES) return makeStringOfLatin1(scratch, formatNumber(scratch, x, radix));
  const o = openText(most);
  return o == 0 ? SENTINEL : closeText(o, formatNumber(stringText(o), x, radix));
}

/** A decimal whose scale is not negative, without an exponent. */
export function plainText(x: Value): Value {
  const scratch = context + CONTEXT_SCRATCH;
  const most = measurePlain(x);
  if (most <= SCRATCH_BYTES) return makeStringOfLatin1(scratch, formatPlain(scratch, x));
  const o = openText(most);
  return o == 0 ? SENTINEL : closeText(o, formatPlain(stringText(o), x));
}

/** A string in blocks of its own, with room for `most` bytes; 0 when memory must be made. */
function openText(most: u32): Addr {
  return makeText(false, most > SMALL_BYTES ? most : SMALL_BYTES);
}

/** Cuts the string to the bytes written. */
function closeText(o: Addr, count: u32): Value {
  initStringBytes(o, <u64>count);
  const end = o + STRING_TAIL + count;
  memory.fill(end, 0, (8 - (end & 7)) & 7);
  return textValue(o);
}

/** A double with n digits after the point, n at most MAX_FRACTION. */
export function fixedText(x: f64, n: u32): Value {
  const scratch = context + CONTEXT_SCRATCH;
  return makeStringOfLatin1(scratch, formatFixed(x, n, scratch));
}

/** A double as d.ddde+xx with n digits after the point, n at most MAX_FRACTION. */
export function exponentText(x: f64, n: u32): Value {
  const scratch = context + CONTEXT_SCRATCH;
  return makeStringOfLatin1(scratch, formatExponent(x, n, scratch));
}
