// The command line's entry: reads the arguments and picks what to do. This version has no
// interpreter behind it yet, so it answers for itself (--help, --version) and refuses the rest
// with exit code 2 instead of pretending.
import { version } from "../package.json";

const help = `Genera ${version}, a native Lisp runtime

Usage:
  genera --help       print this text
  genera --version    print the version

This version cannot run programs yet.
`;

/** Runs one command line and returns the exit code: 0 for success, 2 for what cannot be done. */
function main(args: string[]): number {
  const first = args[0];
  if (first === "--help" || first === "-h") {
    process.stdout.write(help);
    return 0;
  }
  if (first === "--version") {
    process.stdout.write(`genera ${version}\n`);
    return 0;
  }
  const what = first === undefined ? "start a REPL" : `do '${args.join(" ")}'`;
  process.stderr.write(
    `genera: cannot ${what}: version ${version} cannot run programs yet (try --help)\n`,
  );
  return 2;
}

process.exitCode = main(process.argv.slice(2));
