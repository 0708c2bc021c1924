// The shared heap's allocation: nothing is given out twice, holes are filled before fresh blocks.

import assert from "node:assert/strict";
import { test } from "node:test";
import { makeInstance, makeRandom, pickSeed } from "./instance";

const MIB = 1024n * 1024n;
const line = 128;
const blockBytes = 32768;
const pinned = 4;
const shared = 3;
const large = 5;

function makeHeap(bytes: bigint) {
  const { kernel } = makeInstance();
  const call = (name: string, ...args: (number | bigint)[]): number =>
    (kernel[name] as CallableFunction)(...args) >>> 0;
  call("initSpace", bytes);
  call("writeKinds");
  return call;
}

test("random allocations never overlap, and a full heap answers 0", (t) => {
  const seed = pickSeed();
  t.diagnostic(`seed ${seed}`);
  const random = makeRandom(seed);
  const call = makeHeap(8n * MIB);
  const spans: [number, number][] = [];
  let total = 0;
  while (true) {
    const bytes = 8 * (1 + random(random(20) === 0 ? 4000 : 40));
    const at = call(random(8) === 0 ? "allocatePinned" : "allocateShared", bytes);
    if (at === 0) break;
    spans.push([at, at + bytes]);
    total += bytes;
  }
  spans.sort(([a], [b]) => a - b);
  for (let i = 1; i < spans.length; i++) {
    const [before, after] = [spans[i - 1], spans[i]] as [[number, number], [number, number]];
    assert.ok(before[1] <= after[0], `seed ${seed}: overlap at ${after[0].toString(16)}`);
  }
  assert.ok(total > 4e6, `seed ${seed}: only ${total} bytes fit`);
  assert.equal(call("checkSpace"), 1);
});

test("each kind of block holds what it should", () => {
  const call = makeHeap(4n * MIB);
  const stateOf = (at: number) => call("blockState", at >>> 15);
  assert.equal(stateOf(call("allocateShared", 64)), shared);
  assert.equal(stateOf(call("allocatePinned", 64)), pinned);
  assert.equal(stateOf(call("allocateShared", 8200)), large);
  assert.equal(stateOf(call("allocateShared", 100_000)), large);
  const before = call("usedBlocks");
  assert.equal(call("allocateShared", 5 << 20), 0);
  assert.equal(call("usedBlocks"), before);
});

test("free lines of recyclable blocks are filled before a fresh block is taken", () => {
  const call = makeHeap(4n * MIB);
  const at = call("allocateShared", 64);
  const block = at >>> 15;
  const base = block * blockBytes;
  // Everything is live but lines 3 to 4 and 200.
  call("markLines", base, 3 * line);
  call("markLines", base + 5 * line, 195 * line);
  call("markLines", base + 201 * line, 55 * line);
  assert.equal(call("countLines", block), 253);
  call("resetSharedAllocation");
  call("addRecyclable", block, shared);
  const got = [64, 128, 64, 128].map((bytes) => call("allocateShared", bytes) - base);
  assert.deepEqual(got, [3 * line, 3 * line + 64, 3 * line + 192, 200 * line]);
  const before = call("usedBlocks");
  assert.notEqual(call("allocateShared", 8) >>> 15, block);
  assert.equal(call("usedBlocks"), before + 1);
});

test("an object too long for a hole leaves the hole to others", () => {
  const call = makeHeap(4n * MIB);
  const base = (call("allocateShared", 64) >>> 15) * blockBytes;
  call("markLines", base, 128 * line);
  call("markLines", base + 130 * line, 126 * line);
  call("resetSharedAllocation");
  call("addRecyclable", base >>> 15, shared);
  assert.equal(call("allocateShared", 8), base + 128 * line);
  assert.notEqual(call("allocateShared", 512) >>> 15, base >>> 15);
  assert.equal(call("allocateShared", 8), base + 128 * line + 8);
});

test("marks are kept per object and per line", () => {
  const call = makeHeap(4n * MIB);
  const at = call("allocateShared", 256);
  call("setMark", at + 8);
  assert.deepEqual([call("isMarked", at), call("isMarked", at + 8)], [0, 1]);
  call("clearMark", at + 8);
  assert.equal(call("isMarked", at + 8), 0);
  call("markLines", at + 120, 16);
  assert.equal(call("countLines", at >>> 15), 2);
  call("clearMarks", at >>> 15);
  assert.equal(call("countLines", at >>> 15), 0);
});
