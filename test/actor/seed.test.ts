// `genera run --seed N`: the same seed gives the same run, and waiting takes no time.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

const folder = mkdtempSync(join(tmpdir(), "genera-seed-"));
after(() => rmSync(folder, { recursive: true }));

/** Actors whose order is chance: of turns, of the time they sleep, of numbers. */
const program = `(require '[genera.actors :refer [! receive self send-after spawn]])
(let [main (self)]
  (dotimes [i 6]
    (spawn (fn []
             (when (even? i) (Thread/sleep (* 60000 (rand-int 60))))
             (dotimes [k 4] (! main [i k (rand-int 100)])))))
  (send-after (* 20 60000) main :alarm)
  (println (vec (repeatedly 25 (fn [] (receive x x)))))
  (println (System/nanoTime) (System/currentTimeMillis)))
`;

/** Waits long for what an active port will tell at once. */
const connection = `(require '[genera.actors :refer [receive]] '[genera.tcp :as tcp])
(let [[_ l] (tcp/listen 0 {:ip "127.0.0.1"})
      [_ c] (tcp/connect "127.0.0.1" (second (second (tcp/local-address l))) {:active true})
      [_ s] (tcp/accept l)]
  (tcp/send s "hello")
  (println (receive [:tcp port text] text (after 3600000 :none)))
  (System/exit 0))
`;

function runWith(seed: number, text = program): string {
  const path = join(folder, "program.clj");
  writeFileSync(path, text);
  const args = ["bin/genera", "run", "--seed", String(seed), path];
  const run = spawnSync(process.execPath, args, { encoding: "utf8", timeout: 60_000 });
  assert.equal(run.stderr, "");
  assert.equal(run.status, 0);
  return run.stdout;
}

test("a seed gives the same run again", () => {
  for (const seed of [0, 1, 77]) assert.equal(runWith(seed), runWith(seed));
});

test("other seeds give other runs", () => {
  const runs = [1, 2, 3, 4, 5].map((seed) => runWith(seed));
  assert.equal(new Set(runs).size, runs.length);
  const order = (run: string) => [...run.matchAll(/\[(\d) \d \d+\]/g)].map((m) => m[1]).join("");
  assert.ok(new Set(runs.map(order)).size > 1);
});

test("an hour of waiting passes at once, and the clock shows it", () => {
  const nanoseconds = Number(/^(\d+) \d+$/m.exec(runWith(5))?.[1]);
  assert.ok(nanoseconds > 20 * 60e9);
});

test("the clock does not jump over what an active port has to tell", () => {
  assert.equal(runWith(3, connection), "hello\n");
});
