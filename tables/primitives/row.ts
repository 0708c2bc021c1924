// The shape of a primitive's row. Area files (number, data, text, type, actor, host) hold the
// rows; tables/primitives.ts joins them.

export interface Primitive {
  readonly name: string;
  readonly number: number;
  readonly arguments: number;
  /** kernel/prim/<area>.ts defines it, as prim<Name>; `host` rows are answered by the host. */
  readonly area: string;
  /** The kernel may answer MISS; the function of this name in genera.slow is called instead. */
  readonly slow?: true;
  readonly doc: string;
}

export type Row = readonly [number: number, name: string, args: number, doc: string, slow?: "slow"];

/** The rows of one area, whose numbers begin at `base`. */
export function area(name: string, base: number, rows: readonly Row[]): readonly Primitive[] {
  return rows.map(([number, rowName, args, doc, slow]) => ({
    name: rowName,
    number: base + number,
    arguments: args,
    area: name,
    ...(slow === "slow" ? { slow: true as const } : {}),
    doc,
  }));
}
