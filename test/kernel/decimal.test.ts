// Decimals with every kind of number, and conversions between numbers, answer what the JVM
// answered (recorded/decimals.clj made the file; it says what a line holds).

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { conditions } from "../../tables/conditions";
import { condition, type primitive } from "../../gen/tables";
import { ask, call, makeChar, makeDouble, NIL, read, SENTINEL } from "./ask";

type Name = keyof typeof primitive;

const rows = readFileSync("test/kernel/recorded/decimals.txt", "utf8")
  .trimEnd()
  .split("\n")
  .map((line) => line.split("\t"));
const samples = (rows[0] ?? []).slice(1);

const binary: Record<string, Name> = {
  "+": "add",
  "-": "subtract",
  "*": "multiply",
  "/": "divide",
  quot: "quotient",
  rem: "remainder",
  "<": "less",
  "<=": "lessEqual",
  ">": "greater",
  ">=": "greaterEqual",
  "==": "numberEqual",
  "=": "equal",
  compare: "compare",
  max: "max",
  min: "min",
};

const unary: Record<string, Name> = {
  "-": "negate",
  inc: "increment",
  dec: "decrement",
  "zero?": "isZero",
  "pos?": "isPositive",
  "neg?": "isNegative",
  hash: "hash",
  long: "toLong",
  double: "toDouble",
  bigint: "toBigint",
  bigdec: "toDecimal",
  rationalize: "rationalize",
  "unchecked-long": "toLongUnchecked",
  float: "toFloat",
  "integer?": "isInteger",
  "ratio?": "isRatio",
  "decimal?": "isDecimal",
  "float?": "isDouble",
  "number?": "isNumber",
};

function encode(text: string): bigint {
  if (text === "nil") return NIL;
  if (text === "##Inf") return makeDouble(Infinity);
  if (text === "##-Inf") return makeDouble(-Infinity);
  if (text === "##NaN") return makeDouble(Number.NaN);
  return call("parseNumber", text);
}

const classes = new Map(
  Object.keys(condition).map((name, i) => [`!${name}`, conditions[i]?.type.replace(/.*\./, "")]),
);

const bits = new DataView(new ArrayBuffer(8));

/** A word as the recorder shows it. */
function show(word: bigint): string {
  const value = read(word);
  if (word === SENTINEL) return `!${classes.get(String(value)) ?? value}`;
  if (typeof value === "boolean") return String(value);
  if (value === null) return "nil";
  if (ask("isDouble", word) === true) {
    bits.setFloat64(0, Number(String(value).replace("double ", "")));
    return `#${bits.getBigInt64(0)}`;
  }
  if (ask("isNumber", word) !== true) return String(value);
  const suffix = ask("isDecimal", word) === true ? "M" : ask("isBigint", word) === true ? "N" : "";
  return `${ask("toString", word)}${suffix}`;
}

/** The results that are not the recorded ones, which are those of boxed numbers, by intent. */
function isOtherwise(op: string, x: string, y: string, expected: string): boolean {
  // A ratio without a finite expansion is compared with a decimal exactly.
  if (expected === "!ArithmeticException" && /^([<>=]+|compare|max|min)$/.test(op)) return true;
  // A double is divided by zero, and zero subtracted, as the JVM does it with primitives.
  const isDouble = [x, y].some((n) => /^[^M]*[.][^M]*$/.test(n));
  if (op === "/" && isDouble && expected === "!ArithmeticException") return true;
  if (op === "-" && x === "-0.0" && expected === "#0") return true;
  return op === "=" && x === y && !x.endsWith("M");
}

test("decimals with numbers of every kind", () => {
  const wrong: string[] = [];
  for (const [op = "", x = "", ...results] of rows.slice(1)) {
    const name = binary[op];
    if (name === undefined) continue;
    results.forEach((expected, i) => {
      const y = samples[i] ?? "";
      if (isOtherwise(op, x, y, expected)) return;
      const got = show(call(name, encode(x), encode(y)));
      if (got !== expected) wrong.push(`(${op} ${x} ${y}) ${expected}, not ${got}`);
    });
  }
  assert.deepEqual(wrong, []);
});

test("conversions and predicates", () => {
  const wrong: string[] = [];
  for (const [op = "", x = "", expected = ""] of rows.slice(1)) {
    const name = unary[op.slice(2)];
    if (!op.startsWith("1:") || name === undefined) continue;
    // Text and characters are not numbers to primitives; Lisp parses text first.
    if (x === '"a"' || x === "\\a") continue;
    const got = show(call(name, encode(x)));
    if (got !== expected) wrong.push(`(${op.slice(2)} ${x}) ${expected}, not ${got}`);
  }
  assert.deepEqual(wrong, []);
});

test("decimals are rounded as BigDecimal rounds", () => {
  const wrong: string[] = [];
  const decimal = (text: string): bigint => call("parseDecimal", text);
  const plain = (word: bigint): string => show(word).replace(/M$/, "");
  const lines = readFileSync("test/kernel/recorded/rounding.txt", "utf8").trimEnd().split("\n");
  for (const line of lines) {
    const [op = "", operands = "", n = "", ...results] = line.split("\t");
    const [x = "", y = ""] = operands.split(" ");
    if (op === "other") {
      assert.equal(ask("decimalPrecision", decimal(x)), BigInt(n), line);
      assert.equal(ask("decimalPlain", decimal(x)), results[0], line);
      assert.equal(plain(call("decimalStrip", decimal(x))), results[1], line);
      continue;
    }
    results.forEach((expected, mode) => {
      const got =
        op === "divide"
          ? call("decimalDivide", decimal(x), decimal(y), Number(n), mode)
          : call(op === "round" ? "decimalRound" : "decimalSetScale", decimal(x), Number(n), mode);
      if (plain(got) !== expected) wrong.push(`${line.slice(0, 60)} ${mode}: not ${plain(got)}`);
    });
  }
  assert.deepEqual(wrong, []);
});

test("a character's code is a long, text is none", () => {
  assert.equal(ask("toLong", makeChar("a")), 97n);
  assert.equal(ask("toLong", "a"), "!notANumber");
  assert.equal(ask("toDouble", makeChar("a")), "!notANumber");
});

test("decimals are written with digits after the point", () => {
  for (const [text, n, expected] of [
    ["1.005M", 2, "1.01"],
    ["-1.005M", 2, "-1.01"],
    ["1.004M", 2, "1.00"],
    ["1E+3M", 1, "1000.0"],
    ["1E-10M", 3, "0.000"],
    ["12345678901234567890.5M", 0, "12345678901234567891"],
    ["5", 2, "5.00"],
    ["100000000000000000000N", 1, "100000000000000000000.0"],
  ] as const) {
    assert.equal(ask("fixedString", encode(text), n), expected, text);
  }
});

test("a long text of a number is right to its last digit", () => {
  let n = call("parseNumber", "9999999999999999999999999999N");
  let model = 9999999999999999999999999999n;
  for (let i = 0; i < 8; i++) {
    n = call("multiply", n, n);
    model *= model;
  }
  assert.equal(ask("toString", n), String(model));
  assert.equal(ask("numberString", n, 36), model.toString(36));
});
