// The census: how many objects of each kind live in the shared heap, and how many bytes they
// have. It is taken when an actor is told that the heap is full, so that the error can say of
// what, and on request; it walks everything marked.
//
//   0x1800  for each kind: u32 objects, u32 0, u64 bytes
//
// Invariant: it counts what the last full cycle found and what young cycles have added.

import { KIND_COUNT } from "../../gen/kernel/layouts";
import { EMPTY_VECTOR } from "../data/fixed";
import { vectorConj } from "../data/vector";
import { makeLong } from "../number/integer";
import { Addr } from "../value/addr";
import { addressOf, makeFixnum, Value } from "../value/value";
import { kindOf, sizeOf } from "./kinds";
import { BLOCK_NURSERY, blockOf, blockState } from "./space";
import { firstMarked, markedAfter } from "./walk";

const TABLE: Addr = 0x1800;
const ROW_BYTES: u32 = 16;

export function takeCensus(): void {
  memory.fill(TABLE, 0, KIND_COUNT * ROW_BYTES);
  for (let o = firstMarked(); o != 0; o = markedAfter(o)) {
    if ((blockState(blockOf(o)) & 7) == BLOCK_NURSERY) continue;
    const row = TABLE + kindOf(o) * ROW_BYTES;
    store<u32>(row, load<u32>(row) + 1);
    store<u64>(row, load<u64>(row, 8) + <u64>sizeOf(o), 8);
  }
}

function bytesOf(kind: u32): u64 {
  return load<u64>(TABLE + kind * ROW_BYTES, 8);
}

/** A vector of kind, objects, bytes by turns for at most `count` kinds, most bytes first. */
export function censusVector(count: u32): Value {
  let census: Value = EMPTY_VECTOR;
  let before: u32 = KIND_COUNT; // the kind added last
  for (let i: u32 = 0; i < count; i++) {
    const kind = findNext(before);
    if (kind == KIND_COUNT) return census;
    census = vectorConj(addressOf(census), makeFixnum(<i64>kind));
    const objects = load<u32>(TABLE + kind * ROW_BYTES);
    census = vectorConj(addressOf(census), makeFixnum(<i64>objects));
    census = vectorConj(addressOf(census), makeLong(<i64>bytesOf(kind)));
    before = kind;
  }
  return census;
}

/** The kind that follows `before` in the order of bytes, then number; KIND_COUNT at the end. */
function findNext(before: u32): u32 {
  let best: u32 = KIND_COUNT;
  for (let kind: u32 = 0; kind < KIND_COUNT; kind++) {
    if (bytesOf(kind) == 0 || (before != KIND_COUNT && !isAfter(kind, before))) continue;
    if (best == KIND_COUNT || isAfter(best, kind)) best = kind;
  }
  return best;
}

function isAfter(a: u32, b: u32): bool {
  return bytesOf(a) < bytesOf(b) || (bytesOf(a) == bytesOf(b) && a > b);
}
