// Tests the forms of classes and members, and case*, by what their code does in the reference
// executor; and that the compiler knows every row of tables/specials.

import assert from "node:assert/strict";
import { test } from "node:test";
import { specials } from "../../seed/compile-specials.ts";
import { specials as rows } from "../../tables/specials.ts";
import { type ClassRef, Instance } from "./executor.ts";
import { FakeWorld } from "./world.ts";

const check = (text: string, expected: unknown): void => {
  assert.deepEqual(new FakeWorld().run(text), expected, text);
};

test("the compiler handles every special form of the table and no other", () => {
  assert.deepEqual([...specials.keys()].sort(), rows.map((row) => row.name).sort());
});

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

test("reify* keeps what its methods close over in the instance", () => {
  const world = new FakeWorld();
  world.run("(def make (fn* [a b] (reify* [] (sum [_ c] (+ a b c)) (sum [_] (fn* [] a)))))");
  const one = world.run("(make 1 2)") as Instance;
  const two = world.run("(make 3 4)") as Instance;
  assert.ok(one instanceof Instance);
  assert.equal(one.type, two.type);
  assert.deepEqual(one.fields, [1, 2]);
  assert.equal(world.run("(.sum (make 1 2) 10)"), 13);
  assert.equal(world.run("((invoke* :sum (make 5 6)))"), 5);
});

test("deftype* hands type, fields, interfaces and methods to genera.host/deftype", () => {
  const world = new FakeWorld();
  const text = "(deftype* p/P p.P [a ^:unsynchronized-mutable b] :implements [String] (m [_] a))";
  const [name, type, fields, interfaces, methods] = world.run(text) as unknown[];
  assert.deepEqual([name, (type as ClassRef).name, fields], ["deftype", "p.P", ["'a", "'b"]]);
  assert.deepEqual(interfaces, [world.machine.class("java.lang.String")]);
  const object = new Instance(type as ClassRef, [7, 8]);
  const [key, fn] = [...(methods as Map<unknown, unknown>)][0]!;
  assert.deepEqual([key, world.machine.call(fn, [object])], [":m", 7]);
});
