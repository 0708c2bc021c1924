// Makes runtimes: a memory as large as can be had, a kernel over it, and a world, which is that of
// an image or empty.

import { HostFailure } from "./failure";
import { loadImage } from "./image_file";
import { Kernel } from "./kernel";
import { Runtime, type RuntimeOptions } from "./runtime";

const PAGE_BYTES = 65536;
const MEMORY_PAGES = [65536, 32768, 16384, 8192, 4096]; // 4 GiB first, then halves

/** A memory as large as asked for, or as the machine gives. */
function makeMemory(heapBytes: number | undefined): [WebAssembly.Memory, number] {
  let failure: unknown;
  for (const pages of MEMORY_PAGES) {
    if (heapBytes !== undefined && pages * PAGE_BYTES >= 2 * heapBytes && pages > 4096) continue;
    try {
      const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
      return [memory, Math.min(heapBytes ?? Number.POSITIVE_INFINITY, pages * PAGE_BYTES)];
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

/** An instance of the kernel over a memory. */
export function makeKernel(options: RuntimeOptions, memory: WebAssembly.Memory): Kernel {
  const imports = options.makeImports(memory, undefined, options.traceTo);
  return new Kernel(memory, new WebAssembly.Instance(options.module, imports));
}

/** A runtime with the world of an image, or an empty one, which the caller boots from source. */
export function createRuntime(options: RuntimeOptions): Runtime {
  const [memory, bytes] = makeMemory(options.heapBytes);
  const kernel = makeKernel(options, memory);
  const size = Math.floor(bytes / PAGE_BYTES) * PAGE_BYTES;
  if (options.image !== undefined) loadImage(kernel, options.image, BigInt(size));
  else if (!kernel.exports.boot(BigInt(size), 0)) {
    throw new HostFailure("java.lang.OutOfMemoryError", "the heap is too small to start");
  }
  if (options.stackBytes !== undefined) kernel.exports.setStackMaximum(options.stackBytes);
  return new Runtime(kernel, options);
}
