// Simulations (genera.sim) and tests under seeds: what goes wrong once in many runs is found, and
// found again by its seed; nothing of a run is left.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, test } from "node:test";

const folder = mkdtempSync(join(tmpdir(), "genera-sim-"));
after(() => rmSync(folder, { recursive: true }));

const requires = "(require '[genera.actors :refer :all] '[genera.sim :as sim])\n";

/** The lines that a program prints. */
function run(text: string, ...options: string[]): string[] {
  const path = join(folder, "program.clj");
  writeFileSync(path, requires + text);
  const args = ["bin/genera", "run", ...options, path];
  const { stdout, status, stderr } = spawnSync(process.execPath, args, {
    encoding: "utf8",
    timeout: 120_000,
  });
  assert.equal(status, 0, stderr);
  return stdout.trimEnd().split("\n");
}

/** Two actors that read, work, and write. */
const racy = `(defn racy []
  (let [a (atom 0), me (self)]
    (dotimes [_ 2]
      (spawn (fn []
               (let [x @a]
                 (dotimes [_ (rand-int 200)] (str x))
                 (reset! a (inc x))
                 (! me :done)))))
    (dotimes [_ 2] (receive :done nil))
    (assert (= 2 @a))))
(defn seed-of [f] (try (f) nil (catch Exception e (:seed (ex-data e)))))
`;

test("a race is found, and found again by its seed in any process", () => {
  const find = `${racy}(println (seed-of #(sim/explore {:seeds 300} racy)))`;
  const [seed] = run(find);
  assert.match(seed ?? "", /^\d+$/);
  assert.deepEqual(run(find, "--cores", "1"), [seed]);
  const again = `(dotimes [_ 2] (println (seed-of #(sim/replay ${seed} racy))))`;
  assert.deepEqual(run(racy + again), [seed, seed]);
});

test("nothing of a run is left, and the world goes on meanwhile", () => {
  const program = `
(def n (atom 0))
(def main (self))
(def ticker (spawn (fn [] (loop [] (swap! n inc) (Thread/sleep 1) (recur)))))
(def busy (vec (repeatedly 3 #(spawn (fn [] (loop [m {}] (recur (assoc m (rand-int 99) [m 1]))))))))
(Thread/sleep 50)
(println (sim/explore {:seeds 20}
  (fn []
    (register :mine (spawn (fn [] (receive :never nil))))
    (dotimes [_ 50] (spawn (fn [] (loop [] (Thread/sleep 10) (recur)))))
    (reset! n -1000000)
    (! main :from-a-copy)
    (let [t (System/nanoTime)]
      (Thread/sleep 3600)
      (assert (<= 3600 (/ (- (System/nanoTime) t) 1e6) 3700))))))
(println (< 0 @n) (whereis :mine) (count (processes)) (receive x x (after 0 :nothing)))
(System/exit 0)`;
  for (const cores of ["1", "2"]) {
    assert.deepEqual(run(program, "--cores", cores), ["{:seeds 20}", "true nil 5 :nothing"]);
  }
});

test("actors that wait answer in a copy", () => {
  const program = `
(def server (spawn (fn [] (loop [n 0] (receive [:next to] (do (! to n) (recur (inc n))))))))
(defn ask [] (! server [:next (self)]) (receive n n))
(println (ask))
(println (sim/explore {:seeds 5} (fn [] (assert (= [1 2] [(ask) (ask)])))))
(println (ask))`;
  assert.deepEqual(run(program), ["0", "{:seeds 5}", "1"]);
});

test("what is no good end fails with its reason", () => {
  const program = `
(defn problem [f] (try (sim/explore {:seeds 1 :limit-ms 1000} f)
                    (catch Exception e (println (:problem (ex-data e))))))
(problem (fn [] (receive :never nil)))
(problem (fn [] (spawn-link (fn [] (exit :boom))) (receive :never nil)))
(problem (fn [] (spawn (fn [] (loop [] (Thread/sleep 10) (recur)))) (receive :never nil)))
(problem (fn [] (System/exit 3)))
(problem (fn [] (throw (ex-info "no" {}))))
(problem (fn [] (exit :gone)))
(require '[clojure.test :refer [is]])
(problem (fn [] (binding [clojure.test/*test-out* (java.io.StringWriter.)] (is (= 1 2)))))
(println (try (sim/explore {:sedes 1} identity) (catch Exception e (ex-message e))))`;
  assert.deepEqual(run(program), [
    "deadlock: it waits for what nobody can do any more",
    "it was ended: :boom",
    "it has not ended after 1000 ms of its clock",
    "System/exit was called with 3",
    "clojure.lang.ExceptionInfo: no",
    "genera.actors.Exit: exit: :gone",
    "1 assertion has failed",
    "No option of explore: :sedes",
  ]);
});

test("genera test --seeds tells the seed of a failure, and --seed replays it", () => {
  const name = join(folder, "some_test.clj");
  writeFileSync(
    name,
    `(ns some-test (:require [clojure.test :refer :all] [genera.actors :refer :all]))
(deftest order
  (let [me (self)]
    (dotimes [i 3] (spawn (fn [] (! me i))))
    (is (= [0 1 2] (vec (repeatedly 3 #(receive x x)))))))
`,
  );
  const genera = (...args: string[]) =>
    spawnSync(process.execPath, [resolve("bin/genera"), "test", ...args], {
      encoding: "utf8",
      timeout: 60_000,
      cwd: folder,
    });
  const all = genera("--seeds", "20", "--seed", "5", "some_test.clj");
  assert.equal(all.status, 1);
  const seed = /FAIL in \(order\)[\s\S]*fail under seed (\d+)\n$/.exec(all.stdout)?.[1] ?? "";
  const again = genera("--seed", seed, "some_test.clj");
  assert.equal(again.status, 1);
  assert.match(again.stdout, /FAIL in \(order\)/);
  assert.match(again.stderr, new RegExp(`genera test --seed ${seed} `));
  writeFileSync(name, "(ns some-test (:require [clojure.test :refer :all]))(deftest t (is true))");
  const good = genera("--seeds", "3", "--seed", "5", "some_test.clj");
  assert.equal(good.stdout, "All tests have passed under seeds 5 to 7.\n");
  assert.equal(good.status, 0);
});
