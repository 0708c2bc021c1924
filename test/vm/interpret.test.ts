// The interpreter: calls, loops and arithmetic.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fixnum, Machine, slice } from "./machine";

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
      call 1
      global $fib
      load -1
      integer 2
      subtract
      call 1
      add
      return`;

test("fib calls itself through its var", (t) => {
  const m = new Machine();
  const f = m.define("fib", [{ parameters: 1, text: fib }]);
  assert.equal(m.run(f, [fixnum(10)]), slice.done);
  assert.equal(m.result, fixnum(55));
  m.run(f, [fixnum(27)]);
  const times = [1, 2, 3].map(() => {
    const start = performance.now();
    m.run(f, [fixnum(30)]);
    return performance.now() - start;
  });
  assert.equal(m.result, fixnum(832040));
  t.diagnostic(`fib(30) in ${Math.min(...times).toFixed(1)} ms`);
});

test("a loop goes back until its test fails, and can be pre-empted at each turn", () => {
  const m = new Machine();
  const text = `
      integer 0
      store 0
    head:
      load 0
      load -1
      less
      jump-false done
      load 0
      increment
      store 0
      jump-back head
    done:
      load 0
      return`;
  const f = m.define("loop", [{ parameters: 1, locals: 1, text }]);
  assert.equal(m.run(f, [fixnum(100000)]), slice.done);
  assert.equal(m.result, fixnum(100000));
  assert.equal(m.run(f, [fixnum(50)], 1), slice.done);
  assert.equal(m.result, fixnum(50));
});
