// Code objects: bytecode of one arity, and the tables that say what lies in its frames.
//
//   shape      bits 0-15 parameters | 16-31 locals | 32-63 bytes from the frame's header to the
//              end of its highest operand; bit 63 marks a code object that only calls a primitive
//   primitive  number of that primitive + 1, or 0
//   feedback   where the slots of kernel/vm/feedback lie, or 0
//   liveness   BYTES in a string, rows by pc: u32 pc, u16 height, bitmap of
//              (1 + parameters + locals + 7) / 8 bytes: closure slot, parameters, locals
//   handlers   BYTES in a string, rows of 16, innermost first: u32 first, u32 last, u32 handler,
//              u16 height, u16 kind (0 catch, 1 finally, 2 cleanup)
//   lines      BYTES in a string, rows of 12 by pc: u32 pc, u32 line, u32 column; each holds to
//              the next
//
// Every pc is counted from the first instruction. A frame's pc is a return point, or a loop's head
// where a slice has ended, so a handler row tells the first and the last such pc that it covers: an
// instruction at its very start returns behind that, but a loop's head there is covered itself.

import {
  CODE_HANDLERS,
  CODE_LIVENESS,
  CODE_SHAPE,
  STRING_BYTES,
  STRING_TAIL,
} from "../../gen/kernel/layouts";
import { Addr } from "../value/addr";
import { addressOf, NIL } from "../value/value";

export const HANDLER_BYTES: u32 = 16;
export const NO_HANDLER: Addr = 0;

/** Set in the upper half of the shape: a call may run the primitive without making a frame. */
export const SHAPE_PRIMITIVE: u32 = 1 << 31;

export function codeParameters(code: Addr): u32 {
  return load<u16>(code, CODE_SHAPE);
}

export function codeLocals(code: Addr): u32 {
  return load<u16>(code, CODE_SHAPE + 2);
}

export function codeStackBytes(code: Addr): u32 {
  return load<u32>(code, CODE_SHAPE + 4) & ~SHAPE_PRIMITIVE;
}

/** Address of the innermost handler row that covers `pc`, or 0. */
export function findHandler(code: Addr, pc: u32): Addr {
  const table = load<u64>(code, CODE_HANDLERS);
  if (table == NIL) return NO_HANDLER;
  const bytes = load<u32>(addressOf(table), STRING_BYTES);
  const rows = addressOf(table) + STRING_TAIL;
  for (let at: u32 = 0; at < bytes; at += HANDLER_BYTES) {
    const row = rows + at;
    if (load<u32>(row) <= pc && pc <= load<u32>(row, 4)) return row;
  }
  return NO_HANDLER;
}

/** Bytes of one liveness row. */
export function livenessRowBytes(code: Addr): u32 {
  return 6 + ((1 + codeParameters(code) + codeLocals(code) + 7) >> 3);
}

/** Height of the operands in a liveness row. */
export function livenessHeight(row: Addr): u32 {
  return load<u16>(row, 4);
}

/** Is the slot (0 closure, then parameters, then locals) live in a liveness row? */
export function isSlotLive(row: Addr, slot: u32): bool {
  return ((<u32>load<u8>(row + (slot >> 3), 6) >> (slot & 7)) & 1) != 0;
}

/** Address of the liveness row of a safepoint, or 0. */
export function findLiveness(code: Addr, pc: u32): Addr {
  const table = load<u64>(code, CODE_LIVENESS);
  if (table == NIL) return 0;
  const size = livenessRowBytes(code);
  const rows = addressOf(table) + STRING_TAIL;
  let low: u32 = 0;
  let high: u32 = load<u32>(addressOf(table), STRING_BYTES) / size;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (load<u32>(rows + middle * size) < pc) low = middle + 1;
    else high = middle;
  }
  const row = rows + low * size;
  const end = rows + load<u32>(addressOf(table), STRING_BYTES);
  return row < end && load<u32>(row) == pc ? row : 0;
}
