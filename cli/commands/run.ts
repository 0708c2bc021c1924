// genera run FILE [ARG…], genera run -m NS [ARG…], genera FILE [ARG…]: runs a program.

import { statSync } from "node:fs";
import * as path from "node:path";
import { type CommandLine, UsageError } from "../arguments";
import type { Command } from "../command";
import { runProgram } from "../session";

/** A clear word about a file that cannot be run, before anything is started. */
function checkFile(file: string): void {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) throw new UsageError(`no such file: ${file}`);
  if (found.isDirectory()) throw new UsageError(`not a file but a folder: ${file}`);
}

function runCommand({ options, args }: CommandLine): Promise<number> {
  if (options.main !== undefined) {
    return runProgram(options, ["main", options.main], args, []);
  }
  const [file, ...rest] = args;
  if (file === undefined) {
    throw new UsageError("run wants a file or -m NS", "try genera run FILE.clj");
  }
  if (file === "-") return runProgram(options, ["stdin"], rest, []);
  checkFile(file);
  return runProgram(options, ["file", file], rest, [path.dirname(file)]);
}

export const run: Command = {
  name: "run",
  usage: ["[run] FILE [ARG...]", "run -m NS [ARG...]", "run - [ARG...]"],
  doc: "run a file, the -main of a namespace, or standard input",
  run: runCommand,
};
