// Primitives on strings (tables/primitives/text.ts). Indexes count UTF-16 units. What is wrong
// with an argument raises what the JVM throws; work goes on in kernel/data/string and its kin.

import {
  ARRAY_COUNT,
  ARRAY_TAIL,
  KIND_ARRAY,
  KIND_BOOLEAN,
  KIND_CHARACTER,
  KIND_KEYWORD,
  KIND_NIL,
  KIND_STRING,
  KIND_SYMBOL,
  KIND_WIDE_STRING,
  keywordName,
  keywordNamespace,
  symbolName,
  symbolNamespace,
} from "../../gen/kernel/layouts";
import {
  RAISE_INDEX_OUT_OF_BOUNDS,
  RAISE_STRING_INDEX,
  RAISE_STRING_RANGE,
} from "../../gen/kernel/opcodes";
import { CONTEXT_SCRATCH, context, miss, raise } from "../context";
import { EMPTY_STRING } from "../data/fixed";
import {
  concatStrings,
  copyUnits,
  indexOf,
  isPartAt,
  isString,
  isWide,
  lastIndexOf,
  makeStringOfLatin1,
  makeStringOfUtf16,
  makeText,
  stringLength,
  stringText,
  stringUnit,
  substring,
  textValue,
} from "../data/string";
import {
  changeStringCase,
  escapeString,
  indexOfUnit,
  lastIndexOfUnit,
  repeatString,
  replaceString,
  reverseString,
  trimString,
} from "../data/string_edit";
import { javaHashOfString } from "../data/symbol";
import { resolve } from "../heap/barrier";
import { intern } from "../heap/kinds";
import { categoryOf, NO_NUMBER } from "../number/category";
import { numberText } from "../number/text";
import { Addr } from "../value/addr";
import { isOfKind, kindOfValue, raiseWrongKind } from "../value/kind";
import {
  addressOf,
  characterValue,
  fixnumValue,
  isCharacter,
  isFalsy,
  isFixnum,
  makeBoolean,
  makeFixnum,
  NIL,
  SENTINEL,
  TRUE,
  Value,
} from "../value/value";

export function raiseNoString(x: Value): Value {
  return raiseWrongKind(x, KIND_STRING);
}

export function primIsString(x: Value): Value {
  return makeBoolean(isString(x));
}

export function primIsChar(x: Value): Value {
  return makeBoolean(isCharacter(x));
}

export function primIsSymbol(x: Value): Value {
  return makeBoolean(isOfKind(x, KIND_SYMBOL));
}

export function primIsKeyword(x: Value): Value {
  return makeBoolean(isOfKind(x, KIND_KEYWORD));
}

/** A string of one UTF-16 unit. */
export function unitString(unit: u32): Value {
  const scratch = context + CONTEXT_SCRATCH;
  store<u16>(scratch, unit);
  return makeStringOfUtf16(scratch, 1);
}

/** "true" and "false" as bytes in a word. */
const TRUE_TEXT: u64 = 0x65757274;
const FALSE_TEXT: u64 = 0x65736c6166;

function booleanText(x: Value): Value {
  const scratch = context + CONTEXT_SCRATCH;
  store<u64>(scratch, x == TRUE ? TRUE_TEXT : FALSE_TEXT);
  return makeStringOfLatin1(scratch, x == TRUE ? 4 : 5);
}

/** `:` for a keyword, then namespace and slash if there is one, then the name. */
function nameText(colon: bool, namespace: Value, name: Value): Value {
  if (!colon && namespace == NIL) return name;
  const s = addressOf(name);
  const n: Addr = namespace == NIL ? 0 : addressOf(namespace);
  const prefix: u32 = colon ? 1 : 0;
  const before = n == 0 ? prefix : prefix + stringLength(n) + 1;
  const wide = isWide(s) || (n != 0 && isWide(n));
  const o = makeText(wide, before + stringLength(s));
  if (o == 0) return SENTINEL;
  const to = stringText(o);
  const shift: u32 = wide ? 1 : 0;
  if (colon) storeUnit(to, shift, 0, 58);
  if (n != 0) {
    copyUnits(to, wide, prefix, n);
    storeUnit(to, shift, before - 1, 47);
  }
  copyUnits(to, wide, before, s);
  if (colon) intern(o); // the JVM keeps that of a keyword
  return textValue(o);
}

function storeUnit(to: Addr, shift: u32, at: u32, unit: u32): void {
  if (shift == 1) store<u16>(to + (at << 1), unit);
  else store<u8>(to + at, unit);
}

export function primStringIntern(s: Value): Value {
  if (!isOfKind(s, KIND_STRING) && !isOfKind(s, KIND_WIDE_STRING)) {
    return raiseWrongKind(s, KIND_STRING);
  }
  intern(addressOf(s));
  return s;
}

export function primToString(x: Value): Value {
  if (categoryOf(x) != NO_NUMBER) return numberText(x, 10);
  const kind = kindOfValue(x);
  if (kind == KIND_STRING || kind == KIND_WIDE_STRING) return x;
  if (kind == KIND_NIL) return EMPTY_STRING;
  if (kind == KIND_CHARACTER) return unitString(characterValue(x));
  if (kind == KIND_BOOLEAN) return booleanText(x);
  const o = addressOf(x);
  if (kind == KIND_KEYWORD) return nameText(true, keywordNamespace(o), keywordName(o));
  if (kind == KIND_SYMBOL) return nameText(false, symbolNamespace(o), symbolName(o));
  return miss();
}

export function primStringAppend(a: Value, b: Value): Value {
  if (!isString(a)) return raiseNoString(a);
  return isString(b) ? concatStrings(addressOf(a), addressOf(b)) : raiseNoString(b);
}

export function primSubstring(s: Value, start: Value, end: Value): Value {
  if (!isString(s)) return raiseNoString(s);
  const length = <i64>stringLength(addressOf(s));
  if (!isFixnum(start) || !isFixnum(end)) return raise(RAISE_INDEX_OUT_OF_BOUNDS, start, end, NIL);
  const from = fixnumValue(start);
  const to = fixnumValue(end);
  if (from < 0 || from > to || to > length) {
    return raise(RAISE_STRING_RANGE, start, end, makeFixnum(length));
  }
  return substring(addressOf(s), <u32>from, <u32>to);
}

/** A start index as the JVM reads it: cut to the bounds of i32. */
function startIndex(from: Value): i32 {
  if (!isFixnum(from)) return 0;
  const n = fixnumValue(from);
  return n < -1 ? -1 : n > 0x7fffffff ? 0x7fffffff : <i32>n;
}

export function primStringIndex(s: Value, part: Value, from: Value): Value {
  if (!isString(s)) return raiseNoString(s);
  const start = startIndex(from);
  const text = addressOf(s);
  let at: u32 = start < 0 ? 0 : <u32>start;
  if (isCharacter(part)) return makeFixnum(<i64>indexOfUnit(text, characterValue(part), at));
  if (!isString(part)) return raiseNoString(part);
  const length = stringLength(text);
  if (at > length) at = length;
  return makeFixnum(<i64>indexOf(text, addressOf(part), at));
}

export function primStringLastIndex(s: Value, part: Value, from: Value): Value {
  if (!isString(s)) return raiseNoString(s);
  const start = startIndex(from);
  const text = addressOf(s);
  if (isCharacter(part)) return makeFixnum(<i64>lastIndexOfUnit(text, characterValue(part), start));
  if (!isString(part)) return raiseNoString(part);
  if (start < 0) return makeFixnum(-1);
  return makeFixnum(<i64>lastIndexOf(text, addressOf(part), <u32>start));
}

export function primStringStarts(s: Value, prefix: Value, at: Value): Value {
  if (!isString(s)) return raiseNoString(s);
  if (!isString(prefix)) return raiseNoString(prefix);
  const start = startIndex(at);
  return makeBoolean(start >= 0 && isPartAt(addressOf(s), <u32>start, addressOf(prefix)));
}

export function primStringUpper(s: Value): Value {
  return isString(s) ? changeStringCase(addressOf(s), true) : raiseNoString(s);
}

export function primStringLower(s: Value): Value {
  return isString(s) ? changeStringCase(addressOf(s), false) : raiseNoString(s);
}

export function primStringUnit(s: Value, i: Value): Value {
  if (!isString(s)) return raiseNoString(s);
  const length = stringLength(addressOf(s));
  if (!isFixnum(i) || i >> 2 >= <u64>length) return raise(RAISE_STRING_INDEX, i, NIL, NIL);
  return makeFixnum(<i64>stringUnit(addressOf(s), <u32>(i >> 2)));
}

export function primStringTrim(s: Value, mode: Value): Value {
  return isString(s) ? trimString(addressOf(s), <u32>(mode >> 2)) : raiseNoString(s);
}

export function primStringReplace(s: Value, part: Value, by: Value): Value {
  if (!isString(s)) return raiseNoString(s);
  if (!isString(part)) return raiseNoString(part);
  if (!isString(by)) return raiseNoString(by);
  return replaceString(addressOf(s), addressOf(part), addressOf(by));
}

export function primStringReverse(s: Value): Value {
  return isString(s) ? reverseString(addressOf(s)) : raiseNoString(s);
}

export function primStringRepeat(s: Value, n: Value): Value {
  if (!isString(s)) return raiseNoString(s);
  if (!isFixnum(n)) return raise(RAISE_INDEX_OUT_OF_BOUNDS, n, NIL, NIL);
  const times = fixnumValue(n);
  return repeatString(addressOf(s), times < 0 ? 0 : times > 0xffffffff ? 0xffffffff : <u32>times);
}

export function primStringJavaHash(s: Value): Value {
  return isString(s) ? makeFixnum(<i64>javaHashOfString(addressOf(s))) : raiseNoString(s);
}

export function primStringEscape(s: Value, quotes: Value): Value {
  return isString(s) ? escapeString(addressOf(s), !isFalsy(quotes)) : raiseNoString(s);
}

/** The elements of the array, all of them characters, are read twice: to see if one is wide. */
export function primStringOfChars(array: Value, from: Value, end: Value): Value {
  if (!isOfKind(array, KIND_ARRAY)) return raiseWrongKind(array, KIND_ARRAY);
  const o = resolve(addressOf(array));
  const length = <u64>load<u32>(o, ARRAY_COUNT);
  if (!isFixnum(from) || !isFixnum(end) || end >> 2 > length || from > end) {
    return raise(RAISE_INDEX_OUT_OF_BOUNDS, end, makeFixnum(<i64>length), NIL);
  }
  const count = <u32>((end - from) >> 2);
  if (count == 0) return EMPTY_STRING;
  const chars = o + ARRAY_TAIL + ((<u32>(from >> 2)) << 3);
  let all: u32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const x = load<u64>(chars + (i << 3));
    if (!isCharacter(x)) return raiseWrongKind(x, KIND_CHARACTER);
    all = all | characterValue(x);
  }
  const result = makeText(all > 0xff, count);
  if (result == 0) return SENTINEL;
  const shift: u32 = all > 0xff ? 1 : 0;
  for (let i: u32 = 0; i < count; i++) {
    storeUnit(stringText(result), shift, i, characterValue(load<u64>(chars + (i << 3))));
  }
  return textValue(result);
}
