// Puts the core library into a runtime: from the sources in lang/core, form by form.

import { readFileSync } from "node:fs";
import { Compiler } from "./compiler";
import { CoreBuilder, parseManifest } from "./core";
import type { Runtime } from "./runtime";
import { HeapWorld } from "./world";

/** Builds the library from the sources under `root`, the folder of the repository. */
export function loadCore(
  runtime: Runtime,
  root: URL,
  features: readonly string[] | undefined,
): void {
  const folder = new URL("lang/core/", root);
  const files = parseManifest(readFileSync(new URL("manifest.edn", folder), "utf8"));
  const core = new CoreBuilder(runtime.values, files, () => runtime.answerCall());
  for (const { file, ns } of files) {
    core.compileFile(`lang/core/${file}`, ns, readFileSync(new URL(file, folder), "utf8"));
  }
  core.finish();
  const { heap, evaluator } = core;
  const warn = (text: string) => runtime.output.write(2, text);
  const world = new HeapWorld(heap, evaluator, { core: null, warn });
  runtime.compiler = new Compiler(heap, evaluator, world, features);
}
