// Actors: slices, mailboxes, timers, host primitives, and how they end.

import assert from "node:assert/strict";
import { test } from "node:test";
import { kind, primitive } from "../../gen/tables";
import { fixnum, Machine, NIL, TRUE } from "../vm/machine";

const answer = { host: 1, idle: 2, budget: 3, exit: 4 };
const outcome = { returned: 0, thrown: 1, raised: 2 };

const counting = (limit: number): string => `
      integer 0
      store 0
    head:
      load 0
      integer ${limit}
      less
      jump-false done
      load 0
      increment
      store 0
      jump-back head
    done:
      load 0
      return`;

const endless = "head:\njump-back head";

test("an actor runs to its end and leaves its value", () => {
  const m = new Machine();
  const f = m.define("count", [{ parameters: 0, locals: 1, text: counting(100000) }]);
  const actor = m.spawn(f);
  assert.deepEqual(m.runActors(), [answer.exit, actor]);
  assert.equal(m.call("actorOutcome", actor), outcome.returned);
  assert.equal(m.resultOf(actor), fixnum(100000));
  m.call("releaseActor", actor);
  assert.deepEqual(m.runActors()[0], answer.idle);
  assert.equal(m.call("countActors"), 0);
});

test("an endless loop does not stop another actor", () => {
  const m = new Machine();
  m.spawn(m.define("endless", [{ parameters: 0, text: endless }]));
  const f = m.define("count", [{ parameters: 0, locals: 1, text: counting(20000) }]);
  const counter = m.spawn(f);
  assert.deepEqual(m.runActors(), [answer.exit, counter]);
  assert.deepEqual(m.runActors(10)[0], answer.budget);
});

test("one actor can be run alone", () => {
  const m = new Machine();
  const other = m.spawn(m.define("endless", [{ parameters: 0, text: endless }]));
  const f = m.define("count", [{ parameters: 0, locals: 1, text: counting(5000) }]);
  const counter = m.spawn(f);
  assert.equal(m.call("runActor", counter, 100), answer.exit);
  assert.equal(m.call("runActor", other, 100), answer.budget);
});

test("a host primitive parks its actor until the host answers", () => {
  const m = new Machine();
  const text = "constant $path\nprimitive read-file\nreturn";
  const path = m.name("a.txt");
  const actor = m.spawn(m.define("f", [{ parameters: 0, text }], { path }));
  assert.deepEqual(m.runActors(), [answer.host, actor]);
  assert.equal(m.view.getUint32(0x100c, true), primitive.readFile);
  assert.equal(m.word(m.call("hostArguments", actor)), path);
  assert.deepEqual(m.runActors()[0], answer.idle);
  m.call("hostReturn", actor, fixnum(7));
  assert.deepEqual(m.runActors(), [answer.exit, actor]);
  assert.equal(m.resultOf(actor), fixnum(7));
});

test("a raise before Lisp can build exceptions ends the actor", () => {
  const m = new Machine();
  const actor = m.spawn(m.define("f", [{ parameters: 0, text: "nil\nincrement\nreturn" }]));
  assert.deepEqual(m.runActors(), [answer.exit, actor]);
  assert.equal(m.call("actorOutcome", actor), outcome.raised);
  assert.equal(m.raised[0], "numberIsNil");
});

test("an interrupt is raised in a loop that never ends, and wakes who waits", () => {
  const m = new Machine();
  const busy = m.spawn(m.define("endless", [{ parameters: 0, text: endless }]));
  assert.equal(m.runActors(10)[0], answer.budget);
  m.call("interrupt", busy, 1);
  assert.deepEqual(m.runActors(), [answer.exit, busy]);
  assert.equal(m.raised[0], "interrupted");
  const text = "integer 100000\nprimitive sleep\nreturn";
  const asleep = m.spawn(m.define("f", [{ parameters: 0, text }]));
  assert.equal(m.runActors()[0], answer.idle);
  m.call("interrupt", asleep, 1);
  assert.deepEqual(m.runActors(), [answer.exit, asleep]);
  assert.equal(m.call("nextDeadline"), 0);
});

test("messages come in order, and a receive may skip some", () => {
  const m = new Machine();
  const sender = `
      global $to
      integer 1
      primitive send
      pop
      global $to
      integer 2
      primitive send
      return`;
  // Takes the second message first: skips one, then takes what is left.
  const receiver = `
      nil
      primitive mail-wait
      pop
      primitive mail-skip
      pop
      nil
      primitive mail-wait
      pop
      primitive mail-next
      primitive reduced-value
      store 0
      primitive mail-take
      pop
      primitive mail-next
      primitive reduced-value
      primitive mail-take
      pop
      integer 10
      multiply
      load 0
      add
      return`;
  const r = m.spawn(m.define("receiver", [{ parameters: 0, locals: 1, text: receiver }]));
  assert.equal(m.runActors()[0], answer.idle);
  const index = BigInt(m.view.getUint32(r + 100, true));
  m.setVar("to", m.object(kind.pid, [index, 0n]));
  const s = m.spawn(m.define("sender", [{ parameters: 0, text: sender }]));
  assert.deepEqual(m.runActors(), [answer.exit, s]);
  assert.deepEqual(m.runActors(), [answer.exit, r]);
  assert.equal(m.resultOf(r), fixnum(12));
});

test("an actor that sleeps is woken at its deadline, the earliest first", async () => {
  const m = new Machine();
  const sleeper = (ms: number): number => {
    const text = `integer ${ms}\nprimitive sleep\nreturn`;
    return m.spawn(m.define(`sleep${ms}`, [{ parameters: 0, text }]));
  };
  const long = sleeper(60);
  const short = sleeper(20);
  const ended: number[] = [];
  while (ended.length < 2) {
    const [why, actor] = m.runActors();
    if (why === answer.exit) ended.push(actor);
    else await new Promise((resolve) => setTimeout(resolve, 5));
  }
  assert.deepEqual(ended, [short, long]);
  assert.equal(m.resultOf(short), NIL);
});

test("a wait for mail ends at its deadline", async () => {
  const m = new Machine();
  const text = "primitive now\ninteger 200\nadd\nprimitive mail-wait\nnot\nreturn";
  const actor = m.spawn(m.define("f", [{ parameters: 0, text }]));
  assert.equal(m.runActors()[0], answer.idle);
  assert.ok((m.call("nextDeadline") as number) > 0);
  await new Promise((resolve) => setTimeout(resolve, 250));
  assert.deepEqual(m.runActors(), [answer.exit, actor]);
  assert.equal(m.resultOf(actor), TRUE);
});

test("nurseries of actors that allocate are collected, each for itself", () => {
  const m = new Machine();
  // (loop [i 0 l nil] (if (< i n) (recur (inc i) (cons i l)) (first l)))
  const text = `
      integer 0
      store 0
      nil
      store 1
    head:
      load 0
      integer 200000
      less
      jump-false done
      load 0
      load 1
      primitive cons
      store 1
      load 0
      increment
      store 0
      jump-back head
    done:
      load 1
      primitive first
      return`;
  const f = m.define("build", [{ parameters: 0, locals: 2, text }]);
  const actors = [1, 2, 3].map(() => m.spawn(f));
  for (const actor of actors) {
    assert.deepEqual(m.runActors(), [answer.exit, actor]);
    assert.equal(m.resultOf(actor), fixnum(199999));
    m.call("releaseActor", actor);
  }
});
