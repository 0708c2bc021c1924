// Tests the seed compiler by what its code does in the reference executor: control flow, scope,
// closures, exceptions, literals. What it refuses is in
// subset.test.ts.

import assert from "node:assert/strict";
import { test } from "node:test";
import { List } from "../../seed/forms.ts";
import { Thrown, VarRef } from "./executor.ts";
import { FakeWorld } from "./world.ts";

const check = (text: string, expected: unknown): void => {
  assert.deepEqual(new FakeWorld().run(text), expected, text);
};
const checkLog = (text: string, expected: unknown, log: unknown[]): void => {
  const world = new FakeWorld();
  assert.deepEqual(world.run(text), expected, text);
  assert.deepEqual(world.log, log, text);
};

test("constants and do", () => {
  check("1", 1);
  check("4294967296", 4294967296);
  check("nil", null);
  check('(do 1 :a "x")', "x");
  check("(do)", null);
  check("'(a [b])", { list: ["'a", ["'b"]] });
  check("()", { list: [] });
  checkLog("(log (do (log 1) 5 (log 2) 3))", 3, [1, 2, 3]);
});

test("if takes one branch, in every context", () => {
  check("(if nil 1 2)", 2);
  check("(if false 1)", null);
  check("(if 0 1 2)", 1);
  check("(if (nil? nil) 1 2)", 1);
  check("(if (nil? 1) 1 2)", 2);
  check("(if (not 1) 1 2)", 2);
  check("(if (not nil) 1 2)", 1);
  check("(if :else 1 2)", 1);
  check("(+ 1 (if 1 2 3) (if nil 4 5))", 8);
  checkLog("(do (if 1 (log 1) (log 2)) (if nil (log 3) (log 4)) 9)", 9, [1, 4]);
});

test("let* shadows in order and gives slots back", () => {
  check("(let* [a 1 a (+ a 1) b a] (+ a b))", 4);
  check("(let* [a 1] (+ (let* [b 2] b) (let* [c 3] c) a))", 6);
  check("(let* [])", null);
});

test("loop* and recur rebind together", () => {
  check("(loop* [i 0 s 0] (if (< i 10) (recur (inc i) (+ s i)) s))", 45);
  check("(loop* [a 1 b 2 n 3] (if (= n 0) [a b] (recur b a (dec n))))", [2, 1]);
  check("(+ 1 (loop* [i 0] (if (< i 3) (recur (+ i 1)) i)))", 4);
  checkLog("(do (loop* [i 0] (if (< i 2) (do (log i) (recur (inc i))))) 7)", 7, [0, 1]);
  check("((fn* [n acc] (if (= n 0) acc (recur (dec n) (* acc n)))) 5 1)", 120);
  check("((fn* [n & more] (if more [n more] (recur 1 '(2)))) 0)", [1, { list: [2] }]);
});

test("closures capture the value of each iteration", () => {
  const text = `((fn* [fs] ((fn* [a b] [(a) (b)]) (prim/field fs 0) (prim/field fs 1)))
    (loop* [i 0 fs [nil nil]]
      (if (< i 2) (do (prim/set-field fs i (fn* [] i)) (recur (inc i) fs)) fs)))`;
  check(text, [0, 1]);
});

test("fn* has arities, rest arguments and its own name", () => {
  const text = "(def f (fn* g ([] 0) ([a] [a]) ([a & r] [a r g])))";
  const world = new FakeWorld();
  world.run(text);
  assert.equal(world.run("(f)"), 0);
  assert.deepEqual(world.run("(f 1)"), [1]);
  assert.deepEqual((world.run("(f 1 2 3)") as unknown[]).slice(0, 2), [1, { list: [2, 3] }]);
  check("((fn* [& r] r))", null);
  check("((fn* fact [n] (if (= n 0) 1 (* n (fact (dec n))))) 5)", 120);
  check("((((fn* [a] (fn* [b] (fn* [c] [a b c]))) 1) 2) 3)", [1, 2, 3]);
});

test("def binds, names its function and keeps metadata", () => {
  const world = new FakeWorld();
  const found = world.run('(def ^{:private true} x "doc" (+ 1 2))') as VarRef;
  assert.ok(found instanceof VarRef);
  assert.equal(found.value, 3);
  const meta = found.meta as Map<string, unknown>;
  assert.deepEqual(meta.get(":private"), true);
  assert.deepEqual(meta.get(":doc"), "doc");
  assert.deepEqual([meta.get(":line"), meta.get(":column")], [1, 1]);
  world.run("(def f (fn* [] (fn* [] 1)))");
  const fn = world.run("f") as { template: { name: string } };
  assert.equal(fn.template.name, "user/f");
  assert.equal((world.run("(f)") as { template: { name: string } }).template.name, "user/f/fn");
  assert.equal(world.run("(do (def y) (var y))"), world.machine.var("user/y"));
});

test("throw and try: catch by class, finally on every way out", () => {
  check('(try (throw "x") (catch Number e 1) (catch String e [e 2]))', ["x", 2]);
  check("(try 1 (catch Throwable e 2))", 1);
  check("(+ 1 (try (+ 10 (throw 5)) (catch Number e (+ e 1))))", 7);
  check("(try (try (throw 1) (catch String e 2)) (catch Number e [e]))", [1]);
  check("(try (throw 1) (catch :default e [e]))", [1]);
  checkLog("(try (log 1) (finally (log 2)))", 1, [1, 2]);
  checkLog("(try (try (throw 1) (finally (log 2))) (catch Number e (log 3)))", 3, [2, 3]);
  const both = "(try (try (throw 1) (catch Number e (throw 2)) (finally (log 4)))";
  checkLog(`${both} (catch Number e [e]))`, [2], [4]);
  checkLog("(try (throw 1) (catch Number e (log e)) (finally (log 9)))", 1, [1, 9]);
  check("(let* [a 1] (try (throw 2) (catch Number e (fn* [] 1) (+ a e))))", 3);
  check("((fn* [] (try (fn* [] 1) 2)))", 2);
  assert.throws(() => new FakeWorld().run('(try (throw "x") (catch Number e 1))'), Thrown);
});

test("an exception in finally replaces the first one and runs finally once", () => {
  checkLog("(try (try (throw 1) (finally (log 1) (throw 2))) (catch Number e e))", 2, [1]);
  checkLog("(try (try 1 (finally (log 1) (throw 2))) (catch Number e e))", 2, [1]);
});

test("literals are constant when their parts are, else they are built in order", () => {
  check("[1 [2 'x]]", [1, [2, "'x"]]);
  check(
    "{:a 1, :b [2]}",
    new Map<string, unknown>([
      [":a", 1],
      [":b", [2]],
    ]),
  );
  checkLog("[(log 1) (log 2)]", [1, 2], [1, 2]);
  check("(let* [x 1] {:a x})", new Map([[":a", 1]]));
  check("(let* [x 1] #{x 2})", new Set([1, 2]));
  check("(let* [x 1] ^{:k x} [x])", ["with-meta", [1], new Map([[":k", 1]])]);
});

test("arithmetic becomes instructions only for clojure.core's own names", () => {
  check("(- 10 1 2)", 7);
  check("(+ 1)", 1);
  check("(- 5)", -5);
  check("(let* [+ (fn* [a b] [a b])] (+ 1 2))", [1, 2]);
  check("(do (def inc (fn* [x] [x])) (inc 1))", [1]);
  check("[(< 1 2) (<= 2 1) (> 1 2) (>= 2 2) (== 1 1) (identical? :a :a)]", [
    true,
    false,
    false,
    true,
    true,
    true,
  ]);
});

test("primitives, macros and their environment", () => {
  check("(prim/triple 1 2 3)", [1, 2, 3]);
  const world = new FakeWorld();
  const seen: unknown[] = [];
  world.macros.set("user/twice", (form, env) => {
    seen.push(env);
    return new List([form.items[1]!, form.items[2]!, form.items[2]!]);
  });
  assert.equal(world.run("(let* [a 3] (twice * a))"), 9);
  assert.deepEqual(seen, [["a"]]);
});
