// What the kernel must know of finished bytecode at each safepoint: how many operands lie on the
// frame and which slots hold a value that is still read (docs/decisions/002).
//
// Works on bytes, not on the compiler's own data, so every producer of bytecode can use it. Slot
// sets are bigints: bit 0 is the closure slot, then the parameters, then the locals.
//
// Invariants: rows come in order of pc, and there is one for pc 0, for the return point of every
// safepoint instruction and for the target of every jump back. A row's height does not count the
// result that the instruction is going to push; where a loop begins at a return point, it is the
// return point's.

import { type Instruction, instructions, primitiveArguments } from "../gen/tables";

export interface HandlerRow {
  readonly start: number;
  readonly end: number;
  readonly handler: number;
  readonly height: number;
  readonly kind: number;
}

export interface LivenessRow {
  readonly pc: number;
  readonly height: number;
  readonly live: bigint;
}

export interface Liveness {
  readonly rows: readonly LivenessRow[];
  /** The most operands the frame ever holds. */
  readonly maximum: number;
}

export interface CodeShape {
  readonly parameters: number;
  readonly locals: number;
  readonly handlers: readonly HandlerRow[];
  /** Targets that a switch can reach besides its default, by the pc of the switch. */
  readonly switchTargets?: ReadonlyMap<number, readonly number[]>;
}

interface Step {
  readonly pc: number;
  readonly end: number;
  readonly instruction: Instruction;
  readonly operands: readonly number[];
  readonly pops: number;
  readonly successors: readonly number[];
  readonly uses: bigint;
  readonly defines: bigint;
}

const byNumber = new Map(instructions.map((i) => [i.number, i]));

/** Bit of a slot operand: arguments are negative, locals count from 0. */
function bitOfSlot(slot: number, parameters: number): bigint {
  return 1n << BigInt(1 + parameters + slot);
}

function readOperands(view: DataView, pc: number, instruction: Instruction): number[] {
  let at = pc + 1;
  return instruction.operands.map(([, kind, bytes]) => {
    const from = at;
    at += bytes;
    if (bytes === 4) return view.getInt32(from, true);
    return kind === "slot" ? view.getInt16(from, true) : view.getUint16(from, true);
  });
}

function countPops(instruction: Instruction, operands: readonly number[]): number {
  if (instruction.pops !== "n") return instruction.pops;
  const index = instruction.operands.findIndex(([, kind]) => kind === "primitive");
  if (index >= 0) return primitiveArguments[operands[index] as number] ?? 0;
  const n = operands[instruction.operands.findIndex(([name]) => name === "n")] as number;
  const takesFunction = instruction.name.startsWith("call") || instruction.name === "invoke";
  return takesFunction ? n + 1 : n;
}

function decodeStep(view: DataView, pc: number, shape: CodeShape): Step {
  const instruction = byNumber.get(view.getUint8(pc));
  if (instruction === undefined) throw new Error(`no instruction ${view.getUint8(pc)} at ${pc}`);
  const operands = readOperands(view, pc, instruction);
  const end = instruction.operands.reduce((n, [, , bytes]) => n + bytes, pc + 1);
  const target = instruction.operands.findIndex(([, kind]) => kind === "target");
  const jumps = target < 0 ? [] : [pc + (operands[target] as number)];
  const cases = shape.switchTargets?.get(pc) ?? [];
  const isSwitch = instruction.name === "switch";
  const falls = instruction.ends || isSwitch ? [] : [end];
  const slot = instruction.name === "load" || instruction.name === "store";
  const bit = slot ? bitOfSlot(operands[0] as number, shape.parameters) : 0n;
  const readsClosure = instruction.name === "closed" || instruction.name === "self";
  return {
    pc,
    end,
    instruction,
    operands,
    pops: countPops(instruction, operands),
    successors: [...falls, ...jumps, ...cases],
    uses: readsClosure ? 1n : instruction.name === "load" ? bit : 0n,
    defines: instruction.name === "store" ? bit : 0n,
  };
}

function decode(code: Uint8Array, shape: CodeShape): Step[] {
  const view = new DataView(code.buffer, code.byteOffset, code.byteLength);
  const steps: Step[] = [];
  for (let pc = 0; pc < code.length; ) {
    const step = decodeStep(view, pc, shape);
    steps.push(step);
    pc = step.end;
  }
  return steps;
}

/** Operand height before each instruction; throws where two ways to it disagree. */
function computeHeights(steps: readonly Step[], shape: CodeShape): Map<number, number> {
  const heights = new Map<number, number>([[0, 0]]);
  const reach = (pc: number, height: number, from: string): void => {
    const known = heights.get(pc);
    if (known !== undefined && known !== height) {
      throw new Error(`height at ${pc} is ${known}, but ${height} from ${from}`);
    }
    heights.set(pc, height);
  };
  for (const row of shape.handlers) reach(row.handler, row.height + 1, "a handler row");
  for (const step of steps) {
    const height = heights.get(step.pc);
    if (height === undefined) throw new Error(`nothing before ${step.pc} leads to it`);
    if (height < step.pops) throw new Error(`${step.instruction.name} at ${step.pc} pops too much`);
    const after = height - step.pops + step.instruction.pushes;
    for (const to of step.successors) reach(to, after, `${step.instruction.name} at ${step.pc}`);
  }
  return heights;
}

/** Live slots before each instruction, by a backward dataflow repeated until nothing changes. */
function computeLive(steps: readonly Step[], shape: CodeShape): Map<number, bigint> {
  const live = new Map<number, bigint>();
  const liveAt = (pc: number): bigint => live.get(pc) ?? 0n;
  for (let changed = true; changed; ) {
    changed = false;
    for (const step of steps.toReversed()) {
      let out = step.successors.reduce((set, pc) => set | liveAt(pc), 0n);
      out = (out & ~step.defines) | step.uses;
      for (const row of shape.handlers) {
        if (row.start <= step.pc && step.pc < row.end) out |= liveAt(row.handler);
      }
      if (out !== liveAt(step.pc)) {
        live.set(step.pc, out);
        changed = true;
      }
    }
  }
  return live;
}

/** Slots live after a safepoint instruction: its successors' and its handlers'. */
function liveAfter(step: Step, shape: CodeShape, live: ReadonlyMap<number, bigint>): bigint {
  const handlers = shape.handlers.filter((r) => r.start <= step.pc && step.pc < r.end);
  return [...step.successors, ...handlers.map((row) => row.handler)].reduce(
    (set, pc) => set | (live.get(pc) ?? 0n),
    0n,
  );
}

/** The rows that a code object's liveness holds, and its greatest operand height. */
export function computeLiveness(code: Uint8Array, shape: CodeShape): Liveness {
  const steps = decode(code, shape);
  const heights = computeHeights(steps, shape);
  const live = computeLive(steps, shape);
  const rows = new Map<number, LivenessRow>();
  const add = (pc: number, height: number, slots: bigint): void => {
    const known = rows.get(pc) ?? { height, live: 0n };
    rows.set(pc, { pc, height: Math.min(height, known.height), live: slots | known.live });
  };
  add(0, 0, live.get(0) ?? 0n);
  let maximum = 0;
  for (const step of steps) {
    const height = heights.get(step.pc) as number;
    maximum = Math.max(maximum, height, height - step.pops + step.instruction.pushes);
    if (!step.instruction.safepoint) continue;
    const back = step.instruction.name === "jump-back";
    if (back) add(step.pc + (step.operands[0] as number), height, liveAfter(step, shape, live));
    else add(step.end, height - step.pops, liveAfter(step, shape, live));
  }
  return { rows: [...rows.values()].sort((a, b) => a.pc - b.pc), maximum };
}

/** The bytes of a code object's liveness (kernel/vm/code.ts). */
export function encodeLiveness(rows: readonly LivenessRow[], slots: number): Uint8Array {
  const bitmap = (slots + 7) >> 3;
  const out = new Uint8Array(rows.length * (6 + bitmap));
  const view = new DataView(out.buffer);
  rows.forEach((row, i) => {
    const at = i * (6 + bitmap);
    view.setUint32(at, row.pc, true);
    view.setUint16(at + 4, row.height, true);
    for (let b = 0; b < bitmap; b++) out[at + 6 + b] = Number((row.live >> BigInt(8 * b)) & 0xffn);
  });
  return out;
}

/** The bytes of a code object's handlers (kernel/vm/code.ts); no loop of ours starts one. */
export function encodeHandlers(rows: readonly HandlerRow[]): Uint8Array {
  const out = new Uint8Array(rows.length * 16);
  const view = new DataView(out.buffer);
  rows.forEach((row, i) => {
    view.setUint32(16 * i, row.start + 1, true);
    view.setUint32(16 * i + 4, row.end, true);
    view.setUint32(16 * i + 8, row.handler, true);
    view.setUint16(16 * i + 12, row.height, true);
    view.setUint16(16 * i + 14, row.kind, true);
  });
  return out;
}
