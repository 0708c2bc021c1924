// Signals of the system that ask the program to stop. The first one begins an orderly stop, in Lisp
// (genera.main/stop); a second one ends the process at once.

import type { Runtime } from "./runtime";

const statuses = { SIGINT: 130, SIGTERM: 143 } as const;

export type StopSignal = keyof typeof statuses;

/** An orderly stop ends with status 0, after SIGINT with 130 as a shell expects. */
export function stopOnSignals(runtime: Runtime, signals: readonly StopSignal[]): void {
  let isStopping = false;
  for (const signal of signals) {
    process.on(signal, () => {
      if (isStopping) process.exit(statuses[signal]);
      isStopping = true;
      runtime.beginStop(signal === "SIGINT" ? statuses.SIGINT : 0);
    });
  }
}
