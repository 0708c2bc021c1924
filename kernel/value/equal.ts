// `=` with JVM Clojure's results for every built-in kind. The answer is EQUAL, DIFFERENT or
// EQUAL_MISS: the walk shares steps and depth with that of hash, and misses what it misses.
//
// Invariant: nothing is written; only numbers of different sizes or scales allocate, for a moment.

import {
  BIGINT_TAIL,
  bigintBytes,
  bigintSign,
  doubleNumber,
  hashSetMap,
  KIND_ARRAY_MAP,
  KIND_BIGINT,
  KIND_BINARY,
  KIND_DOUBLE,
  KIND_FLOAT,
  KIND_HASH_MAP,
  KIND_HASH_SET,
  KIND_INSTANCE,
  KIND_KEYWORD,
  KIND_MUTABLE_INSTANCE,
  KIND_PID,
  KIND_PORT,
  KIND_RECORD,
  KIND_REFERENCE,
  KIND_STRING,
  KIND_SYMBOL,
  KIND_WIDE_STRING,
  longNumber,
  pidGeneration,
  pidIndex,
  portNumber,
  RECORD_TAIL,
  recordCount,
  recordExtra,
  recordType,
  referenceNumber,
} from "../../gen/kernel/layouts";
import { miss } from "../context";
import { compareBinaries } from "../data/binary";
import { equalMappings } from "../data/map_equal";
import { equalStrings } from "../data/string";
import { equalSymbols } from "../data/symbol";
import {
  elementAt,
  isSequentialKind,
  settle,
  step,
  WALK_END,
  WALK_MISS,
  walkOffset,
} from "../data/walk";
import { forwardingOf, isForwarded, isInterned, kindOf } from "../heap/kinds";
import { isNumberKind, isSmallKind } from "../number/category";
import { areEqualNumbers } from "../number/compare";
import { longValue } from "../number/integer";
import { Addr } from "./addr";
import { startWalk, takeStep, WALK_DEPTH } from "./hash";
import { fitsI64, signedLowI64 } from "./limbs";
import {
  addressOf,
  decodeFlonum,
  fixnumValue,
  isCharacter,
  isFixnum,
  isFlonum,
  makeBoolean,
  makeFixnum,
  NIL,
  Value,
} from "./value";

export const DIFFERENT: u32 = 0;
export const EQUAL: u32 = 1;
export const EQUAL_MISS: u32 = 2;

/** `=` of two words as a primitive: a boolean, or the sentinel with the outcome MISS. */
export function areEqual(a: Value, b: Value): Value {
  startWalk();
  const answer = equalAt(a, b, WALK_DEPTH);
  return answer == EQUAL_MISS ? miss() : makeBoolean(answer == EQUAL);
}

/** Is it one object (or one number, or one character)? Forwarded originals are their copies. */
export function areIdentical(a: Value, b: Value): bool {
  if (a == b) return true;
  if (isFixnum(a) || isFixnum(b) || isFlonum(a) || isFlonum(b)) return false;
  if (isCharacter(a) || isCharacter(b)) return false;
  const kind = kindOf(addressOf(a));
  if (kind == KIND_STRING || kind == KIND_WIDE_STRING) {
    return areSameStrings(addressOf(a), addressOf(b));
  }
  if (isSmallKind(kind)) return kindOf(addressOf(b)) == kind && longValue(a) == longValue(b);
  return resolve(addressOf(a)) == resolve(addressOf(b));
}

/** Interned strings of one text are one, wherever their texts lie. */
function areSameStrings(x: Addr, y: Addr): bool {
  if (resolve(x) == resolve(y)) return true;
  return isInterned(x) && kindOf(y) == kindOf(x) && isInterned(y) && equalStrings(x, y);
}

function resolve(o: Addr): Addr {
  return isForwarded(o) ? forwardingOf(o) : o;
}

function decide(same: bool): u32 {
  return same ? EQUAL : DIFFERENT;
}

/** Are a and b equal, as parts of what is being walked? */
export function equalAt(a: Value, b: Value, depth: u32): u32 {
  if (a == b) return decide(!isFlonum(a) || decodeFlonum(a) == decodeFlonum(a));
  if (isFlonum(a) || isFlonum(b)) return equalDoubles(a, b);
  if (isFixnum(a)) return isFixnum(b) ? DIFFERENT : equalToFixnum(addressOf(b), a);
  if (isFixnum(b)) return equalToFixnum(addressOf(a), b);
  if (isCharacter(a) || isCharacter(b)) return DIFFERENT;
  const x = addressOf(a);
  const y = addressOf(b);
  const kind = kindOf(x);
  const other = kindOf(y);
  if (kind == KIND_KEYWORD || other == KIND_KEYWORD) return DIFFERENT;
  if (kind == KIND_STRING || kind == KIND_WIDE_STRING) return decide(equalStrings(x, y));
  if (kind == KIND_SYMBOL) return decide(other == KIND_SYMBOL && equalSymbols(x, y));
  if (resolve(x) == resolve(y)) return isDoubleKind(kind) ? equalDoubles(a, b) : EQUAL;
  if (isUserKind(kind) || isUserKind(other)) return EQUAL_MISS;
  if (isNumberKind(kind)) return decide(isNumberKind(other) && areEqualNumbers(a, b));
  if (kind == KIND_PID) return decide(other == KIND_PID && equalPids(x, y));
  if (kind == KIND_PORT) return decide(other == KIND_PORT && portNumber(x) == portNumber(y));
  if (kind == KIND_BINARY) return decide(other == KIND_BINARY && compareBinaries(x, y) == 0);
  if (kind == KIND_REFERENCE) {
    return decide(other == KIND_REFERENCE && referenceNumber(x) == referenceNumber(y));
  }
  if (kind == KIND_RECORD || other == KIND_RECORD) {
    if (kind != other || recordType(x) != recordType(y)) return DIFFERENT;
    return depth == 0 ? EQUAL_MISS : equalRecords(x, y, depth - 1);
  }
  if (isMapping(kind) || isMapping(other)) {
    if (!isMapping(kind) || !isMapping(other)) return DIFFERENT;
    return depth == 0 ? EQUAL_MISS : equalMappings(x, y, false, depth - 1);
  }
  if (kind == KIND_HASH_SET) {
    if (other != KIND_HASH_SET) return DIFFERENT;
    if (depth == 0) return EQUAL_MISS;
    return equalMappings(addressOf(hashSetMap(x)), addressOf(hashSetMap(y)), true, depth - 1);
  }
  if (!isSequence(kind) || !isSequence(other)) return DIFFERENT;
  return depth == 0 ? EQUAL_MISS : equalSequences(a, b, depth - 1);
}

function isUserKind(kind: u32): bool {
  return kind == KIND_INSTANCE || kind == KIND_MUTABLE_INSTANCE;
}

function isMapping(kind: u32): bool {
  return kind == KIND_ARRAY_MAP || kind == KIND_HASH_MAP;
}

function isSequence(kind: u32): bool {
  return isSequentialKind(kind);
}

/** Two records of one type: types are pinned, so their words are compared. */
function equalRecords(x: Addr, y: Addr, depth: u32): u32 {
  const count = <u32>recordCount(x);
  for (let i: u32 = 0; i < count; i++) {
    if (!takeStep()) return EQUAL_MISS;
    const at = RECORD_TAIL + (i << 3);
    const same = equalAt(load<u64>(x + at), load<u64>(y + at), depth);
    if (same != EQUAL) return same;
  }
  const extra = recordExtra(x);
  const others = recordExtra(y);
  if (extra == NIL || others == NIL) return decide(extra == others);
  return equalAt(extra, others, depth);
}

function equalPids(x: Addr, y: Addr): bool {
  return pidIndex(x) == pidIndex(y) && pidGeneration(x) == pidGeneration(y);
}

function isDoubleKind(kind: u32): bool {
  return kind == KIND_DOUBLE || kind == KIND_FLOAT;
}

function isDouble(x: Value): bool {
  return isFlonum(x) || (!isFixnum(x) && isDoubleKind(kindOf(addressOf(x))));
}

function doubleOf(x: Value): f64 {
  return isFlonum(x) ? decodeFlonum(x) : reinterpret<f64>(doubleNumber(addressOf(x)));
}

/** At least one of them is a double; 0.0 equals -0.0, and NaN nothing. */
function equalDoubles(a: Value, b: Value): u32 {
  return decide(isDouble(a) && isDouble(b) && doubleOf(a) == doubleOf(b));
}

/** Only a small bigint, a Byte or a Short can be equal to a fixnum that is not the same word. */
function equalToFixnum(o: Addr, fixnum: Value): u32 {
  const kind = kindOf(o);
  if (kind == KIND_BIGINT) return decide(equalBigintToLong(o, fixnumValue(fixnum)));
  if (isSmallKind(kind)) return decide(makeFixnum(<i64>longNumber(o)) == fixnum);
  const isUser = isUserKind(kind);
  return isUser ? EQUAL_MISS : DIFFERENT;
}

function equalBigintToLong(o: Addr, n: i64): bool {
  const count = <u32>bigintBytes(o) >>> 2;
  const negative = <i64>bigintSign(o) < 0;
  if (!fitsI64(o + BIGINT_TAIL, count, negative)) return false;
  return signedLowI64(o + BIGINT_TAIL, count, negative) == n;
}

function equalSequences(a: Value, b: Value, depth: u32): u32 {
  let x = settle(a, 0);
  let i = walkOffset();
  let y = settle(b, 0);
  let j = walkOffset();
  while (true) {
    if (x == WALK_MISS || y == WALK_MISS) return EQUAL_MISS;
    if (x == WALK_END || y == WALK_END) return decide(x == y);
    if (!takeStep()) return EQUAL_MISS;
    const same = equalAt(elementAt(x, i), elementAt(y, j), depth);
    if (same != EQUAL) return same;
    x = step(x, i);
    i = walkOffset();
    y = step(y, j);
    j = walkOffset();
  }
}
