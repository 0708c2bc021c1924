// Nursery collection: survivors keep contents and sharing, the second one tenures, garbage goes.

import assert from "node:assert/strict";
import { test } from "node:test";
import { buildGraph, makeHeap, type Model } from "./heap_graph";
import { checkRoots, makeRoots, rootCount } from "./heap_roots";
import { makeRandom, pickSeed } from "./instance";

const MIB = 1024n * 1024n;

test("random graphs survive any number of collections and promotions", (t) => {
  const seed = pickSeed();
  t.diagnostic(`seed ${seed}`);
  const random = makeRandom(seed);
  const heap = makeHeap(256n * MIB);
  const roots = makeRoots(heap);
  for (let round = 0; round < 40; round++) {
    const graph = buildGraph(heap, seed + round, 1 + random(400), round % 4 === 0 ? 6000 : 60);
    for (let i = 0; i < 3; i++) roots.set(random(rootCount), graph[random(graph.length)] as Model);
    if (random(3) === 0) {
      const i = random(rootCount);
      heap.word("promote", roots.get(i));
    }
    assert.equal(heap.call("collectNursery", random(8) === 0 ? 1 : 0), 1);
    checkRoots(heap, roots, (at) => {
      assert.notEqual(heap.call("blockState", at >>> 15), 1, `seed ${seed}`);
    });
    assert.equal(heap.call("checkSpace"), 1);
  }
});

test("a survivor stays in the nursery once and is tenured the second time", () => {
  const heap = makeHeap(64n * MIB);
  const roots = makeRoots(heap);
  const inNursery = (expected: number) =>
    checkRoots(heap, roots, (at) => assert.equal(heap.call("isInNursery", at), expected));
  const reachesMany = (model: Model) => {
    roots.set(0, model);
    return inNursery(1).size > 50;
  };
  assert.ok(buildGraph(heap, 10, 300, 6000).some(reachesMany));
  heap.call("collectNursery", 0);
  inNursery(1);
  heap.call("collectNursery", 0);
  inNursery(0);
  roots.set(1, buildGraph(heap, 8, 300, 6000)[0] as Model);
  heap.call("collectNursery", 1);
  inNursery(0);
});

test("garbage costs no memory, small and large", () => {
  const heap = makeHeap(64n * MIB);
  const roots = makeRoots(heap);
  roots.set(0, buildGraph(heap, 9, 300)[0] as Model);
  heap.call("collectNursery", 1);
  const before = heap.call("usedBlocks");
  for (let i = 0; i < 40; i++) {
    buildGraph(heap, i, 300, 6000);
    heap.call("collectNursery", 0);
    assert.equal(heap.call("usedBlocks"), before);
  }
  checkRoots(heap, roots, () => {});
});

test("without memory for the worst case nothing is done", () => {
  const heap = makeHeap(4n * MIB);
  const roots = makeRoots(heap);
  roots.set(0, buildGraph(heap, 7, 300)[0] as Model);
  const taken: number[] = [];
  while (heap.call("availableBlocks") > 6) taken.push(heap.call("takeBlock", 3));
  assert.equal(heap.call("collectNursery", 0), 0);
  checkRoots(heap, roots, (at) => assert.equal(heap.call("isInNursery", at), 1));
  for (const block of taken) heap.call("freeBlock", block);
  assert.equal(heap.call("collectNursery", 0), 1);
  checkRoots(heap, roots, (at) => assert.equal(heap.call("isInNursery", at), 1));
});
