// genera.compiler/macroexpand-all knows what is evaluated; macros see &env and &form.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Program } from "../host/program";

const program = new Program();
const check = (text: string, expected: string): void => {
  assert.equal(program.show(text), expected, text);
};
const checkExpanded = (form: string, expected: string): void => {
  check(`(genera.compiler/macroexpand-all '${form})`, expected);
};

test("macro calls are expanded wherever forms are evaluated", () => {
  checkExpanded("(when a (when b c))", "(if a (do (if b (do c))))");
  checkExpanded("{:a [(when 1 2)]}", "{:a [(if 1 (do 2))]}");
  checkExpanded("(.foo (when a b) (when c d))", "(. (if a (do b)) foo (if c (do d)))");
  checkExpanded("(def x (when a b))", "(def x (if a (do b)))");
  checkExpanded(
    "(reify Object (toString [this] (when a b)))",
    "(reify* [Object] (toString [this] (if a (do b))))",
  );
});

test("locals hide macros", () => {
  checkExpanded("(let [when 1] (when 2 3))", "(let* [when 1] (when 2 3))");
  checkExpanded("(let [x (when 1 2) when 1] (when x))", "(let* [x (if 1 (do 2)) when 1] (when x))");
  checkExpanded(
    "(fn ([x] (when x 1)) ([x & when] (when x)))",
    "(fn* ([x] (if x (do 1))) ([x & when] (when x)))",
  );
  checkExpanded("(fn when [x] (when x))", "(fn* when ([x] (when x)))");
  checkExpanded(
    "(letfn [(when [a] (when a))] (when 2))",
    "(letfn* [when (fn* when ([a] (when a)))] (when 2))",
  );
  checkExpanded(
    "(try (when a b) (catch Exception when (when 1)) (finally (when c d)))",
    "(try (if a (do b)) (catch Exception when (when 1)) (finally (if c (do d))))",
  );
});

test("quoted data and the constants of case stay as they are", () => {
  checkExpanded("'(when a b)", "(quote (when a b))");
  check(
    `(let [[_ _ [_ _ default clause]] (genera.compiler/macroexpand-all
                                        '(case x (when 1) (when a b) (when c d)))]
       [default clause])`,
    "[(if c (do d)) [[when 1] (if a (do b))]]",
  );
});

test("clojure.walk/macroexpand-all is the JVM's", () => {
  check(
    "(clojure.walk/macroexpand-all '(let [when 1] (when 2 3)))",
    "(let* [when 1] (if 2 (do 3)))",
  );
});

test("a macro sees the locals around it, and its form with its place", () => {
  program.run(`
    (defmacro names [] \`'~(sort (keys &env)))
    (defmacro self-form [& xs] \`'~[&form (meta &form)])`);
  check("(let [a 1] ((fn f [b & c] (loop [d 2] (names))) 1))", "(a b c d f)");
  check("(names)", "()");
  check("(try (throw (Exception.)) (catch Exception e (names)))", "(e)");
  check(
    "(let [a 1] (genera.compiler/macroexpand-all '(let [z 1] (names))))",
    "(let* [z 1] (quote (z)))",
  );
  program.run("(def seen (let [x 1]\n   (self-form 1 2)))", "seen.clj");
  check("seen", "[(self-form 1 2) {:line 2, :column 4}]");
});
