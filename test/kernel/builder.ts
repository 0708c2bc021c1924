// Makes kernel values from JavaScript data and reads them back, over a fresh kernel.
// Scratch words for bulk constructors lie in a run of blocks of their own.

import { type Instance, makeInstance } from "./instance";

type Argument = number | bigint;

export const NIL = 0x105n;
export const EMPTY_LIST = 0x12dn;
export const EMPTY_VECTOR = 0x13dn;

export interface Builder {
  readonly instance: Instance;
  /** Where `put` writes. */
  readonly scratch: number;
  call(name: string, ...args: Argument[]): number;
  word(name: string, ...args: Argument[]): bigint;
  addr(x: bigint): number;
  int(n: number): bigint;
  toInt(x: bigint): number;
  /** Writes words to the scratch area and answers its address. */
  put(words: readonly bigint[]): number;
  vector(words: readonly bigint[]): bigint;
  list(words: readonly bigint[]): bigint;
  string(text: string): bigint;
  readString(s: bigint): string;
  symbol(name: string, namespace?: string): bigint;
  keyword(name: string, namespace?: string): bigint;
  readVector(v: bigint): bigint[];
  readList(list: bigint): bigint[];
}

export function makeBuilder(bytes = 1n << 32n): Builder {
  const instance = makeInstance();
  const { kernel, view } = instance;
  const invoke = (name: string, args: Argument[]): Argument => {
    const f = kernel[name];
    if (f === undefined) throw new Error(`no export ${name}`);
    return f(...args);
  };
  const call = (name: string, ...args: Argument[]): number => invoke(name, args) as number;
  const word = (name: string, ...args: Argument[]): bigint =>
    BigInt.asUintN(64, invoke(name, args) as bigint);
  const addr = (x: bigint): number => Number(x & 0xfffffff8n);
  call("writeKinds");
  call("initSpace", bytes);
  call("writeFixedObjects");
  call("initKeywords");
  const scratch = call("takeRun", 300, 6) << 15;
  const put = (words: readonly bigint[]): number => {
    for (const [i, x] of words.entries()) view.setBigUint64(scratch + 8 * i, x, true);
    return scratch;
  };
  const readList = (list: bigint): bigint[] => {
    const words: bigint[] = [];
    for (let x = list; (x & 7n) === 1n; x = word("cellRest", x)) words.push(word("cellFirst", x));
    return words;
  };
  const string = (text: string): bigint => {
    for (let i = 0; i < text.length; i++) {
      view.setUint16(scratch + 2 * i, text.charCodeAt(i), true);
    }
    return word("makeStringOfUtf16", scratch, text.length);
  };
  const names = (name: string, namespace?: string): [bigint, bigint] => [
    namespace === undefined ? NIL : string(namespace),
    string(name),
  ];
  return {
    instance,
    string,
    readString: (s) => {
      const count = call("stringLength", addr(s));
      const units = Array.from({ length: count }, (_, i) => call("stringUnit", addr(s), i));
      return units.map((unit) => String.fromCharCode(unit)).join("");
    },
    symbol: (name, namespace) => word("makeSymbol", ...names(name, namespace), NIL),
    keyword: (name, namespace) => word("internKeyword", ...names(name, namespace)),
    scratch,
    call,
    word,
    addr,
    int: (n) => BigInt.asUintN(64, BigInt(n) << 2n),
    toInt: (x) => Number(BigInt.asIntN(64, x) >> 2n),
    put,
    vector: (words) => word("makeVectorOf", put(words), words.length),
    list: (words) => word("makeListOf", put(words), words.length),
    readVector: (v) => {
      const count = call("countVector", addr(v));
      return Array.from({ length: count }, (_, i) => word("vectorNth", addr(v), i));
    },
    readList,
  };
}
