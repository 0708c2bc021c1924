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

const isQuick = !existsSync("build/code");

function runStage(args: readonly string[], env: NodeJS.ProcessEnv = {}): void {
  const options = { encoding: "utf8", env: { ...process.env, ...env } } as const;
  const result = spawnSync(process.execPath, ["build/image.mjs", ...args], options);
  assert.equal(result.status, 0, result.stderr);
}

/** The files of a folder of code that differ from those the image was made of. */
function findDifferent(folder: string): string[] {
  return readdirSync(folder).filter((name) => {
    return !readFileSync(join("build/code", name)).equals(readFileSync(join(folder, name)));
  });
}

test("the image compiles its own library to the same bytes, which give the same image", (t) => {
  if (isQuick) return t.skip("a quick build ships the seed's image");
  const again = join(scratch, "code");
  const image = join(scratch, "again.vlod");
  runStage(["compile", "build/genera.wasm", "build/core.vlod", again]);
  assert.ok(readdirSync(again).length > 50);
  assert.deepEqual(readdirSync(again), readdirSync("build/code"));
  assert.deepEqual(findDifferent(again), []);
  runStage(["link", "build/genera.wasm", again, image]);
  assert.ok(readFileSync(image).equals(readFileSync("build/core.vlod")));
});

test("it does so with a collection at every safepoint", (t) => {
  if (isQuick) return t.skip("a quick build ships the seed's image");
  const again = join(scratch, "stressed");
  const files = ["decimal.clj", "../compiler/install.clj"];
  const image = "build/core.vlod";
  runStage(["compile", "build/genera.wasm", image, again, ...files], { GENERA_STRESS: "1000" });
  assert.equal(readdirSync(again).length, files.length);
  assert.deepEqual(findDifferent(again), []);
});
