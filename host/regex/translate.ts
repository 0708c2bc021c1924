// Java's regular expressions as JavaScript's: writes the tree of parse.ts as the source of a
// RegExp in `v` mode, which matches by code points as Java does.
//
// Atomic groups and possessive repeats become a lookahead that captures, followed by a reference
// to the capture: a lookahead is never entered again. Those captures shift JavaScript's numbers,
// so `groups` tells the number of each of Java's. A reference to a group that is not known yet
// fails, as Java's does; one to a group that took no part matches the empty text in JavaScript
// and nothing in Java (docs/differences.md).

import { parseRegex } from "./parse";
import { type RegexNode, showChar } from "./syntax";

export interface TranslatedRegex {
  /** Source of a RegExp. */
  readonly source: string;
  /** Flags of that RegExp besides g, y and d. */
  readonly flags: string;
  /** JavaScript's number of each of Java's groups; the first is 0, the whole match. */
  readonly groups: readonly number[];
  readonly names: ReadonlyMap<string, number>;
  /** Matches only where the search begins. */
  readonly startsAtSearch: boolean;
}

class Writer {
  readonly groups: number[] = [0];
  captures = 0;
  foldsCase = false;

  write(node: RegexNode): string {
    switch (node.kind) {
      case "char":
        return showChar(node.code);
      case "set":
        return node.set;
      case "source":
        return node.source;
      case "sequence":
        return node.items.map((item) => this.writeItem(item)).join("");
      case "choice":
        return node.options.map((option) => this.write(option)).join("|");
      case "look":
        return `${node.opening}${this.write(node.item)})`;
      case "group":
        this.groups[node.index] = ++this.captures;
        return `(${this.write(node.item)})`;
      case "atomic":
        return this.writeAtomic(() => this.write(node.item));
      case "repeat":
        return this.writeRepeat(node);
      case "reference":
        return this.writeReference(node);
    }
  }

  writeItem(node: RegexNode): string {
    const text = this.write(node);
    return node.kind === "choice" ? `(?:${text})` : text;
  }

  writeAtomic(writeBody: () => string): string {
    const index = ++this.captures;
    return `(?=(${writeBody()}))(?:\\${index})`;
  }

  writeRepeat(node: RegexNode & { kind: "repeat" }): string {
    if (node.mode === "possessive") {
      return this.writeAtomic(() => this.writeRepeat({ ...node, mode: "greedy" }));
    }
    const { item, least, most } = node;
    const isSimple = item.kind === "char" || item.kind === "set" || item.kind === "group";
    const body = isSimple ? this.write(item) : `(?:${this.write(item)})`;
    const lazy = node.mode === "lazy" ? "?" : "";
    return `${body}${showCounts(least, most)}${lazy}`;
  }

  writeReference(node: RegexNode & { kind: "reference" }): string {
    const index = this.groups[node.index];
    if (index === undefined) return "(?!)";
    if (node.foldsCase) this.foldsCase = true;
    return `(?:\\${index})`;
  }
}

function showCounts(least: number, most: number): string {
  if (most === Infinity) return least === 0 ? "*" : least === 1 ? "+" : `{${least},}`;
  if (least === 0 && most === 1) return "?";
  return least === most ? `{${least}}` : `{${least},${most}}`;
}

/** Translates `pattern` under Pattern's flag bits; throws PatternSyntaxError. */
export function translateRegex(pattern: string, flags: number): TranslatedRegex {
  const tree = parseRegex(pattern, flags);
  const writer = new Writer();
  const source = writer.write(tree.root);
  return {
    source,
    flags: writer.foldsCase ? "vi" : "v",
    groups: writer.groups,
    names: tree.names,
    startsAtSearch: tree.startsAtSearch,
  };
}
