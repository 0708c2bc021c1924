// String builders: text that grows at its end. The buffer is a string with room behind the units
// in use, narrow until a unit above U+00FF comes, twice the size whenever it is full.
//
// A builder may have moved to the shared heap: receivers are resolved addresses, the buffer's
// cell is written through the barrier, and units are no values, so they are stored as they are.
// Two actors that add to one at once may lose text, as threads of the JVM do, but never write
// beyond a buffer: each operation looks at buffer and length once, and trusts only the buffer.
//
// Invariant: an operation that answers the sentinel (NEED) has changed nothing.

import {
  KIND_STRING_BUILDER,
  STRING_BUILDER_BUFFER,
  STRING_BUILDER_LENGTH,
  stringBuilderBuffer,
  stringBuilderLength,
} from "../../gen/kernel/layouts";
import { allocateObject } from "../heap/allocate";
import { resolve, storeCell } from "../heap/barrier";
import { Addr } from "../value/addr";
import {
  addressOf,
  fixnumValue,
  makeFixnum,
  makePointer,
  SENTINEL,
  TAG_OBJECT,
  Value,
} from "../value/value";
import { EMPTY_STRING } from "./fixed";
import {
  copyUnits,
  isWide,
  makeStringOfLatin1,
  makeStringOfUtf16,
  makeText,
  stringLength,
  stringText,
} from "./string";

const FIRST_UNITS: u32 = 64;

export function makeBuilder(): Value {
  const o = allocateObject(KIND_STRING_BUILDER, STRING_BUILDER_LENGTH + 8);
  store<u64>(o, EMPTY_STRING, STRING_BUILDER_BUFFER);
  store<u64>(o, 0, STRING_BUILDER_LENGTH);
  return makePointer(o, TAG_OBJECT);
}

export function builderLength(b: Addr): u32 {
  return <u32>fixnumValue(stringBuilderLength(b));
}

function bufferOf(b: Addr): Addr {
  return addressOf(stringBuilderBuffer(b));
}

/** Units in use of a buffer. */
function lengthIn(b: Addr, buffer: Addr): u32 {
  const length = builderLength(b);
  const room = stringLength(buffer);
  return length < room ? length : room;
}

/**
 * The buffer, of which `length` units are in use, or a copy with room for `more`, wide if asked;
 * 0 when memory must be made (NEED).
 */
function makeRoom(b: Addr, old: Addr, length: u32, more: u32, wide: bool): Addr {
  const widens = wide && !isWide(old);
  if (!widens && more <= stringLength(old) - length) return old;
  const least = <u64>length + <u64>more;
  const double = (<u64>stringLength(old)) << 1;
  let room: u64 = least > double ? least : double;
  if (room < FIRST_UNITS) room = FIRST_UNITS;
  const o = makeText(wide || isWide(old), room > 0xffffffff ? 0xffffffff : <u32>room);
  if (o == 0) return 0;
  copyStart(o, old, length);
  // Promotion, where the builder is shared, may copy the buffer.
  const word = storeCell(b, STRING_BUILDER_BUFFER, makePointer(o, TAG_OBJECT));
  return word == SENTINEL ? 0 : addressOf(word);
}

function copyStart(to: Addr, from: Addr, length: u32): void {
  const target = stringText(to);
  const source = stringText(from);
  if (isWide(from)) memory.copy(target, source, length << 1);
  else if (!isWide(to)) memory.copy(target, source, length);
  else for (let i: u32 = 0; i < length; i++) store<u16>(target + (i << 1), load<u8>(source + i));
}

/** Adds a string; false when memory must be made. */
export function addString(b: Addr, s: Addr): bool {
  const count = stringLength(s);
  if (count == 0) return true;
  const old = resolve(bufferOf(b));
  const length = lengthIn(b, old);
  const buffer = makeRoom(b, old, length, count, isWide(s));
  if (buffer == 0) return false;
  copyUnits(stringText(buffer), isWide(buffer), length, s);
  store<u64>(b, makeFixnum(<i64>length + <i64>count), STRING_BUILDER_LENGTH);
  return true;
}

/** Adds a code unit; false when memory must be made. */
export function addUnit(b: Addr, unit: u32): bool {
  const old = resolve(bufferOf(b));
  const length = lengthIn(b, old);
  const buffer = makeRoom(b, old, length, 1, unit > 0xff);
  if (buffer == 0) return false;
  const text = stringText(buffer);
  if (isWide(buffer)) store<u16>(text + (length << 1), unit);
  else store<u8>(text + length, unit);
  store<u64>(b, makeFixnum(<i64>length + 1), STRING_BUILDER_LENGTH);
  return true;
}

/** Requires at < length. */
export function builderUnit(b: Addr, at: u32): u32 {
  const buffer = resolve(bufferOf(b));
  const text = stringText(buffer);
  return isWide(buffer) ? load<u16>(text + (at << 1)) : load<u8>(text + at);
}

/** Puts a code unit in the place of another; false when memory must be made. at < length. */
export function setUnit(b: Addr, at: u32, unit: u32): bool {
  const old = resolve(bufferOf(b));
  const buffer = makeRoom(b, old, lengthIn(b, old), 0, unit > 0xff);
  if (buffer == 0) return false;
  const text = stringText(buffer);
  if (isWide(buffer)) store<u16>(text + (at << 1), unit);
  else store<u8>(text + at, unit);
  return true;
}

export function builderString(b: Addr): Value {
  const buffer = resolve(bufferOf(b));
  const text = stringText(buffer);
  const length = lengthIn(b, buffer);
  return isWide(buffer) ? makeStringOfUtf16(text, length) : makeStringOfLatin1(text, length);
}

/** Requires length <= the builder's. */
export function truncateBuilder(b: Addr, length: u32): void {
  store<u64>(b, makeFixnum(<i64>length), STRING_BUILDER_LENGTH);
}
