// The workers beside the main thread: threads that run actors over the same memory. They start in
// the background once there is more than one actor for some time, so that a short program does
// not wait for them; the kernel lets them in when they are up (kernel/worker/workers.ts).
//
// Invariant: a worker that traps takes the program with it, as a trap in the main thread does.

import { Worker } from "node:worker_threads";
import type { Kernel } from "./kernel";

/** What host/worker.ts is given. */
export interface WorkerStart {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  /** Address of its context block. */
  readonly context: number;
  readonly origin: number;
  /** Descriptor of the event log. */
  readonly traceTo: number | undefined;
}

/** The part of Atomics that the types of ES2023 do not have. */
interface AsyncAtomics {
  waitAsync(view: Int32Array, index: number, value: number): WaitResult;
}

type WaitResult = { async: false } | { async: true; value: Promise<string> };

export class Workers {
  private hasStarted = false;
  private readonly bell: Int32Array;
  private ringing: Promise<string> | null = null;

  constructor(
    private readonly kernel: Kernel,
    private readonly module: WebAssembly.Module,
    /** Of all workers, the main thread's among them; the kernel may want fewer. */
    private readonly count: number,
    /** The program of the threads (host/worker.ts). */
    private readonly program: URL,
    private readonly onTrap: (error: unknown) => void,
    private readonly traceTo: number | undefined,
  ) {
    this.bell = new Int32Array(kernel.memory.buffer, kernel.exports.bellAddress(), 1);
  }

  /** Starts the threads unless they are up, or there is nothing that they could do. */
  startIfUseful(): void {
    if (this.hasStarted || this.count < 2 || this.kernel.exports.countActors() < 2) return;
    this.start();
  }

  private start(): void {
    this.hasStarted = true;
    for (let i = 1; i < this.count; i++) {
      const context = this.kernel.exports.makeContext() >>> 0;
      if (context === 0) return;
      const { memory } = this.kernel;
      const { module, traceTo } = this;
      const origin = performance.timeOrigin;
      const data: WorkerStart = { module, memory, context, origin, traceTo };
      const worker = new Worker(this.program, { workerData: data });
      worker.on("error", this.onTrap);
      worker.unref();
    }
  }

  /** Lets the threads end. */
  stop(): void {
    if (!this.hasStarted) return;
    this.kernel.exports.beginShutdown();
    this.kernel.exports.wakeAll();
  }

  /** Calls `action` at the next ring of the bell; one that is not waited for any more is lost. */
  onRing(action: () => void): void {
    if (!this.hasStarted) return;
    if (this.ringing === null) {
      const atomics = Atomics as unknown as AsyncAtomics;
      const result = atomics.waitAsync(this.bell, 0, Atomics.load(this.bell, 0));
      // It may ring between the two readings.
      this.ringing = result.async ? result.value : Promise.resolve("rung");
    }
    const ringing = this.ringing;
    ringing.then(() => {
      if (this.ringing === ringing) this.ringing = null;
      action();
    });
  }
}
