// The libraries in Lisp, tested in Lisp: `genera test test/lib` must end without a failure.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";

test("the tests of the libraries pass on Genera itself", () => {
  const args = ["bin/genera", "--path", "test/lib", "test", "test/lib"];
  const run = spawnSync(process.execPath, args, { encoding: "utf8" });
  assert.equal(run.status, 0, run.stdout + run.stderr);
  assert.match(run.stdout, /\n0 failures, 0 errors\./);
});
