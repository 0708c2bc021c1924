// A program that gets SIGTERM or SIGINT stops in good order: real processes, real signals. Each
// program says "ready" when it may be asked to stop.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

const folder = mkdtempSync(join(tmpdir(), "genera-stop-"));
after(() => rmSync(folder, { recursive: true }));

interface Outcome {
  readonly status: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a text; sends it the signal of each mark when that is in its output. */
function stop(text: string, marks: readonly [string, NodeJS.Signals][], cores = 2) {
  const path = join(folder, "program.clj");
  writeFileSync(path, text);
  const args = ["dist/genera.mjs", "run", "--cores", String(cores), path];
  const child = spawn(process.execPath, args, { timeout: 60_000, killSignal: "SIGKILL" });
  const waiting = [...marks];
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (data) => {
    stdout += data;
    while (waiting[0] !== undefined && stdout.includes(waiting[0][0])) {
      child.kill(waiting.shift()?.[1]);
    }
  });
  child.stderr.on("data", (data) => {
    stderr += data;
  });
  return new Promise<Outcome>((resolve) => {
    child.on("close", (status, signal) => resolve({ status, signal, stdout, stderr }));
  });
}

const head = `(ns program
  (:require [genera.actors :refer [process-flag receive self spawn]] [genera.application :as app]
            [genera.server :as server] [genera.supervisor :refer [defsupervisor]]
            [genera.tcp :as tcp]))
(defn say [& words] (apply println words) (flush))
(defn child [id]
  {:id id
   :start (fn []
            (server/start-link {:init (fn [_] (process-flag :trap-exit true) [:ok id])
                                :terminate (fn [reason id] (say "end of" id reason))}
                               nil))})
`;

const applications = `${head}
(defsupervisor sup-a :children [(child :a1) (child :a2)])
(defsupervisor sup-b :children [(child :b1)])
(app/defapplication a :start (fn [_ _] (sup-a)) :stop (fn [_] (say "stopped a")))
(app/defapplication b :applications [:a] :start (fn [_ _] (sup-b)) :stop (fn [_] (say "stopped b")))
(app/ensure-all-started :b)
(spawn (fn [] (loop [] (recur))))
(say "ready")
`;

const stopped = `ready
end of :b1 :shutdown
stopped b
end of :a2 :shutdown
end of :a1 :shutdown
stopped a
`;

test("SIGTERM stops applications, the last started first, and ends with 0", async () => {
  const end = await stop(applications, [["ready", "SIGTERM"]]);
  assert.deepEqual(end, { status: 0, signal: null, stdout: stopped, stderr: "" });
});

test("SIGINT does the same and ends with 130", async () => {
  const end = await stop(applications, [["ready", "SIGINT"]], 1);
  assert.deepEqual(end, { status: 130, signal: null, stdout: stopped, stderr: "" });
});

test("without applications the main actor exits, and what it has started with it", async () => {
  const text = `${head}
(defsupervisor sup :children [(child :one) (child :two)])
(sup)
(try
  (say "ready")
  (receive :never nil)
  (catch Exception e (say "no exception"))
  (finally (say "finally")))`;
  const stdout = "ready\nfinally\nend of :two :shutdown\nend of :one :shutdown\n";
  const waits = text.replace("(receive :never nil)", "(receive :never nil (after 100000 nil))");
  const end = await stop(waits, [["ready", "SIGTERM"]]);
  assert.deepEqual(end, { status: 0, signal: null, stdout, stderr: "" });
});

for (const call of [
  "(tcp/accept (second (tcp/listen 0)))",
  "(read-line)",
  "(Thread/sleep 100000)",
  "(loop [] (recur))",
]) {
  test(`a main actor is stopped in ${call}`, async () => {
    const text = `${head}(try (say "ready") ${call} (finally (say "finally")))`;
    const end = await stop(text, [["ready", "SIGTERM"]]);
    const stdout = "ready\nfinally\n";
    assert.deepEqual(end, { status: 0, signal: null, stdout, stderr: "" });
  });
}

test("a main actor that traps exits is told by a message", async () => {
  const text = `${head}(process-flag :trap-exit true) (say "ready")
(receive [:EXIT _ reason] (say "told" reason) (after 100000 nil))`;
  const end = await stop(text, [["ready", "SIGTERM"]]);
  assert.deepEqual(end, { status: 0, signal: null, stdout: "ready\ntold :shutdown\n", stderr: "" });
});

test("a second SIGINT ends the program at once", async () => {
  const text = `${head}
(try
  (say "ready")
  (receive :never nil (after 100000 nil))
  (finally (say "busy") (loop [] (recur))))`;
  const end = await stop(text, [
    ["ready", "SIGINT"],
    ["busy", "SIGINT"],
  ]);
  assert.deepEqual(end, { status: 130, signal: null, stdout: "ready\nbusy\n", stderr: "" });
});
