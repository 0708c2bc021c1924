// Sequences over every kind, the cursor over maps, subvecs, ranges, arrays and the sorting steps.

import assert from "node:assert/strict";
import { test } from "node:test";
import { NIL } from "./builder";
import { makeRandom, pickSeed } from "./instance";
import { type Data, EMPTY_MAP, EMPTY_SET, makePrimitives } from "./primitives";

const k = makePrimitives();
const TRUE = 0x115n;
const numbers = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const elements = (x: bigint): Data[] =>
  (k.data(k.prim("seq", x)) as { list: Data[] } | null)?.list ?? [];

test("the cursor gives the entries of a map in the order of its sequence", () => {
  for (const size of [0, 1, 8, 9, 31, 32, 33, 64, 65, 1000, 5000]) {
    let m = EMPTY_MAP;
    let s = EMPTY_SET;
    for (const i of numbers(size)) {
      m = k.prim("assoc", m, i === 7 ? NIL : k.int(i * 7919), k.int(i));
      s = k.prim("conj", s, k.int(i));
    }
    const walk = (coll: bigint): Data[] => {
      const seen: Data[] = [];
      for (let cursor = k.int(0); cursor !== NIL; ) {
        const node = k.prim("mapEntries", coll, cursor);
        const count = k.toInt(k.prim("count", node)) - 1;
        for (let i = 0; i < count; i += 2) {
          seen.push([0, 1].map((j) => k.data(k.prim("nth", node, k.int(i + j)))));
        }
        cursor = k.prim("nth", node, k.int(count));
      }
      return seen;
    };
    assert.deepEqual(walk(m), elements(m), `map of ${size}`);
    assert.deepEqual(
      walk(s).map((pair) => (pair as Data[])[0]),
      elements(s),
      `set of ${size}`,
    );
  }
});

test("the cursor passes through keys of one hash", () => {
  const letters = ["Aa", "BB"];
  const words = numbers(128).map((n) =>
    numbers(7)
      .map((bit) => letters[(n >> bit) & 1])
      .join(""),
  );
  let m = EMPTY_MAP;
  for (const [i, word] of [...words, ":x", ":y"].entries()) {
    m = k.prim("assoc", m, k.value(word), k.int(i));
  }
  assert.equal(k.toInt(k.prim("count", m)), 130);
  let seen = 0;
  for (let cursor = k.int(0); cursor !== NIL; ) {
    const node = k.prim("mapEntries", m, cursor);
    const count = k.toInt(k.prim("count", node)) - 1;
    seen += count / 2;
    cursor = k.prim("nth", node, k.int(count));
  }
  assert.equal(seen, 130);
  assert.equal(elements(m).length, 130);
  for (const [i, word] of words.entries()) {
    assert.equal(k.data(k.prim("get", m, k.value(word))), i);
    m = k.prim("dissoc", m, k.value(word));
    assert.equal(k.data(k.prim("contains", m, k.value(word))), false);
  }
  assert.equal(elements(m).length, 2);
});

test("subvecs see a window and change within it", () => {
  const v = k.value(numbers(100));
  const sub = k.prim("subvec", v, k.int(30), k.int(70));
  assert.deepEqual(k.data(sub), numbers(100).slice(30, 70));
  assert.deepEqual(k.data(k.prim("subvec", sub, k.int(5), k.int(7))), [35, 36]);
  assert.deepEqual(k.data(k.prim("assoc", sub, k.int(0), NIL)), [
    null,
    ...numbers(100).slice(31, 70),
  ]);
  assert.deepEqual(k.data(k.prim("conj", sub, NIL)), [...numbers(100).slice(30, 70), null]);
  assert.deepEqual(k.data(k.prim("pop", sub)), numbers(100).slice(30, 69));
  assert.equal(k.data(k.prim("peek", sub)), 69);
  assert.equal(k.data(k.prim("isChunkedSeq", k.prim("seq", sub))), false);
  assert.equal(k.data(k.prim("equal", sub, k.value(numbers(100).slice(30, 70)))), true);
  assert.equal(k.kindOf(k.prim("subvec", v, k.int(3), k.int(3))), k.kindOf(v));
  assert.throws(() => k.prim("subvec", v, k.int(3), k.int(101)), /noIndex/);
  assert.throws(() => k.prim("subvec", v, k.int(4), k.int(3)), /noIndex/);
  assert.deepEqual(elements(k.prim("rseqVector", sub)), numbers(100).slice(30, 70).reverse());
});

test("ranges know their count, their chunks and their elements", () => {
  const range = k.prim("range", k.int(10), k.int(-60), k.int(-1));
  assert.equal(k.toInt(k.prim("count", range)), 70);
  assert.equal(k.data(k.prim("nth", range, k.int(69))), -59);
  assert.throws(() => k.prim("nth", range, k.int(70)), /noIndex/);
  assert.deepEqual(
    elements(range),
    numbers(70).map((i) => 10 - i),
  );
  const sizes: number[] = [];
  for (let s = range; s !== NIL; s = k.prim("chunkNext", s)) {
    sizes.push(k.toInt(k.prim("count", k.prim("chunkFirst", s))));
  }
  assert.deepEqual(sizes, [32, 32, 6]);
  assert.equal(k.prim("range", k.int(0), k.int(0), k.int(1)), NIL);
});

test("arrays of every kind keep what is set, also when large or promoted", () => {
  for (const name of ["array", "longs", "doubles"] as const) {
    for (const size of [0, 3, 2000]) {
      const array = k.prim(name, k.int(size));
      assert.equal(k.toInt(k.prim("arrayLength", array)), size);
      const x = name === "doubles" ? { double: 2.5 } : 5;
      if (size === 0) continue;
      k.prim("arraySet", array, k.int(size - 1), k.value(x));
      k.word("promote", array);
      k.prim("arraySet", array, k.int(0), k.value(x));
      assert.deepEqual(k.data(k.prim("arrayGet", array, k.int(0))), x);
      assert.deepEqual(k.data(k.prim("arrayGet", array, k.int(size - 1))), x);
      assert.deepEqual(k.data(k.prim("first", array)), x);
      assert.throws(() => k.prim("arrayGet", array, k.int(size)), /arrayIndex/);
      assert.throws(() => k.prim("arraySet", array, k.int(-1), k.value(x)), /arrayIndex/);
    }
    assert.throws(() => k.prim(name, k.int(-1)), /negativeSize/);
  }
  const text = k.prim("array", k.int(40));
  numbers(40).forEach((i) => {
    k.prim("arraySet", text, k.int(i), k.int(i));
  });
  k.prim("arrayCopy", text, k.int(0), text, k.int(5), k.int(30));
  assert.deepEqual(elements(text).slice(0, 10), [0, 1, 2, 3, 4, 0, 1, 2, 3, 4]);
  assert.deepEqual(k.data(k.prim("arrayToVector", text, k.int(3), k.int(6))), [3, 4, 0]);
  assert.throws(() => k.prim("arrayGet", k.value([1]), k.int(0)), /miss/); // Lisp refuses it
});

test("sorted runs and merges sort as JavaScript does, equal elements in their order", (context) => {
  const seed = pickSeed();
  context.diagnostic(`seed ${seed}`);
  const random = makeRandom(seed);
  for (const size of [0, 1, 2, 7, 8, 9, 100, 500, 1500, 4000]) {
    // Pairs [key value]: compare goes by length and then by elements, so a key decides.
    const model = numbers(size).map(() => random(size));
    const source = k.prim("array", k.int(size));
    model.forEach((x, i) => {
      k.prim("arraySet", source, k.int(i), k.int(x));
    });
    const width = 500;
    for (let i = 0; i < size; i += width) {
      assert.equal(k.prim("sortRun", source, k.int(i), k.int(Math.min(i + width, size))), TRUE);
    }
    let [from, to] = [source, k.prim("array", k.int(size))];
    for (let run = width; run < size; run *= 2) {
      for (let i = 0; i < size; i += 2 * run) {
        const state = k.prim("longs", k.int(5));
        const places = [i, i + run, i + run, i + 2 * run, i];
        places.forEach((x, j) => {
          k.prim("arraySet", state, k.int(j), k.int(j < 4 ? Math.min(x, size) : x));
        });
        while (k.prim("mergeRuns", from, to, state, k.int(100)) === NIL);
      }
      [from, to] = [to, from];
    }
    assert.deepEqual(
      elements(from),
      [...model].sort((a, b) => a - b),
      `seed ${seed}`,
    );
  }
  const mixed = k.prim("array", k.int(2));
  k.prim("arraySet", mixed, k.int(0), k.value("a"));
  k.prim("arraySet", mixed, k.int(1), k.int(1));
  assert.throws(() => k.prim("sortRun", mixed, k.int(0), k.int(2)), /notANumber/);
});

test("metadata stays with the object and is no part of its value", () => {
  const meta = k.value(new Map([[":m", 1]]));
  const samples = [[1], { list: [1] }, new Map([[1, 2]]), { set: [1] }, { symbol: "a" }].map(
    k.value,
  );
  const views = [k.value([1, 2]), k.value("ab"), k.value(new Map([[1, 2]])), k.value({ set: [1] })];
  for (const x of [...samples, ...views.map((v) => k.prim("seq", v))]) {
    const copy = k.prim("withMeta", x, meta);
    assert.equal(k.prim("meta", copy), meta);
    assert.equal(k.prim("meta", x), NIL);
    assert.equal(k.prim("equal", x, copy), TRUE);
    assert.equal(k.prim("hash", x), k.prim("hash", copy));
    assert.equal(k.prim("meta", k.prim("withMeta", copy, NIL)), NIL);
  }
  assert.throws(() => k.prim("withMeta", k.int(1), meta), /noMetadata/);
  assert.throws(() => k.prim("withMeta", k.value("a"), meta), /noMetadata/);
  assert.throws(() => k.prim("withMeta", k.value([]), k.int(1)), /notMap/);
});
