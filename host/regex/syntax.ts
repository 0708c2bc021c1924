// The tree of a regular expression in Java's syntax, between parse.ts and translate.ts, and the
// error of an expression that has no tree.
//
// A set of characters is text already: a class operand of JavaScript's `v` mode, such as [a-z],
// [^x] or \p{L}, which may stand both by itself and inside another class.

export type RegexNode =
  | { readonly kind: "char"; readonly code: number }
  | { readonly kind: "set"; readonly set: string }
  | { readonly kind: "sequence"; readonly items: readonly RegexNode[] }
  | { readonly kind: "choice"; readonly options: readonly RegexNode[] }
  /** A capturing group; `index` is Java's number. */
  | { readonly kind: "group"; readonly index: number; readonly item: RegexNode }
  | { readonly kind: "atomic"; readonly item: RegexNode }
  | { readonly kind: "look"; readonly opening: string; readonly item: RegexNode }
  | {
      readonly kind: "repeat";
      readonly item: RegexNode;
      readonly least: number;
      readonly most: number;
      readonly mode: "greedy" | "lazy" | "possessive";
    }
  | { readonly kind: "reference"; readonly index: number; readonly foldsCase: boolean }
  /** JavaScript source that means the same wherever it stands; it may be repeated. */
  | { readonly kind: "source"; readonly source: string };

export interface RegexTree {
  readonly root: RegexNode;
  /** Number of capturing groups. */
  readonly groupCount: number;
  readonly names: ReadonlyMap<string, number>;
  /** The expression begins with \G: it matches only where the search begins. */
  readonly startsAtSearch: boolean;
}

/** What java.util.regex.PatternSyntaxException tells; index is in UTF-16 units, -1 for none. */
export class PatternSyntaxError extends Error {
  constructor(
    readonly description: string,
    readonly pattern: string,
    readonly index: number,
  ) {
    super(showError(description, pattern, index));
    this.name = "PatternSyntaxError";
  }
}

function showError(description: string, pattern: string, index: number): string {
  const place = index >= 0 ? ` near index ${index}` : "";
  const caret = index >= 0 && index < pattern.length ? `\n${" ".repeat(index)}^` : "";
  return `${description}${place}\n${pattern}${caret}`;
}

/** The flag bits of java.util.regex.Pattern. */
export const flag = {
  unixLines: 1,
  caseInsensitive: 2,
  comments: 4,
  multiline: 8,
  literal: 16,
  dotAll: 32,
  unicodeCase: 64,
  canonEq: 128,
  unicodeClass: 256,
} as const;

/** One character as JavaScript source, inside or outside of a class. */
export function showChar(code: number): string {
  const isPlain =
    (code >= 0x30 && code <= 0x39) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x61 && code <= 0x7a);
  return isPlain ? String.fromCharCode(code) : `\\u{${code.toString(16)}}`;
}
