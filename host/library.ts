// What building the library in an empty world is, whoever compiled it: its namespaces are made, and
// the functions of its files run in the order of lang/core/manifest.edn, each before the next is
// made.
//
// The kernel calls Lisp where a primitive misses or raises; the vars it calls are linked here:
// those of the primitives at once, unbound as they are, that of raise when it is bound, because
// the kernel stops with the bare condition as long as there is none.

import { condition, kind, offset, primitiveNumbers, slowPrimitives } from "../gen/tables.ts";
import { type Evaluator, LispBroken, LispThrown } from "./evaluate.ts";
import { addressOf, type Heap, type HeldGroup, NIL, type Word } from "./heap.ts";
import { CORE, type Registry } from "./registry.ts";

const SLOW = "genera.slow";
/** The functions of genera.slow that the kernel itself calls, by their numbers there. */
const KERNEL_VARS = ["raise", "invoke", "call"];

export interface LibraryFile {
  /** Path relative to lang/core. */
  readonly file: string;
  readonly ns: string;
}

/** The namespaces of the library. */
export function librarySpaces(files: readonly LibraryFile[]): ReadonlySet<string> {
  return new Set(files.map((row) => row.ns).concat(CORE, SLOW, "genera.host"));
}

export class LibraryBuilder<R extends Registry = Registry> {
  /** Where the form that was run last stands. */
  place = "";

  constructor(
    readonly registry: R,
    readonly evaluator: Evaluator,
    files: readonly LibraryFile[],
  ) {
    for (const ns of librarySpaces(files)) registry.makeNamespace(ns);
    for (const name of slowPrimitives) {
      const found = registry.varWord(SLOW, name);
      this.heap.call("setSlowVar", primitiveNumbers[name]!, addressOf(found));
    }
  }

  get heap(): Heap {
    return this.registry.heap;
  }

  /** Makes a namespace the root of *ns*, once there is such a var, before a file's functions. */
  begin(ns: string): void {
    const { registry, heap } = this;
    const found = registry.findVar(CORE, "*ns*");
    if (found !== NIL && this.evaluator.isBound(found)) {
      heap.primitive("bind-var", found, registry.makeNamespace(ns));
    }
  }

  /** Runs the functions of a file. */
  runFile({ file, ns }: LibraryFile, next: () => Word | null): void {
    this.begin(ns);
    let count = 0;
    for (let f = next(); f !== null; f = next()) {
      this.place = `function ${++count} of ${file}`;
      const held: HeldGroup = [];
      this.heap.holdIn(held, () => this.evaluator.run(f!, NIL));
      this.heap.release(held);
    }
    this.end();
  }

  /** Links what the kernel calls, if it is bound by now. */
  protected end(): void {
    KERNEL_VARS.forEach((name, i) => {
      if (!this.isDefined(SLOW, name)) return;
      this.heap.call("setKernelVar", i, addressOf(this.registry.findVar(SLOW, name)));
    });
  }

  /** Is there a value under that name? */
  isDefined(ns: string, name: string): boolean {
    const found = this.registry.findVar(ns, name);
    return found !== NIL && this.evaluator.isBound(found);
  }

  /** The words of an error, with its place if it has one. */
  explain(error: unknown): string {
    if (error instanceof LispThrown) return this.describeThrowable(error.word);
    if (error instanceof LispBroken) return this.describeBroken(error);
    if (error instanceof Error && error.message === "unreachable") {
      const code = this.heap.kernel.readContext("code");
      const name = Object.entries(primitiveNumbers).find(([, n]) => n === code)?.[0];
      return `the kernel stopped, perhaps in primitive ${name}, which may have no function`;
    }
    return (error as Error).stack ?? String(error);
  }

  /** Words for a condition that Lisp could not handle. */
  describeBroken(error: LispBroken): string {
    const name = Object.entries(condition).find(([, code]) => code === error.condition)?.[0];
    if (name === undefined) return error.message;
    const shown = error.operands.map((word) => this.describe(word)).join(" ");
    const last = Object.entries(primitiveNumbers).find(([, n]) => n === error.primitive)?.[0];
    return `${error.message}: ${name} ${shown}; the last primitive that had to wait was ${last}`;
  }

  /** Class and message of an exception. */
  describeThrowable(word: bigint): string {
    const { heap } = this;
    const type = heap.field(word, offset.throwable.type);
    const name = heap.readString(heap.field(type, offset.type.name));
    const message = heap.field(word, offset.throwable.message);
    return heap.isString(message) ? `${name}: ${heap.readString(message)}` : name;
  }

  /** A word as text, for messages of the build: strings, else the kind. */
  protected describe(word: Word): string {
    const { heap } = this;
    if (heap.isString(word)) return heap.readString(word);
    if (heap.isKind(word, kind.throwable)) return this.describeThrowable(word);
    const found = Object.entries(kind).find(([, n]) => n === heap.kindOf(word))?.[0];
    return `<${found}>`;
  }
}
