// Puts the core library into a runtime: builds it from the sources in lang/core, form by form (what
// the build does once, to write the image), or takes it as the image has brought it.

import { readFileSync } from "node:fs";
import { Compiler } from "./compiler";
import { CoreBuilder, parseManifest } from "./core";
import { Evaluator } from "./evaluate";
import { Heap } from "./heap";
import type { Runtime } from "./runtime";
import { HeapWorld } from "./world";

/**
 * Builds the library from the sources under `root`, the folder of the repository; throws an Error
 * whose message says where it failed.
 */
export function buildCore(runtime: Runtime, root: URL): void {
  const folder = new URL("lang/core/", root);
  const files = parseManifest(readFileSync(new URL("manifest.edn", folder), "utf8"));
  const core = new CoreBuilder(runtime.values, files, () => runtime.answerCall());
  try {
    for (const { file, ns } of files) {
      core.compileFile(`lang/core/${file}`, ns, readFileSync(new URL(file, folder), "utf8"));
    }
    core.finish();
  } catch (error) {
    throw new Error(`${core.explain(error)}\n  at ${core.place}`);
  }
}

/** Gives the runtime, whose world has the core library, the compiler of user code. */
export function openCompiler(runtime: Runtime, features: readonly string[] | undefined): void {
  const heap = new Heap(runtime.values);
  const evaluator = new Evaluator(
    heap,
    () => runtime.answerCall(),
    (actor) => runtime.releaseEnded(actor),
  );
  const warn = (text: string) => runtime.output.write(2, text);
  const world = new HeapWorld(heap, evaluator, { core: null, warn });
  runtime.compiler = new Compiler(heap, evaluator, world, features, runtime.notes);
}
