// Tests the forms of classes and members, and case*, by what their code does in the reference
// executor.

import assert from "node:assert/strict";
import { test } from "node:test";
import { type ClassRef, Instance } from "./executor.ts";
import { FakeWorld } from "./world.ts";

const check = (text: string, expected: unknown): void => {
  assert.deepEqual(new FakeWorld().run(text), expected, text);
};

test("case* chooses by words, by other constants and by both", () => {
  check("(case* 2 0 [[1] :a] [[2 3] :b])", ":b");
  check("(case* 9 0 [[1] :a] [[2 3] :b])", 0);
  check('(case* "x" 0 [["y"] 1] [["x" z] 2])', 2);
  check('(case* \'z 0 [["y"] 1] [["x" z] 2])', 2);
  check('(case* :k 0 [["y" :j] 1] [["x" :k] 2])', 2);
  check('(case* "y" 0 [["y" :j] 1] [["x" :k] 2])', 1);
  check('(case* "q" 0 [["y" :j] 1] [["x" :k] 2])', 0);
  check("(+ 1 (case* 2 0 [[2] 5]))", 6);
  check("(loop* [i 0] (case* i (recur (inc i)) [[3] [i]]))", [3]);
});

test("static members, constructors and keyword look-ups", () => {
  check("(Math/abs -3)", 3);
  check("[(. Math abs -3) (. Math (abs -4)) Math/PI]", [3, 4, 3]);
  check('[(String. "a") (new String "b")]', ["new a", "new b"]);
  check("[(:a {:a 1}) (:b {:a 1}) (:b {:a 1} 2)]", [1, null, 2]);
  check('(instance? String "x")', true);
});

test("deftype* hands type, fields, interfaces and methods to genera.host/deftype", () => {
  const world = new FakeWorld();
  const text = "(deftype* p/P p.P [a b] :implements [String] (m [_] a))";
  const [name, type, fields, interfaces, methods] = world.run(text) as unknown[];
  assert.deepEqual([name, (type as ClassRef).name, fields], ["deftype", "p.P", ["'a", "'b"]]);
  assert.deepEqual(interfaces, [world.machine.class("java.lang.String")]);
  const object = new Instance(type as ClassRef, [7, 8]);
  const [key, fn] = [...(methods as Map<unknown, unknown>)][0]!;
  assert.deepEqual([key, world.machine.call(fn, [object])], [":m", 7]);
});
