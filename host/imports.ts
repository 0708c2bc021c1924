// The functions that the kernel imports (kernel/host/imports.ts): number formatting and parsing,
// mathematics, characters, clocks, the event log. They are pure but for random, the clocks and the
// log, synchronous, and the same in every worker and in tests.
//
// Doubles are written with the shortest digits that read back, which JavaScript's own formatter
// finds, in Java's notation: 1.0E10, 1.0E-5, 0.001, 123456.789.

import { math1, math2 } from "../gen/tables";
import { cbrt, cos, cosh, exp, hypot, log, log10, pow, sin, tan } from "./elementary";
import { makeTracer } from "./trace";

/** Digits d1 d2 … and the exponent of 0.d1d2… * 10^exponent, of a finite positive double. */
interface Decimal {
  readonly digits: string;
  readonly exponent: number;
}

/** Below this, doubles have so few digits that the shortest text and the nearest differ. */
const COARSE = 1e-300;

function shortestDigits(x: number): Decimal {
  const [mantissa = "0", exponent = "0"] = x.toExponential().split("e");
  const digits = mantissa.replace(".", "");
  if (digits.length > 1 || x > COARSE) return { digits, exponent: Number(exponent) + 1 };
  // One digit would do, but Java takes the nearest of those with two.
  const [two = "0", power = "0"] = x.toExponential(1).split("e");
  const better = Number(`${two}e${power}`) === x && !two.endsWith("0");
  if (better) return { digits: two.replace(".", ""), exponent: Number(power) + 1 };
  return { digits, exponent: Number(exponent) + 1 };
}

/** NaN and the infinities as text, else null. */
function specialText(x: number): string | null {
  if (Number.isNaN(x)) return "NaN";
  if (Number.isFinite(x)) return null;
  return x < 0 ? "-Infinity" : "Infinity";
}

const isNegative = (x: number): boolean => x < 0 || Object.is(x, -0);

/** Whole numbers and those near 1 in JavaScript's notation, which is Java's there. */
function plainText(x: number): string {
  const text = String(x);
  return x % 1 === 0 ? `${text}.0` : text;
}

const isPlain = (magnitude: number): boolean => magnitude >= 1e-3 && magnitude < 1e7;

/** The others in Java's notation. */
function scientificText(x: number, digitsOf: (magnitude: number) => Decimal): string {
  const special = specialText(x);
  if (special !== null) return special;
  const sign = isNegative(x) ? "-" : "";
  if (x === 0) return `${sign}0.0`;
  const { digits, exponent } = digitsOf(Math.abs(x));
  return `${sign}${digits[0]}.${digits.slice(1) || "0"}E${exponent - 1}`;
}

/** Double.toString of JDK 19. */
export function doubleText(x: number): string {
  return isPlain(Math.abs(x)) ? plainText(x) : scientificText(x, shortestDigits);
}

/** The fewest digits that no other float is nearer to: two, where one would do, for tiny ones. */
function floatDigits(x: number): Decimal {
  for (let count = x < 1e-37 ? 2 : 1; ; count++) {
    const [mantissa = "0", exponent = "0"] = x.toExponential(count - 1).split("e");
    if (Math.fround(Number(`${mantissa}e${exponent}`)) !== x) continue;
    const digits = mantissa.replace(".", "").replace(/(?<=.)0+$/, "");
    return { digits, exponent: Number(exponent) + 1 };
  }
}

/** Float.toString of JDK 19, of a double that is a float's value. */
export function floatText(x: number): string {
  const magnitude = Math.abs(x);
  if (!isPlain(magnitude)) return scientificText(x, floatDigits);
  const { digits, exponent } = floatDigits(magnitude);
  return plainText(Number(`${x < 0 ? "-" : ""}0.${digits}e${exponent}`));
}

/** The first `count` digits, rounded HALF_UP; a carry out of the first raises the exponent. */
function roundDigits(decimal: Decimal, count: number): Decimal {
  const { digits, exponent } = decimal;
  if (count >= digits.length) return decimal;
  if (count < 0) return { digits: "", exponent };
  const up = (digits[count] ?? "0") >= "5";
  if (!up) return { digits: digits.slice(0, count), exponent };
  const raised = String(BigInt(digits.slice(0, count) || "0") + 1n).padStart(count, "0");
  return { digits: raised, exponent: raised.length > count ? exponent + 1 : exponent };
}

/** What Java's %.nf gives, without grouping. */
export function fixedText(x: number, n: number): string {
  const special = specialText(x);
  if (special !== null) return special;
  const sign = isNegative(x) ? "-" : "";
  const exact = x === 0 ? { digits: "", exponent: 0 } : shortestDigits(Math.abs(x));
  const { digits, exponent } = roundDigits(exact, exact.exponent + n);
  const whole = exponent > 0 ? digits.slice(0, exponent).padEnd(exponent, "0") : "0";
  const rest = exponent > 0 ? digits.slice(exponent) : "0".repeat(-exponent) + digits;
  const fraction = rest.slice(0, n).padEnd(n, "0");
  return n === 0 ? sign + whole : `${sign}${whole}.${fraction}`;
}

/** What Java's %.ne gives. */
export function exponentText(x: number, n: number): string {
  const special = specialText(x);
  if (special !== null) return special;
  const sign = isNegative(x) ? "-" : "";
  const exact = x === 0 ? { digits: "0", exponent: 1 } : shortestDigits(Math.abs(x));
  const { digits, exponent } = roundDigits(exact, n + 1);
  const fraction = n === 0 ? "" : `.${digits.slice(1, n + 1).padEnd(n, "0")}`;
  const power = exponent - 1;
  const magnitude = String(Math.abs(power)).padStart(2, "0");
  return `${sign}${digits[0]}${fraction}e${power < 0 ? "-" : "+"}${magnitude}`;
}

const bits = new DataView(new ArrayBuffer(8));

/** The neighbour of a double in the direction given. */
function neighbour(x: number, up: boolean): number {
  if (Number.isNaN(x) || x === (up ? Infinity : -Infinity)) return x;
  if (x === 0) return up ? Number.MIN_VALUE : -Number.MIN_VALUE;
  bits.setFloat64(0, x);
  bits.setBigInt64(0, bits.getBigInt64(0) + (x > 0 === up ? 1n : -1n));
  return bits.getFloat64(0);
}

/** The distance to the next greater magnitude; below the greatest finite one, to the next less. */
function distanceUp(x: number): number {
  const magnitude = Math.abs(x);
  if (!Number.isFinite(x)) return magnitude;
  if (magnitude === Number.MAX_VALUE) return magnitude - neighbour(magnitude, false);
  return neighbour(magnitude, true) - magnitude;
}

function exponentOf(x: number): number {
  bits.setFloat64(0, x);
  const biased = (bits.getUint16(0) >> 4) & 0x7ff;
  return biased - 1023;
}

/** The remainder that takes the nearest quotient, ties to even. */
function ieeeRemainder(x: number, y: number): number {
  if (!Number.isFinite(x) || Number.isNaN(y) || y === 0) return Number.NaN;
  if (!Number.isFinite(y)) return x;
  const divisor = Math.abs(y);
  let rest = Math.abs(x) % divisor;
  const odd = Math.abs(x) % (2 * divisor) >= divisor;
  const twice = rest - (divisor - rest);
  if (twice > 0 || (twice === 0 && odd)) rest -= divisor;
  return isNegative(x) ? -rest : rest;
}

const ones: Record<(typeof math1)[number], (x: number) => number> = {
  sin,
  cos,
  tan,
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
  sinh: Math.sinh,
  cosh,
  tanh: Math.tanh,
  exp,
  expm1: Math.expm1,
  log,
  log10,
  log1p: Math.log1p,
  sqrt: Math.sqrt,
  cbrt,
  floor: Math.floor,
  ceil: Math.ceil,
  rint: (x) => (Math.abs(x % 1) === 0.5 ? 2 * Math.round(x / 2) : Math.round(x)),
  round: (x) => Math.round(x),
  signum: Math.sign,
  abs: Math.abs,
  "to-radians": (x) => x * (Math.PI / 180),
  "to-degrees": (x) => x * (180 / Math.PI),
  "next-up": (x) => neighbour(x, true),
  "next-down": (x) => neighbour(x, false),
  ulp: distanceUp,
  "get-exponent": exponentOf,
};

const twos: Record<(typeof math2)[number], (x: number, y: number) => number> = {
  pow,
  atan2: Math.atan2,
  hypot,
  "ieee-remainder": ieeeRemainder,
  "copy-sign": (x, y) => (isNegative(x) === isNegative(y) ? x : -x),
  "next-after": (x, y) => (x === y || Number.isNaN(y) ? y : neighbour(x, y > x)),
  scalb: (x, y) => x * 2 ** Math.trunc(y / 2) * 2 ** (y - Math.trunc(y / 2)),
};

const isLetter = /^\p{L}$/u;
const isDigit = /^\p{Nd}$/u;
const isUpper = /^\p{Uppercase}$/u;
const isLower = /^\p{Lowercase}$/u;
const isSeparator = /^\p{Z}$/u;

/** Character.isWhitespace: separators that allow a line break, and some controls. */
function isSpace(point: number, c: string): boolean {
  if (point < 0x20) return (point >= 9 && point <= 13) || point >= 28;
  return isSeparator.test(c) && point !== 0xa0 && point !== 0x2007 && point !== 0x202f;
}

function classify(point: number): number {
  const c = String.fromCodePoint(point);
  return (
    (isLetter.test(c) ? 1 : 0) |
    (isDigit.test(c) ? 2 : 0) |
    (isSpace(point, c) ? 4 : 0) |
    (isUpper.test(c) ? 8 : 0) |
    (isLower.test(c) ? 16 : 0)
  );
}

/** Greek letters with iota below: one unit in either case, though their full upper case is two. */
const isIotaSubscript = (unit: number): boolean =>
  (unit >= 0x1f80 && unit <= 0x1faf) || unit === 0x1fb3 || unit === 0x1fc3 || unit === 0x1ff3;

function upperUnit(unit: number): number {
  if (isIotaSubscript(unit)) return unit > 0x1faf ? unit + 9 : unit | 8;
  const text = String.fromCharCode(unit).toUpperCase();
  return text.length === 1 ? text.charCodeAt(0) : unit;
}

function lowerUnit(unit: number): number {
  if (unit === 0x130) return 0x69;
  const text = String.fromCharCode(unit).toLowerCase();
  return text.length === 1 ? text.charCodeAt(0) : unit;
}

/** Digits of one script lie side by side, ten of them. */
function digitOf(point: number): number {
  if (!isDigit.test(String.fromCodePoint(point))) return -1;
  let zero = point;
  while (point - zero < 9 && isDigit.test(String.fromCodePoint(zero - 1))) zero--;
  return point - zero;
}

/** Units that one call of String.fromCharCode takes. */
const PIECE = 8192;

function readText(memory: WebAssembly.Memory, at: number, units: number, wide: number): string {
  let text = "";
  for (let from = 0; from < units; from += PIECE) {
    const count = Math.min(PIECE, units - from);
    const piece = wide
      ? new Uint16Array(memory.buffer, at + 2 * from, count)
      : new Uint8Array(memory.buffer, at + from, count);
    text += String.fromCharCode(...piece);
  }
  return text;
}

/**
 * The import object of a kernel instance over that memory.
 * `origin` is what the monotonic clock counts from, the same for all workers of a process;
 * `traceTo` is the descriptor that the event log is written to.
 */
export function makeImports(
  memory: WebAssembly.Memory,
  origin = performance.timeOrigin,
  traceTo = 2,
): WebAssembly.Imports {
  const clockOffset = performance.timeOrigin - origin;
  const view = new DataView(memory.buffer);
  const bytes = new Uint8Array(memory.buffer);
  let cased = "";
  let casedWide = false;

  const writeAscii = (text: string, to: number): number => {
    const at = to >>> 0;
    for (let i = 0; i < text.length; i++) bytes[at + i] = text.charCodeAt(i);
    return text.length;
  };

  const changeCase = (at: number, units: number, wide: number, upper: number): number => {
    const text = readText(memory, at >>> 0, units >>> 0, wide);
    cased = upper ? text.toUpperCase() : text.toLowerCase();
    casedWide = [...cased].some((c) => (c.codePointAt(0) ?? 0) > 0xff);
    return cased.length | (casedWide ? 0x80000000 : 0);
  };

  const writeCase = (to: number): void => {
    const at = to >>> 0;
    for (let i = 0; i < cased.length; i++) {
      if (casedWide) view.setUint16(at + 2 * i, cased.charCodeAt(i), true);
      else bytes[at + i] = cased.charCodeAt(i);
    }
    cased = "";
  };

  const functions = {
    formatDouble: (x: number, to: number) => writeAscii(doubleText(x), to),
    formatFloat: (x: number, to: number) => writeAscii(floatText(x), to),
    formatFixed: (x: number, n: number, to: number) => writeAscii(fixedText(x, n), to),
    formatExponent: (x: number, n: number, to: number) => writeAscii(exponentText(x, n), to),
    parseDecimalDouble: (at: number, count: number) => Number(readText(memory, at >>> 0, count, 0)),
    callMath1: (which: number, x: number) => ones[math1[which] ?? "abs"](x),
    callMath2: (which: number, x: number, y: number) => twos[math2[which] ?? "pow"](x, y),
    drawRandom: Math.random,
    monotonicNow: () => performance.now() + clockOffset,
    wallNow: Date.now,
    writeTrace: makeTracer(memory, traceTo),
    classifyChar: classify,
    raiseChar: upperUnit,
    lowerChar: lowerUnit,
    digitOfChar: digitOf,
    changeCase,
    writeCase,
  };
  return { env: { memory }, imports: functions };
}
