// Sorting arrays by `compare`, in steps that a Lisp loop takes: runs of up to RUN_LIMIT elements
// sorted at once, and merges that stop when their fuel is used up. A merge sort, so equal elements
// keep their order as on the JVM; the later element is compared with the earlier one, as there.
//
// Where only Lisp code can compare two elements a step answers false and nothing is lost: the
// source of a merge is never written, and a run is written back only when it is sorted.

import { OUTCOME_MISS } from "../../gen/kernel/events";
import { ARRAY_TAIL, KIND_ARRAY, LONGS_TAIL, NODE_TAIL } from "../../gen/kernel/layouts";
import { CONTEXT_OUTCOME, context } from "../context";
import { resolve, storeCell } from "../heap/barrier";
import { kindOf } from "../heap/kinds";
import { Addr } from "../value/addr";
import { COMPARE_FAILED, compareWords } from "../value/compare";
import { FALSE, NIL, SENTINEL, TRUE, Value } from "../value/value";
import { copyWords } from "../value/words";
import { arrayElement, setArrayElement } from "./array";
import { initNodeSlot, makeNode } from "./node";

export const RUN_LIMIT: u32 = 500;

const INSERTION: u32 = 8;

/** What a failed comparison gives: false if Lisp can go on, else the sentinel. */
function failure(): Value {
  return load<u32>(context, CONTEXT_OUTCOME) == OUTCOME_MISS ? FALSE : SENTINEL;
}

/** Sorts elements from up to end, at most RUN_LIMIT: true, false, or the sentinel. */
export function sortRun(array: Addr, from: u32, end: u32): Value {
  const count = end - from;
  if (count < 2) return TRUE;
  const node = makeNode(2 * count);
  let source = node + NODE_TAIL;
  let target = source + (count << 3);
  for (let i: u32 = 0; i < count; i++) {
    initNodeSlot(node, i, arrayElement(array, from + i));
    initNodeSlot(node, count + i, NIL);
  }
  for (let i: u32 = 0; i < count; i += INSERTION) {
    const stop = i + INSERTION < count ? i + INSERTION : count;
    if (!insertAll(source + (i << 3), stop - i)) return failure();
  }
  for (let width: u32 = INSERTION; width < count; width <<= 1) {
    for (let i: u32 = 0; i < count; i += 2 * width) {
      const middle = i + width < count ? i + width : count;
      const stop = middle + width < count ? middle + width : count;
      if (!mergeWords(source, target, i, middle, stop)) return failure();
    }
    const swap = source;
    source = target;
    target = swap;
  }
  return writeBack(array, from, source, count);
}

/** The elements were in this array already, so no store of theirs needs the barrier. */
function writeBack(array: Addr, from: u32, source: Addr, count: u32): Value {
  const o = resolve(array);
  if (kindOf(o) == KIND_ARRAY) copyWords(o + ARRAY_TAIL + (from << 3), source, count);
  else {
    for (let i: u32 = 0; i < count; i++) setArrayElement(o, from + i, load<u64>(source + (i << 3)));
  }
  return TRUE;
}

function insertAll(words: Addr, count: u32): bool {
  for (let i: u32 = 1; i < count; i++) {
    const x = load<u64>(words + (i << 3));
    let at = i;
    while (at > 0) {
      const order = compareWords(x, load<u64>(words + ((at - 1) << 3)));
      if (order == COMPARE_FAILED) return false;
      if (order >= 0) break;
      store<u64>(words + (at << 3), load<u64>(words + ((at - 1) << 3)));
      at--;
    }
    store<u64>(words + (at << 3), x);
  }
  return true;
}

function mergeWords(source: Addr, target: Addr, start: u32, middle: u32, end: u32): bool {
  let i = start;
  let j = middle;
  for (let k = start; k < end; k++) {
    let takesLeft = i < middle;
    if (takesLeft && j < end) {
      const order = compareWords(load<u64>(source + (j << 3)), load<u64>(source + (i << 3)));
      if (order == COMPARE_FAILED) return false;
      takesLeft = order >= 0;
    }
    const from = takesLeft ? i : j;
    store<u64>(target + (k << 3), load<u64>(source + (from << 3)));
    if (takesLeft) i++;
    else j++;
  }
  return true;
}

/**
 * Merges two sorted runs of one object array into another. The state is five longs: next of the
 * left run and its end, next of the right run and its end, next of the target. Answers true when
 * both runs are used up, nil after `fuel` elements, false where only Lisp can compare, or the
 * sentinel; the state says how far it came.
 */
export function mergeRuns(from: Addr, to: Addr, state: Addr, fuel: u32): Value {
  const source = resolve(from) + ARRAY_TAIL;
  const target = resolve(to);
  const places = resolve(state) + LONGS_TAIL;
  let i = <u32>load<u64>(places);
  let j = <u32>load<u64>(places, 16);
  let k = <u32>load<u64>(places, 32);
  const middle = <u32>load<u64>(places, 8);
  const end = <u32>load<u64>(places, 24);
  let answer = NIL;
  for (let left = fuel; ; left--) {
    let takesLeft = i < middle;
    if (!takesLeft && j >= end) answer = TRUE;
    if (answer != NIL || left == 0) break;
    if (takesLeft && j < end) {
      const order = compareWords(load<u64>(source + (j << 3)), load<u64>(source + (i << 3)));
      if (order == COMPARE_FAILED) answer = failure();
      takesLeft = order >= 0;
    }
    if (answer != NIL) break;
    const x = load<u64>(source + ((takesLeft ? i : j) << 3));
    if (storeCell(target, ARRAY_TAIL + (k << 3), x) == SENTINEL) answer = SENTINEL;
    else {
      k++;
      if (takesLeft) i++;
      else j++;
    }
  }
  store<u64>(places, i);
  store<u64>(places, j, 16);
  store<u64>(places, k, 32);
  return answer;
}
