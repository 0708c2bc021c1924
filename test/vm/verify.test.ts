// The verifier of bytecode: it passes what the assembler makes and names what is wrong with the
// rest. Broken code is good code with some bytes changed.

import assert from "node:assert/strict";
import { test } from "node:test";
import { offset, opcode } from "../../gen/tables";
import { type Arity, Machine } from "./machine";

const verdict = {
  verified: 0,
  shape: 1,
  opcode: 2,
  operand: 3,
  target: 4,
  height: 5,
  flow: 6,
  liveness: 7,
  handler: 8,
};

const arity: Arity = {
  parameters: 1,
  locals: 1,
  text: `
      load -1
      store 0
    head:
      load 0
      jump-false done
      load 0
      decrement
      store 0
      jump-back head
    done:
      load 0
      return`,
};

/** Verdict on the code above with `bytes` written at `pc`. */
function verdictWith(pc: number, ...bytes: number[]): number {
  const m = new Machine();
  const code = Number(m.code("f", arity)) - 5;
  bytes.forEach((b, i) => {
    m.view.setUint8(code + offset.code.tail + pc + i, b);
  });
  return m.call("verifyCode", code);
}

test("assembled code passes", () => {
  assert.equal(verdictWith(0), verdict.verified);
});

test("an unknown opcode is found", () => {
  assert.equal(verdictWith(0, 250), verdict.opcode);
});

test("a fused instruction stands where those that it does too follow", () => {
  assert.equal(verdictWith(6, opcode.loadJumpFalse), verdict.verified);
  assert.equal(verdictWith(14, opcode.loadDecrement), verdict.verified);
  assert.equal(verdictWith(14, opcode.loadIncrement), verdict.opcode);
  assert.equal(verdictWith(0, opcode.loadLoadAdd), verdict.opcode);
});

test("slots, constants and primitives must exist", () => {
  assert.equal(verdictWith(1, 0xfe, 0xff), verdict.operand); // slot -2
  assert.equal(verdictWith(1, 1, 0), verdict.operand); // local 1
  assert.equal(verdictWith(0, opcode.constant, 9, 0), verdict.operand);
  assert.equal(verdictWith(0, opcode.primitive, 0xff, 0xff), verdict.operand);
});

test("jumps must land on instructions", () => {
  const jumpFalse = 9;
  assert.equal(verdictWith(jumpFalse + 1, 1), verdict.target);
  assert.equal(verdictWith(jumpFalse + 1, 0xff, 0xff, 0xff, 0x7f), verdict.target);
});

test("operands must be there, and agree where ways meet", () => {
  assert.equal(verdictWith(0, opcode.store), verdict.height);
  assert.equal(verdictWith(3, opcode.load), verdict.height);
});

test("code may not go on past its end, nor hold what nothing leads to", () => {
  const m = new Machine();
  const code = Number(m.code("f", { parameters: 0, text: "nil\nreturn" })) - 5;
  m.view.setUint8(code + offset.code.tail + 1, opcode.nil);
  assert.equal(m.call("verifyCode", code), verdict.height);
  m.view.setUint8(code + offset.code.tail, opcode.nil);
  m.view.setUint8(code + offset.code.tail + 1, opcode.not);
  assert.equal(m.call("verifyCode", code), verdict.flow);
});

test("every safepoint has a liveness row", () => {
  const m = new Machine();
  const code = Number(m.code("f", arity)) - 5;
  const table = Number(m.word(code + offset.code.liveness)) - 5;
  m.view.setUint32(table + offset.string.tail, 1, true); // the row of pc 0
  assert.equal(m.call("verifyCode", code), verdict.liveness);
});

test("a handler's range lies in the code", () => {
  const m = new Machine();
  const text = `
    try:
      load -1
      primitive first
    after:
      return
    entry:
      return
      .handler try after entry 0`;
  const code = Number(m.code("f", { parameters: 1, text })) - 5;
  assert.equal(m.call("verifyCode", code), verdict.verified);
  const table = Number(m.word(code + offset.code.handlers)) - 5;
  m.view.setUint32(table + offset.string.tail + 4, 1000, true);
  assert.equal(m.call("verifyCode", code), verdict.handler);
});
