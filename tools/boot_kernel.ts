// A fresh instance of the built kernel with an empty world, for tools of the build.

import { readFileSync } from "node:fs";
import { makeImports } from "../host/imports";
import { Kernel } from "../host/kernel";

const PAGES = 65536;
const MEMORY_BYTES = 1n << 32n;

export function bootKernel(path = "build/genera.wasm"): Kernel {
  const memory = new WebAssembly.Memory({ initial: PAGES, maximum: PAGES, shared: true });
  const module = new WebAssembly.Module(readFileSync(path));
  const instance = new WebAssembly.Instance(module, makeImports(memory));
  const kernel = new Kernel(memory, instance);
  if (kernel.exports.boot(MEMORY_BYTES, 0) === 0) throw new Error("the memory is too small");
  return kernel;
}
