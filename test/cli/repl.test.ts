// The REPL at a real terminal, which `script` of util-linux provides; left out where there is none.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

const folder = mkdtempSync(join(tmpdir(), "genera-repl-"));
after(() => rmSync(folder, { recursive: true }));
const hasScript = spawnSync("script", ["--version"]).stdout?.includes("util-linux") ?? false;
const skip = hasScript ? false : "there is no `script` of util-linux here";
const history = join(folder, "history");

/** Types keys whenever what they answer has appeared; gives all that the terminal was sent. */
function converse(steps: readonly (readonly [mark: string, keys: string])[], settings = {}) {
  const env = { ...process.env, GENERA_HISTORY: history, TERM: "xterm", NO_COLOR: "", ...settings };
  const command = `${process.execPath} dist/genera.mjs`;
  const child = spawn("script", ["-qfec", command, "/dev/null"], { env, timeout: 90_000 });
  const waiting = [...steps];
  return new Promise<string>((resolve) => {
    let shown = "";
    let from = 0;
    child.stdout.on("data", (data) => {
      shown += data;
      for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
        const at = shown.indexOf(next[0], from);
        if (at < 0) return;
        waiting.shift();
        from = at + next[0].length;
        child.stdin.write(next[1]);
      }
    });
    child.on("close", () => resolve(shown));
  });
}

// What the editor writes when it begins to ask, and when something is evaluated.
const asks = "\x1b[?2004h";
const runs = "\x1b[?2004l";

test("editing, completion, interruption and limits at a terminal", {
  skip,
}, async () => {
  const shown = await converse([
    [asks, "(map-ind\t"],
    ["map-indexed  [f] [f coll]", "\x03"],
    [asks, '(.toUpper\t "ab")\r'],
    ['"AB"', ""],
    [asks, "\x1b[200~(defn f [x]\n  (* x 100))\n(f 7)\x1b[201~\r"],
    ["700", ""],
    [asks, "(range)\r"],
    ["99 ...)", ""],
    [asks, "(loop [] (recur))\r"],
    [runs, "\x03"],
    ["InterruptedException", ""],
    [asks, "(run! println (range))\r"],
    ["\n100\r\n", "\x03"],
    ["InterruptedException", ""],
    [asks, "(set! *print-length* 2)\r"],
    [asks, "(range)\r"],
    ["(0 1 ...)", ""],
    [asks, ":help\r"],
    ["GENERA_HISTORY", ""],
    [asks, "\x12toUp\r"],
    ['"AB"', ""],
    [asks, '(println "at" "end")\r'],
    ["at end", ""],
    [asks, "\x04"],
  ]);
  assert.match(shown, /at end\r\n/);
  const entries = readFileSync(history, "utf8").split("\n");
  assert.equal(entries[1], JSON.stringify("(defn f [x]\n  (* x 100))\n(f 7)"));
});

test("an unlimited print and a wait for ever are interrupted; the session goes on", {
  skip,
}, async () => {
  const shown = await converse([
    [asks, "(do (set! *print-length* nil) (range))\r"],
    [" 100000 ", "\x03"],
    ["InterruptedException", ""],
    [asks, "@(promise)\r"],
    ["deadlock", ""],
    ["InterruptedException", ""],
    [asks, "(genera.actors/receive :never 1)\r"],
    ["deadlock", ""],
    [asks, "(read-line)\r"],
    [asks, "\x03"],
    ["InterruptedException", ""],
    [asks, "(read-line)\r"],
    [asks, "typed\r"],
    ['"typed"', ""],
    [asks, "(when)\r"],
    ["(when)\r\n", ""],
    ["when takes [test & body].", ""],
    [asks, '(println "at" "end")\r'],
    ["at end", ""],
    [asks, "\x04"],
  ]);
  assert.match(shown, /at end\r\n/);
});

test("NO_COLOR leaves colours out", { skip }, async () => {
  const color = "\x1b[32m";
  const keys = [
    ["user=> ", '"text"\r'],
    ['"text"\r\n', "\x04"],
  ] as const;
  assert.ok((await converse(keys)).includes(color));
  assert.ok(!(await converse(keys, { NO_COLOR: "1" })).includes(color));
});

test("from a pipe, too, a wait for ever does not end the session", () => {
  const options = { encoding: "utf8", input: "@(promise)\n(+ 40 2)\n", timeout: 60_000 } as const;
  const { stdout, status } = spawnSync(process.execPath, ["dist/genera.mjs"], options);
  assert.deepEqual([stdout, status], ["user=> user=> 42\nuser=> \n", 0]);
});

test("from a pipe nothing nothing is edited and nothing limited; :help and :quit are known", () => {
  const run = (input: string) =>
    spawnSync(process.execPath, ["dist/genera.mjs"], { encoding: "utf8", input, timeout: 60_000 });
  const { stdout, stderr, status } = run("(count\n(pr-str (range 300)))\n:help\n:quit\n(prn 1)");
  assert.match(stdout, /^user=> 1091\nuser=> Forms are read[\s\S]*history\.\nuser=> $/);
  assert.deepEqual([stderr, status], ["", 0]);
});
