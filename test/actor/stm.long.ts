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

test("transactions keep their promises under 500 seeds", () => {
  const path = join(folder, "program.clj");
  writeFileSync(
    path,
    `(require '[genera.sim :as sim] '[genera.stm-programs :as programs])
(doseq [program programs/all] (sim/explore {:seeds 500} program))
(println :done)`,
  );
  const args = ["bin/genera", "--path", "test/lib", "run", path];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  assert.equal(stdout.trimEnd().split("\n").at(-1), ":done", stderr);
});
