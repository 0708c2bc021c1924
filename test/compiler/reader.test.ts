// The reader in Lisp: where it says that forms stand, what it does with random and with broken
// text, and with text of any size. What it reads is compared with the JVM in test/language/reader.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Program } from "../host/program";
import { pickSeed } from "../kernel/instance";

const program = new Program();
const check = (text: string, expected: string): void => {
  assert.equal(program.show(text), expected, text);
};

program.run(`
  (require '[genera.compiler.reader :as r])
  (defn read-first [text] (let [in (r/open text "a.clj" nil)] [in (r/read-form in)]))
  (defn place-of [text pick] (let [[in form] (read-first text)] (r/position in (pick form))))`);

test("every form has a place: symbols, strings, collections, what a prefix makes", () => {
  check(`(place-of "\\n  (a [b \\"cd\\"]\\n #{'e})" identity)`, "[2 3 3 8]");
  check(`(place-of "\\n  (a [b \\"cd\\"]\\n #{'e})" first)`, "[2 4 2 5]");
  check(`(place-of "\\n  (a [b \\"cd\\"]\\n #{'e})" second)`, "[2 6 2 14]");
  check(`(place-of "\\n  (a [b \\"cd\\"]\\n #{'e})" (fn [f] (second (second f))))`, "[2 9 2 13]");
  check(`(place-of "\\n  (a [b \\"cd\\"]\\n #{'e})" (fn [f] (nth f 2)))`, "[3 2 3 7]");
  check(`(place-of "\\n  (a [b \\"cd\\"]\\n #{'e})" (fn [f] (first (nth f 2))))`, "[3 4 3 6]");
  check(`(place-of "(^:a b)" first)`, "[1 2 1 7]");
  check(`(place-of "(#?(:clj x))" first)`, "[1 10 1 11]");
  check(`(place-of "a" (constantly 'nowhere))`, "nil");
});

test("what has no identity has its place within the form around", () => {
  const find = (form: string, text: string) =>
    `(let [[in form] (read-first "${text}")] (r/position in ${form} (second form)))`;
  check(find("1", "(1 [nil 1 :k])"), "[1 9 1 10]");
  check(find(":k", "(:k [nil 1 :k])"), "[1 12 1 14]");
  check(find("nil", "(nil\\n [nil 1 :k])"), "[2 3 2 6]");
  check(find("2", "(2 [nil 1 :k])"), "nil");
});

test("lists alone know line and column, as on the JVM", () => {
  check(`(meta (second (read-first "\\n (a)")))`, "{:line 2, :column 2}");
  check(`(meta (second (read-first "\\n [a]")))`, "nil");
  check(`(meta (second (read-first "\\n 'a")))`, "nil");
  check(`(meta (second (read-first "()")))`, "nil");
  check(`(meta (read-string "(a)"))`, "nil");
});

test("lines end as on any system", () => {
  check(`(place-of "\\r\\n\\r\\n  a" identity)`, "[3 3 3 4]");
  check(`(place-of "\\r\\r  a" identity)`, "[3 3 3 4]");
  check(`(second (read-first "\\"a\\r\\nb\\""))`, '"a\\nb"');
});

test("a text that grows is read as far as a form needs", () => {
  program.run(`
    (defn growing [lines]
      (let [left (atom lines)
            next (fn [_] (when-let [line (first @left)] (swap! left next) (str line "\\n")))]
        [left (r/make-reader "" r/clojure {:file "x" :refill next})]))`);
  check(
    `(let [[left in] (growing ["(a" "\\"b" "c\\")" "d e" "f"])]
       (let [one (r/read-form in) after (count @left) two (r/read-form in)]
         [one after two (count @left) (r/position in two) (r/read-form in) (r/read-form in)
          (identical? r/end (r/read-form in))]))`,
    '[(a "b\\nc") 2 d 1 [4 1 4 2] e f true]',
  );
});

test("an error says where: an open delimiter where it begins", () => {
  const place = (text: string) =>
    `(try (read-first ${JSON.stringify(text)})
       (catch clojure.lang.Compiler$CompilerException e
         [((juxt :clojure.error/line :clojure.error/column) (ex-data e))
          (:genera.compiler/hint (meta (ex-data e)))]))`;
  const open = (what: string, at: string) => `This ${what} is not closed: the text ends at ${at}.`;
  check(place("(a\n [b {c"), `[[2 5] "${open("{", "line 2, column 7")}"]`);
  check(place("(a\n #{b"), `[[2 2] "${open("#{", "line 2, column 5")}"]`);
  check(place("(a\n #?@(:clj b"), `[[2 2] "${open("#?@(", "line 2, column 12")}"]`);
  check(place('(a "b'), `[[1 4] "${open("string", "line 1, column 6")}"]`);
  check(place("(a\n [b )"), '[[2 2] "This [ is not closed: there is ) at line 2, column 5."]');
  check(place("(a :b: c)"), "[[1 4] nil]");
  check(place("(a {:b 1 :c 2 :b 3})"), "[[1 15] nil]");
});

program.run(readFileSync("test/compiler/reader_fuzz.clj", "utf8"));

const seed = pickSeed() % 1_000_000;
const round = (call: string): void => check(`(do (reset! state ${seed}) ${call})`, "nil");

test(`random tokens are read or refused (seed ${seed})`, () => {
  round("(read-soup 400)");
});

test(`broken sources are read or refused (seed ${seed})`, () => {
  round("(read-mutated 40)");
});

test(`what is printed is read again, by both readers (seed ${seed})`, () => {
  round("(print-and-read 300)");
});

test("deep brackets take time and stack in proportion", () => {
  check('(mapv back? [(nested 100000 "(" ")") (nested 100000 "[" "]")])', "[true true]");
  check('(back? (nested 100000 "#{" "}"))', "true");
  const map = '(str (repeated 100000 "{:a ") 1 (repeated 100000 "}"))';
  check(`(count (pr-str (read-string ${map})))`, "500001");
});

test("a line of 10 MB is read and printed", () => {
  const text = '(str "[" (repeated 435000 "(foo :bar 1.5 \\"xyzzy\\") ") "nil]")';
  check(`(let [text ${text}] [(count text) (back? text)])`, "[10005005 true]");
});
