// The seed compiler at run time, over the heap of a running world: it compiles forms that Lisp
// hands over and texts that are opened here, and expands macros. Everything runs while the actor
// that asked waits; macros run in actors of their own, under its bindings.
//
// A source is a text that gives one function of no arguments after the other: one for each
// top-level form, or for each part of a top-level `do`, compiled only when it is asked for, so
// that what came before has been run.
//
// Invariants: a piece of work enters its namespace and leaves it again, so that macros may compile
// in turn; the words that a source's form came from are held until the source is done with it.

import { compileUnits, compileWhole, Compiler as FormCompiler, type Unit } from "../seed/compile";
import type { CompileOptions } from "../seed/compile-scope";
import type * as F from "../seed/forms";
import { Reader } from "../seed/reader";
import { type ErrorNote, toThrown } from "./compiler_errors";
import { compilerPrimitives } from "./core";
import type { Evaluator } from "./evaluate";
import type { Heap, HeldGroup } from "./heap";
import type { Address, Word } from "./kernel";
import type { HeapWorld } from "./world";

const NO_FILE = "NO_SOURCE_PATH";
const ACTOR_BINDINGS = 48; // kernel/vm/frame.ts

interface Source {
  readonly file: string;
  readonly reader: Reader;
  readonly held: HeldGroup;
  units: Generator<Unit> | null;
}

/** Who asks: the namespace object that names are resolved in, and the actor that waits. */
export interface Asker {
  readonly namespace: Word;
  readonly actor: Address;
}

export class Compiler {
  private readonly sources = new Map<number, Source>();
  private lastNumber = 0;
  /** Texts that are in no file, by the name they go by: the newest of each name. */
  readonly texts = new Map<string, string>();

  constructor(
    readonly heap: Heap,
    readonly evaluator: Evaluator,
    readonly world: HeapWorld,
    /** Features of reader conditionals, if the command line gives them. */
    readonly features: readonly string[] | undefined,
    /** Where notes on the exceptions made here go, by their message. */
    private readonly notes: Map<string, ErrorNote>,
  ) {}

  /**
   * Does a piece of work for an actor; words that it holds belong to `held`, or live until its
   * end. What the reader and the compiler throw becomes an exception of Lisp.
   */
  within<T>({ namespace, actor }: Asker, held: HeldGroup | null, work: () => T): T {
    const { heap, world } = this;
    const { exports } = heap.kernel;
    const own: HeldGroup = [];
    const before = world.leave();
    const share = (word: Word) => heap.hold(heap.kernel.check(exports.publish(actor, word)));
    try {
      heap.holdIn(own, () => {
        const bindings = heap.word(actor + ACTOR_BINDINGS);
        world.enter(share(namespace), share(bindings));
      });
      return heap.holdIn(held ?? own, work);
    } catch (error) {
      throw toThrown(world, error, true, this.notes);
    } finally {
      world.restore(before);
      this.release(own);
    }
  }

  private release(group: HeldGroup): void {
    this.heap.release(group);
    this.world.forms.forget();
  }

  private options(file: string | null): CompileOptions {
    const { world } = this;
    return { world, primitives: compilerPrimitives, ...(file === null ? {} : { file }) };
  }

  /** The value of a heap word that is a form, sequences made lists. */
  private toForm(asker: Asker, value: Word): F.Form {
    const { kernel } = this.heap;
    const shared = this.heap.hold(kernel.check(kernel.exports.publish(asker.actor, value)));
    return this.world.forms.toForm(this.world.realize(shared));
  }

  /** The function that evaluates a form, which is a value of the heap and no `do`. */
  compileForm(asker: Asker, value: Word, file: string | null): Word {
    return this.within(asker, null, () => {
      const unit = compileWhole(this.toForm(asker, value), this.options(file));
      return this.world.builder.buildFunction(unit, file);
    });
  }

  /** One step of macro expansion; the value itself when it is no macro call. */
  expandOnce(asker: Asker, value: Word): Word {
    return this.within(asker, null, () => {
      const form = this.toForm(asker, value);
      const head = form.kind === "list" ? form.items[0] : undefined;
      if (form.kind !== "list" || head?.kind !== "sym") return value;
      const compiler = new FormCompiler(this.options(null));
      if (form.pos.line > 0) compiler.pos = form.pos;
      const expanded = compiler.expandForm(form, head);
      return expanded === form ? value : this.heap.promote(this.world.forms.toWord(expanded));
    });
  }

  private makeReader(text: string, file: string): Reader {
    const { world, features } = this;
    const options = { file, resolver: world, knowsTag: () => true };
    return new Reader(text, features === undefined ? options : { ...options, features });
  }

  open(text: string, file: string): number {
    if (file === NO_FILE) this.texts.set(file, text);
    const reader = this.makeReader(text, file);
    this.sources.set(++this.lastNumber, { file, reader, held: [], units: null });
    return this.lastNumber;
  }

  /** The next function of a source; null at its end. Its end, or an error, closes it. */
  nextUnit(asker: Asker, number: number): Word | null {
    const source = this.sources.get(number);
    if (source === undefined) return null;
    let unit: Word | null = null;
    try {
      unit = this.within(asker, source.held, () => this.compileNext(source));
    } finally {
      if (unit === null) {
        this.release(source.held);
        this.sources.delete(number);
      }
    }
    return unit;
  }

  private compileNext(source: Source): Word | null {
    while (true) {
      if (source.units === null && !this.startForm(source)) return null;
      const next = source.units?.next();
      if (next !== undefined && next.done !== true) {
        const f = this.world.builder.buildFunction(next.value.template, source.file);
        if (next.value.isLast) this.finishForm(source);
        return f;
      }
      this.finishForm(source);
    }
  }

  /** Gives back what the form holds, before its last function runs, which may run for long. */
  private finishForm(source: Source): void {
    source.units = null;
    this.release(source.held);
  }

  private startForm(source: Source): boolean {
    const form = source.reader.read();
    if (form === undefined) return false;
    source.units = compileUnits(this.world.readTags(form, source.file), this.options(source.file));
    return true;
  }
}
