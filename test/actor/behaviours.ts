// Runs the tests of behaviours (test/lib/genera) under seeds.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";

export const behaviourTests = [
  "genera.restart-matrix-test",
  "genera.supervisor-test",
  "genera.server-test",
  "genera.statem-test",
  "genera.behaviours-test",
];

/** Runs them under `count` seeds from `first` on; the first that fails fails the test. */
export function runBehaviours(first: number, count: number): void {
  const seeds = ["--seeds", String(count), "--seed", String(first)];
  const args = ["bin/genera", "--path", "test/lib", "test", ...seeds, ...behaviourTests];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: "utf8" });
  assert.equal(status, 0, stdout + stderr);
}
