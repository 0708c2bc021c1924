// No primitive traps, whatever it is given: each is called with random arguments out of values of
// all kinds, and must answer a value or an outcome. Primitives of actors and of the host need a
// running actor and are left out.

import assert from "node:assert/strict";
import { test } from "node:test";
import { primitives } from "../../tables/primitives";
import type { primitive } from "../../gen/tables";
import { makeRandom, pickSeed } from "./instance";
import { call, FALSE, makeChar, makeDouble, makeLong, NIL, SENTINEL, TRUE } from "./ask";

type Name = keyof typeof primitive;

const EMPTY_LIST = 0x12dn;
const EMPTY_VECTOR = 0x13dn;
const EMPTY_MAP = 0x17dn;
const EMPTY_SET = 0x195n;
const CALLS = 400;

const camel = (name: string): Name =>
  name.replace(/-(\w)/g, (_, c: string) => c.toUpperCase()) as Name;

/** Values of every kind that primitives make, and numbers at the edges of what they count. */
function makePool(): bigint[] {
  const type = call("makeType", "T", EMPTY_VECTOR, NIL);
  const symbol = call("symbol", "n", "s");
  const vector = [1, 2, 3].reduce((v, n) => call("conj", v, n), EMPTY_VECTOR);
  const longVector = Array.from({ length: 40 }, (_, i) => i).reduce(
    (v, n) => call("conj", v, n),
    EMPTY_VECTOR,
  );
  const map = call("assoc", EMPTY_MAP, call("keyword", null, "k"), "value");
  const hashMap = Array.from({ length: 20 }, (_, i) => i).reduce(
    (m, n) => call("assoc", m, n, String(n)),
    EMPTY_MAP,
  );
  const numbers = [
    0,
    1,
    2,
    -1,
    3,
    7,
    10,
    16,
    36,
    37,
    63,
    64,
    100,
    4096,
    65536,
    2 ** 31,
    -(2 ** 31),
  ];
  const doubles = [0, -0, 1.5, -2.5, 1e300, 5e-324, Infinity, -Infinity, Number.NaN, 65.7];
  const literals = ["1N", "-99999999999999999999999N", "1/3", "-22/7", "1.50M", "1E+40M", "0E-5M"];
  const texts = ["", "a", "abcabc", "πxπ", "😀", "12", "1e5", "x".repeat(9000)];
  return [
    NIL,
    TRUE,
    FALSE,
    EMPTY_LIST,
    EMPTY_VECTOR,
    EMPTY_MAP,
    EMPTY_SET,
    makeChar("a"),
    makeChar("π"),
    makeLong(2n ** 63n - 1n),
    makeLong(-(2n ** 63n)),
    ...numbers.map((n) => makeLong(BigInt(n))),
    ...doubles.map(makeDouble),
    ...literals.map((text) => call("parseNumber", text)),
    ...texts.map((text) => call("toString", text)),
    symbol,
    call("keyword", null, "k"),
    vector,
    longVector,
    map,
    hashMap,
    type,
    call("conj", EMPTY_SET, 1),
    call("conj", EMPTY_LIST, 1),
    call("cons", 1, vector),
    call("seq", vector),
    call("seq", map),
    call("seq", hashMap),
    call("seq", "text"),
    call("range", 0, 100, 1),
    call("subvec", longVector, 3, 30),
    call("mapEntry", 1, 2),
    call("reduced", 1),
    call("lazySeq", NIL),
    call("delay", NIL),
    call("atom", 1),
    call("volatile", 1),
    call("makeNamespace", symbol, NIL),
    call("makeVar", NIL, symbol, map),
    call("pattern", "a", 0),
    call("builder"),
    call("array", 5),
    call("longs", 5),
    call("doubles", 5),
    call("chunkBuffer", 4),
    call("transient", vector),
    call("transient", hashMap),
    call("transient", call("conj", EMPTY_SET, 1)),
    call("instance", type, vector),
    call("mutableInstance", type, vector),
    call("record", type, vector, NIL, NIL),
    call("throwable", type, "message", NIL, NIL),
  ];
}

for (const area of ["number", "data", "seq", "text", "type", "cell"]) {
  test(`primitives of area ${area} answer whatever they are given`, (t) => {
    const seed = pickSeed();
    t.diagnostic(`seed ${seed}`);
    const random = makeRandom(seed);
    const pool = makePool();
    assert.ok(!pool.includes(SENTINEL), `sample ${pool.indexOf(SENTINEL)}`);
    const trapped: string[] = [];
    for (const row of primitives.filter((p) => p.area === area)) {
      for (let i = 0; i < CALLS; i++) {
        const indexes = Array.from({ length: row.arguments }, () => random(pool.length));
        try {
          call(camel(row.name), ...indexes.map((k) => pool[k] ?? NIL));
        } catch (error) {
          trapped.push(`seed ${seed}: ${row.name} of samples ${indexes}: ${error}`);
          break;
        }
      }
    }
    assert.deepEqual(trapped, []);
  });
}
