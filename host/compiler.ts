// The seed compiler at run time, over the heap of a runtime, and the sources it reads from.
//
// A source is a text that gives one function of no arguments after the other: one for each
// top-level form, or for each part of a top-level `do`, compiled only when it is asked for, so
// that what came before has been run. What compiling a form holds in the heap is a group of its
// source, given back when the form is done: other sources may be worked on meanwhile.

import type { Template } from "../seed/code";
import { compileUnits } from "../seed/compile";
import type { CompileOptions } from "../seed/compile-scope";
import type { Form } from "../seed/forms";
import { Reader } from "../seed/reader";
import { compilerPrimitives } from "./core";
import type { Evaluator } from "./evaluate";
import type { Heap, HeldGroup } from "./heap";
import { type Address, NIL, type Word } from "./kernel";
import type { HeapWorld } from "./world";

const ACTOR_BINDINGS = 48; // kernel/vm/frame.ts

interface Source {
  readonly file: string;
  readonly reader: Reader;
  /** Set for the source of one form that was read already. */
  readonly form: Form | null;
  units: Generator<Template> | null;
  isDone: boolean;
  /** What the form that is being compiled holds. */
  readonly held: HeldGroup;
}

export class Compiler {
  private readonly sources = new Map<number, Source>();
  private lastNumber = 0;

  constructor(
    readonly heap: Heap,
    readonly evaluator: Evaluator,
    readonly world: HeapWorld,
    readonly features: readonly string[] | undefined,
  ) {}

  /** Makes `namespace` current, and the thread bindings of `actor` those that macros see. */
  enter(namespace: Word, actor: Address): void {
    const { kernel } = this.heap;
    const bindings = kernel.word(actor + ACTOR_BINDINGS);
    this.world.bindings =
      bindings === NIL ? NIL : kernel.check(kernel.exports.publish(actor, bindings));
    this.world.enter(kernel.check(kernel.exports.publish(actor, namespace)));
  }

  makeReader(text: string, file: string): Reader {
    const { world, features } = this;
    const options = { file, resolver: world };
    return new Reader(text, features === undefined ? options : { ...options, features });
  }

  open(text: string, file: string): number {
    return this.add(file, this.makeReader(text, file), null);
  }

  private add(file: string, reader: Reader, form: Form | null): number {
    this.sources.set(++this.lastNumber, {
      file,
      reader,
      form,
      units: null,
      isDone: false,
      held: [],
    });
    return this.lastNumber;
  }

  /** Opens the next top-level form of a source as a source of its own; null at the end. */
  openForm(number: number): number | null {
    const source = this.find(number);
    const form = source.reader.read();
    if (form !== undefined) return this.add(source.file, source.reader, form);
    this.sources.delete(number);
    return null;
  }

  /** A source of a form that has been read from a text elsewhere. */
  addForm(form: Form, reader: Reader, file: string): number {
    return this.add(file, reader, form);
  }

  private find(number: number): Source {
    const source = this.sources.get(number);
    if (source === undefined) throw new Error(`no source ${number}`);
    return source;
  }

  /** The next function of a source; null at its end, when it is closed. */
  nextUnit(number: number): Word | null {
    const source = this.sources.get(number);
    if (source === undefined) return null;
    try {
      const f = this.heap.holdIn(source.held, () => this.compileNext(source));
      if (f !== null) return f;
    } catch (error) {
      this.finishForm(source);
      this.sources.delete(number);
      throw error;
    }
    this.sources.delete(number);
    return null;
  }

  private compileNext(source: Source): Word | null {
    while (true) {
      if (source.units === null && !this.startForm(source)) return null;
      const next = source.units?.next();
      if (next !== undefined && next.done !== true) {
        return this.world.builder.buildFunction(next.value, source.file);
      }
      this.finishForm(source);
    }
  }

  private startForm(source: Source): boolean {
    if (source.form !== null && source.isDone) return false;
    source.isDone = true;
    const form = source.form ?? source.reader.read();
    if (form === undefined) return false;
    const { world } = this;
    const options: CompileOptions = {
      world,
      primitives: compilerPrimitives,
      file: source.file,
    };
    source.units = compileUnits(form, options);
    return true;
  }

  private finishForm(source: Source): void {
    source.units = null;
    this.heap.release(source.held);
  }
}
