// The text of --help, from the commands and the table of options.

import { options } from "../gen/options";
import { version } from "../package.json";
import type { Command } from "./command";

const COLUMN = 30;

function row(left: string, right: string): string {
  const gap = left.length + 2 < COLUMN ? COLUMN - left.length : 2;
  return `  ${left}${" ".repeat(gap)}${right}`;
}

export function helpText(commands: readonly Command[]): string {
  const out = [`Genera ${version}, a native Lisp runtime`, "", "Usage:"];
  out.push(row("genera", "start a REPL"));
  for (const { usage, doc } of commands) {
    usage.forEach((form, i) => {
      out.push(row(`genera ${form}`, i === 0 ? doc : ""));
    });
  }
  out.push("", "Options, in front of the command or right after it:");
  for (const { name, letter, argument, doc, environment, otherwise } of options) {
    const names = letter === undefined ? `    --${name}` : `-${letter}, --${name}`;
    out.push(row(argument === undefined ? names : `${names} ${argument}`, doc));
    const notes = [
      otherwise === undefined ? "" : `default: ${otherwise}`,
      environment === undefined ? "" : `environment: ${environment}`,
    ].filter((note) => note !== "");
    if (notes.length > 0) out.push(row("", `(${notes.join("; ")})`));
  }
  return `${out.map((line) => line.trimEnd()).join("\n")}\n`;
}
