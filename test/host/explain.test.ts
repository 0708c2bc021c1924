// What is said of an error beside class and message: which values were wrong, in which call.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Program } from "./program";

const program = new Program();

const hintOf = (text: string): string | null => program.fail(text).hint;

function check(cases: readonly (readonly [text: string, hint: string])[]): void {
  for (const [text, hint] of cases) assert.equal(hintOf(text), hint, text);
}

test("arithmetic names the call and the value that is no number", () => {
  check([
    ['(+ 1 "a")', '(+ 1 "a"): "a" is a string, not a number.'],
    ['(-> 5 (* "a"))', '(* 5 "a"): "a" is a string, not a number.'],
    ["(let [m {:a 1}] (+ 5 (:b m)))", "(+ 5 nil): nil is not a number."],
    ["(reduce + [1 :a])", "(+ 1 :a): :a is a keyword, not a number."],
    ["(vec (map + [1] ['x]))", "(+ 1 x): x is a symbol, not a number."],
    ["(update {:n nil} :n inc)", "(inc nil): nil is not a number."],
    ["(< 1 nil)", "(< 1 nil): nil is not a number."],
    ["(max [1] 2)", "(max [1] 2): [1] is a vector, not a number."],
    ["(quot 5 0)", "in (quot 5 0)."],
    ["(bit-and 1.5 2)", "(bit-and 1.5 2): 1.5 is a number, not an integer."],
    [
      "(* 9223372036854775807 2)",
      "(* 9223372036854775807 2): the result does not fit in 64 bits; *' gives a bigint.",
    ],
    ['(compare 1 "a")', '(compare 1 "a"): "a" is a string, not a number.'],
    ['(sort [1 "a"])', "sort: 1 is a number, not a string."],
    ["(range :a)", "range: :a is a keyword, not a number."],
    ['(int "5")', 'int: "5" is a string, not a character.'],
  ]);
});

test("collections name the index, the key or what is no collection", () => {
  check([
    ["(nth [1 2] 5)", "(nth [1 2] 5): a vector of 2 has the indices 0 to 1, not 5."],
    ["([1] 3)", "(nth [1] 3): a vector of 1 has only index 0, not 3."],
    ["(nth [] 0)", "(nth [] 0): a vector without elements has no index 0."],
    ['(nth "abc" 7)', '(nth "abc" 7): a string of 3 has the indices 0 to 2, not 7.'],
    ["(nth (map inc [1]) 4)", "(nth (2) 4): a sequence has no index 4."],
    ["(nth {} 1)", "(nth {} 1): {} is a map, which has no elements by index."],
    ["(assoc [1 2] 7 :x)", "(assoc [1 2] 7 :x): a vector of 2 has the indices 0 to 1, not 7."],
    ["(assoc 5 :a 1)", "(assoc 5 :a 1): 5 is a number, not a map or vector."],
    ["(dissoc [1] 0)", "(dissoc [1] 0): [1] is a vector, not a map."],
    ["(subvec [1 2] 1 9)", "subvec: the range from 1 to 9 is not within a vector of 2."],
    ["(seq 5)", "(seq 5): 5 is a number, which is no collection."],
    ["(first :a)", "(first :a): :a is a keyword, which is no collection."],
    ["(conj 5 1)", "(conj 5 1): 5 is a number, not a collection."],
    ["(count 'a)", "(count a): a is a symbol, which has nothing to count."],
    ['(contains? "abc" :a)', '(contains? "abc" :a): "abc" is a string, which has no keys.'],
    ["(keys 5)", "keys: 5 is a number, which is no collection."],
    ["(pop [])", "in (pop [])."],
    ["(peek #{1})", "(peek #{1}): #{1} is a set, not a vector, list or queue."],
    ["@5", "5 is a number, not a reference such as an atom, so it has no value to get."],
    ["(swap! {} assoc :a 1)", "swap!: {} is a map, not an atom."],
    ["(name 5)", "(name 5): 5 is a number, not a keyword, symbol or string."],
    ['(re-find "a" "b")', 're-find: "a" is a string, not a regular expression.'],
    ["(clojure.string/upper-case nil)", "clojure.string/upper-case: nil is not a string."],
    ["(methods 5)", "methods: 5 is a number, not a multimethod."],
  ]);
});

test("calls name what is called and what it takes", () => {
  program.run("(defn area [w h] (* w h)) (defn many ([a] 1) ([a b & c] 2))");
  check([
    ["(5 3)", "(5 3): 5 is a number, not a function, so it cannot be called."],
    ["(let [f nil] (f 1))", "(nil 1): nil is called like a function."],
    ["(area 1)", "(area 1): area takes [w h]; it was given 1."],
    ["(many)", "(many): many takes [a] or [a b & c]; it was given none."],
    ["((fn [x] x))", "((fn ...)): (fn ...) takes 1 argument; it was given none."],
    ["(first)", "(first): first takes [coll]; it was given none."],
    [
      "(:a)",
      "(:a): :a takes a map and perhaps a value for when it is not there; it was given none.",
    ],
    ["([1 2] :a)", "([1 2] :a): the elements of a vector have integers as keys."],
    ["(apply 5 [1])", "(5 1): 5 is a number, not a function, so it cannot be called."],
  ]);
});

test("methods, protocols and multimethods name what there is", () => {
  program.run(`(defprotocol Shape (area-of [x])) (extend-type String Shape (area-of [x] 1))
               (defmulti kind :k) (defmethod kind :a [x] 1) (defmethod kind :b [x] 1)`);
  check([
    [
      '(.toUpperCas "abc")',
      '"abc" is a string, which has no .toUpperCas. Did you mean toUpperCase?',
    ],
    ['(.indexOf "abc" 1 2 3 4)', ".indexOf of a string does not take 4 arguments."],
    ["(.foo nil)", ".foo was called on nil."],
    ["(Math/squirt 4)", "Did you mean sqrt?"],
    ["(Math/pow 1)", "pow takes 2 arguments."],
    ["Math/PY", "Did you mean PI?"],
    ["(java.util.HashMp.)", "Did you mean java.util.HashMap?"],
    ["(area-of 5)", "5 is a number; it is implemented for java.lang.String."],
    ["(kind {:k 1})", "It has methods for :a and :b."],
    ['(str/join "," [1])', "Require it first: (require '[clojure.string :as str])"],
    ["(clojure.zip/vector-zip [1])", "Require it first: (require 'clojure.zip)"],
  ]);
  const wrong = program.fail('(.indexOf "abc" 1 2 3 4)');
  assert.equal(wrong.className, "java.lang.IllegalArgumentException");
  assert.equal(
    wrong.message,
    "No matching method indexOf found taking 4 args for class java.lang.String",
  );
});

test("values are shown briefly, and neither realized nor printed by a program's methods", () => {
  program.run(`(defrecord Point [x y]) (deftype Cell [v])
               (defmethod print-method Point [p w] (throw (Exception. "printed")))`);
  check([
    ["(+ 1 (filter neg? (range)))", "(+ 1 (...)): (...) is a sequence, not a number."],
    [
      "(+ 1 (vec (range 100)))",
      "(+ 1 [0 1 2 3 4 5 6 7 ...]): [0 1 2 3 4 5 6 7 ...] is a vector, not a number.",
    ],
    [
      "(+ 2 (->Point 1 2))",
      "(+ 2 #user.Point{:x 1, :y 2}): #user.Point{:x 1, :y 2} is a record Point, not a number.",
    ],
    ["(+ 2 (Cell. 1))", "(+ 2 #<user.Cell>): #<user.Cell> is a Cell, not a number."],
    ["(conj! (persistent! (transient [])) 1)", "(conj! [] 1): [] is a vector, not a transient."],
    [
      "(+ 3 (atom 1))",
      "(+ 3 #<clojure.lang.Atom>): #<clojure.lang.Atom> is an atom, not a number.",
    ],
    [
      "(+ 2 {:a {:b {:c {:d 1}}}})",
      "(+ 2 {:a {:b ...}}): {:a {:b {:c ...}}} is a map, not a number.",
    ],
  ]);
  const long = hintOf('(+ 1 (apply str (repeat 10000 "x")))') as string;
  assert.ok(long.length < 400, long);
});

test("an error of a transient reaches other actors", () => {
  const hint = hintOf(
    "(try (let [t (transient [])] (persistent! t) (conj! t 1)) (catch Error e (throw e)))",
  );
  assert.match(hint as string, /^\(conj! transient 1\): a transient is of no use/);
  assert.equal(
    program.show(`(try @(future (let [t (transient [])] (+ 1 t))) (catch Exception e
                    (class (ex-cause e))))`),
    "java.lang.ClassCastException",
  );
});

test("the place of an unimplemented protocol is that of the call", () => {
  program.run("(defprotocol Late (late [x]))", "proto.clj");
  const { frames } = program.fail("\n\n(late 5)");
  const first = frames.find(({ name }) => name.startsWith("user/"));
  assert.equal(first?.line, 3);
});
