// What running programs looks like from outside: output, exit status, and the error report for
// each kind of bad input.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

const folder = mkdtempSync(join(tmpdir(), "genera-cli-"));
after(() => rmSync(folder, { recursive: true }));

function genera(args: string[], input = "") {
  const options = { encoding: "utf8", input, timeout: 60_000 } as const;
  return spawnSync(process.execPath, ["bin/genera", ...args], options);
}

function writeFile(name: string, text: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const unresolved = (name: string) => `Unable to resolve symbol: ${name} in this context`;

/** Checks the outcome of a program that succeeds. */
function checkOutput(args: string[], stdout: string, input = ""): void {
  const result = genera(args, input);
  assert.equal(result.stderr, "");
  assert.equal(result.stdout, stdout);
  assert.equal(result.status, 0);
}

/** Checks the report of a file that fails, with FILE standing for its path. */
function checkFailure(text: string, report: string, stdout = ""): void {
  const path = writeFile("bad.clj", text);
  const result = genera(["run", path]);
  assert.equal(result.stderr.replaceAll(path, "FILE"), report);
  assert.equal(result.stdout, stdout);
  assert.equal(result.status, 1);
}

test("data_readers.clj on a source path names functions for tags", () => {
  writeFile("data_readers.clj", "{my/twice tags/twice}");
  writeFile("tags.clj", "(ns tags) (defn twice [x] [x x])");
  const path = writeFile(
    "tagged.clj",
    '(require \'tags) (prn #my/twice 1 (read-string "#my/twice 2"))',
  );
  checkOutput(["run", "--path", folder, path], "[1 1] [2 2]\n");
  rmSync(join(folder, "data_readers.clj"));
});

test("-e prints the value of each form that is not nil", () => {
  checkOutput(["-e", '(+ 1 2) nil (def x "s") x'], '3\n#\'user/x\n"s"\n');
  checkOutput(["-e", "(do 1 2)", "-e", ":b"], "2\n:b\n");
});

test("reading a form leaves the rest of its line", () => {
  const program = "[(read) (read) (read) (read-line) (read) (read-line) (read-line)]";
  checkOutput(["-e", program], '[1 2 3 " foo" bar " baz" nil]\n', "1 2\n3 foo\nbar baz\n");
});

test("a program reads its arguments and standard input", () => {
  const path = writeFile("args.clj", "(println *command-line-args* (read-line) (read-line))");
  checkOutput(["run", path, "a", "-b"], "(a -b) first nil\n", "first\n");
  checkOutput([path, "a"], "(a) nil nil\n");
  checkOutput(["run", "-", "x"], "(x)\n", "(println *command-line-args*)");
});

test("run -m loads a namespace from the source paths and calls its -main", () => {
  writeFile("app.clj", "(ns app (:require [lib :as l])) (defn -main [& args] (l/show args))");
  writeFile("lib.clj", "(ns lib) (defn show [x] (println :lib x))");
  checkOutput(["run", "--path", folder, "-m", "app", "1", "2"], ":lib (1 2)\n");
});

test("a file may require namespaces that lie beside it", () => {
  writeFile("side.clj", "(ns side) (def value 5)");
  checkOutput(["run", writeFile("uses.clj", "(require 'side) (prn side/value)")], "5\n");
});

test("System/exit decides the exit status, and what was printed is there", () => {
  const result = genera(["-e", '(print "out") (System/exit 7)']);
  assert.equal(result.stdout, "out");
  assert.equal(result.status, 7);
});

test("the process waits for actors that run, and not for those that wait", () => {
  const path = writeFile(
    "actors.clj",
    `(require '[genera.actors :refer [spawn receive]])
     (spawn (fn [] (Thread/sleep 400) (println "late")))
     (spawn (fn [] (receive :never nil)))
     (println "main")`,
  );
  checkOutput(["run", path], "main\nlate\n");
});

test("a crash of another actor is reported and does not change the status", () => {
  const path = writeFile(
    "crash.clj",
    "(require '[genera.actors :refer [spawn]])\n(spawn (fn [] (/ 1 0)))\n(println :done)\n",
  );
  const result = genera(["run", path]);
  assert.equal(result.stdout, ":done\n");
  assert.match(
    result.stderr,
    /^Actor #pid\[2 0\] ended by an exception:\njava\.lang\.ArithmeticException/,
  );
  assert.equal(result.status, 0);
});

test("a main actor that waits for ever is a deadlock", () => {
  const result = genera(["-e", "(genera.actors/receive :never 1)"]);
  assert.match(result.stderr, /^genera: deadlock: /);
  assert.equal(result.status, 1);
});

test("an unbalanced form names what is still open", () => {
  checkFailure(
    '(println "before")\n(defn f [x]\n  (inc x)\n',
    `Syntax error reading source: java.lang.RuntimeException: EOF while reading, starting at line 2
  at FILE:2:1
  2 | (defn f [x]
    | ^
  This ( is not closed: the text ends at line 4, column 1.
`,
    "before\n",
  );
  checkFailure(
    "(+ 1 2))",
    `Syntax error reading source: java.lang.RuntimeException: Unmatched delimiter: )
  at FILE:1:8
  1 | (+ 1 2))
    |        ^
`,
  );
  checkFailure(
    "(f [1 2)\n",
    `Syntax error reading source: java.lang.RuntimeException: Unmatched delimiter: )
  at FILE:1:4
  1 | (f [1 2)
    |    ^
  This [ is not closed: there is ) at line 1, column 8.
`,
  );
});

test("an unknown symbol offers the nearest name", () => {
  checkFailure(
    "(defn f []\n  (prinltn 1))",
    `Syntax error compiling: java.lang.RuntimeException: ${unresolved("prinltn")}
  at FILE:2:4
  2 |   (prinltn 1))
    |    ^
  Did you mean println?
`,
  );
});

test("an unreadable literal is an error at its place", () => {
  checkFailure(
    "(def x\n  12ab)",
    `Syntax error reading source: java.lang.NumberFormatException: Invalid number: 12ab
  at FILE:2:3
  2 |   12ab)
    |   ^
`,
  );
});

const unclosed = "java.util.regex.PatternSyntaxException: Unclosed group near index 1";

test("a literal that stands for nothing is an error at its place", () => {
  checkFailure(
    "(def x\n  #nosuch [1])",
    `Syntax error reading source: java.lang.RuntimeException: No reader function for tag nosuch
  at FILE:2:3
  2 |   #nosuch [1])
    |   ^
`,
  );
  checkFailure(
    '(defn f [s]\n  (re-find #"(" s))',
    `Syntax error reading source: ${unclosed}
(
  at FILE:2:12
  2 |   (re-find #"(" s))
    |            ^
`,
  );
});

test("division by zero shows the place, the source line and the Lisp stack", () => {
  checkFailure(
    "(defn half [x]\n  (/ x 0))\n(half 3)",
    `java.lang.ArithmeticException: Divide by zero
  at FILE:2:3
  2 |   (/ x 0))
    |   ^
  in (/ 3 0).
    user/half  FILE:2:3
    user/eval  FILE:3:1
`,
  );
});

test("a wrong number of arguments names the function", () => {
  checkFailure(
    "(defn two [a b] a)\n(two 1)",
    `warning: wrong number of args (1) passed to user/two, which takes 2
  at FILE:2:1
  2 | (two 1)
    | ^
clojure.lang.ArityException: Wrong number of args (1) passed to: user/two
  at FILE:2:1
  2 | (two 1)
    | ^
  (two 1): two takes [a b]; it was given 1.
    user/eval  FILE:2:1
`,
  );
});

test("a wrong type names both classes", () => {
  const path = writeFile("type.clj", '(+ 1 "a")');
  const result = genera(["run", path]);
  const head = /^java\.lang\.ClassCastException: class java\.lang\.String cannot be cast to class /;
  assert.match(result.stderr, head);
  assert.match(result.stderr, /type\.clj:1:1\n {2}1 \| \(\+ 1 "a"\)\n {4}\| \^\n/);
  assert.equal(result.status, 1);
});

test("ex-info shows its data and its cause", () => {
  checkFailure(
    '(throw (ex-info "outer" {:a [1 "x"]} (Exception. "inner")))',
    `clojure.lang.ExceptionInfo: outer
  at FILE:1:1
  1 | (throw (ex-info "outer" {:a [1 "x"]} (Exception. "inner")))
    | ^
  data: {:a [1 "x"]}
    user/eval  FILE:1:1
Caused by: java.lang.Exception: inner
`,
  );
});

test("a missing file inside a program is Java's exception", () => {
  const result = genera(["-e", '(slurp "/no/such/file")']);
  assert.match(
    result.stderr,
    /^java\.io\.FileNotFoundException: \/no\/such\/file \(No such file or directory\)\n/,
  );
  assert.equal(result.status, 1);
});

test("invalid UTF-8 decodes to U+FFFD", () => {
  const path = writeFile("bytes.txt", Uint8Array.from([0x61, 0xff, 0xc3, 0x28, 0xe2, 0x82, 0x62]));
  checkOutput(["-e", `(prn (map int (slurp "${path}")))`], "(97 65533 65533 40 65533 98)\n");
});

test("a stack overflow is an error like any other", () => {
  const result = genera(["--stack", "1M", "-e", "(defn f [n] (inc (f n))) (f 1)"]);
  assert.match(result.stderr, /^java\.lang\.StackOverflowError/);
  assert.match(result.stderr, /this call \d+ times more/);
  assert.equal(result.status, 1);
});

test("a million calls inside each other work", () => {
  const depth = "(defn depth [n] (if (zero? n) 0 (inc (depth (dec n)))))";
  checkOutput(["-e", `${depth} (depth 1000000)`], "#'user/depth\n1000000\n");
});

test("memory that runs out is an error that can be caught, and the process goes on", () => {
  const text = `(try (count (vec (range 100000000)))
                     (catch OutOfMemoryError e (println "caught")))
                (println (reduce + (range 1000)))`;
  checkOutput(["run", "--heap", "64M", writeFile("memory.clj", text)], "caught\n499500\n");
});

test("the REPL reads from a pipe, prints values and errors, and goes on", () => {
  const result = genera([], '(def x 5)\n(+ x\n 1)\n[*1 *2]\n(/ 1 0)\n(ex-message *e)\n"open');
  const prompts = "user=> #'user/x\nuser=> 6\nuser=> [6 #'user/x]\nuser=> user=> ";
  assert.equal(result.stdout, `${prompts}"Divide by zero"\nuser=> \nuser=> \n`);
  assert.match(
    result.stderr,
    /^java\.lang\.ArithmeticException: Divide by zero\n {2}at REPL:5:1\n/,
  );
  assert.match(result.stderr, /EOF while reading string/);
  assert.equal(result.status, 0);
});

test("a reader that goes away ends the program quietly", () => {
  const command = `${process.execPath} bin/genera -e '(doseq [i (range 100000)] (println i))'`;
  const result = spawnSync("sh", ["-c", `${command} | head -1`], { encoding: "utf8" });
  assert.equal(result.stdout, "0\n");
  assert.equal(result.stderr, "");
});
