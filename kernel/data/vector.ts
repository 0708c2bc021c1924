// Persistent vectors: a 32-way tree of full leaves and a tail of up to 32 elements, as on the
// JVM. Receivers are addresses of vectors, already checked by the caller; so are indexes.
//
// Invariants: the tail of a vector that is not empty is not empty; every leaf in the tree has 32
// slots; inner nodes have no empty slots and only their last child may be partly filled; `shift`
// is 5 times the tree's height. Results keep the receiver's metadata.

import {
  initVectorCount,
  initVectorMeta,
  initVectorRoot,
  initVectorShift,
  initVectorTail,
  KIND_VECTOR,
  NODE_TAIL,
  vectorCount,
  vectorMeta,
  vectorRoot,
  vectorShift,
  vectorTail,
} from "../../gen/kernel/layouts";
import { allocateObject } from "../heap/allocate";
import { Addr } from "../value/addr";
import { addressOf, makePointer, NIL, TAG_OBJECT, Value } from "../value/value";
import { EMPTY_NODE, EMPTY_VECTOR } from "./fixed";
import {
  copyNodePrefix,
  copyNodeWith,
  initNodeSlot,
  makeNode,
  makeNodeOf,
  nodeSize,
  nodeSlot,
  nodeValue,
} from "./node";

const BITS: u32 = 5;
const WIDTH: u32 = 32;
const MASK: u32 = 31;
const VECTOR_BYTES: u32 = 48;

/** For vectors made elsewhere: the parts of one, all invariants kept. */
export function makeVector(count: u32, shift: u32, root: Value, tail: Value, meta: Value): Value {
  const o = allocateObject(KIND_VECTOR, VECTOR_BYTES);
  initVectorCount(o, count);
  initVectorShift(o, shift);
  initVectorRoot(o, root);
  initVectorTail(o, tail);
  initVectorMeta(o, meta);
  return makePointer(o, TAG_OBJECT);
}

function makeEmpty(meta: Value): Value {
  return meta == NIL ? EMPTY_VECTOR : makeVector(0, BITS, EMPTY_NODE, EMPTY_NODE, meta);
}

export function countVector(v: Addr): u32 {
  return <u32>vectorCount(v);
}

/** Index of the first element in the tail. */
export function tailStart(count: u32): u32 {
  return count == 0 ? 0 : (count - 1) & ~MASK;
}

/** The leaf or tail that holds element `i`, at place i & 31; requires i < count. */
export function vectorLeaf(v: Addr, i: u32): Addr {
  if (i >= tailStart(countVector(v))) return addressOf(vectorTail(v));
  let node = addressOf(vectorRoot(v));
  for (let level = <u32>vectorShift(v); level > 0; level -= BITS) {
    node = addressOf(nodeSlot(node, (i >>> level) & MASK));
  }
  return node;
}

/** Element `i`; requires i < count. */
export function vectorNth(v: Addr, i: u32): Value {
  return nodeSlot(vectorLeaf(v, i), i & MASK);
}

/** The same vector with other metadata. */
export function vectorWithMeta(v: Addr, meta: Value): Value {
  const count = countVector(v);
  if (count == 0) return makeEmpty(meta);
  return makeVector(count, <u32>vectorShift(v), vectorRoot(v), vectorTail(v), meta);
}

/** The vector with `x` after its last element. */
export function vectorConj(v: Addr, x: Value): Value {
  const count = countVector(v);
  const shift = <u32>vectorShift(v);
  const tail = addressOf(vectorTail(v));
  const used = nodeSize(tail);
  if (used < WIDTH) {
    const longer = nodeValue(copyNodeWith(tail, used, x));
    return makeVector(count + 1, shift, vectorRoot(v), longer, vectorMeta(v));
  }
  const fresh = makeNode(1);
  initNodeSlot(fresh, 0, x);
  const start = count - WIDTH;
  const root = addressOf(vectorRoot(v));
  if (start >>> (shift + BITS) == 0) {
    const grown = nodeValue(pushLeaf(root, shift, start, tail));
    return makeVector(count + 1, shift, grown, nodeValue(fresh), vectorMeta(v));
  }
  const top = makeNode(2);
  initNodeSlot(top, 0, nodeValue(root));
  initNodeSlot(top, 1, nodeValue(makePath(shift, tail)));
  return makeVector(count + 1, shift + BITS, nodeValue(top), nodeValue(fresh), vectorMeta(v));
}

/** The tree below `node` with a leaf whose first element has index `start`, its first free one. */
function pushLeaf(node: Addr, level: u32, start: u32, leaf: Addr): Addr {
  const i = (start >>> level) & MASK;
  let child = leaf;
  if (level > BITS) {
    child =
      i < nodeSize(node)
        ? pushLeaf(addressOf(nodeSlot(node, i)), level - BITS, start, leaf)
        : makePath(level - BITS, leaf);
  }
  return copyNodeWith(node, i, nodeValue(child));
}

/** A tree of height level / 5 that holds one leaf. */
function makePath(level: u32, leaf: Addr): Addr {
  let node = leaf;
  for (let at: u32 = 0; at < level; at += BITS) {
    const parent = makeNode(1);
    initNodeSlot(parent, 0, nodeValue(node));
    node = parent;
  }
  return node;
}

/** The vector with element `i` replaced; requires i < count. */
export function vectorAssoc(v: Addr, i: u32, x: Value): Value {
  const count = countVector(v);
  const shift = <u32>vectorShift(v);
  const tail = vectorTail(v);
  if (i >= tailStart(count)) {
    const changed = nodeValue(copyNodeWith(addressOf(tail), i & MASK, x));
    return makeVector(count, shift, vectorRoot(v), changed, vectorMeta(v));
  }
  const root = nodeValue(assocIn(addressOf(vectorRoot(v)), shift, i, x));
  return makeVector(count, shift, root, tail, vectorMeta(v));
}

function assocIn(node: Addr, level: u32, i: u32, x: Value): Addr {
  const place = (i >>> level) & MASK;
  if (level == 0) return copyNodeWith(node, place, x);
  const child = assocIn(addressOf(nodeSlot(node, place)), level - BITS, i, x);
  return copyNodeWith(node, place, nodeValue(child));
}

/** The vector without its last element; requires count > 0. */
export function vectorPop(v: Addr): Value {
  const count = countVector(v);
  if (count == 1) return makeEmpty(vectorMeta(v));
  const shift = <u32>vectorShift(v);
  const tail = addressOf(vectorTail(v));
  const used = nodeSize(tail);
  if (used > 1) {
    const shorter = nodeValue(copyNodePrefix(tail, used - 1));
    return makeVector(count - 1, shift, vectorRoot(v), shorter, vectorMeta(v));
  }
  const last = count - 2;
  const leaf = nodeValue(vectorLeaf(v, last));
  const root = popLeaf(addressOf(vectorRoot(v)), shift, last);
  if (root == 0) return makeVector(count - 1, BITS, EMPTY_NODE, leaf, vectorMeta(v));
  if (shift > BITS && nodeSize(root) == 1) {
    return makeVector(count - 1, shift - BITS, nodeSlot(root, 0), leaf, vectorMeta(v));
  }
  return makeVector(count - 1, shift, nodeValue(root), leaf, vectorMeta(v));
}

/** The tree below `node` without the leaf of element `last`; 0 if nothing is left. */
export function popLeaf(node: Addr, level: u32, last: u32): Addr {
  const i = (last >>> level) & MASK;
  if (level > BITS) {
    const child = popLeaf(addressOf(nodeSlot(node, i)), level - BITS, last);
    if (child != 0) return copyNodeWith(node, i, nodeValue(child));
  }
  return i == 0 ? 0 : copyNodePrefix(node, i);
}

/** A vector of the `count` words at `from`, at most 2^20; costs what its nodes cost. */
export function makeVectorOf(from: Addr, count: u32): Value {
  if (count == 0) return EMPTY_VECTOR;
  const start = tailStart(count);
  const tail = nodeValue(makeNodeOf(from + (start << 3), count - start));
  let shift: u32 = BITS;
  while (start >>> (shift + BITS) != 0 && start != (<u32>1) << (shift + BITS)) shift += BITS;
  const root = start == 0 ? EMPTY_NODE : nodeValue(buildTree(from, start, shift));
  return makeVector(count, shift, root, tail, NIL);
}

function buildTree(from: Addr, count: u32, level: u32): Addr {
  if (level == 0) return makeNodeOf(from, count);
  const each = (<u32>1) << level;
  const children = (count + each - 1) >>> level;
  const node = makeNode(children);
  for (let i: u32 = 0; i < children; i++) {
    const left = count - (i << level);
    const child = buildTree(from + (i << (level + 3)), left < each ? left : each, level - BITS);
    initNodeSlot(node, i, nodeValue(child));
  }
  return node;
}

/** A vector of a node's slots; a node of at most 32 becomes the tail itself. */
export function makeVectorOfNode(node: Addr): Value {
  const count = nodeSize(node);
  if (count == 0) return EMPTY_VECTOR;
  if (count <= WIDTH) return makeVector(count, BITS, EMPTY_NODE, nodeValue(node), NIL);
  return makeVectorOf(node + NODE_TAIL, count);
}

export function makeVectorOfPair(x: Value, y: Value): Value {
  const node = makeNode(2);
  initNodeSlot(node, 0, x);
  initNodeSlot(node, 1, y);
  return makeVectorOfNode(node);
}
