// What the command line answers by itself, through bin/genera as a user starts it: help, version
// and wrong usage. What programs do is in test/cli/program.test.ts.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const { version } = JSON.parse(readFileSync("package.json", "utf8"));

function genera(...args: string[]) {
  return spawnSync(process.execPath, ["bin/genera", ...args], { encoding: "utf8" });
}

/** Checks that wrong usage gives status 2, one line on stderr and nothing on stdout. */
function checkUsage(args: string[], expected: RegExp): void {
  const result = genera(...args);
  assert.equal(result.stdout, "");
  assert.match(result.stderr, expected);
  assert.match(result.stderr, /^genera: .*\n$/);
  assert.equal(result.status, 2);
}

test("--version prints the version of the package", () => {
  const result = genera("--version");
  assert.equal(result.stdout, `genera ${version}\n`);
  assert.equal(result.status, 0);
});

test("--help prints the usage with every option", () => {
  const result = genera("--help");
  assert.match(result.stdout, /Usage:/);
  for (const option of ["--eval", "--main", "--path", "--features", "--heap", "--stack"]) {
    assert.ok(result.stdout.includes(option), option);
  }
  assert.equal(result.status, 0);
});

test("an unknown command is refused with status 2", () => {
  checkUsage(["frobnicate"], /unknown command 'frobnicate' \(try genera --help\)/);
});

test("an unknown option is refused with status 2", () => {
  checkUsage(["--frobnicate"], /unknown option '--frobnicate'/);
});

test("an option without its argument is refused with status 2", () => {
  checkUsage(["--heap"], /--heap wants an argument: SIZE/);
  checkUsage(["-e"], /-e wants an argument: EXPR/);
});

test("a size that is none, or out of range, is refused with status 2", () => {
  checkUsage(["--heap", "much", "-e", "1"], /--heap wants a size such as 256M, not 'much'/);
  checkUsage(["--heap=1K", "-e", "1"], /--heap wants a size between 16M and 4G, not '1K'/);
});

test("running a file that does not exist is refused with status 2", () => {
  checkUsage(["run", "missing.clj"], /no such file: missing\.clj/);
  checkUsage(["run"], /run wants a file or -m NS/);
  checkUsage(["run", "test"], /not a file but a folder: test/);
});

test("genera test wants namespaces, or files of tests", () => {
  checkUsage(["test", "--path", "docs"], /no files \*_test\.clj in docs/);
});
