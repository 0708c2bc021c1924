// npm packages that ship Clojure: those of package.json's dependencies that are installed in
// node_modules and have sources. A package says where they are by "genera": {"paths": […]} in its
// own package.json, or has a deps.edn; else its folder src and the package itself are looked at,
// but not far down, as this is done at every start.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { UsageError } from "../arguments";
import { naming, readEdnMap, textsAt } from "./edn";

interface PackageFile {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly genera?: { readonly paths?: readonly string[] };
}

function readPackage(folder: string): PackageFile {
  const file = path.join(folder, "package.json");
  if (!existsSync(file)) return {};
  let found: PackageFile | null;
  try {
    found = JSON.parse(readFileSync(file, "utf8")) as PackageFile | null;
  } catch (error) {
    throw new UsageError(`${file}: ${(error as Error).message}`, "mend it");
  }
  const paths: unknown = found?.genera?.paths ?? [];
  if (!Array.isArray(paths) || paths.some((name) => typeof name !== "string")) {
    throw new UsageError(`${file}: "paths" of "genera" wants an array of strings`, "mend it");
  }
  return found ?? {};
}

/** Is there a Clojure file in a folder, or at most `depth` levels below it? */
function hasSources(folder: string, depth: number): boolean {
  if (!existsSync(folder)) return false;
  return readdirSync(folder, { withFileTypes: true }).some((entry) =>
    entry.isDirectory()
      ? depth > 0 && hasSources(path.join(folder, entry.name), depth - 1)
      : /\.cljc?$/.test(entry.name),
  );
}

/** The folders of a package's sources. */
function sourcesOf(folder: string): readonly string[] {
  const within = (names: readonly string[]) => names.map((name) => path.join(folder, name));
  const { genera } = readPackage(folder);
  if (genera?.paths !== undefined) return within(genera.paths);
  const deps = path.join(folder, "deps.edn");
  if (existsSync(deps)) {
    const read = () => textsAt(readEdnMap(readFileSync(deps, "utf8"), deps), ":paths");
    const names = naming(deps, read);
    return within(names.length > 0 ? names : ["src"]);
  }
  const src = path.join(folder, "src");
  if (hasSources(src, 3)) return [src];
  return hasSources(folder, 0) ? [folder] : [];
}

/** Where node_modules, in a folder or above it, has a package. */
function findPackage(from: string, name: string): string | undefined {
  for (let folder = path.resolve(from); ; folder = path.dirname(folder)) {
    const found = path.join(folder, "node_modules", name);
    if (existsSync(found)) return path.relative(".", found);
    if (folder === path.dirname(folder)) return undefined;
  }
}

/** The folders of sources of the packages that a folder's package.json depends on. */
export function packagePaths(folder: string, seen = new Set<string>()): readonly string[] {
  const names = Object.keys(readPackage(folder).dependencies ?? {});
  return names.flatMap((name) => {
    const found = findPackage(folder, name);
    if (found === undefined || seen.has(found)) return [];
    seen.add(found);
    const own = sourcesOf(found);
    return own.length === 0 ? [] : [...own, ...packagePaths(found, seen)];
  });
}
