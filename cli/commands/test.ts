// genera test [NS…]: runs the tests (clojure.test) of namespaces; without any, of those whose files
// end in _test.clj below the folders of --path, which are src and test if it is not given.

import { existsSync, readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { type CommandLine, UsageError } from "../arguments";
import type { Command } from "../command";
import { DEFAULT_PATHS, runProgram } from "../session";

/** The namespaces of the test files below a folder. */
function findNamespaces(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /_test\.cljc?$/.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .map((path) =>
      path
        .replace(/\.cljc?$/, "")
        .split(sep)
        .join(".")
        .replaceAll("_", "-"),
    )
    .sort();
}

function runTests({ options, args }: CommandLine): Promise<number> {
  const folders = options.path ?? DEFAULT_PATHS;
  const names = args.length > 0 ? args : folders.flatMap(findNamespaces);
  if (names.length === 0) {
    throw new UsageError(`no files *_test.clj in ${folders.join(", ")}`, "try genera test NS");
  }
  return runProgram(options, ["test", ...names], [], []);
}

export const test: Command = {
  name: "test",
  usage: ["test [NS...]"],
  doc: "run the tests of namespaces, or of all files *_test.clj",
  run: runTests,
};
