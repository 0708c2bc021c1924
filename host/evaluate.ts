// Runs a function of no arguments to its end while the host waits: what the compiler needs for
// macros, and the building of the core library for each form.
//
// It runs in an actor of its own, alone; what the actor asks of the host is answered by `onHost`
// before this goes on. The result is promoted and held; so is an exception.

import { addressOf, type Heap, type Word } from "./heap.ts";
import { type Address, contextOffset } from "./kernel.ts";

const RUN_HOST = 1;
const RUN_IDLE = 2;
const RUN_EXIT = 4;
const ENDED_RETURNED = 0;
const ENDED_THROWN = 1;
const ENDED_RAISED = 2;
const SLICES = 64;

/** Lisp code threw; `word` is the exception, held. */
export class LispThrown extends Error {
  constructor(readonly word: Word) {
    super("an exception of Lisp code");
    this.name = "LispThrown";
  }
}

/** Lisp code ended without an exception that Lisp could build. */
export class LispBroken extends Error {
  constructor(
    message: string,
    /** Code of the condition, or 0, and its first operands. */
    readonly condition: number,
    readonly operands: readonly Word[],
  ) {
    super(message);
    this.name = "LispBroken";
  }
}

export type HostCall = (actor: Address, primitive: number) => void;

export class Evaluator {
  constructor(
    readonly heap: Heap,
    private readonly onHost: HostCall,
  ) {}

  /** Calls the function under the thread bindings (a map or nil); throws LispThrown. */
  run(f: Word, bindings: Word): Word {
    const { heap } = this;
    const { exports } = heap.kernel;
    const actor = exports.spawnActor(f, bindings) >>> 0;
    if (actor === 0) throw new LispBroken("no memory for an actor", 0, []);
    let why = 0;
    while (why !== RUN_EXIT) {
      why = exports.runActor(actor, SLICES);
      if (why === RUN_HOST) this.onHost(actor, this.readContext(contextOffset.code));
      if (why === RUN_IDLE) this.wait();
    }
    return this.finish(actor);
  }

  private readContext(at: number): number {
    return this.heap.view.getUint32(this.heap.kernel.context + at, true);
  }

  /** Waits for the next deadline; Atomics.wait is the only way to sleep here. */
  private wait(): void {
    const deadline = this.heap.kernel.exports.nextDeadline();
    if (deadline === 0) throw new LispBroken("the code waits for what cannot happen", 0, []);
    const left = Math.max(1, deadline - performance.now());
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, left);
  }

  private finish(actor: Address): Word {
    const { heap } = this;
    const { exports, context } = heap.kernel;
    const outcome = exports.actorOutcome(actor);
    const result = heap.hold(BigInt.asUintN(64, exports.actorResult(actor)));
    const condition = this.readContext(contextOffset.code);
    const operands = [0, 1, 2].map((i) => heap.word(context + contextOffset.operands + 8 * i));
    exports.releaseActor(actor);
    if (outcome === ENDED_RETURNED) return result;
    if (outcome === ENDED_THROWN) throw new LispThrown(result);
    if (outcome === ENDED_RAISED) {
      throw new LispBroken("a condition that Lisp cannot handle yet", condition, operands);
    }
    throw new LispBroken("stack overflow without a handler", 0, []);
  }

  /** Is the var bound? Its root is the link cell. */
  isBound(variable: Word): boolean {
    return this.heap.word(addressOf(variable) + 8) !== 0x11dn;
  }
}
