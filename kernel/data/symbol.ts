// Symbols: a name and perhaps a namespace, not interned. Their hash is what the hash of keywords
// and the interning table are made of.
//
// Invariant: namespace is nil or a string, name is a string.

import {
  initSymbolMeta,
  initSymbolName,
  initSymbolNamespace,
  KIND_SYMBOL,
  symbolName,
  symbolNamespace,
} from "../../gen/kernel/layouts";
import { allocateObject } from "../heap/allocate";
import { Addr } from "../value/addr";
import {
  hashCharsLatin1,
  hashCharsUtf16,
  hashSymbol,
  javaStringHashLatin1,
  javaStringHashUtf16,
} from "../value/murmur";
import { addressOf, makePointer, NIL, TAG_OBJECT, Value } from "../value/value";
import { equalStrings, isWide, stringLength, stringText } from "./string";

const SYMBOL_BYTES: u32 = 32;

export function makeSymbol(namespace: Value, name: Value, meta: Value): Value {
  const o = allocateObject(KIND_SYMBOL, SYMBOL_BYTES);
  initSymbolNamespace(o, namespace);
  initSymbolName(o, name);
  initSymbolMeta(o, meta);
  return makePointer(o, TAG_OBJECT);
}

export function javaHashOfString(s: Addr): i32 {
  const text = stringText(s);
  const count = stringLength(s);
  return isWide(s) ? javaStringHashUtf16(text, count) : javaStringHashLatin1(text, count);
}

/** The hash of a symbol of that name, as Clojure combines it. */
export function hashNames(namespace: Value, name: Value): i32 {
  const s = addressOf(name);
  const text = stringText(s);
  const count = stringLength(s);
  const hash = isWide(s) ? hashCharsUtf16(text, count) : hashCharsLatin1(text, count);
  return hashSymbol(hash, namespace == NIL ? 0 : javaHashOfString(addressOf(namespace)));
}

/** Are two namespaces (strings or nil) or two names the same? */
export function equalNames(a: Value, b: Value): bool {
  if (a == b) return true;
  if (a == NIL || b == NIL) return false;
  return equalStrings(addressOf(a), addressOf(b));
}

export function equalSymbols(a: Addr, b: Addr): bool {
  return (
    equalNames(symbolName(a), symbolName(b)) && equalNames(symbolNamespace(a), symbolNamespace(b))
  );
}
