// Input that nobody would write by hand, and files that are none: every one ends with a report in
// Genera's form and its exit status, never with a trap, a stack of JavaScript or a hang.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

const folder = mkdtempSync(join(tmpdir(), "genera-hostile-"));
after(() => rmSync(folder, { recursive: true }));

function genera(args: string[], input = "") {
  const options = { encoding: "utf8", input, timeout: 60_000 } as const;
  const result = spawnSync(process.execPath, ["bin/genera", ...args], options);
  assert.equal(result.signal, null, `${args}: it hangs`);
  assert.doesNotMatch(
    result.stderr,
    /internal error|node:internal|RuntimeError|\.m?js:\d+/,
    `${args}`,
  );
  return result;
}

function runFile(name: string, content: string | Uint8Array) {
  const path = join(folder, name);
  writeFileSync(path, content);
  return genera(["run", path]);
}

/** Checks that a program fails with a message, and with a place if it has one. */
function checkFailure(name: string, content: string | Uint8Array, message: RegExp): void {
  const result = runFile(name, content);
  assert.match(result.stderr, message, name);
  assert.equal(result.status, 1, name);
}

test("brackets 100,000 deep are read or refused", () => {
  const deep = 100_000;
  checkFailure("open.clj", "(".repeat(deep), /EOF while reading.*\n {2}at .*open\.clj:\d+:\d+/);
  for (const [open, close] of [
    ["(", ")"],
    ["[", "]"],
    ["{", "}"],
  ] as const) {
    const quoted = `(println (count (str '${open.repeat(deep)}${close.repeat(deep)})))`;
    const result = runFile("deep.clj", quoted);
    assert.ok(result.status === 0 || /StackOverflowError|EOF|literal/.test(result.stderr), open);
  }
  const calls = runFile("calls.clj", `${"(inc ".repeat(deep)}1${")".repeat(deep)}`);
  assert.ok(calls.status === 0 || /StackOverflowError/.test(calls.stderr));
  const text = `(read-string (apply str (repeat ${deep} "[")))`;
  const result = genera(["-e", text]);
  assert.match(result.stderr, /EOF while reading|StackOverflowError/);
  assert.equal(result.status, 1);
});

test("what cannot be read on the command line has a place", () => {
  for (const text of ["(foo", "{:a}", '#"["', '#inst "x"', "\\foo", "1/0", '"\\q"', "#_"]) {
    const result = genera(["-e", text]);
    assert.match(
      result.stderr,
      /^Syntax error reading source: [\s\S]*\n {2}at NO_SOURCE_PATH:1:\d+\n/,
    );
    assert.equal(result.status, 1);
  }
});

test("huge literals are read", () => {
  const digits = "7".repeat(20_000);
  const result = runFile(
    "huge.clj",
    `(println (count (str ${digits})) (count "${"x".repeat(1_000_000)}")
       (count [${"1 ".repeat(100_000)}]) (count (name :${"k".repeat(10_000)})))`,
  );
  assert.equal(result.stdout, "20000 1000000 100000 10000\n", result.stderr);
});

test("source that is no UTF-8 decodes to U+FFFD, and NUL bytes are characters", () => {
  const bytes = Buffer.concat([
    Buffer.from('(println (map int "'),
    Buffer.from([0xff, 0xc3, 0x28, 0xed, 0xa0, 0x80, 0x41]),
    Buffer.from('"))'),
  ]);
  const { stdout } = runFile("bytes.clj", bytes);
  assert.equal(stdout, "(65533 65533 40 65533 65533 65533 65)\n");
  checkFailure("nul.clj", "(println \u0000)", /Unable to resolve symbol|Invalid/);
  checkFailure(
    "random.clj",
    Buffer.from("7f454c4602010100000000ff00", "hex"),
    /at .*random\.clj:\d/,
  );
});

test("a file that is missing, or a directory", () => {
  mkdirSync(join(folder, "directory.clj"));
  for (const path of [join(folder, "missing.clj"), join(folder, "directory.clj"), folder]) {
    const result = genera(["run", path]);
    assert.match(
      result.stderr,
      /No such file|Is a directory|does not exist|directory|folder/i,
      path,
    );
    assert.ok(result.status === 1 || result.status === 2, path);
    assert.equal(result.stdout, "");
  }
  const slurp = genera(["-e", `(slurp ${JSON.stringify(folder)})`]);
  assert.match(slurp.stderr, /FileNotFoundException: .*\(Is a directory\)\n {2}at .*:1:1/);
  const spit = genera(["-e", `(spit ${JSON.stringify(`${folder}/no/such`)} 1)`]);
  assert.match(spit.stderr, /FileNotFoundException: .*\(No such file or directory\)/);
});

test("an empty program, and one of comments only, does nothing", () => {
  for (const text of ["", "\n\n", "; nothing", "#_ (f)"]) {
    const result = runFile("empty.clj", text);
    assert.deepEqual([result.stdout, result.status], ["", 0], JSON.stringify(text));
  }
});

test("a wrong command line is refused with status 2", () => {
  for (const args of [["--no-such"], ["--heap"], ["--heap", "x"], ["--heap", "1"], ["nothing"]]) {
    const result = genera(args);
    assert.equal(result.status, 2, `${args}`);
    assert.match(result.stderr, /^genera: .*\n$/);
  }
});

test("the REPL survives whatever it is given", () => {
  const lines = ["(", ")", "]", '"abc', '" 1', "#", "(/ 1 0)", "\u0000", "(throw nil)", "(+ 1 1)"];
  const result = genera(["repl"], `${lines.join("\n")}\n`);
  assert.ok(result.status === 0 || result.status === 1);
});
