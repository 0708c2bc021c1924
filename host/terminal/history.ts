// What was typed in earlier sessions and in this one: a file with one entry a line, each a JSON
// string, because an entry may have several lines. Sessions at the same time append to one file;
// the file is shortened when it has grown to twice of what is kept. What cannot be read or written
// is done without: a REPL must start on a full disk.

import { appendFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";

const MOST_ENTRIES = 2000;
const PRIVATE = 0o600;

/** The file of the user's history: below GENERA_HISTORY, or XDG's folder for such things. */
export function historyFile(environment: NodeJS.ProcessEnv): string {
  const { GENERA_HISTORY: file, XDG_STATE_HOME: folder } = environment;
  if (file !== undefined && file !== "") return file;
  const base = folder !== undefined && folder !== "" ? folder : join(homedir(), ".local", "state");
  return join(base, "genera", "history");
}

export class History {
  readonly entries: string[] = [];

  constructor(private readonly file: string | null) {
    if (file === null) return;
    const lines = readLines(file);
    this.entries.push(...lines.slice(-MOST_ENTRIES).flatMap(parseEntry));
    if (lines.length > 2 * MOST_ENTRIES) this.shorten(file);
  }

  /** Keeps an entry, unless it is blank or the newest one already. */
  add(entry: string): void {
    const text = entry.trimEnd();
    if (text.trim() === "" || text === this.entries.at(-1)) return;
    this.entries.push(text);
    if (this.file === null) return;
    try {
      mkdirSync(dirname(this.file), { recursive: true });
      appendFileSync(this.file, `${JSON.stringify(text)}\n`, { mode: PRIVATE });
    } catch {
      // It is kept for this session.
    }
  }

  /** Index of the newest entry before `from` in which `text` is found; -1 for none. */
  search(text: string, from: number): number {
    for (let i = Math.min(from, this.entries.length) - 1; i >= 0; i--) {
      if ((this.entries[i] as string).includes(text)) return i;
    }
    return -1;
  }

  private shorten(file: string): void {
    try {
      const aside = `${file}.${process.pid}.part`;
      const text = this.entries.map((entry) => `${JSON.stringify(entry)}\n`).join("");
      writeFileSync(aside, text, { mode: PRIVATE });
      renameSync(aside, file);
    } catch {
      // The next session tries again.
    }
  }
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, "utf8")
      .split("\n")
      .filter((line) => line !== "");
  } catch {
    return [];
  }
}

function parseEntry(line: string): string[] {
  try {
    const entry: unknown = JSON.parse(line);
    return typeof entry === "string" ? [entry] : [];
  } catch {
    return [];
  }
}
