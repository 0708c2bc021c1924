// Reads text as forms: the syntax that lang/core and lang/compiler are written in (SUBSET.md), and
// nothing else. What is left out of Clojure's syntax is an error here, so that a file which needs
// it cannot get into the image; programs are read by lang/compiler/reader.
//
// Recursive, because the library's own files are not deep. Positions are kept beside the forms;
// only what is written in brackets has one that a list's metadata shows.

import {
  BigIntForm,
  Bool,
  canHoldMeta,
  Char,
  Dbl,
  type Form,
  Int,
  Kw,
  List,
  MapForm,
  Nil,
  type Position,
  Regex,
  SetForm,
  Str,
  Sym,
  Vec,
  withMeta,
} from "./forms.ts";
import { type Resolver, SyntaxQuoter } from "./syntax-quote.ts";

/** Text that is no form of the subset. */
export class ReaderError extends Error {
  constructor(
    message: string,
    readonly file: string | null,
    readonly line: number,
    readonly column: number,
  ) {
    super(message);
    this.name = "ReaderError";
  }
}

export interface ReaderOptions {
  readonly file?: string;
  /** What names mean; without it `::` and syntax-quote are errors. */
  readonly resolver?: Resolver;
}

const BLANK = /(?:[\s,]|;.*|#!.*)*/y;
const TOKEN = /[^\s,()[\]{}";@^`~\\]+/y;
const INTEGER = /^[+-]?(?:0[xX][0-9a-fA-F]+|0|[1-9]\d*)N?$/;
const DOUBLE = /^[+-]?\d+(?:\.\d*(?:[eE][+-]?\d+)?|[eE][+-]?\d+)$/;
const CLOSERS: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };
const ESCAPES: Readonly<Record<string, string>> = {
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  '"': '"',
  "\\": "\\",
};
const NAMED: Readonly<Record<string, number>> = {
  backspace: 8,
  formfeed: 12,
  newline: 10,
  return: 13,
  space: 32,
  tab: 9,
};
const SYMBOLIC: Readonly<Record<string, number>> = {
  Inf: Number.POSITIVE_INFINITY,
  "-Inf": Number.NEGATIVE_INFINITY,
  NaN: Number.NaN,
};

/** Numbers in the names that syntax-quote makes, all different. */
let lastNumber = 0;

function splitName(token: string): [ns: string | null, name: string] {
  const slash = token.indexOf("/", 1);
  if (slash < 0 || slash === token.length - 1) return [null, token];
  return [token.slice(0, slash), token.slice(slash + 1)];
}

export class Reader {
  private at = 0;
  private line = 1;
  private lineStart = 0;
  /** How far lines have been counted. */
  private counted = 0;

  constructor(
    private readonly text: string,
    private readonly options: ReaderOptions = {},
  ) {}

  /** The next form, or undefined at the end of the text. */
  read(): Form | undefined {
    this.skipBlank();
    return this.at < this.text.length ? this.readForm() : undefined;
  }

  private get place(): Position {
    for (; this.counted < this.at; this.counted++) {
      if (this.text[this.counted] !== "\n") continue;
      this.line++;
      this.lineStart = this.counted + 1;
    }
    return { line: this.line, column: this.at - this.lineStart + 1 };
  }

  private fail(message: string, { line, column }: Position = this.place): never {
    throw new ReaderError(message, this.options.file ?? null, line, column);
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? "";
    this.at += found.length;
    return found;
  }

  /** Skips blanks, comments and forms behind #_. */
  private skipBlank(): void {
    this.match(BLANK);
    while (this.text.startsWith("#_", this.at)) {
      this.at += 2;
      this.readNext();
      this.match(BLANK);
    }
  }

  private readNext(): Form {
    this.skipBlank();
    return this.readForm();
  }

  private readForm(): Form {
    const pos = this.place;
    const first = this.text[this.at] ?? this.fail("EOF while reading");
    switch (first) {
      case "(":
        return new List(this.readItems(), pos);
      case "[":
        return new Vec(this.readItems(), pos);
      case "{":
        return new MapForm(this.readPairs(pos), pos);
      case ")":
      case "]":
      case "}":
        return this.fail(`Unmatched delimiter: ${first}`);
      case '"':
        return new Str(this.readString(), pos);
      case "\\":
        return new Char(this.readCharacter(), pos);
      case "#":
        return this.readDispatch(pos);
      default:
        return this.readPrefix(first, pos) ?? this.readToken(pos);
    }
  }

  private readItems(): Form[] {
    const pos = this.place;
    const close = CLOSERS[this.text[this.at]!]!;
    const items: Form[] = [];
    this.at++;
    while (true) {
      this.skipBlank();
      if (this.at >= this.text.length) this.fail("EOF while reading", pos);
      if (this.text[this.at] === close) break;
      items.push(this.readForm());
    }
    this.at++;
    return items;
  }

  private readPairs(pos: Position): Form[] {
    const items = this.readItems();
    if (items.length % 2 !== 0) this.fail("Map literal must contain an even number of forms", pos);
    return items;
  }

  private wrap(ns: string | null, name: string, length: number): List {
    this.at += length;
    return new List([new Sym(ns, name), this.readNext()]);
  }

  /** A form behind ' ` ~ @ or ^; null for anything else. */
  private readPrefix(first: string, pos: Position): Form | null {
    switch (first) {
      case "'":
        return this.wrap(null, "quote", 1);
      case "@":
        return this.wrap("clojure.core", "deref", 1);
      case "~":
        if (this.text[this.at + 1] !== "@") return this.wrap("clojure.core", "unquote", 1);
        return this.wrap("clojure.core", "unquote-splicing", 2);
      case "^":
        return this.readMeta(pos);
      case "`": {
        this.at++;
        const quoter = new SyntaxQuoter(this.resolver, () => ++lastNumber);
        return quoter.expand(this.readNext());
      }
      default:
        return null;
    }
  }

  private get resolver(): Resolver {
    return this.options.resolver ?? this.fail("there are no namespaces here");
  }

  /** ^:key, ^Type, ^"Type" or ^{…}, and the form behind it. */
  private readMeta(pos: Position): Form {
    this.at++;
    const given = this.readNext();
    const tag = (value: Form): Form[] => [new Kw(null, "tag"), value];
    let items: readonly Form[] = [];
    if (given.kind === "kw") items = [given, new Bool(true)];
    else if (given.kind === "sym" || given.kind === "str") items = tag(given);
    else if (given.kind === "map") items = given.items;
    else this.fail("Metadata must be Symbol, Keyword, String or Map", pos);
    const form = this.readNext();
    if (!canHoldMeta(form)) return this.fail("Metadata can only be applied to IMetas", pos);
    return withMeta(form, new MapForm([...(form.meta?.items ?? []), ...items], pos));
  }

  private readDispatch(pos: Position): Form {
    this.at++;
    switch (this.text[this.at]) {
      case "{":
        return new SetForm(this.readItems(), pos);
      case '"':
        return new Regex(this.readRaw(), pos);
      case "'":
        return this.wrap(null, "var", 1);
      case "#": {
        this.at++;
        const name = this.match(TOKEN);
        return new Dbl(SYMBOLIC[name] ?? this.fail(`Unknown symbolic value: ##${name}`, pos), pos);
      }
      default:
        return this.fail(`#${this.text[this.at] ?? ""} is no syntax of the seed`, pos);
    }
  }

  /** What stands between quotes, as it is written. */
  private readRaw(): string {
    const start = this.at + 1;
    for (let end = start; end < this.text.length; end++) {
      if (this.text[end] === "\\") end++;
      else if (this.text[end] === '"') {
        this.at = end + 1;
        return this.text.slice(start, end);
      }
    }
    return this.fail("EOF while reading string");
  }

  private readString(): string {
    const pos = this.place;
    return this.readRaw().replace(/\\(u[0-9a-fA-F]{4}|[0-7]{1,3}|.)/gs, (_, code: string) => {
      if (/^u./.test(code)) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
      if (/^[0-7]/.test(code)) return String.fromCharCode(Number.parseInt(code, 8));
      return ESCAPES[code] ?? this.fail(`Unsupported escape character: \\${code}`, pos);
    });
  }

  private readCharacter(): number {
    const pos = this.place;
    const first = this.text.codePointAt(this.at + 1) ?? this.fail("EOF while reading character");
    this.at += first > 0xffff ? 3 : 2;
    const more = this.match(TOKEN);
    if (more === "") return first;
    const token = String.fromCodePoint(first) + more;
    if (/^u[0-9a-fA-F]{4}$/.test(token)) return Number.parseInt(more, 16);
    if (/^o[0-7]{1,3}$/.test(token)) return Number.parseInt(more, 8);
    return NAMED[token] ?? this.fail(`Unsupported character: \\${token}`, pos);
  }

  private readToken(pos: Position): Form {
    const token = this.match(TOKEN);
    if (token === "nil") return new Nil(pos);
    if (token === "true" || token === "false") return new Bool(token === "true", pos);
    if (/^[+-]?\d/.test(token)) return this.readNumber(token, pos);
    if (!token.startsWith(":")) return new Sym(...splitName(token), pos);
    if (!token.startsWith("::")) return new Kw(...splitName(token.slice(1)), pos);
    const [alias, name] = splitName(token.slice(2));
    const { resolver } = this;
    const ns = alias === null ? resolver.currentNs() : resolver.resolveAlias(alias);
    return new Kw(ns ?? this.fail(`Invalid token: ${token}`, pos), name, pos);
  }

  private readNumber(token: string, pos: Position): Form {
    if (DOUBLE.test(token)) return new Dbl(Number(token), pos);
    if (!INTEGER.test(token)) return this.fail(`${token} is no number of the seed`, pos);
    const digits = BigInt(token.replace(/^[+-]|N$/g, ""));
    const value = token.startsWith("-") ? -digits : digits;
    const isBig = token.endsWith("N") || BigInt.asIntN(64, value) !== value;
    return isBig ? new BigIntForm(value, pos) : new Int(value, pos);
  }
}

/** All forms of a text. */
export function readAll(text: string, options: ReaderOptions = {}): Form[] {
  const reader = new Reader(text, options);
  const forms: Form[] = [];
  for (let form = reader.read(); form !== undefined; form = reader.read()) forms.push(form);
  return forms;
}
