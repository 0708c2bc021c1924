// Vectors and lists against JavaScript arrays, over the borders of every tree height.

import assert from "node:assert/strict";
import { test } from "node:test";
import { EMPTY_LIST, EMPTY_VECTOR, makeBuilder, NIL } from "./builder";
import { makeRandom, pickSeed } from "./instance";

const b = makeBuilder();
const numbers = (n: number): bigint[] => Array.from({ length: n }, (_, i) => b.int(i));
const sizes = [0, 1, 31, 32, 33, 64, 65, 1023, 1024, 1025, 1055, 1056, 1057, 1088, 32799, 32800];
const tall = [32801, 32832, 32833];

test("a vector built at once, by conj and from a node holds the same elements", () => {
  let grown = EMPTY_VECTOR;
  let length = 0;
  for (const size of [...sizes, ...tall]) {
    for (; length < size; length++) grown = b.word("vectorConj", b.addr(grown), b.int(length));
    assert.deepEqual(b.readVector(grown), numbers(size), `conj ${size}`);
    assert.deepEqual(b.readVector(b.vector(numbers(size))), numbers(size), `bulk ${size}`);
    if (size > 900) continue;
    const node = b.call("makeNodeOf", b.put(numbers(size)), size);
    assert.deepEqual(b.readVector(b.word("makeVectorOfNode", node)), numbers(size));
  }
});

test("pop undoes conj down to the empty vector, however the vector was built", () => {
  for (const size of [33, 1057, 32833]) {
    let v = b.vector(numbers(size));
    for (let left = size - 1; left >= 0; left--) {
      v = b.word("vectorPop", b.addr(v));
      assert.equal(b.call("countVector", b.addr(v)), left);
      if (left > 0) assert.equal(b.toInt(b.word("vectorNth", b.addr(v), left - 1)), left - 1);
      if (sizes.includes(left) && left < 2000) assert.deepEqual(b.readVector(v), numbers(left));
    }
    assert.equal(v, EMPTY_VECTOR);
  }
});

test("random histories of conj, assoc and pop leave every version as it was", (t) => {
  const seed = pickSeed();
  t.diagnostic(`seed ${seed}`);
  const random = makeRandom(seed);
  for (let round = 0; round < 40; round++) {
    const start = numbers([0, 20, 1000, 1050, 32790][random(5)] as number);
    let model = start;
    let v = b.vector(start);
    const versions: [bigint, bigint[]][] = [];
    for (let i = 0; i < 150; i++) {
      const x = b.int(random(1000));
      const at = random(model.length || 1);
      const op = random(model.length === 0 ? 1 : 3);
      if (op === 0) {
        model = [...model, x];
        v = b.word("vectorConj", b.addr(v), x);
      } else if (op === 1) {
        model = model.with(at, x);
        v = b.word("vectorAssoc", b.addr(v), at, x);
      } else {
        model = model.slice(0, -1);
        v = b.word("vectorPop", b.addr(v));
      }
      if (i % 50 === 0) versions.push([v, model]);
    }
    for (const [w, m] of versions) assert.deepEqual(b.readVector(w), m, `seed ${seed}`);
  }
});

test("a vector keeps its metadata through every change", () => {
  const meta = b.int(7);
  let v = b.word("vectorWithMeta", b.addr(b.vector(numbers(32))), meta);
  const change = (name: string, ...args: (number | bigint)[]): void => {
    v = b.word(name, b.addr(v), ...args);
    assert.equal(b.instance.view.getBigUint64(b.addr(v) + 40, true), meta);
  };
  for (let i = 0; i < 3; i++) change("vectorConj", NIL);
  change("vectorAssoc", 3, NIL);
  while (b.call("countVector", b.addr(v)) > 0) change("vectorPop");
  assert.notEqual(v, EMPTY_VECTOR);
});

test("lists count, share their rest and end in the empty list", () => {
  const list = b.list(numbers(5));
  assert.deepEqual(b.readList(list), numbers(5));
  assert.equal(b.call("countList", list), 5);
  const longer = b.word("listConj", list, NIL);
  assert.equal(b.call("countList", longer), 6);
  assert.equal(b.word("cellRest", longer), list);
  assert.equal(b.word("listNext", longer), list);
  const one = b.word("listConj", EMPTY_LIST, NIL);
  assert.equal(b.word("cellRest", one), EMPTY_LIST);
  assert.equal(b.word("listNext", one), NIL);
  assert.equal(b.word("cellFirst", EMPTY_LIST), NIL);
  assert.equal(b.word("cellRest", EMPTY_LIST), EMPTY_LIST);
  assert.equal(b.call("countList", EMPTY_LIST), 0);
  assert.equal(b.list([]), EMPTY_LIST);
  for (const x of [list, EMPTY_LIST]) assert.equal(b.call("isList", x), 1);
  for (const x of [NIL, b.int(1), EMPTY_VECTOR]) assert.equal(b.call("isList", x), 0);
});

test("a cons stands in front of anything and keeps metadata apart", () => {
  const cons = b.word("makeCons", b.int(1), b.list(numbers(2)));
  assert.deepEqual(b.readList(cons), [1, 0, 1].map(b.int));
  assert.equal(b.call("isList", cons), 0);
  assert.equal(b.word("cellRest", b.word("makeCons", NIL, NIL)), EMPTY_LIST);
  for (const x of [cons, b.list(numbers(3)), EMPTY_LIST]) {
    const with7 = b.word("cellWithMeta", x, b.int(7));
    assert.equal(b.word("cellMeta", with7), b.int(7));
    assert.deepEqual(b.readList(with7), b.readList(x));
    assert.equal(b.word("cellMeta", x), NIL);
  }
  const empty = b.word("cellWithMeta", EMPTY_LIST, b.int(7));
  assert.equal(b.call("isEmptyList", empty), 1);
  assert.equal(b.word("cellMeta", b.word("listConj", empty, NIL)), b.int(7));
});
