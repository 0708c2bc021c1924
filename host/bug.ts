// What the user sees when Genera itself fails. The stack of JavaScript is shown on request only:
// it would say nothing to someone who writes Lisp.

import { version } from "../package.json";

/** Reports a failure that is no fault of the program; answers the exit status. */
export function reportBug(error: unknown): number {
  const message = error instanceof Error ? error.message : String(error);
  const kind = error instanceof Error ? error.name : "Error";
  process.stderr.write(
    [
      `genera: internal error: ${kind}: ${message.split("\n")[0]}`,
      `This is a bug in Genera ${version} (Node ${process.version}), not in your program.`,
      "Please report it with the program and this text: set GENERA_DEBUG=1 for details.",
      "",
    ].join("\n"),
  );
  if (process.env.GENERA_DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  return 1;
}
