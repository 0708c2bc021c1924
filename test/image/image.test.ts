// Images: what is loaded equals what was written, equal worlds are equal bytes, and a file that is
// damaged or foreign is refused with a reason.

import assert from "node:assert/strict";
import { test } from "node:test";
import { loadMap } from "../../gen/tables";
import { ImageError, loadImage, writeImage } from "../../host/image_file";
import { Kernel } from "../../host/kernel";
import {
  allocateModel,
  buildGraph,
  compareGraph,
  heapOf,
  kindNumber,
  layoutOf,
  type Model,
  wordOf,
  writeModel,
} from "../kernel/heap_graph";
import { makeInstance, pickSeed } from "../kernel/instance";

const MIB = 1024n * 1024n;
const worldRoots = 0xc00;
const rootCount = 16;

function makeKernel() {
  const { instance, memory } = makeInstance();
  return new Kernel(memory, instance);
}

/** A kernel whose world roots name random objects, and the models of what they name. */
function makeWorld(seed: number, count: number, heapBytes = 256n * MIB) {
  const kernel = makeKernel();
  kernel.exports.boot(heapBytes, 0);
  const heap = heapOf(kernel);
  const graph = buildGraph(heap, seed, count, 6000);
  for (const m of graph) {
    for (const [name, content] of Object.entries(notKept[layoutOf(m.kind).name] ?? {})) {
      m.fields[layoutOf(m.kind).fields.findIndex((field) => field[0] === name)] = content;
    }
    writeModel(heap, m);
  }
  // A keyword is found by its hash, which its header always has.
  graph
    .filter(({ kind }) => kind === kindNumber("keyword"))
    .forEach((m, i) => {
      heap.view.setUint32(m.address + 4, i + 1, true);
    });
  const models = graph.slice(0, rootCount - 2);
  for (const [i, m] of models.entries()) setRoot(kernel, i, wordOf(m));
  return { kernel, heap, models };
}

const nil = 0x105n;

/** Fields that a loaded world begins anew, whatever they were: by kinds. */
const notKept: Readonly<Record<string, Readonly<Record<string, bigint>>>> = {
  code: { feedback: 0n },
  ref: {
    ...{ waiters: nil, lock: 0n, claim: 0n, kept: 0n, misses: 0n },
    ...{ commits: 0n, aborts: 0n, winner: 0n },
  },
  "ref-version": { older: nil, number: 0n },
};

function setRoot(kernel: Kernel, i: number, word: bigint): void {
  kernel.setWord(worldRoots + 8 * i, heapOf(kernel).word("promote", word));
}

const rootOf = (kernel: Kernel, i: number): bigint => kernel.word(worldRoots + 8 * i);

function load(image: Uint8Array, heapBytes = 64n * MIB): Kernel {
  const kernel = makeKernel();
  loadImage(kernel, image, heapBytes);
  return kernel;
}

test("a loaded world equals the written one, and is written as the same bytes", (t) => {
  const seed = pickSeed();
  t.diagnostic(`seed ${seed}`);
  for (let round = 0; round < 8; round++) {
    const { kernel, models } = makeWorld(seed + round, 20 + 100 * round);
    const image = writeImage(kernel);
    const seen = new Map<Model, number>();
    const before = heapOf(kernel);
    models.forEach((m, i) => {
      compareGraph(before, rootOf(kernel, i), m, () => {}, seen);
    });
    const copy = load(image);
    const copied = new Map<Model, number>();
    models.forEach((m, i) => {
      compareGraph(heapOf(copy), rootOf(copy, i), m, () => {}, copied);
    });
    assert.ok(Buffer.compare(image, writeImage(copy)) === 0, `seed ${seed}: other bytes`);
    assert.equal(heapOf(copy).call("checkSpace"), 1);
  }
});

test("where the objects lay and what was computed of them leaves no trace", () => {
  const first = makeWorld(5, 200);
  const second = makeWorld(5, 200, 1024n * MIB);
  buildGraph(second.heap, 77, 500);
  second.heap.call("collectNursery", 1);
  second.heap.call("collectShared", 0, 0);
  assert.ok(Buffer.compare(writeImage(first.kernel), writeImage(second.kernel)) === 0);
});

test("a world loaded into a small heap can be used and collected", () => {
  const { kernel, models } = makeWorld(9, 300);
  const copy = load(writeImage(kernel), 16n * MIB);
  const heap = heapOf(copy);
  for (let i = 0; i < 20; i++) {
    setRoot(copy, 15, wordOf(buildGraph(heap, i, 300)[0] as Model));
    heap.call("collectNursery", 0);
    heap.call("collectShared", i % 3 === 0 ? 1 : 0, 0);
  }
  const seen = new Map<Model, number>();
  models.forEach((m, i) => {
    compareGraph(heap, rootOf(copy, i), m, () => {}, seen);
  });
  assert.equal(heap.call("checkSpace"), 1);
});

test("keywords of an image are the ones that are interned again", () => {
  const kernel = makeKernel();
  kernel.exports.boot(64n * MIB, 0);
  const intern = (k: Kernel, name: string): bigint => {
    const heap = heapOf(k);
    const bytes = new TextEncoder().encode(name);
    const fields = [BigInt(bytes.length), 0n];
    const string: Model = { kind: kindNumber("string"), fields, tail: [], bytes: 24, address: 0 };
    allocateModel(heap, string);
    writeModel(heap, string);
    bytes.forEach((b, i) => {
      heap.view.setUint8(string.address + 16 + i, b);
    });
    return heap.word("internKeyword", 0x105n, wordOf(string));
  };
  for (const name of ["b", "a", "c"]) intern(kernel, name);
  setRoot(kernel, 2, intern(kernel, "a"));
  setRoot(kernel, 3, intern(kernel, "c"));
  const copy = load(writeImage(kernel));
  assert.equal(heapOf(copy).call("countKeywords"), 2);
  assert.equal(intern(copy, "a"), rootOf(copy, 2));
  assert.equal(intern(copy, "c"), rootOf(copy, 3));
  assert.notEqual(intern(copy, "b"), rootOf(copy, 2));
});

test("a damaged or foreign image is refused with a reason", () => {
  const image = writeImage(makeWorld(3, 100).kernel);
  const refuse = (change: (bytes: Uint8Array) => Uint8Array, reason: RegExp) => {
    assert.throws(() => load(change(Uint8Array.from(image))), ImageError);
    assert.throws(() => load(change(Uint8Array.from(image))), reason);
  };
  const set = (at: number, byte: number) => (bytes: Uint8Array) => {
    bytes[at] = byte;
    return bytes;
  };
  refuse(() => new Uint8Array(), /no Genera image/);
  refuse(() => new TextEncoder().encode("(println :a)".repeat(10)), /no Genera image/);
  refuse(set(4, 9), /format 9/);
  refuse((bytes) => bytes.subarray(0, bytes.length - 100), /incomplete/);
  refuse(set(image.length - 40_000, 255), /damaged/);
  refuse(set(32 + loadMap.indexOf("keyword"), 75), /does not have: kind \d+ Keyword/);
});
