// The error every reading failure becomes, and the options a reader is given.
// Messages are the JVM's words; `code` is the stable name programs test for.
// Invariant: line and column name the place at fault, while `opening` names the innermost
// delimiter still open when the text is unbalanced.

import type { Sym } from "./forms.ts";
import type { Resolver } from "./syntax-quote.ts";

export interface ReaderPlace {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

export interface Opening {
  readonly delimiter: string;
  readonly line: number;
  readonly column: number;
}

export interface ReaderOptions {
  /** Shown in errors. */
  readonly file?: string;
  readonly resolver?: Resolver;
  /** Features of reader conditionals besides `default`; genera and clj unless given. */
  readonly features?: readonly string[];
  /** Tells which tags besides inst and uuid have a reader function. */
  readonly knowsTag?: (tag: Sym) => boolean;
}

export class ReaderError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly file: string | null,
    readonly line: number,
    readonly column: number,
    readonly opening: Opening | null = null,
  ) {
    super(message);
    this.name = "ReaderError";
  }
}
