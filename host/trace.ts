// The lines of the event log (kernel/actor/trace.ts), and the short text of a value in them.
//
// A line is written in the midst of a primitive, on whichever worker, so values are read as they
// lie in memory and nothing of Lisp is called: what is deep, long, lazy or a program's own type is
// abbreviated. Immutable objects stay readable where they are, whoever has moved them.
//
//     17 1000.0125 #pid[3 0] send #pid[1 0] [:add 1 2]

import { writeSync } from "node:fs";
import { kind, kindTypes, offset, trace } from "../gen/tables";
import { addressOf, isPointer, NIL, type Word } from "./kernel";

const DEEPEST = 5;
const MOST_ITEMS = 16;
const MOST_TEXT = 80;
const MS_DIGITS = 4;
const FORWARDED_SHIFT = 32n;
const NOBODY = 0xffffffffffffffffn;

const names: Readonly<Record<number, string>> = Object.fromEntries(
  Object.entries(trace).map(([name, number]) => [number, name]),
);
/** The events with two operands. */
const pairs: ReadonlySet<number> = new Set([
  trace.send,
  trace.monitor,
  trace.signal,
  trace.register,
  trace.unregister,
  trace.timer,
]);

const characters: Readonly<Record<number, string>> = { 10: "newline", 32: "space", 9: "tab" };

type Tracer = (event: number, number: number, ms: number, who: Word, x: Word, y: Word) => void;

/** The function that writes a line to a descriptor. */
export function makeTracer(memory: WebAssembly.Memory, descriptor: number): Tracer {
  const brief = new Brief(new DataView(memory.buffer));
  return (event, number, ms, who, x, y) => {
    const id = BigInt.asUintN(64, who);
    const actor = id === NOBODY ? "-" : `#pid[${id & 0xffffffffn} ${id >> FORWARDED_SHIFT}]`;
    const operands = (pairs.has(event) ? [x, y] : [x]).map((word) => brief.show(word)).join(" ");
    writeSync(
      descriptor,
      `${number} ${ms.toFixed(MS_DIGITS)} ${actor} ${names[event]} ${operands}\n`,
    );
  };
}

/** Shows values briefly. */
class Brief {
  constructor(private readonly view: DataView) {}

  show(signed: Word, depth = 0): string {
    const word = BigInt.asUintN(64, signed);
    if ((word & 3n) === 0n) return String(BigInt.asIntN(64, word) >> 2n);
    if (!isPointer(word)) return this.double(flonumBits(word));
    const at = addressOf(word);
    switch (this.view.getUint8(at)) {
      case kind.nil:
        return "nil";
      case kind.boolean:
        return word === 0x115n ? "true" : "false";
      case kind.character: {
        const point = Number(word >> 32n);
        return `\\${characters[point] ?? String.fromCodePoint(point)}`;
      }
      case kind.long:
        return String(this.view.getBigInt64(at + offset.long.number, true));
      case kind.double:
        return this.double(this.view.getBigUint64(at + offset.double.number, true));
      case kind.string:
      case kind.wideString:
        return JSON.stringify(this.text(word));
      case kind.symbol:
        return this.name(at, offset.symbol.namespace, offset.symbol.name);
      case kind.keyword:
        return `:${this.name(at, offset.keyword.namespace, offset.keyword.name)}`;
      case kind.pid:
        return `#pid[${this.raw(at + offset.pid.index)} ${this.raw(at + offset.pid.generation)}]`;
      case kind.reference:
        return `#ref[${this.raw(at + offset.reference.number)}]`;
      default:
        return depth < DEEPEST ? this.showObject(word, at, depth + 1) : "…";
    }
  }

  private showObject(word: Word, at: number, depth: number): string {
    switch (this.view.getUint8(at)) {
      case kind.emptyList:
        return "()";
      case kind.list:
      case kind.cons:
        return this.showList(word, depth);
      case kind.vector:
        return `[${this.join(this.vectorItems(at), depth, " ")}]`;
      case kind.mapEntry:
        return `[${this.join([at + offset.mapEntry.key, at + offset.mapEntry.val], depth, " ")}]`;
      case kind.arrayMap:
      case kind.hashMap:
        return `{${this.showEntries(this.entries(at), depth)}}`;
      case kind.hashSet: {
        const map = addressOf(this.word(at + offset.hashSet.map));
        const keys = this.entries(map).map(([key]) => key);
        return `#{${this.join(keys, depth, " ")}}`;
      }
      case kind.function: {
        const template = addressOf(this.word(at + offset.function.template));
        const name = this.word(template + offset.template.name);
        return `#fn[${this.show(name, depth).replaceAll('"', "")}]`;
      }
      case kind.record:
      case kind.instance:
      case kind.mutableInstance:
      case kind.throwable: {
        const type = addressOf(this.word(at + offset.record.type));
        return `#<${this.text(this.word(type + offset.type.name))}>`;
      }
      case kind.var:
        return `#'${this.show(this.word(at + offset.var.name), depth)}`;
      default:
        return `#<${kindTypes[this.view.getUint8(at)] ?? "object"}>`;
    }
  }

  private word(at: number): Word {
    return this.view.getBigUint64(at, true);
  }

  private raw(at: number): number {
    return Number(this.word(at));
  }

  private double(bits: bigint): string {
    const view = new DataView(new ArrayBuffer(8));
    view.setBigUint64(0, bits);
    const x = view.getFloat64(0);
    return Number.isInteger(x) ? x.toFixed(1) : String(x);
  }

  /** The beginning of a string. */
  private text(word: Word): string {
    const at = addressOf(word);
    const count = this.raw(at + offset.string.bytes);
    const isWide = this.view.getUint8(at) === kind.wideString;
    let text = "";
    for (let i = 0; i < Math.min(count, MOST_TEXT); i++) {
      const place = at + offset.string.tail + (isWide ? 2 * i : i);
      text += String.fromCharCode(
        isWide ? this.view.getUint16(place, true) : this.view.getUint8(place),
      );
    }
    return count > MOST_TEXT ? `${text}…` : text;
  }

  private name(at: number, namespaceAt: number, nameAt: number): string {
    const namespace = this.word(at + namespaceAt);
    const name = this.text(this.word(at + nameAt));
    return namespace === NIL ? name : `${this.text(namespace)}/${name}`;
  }

  /** The values at some places, the first of them only. */
  private join(places: readonly number[], depth: number, between: string): string {
    const shown = places.slice(0, MOST_ITEMS).map((at) => this.show(this.word(at), depth));
    return (places.length > MOST_ITEMS ? [...shown, "…"] : shown).join(between);
  }

  private showList(word: Word, depth: number): string {
    const shown: string[] = [];
    for (let rest = word; rest !== NIL; ) {
      const at = addressOf(rest);
      const found = this.view.getUint8(at);
      if (found === kind.emptyList) break;
      if (shown.length === MOST_ITEMS || (found !== kind.list && found !== kind.cons)) {
        shown.push("…");
        break;
      }
      shown.push(this.show(this.word(at + offset.list.first), depth));
      rest = this.word(at + offset.list.rest);
    }
    return `(${shown.join(" ")})`;
  }

  private nodePlaces(node: Word): number[] {
    const at = addressOf(node);
    const count = this.raw(at + offset.node.count);
    return Array.from({ length: count }, (_, i) => at + offset.node.tail + 8 * i);
  }

  /** The places of the first elements of a vector. */
  private vectorItems(at: number): number[] {
    const tail = this.nodePlaces(this.word(at + offset.vector.tail));
    let shift = this.raw(at + offset.vector.shift);
    if (this.raw(at + offset.vector.count) <= tail.length) return tail;
    let node = this.word(at + offset.vector.root);
    for (; shift > 0; shift -= 5) {
      const [first] = this.nodePlaces(node);
      if (first === undefined) return tail;
      node = this.word(first);
    }
    return [...this.nodePlaces(node), ...tail];
  }

  /** The places of keys and values of a map, some of them. */
  private entries(at: number): (readonly [number, number])[] {
    if (this.view.getUint8(at) === kind.arrayMap) {
      return inPairs(this.nodePlaces(this.word(at + offset.arrayMap.entries)));
    }
    const found: (readonly [number, number])[] = [];
    this.collect(this.word(at + offset.hashMap.root), found);
    return found;
  }

  private collect(node: Word, found: (readonly [number, number])[]): void {
    if (node === NIL || found.length > MOST_ITEMS) return;
    const at = addressOf(node);
    if (this.view.getUint8(at) !== kind.hashNode) return;
    const maps = this.word(at + offset.hashNode.maps);
    const children = bitCount(Number(maps >> 32n));
    const pairCount = bitCount(Number(maps & 0xffffffffn));
    const tail = at + offset.hashNode.tail;
    const start = tail + 8 * children;
    for (let i = 0; i < pairCount; i++) found.push([start + 16 * i, start + 16 * i + 8]);
    for (let i = 0; i < children; i++) this.collect(this.word(tail + 8 * i), found);
  }

  private showEntries(entries: readonly (readonly [number, number])[], depth: number): string {
    const shown = entries
      .slice(0, MOST_ITEMS)
      .map(([key, value]) => this.join([key, value], depth, " "));
    return (entries.length > MOST_ITEMS ? [...shown, "…"] : shown).join(", ");
  }
}

function inPairs(places: readonly number[]): (readonly [number, number])[] {
  return places.flatMap((key, i) => (i % 2 === 0 ? [[key, places[i + 1] ?? key] as const] : []));
}

function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits >>> 0; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** The bits of the double that a self-tagged word is: rotated by four, plus three. */
function flonumBits(word: Word): bigint {
  const rotated = BigInt.asUintN(64, word - 3n);
  return (rotated >> 4n) | BigInt.asUintN(64, rotated << 60n);
}
