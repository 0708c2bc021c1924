// genera test: to run the tests of a project. clojure.test is not part of the core library yet,
// and the command says so instead of finding no tests.

import { UsageError } from "../arguments";
import type { Command } from "../command";

export const test: Command = {
  name: "test",
  usage: ["test"],
  doc: "run the tests of a project (not available yet)",
  run() {
    const hint = "run a file of checks with genera run FILE.clj";
    throw new UsageError("this version has no clojure.test, so it cannot run tests", hint);
  },
};
