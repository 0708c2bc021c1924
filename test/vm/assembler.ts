// A small assembler for tests: one instruction a line, `name:` for labels, `;` for comments.
//
// An operand is a number, a label (for targets), a primitive's name, or `$name`, which stands for
// the place of that name in the list of constants; constants are collected in order of first use.
// `.handler start end entry height` adds a row to the handler table.

import { type Instruction, instructions, primitive } from "../../gen/tables";
import { computeLiveness, type HandlerRow, type Liveness } from "../../seed/liveness";

export interface Assembled {
  readonly bytes: Uint8Array;
  readonly constants: readonly string[];
  readonly handlers: readonly HandlerRow[];
  readonly liveness: Liveness;
  readonly parameters: number;
  readonly locals: number;
  readonly labels: ReadonlyMap<string, number>;
}

export interface Shape {
  readonly parameters: number;
  readonly locals?: number;
  /** Labels of the cases of a switch, by the label of the switch. */
  readonly switches?: Readonly<Record<string, readonly string[]>>;
}

const byName = new Map<string, Instruction>(instructions.map((i) => [i.name, i]));

interface Line {
  readonly pc: number;
  readonly instruction: Instruction;
  readonly words: readonly string[];
}

const camel = (name: string): string => name.replace(/-(\w)/g, (_, c: string) => c.toUpperCase());

/** First pass: where each instruction and each label lies. */
function layOut(text: string): {
  lines: Line[];
  labels: Map<string, number>;
  directives: string[][];
  length: number;
} {
  const lines: Line[] = [];
  const labels = new Map<string, number>();
  const directives: string[][] = [];
  let pc = 0;
  for (const raw of text.split("\n")) {
    const words = raw.replace(/;.*/, "").trim().split(/\s+/).filter(Boolean);
    const [first, ...rest] = words;
    if (first === undefined) continue;
    if (first.startsWith(".")) directives.push(words);
    else if (first.endsWith(":")) labels.set(first.slice(0, -1), pc);
    else {
      const instruction = byName.get(first);
      if (instruction === undefined) throw new Error(`no instruction ${first}`);
      lines.push({ pc, instruction, words: rest });
      pc += 1 + instruction.operands.reduce((n, [, , bytes]) => n + bytes, 0);
    }
  }
  return { lines, labels, directives, length: pc };
}

export function assemble(text: string, shape: Shape): Assembled {
  const { lines, labels, directives, length } = layOut(text);
  const constants: string[] = [];
  const labelAt = (name: string): number => {
    const pc = labels.get(name);
    if (pc === undefined) throw new Error(`no label ${name}`);
    return pc;
  };
  const evaluate = (word: string, kind: string, pc: number): number => {
    if (/^-?\d+$/.test(word)) return Number(word);
    if (kind === "target") return labelAt(word) - pc;
    if (kind === "primitive") return primitive[camel(word) as keyof typeof primitive];
    const name = word.replace(/^\$/, "");
    if (!constants.includes(name)) constants.push(name);
    return constants.indexOf(name);
  };
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  for (const { pc, instruction, words } of lines) {
    view.setUint8(pc, instruction.number);
    let at = pc + 1;
    instruction.operands.forEach(([name, kind, size], i) => {
      const word = words[i];
      if (word === undefined) throw new Error(`${instruction.name} needs ${name}`);
      const value = evaluate(word, kind, pc);
      if (size === 4) view.setInt32(at, value, true);
      else view.setInt16(at, value, true);
      at += size;
    });
  }
  const handlers = directives.map(([, start, end, entry, height, kind]) => ({
    start: labelAt(start as string),
    end: labelAt(end as string),
    handler: labelAt(entry as string),
    height: Number(height ?? 0),
    kind: Number(kind ?? 0),
  }));
  const { parameters, locals = 0, switches = {} } = shape;
  const switchTargets = new Map(
    Object.entries(switches).map(([label, cases]) => [labelAt(label), cases.map(labelAt)]),
  );
  const liveness = computeLiveness(bytes, { parameters, locals, handlers, switchTargets });
  return { bytes, constants, handlers, liveness, parameters, locals, labels };
}
