// What wrong code throws: the exceptions that JVM Clojure throws (errors.edn, written by
// record_errors.clj), class, message, phase, symbol and place; and the hints that are ours.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Program } from "../host/program";

const program = new Program();
program.run(`
  (def rows (read-string (slurp "test/compiler/errors.edn")))
  (defn chain [e]
    (vec (for [e (take-while some? (iterate ex-cause e))]
           (let [{:clojure.error/keys [phase symbol line column]} (ex-data e)]
             (into [(.getName (class e))
                    (when-not phase (clojure.string/replace (str (ex-message e)) (str *ns*) "NS"))]
                   (when phase [phase (when symbol (str symbol)) [line column]]))))))
  (defn outcome [code]
    (binding [*ns* (create-ns (gensym "wrong"))]
      (refer 'clojure.core)
      (try (load-string code) nil (catch Throwable e (chain e)))))
  ; The JVM knows no place of a form that is no list.
  (defn like? [expected found]
    (and (= (count expected) (count found))
         (every? true? (map (fn [a b] (if (and (= 5 (count a)) (nil? (peek a)))
                                        (= (pop a) (pop b))
                                        (= a b)))
                            expected found))))
  (defn differing [rows]
    (vec (for [[code expected] rows
               :let [found (outcome code)]
               :when (not (like? expected found))]
           [code found])))`);

test("wrong code throws what it throws on the JVM", () => {
  assert.equal(program.show("(< 400 (count rows))"), "true");
  assert.equal(program.show("(binding [*err* (java.io.StringWriter.)] (differing rows))"), "[]");
});

const hintOf = (text: string): string | null => program.fail(text).hint;

test("names that mean nothing have the nearest ones as a hint", () => {
  assert.equal(hintOf("(let [total-cost 1] totl-cost)"), "Did you mean total-cost?");
  assert.equal(hintOf("(filtr odd? [1])"), "Did you mean filter?");
  assert.equal(hintOf("clojure.string/jion"), "Did you mean join?");
  assert.equal(hintOf("(clojure.sting/join [])"), "Did you mean clojure.string?");
  assert.equal(hintOf("(try 1 (catch Excepton e 2))"), "Did you mean Exception?");
  assert.equal(hintOf("(StringBuidler.)"), "Did you mean StringBuilder?");
});

test("what breaks a shape is said in words", () => {
  const cases: [string, string][] = [
    ["(let [a 1 b] a)", "let: the bindings must be pairs of a name and a value; b has no value."],
    ["(let [a/b 1] 1)", "let: a/b has a namespace and cannot be bound."],
    ["(let [{:keys a} {}] a)", "let: :keys wants a vector of symbols or keywords, not a."],
    ["(fn [a &] a)", "fn: one pattern must follow &."],
    ["(defn f 1)", "defn: a vector of parameters is wanted, not 1."],
    ["(defn f)", "defn: a vector of parameters is missing."],
    ["(if-let [a] 1)", "if-let: the binding must be one name and its value."],
    ["(ns a.b (require c))", "ns: ns has no clause require."],
    ["(ns a.b (:require [c :refer d]))", "ns: :refer wants a vector of symbols or :all, not d."],
  ];
  for (const [text, hint] of cases) assert.equal(hintOf(text), hint, text);
});
