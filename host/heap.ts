// What the compiler's side of the host needs of the heap beyond plain data (host/values.ts): raw
// objects of any kind, their fields, lists, and words that stay alive while Lisp runs.
//
// Words that the host keeps across runs of Lisp are promoted and stand in a table that the
// collector scans; nothing in the shared heap moves while there are such words. A piece of work
// holds what it needs in a group of its own and gives all of it back at its end; what belongs to
// no such group is held for ever.
//
// Invariant: nothing in scratch outlives the call that put it there.

import { kind, primitiveNumbers } from "../gen/tables.ts";
import {
  type Address,
  addressOf,
  HeapFull,
  isPointer,
  type Kernel,
  makePointer,
  NIL,
  type Word,
} from "./kernel.ts";
import type { Values } from "./values.ts";

export {
  type Address,
  addressOf,
  FALSE,
  HeapFull,
  isPointer,
  makeFixnum,
  makePointer,
  NIL,
  SENTINEL,
  TRUE,
  type Word,
} from "./kernel.ts";

export const EMPTY_LIST: Word = 0x12dn;
export const EMPTY_VECTOR: Word = 0x13dn;
export const EMPTY_MAP: Word = 0x17dn;
export const EMPTY_SET: Word = 0x195n;

const BLOCK_SHIFT = 15;
const BLOCK_STACK = 6;
const SCRATCH_BLOCKS = 32;
const HELD_BLOCKS = 4;
const HELD_WORDS = (HELD_BLOCKS << BLOCK_SHIFT) / 8;
const SMALL_BYTES = 8192;

// biome-ignore lint/suspicious/noExplicitAny: exports take and answer numbers or bigints
type Exports = Record<string, (...args: any[]) => any>;

/** Places in the table of held words. */
export type HeldGroup = number[];

export class Heap {
  readonly kernel: Kernel;
  readonly view: DataView;
  private readonly exports: Exports;
  private scratchAt = 0;
  private scratchBytes = 0;
  private heldAt = 0;
  private usedSlots = 0;
  private heldCount = 0;
  private readonly freeSlots: number[] = [];
  private group: HeldGroup = [];

  constructor(readonly values: Values) {
    this.kernel = values.kernel;
    this.exports = this.kernel.exports as unknown as Exports;
    this.view = new DataView(this.kernel.memory.buffer);
  }

  /** Calls an export that answers a word; throws HeapFull when it asks for memory. */
  make(name: string, ...args: readonly (number | bigint)[]): Word {
    return this.kernel.check(this.exports[name]!(...args) as bigint);
  }

  /** Calls an export that answers a number. */
  call(name: string, ...args: readonly (number | bigint)[]): number {
    return Number(this.exports[name]!(...args)) >>> 0;
  }

  /** Runs the primitive of that Lisp name, which neither parks nor calls Lisp here. */
  primitive(name: string, ...args: readonly Word[]): Word {
    return this.make("callPrimitive", primitiveNumbers[name]!, this.putWords(args));
  }

  /** Address of at least `bytes` that are free until the next use of scratch. */
  takeScratch(bytes: number): Address {
    if (bytes > this.scratchBytes) {
      const blocks = Math.max(SCRATCH_BLOCKS, (bytes >> BLOCK_SHIFT) + 1);
      const first = this.exports.takeRun!(blocks, BLOCK_STACK) as number;
      if (first === 0) throw new HeapFull();
      if (this.scratchBytes > 0) this.exports.freeRun!(this.scratchAt >>> BLOCK_SHIFT);
      this.scratchAt = (first << BLOCK_SHIFT) >>> 0;
      this.scratchBytes = blocks << BLOCK_SHIFT;
    }
    return this.scratchAt;
  }

  /** Puts words into scratch; answers where. */
  putWords(words: readonly Word[]): Address {
    const at = this.takeScratch(8 * words.length + 8);
    for (let i = 0; i < words.length; i++) this.view.setBigUint64(at + 8 * i, words[i]!, true);
    return at;
  }

  word(at: Address): Word {
    return this.view.getBigUint64(at, true);
  }

  /** Kind of what the word points to; requires a pointer. */
  kindOf(word: Word): number {
    return this.view.getUint8(addressOf(word));
  }

  isKind(word: Word, wanted: number): boolean {
    return isPointer(word) && this.kindOf(word) === wanted;
  }

  /** Field of the object a word points to, by its offset. */
  field(word: Word, at: number): Word {
    return this.view.getBigUint64(addressOf(word) + at, true);
  }

  /** Builds an object of kind `wanted`: its fields in order, then the bytes of its tail. */
  makeObject(wanted: number, fields: readonly Word[], tail?: Uint8Array): Word {
    const length = tail === undefined ? 0 : (tail.length + 7) & ~7;
    const size = 8 + 8 * fields.length + length;
    const { allocateObject, allocateLargeObject } = this.exports;
    const at = (size > SMALL_BYTES ? allocateLargeObject! : allocateObject!)(
      wanted,
      size,
    ) as number;
    if (at === 0) throw new HeapFull();
    const start = (at >>> 0) + 8;
    fields.forEach((word, i) => {
      this.view.setBigUint64(start + 8 * i, word, true);
    });
    if (tail !== undefined) {
      const from = start + 8 * fields.length;
      this.kernel.buffer.fill(0, from + (tail.length & ~7), from + length);
      this.kernel.buffer.set(tail, from);
    }
    return makePointer(at >>> 0);
  }

  /** A string of bytes that are no text: a table of a code object. */
  makeBytes(bytes: Uint8Array): Word {
    return this.makeObject(kind.string, [BigInt(bytes.length)], bytes);
  }

  makeNode(words: readonly Word[]): Word {
    return this.makeObject(kind.node, [BigInt(words.length), ...words]);
  }

  makeString(text: string): Word {
    return this.values.makeString(text);
  }

  isString(word: Word): boolean {
    if (!isPointer(word)) return false;
    const found = this.kindOf(word);
    return found === kind.string || found === kind.wideString;
  }

  readString(word: Word): string {
    return this.values.readString(word);
  }

  /** Keeps a word, promoted, alive as long as the current group is; answers it. */
  hold(word: Word): Word {
    const shared = this.promote(word);
    if (!isPointer(shared)) return shared;
    if (this.heldAt === 0) this.openHeld();
    const slot = this.freeSlots.pop() ?? this.usedSlots++;
    if (slot >= HELD_WORDS) throw new HeapFull();
    this.view.setBigUint64(this.heldAt + 8 * slot, shared, true);
    if (this.heldCount++ === 0) this.call("keepStill", 1);
    this.group.push(slot);
    return shared;
  }

  /** Runs `work`; what is held meanwhile belongs to `group` and lives until it is released. */
  holdIn<T>(group: HeldGroup, work: () => T): T {
    const before = this.group;
    this.group = group;
    try {
      return work();
    } finally {
      this.group = before;
    }
  }

  release(group: HeldGroup): void {
    if (group.length === 0) return;
    this.heldCount -= group.length;
    if (this.heldCount === 0) this.call("keepStill", 0);
    for (const slot of group.splice(0)) {
      this.view.setBigUint64(this.heldAt + 8 * slot, NIL, true);
      this.freeSlots.push(slot);
    }
  }

  private openHeld(): void {
    const first = this.call("takeRun", HELD_BLOCKS, BLOCK_STACK);
    if (first === 0) throw new HeapFull();
    this.heldAt = (first << BLOCK_SHIFT) >>> 0;
    new BigUint64Array(this.kernel.memory.buffer, this.heldAt, HELD_WORDS).fill(NIL);
    if (this.call("addRootRange", this.heldAt, HELD_WORDS) === 0) throw new HeapFull();
  }

  /** The word as every actor may see it; such objects never move while they live. */
  promote(word: Word): Word {
    return isPointer(word) ? this.make("promote", word) : word;
  }
}
