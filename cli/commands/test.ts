// genera test [PATH|NS…]: runs the tests (clojure.test) of files, of the files *_test.clj below
// folders, and of namespaces; without any, of those below the folders of --path, which are src and
// test if it is not given.
//
// A folder, or a file, that lies in one of those folders is named from there; any other folder is
// searched for namespaces too.

import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { type CommandLine, UsageError } from "../arguments";
import type { Command } from "../command";
import { DEFAULT_PATHS, runProgram } from "../session";

/** What Lisp is given: how to load it, its path, and the name of its namespace. */
type Given = readonly ["file" | "namespace", string, string];

const hint = "try genera test NS";

function toNamespace(path: string): string {
  return path
    .replace(/\.cljc?$/, "")
    .split(sep)
    .join(".")
    .replaceAll("_", "-");
}

/** The test files below a folder, as paths from `root`. */
function findTests(folder: string, root: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /_test\.cljc?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort();
}

/** The one of the folders that a path lies in, or undefined. */
function rootOf(path: string, folders: readonly string[]): string | undefined {
  return folders.find((folder) => !relative(folder, path).startsWith(".."));
}

/** The namespace that a file's ns form names; user without one. */
function namespaceOf(file: string): string {
  const found = /^\s*\(ns\s+(?:\^(?:\{[^}]*\}|\S+)\s+)*([^\s()]+)/m.exec(
    readFileSync(file, "utf8"),
  );
  return found?.[1] ?? "user";
}

/** What an argument stands for; `more` gets the folder that it makes a source folder of. */
function resolveTest(text: string, folders: readonly string[], more: string[]): Given[] {
  const found = statSync(text, { throwIfNoEntry: false });
  if (found?.isFile()) return [["file", text, namespaceOf(text)]];
  if (found?.isDirectory()) {
    const root = rootOf(text, folders) ?? text;
    if (root === text && !folders.includes(text)) more.push(text);
    const names = findTests(text, root).map(toNamespace);
    if (names.length === 0) throw new UsageError(`no files *_test.clj in ${text}`, hint);
    return names.map((name) => ["namespace", "", name]);
  }
  if (text.includes("/") || /\.cljc?$/.test(text)) {
    throw new UsageError(`no such file or folder: ${text}`, hint);
  }
  return [["namespace", "", text]];
}

function runTests({ options, args }: CommandLine): Promise<number> {
  const folders = options.path ?? DEFAULT_PATHS;
  const more: string[] = [];
  const given =
    args.length > 0
      ? args.flatMap((text) => resolveTest(text, folders, more))
      : folders
          .flatMap((folder) => findTests(folder, folder))
          .map((path): Given => ["namespace", "", toNamespace(path)]);
  if (given.length === 0)
    throw new UsageError(`no files *_test.clj in ${folders.join(", ")}`, hint);
  const path = [...folders, ...more];
  return runProgram({ ...options, path }, ["test", ...given], [], []);
}

export const test: Command = {
  name: "test",
  usage: ["test [PATH|NS...]"],
  doc: "run the tests of files, folders or namespaces, or of all files *_test.clj",
  run: runTests,
};
