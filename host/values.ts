// Values of the kernel as JavaScript's, and the other way round: what host primitives take and
// answer. Only plain data crosses: nil, booleans, numbers, strings, keywords, vectors and maps.
//
// What is built lies in the nursery that the context holds: the host's own between two runs, so
// it must be given to the kernel (hostReturn, a var, a root) before the next run. Nothing here
// collects, so words stay valid meanwhile. Text is copied whole, natively; bytes of a Latin-1
// string are never looked at one by one.

import { kind, kindTypes, offset, primitive } from "../gen/tables";
import { HostFailure } from "./failure";
import {
  type Address,
  addressOf,
  FALSE,
  HeapFull,
  isPointer,
  type Kernel,
  makeFixnum,
  makePointer,
  NIL,
  TRUE,
  type Word,
} from "./kernel";

export { FALSE, NIL, TRUE };

const EMPTY_STRING: Word = 0x1adn;

const STRING_COUNT = offset.string.bytes; // of wide strings, units; in the same place
const STRING_TEXT = offset.string.tail;
const SMALL_BYTES = 8192;
const MOST_BYTES = 0x7fffffff; // of one object
const SMALL_INTEGER = 1 << 29; // shifted by two it still fits 32 bits
const BLOCK_SHIFT = 15;
const STAGE_BLOCKS = 8;
const BLOCK_STACK = 6;

/** A keyword, for answers of host primitives. */
export class Keyword {
  constructor(readonly name: string) {}
}

/** A double whose number may be an integer. */
export class Double {
  constructor(readonly value: number) {}
}

/** The name of a port, by its number. */
export class PortName {
  constructor(readonly number: number) {}
}

/** A word that exists already. */
export class Existing {
  constructor(readonly word: Word) {}
}

/** Bytes that become a binary. */
export class Bytes {
  constructor(readonly bytes: Uint8Array) {}
}

export type HostValue =
  | null
  | undefined
  | boolean
  | number
  | bigint
  | string
  | Keyword
  | Double
  | Existing
  | PortName
  | Bytes
  | Uint8Array
  | readonly HostValue[]
  | ReadonlyMap<HostValue, HostValue>;

export class Values {
  private stage: Address = 0;
  private stageWords = 0;
  private stageUsed = 0;

  constructor(readonly kernel: Kernel) {}

  // Reading.

  /** Kind of a word that is a pointer, -1 of a fixnum, -2 of a flonum. */
  kindOf(word: Word): number {
    if (isPointer(word)) return this.kernel.kindOf(word);
    return (word & 3n) === 0n ? -1 : -2;
  }

  /** JVM's name of the class of a word, for messages. */
  className(word: Word): string {
    const found = this.kindOf(word);
    if (found === -1) return "java.lang.Long";
    if (found === -2) return "java.lang.Double";
    return kindTypes[found] ?? "java.lang.Object";
  }

  /** The text of a string; throws ClassCastException for anything else. */
  readString(word: Word): string {
    const found = this.kindOf(word);
    const at = addressOf(word);
    const { buffer } = this.kernel;
    const start = at + STRING_TEXT;
    const count = this.kernel.view.getUint32(at + STRING_COUNT, true);
    if (found === kind.string) return buffer.latin1Slice(start, start + count);
    if (found === kind.wideString) return buffer.ucs2Slice(start, start + 2 * count);
    throw this.castFailure(word, "java.lang.String");
  }

  /** A long that fits a JavaScript number exactly; throws ClassCastException for others. */
  readLong(word: Word): number {
    if ((word & 3n) === 0n) return Number(BigInt.asIntN(64, word) >> 2n);
    throw this.castFailure(word, "java.lang.Long");
  }

  /** Is the word neither nil nor false? */
  isTrue(word: Word): boolean {
    return word !== NIL && word !== FALSE;
  }

  /** A string, long, boolean or nil. */
  readPlain(word: Word): string | number | boolean | null {
    if (word === NIL || word === TRUE || word === FALSE) return word === NIL ? null : word === TRUE;
    return this.kernel.isString(word) ? this.readString(word) : this.readLong(word);
  }

  castFailure(word: Word, wanted: string): HostFailure {
    if (word === NIL) return new HostFailure("java.lang.NullPointerException", null);
    return new HostFailure(
      "java.lang.ClassCastException",
      `class ${this.className(word)} cannot be cast to class ${wanted}`,
    );
  }

  /** Elements of a vector. */
  readVector(word: Word): Word[] {
    const count = Number(this.callPrimitive(primitive.count, word) >> 2n);
    return Array.from({ length: count }, (_, i) =>
      this.callPrimitive(primitive.nth, word, BigInt(i) << 2n),
    );
  }

  /** The low bytes of an array of longs. */
  readByteArray(word: Word): Buffer {
    const at = addressOf(word) + offset.longs.tail;
    const count = this.kernel.view.getUint32(addressOf(word) + offset.longs.bytes, true) >>> 3;
    const bytes = Buffer.allocUnsafe(count);
    for (let i = 0; i < count; i++) bytes[i] = this.kernel.view.getUint8(at + 8 * i);
    return bytes;
  }

  // Building.

  /** The word of a JavaScript value. */
  make(value: HostValue): Word {
    const { exports } = this.kernel;
    switch (typeof value) {
      case "string":
        return this.makeString(value);
      case "number":
        return Number.isSafeInteger(value)
          ? makeFixnum(value)
          : this.kernel.check(exports.makeDouble(value));
      case "boolean":
        return value ? TRUE : FALSE;
      case "bigint":
        return this.kernel.check(exports.makeLong(value));
      default:
        return value === null || value === undefined ? NIL : this.makeObject(value);
    }
  }

  private makeObject(value: object): Word {
    if (value instanceof Existing) return value.word;
    if (value instanceof Keyword) return this.makeKeyword(value.name);
    if (value instanceof Bytes) return this.makeBinary(value.bytes);
    if (value instanceof Uint8Array) return this.makeByteArray(value);
    if (value instanceof PortName)
      return this.kernel.check(this.kernel.exports.makePort(BigInt(value.number)));
    if (value instanceof Double)
      return this.kernel.check(this.kernel.exports.makeDouble(value.value));
    if (Array.isArray(value)) return this.makeVector(value);
    if (value instanceof Map) return this.makeMap(value);
    throw new TypeError(`no host value: ${String(value)}`);
  }

  /** A string; a Latin-1 one whenever it can be. */
  makeString(text: string): Word {
    if (text === "") return EMPTY_STRING;
    const isWide = /[^\0-\xff]/.test(text);
    const bytes = isWide ? 2 * text.length : text.length;
    const at = this.allocateText(isWide ? kind.wideString : kind.string, text.length, bytes);
    const { buffer } = this.kernel;
    if (isWide) buffer.ucs2Write(text, at + STRING_TEXT, bytes);
    else buffer.latin1Write(text, at + STRING_TEXT, bytes);
    return makePointer(at);
  }

  /** A string of Latin-1 bytes (ASCII, for instance). */
  makeLatin1(bytes: Uint8Array): Word {
    if (bytes.length === 0) return EMPTY_STRING;
    const at = this.allocateText(kind.string, bytes.length, bytes.length);
    this.kernel.buffer.set(bytes, at + STRING_TEXT);
    return makePointer(at);
  }

  /** Room for the text of a string, its padding cleared. */
  private allocateText(textKind: number, units: number, bytes: number): Address {
    const size = Math.ceil((bytes + STRING_TEXT) / 8) * 8;
    const at = size > MOST_BYTES ? 0 : this.allocate(textKind, size);
    if (at === 0) throw new HeapFull();
    this.kernel.setWord(at + size - 8, 0n);
    this.kernel.setWord(at + STRING_COUNT, BigInt(units));
    return at;
  }

  /** An array of bytes, signed as the JVM's are. */
  makeByteArray(bytes: Uint8Array): Word {
    const size = offset.longs.tail + 8 * bytes.length;
    const at = size > MOST_BYTES ? 0 : this.allocate(kind.longs, size);
    if (at === 0) throw new HeapFull();
    const { view } = this.kernel;
    this.kernel.setWord(at + offset.longs.bytes, BigInt(8 * bytes.length));
    for (let i = 0; i < bytes.length; i++) {
      const byte = ((bytes[i] as number) << 24) >> 24;
      const to = at + offset.longs.tail + 8 * i;
      view.setInt32(to, byte, true);
      view.setInt32(to + 4, byte >> 31, true);
    }
    return makePointer(at);
  }

  /** A binary with these bytes. */
  makeBinary(bytes: Uint8Array): Word {
    const size = (offset.buffer.tail + bytes.length + 7) & ~7;
    const at = size > MOST_BYTES ? 0 : this.allocate(kind.buffer, size);
    if (at === 0) throw new HeapFull();
    const { buffer } = this.kernel;
    if (bytes.length > 0) buffer.fill(0, at + size - 8, at + size);
    buffer.set(bytes, at + offset.buffer.tail);
    this.kernel.setWord(at + offset.buffer.bytes, BigInt(bytes.length));
    const o = this.allocate(kind.binary, offset.binary.count + 8);
    this.kernel.setWord(o + offset.binary.buffer, makePointer(at));
    this.kernel.setWord(o + offset.binary.start, 0n);
    this.kernel.setWord(o + offset.binary.count, BigInt(bytes.length));
    return makePointer(o);
  }

  /** A copy of the bytes of a binary; throws ClassCastException for anything else. */
  readBinary(word: Word): Buffer {
    if (!this.kernel.isKind(word, kind.binary)) {
      throw this.castFailure(word, "genera.binary.Binary");
    }
    const o = addressOf(word);
    const buffer = addressOf(this.kernel.word(o + offset.binary.buffer));
    const from = buffer + offset.buffer.tail + Number(this.kernel.word(o + offset.binary.start));
    const count = Number(this.kernel.word(o + offset.binary.count));
    return Buffer.from(this.kernel.buffer.subarray(from, from + count));
  }

  private allocate(objectKind: number, bytes: number): Address {
    const { allocateObject, allocateLargeObject } = this.kernel.exports;
    const allocate = bytes > SMALL_BYTES ? allocateLargeObject : allocateObject;
    return allocate(objectKind, bytes) >>> 0;
  }

  makeKeyword(name: string): Word {
    return this.callPrimitive(primitive.keyword, NIL, this.makeString(name));
  }

  makeVector(items: readonly HostValue[]): Word {
    const base = this.reserveStage(items.length);
    for (let i = 0; i < items.length; i++) {
      const item = items[i];
      if (isSmallInteger(item)) this.setSmallInteger(base + i, item);
      else {
        const word = this.make(item);
        this.kernel.setWord(this.stage + 8 * (base + i), word);
      }
    }
    this.stageUsed = base;
    const { exports } = this.kernel;
    return this.kernel.check(exports.makeVectorOf(this.stage + 8 * base, items.length));
  }

  /** Without a bigint: vectors of bounds are made by the million. */
  private setSmallInteger(index: number, n: number): void {
    const at = this.stage + 8 * index;
    this.kernel.view.setInt32(at, n << 2, true);
    this.kernel.view.setInt32(at + 4, n < 0 ? -1 : 0, true);
  }

  makeMap(entries: ReadonlyMap<HostValue, HostValue>): Word {
    let map = this.callPrimitive(primitive.emptyHashMap);
    for (const [key, value] of entries) {
      map = this.callPrimitive(primitive.assoc, map, this.make(key), this.make(value));
    }
    return map;
  }

  /** The value of a kernel primitive that needs no Lisp for these arguments. */
  callPrimitive(number: number, ...args: Word[]): Word {
    const base = this.reserveStage(args.length);
    args.forEach((word, i) => {
      this.kernel.setWord(this.stage + 8 * (base + i), word);
    });
    this.stageUsed = base;
    const { exports } = this.kernel;
    return this.kernel.check(exports.callPrimitive(number, this.stage + 8 * base));
  }

  /** Index of `count` free words in the staging area, which holds words on their way in. */
  private reserveStage(count: number): number {
    const needed = this.stageUsed + count;
    if (needed > this.stageWords) this.growStage(needed);
    const base = this.stageUsed;
    this.stageUsed = needed;
    return base;
  }

  private growStage(words: number): void {
    const blocks = Math.max(STAGE_BLOCKS, Math.ceil((words * 2 * 8) / (1 << BLOCK_SHIFT)));
    const { takeRun, freeRun } = this.kernel.exports;
    const block = takeRun(blocks, BLOCK_STACK);
    if (block === 0) throw new HeapFull();
    const at = (block << BLOCK_SHIFT) >>> 0;
    if (this.stage !== 0) {
      this.kernel.buffer.copyWithin(at, this.stage, this.stage + 8 * this.stageUsed);
      freeRun(this.stage >>> BLOCK_SHIFT);
    }
    this.stage = at;
    this.stageWords = (blocks << BLOCK_SHIFT) / 8;
  }
}

function isSmallInteger(item: HostValue): item is number {
  return typeof item === "number" && (item | 0) === item && Math.abs(item) < SMALL_INTEGER;
}
