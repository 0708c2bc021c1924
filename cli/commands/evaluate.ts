// genera -e EXPR [ARG…]: evaluates forms and prints each value that is not nil.

import { type CommandLine, UsageError } from "../arguments";
import type { Command } from "../command";
import { runProgram } from "../session";

function evaluateCommand({ options, args }: CommandLine): Promise<number> {
  if (options.eval.length === 0) throw new UsageError("eval wants an expression", "try -e EXPR");
  return runProgram(options, ["eval", ...options.eval], args, []);
}

export const evaluate: Command = {
  name: "eval",
  usage: ["-e EXPR [ARG...]"],
  doc: "evaluate forms and print each value that is not nil",
  run: evaluateCommand,
};
