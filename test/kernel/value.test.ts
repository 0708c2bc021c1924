// Words: every double and every integer near a border survives the way in and out.

import assert from "node:assert/strict";
import { test } from "node:test";
import { makeInstance, makeRandom, pickSeed } from "./instance";

const { kernel: k } = makeInstance();
const call = (name: string, ...args: (number | bigint)[]): unknown =>
  (k[name] as CallableFunction)(...args);

const asDouble = (bits: bigint): number => {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, bits);
  return view.getFloat64(0);
};

test("fixnums hold 62 bits and nothing more", () => {
  const edge = 1n << 61n;
  for (const n of [0n, 1n, -1n, edge - 1n, -edge]) {
    assert.equal(call("fitsFixnum", n), 1);
    const word = call("makeFixnum", n) as bigint;
    assert.equal(call("isFixnum", word), 1);
    assert.equal(call("fixnumValue", word), n);
  }
  for (const n of [edge, -edge - 1n, (1n << 63n) - 1n, -(1n << 63n)]) {
    assert.equal(call("fitsFixnum", n), 0);
  }
});

test("flonums cover zeros, denormals, infinities, NaN and 2^-255 to 2^256", () => {
  const inside = [0, -0, 5e-324, 1e-300, 2 ** -255, 1, -1, 0.1, 1.9 * 2 ** 256, 1e300];
  for (const d of [...inside, Infinity, -Infinity, NaN]) {
    assert.equal(call("fitsFlonum", d), 1, `${d}`);
    const word = call("encodeFlonum", d) as bigint;
    assert.equal(call("isFlonum", word), 1);
    assert.ok(Object.is(call("decodeFlonum", word), d), `${d}`);
  }
  for (const d of [2 ** -256, 2 ** 257, 1e100, -1e100, 1e-100]) {
    assert.equal(call("fitsFlonum", d), 0, `${d}`);
  }
});

test("a random double is a flonum that decodes to itself, or is to be boxed", (t) => {
  const seed = pickSeed();
  t.diagnostic(`seed ${seed}`);
  const random = makeRandom(seed);
  for (let i = 0; i < 20_000; i++) {
    const bits = (BigInt(random(2 ** 32)) << 32n) | BigInt(random(2 ** 32));
    const d = asDouble(bits);
    const word = call("encodeFlonum", d) as bigint;
    if (call("fitsFlonum", d) === 1 && !Number.isNaN(d)) {
      assert.ok(Object.is(call("decodeFlonum", word), d), `seed ${seed}: ${d}`);
    } else if (!Number.isNaN(d)) {
      const exponent = Math.log2(Math.abs(d));
      assert.ok(exponent < -255 || exponent >= 257, `seed ${seed}: ${d}`);
    }
  }
});

test("only nil and false are falsy, and characters keep their code point", () => {
  const [nil, no, yes] = [0x105n, 0x10dn, 0x115n];
  assert.deepEqual(
    [nil, no, yes, 0n, call("makeFixnum", 1n) as bigint].map((x) => call("isFalsy", x)),
    [1, 1, 0, 0, 0],
  );
  for (const point of [0, 65, 0xffff, 0x10ffff]) {
    const word = call("makeCharacter", point) as bigint;
    assert.equal(call("isCharacter", word), 1);
    assert.equal(call("characterValue", word), point);
    assert.equal(call("isFalsy", word), 0);
  }
});

test("park keeps the locals of its caller", () => {
  assert.equal(call("selfTestPark", 0x300), 1);
});
