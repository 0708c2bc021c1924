// Builds what the compiler produced (seed/code.ts) as objects of the heap: templates, code objects
// with their tables (kernel/vm/code.ts), constants, and the function that a unit is.
//
// Everything is built in the host's nursery and promoted at the end, at once, as a function;
// nothing collects before. Vars and classes are shared objects that the world finds or makes.

import {
  instructions,
  kind,
  opcode,
  parkingPrimitives,
  primitiveNumbers,
} from "../../gen/tables.ts";
import type { Code, Constant, LineRow, Template } from "../../seed/code.ts";
import { OPS } from "../../seed/compile.ts";
import { computeLiveness, encodeHandlers, encodeLiveness } from "../../seed/liveness.ts";
import { addressOf, type Heap, makeFixnum, NIL, type Word } from "../heap.ts";
import type { Forms } from "./forms.ts";

/** Finds the objects that code refers to by name. */
export interface Linker {
  varWord(ns: string, name: string): Word;
  classWord(name: string): Word;
}

const FRAME_BYTES = 16;
const LINE_BYTES = 12;
const SHAPE_PRIMITIVE = 1n << 63n;

/** Primitive of each opcode that does what a primitive does. */
const primitiveOfOpcode = new Map<number, number>(
  Object.entries(OPS).map(([name, op]) => [opcode[op], primitiveNumbers[name]!]),
);

/** The primitive that code only passes its parameters to, or -1. */
export function findWrapped(code: Code): number {
  const { bytes, params } = code;
  if (code.variadic) return -1;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  for (let i = 0; i < params; i++, at += 3) {
    if (bytes[at] !== opcode.load || view.getInt16(at + 1, true) !== i - params) return -1;
  }
  let found = -1;
  if (bytes[at] === opcode.primitive) {
    found = view.getUint16(at + 1, true);
    at += 3;
  } else {
    found = primitiveOfOpcode.get(bytes[at] ?? -1) ?? -1;
    at += 1;
  }
  const ends = bytes[at] === opcode.return && at + 1 === bytes.length;
  return ends && !parkingPrimitives.has(found) ? found : -1;
}

function encodeLines(rows: readonly LineRow[]): Uint8Array {
  const out = new Uint8Array(rows.length * LINE_BYTES);
  const view = new DataView(out.buffer);
  rows.forEach((row, i) => {
    view.setUint32(LINE_BYTES * i, row.pc, true);
    view.setUint32(LINE_BYTES * i + 4, row.line, true);
    view.setUint32(LINE_BYTES * i + 8, row.column, true);
  });
  return out;
}

const instructionBytes = new Map(
  instructions.map((row) => [row.number, row.operands.reduce((n, [, , bytes]) => n + bytes, 1)]),
);

/** Does the bytecode call methods? */
function invokes(bytes: Uint8Array): boolean {
  for (let pc = 0; pc < bytes.length; ) {
    if (bytes[pc] === opcode.invoke) return true;
    pc += instructionBytes.get(bytes[pc]!)!;
  }
  return false;
}

/** The bytecode, with feedback slots behind it if it has a use for them (kernel/vm/feedback.ts). */
function addFeedback(code: Code): { tail: Uint8Array; feedback: bigint } {
  const length = code.bytes.length;
  if (!invokes(code.bytes)) return { tail: code.bytes, feedback: 0n };
  const slots = (length + 3) & ~3;
  const tail = new Uint8Array(slots + 4 * code.constants.length);
  tail.set(code.bytes);
  return { tail, feedback: BigInt(slots) | (BigInt(length) << 32n) };
}

export class CodeBuilder {
  constructor(
    private readonly heap: Heap,
    private readonly forms: Forms,
    private readonly linker: Linker,
  ) {}

  /** The function of a template that closes over nothing, promoted. */
  buildFunction(template: Template, file: string | null): Word {
    const source = file === null ? NIL : this.heap.promote(this.heap.makeString(file));
    const built = this.buildTemplate(template, source);
    return this.heap.promote(this.heap.makeObject(kind.function, [built, NIL, 0n]));
  }

  /** A function that closes over `values`, of a template built before. */
  makeClosure(template: Word, values: readonly Word[]): Word {
    const count = BigInt(values.length);
    return this.heap.promote(
      this.heap.makeObject(kind.function, [template, NIL, count, ...values]),
    );
  }

  buildTemplate(template: Template, source: Word): Word {
    const { heap } = this;
    const { arities, rest } = template;
    const count = arities.length === 0 ? 0 : arities[arities.length - 1]!.params + 1;
    const table = new Array<Word>(count).fill(NIL);
    for (const code of arities) table[code.params] = this.buildCode(code, source);
    const restCode = rest === null ? NIL : this.buildCode(rest, source);
    const required = rest === null ? 0 : rest.params - 1;
    const name = heap.makeString(template.name);
    const fields = [name, restCode, BigInt(required), NIL, BigInt(count), ...table];
    return heap.makeObject(kind.template, fields);
  }

  private buildCode(code: Code, source: Word): Word {
    const { heap } = this;
    const constants = code.constants.map((constant) => this.buildConstant(constant, source));
    const switchTargets = new Map(
      code.switches.map(({ pc, constant }) => {
        const rows = code.constants[constant] as Constant & { kind: "switch" };
        return [pc, rows.rows.map((row) => pc + row.target)];
      }),
    );
    const shape = { parameters: code.params, locals: code.locals };
    const { handlers } = code;
    const liveness = computeLiveness(code.bytes, { ...shape, handlers, switchTargets });
    const slots = 1 + code.params + code.locals;
    const stack = FRAME_BYTES + 8 * (code.locals + liveness.maximum);
    const wrapped = findWrapped(code);
    const packed =
      BigInt(code.params) |
      (BigInt(code.locals) << 16n) |
      (BigInt(stack) << 32n) |
      (wrapped < 0 ? 0n : SHAPE_PRIMITIVE);
    const { tail, feedback } = addFeedback(code);
    const fields = [
      heap.makeString(code.name),
      heap.makeNode(constants),
      code.lines.length === 0 ? NIL : heap.makeBytes(encodeLines(code.lines)),
      heap.makeBytes(encodeLiveness(liveness.rows, slots)),
      handlers.length === 0 ? NIL : heap.makeBytes(encodeHandlers(handlers)),
      source,
      packed,
      BigInt(wrapped + 1),
      feedback,
      BigInt(tail.length),
    ];
    const built = heap.makeObject(kind.code, fields, tail);
    this.verify(built, code.name);
    return built;
  }

  /** The kernel runs only code that its verifier passed; what fails is the compiler's mistake. */
  private verify(code: Word, name: string): void {
    const problem = this.heap.call("verifyCode", addressOf(code));
    if (problem === 0) return;
    const pc = this.heap.call("verifiedPc");
    throw new Error(`bytecode of ${name} is not valid: problem ${problem} at ${pc}`);
  }

  private buildConstant(constant: Constant, source: Word): Word {
    switch (constant.kind) {
      case "form":
        return this.forms.toWord(constant.form);
      case "var":
        return this.linker.varWord(constant.ns, constant.name);
      case "class":
        return this.linker.classWord(constant.name);
      case "template":
        return this.buildTemplate(constant.template, source);
      case "switch":
        return this.heap.makeNode(
          constant.rows.flatMap((row) => [this.forms.toWord(row.value), makeFixnum(row.target)]),
        );
    }
  }
}
