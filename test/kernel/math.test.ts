// The functions of doubles answer what java.lang.Math answered (recorded/math.clj made the file).
//
// Java asks for results within one or two units in the last place, and monotonic ones; where its
// library and JavaScript's round differently, one unit is accepted. Functions that IEEE 754
// fixes must agree in every bit.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { math1, math2 } from "../../gen/tables";
import { call, makeDouble, makeLong, read } from "./ask";

const rows = new Map(
  readFileSync("test/kernel/recorded/math.txt", "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => {
      const [name = "", ...results] = line.split("\t");
      return [name, results.map(BigInt)] as const;
    }),
);
const samples = rows.get("samples") ?? [];
const exponents = [0, 1, -1, 10, -1070, 1000, 2000, -2000];

const view = new DataView(new ArrayBuffer(8));

function toDouble(bits: bigint): number {
  view.setBigInt64(0, bits);
  return view.getFloat64(0);
}

const rounded = /^(sin|cos|tan|a|sinh|cosh|tanh|exp|log|cbrt|pow|hypot|to-)/;

/** Units in the last place between two doubles; NaN equals NaN. */
function distance(a: number, b: number): bigint {
  if (Object.is(a, b)) return 0n;
  view.setFloat64(0, a);
  const x = view.getBigInt64(0);
  view.setFloat64(0, b);
  const difference = x - view.getBigInt64(0);
  return difference < 0n ? -difference : difference;
}

function check(name: string, got: bigint, expected: number, input: string): string[] {
  const text = String(read(got)).replace("double ", "");
  const limit = rounded.test(name) && name !== "abs" ? 1n : 0n;
  return distance(Number(text), expected) <= limit
    ? []
    : [`${name} ${input}: ${expected}, not ${text}`];
}

test("functions of one double", () => {
  const wrong = math1.flatMap((name, number) =>
    (rows.get(name) ?? assert.fail(name)).flatMap((bits, i) => {
      const x = toDouble(samples[i] ?? 0n);
      const got = call("math", number, makeDouble(x));
      if (name === "get-exponent") return check(name, got, Number(bits), String(x));
      if (name !== "round") return check(name, got, toDouble(bits), String(x));
      return read(call("toLongUnchecked", got)) === bits ? [] : [`round ${x}: ${bits}`];
    }),
  );
  assert.deepEqual(wrong, []);
});

test("functions of two doubles", () => {
  const wrong = math2.flatMap((name, number) =>
    (rows.get(name) ?? assert.fail(name)).flatMap((bits, i) => {
      const others = name === "scalb" ? exponents : samples.map(toDouble);
      const x = toDouble(samples[Math.floor(i / others.length)] ?? 0n);
      const y = others[i % others.length] ?? 0;
      const got = call("math2", number, makeDouble(x), makeDouble(y));
      return check(name, got, toDouble(bits), `${x} ${y}`);
    }),
  );
  assert.deepEqual(wrong, []);
});

test("bits of doubles go both ways", () => {
  for (const bits of samples) {
    assert.equal(read(call("doubleBits", call("bitsDouble", makeLong(bits)))), bits);
  }
});

test("random doubles are below 1", () => {
  for (let i = 0; i < 100; i++) {
    const x = Number(String(read(call("random"))).replace("double ", ""));
    assert.ok(x >= 0 && x < 1);
  }
});
