// The everyday primitives on collections: what they answer for each kind, and what they raise.

import assert from "node:assert/strict";
import { test } from "node:test";
import { NIL } from "./builder";
import { type Data, makePrimitives } from "./primitives";

const k = makePrimitives();
const run = (name: Parameters<typeof k.prim>[0], ...args: Data[]): Data =>
  k.data(k.prim(name, ...args.map(k.value)));
const list = (...xs: Data[]): Data => ({ list: xs });
const char = (c: string): Data => ({ char: c.charCodeAt(0) });
const set = (...xs: Data[]): Data => ({ set: xs });
const map = (...xs: [Data, Data][]): Data => new Map(xs);
const numbers = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

test("seq, first, rest and next walk every kind", () => {
  const samples: [Data, Data[]][] = [
    [null, []],
    [[], []],
    [list(), []],
    [map(), []],
    ["", []],
    [
      [1, 2, 3],
      [1, 2, 3],
    ],
    [numbers(100), numbers(100)],
    [list(1, 2), [1, 2]],
    ["añ☃", [char("a"), char("ñ"), char("☃")]],
    [
      map([":a", 1], [":b", null]),
      [
        [":a", 1],
        [":b", null],
      ],
    ],
    [set(7), [7]],
  ];
  for (const [coll, expected] of samples) {
    const x = k.value(coll);
    const seen: Data[] = [];
    let s = k.prim("seq", x);
    while (s !== NIL) {
      seen.push(k.data(k.prim("first", s)));
      const rest = k.prim("rest", s);
      s = k.prim("next", s);
      assert.deepEqual(k.data(k.prim("seq", rest)), k.data(s));
    }
    assert.deepEqual(seen, expected);
    assert.deepEqual(k.data(k.prim("first", x)), expected[0] ?? null);
    assert.deepEqual(k.data(k.prim("count", x)), expected.length);
  }
  for (const name of ["seq", "first", "rest", "next"] as const) {
    assert.throws(() => run(name, 1), /notSeqable/);
    assert.throws(() => run(name, ":a"), /notSeqable/);
  }
});

test("cons and conj add where the kind adds best", () => {
  assert.deepEqual(run("cons", 1, null), list(1));
  assert.deepEqual(run("cons", 1, [2]), list(1, 2));
  assert.deepEqual(run("conj", null, 1), list(1));
  assert.deepEqual(run("conj", [1], 2), [1, 2]);
  assert.deepEqual(run("conj", list(1), 2), list(2, 1));
  assert.deepEqual(run("conj", set(1), 1), set(1));
  assert.deepEqual(run("conj", map(), [1, 2]), map([1, 2]));
  assert.deepEqual(run("conj", map([1, 2]), map([3, 4])), map([1, 2], [3, 4]));
  assert.deepEqual(run("conj", map(), null), map());
  assert.throws(() => run("conj", map(), [1]), /notPair/);
  assert.throws(() => run("conj", map(), 1), /notSeqable/);
  assert.throws(() => run("conj", 1, 1), /notCollection/);
  assert.throws(() => run("cons", 1, 2), /notSeqable/);
});

test("get, nth, contains and find look into every kind", () => {
  const m = map([":a", 1], ["b", 2], [null, 3]);
  assert.equal(run("get", m, ":a"), 1);
  assert.equal(run("get", m, "b"), 2);
  assert.equal(run("get", m, null), 3);
  assert.equal(run("get", m, 9), null);
  assert.equal(run("getDefault", m, 9, 8), 8);
  assert.equal(run("get", [5, 6], 1), 6);
  assert.equal(run("get", [5, 6], 2), null);
  assert.deepEqual(run("get", "abc", 1), char("b"));
  assert.equal(run("get", set(4), 4), 4);
  assert.equal(run("get", 1, 1), null);
  assert.equal(run("get", list(1), 0), null);
  assert.equal(run("nth", [5, 6], 1), 6);
  assert.equal(run("nth", list(5, 6), 1), 6);
  assert.deepEqual(run("nth", "abc", 2), char("c"));
  assert.equal(run("nth", null, 2), null);
  assert.equal(run("nthDefault", [5], 2, 0), 0);
  assert.throws(() => run("nth", [5], 1), /noIndex/);
  assert.throws(() => run("nth", [5], -1), /noIndex/);
  assert.throws(() => run("nth", list(5), 1), /noIndex/);
  assert.throws(() => run("nth", "a", 1), /stringIndex/);
  assert.throws(() => run("nth", m, 1), /nthUnsupported/);
  assert.throws(() => run("nth", [5], ":a"), /notANumber/);
  assert.equal(run("contains", [5], 0), true);
  assert.equal(run("contains", [5], 1), false);
  assert.equal(run("contains", m, null), true);
  assert.equal(run("contains", null, 1), false);
  assert.throws(() => run("contains", list(1), 1), /containsUnsupported/);
  assert.deepEqual(run("find", m, "b"), ["b", 2]);
  assert.deepEqual(run("find", [5], 0), [0, 5]);
  assert.equal(run("find", m, 0), null);
  assert.throws(() => run("find", set(1), 1), /findUnsupported/);
  assert.throws(() => run("count", 1), /countUnsupported/);
});

test("assoc, dissoc, disj, peek, pop and empty", () => {
  assert.deepEqual(run("assoc", null, 1, 2), map([1, 2]));
  assert.deepEqual(run("assoc", [1], 1, 2), [1, 2]);
  assert.deepEqual(run("assoc", [1], 0, 2), [2]);
  assert.throws(() => run("assoc", [1], 2, 2), /noIndex/);
  assert.throws(() => run("assoc", [1], ":a", 2), /notIntegerKey/);
  assert.throws(() => run("assoc", 1, 1, 2), /notAssociative/);
  assert.deepEqual(run("dissoc", map([1, 2], [3, 4]), 1), map([3, 4]));
  assert.throws(() => run("dissoc", [1], 1), /notMap/);
  assert.deepEqual(run("disj", set(1, 2), 1), set(2));
  assert.throws(() => run("disj", map(), 1), /notSet/);
  assert.equal(run("peek", [1, 2]), 2);
  assert.equal(run("peek", list(1, 2)), 1);
  assert.deepEqual(run("pop", [1, 2]), [1]);
  assert.deepEqual(run("pop", list(1, 2)), list(2));
  assert.throws(() => run("pop", []), /popEmptyVector/);
  assert.throws(() => run("pop", list()), /popEmptyList/);
  assert.throws(() => run("peek", map()), /notStack/);
  for (const x of [[1], list(1), map([1, 2]), set(1)]) {
    const meta = k.value(map([":m", 1]));
    const empty = k.prim("empty", k.prim("withMeta", k.value(x), meta));
    assert.equal(k.prim("count", empty), k.int(0));
    assert.equal(k.prim("meta", empty), meta);
  }
  assert.equal(run("empty", "a"), null);
});

test("vec, list and array-map gather", () => {
  assert.deepEqual(run("vec", null), []);
  assert.deepEqual(run("vec", "ab"), [char("a"), char("b")]);
  assert.deepEqual(run("vec", list(1, 2)), [1, 2]);
  assert.throws(() => run("vec", 1), /notConvertible/);
  assert.deepEqual(run("list", [1, 2]), list(1, 2));
  assert.deepEqual(run("list", null), list());
  assert.deepEqual(run("arrayMap", [1, 2, 3, 4, 1, 5]), map([1, 5], [3, 4]));
  assert.throws(() => run("arrayMap", [1]), /noValue/);
});

test("chunks: buffers fill, chunked conses walk, vectors give their leaves", () => {
  const buffer = k.prim("chunkBuffer", k.int(4));
  for (const i of [1, 2, 3]) k.prim("chunkAppend", buffer, k.int(i));
  const chunk = k.prim("chunk", buffer);
  assert.equal(k.toInt(k.prim("count", chunk)), 3);
  assert.equal(k.toInt(k.prim("nth", chunk, k.int(2))), 3);
  const s = k.prim("chunkCons", chunk, k.value(list(4, 5)));
  assert.deepEqual(k.data(s), list(1, 2, 3, 4, 5));
  assert.deepEqual(k.data(k.prim("chunkRest", s)), list(4, 5));
  let left = k.prim("seq", k.value(numbers(70)));
  const sizes: number[] = [];
  while (left !== NIL) {
    assert.equal(k.data(k.prim("isChunkedSeq", left)), true);
    sizes.push(k.toInt(k.prim("count", k.prim("chunkFirst", left))));
    left = k.prim("chunkNext", left);
  }
  assert.deepEqual(sizes, [32, 32, 6]);
});

test("a lazy sequence misses until it is settled", () => {
  const cell = k.prim("lazySeq", k.int(77));
  assert.throws(() => k.prim("seq", cell), /miss/);
  assert.equal(k.prim("lazyBegin", cell), k.int(77));
  assert.equal(k.prim("lazyBegin", cell), k.int(77));
  k.prim("lazyFail", cell);
  assert.equal(k.prim("lazyBegin", cell), k.int(77));
  k.prim("lazyEnd", cell, k.value([1, 2]));
  assert.equal(k.prim("lazyBegin", cell), NIL);
  assert.throws(() => k.prim("first", cell), /miss/);
  k.prim("lazySettle", cell, k.prim("seq", k.prim("lazyValue", cell)));
  assert.deepEqual(k.data(cell), list(1, 2));
  assert.equal(k.data(k.prim("equal", cell, k.value([1, 2]))), true);
});

test("equal collections are equal and hash alike, whatever their kind", () => {
  const same: Data[][] = [
    [[1, 2], list(1, 2)],
    [[], list()],
    [map([1, 2], [3, 4]), map([3, 4], [1, 2])],
    [set(1, 2), set(2, 1)],
  ];
  for (const [x, y] of same) {
    assert.equal(run("equal", x as Data, y as Data), true);
    assert.equal(run("hash", x as Data), run("hash", y as Data));
  }
  const range = k.prim("range", k.int(0), k.int(40), k.int(1));
  assert.equal(k.data(k.prim("equal", range, k.value(numbers(40)))), true);
  assert.equal(k.prim("hash", range), k.prim("hash", k.value(numbers(40))));
  assert.equal(k.data(k.prim("equal", k.value("ab"), k.prim("seq", k.value("ab")))), false);
  assert.equal(run("equal", [], null), false);
  assert.equal(run("equal", map(), set()), false);
});
