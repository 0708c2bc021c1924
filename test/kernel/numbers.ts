// Numbers of the kernel to and from Clojure's text, for tests; it reads and writes the objects
// directly, so that it does not depend on the kernel's own reader and printer of numbers.

import { condition } from "../../gen/tables";
import { makeInstance } from "./instance";

const NIL = 0x105n;
const FALSE = 0x10dn;
const TRUE = 0x115n;
const SENTINEL = 0x11dn;
const MASK = (1n << 64n) - 1n;
const TEXT = 0xc0000;
const [RATIO, DECIMAL, DOUBLE] = [3, 4, 5];

const { kernel, view } = makeInstance();
const call = (name: string, ...args: (number | bigint)[]): number | bigint =>
  (kernel[name] as CallableFunction)(...args);

call("initSpace", 1n << 28n);
call("writeKinds");
call("takeRun", 8, 3); // room for TEXT

/** Classes of the conditions, by code, without their packages. */
const classNames = new Map<number, string>([
  [condition.notANumber, "ClassCastException"],
  [condition.numberIsNil, "NullPointerException"],
  [condition.overflow, "ArithmeticException"],
  [condition.divideByZero, "ArithmeticException"],
  [condition.notBits, "IllegalArgumentException"],
  [condition.notFinite, "NumberFormatException"],
]);

/** Calls an operation on words and answers a word without sign, or true and false as such. */
export function invoke(name: string, ...args: (number | bigint)[]): bigint {
  return BigInt(call(name, ...args)) & MASK;
}

export function makeBig(n: bigint): bigint {
  const magnitude = n < 0n ? -n : n;
  let count = 0;
  for (let rest = magnitude; rest > 0n; rest >>= 32n) {
    view.setUint32(TEXT + 4 * count, Number(rest & 0xffffffffn), true);
    count++;
  }
  return invoke("makeBigint", TEXT, count, n < 0n ? 1 : 0);
}

const specials: Record<string, number> = {
  "##Inf": Number.POSITIVE_INFINITY,
  "##-Inf": Number.NEGATIVE_INFINITY,
  "##NaN": Number.NaN,
};

/** The word of a literal. */
export function encode(text: string): bigint {
  if (text === "nil") return NIL;
  if (text in specials) return invoke("makeDouble", specials[text] as number);
  if (text.endsWith("N")) return makeBig(BigInt(text.slice(0, -1)));
  if (text.includes("/")) {
    const [n, d] = text.split("/") as [string, string];
    return invoke("divide", makeBig(BigInt(n)), makeBig(BigInt(d)));
  }
  if (/[.E]/.test(text)) return invoke("makeDouble", Number(text));
  return invoke("makeLong", BigInt(text));
}

function readBig(word: bigint): bigint {
  const at = Number(word) & ~7;
  const count = Number(view.getBigUint64(at + 16, true)) / 4;
  let n = 0n;
  for (let i = count - 1; i >= 0; i--)
    n = (n << 32n) | BigInt(view.getUint32(at + 24 + 4 * i, true));
  return n * view.getBigInt64(at + 8, true);
}

/** The double of a word that is one. */
export function decodeDouble(word: bigint): number {
  return call("doubleValue", word) as number;
}

/** The condition of the raise that was just answered, as `!` and its class. */
function decodeRaise(): string {
  const context = Number((kernel.context as unknown as WebAssembly.Global).value);
  const outcome = view.getUint32(context + 8, true);
  if (outcome !== 1) return `outcome ${outcome}`;
  const code = view.getUint32(context + 12, true);
  return `!${classNames.get(code) ?? code}`;
}

/** The text of a word as Clojure prints it; doubles in JavaScript's notation. */
export function decode(word: bigint): string {
  if (word === SENTINEL) return decodeRaise();
  if (word === TRUE || word === FALSE) return String(word === TRUE);
  if (word === NIL) return "nil";
  const category = call("categoryOf", word);
  if (category === 0) return `word ${word}`;
  if (category === 1) return String(call("longValue", word));
  if (category === 2) return `${readBig(word)}N`;
  if (category === DOUBLE) return formatDouble(decodeDouble(word));
  const at = Number(word) & ~7;
  const first = readBig(view.getBigUint64(at + 8, true));
  const second = view.getBigUint64(at + 16, true);
  if (category === RATIO) return `${first}/${readBig(second)}`;
  if (category === DECIMAL) return `${first}e${-(BigInt.asIntN(64, second) >> 2n)}M`;
  throw new Error(`category ${category}`);
}

export function formatDouble(d: number): string {
  return Object.is(d, -0) ? "-0.0" : `${d}d`;
}

/** A recorded result in the notation of decode. */
export function normalize(text: string): string {
  if (text in specials) return formatDouble(specials[text] as number);
  if (/^[-\d.]+(E-?\d+)?$/.test(text) && /[.E]/.test(text)) return formatDouble(Number(text));
  return text;
}

/** Calls one of the kernel's parsers on a text. */
export function parse(name: string, text: string, ...rest: number[]): bigint {
  const bytes = Buffer.from(text, "latin1");
  bytes.forEach((byte, i) => {
    view.setUint8(TEXT + i, byte);
  });
  return invoke(name, TEXT, bytes.length, ...rest);
}

/** The kernel's text of a number; checks that it keeps to the measure it announced. */
export function format(word: bigint, radix: number): string {
  const length = call("formatNumber", TEXT, word, radix) as number;
  if (length > (call("measureNumber", word, radix) as number)) throw new Error("over the measure");
  return Buffer.from(new Uint8Array(view.buffer, TEXT, length)).toString("latin1");
}
