// The data types the reader produces: one small class per kind of form.
// A form is plain data that exists before any heap does; macros and the compiler consume it.
// Every form keeps its source position beside its content, never inside its metadata, so that
// two forms differing only in position mean the same program.
// The forms that can hold metadata have an `origin`: what a form was made from, if whoever made it
// wants to know that again. It is no part of the form.
// Invariant: forms are not changed after construction; `withMeta` copies. (A list may find out
// what its items are later: most of what a macro gets and gives back is never looked at here.)

/** Where a form begins; lines and columns count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The position of forms that no source text wrote, such as those a macro builds. */
export const NO_POSITION: Position = { line: 0, column: 0 };

export class Sym {
  readonly kind = "sym";
  origin: unknown = undefined;
  constructor(
    readonly ns: string | null,
    readonly name: string,
    readonly pos: Position = NO_POSITION,
    readonly meta: MapForm | null = null,
  ) {}
}

export class Kw {
  readonly kind = "kw";
  constructor(
    readonly ns: string | null,
    readonly name: string,
    readonly pos: Position = NO_POSITION,
  ) {}
}

export class List {
  readonly kind = "list";
  origin: unknown = undefined;
  private parts: readonly Form[] | (() => readonly Form[]);

  /** The items may be given by a function, which is called when they are looked at first. */
  constructor(
    items: readonly Form[] | (() => readonly Form[]),
    readonly pos: Position = NO_POSITION,
    readonly meta: MapForm | null = null,
  ) {
    this.parts = items;
  }

  get items(): readonly Form[] {
    if (typeof this.parts === "function") this.parts = this.parts();
    return this.parts;
  }
}

export class Vec {
  readonly kind = "vec";
  origin: unknown = undefined;
  constructor(
    readonly items: readonly Form[],
    readonly pos: Position = NO_POSITION,
    readonly meta: MapForm | null = null,
  ) {}
}

/** A map literal: keys and values alternate in `items`, in source order. */
export class MapForm {
  readonly kind = "map";
  origin: unknown = undefined;
  constructor(
    readonly items: readonly Form[],
    readonly pos: Position = NO_POSITION,
    readonly meta: MapForm | null = null,
  ) {}
}

/** A set literal, its elements in source order. */
export class SetForm {
  readonly kind = "set";
  origin: unknown = undefined;
  constructor(
    readonly items: readonly Form[],
    readonly pos: Position = NO_POSITION,
    readonly meta: MapForm | null = null,
  ) {}
}

export class Str {
  readonly kind = "str";
  constructor(
    readonly value: string,
    readonly pos: Position = NO_POSITION,
  ) {}
}

/** A character, as its code point. */
export class Char {
  readonly kind = "char";
  constructor(
    readonly code: number,
    readonly pos: Position = NO_POSITION,
  ) {}
}

/** A 64-bit integer. */
export class Int {
  readonly kind = "int";
  constructor(
    readonly value: bigint,
    readonly pos: Position = NO_POSITION,
  ) {}
}

/** An arbitrary-precision integer: written with N, or too large for 64 bits. */
export class BigIntForm {
  readonly kind = "bigint";
  constructor(
    readonly value: bigint,
    readonly pos: Position = NO_POSITION,
  ) {}
}

export class Dbl {
  readonly kind = "dbl";
  constructor(
    readonly value: number,
    readonly pos: Position = NO_POSITION,
  ) {}
}

/** A regular expression, its source exactly as written between the quotes. */
export class Regex {
  readonly kind = "regex";
  constructor(
    readonly source: string,
    readonly pos: Position = NO_POSITION,
  ) {}
}

export class Nil {
  readonly kind = "nil";
  constructor(readonly pos: Position = NO_POSITION) {}
}

export class Bool {
  readonly kind = "bool";
  constructor(
    readonly value: boolean,
    readonly pos: Position = NO_POSITION,
  ) {}
}

/** A heap value a macro put into code; the reader never makes one. */
export class Opaque {
  readonly kind = "opaque";
  constructor(
    readonly handle: unknown,
    readonly pos: Position = NO_POSITION,
  ) {}
}

/** The forms that can carry metadata. */
export type MetaForm = Sym | List | Vec | MapForm | SetForm;
export type Scalar = Kw | Str | Char | Int | BigIntForm | Dbl | Nil | Bool;
export type Form = MetaForm | Scalar | Regex | Opaque;

export function canHoldMeta(form: Form): form is MetaForm {
  switch (form.kind) {
    case "sym":
    case "list":
    case "vec":
    case "map":
    case "set":
      return true;
    default:
      return false;
  }
}

/** Copies `form` with `meta` in place of its own metadata. */
export function withMeta(form: MetaForm, meta: MapForm | null): MetaForm {
  switch (form.kind) {
    case "sym":
      return new Sym(form.ns, form.name, form.pos, meta);
    case "list":
      return new List(form.items, form.pos, meta);
    case "vec":
      return new Vec(form.items, form.pos, meta);
    case "map":
      return new MapForm(form.items, form.pos, meta);
    case "set":
      return new SetForm(form.items, form.pos, meta);
  }
}

/** A name with its namespace. */
export function showName(sym: { readonly ns: string | null; readonly name: string }): string {
  return sym.ns === null ? sym.name : `${sym.ns}/${sym.name}`;
}
