// gen/tables.ts and gen/options.ts, for seed, host and command line: numbers by name, offsets of
// fields, what an assembler must know of each instruction, the load map of images.

import { conditions } from "../../tables/conditions";
import { eventGroups, events } from "../../tables/events";
import { layouts } from "../../tables/layouts";
import { math1, math2 } from "../../tables/math";
import { opcodes, operandBytes } from "../../tables/opcodes";
import { options } from "../../tables/options";
import { primitives } from "../../tables/primitives";
import { camel, NOTE } from "./names";

export function renderHostTables(): string {
  const out = [NOTE];
  out.push("export const kind = {");
  layouts.forEach((l, i) => {
    out.push(`  ${camel(l.name)}: ${i},`);
  });
  out.push("} as const;\n", renderOffsets(), "export const opcode = {");
  opcodes.forEach((o) => {
    out.push(`  ${camel(o.name)}: ${o.number},`);
  });
  out.push("} as const;\n", "export const condition = {");
  conditions.forEach((c, i) => {
    out.push(`  ${camel(c.name)}: ${i + 1},`);
  });
  out.push("} as const;\n", "export const primitive = {");
  for (const p of primitives) out.push(`  ${camel(p.name)}: ${p.number},`);
  out.push("} as const;\n", "/** Number of each primitive, by its Lisp name. */");
  const numbers = Object.fromEntries(primitives.map((p) => [p.name, p.number]));
  out.push(
    "export const primitiveNumbers: Readonly<Record<string, number>> =",
    `  ${JSON.stringify(numbers)};\n`,
  );
  out.push("/** The functions behind math and math-2, by number. */");
  out.push(`export const math1 = ${JSON.stringify(math1)} as const;`);
  out.push(`export const math2 = ${JSON.stringify(math2)} as const;\n`);
  const slow = primitives.filter((p) => p.slow).map((p) => p.name);
  out.push(
    "/** Primitives for which a function of genera.slow may be called. */",
    `export const slowPrimitives: readonly string[] = ${JSON.stringify(slow)};\n`,
  );
  const parked = primitives.filter((p) => p.area === "host" || p.area === "actor");
  out.push(
    "/** Primitives that may park the actor. */",
    "export const parkingPrimitives: ReadonlySet<number> = new Set(",
    `  ${JSON.stringify(parked.map((p) => p.number))},\n);\n`,
    renderInstructions(),
  );
  const types = layouts.map((l) => l.type ?? null);
  out.push(
    "/** The JVM's class of each kind, or null for a kind that is never a value. */",
    `export const kindTypes: readonly (string | null)[] = ${JSON.stringify(types)};\n`,
    "/** The primitives that the host answers, and their numbers. */",
    "export const hostPrimitives = {",
    ...primitives.filter((p) => p.area === "host").map((p) => `  "${p.name}": ${p.number},`),
    "} as const;\n",
    ...renderEvents(),
    renderShapes(),
  );
  return out.join("\n");
}

/** What whoever copies objects must know of each kind. */
function renderShapes(): string {
  const letter = { value: "v", cell: "c", raw64: "r" } as const;
  const rows = layouts.map((l) => ({
    name: l.name,
    fields: l.fields.map(([, type]) => letter[type]).join(""),
    tail: l.tail?.kind ?? null,
    by: l.fields.findIndex(([name]) => name === l.tail?.by),
    isMutable: l.born !== undefined && l.name !== "code",
  }));
  return [
    "/** A kind: its fields (v value, c cell, r raw); its tail, whose length field `by` has. */",
    "export interface Shape {",
    "  readonly name: string;",
    "  readonly fields: string;",
    '  readonly tail: "value" | "cell" | "bytes" | "wide" | "trie" | null;',
    "  readonly by: number;",
    "  readonly isMutable: boolean;",
    "}\n",
    "/** The shape of each kind, by its number. */",
    "export const shapes: readonly Shape[] = [",
    ...rows.map((row) => `  ${JSON.stringify(row)},`),
    "];\n",
  ].join("\n");
}

/** An object of numbers by name for each group of events. */
function renderEvents(): string[] {
  return Object.entries(eventGroups).flatMap(([group, doc]) => {
    const rows = events.filter((e) => e.group === group);
    const members = rows.map((e) => `${camel(e.name)}: ${e.number}`);
    return [`/** ${doc} */`, `export const ${group} = { ${members.join(", ")} } as const;\n`];
  });
}

/** Where fields and tails lie in an object, for the host. */
function renderOffsets(): string {
  const out = [
    "/** Offsets of fields, and of the tail, from the header. */",
    "export const offset = {",
  ];
  layouts.forEach((l) => {
    const fields = l.fields.map(([name], i) => `${camel(name)}: ${8 * (i + 1)}`);
    const tail = l.tail === undefined ? [] : [`tail: ${8 * (l.fields.length + 1)}`];
    out.push(`  ${camel(l.name)}: { ${[...fields, ...tail].join(", ")} },`);
  });
  out.push("} as const;\n");
  return out.join("\n");
}

/** What code that writes bytecode must know: operand lengths and stack effects by name. */
function renderInstructions(): string {
  const out = [
    "export interface Instruction {",
    "  readonly name: string;",
    "  readonly number: number;",
    "  readonly operands: readonly (readonly [name: string, kind: string, bytes: number])[];",
    "  readonly pops: number | 'n';",
    "  readonly pushes: number;",
    "  readonly safepoint: boolean;",
    "  readonly ends: boolean;",
    "}\n",
    "/** The stable instructions. */",
    "export const instructions: readonly Instruction[] = [",
  ];
  for (const o of opcodes.filter((row) => row.internal !== true)) {
    const { name, number, pops, pushes } = o;
    const operands = o.operands.map(([n, kind]) => [n, kind, operandBytes[kind]]);
    const row = { name, number, operands, pops, pushes, safepoint: o.safepoint === true };
    out.push(`  ${JSON.stringify({ ...row, ends: o.ends === true })},`);
  }
  out.push("];\n", "/** Number of arguments of each primitive, by its number. */");
  const counts = Object.fromEntries(primitives.map((p) => [p.number, p.arguments]));
  out.push(
    "export const primitiveArguments: Readonly<Record<number, number>> =",
    `  ${JSON.stringify(counts)};`,
  );
  out.push(
    "",
    "/** The load map of an image of this build (host/image_file.ts). */",
    `export const loadMap =\n  ${JSON.stringify(renderLoadMap())};`,
  );
  return `${out.join("\n")}\n`;
}

/**
 * What an image relies on, a line for each row: it is written into every image, and read against
 * that of the Genera that loads it.
 */
export function renderLoadMap(): string {
  const kinds = layouts.map((l, i) => {
    const fields = l.fields.map(([name, kind]) => `${name}:${kind}`);
    const tail = l.tail === undefined ? [] : [`tail:${l.tail.kind}`];
    return ["kind", i, l.name, ...fields, ...tail].join(" ");
  });
  const stable = opcodes.filter((o) => o.internal !== true);
  const code = stable.map((o) =>
    ["opcode", o.number, o.name, ...o.operands.map(([, kind]) => kind)].join(" "),
  );
  const calls = primitives.map((p) => `primitive ${p.number} ${p.name} ${p.arguments}`);
  return `${[...kinds, ...code, ...calls].join("\n")}\n`;
}

/** The options of the command line, for cli/. */
export function renderOptions(): string {
  return [
    NOTE,
    'import type { Option } from "../tables/options";\n',
    "export type { Option };\n",
    `export const options: readonly Option[] = ${JSON.stringify(options, null, 2)};\n`,
  ].join("\n");
}
