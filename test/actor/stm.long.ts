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

test("a stack that overflows around commits loses nothing that they have sent", () => {
  const path = join(folder, "deep.clj");
  writeFileSync(
    path,
    `(require '[genera.actors :refer [! self receive]])
(let [n (ref 0), me (self), cell (agent 0)
      deep (fn deep [] (dosync (alter n inc) (! me :sent) (send cell inc)) (inc (deep)))]
  (println (try (deep) (catch StackOverflowError _ :overflown)))
  (await cell)
  (println (= @n @cell (loop [k 0] (receive :sent (recur (inc k)) (after 0 k)))) (< 100 @n)))`,
  );
  const { stdout, stderr } = runGenera("--stack", "1M", "run", path);
  assert.equal(stdout, ":overflown\ntrue true\n", stderr);
});
