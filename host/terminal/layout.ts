// How text that is being typed lies on the screen: rows no wider than the terminal, with colours,
// and the place of the cursor in them. Lines are broken here, never by the terminal, so that what
// was drawn can be found again.

import { type Brackets, hasBody, matchBrackets, type Token, tokenize } from "./lexer";

export interface Screen {
  /** Rows as they are written, colours and all. */
  readonly rows: readonly string[];
  readonly cursorRow: number;
  readonly cursorColumn: number;
}

const wideRanges = [
  "\\u1100-\\u115f\\u2e80-\\u303e\\u3041-\\ua4cf\\uac00-\\ud7a3",
  "\\uf900-\\ufaff\\ufe30-\\ufe6f\\uff00-\\uff60\\uffe0-\\uffe6",
];
const wide = new RegExp(`[${wideRanges.join("")}]`, "u");
const pictograph = /\p{Emoji_Presentation}|[\u{20000}-\u{3fffd}]/u;
const combining = /\p{Mn}|\p{Me}|\p{Cf}/u;

/** Columns that a character takes. */
export function widthOf(character: string): number {
  if (character < "\u0300") return 1;
  if (combining.test(character)) return 0;
  return wide.test(character) || pictograph.test(character) ? 2 : 1;
}

const colors: Readonly<Partial<Record<Token["kind"], string>>> = {
  comment: "90",
  string: "32",
  character: "32",
  keyword: "36",
  number: "35",
  prefix: "33",
};
const SPECIAL = "34;1";
const MATCHED = "1;4";
const STRAY = "31;1";

/** The colour of each token; brackets that belong together are marked when the cursor is at one. */
function styleOf(
  text: string,
  tokens: readonly Token[],
  index: number,
  brackets: Brackets,
  marked: ReadonlySet<number>,
): string {
  const { kind, start, end } = tokens[index] as Token;
  if (brackets.stray.has(start)) return STRAY;
  if (marked.has(start)) return MATCHED;
  if (kind === "symbol" && tokens[index - 1]?.kind === "open" && text[start - 1] === "(") {
    return hasBody(text.slice(start, end)) ? SPECIAL : "";
  }
  return colors[kind] ?? "";
}

/** The brackets to be marked: the one before the cursor, or at it, and its partner. */
function markedBrackets({ partners }: Brackets, cursor: number): Set<number> {
  const at = [cursor - 1, cursor].find((place) => partners.has(place));
  return new Set(at === undefined ? [] : [at, partners.get(at) as number]);
}

/** Lays out prompt and text; lines after the first stand below the text of the first. */
export function layOut(
  prompt: string,
  text: string,
  cursor: number,
  columns: number,
  isColored: boolean,
): Screen {
  const rows = [prompt];
  const margin = [...prompt].length;
  let column = margin;
  let place: [row: number, column: number] = [0, column];
  const breakRow = (indent: number) => {
    rows.push(" ".repeat(indent));
    column = indent;
  };
  const tokens = tokenize(text);
  const brackets = matchBrackets(text, tokens);
  const marked = markedBrackets(brackets, cursor);
  tokens.forEach((token, index) => {
    const style = isColored ? styleOf(text, tokens, index, brackets, marked) : "";
    let at = token.start;
    let run = "";
    const endRun = () => {
      rows[rows.length - 1] += style === "" || run === "" ? run : `\x1b[${style}m${run}\x1b[0m`;
      run = "";
    };
    for (const character of text.slice(token.start, token.end)) {
      if (at === cursor) place = [rows.length - 1, column];
      at += character.length;
      if (character === "\n") {
        endRun();
        breakRow(Math.min(margin, columns >> 1));
        continue;
      }
      const shown = visible(character);
      const width = [...shown].reduce((sum, one) => sum + widthOf(one), 0);
      if (column + width >= columns) {
        endRun();
        breakRow(0);
        if (at - character.length === cursor) place = [rows.length - 1, 0];
      }
      run += shown;
      column += width;
    }
    endRun();
  });
  if (cursor >= text.length) {
    if (column >= columns) breakRow(0);
    place = [rows.length - 1, column];
  }
  return { rows, cursorRow: place[0], cursorColumn: place[1] };
}

/** Control characters must not steer the terminal. */
function visible(character: string): string {
  if (character === "\t") return "  ";
  return /\p{Cc}/u.test(character) ? "\ufffd" : character;
}
