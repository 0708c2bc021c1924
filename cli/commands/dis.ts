// genera dis NS/NAME…: shows the code of functions; with --hir, --mir and --bytecode, what the
// compiler makes of their definitions, stage by stage. A namespace that is not loaded is required.

import { type CommandLine, UsageError } from "../arguments";
import type { Command } from "../command";
import { runProgram } from "../session";

const stages = ["hir", "mir", "bytecode"] as const;

function showCode({ options, args }: CommandLine): Promise<number> {
  if (args.length === 0) {
    throw new UsageError("dis wants the name of a function", "try genera dis NS/NAME");
  }
  const chosen = stages.filter((stage) => options[stage]);
  return runProgram(options, ["dis", chosen.join(","), ...args], [], []);
}

export const dis: Command = {
  name: "dis",
  usage: ["dis NS/NAME... [--hir] [--mir] [--bytecode]"],
  takesOptions: true,
  doc: "show the code of functions, or what the compiler makes of them",
  run: showCode,
};
