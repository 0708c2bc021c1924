// The kernel's constants and tables (gen/kernel): layouts with their accessors, opcodes with what
// the verifier must know, conditions, events, primitives by number, functions of doubles.

import { conditions } from "../../tables/conditions";
import { events } from "../../tables/events";
import { type Layout, layouts } from "../../tables/layouts";
import { math1, math2 } from "../../tables/math";
import { type OperandKind, opcodes, operandBytes } from "../../tables/opcodes";
import { primitives } from "../../tables/primitives";
import { camel, NOTE, pascal, upper } from "./names";

/** Bit i is set when the field at offset 8 * (i + 1) is traced. */
const tracedMask = (l: Layout): number =>
  l.fields.reduce((m, [, kind], i) => (kind === "raw64" ? m : m | (1 << i)), 0);

const isTraced = (kind: string): boolean => kind !== "raw64" && kind !== "bytes" && kind !== "wide";

/** Units of 2^shift bytes in the tail; 0 bytes, 1 UTF-16 units, 3 words. */
const tailShift = (l: Layout): number =>
  l.tail === undefined ? 0 : isTraced(l.tail.kind) ? 3 : l.tail.kind === "wide" ? 1 : 0;

const isMutable = (l: Layout): boolean =>
  l.fields.some(([, k]) => k === "cell") || l.tail?.kind === "cell";

/** Offset of the field that counts the tail, or 0. */
const countOffset = (l: Layout): number =>
  l.tail === undefined ? 0 : 8 * (1 + l.fields.findIndex(([n]) => n === l.tail?.by));

export function renderKernelLayouts(): string {
  const out = [NOTE, "import { Addr } from '../../kernel/value/addr';\n"];
  layouts.forEach((l, kind) => {
    out.push(`/** ${l.doc} */\nexport const KIND_${upper(l.name)}: u32 = ${kind};`);
    l.fields.forEach(([name], i) => {
      out.push(`export const ${upper(l.name)}_${upper(name)}: u32 = ${8 * (i + 1)};`);
    });
    if (l.tail !== undefined) {
      out.push(`export const ${upper(l.name)}_TAIL: u32 = ${8 * (l.fields.length + 1)};`);
    }
    out.push(...l.fields.map(([name, kind], i) => renderAccessors(l, name, kind, i)), "");
  });
  out.push(
    `export const KIND_COUNT: u32 = ${layouts.length};\n`,
    "/** Writes the kind table at its place in page 0; see kernel/heap/kinds.ts for its rows. */",
    "export function writeKindTable(at: Addr): void {",
  );
  layouts.forEach((l, kind) => {
    const flags =
      (isMutable(l) ? 1 : 0) |
      (l.tail !== undefined && isTraced(l.tail.kind) ? 2 : 0) |
      (l.born === "shared" ? 4 : 0) |
      (l.pinned ? 8 : 0);
    const trie = l.tail?.kind === "trie" ? 1 << 22 : 0;
    const shape =
      tracedMask(l) | (l.fields.length << 8) | (countOffset(l) << 12) | (tailShift(l) << 20) | trie;
    out.push(`  store<u32>(at + ${8 * kind}, ${shape});`);
    out.push(`  store<u32>(at + ${8 * kind + 4}, ${flags});`);
  });
  out.push("}\n");
  return out.join("\n");
}

function renderAccessors(l: Layout, name: string, kind: string, i: number): string {
  const get = `${camel(l.name)}${pascal(name)}`;
  const at = 8 * (i + 1);
  return (
    `export function ${get}(o: Addr): u64 {\n  return load<u64>(o, ${at});\n}` +
    (kind === "cell"
      ? ""
      : "\n/** For building only. */\n" +
        `export function init${pascal(get)}(o: Addr, x: u64): void {\n` +
        `  store<u64>(o, x, ${at});\n}`)
  );
}

/** Constants <GROUP>_<NAME> of the events. */
export function renderKernelEvents(): string {
  const out = [NOTE];
  for (const e of events) {
    const name = `${upper(e.group)}_${upper(e.name)}`;
    out.push(`/** ${e.doc} */\nexport const ${name}: u32 = ${e.number};`);
  }
  return `${out.join("\n")}\n`;
}

export function renderKernelOpcodes(): string {
  const out = [NOTE];
  for (const o of opcodes) {
    const bytes = o.operands.reduce((n, [, k]) => n + operandBytes[k], 1);
    out.push(`/** ${o.doc} */\nexport const OP_${upper(o.name)}: u32 = ${o.number};`);
    out.push(`export const OP_${upper(o.name)}_BYTES: u32 = ${bytes};`);
  }
  conditions.forEach((c, i) => {
    out.push(`export const RAISE_${upper(c.name)}: u32 = ${i + 1};`);
  });
  out.push(renderInstructionFacts());
  return `${out.join("\n")}\n`;
}

const operandKinds: readonly OperandKind[] = [
  "slot",
  "constant",
  "count",
  "integer",
  "target",
  "primitive",
];

/** What the verifier must know of each stable instruction, packed into a word. */
function renderInstructionFacts(): string {
  const out = operandKinds.map((kind, i) => `export const OPERAND_${upper(kind)}: u32 = ${i + 1};`);
  out.push(
    "/**",
    " * Facts of an instruction, 0 for none: bits 0-3 bytes | 4-7 and 8-11 kinds of its operands |",
    " * 12-15 pops, 15 for as many as an operand says | 16-19 pushes | 20 safepoint | 21 ends.",
    " */",
    "export function instructionFacts(op: u32): u32 {",
    "  switch (op) {",
  );
  for (const o of opcodes.filter((row) => row.internal !== true)) {
    const bytes = o.operands.reduce((n, [, k]) => n + operandBytes[k], 1);
    const kinds = o.operands.map(([, k]) => operandKinds.indexOf(k) + 1);
    const pops = o.pops === "n" ? 15 : o.pops;
    const flags = (o.safepoint ? 1 << 20 : 0) | (o.ends ? 1 << 21 : 0);
    const facts =
      bytes | ((kinds[0] ?? 0) << 4) | ((kinds[1] ?? 0) << 8) | (pops << 12) | (o.pushes << 16);
    out.push(`    case ${o.number}:`, `      return ${facts | flags};`);
  }
  out.push("    default:", "      return 0;", "  }", "}", renderFusions());
  return out.join("\n");
}

/** Which instructions must follow a fused one. */
function renderFusions(): string {
  const number = (name: string) => opcodes.find((o) => o.name === name)?.number;
  const out = [
    "/** The instruction that must be the i-th behind a fused one, or 0xff for none. */",
    "export function fusedWith(op: u32, i: u32): u32 {",
    "  switch (op) {",
  ];
  for (const { number: op, fuses } of opcodes) {
    if (fuses === undefined) continue;
    const [next, last] = fuses.slice(1).map(number);
    out.push(`    case ${op}:`, `      return i == 0 ? ${next} : i == 1 ? ${last ?? 255} : 255;`);
  }
  out.push("    default:", "      return 0xff;", "  }", "}");
  return out.join("\n");
}

export function renderKernelPrimitives(): string {
  const out = [NOTE, "import { Addr } from '../../kernel/value/addr';\n"];
  for (const p of primitives) {
    out.push(`/** ${p.doc} */\nexport const PRIM_${upper(p.name)}: u32 = ${p.number};`);
  }
  const count = Math.max(...primitives.map((p) => p.number)) + 1;
  out.push(
    `export const PRIM_LIMIT: u32 = ${count};\n`,
    "/** Writes the argument counts at their place in page 0; see kernel/vm/primitive.ts. */",
    "export function writePrimitiveTable(at: Addr): void {",
  );
  for (const p of primitives) {
    out.push(`  store<u8>(at + ${8 * p.number}, ${p.arguments});`);
  }
  out.push("}\n");
  return out.join("\n");
}

/** Numbers of the functions in tables/math. */
export function renderKernelMath(): string {
  const row = (name: string, i: number): string => `export const MATH_${upper(name)}: u32 = ${i};`;
  return `${[NOTE, ...math1.map(row), ...math2.map(row)].join("\n")}\n`;
}
