// Calls primitives by name on a kernel of the tests, and turns JavaScript data into Lisp values and
// back: null, booleans, integers, { double: 1.5 }, { char: 97 }, { symbol: "a/b" }, strings,
// ":keywords", arrays for vectors, { list: [...] }, { set: [...] }, and Maps or { map: [[k, v]] }
// for maps. What a primitive raises is an Error whose message is the condition's name; a miss is
// one named "miss".

import { condition, kind, primitive } from "../../gen/tables";
import { type Builder, makeBuilder, NIL } from "./builder";

export type Data =
  | null
  | boolean
  | number
  | string
  | { readonly double: number }
  | { readonly char: number }
  | { readonly symbol: string }
  | { readonly map: readonly (readonly [Data, Data])[] }
  | { readonly list: readonly Data[] }
  | { readonly set: readonly Data[] }
  | readonly Data[]
  | ReadonlyMap<Data, Data>;

const FALSE = 0x10dn;
const TRUE = 0x115n;
const SENTINEL = 0x11dn;
const contextAddr = 0x1000;
const outcomes = ["none", "raise", "miss", "need", "wait", "call", "host"];
const conditionNames = new Map<number, string>(
  Object.entries(condition).map(([name, code]) => [code, name]),
);

/** Name and namespace of "name" or "namespace/name". */
const names = (text: string): [name: string, namespace?: string] => {
  const at = text.indexOf("/");
  return at < 0 ? [text] : [text.slice(at + 1), text.slice(0, at)];
};

export interface Primitives extends Builder {
  /** Runs a primitive by its camel-case name. */
  prim(name: keyof typeof primitive, ...args: readonly bigint[]): bigint;
  value(data: Data): bigint;
  data(x: bigint): Data;
  kindOf(x: bigint): number;
}

export function makePrimitives(): Primitives {
  const b = makeBuilder();
  const { view } = b.instance;
  const args = b.scratch + 0x20000;
  const prim: Primitives["prim"] = (name, ...words) => {
    words.forEach((x, i) => {
      view.setBigUint64(args + 8 * i, BigInt.asUintN(64, x), true);
    });
    const x = b.word("callPrimitive", primitive[name], args);
    if (x !== SENTINEL) return x;
    const outcome = outcomes[view.getUint32(contextAddr + 8, true)] ?? "unknown";
    const code = view.getUint32(contextAddr + 12, true);
    throw new Error(outcome === "raise" ? conditionNames.get(code) : outcome);
  };
  const kindOf = (x: bigint): number =>
    (x & 3n) === 1n ? view.getUint8(b.addr(x)) : (x & 2n) === 0n ? kind.long : kind.double;
  const value = (data: Data): bigint => {
    if (data === null) return NIL;
    if (typeof data === "boolean") return data ? TRUE : FALSE;
    if (typeof data === "number") return b.int(data);
    if (typeof data === "string") {
      return data.startsWith(":") ? b.keyword(...names(data.slice(1))) : b.string(data);
    }
    if (Array.isArray(data)) return b.vector((data as readonly Data[]).map(value));
    if ("symbol" in data) return b.symbol(...names(data.symbol));
    if ("char" in data) return b.word("makeCharacter", data.char);
    if (data instanceof Map || "map" in data) {
      const pairs = data instanceof Map ? [...data] : (data as { map: [Data, Data][] }).map;
      return pairs.reduce((m, [k, v]) => prim("assoc", m, value(k), value(v)), EMPTY_MAP);
    }
    if ("double" in data) return b.word("makeDouble", data.double);
    if ("list" in data) return b.list(data.list.map(value));
    if ("set" in data) return data.set.reduce((s, x) => prim("conj", s, value(x)), EMPTY_SET);
    throw new Error(`no data: ${JSON.stringify(data)}`);
  };
  const fullName = (x: bigint): string => {
    const [namespace, name] = [8, 16].map((at) => view.getBigUint64(b.addr(x) + at, true));
    const text = b.readString(name as bigint);
    return namespace === NIL ? text : `${b.readString(namespace as bigint)}/${text}`;
  };
  const elements = (x: bigint): Data[] => {
    const out: Data[] = [];
    for (let s = prim("seq", x); s !== NIL; s = prim("next", s)) out.push(data(prim("first", s)));
    return out;
  };
  const data = (x: bigint): Data => {
    if (x === NIL) return null;
    if (x === TRUE || x === FALSE) return x === TRUE;
    if ((x & 3n) === 0n) return b.toInt(x);
    const k = kindOf(x);
    if (k === kind.double) return { double: b.instance.kernel.doubleValue?.(x) as number };
    if (k === kind.character) return { char: Number(x >> 32n) };
    if (k === kind.string || k === kind.wideString) return b.readString(x);
    if (k === kind.keyword) return `:${fullName(x)}`;
    if (k === kind.symbol) return { symbol: fullName(x) };
    if (k === kind.arrayMap || k === kind.hashMap) {
      return new Map(elements(x).map((e) => e as [Data, Data]));
    }
    if (k === kind.hashSet) return { set: elements(x) };
    const isVector = k === kind.vector || k === kind.subvec || k === kind.mapEntry;
    return isVector ? elements(x) : { list: elements(x) };
  };
  return { ...b, prim, value, data, kindOf };
}

export const EMPTY_MAP = 0x17dn;
export const EMPTY_SET = 0x195n;
