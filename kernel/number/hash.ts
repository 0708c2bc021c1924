// The hash of a number as clojure.core/hash gives it, from the parts in value/murmur. Numbers
// that are = have one hash: a bigint in the range of longs hashes as a long, and a decimal
// without its trailing zeros.

import { Addr } from "../value/addr";
import { hashDecimal, hashDouble, hashLong, hashRatio, javaHashBigInteger } from "../value/murmur";
import { addressOf, Value } from "../value/value";
import { fitsLong, isNegativeBigint, limbCount, limbsOf, lowBitsOfBigint } from "./bigint";
import { BIGINT, categoryOf, DECIMAL, DOUBLE, isFloat, LONG } from "./category";
import { scaleOf, stripDecimal, unscaledOf } from "./decimal";
import { doubleValue } from "./double";
import { longValue } from "./integer";
import { denominatorOf, numeratorOf } from "./ratio";

function javaHash(o: Addr): i32 {
  return javaHashBigInteger(limbsOf(o), limbCount(o), isNegativeBigint(o));
}

/** Float.hashCode, which is not that of the double it equals; -0.0 hashes as 0.0. */
function hashFloat(x: f32): i32 {
  if (x != x) return 0x7fc00000;
  return x == 0 ? 0 : reinterpret<i32>(x);
}

/** Requires a number. */
export function hashNumber(x: Value): i32 {
  const category = categoryOf(x);
  if (category == LONG) return hashLong(longValue(x));
  if (isFloat(x)) return hashFloat(<f32>doubleValue(x));
  if (category == DOUBLE) return hashDouble(doubleValue(x));
  if (category == BIGINT) {
    const o = addressOf(x);
    return fitsLong(o) ? hashLong(lowBitsOfBigint(o)) : javaHash(o);
  }
  if (category == DECIMAL) {
    const stripped = stripDecimal(x);
    return hashDecimal(javaHash(unscaledOf(stripped)), <i32>scaleOf(stripped));
  }
  return hashRatio(javaHash(numeratorOf(x)), javaHash(denominatorOf(x)));
}
