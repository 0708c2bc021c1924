// Calls beyond the fast path: what is no function, spread sequences, methods, exceptions, deep
// stacks.

import assert from "node:assert/strict";
import { test } from "node:test";
import { condition, kind, offset } from "../../gen/tables";
import { fixnum, Machine, NIL, slice } from "./machine";

/** A machine whose raises throw a throwable with the condition's code as its data. */
function machineThatThrows(): Machine {
  const m = new Machine();
  const type = m.object(kind.type, [1n, m.name("Exception"), NIL, NIL, NIL, NIL]);
  const text = "constant $type\nnil\nnil\nload -5\nprimitive throwable\nthrow";
  m.define("raise", [{ parameters: 5, text }], { type });
  m.call("setRaiseVar", Number(m.globalVar("raise")) - 5);
  return m;
}

/** Runs `text` with a handler around it that answers the code of the condition it raises. */
function conditionOf(m: Machine, text: string, given = {}): string | undefined {
  const wrapped = `
    try:
      ${text}
    after:
      return
    entry:
      primitive throwable-data
      return
      .handler try after entry 0`;
  const f = m.define("f", [{ parameters: 0, text: wrapped }], given);
  assert.equal(m.run(f, []), slice.done);
  const code = m.result;
  return Object.entries(condition).find(([, n]) => fixnum(n) === code)?.[0];
}

const evaluate = (m: Machine, text: string, given = {}): bigint => {
  const f = m.define("f", [{ parameters: 0, text: `${text}\nreturn` }], given);
  assert.equal(m.run(f, []), slice.done);
  return m.result;
};

const entries = (m: Machine, ...words: bigint[]): bigint =>
  m.object(kind.arrayMap, [m.node(words), NIL]);

test("keywords, maps and vectors look up in their operands", () => {
  const m = new Machine();
  const key = m.object(kind.keyword, [NIL, m.name("a")]);
  const other = m.object(kind.keyword, [NIL, m.name("b")]);
  const map = entries(m, key, fixnum(1));
  const given = { key, other, map };
  assert.equal(evaluate(m, "constant $key\nconstant $map\ncall 1", given), fixnum(1));
  assert.equal(evaluate(m, "constant $other\nconstant $map\ncall 1", given), NIL);
  assert.equal(evaluate(m, "constant $other\nconstant $map\ninteger 5\ncall 2", given), fixnum(5));
  assert.equal(evaluate(m, "constant $map\nconstant $key\ncall 1", given), fixnum(1));
  assert.equal(evaluate(m, "constant $map\nconstant $other\ninteger 5\ncall 2", given), fixnum(5));
  assert.equal(evaluate(m, "integer 7\nprimitive vector-1\ninteger 0\ncall 1"), fixnum(7));
});

test("what cannot be called, or not so, raises", () => {
  const m = machineThatThrows();
  const key = m.object(kind.keyword, [NIL, m.name("a")]);
  assert.equal(conditionOf(m, "integer 1\ninteger 2\ncall 1"), "notAFunction");
  assert.equal(conditionOf(m, "nil\ncall 0"), "callsNil");
  assert.equal(conditionOf(m, "constant $key\ncall 0", { key }), "arity");
  assert.equal(conditionOf(m, "integer 7\nprimitive vector-1\nnil\ncall 1"), "notIntegerKey");
  assert.equal(conditionOf(m, "integer 7\nprimitive vector-1\ncall 0"), "arity");
  assert.equal(conditionOf(m, "global $nowhere"), "unboundVar");
  assert.equal(conditionOf(m, "true\njump-false no\nnil\nthrow\nno:\nnil"), "throwsNil");
  assert.equal(conditionOf(m, "true\njump-false no\ninteger 1\nthrow\nno:\nnil"), "notThrowable");
});

test("a var is called through its root", () => {
  const m = new Machine();
  const f = m.define("three", [{ parameters: 0, text: "integer 3\nreturn" }]);
  assert.equal(evaluate(m, "constant $f\ncall 0", { f }), fixnum(3));
  assert.equal(evaluate(m, "constant $three\ncall 0"), fixnum(3)); // the var itself
});

test("a sequence is spread over parameters, and the rest stays a sequence", () => {
  const m = machineThatThrows();
  const first = { parameters: 2, text: "load -2\nreturn", variadic: true as const };
  m.define("first-of", [first]);
  const rest = { parameters: 2, text: "load -1\nreturn", variadic: true as const };
  m.define("rest-of", [rest]);
  m.define("two", [{ parameters: 2, text: "load -1\nload -2\nsubtract\nreturn" }]);
  const list = "integer 1\ninteger 4\nnil\nprimitive cons\nprimitive cons";
  assert.equal(evaluate(m, `global $first-of\n${list}\nprimitive apply`), fixnum(1));
  assert.equal(
    evaluate(m, `global $rest-of\n${list}\nprimitive apply\nprimitive first`),
    fixnum(4),
  );
  assert.equal(evaluate(m, `global $two\n${list}\nprimitive apply`), fixnum(3));
  assert.equal(
    evaluate(m, `global $two\ninteger 9\n${list}\nprimitive rest\ncall-rest 2`),
    fixnum(-5),
  );
  const million = "integer 0\ninteger 1000000\ninteger 1\nprimitive range";
  assert.equal(
    evaluate(m, `global $rest-of\n${million}\nprimitive apply\nprimitive count`),
    fixnum(999999),
  );
  assert.equal(conditionOf(m, `global $two\n${million}\nprimitive apply`), "arity");
  assert.equal(conditionOf(m, "global $two\nnil\nprimitive apply"), "arity");
  assert.equal(evaluate(m, "global $rest-of\nnil\ninteger 3\ncall 2\nprimitive first"), fixnum(3));
});

test("a method is found through Lisp once, then in the cache", () => {
  const m = new Machine();
  const type = m.object(kind.type, [1n, m.name("T"), NIL, NIL, NIL, NIL]);
  const selector = m.object(kind.keyword, [NIL, m.name("foo")]);
  const object = m.object(kind.instance, [type, 1n, fixnum(40)]);
  const method = m.define("method", [
    { parameters: 2, text: "load -2\nfield 0\nload -1\nadd\nreturn" },
  ]);
  // (fn [selector arguments] (cache-method T selector method) (apply method arguments))
  const invoke = `
      constant $type
      load -2
      constant $method
      primitive cache-method
      pop
      constant $method
      load -1
      primitive apply
      return`;
  m.define("invoke", [{ parameters: 2, text: invoke }], { type, method });
  m.call("setKernelVar", 1, Number(m.globalVar("invoke")) - 5);
  const text = "nil\nconstant $object\ninteger 2\ninvoke $selector 2";
  assert.equal(evaluate(m, text, { object, selector }), fixnum(42));
  m.setVar("invoke", NIL);
  assert.equal(evaluate(m, text, { object, selector }), fixnum(42));
});

test("a call site remembers the types of its receivers", () => {
  const m = new Machine();
  const selector = m.object(kind.keyword, [NIL, m.name("foo")]);
  const method = m.define("method", [{ parameters: 1, text: "nil\nreturn" }]);
  const instances = [7n, 8n].map((id) => {
    const type = m.object(kind.type, [id, m.name("T"), NIL, NIL, NIL, NIL]);
    evaluate(m, "constant $type\nconstant $selector\nconstant $method\nprimitive cache-method", {
      type,
      selector,
      method,
    });
    return m.object(kind.instance, [type, 0n]);
  });
  const text = "nil\nload -1\ninvoke $selector 1\nreturn";
  const f = m.define("site", [{ parameters: 1, text }], { selector });
  const template = Number(m.word(Number(f) - 5 + offset.function.template)) - 5;
  const code = Number(m.word(template + offset.template.tail + 8)) - 5;
  const seen = [instances[0], instances[0], instances[1], instances[0]].map((x) => {
    m.run(f, [x as bigint]);
    return m.call("feedbackAt", code, 0) >>> 0;
  });
  assert.deepEqual(seen, [7, 7, 0x80000000, 0x80000000]);
  assert.equal(m.call("verifyCode", code), 0);
});

const deep = `
      load -1
      jump-nil bottom
      global $deep
      load -1
      integer 1
      number-equal
      jump-true last
      load -1
      decrement
      call 1
      increment
      return
    last:
      nil
      call 1
      increment
      return
    bottom:
      integer 0
      return`;

test("a million calls fit inside each other, and an overflow can be caught", () => {
  const m = machineThatThrows();
  const f = m.define("deep", [{ parameters: 1, text: deep }]);
  assert.equal(m.run(f, [fixnum(1000)]), slice.done);
  assert.equal(m.result, fixnum(1000));
  const small = "global $deep\ninteger 100000\ncall 1";
  assert.equal(conditionOf(m, small), "stackOverflow");
  assert.equal(conditionOf(m, small), "stackOverflow");
  assert.equal(m.run(f, [fixnum(1000)]), slice.done);
  const big = new Machine(32768, 512 << 20);
  const g = big.define("deep", [{ parameters: 1, text: deep }]);
  assert.equal(big.run(g, [fixnum(1000000)]), slice.done);
  assert.equal(big.result, fixnum(1000000));
});

test("an exception notes the frames that were waiting", () => {
  const m = machineThatThrows();
  const inner = "nil\nincrement\nreturn";
  m.define("inner", [{ parameters: 0, text: inner }]);
  const outer = `
    try:
      global $inner
      call 0
    after:
      return
    entry:
      primitive throwable-trace
      return
      .handler try after entry 0`;
  const f = m.define("outer", [{ parameters: 0, text: outer }]);
  assert.equal(m.run(f, []), slice.done);
  m.setVar("trace", m.result);
  const names = [0, 1, 2].map((i) => {
    const text = `global $trace\ninteger ${i}\nprimitive nth\ninteger 0\nprimitive nth`;
    return m.text(evaluate(m, text));
  });
  assert.deepEqual(names, ["raise", "inner", "outer"]);
  assert.equal(evaluate(m, "global $trace\nprimitive count"), fixnum(3));
});
