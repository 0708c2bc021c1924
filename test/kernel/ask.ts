// Calls of primitives by name on an instance of the kernel, with strings, numbers and characters
// of JavaScript going in and coming out; for tests of what primitives answer.

import { condition, kind, primitive } from "../../gen/tables";
import { makeInstance } from "./instance";

export const NIL = 0x105n;
export const FALSE = 0x10dn;
export const TRUE = 0x115n;
export const SENTINEL = 0x11dn;
const MASK = (1n << 64n) - 1n;
const TEXT_BLOCKS = 192;
const BLOCK_BYTES = 0x8000;
const STATE_STACK = 6;

const { kernel, view } = makeInstance();
const run = (name: string, ...args: (number | bigint)[]): number | bigint =>
  (kernel[name] as CallableFunction)(...args);

run("boot", 1n << 30n, 0);
const ARGUMENTS = Number(run("takeRun", TEXT_BLOCKS, STATE_STACK)) * BLOCK_BYTES;
const TEXT = ARGUMENTS + 256;

/** A JavaScript value as a word: strings, integers, booleans and null; a bigint is a word. */
export type Argument = string | number | boolean | null | bigint;

export function makeString(text: string): bigint {
  for (let i = 0; i < text.length; i++) {
    view.setUint16(TEXT + 2 * i, text.charCodeAt(i), true);
  }
  return BigInt(run("makeStringOfUtf16", TEXT, text.length)) & MASK;
}

export const makeDouble = (d: number): bigint => BigInt(run("makeDouble", d)) & MASK;
export const makeLong = (n: bigint): bigint => BigInt(run("makeLong", n)) & MASK;
export const makeChar = (c: string): bigint =>
  BigInt(run("makeCharacter", c.codePointAt(0) ?? 0)) & MASK;

export function toWord(x: Argument): bigint {
  if (typeof x === "bigint") return x;
  if (typeof x === "string") return makeString(x);
  if (typeof x === "number") return makeLong(BigInt(x));
  return x === null ? NIL : x ? TRUE : FALSE;
}

/** Calls a primitive by the camel-case name of its row; answers its word. */
export function call(name: keyof typeof primitive, ...args: Argument[]): bigint {
  args.map(toWord).forEach((word, i) => {
    view.setBigUint64(ARGUMENTS + 8 * i, word, true);
  });
  return BigInt(run("callPrimitive", primitive[name], ARGUMENTS)) & MASK;
}

const conditionNames = new Map<number, string>(
  Object.entries(condition).map(([name, code]) => [code, name]),
);

/** The outcome that was written with the sentinel: `!` and the condition, `miss` or `need`. */
function readOutcome(): string {
  const context = Number((kernel.context as unknown as WebAssembly.Global).value);
  const outcome = view.getUint32(context + 8, true);
  if (outcome !== 1) return ["", "", "miss", "need"][outcome] ?? `outcome ${outcome}`;
  return `!${conditionNames.get(view.getUint32(context + 12, true))}`;
}

function readString(at: number, wide: boolean): string {
  const count = Number(view.getBigUint64(at + 8, true));
  let text = "";
  for (let i = 0; i < count; i++) {
    const unit = wide ? view.getUint16(at + 16 + 2 * i, true) : view.getUint8(at + 16 + i);
    text += String.fromCharCode(unit);
  }
  return text;
}

function readDouble(word: bigint): string {
  const d = run("doubleValue", word);
  return `double ${Object.is(d, -0) ? "-0" : d}`;
}

/** A word as a JavaScript value; numbers other than longs as their text, others as their kind. */
export function read(word: bigint): string | bigint | boolean | null {
  if (word === SENTINEL) return readOutcome();
  if (word === NIL) return null;
  if (word === TRUE || word === FALSE) return word === TRUE;
  if ((word & 3n) === 0n) return BigInt.asIntN(64, word) >> 2n;
  if ((word & 2n) !== 0n) return readDouble(word);
  const at = Number(word & 0xfffffff8n);
  const k = view.getUint8(at);
  if (k === kind.string || k === kind.wideString) return readString(at, k === kind.wideString);
  if (k === kind.character) return `\\${String.fromCodePoint(Number(word >> 32n))}`;
  if (k === kind.long) return BigInt(run("longValue", word));
  if (k === kind.double) return readDouble(word);
  return `kind ${Object.keys(kind)[k]}`;
}

/** The value that a primitive answers, read. */
export function ask(name: keyof typeof primitive, ...args: Argument[]): ReturnType<typeof read> {
  return read(call(name, ...args));
}
