// Programs on one, two and four threads, while another actor collects the heap all the time and
// free memory is poisoned. Each file of test/actor/workers says what it prints in its last line.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

const folder = "test/actor/workers";
const temporary = mkdtempSync(join(tmpdir(), "genera-workers-"));
after(() => rmSync(temporary, { recursive: true }));

/** Collects until the process ends; a worker that sleeps or works has to stop for it each time. */
const collector = `(require '[genera.actors])
(genera.actors/spawn (fn [] (loop [] (System/gc) (Thread/sleep 2) (recur))))
`;
const end = "\n(System/exit 0)\n";

function run(path: string, cores: number, options: readonly string[] = []) {
  const args = ["dist/genera.mjs", "run", "--cores", String(cores), ...options, path];
  return spawnSync(process.execPath, args, { encoding: "utf8", timeout: 120_000 });
}

for (const name of readdirSync(folder)) {
  const text = readFileSync(join(folder, name), "utf8");
  const expected = text.trimEnd().split("\n").at(-1)?.slice(";=> ".length);
  const sentence = name.replace(".clj", "").replaceAll("_", " ");
  const isQuiet = name === "all_is_printed.clj"; // ends by itself: no collector beside it
  const path = join(temporary, name);
  writeFileSync(path, isQuiet ? text : collector + text + end);
  for (const cores of [1, 2, 4]) {
    test(`${sentence}, on ${cores}`, () => {
      const { status, stdout, stderr } = run(path, cores, ["--poison"]);
      assert.equal(stderr, "");
      const lines = stdout.trimEnd().split("\n");
      const isSame = isQuiet && new Set(lines).size === 1;
      assert.equal(isSame ? `(${lines.length} lines)` : lines.join("\n"), expected);
      assert.equal(status, 0);
    });
  }
}

function runText(text: string, cores: number) {
  const path = join(temporary, "program.clj");
  writeFileSync(path, text);
  return run(path, cores);
}

/** Keeps the main actor busy until the other workers are up. */
const busy = `(require '[genera.actors :refer [! receive self spawn]])
(defn burn [n] (loop [i 0] (when (< i n) (recur (inc i)))))
(let [main (self)]
  (dotimes [_ 4] (spawn (fn [] (burn 1000000) (! main :up))))
  (burn 3000000)
  (dotimes [_ 4] (receive :up nil)))
`;

test("an exception in an actor of any worker is reported, and the program goes on", () => {
  const bad = `(spawn (fn [] (burn 100000) (throw (ex-info "boom" {}))))`;
  const { status, stdout, stderr } = runText(`${busy}${bad}\n(burn 1000000)\n(println "on")`, 2);
  assert.match(stderr, /ended by an exception:\n.*boom/);
  assert.equal(stdout, "on\n");
  assert.equal(status, 0);
});

test("a pinned actor runs on its worker alone, once that is there", () => {
  const text = `${busy}
(require '[genera.actors :refer [spawn-opt]])
(defn answer [] (receive [from n] (do (! from n) (answer))))
(def pinned (mapv (fn [n] (spawn-opt {:scheduler n} answer)) [1 2 3]))
(dotimes [n 300] (doseq [pid pinned] (! pid [(self) n]) (receive n n)))
(println pinned)`;
  const path = join(temporary, "program.clj");
  const log = join(temporary, "program.log");
  writeFileSync(path, text);
  const { stdout, status } = run(path, 2, ["--trace", "schedule", "--trace-file", log]);
  assert.equal(status, 0);
  const lines = readFileSync(log, "utf8").split("\n");
  const workersOf = (pid: string) =>
    lines.filter((line) => line.includes(`${pid} schedule`)).map((line) => line.at(-1));
  const [first = "", second = "", third = ""] = stdout.match(/#pid\[\d+ \d+\]/g) ?? [];
  assert.match(workersOf(first).join(""), /^0{300,}$/);
  assert.match(workersOf(second).join(""), /^0*1*$/);
  assert.match(workersOf(third).join(""), /^0{300,}$/);
});

test("System/exit of any actor ends the program while others are busy", () => {
  const loops = "(dotimes [_ 3] (spawn (fn [] (loop [] (recur)))))";
  const exit = `(spawn (fn [] (println "bye") (System/exit 7)))`;
  const { status, stdout } = runText(`${busy}${loops}\n${exit}\n(receive :never nil)`, 2);
  assert.equal(stdout, "bye\n");
  assert.equal(status, 7);
});

test("a main actor that waits for what nobody can do is told so", () => {
  const { status, stderr } = runText(`${busy}(receive :never nil)`, 3);
  assert.match(stderr, /deadlock/);
  assert.equal(status, 1);
});

test("timers that workers fire keep the program running", () => {
  const sleepers = "(dotimes [i 3] (spawn (fn [] (Thread/sleep (* 60 (inc i))) (println i))))";
  const { status, stdout } = runText(busy + sleepers, 2);
  assert.equal(stdout, "0\n1\n2\n");
  assert.equal(status, 0);
});

/** Takes long on the main thread: a search that tries very many ways. */
const longSearch = `(re-find #"(a+)+$" "aaaaaaaaaaaaaaaaaaaaaaaab")`;

test("what waits behind a long call of the host runs on another worker meanwhile", () => {
  const { stdout, stderr } = runText(
    `${busy}
(println (loop [tries 20]
  (let [began (promise)]
    (spawn (fn [] (deliver began true)))
    ${longSearch}
    (or (realized? began) (when (pos? tries) (recur (dec tries)))))))
(System/exit 0)`,
    2,
  );
  assert.equal(stdout, "true\n", stderr);
});

test("a collection does not wait for a long call of the host", () => {
  const { stdout, stderr } = runText(
    `${busy}
(println (loop [tries 20]
  (let [collected (promise)]
    (spawn (fn [] (System/gc) (deliver collected true)))
    ${longSearch}
    (or (realized? collected) (when (pos? tries) (recur (dec tries)))))))
(System/exit 0)`,
    2,
  );
  assert.equal(stdout, "true\n", stderr);
});
