// Reads a command line by the table of options: options in front of the command or right after
// it, then what the command is given. From the first word that is no option on, everything
// belongs to the program that is run; a command that runs none takes options anywhere.

import { type Option, options as table } from "../gen/options";

/** The command line cannot be carried out as it is: exit status 2. */
export class UsageError extends Error {
  constructor(
    message: string,
    readonly hint = "try genera --help",
  ) {
    super(message);
    this.name = "UsageError";
  }
}

export interface Options {
  readonly eval: readonly string[];
  readonly main?: string;
  readonly matching?: string;
  readonly junit?: string;
  readonly watch?: boolean;
  readonly aliases?: readonly string[];
  readonly "main-aliases"?: readonly string[];
  readonly path?: readonly string[];
  /** The paths of the project in the current folder; no option (cli/project). */
  readonly project?: readonly string[];
  readonly features?: readonly string[];
  readonly "no-warnings"?: boolean;
  readonly dump?: readonly string[];
  readonly hir?: boolean;
  readonly mir?: boolean;
  readonly bytecode?: boolean;
  readonly cores?: number;
  readonly seed?: number;
  readonly seeds?: number;
  readonly trace?: readonly string[];
  readonly "trace-file"?: string;
  readonly heap?: number;
  readonly stack?: number;
  readonly stress?: number;
  readonly verify?: boolean;
  readonly poison?: boolean;
  readonly help: boolean;
  readonly version: boolean;
}

export interface CommandLine {
  readonly options: Options;
  /** The command's name, or undefined when only options were given. */
  readonly command: string | undefined;
  readonly args: readonly string[];
}

type Value = boolean | number | string | string[];
type Found = Record<string, Value>;

const units: Readonly<Record<string, number>> = { "": 1, K: 1 << 10, M: 1 << 20, G: 1 << 30 };

/** Bytes of a size such as 256M; throws UsageError. */
export function parseSize(text: string, option: Option, shown: string): number {
  const match = /^(\d+)([KMG]?)B?$/i.exec(text.trim());
  const bytes = match === null ? Number.NaN : Number(match[1]) * unitOf(match[2]);
  if (Number.isNaN(bytes)) {
    throw new UsageError(`${shown} wants a size such as 256M, not '${text}'`);
  }
  const { least = 0, most = Number.POSITIVE_INFINITY } = option;
  if (bytes < least || bytes > most) {
    const range = `between ${showSize(least)} and ${showSize(most)}`;
    throw new UsageError(`${shown} wants a size ${range}, not '${text}'`);
  }
  return bytes;
}

function unitOf(letter: string | undefined): number {
  return units[(letter ?? "").toUpperCase()] ?? 1;
}

function showSize(bytes: number): string {
  for (const unit of ["G", "M", "K"]) {
    if (bytes % unitOf(unit) === 0 && bytes > 0) return `${bytes / unitOf(unit)}${unit}`;
  }
  return String(bytes);
}

function addValue(found: Found, option: Option, text: string, shown: string): void {
  const previous = found[option.name];
  switch (option.type) {
    case "size":
      found[option.name] = parseSize(text, option, shown);
      break;
    case "count":
      if (!/^\d{1,9}$/.test(text)) throw new UsageError(`${shown} wants a number, not '${text}'`);
      found[option.name] = Number(text);
      break;
    case "flag":
      found[option.name] = true;
      break;
    case "paths":
    case "names": {
      const items = text.split(option.type === "paths" ? ":" : ",").filter((item) => item !== "");
      checkChoices(items, option, shown);
      found[option.name] = [...(Array.isArray(previous) ? previous : []), ...items];
      break;
    }
    case "expression":
      found[option.name] = [...(Array.isArray(previous) ? previous : []), text];
      break;
    default:
      found[option.name] = text;
  }
}

function checkChoices(items: readonly string[], { choices }: Option, shown: string): void {
  const wrong = items.find((item) => choices !== undefined && !choices.includes(item));
  if (wrong === undefined) return;
  throw new UsageError(`${shown} knows ${choices?.join(", ")}, not '${wrong}'`);
}

function findOption(word: string): Option | undefined {
  return table.find(({ name, letter }) => word === `--${name}` || word === `-${letter}`);
}

/** Reads options from `words` at `start` on; answers where they end. */
function readOptions(words: readonly string[], start: number, found: Found): number {
  for (let i = start; ; i++) {
    const word = words[i];
    if (word === undefined || !word.startsWith("-") || word === "-") return i;
    if (word === "--") return i + 1;
    const [name, attached] = splitWord(word);
    const option = findOption(name);
    if (option === undefined) throw new UsageError(`unknown option '${name}'`);
    if (option.type === "flag") {
      if (attached !== undefined) throw new UsageError(`${name} takes no argument`);
      found[option.name] = true;
      continue;
    }
    const text = attached ?? words[++i];
    if (text === undefined) throw new UsageError(`${name} wants an argument: ${option.argument}`);
    addValue(found, option, text, name);
  }
}

/** --name=value, -A:value, or the word alone. */
function splitWord(word: string): [string, string | undefined] {
  const letter = /^(-[A-Z])(:.+)$/s.exec(word);
  if (letter !== null) return [letter[1] as string, letter[2]];
  const at = word.startsWith("--") ? word.indexOf("=") : -1;
  return at < 0 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)];
}

function addEnvironment(found: Found, environment: NodeJS.ProcessEnv): void {
  for (const option of table) {
    if (option.environment === undefined || found[option.name] !== undefined) continue;
    const text = environment[option.environment];
    if (text !== undefined && text !== "") addValue(found, option, text, option.environment);
  }
}

/**
 * The command line of `words` (without node and program); throws UsageError. After -e, and after
 * a first word that names no command, the rest belongs to the program; to a command that
 * `takesOptions` the options after its arguments belong too.
 */
export function parseCommandLine(
  words: readonly string[],
  environment: NodeJS.ProcessEnv,
  isCommand: (word: string) => boolean,
  takesOptions: (command: string) => boolean,
): CommandLine {
  const found: Found = {};
  let at = readOptions(words, 0, found);
  let command: string | undefined;
  const word = words[at];
  if (found.eval === undefined && word !== undefined && isCommand(word)) {
    command = word;
    at = readOptions(words, at + 1, found);
  }
  const args: string[] = [];
  while (command !== undefined && takesOptions(command) && at < words.length) {
    args.push(words[at] as string);
    at = readOptions(words, at + 1, found);
  }
  addEnvironment(found, environment);
  const options = { eval: [], help: false, version: false, ...found } as Options;
  return { options, command, args: [...args, ...words.slice(at)] };
}
