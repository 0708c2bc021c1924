// The test command: builds, bundles test/**/*.test.ts, runs each file in its own process through
// node:test, prints every failure in full and ends with the line "N passed, N failed". No test
// at all counts as a failure. Arguments choose files by a part of their path; --long also runs
// test/**/*.long.ts.
import { readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, relative } from "node:path";
import { run } from "node:test";
import { fileURLToPath } from "node:url";
import { inspect } from "node:util";
import { build, bundleTests } from "./build.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
process.chdir(root);
process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ""} --enable-source-maps`;

function findTests(long, parts) {
  const suffix = long ? /\.(test|long)\.ts$/ : /\.test\.ts$/;
  return readdirSync("test", { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && suffix.test(entry.name))
    .map((entry) => join(relative(root, entry.parentPath || "."), entry.name))
    .filter((path) => parts.length === 0 || parts.some((part) => path.includes(part)))
    .sort();
}

function printFailure(data) {
  const error = data.details.error;
  const cause = error?.cause ?? error;
  console.log(`\nFAILED ${data.name}${data.file ? ` (${relative(root, data.file)})` : ""}`);
  console.log(
    typeof cause === "string"
      ? cause
      : inspect(cause, { depth: 8, maxStringLength: null, maxArrayLength: null }),
  );
}

/** Runs the bundled files and returns how many tests passed, failed and were skipped. */
async function runTests(files) {
  const count = { passed: 0, failed: 0, skipped: 0 };
  // A suite, or a file that only holds tests, reports itself too: only its tests are counted.
  const isContainer = (data) =>
    data.details.type === "suite" || data.details.error?.failureType === "subtestsFailed";
  const isFile = (data) => data.nesting === 0 && files.some((file) => data.name === file);
  for await (const { type, data } of run({ files, concurrency: availableParallelism() })) {
    if (type === "test:stdout") process.stdout.write(data.message);
    if (type === "test:stderr") process.stderr.write(data.message);
    if (type === "test:pass" && !isContainer(data) && !isFile(data)) {
      if (data.skip !== undefined || data.todo !== undefined) {
        count.skipped++;
        console.log(`skipped ${data.name}`);
      } else count.passed++;
    }
    if (type === "test:fail" && !isContainer(data)) {
      count.failed++;
      printFailure(data);
    }
  }
  return count;
}

const args = process.argv.slice(2);
const parts = args.filter((arg) => !arg.startsWith("--"));
let count = { passed: 0, failed: 0, skipped: 0 };
try {
  await build();
  const long = args.includes("--long");
  if (long) process.env.GENERA_LONG = "1";
  const files = findTests(long, parts);
  if (files.length > 0) count = await runTests(await bundleTests(files));
} catch (error) {
  console.log(`FAILED before the tests: ${error.stack}`);
  count.failed++;
}
if (count.passed + count.failed === 0) console.log("no test was found");
if (count.skipped > 0) console.log(`${count.skipped} skipped`);
console.log(`${count.passed} passed, ${count.failed} failed`);
process.exitCode = count.failed > 0 || count.passed === 0 ? 1 : 0;
