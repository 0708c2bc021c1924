// Primitives: one row per kernel function that Lisp can call, with its number for ever.
//
// From a row follow the kernel's constant PRIM_*, the table of argument counts, the assembler's
// names, docs/primitives.md and the load map of an image. `slow` names the Lisp function that is
// called with the same arguments when the kernel answers MISS (docs/decisions/003).
//
// Invariant: numbers are never reused; a primitive whose row has no `slow` never answers MISS.

export interface Primitive {
  readonly name: string;
  readonly number: number;
  readonly arguments: number;
  /** May allocate, and so ask for a collection. */
  readonly allocates?: true;
  readonly slow?: string;
  readonly doc: string;
}

type Rest = Omit<Primitive, "number" | "name" | "arguments" | "doc">;
const row = (number: number, name: string, args: number, rest: Rest, doc: string): Primitive => ({
  ...rest,
  name,
  number,
  arguments: args,
  doc,
});

const allocates = { allocates: true } as const;

export const primitives: readonly Primitive[] = [
  row(0, "add", 2, allocates, "x + y; throws past 64 bits."),
  row(1, "subtract", 2, allocates, "x - y; throws past 64 bits."),
  row(2, "multiply", 2, allocates, "x * y; throws past 64 bits."),
  row(3, "less", 2, {}, "x < y."),
  row(4, "less-equal", 2, {}, "x <= y."),
  row(5, "greater", 2, {}, "x > y."),
  row(6, "greater-equal", 2, {}, "x >= y."),
  row(7, "number-equal", 2, {}, "x == y."),
  row(8, "equal", 2, { slow: "lang.core/slow-equal" }, "x = y."),
  row(9, "increment", 1, allocates, "x + 1; throws past 64 bits."),
  row(10, "decrement", 1, allocates, "x - 1; throws past 64 bits."),
  row(11, "dynamic-value", 1, { slow: "lang.core/slow-dynamic-value" }, "Value of a dynamic var."),
  row(12, "set-dynamic", 2, { slow: "lang.core/slow-set-dynamic" }, "Sets a thread binding."),
  row(13, "identical", 2, {}, "Are both one object?"),
  row(14, "class-kind", 1, {}, "The kind number of a value; fixnums and flonums are -1 and -2."),
  row(15, "first", 1, { slow: "lang.core/slow-first" }, "The first element of a sequence."),
  row(16, "rest", 1, { slow: "lang.core/slow-rest" }, "What follows the first element."),
  row(17, "cons", 2, { ...allocates, slow: "lang.core/slow-cons" }, "x in front of a sequence."),
];
