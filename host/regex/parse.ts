// Reads a regular expression in Java's syntax (java.util.regex.Pattern of JDK 17) into a tree.
// Errors carry Java's words and the place where Java's parser notices them.
//
// Inline flags last to the end of their group, so they are resolved here: the tree has none.
// Not supported, and said so: \G other than at the start, \N{…}, canonical equivalence (ignored).
// Invariant: `text` holds code points; those from \Q…\E carry QUOTED and are never syntax.

import { dotSet, foldedChar, negate, predefinedSet, propertySet, rangeSet } from "./charset";
import { flag, PatternSyntaxError, type RegexNode, type RegexTree } from "./syntax";

const QUOTED = 1 << 24;
const END = -1;
const EMPTY: RegexNode = { kind: "sequence", items: [] };

const flagLetters: Readonly<Record<string, number>> = {
  i: flag.caseInsensitive,
  m: flag.multiline,
  s: flag.dotAll,
  d: flag.unixLines,
  u: flag.unicodeCase,
  c: flag.canonEq,
  x: flag.comments,
  U: flag.unicodeClass | flag.unicodeCase,
};

const controls: Readonly<Record<string, number>> = { t: 9, n: 10, r: 13, f: 12, a: 7, e: 27 };

const wordChars = "[\\p{L}\\p{Nd}_]";
const wideWordChars = "[\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\p{Join_Control}]";

/** Code points of the pattern, those between \Q and \E marked. */
function readText(pattern: string): number[] {
  const out: number[] = [];
  const points = [...pattern].map((c) => c.codePointAt(0) as number);
  let quoted = false;
  for (let i = 0; i < points.length; i++) {
    const code = points[i] as number;
    const next = points[i + 1];
    if (code === 0x5c && next === (quoted ? 0x45 : 0x51)) {
      quoted = !quoted;
      i++;
    } else if (quoted) out.push(code | QUOTED);
    else if (code === 0x5c && next !== undefined) {
      out.push(code, next);
      i++;
    } else out.push(code);
  }
  return out;
}

class Parser {
  readonly text: number[];
  position = 0;
  groupCount = 0;
  readonly names = new Map<string, number>();
  startsAtSearch = false;

  constructor(
    readonly pattern: string,
    public flags: number,
  ) {
    this.text = readText(pattern);
  }

  fail(description: string, index = this.position - 1): never {
    throw new PatternSyntaxError(description, this.pattern, index);
  }

  has(bits: number): boolean {
    return (this.flags & bits) !== 0;
  }

  /** The next character as a string, "" at the end and for quoted characters (see `code`). */
  peek(): string {
    if (this.has(flag.comments)) this.skipComments();
    const code = this.text[this.position] ?? END;
    return code < 0 || code >= QUOTED ? "" : String.fromCodePoint(code);
  }

  isAtEnd(): boolean {
    if (this.has(flag.comments)) this.skipComments();
    return this.position >= this.text.length;
  }

  /** The character `ahead` places on, comments or not. */
  charAt(ahead: number): string {
    const code = this.text[this.position + ahead] ?? END;
    return code < 0 || code >= QUOTED ? "" : String.fromCodePoint(code);
  }

  next(): number {
    return (this.text[this.position++] ?? END) & ~QUOTED;
  }

  accept(char: string): boolean {
    if (this.peek() !== char) return false;
    this.position++;
    return true;
  }

  skipComments(): void {
    while (true) {
      const char = this.charAt(0);
      if (char !== "" && " \t\n\v\f\r".includes(char)) this.position++;
      else if (char === "#") {
        while (this.position < this.text.length && this.charAt(0) !== "\n") this.position++;
      } else return;
    }
  }

  parseAll(): RegexTree {
    const root = this.parseChoice();
    if (!this.isAtEnd()) {
      // Java names no place when the parenthesis is the first thing it sees.
      this.fail("Unmatched closing ')'", this.position - 1);
    }
    const { groupCount, names, startsAtSearch } = this;
    return { root, groupCount, names, startsAtSearch };
  }

  parseChoice(): RegexNode {
    const options = [this.parseSequence()];
    while (this.accept("|")) options.push(this.parseSequence());
    return options.length === 1 ? (options[0] as RegexNode) : { kind: "choice", options };
  }

  parseSequence(): RegexNode {
    const items: RegexNode[] = [];
    while (!this.isAtEnd()) {
      const char = this.peek();
      if (char === "|" || char === ")") break;
      const item = this.parseAtom(char, items.length === 0);
      if (item !== null) items.push(this.parseRepeats(item));
    }
    return items.length === 1 ? (items[0] as RegexNode) : { kind: "sequence", items };
  }

  /** One item, or null for what leaves nothing to match. */
  parseAtom(char: string, isFirst: boolean): RegexNode | null {
    switch (char) {
      case "(":
        return this.parseGroup();
      case "[":
        return { kind: "set", set: this.parseClass() };
      case "\\":
        return this.parseEscape(isFirst);
      case "^":
        this.position++;
        return { kind: "source", source: this.lineStart() };
      case "$":
        this.position++;
        return { kind: "source", source: this.lineEnd(this.has(flag.multiline)) };
      case ".":
        this.position++;
        return { kind: "set", set: dotSet(this.has(flag.dotAll), this.has(flag.unixLines)) };
      case "*":
      case "+":
      case "?":
        return this.fail(`Dangling meta character '${char}'`, this.position);
      case "{":
        this.position += 2;
        return this.fail("Illegal repetition");
      default:
        return this.makeChar(this.next());
    }
  }

  get folding(): "none" | "ascii" | "unicode" {
    if (!this.has(flag.caseInsensitive)) return "none";
    return this.has(flag.unicodeCase) ? "unicode" : "ascii";
  }

  makeChar(code: number): RegexNode {
    const set = this.folding === "none" ? null : foldedChar(code, this.folding);
    return set === null ? { kind: "char", code } : { kind: "set", set };
  }

  lineStart(): string {
    if (!this.has(flag.multiline)) return "^";
    if (this.has(flag.unixLines)) return "(?<=^|\\n)(?=[^])";
    return "(?<=^|\\n|\\r(?!\\n)|[\\u{85}\\u{2028}\\u{2029}])(?=[^])";
  }

  lineEnd(everyLine: boolean): string {
    const rest = everyLine ? "" : "$";
    if (this.has(flag.unixLines)) return `(?=\\n${rest}|$)`;
    return `(?=\\r\\n${rest}|(?<!\\r)\\n${rest}|[\\r\\u{85}\\u{2028}\\u{2029}]${rest}|$)`;
  }

  parseRepeats(first: RegexNode): RegexNode {
    let item = first;
    for (let count = 0; ; count++) {
      const char = this.peek();
      const isBrace = char === "{";
      if (char === "" || !(isBrace || "*+?".includes(char))) return item;
      if (count > 0 && !isBrace) this.fail(`Dangling meta character '${char}'`, this.position);
      const [least, most] = isBrace ? this.parseCounts() : this.parseSign(char);
      const mode = this.accept("?") ? "lazy" : this.accept("+") ? "possessive" : "greedy";
      // Java lets a second count stand and gives it nothing to repeat.
      if (count === 0) item = { kind: "repeat", item, least, most, mode };
    }
  }

  parseSign(char: string): [number, number] {
    this.position++;
    return char === "*" ? [0, Infinity] : char === "+" ? [1, Infinity] : [0, 1];
  }

  parseCounts(): [number, number] {
    this.position++;
    if (!/[0-9]/.test(this.charAt(0))) {
      this.position++;
      this.fail("Illegal repetition");
    }
    const least = this.parseCount();
    let most = least;
    if (this.charAt(0) === ",") {
      this.position++;
      most = this.charAt(0) === "}" ? Infinity : this.parseCount();
    }
    if (this.charAt(0) !== "}") this.fail("Unclosed counted closure", this.position);
    if (most < least) this.fail("Illegal repetition range", this.position);
    this.position++;
    return [least, most];
  }

  parseCount(): number {
    let count = 0;
    while (/[0-9]/.test(this.charAt(0))) {
      count = count * 10 + this.next() - 48;
      if (count > 0x7fffffff) this.fail("Illegal repetition range");
    }
    return count;
  }

  parseGroup(): RegexNode | null {
    this.position++;
    const saved = this.flags;
    let node: RegexNode;
    if (this.charAt(0) !== "?") {
      node = this.finishGroup(++this.groupCount);
    } else {
      this.position++;
      const special = this.parseSpecialGroup();
      if (special === null) return null; // flags that stay on
      node = special;
    }
    this.flags = saved;
    return node;
  }

  finishGroup(index: number): RegexNode {
    const item = this.parseGroupBody();
    return { kind: "group", index, item };
  }

  parseGroupBody(): RegexNode {
    const item = this.parseChoice();
    if (!this.accept(")")) this.fail("Unclosed group", this.text.length);
    return item;
  }

  parseSpecialGroup(): RegexNode | null {
    const char = this.charAt(0);
    const second = this.charAt(1);
    switch (char) {
      case ":":
        this.position++;
        return this.parseGroupBody();
      case ">":
        this.position++;
        return { kind: "atomic", item: this.parseGroupBody() };
      case "=":
      case "!":
        this.position++;
        return { kind: "look", opening: `(?${char}`, item: this.parseGroupBody() };
      case "<":
        if (second === "=" || second === "!") {
          this.position += 2;
          return { kind: "look", opening: `(?<${second}`, item: this.parseGroupBody() };
        }
        return this.parseNamedGroup();
      default:
        return this.parseFlags();
    }
  }

  parseNamedGroup(): RegexNode {
    this.position++;
    const name = this.parseGroupName();
    if (this.names.has(name)) this.fail(`Named capturing group <${name}> is already defined`);
    this.names.set(name, ++this.groupCount);
    return this.finishGroup(this.groupCount);
  }

  parseGroupName(): string {
    if (!/[a-zA-Z]/.test(this.charAt(0))) {
      this.fail("capturing group name does not start with a Latin letter", this.position);
    }
    let name = "";
    while (/[a-zA-Z0-9]/.test(this.charAt(0))) name += String.fromCodePoint(this.next());
    if (this.charAt(0) !== ">") {
      this.fail("named capturing group is missing trailing '>'", this.position);
    }
    this.position++;
    return name;
  }

  /** (?i-s) answers null and leaves the flags on; (?i-s:…) answers the group. */
  parseFlags(): RegexNode | null {
    let isOn = true;
    while (true) {
      const char = this.charAt(0);
      const bits = flagLetters[char];
      if (bits !== undefined) this.flags = isOn ? this.flags | bits : this.flags & ~bits;
      else if (char === "-" && isOn) isOn = false;
      else break;
      this.position++;
    }
    const end = this.charAt(0);
    if (end !== ")" && end !== ":") this.fail("Unknown inline modifier", this.position);
    this.position++;
    return end === ")" ? null : this.parseGroupBody();
  }

  parseEscape(isFirst: boolean): RegexNode | null {
    this.position++;
    if (this.position >= this.text.length) this.fail("Unexpected internal error", this.position);
    const letter = this.charAt(0);
    const set = this.parseSetEscape(letter);
    if (set !== null) return { kind: "set", set };
    if (/[1-9]/.test(letter)) return this.parseReference();
    const assertion = this.findAssertion(letter);
    if (assertion !== null) {
      this.position++;
      return { kind: "source", source: assertion };
    }
    if (letter === "k") return this.parseNamedReference();
    if (letter === "G") {
      if (!isFirst || this.groupCount > 0 || this.position > 2) {
        this.fail("\\G is supported at the start of a pattern only", this.position);
      }
      this.position++;
      this.startsAtSearch = true;
      return EMPTY;
    }
    return this.makeChar(this.parseCharEscape(letter));
  }

  findAssertion(letter: string): string | null {
    const word = this.has(flag.unicodeClass) ? wideWordChars : wordChars;
    switch (letter) {
      case "A":
        return "^";
      case "z":
        return "$";
      case "Z":
        return this.lineEnd(false);
      case "b":
        return `(?:(?<=${word})(?!${word})|(?<!${word})(?=${word}))`;
      case "B":
        return `(?:(?<=${word})(?=${word})|(?<!${word})(?!${word}))`;
      case "R":
        return "(?:\\r\\n|[\\n-\\r\\u{85}\\u{2028}\\u{2029}])";
      case "X":
        return "(?:\\r\\n|\\P{M}\\p{M}*|\\p{M}+)";
      default:
        return null;
    }
  }

  /** After a backslash: the set of \d, \p{…} and so on, read; null, nothing read, for others. */
  parseSetEscape(letter: string): string | null {
    if (letter === "p" || letter === "P") return this.parseProperty(letter === "P");
    const set = letter === "" ? null : predefinedSet(letter, this.has(flag.unicodeClass));
    if (set !== null) this.position++;
    return set;
  }

  parseProperty(isNegated: boolean): string {
    this.position++;
    let name = this.charAt(0);
    if (name === "{") {
      const close = this.text.indexOf(0x7d, this.position);
      if (close < 0) this.fail("Unclosed character family", this.text.length);
      name = String.fromCodePoint(
        ...this.text.slice(this.position + 1, close).map((code) => code & ~QUOTED),
      );
      this.position = close;
      if (name === "") this.fail("Empty character family", close);
    }
    const shown = name === "" ? "\0" : name;
    this.position++;
    const set = propertySet(name, this.has(flag.unicodeClass), this.folding !== "none");
    if (set === null) this.fail(`Unknown character property name {${shown}}`);
    return isNegated ? negate(set as string) : (set as string);
  }

  /** \11 is group 11 if there is one already, else group 1 and the digit 1. */
  parseReference(): RegexNode {
    let index = this.next() - 48;
    while (/[0-9]/.test(this.charAt(0))) {
      const longer = index * 10 + Number(this.charAt(0));
      if (longer > this.groupCount) break;
      index = longer;
      this.position++;
    }
    return { kind: "reference", index, foldsCase: this.folding !== "none" };
  }

  parseNamedReference(): RegexNode {
    this.position++;
    if (this.charAt(0) !== "<") {
      this.fail("\\k is not followed by '<' for named capturing group", this.position);
    }
    this.position++;
    const name = this.parseGroupName();
    const index = this.names.get(name);
    if (index === undefined) this.fail(`named capturing group <${name}> does not exist`);
    return { kind: "reference", index: index as number, foldsCase: this.folding !== "none" };
  }

  parseCharEscape(letter: string): number {
    const control = controls[letter];
    if (control !== undefined) {
      this.position++;
      return control;
    }
    if (!/[a-zA-Z0-9]/.test(letter)) return this.next();
    switch (letter) {
      case "0":
        return this.parseOctal();
      case "x":
        return this.parseHex();
      case "u":
        return this.parseUnicode();
      case "c":
        if (this.position + 1 >= this.text.length) {
          this.fail("Illegal control escape sequence", this.position);
        }
        this.position++;
        return this.next() ^ 64;
      default:
        return this.fail("Illegal/unsupported escape sequence", this.position);
    }
  }

  parseOctal(): number {
    this.position++;
    if (!/[0-7]/.test(this.charAt(0))) this.fail("Illegal octal escape sequence", this.position);
    let code = 0;
    for (let digits = 0; digits < 3 && /[0-7]/.test(this.charAt(0)); digits++) {
      if (digits === 2 && code > 0o37) break;
      code = code * 8 + this.next() - 48;
    }
    return code;
  }

  parseHex(): number {
    this.position++;
    if (this.charAt(0) === "{") {
      this.position++;
      if (!/[0-9a-fA-F]/.test(this.charAt(0))) {
        this.fail("Illegal hexadecimal escape sequence");
      }
      let code = 0;
      while (/[0-9a-fA-F]/.test(this.charAt(0))) {
        code = code * 16 + Number.parseInt(this.charAt(0), 16);
        if (code > 0x10ffff) this.fail("Hexadecimal codepoint is too big", this.position);
        this.position++;
      }
      if (this.charAt(0) !== "}") {
        this.fail("Unclosed hexadecimal escape sequence", this.position);
      }
      this.position++;
      return code;
    }
    return this.parseDigits(2, "Illegal hexadecimal escape sequence");
  }

  parseDigits(count: number, description: string): number {
    let code = 0;
    for (let i = 0; i < count; i++) {
      const digit = Number.parseInt(this.charAt(0), 16);
      if (Number.isNaN(digit)) this.fail(description, this.position);
      code = code * 16 + digit;
      this.position++;
    }
    return code;
  }

  /** \uD83D\uDE00 is one character. */
  parseUnicode(): number {
    this.position++;
    const message = "Illegal Unicode escape sequence";
    const code = this.parseDigits(4, message);
    const isHigh = code >= 0xd800 && code <= 0xdbff;
    if (!isHigh || this.charAt(0) !== "\\" || this.charAt(1) !== "u") return code;
    const start = this.position;
    this.position += 2;
    const low = this.parseDigits(4, message);
    if (low >= 0xdc00 && low <= 0xdfff) return 0x10000 + ((code - 0xd800) << 10) + low - 0xdc00;
    this.position = start;
    return code;
  }

  /** A class from its bracket on: intersections of unions; the negation is of the whole. */
  parseClass(): string {
    this.position++;
    const isNegated = this.charAt(0) === "^";
    if (isNegated) this.position++;
    const operands: string[] = [];
    let union: string[] = [];
    for (let isStart = true; ; isStart = false) {
      const char = this.peek();
      if (this.isAtEnd()) this.fail("Unclosed character class", this.text.length - 1);
      if (char === "]" && !(isStart && union.length === 0)) break;
      if (char === "&" && this.charAt(1) === "&") {
        while (this.charAt(0) === "&") this.position++;
        if (union.length > 0) operands.push(`[${union.join("")}]`);
        union = [];
      } else if (char === "[") union.push(this.parseClass());
      else union.push(this.parseClassItem(char));
    }
    if (union.length > 0) operands.push(`[${union.join("")}]`);
    if (operands.length === 0) this.fail("Bad class syntax", this.position - 1);
    this.position++;
    const set = operands.length === 1 ? (operands[0] as string) : `[${operands.join("&&")}]`;
    return isNegated ? negate(set) : set;
  }

  /** A character, a range, or an escaped set. */
  parseClassItem(char: string): string {
    if (char === "\\") {
      this.position++;
      const set = this.parseSetEscape(this.charAt(0));
      if (set !== null) return set;
      this.position--;
    }
    const from = this.parseClassChar();
    const after = this.peek() === "-" ? this.charAt(1) : "]";
    if (after === "]" || after === "[" || this.position + 1 >= this.text.length) {
      return rangeSet(from, from, this.folding);
    }
    this.position++;
    const to = this.parseClassChar();
    if (to < from) this.fail("Illegal character range");
    return rangeSet(from, to, this.folding);
  }

  parseClassChar(): number {
    if (this.peek() !== "\\") return this.next();
    this.position++;
    const letter = this.charAt(0);
    if (/[dDsSwWhHvVpP]/.test(letter)) this.fail("Illegal character range", this.position);
    return this.parseCharEscape(letter);
  }
}

/** The tree of `pattern` under Pattern's flag bits; throws PatternSyntaxError. */
export function parseRegex(pattern: string, flags: number): RegexTree {
  if ((flags & flag.literal) !== 0) {
    const items = [...pattern].map((c): RegexNode => {
      const code = c.codePointAt(0) as number;
      const folding = (flags & flag.unicodeCase) !== 0 ? "unicode" : "ascii";
      const set = (flags & flag.caseInsensitive) !== 0 ? foldedChar(code, folding) : null;
      return set === null ? { kind: "char", code } : { kind: "set", set };
    });
    const root: RegexNode = { kind: "sequence", items };
    return { root, groupCount: 0, names: new Map(), startsAtSearch: false };
  }
  const wide = (flags & flag.unicodeClass) !== 0 ? flags | flag.unicodeCase : flags;
  return new Parser(pattern, wide).parseAll();
}
