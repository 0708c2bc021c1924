// The house rules hold for this repository, and the checks see a broken one.
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkImports, checkLength, checkRepository } from "../tools/tidy";

test("the repository follows the house rules", () => {
  const problems = checkRepository(process.cwd());
  if (problems.length > 0) assert.fail(`\n${problems.join("\n")}`);
});

test("an import across the layers is reported", () => {
  const imports = (path: string, from: string) => checkImports(path, `import "${from}";\n`).length;
  assert.equal(imports("kernel/heap/space.ts", "../../gen/layouts"), 0);
  assert.equal(imports("kernel/heap/space.ts", "../value/value"), 0);
  assert.equal(imports("kernel/heap/space.ts", "../../tables/layouts"), 1);
  assert.equal(imports("kernel/heap/space.ts", "node:fs"), 1);
  assert.equal(imports("seed/reader.ts", "../host/runtime"), 1);
  assert.equal(imports("cli/main.ts", "../host/runtime"), 0);
});

test("a long line and a long file are reported", () => {
  assert.deepEqual(checkLength("a.ts", `${"x".repeat(100)}\n`), []);
  assert.deepEqual(checkLength("a.ts", `${"x".repeat(101)}\n`), ["a.ts:1: over 100 columns"]);
  assert.deepEqual(checkLength("test/language/a/b.clj", `(f) ;=> ${"x".repeat(100)}\n`), []);
  assert.deepEqual(checkLength("a.ts", "x\n".repeat(600)), []);
  assert.deepEqual(checkLength("a.ts", "x\n".repeat(601)), ["a.ts: over 600 lines (601)"]);
});
