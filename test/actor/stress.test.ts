// Frames hold what they must: with a collection at every call and loop turn, a full one with
// verification now and then, and freed memory poisoned, programs still compute the same.

import assert from "node:assert/strict";
import { test } from "node:test";
import { kind } from "../../gen/tables";
import { fixnum, Machine } from "../vm/machine";

function machine(): Machine {
  const m = new Machine();
  m.call("setStress", 1, 1);
  m.call("setPoison", 1);
  return m;
}

function runToValue(m: Machine, f: bigint): bigint {
  const actor = m.spawn(f);
  assert.deepEqual(m.runActors(100_000_000), [4, actor]);
  assert.equal(m.call("actorOutcome", actor), 0);
  assert.equal(m.call("violationCount"), 0);
  const value = m.resultOf(actor);
  m.call("releaseActor", actor);
  return value;
}

/** (tree n) is a tree of conses of depth n, (size t) counts its leaves. */
function defineTrees(m: Machine): void {
  const tree = `
      load -1
      integer 0
      number-equal
      jump-false inner
      nil
      return
    inner:
      global $tree
      load -1
      decrement
      call 1
      store 0
      load 0
      global $tree
      load -1
      decrement
      call 1
      nil
      primitive cons
      primitive cons
      return`;
  m.define("tree", [{ parameters: 1, locals: 1, text: tree }]);
  const size = `
      load -1
      jump-nil leaf
      global $size
      load -1
      primitive first
      call 1
      global $size
      load -1
      primitive rest
      primitive first
      call 1
      add
      return
    leaf:
      integer 1
      return`;
  m.define("size", [{ parameters: 1, text: size }]);
}

test("trees built and walked by recursion", () => {
  const m = machine();
  defineTrees(m);
  const text = "global $size\nglobal $tree\ninteger 9\ncall 1\ncall 1\nreturn";
  assert.equal(runToValue(m, m.define("main", [{ parameters: 0, text }])), fixnum(512));
});

test("closures and rest arguments", () => {
  const m = machine();
  defineTrees(m);
  // (fn [x] (fn [& r] (+ x (first r) (size t)))) with t in a closure
  const inner = m.template("inner", [
    {
      parameters: 1,
      variadic: true,
      text: "closed 0\nload -1\nprimitive first\nadd\nglobal $size\nclosed 1\ncall 1\nadd\nreturn",
    },
  ]);
  const make = `
      load -1
      global $tree
      integer 4
      call 1
      closure $inner 2
      return`;
  m.define("make", [{ parameters: 1, text: make }], { inner });
  const text = `
      integer 0
      store 0
      integer 0
      store 1
    head:
      load 0
      integer 30
      less
      jump-false done
      load 1
      global $make
      load 0
      call 1
      load 0
      nil
      nil
      call 3
      add
      store 1
      load 0
      increment
      store 0
      jump-back head
    done:
      load 1
      return`;
  const f = m.define("main", [{ parameters: 0, locals: 2, text }]);
  assert.equal(runToValue(m, f), fixnum(30 * 29 + 30 * 16));
});

test("two actors that allocate and send each other what they made", () => {
  const m = machine();
  defineTrees(m);
  const receiver = `
      nil
      primitive mail-wait
      pop
      primitive mail-next
      primitive reduced-value
      store 0
      primitive mail-take
      pop
      global $size
      global $tree
      integer 5
      call 1
      call 1
      global $size
      load 0
      call 1
      add
      return`;
  const sender = `
      primitive self
      pop
      load -1
      global $tree
      integer 6
      call 1
      primitive send
      pop
      nil
      return`;
  m.define("sender", [{ parameters: 1, text: sender }]);
  const r = m.spawn(m.define("receiver", [{ parameters: 0, locals: 1, text: receiver }]));
  m.setVar("to", m.object(kind.pid, [BigInt(m.view.getUint32(r + 100, true)), 0n]));
  // (do (sender to) (size (tree 3)))
  const text = `
      global $sender
      global $to
      call 1
      pop
      global $size
      global $tree
      integer 3
      call 1
      call 1
      return`;
  const main = m.spawn(m.define("main", [{ parameters: 0, text }]));
  const results = new Map<number, bigint>();
  while (results.size < 2) {
    const [answer, actor] = m.runActors(100_000_000);
    assert.equal(answer, 4);
    results.set(actor, m.resultOf(actor));
  }
  assert.equal(m.call("violationCount"), 0);
  assert.deepEqual([...results.values()].sort(), [fixnum(8), fixnum(32 + 64)].sort());
  assert.ok(results.has(main));
});
