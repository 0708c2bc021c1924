// Numbers of opcodes and primitives stand in the tables and nowhere else: with others in a copy of
// the sources, everything builds anew and runs.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, test } from "node:test";

const scratch = mkdtempSync(join(tmpdir(), "genera-renumber-"));
after(() => rmSync(scratch, { recursive: true }));

/** Replaces what must stand in a file of the copy exactly once. */
function change(file: string, ...pairs: readonly (readonly [string, string])[]): void {
  const path = join(scratch, file);
  const text = pairs.reduce(
    (before, [from, to]) => {
      assert.equal(before.split(from).length, 2, `${from} in ${file}`);
      return before.replace(from, to);
    },
    readFileSync(path, "utf8"),
  );
  writeFileSync(path, text);
}

test("renumbering opcodes and primitives and rebuilding works", () => {
  const sources = ["bin", "cli", "host", "kernel", "lang", "seed", "tables", "tools"];
  const single = ["package.json", "package-lock.json", "tsconfig.json"];
  for (const name of [...sources, ...single]) {
    cpSync(name, join(scratch, name), { recursive: true });
  }
  symlinkSync(resolve("node_modules"), join(scratch, "node_modules"));
  change("tables/opcodes.ts", ['row(20, "return"', 'row(200, "return"']);
  change(
    "tables/opcodes.ts",
    ['row(10, "pop"', 'row(38, "pop"'],
    ['row(38, "is-nil"', 'row(10, "is-nil"'],
  );
  change("tables/primitives/code.ts", ['[2, "make-template"', '[12, "make-template"']);
  change("tables/primitives/text.ts", ['[41, "next-id"', '[79, "next-id"']);
  const options = { cwd: scratch, encoding: "utf8" } as const;
  const built = spawnSync(process.execPath, ["tools/build.mjs"], options);
  assert.equal(built.status, 0, built.stderr);
  const program = "(do (defn f [x] (when-not (nil? x) (inc x))) [(f 41) (symbol? (gensym))])";
  const ran = spawnSync("bin/genera", ["-e", program], options);
  assert.equal(ran.stdout, "[42 true]\n", ran.stderr);
});
