// Primitives on symbols, keywords and characters (tables/primitives/text.ts).

import {
  KIND_CHARACTER,
  KIND_INSTANCE,
  KIND_KEYWORD,
  KIND_MUTABLE_INSTANCE,
  KIND_RECORD,
  KIND_STRING,
  KIND_SYMBOL,
  KIND_WIDE_STRING,
  keywordName,
  keywordNamespace,
  symbolName,
  symbolNamespace,
} from "../../gen/kernel/layouts";
import { RAISE_CHAR_RANGE, RAISE_IS_NIL, RAISE_NOT_NAMED } from "../../gen/kernel/opcodes";
import { miss, raise } from "../context";
import { findKeyword, internKeyword } from "../data/keyword";
import { isString } from "../data/string";
import { charKind } from "../data/string_edit";
import { makeSymbol } from "../data/symbol";
import { nextId } from "../data/world";
import { digitOfChar, lowerChar, raiseChar } from "../host/imports";
import { categoryOf, NO_NUMBER, raiseNotNumber } from "../number/category";
import { truncateToLong } from "../number/convert";
import { makeLong } from "../number/integer";
import { kindOfValue, raiseWrongKind } from "../value/kind";
import {
  addressOf,
  characterValue,
  fixnumValue,
  isCharacter,
  isFixnum,
  makeCharacter,
  makeFixnum,
  NIL,
  Value,
} from "../value/value";

function isName(namespace: Value, name: Value): bool {
  return isString(name) && (namespace == NIL || isString(namespace));
}

function raiseNoName(namespace: Value, name: Value): Value {
  return raiseWrongKind(isString(name) ? namespace : name, KIND_STRING);
}

export function primSymbol(namespace: Value, name: Value): Value {
  return isName(namespace, name) ? makeSymbol(namespace, name, NIL) : raiseNoName(namespace, name);
}

export function primKeyword(namespace: Value, name: Value): Value {
  return isName(namespace, name) ? internKeyword(namespace, name) : raiseNoName(namespace, name);
}

export function primFindKeyword(namespace: Value, name: Value): Value {
  return isName(namespace, name) ? findKeyword(namespace, name) : raiseNoName(namespace, name);
}

function raiseNotNamed(x: Value): Value {
  return raise(x == NIL ? RAISE_IS_NIL : RAISE_NOT_NAMED, x, NIL, NIL);
}

export function primName(x: Value): Value {
  const kind = kindOfValue(x);
  if (kind == KIND_KEYWORD) return keywordName(addressOf(x));
  if (kind == KIND_SYMBOL) return symbolName(addressOf(x));
  if (kind == KIND_STRING || kind == KIND_WIDE_STRING) return x;
  return isInstance(kind) ? miss() : raiseNotNamed(x);
}

export function primNamespace(x: Value): Value {
  const kind = kindOfValue(x);
  if (kind == KIND_KEYWORD) return keywordNamespace(addressOf(x));
  if (kind == KIND_SYMBOL) return symbolNamespace(addressOf(x));
  return isInstance(kind) ? miss() : raiseNotNamed(x);
}

/** Is it a kind of a program's types, which may be clojure.lang.Named? */
function isInstance(kind: u32): bool {
  return kind == KIND_INSTANCE || kind == KIND_MUTABLE_INSTANCE || kind == KIND_RECORD;
}

export function primNextId(): Value {
  return makeLong(<i64>nextId());
}

export function primChar(x: Value): Value {
  if (isCharacter(x)) return x;
  if (categoryOf(x) == NO_NUMBER) return raiseNotNumber(x, x);
  const n = truncateToLong(x);
  if (n < 0 || n > 0xffff) return raise(RAISE_CHAR_RANGE, x, NIL, NIL);
  return makeCharacter(<u32>n);
}

export function primCharCode(x: Value): Value {
  if (!isCharacter(x)) return raiseWrongKind(x, KIND_CHARACTER);
  return makeFixnum(<i64>characterValue(x));
}

const LAST_POINT: i64 = 0x10ffff;

/** The code of a character, or a code point itself; -1 for anything else. */
function codeOf(x: Value): i64 {
  if (isCharacter(x)) return <i64>characterValue(x);
  if (!isFixnum(x)) return -1;
  const n = fixnumValue(x);
  return n > LAST_POINT ? -1 : n;
}

export function primCharKind(x: Value): Value {
  const code = codeOf(x);
  return code < 0 ? raiseWrongKind(x, KIND_CHARACTER) : makeFixnum(<i64>charKind(<u32>code));
}

function upperUnit(unit: u32): u32 {
  if (unit >= 0x80) return raiseChar(unit);
  return unit >= 97 && unit <= 122 ? unit - 32 : unit;
}

function lowerUnit(unit: u32): u32 {
  if (unit >= 0x80) return lowerChar(unit);
  return unit >= 65 && unit <= 90 ? unit + 32 : unit;
}

export function primCharUpper(x: Value): Value {
  if (!isCharacter(x)) return raiseWrongKind(x, KIND_CHARACTER);
  return makeCharacter(upperUnit(characterValue(x)));
}

export function primCharLower(x: Value): Value {
  if (!isCharacter(x)) return raiseWrongKind(x, KIND_CHARACTER);
  return makeCharacter(lowerUnit(characterValue(x)));
}

/** Character.digit: digits of any script, and Latin letters of either width. */
function digitValue(code: u32): i32 {
  if (code >= 48 && code <= 57) return <i32>code - 48;
  const wide = code >= 0xff21 && code <= 0xff5a ? code - 0xfee0 : code;
  const letter = wide | 32;
  if (letter >= 97 && letter <= 122 && wide < 0x80) return <i32>letter - 87;
  return code < 0x80 ? -1 : digitOfChar(code);
}

export function primCharDigit(x: Value, radix: Value): Value {
  const code = codeOf(x);
  if (code < 0) return raiseWrongKind(x, KIND_CHARACTER);
  const value = <i64>digitValue(<u32>code);
  const limit = isFixnum(radix) ? fixnumValue(radix) : 0;
  return makeFixnum(limit >= 2 && limit <= 36 && value < limit ? value : -1);
}
