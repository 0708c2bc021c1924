// Runs every language test (test/language/<topic>/<sentence>.clj) through bin/genera, all files in
// one process, and reports each file as a test. GENERA_STRESS and GENERA_POISON are handed on to
// the kernel (docs/options.md), so the same run serves the stress builds; GENERA_ONLY=part,part
// chooses files by a part of their name.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { driverProgram, judge, parseResults, readTestFiles, type TestFile } from "./files";

const only = process.env.GENERA_ONLY?.split(",") ?? [];
const files = readTestFiles(only);
const folder = mkdtempSync(join(tmpdir(), "genera-language-"));
const driver = join(folder, "driver.clj");
writeFileSync(driver, driverProgram(files));
const run = spawnSync(process.execPath, ["bin/genera", "--stack", "256K", "run", driver], {
  encoding: "utf8",
  maxBuffer: 1 << 28,
  timeout: Number(process.env.GENERA_TIMEOUT_MS ?? 240_000),
});
rmSync(folder, { recursive: true });
const [results, isDone] = parseResults(run.stdout);

/** What is wrong with the forms of a file; of those that did not run only the first is told. */
function findProblems({ name, checks }: TestFile): string[] {
  const problems: string[] = [];
  for (const check of checks) {
    const result = results.get(`${name}:${check.line}`);
    const problem = judge(check, result);
    if (problem !== null) problems.push(`${name}.clj:${check.line}: ${check.text}\n  ${problem}`);
    if (result === undefined) break;
  }
  return problems;
}

for (const file of files) {
  test(`language: ${file.name.replaceAll("_", " ")}`, () => {
    const problems = findProblems(file);
    assert.ok(problems.length === 0, problems.join("\n"));
  });
}

test("language: the run comes to its end", () => {
  assert.ok(files.length > 0, "there are no test files");
  assert.ok(isDone && run.status === 0, `status ${run.status} ${run.signal}: ${run.stderr}`);
});
