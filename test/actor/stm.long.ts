// The programs of test/lib/genera/stm_programs.clj under 500 seeds each: every order of turns must
// keep what transactions promise.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

const folder = mkdtempSync(join(tmpdir(), "genera-stm-"));
after(() => rmSync(folder, { recursive: true }));

const MOST_MS = 1_200_000; // of a run that hangs

function runGenera(...args: string[]) {
  return spawnSync(process.execPath, ["bin/genera", "--path", "test/lib", ...args], {
    encoding: "utf8",
    timeout: MOST_MS,
    killSignal: "SIGKILL",
  });
}

test("transactions keep their promises under 500 seeds", () => {
  const path = join(folder, "program.clj");
  writeFileSync(
    path,
    `(require '[genera.sim :as sim] '[genera.stm-programs :as programs])
(doseq [program programs/all] (sim/explore {:seeds 500} program))
(println :done)`,
  );
  const { stdout, stderr } = runGenera("run", path);
  assert.equal(stdout.trimEnd().split("\n").at(-1), ":done", stderr);
});

// On a loaded machine two of five runs of these have hung, for a reason not found yet; so they are
// here, and end with a failure then.
test("transactions keep their promises on all cores, and refuse what they must", () => {
  const { status, stdout, stderr } = runGenera("test", "test/lib/genera/stm_checks.clj");
  assert.equal(status, 0, stdout + stderr);
  assert.match(stdout, /\n0 failures, 0 errors\./);
});
