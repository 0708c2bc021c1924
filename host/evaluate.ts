// Runs a function of no arguments to its end while the host waits: what the compiler needs for
// macros, and the building of the core library for each form.
//
// It runs in an actor of its own, before all others; they run while it waits. What an actor asks
// of the host is answered by `onHost` before this goes on. The result is promoted and held; so is
// an exception.

import { addressOf, type Heap, type Word } from "./heap.ts";
import { type Address, contextOffset, ended, runAnswer } from "./kernel.ts";

const SLICES = 64;
const OPERANDS = [0, 8, 16];
const ACTOR_PRIMITIVE = 28;

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
    /** The primitive whose outcome was handled last. */
    readonly primitive: number,
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
    /** Told of the end of any other actor, which it releases. */
    private readonly onExit: (actor: Address) => void = (actor) => {
      heap.kernel.exports.releaseActor(actor);
    },
  ) {}

  /** Calls the function under the thread bindings (a map or nil); throws LispThrown. */
  run(f: Word, bindings: Word): Word {
    const { heap } = this;
    const { exports } = heap.kernel;
    const actor = exports.spawnActor(f, bindings) >>> 0;
    if (actor === 0) throw new LispBroken("no memory for an actor", 0, [], 0);
    let isDone = false;
    while (!isDone) {
      const why = exports.runActor(actor, SLICES);
      if (why === runAnswer.host) this.onHost(actor, heap.kernel.readContext("code"));
      isDone = why === runAnswer.exit || (why === runAnswer.idle && this.runOthers(actor));
    }
    return this.finish(actor);
  }

  /** Lets all actors run while `actor` waits; answers whether it has ended meanwhile. */
  private runOthers(actor: Address): boolean {
    const { kernel } = this.heap;
    const why = kernel.exports.run(1);
    const reported = kernel.readContext("report");
    if (why === runAnswer.host) this.onHost(reported, kernel.readContext("code"));
    else if (why === runAnswer.idle) this.wait();
    else if (why === runAnswer.exit && reported === actor) return true;
    else if (why === runAnswer.exit) this.onExit(reported);
    return false;
  }

  /** Waits for the next deadline; Atomics.wait is the only way to sleep here. */
  private wait(): void {
    const deadline = this.heap.kernel.exports.nextDeadline();
    if (deadline === 0) throw new LispBroken("the code waits for what cannot happen", 0, [], 0);
    const left = Math.max(1, deadline - performance.now());
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, left);
  }

  private finish(actor: Address): Word {
    const { heap } = this;
    const { exports, context } = heap.kernel;
    const outcome = exports.actorOutcome(actor);
    const result = heap.hold(heap.kernel.check(exports.actorResult(actor)));
    const condition = heap.kernel.readContext("code");
    const primitive = heap.view.getUint32(actor + ACTOR_PRIMITIVE, true);
    const operands = OPERANDS.map((at) => heap.word(context + contextOffset.operands + at));
    exports.releaseActor(actor);
    if (outcome === ended.returned) return result;
    if (outcome === ended.thrown) throw new LispThrown(result);
    if (outcome === ended.raised) {
      const message = "a condition that Lisp cannot handle yet";
      throw new LispBroken(message, condition, operands, primitive);
    }
    throw new LispBroken("stack overflow without a handler", 0, [], 0);
  }

  /** Is the var bound? Its root is the link cell. */
  isBound(variable: Word): boolean {
    return this.heap.word(addressOf(variable) + 8) !== 0x11dn;
  }
}
