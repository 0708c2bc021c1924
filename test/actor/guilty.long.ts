// Floods of messages for a minute, and a storm of 100,000 exits.

import assert from "node:assert/strict";
import { test } from "node:test";
import { floodMany, floodSlowly, runProgram } from "./guilty";

test("a minute's flood does not exhaust a heap of 512 MB", () => {
  assert.ok(floodSlowly(8, 60, "512M") > 0);
});

test("tens of millions of messages between many in a minute do not either", () => {
  assert.ok(floodMany(1000, 60, "512M") > 10_000_000);
});

test("100,000 linked actors end together", () => {
  const [out] = runProgram(`
(def hub (spawn (fn [] (dotimes [_ 100000] (spawn-link (fn [] (receive :never nil))))
                       (receive :go (exit :storm)))))
(def r (monitor hub))
(! hub :go)
(println (receive [:DOWN r _ _ reason] reason))
(loop [] (when (< 1 (count (processes))) (Thread/sleep 20) (recur)))
(println :all-gone)
(System/exit 0)`);
  assert.equal(out, ":storm\n:all-gone\n");
});
