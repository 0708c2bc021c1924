// Warnings of the compiler: what they say, where, for which files, and that correct code has none.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, test } from "node:test";

const folder = mkdtempSync(join(tmpdir(), "genera-warnings-"));
after(() => rmSync(folder, { recursive: true }));

function genera(args: string[], cwd = folder) {
  const options = { encoding: "utf8", cwd, timeout: 60_000 } as const;
  return spawnSync(process.execPath, [resolve("bin/genera"), ...args], options);
}

/** The warnings that a file gives, each as its first two lines in one. */
function warningsOf(text: string): string[] {
  writeFileSync(join(folder, "code.clj"), text);
  const { stderr, status } = genera(["run", "code.clj"]);
  assert.equal(status, 0, stderr);
  return [...stderr.matchAll(/^warning: (.*)\n {2}at code\.clj:(.*)$/gm)].map(
    ([, what, where]) => `${where} ${what}`,
  );
}

test("a call with a number of arguments that the function does not take", () => {
  const text = `(declare later)
    (defn two [a b] a)
    (defn some-more ([a] a) ([a b c & d] c))
    (defn f [x]
      (two 1)
      (later 1 2)
      (some-more)
      (map)
      (f 1 2))
    (defn later [x] x)`;
  assert.deepEqual(warningsOf(text), [
    "5:7 wrong number of args (1) passed to user/two, which takes 2",
    "7:7 wrong number of args (0) passed to user/some-more, which takes 1 or at least 3",
    "8:7 wrong number of args (0) passed to clojure.core/map, which takes 1, 2 or at least 3",
    "9:7 wrong number of args (2) passed to user/f, which takes 1",
    "6:7 wrong number of args (2) passed to user/later, which takes 1",
  ]);
});

test("branches of a cond that are never reached", () => {
  const text = `(defn f [x]
      (cond (= x 1) :a
            :else :b
            (= x 2) :c))
    (defn g [x]
      (cond (= x 1) :a
            (= x 2) :b
            (= x 1) :c))`;
  assert.deepEqual(warningsOf(text), [
    "4:13 this branch of cond is never reached: :else before it is always true",
    "8:13 this branch of cond is never reached: (= x 1) was tested before",
  ]);
});

test("a call of a local that hides a core function and is none", () => {
  const text = `(defn f [x]
      (let [name "n" count (inc x)]
        (name x)
        (count x)))`;
  assert.deepEqual(warningsOf(text), [
    "3:9 call of the local name, which is a string; it hides clojure.core/name",
    "4:9 call of the local count, which is a number; it hides clojure.core/count",
  ]);
});

test("a warning shows the source line with a caret", () => {
  writeFileSync(join(folder, "code.clj"), "(defn f [x]\n\t(inc x 1))\n");
  assert.equal(
    genera(["run", "code.clj"]).stderr,
    `warning: wrong number of args (2) passed to clojure.core/inc, which takes 1
  at code.clj:2:2
  2 | \t(inc x 1))
    | \t^
`,
  );
  for (const args of [
    ["--no-warnings", "code.clj"],
    ["-e", "(defn f [x] (inc x 1))"],
  ]) {
    assert.equal(genera(args).stderr, "");
  }
});

test("code that may be right has no warnings", () => {
  const text = `(defn two [a b] a)
    (defn f [name g m]
      (name 1) (g 1 2 3) (:k m 1)
      (let [count (if g 1 inc) str identity] (count 1) (str 1))
      (try (two 1) (catch Exception e 1))
      (try (str (two 1)) (catch clojure.lang.ArityException e 1))
      (with-redefs [two (fn [a] a)] (two 1))
      (cond (pos? (rand)) 1 (pos? (rand)) 2 (= g 1) 3 (= m 1) 4 :else 5)
      (cond @m 1 (swap! m inc) 2 (swap! m inc) 3))
    (defmacro dead [x] \`(cond true ~x :else 2))
    (defn h [x] (dead x))
    (def ^:dynamic *hook* (fn [x] x))
    (defn k [] (binding [*hook* (fn [] 1)] (*hook*)))`;
  assert.deepEqual(warningsOf(text), []);
});

test("libraries from elsewhere are left alone", () => {
  const wrong = "(ns NAME) (defn f [x] (inc x 1))";
  for (const [name, place] of [
    ["own", "src"],
    ["lib", "node_modules/lib"],
    ["far", "../far"],
  ]) {
    mkdirSync(join(folder, "project", place as string), { recursive: true });
    const text = wrong.replace("NAME", name as string);
    writeFileSync(join(folder, "project", place as string, `${name}.clj`), text);
  }
  const project = join(folder, "project");
  const path = "src:node_modules/lib:../far";
  const { stderr } = genera(["--path", path, "-e", "(require 'own 'lib 'far)"], project);
  assert.deepEqual(stderr.match(/at .*/g), ["at src/own.clj:1:22"]);
});

test("the examples have no warnings", () => {
  for (const file of readdirSync("examples").filter((name) => name.endsWith(".clj"))) {
    const { stderr } = genera(["run", join("examples", file)], ".");
    assert.doesNotMatch(stderr, /^warning/m, file);
  }
});
