// Transients against JavaScript models, in the nursery and after they were promoted in between.

import assert from "node:assert/strict";
import { test } from "node:test";
import { EMPTY_VECTOR, NIL } from "./builder";
import { makeRandom, pickSeed } from "./instance";
import { EMPTY_MAP, EMPTY_SET, makePrimitives } from "./primitives";

const k = makePrimitives();
const numbers = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const borders = [0, 1, 31, 32, 33, 63, 64, 65, 1055, 1056, 1057, 1088, 1089, 32800, 32801, 32832];

test("a vector built by a transient is the one built by conj", () => {
  let t = k.prim("transient", EMPTY_VECTOR);
  let built = 0;
  for (const size of borders) {
    for (; built < size; built++) t = k.prim("conjTransient", t, k.int(built));
    assert.equal(k.toInt(k.prim("count", t)), size);
    const v = k.prim("persistent", t);
    assert.deepEqual(k.readVector(v).map(k.toInt), numbers(size), `size ${size}`);
    t = k.prim("transient", v);
  }
});

test("random histories of transient vectors, with the source left as it was", (context) => {
  const seed = pickSeed();
  context.diagnostic(`seed ${seed}`);
  const random = makeRandom(seed);
  for (let round = 0; round < 60; round++) {
    const start = numbers([0, 5, 32, 1056, 1060, 2100, 32801][random(7)] as number);
    const source = k.value(start);
    let t = k.prim("transient", source);
    let model = [...start];
    for (let i = 0; i < 300; i++) {
      const op = random(model.length === 0 ? 1 : 40);
      const x = random(1000);
      if (op === 39) k.word("promote", t);
      else if (op < 16) {
        t = k.prim("conjTransient", t, k.int(x));
        model.push(x);
      } else if (op < 28) {
        const at = random(model.length + 1);
        t = k.prim("assocTransient", t, k.int(at), k.int(x));
        model[at] = x;
      } else if (op < 38) {
        t = k.prim("popTransient", t);
        model.pop();
      } else {
        const at = random(model.length);
        assert.equal(k.toInt(k.prim("nth", t, k.int(at))), model[at], `seed ${seed}`);
        const v = k.prim("persistent", t);
        assert.deepEqual(k.readVector(v).map(k.toInt), model, `seed ${seed}`);
        t = k.prim("transient", v);
        model = [...model];
      }
    }
    assert.deepEqual(k.readVector(k.prim("persistent", t)).map(k.toInt), model, `seed ${seed}`);
    assert.deepEqual(k.readVector(source).map(k.toInt), start, `seed ${seed}`);
  }
});

test("random histories of transient maps, with the source left as it was", (context) => {
  const seed = pickSeed();
  context.diagnostic(`seed ${seed}`);
  const random = makeRandom(seed);
  for (let round = 0; round < 60; round++) {
    const range = [6, 12, 200, 5000][random(4)] as number;
    const model = new Map<number, number>();
    let source = EMPTY_MAP;
    for (let i = 0; i < random(range); i++) {
      const key = random(range);
      model.set(key, i);
      source = k.prim("assoc", source, k.int(key), k.int(i));
    }
    const before = k.data(source);
    let t = k.prim("transient", source);
    for (let i = 0; i < 300; i++) {
      const key = random(range);
      if (random(30) === 0) k.word("promote", t);
      if (random(5) < 3) {
        t = k.prim("assocTransient", t, k.int(key), k.int(i));
        model.set(key, i);
      } else {
        t = k.prim("dissocTransient", t, k.int(key));
        model.delete(key);
      }
      assert.equal(k.toInt(k.prim("count", t)), model.size, `seed ${seed}`);
      const probe = random(range);
      const expected = model.get(probe) ?? null;
      assert.equal(k.data(k.prim("get", t, k.int(probe))), expected, `seed ${seed}`);
    }
    const built = k.data(k.prim("persistent", t)) as ReadonlyMap<number, number>;
    const sorted = (m: ReadonlyMap<number, number>): [number, number][] =>
      [...m].sort(([a], [b]) => a - b);
    assert.deepEqual(sorted(built), sorted(model), `seed ${seed}`);
    assert.deepEqual(k.data(source), before, `seed ${seed}`);
  }
});

test("a transient is used up by persistent", () => {
  const key = k.int(1);
  for (const empty of [EMPTY_VECTOR, EMPTY_MAP, k.prim("emptyHashMap"), EMPTY_SET]) {
    const t = k.prim("transient", empty);
    k.prim("persistent", t);
    const entry = k.prim("vector2", key, key);
    assert.throws(() => k.prim("persistent", t), /usedTransient/);
    assert.throws(() => k.prim("conjTransient", t, entry), /usedTransient/);
    assert.throws(() => k.prim("count", t), /usedTransient/);
    assert.throws(() => k.prim("get", t, key), /usedTransient/);
  }
});

test("what is no transient, or one of another kind, is refused", () => {
  const vector = k.prim("transient", EMPTY_VECTOR);
  const map = k.prim("transient", EMPTY_MAP);
  const set = k.prim("transient", EMPTY_SET);
  const one = k.int(1);
  assert.throws(() => k.prim("transient", k.value({ list: [] })), /notEditable/);
  assert.throws(() => k.prim("conjTransient", EMPTY_VECTOR, one), /notTransient/);
  assert.throws(() => k.prim("persistent", EMPTY_MAP), /notTransient/);
  assert.throws(() => k.prim("persistent", NIL), /isNil/);
  assert.throws(() => k.prim("assocTransient", vector, one, one), /noIndex/);
  assert.throws(() => k.prim("assocTransient", vector, NIL, one), /notIntegerKey/);
  assert.throws(() => k.prim("popTransient", vector), /popEmptyVector/);
  assert.throws(() => k.prim("conjTransient", map, one), /notSeqable/);
  assert.throws(() => k.prim("dissocTransient", set, one), /notTransientMap/);
  assert.throws(() => k.prim("assocTransient", set, one, one), /notTransientAssociative/);
  assert.throws(() => k.prim("disjTransient", map, one), /notTransientSet/);
  assert.throws(() => k.prim("popTransient", map), /notTransientVector/);
  assert.throws(() => k.prim("nth", vector, one), /noIndex/);
});
