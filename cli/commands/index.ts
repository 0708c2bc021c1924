// The commands, in the order of the help text.

import type { Command } from "../command";
import { dis } from "./dis";
import { evaluate } from "./evaluate";
import { repl } from "./repl";
import { run } from "./run";
import { test } from "./test";

export const commands: readonly Command[] = [run, evaluate, repl, test, dis];
