// Random object graphs for the heap tests: built in the kernel's memory from the layouts table,
// mirrored in JavaScript, and compared with the mirror after collections have moved them.

import assert from "node:assert/strict";
import type { Kernel } from "../../host/kernel";
import { type Layout, layouts } from "../../tables/layouts";
import { makeInstance, makeRandom } from "./instance";

/** What an object holds: words that are numbers or constants, or other objects. */
export type Content = bigint | Model;

export interface Model {
  readonly kind: number;
  readonly fields: Content[];
  /** Of a trie's node: objects that half words in front of the tail's other words name. */
  readonly children?: Model[];
  readonly tail: Content[];
  readonly bytes: number;
  address: number;
}

export interface Heap {
  readonly call: (name: string, ...args: (number | bigint)[]) => number;
  readonly word: (name: string, ...args: (number | bigint)[]) => bigint;
  readonly view: DataView;
}

const listKinds = new Set(["list", "cons"]);
const fixedKinds = 4;
const largeBytes = 8192;

export const layoutOf = (kind: number): Layout => layouts[kind] as Layout;
export const kindNumber = (name: string): number => layouts.findIndex((l) => l.name === name);

export function makeHeap(bytes: bigint): Heap {
  const { kernel, view } = makeInstance();
  const heap = heapOver(kernel, view);
  heap.call("initSpace", bytes);
  heap.call("writeKinds");
  return heap;
}

/** The heap of a kernel that has booted. */
export function heapOf(kernel: Kernel): Heap {
  const exports = kernel.exports as unknown as Record<string, CallableFunction>;
  return heapOver(exports, kernel.view);
}

function heapOver(kernel: Record<string, CallableFunction>, view: DataView): Heap {
  const invoke = (name: string, args: (number | bigint)[]) => {
    assert.ok(kernel[name], `no export ${name}`);
    return kernel[name](...args);
  };
  const call: Heap["call"] = (name, ...args) => invoke(name, args) >>> 0;
  const word: Heap["word"] = (name, ...args) => BigInt.asUintN(64, invoke(name, args));
  return { call, word, view };
}

export const isPointer = (w: bigint): boolean => (w & 3n) === 1n;
const addressOf = (w: bigint): number => Number(w & 0xfffffff8n);
export const isHeapPointer = (w: bigint): boolean => isPointer(w) && addressOf(w) >= 0xa8000;

export function wordOf(content: Content): bigint {
  if (typeof content === "bigint") return content;
  return BigInt(content.address) + (listKinds.has(layoutOf(content.kind).name) ? 1n : 5n);
}

const childrenBytes = (m: Model): number => 8 * Math.ceil((m.children?.length ?? 0) / 2);

const tailUnitBytes = (l: Layout): number =>
  l.tail === undefined ? 0 : l.tail.kind === "bytes" ? 1 : l.tail.kind === "wide" ? 2 : 8;

export const isTraced = (kind: string | undefined): boolean =>
  kind === "value" || kind === "cell" || kind === "trie";

/** An object of a random kind with room for a random tail; its contents are chosen later. */
function makeModel(random: (n: number) => number, longest: number): Model {
  const kind = fixedKinds + random(layouts.length - fixedKinds);
  const l = layoutOf(kind);
  if (l.tail?.kind === "trie") return makeTrieNode(random, kind);
  const units = l.tail === undefined ? 0 : random(random(10) === 0 ? longest : 12);
  const tailWords = Math.ceil((units * tailUnitBytes(l)) / 8);
  const fields = l.fields.map(([name]) => (l.tail?.by === name ? BigInt(units) : 0n));
  const tail = new Array<Content>(tailWords).fill(0n);
  return { kind, fields, tail, bytes: 8 * (1 + fields.length + tailWords), address: 0 };
}

const countBits = (n: number): number => n.toString(2).replaceAll("0", "").length;

function makeTrieNode(random: (n: number) => number, kind: number): Model {
  const someBits = (): number => (random(2 ** 32) & random(2 ** 32) & random(2 ** 32)) >>> 0;
  const entries = someBits();
  const children = (someBits() & ~entries) >>> 0;
  const fields = [(BigInt(children) << 32n) | BigInt(entries)];
  const tail = new Array<Content>(2 * countBits(entries)).fill(0n);
  const bytes = 16 + 8 * Math.ceil(countBits(children) / 2) + 8 * tail.length;
  return { kind, fields, children: new Array(countBits(children)), tail, bytes, address: 0 };
}

function pickContent(random: (n: number) => number, models: readonly Model[]): Content {
  const pick = random(10);
  if (pick < 6) return models[random(models.length)] as Model;
  if (pick === 6) return 0x105n;
  if (pick === 7) return (BigInt(random(0x10000)) << 32n) | 0x125n;
  return BigInt(random(2 ** 31)) << 2n;
}

const randomWord = (random: (n: number) => number): bigint =>
  (BigInt(random(2 ** 32)) << 32n) | BigInt(random(2 ** 32));

function fillModel(random: (n: number) => number, m: Model, models: readonly Model[]): void {
  const l = layoutOf(m.kind);
  l.fields.forEach(([name, kind], i) => {
    if (isTraced(kind)) m.fields[i] = pickContent(random, models);
    else if (l.tail?.by !== name) m.fields[i] = randomWord(random);
  });
  const nodes = models.filter(({ kind }) => !listKinds.has(layoutOf(kind).name));
  for (let i = 0; i < (m.children?.length ?? 0); i++) {
    m.children![i] = nodes[random(nodes.length)] as Model;
  }
  for (let i = 0; i < m.tail.length; i++) {
    m.tail[i] = isTraced(l.tail?.kind) ? pickContent(random, models) : randomWord(random);
  }
}

/** Allocates a model in the nursery; its contents must be written before anything collects. */
export function allocateModel(heap: Heap, m: Model): void {
  const name = m.bytes > largeBytes ? "allocateLargeObject" : "allocateObject";
  m.address = heap.call(name, m.kind, m.bytes);
  assert.notEqual(m.address, 0);
}

export function writeModel(heap: Heap, m: Model): void {
  m.fields.forEach((content, i) => {
    heap.view.setBigUint64(m.address + 8 * (i + 1), wordOf(content), true);
  });
  const children = m.address + 8 * (1 + m.fields.length);
  const from = children + childrenBytes(m);
  if (from > children) heap.view.setUint32(from - 4, 0, true);
  m.children?.forEach((child, i) => {
    heap.view.setUint32(children + 4 * i, child.address, true);
  });
  m.tail.forEach((content, i) => {
    heap.view.setBigUint64(from + 8 * i, wordOf(content), true);
  });
}

/** `count` objects in the nursery that point at each other and at `others` in any way. */
export function buildGraph(heap: Heap, seed: number, count: number, longest = 60): Model[] {
  const random = makeRandom(seed);
  const models = Array.from({ length: count }, () => makeModel(random, longest));
  for (const m of models) fillModel(random, m, models);
  for (const m of models) allocateModel(heap, m);
  for (const m of models) writeModel(heap, m);
  return models;
}

/** Where an object lives now, as the kernel's accessors follow a forwarding. */
function resolve(heap: Heap, address: number): number {
  let at = address;
  while (heap.call("isForwarded", at) === 1) at = heap.call("forwardingOf", at);
  return at;
}

/**
 * Asserts that the word names an object equal to its model, with the same sharing; notes the new
 * addresses in the models and returns those reached. `check` is called with each address.
 */
export function compareGraph(
  heap: Heap,
  root: bigint,
  model: Content,
  check: (address: number) => void,
  seen = new Map<Model, number>(),
): Map<Model, number> {
  const taken = new Map<number, Model>([...seen].map(([m, at]) => [at, m]));
  const work: [bigint, Content, string][] = [[root, model, "root"]];
  for (let item = work.pop(); item !== undefined; item = work.pop()) {
    const [w, m, path] = item;
    if (typeof m === "bigint") {
      assert.equal(w, m, path);
      continue;
    }
    assert.ok(isHeapPointer(w), `${path}: ${w.toString(16)} is no pointer`);
    const at = resolve(heap, addressOf(w));
    assert.equal(taken.get(at) ?? m, m, `${path}: two objects became one`);
    assert.equal(seen.get(m) ?? at, at, `${path}: one object became two`);
    if (seen.has(m)) continue;
    seen.set(m, at);
    taken.set(at, m);
    m.address = at;
    check(at);
    assert.equal(w & 7n, wordOf(m) & 7n, `${path}: tag`);
    const name = layoutOf(m.kind).name;
    assert.equal(heap.view.getUint8(at), m.kind, `${path}: kind, ${name} expected`);
    const compare = (word: bigint, content: Content): void => {
      if (typeof content !== "bigint" || word !== content) work.push([word, content, name]);
    };
    m.fields.forEach((content, i) => {
      compare(heap.view.getBigUint64(at + 8 * (i + 1), true), content);
    });
    const children = at + 8 * (1 + m.fields.length);
    m.children?.forEach((child, i) => {
      compare(BigInt(heap.view.getUint32(children + 4 * i, true)) | 5n, child);
    });
    m.tail.forEach((content, i) => {
      compare(heap.view.getBigUint64(children + childrenBytes(m) + 8 * i, true), content);
    });
  }
  return seen;
}
