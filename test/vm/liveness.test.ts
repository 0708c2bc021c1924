// Liveness of assembled code: dead slots are dead, and every safepoint has a row.

import assert from "node:assert/strict";
import { test } from "node:test";
import { encodeHandlers, encodeLiveness } from "../../seed/liveness";
import { assemble } from "./assembler";

const fib = `
      load -1
      integer 2
      less
      jump-false else
      load -1
      return
else: 
      global $fib
      load -1
      integer 1
      subtract
second:
      call 1
kept:
      global $fib
      load -1
      integer 2
      subtract
      call 1
last: 
      add
      return
`;

test("an argument dies after its last use", () => {
  const { liveness, labels } = assemble(fib, { parameters: 1 });
  const at = (pc: number | undefined) => liveness.rows.find((row) => row.pc === pc);
  assert.deepEqual(at(0), { pc: 0, height: 0, live: 2n });
  assert.deepEqual(at(labels.get("kept")), { pc: labels.get("kept"), height: 0, live: 2n });
  assert.deepEqual(at(labels.get("last")), { pc: labels.get("last"), height: 1, live: 0n });
  assert.equal(liveness.maximum, 4);
});

test("the closure slot lives while it is read, and a loop keeps what it reads again", () => {
  const { liveness, labels } = assemble(
    `
      load -1
      store 0
    head:
      load 0
      closed 0
      less
      jump-false done
      load 0
      increment
      store 0
      jump-back head
    done:
      nil
      return`,
    { parameters: 1, locals: 1 },
  );
  const head = liveness.rows.find((row) => row.pc === labels.get("head"));
  assert.equal(head?.live, 0b101n);
});

test("a handler keeps its slots alive in the whole range", () => {
  const { liveness, labels, handlers } = assemble(
    `
    try:
      load -1
      primitive first
    after:
      return
    entry:
      pop
      load -2
      return
      .handler try after entry 0`,
    { parameters: 2 },
  );
  const row = liveness.rows.find((r) => r.pc === labels.get("after"));
  assert.equal(row?.live, 0b010n);
  assert.deepEqual([...encodeHandlers(handlers)], [1, 0, 0, 0, 6, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0]);
});

test("two ways to one place must agree in height", () => {
  const text = "load -1\njump-false a\nnil\na:\nnil\nreturn";
  assert.throws(() => assemble(text, { parameters: 1 }), /height at/);
  assert.throws(() => assemble("return", { parameters: 0 }), /pops too much/);
  assert.throws(() => assemble("nil\nreturn\nnil", { parameters: 0 }), /leads to it/);
});

test("rows are encoded with a bitmap as wide as the slots", () => {
  const rows = [{ pc: 7, height: 2, live: 0x101n }];
  assert.deepEqual([...encodeLiveness(rows, 9)], [7, 0, 0, 0, 2, 0, 1, 1]);
});
