// Primitives on binaries (tables/primitives/binary.ts).

import { KIND_BINARY, KIND_STRING, KIND_VECTOR } from "../../gen/kernel/layouts";
import {
  RAISE_BYTE_RANGE,
  RAISE_INDEX_OUT_OF_BOUNDS,
  RAISE_LONG_RANGE,
} from "../../gen/kernel/opcodes";
import { raise } from "../context";
import {
  binaryBytes,
  bitsAt,
  bufferBytes,
  compareBinaries,
  countBinary,
  findInBinary,
  makeBinary,
  makeBuffer,
  sliceBinary,
} from "../data/binary";
import { isString, makeStringOfUtf8, utf8Length, writeUtf8 } from "../data/string";
import { countVector, vectorNth } from "../data/vector";
import { categoryOf, LONG, NO_NUMBER, raiseNotNumber } from "../number/category";
import { toDouble } from "../number/compare";
import { makeDouble } from "../number/double";
import { longValue, makeLong } from "../number/integer";
import { Addr } from "../value/addr";
import { isOfKind, raiseWrongKind } from "../value/kind";
import {
  addressOf,
  fixnumValue,
  isFixnum,
  makeBoolean,
  makeFixnum,
  NIL,
  SENTINEL,
  Value,
} from "../value/value";

/** Elements of a vector that are taken at a time. */
const MOST_ELEMENTS: u64 = 65536;

const SIGNED: u64 = 1;
const LITTLE: u64 = 2;

function isBinary(x: Value): bool {
  return isOfKind(x, KIND_BINARY);
}

/** A fixnum as an index; what is none is beyond any end. */
function indexOf(x: Value): u64 {
  return isFixnum(x) ? <u64>fixnumValue(x) : ~(<u64>0);
}

function raiseIndex(index: Value, count: u64): Value {
  return raise(RAISE_INDEX_OUT_OF_BOUNDS, index, makeFixnum(<i64>count), NIL);
}

/** Is it little-endian by its flags? */
function isLittle(flags: Value): bool {
  return isFixnum(flags) && (<u64>fixnumValue(flags) & LITTLE) != 0;
}

export function primIsBinary(x: Value): Value {
  return makeBoolean(isBinary(x));
}

export function primBinaryOfVector(elements: Value, start: Value, end: Value): Value {
  if (!isOfKind(elements, KIND_VECTOR)) return raiseWrongKind(elements, KIND_VECTOR);
  const vector = addressOf(elements);
  const from = indexOf(start);
  const to = indexOf(end);
  if (to > <u64>countVector(vector)) return raiseIndex(end, countVector(vector));
  if (from > to || to - from > MOST_ELEMENTS) return raiseIndex(start, to);
  const count = <u32>(to - from);
  const buffer = makeBuffer(count);
  if (buffer == 0) return SENTINEL;
  const bytes = bufferBytes(buffer);
  for (let i: u32 = 0; i < count; i++) {
    const x = vectorNth(vector, <u32>from + i);
    if (!isFixnum(x) || fixnumValue(x) < -128 || fixnumValue(x) > 255) {
      return raise(RAISE_BYTE_RANGE, x, NIL, NIL);
    }
    store<u8>(bytes + i, <u32>fixnumValue(x));
  }
  return makeBinary(buffer, 0, count);
}

export function primBinaryOfString(text: Value): Value {
  if (!isString(text)) return raiseWrongKind(text, KIND_STRING);
  const count = utf8Length(addressOf(text));
  const buffer = makeBuffer(count);
  if (buffer == 0) return SENTINEL;
  writeUtf8(addressOf(text), bufferBytes(buffer));
  return makeBinary(buffer, 0, count);
}

export function primBinaryString(x: Value): Value {
  if (!isBinary(x)) return raiseWrongKind(x, KIND_BINARY);
  return makeStringOfUtf8(binaryBytes(addressOf(x)), countBinary(addressOf(x)));
}

export function primBinaryCount(x: Value): Value {
  if (!isBinary(x)) return raiseWrongKind(x, KIND_BINARY);
  return makeFixnum(<i64>countBinary(addressOf(x)));
}

export function primBinarySlice(x: Value, start: Value, n: Value): Value {
  if (!isBinary(x)) return raiseWrongKind(x, KIND_BINARY);
  const count = <u64>countBinary(addressOf(x));
  if (indexOf(start) > count) return raiseIndex(start, count);
  if (indexOf(n) > count - indexOf(start)) return raiseIndex(n, count - indexOf(start));
  return sliceBinary(addressOf(x), <u32>indexOf(start), <u32>indexOf(n));
}

export function primBinaryJoin(parts: Value): Value {
  if (!isOfKind(parts, KIND_VECTOR)) return raiseWrongKind(parts, KIND_VECTOR);
  const vector = addressOf(parts);
  const n = countVector(vector);
  if (<u64>n > MOST_ELEMENTS) return raiseIndex(makeFixnum(n), MOST_ELEMENTS);
  let total: u64 = 0;
  for (let i: u32 = 0; i < n; i++) {
    const part = vectorNth(vector, i);
    if (!isBinary(part)) return raiseWrongKind(part, KIND_BINARY);
    total += <u64>countBinary(addressOf(part));
  }
  const buffer = makeBuffer(<u32>min<u64>(total, 0xffffffff));
  if (buffer == 0) return SENTINEL;
  let to = bufferBytes(buffer);
  for (let i: u32 = 0; i < n; i++) {
    const part = addressOf(vectorNth(vector, i));
    memory.copy(to, binaryBytes(part), countBinary(part));
    to += countBinary(part);
  }
  return makeBinary(buffer, 0, <u32>total);
}

/** Are bits `at` to `at` + `bits` there? Raises, and answers false, if not. */
function checkBits(o: Addr, at: Value, bits: Value, most: u64): bool {
  const count = (<u64>countBinary(o)) << 3;
  if (indexOf(bits) == 0 || indexOf(bits) > most) raiseIndex(bits, most);
  else if (indexOf(at) > count || indexOf(bits) > count - indexOf(at)) raiseIndex(at, count);
  else return true;
  return false;
}

function reverseBytes(x: u64, bits: u32): u64 {
  return bswap<u64>(x) >> (64 - bits);
}

export function primBinaryInteger(x: Value, at: Value, bits: Value, flags: Value): Value {
  if (!isBinary(x)) return raiseWrongKind(x, KIND_BINARY);
  if (!checkBits(addressOf(x), at, bits, 64)) return SENTINEL;
  const n = <u32>indexOf(bits);
  let found = bitsAt(addressOf(x), indexOf(at), n);
  if (isLittle(flags) && (n & 7) == 0) found = reverseBytes(found, n);
  const isSigned = isFixnum(flags) && (<u64>fixnumValue(flags) & SIGNED) != 0;
  return makeLong(isSigned ? <i64>(found << (64 - n)) >> (64 - n) : <i64>found);
}

export function primBinaryFloat(x: Value, at: Value, bits: Value, flags: Value): Value {
  if (!isBinary(x)) return raiseWrongKind(x, KIND_BINARY);
  const isShort = indexOf(bits) == 32;
  if (!isShort && indexOf(bits) != 64) return raiseIndex(bits, 64);
  const place = makeFixnum(<i64>(min<u64>(indexOf(at), 0xffffffff) << 3));
  if (!checkBits(addressOf(x), place, bits, 64)) return SENTINEL;
  let found = bitsAt(addressOf(x), indexOf(place), isShort ? 32 : 64);
  if (isLittle(flags)) found = reverseBytes(found, isShort ? 32 : 64);
  return makeDouble(isShort ? <f64>reinterpret<f32>(<u32>found) : reinterpret<f64>(found));
}

/** A binary of the lowest `n` bits, a multiple of 8, of a word. */
function binaryOfWord(x: u64, n: u32, little: bool): Value {
  const buffer = makeBuffer(n >> 3);
  if (buffer == 0) return SENTINEL;
  const bytes = bufferBytes(buffer);
  for (let i: u32 = 0; i < n >> 3; i++) {
    const shift = little ? i << 3 : n - 8 - (i << 3);
    store<u8>(bytes + i, <u8>(x >> <u64>shift));
  }
  return makeBinary(buffer, 0, n >> 3);
}

export function primBinaryOfInteger(x: Value, bits: Value, flags: Value): Value {
  const n = indexOf(bits);
  if (n == 0 || n > 64 || (n & 7) != 0) return raiseIndex(bits, 64);
  if (categoryOf(x) != LONG) return raise(RAISE_LONG_RANGE, x, NIL, NIL);
  return binaryOfWord(<u64>longValue(x), <u32>n, isLittle(flags));
}

export function primBinaryOfFloat(x: Value, bits: Value, flags: Value): Value {
  if (categoryOf(x) == NO_NUMBER) return raiseNotNumber(x, x);
  const isShort = indexOf(bits) == 32;
  if (!isShort && indexOf(bits) != 64) return raiseIndex(bits, 64);
  const d = toDouble(x);
  const word = isShort ? <u64>reinterpret<u32>(<f32>d) : reinterpret<u64>(d);
  return binaryOfWord(word, isShort ? 32 : 64, isLittle(flags));
}

export function primBinaryCompare(a: Value, b: Value): Value {
  if (!isBinary(a)) return raiseWrongKind(a, KIND_BINARY);
  if (!isBinary(b)) return raiseWrongKind(b, KIND_BINARY);
  const order = compareBinaries(addressOf(a), addressOf(b));
  return makeFixnum(order < 0 ? -1 : order > 0 ? 1 : 0);
}

export function primBinaryFind(x: Value, part: Value, start: Value): Value {
  if (!isBinary(x)) return raiseWrongKind(x, KIND_BINARY);
  if (!isBinary(part)) return raiseWrongKind(part, KIND_BINARY);
  const count = <u64>countBinary(addressOf(x));
  if (indexOf(start) > count) return raiseIndex(start, count);
  const found = findInBinary(addressOf(x), addressOf(part), <u32>indexOf(start));
  return found < 0 ? NIL : makeFixnum(<i64>found);
}
