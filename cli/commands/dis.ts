// genera dis NS/NAME…: shows the code of functions; with --hir, --mir and --bytecode, what the
// compiler makes of their definitions, stage by stage. A namespace that is not loaded is required.

import { type CommandLine, UsageError } from "../arguments";
import type { Command } from "../command";
import { runProgram } from "../session";

const stages = ["hir", "mir", "bytecode"] as const;

function showCode({ options, args }: CommandLine): Promise<number> {
  // The stages may be asked for behind the names, too.
  const asked = args.filter((arg) => arg.startsWith("--"));
  const wrong = asked.find((arg) => !stages.some((stage) => arg === `--${stage}`));
  if (wrong !== undefined) throw new UsageError(`dis takes no option '${wrong}'`);
  const names = args.filter((arg) => !arg.startsWith("--"));
  if (names.length === 0) {
    throw new UsageError("dis wants the name of a function", "try genera dis NS/NAME");
  }
  const chosen = stages.filter((stage) => options[stage] || asked.includes(`--${stage}`));
  return runProgram(options, ["dis", chosen.join(","), ...names], [], []);
}

export const dis: Command = {
  name: "dis",
  usage: ["dis NS/NAME... [--hir] [--mir] [--bytecode]"],
  doc: "show the code of functions, or what the compiler makes of them",
  run: showCode,
};
