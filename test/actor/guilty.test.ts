// What one actor does wrong harms it, and those linked with it, and nobody else; and it is said.

import assert from "node:assert/strict";
import { test } from "node:test";
import { floodMany, floodSlowly, runProgram } from "./guilty";

/** An actor that counts to some number all the time, and is asked at the end whether it does. */
const innocent = `
(def innocent (spawn (fn [] (loop [n 0]
                              (let [m (receive [:ask to] (! to [:at n]) (after 1 nil))]
                                (recur (inc n)))))))
(defn ask [] (! innocent [:ask (self)]) (receive [:at n] (<= 0 n) (after 60000 :silent)))
`;

test("an endless loop takes nobody's turn", () => {
  const [out] = runProgram(`${innocent}
(def bad (spawn (fn [] (loop [] (recur)))))
(Thread/sleep 20)
(println (ask) (alive? bad))
(exit bad :kill)
(let [r (monitor bad)] (println (receive [:DOWN r _ _ _] :gone)))
(System/exit 0)`);
  assert.equal(out, "true true\n:gone\n");
});

test("an endless allocation ends at its heap limit", () => {
  const [out, err] = runProgram(`${innocent}
(def bad (spawn-opt {:monitor true :max-heap-size 4000000}
                    (fn [] (loop [all []] (recur (conj all (vec (range 100))))))))
(println (let [r (second bad)] (receive [:DOWN r _ _ reason] reason)) (ask))
(System/exit 0)`);
  assert.equal(out, ":killed true\n");
  assert.match(err, /^Actor #pid\[\d+ \d+\] was ended:\nIt kept more alive than its heap limit/);
});

test("a flood ends the actor whose mailbox fills the heap, and only that", () => {
  const [out, err] = runProgram(
    `${innocent}
(def dead (spawn (fn [] (receive :never nil))))
(def r (monitor dead))
(dotimes [_ 8] (spawn (fn [] (loop [] (! dead (vec (range 60))) (recur)))))
(dotimes [_ 2] (spawn (fn [] (loop [i 0] (! dead i) (recur (inc i))))))
(println (receive [:DOWN r _ _ reason] reason) (ask) (count (processes)))
(System/exit 0)`,
    "--heap",
    "24M",
  );
  assert.equal(out, ":killed true 12\n");
  assert.match(err, /^Actor #pid\[\d+ 0\] was ended:\nThe heap was full, and its mailbox was the/);
});

test("a flood of large messages ends their receiver, too, and only that", () => {
  const [out, err] = runProgram(
    `${innocent}
(def dead (spawn (fn [] (receive :never nil))))
(def r (monitor dead))
(dotimes [_ 2] (spawn (fn [] (loop [i 0] (! dead (vec (range i (+ i 1000)))) (recur (inc i))))))
(println (receive [:DOWN r _ _ reason] reason) (ask) (count (processes)))
(System/exit 0)`,
    "--heap",
    "48M",
  );
  assert.equal(out, ":killed true 4\n");
  assert.match(err, /^Actor #pid\[\d+ 0\] was ended:\nThe heap was full, and its mailbox was the/);
});

test("who sends faster than a receiver takes is held up before the heap is full", () => {
  assert.ok(floodSlowly(3, 4, "48M") > 0);
  assert.ok(floodMany(20, 3, "48M") > 0);
});

test("an exit storm ends those that are linked", () => {
  const [out] = runProgram(`${innocent}
(def n 20000)
(def hub (spawn (fn [] (dotimes [_ n] (spawn-link (fn [] (receive :never nil))))
                       (receive :go (exit :storm)))))
(def trapper (spawn (fn [] (process-flag :trap-exit true) (link hub)
                           (receive [:EXIT _ why] (receive [:ask to] (! to [:saw why]))))))
(def r (monitor hub))
(! hub :go)
(println (receive [:DOWN r _ _ reason] reason) (ask))
(! trapper [:ask (self)])
(println (receive x x))
(loop [] (when (< 2 (count (processes))) (Thread/sleep 5) (recur)))
(println :all-gone (ask))
(System/exit 0)`);
  assert.equal(out, ":storm true\n[:saw :storm]\n:all-gone true\n");
});

test("when no actor can be made any more, who spawns is told, and others go on", () => {
  const [out, err] = runProgram(
    `${innocent}
(let [[_ r] (spawn-monitor (fn [] (loop [] (spawn-link (fn [] (receive :never nil))) (recur))))]
  (println (receive [:DOWN r _ _ [_ data]] (:type (first (:via data)))) (ask)))
(loop [] (when (< 2 (count (processes))) (Thread/sleep 5) (recur)))
(println (count (filter pid? (repeatedly 1000 #(spawn (fn [] 1))))) (ask))
(System/exit 0)`,
    "--heap",
    "24M",
  );
  assert.equal(out, "java.lang.OutOfMemoryError true\n1000 true\n", err);
  assert.match(err, /^Actor #pid\[\d+ 0\] ended by an exception:\njava.lang.OutOfMemoryError/);
});

test("mail for an actor that has ended never reaches the next one in its place", () => {
  const [out] = runProgram(
    `
(def index (fn [pid] (second (re-find #"\\[(\\d+) " (str pid)))))
(defn probe [] (receive [:for pid] (when (not= pid (self)) (exit [:foreign pid (self)]))
                        (after 0 nil)))
(def main (self))
(def reused (atom 0))
(dotimes [_ 4]
  (spawn (fn []
    (loop [i 0, seen #{}]
      (if (= i 3000)
        (! main :done)
        (let [[pid r] (spawn-monitor probe)]
          (when (seen (index pid)) (swap! reused inc))
          (dotimes [_ 3] (! pid [:for pid]))
          (exit pid :shutdown)
          (dotimes [_ 3] (! pid [:for pid]))
          (send-after 1 pid [:for pid])
          (receive [:DOWN r _ _ reason] (when (vector? reason) (println reason)))
          (recur (inc i) (conj seen (index pid)))))))))
(dotimes [_ 4] (receive :done nil))
(println (< 1000 @reused))
(System/exit 0)`,
  );
  assert.equal(out, "true\n");
});

test("a failing init is the error of its start, and harms a linked starter alone", () => {
  const [out, err] = runProgram(`${innocent}
(require '[genera.server :as server])
(defn bad-init [_] (throw (ex-info "no" {:a 1})))
(println (let [[tag [kind data]] (server/start {:init bad-init} nil)] [tag kind (:data data)]))
(let [[_ r] (spawn-monitor (fn [] (server/start-link {:init bad-init} nil) (receive :never nil)))]
  (println (receive [:DOWN r _ _ [kind data]] [kind (:data data)]) (ask)))
(System/exit 0)`);
  assert.equal(out, "[:error :exception {:a 1}]\n[:exception {:a 1}] true\n");
  assert.match(err, /no/);
});

test("when actors fill a heap of any size, who makes them is told and has memory to say so", () => {
  for (const heap of ["64M", "160M", "256M"]) {
    const [out, err] = runProgram(
      `${innocent}
(println (try (loop [] (spawn (fn [] (receive :never nil))) (recur))
              (catch OutOfMemoryError e (subs (ex-message e) 0 18)))
         (ask))
(System/exit 0)`,
      "--heap",
      heap,
    );
    assert.equal(out, "heap limit reached true\n", err);
  }
});
