// Compiled patterns: searches in JavaScript strings that answer the bounds of each group.
//
// Three searches, as java.util.regex.Matcher has them: `find` from an index on, `lookingAt` at
// the index, `matches` the whole rest. Each is a RegExp of its own, made when first asked for.
// Bounds are flat: start and end of the whole match, then of each group, -1 for those that took
// no part. Patterns without groups do without JavaScript's (slow) `d` flag.

import { type TranslatedRegex, translateRegex } from "./translate";

export type SearchMode = "find" | "lookingAt" | "matches";

export class Pattern {
  readonly translated: TranslatedRegex;
  private readonly expressions = new Map<SearchMode, RegExp>();

  constructor(source: string, flags: number) {
    this.translated = translateRegex(source, flags);
    this.expression("find");
  }

  private expression(mode: SearchMode): RegExp {
    const found = this.expressions.get(mode);
    if (found !== undefined) return found;
    const { source, flags, groups, startsAtSearch } = this.translated;
    const isAnchored = mode !== "find" || startsAtSearch;
    const text = mode === "matches" ? `(?:${source})$` : source;
    const indices = groups.length > 1 ? "d" : "";
    const made = new RegExp(text, `${flags}${indices}${isAnchored ? "y" : "g"}`);
    this.expressions.set(mode, made);
    return made;
  }

  /** Appends the bounds of the match of `text` from `from` on to `out`; answers whether any. */
  search(text: string, from: number, mode: SearchMode, out: number[]): boolean {
    const expression = this.expression(mode);
    expression.lastIndex = from;
    const match = expression.exec(text);
    if (match === null) return false;
    if (match.indices === undefined) {
      out.push(match.index, match.index + match[0].length);
      return true;
    }
    for (const group of this.translated.groups) {
      const bounds = match.indices[group];
      if (bounds === undefined) out.push(-1, -1);
      else out.push(bounds[0], bounds[1]);
    }
    return true;
  }

  /** Numbers that `search` appends for one match. */
  get boundsCount(): number {
    return 2 * this.translated.groups.length;
  }
}

const maximumPatterns = 500;
const patterns = new Map<string, Pattern>();

/** The pattern of Java's source and flags, compiled once; throws PatternSyntaxError. */
export function findPattern(source: string, flags: number): Pattern {
  const key = `${flags}/${source}`;
  const found = patterns.get(key);
  if (found !== undefined) return found;
  const made = new Pattern(source, flags);
  if (patterns.size >= maximumPatterns) patterns.clear();
  patterns.set(key, made);
  return made;
}
