// The tutorial (docs/tutorial.md): its blocks are run in their order, in one folder, and must print
// what it shows. A block's first line says what it is:
//
//     ```sh            commands behind `$ `, each followed by what it prints
//     ```repl          a session: forms behind `user=> `, each followed by what is printed
//     ```LANGUAGE FILE the text of a file
//     ```sh not-run    for the reader only
//
// In what is shown, a line that ends in `...` stands for any lines that begin so.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { after, test } from "node:test";

interface Block {
  readonly kind: string;
  readonly name: string | undefined;
  readonly text: string;
}

const PROMPT = "user=> ";
const folder = mkdtempSync(join(tmpdir(), "genera-tutorial-"));
after(() => rmSync(folder, { recursive: true, force: true }));

function readBlocks(): Block[] {
  const page = readFileSync("docs/tutorial.md", "utf8");
  return [...page.matchAll(/^```(\w+)(?: (\S+))?\n(.*?)^```$/gms)].map(([, kind, name, text]) => {
    return { kind: kind as string, name, text: text as string };
  });
}

/** Runs a shell command in the tutorial's folder; what it prints on both outputs. */
function runShell(command: string, input = ""): string {
  const genera = resolve("bin/genera");
  const text = `genera() { "${process.execPath}" "${genera}" "$@"; }\n${command} 2>&1`;
  const env = { ...process.env, GENERA_HISTORY: "" };
  const result = spawnSync("sh", ["-c", text], {
    cwd: folder,
    env,
    input,
    encoding: "utf8",
    timeout: 120_000,
  });
  return result.stdout;
}

/** [input, output] of each part of a block that begins with the prompt. */
function splitParts(text: string, prompt: string): [string, string][] {
  const parts = text.split(new RegExp(`^${prompt.replace("$", "\\$")}`, "m")).slice(1);
  return parts.map((part) => {
    const lines = part.split("\n");
    let end = 1;
    // Further lines of a form are indented below it.
    while (prompt === PROMPT && lines[end]?.startsWith(" ".repeat(PROMPT.length))) end++;
    return [lines.slice(0, end).join("\n"), lines.slice(end).join("\n").trimEnd()];
  });
}

/** Fails unless what was printed is what is shown. */
function checkShown(printed: string, shown: string, what: string): void {
  const lines = printed.trimEnd().split("\n");
  const expected = shown.split("\n");
  const matched = expected.map((line, i) => {
    const found = lines[i] ?? "";
    return line.endsWith("...") && found.startsWith(line.slice(0, -3).trimEnd()) ? line : found;
  });
  const rest = expected.at(-1)?.endsWith("...") ? [] : lines.slice(expected.length);
  assert.equal([...matched, ...rest].join("\n"), shown, what);
}

test("the tutorial's blocks print what it shows", () => {
  const blocks = readBlocks();
  assert.ok(blocks.length > 20);
  for (const { kind, name, text } of blocks) {
    if (name === "not-run") continue;
    if (name !== undefined) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    } else if (kind === "repl") {
      const parts = splitParts(text, PROMPT);
      const printed = runShell("genera", `${parts.map(([form]) => form).join("\n")}\n`);
      const shown = parts.map(([, output]) => `${PROMPT}${output}\n`).join("");
      checkShown(printed, `${shown}${PROMPT.trimEnd()}`, text);
    } else {
      for (const [command, shown] of splitParts(text, "$ ")) {
        checkShown(runShell(command), shown, command);
      }
    }
  }
});
