// Compiled code as portable bytes: what the image's compiler has made of a file of source, for a
// world that the compiler does not live in: the next image, or a program that requires a library.
//
// A file is a sequence of units, one for each top-level form, each a function of no arguments. A
// unit holds the graph of immutable objects below its function, children first, as they lie in
// the heap; vars, classes, namespaces and keywords are names, which whoever reads the unit looks
// up or makes. A unit is read when those before it have run.
//
//   0 "VLDC"   4 u32 format   8 u64 hash of the load map   16 u32 units   20 u32 bytes of the name
//   24 name of the source, UTF-8, zeros to a multiple of 8; then the units:
//   unit    u32 objects   u32 bytes of the records; the last object is the function
//   record  u8 kind   u8 tail (0 none, 1 words, 2 bytes, 3 children and pairs of a trie's node)
//           u16 fields   u32 mask of the fields that are words   u32 bytes of the tail   u32 0;
//           fields and tail, 8 bytes each
//
// A word is as in the heap, but that a pointer to record i of the unit has address FIRST + 8 i;
// below FIRST lie the objects that every world has at the same place.
//
// Invariants: equal graphs give equal bytes (no address, hash or feedback gets in); code that the
// kernel's verifier has not passed is never handed out.

import { createHash } from "node:crypto";
import { closeSync, openSync, readSync } from "node:fs";
import { kind, loadMap, offset, shapes } from "../gen/tables.ts";
import { addressOf, type HeldGroup, isPointer, makePointer, NIL, type Word } from "./heap.ts";
import type { Registry } from "./registry.ts";

const MAGIC = 0x43444c56; // "VLDC"
const FORMAT = 1;
const HEADER_BYTES = 24;
const UNIT_BYTES = 8;
const RECORD_BYTES = 16;
const FIRST = 0x800;
const TAIL_WORDS = 1;
const TAIL_BYTES = 2;
const TAIL_TRIE = 3;

const DATE = "java.util.Date";
const CODE_SOURCE = offset.code.source / 8 - 1;

/** The field of a kind that code leaves out: the reader knows its own, or it is made when asked. */
const leftOut = new Map<number, number>([
  [kind.code, offset.code.source],
  [kind.template, offset.template.type],
]);

/** What cannot be written or read, in a sentence. */
export class CodeError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "CodeError";
  }
}

const roundUp = (bytes: number): number => (bytes + 7) & ~7;

const countBits = (bits: bigint): number => bits.toString(2).replaceAll("0", "").length;

/** How many children and pairs a trie's node with these maps has. */
const countTrie = (maps: Word): { children: number; pairs: number } => ({
  children: countBits(maps >> 32n),
  pairs: countBits(maps & 0xffffffffn),
});

/** Code fits a Genera with the same kinds, instructions and primitives. */
const hashOfTables = createHash("sha256").update(loadMap).digest().readBigUInt64LE(0);

/** Is the file code that fits this Genera? */
export function isCode(path: string): boolean {
  const head = new Uint8Array(HEADER_BYTES);
  const file = openSync(path, "r");
  try {
    return readSync(file, head) === HEADER_BYTES && hasFitting(new DataView(head.buffer));
  } finally {
    closeSync(file);
  }
}

function hasFitting(head: DataView): boolean {
  if (head.getUint32(0, true) !== MAGIC || head.getUint32(4, true) !== FORMAT) return false;
  return head.getBigUint64(8, true) === hashOfTables;
}

/** The name that stands for an object in code, or null for an object that is written itself. */
function nameObject(registry: Registry, word: Word): string | null {
  const { heap } = registry;
  switch (heap.kindOf(word)) {
    case kind.var:
      return registry.nameOfVar(word).join("\0");
    case kind.type:
      return registry.nameOfClass(word);
    case kind.namespace:
      return registry.nameOfNamespace(word);
    case kind.keyword: {
      const ns = heap.field(word, offset.keyword.namespace);
      const name = heap.readString(heap.field(word, offset.keyword.name));
      return ns === NIL ? name : `${heap.readString(ns)}\0${name}`;
    }
    default:
      return null;
  }
}

/** A graph being written, in the order in which a reader can build it. */
class UnitWriter {
  private readonly places = new Map<number, number>();
  private readonly records: Buffer[] = [];

  constructor(private readonly registry: Registry) {}

  write(root: Word): Buffer {
    const stack: Word[] = [root];
    while (stack.length > 0) {
      const word = stack[stack.length - 1]!;
      const missing = this.places.has(addressOf(word)) ? [] : this.findMissing(word);
      if (missing.length > 0) {
        stack.push(...missing);
        continue;
      }
      stack.pop();
      if (this.places.has(addressOf(word))) continue;
      this.places.set(addressOf(word), this.records.length);
      this.records.push(this.writeRecord(word));
    }
    const head = Buffer.alloc(UNIT_BYTES);
    const body = Buffer.concat(this.records);
    head.writeUInt32LE(this.records.length, 0);
    head.writeUInt32LE(body.length, 4);
    return Buffer.concat([head, body]);
  }

  /** The words of an object that lead to other objects, with their offsets. */
  private *wordsOf(word: Word): Generator<readonly [at: number, word: Word]> {
    const { heap } = this.registry;
    const shape = shapes[heap.kindOf(word)]!;
    for (let i = 0; i < shape.fields.length; i++) {
      if (shape.fields[i] === "v") yield [8 * (i + 1), heap.field(word, 8 * (i + 1))];
    }
    const from = 8 * (shape.fields.length + 1);
    if (shape.tail === "trie") yield* this.wordsOfTrie(word, from);
    if (shape.tail !== "value" && shape.tail !== "cell") return;
    const count = this.countTail(word);
    for (let i = 0; i < count; i++) yield [from + 8 * i, heap.field(word, from + 8 * i)];
  }

  private *wordsOfTrie(word: Word, from: number): Generator<readonly [at: number, word: Word]> {
    const { heap } = this.registry;
    const { children, pairs } = countTrie(heap.field(word, offset.hashNode.maps));
    for (let i = 0; i < children; i++) {
      const at = from + 4 * i;
      yield [at, makePointer(heap.kernel.view.getUint32(addressOf(word) + at, true))];
    }
    for (let i = 0; i < 2 * pairs; i++) {
      const at = from + roundUp(4 * children) + 8 * i;
      yield [at, heap.field(word, at)];
    }
  }

  private countTail(word: Word): number {
    const { by } = shapes[this.registry.heap.kindOf(word)]!;
    return by < 0 ? 0 : Number(this.registry.heap.field(word, 8 * (by + 1)));
  }

  private isOwn(word: Word): boolean {
    return isPointer(word) && addressOf(word) >= FIRST;
  }

  /** What the object refers to and is not written yet, the first of it last. */
  private findMissing(word: Word): Word[] {
    if (nameObject(this.registry, word) !== null) return [];
    this.checkConstant(word);
    const left = leftOut.get(this.registry.heap.kindOf(word));
    const missing: Word[] = [];
    for (const [at, child] of this.wordsOf(word)) {
      if (at === left) continue;
      if (this.isOwn(child) && !this.places.has(addressOf(child))) missing.push(child);
    }
    return missing.reverse();
  }

  /** An object that may change is none that code can hold, unless it is a literal: a date. */
  private checkConstant(word: Word): void {
    const { heap } = this.registry;
    const shape = shapes[heap.kindOf(word)]!;
    if (!shape.isMutable || heap.isKind(word, kind.template)) return;
    if (heap.isKind(word, kind.mutableInstance)) {
      const type = heap.field(word, offset.mutableInstance.type);
      if (this.registry.nameOfClass(type) === DATE) return;
    }
    throw new CodeError(`an object that may change cannot stand in code (${shape.name})`);
  }

  private writeRecord(word: Word): Buffer {
    const { heap } = this.registry;
    const found = heap.kindOf(word);
    const name = nameObject(this.registry, word);
    if (name !== null) return makeRecord(found, [], 0, TAIL_BYTES, Buffer.from(name, "utf8"));
    const shape = shapes[found]!;
    const words = new Map(this.wordsOf(word));
    const left = leftOut.get(found);
    const put = (at: number): Word => this.place(words.get(at) ?? heap.field(word, at));
    const fields = Array.from(shape.fields, (type, i) => {
      const at = 8 * (i + 1);
      if (at === left) return NIL;
      return type === "v" ? put(at) : heap.field(word, at);
    });
    const mask = [...shape.fields].reduce((m, type, i) => (type === "v" ? m | (1 << i) : m), 0);
    const from = 8 * (shape.fields.length + 1);
    const count = this.countTail(word);
    if (shape.tail === "value" || shape.tail === "cell") {
      const tail = Buffer.alloc(8 * count);
      for (let i = 0; i < count; i++) tail.writeBigUInt64LE(put(from + 8 * i), 8 * i);
      return makeRecord(found, fields, mask, TAIL_WORDS, tail);
    }
    if (shape.tail === "trie") {
      const { children, pairs } = countTrie(heap.field(word, offset.hashNode.maps));
      const tail = Buffer.alloc(roundUp(4 * children) + 16 * pairs);
      for (const [at, content] of words) {
        const isChild = at < from + 4 * children;
        if (isChild) tail.writeUInt32LE(addressOf(this.place(content)), at - from);
        else if (at >= from) tail.writeBigUInt64LE(this.place(content), at - from);
      }
      return makeRecord(found, fields, mask, TAIL_TRIE, tail);
    }
    const bytes = shape.tail === "wide" ? 2 * count : count;
    const at = addressOf(word) + from;
    const tail = Buffer.from(heap.kernel.buffer.subarray(at, at + bytes));
    if (found === kind.code) clearFeedback(tail, heap.field(word, offset.code.feedback));
    return makeRecord(found, fields, mask, bytes === 0 ? 0 : TAIL_BYTES, tail);
  }

  private place(word: Word): Word {
    if (!this.isOwn(word)) return word;
    return BigInt(FIRST + 8 * this.places.get(addressOf(word))!) | (word & 7n);
  }
}

/** Clears what calls have noted behind the instructions (kernel/vm/feedback.ts). */
function clearFeedback(tail: Buffer, feedback: bigint): void {
  if (feedback !== 0n) tail.fill(0, Number(feedback & 0xffffffffn));
}

function makeRecord(
  kindNumber: number,
  fields: readonly Word[],
  mask: number,
  tailKind: number,
  tail: Buffer,
): Buffer {
  const record = Buffer.alloc(RECORD_BYTES + 8 * fields.length + roundUp(tail.length));
  record.writeUInt8(kindNumber, 0);
  record.writeUInt8(tailKind, 1);
  record.writeUInt16LE(fields.length, 2);
  record.writeUInt32LE(mask, 4);
  record.writeUInt32LE(tail.length, 8);
  fields.forEach((word, i) => {
    record.writeBigUInt64LE(word, RECORD_BYTES + 8 * i);
  });
  tail.copy(record, RECORD_BYTES + 8 * fields.length);
  return record;
}

export class CodeWriter {
  private readonly units: Buffer[] = [];

  constructor(
    private readonly registry: Registry,
    private readonly source: string,
  ) {}

  /** Adds a function of no arguments; throws CodeError for what only this world can have. */
  add(f: Word): void {
    this.units.push(new UnitWriter(this.registry).write(f));
  }

  finish(): Uint8Array {
    const name = Buffer.from(this.source, "utf8");
    const head = Buffer.alloc(HEADER_BYTES + roundUp(name.length));
    head.writeUInt32LE(MAGIC, 0);
    head.writeUInt32LE(FORMAT, 4);
    head.writeBigUInt64LE(hashOfTables, 8);
    head.writeUInt32LE(this.units.length, 16);
    head.writeUInt32LE(name.length, 20);
    name.copy(head, HEADER_BYTES);
    return Buffer.concat([head, ...this.units]);
  }
}

export class CodeReader {
  /** Units that are still to be read. */
  private left: number;
  private at: number;
  private readonly view: DataView;
  private readonly source: string;
  private sourceWord: Word = NIL;
  private readonly held: HeldGroup = [];

  /** Throws CodeError for bytes that are no code of this Genera. */
  constructor(
    private readonly registry: Registry,
    private readonly bytes: Uint8Array,
  ) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const { view } = this;
    if (bytes.length < HEADER_BYTES || !hasFitting(view)) {
      throw new CodeError("this is no code that this Genera compiled");
    }
    this.left = view.getUint32(16, true);
    const length = view.getUint32(20, true);
    this.source = Buffer.from(bytes.subarray(HEADER_BYTES, HEADER_BYTES + length)).toString("utf8");
    this.at = HEADER_BYTES + roundUp(length);
  }

  /** The next function of no arguments, promoted, or null at the end. */
  next(): Word | null {
    const { heap } = this.registry;
    if (this.left === 0) {
      this.close();
      return null;
    }
    if (this.sourceWord === NIL) {
      heap.holdIn(this.held, () => {
        this.sourceWord = heap.hold(heap.makeString(this.source));
      });
    }
    this.left--;
    const count = this.view.getUint32(this.at, true);
    const end = this.at + UNIT_BYTES + this.view.getUint32(this.at + 4, true);
    this.at += UNIT_BYTES;
    const words: Word[] = [];
    while (words.length < count) words.push(this.readRecord(words));
    if (this.at !== end || count === 0) throw new CodeError("the code is damaged");
    return heap.promote(words[count - 1]!);
  }

  /** Gives back what is held while there are units to come; to be called unless all were read. */
  close(): void {
    this.registry.heap.release(this.held);
  }

  private readWord(at: number, words: readonly Word[]): Word {
    const low = this.view.getUint32(at, true);
    if ((low & 3) !== 1 || low < FIRST) return this.view.getBigUint64(at, true);
    const found = words[(low - FIRST) >>> 3];
    if (found === undefined) throw new CodeError("the code is damaged");
    return found;
  }

  private readRecord(words: readonly Word[]): Word {
    const { view, at } = this;
    const found = view.getUint8(at);
    const tailKind = view.getUint8(at + 1);
    const fieldCount = view.getUint16(at + 2, true);
    const mask = view.getUint32(at + 4, true);
    const tailBytes = view.getUint32(at + 8, true);
    const tailAt = at + RECORD_BYTES + 8 * fieldCount;
    this.at = tailAt + roundUp(tailBytes);
    const tail = this.bytes.subarray(tailAt, tailAt + tailBytes);
    const named = this.findNamed(found, tail);
    if (named !== null) return named;
    const fields: Word[] = [];
    for (let i = 0; i < fieldCount; i++) {
      const from = at + RECORD_BYTES + 8 * i;
      fields.push((mask >>> i) & 1 ? this.readWord(from, words) : view.getBigUint64(from, true));
    }
    if (tailKind === TAIL_WORDS) {
      for (let from = tailAt; from < this.at; from += 8) fields.push(this.readWord(from, words));
    }
    if (found === kind.code) fields[CODE_SOURCE] = this.sourceWord;
    const { heap } = this.registry;
    const bytes = tailKind === TAIL_TRIE ? this.readTrie(tailAt, tail, fields, words) : tail;
    const hasBytes = tailKind === TAIL_BYTES || tailKind === TAIL_TRIE;
    const made = heap.makeObject(found, fields, hasBytes ? bytes : undefined);
    if (found === kind.code) this.verify(made);
    return found === kind.list || found === kind.cons ? made - 4n : made;
  }

  /** The tail of a trie's node as it lies in the heap. */
  private readTrie(
    from: number,
    tail: Uint8Array,
    fields: readonly Word[],
    words: readonly Word[],
  ): Uint8Array {
    const { children } = countTrie(fields[0]!);
    const made = Buffer.alloc(tail.length);
    for (let at = 0; at < 4 * children; at += 4) {
      const child = words[(this.view.getUint32(from + at, true) - FIRST) >>> 3];
      if (child === undefined) throw new CodeError("the code is damaged");
      made.writeUInt32LE(addressOf(child), at);
    }
    for (let at = roundUp(4 * children); at < tail.length; at += 8) {
      made.writeBigUInt64LE(this.readWord(from + at, words), at);
    }
    return made;
  }

  private findNamed(found: number, tail: Uint8Array): Word | null {
    const { registry } = this;
    const name = () => Buffer.from(tail).toString("utf8");
    switch (found) {
      case kind.var: {
        const [ns, short] = name().split("\0") as [string, string];
        return registry.varWord(ns, short);
      }
      case kind.type:
        return registry.classWord(name());
      case kind.namespace:
        return registry.makeNamespace(name());
      case kind.keyword: {
        const text = name();
        const cut = text.indexOf("\0");
        return registry.keyword(cut < 0 ? null : text.slice(0, cut), text.slice(cut + 1));
      }
      default:
        return null;
    }
  }

  private verify(code: Word): void {
    const { heap } = this.registry;
    const problem = heap.call("verifyCode", addressOf(code));
    if (problem !== 0) throw new CodeError(`the code is damaged (problem ${problem})`);
  }
}
