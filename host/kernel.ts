// An instance of the kernel over a memory, as the host sees it: its exports with their types, and
// views of the memory. No view goes stale, because a memory never grows.
//
// A word that crosses the border is a bigint, an address is a number; what is known of words is
// kernel/value/value.ts. Export names are those of kernel/kernel.ts.

import { kind, outcome } from "../gen/tables";

/** A 64-bit word of the kernel. */
export type Word = bigint;
/** A byte offset into the memory. */
export type Address = number;

export const NIL: Word = 0x105n;
export const FALSE: Word = 0x10dn;
export const TRUE: Word = 0x115n;
export const SENTINEL: Word = 0x11dn;

/** Offsets in the context block (kernel/context.ts). */
export const contextOffset = { outcome: 8, code: 12, operands: 16, report: 176 } as const;

/** Offsets in the record of an actor (kernel/actor/actor.ts). */
const recordOffset = { index: 100, generation: 104 } as const;

/** What `run` answers, and how an actor has ended. */
export { ended, run as runAnswer } from "../gen/tables";

export interface KernelExports {
  boot(bytes: bigint, imageBlocks: number): number;
  writeImage(): number;
  releaseImage(): void;
  imageAddress(): Address;
  imageBlocks(): number;
  imageBytes(): number;
  imageBase(): Address;
  adoptImage(blocks: number, recordBlocks: number): number;
  checksum(at: Address, bytes: number): bigint;
  setStackMaximum(bytes: number): void;
  spawnActor(f: Word, bindings: Word): Address;
  run(slices: number): number;
  runActor(actor: Address, slices: number): number;
  nextDeadline(): number;
  setSeed(seed: number): void;
  isSeeded(): number;
  holdClock(held: number): void;
  skipTo(deadline: number): void;
  now(): number;
  random(): number;
  setTrace(events: number): void;
  freezeWorld(): void;
  thawWorld(): void;
  touchedBlocks(): number;
  partAddress(i: number): Address;
  partBytes(i: number): number;
  enterCopy(seed: number): void;
  work(context: Address): void;
  makeContext(): Address;
  noteTrap(): void;
  pauseMain(): number;
  resumeMain(): void;
  hasEvents(): number;
  isOver(): number;
  bellAddress(): Address;
  setMainWaits(on: number): void;
  beginShutdown(): void;
  wakeAll(): void;
  countActors(): number;
  hostArguments(actor: Address): Address;
  hostReturn(actor: Address, value: Word): number;
  hostRaise(actor: Address, className: Word, message: Word): number;
  actorResult(actor: Address): Word;
  actorOutcome(actor: Address): number;
  releaseActor(actor: Address): void;
  setStress(on: number, verifyEvery: number): void;
  setPoison(on: number): void;
  violationCount(): number;
  interrupt(actor: Address, how: number): void;
  findActor(index: number, generation: number): Address;
  makePort(number: bigint): Word;
  ownPorts(actor: Address): number;
  sendOfPort(actor: Address, message: Word): number;
  countPortMails(actor: Address): number;
  holdPorts(actor: Address): number;
  takeDrained(): number;
  portsClosed(actor: Address): void;
  publish(actor: Address, value: Word): Word;
  callPrimitive(primitive: number, args: Address): Word;
  allocateObject(kind: number, bytes: number): Address;
  allocateLargeObject(kind: number, bytes: number): Address;
  takeRun(blocks: number, state: number): number;
  freeRun(block: number): void;
  addRootRange(at: Address, count: number): number;
  makeLong(n: bigint): Word;
  makeDouble(x: number): Word;
  makeVectorOf(at: Address, count: number): Word;
}

/** Node's native copies of text, which its types leave out; they reach beyond 2 GiB. */
export interface TextBuffer extends Buffer {
  latin1Slice(start: number, end: number): string;
  ucs2Slice(start: number, end: number): string;
  latin1Write(text: string, at: number, bytes: number): number;
  ucs2Write(text: string, at: number, bytes: number): number;
}

/** The heap had no room for what the host wanted to build. */
export class HeapFull extends Error {
  constructor() {
    super("heap limit reached");
    this.name = "HeapFull";
  }
}

export function isPointer(word: Word): boolean {
  return (word & 3n) === 1n;
}

/** The object's address; requires a pointer. */
export function addressOf(word: Word): Address {
  const low = Number(word & 0xffffffffn);
  return (low & 7) === 1 ? low - 1 : low - 5;
}

export function makePointer(at: Address): Word {
  return BigInt(at + 5);
}

/** The word of an integer of at most 62 bits. */
export function makeFixnum(n: number): Word {
  return BigInt.asUintN(64, BigInt(n) << 2n);
}

export class Kernel {
  readonly exports: KernelExports;
  /** Address of the context block. */
  readonly context: Address;
  readonly view: DataView;
  readonly buffer: TextBuffer;

  constructor(
    readonly memory: WebAssembly.Memory,
    instance: WebAssembly.Instance,
  ) {
    this.exports = instance.exports as unknown as KernelExports;
    this.context = (instance.exports.context as WebAssembly.Global).value;
    this.view = new DataView(memory.buffer);
    this.buffer = Buffer.from(memory.buffer) as TextBuffer;
  }

  /** A word that an export has answered; throws HeapFull when it asked for memory. */
  check(answer: bigint): Word {
    const word = BigInt.asUintN(64, answer);
    if (word !== SENTINEL) return word;
    if (this.readContext("outcome") === outcome.need) throw new HeapFull();
    throw new Error(`the kernel refused (condition ${this.readContext("code")})`);
  }

  /** How Lisp prints the pid of an actor. */
  pidOf(actor: Address): string {
    const index = this.view.getUint32(actor + recordOffset.index, true);
    return `#pid[${index} ${this.view.getUint32(actor + recordOffset.generation, true)}]`;
  }

  readContext(field: keyof typeof contextOffset): number {
    return this.view.getUint32(this.context + contextOffset[field], true);
  }

  word(at: Address): Word {
    return this.view.getBigUint64(at, true);
  }

  setWord(at: Address, word: Word): void {
    this.view.setBigUint64(at, word, true);
  }

  /** Kind of what the word points to; requires a pointer. */
  kindOf(word: Word): number {
    return this.view.getUint8(addressOf(word));
  }

  isKind(word: Word, wanted: number): boolean {
    return isPointer(word) && this.kindOf(word) === wanted;
  }

  isString(word: Word): boolean {
    return this.isKind(word, kind.string) || this.isKind(word, kind.wideString);
  }
}
