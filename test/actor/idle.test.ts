// What an actor costs that waits among many.

import assert from "node:assert/strict";
import { test } from "node:test";
import { runProgram } from "./guilty";

test("an actor that waits among many keeps less than 800 bytes, and runs again as before", () => {
  const [out] = runProgram(
    `(defn used-bytes []
  (System/gc)
  (let [runtime (Runtime/getRuntime)] (- (.totalMemory runtime) (.freeMemory runtime))))
(defn deep [n] (if (zero? n) 0 (inc (deep (dec n)))))
(let [me (self), n 20000, before (used-bytes)
      waiter (fn [] (! me :up) (receive d (! me [:deep (deep d)])))
      pids (vec (repeatedly n (fn [] (spawn waiter))))]
  (dotimes [_ n] (receive :up nil))
  (println (< 300 (quot (- (used-bytes) before) n) 800))
  (doseq [pid pids] (! pid 100))
  (println (every? true? (repeatedly n (fn [] (receive [:deep d] (= d 100)))))))
(System/exit 0)`,
    "--heap",
    "128M",
  );
  assert.equal(out, "true\ntrue\n");
});
