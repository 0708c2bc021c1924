// Arithmetic and order of every pair of categories, against what JVM Clojure 1.11.1 answered
// (recorded/numbers.clj), and of random big integers against JavaScript's.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { makeRandom, pickSeed } from "./instance";
import { decode, encode, invoke, makeBig, normalize } from "./numbers";

const binary: Record<string, string> = {
  "+": "add",
  "-": "subtract",
  "*": "multiply",
  "/": "divide",
  "+'": "addPromoting",
  "-'": "subtractPromoting",
  "*'": "multiplyPromoting",
  quot: "quotient",
  rem: "remainder",
  mod: "modulo",
  "unchecked-add": "addUnchecked",
  "unchecked-subtract": "subtractUnchecked",
  "unchecked-multiply": "multiplyUnchecked",
  "<": "isLess",
  "<=": "isLessOrEqual",
  ">": "isGreater",
  ">=": "isGreaterOrEqual",
  "==": "isEquivalent",
  max: "maximum",
  min: "minimum",
  "bit-and": "bitAnd",
  "bit-or": "bitOr",
  "bit-xor": "bitXor",
  "bit-and-not": "bitAndNot",
  "bit-shift-left": "bitShiftLeft",
  "bit-shift-right": "bitShiftRight",
  "unsigned-bit-shift-right": "bitShiftRightZero",
  "bit-set": "bitSet",
  "bit-clear": "bitClear",
  "bit-flip": "bitFlip",
  "bit-test": "bitTest",
};

const unary: Record<string, string> = {
  "-": "negate",
  "-'": "negatePromoting",
  inc: "increment",
  "inc'": "incrementPromoting",
  dec: "decrement",
  "dec'": "decrementPromoting",
  "unchecked-negate": "negateUnchecked",
  "unchecked-inc": "incrementUnchecked",
  "unchecked-dec": "decrementUnchecked",
  "zero?": "isZero",
  "pos?": "isPositive",
  "neg?": "isNegative",
  "bit-not": "bitNot",
};

const rows = readFileSync("test/kernel/recorded/numbers.txt", "utf8")
  .trimEnd()
  .split("\n")
  .map((line) => line.split("\t"));
const samples = (rows[0] as string[]).slice(1);

const isDouble = (text: string): boolean => /^##|[.]/.test(text) && !text.endsWith("M");

const SMALLEST = "-9223372036854775808";

/**
 * Where we differ on purpose. The JVM's boxed operations differ from its primitive ones, and we
 * follow the primitive: doubles divide by zero, and x - y is not x + -y (which fails for the
 * smallest long, and for -0.0 - 0). Its ratios of the smallest long keep a negative denominator.
 * With nil, another error than ours may come first.
 */
function isDifferent(op: string, x: string, y: string, expected: string): boolean {
  if (x === "nil" || y === "nil") return expected !== "!NullPointerException";
  if (op === "/" && (x === SMALLEST || y === SMALLEST)) return true;
  if (op === "/") {
    return (isDouble(x) || isDouble(y)) && expected === "!ArithmeticException";
  }
  return /^-|subtract/.test(op) && (y === SMALLEST || x === "-0.0");
}

test("binary operations answer what the JVM answers", () => {
  const wrong: string[] = [];
  for (const [op = "", x = "", ...results] of rows.slice(1)) {
    const name = binary[op];
    if (name === undefined) continue;
    for (const [i, expected] of results.entries()) {
      const y = samples[i] as string;
      if (isDifferent(op, x, y, expected)) continue;
      const got = decode(invoke(name, encode(x), encode(y)));
      if (got !== normalize(expected)) wrong.push(`(${op} ${x} ${y}) ${expected}, not ${got}`);
    }
  }
  assert.deepEqual(wrong, []);
});

test("compare and = answer what the JVM answers", () => {
  const wrong: string[] = [];
  for (const [op = "", x = "", ...results] of rows.slice(1)) {
    if ((op !== "compare" && op !== "=") || x === "nil") continue;
    for (const [i, expected] of results.entries()) {
      const y = samples[i] as string;
      // The JVM's NaN was one object, which = finds identical.
      if (y === "nil" || (x === "##NaN" && y === x && op === "=")) continue;
      const got =
        op === "="
          ? String(invoke("areEqualNumbers", encode(x), encode(y)) !== 0n)
          : decode(invoke("compareNumbers", encode(x), encode(y)));
      if (got !== expected) wrong.push(`(${op} ${x} ${y}) ${expected}, not ${got}`);
    }
  }
  assert.deepEqual(wrong, []);
});

test("unary operations answer what the JVM answers", () => {
  const wrong: string[] = [];
  for (const [op = "", x = "", expected = ""] of rows.slice(1)) {
    const name = op.startsWith("1:") ? unary[op.slice(2)] : undefined;
    if (name === undefined) continue;
    const got = decode(invoke(name, encode(x)));
    if (got !== normalize(expected)) wrong.push(`(${op} ${x}) ${expected}, not ${got}`);
  }
  assert.deepEqual(wrong, []);
});

test("hash answers what the JVM answers", () => {
  const wrong: string[] = [];
  for (const [op, x = "", expected = ""] of rows.slice(1)) {
    if (op !== "1:hash" || x === "nil") continue;
    const got = BigInt.asIntN(32, invoke("hashNumber", encode(x)));
    if (got !== BigInt(expected)) wrong.push(`(hash ${x}) ${expected}, not ${got}`);
  }
  assert.deepEqual(wrong, []);
});

test("where the JVM differs between boxed and primitive numbers, the primitive is followed", () => {
  for (const [x, y, expected] of [
    ["1.0", "0", "##Inf"],
    ["-1", "0.0", "##-Inf"],
    ["1", "-0.0", "##-Inf"],
    ["0.0", "0", "##NaN"],
    ["1/2", "0.0", "##Inf"],
    ["1", SMALLEST, "-1/9223372036854775808"],
    [SMALLEST, "-3", "9223372036854775808/3"],
  ] as const) {
    assert.equal(decode(invoke("divide", encode(x), encode(y))), normalize(expected));
  }
  assert.equal(decode(invoke("subtract", encode("-1"), encode(SMALLEST))), "9223372036854775807");
  assert.equal(decode(invoke("subtract", encode("0"), encode(SMALLEST))), "!ArithmeticException");
});

test("what is no number is refused, nil first", () => {
  assert.equal(decode(invoke("add", 0x115n, encode("1"))), "!ClassCastException");
  assert.equal(decode(invoke("isLess", encode("1"), 0x115n)), "!ClassCastException");
  assert.equal(decode(invoke("quotient", 0x115n, encode("nil"))), "!NullPointerException");
});

test("random integers of any size agree with JavaScript", (t) => {
  const seed = pickSeed();
  t.diagnostic(`seed ${seed}`);
  const random = makeRandom(seed);
  const pick = (): bigint => {
    let n = 0n;
    const limbs = random(random(20) === 0 ? 3000 : 9);
    for (let i = 0; i < limbs; i++) {
      const edge = [0, 0xffffffff, 0x80000000][random(9)];
      n = (n << 32n) | BigInt(edge ?? random(2 ** 32));
    }
    return random(2) === 0 ? n : -n;
  };
  for (let i = 0; i < 2000; i++) {
    const [a, b] = [pick(), pick()];
    const [x, y] = [makeBig(a), makeBig(b)];
    const check = (name: string, n: bigint): void =>
      assert.equal(decode(invoke(name, x, y)), `${n}N`, `seed ${seed}: ${name} ${a} ${b}`);
    check("add", a + b);
    check("subtract", a - b);
    check("multiply", a * b);
    if (b === 0n) continue;
    check("quotient", a / b);
    check("remainder", a % b);
  }
});
