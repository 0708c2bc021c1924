// Builds the library with the seed: compiles the files of lang/core/manifest.edn in order and runs
// each form before the next is compiled.

import { kind, primitiveArguments, primitiveNumbers } from "../../gen/tables.ts";
import { compileUnits } from "../../seed/compile.ts";
import {
  CompileError,
  type CompileOptions,
  ExpansionError,
  type Primitives,
} from "../../seed/compile-scope.ts";
import type { Form } from "../../seed/forms.ts";
import { Reader, ReaderError, readAll } from "../../seed/reader.ts";
import { Evaluator, type HostCall } from "../evaluate.ts";
import { Heap, type HeldGroup, NIL } from "../heap.ts";
import { LibraryBuilder, type LibraryFile, librarySpaces } from "../library.ts";
import { CORE } from "../registry.ts";
import type { Values } from "../values.ts";
import { HeapWorld } from "./world.ts";

/** Number and argument count of each primitive, for the compiler. */
export const primitives: Primitives = new Map(
  Object.entries(primitiveNumbers).map(([name, number]) => [
    name,
    { number, arity: primitiveArguments[number]! },
  ]),
);

/** The files of a manifest, in order. */
export function parseManifest(text: string): LibraryFile[] {
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

export class CoreBuilder extends LibraryBuilder<HeapWorld> {
  constructor(values: Values, files: readonly LibraryFile[], onHost: HostCall) {
    const heap = new Heap(values);
    const evaluator = new Evaluator(heap, onHost);
    super(new HeapWorld(heap, evaluator, librarySpaces(files)), evaluator, files);
  }

  private get world(): HeapWorld {
    return this.registry;
  }

  /** Compiles and runs one file. */
  compileFile(file: string, ns: string, text: string): void {
    const { world, heap } = this;
    this.begin(ns);
    world.enter(ns);
    const options: CompileOptions = { world, primitives, file };
    const reader = new Reader(text, { file, resolver: world });
    for (let form = reader.read(); form !== undefined; form = reader.read()) {
      world.enter(ns);
      const held: HeldGroup = [];
      const top = form;
      this.place = `${file}:${form.pos.line}:${form.pos.column}`;
      heap.holdIn(held, () => {
        for (const unit of compileUnits(top, options)) {
          this.evaluator.run(world.builder.buildFunction(unit, file), NIL);
        }
      });
      heap.release(held);
      world.forms.forget();
    }
    this.end();
  }

  /** The words of an error of compiling or running, with its place. */
  override explain(error: unknown): string {
    const place = (e: { file: string | null; line: number; column: number }) =>
      `${e.file}:${e.line}:${e.column}`;
    if (error instanceof ExpansionError) {
      return `${place(error)}: expanding ${error.macro}: ${this.explain(error.cause)}`;
    }
    if (error instanceof CompileError || error instanceof ReaderError) {
      return `${place(error)}: ${error.message}`;
    }
    return super.explain(error);
  }

  /** A word as text, for messages of the build: scalars and names, else the kind. */
  override describe(word: bigint): string {
    const form = this.world.forms.toForm(word);
    if ("value" in form) return String(form.value);
    if (form.kind === "sym" || form.kind === "kw") {
      const name = form.ns === null ? form.name : `${form.ns}/${form.name}`;
      return form.kind === "kw" ? `:${name}` : name;
    }
    if (form.kind === "nil") return "nil";
    if (this.heap.isKind(word, kind.var)) return `#'${this.world.nameOfVar(word).join("/")}`;
    if (this.heap.isKind(word, kind.throwable)) return this.describeThrowable(word);
    const found = Object.entries(kind).find(([, n]) => n === this.heap.kindOf(word))?.[0];
    return `<${found}>`;
  }
}
