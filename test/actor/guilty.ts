// Programs in which one actor misbehaves and all others must go on.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";

const MOST_MS = 120_000; // of a program that hangs
const requires = "(require '[genera.actors :refer :all])\n";

/** What a program prints on stdout and stderr, run with some options; it must end with 0. */
export function runProgram(text: string, ...options: string[]): readonly [string, string] {
  const args = ["bin/genera", "run", ...options, "-"];
  const input = requires + text;
  const { stdout, stderr, status } = spawnSync(process.execPath, args, {
    encoding: "utf8",
    input,
    timeout: MOST_MS,
    killSignal: "SIGKILL",
  });
  assert.equal(status, 0, stdout + stderr);
  return [stdout, stderr];
}

/** A slow receiver that `senders` actors flood for some seconds; prints how many it has taken. */
export function floodSlowly(senders: number, seconds: number, heap: string): number {
  const program = `
(def taken (atom 0))
(def slow (spawn (fn [] (loop []
                          (receive x (do (when (zero? (mod x 64)) (dotimes [_ 500] (str x)))
                                         (swap! taken inc)))
                          (recur)))))
(dotimes [_ ${senders}] (spawn (fn [] (loop [i 0] (! slow i) (recur (inc i))))))
(def ends (+ (System/nanoTime) (* ${seconds} 1000000000)))
(loop [] (when (< (System/nanoTime) ends) (Thread/sleep 20) (recur)))
(println (alive? slow) @taken)
(System/exit 0)`;
  const [out, err] = runProgram(program, "--heap", heap, "--cores", "2");
  assert.equal(err, "");
  assert.match(out, /^true \d+\n$/);
  return Number(out.split(" ")[1]);
}

/** Pairs of a sender and a receiver that takes as fast as it can. */
export function floodMany(pairs: number, seconds: number, heap: string): number {
  const program = `
(def taken (atom 0))
(dotimes [_ ${pairs}]
  (let [to (spawn (fn [] (loop [n 0]
                           (receive _ nil)
                           (if (= n 1000) (do (swap! taken + n) (recur 0)) (recur (inc n))))))]
    (spawn (fn [] (loop [i 0] (! to i) (recur (inc i)))))))
(def ends (+ (System/nanoTime) (* ${seconds} 1000000000)))
(loop [] (when (< (System/nanoTime) ends) (Thread/sleep 20) (recur)))
(println @taken (count (processes)))
(System/exit 0)`;
  const [out, err] = runProgram(program, "--heap", heap, "--cores", "2");
  assert.equal(err, "");
  const [taken, actors] = out.trimEnd().split(" ").map(Number);
  assert.equal(actors, 2 * pairs + 1);
  return taken ?? 0;
}
