// The build's lock keeps processes apart and does not outlive a dead owner.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { withLock } from "../../tools/lock.mjs";

const directory = mkdtempSync(join(tmpdir(), "genera-lock-"));
process.on("exit", () => rmSync(directory, { recursive: true, force: true }));

const child = `
  import { appendFileSync } from "node:fs";
  import { setTimeout as sleep } from "node:timers/promises";
  const [lockModule, lock, log] = process.argv.slice(1);
  const { withLock } = await import(lockModule);
  await withLock(lock, () => {}, async () => {
    appendFileSync(log, "in ");
    await sleep(20);
    appendFileSync(log, "out ");
  });
`;

test("processes hold the lock one after the other", async () => {
  const lock = join(directory, "shared");
  const log = join(directory, "log");
  const lockModule = pathToFileURL("tools/lock.mjs").href;
  const args = ["--input-type=module", "-e", child, lockModule, lock, log];
  const children = [1, 2, 3, 4].map(() => spawn(process.execPath, args, { stdio: "inherit" }));
  await Promise.all(children.map((process) => once(process, "exit")));
  assert.equal(readFileSync(log, "utf8"), "in out ".repeat(4));
  assert.equal(existsSync(lock), false);
});

test("the lock of a dead process, or of one whose id is used again, is taken over", async () => {
  for (const owner of ["999999999 1", `${process.pid} 1`]) {
    const lock = join(directory, "dead");
    const log = join(directory, "taken");
    writeFileSync(lock, owner);
    await withLock(lock, assert.fail, async () => appendFileSync(log, "x"));
    assert.equal(existsSync(lock), false);
  }
  assert.equal(readFileSync(join(directory, "taken"), "utf8"), "xx");
});
