// Runs test/actor/soak/soak.clj: many actors that spawn, link, crash, time out and exchange maps.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as os from "node:os";

/** The heap is verified at each of the collections that the program asks for. */
export function soak(workers: number, seconds: number, cores = os.availableParallelism()): void {
  const options = ["--verify", "--cores", String(Math.max(2, cores))];
  const args = ["run", ...options, "test/actor/soak/soak.clj", String(workers), String(seconds)];
  const { stdout, stderr, status } = spawnSync(process.execPath, ["bin/genera", ...args], {
    encoding: "utf8",
  });
  assert.equal(status, 0, stdout + stderr);
  assert.match(stdout, /:ok\n$/);
}
