// A fresh instance of the built kernel with an empty world, for tools of the build.

import { readFileSync } from "node:fs";
import { makeImports } from "../host/imports";
import { Kernel } from "../host/kernel";

const PAGES = 65536;
const MEMORY_BYTES = 1n << 32n;

/** GENERA_STRESS=n: collect at every safepoint, verify the heap at each n-th; 0 verifies never. */
function setStress(kernel: Kernel): void {
  const every = process.env.GENERA_STRESS;
  if (every === undefined) return;
  const debug = kernel.exports as unknown as Record<string, (...args: unknown[]) => number>;
  debug.setStress?.(1, Number(every));
  debug.setPoison?.(1);
  process.on("exit", () => {
    const count = debug.violationCount?.() ?? 0;
    if (count > 0) process.stderr.write(`the verifier found ${count} violations\n`);
  });
}

export function bootKernel(path = "build/genera.wasm"): Kernel {
  const memory = new WebAssembly.Memory({ initial: PAGES, maximum: PAGES, shared: true });
  const module = new WebAssembly.Module(readFileSync(path));
  const instance = new WebAssembly.Instance(module, makeImports(memory));
  const kernel = new Kernel(memory, instance);
  if (kernel.exports.boot(MEMORY_BYTES, 0) === 0) throw new Error("the memory is too small");
  setStress(kernel);
  return kernel;
}
