// Primitives on code objects and templates (tables/primitives/code.ts): the compiler in Lisp makes
// them here, and whoever looks inside a function reads them here.
//
// Code lives in the shared heap and never moves, so everything is promoted before it is made.
// Invariant: Lisp never gets a code object that the verifier has not passed.

import {
  CODE_BYTES,
  CODE_TAIL,
  codeConstants,
  codeHandlers,
  codeLines,
  codeLiveness,
  codeName,
  codePrimitive,
  codeSource,
  FUNCTION_TAIL,
  functionTemplate,
  initCodeBytes,
  initCodeConstants,
  initCodeFeedback,
  initCodeHandlers,
  initCodeLines,
  initCodeLiveness,
  initCodeName,
  initCodePrimitive,
  initCodeShape,
  initCodeSource,
  initFunctionCount,
  initFunctionMeta,
  initFunctionTemplate,
  initNodeCount,
  initTemplateCount,
  initTemplateName,
  initTemplateRequired,
  initTemplateRest,
  KIND_CODE,
  KIND_FUNCTION,
  KIND_NODE,
  KIND_STRING,
  KIND_TEMPLATE,
  KIND_VECTOR,
  NODE_TAIL,
  nodeCount,
  TEMPLATE_TAIL,
  TEMPLATE_TYPE,
  templateCount,
  templateName,
  templateRequired,
  templateRest,
} from "../../gen/kernel/layouts";
import { RAISE_INDEX_OUT_OF_BOUNDS } from "../../gen/kernel/opcodes";
import { CONTEXT_SCRATCH, context, need, raise } from "../context";
import { EMPTY_VECTOR } from "../data/fixed";
import { makeStringOfLatin1, stringLength, stringText } from "../data/string";
import { countVector, makeVectorOf, vectorConj, vectorNth } from "../data/vector";
import { promote } from "../heap/promote";
import { allocateSharedObject } from "../heap/shared";
import { BLOCK_BYTES } from "../heap/space";
import { Addr } from "../value/addr";
import { isOfKind, raiseWrongKind } from "../value/kind";
import {
  addressOf,
  isFixnum,
  makeFixnum,
  makePointer,
  NIL,
  SENTINEL,
  TAG_OBJECT,
  Value,
} from "../value/value";
import { codeLocals, codeParameters, codeStackBytes, SHAPE_PRIMITIVE } from "../vm/code";
import { FRAME_LOCALS } from "../vm/frame";
import { UNVERIFIED, VERIFIED, verifiedPc, verifyCode } from "../vm/verify";

// The parts of a code object, by their place in the vector that make-code takes.
const PART_NAME: u32 = 0;
const PART_CONSTANTS: u32 = 1;
const PART_LINES: u32 = 2;
const PART_LIVENESS: u32 = 3;
const PART_HANDLERS: u32 = 4;
const PART_SOURCE: u32 = 5;
const PART_BYTES: u32 = 6;
const PART_PARAMETERS: u32 = 7;
const PART_LOCALS: u32 = 8;
const PART_OPERANDS: u32 = 9;
const PART_PRIMITIVE: u32 = 10;
const PARTS: u32 = 11;

/** A node in the shared heap of the elements of a vector there. */
function makeSharedNode(vector: Addr): Value {
  const count = countVector(vector);
  const bytes = NODE_TAIL + (count << 3);
  const o = allocateSharedObject(KIND_NODE, bytes);
  if (o == 0) return need(bytes);
  initNodeCount(o, count);
  for (let i: u32 = 0; i < count; i++) {
    store<u64>(o + (i << 3), vectorNth(vector, i), NODE_TAIL);
  }
  return makePointer(o, TAG_OBJECT);
}

export function primMakeNode(elements: Value): Value {
  if (!isOfKind(elements, KIND_VECTOR)) return raiseWrongKind(elements, KIND_VECTOR);
  const shared = promote(elements);
  return shared == SENTINEL ? SENTINEL : makeSharedNode(addressOf(shared));
}

/** Is the part a table of bytes, or nil where there may be none? */
function isTable(part: Value, mayBeNil: bool): bool {
  return isOfKind(part, KIND_STRING) || (mayBeNil && part == NIL);
}

function areNumbers(parts: Addr): bool {
  for (let i = PART_PARAMETERS; i <= PART_PRIMITIVE; i++) {
    const part = vectorNth(parts, i);
    if (!isFixnum(part) || part >> 2 > 0xffff) return false;
  }
  return true;
}

export function primMakeCode(given: Value): Value {
  if (!isOfKind(given, KIND_VECTOR)) return raiseWrongKind(given, KIND_VECTOR);
  if (countVector(addressOf(given)) != PARTS) {
    return raise(RAISE_INDEX_OUT_OF_BOUNDS, given, NIL, NIL);
  }
  const shared = promote(given);
  if (shared == SENTINEL) return SENTINEL;
  const parts = addressOf(shared);
  const bytes = vectorNth(parts, PART_BYTES);
  const constants = vectorNth(parts, PART_CONSTANTS);
  if (!isOfKind(constants, KIND_VECTOR)) return raiseWrongKind(constants, KIND_VECTOR);
  if (
    !isTable(bytes, false) ||
    !isTable(vectorNth(parts, PART_LIVENESS), false) ||
    !isTable(vectorNth(parts, PART_LINES), true) ||
    !isTable(vectorNth(parts, PART_HANDLERS), true) ||
    !areNumbers(parts)
  ) {
    return raiseWrongKind(given, KIND_STRING);
  }
  const node = makeSharedNode(addressOf(constants));
  return node == SENTINEL ? SENTINEL : buildCode(parts, node, addressOf(bytes));
}

function buildCode(parts: Addr, constants: Value, bytes: Addr): Value {
  const length = stringLength(bytes);
  const size = (CODE_TAIL + length + 7) & ~7;
  const o = allocateSharedObject(KIND_CODE, size);
  if (o == 0) return need(size);
  const locals: u64 = vectorNth(parts, PART_LOCALS) >> 2;
  const stack: u64 = <u64>FRAME_LOCALS + ((locals + (vectorNth(parts, PART_OPERANDS) >> 2)) << 3);
  const primitive: u64 = vectorNth(parts, PART_PRIMITIVE) >> 2;
  const flags: u64 = primitive != 0 ? <u64>SHAPE_PRIMITIVE : 0;
  initCodeName(o, vectorNth(parts, PART_NAME));
  initCodeConstants(o, constants);
  initCodeLines(o, vectorNth(parts, PART_LINES));
  initCodeLiveness(o, vectorNth(parts, PART_LIVENESS));
  initCodeHandlers(o, vectorNth(parts, PART_HANDLERS));
  initCodeSource(o, vectorNth(parts, PART_SOURCE));
  const parameters: u64 = vectorNth(parts, PART_PARAMETERS) >> 2;
  initCodeShape(o, parameters | (locals << 16) | ((stack | flags) << 32));
  initCodePrimitive(o, primitive);
  initCodeFeedback(o, 0);
  store<u64>(o + size - 8, 0);
  initCodeBytes(o, length);
  memory.copy(o + CODE_TAIL, stringText(bytes), length);
  const problem = verifyCode(o);
  if (problem == VERIFIED) return makePointer(o, TAG_OBJECT);
  if (problem == UNVERIFIED) return need(2 * length + BLOCK_BYTES);
  return makeFixnum(<i64>problem + ((<i64>verifiedPc()) << 4));
}

export function primMakeTemplate(name: Value, rest: Value, required: Value, codes: Value): Value {
  if (rest != NIL && !isOfKind(rest, KIND_CODE)) return raiseWrongKind(rest, KIND_CODE);
  if (!isOfKind(codes, KIND_VECTOR)) return raiseWrongKind(codes, KIND_VECTOR);
  const count = countVector(addressOf(codes));
  for (let i: u32 = 0; i < count; i++) {
    const code = vectorNth(addressOf(codes), i);
    if (code != NIL && !isOfKind(code, KIND_CODE)) return raiseWrongKind(code, KIND_CODE);
  }
  if (!isFixnum(required)) return raise(RAISE_INDEX_OUT_OF_BOUNDS, required, NIL, NIL);
  const sharedName = promote(name);
  if (sharedName == SENTINEL) return SENTINEL;
  const bytes = TEMPLATE_TAIL + (count << 3);
  const o = allocateSharedObject(KIND_TEMPLATE, bytes);
  if (o == 0) return need(bytes);
  initTemplateName(o, sharedName);
  initTemplateRest(o, rest);
  initTemplateRequired(o, required >> 2);
  store<u64>(o, NIL, TEMPLATE_TYPE);
  initTemplateCount(o, count);
  for (let i: u32 = 0; i < count; i++) {
    store<u64>(o + (i << 3), vectorNth(addressOf(codes), i), TEMPLATE_TAIL);
  }
  return makePointer(o, TAG_OBJECT);
}

export function primMakeFunction(template: Value): Value {
  if (!isOfKind(template, KIND_TEMPLATE)) return raiseWrongKind(template, KIND_TEMPLATE);
  const o = allocateSharedObject(KIND_FUNCTION, FUNCTION_TAIL);
  if (o == 0) return need(FUNCTION_TAIL);
  initFunctionTemplate(o, template);
  initFunctionMeta(o, NIL);
  initFunctionCount(o, 0);
  return makePointer(o, TAG_OBJECT);
}

export function primFnTemplate(f: Value): Value {
  if (!isOfKind(f, KIND_FUNCTION)) return raiseWrongKind(f, KIND_FUNCTION);
  return functionTemplate(addressOf(f));
}

export function primTemplateCodes(template: Value): Value {
  if (!isOfKind(template, KIND_TEMPLATE)) return raiseWrongKind(template, KIND_TEMPLATE);
  const o = addressOf(template);
  const scratch = context + CONTEXT_SCRATCH;
  store<u64>(scratch, templateName(o));
  store<u64>(scratch, templateRest(o), 8);
  store<u64>(scratch, makeFixnum(templateRequired(o)), 16);
  let made = makeVectorOf(scratch, 3);
  const count = <u32>templateCount(o);
  for (let i: u32 = 0; i < count; i++) {
    made = vectorConj(addressOf(made), load<u64>(o + (i << 3), TEMPLATE_TAIL));
  }
  return made;
}

/** The elements of a node as a vector; nodes among them become vectors too. */
function nodeVector(node: Addr, depth: u32): Value {
  let made = EMPTY_VECTOR;
  const count = <u32>nodeCount(node);
  for (let i: u32 = 0; i < count; i++) {
    let x = load<u64>(node + (i << 3), NODE_TAIL);
    if (depth > 0 && isOfKind(x, KIND_NODE)) x = nodeVector(addressOf(x), depth - 1);
    made = vectorConj(addressOf(made), x);
  }
  return made;
}

export function primCodeParts(code: Value): Value {
  if (!isOfKind(code, KIND_CODE)) return raiseWrongKind(code, KIND_CODE);
  const o = addressOf(code);
  const bytes = makeStringOfLatin1(o + CODE_TAIL, load<u32>(o, CODE_BYTES));
  if (bytes == SENTINEL) return SENTINEL;
  const locals = codeLocals(o);
  const operands = ((codeStackBytes(o) - FRAME_LOCALS) >> 3) - locals;
  const constants = nodeVector(addressOf(codeConstants(o)), 1);
  const scratch = context + CONTEXT_SCRATCH;
  store<u64>(scratch + (PART_NAME << 3), codeName(o));
  store<u64>(scratch + (PART_CONSTANTS << 3), constants);
  store<u64>(scratch + (PART_LINES << 3), codeLines(o));
  store<u64>(scratch + (PART_LIVENESS << 3), codeLiveness(o));
  store<u64>(scratch + (PART_HANDLERS << 3), codeHandlers(o));
  store<u64>(scratch + (PART_SOURCE << 3), codeSource(o));
  store<u64>(scratch + (PART_BYTES << 3), bytes);
  store<u64>(scratch + (PART_PARAMETERS << 3), makeFixnum(codeParameters(o)));
  store<u64>(scratch + (PART_LOCALS << 3), makeFixnum(locals));
  store<u64>(scratch + (PART_OPERANDS << 3), makeFixnum(operands));
  store<u64>(scratch + (PART_PRIMITIVE << 3), makeFixnum(codePrimitive(o)));
  return makeVectorOf(scratch, PARTS);
}

export function primFnPrimitive(f: Value, n: Value): Value {
  if (!isOfKind(f, KIND_FUNCTION) || !isFixnum(n)) return NIL;
  const template = addressOf(functionTemplate(addressOf(f)));
  const i = n >> 2;
  if (i >= templateCount(template)) return NIL;
  const code = load<u64>(template + ((<u32>i) << 3), TEMPLATE_TAIL);
  if (code == NIL) return NIL;
  const primitive = codePrimitive(addressOf(code));
  return primitive == 0 ? NIL : makeFixnum(primitive - 1);
}
