// Gives a runtime whose world has the core library the reader of user code.

import { Compiler } from "./compiler";
import { Evaluator } from "./evaluate";
import type { Runtime } from "./runtime";
import { HeapWorld } from "./world";

export function openCompiler(runtime: Runtime, features: readonly string[] | undefined): void {
  const { heap } = runtime.registry;
  const evaluator = new Evaluator(
    heap,
    () => runtime.answerCall(),
    (actor) => runtime.releaseEnded(actor),
  );
  const warn = (text: string) => runtime.output.write(2, text);
  const world = new HeapWorld(heap, evaluator, { core: null, warn });
  runtime.compiler = new Compiler(heap, evaluator, world, features, runtime.notes);
}
