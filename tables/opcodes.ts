// Opcodes: one row per instruction, with its number for ever (numbers are never reused).
//
// From a row follow the enum for kernel and host, the assembler and disassembler, the
// stack-effect check of the verifier, docs/opcodes.md and the load map of an image.
// An instruction is its opcode byte followed by its operands, each of a fixed length.
// `pops: 'n'` pops as many as the operand named n says (and the function below them, for calls).
//
// Sections: *stable* instructions may appear in images; *internal* ones are written by the
// kernel over the first byte of a known sequence when code is loaded (quickening) and never
// leave the process. The original operands stay in place, so every pc keeps its meaning.
//
// A *fused* instruction stands for the first of several and saves the dispatches of the others,
// which lie behind it unchanged: to everyone but the interpreter it is the first one. The verifier
// sees to it that the others are there, and compilers write it wherever they are.

export type OperandKind =
  | "slot" // i16: arguments negative, locals from 0
  | "constant" // u16: index into the code object's constants
  | "count" // u16
  | "integer" // i32
  | "target" // i32: from the start of this instruction
  | "primitive"; // u16

export const operandBytes: Readonly<Record<OperandKind, number>> = {
  slot: 2,
  constant: 2,
  count: 2,
  integer: 4,
  target: 4,
  primitive: 2,
};

export interface Opcode {
  readonly name: string;
  readonly number: number;
  readonly operands: readonly (readonly [string, OperandKind])[];
  readonly pops: number | "n";
  readonly pushes: number;
  /** May run Lisp or collect: its return point is a safepoint. */
  readonly safepoint?: true;
  /** Control never continues with the next instruction. */
  readonly ends?: true;
  readonly internal?: true;
  /** The instructions that it and those behind it are, if it does several in one dispatch. */
  readonly fuses?: readonly string[];
  readonly doc: string;
}

type Row = Omit<Opcode, "number" | "operands" | "doc">;
const row = (
  number: number,
  name: string,
  operands: Opcode["operands"],
  effect: Row | Omit<Row, "name">,
  doc: string,
): Opcode => ({ ...effect, name, number, operands, doc });

const push = { pops: 0, pushes: 1 } as const;
const binary = { pops: 2, pushes: 1, safepoint: true } as const;
const unary = { pops: 1, pushes: 1, safepoint: true } as const;
const test = { pops: 1, pushes: 1 } as const;

const make: Opcode["operands"] = [
  ["k", "constant"],
  ["n", "count"],
];

/** A load that goes on with the instructions that it says follow it. */
const fused = (number: number, ...next: readonly string[]): Opcode => {
  const fuses = ["load", ...next];
  const effect = { pops: 0, pushes: 1, fuses };
  return row(number, fuses.join("-"), [["s", "slot"]], effect, `Does ${fuses.join(", ")} at once.`);
};

export const opcodes: readonly Opcode[] = [
  row(0, "nil", [], push, "Push nil."),
  row(1, "true", [], push, "Push true."),
  row(2, "false", [], push, "Push false."),
  row(3, "integer", [["n", "integer"]], push, "Push a small integer."),
  row(4, "constant", [["k", "constant"]], push, "Push a constant."),
  row(5, "load", [["s", "slot"]], push, "Push a slot."),
  row(6, "store", [["s", "slot"]], { pops: 1, pushes: 0 }, "Pop into a slot."),
  row(7, "closed", [["i", "count"]], push, "Push a value the running function closed over."),
  row(8, "self", [], push, "Push the running function."),
  row(
    9,
    "global",
    [["k", "constant"]],
    { ...push, safepoint: true },
    "Push a var's value; its dynamic binding first.",
  ),
  row(10, "pop", [], { pops: 1, pushes: 0 }, "Drop the top."),
  row(11, "dup", [], { pops: 1, pushes: 2 }, "Push the top again."),
  row(12, "jump", [["to", "target"]], { pops: 0, pushes: 0, ends: true }, "Go on at a target."),
  row(
    13,
    "jump-back",
    [["to", "target"]],
    { pops: 0, pushes: 0, ends: true, safepoint: true },
    "Go back to a loop header; charges a reduction.",
  ),
  row(14, "jump-false", [["to", "target"]], { pops: 1, pushes: 0 }, "Go if nil or false."),
  row(15, "jump-true", [["to", "target"]], { pops: 1, pushes: 0 }, "Go if neither nil nor false."),
  row(16, "jump-nil", [["to", "target"]], { pops: 1, pushes: 0 }, "Go if nil."),
  row(
    17,
    "switch",
    [
      ["k", "constant"],
      ["to", "target"],
    ],
    { pops: 1, pushes: 0 },
    "Go where a constant node of keys and targets by turns says, else to the default target; " +
      "one element more says that the keys are in order, all integers or all characters.",
  ),
  row(
    18,
    "call",
    [["n", "count"]],
    { pops: "n", pushes: 1, safepoint: true },
    "Call the function below n arguments.",
  ),
  row(
    19,
    "call-rest",
    [["n", "count"]],
    { pops: "n", pushes: 1, safepoint: true },
    "Call with n arguments, the last of which is the sequence of the rest arguments.",
  ),
  row(20, "return", [], { pops: 1, pushes: 0, ends: true }, "Answer the top to the caller."),
  row(
    21,
    "throw",
    [],
    { pops: 1, pushes: 0, ends: true, safepoint: true },
    "Throw the top; handlers are searched with all frames in place.",
  ),
  row(
    22,
    "closure",
    [
      ["k", "constant"],
      ["n", "count"],
    ],
    { pops: "n", pushes: 1 },
    "Make a function from a template and n closed-over values.",
  ),
  row(
    23,
    "close",
    [["i", "count"]],
    { pops: 2, pushes: 0 },
    "Store the top as a closed-over value of the function below it (letfn).",
  ),
  row(
    24,
    "primitive",
    [["p", "primitive"]],
    { pops: "n", pushes: 1, safepoint: true },
    "Run a primitive on as many arguments as its row says.",
  ),
  row(25, "add", [], binary, "x + y; throws past 64 bits."),
  row(26, "subtract", [], binary, "x - y; throws past 64 bits."),
  row(27, "multiply", [], binary, "x * y; throws past 64 bits."),
  row(28, "less", [], binary, "x < y."),
  row(29, "less-equal", [], binary, "x <= y."),
  row(30, "greater", [], binary, "x > y."),
  row(31, "greater-equal", [], binary, "x >= y."),
  row(32, "number-equal", [], binary, "x == y."),
  row(33, "equal", [], binary, "x = y."),
  row(34, "increment", [], unary, "x + 1; throws past 64 bits."),
  row(35, "decrement", [], unary, "x - 1; throws past 64 bits."),
  row(36, "identical", [], { pops: 2, pushes: 1 }, "Push whether both are one object."),
  row(37, "not", [], test, "true for nil and false."),
  row(38, "is-nil", [], test, "Push whether it is nil."),
  row(
    39,
    "set-var",
    [["k", "constant"]],
    { pops: 1, pushes: 1, safepoint: true },
    "Set a var's thread binding (set!).",
  ),
  row(
    40,
    "invoke",
    [
      ["k", "constant"],
      ["n", "count"],
    ],
    { pops: "n", pushes: 1, safepoint: true },
    "Call the method the first of n arguments has for a keyword; its place is below them.",
  ),
  row(
    41,
    "field",
    [["i", "count"]],
    { pops: 1, pushes: 1 },
    "Push field i of an instance or record, whose type the compiler knows.",
  ),
  fused(42, "load", "add"),
  fused(43, "add"),
  fused(44, "load", "subtract"),
  fused(45, "subtract"),
  fused(46, "load", "multiply"),
  fused(47, "multiply"),
  fused(48, "load", "less"),
  fused(49, "load", "less-equal"),
  fused(50, "load", "greater"),
  fused(51, "load", "greater-equal"),
  fused(52, "load", "number-equal"),
  fused(53, "increment"),
  fused(54, "decrement"),
  fused(55, "jump-false"),
  fused(56, "jump-nil"),
  fused(57, "return"),
  fused(58, "primitive"),
  row(59, "array-get", [], binary, "Element of an array at an index."),
  row(
    60,
    "array-set",
    [],
    { pops: 3, pushes: 1, safepoint: true },
    "Store a value into an array at an index; push it again.",
  ),
  row(61, "instance", make, { pops: "n", pushes: 1 }, "Make an instance of a type from n fields."),
  row(
    62,
    "mutable-instance",
    make,
    { pops: "n", pushes: 1 },
    "Make an instance whose fields can be set.",
  ),
  row(63, "record", make, { pops: "n", pushes: 1 }, "Make a record of a type from n fields."),
  fused(64, "load", "array-get"),
  fused(65, "array-get"),
  fused(66, "load", "primitive"),
];
