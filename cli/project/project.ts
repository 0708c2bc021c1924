// What a command line means in a project: the paths of deps.edn, of its libraries and of npm
// packages, and what an alias runs. With --path nothing of this is looked at.

import { existsSync } from "node:fs";
import { type CommandLine, UsageError } from "../arguments";
import { DEFAULT_PATHS } from "../session";
import { hasAlias, readProject } from "./deps";
import { packagePaths } from "./packages";

/** The aliases of a command line; `genera test` has that of its name as well, if there is one. */
function aliasesOf({ options, command }: CommandLine): readonly string[] {
  const names = [...(options.aliases ?? []), ...(options["main-aliases"] ?? [])];
  const implied = command === "test" && !names.includes("test") && hasAlias(".", "test");
  return implied ? [...names, "test"] : names;
}

/** The line that the options of an alias's :main-opts and the arguments make. */
function mainLine(line: CommandLine, mainOptions: readonly string[]): CommandLine {
  const [first, second, ...rest] = [...mainOptions, ...line.args];
  if (first === "-m" || first === "--main") {
    if (second === undefined) throw new UsageError("-m in :main-opts wants a namespace");
    return { command: "run", options: { ...line.options, main: second }, args: rest };
  }
  if (first === "-e" || first === "--eval") {
    if (second === undefined) throw new UsageError("-e in :main-opts wants an expression");
    return { command: "eval", options: { ...line.options, eval: [second] }, args: rest };
  }
  const args = second === undefined ? [] : [second, ...rest];
  if (first === undefined) return { ...line, command: "repl", args };
  return { ...line, command: "run", args: [first, ...args] };
}

/** The command line with the project's paths among its options. */
export function applyProject(line: CommandLine): CommandLine {
  const { options } = line;
  const names = aliasesOf(line);
  const isProject = existsSync("deps.edn");
  if (options.path !== undefined || !isProject) {
    if (names.length > 0) {
      const reason = isProject ? "--path takes the place of deps.edn" : "there is no deps.edn here";
      throw new UsageError(`there are no aliases: ${reason}`);
    }
    if (options.path !== undefined) return line;
  }
  const found = isProject ? readProject(".", names) : { paths: DEFAULT_PATHS, mainOptions: [] };
  const tests = line.command === "test" && existsSync("test") ? ["test"] : [];
  const project = [...new Set([...found.paths, ...tests, ...packagePaths(".")])];
  const located = { ...line, options: { ...options, project } };
  return options["main-aliases"] === undefined ? located : mainLine(located, found.mainOptions);
}
