// Tables that are looked up by a name out of a program. A plain object would also answer to
// `constructor` and `toString`, with what it inherits from JavaScript.

/** The table's own value for a name. */
export function findOwn<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
