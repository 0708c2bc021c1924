// The verifier of bytecode. Whatever writes code objects (seed, compiler, image of a stranger), the
// interpreter trusts them completely: an operand out of range would read memory that is no
// frame's. So each code object is verified once, before it can be called.
//
// Two passes over the bytes. The first decodes: every operand in range. The second follows
// heights: an instruction's operands are there, all ways to it agree on how many there are, none
// needs more stack than the shape says, every jump lands on an instruction, and each safepoint
// has its liveness row. A height is known before its instruction is looked at, because every
// instruction but a handler's is first reached from one before it.
//
// Invariant: a code object that passes never makes the interpreter leave its own frame.

import {
  CODE_BYTES,
  CODE_CONSTANTS,
  CODE_FEEDBACK,
  CODE_HANDLERS,
  CODE_LIVENESS,
  CODE_TAIL,
  KIND_CODE,
  KIND_NODE,
  NODE_COUNT,
  NODE_TAIL,
  STRING_BYTES,
  STRING_TAIL,
} from "../../gen/kernel/layouts";
import {
  fusedWith,
  instructionFacts,
  OP_CALL,
  OP_CALL_REST,
  OP_INVOKE,
  OP_JUMP_BACK,
  OP_SWITCH,
  OPERAND_CONSTANT,
  OPERAND_COUNT,
  OPERAND_PRIMITIVE,
  OPERAND_SLOT,
  OPERAND_TARGET,
} from "../../gen/kernel/opcodes";
import { PRIM_LIMIT } from "../../gen/kernel/primitives";
import { BLOCK_BYTES, BLOCK_STACK, blockAddr, freeRun, takeRun } from "../heap/space";
import { Addr } from "../value/addr";
import { isOfKind } from "../value/kind";
import { addressOf, fixnumValue, NIL } from "../value/value";
import {
  codeLocals,
  codeParameters,
  codeStackBytes,
  findLiveness,
  HANDLER_BYTES,
  livenessHeight,
  livenessRowBytes,
} from "./code";
import { codeLength } from "./feedback";
import { FRAME_LOCALS } from "./frame";
import { primitiveArguments } from "./primitive";

export const VERIFIED: u32 = 0;
/** Not even a code object with its tables. */
export const BAD_SHAPE: u32 = 1;
export const BAD_OPCODE: u32 = 2;
export const BAD_OPERAND: u32 = 3;
export const BAD_TARGET: u32 = 4;
/** Operands are missing, too many, or differ between two ways to one place. */
export const BAD_HEIGHT: u32 = 5;
/** No way leads here, or the code goes on past its end. */
export const BAD_FLOW: u32 = 6;
export const BAD_LIVENESS: u32 = 7;
export const BAD_HANDLER: u32 = 8;
/** No memory to verify in. */
export const UNVERIFIED: u32 = 9;

// In the table of heights, a u16 for each byte of code.
const NO_INSTRUCTION: u32 = 0xffff;
const UNKNOWN: u32 = 0xfffe;

let heights: Addr = 0; // scratch of one call
let problem: u32 = 0;
let problemPc: u32 = 0;

/** VERIFIED, or what is wrong; `verifiedPc` says where. */
export function verifyCode(code: Addr): u32 {
  problem = VERIFIED;
  problemPc = 0;
  if (load<u8>(code) != KIND_CODE || !isOfKind(load<u64>(code, CODE_CONSTANTS), KIND_NODE)) {
    return BAD_SHAPE;
  }
  const length = codeLength(code);
  if (length == 0 || !areSlotsGood(code, length)) return BAD_SHAPE;
  const run = takeRun((2 * length + BLOCK_BYTES) / BLOCK_BYTES, BLOCK_STACK);
  if (run == 0) return UNVERIFIED;
  heights = blockAddr(run);
  memory.fill(heights, 0xff, 2 * length);
  decode(code, length);
  if (problem == VERIFIED) followHandlers(code, length);
  if (problem == VERIFIED) followHeights(code, length);
  if (problem == VERIFIED) checkLiveness(code);
  freeRun(run);
  return problem;
}

/** Offset of the instruction that the last verification stopped at. */
export function verifiedPc(): u32 {
  return problemPc;
}

function fail(why: u32, pc: u32): void {
  if (problem != VERIFIED) return;
  problem = why;
  problemPc = pc;
}

/** Do the feedback slots lie behind the instructions, one for each constant? */
function areSlotsGood(code: Addr, length: u32): bool {
  const offset = load<u32>(code, CODE_FEEDBACK);
  const bytes = load<u32>(code, CODE_BYTES);
  if (offset == 0) return length == bytes;
  const constants = load<u32>(addressOf(load<u64>(code, CODE_CONSTANTS)), NODE_COUNT);
  return length <= offset && offset <= bytes && bytes - offset == constants << 2;
}

function heightAt(pc: u32): u32 {
  return load<u16>(heights + (pc << 1));
}

function operandKind(facts: u32, i: u32): u32 {
  return (facts >> (4 + (i << 2))) & 15;
}

/** Marks where instructions begin, and checks their operands. */
function decode(code: Addr, length: u32): void {
  let pc: u32 = 0;
  while (pc < length && problem == VERIFIED) {
    const at = code + CODE_TAIL + pc;
    const facts = instructionFacts(load<u8>(at));
    const bytes = facts & 15;
    if (facts == 0 || pc + bytes > length) {
      fail(BAD_OPCODE, pc);
      return;
    }
    store<u16>(heights + (pc << 1), UNKNOWN);
    let offset: u32 = 1;
    for (let i: u32 = 0; i < 2; i++) {
      const kind = operandKind(facts, i);
      if (kind != 0 && !isOperandGood(code, kind, at + offset)) fail(BAD_OPERAND, pc);
      offset += kind == OPERAND_TARGET ? 4 : 2;
    }
    pc += bytes;
  }
}

function isOperandGood(code: Addr, kind: u32, at: Addr): bool {
  if (kind == OPERAND_SLOT) {
    const slot = <i32>load<i16>(at);
    return slot >= -(<i32>codeParameters(code)) && slot < <i32>codeLocals(code);
  }
  if (kind == OPERAND_CONSTANT) {
    return <u32>load<u16>(at) < load<u32>(addressOf(load<u64>(code, CODE_CONSTANTS)), NODE_COUNT);
  }
  return kind != OPERAND_PRIMITIVE || <u32>load<u16>(at) < PRIM_LIMIT;
}

/** Notes that `pc` is reached with `height` operands. */
function reach(pc: u32, height: u32, length: u32, from: u32): void {
  if (pc >= length || heightAt(pc) == NO_INSTRUCTION) {
    fail(BAD_TARGET, from);
    return;
  }
  const known = heightAt(pc);
  if (known == UNKNOWN) store<u16>(heights + (pc << 1), height);
  else if (known != height) fail(BAD_HEIGHT, pc);
}

function followHandlers(code: Addr, length: u32): void {
  const table = load<u64>(code, CODE_HANDLERS);
  if (table == NIL) return;
  const rows = addressOf(table) + STRING_TAIL;
  const bytes = load<u32>(addressOf(table), STRING_BYTES);
  for (let at: u32 = 0; at < bytes; at += HANDLER_BYTES) {
    const first = load<u32>(rows + at);
    const last = load<u32>(rows + at, 4);
    if (first > last || last > length) fail(BAD_HANDLER, first);
    const handler = load<u32>(rows + at, 8);
    reach(handler, <u32>load<u16>(rows + at, 12) + 1, length, handler);
  }
}

function followHeights(code: Addr, length: u32): void {
  const most = (codeStackBytes(code) - FRAME_LOCALS - (codeLocals(code) << 3)) >> 3;
  reach(0, 0, length, 0);
  let pc: u32 = 0;
  while (pc < length && problem == VERIFIED) {
    const at = code + CODE_TAIL + pc;
    const op: u32 = load<u8>(at);
    const facts = instructionFacts(op);
    const next = pc + (facts & 15);
    const height = heightAt(pc);
    const pops = popsOf(at, op, facts);
    const after = height - pops + ((facts >> 16) & 15);
    checkFusion(code, pc, op, length);
    if (height == UNKNOWN) fail(BAD_FLOW, pc);
    else if (height < pops || height > most || after > most) fail(BAD_HEIGHT, pc);
    else {
      followTargets(code, pc, after, length);
      if ((facts & (1 << 21)) == 0) {
        if (next == length) fail(BAD_FLOW, pc);
        else reach(next, after, length, pc);
      }
      if ((facts & (1 << 20)) != 0) {
        const back = op == OP_JUMP_BACK;
        checkSafepoint(
          code,
          back ? pc + load<i32>(at, 1) : next,
          back ? height : height - pops,
          pc,
        );
      }
    }
    pc = next;
  }
  checkSafepoint(code, 0, 0, 0);
}

/** A fused instruction reads those behind it, so these must be what it takes them for. */
function checkFusion(code: Addr, pc: u32, op: u32, length: u32): void {
  let at = pc;
  let before = op;
  for (let i: u32 = 0; i < 2; i++) {
    const wanted = fusedWith(op, i);
    if (wanted == 0xff) return;
    at += instructionFacts(before) & 15;
    if (at >= length || <u32>load<u8>(code + CODE_TAIL + at) != wanted) fail(BAD_OPCODE, pc);
    before = wanted;
  }
}

/** Operands that the instruction takes off. */
function popsOf(at: Addr, op: u32, facts: u32): u32 {
  const fixed = (facts >> 12) & 15;
  if (fixed != 15) return fixed;
  if (operandKind(facts, 0) == OPERAND_PRIMITIVE) return primitiveArguments(load<u16>(at, 1));
  const n: u32 = operandKind(facts, 0) == OPERAND_COUNT ? load<u16>(at, 1) : load<u16>(at, 3);
  return op == OP_CALL || op == OP_CALL_REST || op == OP_INVOKE ? n + 1 : n;
}

function followTargets(code: Addr, pc: u32, height: u32, length: u32): void {
  const at = code + CODE_TAIL + pc;
  const op: u32 = load<u8>(at);
  const facts = instructionFacts(op);
  if (operandKind(facts, 0) == OPERAND_TARGET) reach(pc + load<i32>(at, 1), height, length, pc);
  if (op != OP_SWITCH) return;
  reach(pc + load<i32>(at, 3), height, length, pc);
  const constants = addressOf(load<u64>(code, CODE_CONSTANTS));
  const cases = load<u64>(constants + ((<u32>load<u16>(at, 1)) << 3), NODE_TAIL);
  if (!isOfKind(cases, KIND_NODE)) {
    fail(BAD_OPERAND, pc);
    return;
  }
  const count = load<u32>(addressOf(cases), NODE_COUNT);
  for (let i: u32 = 1; i < count; i += 2) {
    const target = load<u64>(addressOf(cases) + (i << 3), NODE_TAIL);
    reach(pc + <u32>fixnumValue(target), height, length, pc);
  }
}

/** A frame that waits with this pc must be readable: its row holds no more than is there. */
function checkSafepoint(code: Addr, pc: u32, height: u32, from: u32): void {
  const row = findLiveness(code, pc);
  if (row == 0 || livenessHeight(row) > height) fail(BAD_LIVENESS, from);
}

/** Rows must be in order, or the search for one misses it. */
function checkLiveness(code: Addr): void {
  const table = addressOf(load<u64>(code, CODE_LIVENESS));
  const size = livenessRowBytes(code);
  const bytes = load<u32>(table, STRING_BYTES);
  if (bytes % size != 0) fail(BAD_LIVENESS, 0);
  for (let at = size; at < bytes; at += size) {
    const row = table + STRING_TAIL + at;
    if (load<u32>(row - size) >= load<u32>(row)) fail(BAD_LIVENESS, load<u32>(row));
  }
}
