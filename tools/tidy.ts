// The house rules a machine can check: which layer may import which, how long files and lines may
// be, how big a file in the repository may be, formatting, lint and types. Returns sentences
// instead of printing, so that the one test that calls it can show them all at once.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join, posix } from "node:path";

const maxLines = 600;
const maxColumns = 100;
const maxBytes = 1024 * 1024;
const sourceFile = /\.(ts|mjs|js|clj)$/;
// Expectations of language tests are data on one line, and as long as the value is.
const longLines = /^test\/language\/.*\.clj$/;
const importedPath = /(?:\bfrom|\bimport)\s*\(?\s*["']([^"']+)["']/g;

// What each layer may import from: tables <- gen <- kernel; gen <- seed, native, host <- the rest.
const layers: Record<string, string[]> = {
  tables: ["tables"],
  kernel: ["kernel", "gen"],
  seed: ["seed", "gen"],
  native: ["native", "gen", "kernel"],
  host: ["host", "native", "seed", "gen"],
  cli: ["cli", "host", "native", "seed", "gen"],
  inspector: ["inspector", "host", "native", "seed", "gen"],
};

/** The files of the repository, new ones too; what git ignores is made, not written. */
function listFiles(root: string): string[] {
  const args = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const listed = spawnSync("git", args, { cwd: root, encoding: "utf8", maxBuffer: 1 << 26 });
  if (listed.status !== 0) throw new Error(`git ls-files: ${listed.stderr}`);
  const paths = listed.stdout.split("\0").filter((path) => path !== "");
  return paths.filter((path) => existsSync(join(root, path)));
}

/** Returns a sentence for each import in `text` that the layer of `path` may not have. */
export function checkImports(path: string, text: string): string[] {
  const layer = path.split("/")[0] ?? "";
  const allowed = layers[layer];
  if (allowed === undefined || !/\.(ts|mjs|js)$/.test(path)) return [];
  return [...text.matchAll(importedPath)].flatMap((match) => {
    const imported = match[1] ?? "";
    if (!imported.startsWith(".")) {
      const closed = layer === "kernel" || layer === "tables";
      return closed ? [`${path}: ${layer}/ may not import the package '${imported}'`] : [];
    }
    const target = posix.normalize(posix.join(posix.dirname(path), imported));
    const targetLayer = target.split("/")[0] ?? "";
    if (target === "package.json" || allowed.includes(targetLayer)) return [];
    return [`${path}: ${layer}/ may not import from ${targetLayer}/ ('${imported}')`];
  });
}

/** Returns a sentence if `text` has too many lines, and one for each line that is too long. */
export function checkLength(path: string, text: string): string[] {
  const lines = text.replace(/\n$/, "").split("\n");
  const problems = lines.flatMap((line, index) =>
    [...line].length > maxColumns && !longLines.test(path)
      ? [`${path}:${index + 1}: over ${maxColumns} columns`]
      : [],
  );
  if (lines.length > maxLines) problems.push(`${path}: over ${maxLines} lines (${lines.length})`);
  return problems;
}

/** Returns what a program of node_modules prints if it fails. */
function checkWith(root: string, program: string, args: readonly string[]): string[] {
  const path = join(root, "node_modules", program);
  const result = spawnSync(process.execPath, [path, ...args], { cwd: root, encoding: "utf8" });
  const name = program.split("/").at(-1);
  return result.status === 0 ? [] : [`${name} ${args[0]}: ${result.stdout}${result.stderr}`];
}

/** Checks the repository at `root` and returns one sentence for each broken rule. */
export function checkRepository(root: string): string[] {
  const problems = listFiles(root).flatMap((path) => {
    const file = join(root, path);
    if (statSync(file).size > maxBytes) return [`${path}: over ${maxBytes} bytes`];
    if (!sourceFile.test(path)) return [];
    const text = readFileSync(file, "utf8");
    return [...checkImports(path, text), ...checkLength(path, text)];
  });
  const biome = "@biomejs/biome/bin/biome";
  return [
    ...problems,
    ...checkWith(root, biome, ["format", "--colors=off", "--reporter=summary", "."]),
    ...checkWith(root, biome, ["lint", "--colors=off", "--error-on-warnings", "."]),
    ...checkWith(root, "typescript/bin/tsc", ["--noEmit"]),
  ];
}
