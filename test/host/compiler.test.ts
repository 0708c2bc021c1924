// Programs compiled and run: values, and the exceptions of reader and compiler, whose class,
// message and place are those of JVM Clojure 1.11.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Program } from "./program";

const program = new Program();

const check = (text: string, expected: string): void => {
  assert.equal(program.show(text), expected, text);
};

/** Outer message, inner class and message. */
const fail = (text: string): string => {
  const { className, message, cause } = program.fail(text);
  assert.equal(className, "clojure.lang.Compiler$CompilerException", text);
  return `${message} ${cause?.className}: ${cause?.message}`;
};

test("functions, macros, destructuring and sequences", () => {
  check("(let [{:keys [a] [b & c] :v} {:a 1 :v [2 3 4]}] [a b c])", "[1 2 (3 4)]");
  check("(->> (range 10) (map inc) (filter odd?) (reduce +))", "25");
  check("(defn f ([x] (f x 2)) ([x y] (+ x y))) (f 1)", "3");
  program.run("(defmacro unless [t & b] `(if ~t nil (do ~@b)))");
  check("(unless false 1 2)", "2");
  check("(for [x [1 2] y [:a :b]] [x y])", "([1 :a] [1 :b] [2 :a] [2 :b])");
  check("(loop [i 0 s 0] (if (< i 5) (recur (inc i) (+ s i)) s))", "10");
  program.run("(defmacro locals [] (list 'quote (keys &env)))");
  check("(let [q 1] (locals))", "(q)");
});

test("an unknown symbol is an error at the innermost list around it", () => {
  const inner = "java.lang.RuntimeException: Unable to resolve symbol: foo in this context";
  assert.equal(fail("(str 1\n (str foo))"), `Syntax error compiling at (test.clj:2:2). ${inner}`);
  assert.equal(fail("(if foo 1 2)"), `Syntax error compiling at (test.clj:1:1). ${inner}`);
});

test("an error in a special form names it", () => {
  assert.equal(
    fail("(if)"),
    "Syntax error compiling if at (test.clj:1:1). " +
      "java.lang.RuntimeException: Too few arguments to if",
  );
  assert.equal(
    fail("(loop [x 1] (recur))"),
    "Syntax error compiling recur at (test.clj:1:13). java.lang.IllegalArgumentException: " +
      "Mismatched argument count to recur, expected: 1 args, got: 0",
  );
});

test("errors of the reader carry where the open form began", () => {
  assert.equal(
    fail("1\n (foo 1\n"),
    "Syntax error reading source at (test.clj:2:2). " +
      "java.lang.RuntimeException: EOF while reading, starting at line 2",
  );
  assert.equal(
    fail("{:a 1 :a 2}"),
    "Syntax error reading source at (test.clj:1:7). " +
      "java.lang.IllegalArgumentException: Duplicate key: :a",
  );
});

test("a macro that throws is a syntax error, or an arity error as it is", () => {
  program.run('(defmacro bad [x] (throw (new IllegalArgumentException "bad")))');
  assert.equal(
    fail("\n (bad 1)"),
    "Syntax error macroexpanding bad at (test.clj:2:2). java.lang.IllegalArgumentException: bad",
  );
  const { className, message } = program.fail("(bad)");
  assert.equal(className, "clojure.lang.ArityException");
  assert.equal(message, "Wrong number of args (0) passed to: user/bad");
});

test("a macro may wait for other actors", () => {
  program.run("(defmacro later [x] @(future (Thread/sleep 5) (list 'inc x)))");
  check("(later 1)", "2");
});
