// Keys that only Lisp can hash or compare: what misses, and the steps by which Lisp goes on.

import assert from "node:assert/strict";
import { test } from "node:test";
import { EMPTY_VECTOR, NIL } from "./builder";
import { EMPTY_MAP, EMPTY_SET, makePrimitives } from "./primitives";

const k = makePrimitives();
const type = k.prim("makeType", k.value("test.Key"), EMPTY_VECTOR, EMPTY_VECTOR);
const makeKey = (): bigint => k.prim("instance", type, EMPTY_VECTOR);

/** Keys of one hash, which the kernel has been told. */
const keysOfHash = (hash: number, count: number): bigint[] =>
  Array.from({ length: count }, () => {
    const key = makeKey();
    k.prim("setHash", key, k.int(hash));
    return key;
  });

test("a key without a known hash misses, and is found after set-hash, also when it is 0", () => {
  for (const hash of [0, 7, -1]) {
    const key = makeKey();
    assert.throws(() => k.prim("hash", key), /miss/);
    assert.throws(() => k.prim("assoc", k.prim("emptyHashMap"), key, NIL), /miss/);
    assert.equal(k.prim("mapCandidates", k.prim("emptyHashMap"), key), NIL);
    k.prim("setHash", key, k.int(hash));
    assert.equal(k.toInt(k.prim("hash", key)), hash);
    const m = k.prim("assoc", k.prim("emptyHashMap"), key, k.int(1));
    assert.equal(k.prim("get", m, key), k.int(1));
  }
});

test("keys of one hash miss until Lisp has compared them with the candidates", () => {
  const [a, b, c] = keysOfHash(99, 3) as [bigint, bigint, bigint];
  const [other] = keysOfHash(98, 1) as [bigint];
  const empties = [EMPTY_MAP, k.prim("emptyHashMap"), k.prim("transient", EMPTY_MAP)];
  for (const empty of [...empties, k.prim("transient", k.prim("emptyHashMap"))]) {
    let m = k.prim("assocNew", empty, a, k.int(1));
    assert.throws(() => k.prim("get", m, b), /miss/);
    assert.deepEqual(k.readVector(k.prim("mapCandidates", m, b)), [a]);
    m = k.prim("assocNew", m, b, k.int(2));
    m = k.prim("assocNew", m, other, k.int(4));
    const candidates = k.readVector(k.prim("mapCandidates", m, c));
    assert.ok(candidates.includes(a) && candidates.includes(b));
    m = k.prim("assocNew", m, c, k.int(3));
    assert.equal(k.toInt(k.prim("count", m)), 4);
    for (const [key, val] of [
      [a, 1],
      [b, 2],
      [c, 3],
      [other, 4],
    ] as const) {
      assert.equal(k.toInt(k.prim("get", m, key)), val); // identical keys never miss
    }
  }
});

test("a set and its transient take new elements the same way", () => {
  const [a, b] = keysOfHash(5, 2) as [bigint, bigint];
  for (const empty of [EMPTY_SET, k.prim("transient", EMPTY_SET)]) {
    let s = k.prim("assocNew", empty, a, a);
    assert.throws(() => k.prim("contains", s, b), /miss/);
    assert.deepEqual(k.readVector(k.prim("mapCandidates", s, b)), [a]);
    s = k.prim("assocNew", s, b, b);
    assert.equal(k.toInt(k.prim("count", s)), 2);
    assert.equal(k.prim("get", s, b), b);
  }
});

test("an array map of such keys grows into a hash map without comparing them", () => {
  const keys = keysOfHash(3, 9);
  const m = keys.reduce((map, key) => k.prim("assocNew", map, key, NIL), EMPTY_MAP);
  assert.equal(k.toInt(k.prim("count", m)), 9);
  const fewer = keys.slice(0, 8).reduce((map, key) => k.prim("dissoc", map, key), m);
  assert.equal(k.toInt(k.prim("count", fewer)), 1);
});
