// The event log of `genera run --trace`, and that a seed fixes it to the byte.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { traced } from "../../tables/events";

const folder = mkdtempSync(join(tmpdir(), "genera-trace-"));
after(() => rmSync(folder, { recursive: true }));

function run(text: string, options: readonly string[]) {
  const path = join(folder, "program.clj");
  writeFileSync(path, text);
  const args = ["bin/genera", "run", ...options, path];
  return spawnSync(process.execPath, args, { encoding: "utf8", timeout: 60_000 });
}

/** The lines of the log without number and time, pids as letters in the order they come. */
function eventsOf(log: string): string[] {
  const letters = new Map<string, string>();
  const rename = (pid: string): string => {
    if (!letters.has(pid)) letters.set(pid, "ABCDEFGH"[letters.size] ?? "?");
    return letters.get(pid) ?? "?";
  };
  return log
    .trimEnd()
    .split("\n")
    .map((line) =>
      line
        .replace(/^\d+ [\d.]+ /, "")
        .replace(/#pid\[\d+ \d+\]/g, rename)
        .replace(/#ref\[\d+\]/g, "R"),
    );
}

const talk = `(require '[genera.actors :refer :all])
(let [main (self)
      p (spawn (fn [] (register :worker (self)) (receive [:add a b] (! main {:sum (+ a b)}))))]
  (monitor p)
  (! p [:add 1 "two"])
  (receive [:DOWN _ _ _ [:exception _]] nil))
(let [p (spawn-link (fn [] (receive :never nil)))]
  (unlink p)
  (exit p [:why 1.5 \\x #{:a} '(1 2)]))
`;

test("each event is a line, in the order they happen", () => {
  const wanted = traced.filter((name) => name !== "schedule").join(",");
  const quiet = `(alter-var-root #'genera.actors/*report-crash* (constantly identity))\n`;
  const { stderr, status } = run(quiet + talk, ["--seed", "1", "--trace", wanted]);
  assert.equal(status, 0);
  const events = eventsOf(stderr);
  const has = (...lines: string[]) => {
    let at = -1;
    for (const line of lines) {
      const found = events.findIndex((event, i) => i > at && event.startsWith(line));
      assert.ok(found > at, `${line}\n${events.join("\n")}`);
      at = found;
    }
  };
  has("- spawn A", "A spawn B", "A monitor B R", 'A send B [:add 1 "two"]', "B receive [:add 1");
  has("B register :worker B", "B exit [:exception {", "A receive [:DOWN R :process B [:exception");
  has("A spawn C", "A link C", "A unlink C", "A signal C [:why 1.5 \\x #{:a} (1 2)]");
  has("A exit :normal");
});

/** All that chance has a hand in: turns, time, random numbers, refs and pids as keys. */
const lottery = `(require '[genera.actors :refer :all])
(let [main (self)]
  (dotimes [i 12]
    (spawn (fn []
             (Thread/sleep (rand-int 50))
             (! main [(System/currentTimeMillis) (System/nanoTime) (rand) (random-uuid)
                      (shuffle (range 8)) (vec (set (repeatedly 5 make-ref))) {(self) 1}
                      (vec (sort-by hash (processes)))]))))
  (send-after 20 main :alarm)
  (dotimes [_ 13] (receive x (println x)))
  (println (count (slurp *file*)) (hash #{:a "b" 'c})))
`;

test("a seed fixes the log and the output to the byte, and another one changes them", () => {
  const once = (seed: number) => {
    const file = join(folder, "log");
    const options = ["--seed", `${seed}`, "--trace", traced.join(","), "--trace-file", file];
    const { stdout, stderr, status } = run(lottery, options);
    assert.deepEqual([stderr, status], ["", 0]);
    return stdout + readFileSync(file, "utf8");
  };
  for (const seed of [0, 3, 123456]) assert.equal(once(seed), once(seed));
  assert.notEqual(once(1), once(2));
});

test("the events of several workers are numbered in order", () => {
  const many = `(require '[genera.actors :refer :all])
(defn burn [n] (loop [i 0] (when (< i n) (recur (inc i)))))
(let [main (self)]
  (dotimes [i 40] (spawn (fn [] (dotimes [k 10] (burn 20000) (! main [i k])))))
  (dotimes [_ 400] (receive _ nil)))
`;
  const { stderr, status } = run(many, ["--cores", "3", "--trace", "send,receive,schedule"]);
  assert.equal(status, 0, stderr.slice(-4000));
  const lines = stderr.trimEnd().split("\n");
  lines.forEach((line, i) => {
    assert.equal(Number(line.split(" ")[0]), i + 1);
  });
  assert.equal(lines.filter((line) => / send #pid/.test(line)).length, 400);
  assert.equal(lines.filter((line) => / receive \[/.test(line)).length, 400);
});

test("an event or a file that does not exist is refused", () => {
  const wrong = run("1", ["--trace", "sned"]);
  assert.match(wrong.stderr, /--trace knows spawn, exit, .*not 'sned'/);
  assert.equal(wrong.status, 2);
  const nowhere = run("1", ["--trace", "send", "--trace-file", join(folder, "no/such")]);
  assert.match(nowhere.stderr, /^genera: the log cannot be written: ENOENT/);
  assert.equal(nowhere.status, 2);
});
