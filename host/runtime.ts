// A running Genera: one kernel over one memory, and the loop that drives it.
//
// The kernel runs actors in slices and answers when it needs the host: for a host primitive, when
// nothing can run, when an actor has ended. The loop does that work, lets the event loop breathe
// every few milliseconds, and ends when nothing can happen any more: nothing runnable, no timer,
// no host work under way. Actors that wait for messages nobody can send do not hold it.
//
// While the loop waits for an event this thread has left the heap, so that other workers may
// collect it; what runs as an event and touches the heap comes back with `inHeap`.
//
// Invariants: the kernel is entered from `drive` only, or while `drive` is suspended from one
// place at a time (JavaScript has one thread); words are never kept across a run of the kernel.

import { setImmediate as breathe } from "node:timers/promises";
import { primitive } from "../gen/tables";
import { LispThrown } from "./evaluate";
import { HostFailure } from "./failure";
import { Heap } from "./heap";
import {
  type Address,
  ended,
  HeapFull,
  type Kernel,
  makeFixnum,
  NIL,
  runAnswer,
  type Word,
} from "./kernel";
import { Ports } from "./ports/ports";
import { HostCall } from "./primitives/call";
import { OpenCode } from "./primitives/code";
import { findHandler, primitiveName } from "./primitives/index";
import { SubjectCache } from "./primitives/regex";
import { Input, Output } from "./primitives/streams";
import { Terminal } from "./primitives/terminal";
import { Registry } from "./registry";
import { Existing, type HostValue, Values } from "./values";
import { Workers } from "./workers";

const ROOT_NAMESPACES = 0;
const ROOT_REQUEST = 2;
const SLICES = 32; // between two looks at the clock
const BREATH_MS = 10;
/** Few, as each may be a long text for a slow terminal, and Ctrl-C is seen between them. */
const CALLS_BETWEEN_LOOKS = 16;
const LONGEST_MS = 2 ** 30;
// kernel/actor/schedule.ts: what is raised in an actor that is interrupted.
const INTERRUPT_PLAIN = 1;
export const INTERRUPT_EXIT = 2;
const LONGEST_HOLD_MS = 50;
/** Turns of the event loop before the clock jumps, however late they come. */
const LEAST_TURNS = 20;
/** Turns of the event loop in which what this process sends to itself has come. */
const TURNS_TO_ARRIVE = 4;

export interface RuntimeOptions {
  readonly module: WebAssembly.Module;
  /** The import object over a memory (host/imports.ts). */
  readonly makeImports: (
    memory: WebAssembly.Memory,
    origin?: number,
    traceTo?: number,
  ) => WebAssembly.Imports;
  /** The world to begin with (host/image_file.ts); an empty one without it. */
  readonly image?: Uint8Array;
  /** At most so many bytes of heap; what the machine gives, up to 4 GiB, otherwise. */
  readonly heapBytes?: number;
  /** At most so many bytes of stack for an actor. */
  readonly stackBytes?: number;
  /** Folders in which `require` looks for files. */
  readonly sourcePaths?: readonly string[];
  /** Threads that run actors, the main one among them; 1 without. */
  readonly cores?: number;
  /** The program of such a thread, host/worker.ts. */
  readonly workerProgram?: URL;
  /** Descriptor that the event log is written to; stderr without. */
  readonly traceTo?: number;
  /** Folder of the libraries' compiled code, looked at last. */
  readonly libraryPath?: string;
  /** Features of reader conditionals, besides those that Genera always has. */
  readonly features?: readonly string[];
  /** The run is over when the main actor has ended, whatever others could still do. */
  readonly endsWithMain?: boolean;
  /** With a seed: the time of its clock, in ms, when the run is given up. */
  readonly deadline?: number;
  /** Told when the main actor waits for what nobody can do; answers whether it may go on now. */
  readonly onStuck?: (runtime: Runtime) => boolean;
  /** Told of each actor but the main one that ends by an exception. */
  readonly onCrash?: (runtime: Runtime, actor: Address) => void;
}

/** How the main actor ended; its record is still there to be looked at. */
export interface MainEnd {
  readonly kind: "returned" | "failed" | "stuck" | "late";
  readonly actor: Address;
}

/** Thrown through the loop by the primitive `exit`. */
export class ExitRequest extends Error {
  constructor(readonly status: number) {
    super("exit");
  }
}

export class Runtime {
  readonly values: Values;
  readonly registry: Registry;
  readonly code = new OpenCode();
  readonly subjects = new SubjectCache();
  readonly input = new Input();
  readonly output: Output;
  readonly sourcePaths: readonly string[];
  readonly terminal: Terminal;
  readonly ports = new Ports(this);
  /** How to end the waiting of actors whose host call can be given up. */
  readonly cancellers = new Map<Address, () => void>();
  /** Texts that are in no file, by the name they go by: the newest of each name. */
  readonly texts = new Map<string, string>();
  /** Actor that was started by `runMain`; 0 before. */
  mainActor: Address = 0;
  private pending = 0;
  private wake: (() => void) | null = null;
  private nextBreath = 0;
  private calls = 0;
  /** What went wrong in host code while the loop waited; thrown when it goes on. */
  private bug: unknown = null;
  /** Exit status of a program that was asked to stop. */
  stopStatus = 0;
  private isStopping = false;
  /** The run is over: nobody is waited for any more. */
  private isEnding = false;
  private isInHeap = true;
  private isSeeded = false;
  private readonly workers: Workers | null;

  constructor(
    readonly kernel: Kernel,
    readonly options: RuntimeOptions,
  ) {
    this.values = new Values(kernel);
    this.registry = new Registry(new Heap(this.values));
    this.sourcePaths = options.sourcePaths ?? [];
    this.output = new Output(endWithoutReader, (write) => this.outside(write));
    this.terminal = new Terminal(this);
    const { module, cores, workerProgram } = options;
    const isParallel = workerProgram !== undefined && cores !== undefined && cores > 1;
    this.workers = isParallel
      ? new Workers(
          kernel,
          module,
          cores,
          workerProgram,
          (bug) => this.noteBug(bug),
          options.traceTo,
        )
      : null;
  }

  /** Runs what an event has brought; what goes wrong in it ends the program. */
  guard(action: () => void): void {
    try {
      action();
    } catch (error) {
      this.noteBug(error);
    }
  }

  /** Lets the loop go on if it waits for an event. */
  wakeUp(): void {
    this.wake?.();
  }

  private noteBug(error: unknown): void {
    this.bug ??= error;
    this.wake?.();
  }

  /** Leaves the heap before an await; answers how many workers are in it. */
  private leave(): number {
    this.isInHeap = false;
    return this.kernel.exports.pauseMain();
  }

  private comeBack(): void {
    this.kernel.exports.resumeMain();
    this.isInHeap = true;
  }

  /** Does, as an event, what touches the heap. */
  inHeap<T>(work: () => T): T {
    if (this.isInHeap) return work();
    this.comeBack();
    try {
      return work();
    } finally {
      this.leave();
    }
  }

  /** Folder of the libraries' compiled code. */
  get libraryPath(): string | null {
    return this.options.libraryPath ?? null;
  }

  /**
   * Does what may take long outside of the heap, so that other workers can collect it meanwhile:
   * words that were read before are no good afterwards.
   */
  outside<T>(work: () => T): T {
    if (!this.isInHeap || this.workers === null || this.isEnding) return work();
    this.leave();
    try {
      return work();
    } finally {
      this.comeBack();
    }
  }

  /** Features of reader conditionals, if the command line gives them. */
  get features(): readonly string[] | undefined {
    return this.options.features;
  }

  /** Ends the process's program with a status; flushes what was written. */
  exit(status: number): never {
    throw new ExitRequest(status);
  }

  /** The value of a public var, or null when there is none. */
  findValue(namespace: string, name: string): Word | null {
    const { values } = this;
    const symbol = (text: string) =>
      values.callPrimitive(primitive.symbol, NIL, values.makeString(text));
    const all = values.callPrimitive(primitive.root, makeFixnum(ROOT_NAMESPACES));
    const found = values.callPrimitive(primitive.get, all, symbol(namespace));
    if (found === NIL) return null;
    const mappings = values.callPrimitive(primitive.namespaceField, found, makeFixnum(1));
    const variable = values.callPrimitive(primitive.get, mappings, symbol(name));
    return variable === NIL ? null : values.callPrimitive(primitive.varRoot, variable);
  }

  /** Hands `request` to Lisp (world root 2) and runs the function of that name as `runMain`. */
  runCommand(namespace: string, name: string, request: HostValue): Promise<MainEnd | number> {
    const f = this.findValue(namespace, name);
    if (f === null) throw new Error(`the core library has no ${namespace}/${name}`);
    this.setRequest(this.values.make(request));
    return this.runMain(f);
  }

  /** Puts a value where Lisp functions that the host calls look for it. */
  setRequest(word: Word): void {
    this.values.callPrimitive(primitive.setRoot, makeFixnum(ROOT_REQUEST), word);
  }

  /** A function of no arguments that calls the function of that name, if it is called next. */
  prepareCall(namespace: string, name: string, ...args: readonly HostValue[]): Word {
    const f = this.findValue("genera.main", "call");
    if (f === null) throw new Error("the core library has no genera.main/call");
    this.setRequest(this.values.make([namespace, name, ...args]));
    return f;
  }

  /** Starts an actor that calls the function `f` with no arguments. */
  spawn(f: Word, bindings: Word = NIL): Address {
    const actor = this.kernel.exports.spawnActor(f, bindings) >>> 0;
    if (actor === 0) throw new HostFailure("java.lang.OutOfMemoryError", "no memory for an actor");
    return actor;
  }

  /**
   * Runs `f` as the main actor until nothing can happen any more, or until it fails. Answers how
   * it ended, or the status that was asked for by System/exit.
   */
  async runMain(f: Word, bindings: Word = NIL): Promise<MainEnd | number> {
    this.isSeeded = this.kernel.exports.isSeeded() !== 0;
    this.mainActor = this.spawn(f, bindings);
    try {
      return await this.drive();
    } catch (error) {
      if (error instanceof ExitRequest) return error.status;
      throw error;
    } finally {
      this.isEnding = true;
      this.workers?.stop();
      this.output.flush();
      this.ports.closeAll();
    }
  }

  private async drive(): Promise<MainEnd> {
    let end: MainEnd | null = null;
    const { deadline = Number.POSITIVE_INFINITY } = this.options;
    this.nextBreath = performance.now() + BREATH_MS;
    while (true) {
      if (this.isSeeded) this.kernel.exports.holdClock(this.ports.areIdle ? 0 : 1);
      const answer = this.kernel.exports.run(SLICES);
      if (answer === runAnswer.host) {
        const call = this.answerCall();
        if (this.isSeeded) await this.holdOn(call);
        if (++this.calls % CALLS_BETWEEN_LOOKS === 0) await this.breatheSometimes();
      } else if (answer === runAnswer.budget) await this.breatheSometimes();
      else if (answer === runAnswer.close) this.giveUp();
      else if (answer === runAnswer.exit) end = this.handleExit() ?? end;
      else if (answer === runAnswer.idle && !(await this.waitForEvent())) {
        if (end !== null || this.options.onStuck?.(this) !== true) break;
      }
      if (this.bug !== null) throw this.bug;
      if (end?.kind === "failed" || (end !== null && this.options.endsWithMain)) return end;
      if (this.kernel.exports.now() > deadline) return { kind: "late", actor: this.mainActor };
    }
    return end ?? { kind: "stuck", actor: this.mainActor };
  }

  /** Gives up all that an ending actor has here, and lets it go on ending. */
  private giveUp(): void {
    const actor = this.kernel.readContext("report");
    this.cancelCall(actor);
    this.ports.closeAllOf(actor);
    this.kernel.exports.portsClosed(actor);
  }

  private cancelCall(actor: Address): void {
    const cancel = this.cancellers.get(actor);
    this.cancellers.delete(actor);
    cancel?.();
  }

  /** Can anything come from outside of the heap? */
  private get isConnected(): boolean {
    return this.pending > 0 || !this.ports.areIdle;
  }

  /** Lets the event loop turn once. */
  private async turn(): Promise<void> {
    this.leave();
    await breathe();
    this.comeBack();
  }

  /**
   * With a seed nothing else happens until the host has answered, so that its answers come in one
   * order; but for what takes long, such as a line of input, it does not wait. A call that waits
   * for somebody else may wait for an actor; it is only given the turns that what the actors have
   * sent takes to come, and so is any other while something can come.
   */
  private async holdOn(call: HostCall | null): Promise<void> {
    const limit = performance.now() + LONGEST_HOLD_MS;
    const isHeld = () =>
      call !== null && !call.isPatient && !call.isAnswered && performance.now() < limit;
    for (let turns = 0; this.isConnected && (turns < TURNS_TO_ARRIVE || isHeld()); turns++) {
      await this.turn();
    }
  }

  /** With a seed not the time says when, as what comes then must come at one place in the run. */
  private async breatheSometimes(): Promise<void> {
    const isDue = performance.now() >= this.nextBreath;
    if (!isDue && !(this.isSeeded && this.isConnected)) return;
    if (this.kernel.exports.takeDrained()) this.ports.goOn();
    if (isDue) {
      this.output.flush(); // a program that never waits shows what it prints, too
      this.workers?.startIfUseful();
    }
    await this.turn();
    if (isDue) this.nextBreath = performance.now() + BREATH_MS;
  }

  /** Waits until there is something to do; false when nothing can happen any more. */
  private async waitForEvent(): Promise<boolean> {
    const { exports } = this.kernel;
    this.output.flush();
    exports.setMainWaits(1);
    try {
      while (true) {
        if (exports.takeDrained()) this.ports.goOn();
        const isQuiet = this.pending === 0 && this.ports.areIdle;
        if (isQuiet && exports.isOver()) return false;
        if (exports.hasEvents()) return true;
        const deadline = exports.nextDeadline();
        if (this.isSeeded && deadline > 0) return this.letClockJump(deadline);
        const isAlone = this.leave() === 0;
        if (!isAlone || !isQuiet || deadline > 0) {
          await this.sleep(deadline);
          this.comeBack();
          return true;
        }
        this.comeBack(); // the last worker has gone to sleep meanwhile
      }
    } finally {
      exports.setMainWaits(0);
    }
  }

  /** Lets the clock of a run with a seed jump, if active ports have nothing to tell before. */
  private async letClockJump(deadline: number): Promise<true> {
    const ms = Math.min(deadline - this.kernel.exports.now(), LONGEST_HOLD_MS);
    const limit = performance.now() + ms;
    for (let turns = 0; turns < LEAST_TURNS || performance.now() < limit; turns++) {
      await this.turn();
      if (this.kernel.exports.hasEvents()) return true;
    }
    this.kernel.exports.skipTo(deadline);
    return true;
  }

  /** Lets the event loop run until the deadline, if there is one, or until somebody wakes it. */
  private sleep(deadline: number): Promise<void> {
    return new Promise((resolve) => {
      const finish = () => {
        clearTimeout(timer);
        this.wake = null;
        resolve();
      };
      this.wake = finish;
      const ms = deadline > 0 ? Math.max(0, deadline - performance.now()) : LONGEST_MS;
      const timer = setTimeout(finish, Math.min(ms, LONGEST_MS));
      this.workers?.onRing(() => {
        if (this.wake === finish) finish();
      });
    });
  }

  /** Answers the end of the main actor; looks at and releases any other. */
  private handleExit(): MainEnd | null {
    const actor = this.kernel.readContext("report");
    const outcome = this.kernel.exports.actorOutcome(actor);
    if (actor === this.mainActor) {
      const hasReturned = outcome === ended.returned || this.isStopping;
      const isWell = hasReturned || this.hasExitedWell(actor, outcome);
      return { kind: isWell ? "returned" : "failed", actor };
    }
    this.releaseEnded(actor);
    return null;
  }

  /** Has an actor exited for the reason :normal or :shutdown? */
  private hasExitedWell(actor: Address, outcome: number): boolean {
    if (outcome !== ended.exited) return false;
    const reason = this.kernel.check(this.kernel.exports.actorResult(actor));
    const text = this.printBriefly(reason, "pr-str");
    return text === ":normal" || text === ":shutdown";
  }

  /** Looks at how an actor that is not the main one has ended, and releases it. */
  releaseEnded(actor: Address): void {
    const outcome = this.kernel.exports.actorOutcome(actor);
    const isCrash = outcome !== ended.returned && outcome !== ended.exited;
    if (isCrash) this.options.onCrash?.(this, actor);
    this.kernel.exports.releaseActor(actor);
  }

  /** Does the work of the host primitive that an actor waits in, or starts it and answers it. */
  answerCall(): HostCall | null {
    const actor = this.kernel.readContext("report");
    const primitive = this.kernel.readContext("code");
    const args = this.kernel.exports.hostArguments(actor) >>> 0;
    const handler = findHandler(primitive);
    if (handler === undefined) throw new Error(`no handler of ${primitiveName(primitive)}`);
    const call = new HostCall(this, actor, args);
    let value: HostValue | Promise<HostValue>;
    try {
      value = handler(call);
    } catch (error) {
      this.fail(actor, error);
      return null;
    }
    if (value instanceof Promise) {
      this.awaitAnswer(call, value);
      return call;
    }
    this.finish(actor, value);
    return null;
  }

  private awaitAnswer(call: HostCall, promise: Promise<HostValue>): void {
    const { actor } = call;
    this.pending++;
    const settle = (action: () => void) => {
      this.pending--;
      call.isAnswered = true;
      this.cancellers.delete(actor);
      this.guard(() => this.inHeap(action));
      this.wakeUp();
    };
    promise.then(
      (value) => settle(() => this.finish(actor, value)),
      (error) => settle(() => this.fail(actor, error)),
    );
  }

  /** Gives the actor its value; a word that exists already is the handler's to keep alive. */
  private finish(actor: Address, value: HostValue): void {
    for (let attempt = 0; attempt < 2; attempt++) {
      try {
        if (this.kernel.exports.hostReturn(actor, this.values.make(value))) return;
      } catch (error) {
        if (!(error instanceof HeapFull)) throw error;
      }
      if (value instanceof Existing) break;
      this.kernel.exports.run(0); // collects the host's nursery
    }
    this.fail(actor, heapLimit());
  }

  private fail(actor: Address, error: unknown): void {
    const failure = error instanceof HeapFull ? heapLimit() : error;
    if (failure instanceof LispThrown) {
      if (this.kernel.exports.hostRaise(actor, failure.word, NIL)) return;
      throw new Error("no memory to raise an exception");
    }
    if (!(failure instanceof HostFailure)) throw error;
    const type = this.values.makeString(failure.className);
    const message = failure.text === null ? NIL : this.values.makeString(failure.text);
    if (this.kernel.exports.hostRaise(actor, type, message)) return;
    throw new Error("no memory to raise an exception");
  }

  /** Lets the program stop in good order, and end with that status (genera.main/stop). */
  beginStop(status: number): void {
    this.stopStatus = status;
    this.isStopping = true;
    this.guard(() => {
      this.inHeap(() => this.spawn(this.findValue("genera.main", "stop") as Word));
      this.wakeUp();
    });
  }

  /** Raises InterruptedException in the main actor, or has it exit; ends what it waits for here. */
  interruptMain(how: number = INTERRUPT_PLAIN): void {
    const { mainActor } = this;
    if (mainActor === 0) return;
    this.inHeap(() => this.kernel.exports.interrupt(mainActor, how));
    this.cancelCall(mainActor);
    this.wakeUp();
  }

  /** A value as text, in a way that genera.main/describe knows; null when that fails. */
  printBriefly(word: Word, way: "str" | "pr-str"): string | null {
    if (way === "str" && this.kernel.isString(word)) return this.values.readString(word);
    const f = this.prepareCall("genera.main", "describe", way, new Existing(word));
    const text = this.runBriefly(f, SLICES);
    return text !== null && this.kernel.isString(text) ? this.values.readString(text) : null;
  }

  /** What went wrong with which values, a sentence, of an exception that knows it. */
  explain(throwable: Word): string | null {
    const f = this.prepareCall("genera.explain", "sentence", new Existing(throwable));
    const text = this.runBriefly(f, SLICES);
    return text !== null && this.kernel.isString(text) ? this.values.readString(text) : null;
  }

  /**
   * Runs `f` in an actor of its own, alone, to its end: short host-side work such as printing a
   * value for an error. Null when it fails, waits or takes too long.
   */
  runBriefly(f: Word, slices: number): Word | null {
    const actor = this.kernel.exports.spawnActor(f, NIL) >>> 0;
    if (actor === 0) return null; // the heap is full
    const limit = performance.now() + 2000;
    while (performance.now() < limit) {
      const answer = this.kernel.exports.runActor(actor, slices);
      if (answer === runAnswer.host) this.answerCall();
      else if (answer === runAnswer.exit) {
        const isValue = this.kernel.exports.actorOutcome(actor) === ended.returned;
        const value = isValue ? this.kernel.check(this.kernel.exports.actorResult(actor)) : null;
        this.kernel.exports.releaseActor(actor);
        return value;
      } else if (answer === runAnswer.idle) return null;
    }
    return null;
  }
}

/** Ends the process when its output cannot be written: quietly when the reader has gone away. */
function endWithoutReader(reason: string): never {
  if (reason === "EPIPE") process.exit(0);
  try {
    process.stderr.write(`genera: the output cannot be written (${reason})\n`);
  } finally {
    process.exit(1);
  }
}

function heapLimit(): HostFailure {
  return new HostFailure("java.lang.OutOfMemoryError", "heap limit reached");
}
