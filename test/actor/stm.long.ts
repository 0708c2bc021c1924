// The programs of test/lib/genera/stm_programs.clj under 500 seeds each: every order of turns must
// keep what transactions promise.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

const folder = mkdtempSync(join(tmpdir(), "genera-stm-"));
after(() => rmSync(folder, { recursive: true }));

const MOST_MS = 1_200_000; // of a run that hangs

function runGenera(env: Record<string, string>, ...args: string[]) {
  return spawnSync(process.execPath, ["bin/genera", "--path", "test/lib", ...args], {
    encoding: "utf8",
    env: { ...process.env, ...env },
    timeout: MOST_MS,
    killSignal: "SIGKILL",
  });
}

/** Runs the program, which prints :done when it has found nothing wrong. */
function mustBeDone(name: string, program: string, env: Record<string, string> = {}): void {
  const path = join(folder, `${name}.clj`);
  writeFileSync(
    path,
    `(require '[genera.actors :refer [monitor receive spawn]] '[genera.sim :as sim]
         '[genera.stm :as stm] '[genera.stm-programs :as programs])
${program}
(println :done)`,
  );
  const { stdout, stderr } = runGenera(env, "run", path);
  assert.equal(stdout.trimEnd().split("\n").at(-1), ":done", stderr);
}

function explore(seeds: number, patience: number): string {
  return `(stm/set-patience! ${patience})
(doseq [program programs/all] (sim/explore {:seeds ${seeds}} program))`;
}

test("transactions keep their promises under 500 seeds", () => {
  mustBeDone("seeds", explore(500, 16));
});

test("so they do when each that starts again is protected at once", () => {
  mustBeDone("protected", explore(200, 1));
});

test("so they do when none is ever protected", () => {
  mustBeDone("unprotected", explore(200, 0));
});

test("so they do when every safepoint collects", () => {
  mustBeDone("collected", explore(10, 4), { GENERA_STRESS: "0" });
});

test("so they do when every safepoint collects and all is checked now and then", () => {
  mustBeDone("checked", explore(1, 4), { GENERA_STRESS: "20000", GENERA_POISON: "1" });
});

test("so they do a hundred times on all cores", () => {
  mustBeDone("cores", "(dotimes [_ 100] (doseq [program programs/all] (program)))");
});

test("workers that wait while others collect do not count as all there is", () => {
  const program = `
(defn ping [n]
  (let [q (java.util.concurrent.LinkedBlockingQueue.)]
    (dotimes [i n] (assert (= i @(future (.put q i) (.take q)))))))
(run! deref (doall (repeatedly 3 (fn [] (future (ping 1000))))))`;
  mustBeDone("waiting", program, { GENERA_STRESS: "0" });
});

test("as many transactions as wait in their middle keep nobody from reading and writing", () => {
  const program = `
(let [go (promise), refs (vec (repeatedly 50 (fn [] (ref 0))))
      pids (vec (repeatedly 5000 (fn [] (spawn (fn [] (dosync @(refs 0) @go))))))
      writer (future (dotimes [i 5000] (dosync (alter (refs (rem i 50)) inc))))]
  (assert (apply <= (repeatedly 50 (fn [] (dosync (reduce + (map deref refs)))))))
  @writer
  (deliver go 1)
  (doseq [pid pids] (let [down (monitor pid)] (receive [:DOWN down _ _ _] nil)))
  (assert (= 5000 (dosync (reduce + (map deref refs)))))
  (assert (zero? (:misses (stm/stm-stats)))))`;
  mustBeDone("parked", program);
});

test("a swap! that takes longer than a turn lasts has its turn at last", () => {
  const program = `
(let [a (atom 0), stop (atom false)
      quick (future (loop [] (when-not @stop (swap! a inc) (recur))))
      end (fn [ms] (+ (System/nanoTime) (* 1000000 ms)))]
  (swap! a (fn [x] (let [t (end 500)] (loop [] (if (< (System/nanoTime) t) (recur) (inc x))))))
  (reset! stop true)
  @quick)`;
  mustBeDone("slow", program);
});

test("a stack that overflows around commits loses nothing that they have sent", () => {
  const path = join(folder, "deep.clj");
  writeFileSync(
    path,
    `(require '[genera.actors :refer [! self receive]])
(let [n (ref 0), me (self), cell (agent 0)
      deep (fn deep [] (dosync (alter n inc) (! me :sent) (send cell inc)) (inc (deep)))]
  (println (try (deep) (catch StackOverflowError _ :overflown)))
  (await cell)
  (println (= @n @cell (loop [k 0] (receive :sent (recur (inc k)) (after 0 k)))) (< 100 @n)))`,
  );
  const { stdout, stderr } = runGenera({}, "--stack", "1M", "run", path);
  assert.equal(stdout, ":overflown\ntrue true\n", stderr);
});
