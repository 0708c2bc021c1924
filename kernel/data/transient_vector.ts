// Transient vectors: a vector being built in place. Its tail is a node of 32 slots of its own;
// nodes of the tree that it made itself have 32 slots too and are changed in place, the others
// are copied when they are changed first. Slots behind the count hold anything; `persistent!`
// cuts the tail and the right edge of the tree to what is used.
//
// A node is the transient's own when its header, but for the kind, is the transient's stamp
// (kernel/data/transient). Receivers are resolved addresses of transients that are not used up.
//
// Invariant: what changes first can be done again. A store that must wait for memory (NEED)
// leaves a state from which the whole operation, run again, gives the same result.

import {
  KIND_NODE,
  KIND_TRANSIENT_VECTOR,
  NODE_TAIL,
  TRANSIENT_VECTOR_COUNT,
  TRANSIENT_VECTOR_ROOT,
  TRANSIENT_VECTOR_SHIFT,
  TRANSIENT_VECTOR_STAMP,
  TRANSIENT_VECTOR_TAIL,
  vectorCount,
  vectorRoot,
  vectorShift,
  vectorTail,
} from "../../gen/kernel/layouts";
import { allocateObject } from "../heap/allocate";
import { prepareStore, storeCell } from "../heap/barrier";
import { Addr } from "../value/addr";
import {
  addressOf,
  fixnumValue,
  makeFixnum,
  makePointer,
  NIL,
  SENTINEL,
  TAG_OBJECT,
  Value,
} from "../value/value";
import { copyWords } from "../value/words";
import { EMPTY_NODE, EMPTY_VECTOR } from "./fixed";
import {
  copyNodePrefix,
  copyNodeWith,
  initNodeSlot,
  makeNode,
  nodeSize,
  nodeSlot,
  nodeValue,
} from "./node";
import { stampBits } from "./stamp";
import { makeVector, popLeaf, tailStart } from "./vector";

const BITS: u32 = 5;
const WIDTH: u32 = 32;
const MASK: u32 = 31;
const TRANSIENT_VECTOR_BYTES: u32 = 48;

function numberIn(t: Addr, offset: u32): u32 {
  return <u32>fixnumValue(load<u64>(t + offset));
}

/** A fixnum is no pointer: its store needs no barrier. */
function setNumber(t: Addr, offset: u32, n: u32): void {
  store<u64>(t + offset, makeFixnum(<i64>n));
}

function nodeIn(t: Addr, offset: u32): Addr {
  return addressOf(load<u64>(t + offset));
}

/** The header of the transient's own nodes. */
function ownHeader(t: Addr): u64 {
  return stampBits(load<u64>(t, TRANSIENT_VECTOR_STAMP)) | KIND_NODE;
}

/** An own node of 32 slots that begins with those of `from`. */
function copyOwn(header: u64, from: Addr): Addr {
  const node = makeNode(WIDTH);
  store<u64>(node, header);
  const count = nodeSize(from);
  copyWords(node + NODE_TAIL, from + NODE_TAIL, count);
  for (let i = count; i < WIDTH; i++) initNodeSlot(node, i, NIL);
  return node;
}

function makeOwn(header: u64, first: Value): Addr {
  const node = copyOwn(header, addressOf(EMPTY_NODE));
  initNodeSlot(node, 0, first);
  return node;
}

export function transientOfVector(v: Addr, stamp: Value): Value {
  const o = allocateObject(KIND_TRANSIENT_VECTOR, TRANSIENT_VECTOR_BYTES);
  setNumber(o, TRANSIENT_VECTOR_COUNT, <u32>vectorCount(v));
  setNumber(o, TRANSIENT_VECTOR_SHIFT, <u32>vectorShift(v));
  store<u64>(o, vectorRoot(v), TRANSIENT_VECTOR_ROOT);
  store<u64>(o, NIL, TRANSIENT_VECTOR_TAIL);
  store<u64>(o, stamp, TRANSIENT_VECTOR_STAMP);
  const tail = copyOwn(ownHeader(o), addressOf(vectorTail(v)));
  store<u64>(o, nodeValue(tail), TRANSIENT_VECTOR_TAIL);
  return makePointer(o, TAG_OBJECT);
}

export function countTransientVector(t: Addr): u32 {
  return numberIn(t, TRANSIENT_VECTOR_COUNT);
}

function leafOf(t: Addr, i: u32): Addr {
  if (i >= tailStart(countTransientVector(t))) return nodeIn(t, TRANSIENT_VECTOR_TAIL);
  let node = nodeIn(t, TRANSIENT_VECTOR_ROOT);
  for (let level = numberIn(t, TRANSIENT_VECTOR_SHIFT); level > 0; level -= BITS) {
    node = addressOf(nodeSlot(node, (i >>> level) & MASK));
  }
  return node;
}

/** Element `i`; requires i < count. */
export function transientVectorNth(t: Addr, i: u32): Value {
  return nodeSlot(leafOf(t, i), i & MASK);
}

function storeSlot(node: Addr, i: u32, x: Value): Value {
  return storeCell(node, NODE_TAIL + (i << 3), x);
}

/** The root as an own node; 0, with the outcome NEED, when it could not be stored. */
function ownRoot(t: Addr, header: u64): Addr {
  const root = nodeIn(t, TRANSIENT_VECTOR_ROOT);
  if (load<u64>(root) == header) return root;
  const word = storeCell(t, TRANSIENT_VECTOR_ROOT, nodeValue(copyOwn(header, root)));
  return word == SENTINEL ? 0 : addressOf(word);
}

/** Child `i` of an own node as an own node; 0 with NEED. */
function ownChild(node: Addr, i: u32, header: u64): Addr {
  const child = addressOf(nodeSlot(node, i));
  if (load<u64>(child) == header) return child;
  const word = storeSlot(node, i, nodeValue(copyOwn(header, child)));
  return word == SENTINEL ? 0 : addressOf(word);
}

/** Adds x; answers the transient, or the sentinel with NEED. */
export function transientVectorConj(t: Addr, x: Value): Value {
  const count = countTransientVector(t);
  const used = count - tailStart(count);
  if (used < WIDTH) {
    const tail = nodeIn(t, TRANSIENT_VECTOR_TAIL);
    if (storeSlot(tail, used, x) == SENTINEL) return SENTINEL;
  } else {
    const header = ownHeader(t);
    if (!pushTail(t, count - WIDTH, header)) return SENTINEL;
    const fresh = nodeValue(makeOwn(header, x));
    if (storeCell(t, TRANSIENT_VECTOR_TAIL, fresh) == SENTINEL) return SENTINEL;
  }
  setNumber(t, TRANSIENT_VECTOR_COUNT, count + 1);
  return makePointer(t, TAG_OBJECT);
}

/** Hangs the full tail, whose first element has index `start`, into the tree. */
function pushTail(t: Addr, start: u32, header: u64): bool {
  const tail = load<u64>(t, TRANSIENT_VECTOR_TAIL);
  const shift = numberIn(t, TRANSIENT_VECTOR_SHIFT);
  if (start >>> (shift + BITS) != 0) {
    const top = makeOwn(header, load<u64>(t, TRANSIENT_VECTOR_ROOT));
    initNodeSlot(top, 1, makeOwnPath(header, shift, tail));
    if (storeCell(t, TRANSIENT_VECTOR_ROOT, nodeValue(top)) == SENTINEL) return false;
    setNumber(t, TRANSIENT_VECTOR_SHIFT, shift + BITS);
    return true;
  }
  let node = ownRoot(t, header);
  for (let level = shift; node != 0; level -= BITS) {
    const i = (start >>> level) & MASK;
    if (level == BITS) return storeSlot(node, i, tail) != SENTINEL;
    if ((start & (((<u32>1) << level) - 1)) == 0) {
      return storeSlot(node, i, makeOwnPath(header, level - BITS, tail)) != SENTINEL;
    }
    node = ownChild(node, i, header);
  }
  return false;
}

function makeOwnPath(header: u64, level: u32, leaf: Value): Value {
  let node = leaf;
  for (let at: u32 = 0; at < level; at += BITS) node = nodeValue(makeOwn(header, node));
  return node;
}

/** Replaces element `i`; requires i < count. Answers the transient, or the sentinel with NEED. */
export function transientVectorAssoc(t: Addr, i: u32, x: Value): Value {
  let node = nodeIn(t, TRANSIENT_VECTOR_TAIL);
  if (i < tailStart(countTransientVector(t))) {
    const header = ownHeader(t);
    node = ownRoot(t, header);
    const shift = numberIn(t, TRANSIENT_VECTOR_SHIFT);
    for (let level = shift; level > 0 && node != 0; level -= BITS) {
      node = ownChild(node, (i >>> level) & MASK, header);
    }
    if (node == 0) return SENTINEL;
  }
  if (storeSlot(node, i & MASK, x) == SENTINEL) return SENTINEL;
  return makePointer(t, TAG_OBJECT);
}

/** Removes the last element; requires count > 0. */
export function transientVectorPop(t: Addr): Value {
  const count = countTransientVector(t);
  if (count > 1 && ((count - 1) & MASK) == 0) {
    const last = count - 2;
    const shift = numberIn(t, TRANSIENT_VECTOR_SHIFT);
    let top = shift;
    let root = popLeaf(nodeIn(t, TRANSIENT_VECTOR_ROOT), shift, last);
    if (root == 0) {
      root = addressOf(EMPTY_NODE);
      top = BITS;
    } else if (shift > BITS && (tailStart(count - 1) - 1) >>> shift == 0) {
      root = addressOf(nodeSlot(root, 0));
      top = shift - BITS;
    }
    const tail = prepareStore(t, nodeValue(copyOwn(ownHeader(t), leafOf(t, last))));
    if (tail == SENTINEL) return SENTINEL;
    if (storeCell(t, TRANSIENT_VECTOR_ROOT, nodeValue(root)) == SENTINEL) return SENTINEL;
    storeCell(t, TRANSIENT_VECTOR_TAIL, tail);
    setNumber(t, TRANSIENT_VECTOR_SHIFT, top);
  }
  setNumber(t, TRANSIENT_VECTOR_COUNT, count - 1);
  return makePointer(t, TAG_OBJECT);
}

/** The vector; the caller marks the transient as used up. */
export function persistentOfVector(t: Addr): Value {
  const count = countTransientVector(t);
  if (count == 0) return EMPTY_VECTOR;
  const used = count - tailStart(count);
  const tail = nodeIn(t, TRANSIENT_VECTOR_TAIL);
  const cut = nodeValue(used == WIDTH ? tail : copyNodePrefix(tail, used));
  if (count <= WIDTH) return makeVector(count, BITS, EMPTY_NODE, cut, NIL);
  const shift = numberIn(t, TRANSIENT_VECTOR_SHIFT);
  const root = trim(nodeIn(t, TRANSIENT_VECTOR_ROOT), shift, tailStart(count) - 1);
  return makeVector(count, shift, nodeValue(root), cut, NIL);
}

/** The tree below a node, which ends with element `last`, without unused slots. */
function trim(node: Addr, level: u32, last: u32): Addr {
  if (level == 0) return node;
  const i = (last >>> level) & MASK;
  const child = addressOf(nodeSlot(node, i));
  const trimmed = trim(child, level - BITS, last);
  if (nodeSize(node) == i + 1) {
    return trimmed == child ? node : copyNodeWith(node, i, nodeValue(trimmed));
  }
  const copy = copyNodePrefix(node, i + 1);
  initNodeSlot(copy, i, nodeValue(trimmed));
  return copy;
}
