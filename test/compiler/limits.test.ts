// Sizes and depths that no program has, but generated code may: compiled, or refused by an error
// that has a place.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Program } from "../host/program";

const program = new Program();
program.run("(defn times [n text] (apply str (repeat n text)))");
const check = (text: string, expected: string): void => {
  assert.equal(program.show(text), expected, text);
};
const checkNested = (open: string, inner: string, close: string, depth: number, result: string) =>
  check(
    `(load-string (str (times ${depth} "${open}") "${inner}" (times ${depth} "${close}")))`,
    result,
  );

test("literals of 50,000 elements", () => {
  const all = (n: number, form: string) => `(times ${n} "${form} ")`;
  check(`(count (load-string (str "[" ${all(50000, "1")} "]")))`, "50000");
  check(`(count (load-string (str "(let [x 1] [" ${all(5000, "x")} "])")))`, "5000");
  const numbers = (form: string) => `(apply str (map (fn [i] (str ${form} " ")) (range 50000)))`;
  check(`(count (load-string (str "#{" ${numbers("i")} "}")))`, "50000");
  check(`(get (load-string (str "{" ${numbers('i " " i')} "}")) 49999)`, "49999");
  check(`(count (load-string (str "'(" ${all(50000, "a")} ")")))`, "50000");
});

test("a string of 100 KB", () => {
  check(`(count (load-string (pr-str (times 100000 "x"))))`, "100000");
});

test("a function with 300 locals", () => {
  const locals = `(apply str (map (fn [i] (str "x" i " (identity " i ") ")) (range 300)))`;
  const names = `(apply str (map (fn [i] (str "x" i " ")) (range 300)))`;
  check(`(load-string (str "((fn [] (let [" ${locals} "] (+ " ${names} "))))"))`, "44850");
});

test("choices among thousands", () => {
  const tests = (form: string, n: number) =>
    `(apply str (map (fn [i] (str ${form} " ")) (range ${n})))`;
  check(
    `(load-string (str "(let [x 2999] (cond " ${tests('"(= x " i ") " i', 3000)} "))"))`,
    "2999",
  );
  check(`(load-string (str "(let [x 9999] (case x " ${tests('i " :k" i', 10000)} "))"))`, ":k9999");
});

test("forms that nest deep", () => {
  checkNested("(do ", "1", ")", 100000, "1");
  checkNested("(inc ", "0", ")", 5000, "5000");
  checkNested("(if true ", "1", ")", 5000, "1");
  checkNested("(let [x 1] ", "x", ")", 3000, "1");
  checkNested("(loop [x 1] ", "x", ")", 1000, "1");
  checkNested("(try ", "1", " (finally 2))", 400, "1");
  checkNested("(try ", "1", " (catch Exception e 2))", 400, "1");
  checkNested("((fn [] ", "1", "))", 1000, "1");
  check(`(do (load-string (str (times 100000 "[") (times 100000 "]"))) :read)`, ":read");
});

test("what is never closed is an error with a place", () => {
  const { className, cause, place } = program.fail(`(load-string (times 100000 "(do "))`);
  assert.equal(className, "clojure.lang.Compiler$CompilerException");
  assert.equal(cause?.message, "EOF while reading, starting at line 1");
  assert.equal(place?.line, 1);
});

test("code that is too large for its tables is an error with a place", () => {
  const body = `(apply str (map (fn [i] (str "(identity :k" i ") ")) (range 66000)))`;
  const { cause, place } = program.fail(`(load-string (str "(fn [] " ${body} ")"))`);
  assert.equal(cause?.message, "Method code too large!");
  assert.deepEqual([place?.line, place?.column], [1, 1]);
  const deep = program.fail(`(load-string (str (times 35000 "(list 1 ") (times 35000 ")")))`);
  assert.equal(deep.cause?.message, "Method code too large!"); // more operands than a frame holds
});
