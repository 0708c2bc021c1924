// Hashes, compare, and the order of maps and sets after random histories, as JVM Clojure gives
// them (recorded/collections.clj).

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { type Data, makePrimitives } from "./primitives";

const k = makePrimitives();
const lines = readFileSync("test/kernel/recorded/collections.txt", "utf8").trimEnd().split("\n");
const rows = lines.map((line) => JSON.parse(line) as [string, ...Data[]]);
const rowsOf = (name: string): Data[][] =>
  rows.filter(([first]) => first === name).map(([, ...rest]) => rest);

/** What the JVM throws by the name of the kernel's condition. */
const exceptions: Record<string, string> = {
  notANumber: "ClassCastException",
  notString: "ClassCastException",
  notKeyword: "ClassCastException",
  notSymbol: "ClassCastException",
  notCharacter: "ClassCastException",
  notBoolean: "ClassCastException",
  notVector: "ClassCastException",
  notComparable: "ClassCastException",
};

test("hash is the JVM's for every kind of value", () => {
  for (const [x, expected] of rowsOf("hash")) {
    const value = k.value(x as Data);
    assert.equal(k.data(k.prim("hash", value)), expected, JSON.stringify(x));
    assert.equal(k.data(k.prim("hash", value)), expected, "cached");
  }
});

test("compare is the JVM's for every pair of values", () => {
  for (const [x, y, expected] of rowsOf("compare")) {
    let answer: Data;
    try {
      const word = k.value(x as Data);
      const other = JSON.stringify(x) === JSON.stringify(y) ? word : k.value(y as Data);
      answer = k.data(k.prim("compare", word, other));
    } catch (e) {
      answer = exceptions[(e as Error).message] ?? (e as Error).message;
    }
    const same = typeof expected === "number" && typeof answer === "number";
    if (same) assert.equal(Math.sign(answer as number), Math.sign(expected as number));
    assert.deepEqual(answer, expected, `compare ${JSON.stringify([x, y])}`);
  }
});

/** Data as the recording has them: maps as lists of pairs. */
const recorded = (data: Data): unknown => {
  if (data instanceof Map) return { map: [...data].map(([key, val]) => [key, val].map(recorded)) };
  if (Array.isArray(data)) return data.map(recorded);
  if (data === null || typeof data !== "object") return data;
  const [name, inner] = Object.entries(data)[0] as [string, Data];
  return { [name]: recorded(inner) };
};

type Operation = readonly [":assoc" | ":dissoc", Data, Data];

test("maps and sets have the JVM's order after every history", () => {
  for (const [ops, small, transient, large, set, transientSet] of rowsOf("history")) {
    const steps = (ops as unknown as Operation[]).map(
      ([op, key, val]) => [op, k.value(key), k.value(val ?? null)] as const,
    );
    const run = (from: bigint, add: Add, remove: Remove): bigint =>
      steps.reduce(
        (m, [op, key, val]) => (op === ":assoc" ? add(m, key, val) : remove(m, key)),
        from,
      );
    type Add = (m: bigint, key: bigint, val: bigint) => bigint;
    type Remove = (m: bigint, key: bigint) => bigint;
    const check = (m: bigint, expected: Data | undefined, what: string): void => {
      assert.deepEqual(
        recorded(k.data(k.prim("vec", m))),
        expected,
        `${what} ${JSON.stringify(ops)}`,
      );
    };
    const emptyMap = k.value(new Map());
    const emptySet = k.value({ set: [] });
    const assoc: Add = (m, key, val) => k.prim("assoc", m, key, val);
    const dissoc: Remove = (m, key) => k.prim("dissoc", m, key);
    check(run(emptyMap, assoc, dissoc), small, "small map");
    check(run(k.prim("emptyHashMap"), assoc, dissoc), large, "hash map");
    const built = run(
      k.prim("transient", emptyMap),
      (m, key, val) => k.prim("assocTransient", m, key, val),
      (m, key) => k.prim("dissocTransient", m, key),
    );
    check(k.prim("persistent", built), transient, "transient map");
    const grown = run(
      emptySet,
      (s, x) => k.prim("conj", s, x),
      (s, x) => k.prim("disj", s, x),
    );
    check(grown, set, "set");
    const builtSet = run(
      k.prim("transient", emptySet),
      (s, x) => k.prim("conjTransient", s, x),
      (s, x) => k.prim("disjTransient", s, x),
    );
    check(k.prim("persistent", builtSet), transientSet, "transient set");
  }
});
