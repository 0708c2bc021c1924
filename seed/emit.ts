// Assembles the bytes of one code object: instructions, labels, constants, handler and line rows.
// Unreachable instructions are left out as they are emitted, so every byte can be reached.
// Invariants: `height` is the number of operands before the next instruction, also while nothing
// is emitted; a label is met with the same height from everywhere.

import { opcode } from "../gen/tables.ts";
import type { Code, Constant, HandlerRow, LineRow } from "./code.ts";
import type { Form, Position } from "./forms.ts";

export type Op = keyof typeof opcode;

/** A place in the code: jumps to it are patched when it is bound. */
export class Label {
  at = -1;
  height = -1;
  /** The start of a jump and the place of its operand. */
  readonly jumps: { readonly start: number; readonly operand: number }[] = [];
}

function getConstantKey(constant: Constant): string | null {
  if (constant.kind === "var") return `var ${constant.ns}/${constant.name}`;
  if (constant.kind === "class") return `class ${constant.name}`;
  if (constant.kind !== "form") return null;
  const form = constant.form;
  if (form.kind === "kw") return `kw ${form.ns ?? ""}/${form.name}`;
  if (form.kind === "str") return `str ${form.value}`;
  return form.kind === "char" ? `char ${form.code}` : null;
}

export class Emitter {
  height = 0;
  reachable = true;
  private readonly bytes: number[] = [];
  private readonly constants: Constant[] = [];
  private readonly known = new Map<string, number>();
  private readonly handlers: HandlerRow[] = [];
  private readonly lines: LineRow[] = [];
  private readonly switches: { pc: number; constant: number }[] = [];
  private highest = 0;
  private nextSlot = 0;
  private slots = 0;

  get pc(): number {
    return this.bytes.length;
  }

  /** Emits an instruction whose operands, if any, are two bytes each. */
  emit(op: Op, effect: number, ...operands: readonly number[]): void {
    if (this.reachable) {
      this.bytes.push(opcode[op]);
      for (const operand of operands) this.pushShort(op, operand);
    }
    this.move(effect);
    if (op === "return" || op === "throw") this.reachable = false;
  }

  emitInteger(value: number): void {
    if (this.reachable) this.bytes.push(opcode.integer, ...this.splitWord(value));
    this.move(1);
  }

  emitConstant(constant: Constant): void {
    this.emit("constant", 1, this.addConstant(constant));
  }

  emitForm(form: Form): void {
    this.emitConstant({ kind: "form", form });
  }

  /** Emits a jump of any kind; a bound label makes it a jump backwards. */
  emitJump(op: Op, label: Label): void {
    const start = this.pc;
    if (this.reachable) {
      this.bytes.push(opcode[op], ...this.splitWord(label.at < 0 ? 0 : label.at - start));
      if (label.at < 0) label.jumps.push({ start, operand: start + 1 });
    }
    const ends = op === "jump" || op === "jumpBack";
    if (!ends) this.move(-1);
    if (this.reachable) label.height = this.height;
    if (ends) this.reachable = false;
  }

  /** Emits a switch over `cases` and answers what must be called once all labels are bound. */
  emitSwitch(cases: readonly (readonly [Form, Label])[], otherwise: Label): () => void {
    const start = this.pc;
    const rows: { value: Form; target: number }[] = [];
    if (this.reachable) {
      const constant = this.addConstant({ kind: "switch", rows });
      this.switches.push({ pc: start, constant });
      this.bytes.push(opcode.switch);
      this.pushShort("switch", constant);
      this.bytes.push(...this.splitWord(0));
      otherwise.jumps.push({ start, operand: start + 3 });
    }
    this.move(-1);
    for (const label of [otherwise, ...cases.map((row) => row[1])]) {
      label.height = this.reachable ? this.height : -1;
    }
    this.reachable = false;
    return () => {
      for (const [value, label] of cases) rows.push({ value, target: label.at - start });
    };
  }

  /** Places a label here; a label nothing jumps to leaves unreachable code unreachable. */
  bind(label: Label): void {
    label.at = this.pc;
    for (const { start, operand } of label.jumps) {
      const word = this.splitWord(label.at - start);
      for (let i = 0; i < 4; i++) this.bytes[operand + i] = word[i]!;
    }
    if (label.height < 0) return;
    if (this.reachable && this.height !== label.height) throw new Error("heights differ at label");
    this.height = label.height;
    this.reachable = true;
  }

  /** Starts a handler for [start, here): the exception is the one operand above `height`. */
  beginHandler(start: number, end: number, height: number, kind: number): void {
    this.height = height;
    this.reachable = end > start;
    if (this.reachable) this.handlers.push({ start, end, handler: this.pc, height, kind });
    this.move(1);
  }

  /** Says which source position the next instructions come from. */
  markLine(pos: Position): void {
    const last = this.lines[this.lines.length - 1];
    if (!this.reachable || pos.line === 0) return;
    if (last !== undefined && last.line === pos.line && last.column === pos.column) return;
    if (last !== undefined && last.pc === this.pc) this.lines.pop();
    this.lines.push({ pc: this.pc, line: pos.line, column: pos.column });
  }

  takeSlot(): number {
    this.slots = Math.max(this.slots, this.nextSlot + 1);
    return this.nextSlot++;
  }

  /** Runs `work` and gives back the slots it took. */
  scopeSlots<T>(work: () => T): T {
    const saved = this.nextSlot;
    const result = work();
    this.nextSlot = saved;
    return result;
  }

  finish(name: string, params: number, variadic: boolean): Code {
    return {
      name,
      params,
      variadic,
      locals: this.slots,
      operands: this.highest,
      bytes: Uint8Array.from(this.bytes),
      constants: this.constants,
      handlers: this.handlers,
      lines: this.lines,
      switches: this.switches,
    };
  }

  addConstant(constant: Constant): number {
    const key = getConstantKey(constant);
    const known = key === null ? undefined : this.known.get(key);
    if (known !== undefined) return known;
    if (key !== null) this.known.set(key, this.constants.length);
    return this.constants.push(constant) - 1;
  }

  private move(effect: number): void {
    this.height += effect;
    if (this.reachable) this.highest = Math.max(this.highest, this.height);
  }

  private pushShort(op: Op, value: number): void {
    const limits = op === "load" || op === "store" ? [-0x8000, 0x7fff] : [0, 0xffff];
    if (value < limits[0]! || value > limits[1]!) throw new RangeError("Method code too large!");
    this.bytes.push(value & 255, (value >> 8) & 255);
  }

  private splitWord(value: number): number[] {
    return [value & 255, (value >> 8) & 255, (value >> 16) & 255, (value >> 24) & 255];
  }
}
