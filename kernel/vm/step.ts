// Small steps of the interpreter that several handlers share: where a slot or a constant lies,
// comparisons and products of numbers, making a closure, finding a case. The optimizer inlines
// them.
//
// Invariant: none of them changes the actor's record.

import {
  CODE_CONSTANTS,
  FUNCTION_TAIL,
  INSTANCE_COUNT,
  INSTANCE_TAIL,
  initFunctionCount,
  initFunctionMeta,
  initFunctionTemplate,
  initInstanceCount,
  initInstanceType,
  initRecordCount,
  initRecordExtra,
  initRecordMeta,
  initRecordType,
  KIND_FUNCTION,
  KIND_INSTANCE,
  KIND_MUTABLE_INSTANCE,
  KIND_RECORD,
  MUTABLE_INSTANCE_TAIL,
  NODE_COUNT,
  NODE_TAIL,
  RECORD_COUNT,
  RECORD_TAIL,
} from "../../gen/kernel/layouts";
import { OP_INSTANCE, OP_RECORD } from "../../gen/kernel/opcodes";
import { UNDECIDED } from "../data/glance";
import { allocate, allocateObject } from "../heap/allocate";
import { resolve } from "../heap/barrier";
import { kindOf, writeHeader } from "../heap/kinds";
import { Addr } from "../value/addr";
import {
  addressOf,
  areFixnums,
  areFlonums,
  decodeFlonum,
  encodeFlonum,
  FALSE,
  fixnumValue,
  isFixnum,
  isFlonum,
  makeBoolean,
  makeFixnum,
  makePointer,
  NIL,
  SENTINEL,
  TAG_OBJECT,
  Value,
} from "../value/value";
import { codeParameters } from "./code";
import { recordType } from "./feedback";
import { FRAME_LOCALS } from "./frame";
import { findMethodForSite } from "./method_cache";

export function constantAt(code: Addr, k: u32): Value {
  return load<u64>(<u32>load<u64>(code, CODE_CONSTANTS) - TAG_OBJECT + (k << 3), NODE_TAIL);
}

export { UNDECIDED };

/** Arguments lie below the two words of the header, locals above them. */
export function slotAddr(fp: Addr, slot: i32): Addr {
  return fp + (slot << 3) + (~(slot >> 31) & FRAME_LOCALS);
}

export function functionSlot(fp: Addr, code: Addr): Addr {
  return fp - (codeParameters(code) << 3) - 8;
}

/** The slot that the instruction at `ip` names. */
export function slotOf(fp: Addr, ip: Addr): Value {
  return load<u64>(slotAddr(fp, load<i16>(ip, 1)));
}

/** Pushes a word; answers where the next one goes. */
export function push(sp: Addr, x: Value): Addr {
  store<u64>(sp, x);
  return sp + 8;
}

/** Pushes a word in place of the two topmost operands. */
export function pushForTwo(sp: Addr, x: Value): Addr {
  store<u64>(sp - 16, x);
  return sp - 8;
}

/** A double as a flonum, or UNDECIDED where it must be boxed. */
export function flonumOf(x: f64): Value {
  const word = encodeFlonum(x);
  return isFlonum(word) ? word : UNDECIDED;
}

/** The sum of small numbers, or UNDECIDED. */
export function addSmall(a: Value, b: Value): Value {
  if (areFixnums(a, b)) {
    const x = a + b;
    return <i64>((a ^ x) & (b ^ x)) >= 0 ? x : UNDECIDED;
  }
  return areFlonums(a, b) ? flonumOf(decodeFlonum(a) + decodeFlonum(b)) : UNDECIDED;
}

/** The difference of small numbers, or UNDECIDED. */
export function subtractSmall(a: Value, b: Value): Value {
  if (areFixnums(a, b)) {
    const x = a - b;
    return <i64>((a ^ b) & (a ^ x)) >= 0 ? x : UNDECIDED;
  }
  return areFlonums(a, b) ? flonumOf(decodeFlonum(a) - decodeFlonum(b)) : UNDECIDED;
}

/** The product of small numbers, or UNDECIDED. */
export function multiplySmall(a: Value, b: Value): Value {
  if (areFixnums(a, b)) return multiplyFixnums(a, b);
  return areFlonums(a, b) ? flonumOf(decodeFlonum(a) * decodeFlonum(b)) : UNDECIDED;
}

/** The product of two fixnums, or UNDECIDED when that is not certain to be one. */
export function multiplyFixnums(a: Value, b: Value): Value {
  const x = fixnumValue(a);
  const y = fixnumValue(b);
  if (x != <i64>(<i32>x) || y != <i64>(<i32>y)) return UNDECIDED;
  const product = x * y;
  return product == (product << 2) >> 2 ? makeFixnum(product) : UNDECIDED;
}

export function makeClosure(template: Value, values: Addr, n: u32): Value {
  const o = allocateObject(KIND_FUNCTION, FUNCTION_TAIL + (n << 3));
  initFunctionTemplate(o, template);
  initFunctionMeta(o, NIL);
  initFunctionCount(o, <u64>n);
  memory.copy(o + FUNCTION_TAIL, values, n << 3);
  return makePointer(o, TAG_OBJECT);
}

/**
 * Distance to the target that the node of keys and targets by turns has for `key`. A node with one
 * element more has its keys in order: small integers only, or characters only.
 */
export function findCase(cases: Value, key: Value, otherwise: i32): i32 {
  const node = addressOf(cases);
  const count = load<u32>(node, NODE_COUNT);
  if ((count & 1) != 0) return findOrdered(node + NODE_TAIL, count >> 1, key, otherwise);
  for (let i: u32 = 0; i < count; i += 2) {
    const at = node + (i << 3);
    if (load<u64>(at, NODE_TAIL) == key) return <i32>fixnumValue(load<u64>(at, NODE_TAIL + 8));
  }
  return otherwise;
}

/** As findCase, for n keys in order: at once where they have no gaps, else by halving. */
function findOrdered(rows: Addr, n: u32, key: Value, otherwise: i32): i32 {
  const first = load<u64>(rows);
  const guess = (key - first) >> (isFixnum(first) ? 2 : 32);
  if (guess < <u64>n && load<u64>(rows + ((<u32>guess) << 4)) == key) {
    return <i32>fixnumValue(load<u64>(rows + ((<u32>guess) << 4), 8));
  }
  let low: u32 = 0;
  let high = n;
  while (low < high) {
    const middle = (low + high) >> 1;
    const at = rows + (middle << 4);
    if (load<u64>(at) == key) return <i32>fixnumValue(load<u64>(at, 8));
    if (<i64>load<u64>(at) < <i64>key) low = middle + 1;
    else high = middle;
  }
  return otherwise;
}

/** The method of an invoke instruction for a receiver of the type, noted there; or the sentinel. */
export function lookUpMethod(code: Addr, site: Addr, type: Value, n: u32): Value {
  const k: u32 = load<u16>(site, 1);
  const method = findMethodForSite(site, type, constantAt(code, k), n);
  if (method == NIL || method == SENTINEL) return SENTINEL;
  recordType(code, k, type);
  return method;
}

/** An instance or record, as the instruction says, of `type` with the `n` fields at `values`. */
export function makeOfType(op: u32, type: Value, values: Addr, n: u32): Value {
  let tail = INSTANCE_TAIL;
  if (op == OP_RECORD) tail = RECORD_TAIL;
  const o = allocate(tail + (n << 3));
  if (op == OP_RECORD) {
    writeHeader(o, KIND_RECORD);
    initRecordType(o, type);
    initRecordMeta(o, NIL);
    initRecordExtra(o, NIL);
    initRecordCount(o, <u64>n);
  } else {
    writeHeader(o, op == OP_INSTANCE ? KIND_INSTANCE : KIND_MUTABLE_INSTANCE);
    initInstanceType(o, type);
    initInstanceCount(o, <u64>n);
  }
  memory.copy(o + tail, values, n << 3);
  return makePointer(o, TAG_OBJECT);
}

/** Field i of an instance or record that has so many, or UNDECIDED. */
export function readField(x: Value, i: u32): Value {
  const o = addressOf(x);
  const kind = kindOf(o);
  if (kind == KIND_INSTANCE) {
    return i < load<u32>(o, INSTANCE_COUNT) ? load<u64>(o + (i << 3), INSTANCE_TAIL) : UNDECIDED;
  }
  if (kind == KIND_RECORD) {
    return i < load<u32>(o, RECORD_COUNT) ? load<u64>(o + (i << 3), RECORD_TAIL) : UNDECIDED;
  }
  if (kind != KIND_MUTABLE_INSTANCE) return UNDECIDED;
  const at = resolve(o);
  return i < load<u32>(at, INSTANCE_COUNT) ? load<u64>(at + (i << 3), INSTANCE_TAIL) : UNDECIDED;
}

/** Field i of an instance or record. */
export function fieldOf(x: Value, i: u32): Value {
  const o = addressOf(x);
  const kind = kindOf(o);
  if (kind == KIND_INSTANCE) return load<u64>(o + (i << 3), INSTANCE_TAIL);
  if (kind == KIND_RECORD) return load<u64>(o + (i << 3), RECORD_TAIL);
  return load<u64>(resolve(o) + (i << 3), MUTABLE_INSTANCE_TAIL);
}

export function compareLess(a: Value, b: Value): Value {
  if (areFixnums(a, b)) return makeBoolean(<i64>a < <i64>b);
  return areFlonums(a, b) ? makeBoolean(decodeFlonum(a) < decodeFlonum(b)) : UNDECIDED;
}

export function compareLessEqual(a: Value, b: Value): Value {
  if (areFixnums(a, b)) return makeBoolean(<i64>a <= <i64>b);
  return areFlonums(a, b) ? makeBoolean(decodeFlonum(a) <= decodeFlonum(b)) : UNDECIDED;
}

export function compareGreater(a: Value, b: Value): Value {
  if (areFixnums(a, b)) return makeBoolean(<i64>a > <i64>b);
  return areFlonums(a, b) ? makeBoolean(decodeFlonum(a) > decodeFlonum(b)) : UNDECIDED;
}

export function compareGreaterEqual(a: Value, b: Value): Value {
  if (areFixnums(a, b)) return makeBoolean(<i64>a >= <i64>b);
  return areFlonums(a, b) ? makeBoolean(decodeFlonum(a) >= decodeFlonum(b)) : UNDECIDED;
}

export function compareEqual(a: Value, b: Value): Value {
  if (areFixnums(a, b)) return makeBoolean(<i64>a == <i64>b);
  return areFlonums(a, b) ? makeBoolean(decodeFlonum(a) == decodeFlonum(b)) : UNDECIDED;
}
