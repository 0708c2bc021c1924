// Looking inside the compiler: genera dis, genera run --dump, dis in the REPL.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

const folder = mkdtempSync(join(tmpdir(), "genera-look-"));
after(() => rmSync(folder, { recursive: true }));

function genera(args: string[], input = "") {
  const options = { encoding: "utf8", input, timeout: 60_000 } as const;
  return spawnSync(process.execPath, ["bin/genera", ...args], options);
}

const shapes = join(folder, "shapes.clj");
writeFileSync(
  shapes,
  `(ns shapes)
(defn adder [n]
  (fn [x] (+ x n)))
(defmulti area :shape)
(defmethod area :square [{:keys [side]}] (* side side))
(defmacro twice [form] \`(do ~form ~form))
(println ((adder 1) 2))
`,
);

test("dis shows a function's code with source lines, and the functions it makes", () => {
  const { stdout, stderr, status } = genera(["dis", "--path", folder, "shapes/adder"]);
  assert.equal(stderr, "");
  assert.equal(status, 0);
  assert.match(stdout, /^3\nshapes\/adder {2}1 parameters, 0 locals/);
  assert.match(stdout, /\n {2}\d+ +closure fn shapes\/adder\/fn 1/);
  assert.match(stdout, /\n\nshapes\/adder\/fn {2}1 parameters/);
  assert.match(stdout, /\n {2}; 3 \| {3}\(fn \[x\] \(\+ x n\)\)\)\n {2}\d+ +add +; 3:11\n/);
  assert.match(stdout, /\n {2}live at 0: self -1\n/);
});

test("dis shows each method of a multimethod, and a macro", () => {
  const { stdout } = genera(["dis", "--path", folder, "shapes/area", "shapes/twice"]);
  assert.match(stdout, /; method for :square\nshapes\/fn {2}1 parameters/);
  assert.match(stdout, /shapes\/twice {2}3 parameters/);
});

test("dis shows the stages of a definition", () => {
  const { stdout } = genera(["dis", "--path", folder, "shapes/adder", "--hir", "--mir"]);
  assert.match(stdout, /; hir of .*shapes\.clj:2\n\(do\n/);
  assert.match(stdout, /\(prim\/add x%\d+ n%\d+\)/);
  assert.match(stdout, /; mir of .*shapes\.clj:2\n/);
  assert.match(stdout, /\n +B0 \[v0\]\n/);
  assert.match(stdout, /\n +\(v\d+\S* = \(prim add [^)]*\)\) +; 3:11\n/);
  assert.doesNotMatch(stdout, /; bytecode/);
});

test("names that mean nothing are errors with the nearest names", () => {
  const checkError = (name: string, message: string) => {
    const { stderr, status } = genera(["dis", name]);
    assert.equal(stderr, `java.lang.IllegalArgumentException: ${message}\n`);
    assert.equal(status, 1);
  };
  checkError(
    "clojure.core/filtr",
    "No such var: clojure.core/filtr. Did you mean clojure.core/filter?",
  );
  checkError(
    "clojure.strin/join",
    "No such namespace: clojure.strin. Did you mean clojure.string?",
  );
  checkError(
    "clojure.core/*print-length*",
    "There is no code in a clojure.lang.Var: dis wants a function, var, multimethod or class",
  );
});

test("--dump prints the stages to stderr, and the program's output stays its own", () => {
  const { stdout, stderr, status } = genera(["run", "--dump=hir,mir,bytecode", shapes]);
  assert.equal(stdout, "3\n");
  assert.equal(status, 0);
  for (const stage of ["hir", "mir", "bytecode"]) {
    assert.ok(stderr.includes(`; ${stage} of ${shapes}:2\n`), stage);
  }
  assert.match(genera(["run", "--dump=hirr", shapes]).stderr, /--dump knows hir, mir, bytecode/);
});

test("the REPL knows dis", () => {
  const { stdout } = genera([], "(dis (fn [x] (inc x)))\n(dis #'when)");
  assert.match(
    stdout,
    /user\/fn {2}1 parameters[\s\S]*increment[\s\S]*clojure\.core\/when {2}4 parameters/,
  );
});
