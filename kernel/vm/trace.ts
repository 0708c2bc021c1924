// Traces of exceptions: which instructions of which code objects were waiting when one was thrown.
//
// A trace is taken when an exception is thrown first, before any frame is left. It is a node of
// the number of frames there were, then code object and pc of the innermost ones by turns. Names
// and lines are looked up when somebody asks for them.

import {
  CODE_LINES,
  CODE_NAME,
  CODE_SOURCE,
  STRING_BYTES,
  STRING_TAIL,
  THROWABLE_TRACE,
} from "../../gen/kernel/layouts";
import { EMPTY_VECTOR } from "../data/fixed";
import { initNodeSlot, makeNode, nodeSize, nodeSlot, nodeValue } from "../data/node";
import { makeVectorOfNode, vectorConj } from "../data/vector";
import { resolve, storeCell } from "../heap/barrier";
import { Addr } from "../value/addr";
import { addressOf, fixnumValue, makeFixnum, NIL, Value } from "../value/value";
import { ACTOR_FP, FRAME_CODE, FRAME_DISTANCE } from "./frame";

/** Frames that a trace keeps; of a deeper stack the outer ones are only counted. */
const TRACE_FRAMES: u32 = 100;

const LINE_BYTES: u32 = 12;

/** Notes the actor's frames in an exception that has no trace yet. */
export function captureTrace(actor: Addr, exception: Addr): void {
  if (load<u64>(resolve(exception), THROWABLE_TRACE) != NIL) return;
  // Without memory for a shared exception's trace it stays without one.
  storeCell(exception, THROWABLE_TRACE, nodeValue(traceOf(actor)));
}

/** The frames of an actor now, as describeTrace describes them. */
export function describeFrames(actor: Addr): Value {
  return describeTrace(traceOf(actor));
}

function traceOf(actor: Addr): Addr {
  const depth = countFrames(actor);
  const kept = depth < TRACE_FRAMES ? depth : TRACE_FRAMES;
  const node = makeNode(1 + 2 * kept);
  initNodeSlot(node, 0, makeFixnum(<i64>depth));
  let fp = load<u32>(actor, ACTOR_FP);
  for (let i: u32 = 0; i < kept; i++) {
    initNodeSlot(node, 1 + 2 * i, load<u64>(fp, FRAME_CODE));
    initNodeSlot(node, 2 + 2 * i, makeFixnum(<i64>load<u32>(fp)));
    fp -= load<u32>(fp, FRAME_DISTANCE);
  }
  return node;
}

function countFrames(actor: Addr): u32 {
  let fp = load<u32>(actor, ACTOR_FP);
  if (fp == 0) return 0;
  let count: u32 = 1;
  while (load<u32>(fp, FRAME_DISTANCE) != 0) {
    fp -= load<u32>(fp, FRAME_DISTANCE);
    count++;
  }
  return count;
}

/** Vector of [name file line column] of each frame that a trace's node has, innermost first. */
export function describeTrace(node: Addr): Value {
  let frames: Value = EMPTY_VECTOR;
  const count = nodeSize(node);
  for (let i: u32 = 1; i < count; i += 2) {
    const code = addressOf(nodeSlot(node, i));
    const pc = <u32>fixnumValue(nodeSlot(node, i + 1));
    frames = vectorConj(addressOf(frames), describeFrame(code, pc));
  }
  return frames;
}

/** [name file line column] of the instruction before `pc`; line and column are nil if unknown. */
function describeFrame(code: Addr, pc: u32): Value {
  const frame = makeNode(4);
  const row = findLine(code, pc);
  initNodeSlot(frame, 0, load<u64>(code, CODE_NAME));
  initNodeSlot(frame, 1, load<u64>(code, CODE_SOURCE));
  initNodeSlot(frame, 2, row == 0 ? NIL : makeFixnum(<i64>load<u32>(row, 4)));
  initNodeSlot(frame, 3, row == 0 ? NIL : makeFixnum(<i64>load<u32>(row, 8)));
  return makeVectorOfNode(frame);
}

/** The row of the line table for the instruction that returns to `pc`, or 0. */
function findLine(code: Addr, pc: u32): Addr {
  const table = load<u64>(code, CODE_LINES);
  if (table == NIL) return 0;
  const rows = addressOf(table) + STRING_TAIL;
  const bytes = load<u32>(addressOf(table), STRING_BYTES);
  let found: Addr = 0;
  for (let at: u32 = 0; at < bytes; at += LINE_BYTES) {
    if (load<u32>(rows + at) >= pc && found != 0) break;
    found = rows + at;
  }
  return found;
}
