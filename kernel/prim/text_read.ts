// Primitives of readers (tables/primitives/text.ts): text is scanned by classes of units, which a
// dialect's table gives, and a token becomes a symbol or keyword by Clojure's rules.

import { KIND_STRING } from "../../gen/kernel/layouts";
import { RAISE_INDEX_OUT_OF_BOUNDS, RAISE_STRING_RANGE } from "../../gen/kernel/opcodes";
import { raise } from "../context";
import { internKeyword } from "../data/keyword";
import { isString, isWide, stringLength, stringText, stringUnit, substring } from "../data/string";
import { makeSymbol } from "../data/symbol";
import { Addr } from "../value/addr";
import { raiseWrongKind } from "../value/kind";
import {
  addressOf,
  FALSE,
  fixnumValue,
  isFixnum,
  makeFixnum,
  NIL,
  SENTINEL,
  TRUE,
  Value,
} from "../value/value";

const CLASSES: u32 = 128;
const SPACE: u32 = 32;
const OTHER: u32 = 127;
const COLON: u32 = 58;
const SLASH: u32 = 47;

/** Character.isWhitespace beyond ASCII. */
function isWideSpace(unit: u32): bool {
  if (unit < 0x1680) return false;
  if (unit >= 0x2000 && unit <= 0x200a) return unit != 0x2007;
  if (unit == 0x1680 || unit == 0x2028 || unit == 0x2029) return true;
  return unit == 0x205f || unit == 0x3000;
}

/** The class of a unit beyond the table is that of a space or that of the last entry. */
function classOf(unit: u32, classes: Addr): u32 {
  if (unit >= CLASSES) unit = isWideSpace(unit) ? SPACE : OTHER;
  return <u32>load<u8>(classes + unit);
}

export function primScan(s: Value, from: Value, classes: Value, mask: Value): Value {
  if (!isString(s)) return raiseWrongKind(s, KIND_STRING);
  if (!isString(classes) || isWide(addressOf(classes))) return raiseWrongKind(classes, KIND_STRING);
  const length = stringLength(addressOf(s));
  const isTable = stringLength(addressOf(classes)) == CLASSES;
  if (!isTable || !isFixnum(from) || from >> 2 > <u64>length || !isFixnum(mask)) {
    return raise(RAISE_INDEX_OUT_OF_BOUNDS, from, makeFixnum(<i64>length), NIL);
  }
  const text = stringText(addressOf(s));
  const table = stringText(addressOf(classes));
  const bits = <u32>fixnumValue(mask);
  let i = <u32>fixnumValue(from);
  if (isWide(addressOf(s))) {
    while (i < length && (classOf(<u32>load<u16>(text + (i << 1)), table) & bits) == 0) i++;
  } else {
    while (i < length && (classOf(<u32>load<u8>(text + i), table) & bits) == 0) i++;
  }
  return makeFixnum(i < length ? <i64>i : -1);
}

/** Do units `start` up to `end` spell the bytes of the word, least significant first? */
function spells(s: Addr, start: u32, end: u32, word: u64): bool {
  for (let i = start; i < end; i++) {
    if (<u64>stringUnit(s, i) != (word & 0xff)) return false;
    word >>= 8;
  }
  return word == 0;
}

function isDigit(unit: u32): bool {
  return unit >= 48 && unit <= 57;
}

/** "true" and "false" as bytes in a word. */
const TRUE_BYTES: u64 = 0x65757274;
const FALSE_BYTES: u64 = 0x65736c6166;

/**
 * Checks name and namespace as the JVM's pattern does: neither begins with a digit (but what
 * follows the colon of a keyword may) or ends with a colon, a name / stands alone or at the end,
 * there is no pair of colons. Answers the index of the first slash, which ends the namespace,
 * `end` without one, -1 for what is no name.
 */
function splitName(s: Addr, start: u32, end: u32, isKeyword: bool): i32 {
  if (start == end) return -1;
  const last = end - 1;
  if (stringUnit(s, last) == COLON || (!isKeyword && isDigit(stringUnit(s, start)))) return -1;
  let first = end;
  let slash = end;
  for (let i = start; i < end; i++) {
    const unit = stringUnit(s, i);
    if (unit == SLASH) {
      if (first == end) first = i;
      slash = i;
    } else if (unit == COLON && i < last && stringUnit(s, i + 1) == COLON) return -1;
  }
  if (slash == end || end - start == 1) return <i32>end;
  if (first == start) return -1;
  // What follows the last slash is the name, which is a slash itself at the end of the token.
  if (slash == last) {
    if (slash - 1 == start || stringUnit(s, slash - 1) != SLASH) return -1;
    if (stringUnit(s, slash - 2) == COLON) return -1;
  } else if (isDigit(stringUnit(s, slash + 1)) || stringUnit(s, slash - 1) == COLON) return -1;
  return <i32>first;
}

export function primToken(s: Value, start: Value, end: Value): Value {
  if (!isString(s)) return raiseWrongKind(s, KIND_STRING);
  const text = addressOf(s);
  const length = <u64>stringLength(text);
  if (!isFixnum(start) || !isFixnum(end) || end >> 2 > length || start >> 2 >= end >> 2) {
    return raise(RAISE_STRING_RANGE, start, end, makeFixnum(<i64>length));
  }
  let from = <u32>fixnumValue(start);
  const to = <u32>fixnumValue(end);
  if (to - from == 4 && spells(text, from, to, TRUE_BYTES)) return TRUE;
  if (to - from == 5 && spells(text, from, to, FALSE_BYTES)) return FALSE;
  if (to - from == 3 && spells(text, from, to, 0x6c696e)) return NIL; // nil
  const isKeyword = stringUnit(text, from) == COLON;
  if (isKeyword) from++;
  const slash = splitName(text, from, to, isKeyword);
  if (slash < 0 || (isKeyword && stringUnit(text, from) == COLON)) return NIL;
  const hasNamespace = <u32>slash < to;
  const namespace = hasNamespace ? substring(text, from, <u32>slash) : NIL;
  if (namespace == SENTINEL) return SENTINEL;
  const name = substring(text, hasNamespace ? <u32>slash + 1 : from, to);
  if (name == SENTINEL) return SENTINEL;
  return isKeyword ? internKeyword(namespace, name) : makeSymbol(namespace, name, NIL);
}
