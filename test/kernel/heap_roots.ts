// Roots for the heap tests, and their comparison with models.

import { compareGraph, type Content, type Heap, type Model, wordOf } from "./heap_graph";

export const rootCount = 8;

/** A range of roots in a block of its own, and setters for it. */
export function makeRoots(heap: Heap) {
  const at = heap.call("takeBlock", 6) << 15;
  heap.call("addRootRange", at, rootCount);
  const models: Content[] = new Array<Content>(rootCount).fill(0n);
  const set = (i: number, content: Content) => {
    models[i] = content;
    heap.view.setBigUint64(at + 8 * i, wordOf(content), true);
  };
  for (let i = 0; i < rootCount; i++) set(i, 0n);
  const get = (i: number) => heap.view.getBigUint64(at + 8 * i, true);
  return { models, set, get };
}

export type Roots = ReturnType<typeof makeRoots>;

export function checkRoots(
  heap: Heap,
  roots: Roots,
  check: (at: number) => void,
): Map<Model, number> {
  const seen = new Map<Model, number>();
  roots.models.forEach((m, i) => {
    compareGraph(heap, roots.get(i), m, check, seen);
  });
  return seen;
}
