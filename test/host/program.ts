// A runtime with the core library in it, for tests: compiles and runs texts in namespace `user`.

import { readFileSync } from "node:fs";
import { createRuntime } from "../../host/create";
import { describeThrowable, type ErrorReport } from "../../host/errors";
import { Evaluator, LispThrown } from "../../host/evaluate";
import { makeImports } from "../../host/imports";
import { NIL, type Word } from "../../host/kernel";
import type { Runtime } from "../../host/runtime";
import { Existing } from "../../host/values";

export class Program {
  readonly runtime: Runtime;
  private readonly evaluator: Evaluator;

  constructor(heapBytes?: number) {
    const module = new WebAssembly.Module(readFileSync("build/genera.wasm"));
    const image = readFileSync("build/core.vlod");
    this.runtime = createRuntime({
      module,
      makeImports,
      image,
      libraryPath: "build/lib",
      ...(heapBytes ? { heapBytes } : {}),
    });
    const { runtime } = this;
    const onExit = (actor: number) => runtime.releaseEnded(actor);
    this.evaluator = new Evaluator(runtime.registry.heap, () => runtime.answerCall(), onExit);
  }

  /** A function of no arguments that evaluates the forms of a text, if it is called next. */
  prepare(text: string, file = "test.clj"): Word {
    const { runtime } = this;
    const value = (ns: string, name: string) => new Existing(runtime.findValue(ns, name) ?? NIL);
    const evaluate = value("genera.compiler", "evaluate");
    const each = value("clojure.core", "identity");
    return runtime.prepareCall("clojure.core", "run-forms", text, file, evaluate, each);
  }

  /** The last value of a text; throws LispThrown. */
  run(text: string, file = "test.clj"): Word {
    return this.evaluator.run(this.prepare(text, file), NIL);
  }

  /** The last value, as `pr-str` shows it. */
  show(text: string): string {
    const word = this.run(`(clojure.core/pr-str (do ${text}\n))`);
    return this.runtime.values.readString(word);
  }

  /** What an error in the text is, as plain data. */
  fail(text: string): ErrorReport {
    try {
      this.run(text);
    } catch (error) {
      if (error instanceof LispThrown) return describeThrowable(this.runtime, error.word);
      throw error;
    }
    throw new Error(`no error: ${text}`);
  }
}
