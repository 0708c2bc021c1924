#!/usr/bin/env node
// Checks the expectations of the language tests on JVM Clojure, by hand:
//
//   node test/language/record.mjs [PART...]
//
// It bundles files.ts itself, runs the same driver with `clojure` and prints what differs. Topics
// `genera` and `actors` are left out: they are about what the JVM does not have.
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

await build({
  entryPoints: ["test/language/files.ts"],
  outfile: "build/test/language/files.mjs",
  bundle: true,
  platform: "node",
  format: "esm",
});
const lib = await import("../../build/test/language/files.mjs");
const files = lib
  .readTestFiles(process.argv.slice(2))
  .filter((f) => !/^(genera|actors)\//.test(f.name));
mkdirSync("build/test/language", { recursive: true });
writeFileSync("build/test/language/driver.clj", lib.driverProgram(files));
const run = spawnSync("clojure", ["build/test/language/driver.clj"], { encoding: "utf8" });
const [results, isDone] = lib.parseResults(run.stdout);
for (const { name, checks } of files) {
  for (const check of checks) {
    const problem = lib.judge(check, results.get(`${name}:${check.line}`));
    if (problem) console.log(`${name}.clj:${check.line}: ${check.text}\n  ${problem}`);
  }
}
console.log(isDone ? `${results.size} forms checked` : `the run failed: ${run.stderr}`);
