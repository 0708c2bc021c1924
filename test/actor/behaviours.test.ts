// What behaviours promise holds in any order of turns: their tests (test/lib/genera) on one and on
// two threads, and under some seeds.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { behaviourTests, runBehaviours } from "./behaviours";

for (const cores of [1, 2]) {
  test(`supervisors start again what OTP's start again, on ${cores}`, () => {
    const names = ["genera.restart-matrix-test", "genera.supervisor-test", "genera.server-test"];
    const args = ["bin/genera", "--path", "test/lib", "test", "--cores", String(cores), ...names];
    const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: "utf8" });
    assert.equal(status, 0, stdout + stderr);
  });
}

test("the tests of behaviours pass under some seeds", () => {
  assert.equal(behaviourTests.length, 5);
  runBehaviours(1000, 3);
});
