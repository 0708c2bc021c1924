// Cycles of the shared heap: what is reachable keeps its contents, everything else becomes free,
// and a young cycle sees what was stored into old objects.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  buildGraph,
  type Heap,
  isTraced,
  layoutOf,
  makeHeap,
  type Model,
  wordOf,
} from "./heap_graph";
import { makeRandom, pickSeed } from "./instance";
import { checkRoots, makeRoots, rootCount } from "./heap_roots";

const MIB = 1024n * 1024n;

/** Stores into a random cell of an object that `roots` reach, in the heap and in its model. */
function storeSomewhere(heap: Heap, random: (n: number) => number, from: Model[], to: Model[]) {
  const holder = from[random(from.length)] as Model;
  const l = layoutOf(holder.kind);
  const cells = l.fields.flatMap(([, kind], i) => (kind === "cell" ? [i] : []));
  const tail = l.tail?.kind === "cell" ? holder.tail.map((_, i) => i) : [];
  const value = random(4) === 0 ? 0x105n : (to[random(to.length)] as Model);
  const i = random(cells.length + tail.length);
  if (cells.length + tail.length === 0) return;
  const isField = i < cells.length;
  const index = isField ? (cells[i] as number) : i - cells.length;
  const word = isField ? index : l.fields.length + index;
  heap.word("storeCell", holder.address, 8 * (word + 1), wordOf(value));
  (isField ? holder.fields : holder.tail)[index] = value;
}

test("random graphs survive cycles, collections and stores in any order", (t) => {
  const seed = pickSeed();
  t.diagnostic(`seed ${seed}`);
  const random = makeRandom(seed);
  const heap = makeHeap(128n * MIB);
  const roots = makeRoots(heap);
  for (let round = 0; round < 60; round++) {
    const graph = buildGraph(heap, seed + round, 1 + random(300), round % 4 === 0 ? 6000 : 60);
    for (let i = 0; i < 2; i++) roots.set(random(rootCount), graph[random(graph.length)] as Model);
    if (random(3) === 0) assert.equal(heap.call("collectNursery", random(2)), 1);
    const reached = [...checkRoots(heap, roots, () => {}).keys()];
    const stores = reached.length > 0 && random(2) === 0 ? 20 : 0;
    for (let i = 0; i < stores; i++) storeSomewhere(heap, random, reached, reached);
    if (random(2) === 0) heap.call("collectShared", random(3) === 0 ? 1 : 0, random(2) * 4096);
    checkRoots(heap, roots, (at) => {
      assert.notEqual(heap.call("blockState", at >>> 15), 1, `seed ${seed}`);
    });
    assert.equal(heap.call("checkSpace"), 1);
  }
});

test("an old object's new content survives a young cycle", () => {
  const heap = makeHeap(32n * MIB);
  const roots = makeRoots(heap);
  const isMutable = (m: Model) =>
    layoutOf(m.kind).fields.some(([, kind]) => kind === "cell") && m.bytes < 8192;
  const old = buildGraph(heap, 3, 100).find(isMutable) as Model;
  roots.set(0, old);
  heap.call("collectNursery", 1);
  heap.call("collectShared", 1, 0);
  checkRoots(heap, roots, () => {});
  for (let i = 0; i < 10; i++) {
    const content = buildGraph(heap, 40 + i, 50)[0] as Model;
    const cell = layoutOf(old.kind).fields.findIndex(([, kind]) => kind === "cell");
    heap.word("storeCell", old.address, 8 * (cell + 1), wordOf(content));
    old.fields[cell] = content;
    heap.call("collectNursery", 0);
    heap.call("collectShared", 0, 0);
    checkRoots(heap, roots, (at) => assert.equal(heap.call("isInNursery", at), 0));
  }
});

test("a full cycle frees everything that is not reached", () => {
  const heap = makeHeap(64n * MIB);
  const roots = makeRoots(heap);
  const before = heap.call("usedBlocks");
  for (let round = 0; round < 5; round++) {
    for (let i = 0; i < rootCount; i++) roots.set(i, buildGraph(heap, i, 300, 6000)[0] as Model);
    heap.call("collectNursery", 1);
    assert.ok(heap.call("usedBlocks") > before);
    for (let i = 0; i < rootCount; i++) roots.set(i, 0x105n);
    heap.call("collectShared", round === 0 ? 0 : 1, 0);
    assert.equal(heap.call("usedBlocks"), before);
  }
});

test("marking needs no memory, only more time, when there is none for its stack", () => {
  const heap = makeHeap(4n * MIB);
  const roots = makeRoots(heap);
  for (let i = 0; i < rootCount; i++) roots.set(i, buildGraph(heap, i, 200)[0] as Model);
  heap.call("collectNursery", 1);
  heap.call("collectShared", 1, 0);
  const marked = [heap.call("markedObjects"), heap.word("markedBytes")];
  while (heap.call("availableBlocks") > 0) heap.call("takeBlock", 6);
  heap.call("collectShared", 1, 0);
  assert.deepEqual([heap.call("markedObjects"), heap.word("markedBytes")], marked);
  checkRoots(heap, roots, () => {});
});

test("objects of a nursery keep alive what they name in the shared heap", () => {
  const heap = makeHeap(32n * MIB);
  const roots = makeRoots(heap);
  const graph = buildGraph(heap, 5, 300);
  const holder = graph.find((m) => layoutOf(m.kind).fields.some(([, k]) => isTraced(k))) as Model;
  roots.set(0, holder);
  heap.word("promote", wordOf(graph[17] as Model));
  for (let i = 0; i < 3; i++) {
    heap.call("collectShared", i & 1, 0);
    checkRoots(heap, roots, () => {});
  }
  heap.call("collectNursery", 0);
  checkRoots(heap, roots, () => {});
});
