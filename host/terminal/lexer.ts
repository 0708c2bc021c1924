// The tokens of what is being typed: enough of the reader's syntax to colour it, to match its
// brackets, to know whether it is whole, and to say which call the cursor is in. It never fails:
// half a string or a stray bracket is what a line looks like while it is written.

export type TokenKind =
  | "blank"
  | "comment"
  | "string"
  | "character"
  | "keyword"
  | "number"
  | "symbol"
  | "prefix"
  | "open"
  | "close";

export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
}

const rules: readonly (readonly [TokenKind, RegExp])[] = [
  ["blank", /[\s,]+/y],
  ["comment", /;[^\n]*|#![^\n]*/y],
  ["string", /#?"(?:\\[\s\S]|[^\\"])*"?/y],
  ["character", /\\(?:[A-Za-z0-9]+|[\s\S])?/y],
  ["prefix", /#_|#\?@?|#'|#=|#\^|#(?=[({])|~@|['`~@^]/y],
  ["open", /[([{]/y],
  ["close", /[)\]}]/y],
  ["keyword", /:[^\s,;"()[\]{}\\@~`^]*/y],
  ["number", /[+-]?\d[^\s,;"()[\]{}\\@~`^]*|##(?:-?Inf|NaN)/y],
  ["symbol", /[^\s,;"()[\]{}\\@~`^]+/y],
];

export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    const token = tokenAt(text, at);
    tokens.push(token);
    at = token.end;
  }
  return tokens;
}

function tokenAt(text: string, start: number): Token {
  for (const [kind, pattern] of rules) {
    pattern.lastIndex = start;
    const found = pattern.exec(text);
    if (found !== null && found[0] !== "") return { kind, start, end: start + found[0].length };
  }
  return { kind: "symbol", start, end: start + 1 };
}

const closers: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

export interface Brackets {
  /** From the place of each bracket to that of the one it belongs to. */
  readonly partners: ReadonlyMap<number, number>;
  /** Places of open brackets without a closing one, outermost first. */
  readonly unclosed: readonly number[];
  /** Places of closing brackets that close nothing, or something else. */
  readonly stray: ReadonlySet<number>;
}

export function matchBrackets(text: string, tokens: readonly Token[]): Brackets {
  const partners = new Map<number, number>();
  const stray = new Set<number>();
  const open: number[] = [];
  for (const { kind, start } of tokens) {
    if (kind === "open") open.push(start);
    if (kind !== "close") continue;
    const last = open.at(-1);
    if (last !== undefined && closers[text[last] as string] === text[start]) {
      open.pop();
      partners.set(last, start);
      partners.set(start, last);
    } else stray.add(start);
  }
  return { partners, unclosed: open, stray };
}

/** Can a text be read as it is? What is wrong for certain counts as whole: reading will tell. */
export function isWhole(text: string): boolean {
  const tokens = tokenize(text);
  const { unclosed, stray } = matchBrackets(text, tokens);
  if (stray.size > 0) return true;
  const last = tokens.filter(({ kind }) => kind !== "blank" && kind !== "comment").at(-1);
  if (unclosed.length > 0 || last?.kind === "prefix") return false;
  return last?.kind !== "string" || isClosed(text.slice(last.start, last.end));
}

function isClosed(string: string): boolean {
  return /^#?"(?:\\[\s\S]|[^\\"])*"$/.test(string);
}

/** The column at which a line belongs that is begun behind `text`. */
export function indentationAfter(text: string): number {
  const { unclosed } = matchBrackets(text, tokenize(text));
  const at = unclosed.at(-1);
  if (at === undefined) return 0;
  const column = at - (text.lastIndexOf("\n", at - 1) + 1);
  if (text[at] !== "(") return column + 1;
  // Behind a name arguments stand below each other; forms with a body are indented by two.
  const call = /^\(([^\s()[\]{}";,]+) +(?=[^\s;])/.exec(text.slice(at));
  if (call === null || hasBody(call[1] as string)) return column + 2;
  return column + call[0].length;
}

const bodied = /^(def.*|let.*|fn|do|doseq|dotimes|for|loop|ns|if.*|when.*|while|case|cond.*|try)$/;
const bodiedToo = /^(catch|finally|binding|with-.*|extend-.*|reify|proxy|testing|receive|locking)$/;

export function hasBody(name: string): boolean {
  return bodied.test(name) || bodiedToo.test(name);
}

/** Where the word begins that ends at the cursor: what completion completes. */
export function wordStart(text: string, cursor: number): number {
  const token = tokenize(text.slice(0, cursor)).at(-1);
  const isWord = token?.kind === "symbol" || token?.kind === "keyword";
  return isWord ? (token as Token).start : cursor;
}

/** The name in front of the innermost call around the cursor, or null. */
export function calledName(text: string, cursor: number): string | null {
  const before = text.slice(0, cursor);
  const { unclosed } = matchBrackets(before, tokenize(before));
  for (const at of [...unclosed].reverse()) {
    if (text[at] !== "(") continue;
    const [head, next] = tokenize(before.slice(at + 1));
    return head?.kind === "symbol" && next !== undefined
      ? before.slice(at + 1 + head.start, at + 1 + head.end)
      : null;
  }
  return null;
}
