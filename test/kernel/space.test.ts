// Blocks: what is given out is given out once, and the books balance after any history.

import assert from "node:assert/strict";
import { test } from "node:test";
import { makeInstance, makeRandom, pickSeed } from "./instance";

const MIB = 1024n * 1024n;
const nursery = 2;
const shared = 3;
const large = 5;

function makeSpace(bytes: bigint) {
  const { kernel } = makeInstance();
  const call = (name: string, ...args: (number | bigint)[]): number =>
    (kernel[name] as CallableFunction)(...args);
  call("initSpace", bytes);
  return call;
}

test("a block freed last is given out first", () => {
  const call = makeSpace(4n * MIB);
  const [a, b] = [call("takeBlock", shared), call("takeBlock", shared)];
  assert.notEqual(a, b);
  call("freeBlock", a);
  assert.equal(call("takeBlock", nursery), a);
  assert.equal(call("isInNursery", a << 15), 1);
  assert.equal(call("isInNursery", b << 15), 0);
});

test("an exhausted space answers 0 and recovers", () => {
  const call = makeSpace(4n * MIB);
  const taken: number[] = [];
  for (let b = call("takeBlock", shared); b !== 0; b = call("takeBlock", shared)) taken.push(b);
  assert.equal(new Set(taken).size, taken.length);
  assert.equal(call("availableBlocks"), 0);
  assert.equal(call("takeRun", 2, large), 0);
  for (const b of taken) call("freeBlock", b);
  assert.equal(call("usedBlocks"), 0);
  assert.ok(call("takeRun", taken.length, large) > 0);
  assert.equal(call("checkSpace"), 1);
});

test("random histories of blocks and runs keep the books", (t) => {
  const seed = pickSeed();
  t.diagnostic(`seed ${seed}`);
  const random = makeRandom(seed);
  const call = makeSpace(16n * MIB);
  const live = new Map<number, number>();
  for (let i = 0; i < 20_000; i++) {
    if (random(2) === 0) {
      const count = random(4) === 0 ? 1 + random(12) : 1;
      const first = call("takeRun", count, large);
      if (first === 0) continue;
      for (const [other, n] of live) {
        assert.ok(first + count <= other || other + n <= first, `seed ${seed}: overlap`);
      }
      live.set(first, count);
    } else if (live.size > 0) {
      const first = [...live.keys()][random(live.size)] as number;
      assert.equal(call("freeRun", first), live.get(first), `seed ${seed}`);
      live.delete(first);
    }
    if (i % 500 === 0) assert.equal(call("checkSpace"), 1, `seed ${seed}`);
  }
  const used = [...live.values()].reduce((a, b) => a + b, 0);
  assert.equal(call("usedBlocks"), used, `seed ${seed}`);
});
