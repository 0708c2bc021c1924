// Data files of projects (deps.edn) as plain values. The reader is the seed's, which reads all of
// EDN's notation that such files use.
//
// A map becomes a Map, a vector, list or set an array, a keyword its text with the colon, a symbol
// its text; strings, numbers, booleans and nil are what they are in JavaScript.

import type { Form } from "../../seed/forms";
import { ReaderError, readAll } from "../../seed/reader";
import { UsageError } from "../arguments";

/** The hint of an error that the project's file has; the file is named where it is read. */
export const MEND = "mend it";

export type Edn = string | number | boolean | null | readonly Edn[] | EdnMap;
export type EdnMap = ReadonlyMap<string, Edn>;

/** A map with a key twice: what stands there first would be lost. */
function refuseTwice(keys: readonly string[]): void {
  const twice = keys.find((key, i) => keys.indexOf(key) !== i);
  if (twice !== undefined) throw new UsageError(`${twice} stands twice in a map`, MEND);
}

function toEdn(form: Form): Edn {
  switch (form.kind) {
    case "str":
    case "bool":
      return form.value;
    case "int":
    case "dbl":
      return Number(form.value);
    case "kw":
    case "sym":
      return (form.kind === "kw" ? ":" : "") + (form.ns === null ? "" : `${form.ns}/`) + form.name;
    case "vec":
    case "list":
    case "set":
      return form.items.map(toEdn);
    case "map": {
      const values = form.items.map(toEdn);
      const keys = values.filter((_, i) => i % 2 === 0).map(String);
      refuseTwice(keys);
      return new Map(keys.map((key, i) => [key, values[2 * i + 1] ?? null]));
    }
    case "nil":
      return null;
    default:
      throw new UsageError(`a project file cannot hold a ${form.kind}`);
  }
}

/** The map that a file's text is; throws UsageError, naming the file. */
export function readEdnMap(text: string, file: string): EdnMap {
  return naming(file, () => {
    const forms = readAll(text);
    const found = forms.length === 1 ? toEdn(forms[0] as Form) : null;
    if (!(found instanceof Map)) throw new UsageError("it does not hold one map", MEND);
    return found;
  });
}

/** Does something with what a file holds; errors of reading and usage get the name of the file. */
export function naming<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof ReaderError) {
      throw new UsageError(`${file}:${error.line}:${error.column}: ${error.message}`, MEND);
    }
    if (error instanceof UsageError && error.hint === MEND && !error.message.startsWith(file)) {
      throw new UsageError(`${file}: ${error.message}`, MEND);
    }
    throw error;
  }
}

/** A value as it is shown in an error. */
function show(value: Edn): string {
  if (value instanceof Map) return "a map";
  return Array.isArray(value) ? "a vector" : JSON.stringify(value);
}

/** The map at a key, empty without; throws UsageError for anything else. */
export function mapAt(map: EdnMap, key: string): EdnMap {
  const found = map.get(key) ?? new Map();
  if (found instanceof Map) return found;
  throw new UsageError(`${key} wants a map, not ${show(found)}`, MEND);
}

/** The texts at a key, none without; throws UsageError for what is no vector of them. */
export function textsAt(map: EdnMap, key: string): readonly string[] {
  const found = map.get(key) ?? [];
  if (!Array.isArray(found))
    throw new UsageError(`${key} wants a vector, not ${show(found)}`, MEND);
  for (const item of found as readonly Edn[]) {
    if (typeof item !== "string") {
      throw new UsageError(`${key} wants strings in its vector, not ${show(item)}`, MEND);
    }
  }
  return found as readonly string[];
}

/** The text at the first of some keys that has one, or undefined; another value is an error. */
export function textAt(map: EdnMap, ...keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const found = map.get(key);
    if (typeof found === "string") return found;
    if (found !== undefined && found !== null) {
      throw new UsageError(`${key} wants a string, not ${show(found)}`, MEND);
    }
  }
  return undefined;
}
