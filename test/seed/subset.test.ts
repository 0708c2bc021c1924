// lang/core and lang/compiler stay within what the seed can boot: the syntax that its reader reads,
// and the special forms that SUBSET.md lists, also behind macros. The other libraries are free.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { LEFT_OUT, specials } from "../../seed/compile-specials.ts";
import { ReaderError, readAll } from "../../seed/reader.ts";
import { specials as rows } from "../../tables/specials.ts";
import { Program } from "../host/program.ts";

const program = new Program();
program.run(`
  (defn special? [x] (contains? @genera.compiler.analyze/specials x))
  (defn heads [form]
    (cond
      (and (seq? form) (= 'quote (first form))) ['quote]
      (seq? form) (concat (filter special? [(first form)]) (mapcat heads form))
      (coll? form) (mapcat heads form)))
  (defn specials-of [text path ns-name]
    (binding [*ns* (the-ns ns-name) genera.compiler/*library* true]
      (let [reader (genera.compiler.reader/open text path {:library true})]
        (loop [found #{}]
          (let [form (genera.compiler.reader/read-form reader)]
            (if (identical? form genera.compiler.reader/end)
              found
              (recur (into found (heads (genera.compiler/macroexpand-all form))))))))))
  (def library
    (for [{:keys [file ns]} (read-string (slurp "lang/core/manifest.edn"))]
      [(str "lang/core/" file) (or ns 'clojure.core)]))`);

/** The special forms, left out of the subset, that a text comes to in a namespace. */
function findLeftOut(call: string): string[] {
  return [...LEFT_OUT].filter((name) => program.show(`(contains? ${call} '${name})`) === "true");
}

/** What is wrong with the syntax of a text, or null. */
function findSyntax(text: string): string | null {
  const resolver = {
    currentNs: () => "user",
    resolveAlias: (alias: string) => alias,
    resolveSymbol: () => null,
  };
  try {
    readAll(text, { resolver });
    return null;
  } catch (error) {
    if (!(error instanceof ReaderError)) throw error;
    return `${error.line}: ${error.message}`;
  }
}

test("SUBSET.md lists the special forms that the seed has, and all others are known", () => {
  const table = readFileSync("seed/SUBSET.md", "utf8").split("## ")[0] as string;
  const first = [...table.matchAll(/^\| (.*?) \|/gm)].map((match) => match[1] as string).join(" ");
  const listed = [...first.matchAll(/`\(?([^\s`]+)[^`]*`/g)].map((match) => match[1]);
  assert.deepEqual(listed.sort(), [...specials.keys()].sort());
  assert.deepEqual([...specials.keys(), ...LEFT_OUT].sort(), rows.map((row) => row.name).sort());
});

test("no file of lang/core and lang/compiler has other syntax", () => {
  const found = ["lang/core", "lang/compiler"].flatMap((folder) => {
    const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
    return names
      .filter((name) => name.endsWith(".clj"))
      .map((name) => [name, findSyntax(readFileSync(join(folder, name), "utf8"))])
      .filter(([, problem]) => problem !== null);
  });
  assert.deepEqual(found, []);
});

test("no form of them comes to another special form", () => {
  program.run(`(def used (into {} (for [[path ns-name] library]
                                    [path (specials-of (slurp path) path ns-name)])))
    (def left '#{${[...LEFT_OUT].join(" ")}})`);
  assert.equal(program.show("(vec (for [[path used] used :when (some left used)] path))"), "[]");
});

test("such forms would be found", () => {
  assert.deepEqual(
    findLeftOut(`(specials-of "(def f (letfn [(g [] 1)] (g)))" "x" 'clojure.core)`),
    ["letfn*"],
  );
  assert.deepEqual(findLeftOut(`(specials-of "(when true (reify Object))" "x" 'genera.slow)`), [
    "reify*",
  ]);
  assert.deepEqual(findLeftOut(`(specials-of "'(letfn* [])" "x" 'clojure.core)`), []);
  assert.match(findSyntax("\n(map #(inc %) [1])") ?? "", /^2: /);
  assert.match(findSyntax("[1/2]") ?? "", /^1: /);
});
