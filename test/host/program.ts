// A runtime with the core library in it, for tests: compiles and runs texts in namespace `user`.

import { readFileSync } from "node:fs";
import { openCompiler } from "../../host/boot";
import type { Asker } from "../../host/compiler";
import { describeThrowable, type ErrorReport } from "../../host/errors";
import { LispThrown } from "../../host/evaluate";
import { makeImports } from "../../host/imports";
import { NIL, type Word } from "../../host/kernel";
import { createRuntime, type Runtime } from "../../host/runtime";

export class Program {
  readonly runtime: Runtime;
  private readonly namespace: Word;

  constructor(
    heapBytes?: number,
    /** Whose compiler runs the texts: the host's, which is the seed, or the one in Lisp. */
    private readonly by: "host" | "lisp" = "host",
  ) {
    const module = new WebAssembly.Module(readFileSync("build/genera.wasm"));
    const image = readFileSync("build/core.vlod");
    this.runtime = createRuntime({
      module,
      makeImports,
      image,
      ...(heapBytes ? { heapBytes } : {}),
    });
    openCompiler(this.runtime, undefined);
    const { world } = this.runtime.compiler;
    this.namespace = world.makeNamespace("user");
  }

  /** The last value of a text; throws LispThrown. */
  run(text: string, file = "test.clj"): Word {
    const { compiler } = this.runtime;
    if (this.by === "host") return this.runUnits(compiler.open(text, file));
    const [code, name] = [text, file].map((one) => JSON.stringify(one));
    const run = `(prim/atom-set genera.host/evaluator genera.compiler/evaluate)
      (clojure.core/binding [clojure.core/*ns* (clojure.core/the-ns 'user)]
        (#'clojure.core/run-forms ${code} ${name} genera.compiler/evaluate
          clojure.core/identity))`;
    return this.runUnits(compiler.open(run, "driver.clj"));
  }

  private runUnits(number: number): Word {
    const { compiler } = this.runtime;
    let value = NIL;
    while (true) {
      const f = compiler.nextUnit(this.asker(), number);
      if (f === null) return value;
      value = compiler.evaluator.run(f, NIL);
    }
  }

  /** What the compiler must know of who asks. */
  asker(): Asker {
    return { namespace: this.namespace, actor: this.hostActor() };
  }

  private hostActor(): number {
    const { hostActor } = this.runtime.kernel.exports as unknown as { hostActor(): number };
    return hostActor();
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
