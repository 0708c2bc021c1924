// deps.edn: the paths and libraries of a project, and its aliases.
//
// Libraries are found on this machine or fetched by git; nothing is downloaded from Maven. A
// library of a folder or repository brings those of its own deps.edn; one that is named nearer to
// the project wins. What Genera has built in is left out.

import { existsSync, readFileSync, statSync } from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { UsageError } from "../arguments";
import { type Edn, type EdnMap, MEND, mapAt, naming, readEdnMap, textAt, textsAt } from "./edn";
import { fetchCommit } from "./git";
import { unpackJar } from "./jar";

/** Libraries that are part of Genera. */
const builtIn = new Set([
  "org.clojure/clojure",
  "org.clojure/core.async",
  "org.clojure/core.match",
  "org.clojure/core.specs.alpha",
  "org.clojure/spec.alpha",
]);

export interface Project {
  /** Folders of the project's own sources, then those of its libraries. */
  readonly paths: readonly string[];
  /** What -M runs, as the Clojure command has it: -m NS, -e EXPR or a file, and arguments. */
  readonly mainOptions: readonly string[];
}

/** Where jars of Maven's names lie, the version's folder or file first. */
function jarPlaces(library: string, version: string): readonly string[] {
  const [group = "", artifact = group] = library.split("/");
  const inRepository = path.join(
    ...group.split("."),
    artifact,
    version,
    `${artifact}-${version}.jar`,
  );
  return [
    path.join(os.homedir(), ".m2/repository", inRepository),
    path.join("/usr/share/maven-repo", inRepository),
    path.join("/usr/share/java", `${artifact}-${version}.jar`),
  ];
}

function findJar(library: string, version: string): string {
  const places = jarPlaces(library, version);
  const found = places.find((place) => existsSync(place));
  if (found !== undefined) return found;
  throw new UsageError(
    `no jar of ${library} ${version}; looked for ${places.join(", ")}`,
    "nothing is downloaded from Maven: install it there, or use :local/root or git",
  );
}

/** The folder or jar of a library. */
function locate(library: string, coordinate: EdnMap, from: string): string {
  const root = textAt(coordinate, ":local/root");
  if (root !== undefined) return path.join(from, root);
  const version = textAt(coordinate, ":mvn/version");
  if (version !== undefined) return findJar(library, version);
  const folder = fetchCommit(library, coordinate);
  return path.join(folder, textAt(coordinate, ":deps/root") ?? "");
}

function pathsWithin(folder: string, names: readonly string[]): readonly string[] {
  return names.map((name) => path.join(folder, name));
}

function readDeps(folder: string): EdnMap {
  const file = path.join(folder, "deps.edn");
  return existsSync(file) ? readEdnMap(readFileSync(file, "utf8"), file) : new Map();
}

/** The paths and libraries that a library's own deps.edn names. */
function readLibrary(folder: string): { names: readonly string[]; libraries: EdnMap } {
  const deps = readDeps(folder);
  return naming(path.join(folder, "deps.edn"), () => ({
    names: deps.has(":paths") ? pathTexts(deps, ":paths", mapAt(deps, ":aliases")) : ["src"],
    libraries: mapAt(deps, ":deps"),
  }));
}

const warned = new Set<string>();

/** A library's qualified name; one without a group, which is out of use, is its own group. */
function qualify(library: string, where: string): string {
  if (library.startsWith(":")) {
    throw new UsageError(`a library is named by a symbol, not by ${library}`, where);
  }
  if (library.includes("/")) return library;
  const name = `${library}/${library}`;
  if (!warned.has(name)) {
    process.stderr.write(`genera: warning: the library ${library} should be ${name} (${where})\n`);
  }
  warned.add(name);
  return name;
}

/** Adds the paths of libraries, breadth first, so that those nearer to the project win. */
function libraryPaths(libraries: EdnMap, overrides: EdnMap, project: string): readonly string[] {
  const found = new Map<string, readonly string[]>();
  let queue = [...libraries].map((entry) => [...entry, project] as const);
  while (queue.length > 0) {
    const next: typeof queue = [];
    for (const [key, given, from] of queue) {
      const where = `see ${path.join(from, "deps.edn")}`;
      const library = qualify(key, where);
      if (found.has(library) || builtIn.has(library)) continue;
      const coordinate = overrides.get(library) ?? overrides.get(key) ?? given;
      if (!(coordinate instanceof Map)) {
        throw new UsageError(`${library} wants a map that says where it is`, where);
      }
      const place = naming(library, () => locate(library, coordinate as EdnMap, from));
      const status = statSync(place, { throwIfNoEntry: false });
      if (status === undefined) throw new UsageError(`${library}: there is no ${place}`, where);
      if (status.isFile()) {
        found.set(library, [unpackJar(place)]);
        continue;
      }
      const { names, libraries: more } = readLibrary(place);
      found.set(library, pathsWithin(place, names));
      for (const entry of more) next.push([...entry, place]);
    }
    queue = next;
  }
  return [...found.values()].flat();
}

/** Texts at a key; a keyword among them stands for the texts of that alias. */
function pathTexts(map: EdnMap, key: string, aliases: EdnMap): readonly string[] {
  return textsAt(map, key).flatMap((text) => {
    if (!text.startsWith(":")) return [text];
    if (aliases.has(text)) return textsAt(aliases, text);
    throw new UsageError(`${key} names ${text}, which :aliases does not have`, MEND);
  });
}

/** The project of a folder with deps.edn, with aliases applied in turn. */
export function readProject(folder: string, names: readonly string[]): Project {
  const deps = readDeps(folder);
  const { own, libraries, overrides, mainOptions } = naming(path.join(folder, "deps.edn"), () =>
    applyAliases(deps, names),
  );
  const paths = [...new Set(pathsWithin(folder, own))];
  return { paths: [...paths, ...libraryPaths(libraries, overrides, folder)], mainOptions };
}

/** What a deps.edn says with some of its aliases. */
function applyAliases(deps: EdnMap, names: readonly string[]) {
  const all = mapAt(deps, ":aliases");
  const aliases = names.map((name) => {
    const alias = all.get(`:${name}`);
    if (alias instanceof Map) return alias as EdnMap;
    const known = [...all.keys()].join(", ");
    throw new UsageError(
      `deps.edn has no alias :${name}`,
      known ? `it has ${known}` : "it has none",
    );
  });
  let paths = deps.has(":paths") ? pathTexts(deps, ":paths", all) : ["src"];
  const libraries = new Map(mapAt(deps, ":deps"));
  const overrides = new Map<string, Edn>();
  let mainOptions: readonly string[] = [];
  for (const alias of aliases) {
    for (const key of [":replace-paths", ":paths"]) {
      if (alias.has(key)) paths = pathTexts(alias, key, all);
    }
    paths = [...paths, ...pathTexts(alias, ":extra-paths", all)];
    for (const key of [":replace-deps", ":deps"]) if (alias.has(key)) libraries.clear();
    for (const key of [":replace-deps", ":deps", ":extra-deps"]) {
      for (const [library, coordinate] of mapAt(alias, key)) libraries.set(library, coordinate);
    }
    for (const [library, coordinate] of mapAt(alias, ":override-deps")) {
      overrides.set(library, coordinate);
    }
    if (alias.has(":main-opts")) mainOptions = textsAt(alias, ":main-opts");
  }
  return { own: paths, libraries, overrides, mainOptions };
}

/** Does a folder's deps.edn have an alias? */
export function hasAlias(folder: string, name: string): boolean {
  const deps = readDeps(folder);
  const file = path.join(folder, "deps.edn");
  return naming(file, () => mapAt(deps, ":aliases")).has(`:${name}`);
}
