// What the command line answers, through bin/genera as a user starts it.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const { version } = JSON.parse(readFileSync("package.json", "utf8"));

function genera(...args: string[]) {
  return spawnSync(process.execPath, ["bin/genera", ...args], { encoding: "utf8" });
}

test("--version prints the version of the package", () => {
  const result = genera("--version");
  assert.equal(result.stdout, `genera ${version}\n`);
  assert.equal(result.status, 0);
});

test("--help prints the usage", () => {
  const result = genera("--help");
  assert.match(result.stdout, /Usage:/);
  assert.equal(result.status, 0);
});

test("running a program is refused with exit code 2", () => {
  for (const args of [[], ["run", "a.clj"], ["-e", "(+ 1 2)"]]) {
    const result = genera(...args);
    assert.equal(result.stdout, "");
    assert.match(result.stderr, /cannot run programs yet/);
    assert.equal(result.status, 2);
  }
});
