// The package as npm installs it: `npm pack`, `npm i -g` of the tarball into an empty prefix, and
// the `genera` that is there then. It has kernel and image with it, needs no other package, and
// neither writes into its folder nor needs to.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

const folder = mkdtempSync(join(tmpdir(), "genera-package-"));
after(() => rmSync(folder, { recursive: true, force: true }));

function run(command: string, args: string[], cwd = folder): string {
  const env = { ...process.env, npm_config_cache: join(folder, "cache"), NODE_OPTIONS: "" };
  const result = spawnSync(command, args, { cwd, env, encoding: "utf8", timeout: 120_000 });
  assert.equal(result.status, 0, `${command} ${args.join(" ")}: ${result.stdout}${result.stderr}`);
  assert.equal(result.stderr.includes("building"), false);
  return result.stdout;
}

/** Path, size and time of every file of a folder. */
function listFiles(path: string): string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => `${file} ${statSync(file).size} ${statSync(file).mtimeMs}`)
    .sort();
}

test("npm pack and npm i -g give a genera that works from a folder it cannot write", () => {
  run("npm", ["pack", "--ignore-scripts", "--pack-destination", folder], process.cwd());
  const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz"));
  assert.ok(tarball !== undefined);
  const prefix = join(folder, "prefix");
  const offline = ["--offline", "--no-audit", "--no-fund"];
  run("npm", ["install", "-g", "--prefix", prefix, ...offline, join(folder, tarball)]);

  const installed = join(prefix, "lib/node_modules/genera");
  const names = listFiles(installed).map((row) => row.slice(installed.length + 1).split(" ")[0]);
  for (const name of [
    "bin/genera",
    "dist/genera.mjs",
    "dist/worker.mjs",
    "build/genera.wasm",
    "build/core.vlod",
  ]) {
    assert.ok(names.includes(name), `${name} is missing among ${names.join(" ")}`);
  }
  assert.ok(!names.some((name) => /node_modules|^kernel|^test|^tools|\.ts$/.test(name ?? "")));

  const before = listFiles(installed);
  for (const part of ["", "bin", "dist", "build"]) chmodSync(join(installed, part), 0o555);
  const genera = join(prefix, "bin/genera");
  assert.equal(run(genera, ["-e", "(+ 1 2)"]), "3\n");
  writeFileSync(join(folder, "hello.clj"), "(println (map inc [1 2]) *command-line-args*)");
  assert.equal(run(genera, ["run", "hello.clj", "x"]), "(2 3) (x)\n");
  assert.match(run(genera, ["--version"]), /^genera \d+\.\d+\.\d+\n$/);
  for (const part of ["", "bin", "dist", "build"]) chmodSync(join(installed, part), 0o755);
  assert.deepEqual(listFiles(installed), before);
});
