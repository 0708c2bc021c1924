// Scans the atoms of Clojure text: white space, tokens, numbers, names, strings, characters.
// The reader builds on it and adds everything that nests.
// Invariants: `line` and `lineStart` always describe `offset`; the scan is by char code, and
// each char is visited a bounded number of times, whatever the length of the line.

import * as F from "./forms.ts";
import { type Opening, ReaderError, type ReaderOptions, type ReaderPlace } from "./reader-error.ts";
import * as T from "./reader-token.ts";
import type { Resolver } from "./syntax-quote.ts";

export interface Start {
  readonly line: number;
  readonly column: number;
}

const SPACE = 1;
const ENDS_TOKEN = 2;
const MACRO = 4;
const CLASSES = new Uint8Array(128);
for (const code of [9, 10, 11, 12, 13, 28, 29, 30, 31, 32, 44]) CLASSES[code] = SPACE | ENDS_TOKEN;
for (const char of '";^()[]{}\\`~@') CLASSES[char.charCodeAt(0)] = ENDS_TOKEN | MACRO;
for (const char of "#'%") CLASSES[char.charCodeAt(0)] = MACRO;

const SIMPLE_ESCAPES = new Map<string, string>([
  ["t", "\t"],
  ["r", "\r"],
  ["n", "\n"],
  ["b", "\b"],
  ["f", "\f"],
  ["\\", "\\"],
  ['"', '"'],
]);
const DEFAULT_RESOLVER: Resolver = {
  currentNs: () => "user",
  resolveAlias: () => null,
  resolveSymbol: () => null,
};

function isWideSpace(code: number): boolean {
  if (code < 0x1680) return false;
  if (code >= 0x2000 && code <= 0x200a) return code !== 0x2007;
  return [0x1680, 0x2028, 0x2029, 0x205f, 0x3000].includes(code);
}

export function isSpace(code: number): boolean {
  return code < 128 ? (CLASSES[code]! & SPACE) !== 0 : isWideSpace(code);
}

function hasClass(code: number, classes: number): boolean {
  return code < 128 ? (CLASSES[code]! & classes) !== 0 : isWideSpace(code);
}

export abstract class Scanner {
  protected offset = 0;
  protected line = 1;
  protected lineStart = 0;
  protected readonly resolver: Resolver;

  constructor(
    protected readonly text: string,
    protected readonly options: ReaderOptions,
  ) {
    this.resolver = options.resolver ?? DEFAULT_RESOLVER;
  }

  /** The innermost delimiter still open. */
  protected abstract findOpening(): Opening | null;

  /** Where the next read begins. */
  getPlace(): ReaderPlace {
    return { line: this.line, column: this.offset - this.lineStart + 1, offset: this.offset };
  }

  protected makeError(
    code: string,
    message: string,
    at: Start,
    opening: Opening | null = null,
  ): ReaderError {
    const file = this.options.file ?? null;
    return new ReaderError(code, message, file, at.line, at.column, opening);
  }

  protected fail(code: string, message: string, at: Start = this.getPlace()): never {
    throw this.makeError(code, message, at);
  }

  /** Fails at the end of the text, naming what is still open. */
  protected failAtEnd(message: string, opening: Opening | null = this.findOpening()): never {
    this.offset = this.text.length;
    throw this.makeError("eof", message, this.getPlace(), opening);
  }

  protected endPos(start: Start): F.Position {
    return {
      line: start.line,
      column: start.column,
      endLine: this.line,
      endColumn: this.offset - this.lineStart + 1,
    };
  }

  protected skipSpace(): void {
    const text = this.text;
    while (this.offset < text.length) {
      const code = text.charCodeAt(this.offset);
      if (code === 10) this.passNewline(this.offset++);
      else if (isSpace(code)) this.offset++;
      else if (code === 59) this.skipLine();
      else if (code === 35 && text.charCodeAt(this.offset + 1) === 33) this.skipLine();
      else return;
    }
  }

  private passNewline(at: number): void {
    this.line++;
    this.lineStart = at + 1;
  }

  private skipLine(): void {
    const end = this.text.indexOf("\n", this.offset);
    this.offset = end < 0 ? this.text.length : end;
  }

  /** Skips white space but, unlike between forms, no comments. */
  protected skipBlank(): void {
    while (this.offset < this.text.length) {
      const code = this.text.charCodeAt(this.offset);
      if (!isSpace(code)) return;
      if (code === 10) this.passNewline(this.offset);
      this.offset++;
    }
  }

  /** Takes the text up to the next char that ends a token; its first char is always taken. */
  protected takeToken(classes = ENDS_TOKEN): string {
    const text = this.text;
    const start = this.offset;
    let at = start + 1;
    while (at < text.length && !hasClass(text.charCodeAt(at), classes)) at++;
    this.offset = at;
    return text.slice(start, at);
  }

  /** Runs a token rule, giving its complaint the place of the token. */
  protected parseAt<R>(start: Start, rule: () => R): R {
    try {
      return rule();
    } catch (error) {
      if (!(error instanceof T.TokenError)) throw error;
      return this.fail(error.code, error.message, start);
    }
  }

  protected startsNumber(code: number): boolean {
    if (code >= 48 && code <= 57) return true;
    if (code !== 43 && code !== 45) return false;
    const next = this.text.charCodeAt(this.offset + 1);
    return next >= 48 && next <= 57;
  }

  protected readNumber(): F.Form {
    const start = this.getPlace();
    const token = this.takeToken(ENDS_TOKEN | MACRO);
    const pos = this.endPos(start);
    const form = this.parseAt(start, () => T.parseNumber(token, pos));
    return form ?? this.fail("invalid-number", `Invalid number: ${token}`, start);
  }

  protected readName(): F.Form {
    const start = this.getPlace();
    const token = this.takeToken();
    const pos = this.endPos(start);
    if (token === "nil") return new F.Nil(pos);
    if (token === "true" || token === "false") return new F.Bool(token === "true", pos);
    if (!T.isValidName(token)) this.failToken(token, start);
    if (token.charCodeAt(0) !== 58) {
      const [ns, name] = T.splitName(token);
      return new F.Sym(ns, name, pos);
    }
    const auto = token.charCodeAt(1) === 58;
    const [ns, name] = T.splitName(token.slice(auto ? 2 : 1));
    if (!auto) return new F.Kw(ns, name, pos);
    const full = ns === null ? this.resolver.currentNs() : this.resolver.resolveAlias(ns);
    return full === null ? this.failToken(token, start) : new F.Kw(full, name, pos);
  }

  private failToken(token: string, start: Start): never {
    return this.fail("invalid-token", `Invalid token: ${token}`, start);
  }

  protected readChar(): F.Form {
    const start = this.getPlace();
    this.offset++;
    if (this.offset >= this.text.length) this.failAtEnd("EOF while reading character");
    if (this.text.charCodeAt(this.offset) === 10) this.passNewline(this.offset);
    const token = this.takeToken();
    const pos = this.endPos(start);
    return this.parseAt(start, () => T.parseChar(token, pos));
  }

  protected readRegex(): F.Form {
    const start = this.getPlace();
    const from = this.offset + 2;
    for (let at = from; at < this.text.length; at++) {
      const code = this.text.charCodeAt(at);
      if (code === 34) {
        this.offset = at + 1;
        return new F.Regex(this.text.slice(from, at), this.endPos(start));
      }
      if (code === 92 && this.text.charCodeAt(at + 1) !== 10) at++;
      else if (code === 10) this.passNewline(at);
    }
    const opening = { delimiter: '#"', line: start.line, column: start.column };
    return this.failAtEnd("EOF while reading regex", opening);
  }

  protected readString(): F.Form {
    const start = this.getPlace();
    const text = this.text;
    const parts: string[] = [];
    let from = this.offset + 1;
    for (let at = from; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === 34) {
        this.offset = at + 1;
        const last = text.slice(from, at);
        const value = parts.length === 0 ? last : parts.join("") + last;
        return new F.Str(value, this.endPos(start));
      }
      if (code === 10) this.passNewline(at);
      if (code !== 92) continue;
      parts.push(text.slice(from, at));
      this.offset = at;
      if (at + 1 >= text.length) break;
      parts.push(this.readEscape());
      from = this.offset;
      at = from - 1;
    }
    const opening = { delimiter: '"', line: start.line, column: start.column };
    return this.failAtEnd("EOF while reading string", opening);
  }

  /** Reads one escape in a string, from its backslash on. */
  private readEscape(): string {
    const start = this.getPlace();
    const char = this.text[this.offset + 1]!;
    const simple = SIMPLE_ESCAPES.get(char);
    if (simple !== undefined) {
      this.offset += 2;
      return simple;
    }
    if (char === "u") {
      const first = this.text.charCodeAt(this.offset + 2);
      if (T.parseDigit(first, 16) < 0) {
        const shown = Number.isNaN(first) ? "\uffff" : String.fromCharCode(first);
        this.fail("invalid-escape", `Invalid unicode escape: \\u${shown}`, start);
      }
      this.offset += 2;
      return String.fromCharCode(this.takeDigits(16, 4, true, start));
    }
    if (char >= "0" && char <= "9") {
      this.offset++;
      const code = this.takeDigits(8, 3, false, start);
      if (code > 255) this.fail("invalid-escape", T.OCTAL_RANGE, start);
      return String.fromCharCode(code);
    }
    return this.fail("invalid-escape", `Unsupported escape character: \\${char}`, start);
  }

  private takeDigits(radix: number, length: number, exact: boolean, start: Start): number {
    let value = 0;
    let count = 0;
    for (; count < length && this.offset < this.text.length; count++) {
      const code = this.text.charCodeAt(this.offset);
      if (hasClass(code, ENDS_TOKEN | MACRO)) break;
      const digit = T.parseDigit(code, radix);
      if (digit < 0) {
        this.fail("invalid-escape", `Invalid digit: ${String.fromCharCode(code)}`, start);
      }
      value = value * radix + digit;
      this.offset++;
    }
    if (exact && count !== length) {
      const message = `Invalid character length: ${count}, should be: ${length}`;
      this.fail("invalid-escape", message, start);
    }
    return value;
  }
}
