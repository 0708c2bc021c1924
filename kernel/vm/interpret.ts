// The interpreter: one loop around one switch over the opcodes of tables/opcodes.
//
// Its registers (fp, sp, ip, code, limit, reductions) are Wasm locals. A handler's fast path ends
// with `continue`; anything else sets `what` and leaves the switch, and the code after it runs a
// primitive or saves the registers, lets kernel/vm/leave do the work on the actor's record, and
// loads them again. So handlers stay small, and every frame is exact whenever a slice ends.
// Handlers of instructions that mostly come in runs or pairs (load, store, compare and jump) look
// at the next opcode and do it too: a dispatch costs more than the instruction.
//
// Invariants: ip points behind a call before it leaves the switch, and at the last byte of any
// other instruction that runs a primitive. A slice ends only at function entry, at a loop's head
// or at a return point (docs/decisions/002).

import { callPrimitive } from "../../gen/kernel/dispatch";
// biome-ignore format: many names to a line
import {
  CODE_SHAPE, CODE_TAIL, FUNCTION_TAIL, FUNCTION_TEMPLATE, KIND_FUNCTION, KIND_KEYWORD,
  TEMPLATE_COUNT, TEMPLATE_TAIL, VAR_ROOT,
} from "../../gen/kernel/layouts";
// biome-ignore format: many names to a line
import {
  OP_ADD, OP_ARRAY_GET, OP_ARRAY_SET, OP_CALL, OP_CALL_REST, OP_CLOSE, OP_CLOSED, OP_CLOSURE,
  OP_CONSTANT, OP_DECREMENT, OP_DUP, OP_EQUAL, OP_FALSE, OP_FIELD, OP_GLOBAL, OP_GREATER,
  OP_GREATER_EQUAL, OP_IDENTICAL, OP_INCREMENT, OP_INSTANCE, OP_INTEGER, OP_INVOKE, OP_IS_NIL,
  OP_JUMP, OP_JUMP_BACK, OP_JUMP_FALSE, OP_JUMP_NIL, OP_JUMP_TRUE, OP_LESS, OP_LESS_EQUAL, OP_LOAD,
  OP_LOAD_ADD, OP_LOAD_ARRAY_GET, OP_LOAD_DECREMENT, OP_LOAD_INCREMENT, OP_LOAD_JUMP_FALSE,
  OP_LOAD_JUMP_NIL, OP_LOAD_LOAD_ADD, OP_LOAD_LOAD_ARRAY_GET, OP_LOAD_LOAD_GREATER,
  OP_LOAD_LOAD_GREATER_EQUAL, OP_LOAD_LOAD_LESS, OP_LOAD_LOAD_LESS_EQUAL, OP_LOAD_LOAD_MULTIPLY,
  OP_LOAD_LOAD_NUMBER_EQUAL, OP_LOAD_LOAD_PRIMITIVE, OP_LOAD_LOAD_SUBTRACT, OP_LOAD_MULTIPLY,
  OP_LOAD_PRIMITIVE, OP_LOAD_RETURN, OP_LOAD_SUBTRACT, OP_MULTIPLY, OP_MUTABLE_INSTANCE, OP_NIL,
  OP_NOT, OP_NUMBER_EQUAL, OP_POP, OP_PRIMITIVE, OP_RECORD, OP_RETURN, OP_SELF, OP_SET_VAR,
  OP_STORE, OP_SUBTRACT, OP_SWITCH, OP_THROW, OP_TRUE,
} from "../../gen/kernel/opcodes";
// biome-ignore format: many names to a line
import {
  PRIM_ADD, PRIM_ARRAY_GET, PRIM_ARRAY_SET, PRIM_DECREMENT, PRIM_DYNAMIC_VALUE, PRIM_EQUAL,
  PRIM_GET, PRIM_GREATER, PRIM_GREATER_EQUAL, PRIM_INCREMENT, PRIM_LESS, PRIM_LESS_EQUAL,
  PRIM_MULTIPLY, PRIM_NUMBER_EQUAL, PRIM_SUBTRACT,
} from "../../gen/kernel/primitives";
import { CONTEXT_ACTOR, CONTEXT_SAFEPOINT, context } from "../context";
import { elementOfArray, setElementOfArray } from "../data/glance";
import { FLAG_DYNAMIC } from "../prim/cell_var";
import { Addr } from "../value/addr";
import { areIdentical } from "../value/equal";
// biome-ignore format: many names to a line
import {
  addressOf, FALSE, isFalsy, isFixnum, isFlonum, makeBoolean, makeFixnum, NIL, SENTINEL, TAG_OBJECT,
  TRUE,
} from "../value/value";
import { codeParameters } from "./code";
import { CONTINUE } from "./enter";
// biome-ignore format: many names to a line
import {
  ACTOR_FP, ACTOR_LIMIT, ACTOR_REDUCTIONS, ACTOR_RETRY, ACTOR_SP, FRAME_CODE, FRAME_DISTANCE,
  FRAME_LOCALS,
} from "./frame";
import { glance } from "./glance";
// biome-ignore format: many names to a line
import {
  BINARY, DO_CALL, DO_CALL_REST, DO_DEFER, DO_FINISH, DO_INVOKE, DO_PRIMITIVE_CALL, DO_SET_VAR,
  DO_THROW, DO_YIELD, leave, TERNARY, UNARY, WIDE,
} from "./leave";
import { findMethodOfSite, typeOf } from "./method_cache";
import { primitiveArguments } from "./primitive";
import { deferReductions, finish, wrappedPrimitive } from "./slice";
// biome-ignore format: many names to a line
import {
  addSmall, compareEqual, compareGreater, compareGreaterEqual, compareLess, compareLessEqual,
  constantAt, fieldOf, findCase, functionSlot, lookUpMethod, makeClosure, makeOfType, multiplySmall,
  push, pushForTwo, readField, slotAddr, slotOf, subtractSmall, UNDECIDED,
} from "./step";

/** Runs the actor until its slice ends; answers why it did. */
export function interpret(actor: Addr): u32 {
  let fp = load<u32>(actor, ACTOR_FP);
  let sp = load<u32>(actor, ACTOR_SP);
  let code = <u32>load<u64>(fp, FRAME_CODE) - TAG_OBJECT;
  let ip = code + CODE_TAIL + load<u32>(fp) - load<u32>(actor, ACTOR_RETRY);
  let limit = load<u32>(actor, ACTOR_LIMIT);
  let reductions = load<i32>(actor, ACTOR_REDUCTIONS);
  let what: u32 = 0;
  store<u32>(context, actor, CONTEXT_ACTOR);
  while (true) {
    switch (<u32>load<u8>(ip)) {
      case OP_NIL:
        sp = push(sp, NIL);
        ip += 1;
        continue;
      case OP_TRUE:
        sp = push(sp, TRUE);
        ip += 1;
        continue;
      case OP_FALSE:
        sp = push(sp, FALSE);
        ip += 1;
        continue;
      case OP_CONSTANT:
        sp = push(sp, constantAt(code, load<u16>(ip, 1)));
        ip += 3;
        continue;
      case OP_GLOBAL: {
        const v = constantAt(code, load<u16>(ip, 1));
        const x = load<u64>(<u32>v - TAG_OBJECT, VAR_ROOT);
        if (x == SENTINEL || (load<u32>(<u32>v - TAG_OBJECT) & FLAG_DYNAMIC) != 0) {
          sp = push(sp, v);
          ip += 2;
          what = PRIM_DYNAMIC_VALUE | UNARY | WIDE;
          break;
        }
        sp = push(sp, x);
        ip += 3;
        if (load<u8>(ip) != OP_LOAD) continue;
      }
      case OP_LOAD:
        do {
          sp = push(sp, slotOf(fp, ip));
          ip += 3;
        } while (load<u8>(ip) == OP_LOAD);
        if (load<u8>(ip) != OP_INTEGER) continue;
      case OP_INTEGER:
        sp = push(sp, makeFixnum(<i64>load<i32>(ip, 1)));
        ip += 5;
        continue;
      case OP_CLOSED: {
        const f = addressOf(load<u64>(functionSlot(fp, code)));
        sp = push(sp, load<u64>(f + ((<u32>load<u16>(ip, 1)) << 3), FUNCTION_TAIL));
        ip += 3;
        if (load<u8>(ip) != OP_INTEGER) continue;
        sp = push(sp, makeFixnum(<i64>load<i32>(ip, 1)));
        ip += 5;
        continue;
      }
      case OP_SELF:
        sp = push(sp, load<u64>(functionSlot(fp, code)));
        ip += 1;
        continue;
      case OP_POP:
        sp -= 8;
        ip += 1;
        continue;
      case OP_DUP:
        sp = push(sp, load<u64>(sp - 8));
        ip += 1;
        continue;
      case OP_JUMP:
        ip += load<i32>(ip, 1);
        continue;
      case OP_LOAD_JUMP_FALSE:
        ip += isFalsy(slotOf(fp, ip)) ? load<i32>(ip, 4) + 3 : 8;
        continue;
      case OP_JUMP_TRUE:
        sp -= 8;
        ip += !isFalsy(load<u64>(sp)) ? load<i32>(ip, 1) : 5;
        continue;
      case OP_LOAD_JUMP_NIL:
        sp = push(sp, slotOf(fp, ip));
        ip += 3;
      case OP_JUMP_NIL:
        sp -= 8;
        ip += load<u64>(sp) == NIL ? load<i32>(ip, 1) : 5;
        continue;
      case OP_SWITCH:
        sp -= 8;
        ip += findCase(constantAt(code, load<u16>(ip, 1)), load<u64>(sp), load<i32>(ip, 3));
        continue;
      case OP_INVOKE: {
        const n: u32 = load<u16>(ip, 3);
        const hole = sp - (n << 3) - 8;
        const type = typeOf(load<u64>(hole, 8));
        let method = findMethodOfSite(ip, type);
        if (method == SENTINEL) {
          method = lookUpMethod(code, ip, type, n);
          what = (method == SENTINEL ? DO_INVOKE : DO_CALL) | (n << 16);
          store<u64>(hole, method == SENTINEL ? NIL : method);
          ip += 5;
          break;
        }
        if (isFixnum(method)) {
          const x = readField(load<u64>(hole, 8), <u32>(method >> 2));
          if (x != UNDECIDED) {
            store<u64>(hole, x);
            sp = hole + 8;
            ip += 5;
            continue;
          }
        }
        store<u64>(hole, method);
        ip += 2; // and on as a call, the rest of whose instruction it has
      }
      case OP_CALL: {
        const n: u32 = load<u16>(ip, 1);
        ip += 3;
        what = DO_CALL | (n << 16);
        const f = load<u64>(sp - (n << 3) - 8);
        if ((<u32>f & 7) != TAG_OBJECT) break;
        const kind: u32 = load<u8>(<u32>f - TAG_OBJECT);
        if (kind != KIND_FUNCTION) {
          if (kind != KIND_KEYWORD || n != 1) break;
          store<u64>(sp - 16, load<u64>(sp - 8));
          store<u64>(sp - 8, f);
          ip -= 1;
          what = PRIM_GET | BINARY | WIDE;
          break;
        }
        const template = <u32>load<u64>(<u32>f - TAG_OBJECT, FUNCTION_TEMPLATE) - TAG_OBJECT;
        if (n >= load<u32>(template, TEMPLATE_COUNT)) break;
        const exact = load<u64>(template + (n << 3), TEMPLATE_TAIL);
        if (exact == NIL) break;
        const callee = <u32>exact - TAG_OBJECT;
        const shape = load<u64>(callee, CODE_SHAPE);
        if (<u32>(shape >> 32) > limit - sp) {
          if (<i64>shape >= 0) break;
          what = DO_PRIMITIVE_CALL | (n << 16);
          break;
        }
        store<u32>(fp, ip - code - CODE_TAIL);
        store<u64>(sp, (<u64>(sp - fp)) << 32);
        store<u64>(sp, exact, FRAME_CODE);
        fp = sp;
        sp += FRAME_LOCALS + ((<u32>shape >> 16) << 3);
        code = callee;
        ip = callee + CODE_TAIL;
        if (--reductions > 0) continue;
        what = DO_YIELD;
        break;
      }
      case OP_CALL_REST:
        what = DO_CALL_REST | ((<u32>load<u16>(ip, 1)) << 16);
        ip += 3;
        break;
      case OP_LOAD_RETURN:
        sp = push(sp, slotOf(fp, ip));
        ip += 3;
      case OP_RETURN: {
        const x = load<u64>(sp - 8);
        const distance = load<u32>(fp, FRAME_DISTANCE);
        sp = fp - (codeParameters(code) << 3);
        store<u64>(sp - 8, x);
        if (distance == 0) {
          what = DO_FINISH;
          break;
        }
        fp -= distance;
        code = <u32>load<u64>(fp, FRAME_CODE) - TAG_OBJECT;
        ip = code + CODE_TAIL + load<u32>(fp);
        continue;
      }
      case OP_THROW:
        ip += 1;
        what = DO_THROW;
        break;
      case OP_CLOSURE: {
        const n: u32 = load<u16>(ip, 3);
        sp -= n << 3;
        sp = push(sp, makeClosure(constantAt(code, load<u16>(ip, 1)), sp, n));
        ip += 5;
        if (load<u32>(context, CONTEXT_SAFEPOINT) == 0) continue;
        what = DO_DEFER;
        break;
      }
      case OP_CLOSE: {
        sp -= 16;
        const f = addressOf(load<u64>(sp));
        store<u64>(f + ((<u32>load<u16>(ip, 1)) << 3), load<u64>(sp, 8), FUNCTION_TAIL);
        ip += 3;
        continue;
      }
      case OP_LOAD_INCREMENT:
        sp = push(sp, slotOf(fp, ip));
        ip += 3;
      case OP_INCREMENT: {
        const a = load<u64>(sp - 8);
        const x = a + 4;
        if ((a & 3) != 0 || <i64>x < <i64>a) {
          what = PRIM_INCREMENT | UNARY;
          break;
        }
        ip += 1;
        if (load<u8>(ip) == OP_STORE) {
          sp -= 8;
          store<u64>(slotAddr(fp, load<i16>(ip, 1)), x);
          ip += 3;
          continue;
        }
        store<u64>(sp - 8, x);
        if (load<u8>(ip) != OP_LOAD) continue;
        sp = push(sp, slotOf(fp, ip));
        ip += 3;
        if (load<u8>(ip) != OP_LOAD_LOAD_PRIMITIVE) continue;
      }
      case OP_LOAD_LOAD_PRIMITIVE:
        sp = push(sp, slotOf(fp, ip));
        ip += 3;
      case OP_LOAD_PRIMITIVE:
        sp = push(sp, slotOf(fp, ip));
        ip += 3;
      case OP_PRIMITIVE: {
        const p: u32 = load<u16>(ip, 1);
        const count = primitiveArguments(p);
        const x = glance(p, sp);
        if (x == UNDECIDED) {
          ip += 2;
          what = p | WIDE | (count << 16);
          break;
        }
        sp -= (count - 1) << 3;
        store<u64>(sp - 8, x);
        ip += 3;
        if (load<u8>(ip) != OP_JUMP_FALSE) continue;
      }
      case OP_JUMP_FALSE:
        sp -= 8;
        ip += isFalsy(load<u64>(sp)) ? load<i32>(ip, 1) : 5;
        continue;
      case OP_LOAD_LOAD_ADD:
        sp = push(sp, slotOf(fp, ip));
        ip += 3;
      case OP_LOAD_ADD:
        sp = push(sp, slotOf(fp, ip));
        ip += 3;
      case OP_ADD: {
        const x = addSmall(load<u64>(sp - 16), load<u64>(sp - 8));
        if (x == UNDECIDED) {
          what = PRIM_ADD | BINARY;
          break;
        }
        sp = pushForTwo(sp, x);
        ip += 1;
        if (load<u8>(ip) != OP_STORE) continue;
      }
      case OP_STORE:
        do {
          sp -= 8;
          store<u64>(slotAddr(fp, load<i16>(ip, 1)), load<u64>(sp));
          ip += 3;
        } while (load<u8>(ip) == OP_STORE);
        if (load<u8>(ip) != OP_JUMP_BACK) continue;
      case OP_JUMP_BACK: // the end of a loop's turn
        ip += load<i32>(ip, 1);
        if (--reductions <= 0) {
          what = DO_YIELD;
          break;
        }
        if (load<u8>(ip) != OP_LOAD_LOAD_LESS) continue;
      // and to the test at its head
      case OP_LOAD_LOAD_LESS:
        sp = push(push(sp, slotOf(fp, ip)), slotOf(fp, ip + 3));
        ip += 6;
      case OP_LESS: {
        const x = compareLess(load<u64>(sp - 16), load<u64>(sp - 8));
        if (x != UNDECIDED) {
          if (load<u8>(ip, 1) == OP_JUMP_FALSE) {
            sp -= 16;
            ip += x == FALSE ? load<i32>(ip, 2) + 1 : 6;
            continue;
          }
          sp = pushForTwo(sp, x);
          ip += 1;
          continue;
        }
        what = PRIM_LESS | BINARY;
        break;
      }
      case OP_LOAD_LOAD_SUBTRACT:
        sp = push(sp, slotOf(fp, ip));
        ip += 3;
      case OP_LOAD_SUBTRACT:
        sp = push(sp, slotOf(fp, ip));
        ip += 3;
      case OP_SUBTRACT: {
        const x = subtractSmall(load<u64>(sp - 16), load<u64>(sp - 8));
        if (x != UNDECIDED) {
          sp = pushForTwo(sp, x);
          ip += 1;
          continue;
        }
        what = PRIM_SUBTRACT | BINARY;
        break;
      }
      case OP_LOAD_LOAD_MULTIPLY:
        sp = push(sp, slotOf(fp, ip));
        ip += 3;
      case OP_LOAD_MULTIPLY:
        sp = push(sp, slotOf(fp, ip));
        ip += 3;
      case OP_MULTIPLY: {
        const x = multiplySmall(load<u64>(sp - 16), load<u64>(sp - 8));
        if (x != UNDECIDED) {
          sp = pushForTwo(sp, x);
          ip += 1;
          continue;
        }
        what = PRIM_MULTIPLY | BINARY;
        break;
      }
      case OP_LOAD_LOAD_LESS_EQUAL:
        sp = push(push(sp, slotOf(fp, ip)), slotOf(fp, ip + 3));
        ip += 6;
      case OP_LESS_EQUAL: {
        const x = compareLessEqual(load<u64>(sp - 16), load<u64>(sp - 8));
        if (x != UNDECIDED) {
          if (load<u8>(ip, 1) == OP_JUMP_FALSE) {
            sp -= 16;
            ip += x == FALSE ? load<i32>(ip, 2) + 1 : 6;
            continue;
          }
          sp = pushForTwo(sp, x);
          ip += 1;
          continue;
        }
        what = PRIM_LESS_EQUAL | BINARY;
        break;
      }
      case OP_LOAD_LOAD_GREATER:
        sp = push(push(sp, slotOf(fp, ip)), slotOf(fp, ip + 3));
        ip += 6;
      case OP_GREATER: {
        const x = compareGreater(load<u64>(sp - 16), load<u64>(sp - 8));
        if (x != UNDECIDED) {
          if (load<u8>(ip, 1) == OP_JUMP_FALSE) {
            sp -= 16;
            ip += x == FALSE ? load<i32>(ip, 2) + 1 : 6;
            continue;
          }
          sp = pushForTwo(sp, x);
          ip += 1;
          continue;
        }
        what = PRIM_GREATER | BINARY;
        break;
      }
      case OP_LOAD_LOAD_GREATER_EQUAL:
        sp = push(push(sp, slotOf(fp, ip)), slotOf(fp, ip + 3));
        ip += 6;
      case OP_GREATER_EQUAL: {
        const x = compareGreaterEqual(load<u64>(sp - 16), load<u64>(sp - 8));
        if (x != UNDECIDED) {
          if (load<u8>(ip, 1) == OP_JUMP_FALSE) {
            sp -= 16;
            ip += x == FALSE ? load<i32>(ip, 2) + 1 : 6;
            continue;
          }
          sp = pushForTwo(sp, x);
          ip += 1;
          continue;
        }
        what = PRIM_GREATER_EQUAL | BINARY;
        break;
      }
      case OP_LOAD_LOAD_NUMBER_EQUAL:
        sp = push(push(sp, slotOf(fp, ip)), slotOf(fp, ip + 3));
        ip += 6;
      case OP_NUMBER_EQUAL: {
        const x = compareEqual(load<u64>(sp - 16), load<u64>(sp - 8));
        if (x != UNDECIDED) {
          if (load<u8>(ip, 1) == OP_JUMP_FALSE) {
            sp -= 16;
            ip += x == FALSE ? load<i32>(ip, 2) + 1 : 6;
            continue;
          }
          sp = pushForTwo(sp, x);
          ip += 1;
          continue;
        }
        what = PRIM_NUMBER_EQUAL | BINARY;
        break;
      }
      case OP_EQUAL: {
        const a = load<u64>(sp - 16);
        const b = load<u64>(sp - 8);
        if (((a | b) & 3) == 0 || (a == b && !isFlonum(a))) {
          sp = pushForTwo(sp, makeBoolean(a == b));
          ip += 1;
          continue;
        }
        what = PRIM_EQUAL | BINARY;
        break;
      }
      case OP_LOAD_DECREMENT:
        sp = push(sp, slotOf(fp, ip));
        ip += 3;
      case OP_DECREMENT: {
        const a = load<u64>(sp - 8);
        const x = a - 4;
        if ((a & 3) == 0 && <i64>x < <i64>a) {
          store<u64>(sp - 8, x);
          ip += 1;
          continue;
        }
        what = PRIM_DECREMENT | UNARY;
        break;
      }
      case OP_LOAD_LOAD_ARRAY_GET:
        sp = push(sp, slotOf(fp, ip));
        ip += 3;
      case OP_LOAD_ARRAY_GET:
        sp = push(sp, slotOf(fp, ip));
        ip += 3;
      case OP_ARRAY_GET: {
        const x = elementOfArray(load<u64>(sp - 16), load<u64>(sp - 8));
        if (x != UNDECIDED) {
          sp = pushForTwo(sp, x);
          ip += 1;
          continue;
        }
        what = PRIM_ARRAY_GET | BINARY;
        break;
      }
      case OP_ARRAY_SET: {
        const x = load<u64>(sp - 8);
        if (setElementOfArray(load<u64>(sp - 24), load<u64>(sp - 16), x)) {
          sp -= 16;
          store<u64>(sp - 8, x);
          ip += 1;
          continue;
        }
        what = PRIM_ARRAY_SET | TERNARY;
        break;
      }
      case OP_INSTANCE:
      case OP_MUTABLE_INSTANCE:
      case OP_RECORD: {
        const n: u32 = load<u16>(ip, 3);
        const type = constantAt(code, load<u16>(ip, 1));
        sp -= n << 3;
        sp = push(sp, makeOfType(load<u8>(ip), type, sp, n));
        ip += 5;
        if (load<u32>(context, CONTEXT_SAFEPOINT) == 0) continue;
        what = DO_DEFER;
        break;
      }
      case OP_IDENTICAL:
        sp = pushForTwo(sp, makeBoolean(areIdentical(load<u64>(sp - 16), load<u64>(sp - 8))));
        ip += 1;
        continue;
      case OP_NOT:
        store<u64>(sp - 8, makeBoolean(isFalsy(load<u64>(sp - 8))));
        ip += 1;
        continue;
      case OP_IS_NIL:
        store<u64>(sp - 8, makeBoolean(load<u64>(sp - 8) == NIL));
        ip += 1;
        continue;
      case OP_SET_VAR:
        ip += 3;
        what = DO_SET_VAR;
        break;
      case OP_FIELD:
        store<u64>(sp - 8, fieldOf(load<u64>(sp - 8), load<u16>(ip, 1)));
        ip += 3;
        continue;
      default:
        unreachable();
    }
    const count = what >> 16;
    const action = what & 0xffff;
    if (action < DO_CALL) {
      const args = sp - (count << 3);
      const x = callPrimitive(action & ~WIDE, args);
      ip += 1;
      if (x != SENTINEL) {
        store<u64>(args, x);
        sp = args + 8;
        if (load<u32>(context, CONTEXT_SAFEPOINT) != 0) {
          reductions = deferReductions(actor, reductions);
        }
        continue;
      }
    } else if (action == DO_PRIMITIVE_CALL) {
      const args = sp - (count << 3);
      const x = callPrimitive(wrappedPrimitive(load<u64>(args - 8), count), args);
      if (x != SENTINEL) {
        store<u64>(args - 8, x);
        sp = args;
        if (load<u32>(context, CONTEXT_SAFEPOINT) != 0) {
          reductions = deferReductions(actor, reductions);
        }
        continue;
      }
    } else if (action == DO_DEFER) {
      reductions = deferReductions(actor, reductions);
      continue;
    } else if (action == DO_FINISH) {
      return finish(actor, sp);
    }
    store<u32>(fp, ip - code - CODE_TAIL);
    store<u32>(actor, fp, ACTOR_FP);
    store<u32>(actor, sp, ACTOR_SP);
    store<i32>(actor, reductions, ACTOR_REDUCTIONS);
    store<u32>(actor, 0, ACTOR_RETRY);
    if (action == DO_CALL && --reductions <= 0) reductions = deferReductions(actor, 1);
    const outcome = leave(actor, code, ip, what);
    if (outcome != CONTINUE) return outcome;
    fp = load<u32>(actor, ACTOR_FP);
    sp = load<u32>(actor, ACTOR_SP);
    limit = load<u32>(actor, ACTOR_LIMIT);
    code = <u32>load<u64>(fp, FRAME_CODE) - TAG_OBJECT;
    ip = code + CODE_TAIL + load<u32>(fp);
  }
}
