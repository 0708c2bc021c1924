// genera test: what is run, what is printed (as JVM Clojure prints it), and the exit status.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, test } from "node:test";

const folder = mkdtempSync(join(tmpdir(), "genera-test-"));
after(() => rmSync(folder, { recursive: true }));
mkdirSync(join(folder, "test/my"), { recursive: true });
mkdirSync(join(folder, "other"));
mkdirSync(join(folder, "more"));

const write = (path: string, text: string) => writeFileSync(join(folder, path), text);

function genera(...args: string[]) {
  const options = { encoding: "utf8", cwd: folder, timeout: 60_000 } as const;
  return spawnSync(process.execPath, [resolve("bin/genera"), "test", ...args], options);
}

write(
  "test/my/good_test.clj",
  `(ns my.good-test (:require [clojure.test :refer :all]))
(use-fixtures :once (fn [f] (println "once") (f)))
(use-fixtures :each (fn [f] (println "each") (f)))
(deftest sums (is (= 3 (+ 1 2))) (are [x y] (= x (inc y)) 2 1, 3 2))
(deftest errors
  (is (thrown? ArithmeticException (/ 1 0)))
  (is (thrown-with-msg? ArithmeticException #"Divide" (/ 1 0))))
`,
);
write(
  "test/my/bad_test.clj",
  `(ns my.bad-test (:require [clojure.test :refer :all]))
(defmacro one? [x] \`(is (= 1 ~x)))
(deftest a-failing
  (testing "outer"
    (testing "inner"
      (is (= 1 2) "one is not two")
      (is (thrown? ArithmeticException (/ 1 1)))
      (one? 3))))
(deftest b-erring
  (throw (ex-info "boom" {:k 1})))
`,
);
write(
  "other/some_test.clj",
  "(ns some-test (:require [clojure.test :refer :all]))(deftest t (is 1))",
);
write("none_test.clj", "(ns none-test)");
write("plain.clj", "(require '[clojure.test :refer :all]) (deftest t (is true))");

const passed = `
Testing my.good-test
once
each
each

Ran 2 tests containing 5 assertions.
0 failures, 0 errors.
`;

test("a namespace, or the file that it is in", () => {
  for (const given of ["my.good-test", "test/my/good_test.clj"]) {
    const { stdout, stderr, status } = genera(given);
    assert.deepEqual([stdout, stderr, status], [passed, "", 0]);
  }
});

test("failures and errors are shown as on the JVM, and the status is 1", () => {
  const { stdout, status } = genera("my.bad-test");
  assert.equal(status, 1);
  // The stack differs. The order is that of the namespace's map.
  assert.equal(
    stdout.replace(/^ at .*\n( {4}.*\n)*/gm, ""),
    `
Testing my.bad-test

ERROR in (b-erring) (bad_test.clj:10)
Uncaught exception, not in assertion.
expected: nil
  actual: clojure.lang.ExceptionInfo: boom
{:k 1}

FAIL in (a-failing) (bad_test.clj:6)
outer inner
one is not two
expected: (= 1 2)
  actual: (not (= 1 2))

FAIL in (a-failing) (bad_test.clj:7)
outer inner
expected: (thrown? ArithmeticException (/ 1 1))
  actual: nil

FAIL in (a-failing) (bad_test.clj:8)
outer inner
expected: (clojure.core/= 1 3)
  actual: (not (clojure.core/= 1 3))

Ran 2 tests containing 4 assertions.
3 failures, 1 errors.
`,
  );
  assert.match(stdout, /^ at my\.bad-test\/fn \(bad_test\.clj:10\)\n/m);
});

test("folders are searched for files of tests", () => {
  const all = genera();
  assert.match(all.stdout, /Testing my\.bad-test[\s\S]*Testing my\.good-test[\s\S]*Ran 4 tests/);
  assert.equal(all.status, 1);
  for (const given of ["test", "test/my", join(folder, "test")]) {
    assert.equal(genera(given).stdout.match(/Ran 4 tests/g)?.length, 1, given);
  }
  assert.match(genera("other").stdout, /Testing some-test\n\nRan 1 tests/);
});

test("a file without a namespace has its tests in user", () => {
  assert.match(genera("plain.clj").stdout, /Testing user\n\nRan 1 tests/);
});

test("no tests at all are a failure", () => {
  const { stderr, status } = genera("none_test.clj");
  assert.deepEqual([stderr, status], ["genera: there are no tests in none-test\n", 1]);
  assert.match(genera("nope/x").stderr, /no such file or folder: nope\/x/);
  const unknown = genera("nope");
  assert.match(unknown.stdout, /^\nERROR: nope does not load\njava\.io\.FileNotFoundException: /);
  assert.equal(unknown.status, 1);
});

write(
  "more/differs_test.clj",
  `(ns differs-test (:require [clojure.test :refer :all]))
(deftest maps (is (= {:a 1 :b {:c 2}} (assoc {:a 1} :b {:c 3}))))
(deftest texts (is (= "one\\ntwo\\nthree" "one\\n2\\nthree")))
(deftest numbers (is (= 1 2)))
(deftest fine (is (= [1] [1])))`,
);

test("what differs between collections and between texts is shown", () => {
  const { stdout, status } = genera("--path", "more", "differs-test");
  assert.equal(status, 1);
  assert.match(stdout, /\(not \(= \{.*\n {4}diff: - \{:b \{:c 2\}\}\n {10}\+ \{:b \{:c 3\}\}\n/);
  assert.match(stdout, / {4}diff: - two\n {10}\+ 2\n/);
  assert.match(stdout, /\(not \(= 1 2\)\)\n(?! *diff)/);
});

test("single tests are named, or found by a pattern", () => {
  const one = genera("--path", "more", "differs-test/fine");
  assert.match(one.stdout, /Ran 1 tests containing 1 assertions/);
  assert.equal(one.status, 0);
  const some = genera("--path", "more", "--matching", "/(fine|num)", "differs-test");
  assert.match(some.stdout, /Ran 2 tests/);
  const none = genera("--path", "more", "--matching", "zzz", "differs-test");
  assert.match(none.stderr, /no tests in differs-test whose name matches zzz/);
  assert.equal(none.status, 1);
  assert.match(genera("--path", "more", "differs-test/nope").stderr, /No such test/);
});

test("results are written as JUnit's XML", () => {
  const { status } = genera("--junit", "out.xml", "--path", "more", "differs-test");
  assert.equal(status, 1);
  const xml = readFileSync(join(folder, "out.xml"), "utf8");
  assert.match(xml, /^<\?xml version="1.0" encoding="UTF-8"\?>\n<testsuites>\n {4}<testsuite/);
  assert.equal(xml.match(/<testcase /g)?.length, 4);
  assert.equal(xml.match(/<failure>/g)?.length, 3);
  assert.match(xml, /<\/testsuites>\n$/);
});

write(
  "more/fixture_test.clj",
  `(ns fixture-test (:require [clojure.test :refer :all]))
(use-fixtures :once (fn [f] (throw (ex-info "no database" {}))))
(deftest t (is true))`,
);

test("a fixture that throws is an error, and other namespaces have their turn", () => {
  const { stdout, status } = genera("--path", "more", "fixture-test", "differs-test/fine");
  assert.match(
    stdout,
    /ERROR in \(\) \(fixture_test\.clj:2\)\nUncaught exception outside of a test/,
  );
  assert.match(stdout, /ExceptionInfo: no database/);
  assert.match(stdout, /Ran 1 tests containing 2 assertions\.\n0 failures, 1 errors/);
  assert.equal(status, 1);
});

write(
  "more/records_test.clj",
  `(ns records-test (:require [clojure.test :refer :all]))
(defrecord R [a b]) (defrecord Q [a b])
(deftest same (is (= (->R 1 2) (->R 1 3))))
(deftest others (is (= (->R 1 2) (->Q 1 2))))`,
);

test("what differs between records of one type is shown", () => {
  const { stdout } = genera("--path", "more", "records-test");
  assert.match(stdout, /R\{:a 1, :b 3\}\)\)\n {4}diff: - \{:b 2\}\n {10}\+ \{:b 3\}\n/);
  assert.match(stdout, /Q\{:a 1, :b 2\}\)\)\n(?! *diff)/);
});

mkdirSync(join(folder, "broken/test/my"), { recursive: true });
write(
  "broken/test/my/good_test.clj",
  "(ns my.good-test (:use clojure.test)) (deftest t (is true))",
);
write("broken/test/my/misnamed_test.clj", "(ns other-name)");
write("broken/test/my/missing_test.clj", "(ns my.missing-test\n  (:require [my.nothing]))");
write("broken/test/my/throwing_test.clj", '(ns my.throwing-test)\n(def x (+ 1 "a"))');
write("broken/test/my/unclosed_test.clj", "(ns my.unclosed-test)\n(def x [1 2)");

test("what does not load is an error of its own, and the others run", () => {
  for (const filter of [[], ["--matching", "good"]]) {
    const args = ["--path", "broken/test", "--junit", "broken.xml", ...filter];
    const { stdout, stderr, status } = genera(...args);
    assert.deepEqual([stderr, status], ["", 1]);
    const found = (name: string, ...lines: string[]) =>
      assert.ok(stdout.includes([`\nERROR: my.${name}-test does not load`, ...lines].join("\n")));
    found("misnamed", "java.lang.Exception: Its file does not make the namespace my.misnamed-test");
    found("missing", "java.io.FileNotFoundException: Could not locate my/nothing__init.class");
    found("throwing", "java.lang.ClassCastException: class java.lang.String cannot be cast");
    assert.match(stdout, /\n {2}2 \| \(def x \(\+ 1 "a"\)\)\n.*\^\n {2}\(\+ 1 "a"\): "a" is a s/);
    found("unclosed", "Syntax error reading source: java.lang.RuntimeException: Unmatched");
    assert.match(stdout, /Testing my\.good-test\n\nRan 1 tests containing 5 assert.*\n0 f.*, 4 e/);
    const xml = readFileSync(join(folder, "broken.xml"), "utf8");
    assert.equal(xml.match(/<testsuite /g)?.length, 5);
    assert.equal(xml.match(/<error message="my\..*-test does not load">/g)?.length, 4);
    assert.match(xml, /<\/testsuites>\n$/);
  }
});

test("mistakes of the command line are told in a line", () => {
  const pattern = genera("--path", "more", "--matching", "[", "differs-test");
  assert.match(
    pattern.stderr,
    /^genera: --matching "\[" is no pattern: Unclosed character class\n$/,
  );
  const file = genera("--path", "more", "--junit", "no/such/x.xml", "differs-test");
  assert.match(file.stderr, /^genera: the results cannot be written: no\/such\/x\.xml \(No such/);
  assert.deepEqual([pattern.status, file.status], [2, 2]);
});
