// Reads Clojure source text into forms, as the JVM reader of Clojure 1.11 does.
// Open constructs live on an explicit stack of frames: a delimiter opens a frame, a finished form
// is delivered to the innermost frame, and prefixes such as quote are frames awaiting one form.
// Invariants: nothing recurses on nesting depth; text is scanned once by char code, with regular
// expressions for numbers only; `offset` never moves back over a newline that was counted.
// Discarded branches of reader conditionals are read with `suppressed` > 0: unknown tags pass.

import { FormKeys } from "./form-keys.ts";
import * as F from "./forms.ts";
import type { Opening, ReaderOptions } from "./reader-error.ts";
import { isSpace, Scanner } from "./reader-scan.ts";
import * as T from "./reader-token.ts";
import { SyntaxQuoter } from "./syntax-quote.ts";

export { ReaderError, type ReaderOptions, type ReaderPlace } from "./reader-error.ts";
export type { Resolver } from "./syntax-quote.ts";

type FrameKind =
  | "list"
  | "vec"
  | "map"
  | "set"
  | "fn"
  | "nsmap"
  | "cond"
  | "quote"
  | "var"
  | "deref"
  | "unquote"
  | "unquote-splicing"
  | "syntax-quote"
  | "discard"
  | "meta"
  | "tag"
  | "symbolic";

interface Frame {
  readonly kind: FrameKind;
  readonly line: number;
  readonly column: number;
  /** The char code that closes it; 0 for prefixes. */
  readonly close: number;
  readonly open: string;
  items: F.Form[];
  /** The namespace a namespaced map gives its keys. */
  ns: string | null;
  splicing: boolean;
  /** What a reader conditional expects next. */
  state: "feature" | "chosen" | "skip" | "done";
}

/** What a form delivered to no frame becomes; undefined means keep reading. */
type Delivered = F.Form | undefined;

const CORE = "clojure.core";
const MAX_FN_ARG = 100_000;
const RESERVED_FEATURES = new Set(["else", "none"]);
let lastId = 0;

function describeName(form: F.Sym | F.Kw): string {
  const name = form.ns === null ? form.name : `${form.ns}/${form.name}`;
  return form.kind === "kw" ? `:${name}` : name;
}

export class Reader extends Scanner {
  private readonly features: ReadonlySet<string>;
  private readonly keys = new FormKeys();
  private stack: Frame[] = [];
  private suppressed = 0;
  /** The parameters met so far in the enclosing #(), by number; the rest parameter is -1. */
  private fnArgs: Map<number, F.Sym> | null = null;

  constructor(text: string, options: ReaderOptions = {}) {
    super(text, options);
    this.features = new Set([...(options.features ?? ["genera", "clj"]), "default"]);
  }

  /** Reads the next form; undefined at the end of the text. */
  read(): F.Form | undefined {
    this.stack = [];
    this.suppressed = 0;
    this.fnArgs = null;
    for (;;) {
      this.skipSpace();
      if (this.offset >= this.text.length) {
        if (this.stack.length === 0) return undefined;
        return this.failAtEnd("EOF while reading");
      }
      const code = this.text.charCodeAt(this.offset);
      const form = this.readNext(code);
      if (form === undefined) continue;
      const result = this.deliver(form);
      if (result !== undefined) return result;
    }
  }

  /** Reads one atom, or opens or closes one frame; undefined when no form came of it. */
  private readNext(code: number): Delivered {
    switch (code) {
      case 40: // (
        return this.open("list", 1, 41);
      case 91: // [
        return this.open("vec", 1, 93);
      case 123: // {
        return this.open("map", 1, 125);
      case 41: // )
      case 93: // ]
      case 125: // }
        return this.closeFrame(code);
      case 34: // "
        return this.readString();
      case 92: // \
        return this.readChar();
      case 39: // '
        return this.open("quote", 1);
      case 64: // @
        return this.open("deref", 1);
      case 94: // ^
        return this.open("meta", 1);
      case 96: // `
        return this.open("syntax-quote", 1);
      case 126: // ~
        return this.openUnquote();
      case 35: // #
        return this.readDispatch();
      case 37: // %
        return this.fnArgs === null ? this.readName() : this.readFnArg();
      default:
        return this.startsNumber(code) ? this.readNumber() : this.readName();
    }
  }

  private open(kind: FrameKind, width: number, close = 0): undefined {
    this.stack.push({
      kind,
      line: this.line,
      column: this.offset - this.lineStart + 1,
      close,
      open: this.text.substr(this.offset, width),
      items: [],
      ns: null,
      splicing: false,
      state: "feature",
    });
    this.offset += width;
    return undefined;
  }

  private openUnquote(): undefined {
    const next = this.text.charCodeAt(this.offset + 1);
    if (Number.isNaN(next)) this.failAtEnd("EOF while reading character");
    return next === 64 ? this.open("unquote-splicing", 2) : this.open("unquote", 1);
  }

  private readDispatch(): Delivered {
    const next = this.text.charCodeAt(this.offset + 1);
    switch (next) {
      case 123: // #{
        return this.open("set", 2, 125);
      case 40: // #(
        if (this.fnArgs !== null) this.fail("nested-fn", "Nested #()s are not allowed");
        this.fnArgs = new Map();
        return this.open("fn", 2, 41);
      case 39: // #'
        return this.open("var", 2);
      case 94: // #^
        return this.open("meta", 2);
      case 95: // #_
        return this.open("discard", 2);
      case 35: // ##
        return this.open("symbolic", 2);
      case 34: // #"
        return this.readRegex();
      case 58: // #:
        return this.openNsMap();
      case 63: // #?
        return this.openConditional();
      case 60: // #<
        return this.fail("unreadable", "Unreadable form");
      case 61: // #=
        return this.fail("eval", "EvalReader not allowed when *read-eval* is false.");
      default:
        if (Number.isNaN(next)) this.failAtEnd("EOF while reading character");
        return this.open("tag", 1);
    }
  }

  private openConditional(): undefined {
    const start = this.getPlace();
    let at = this.offset + 2;
    const splicing = this.text.charCodeAt(at) === 64;
    if (splicing) at++;
    const width = at - this.offset;
    this.open("cond", width, 41);
    this.skipBlank();
    const code = this.text.charCodeAt(this.offset);
    if (Number.isNaN(code)) this.failAtEnd("EOF while reading character");
    if (code !== 40) this.fail("conditional", "read-cond body must be a list", start);
    this.stack[this.stack.length - 1]!.splicing = splicing;
    this.offset++;
    return undefined;
  }

  private openNsMap(): undefined {
    const auto = this.text.charCodeAt(this.offset + 2) === 58;
    this.open("nsmap", auto ? 3 : 2, 125);
    const frame = this.stack[this.stack.length - 1]!;
    const start = frame;
    const first = this.text.charCodeAt(this.offset);
    if (Number.isNaN(first)) this.failAtEnd("EOF while reading");
    let name = "";
    if (isSpace(first)) {
      this.skipBlank();
      if (!auto || this.text.charCodeAt(this.offset) !== 123) {
        this.fail("namespaced-map", "Namespaced map must specify a namespace", start);
      }
    } else if (first !== 123) {
      name = this.takeToken();
    }
    const [ns, plain] = T.splitName(name);
    const isName = name === "" || (T.isValidName(name) && name[0] !== ":");
    if (ns !== null || !isName || (name === "" && !(auto && (first === 123 || isSpace(first))))) {
      const shown = name === "" ? "null" : name;
      const message = `Namespaced map must specify a valid namespace: ${shown}`;
      this.fail("namespaced-map", message, start);
    }
    if (!auto) frame.ns = plain;
    else if (name === "") frame.ns = this.resolver.currentNs();
    else frame.ns = this.resolver.resolveAlias(plain);
    if (frame.ns === null) {
      const message = `Unknown auto-resolved namespace alias: ${plain}`;
      this.fail("unknown-alias", message, start);
    }
    this.skipBlank();
    if (this.text.charCodeAt(this.offset) !== 123) {
      this.fail("namespaced-map", "Namespaced map must specify a map", start);
    }
    this.offset++;
    return undefined;
  }

  private closeFrame(code: number): Delivered {
    const frame = this.stack[this.stack.length - 1];
    if (frame === undefined || frame.close !== code) {
      const message = `Unmatched delimiter: ${String.fromCharCode(code)}`;
      throw this.makeError("unmatched-delimiter", message, this.getPlace(), this.findOpening());
    }
    this.offset++;
    this.stack.pop();
    const pos = this.endPos(frame);
    switch (frame.kind) {
      case "list":
        return new F.List(frame.items, pos);
      case "vec":
        return new F.Vec(frame.items, pos);
      case "map":
        return this.buildMap(frame, "Map literal", pos);
      case "nsmap":
        this.qualifyKeys(frame);
        return this.buildMap(frame, "Namespaced map literal", pos);
      case "set":
        this.checkKeys(frame.items, 1);
        return new F.SetForm(frame.items, pos);
      case "fn":
        return this.buildFn(frame, pos);
      default:
        return this.closeConditional(frame);
    }
  }

  private buildMap(frame: Frame, what: string, pos: F.Position): F.Form {
    if (frame.items.length % 2 !== 0) {
      const message = `${what} must contain an even number of forms`;
      this.fail("odd-map", message, frame);
    }
    this.checkKeys(frame.items, 2);
    return new F.MapForm(frame.items, pos);
  }

  private checkKeys(items: readonly F.Form[], step: number): void {
    if (items.length <= step) return;
    const seen = new Set<string>();
    for (let i = 0; i < items.length; i += step) {
      const item = items[i]!;
      const key = this.keys.getKey(item);
      if (seen.has(key)) {
        const { line, column, endLine, endColumn } = item.pos;
        const shown = line === endLine ? this.describeKey(item, endColumn - column) : "…";
        this.fail("duplicate-key", `Duplicate key: ${shown}`, { line, column });
      }
      seen.add(key);
    }
  }

  /** Words a key as `str` would; the source is not kept by line, so collections stay brief. */
  private describeKey(form: F.Form, width: number): string {
    switch (form.kind) {
      case "kw":
      case "sym":
        return describeName(form);
      case "str":
        return form.value;
      case "char":
        return String.fromCodePoint(form.code);
      case "nil":
        return "null";
      case "int":
      case "bigint":
        return form.value.toString();
      case "bool":
        return String(form.value);
      default: {
        const start = this.lineStart + form.pos.column - 1;
        return form.pos.line === this.line ? this.text.substr(start, width) : "…";
      }
    }
  }

  private qualifyKeys(frame: Frame): void {
    const items = frame.items;
    for (let i = 0; i < items.length; i += 2) {
      const key = items[i]!;
      if (key.kind !== "kw" && key.kind !== "sym") continue;
      if (key.ns !== null && key.ns !== "_") continue;
      const ns = key.ns === null ? frame.ns : null;
      if (key.kind === "kw") items[i] = new F.Kw(ns, key.name, key.pos);
      else items[i] = new F.Sym(ns, key.name, key.pos, key.meta);
    }
  }

  private buildFn(frame: Frame, pos: F.Position): F.Form {
    const args = this.fnArgs!;
    this.fnArgs = null;
    let highest = 0;
    for (const n of args.keys()) highest = Math.max(highest, n);
    const params: F.Form[] = [];
    for (let n = 1; n <= highest; n++) params.push(args.get(n) ?? this.makeFnArg(n, pos));
    const rest = args.get(-1);
    if (rest !== undefined) params.push(new F.Sym(null, "&", pos), rest);
    const body = new F.List(frame.items, pos);
    return new F.List([new F.Sym(null, "fn*", pos), new F.Vec(params, pos), body], pos);
  }

  /** Reads % and what follows it inside #(). */
  private readFnArg(): F.Form {
    const args = this.fnArgs!;
    const start = this.getPlace();
    const token = this.takeToken().slice(1);
    const pos = this.endPos(start);
    let n = 1;
    if (token === "&") n = -1;
    else if (token !== "") {
      const isNumber = /^[-+]?\d/.test(token);
      const form = isNumber ? this.parseAt(start, () => T.parseNumber(token, pos)) : null;
      if (form?.kind === "int" || form?.kind === "bigint") n = Number(form.value);
      else if (form?.kind === "dbl") n = Math.trunc(form.value);
      else n = Number.NaN;
      // Beyond any real parameter count, filling in the missing ones would only eat memory.
      if (!(Math.abs(n) <= MAX_FN_ARG)) {
        this.fail("invalid-fn-arg", "arg literal must be %, %& or %integer", start);
      }
    }
    let sym = args.get(n);
    if (sym === undefined) {
      sym = this.makeFnArg(n, pos);
      args.set(n, sym);
    }
    return new F.Sym(null, sym.name, pos);
  }

  protected override findOpening(): Opening | null {
    for (let i = this.stack.length - 1; i >= 0; i--) {
      const frame = this.stack[i]!;
      if (frame.close === 0) continue;
      return { delimiter: frame.open, line: frame.line, column: frame.column };
    }
    return null;
  }

  private makeFnArg(n: number, pos: F.Position): F.Sym {
    return new F.Sym(null, `${n === -1 ? "rest" : `p${n}`}__${++lastId}#`, pos);
  }

  private closeConditional(frame: Frame): Delivered {
    if (frame.state === "chosen") {
      const message = "read-cond requires an even number of forms.";
      this.fail("conditional", message, frame);
    }
    if (frame.state === "skip" || frame.state === "done") this.suppressed--;
    const chosen = frame.items[0];
    if (chosen === undefined || !frame.splicing) return chosen;
    if (chosen.kind !== "list" && chosen.kind !== "vec") {
      const message = "Spliced form list in read-cond-splicing must implement java.util.List";
      this.fail("conditional", message, frame);
    }
    if (this.stack.length === 0) {
      const message = "Reader conditional splicing not allowed at the top level.";
      this.fail("conditional", message, frame);
    }
    // A prefix at top level takes the first spliced form; as on the JVM, the others are lost.
    for (const item of chosen.items) {
      const result = this.deliver(item);
      if (result !== undefined) return result;
    }
    return undefined;
  }

  /** Hands a form to the innermost frame; prefixes complete and hand on what they make. */
  private deliver(form: F.Form): Delivered {
    let value = form;
    for (;;) {
      const frame = this.stack[this.stack.length - 1];
      if (frame === undefined) return value;
      if (frame.kind === "cond") {
        this.advanceConditional(frame, value);
        return undefined;
      }
      frame.items.push(value);
      if (frame.close !== 0) return undefined;
      if (frame.items.length === 1 && (frame.kind === "meta" || frame.kind === "tag")) {
        this.checkPrefix(frame, value);
        return undefined;
      }
      this.stack.pop();
      if (frame.kind === "discard") return undefined;
      value = this.buildPrefixed(frame, value);
    }
  }

  private advanceConditional(frame: Frame, value: F.Form): void {
    switch (frame.state) {
      case "feature":
        frame.state = this.hasFeature(value) ? "chosen" : "skip";
        if (frame.state === "skip") this.suppressed++;
        return;
      case "chosen":
        frame.items.push(value);
        frame.state = "done";
        this.suppressed++;
        return;
      case "skip":
        frame.state = "feature";
        this.suppressed--;
        return;
      case "done":
        return;
    }
  }

  private hasFeature(form: F.Form): boolean {
    if (form.kind !== "kw") {
      const width = form.pos.endColumn - form.pos.column;
      const message = `Feature should be a keyword: ${this.describeKey(form, width)}`;
      return this.fail("conditional", message, form.pos);
    }
    if (form.ns === null && RESERVED_FEATURES.has(form.name)) {
      const message = `Feature name :${form.name} is reserved.`;
      this.fail("conditional", message, form.pos);
    }
    return form.ns === null && this.features.has(form.name);
  }

  private checkPrefix(frame: Frame, value: F.Form): void {
    if (frame.kind === "tag") {
      if (value.kind === "sym") return;
      this.fail("invalid-tag", "Reader tag must be a symbol", frame);
    }
    const kind = value.kind;
    if (kind !== "kw" && kind !== "sym" && kind !== "str" && kind !== "map") {
      const message = "Metadata must be Symbol,Keyword,String or Map";
      this.fail("invalid-metadata", message, frame);
    }
  }

  private buildPrefixed(frame: Frame, value: F.Form): F.Form {
    const pos = {
      line: frame.line,
      column: frame.column,
      endLine: value.pos.endLine,
      endColumn: value.pos.endColumn,
    };
    switch (frame.kind) {
      case "quote":
      case "var":
        return new F.List([new F.Sym(null, frame.kind, pos), value], pos);
      case "deref":
      case "unquote":
      case "unquote-splicing":
        return new F.List([new F.Sym(CORE, frame.kind, pos), value], pos);
      case "meta":
        return this.attachMeta(frame, value);
      case "tag":
        return this.buildTagged(frame, value, pos);
      case "symbolic":
        return this.buildSymbolic(value, pos);
      default: {
        const fail = () => this.fail("splice", "splice not in list", frame);
        const id = () => ++lastId;
        return new SyntaxQuoter(this.resolver, id, pos, fail, new F.Nil(pos)).expand(value);
      }
    }
  }

  private attachMeta(frame: Frame, value: F.Form): F.Form {
    if (!F.canHoldMeta(value)) {
      const message = "Metadata can only be applied to IMetas";
      return this.fail("invalid-metadata", message, frame);
    }
    const given = frame.items[0]!;
    let added: readonly F.Form[];
    if (given.kind === "map") added = given.items;
    else if (given.kind === "kw") added = [given, new F.Bool(true, given.pos)];
    else added = [new F.Kw(null, "tag", given.pos), given];
    if (value.meta === null) return F.withMeta(value, new F.MapForm(added, given.pos));
    // The outer metadata wins, but a key keeps the place where it first stood.
    const merged = [...value.meta.items];
    const places = new Map<string, number>();
    for (let i = 0; i < merged.length; i += 2) places.set(this.keys.getKey(merged[i]!), i);
    for (let i = 0; i + 1 < added.length; i += 2) {
      const at = places.get(this.keys.getKey(added[i]!));
      if (at === undefined) merged.push(added[i]!, added[i + 1]!);
      else merged[at + 1] = added[i + 1]!;
    }
    return F.withMeta(value, new F.MapForm(merged, given.pos));
  }

  private buildTagged(frame: Frame, value: F.Form, pos: F.Position): F.Form {
    const tag = frame.items[0] as F.Sym;
    const builtIn = tag.ns === null && (tag.name === "inst" || tag.name === "uuid");
    if (!builtIn && this.suppressed === 0 && this.options.knowsTag?.(tag) !== true) {
      const message = `No reader function for tag ${describeName(tag)}`;
      this.fail("unknown-tag", message, frame);
    }
    return new F.Tagged(tag, value, pos);
  }

  private buildSymbolic(value: F.Form, pos: F.Position): F.Form {
    const width = value.pos.endColumn - value.pos.column;
    const shown = this.describeKey(value, width);
    if (value.kind !== "sym") return this.fail("invalid-token", `Invalid token: ##${shown}`, pos);
    if (shown === "Inf") return new F.Dbl(Infinity, pos);
    if (shown === "-Inf") return new F.Dbl(-Infinity, pos);
    if (shown === "NaN") return new F.Dbl(NaN, pos);
    return this.fail("invalid-token", `Unknown symbolic value: ##${shown}`, pos);
  }
}

/** Reads every form of a text. */
export function readAll(text: string, options: ReaderOptions = {}): F.Form[] {
  const reader = new Reader(text, options);
  const forms: F.Form[] = [];
  for (let form = reader.read(); form !== undefined; form = reader.read()) forms.push(form);
  return forms;
}
