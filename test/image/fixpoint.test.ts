// The library compiled by the image that is shipped is the very code that image was made of: the
// compiler reproduces itself, and nothing of the seed is left in what it makes.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

const scratch = mkdtempSync(join(tmpdir(), "genera-fixpoint-"));
after(() => rmSync(scratch, { recursive: true }));

function runStage(...args: string[]): void {
  const result = spawnSync(process.execPath, ["build/image.mjs", ...args], { encoding: "utf8" });
  assert.equal(result.status, 0, result.stderr);
}

test("the image compiles its own library to the same bytes, which give the same image", (t) => {
  if (!existsSync("build/code")) return t.skip("a quick build ships the seed's image");
  const again = join(scratch, "code");
  const image = join(scratch, "again.vlod");
  runStage("compile", "build/genera.wasm", "build/core.vlod", again);
  const names = readdirSync("build/code");
  assert.ok(names.length > 50);
  assert.deepEqual(readdirSync(again), names);
  const differ = names.filter((name) => {
    return !readFileSync(join("build/code", name)).equals(readFileSync(join(again, name)));
  });
  assert.deepEqual(differ, []);
  runStage("link", "build/genera.wasm", again, image);
  assert.ok(readFileSync(image).equals(readFileSync("build/core.vlod")));
});
