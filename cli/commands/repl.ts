// genera, genera repl: reads, evaluates and prints, at a terminal or from a pipe.

import { type CommandLine, UsageError } from "../arguments";
import type { Command } from "../command";
import { runProgram } from "../session";

function replCommand({ options, args }: CommandLine): Promise<number> {
  const [word] = args;
  if (word !== undefined) throw new UsageError(`the REPL takes no argument '${word}'`);
  return runProgram(options, ["repl"], [], []);
}

export const repl: Command = {
  name: "repl",
  usage: ["repl"],
  doc: "the REPL, too",
  run: replCommand,
};
