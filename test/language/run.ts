// Runs every language test (test/language/<topic>/<sentence>.clj) through bin/genera, all files or
// those of one topic in a process, and reports each file as a test. GENERA_ONLY=part,part chooses
// files by a part of their name; other variables of the environment reach the program
// (docs/options.md).
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { driverProgram, judge, parseResults, readTestFiles, type TestFile } from "./files";

const TIMEOUT_MS = 600_000;
// Small, so that running out of it takes few collections under stress.
const STACK = "256K";

/** What is wrong with the forms of a file; of those that did not run only the first is told. */
function findProblems({ name, checks }: TestFile, results: ReadonlyMap<string, string>): string[] {
  const problems: string[] = [];
  for (const check of checks) {
    const result = results.get(`${name}:${check.line}`);
    const problem = judge(check, result);
    if (problem !== null) problems.push(`${name}.clj:${check.line}: ${check.text}\n  ${problem}`);
    if (result === undefined) break;
  }
  return problems;
}

function runDriver(files: readonly TestFile[], environment: NodeJS.ProcessEnv) {
  const folder = mkdtempSync(join(tmpdir(), "genera-language-"));
  const driver = join(folder, "driver.clj");
  writeFileSync(driver, driverProgram(files));
  const run = spawnSync(process.execPath, ["bin/genera", "--stack", STACK, "run", driver], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
    timeout: TIMEOUT_MS,
    env: { ...process.env, ...environment },
  });
  rmSync(folder, { recursive: true });
  return run;
}

/** Runs files in one process and defines a test for each; `label` names the way they are run. */
function testFiles(label: string, files: readonly TestFile[], environment: NodeJS.ProcessEnv) {
  const run = runDriver(files, environment);
  const [results, isDone] = parseResults(run.stdout);
  for (const file of files) {
    test(`${label}: ${file.name.replaceAll("_", " ")}`, () => {
      const problems = findProblems(file, results);
      assert.ok(problems.length === 0, problems.join("\n"));
    });
  }
  test(`${label}: the run comes to its end`, () => {
    assert.ok(files.length > 0, "there are no test files");
    assert.ok(isDone && run.status === 0, `status ${run.status} ${run.signal}: ${run.stderr}`);
  });
}

const chosenFiles = (): TestFile[] => readTestFiles(process.env.GENERA_ONLY?.split(",") ?? []);

/** Runs all files in one process. */
export function testLanguage(label: string, environment: NodeJS.ProcessEnv): void {
  testFiles(label, chosenFiles(), environment);
}

/** Runs each topic's files in a process of their own, so that none finds a heap others filled. */
export function testTopics(label: string, environment: NodeJS.ProcessEnv): void {
  const files = chosenFiles();
  const topicOf = (file: TestFile): string => file.name.slice(0, file.name.indexOf("/"));
  for (const topic of new Set(files.map(topicOf))) {
    const ofTopic = files.filter((file) => topicOf(file) === topic);
    testFiles(`${label}, ${topic}`, ofTopic, environment);
  }
}
