// Defragmentation: a heap in which single objects died gets whole blocks back, and everything
// that names a moved object names its copy.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Kernel } from "../../host/kernel";
import {
  buildGraph,
  compareGraph,
  type Heap,
  heapOf,
  kindNumber,
  type Model,
  wordOf,
} from "./heap_graph";
import { makeInstance, makeRandom, pickSeed } from "./instance";

const MIB = 1024n * 1024n;
const statDefragment = 24;

/** A booted heap with `count` roots in a range of its own. */
function makeRooted(heapBytes: bigint, count: number) {
  const { instance, memory } = makeInstance();
  const kernel = new Kernel(memory, instance);
  kernel.exports.boot(heapBytes, 0);
  const heap = heapOf(kernel);
  const at = kernel.exports.takeRun(Math.ceil((count * 8) / 32768), 6) << 15;
  heap.call("addRootRange", at, count);
  for (let i = 0; i < count; i++) heap.view.setBigUint64(at + 8 * i, 0x105n, true);
  const set = (i: number, word: bigint) => heap.view.setBigUint64(at + 8 * i, word, true);
  const get = (i: number) => heap.view.getBigUint64(at + 8 * i, true);
  return { heap, set, get };
}

const defragmentations = (heap: Heap) => Number(heap.word("stat", statDefragment));

test("moved objects keep contents and sharing, in roots, nursery and shared heap", (t) => {
  const seed = pickSeed();
  t.diagnostic(`seed ${seed}`);
  const random = makeRandom(seed);
  const { heap, set, get } = makeRooted(64n * MIB, 400);
  heap.call("setPoison", 1);
  const models: (Model | bigint)[] = new Array<bigint>(400).fill(0x105n);
  for (let round = 0; round < 12; round++) {
    for (let i = 0; i < 400; i++) {
      if (random(3) !== 0) continue;
      const model = buildGraph(heap, seed + 1000 * round + i, 1 + random(12))[0] as Model;
      models[i] = model;
      set(i, wordOf(model));
      if (random(4) === 0) heap.word("promote", wordOf(model));
    }
    if (random(2) === 0) assert.equal(heap.call("collectNursery", random(2)), 1);
    heap.call("collectShared", 1, 100_000);
    const seen = new Map<Model, number>();
    models.forEach((m, i) => {
      compareGraph(heap, get(i), m, () => {}, seen);
    });
    assert.equal(heap.call("checkSpace"), 1);
    assert.equal(heap.call("verifyHeap"), 0, `seed ${seed}`);
  }
  assert.ok(defragmentations(heap) > 6);
});

test("whole blocks come free where every block had a few survivors", () => {
  const { heap, set } = makeRooted(64n * MIB, 4000);
  for (let i = 0; i < 4000; i++) {
    set(i, heap.word("promote", wordOf(buildGraph(heap, 1 + (i % 50), 40)[0] as Model)));
    if (i % 50 === 0) heap.call("collectNursery", 1);
  }
  for (let i = 0; i < 4000; i++) if (i % 16 !== 0) set(i, 0x105n);
  heap.call("collectNursery", 1);
  heap.call("collectShared", 1, 0);
  const before = heap.call("usedBlocks");
  heap.call("collectShared", 1, 100_000);
  assert.ok(heap.call("usedBlocks") < before * 0.7, `${before} -> ${heap.call("usedBlocks")}`);
  assert.equal(heap.call("verifyHeap"), 0);
});

test("blocks of which every line lives, but few bytes do, are emptied", () => {
  const { heap, set } = makeRooted(64n * MIB, 40_000);
  const makeCons = () => {
    const o = heap.call("allocateSharedObject", kindNumber("cons"), 32);
    for (let field = 8; field < 32; field += 8) heap.view.setBigUint64(o + field, 0x105n, true);
    return BigInt(o) + 1n;
  };
  for (let i = 0; i < 40_000; i++) {
    set(i, makeCons());
    makeCons(); // dies, and shares its line with the one before
    makeCons();
  }
  heap.call("collectShared", 1, 0);
  const before = heap.call("usedBlocks");
  heap.call("collectShared", 1, 100_000);
  assert.ok(heap.call("usedBlocks") < before * 0.7, `${before} -> ${heap.call("usedBlocks")}`);
  assert.equal(heap.call("verifyHeap"), 0);
});

test("a defragmentation that runs out of room leaves a heap that is right", () => {
  const { heap, set } = makeRooted(16n * MIB, 2000);
  for (let i = 0; i < 2000; i++) {
    set(i, heap.word("promote", wordOf(buildGraph(heap, 1 + (i % 50), 20)[0] as Model)));
    if (i % 50 === 0) heap.call("collectNursery", 1);
  }
  for (let i = 0; i < 2000; i++) if (i % 3 !== 0) set(i, 0x105n);
  heap.call("collectNursery", 1);
  for (let left = 12; left >= 0; left--) {
    while (heap.call("availableBlocks") > left) heap.call("takeBlock", 6);
    heap.call("collectShared", 1, 100_000);
    assert.equal(heap.call("verifyHeap"), 0);
  }
});
