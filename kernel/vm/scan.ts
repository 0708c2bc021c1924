// The values that an actor's stack holds: for each frame the slots that its liveness row names and
// the operands below the row's height (docs/decisions/002). The collectors ask for them.
//
// The top frame may be in the middle of an instruction that is to be run again, so its operands
// reach up to sp; each other frame's end where the call that it waits for has begun to push.
//
// Invariant: every frame's pc is a safepoint, so every frame has a liveness row.

import { ACTOR_DICTIONARY, ACTOR_INBOX, ACTOR_MAIL_FIRST, ACTOR_SIGNALS } from "../actor/actor";
import { processRootRange } from "../heap/roots";
import { Addr } from "../value/addr";
import { addressOf } from "../value/value";
import { codeLocals, codeParameters, findLiveness, isSlotLive, livenessHeight } from "./code";
import {
  ACTOR_BINDINGS,
  ACTOR_FP,
  ACTOR_RESULT,
  ACTOR_SP,
  ACTOR_STACK,
  FRAME_CODE,
  FRAME_DISTANCE,
  FRAME_LOCALS,
} from "./frame";

/** Has all words of an actor processed that can name objects of its nursery. */
export function scanActor(actor: Addr): void {
  processRootRange(actor + ACTOR_BINDINGS, 1);
  scanOwn(actor);
}

/** As scanActor, but for the thread bindings, which may be those of whoever started the actor. */
export function scanOwn(actor: Addr): void {
  processRootRange(actor + ACTOR_RESULT, 1);
  processRootRange(actor + ACTOR_MAIL_FIRST, 3);
  processRootRange(actor + ACTOR_INBOX, 1);
  processRootRange(actor + ACTOR_SIGNALS, 7); // to the mark
  processRootRange(actor + ACTOR_DICTIONARY, 4); // notes, reason, transaction
  scanFrames(actor);
}

/** Has the live words of all frames of an actor processed. */
export function scanFrames(actor: Addr): void {
  knownCode = 0;
  let fp = load<u32>(actor, ACTOR_FP);
  const sp = load<u32>(actor, ACTOR_SP);
  if (fp == 0) {
    const stack = load<u32>(actor, ACTOR_STACK);
    processRootRange(stack, (sp - stack) >> 3);
    return;
  }
  const operands = scanSlots(fp);
  processRootRange(operands, (sp - operands) >> 3);
  while (true) {
    const distance = load<u32>(fp, FRAME_DISTANCE);
    if (distance == 0) return;
    fp -= distance;
    const row = rowOf(fp);
    processRootRange(scanSlots(fp), livenessHeight(row));
  }
}

// The row found last: in deep recursion frame after frame has the same.
let knownCode: Addr = 0;
let knownPc: u32 = 0;
let knownRow: Addr = 0;

function rowOf(fp: Addr): Addr {
  const code = addressOf(load<u64>(fp, FRAME_CODE));
  const pc = load<u32>(fp);
  if (code == knownCode && pc == knownPc) return knownRow;
  const row = findLiveness(code, pc);
  if (row == 0) unreachable(); // the verifier has seen a row for every safepoint
  knownCode = code;
  knownPc = pc;
  knownRow = row;
  return row;
}

/** Processes code, closure slot, parameters and locals of a frame; answers where operands begin. */
function scanSlots(fp: Addr): Addr {
  const row = rowOf(fp);
  processRootRange(fp + FRAME_CODE, 1);
  const code = addressOf(load<u64>(fp, FRAME_CODE));
  const argumentWords: u32 = 1 + codeParameters(code);
  const locals = codeLocals(code);
  const first = fp - (argumentWords << 3);
  for (let i: u32 = 0; i < argumentWords; i++) {
    if (isSlotLive(row, i)) processRootRange(first + (i << 3), 1);
  }
  for (let i: u32 = 0; i < locals; i++) {
    if (isSlotLive(row, argumentWords + i)) processRootRange(fp + FRAME_LOCALS + (i << 3), 1);
  }
  return fp + FRAME_LOCALS + (locals << 3);
}
