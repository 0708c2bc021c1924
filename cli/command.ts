// What a command is: one file in cli/commands/, listed in cli/commands/index.ts.

import type { CommandLine } from "./arguments";

export interface Command {
  readonly name: string;
  /** Ways to call it, without the program's name. */
  readonly usage: readonly string[];
  readonly doc: string;
  /** Are options after its arguments its own? Those of others are a program's. */
  readonly takesOptions?: boolean;
  /** Carries it out and answers the exit status; throws UsageError for wrong use. */
  run(line: CommandLine): Promise<number> | number;
}
