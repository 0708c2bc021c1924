// Promotion: the shared copy has the contents and sharing of the original, whatever its shape.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  allocateModel,
  buildGraph,
  compareGraph,
  kindNumber,
  makeHeap,
  type Model,
  wordOf,
  writeModel,
} from "./heap_graph";
import { pickSeed } from "./instance";

const MIB = 1024n * 1024n;

test("random graphs keep contents and sharing, and nothing stays in a nursery", (t) => {
  const seed = pickSeed();
  t.diagnostic(`seed ${seed}`);
  for (let round = 0; round < 20; round++) {
    const heap = makeHeap(64n * MIB);
    const models = buildGraph(heap, seed + round, 1 + round * 60, round % 2 ? 60 : 6000);
    const check = (at: number) => {
      assert.equal(heap.call("isInNursery", at), 0, `seed ${seed}`);
      assert.equal(heap.call("isForwarded", at), 0, `seed ${seed}`);
    };
    const seen = new Map<Model, number>();
    for (const m of models.slice(0, 5)) {
      const original = wordOf({ ...m });
      const shared = heap.word("promote", original);
      compareGraph(heap, shared, m, check, seen);
      assert.equal(heap.word("promote", original), shared, `seed ${seed}: second promotion`);
      assert.equal(heap.word("promote", shared), shared, `seed ${seed}: of the copy`);
    }
    assert.equal(heap.call("checkSpace"), 1);
  }
});

test("immediates and fixed objects promote to themselves", () => {
  const heap = makeHeap(4n * MIB);
  for (const w of [0n, 0xfffcn, 0x105n, 0x4100000125n, 0xdeadbeef0003n]) {
    assert.equal(heap.word("promote", w), w);
  }
  assert.equal(heap.call("usedBlocks"), 0);
});

test("a list of 200,000 cells needs no native stack", () => {
  const heap = makeHeap(256n * MIB);
  const cons = kindNumber("cons");
  let head: bigint = 0x105n;
  let cell: Model | undefined;
  for (let i = 0; i < 200_000; i++) {
    const rest = cell ?? 0x105n;
    cell = { kind: cons, fields: [BigInt(i * 4), rest, 0x105n], tail: [], bytes: 32, address: 0 };
    allocateModel(heap, cell);
    writeModel(heap, cell);
    head = wordOf(cell);
  }
  compareGraph(heap, heap.word("promote", head), cell as Model, () => {});
});

test("an original stays readable and a large object keeps its address", () => {
  const heap = makeHeap(16n * MIB);
  const node = kindNumber("node");
  const leaf: Model = { kind: node, fields: [0n], tail: [], bytes: 16, address: 0 };
  const tail = new Array<Model>(2000).fill(leaf);
  const big: Model = { kind: node, fields: [2000n], tail, bytes: 16016, address: 0 };
  for (const m of [leaf, big]) allocateModel(heap, m);
  for (const m of [leaf, big]) writeModel(heap, m);
  const [leafAt, bigAt] = [leaf.address, big.address];
  compareGraph(heap, heap.word("promote", wordOf(big)), big, () => {});
  assert.equal(big.address, bigAt);
  assert.notEqual(leaf.address, leafAt);
  assert.equal(heap.call("isForwarded", leafAt), 1);
  assert.equal(heap.view.getUint8(leafAt), node);
});

test("a promotion that may not fit changes nothing and says what it needs", () => {
  const heap = makeHeap(2n * MIB);
  const node = kindNumber("node");
  const m: Model = { kind: node, fields: [0n], tail: [], bytes: 16, address: 0 };
  allocateModel(heap, m);
  writeModel(heap, m);
  while (heap.call("availableBlocks") > 4) heap.call("takeBlock", 3);
  assert.equal(heap.word("promote", wordOf(m)), 0x11dn);
  assert.equal(heap.call("isForwarded", m.address), 0);
});
