// Builds the core library in an empty world: compiles the files of lang/core/manifest.edn in
// order and runs each form before the next is compiled.
//
// The kernel calls Lisp where a primitive misses or raises; the vars it calls are linked here:
// those of the primitives at once, unbound as they are, that of raise when it is bound, because
// the kernel stops with the bare condition as long as there is none.

import {
  condition,
  kind,
  offset,
  primitiveArguments,
  primitiveNumbers,
  slowPrimitives,
} from "../gen/tables.ts";
import { compileUnits, compileWhole } from "../seed/compile.ts";
import {
  CompileError,
  type CompileOptions,
  ExpansionError,
  type Primitives,
} from "../seed/compile-scope.ts";
import type { Form } from "../seed/forms.ts";
import { Reader, ReaderError, readAll } from "../seed/reader.ts";
import { Evaluator, type HostCall, LispBroken, LispThrown } from "./evaluate.ts";
import { addressOf, Heap, type HeldGroup, NIL } from "./heap.ts";
import type { Values } from "./values.ts";
import { HeapWorld } from "./world.ts";

const CORE = "clojure.core";
const SLOW = "genera.slow";
/** The functions of genera.slow that the kernel itself calls, by their numbers there. */
const KERNEL_VARS = ["raise", "invoke", "call"];

/** Number and argument count of each primitive, for the compiler. */
export const compilerPrimitives: Primitives = new Map(
  Object.entries(primitiveNumbers).map(([name, number]) => [
    name,
    { number, arity: primitiveArguments[number]! },
  ]),
);

export interface CoreFile {
  /** Path relative to lang/core. */
  readonly file: string;
  readonly ns: string;
}

/** The files of a manifest, in order. */
export function parseManifest(text: string): CoreFile[] {
  const rows = readAll(text)[0];
  if (rows?.kind !== "vec") throw new Error("the manifest is no vector");
  return rows.items.map((row) => {
    const get = (name: string): Form | undefined => {
      if (row.kind !== "map") return undefined;
      const at = row.items.findIndex(
        (key, i) => i % 2 === 0 && key.kind === "kw" && key.name === name,
      );
      return at < 0 ? undefined : row.items[at + 1];
    };
    const file = get("file");
    const ns = get("ns");
    if (file?.kind !== "str") throw new Error("a row of the manifest has no :file");
    return { file: file.value, ns: ns?.kind === "sym" ? ns.name : CORE };
  });
}

export class CoreBuilder {
  readonly heap: Heap;
  readonly world: HeapWorld;
  readonly evaluator: Evaluator;
  private readonly namespaces: ReadonlySet<string>;
  /** Where the form that was run last stands. */
  place = "";

  constructor(values: Values, files: readonly CoreFile[], onHost: HostCall) {
    this.heap = new Heap(values);
    this.evaluator = new Evaluator(this.heap, onHost);
    const core = new Set(files.map((row) => row.ns).concat(CORE, SLOW, "genera.host"));
    this.namespaces = core;
    this.world = new HeapWorld(this.heap, this.evaluator, { core });
    for (const ns of core) this.world.makeNamespace(ns);
    const slow = this.world.makeNamespace(SLOW);
    for (const name of slowPrimitives) {
      const found = this.world.internVar(slow, name);
      this.heap.call("setSlowVar", primitiveNumbers[name]!, addressOf(found));
    }
  }

  /** Compiles and runs one file; `each` sees every value that a form gives. */
  compileFile(file: string, ns: string, text: string, each?: (value: bigint) => void): void {
    const { world, heap } = this;
    world.enter(world.makeNamespace(ns));
    this.bindNamespace();
    const options: CompileOptions = { world, primitives: compilerPrimitives, file };
    const reader = new Reader(text, { file, resolver: world });
    for (let form = reader.read(); form !== undefined; form = reader.read()) {
      world.enter(world.makeNamespace(ns));
      const held: HeldGroup = [];
      const top = form;
      this.place = `${file}:${form.pos.line}:${form.pos.column}`;
      heap.holdIn(held, () => {
        for (const unit of compileUnits(top, options)) {
          const f = world.builder.buildFunction(unit.template, file);
          const value = this.evaluator.run(f, NIL);
          each?.(value);
        }
      });
      heap.release(held);
      world.forms.forget();
    }
    this.linkKernelVars();
  }

  /** The value of a form in the current namespace, held. */
  evaluate(form: Form): bigint {
    const options: CompileOptions = { world: this.world, primitives: compilerPrimitives };
    const f = this.world.builder.buildFunction(compileWhole(form, options), null);
    return this.evaluator.run(f, NIL);
  }

  /** Is there a value under that name? */
  isDefined(ns: string, name: string): boolean {
    const found = this.world.findVar(ns, name);
    return found !== NIL && this.evaluator.isBound(found);
  }

  /** Makes the namespace being compiled the root of *ns*, once there is such a var. */
  private bindNamespace(): void {
    const { world, heap } = this;
    const found = world.findVar(CORE, "*ns*");
    if (found !== NIL && this.evaluator.isBound(found)) {
      heap.primitive("bind-var", found, world.namespaceWord);
    }
  }

  private linkKernelVars(): void {
    KERNEL_VARS.forEach((name, i) => {
      if (!this.isDefined(SLOW, name)) return;
      this.heap.call("setKernelVar", i, addressOf(this.world.findVar(SLOW, name)));
    });
  }

  /** Lets every namespace of the library see what clojure.core makes public. */
  finish(): void {
    this.world.referCore(this.namespaces);
  }

  /** The words of an error of compiling or running, with its place. */
  explain(error: unknown): string {
    const place = (e: { file: string | null; line: number; column: number }) =>
      `${e.file}:${e.line}:${e.column}`;
    if (error instanceof ExpansionError) {
      return `${place(error)}: expanding ${error.macro}: ${this.explain(error.cause)}`;
    }
    if (error instanceof CompileError || error instanceof ReaderError) {
      return `${place(error)}: ${error.message}`;
    }
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

  /** A word as text, for messages of the build: scalars and names, else the kind. */
  describe(word: bigint): string {
    const form = this.world.forms.toForm(word);
    if ("value" in form) return String(form.value);
    if (form.kind === "sym" || form.kind === "kw") {
      const name = form.ns === null ? form.name : `${form.ns}/${form.name}`;
      return form.kind === "kw" ? `:${name}` : name;
    }
    if (form.kind === "nil") return "nil";
    if (this.heap.isKind(word, kind.var)) return `#'${this.world.nameOfVar(word)}`;
    if (this.heap.isKind(word, kind.throwable)) return this.describeThrowable(word);
    const found = Object.entries(kind).find(([, n]) => n === this.heap.kindOf(word))?.[0];
    return `<${found}>`;
  }
}
