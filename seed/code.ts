// What the seed compiler produces: templates and code objects as plain data, before any heap.
// The image builder turns a Template into a `template` object and a Code into a `code` object
// (tables/layouts); the liveness pass reads the same bytes.
//
// Slots: of n parameters, parameter i is slot i - n, so that -1 is the last one; slot -(n + 1) is
// the running function itself; locals count from 0 (docs/decisions/002). A variadic code's last
// parameter is the sequence of rest arguments, or nil.
// Invariants: jump targets are relative to the start of their instruction and stay inside the
// bytes; handler rows stand innermost first; line rows ascend by pc, a row holding until the next.

import type { Form } from "./forms.ts";

export type Constant =
  | { readonly kind: "form"; readonly form: Form }
  | { readonly kind: "var"; readonly ns: string; readonly name: string }
  | { readonly kind: "class"; readonly name: string }
  | { readonly kind: "template"; readonly template: Template }
  | { readonly kind: "switch"; readonly rows: readonly SwitchRow[] };

/** A value of a `switch`; the target is relative to the start of the switch instruction. */
export interface SwitchRow {
  readonly value: Form;
  readonly target: number;
}

export const CATCH = 0;
export const FINALLY = 1;

/**
 * Where a throw in [start, end) goes on: operands are cut to `height`, the exception is pushed.
 * The pc looked up is that of the throwing instruction, not of the one after it.
 */
export interface HandlerRow {
  readonly start: number;
  readonly end: number;
  readonly handler: number;
  readonly height: number;
  /** CATCH or FINALLY. */
  readonly kind: number;
}

export interface LineRow {
  readonly pc: number;
  readonly line: number;
  readonly column: number;
}

export interface Code {
  readonly name: string;
  /** All parameters, the rest parameter included. */
  readonly params: number;
  readonly variadic: boolean;
  readonly locals: number;
  /** The most operands on the stack at any time. */
  readonly operands: number;
  readonly bytes: Uint8Array;
  readonly constants: readonly Constant[];
  readonly handlers: readonly HandlerRow[];
  readonly lines: readonly LineRow[];
  /** Where switch instructions begin, and the index of each one's rows. */
  readonly switches: readonly { readonly pc: number; readonly constant: number }[];
}

export interface Template {
  readonly name: string;
  /** Code of fixed arity, by ascending number of parameters. */
  readonly arities: readonly Code[];
  readonly rest: Code | null;
}
