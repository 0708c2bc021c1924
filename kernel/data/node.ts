// Nodes: immutable runs of words, the building blocks of vectors and array maps. A node has
// exactly as many slots as it uses, so copying one with a slot more or less is all that changing
// takes.
//
// Invariant: a node is filled completely right after it was made, and never written again.

import { initNodeCount, KIND_NODE, NODE_TAIL, nodeCount } from "../../gen/kernel/layouts";
import { allocateObject } from "../heap/allocate";
import { Addr } from "../value/addr";
import { makePointer, TAG_OBJECT, Value } from "../value/value";
import { copyWords } from "../value/words";

/** A node of `count` slots, at most 1000, all still to be filled. */
export function makeNode(count: u32): Addr {
  const o = allocateObject(KIND_NODE, NODE_TAIL + (count << 3));
  initNodeCount(o, count);
  return o;
}

export function nodeSize(o: Addr): u32 {
  return <u32>nodeCount(o);
}

export function nodeSlot(o: Addr, i: u32): Value {
  return load<u64>(o + (i << 3), NODE_TAIL);
}

/** For building only. */
export function initNodeSlot(o: Addr, i: u32, x: Value): void {
  store<u64>(o + (i << 3), x, NODE_TAIL);
}

/** The first `count` slots of a node that has at least as many. */
export function copyNodePrefix(o: Addr, count: u32): Addr {
  const copy = makeNode(count);
  copyWords(copy + NODE_TAIL, o + NODE_TAIL, count);
  return copy;
}

/** The node with slot `i` set; `i` may be one past the end. */
export function copyNodeWith(o: Addr, i: u32, x: Value): Addr {
  const count = nodeSize(o);
  const copy = makeNode(i < count ? count : i + 1);
  copyWords(copy + NODE_TAIL, o + NODE_TAIL, count);
  initNodeSlot(copy, i, x);
  return copy;
}

/** A node of the `count` words at `from`. */
export function makeNodeOf(from: Addr, count: u32): Addr {
  const o = makeNode(count);
  copyWords(o + NODE_TAIL, from, count);
  return o;
}

export function nodeValue(o: Addr): Value {
  return makePointer(o, TAG_OBJECT);
}
