// Forms of the compiler as values of the heap, and values as forms.
//
// A list form carries :line and :column in its metadata, as on the JVM; coming back they become
// its position again, so what a macro leaves in place keeps its place. Values that are no forms
// (functions, records, …) travel as opaque forms around their word. A form that came from the
// heap remembers its word, so that the next macro gets the same object and not a copy.
//
// Invariants: words made here lie in the host's nursery and are good until Lisp runs again, or
// promoted and held (Heap.hold); a form is used no longer than the word is held that it came from.

import { kind, offset } from "../../gen/tables.ts";
import * as F from "../../seed/forms.ts";
import {
  type Address,
  addressOf,
  EMPTY_SET,
  EMPTY_VECTOR,
  FALSE,
  type Heap,
  isPointer,
  makeFixnum,
  makePointer,
  NIL,
  TRUE,
  type Word,
} from "../heap.ts";

/** Integers of this many bits are immediate. */
const FIXNUM_BITS = 62;

/** The words and numbers that a form is known to be in this heap. */
export class Forms {
  private readonly keywords = new Map<string, Word>();
  /** Forms by the address of their objects, while those are held. */
  private readonly known = new Map<Address, F.MetaForm>();
  private readonly lineKey: Word;
  private readonly columnKey: Word;

  constructor(readonly heap: Heap) {
    this.lineKey = this.makeKeyword(null, "line");
    this.columnKey = this.makeKeyword(null, "column");
  }

  makeText(text: string | null): Word {
    return text === null ? NIL : this.heap.makeString(text);
  }

  /** Keywords are interned for ever, so their words are remembered. */
  makeKeyword(ns: string | null, name: string): Word {
    const key = ns === null ? name : `${ns}/${name}`;
    const known = this.keywords.get(key);
    if (known !== undefined) return known;
    const made = this.heap.make("internKeyword", this.makeText(ns), this.makeText(name));
    this.keywords.set(key, made);
    return made;
  }

  makeSymbol(ns: string | null, name: string, meta: Word = NIL): Word {
    return this.heap.make("makeSymbol", this.makeText(ns), this.makeText(name), meta);
  }

  /** The value that reading the form gives. */
  toWord(form: F.Form): Word {
    const origin = "origin" in form ? form.origin : undefined;
    return origin === undefined ? this.makeWord(form) : (origin as Word);
  }

  /** Forgets which objects forms are: to be called when held words are given back. */
  forget(): void {
    this.known.clear();
  }

  private makeWord(form: F.Form): Word {
    const { heap } = this;
    switch (form.kind) {
      case "nil":
        return NIL;
      case "bool":
        return form.value ? TRUE : FALSE;
      case "int":
        return this.makeInteger(form.value);
      case "dbl":
        return heap.make("makeDouble", form.value);
      case "char":
        return heap.make("makeCharacter", form.code);
      case "str":
        return heap.makeString(form.value);
      case "kw":
        return this.makeKeyword(form.ns, form.name);
      case "sym":
        return this.makeSymbol(form.ns, form.name, this.makeMeta(form));
      case "list":
      case "vec":
      case "map":
      case "set":
        return this.makeColl(form);
      case "bigint":
        return this.makeBigInt(form.value);
      case "regex":
        return heap.primitive("pattern", heap.makeString(form.source), 0n);
      case "opaque":
        return form.handle as Word;
    }
  }

  makeInteger(value: bigint): Word {
    if (BigInt.asIntN(FIXNUM_BITS, value) === value) return BigInt.asUintN(64, value << 2n);
    return this.heap.make("makeLong", value);
  }

  private makeBigInt(value: bigint): Word {
    const { heap } = this;
    const text = `${value}`;
    const at = heap.takeScratch(text.length);
    heap.kernel.buffer.latin1Write(text, at, text.length);
    return heap.primitive("to-bigint", heap.make("parseInteger", at, text.length, 10));
  }

  private makeColl(form: F.List | F.Vec | F.MapForm | F.SetForm): Word {
    const { heap } = this;
    const items = form.items.map((item) => this.toWord(item));
    const meta = this.makeMeta(form);
    let made: Word;
    if (form.kind === "list") made = heap.make("makeListOf", heap.putWords(items), items.length);
    else if (form.kind === "vec") {
      made = heap.make("makeVectorOf", heap.putWords(items), items.length);
    } else if (form.kind === "map") made = this.makeMap(items);
    else made = items.reduce((set, item) => heap.primitive("conj", set, item), EMPTY_SET);
    if (meta === NIL) return made;
    if (form.kind === "list") return heap.make("cellWithMeta", made, meta);
    return heap.primitive("with-meta", made, meta);
  }

  /** A map of keys and values by turns: an array map up to 8 entries. */
  makeMap(items: readonly Word[]): Word {
    return this.heap.make("makeMapOf", this.heap.putWords(items), items.length / 2);
  }

  private makeMeta(form: F.MetaForm): Word {
    const isPlaced = form.kind === "list" && form.items.length > 0 && form.pos.line > 0;
    if (form.meta === null && !isPlaced) return NIL;
    const items = (form.meta?.items ?? []).map((item) => this.toWord(item));
    if (isPlaced) {
      const { line, column } = form.pos;
      const place = [this.lineKey, this.makeInteger(BigInt(line)), this.columnKey];
      items.unshift(...place, this.makeInteger(BigInt(column)));
    }
    return this.makeMap(items);
  }

  /** The form that the value is; lazy sequences must have become lists before. */
  toForm(word: Word): F.Form {
    if (!isPointer(word)) return this.toImmediate(word);
    const at = addressOf(word);
    const known = this.known.get(at);
    if (known !== undefined) return known;
    const form = this.toObjectForm(word);
    if (F.canHoldMeta(form)) {
      form.origin = word;
      this.known.set(at, form);
    }
    return form;
  }

  private toImmediate(word: Word): F.Form {
    if ((word & 3n) === 0n) return new F.Int(BigInt.asIntN(64, word) >> 2n);
    const { exports } = this.heap.kernel;
    const { decodeFlonum } = exports as unknown as { decodeFlonum(word: Word): number };
    return new F.Dbl(decodeFlonum(word));
  }

  private toObjectForm(word: Word): F.Form {
    const { heap } = this;
    const at = addressOf(word);
    switch (heap.kindOf(word)) {
      case kind.nil:
        return new F.Nil();
      case kind.boolean:
        return new F.Bool(word === TRUE);
      case kind.character:
        return new F.Char(Number(word >> 32n));
      case kind.string:
      case kind.wideString:
        return new F.Str(heap.readString(word));
      case kind.long:
        return new F.Int(heap.view.getBigInt64(at + offset.long.number, true));
      case kind.double:
        return new F.Dbl(heap.view.getFloat64(at + offset.double.number, true));
      case kind.symbol:
        return this.toSymbol(word);
      case kind.keyword:
        return this.toKeyword(word);
      case kind.list:
      case kind.emptyList:
        return this.toList(word);
      case kind.vector:
        return new F.Vec(this.readVector(word), F.NO_POSITION, this.readMeta(word));
      case kind.subvec:
        return new F.Vec(this.readElements(word), F.NO_POSITION, this.readMeta(word));
      case kind.mapEntry:
        return new F.Vec([
          this.toForm(heap.field(word, offset.mapEntry.key)),
          this.toForm(heap.field(word, offset.mapEntry.val)),
        ]);
      case kind.arrayMap:
      case kind.hashMap:
        return new F.MapForm(this.readMap(word), F.NO_POSITION, this.readMeta(word));
      case kind.hashSet:
        return new F.SetForm(this.readSet(word), F.NO_POSITION, this.readMeta(word));
      case kind.pattern:
        return this.toPattern(word);
      default:
        return new F.Opaque(word);
    }
  }

  private readOptional(word: Word): string | null {
    return word === NIL ? null : this.heap.readString(word);
  }

  private toSymbol(word: Word): F.Sym {
    const { heap } = this;
    const ns = this.readOptional(heap.field(word, offset.symbol.namespace));
    const name = heap.readString(heap.field(word, offset.symbol.name));
    return new F.Sym(ns, name, F.NO_POSITION, this.toMeta(heap.field(word, offset.symbol.meta)));
  }

  private toKeyword(word: Word): F.Kw {
    const { heap } = this;
    const ns = this.readOptional(heap.field(word, offset.keyword.namespace));
    return new F.Kw(ns, heap.readString(heap.field(word, offset.keyword.name)));
  }

  /** A pattern with flags is no literal. */
  private toPattern(word: Word): F.Form {
    const { heap } = this;
    if (heap.field(word, offset.pattern.flags) !== 0n) return new F.Opaque(word);
    return new F.Regex(heap.readString(heap.field(word, offset.pattern.source)));
  }

  /** The items of a list. */
  private readList(word: Word): F.Form[] {
    const { heap } = this;
    const items: F.Form[] = [];
    for (let at = word; heap.isKind(at, kind.list); at = heap.field(at, offset.list.rest)) {
      items.push(this.toForm(heap.field(at, offset.list.first)));
    }
    return items;
  }

  private toList(word: Word): F.List {
    const { heap } = this;
    const items = () => this.readList(word);
    const isEmpty = heap.isKind(word, kind.emptyList);
    const meta = heap.field(word, isEmpty ? offset.emptyList.meta : offset.list.meta);
    if (meta === NIL) return new F.List(items);
    const [pos, rest] = this.splitPlace(meta);
    return new F.List(items, pos, rest);
  }

  /** The position in a list's metadata, and what else is in it. */
  private splitPlace(meta: Word): [F.Position, F.MapForm | null] {
    const rest: F.Form[] = [];
    let line = 0;
    let column = 0;
    this.eachEntry(meta, (key, value) => {
      const isPlace = (value & 3n) === 0n;
      if (isPlace && key === this.lineKey) line = Number(value >> 2n);
      else if (isPlace && key === this.columnKey) column = Number(value >> 2n);
      else rest.push(this.toForm(key), this.toForm(value));
    });
    const pos = line === 0 ? F.NO_POSITION : { line, column };
    return [pos, rest.length === 0 ? null : new F.MapForm(rest)];
  }

  private toMeta(word: Word): F.MapForm | null {
    if (word === NIL) return null;
    const items = this.readMap(word);
    return items.length === 0 ? null : new F.MapForm(items);
  }

  private readMeta(word: Word): F.MapForm | null {
    return this.toMeta(this.heap.primitive("meta", word));
  }

  private readVector(word: Word): F.Form[] {
    if (word === EMPTY_VECTOR) return [];
    const { heap } = this;
    const count = Number(heap.field(word, offset.vector.count));
    const items: F.Form[] = [];
    for (let i = 0; i < count; i++) {
      items.push(this.toForm(heap.make("vectorNth", addressOf(word), i)));
    }
    return items;
  }

  /** Elements of any kind of vector. */
  private readElements(word: Word): F.Form[] {
    const { heap } = this;
    const count = Number(heap.primitive("count", word) >> 2n);
    return Array.from({ length: count }, (_, i) =>
      this.toForm(heap.primitive("nth", word, makeFixnum(i))),
    );
  }

  /** Keys and values by turns, in the map's own order. */
  private readMap(word: Word): F.Form[] {
    const items: F.Form[] = [];
    this.eachEntry(word, (key, value) => {
      items.push(this.toForm(key), this.toForm(value));
    });
    return items;
  }

  private readSet(word: Word): F.Form[] {
    const items: F.Form[] = [];
    this.eachEntry(this.heap.field(word, offset.hashSet.map), (key) => {
      items.push(this.toForm(key));
    });
    return items;
  }

  /** Visits the entries of an array map or hash map in the order of its sequence. */
  eachEntry(map: Word, visit: (key: Word, value: Word) => void): void {
    const { heap } = this;
    const visitPairs = (node: Word, tail: number, pairs: number) => {
      for (let i = 0; i < pairs; i++) {
        const at = tail + 16 * i;
        visit(heap.field(node, at), heap.field(node, at + 8));
      }
    };
    if (heap.isKind(map, kind.arrayMap)) {
      const node = heap.field(map, offset.arrayMap.entries);
      visitPairs(node, offset.node.tail, Number(heap.field(node, offset.node.count)) / 2);
      return;
    }
    const nilEntry = heap.field(map, offset.hashMap.nilEntry);
    if (nilEntry !== NIL) visit(NIL, heap.field(nilEntry, offset.mapEntry.val));
    this.eachNodeEntry(heap.field(map, offset.hashMap.root), visit);
  }

  /** Entries of a node and of its children, in the order of their bits. */
  private eachNodeEntry(node: Word, visit: (key: Word, value: Word) => void): void {
    const { heap } = this;
    if (node === NIL) return;
    if (heap.isKind(node, kind.collisionNode)) {
      const count = Number(heap.field(node, offset.collisionNode.count));
      for (let i = 0; i < count; i += 2) {
        const at = offset.collisionNode.tail + 8 * i;
        visit(heap.field(node, at), heap.field(node, at + 8));
      }
      return;
    }
    const maps = heap.field(node, offset.hashNode.maps);
    const children: Word[] = [];
    let at: number = offset.hashNode.tail;
    for (let left = maps >> 32n; left !== 0n; left &= left - 1n) {
      const two = heap.field(node, at & ~7);
      children.push(makePointer(Number((at & 4) === 0 ? two & 0xffffffffn : two >> 32n)));
      at += 4;
    }
    at = (at + 7) & ~7;
    for (let bit = 0n; bit < 32n; bit++) {
      if ((maps >> bit) & 1n) {
        visit(heap.field(node, at), heap.field(node, at + 8));
        at += 16;
      } else if ((maps >> (bit + 32n)) & 1n) {
        this.eachNodeEntry(children.shift() ?? NIL, visit);
      }
    }
  }
}
