// Feedback: what the interpreter has seen at the instructions of a code object, for the optimizer.
//
// Slots are u32 words behind the bytecode, in the tail of the code object, one for each constant;
// the slot of a selector tells which types its receivers had. A slot holds a type's id or a bit,
// never a reference, and only ever goes from NEVER to one id to MANY; so it needs neither barrier
// nor tracing, and may be read while the code runs.
//
//   field feedback   bits 0-31 offset of the first slot in the tail | 32-63 bytes of bytecode;
//                    0 when the code object has no slots
//
// Invariant: an image has the slots of the code it saves, all of them NEVER.

import { CODE_BYTES, CODE_FEEDBACK, CODE_TAIL, codeBytes, TYPE_ID } from "../../gen/kernel/layouts";
import { Addr } from "../value/addr";
import { addressOf, Value } from "../value/value";

export const FEEDBACK_NEVER: u32 = 0;
/** Receivers of more than one type. */
export const FEEDBACK_MANY: u32 = 0x80000000;

/** Bytes of the instructions, without what lies behind them. */
export function codeLength(code: Addr): u32 {
  const length = load<u32>(code, CODE_FEEDBACK + 4);
  return length == 0 ? load<u32>(code, CODE_BYTES) : length;
}

/** The slot of constant k: FEEDBACK_NEVER, a type's id, or FEEDBACK_MANY. */
export function feedbackAt(code: Addr, k: u32): u32 {
  const offset = load<u32>(code, CODE_FEEDBACK);
  return offset == 0 ? FEEDBACK_NEVER : load<u32>(code + CODE_TAIL + offset + (k << 2));
}

/** Notes that a receiver of the selector in constant k had the type. */
export function recordType(code: Addr, k: u32, type: Value): void {
  const offset = load<u32>(code, CODE_FEEDBACK);
  if (offset == 0) return;
  const slot = code + CODE_TAIL + offset + (k << 2);
  const seen = load<u32>(slot);
  const id = load<u32>(addressOf(type), TYPE_ID);
  if (seen != id && seen != FEEDBACK_MANY)
    store<u32>(slot, seen == FEEDBACK_NEVER ? id : FEEDBACK_MANY);
}

/** Forgets what was seen. */
export function clearFeedback(code: Addr): void {
  const offset = load<u32>(code, CODE_FEEDBACK);
  if (offset != 0) memory.fill(code + CODE_TAIL + offset, 0, <u32>codeBytes(code) - offset);
}
