// Options of the command line: one row each. From a row follow the parsing with its error, the
// environment variable, the help text and docs/options.md.
//
// Types: `flag` takes no argument (its environment variable is on when it is not empty); `size` is
// a number of bytes with an optional K, M or G; `count` a number from 0 on; `paths`
// and `names` are lists that an environment variable writes with ":" and "," between items, and
// that grow when the option is given again.

import { traced } from "./events";

export type OptionType = "flag" | "size" | "count" | "paths" | "names" | "expression" | "name";

export interface Option {
  readonly name: string;
  readonly letter?: string;
  readonly type: OptionType;
  /** What the argument is called in the help. */
  readonly argument?: string;
  readonly environment?: string;
  /** As the help shows it; what is done without the option. */
  readonly otherwise?: string;
  /** Least and most of a size, in bytes. */
  readonly least?: number;
  readonly most?: number;
  /** The names that a list may hold; any if absent. */
  readonly choices?: readonly string[];
  readonly doc: string;
}

const MIB = 1024 * 1024;

export const options: readonly Option[] = [
  {
    name: "eval",
    letter: "e",
    type: "expression",
    argument: "EXPR",
    doc: "evaluate the forms of EXPR and print each value that is not nil; may be repeated",
  },
  {
    name: "main",
    letter: "m",
    type: "name",
    argument: "NS",
    doc: "with run: load namespace NS and call its -main with the arguments",
  },
  {
    name: "matching",
    type: "name",
    argument: "REGEX",
    doc: "with test: run only the tests in whose name, ns/name, REGEX is found",
  },
  {
    name: "junit",
    type: "name",
    argument: "FILE",
    doc: "with test: write the results to FILE, too, as the XML of JUnit",
  },
  {
    name: "watch",
    type: "flag",
    doc: "with test: run the tests again whenever a source has changed",
  },
  {
    name: "aliases",
    letter: "A",
    type: "paths",
    argument: ":NAMES",
    doc: "apply aliases of deps.edn, as in -A:dev:bench",
  },
  {
    name: "main-aliases",
    letter: "M",
    type: "paths",
    argument: ":NAMES",
    doc: "apply aliases of deps.edn and run the :main-opts of the last that has any",
  },
  {
    name: "path",
    type: "paths",
    argument: "FOLDERS",
    environment: "GENERA_PATH",
    otherwise: "those of deps.edn, else src and test; and the folder of the file that is run",
    doc: "where require looks for namespaces, with : between folders",
  },
  {
    name: "features",
    type: "names",
    argument: "NAMES",
    environment: "GENERA_FEATURES",
    otherwise: "genera,clj",
    doc: "features of reader conditionals (#?), with commas between names",
  },
  {
    name: "no-warnings",
    type: "flag",
    environment: "GENERA_NO_WARNINGS",
    doc: "do not warn of code of the program's own files that compiles and is wrong for certain",
  },
  {
    name: "dump",
    type: "names",
    argument: "STAGES",
    choices: ["hir", "mir", "bytecode"],
    doc: "print what the compiler makes of the program's forms to stderr: hir, mir, bytecode",
  },
  {
    name: "hir",
    type: "flag",
    doc: "with dis: show the tree the compiler makes of the definition",
  },
  { name: "mir", type: "flag", doc: "with dis: show its instructions before emission" },
  { name: "bytecode", type: "flag", doc: "with dis: show its bytecode" },
  {
    name: "cores",
    type: "count",
    argument: "N",
    environment: "GENERA_CORES",
    otherwise: "as many as the machine has cores",
    doc: "threads that run actors, up to 64",
  },
  {
    name: "seed",
    type: "count",
    argument: "N",
    doc: "the same run for the same N: one thread, turns drawn by N, a clock that skips waiting",
  },
  {
    name: "seeds",
    type: "count",
    argument: "N",
    doc: "with test: run all under N seeds, from that of --seed or any on, until one fails",
  },
  {
    name: "trace",
    type: "names",
    argument: "EVENTS",
    choices: traced,
    doc: `log what actors do, a line each on stderr: ${traced.join(", ")}`,
  },
  {
    name: "trace-file",
    type: "name",
    argument: "FILE",
    doc: "write that log to a file instead",
  },
  {
    name: "heap",
    type: "size",
    argument: "SIZE",
    environment: "GENERA_HEAP",
    otherwise: "4G, or what the machine allows",
    least: 16 * MIB,
    most: 4096 * MIB,
    doc: "limit of the heap, such as 256M",
  },
  {
    name: "stack",
    type: "size",
    argument: "SIZE",
    environment: "GENERA_STACK",
    otherwise: "512M",
    least: MIB / 8,
    most: 1024 * MIB,
    doc: "limit of the stack of one actor",
  },
  {
    name: "stress",
    type: "count",
    argument: "N",
    environment: "GENERA_STRESS",
    doc: "for testing Genera: collect at every safepoint, check all at every Nth (0: never)",
  },
  {
    name: "verify",
    type: "flag",
    environment: "GENERA_VERIFY",
    doc: "for testing Genera: check the whole heap at every System/gc",
  },
  {
    name: "poison",
    type: "flag",
    environment: "GENERA_POISON",
    doc: "for testing Genera: overwrite memory that is free",
  },
  { name: "help", letter: "h", type: "flag", doc: "print this text" },
  { name: "version", type: "flag", doc: "print the version" },
];
