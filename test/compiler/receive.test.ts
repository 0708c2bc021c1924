// The decision trees that the patterns of receive become (lang/core/receive_tree.clj): what several
// clauses ask of a message is asked once.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Program } from "../host/program";

const program = new Program();
program.run(`
  (def in-actors (the-ns 'genera.actors))
  (defn tests-of [& patterns]
    (mapv (fn [p] ((ns-resolve in-actors 'clause-tests) p '#{pinned})) patterns))
  (defn tree [& patterns]
    ((ns-resolve in-actors 'build-tree)
     (map-indexed (fn [i t] {:clause i :tests (:tests t)}) (apply tests-of patterns))
     (volatile! 1000)))
  (defn program [& patterns]
    ((ns-resolve in-actors 'match-program) (apply tests-of patterns) (constantly false)))`);
const check = (text: string, expected: string): void => {
  assert.equal(program.show(text), expected, text);
};

test("a kind and a length are asked once, constants of one place by a switch", () => {
  check(
    "(tree '[:add a b] '[:sub a b] '[:neg a])",
    "[[:vector [] 3] [:switch [0] {:add [:match 0], :sub [:match 1]} [:fail]] " +
      "[[:vector [] 2] [[:equal [0] :neg] [:match 2] [:fail]] [:fail]]]",
  );
});

test("what one test tells of another is left out", () => {
  check(
    "(tree '[a & b] '[a b c] :x)",
    "[[:long-vector [] 1] [:match 0] [[:equal [] :x] [:match 2] [:fail]]]",
  );
  check("(tree 1 1 '_ 2)", "[:switch [] {1 [:match 0], 2 [:match 2]} [:match 2]]");
  check(
    "(tree '{:a x} '[x] '{:a 1 :b 2})",
    "[[:map []] [[:key [[:key :a]]] [:match 0] [:fail]] [[:vector [] 1] [:match 1] [:fail]]]",
  );
});

test("locals and repeated names are asked by their values", () => {
  check(
    "(tree '[pinned x x])",
    "[[:vector [] 3] [[:pin [0] pinned] [[:same [2] [1]] [:match 0] [:fail]] [:fail]] [:fail]]",
  );
  check("(:pins (program '[pinned] '[x pinned]))", "[pinned]");
});

test("many clauses stay small, and too many places are left to the VM", () => {
  const size = (patterns: string) => `(count (:program (apply program ${patterns})))`;
  check(`(< ${size("(map (fn [i] [:k i 'a [(str i)]]) (range 100))")} 2500)`, "true");
  // Every clause asks of keys of its own.
  check(
    `(< ${size("(map (fn [i] {(+ i 100) 'a (+ i 200) 'b (+ i 300) 'c}) (range 8))")} 400)`,
    "true",
  );
  check("(:program (program (vec (range 100))))", "[11 1]");
});
