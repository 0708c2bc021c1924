// Data files of projects (deps.edn) as plain values. The reader is the seed's, which reads all of
// EDN's notation that such files use.
//
// A map becomes a Map, a vector, list or set an array, a keyword its text with the colon, a symbol
// its text; strings, numbers, booleans and nil are what they are in JavaScript.

import type { Form } from "../../seed/forms";
import { ReaderError, readAll } from "../../seed/reader";
import { UsageError } from "../arguments";

export type Edn = string | number | boolean | null | readonly Edn[] | EdnMap;
export type EdnMap = ReadonlyMap<string, Edn>;

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
      return new Map(
        values.flatMap((key, i) => (i % 2 === 0 ? [[String(key), values[i + 1] ?? null]] : [])),
      );
    }
    case "nil":
      return null;
    default:
      throw new UsageError(`a project file cannot hold a ${form.kind}`);
  }
}

/** The map that a file's text is; throws UsageError, naming the file. */
export function readEdnMap(text: string, file: string): EdnMap {
  let forms: readonly Form[];
  try {
    forms = readAll(text);
  } catch (error) {
    if (!(error instanceof ReaderError)) throw error;
    const place = `${file}:${error.line}:${error.column}`;
    throw new UsageError(`${place}: ${error.message}`, "mend it");
  }
  const found = forms.length === 1 ? toEdn(forms[0] as Form) : null;
  if (!(found instanceof Map)) throw new UsageError(`${file} does not hold one map`, "mend it");
  return found;
}

/** The map at a key, empty without. */
export function mapAt(map: EdnMap, key: string): EdnMap {
  const found = map.get(key);
  return found instanceof Map ? found : new Map();
}

/** The texts at a key, none without; throws UsageError for what is no vector of them. */
export function textsAt(map: EdnMap, key: string): readonly string[] {
  const found = map.get(key);
  if (found === undefined || found === null) return [];
  if (!Array.isArray(found)) {
    throw new UsageError(`deps.edn: ${key} wants a vector, not ${String(found)}`, "mend it");
  }
  return found.map(String);
}

/** The text at the first of some keys that has one, or undefined. */
export function textAt(map: EdnMap, ...keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const found = map.get(key);
    if (typeof found === "string") return found;
  }
  return undefined;
}
