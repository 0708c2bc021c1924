// genera test [PATH|NS|NS/TEST…]: runs the tests (clojure.test) of files, of the files *_test.clj
// below folders, of namespaces, and single tests; without any, of those below the folders of
// --path, which are src and test if it is not given. lang/lib/genera/test.clj does it.
//
// A folder, or a file, that lies in one of those folders is named from there; any other folder is
// searched for namespaces too.
//
// With --seed a run can be had again; with --seeds there is one for each of many seeds; with
// --watch there is one after each change of a source.

import { spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import * as os from "node:os";
import { join, relative, sep } from "node:path";
import { type CommandLine, UsageError } from "../arguments";
import type { Command } from "../command";
import { DEFAULT_PATHS, isOwn, runProgram } from "../session";
import { watchSources } from "../watch";

/** What Lisp is given: how to load it, its path, its namespace's name, and names of tests. */
type Given = readonly ["file" | "namespace", string, string, ...string[]];

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

/** Is there a file of a namespace in one of the folders? */
function findSource(namespace: string, folders: readonly string[]): boolean {
  const path = namespace.replaceAll("-", "_").replaceAll(".", sep);
  return folders.some((folder) =>
    [".clj", ".cljc"].some((ending) => existsSync(join(folder, path + ending))),
  );
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
  const single = /^([^/]+\.[^/]+|[^/.]+)\/([^/]+)$/.exec(text);
  if (single !== null && !/\.cljc?$/.test(text) && findSource(single[1]!, folders)) {
    return [["namespace", "", single[1]!, single[2]!]];
  }
  if (text.includes("/") || /\.cljc?$/.test(text)) {
    throw new UsageError(`no such file or folder: ${text}`, hint);
  }
  return [["namespace", "", text]];
}

function runTests(line: CommandLine): Promise<number> {
  return line.options.seeds === undefined
    ? runOnce(line)
    : runUnderSeeds(line.options.seeds, line.options.seed);
}

async function runOnce({ options, args }: CommandLine): Promise<number> {
  const folders = options.path ?? options.project ?? DEFAULT_PATHS;
  const more: string[] = [];
  const given =
    args.length > 0
      ? args.flatMap((text) => resolveTest(text, folders, more))
      : (options.path ?? folders.filter(isOwn))
          .flatMap((folder) => findTests(folder, folder))
          .map((path): Given => ["namespace", "", toNamespace(path)]);
  if (given.length === 0)
    throw new UsageError(`no files *_test.clj in ${folders.join(", ")}`, hint);
  const path = [...folders, ...more];
  if (options.watch) return watchSources(path.filter(isOwn));
  const { matching = null, junit = null } = options;
  const command = ["test", matching, junit, ...given];
  const status = await runProgram({ ...options, path }, command, [], []);
  if (status !== 0 && options.seed !== undefined) {
    process.stderr.write(`genera: to run this again: genera test --seed ${options.seed} …\n`);
  }
  return status;
}

/** The words of this command line without --seed and --seeds, which have an argument. */
function otherWords(): string[] {
  const words = process.argv.slice(2);
  const isSeed = (word: string | undefined) => word === "--seed" || word === "--seeds";
  return words.filter((word, i) => !/^--seeds?(=|$)/.test(word) && !isSeed(words[i - 1]));
}

/** Runs the tests under a seed in a process of their own; answers status and output. */
function runUnderSeed(seed: number): Promise<readonly [number, string]> {
  const args = [process.argv[1] ?? "", "--seed", String(seed), ...otherWords()];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk;
    });
  }
  return new Promise((resolve) => {
    child.on("close", (status) => resolve([status ?? 1, output]));
  });
}

/** Runs the tests under many seeds, as many at a time as there are cores, until one fails. */
async function runUnderSeeds(count: number, from = randomInt(1_000_000)): Promise<number> {
  let next = from;
  let failed: readonly [number, string] | null = null;
  const work = async (): Promise<void> => {
    while (failed === null && next < from + count) {
      const seed = next++;
      const [status, output] = await runUnderSeed(seed);
      if (status !== 0 && (failed === null || seed < failed[0])) failed = [seed, output];
    }
  };
  await Promise.all(Array.from({ length: os.availableParallelism() }, work));
  if (failed === null) {
    process.stdout.write(`All tests have passed under seeds ${from} to ${from + count - 1}.\n`);
    return 0;
  }
  const [seed, output] = failed as readonly [number, string];
  process.stdout.write(`${output}genera: the tests fail under seed ${seed}\n`);
  return 1;
}

export const test: Command = {
  name: "test",
  usage: ["test [PATH|NS|NS/TEST...]"],
  takesOptions: true,
  doc: "run the tests of files, folders or namespaces, single ones, or of all files *_test.clj",
  run: runTests,
};
