// The example programs, each on its real data: they must print what JVM Clojure has printed
// (examples/expected, recorded by examples/record.mjs).
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";

interface Example {
  readonly name: string;
  readonly args: readonly string[];
}

const { programs }: { programs: readonly Example[] } = JSON.parse(
  readFileSync("examples/manifest.json", "utf8"),
);

for (const { name, args } of programs) {
  test(`the example ${name} prints what it prints on the JVM`, () => {
    const command = ["bin/genera", "run", `examples/${name}.clj`, ...args];
    const options = { encoding: "utf8", maxBuffer: 1 << 26, timeout: 240_000 } as const;
    const result = spawnSync(process.execPath, command, options);
    assert.equal(result.stderr, "");
    assert.equal(result.stdout, readFileSync(`examples/expected/${name}.txt`, "utf8"));
    assert.equal(result.status, 0);
  });
}
