// Simulations: runs of a function under many seeds, each in a copy of the world as it was when they
// began (kernel/actor/copy.ts). The copies share one memory, which is filled again for every run;
// a run has a kernel and a runtime of its own, and prints where the program prints.
//
// Invariant: words of the copied world mean the same in a copy, as its memory has the same content.

import { makeKernel } from "./create";
import { ended, type Word } from "./kernel";
import { type MainEnd, Runtime, type RuntimeOptions } from "./runtime";

const PARTS = [0, 1, 2, 3];
const PAGE_BYTES = 65536;

/** A run that has not gone well. */
export interface Failure {
  readonly seed: number;
  readonly text: string;
}

/** The memory of a runtime at one moment: the used bytes of each part. */
class Snapshot {
  private readonly parts: readonly Uint8Array[];

  constructor({ kernel }: Runtime) {
    const { exports, memory } = kernel;
    exports.freezeWorld();
    try {
      const blocks = exports.touchedBlocks();
      this.parts = PARTS.map((i) => {
        const bytes = blocks * exports.partBytes(i);
        return new Uint8Array(memory.buffer, exports.partAddress(i) >>> 0, bytes).slice();
      });
    } finally {
      exports.thawWorld();
    }
  }

  /** Fills a memory; `blocks` is how many the last run in it has touched. */
  fill(copy: Copy): void {
    for (const i of PARTS) {
      const part = this.parts[i] ?? new Uint8Array();
      const at = copy.addresses[i] ?? 0;
      const target = new Uint8Array(copy.memory.buffer, at);
      target.set(part);
      const used = copy.blocks * (copy.bytes[i] ?? 0);
      if (i > 0 && used > part.length) target.fill(0, part.length, used);
    }
  }
}

/** The memory of the copies. */
class Copy {
  readonly memory: WebAssembly.Memory;
  readonly addresses: readonly number[];
  readonly bytes: readonly number[];
  /** Blocks that the last run has touched. */
  blocks = 0;

  constructor({ kernel }: Runtime) {
    const pages = kernel.memory.buffer.byteLength / PAGE_BYTES;
    this.memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
    this.addresses = PARTS.map((i) => kernel.exports.partAddress(i) >>> 0);
    this.bytes = PARTS.map((i) => kernel.exports.partBytes(i));
  }
}

/** Runs `f` under `count` seeds from `first` on; answers the first failure, or null. */
export async function simulate(
  runtime: Runtime,
  f: Word,
  bindings: Word,
  [first, count, ms]: readonly [number, number, number],
): Promise<Failure | null> {
  const snapshot = new Snapshot(runtime);
  const copy = new Copy(runtime);
  runtime.output.flush();
  for (let seed = first; seed < first + count; seed++) {
    const text = await runOnce(runtime, snapshot, copy, seed, f, bindings, ms);
    if (text !== null) return { seed, text };
  }
  return null;
}

/** What went wrong in one run, or null. */
async function runOnce(
  { options, texts }: Runtime,
  snapshot: Snapshot,
  copy: Copy,
  seed: number,
  f: Word,
  bindings: Word,
  ms: number,
): Promise<string | null> {
  snapshot.fill(copy);
  const kernel = makeKernel(options, copy.memory);
  kernel.exports.enterCopy(seed);
  const own: RuntimeOptions = {
    ...options,
    cores: 1,
    endsWithMain: true,
    deadline: kernel.exports.now() + ms,
  };
  const run = new Runtime(kernel, own);
  for (const [name, text] of texts) run.texts.set(name, text);
  const end = await run.runMain(f, bindings);
  copy.blocks = kernel.exports.touchedBlocks();
  return typeof end === "number" ? `System/exit was called with ${end}` : describe(run, end, ms);
}

function describe(run: Runtime, { kind, actor }: MainEnd, ms: number): string | null {
  const { exports } = run.kernel;
  if (kind === "stuck") return "deadlock: it waits for what nobody can do any more";
  if (kind === "late") return `it has not ended after ${ms} ms of its clock`;
  const result = run.kernel.check(exports.actorResult(actor));
  if (exports.actorOutcome(actor) !== ended.returned) {
    return `it was ended: ${run.printBriefly(result, "pr-str")}`;
  }
  return run.kernel.isString(result) ? run.values.readString(result) : null;
}
