// docs/reference is what tools/reference.clj makes of the library as it is.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

const folder = mkdtempSync(join(tmpdir(), "genera-reference-"));
after(() => rmSync(folder, { recursive: true }));

test("the reference is up to date (genera tools/reference.clj docs/reference)", () => {
  const args = ["bin/genera", "tools/reference.clj", folder];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  assert.equal(status, 0, stderr);
  const names = readdirSync(folder).sort();
  assert.deepEqual(readdirSync("docs/reference").sort(), names);
  for (const name of names) {
    const made = readFileSync(join(folder, name), "utf8");
    assert.equal(readFileSync(join("docs/reference", name), "utf8"), made, name);
  }
  const core = readFileSync("docs/reference/clojure.core.md", "utf8");
  assert.ok(core.split("\n### ").length > 600, "clojure.core has hundreds of names");
  assert.match(core, /### `map`\n\nfunction: `\(map f\)`, `\(map f coll\)`/);
});
