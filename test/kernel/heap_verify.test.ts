// The verifier: finds nothing in a heap that is right, in any state it can be in, and names what
// is wrong in one that was damaged, without trapping.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  buildGraph,
  type Heap,
  isTraced,
  kindNumber,
  layoutOf,
  makeHeap,
  type Model,
  wordOf,
} from "./heap_graph";
import { checkRoots, makeRoots, rootCount } from "./heap_roots";
import { makeRandom, pickSeed } from "./instance";

const MIB = 1024n * 1024n;
const why = { noObject: 1, kind: 2, size: 3, tag: 4, private: 5, forwarded: 6, overlap: 7 };
const whyWritten = 8;

/** What the verifier says now: [address, holder, why] of each violation. */
function verify(heap: Heap): number[][] {
  const before = heap.call("violationCount");
  const found = heap.call("verifyHeap");
  return Array.from({ length: found }, (_, i) => {
    const at = heap.call("violationAt", before + i);
    return [0, 4, 16].map((offset) => heap.view.getUint32(at + offset, true));
  });
}

test("a heap that is right has no violation, whatever happened to it", (t) => {
  const seed = pickSeed();
  t.diagnostic(`seed ${seed}`);
  const random = makeRandom(seed);
  const heap = makeHeap(128n * MIB);
  heap.call("setPoison", 1);
  const roots = makeRoots(heap);
  for (let round = 0; round < 40; round++) {
    const graph = buildGraph(heap, seed + round, 1 + random(300), round % 4 === 0 ? 6000 : 60);
    roots.set(random(rootCount), graph[random(graph.length)] as Model);
    if (random(3) === 0) heap.word("promote", roots.get(random(rootCount)));
    if (random(3) === 0) heap.call("collectNursery", random(2));
    if (random(3) === 0) heap.call("collectShared", random(2), random(2) * 4096);
    assert.deepEqual(verify(heap), [], `seed ${seed}`);
    checkRoots(heap, roots, () => {});
  }
});

/** A heap with a tenured object in root 0 that has a traced field, and the field's address. */
function makeHolder(tenured = true) {
  const heap = makeHeap(32n * MIB);
  const roots = makeRoots(heap);
  const graph = buildGraph(heap, 11, 200);
  const holder = graph.find(
    (m) => layoutOf(m.kind).fields.some(([, k]) => isTraced(k)) && m.bytes < 8192,
  ) as Model;
  roots.set(0, holder);
  if (tenured) heap.call("collectNursery", 1);
  checkRoots(heap, roots, () => {});
  const field = layoutOf(holder.kind).fields.findIndex(([, k]) => isTraced(k));
  const at = holder.address + 8 * (field + 1);
  const damage = (word: bigint) => heap.view.setBigUint64(at, word, true);
  return { heap, holder, at, damage };
}

test("a pointer to no object is reported with its place and is not followed", () => {
  const { heap, holder, at, damage } = makeHolder();
  damage(0x7ffffff5n);
  assert.deepEqual(verify(heap), [[at, holder.address, why.noObject]]);
  damage(BigInt((heap.call("takeBlock", 6) << 15) + 64 + 5));
  assert.deepEqual(verify(heap), [[at, holder.address, why.noObject]]);
  damage(0x105n);
  assert.deepEqual(verify(heap), []);
});

test("a pointer to what is no object's beginning is reported", () => {
  const { heap, holder, at, damage } = makeHolder();
  heap.view.setBigUint64(holder.address, 0xffn, true);
  assert.deepEqual(
    verify(heap).map((v) => v[2]),
    [why.kind],
  );
  heap.view.setBigUint64(holder.address, BigInt(holder.kind), true);
  damage(BigInt(holder.address) + 1n);
  assert.deepEqual(verify(heap), [[at, holder.address, why.tag]]);
});

test("a pointer from the shared heap into a nursery is reported", () => {
  const { heap, holder, at, damage } = makeHolder();
  const young = buildGraph(heap, 12, 50).find((m) => m.bytes < 8192) as Model;
  damage(wordOf(young));
  assert.ok(
    verify(heap).some((v) => v[0] === at && v[1] === holder.address && v[2] === why.private),
  );
});

test("a size beyond the block, and two objects in one place, are reported", () => {
  const { heap, at, damage } = makeHolder();
  const node = heap.call("allocateSharedObject", kindNumber("node"), 64);
  heap.view.setBigUint64(node + 8, 5n, true);
  for (let i = 0; i < 5; i++) heap.view.setBigUint64(node + 16 + 8 * i, 0x105n, true);
  damage(BigInt(node + 5));
  assert.deepEqual(verify(heap), []);
  heap.view.setBigUint64(node + 8, 5000n, true);
  assert.deepEqual(
    verify(heap).map((v) => [v[0], v[2]]),
    [[at, why.size]],
  );
  heap.view.setBigUint64(node + 8, 5n, true);
  heap.view.setBigUint64(node + 16, BigInt(node + 32 + 5), true);
  heap.view.setBigUint64(node + 32, BigInt(kindNumber("empty-list")), true);
  assert.deepEqual(
    verify(heap).map((v) => v[2]),
    [why.overlap],
  );
});

test("a write into free memory is reported while it is poisoned", () => {
  const { heap } = makeHolder();
  heap.call("setPoison", 1);
  const block = heap.call("takeBlock", 3);
  heap.call("freeBlock", block);
  assert.deepEqual(verify(heap), []);
  heap.view.setUint8((block << 15) + 77, 1);
  assert.deepEqual(verify(heap), [[(block << 15) + 72, 0, whyWritten]]);
});
