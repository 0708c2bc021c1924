// What the compiler knows around a form: the world of namespaces, the locals in sight, the
// function being compiled, and what becomes of the form's value.
// Invariants: a Local belongs to exactly one scope; another scope reaches it only by closing over
// it, by value, through every scope in between; environments are never changed, only extended.

import { Emitter, type Label } from "./emit.ts";
import type { Form, List, Sym } from "./forms.ts";

export interface VarRef {
  readonly kind: "var";
  readonly ns: string;
  readonly name: string;
  readonly macro: boolean;
  readonly dynamic: boolean;
  /** Name of the primitive that a call with `count` arguments comes to, if it does no more. */
  readonly inline?: (count: number) => string | null;
}

export interface ClassRef {
  readonly kind: "class";
  readonly name: string;
}

/** Namespaces and macros: a fake in tests, the heap later. */
export interface World {
  currentNs(): string;
  /** A static member of a class is a var of a namespace named by the class. */
  resolve(sym: Sym): VarRef | ClassRef | null;
  expand(macro: VarRef, form: List, env: readonly string[]): Form;
  /** Makes sure that the var exists from here on. */
  declareVar(ns: string, name: string): void;
  /** Makes a new class of that name, which it names from here on. */
  declareClass(name: string): void;
  /** The full name of the namespace that an alias or a name stands for here. */
  findNamespace(name: string): string | null;
}

/** Name -> number and number of arguments of each primitive. */
export type Primitives = ReadonlyMap<string, { readonly number: number; readonly arity: number }>;

export interface CompileOptions {
  readonly world: World;
  readonly primitives: Primitives;
  readonly file?: string;
}

/** A form that cannot be compiled; line and column are those of the innermost list around it. */
export class CompileError extends Error {
  constructor(
    message: string,
    readonly file: string | null,
    readonly line: number,
    readonly column: number,
  ) {
    super(message);
    this.name = "CompileError";
  }
}

/** A macro threw; `cause` is what the world's `expand` threw. */
export class ExpansionError extends Error {
  constructor(
    readonly macro: string,
    override readonly cause: unknown,
    readonly file: string | null,
    readonly line: number,
    readonly column: number,
  ) {
    super(`expanding ${macro}`);
    this.name = "ExpansionError";
  }
}

/** Where a local lives: a slot, the running function, or a field of a slot's object. */
export type Access =
  | { readonly kind: "slot"; readonly slot: number }
  | { readonly kind: "self" }
  | { readonly kind: "field"; readonly self: Local; readonly index: number };

export interface Local {
  readonly name: string;
  readonly scope: Scope;
  readonly access: Access;
}

export type Env = { readonly local: Local; readonly next: Env } | null;

/** The function being compiled; its arities share `closed` and each have an emitter. */
export class Scope {
  emitter = new Emitter();
  readonly closed: Local[] = [];
  constructor(
    readonly name: string,
    readonly parent: Scope | null,
  ) {}
}

/** Answers the place of `item` in `list`, to which it is added if it is new. */
export function indexIn<T>(list: T[], item: T): number {
  const index = list.indexOf(item);
  return index < 0 ? list.push(item) - 1 : index;
}

/** The target of recur; `locals` are stored before the jump. */
export interface Loop {
  readonly label: Label;
  readonly locals: readonly Local[];
  /** A try stands between the loop and here. */
  readonly acrossTry: boolean;
}

/**
 * What becomes of a form's value (left on the stack, dropped, returned), and what recur may
 * jump to: null unless the form is in tail position of a loop or function.
 */
export interface Context {
  readonly use: "value" | "drop" | "return";
  readonly loop: Loop | null;
}

export const VALUE: Context = { use: "value", loop: null };
export const DROP: Context = { use: "drop", loop: null };

export function findLocal(env: Env, name: string): Local | null {
  for (let at = env; at !== null; at = at.next) if (at.local.name === name) return at.local;
  return null;
}

export function listNames(env: Env): string[] {
  const names: string[] = [];
  for (let at = env; at !== null; at = at.next) names.push(at.local.name);
  return names;
}
