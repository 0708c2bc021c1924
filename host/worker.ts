// The program of a worker's thread: an instance of the kernel over the memory of the process, whose
// `work` returns when the process ends.

import { workerData } from "node:worker_threads";
import { makeImports } from "./imports";
import type { KernelExports } from "./kernel";
import type { WorkerStart } from "./workers";

const { module, memory, context, origin, traceTo } = workerData as WorkerStart;
const instance = new WebAssembly.Instance(module, makeImports(memory, origin, traceTo));
const kernel = instance.exports as unknown as KernelExports;
try {
  kernel.work(context);
} catch (error) {
  kernel.noteTrap();
  throw error;
}
