// Compiled code in files: libraries that are no part of the image, and what `compile` writes.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, test } from "node:test";

const folder = mkdtempSync(join(tmpdir(), "genera-compiled-"));
after(() => rmSync(folder, { recursive: true }));

const command = resolve("bin/genera");

function genera(...args: string[]) {
  const options = { cwd: folder, encoding: "utf8", timeout: 60_000 } as const;
  return spawnSync(process.execPath, [command, ...args], options);
}

function check(expected: string, ...args: string[]): void {
  const { stdout, stderr } = genera(...args);
  assert.equal(stderr, "");
  assert.equal(stdout, expected);
}

mkdirSync(join(folder, "src/my"), { recursive: true });
mkdirSync(join(folder, "classes"));
const source = join(folder, "src/my/shapes.clj");
writeFileSync(
  source,
  `(ns my.shapes
  "Shapes."
  (:require [clojure.set :as set] [clojure.string :as str]))
(println "loading")
(defprotocol Shape (area [this] "Its area."))
(defrecord Square [side] Shape (area [_] (* side side)))
(deftype Counter [^:unsynchronized-mutable n]
  clojure.lang.IFn
  (invoke [_] (set! n (inc n)) n))
(defmacro twice [form] \`(let [x# ~form] [x# x#]))
(def constants
  ['a/b :k ::own "é\\u4e2d" \\a 1 -1.5 1e300 10N 1/3 1.50M #"\\\\d+" #{1 [2]}
   {:a {nil true}} '(f ^:m g)
   #uuid "00000000-0000-0000-0000-000000000001" #inst "2020-01-01" (->Square 2) String #'str/join])
(defn shape [k]
  (case k "square" (->Square 3) :other (reify Shape (area [_] (count (set/union #{1} #{2})))) nil))
(letfn [(even [n] (or (zero? n) (odd (dec n)))) (odd [n] (if (zero? n) false (even (dec n))))]
  (def even-ten (even 10)))
`,
);

const program = `(do (require '[my.shapes :as s])
  (let [counter (my.shapes.Counter. 1)] (counter)
    (prn s/constants (map #(s/area (s/shape %)) ["square" :other]) (s/twice (counter)) s/even-ten
         (:doc (meta (find-ns 'my.shapes))) (instance? my.shapes.Square (s/shape "square")))))`;

test("a library is there once it is required, and not before", () => {
  const here = "(boolean (some #{'clojure.set} (map ns-name (all-ns))))";
  check("false\ntrue\n", "-e", `(prn ${here}) (require 'clojure.set) ${here}`);
  check("#{1 2}\n", "-e", "(require '[clojure.set :as s]) (s/union #{1} #{2})");
});

test("what compile writes does what the source does", () => {
  const { stdout: expected } = genera("-e", program);
  assert.match(expected, /^loading\n\[a\/b :k :my\.shapes\/own /);
  check("loading\nmy.shapes\n", "-e", "(compile 'my.shapes)");
  rmSync(source);
  check(expected, "--path", "classes", "-e", program);
  check(expected, "--path", "classes", "--stress", "1000", "-e", program);
});

test("code that is older than its source, or of another Genera, is left alone", () => {
  const code = join(folder, "classes/my/shapes.code");
  const bytes = readFileSync(code);
  const newer = join(folder, "classes/my/shapes.clj");
  writeFileSync(newer, "(ns my.shapes) (println :source)");
  utimesSync(code, new Date(0), new Date(0));
  check(":source\n", "--path", "classes", "-e", "(require 'my.shapes)");
  const now = new Date(Date.now() + 60_000);
  utimesSync(code, now, now);
  check("loading\n", "--path", "classes", "-e", "(require 'my.shapes)");
  bytes[8]! ^= 1;
  writeFileSync(code, bytes);
  utimesSync(code, now, now);
  check(":source\n", "--path", "classes", "-e", "(require 'my.shapes)");
});

test("an object that may change cannot stand in code", () => {
  writeFileSync(source, "(ns my.shapes) (defmacro cell [] (atom 1)) (def x (cell))");
  const { stderr, status } = genera("-e", "(compile 'my.shapes)");
  assert.match(stderr, /an object that may change cannot stand in code \(atom\)/);
  assert.equal(status, 1);
});
