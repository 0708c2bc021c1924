// The command line's entry: reads the arguments, finds the command and sets the exit status.
//
// Exit status: 0 done, 1 the program failed, 2 the command line was wrong; System/exit decides
// otherwise. What goes wrong in Genera itself is reported as a bug, never as a stack trace of
// JavaScript.

import { existsSync } from "node:fs";
import { reportBug } from "../host/bug";
import { version } from "../package.json";
import { type CommandLine, parseCommandLine, UsageError } from "./arguments";
import type { Command } from "./command";
import { commands } from "./commands/index";
import { helpText } from "./help";
import { applyProject } from "./project/project";

const findCommand = (name: string): Command | undefined => commands.find((c) => c.name === name);
const isCommand = (name: string): boolean => findCommand(name) !== undefined;
const takesOptions = (name: string): boolean => findCommand(name)?.takesOptions === true;

/** The command a line stands for: by name, -e, a file, or the REPL when nothing is said. */
function chooseCommand(line: CommandLine): Command {
  const { command, options, args } = line;
  const name = command ?? (options.eval.length > 0 ? "eval" : undefined);
  const first = args[0];
  if (name === undefined && first !== undefined) {
    const isFile = /\.clj[c]?$/.test(first) || first === "-" || existsSync(first);
    if (!isFile) throw new UsageError(`unknown command '${first}'`);
    return findCommand("run") as Command;
  }
  if (name === undefined && options.main !== undefined) return findCommand("run") as Command;
  return findCommand(name ?? "repl") as Command;
}

/** Runs one command line and answers the exit status. */
async function main(words: readonly string[]): Promise<number> {
  try {
    const line = parseCommandLine(words, process.env, isCommand, takesOptions);
    if (line.options.help) {
      process.stdout.write(helpText(commands));
      return 0;
    }
    if (line.options.version) {
      process.stdout.write(`genera ${version}\n`);
      return 0;
    }
    const applied = applyProject(line);
    return await chooseCommand(applied).run(applied);
  } catch (error) {
    if (!(error instanceof UsageError)) return reportBug(error);
    process.stderr.write(`genera: ${error.message} (${error.hint})\n`);
    return 2;
  }
}

for (const event of ["uncaughtException", "unhandledRejection"]) {
  process.on(event, (error) => process.exit(reportBug(error)));
}
process.exit(await main(process.argv.slice(2)));
