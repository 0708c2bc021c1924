// The line editor of the REPL: an entry of one or more lines, with colours, matching brackets,
// completion, a history that can be searched, and hints on the call the cursor is in.
//
// Node decodes the keys (readline.emitKeypressEvents) and nothing more of it is used: its own
// editor knows one line and no colours. The terminal is in raw mode only while an entry is asked
// for; keys that arrive at other times wait for the next one. What is pasted (bracketed paste) is
// taken as it is: only a key that was pressed ends an entry.
// Invariant: between two draws the cursor stands `screenRow` rows below the first row drawn.

import { emitKeypressEvents, type Key } from "node:readline";
import { EditBuffer } from "./buffer";
import type { History } from "./history";
import { layOut, widthOf } from "./layout";
import { calledName, indentationAfter, isWhole, tokenize, wordStart } from "./lexer";

/** The entry was dropped by Ctrl-C; `twice` if the one before was, too, and both were empty. */
export interface Interrupted {
  readonly interrupted: "once" | "twice";
}

/** What could stand where the cursor is, and a few words on it. */
export interface Candidate {
  readonly text: string;
  readonly note: string;
}

export interface Input extends NodeJS.ReadableStream {
  setRawMode?(isRaw: boolean): unknown;
  ref?(): void;
  unref?(): void;
}

export interface Output {
  readonly columns?: number;
  readonly rows?: number;
  write(text: string): unknown;
  on?(event: "resize", listener: () => void): unknown;
}

export interface EditorOptions {
  readonly input: Input;
  readonly output: Output;
  readonly history: History;
  readonly isColored: boolean;
  complete(word: string): readonly Candidate[];
  /** The parameters of what a name calls, or null. */
  describe(name: string): string | null;
}

export interface Question {
  readonly prompt: string;
  /** Is an entry of Lisp forms asked for, not a line for the program? */
  readonly isForm: boolean;
}

type Answer = string | Interrupted | null;

interface Pressed extends Key {
  readonly text: string;
}

const PASTE_ON = "\x1b[?2004h";
const PASTE_OFF = "\x1b[?2004l";
/** What terminals send for Ctrl-_, which Node does not decode. */
const UNIT_SEPARATOR = "\x1f";
const CLEAR_BELOW = "\x1b[J";
const DEFAULT_COLUMNS = 80;
const DEFAULT_ROWS = 24;
const MOST_SHOWN = 60;
/** Of so many earlier entries the keywords are offered. */
const KEYWORD_ENTRIES = 300;

export class Editor {
  private readonly buffer = new EditBuffer();
  private question: Question | null = null;
  private answer: ((answer: Answer) => void) | null = null;
  private readonly waiting: Pressed[] = [];
  private isPasting = false;
  private isListening = false;
  private screenRow = 0;
  private wasEmpty = false;
  private historyIndex = 0;
  /** What was typed before the history was looked through. */
  private typed = "";
  private search: { query: string; index: number; before: string } | null = null;
  /** Lines below the entry, until the next key. */
  private below: readonly string[] = [];
  private readonly hints = new Map<string, string | null>();

  constructor(private readonly options: EditorOptions) {}

  /** Asks for an entry; null at the end of the input. */
  ask(question: Question): Promise<Answer> {
    this.start();
    this.question = question;
    this.buffer.clear();
    this.hints.clear();
    this.historyIndex = this.options.history.entries.length;
    this.typed = "";
    this.screenRow = 0;
    this.options.output.write(PASTE_ON);
    this.draw();
    return new Promise((resolve) => {
      this.answer = resolve;
      while (this.answer !== null && this.waiting.length > 0) this.press(this.waiting.shift()!);
    });
  }

  /** Takes the entry off the screen, writes something else, and draws it again below. */
  writeAround(write: () => void, endsLine: boolean): void {
    if (this.answer === null) {
      write();
      return;
    }
    this.options.output.write(`${this.toTop()}${CLEAR_BELOW}`);
    write();
    if (!endsLine) this.options.output.write("\n");
    this.screenRow = 0;
    this.draw();
  }

  private start(): void {
    const { input, output } = this.options;
    if (!this.isListening) {
      this.isListening = true;
      emitKeypressEvents(input);
      input.on("keypress", (text: string | undefined, key: Key) => {
        const pressed = { ...key, text: text ?? "" };
        if (this.answer === null) this.waiting.push(pressed);
        else this.press(pressed);
      });
      input.on("end", () => this.finish(null));
      output.on?.("resize", () => {
        if (this.answer !== null) this.draw();
      });
    }
    input.setRawMode?.(true);
    input.resume();
  }

  private finish(answer: Answer): void {
    const { answer: resolve } = this;
    if (resolve === null) return;
    this.below = [];
    this.search = null;
    this.buffer.moveTo(this.buffer.text.length);
    this.draw(true);
    const { input, output } = this.options;
    input.setRawMode?.(false);
    output.write(`\r\n${PASTE_OFF}`);
    input.pause();
    this.answer = null;
    this.question = null;
    resolve(answer);
  }

  // Keys.

  private press(key: Pressed): void {
    const { buffer } = this;
    this.below = [];
    if (key.name === "paste-start") this.isPasting = true;
    else if (key.name === "paste-end") this.isPasting = false;
    else if (this.isPasting) {
      buffer.insert(key.name === "return" || key.text === "\r" ? "\n" : (key.sequence ?? key.text));
      return; // drawn when all has come
    } else if (this.search !== null && this.pressInSearch(key)) {
      // It was for the search.
    } else if (key.ctrl === true || key.sequence === UNIT_SEPARATOR) this.pressControl(key);
    else if (key.meta === true) this.pressMeta(key);
    else this.pressPlain(key);
    if (this.answer !== null) this.draw();
  }

  private pressPlain(key: Pressed): void {
    const { buffer } = this;
    switch (key.name) {
      case "return":
      case "enter":
        this.enter();
        break;
      case "tab":
        this.complete();
        break;
      case "backspace":
        buffer.erase(buffer.left());
        break;
      case "delete":
        buffer.erase(buffer.right());
        break;
      case "left":
        buffer.moveTo(buffer.left());
        break;
      case "right":
        buffer.moveTo(buffer.right());
        break;
      case "home":
        buffer.moveTo(buffer.lineStart());
        break;
      case "end":
        buffer.moveTo(buffer.lineEnd());
        break;
      case "up":
        if (!buffer.moveLine(-1)) this.recall(-1);
        break;
      case "down":
        if (!buffer.moveLine(1)) this.recall(1);
        break;
      default:
        if (key.text !== "" && !/\p{Cc}/u.test(key.text)) buffer.insert(key.text);
    }
  }

  private pressControl(key: Pressed): void {
    const { buffer } = this;
    const actions: Readonly<Record<string, () => void>> = {
      a: () => buffer.moveTo(buffer.lineStart()),
      e: () => buffer.moveTo(buffer.lineEnd()),
      b: () => buffer.moveTo(buffer.left()),
      f: () => buffer.moveTo(buffer.right()),
      h: () => buffer.erase(buffer.left()),
      k: () => buffer.kill(buffer.lineEnd()),
      u: () => buffer.kill(buffer.lineStart()),
      w: () => buffer.kill(buffer.wordLeft()),
      y: () => buffer.yank(),
      _: () => buffer.undo(),
      p: () => this.recall(-1),
      n: () => this.recall(1),
      r: () => this.beginSearch(),
      c: () => this.interrupt(),
      d: () => this.deleteOrEnd(),
      l: () => this.clearScreen(),
      j: () => this.enter(),
      left: () => buffer.moveTo(buffer.wordLeft()),
      right: () => buffer.moveTo(buffer.wordRight()),
    };
    const name = key.sequence === UNIT_SEPARATOR ? "_" : (key.name ?? "");
    actions[name]?.();
  }

  private pressMeta(key: Pressed): void {
    const { buffer } = this;
    const actions: Readonly<Record<string, () => void>> = {
      b: () => buffer.moveTo(buffer.wordLeft()),
      f: () => buffer.moveTo(buffer.wordRight()),
      d: () => buffer.kill(buffer.wordRight()),
      backspace: () => buffer.kill(buffer.wordLeft()),
      return: () => this.breakLine(),
      enter: () => this.breakLine(),
    };
    actions[key.name ?? ""]?.();
  }

  /** Ends the entry if it can be read as it is, else begins another line. */
  private enter(): void {
    const { text } = this.buffer;
    if (this.question?.isForm === true && !isWhole(text)) {
      this.breakLine();
      return;
    }
    this.wasEmpty = false;
    if (this.question?.isForm === true) this.options.history.add(text);
    this.finish(text);
  }

  private breakLine(): void {
    const { buffer } = this;
    const indentation = indentationAfter(buffer.text.slice(0, buffer.cursor));
    buffer.insert(`\n${" ".repeat(indentation)}`);
  }

  private interrupt(): void {
    const isEmpty = this.buffer.text === "";
    const interrupted = isEmpty && this.wasEmpty ? "twice" : "once";
    this.wasEmpty = isEmpty;
    this.finish({ interrupted });
  }

  private deleteOrEnd(): void {
    const { buffer } = this;
    if (buffer.text === "") this.finish(null);
    else buffer.erase(buffer.right());
  }

  private clearScreen(): void {
    this.options.output.write("\x1b[2J\x1b[H");
    this.screenRow = 0;
  }

  // History.

  private recall(step: -1 | 1): void {
    const { entries } = this.options.history;
    const index = this.historyIndex + step;
    if (index < 0 || index > entries.length) return;
    if (this.historyIndex === entries.length) this.typed = this.buffer.text;
    this.historyIndex = index;
    this.buffer.replace(entries[index] ?? this.typed);
  }

  private beginSearch(): void {
    const { length } = this.options.history.entries;
    this.search = { query: "", index: length, before: this.buffer.text };
  }

  /** A key while the history is searched; false if it ends the search and means something else. */
  private pressInSearch(key: Pressed): boolean {
    const search = this.search!;
    const isLetter = key.ctrl !== true && key.meta !== true && !/^$|\p{Cc}/u.test(key.text);
    if (isLetter) this.find(search.query + key.text, search.index + 1);
    else if (key.name === "backspace") {
      this.find(search.query.slice(0, -1), this.options.history.entries.length);
    } else if (key.ctrl === true && key.name === "r") this.find(search.query, search.index);
    else if (key.ctrl === true && (key.name === "g" || key.name === "c")) {
      this.buffer.replace(search.before);
      this.search = null;
    } else {
      this.search = null;
      return key.name === "escape";
    }
    return true;
  }

  /** Shows the newest entry before `from` that has the query in it; stays if there is none. */
  private find(query: string, from: number): void {
    const search = this.search!;
    const { history } = this.options;
    const index = history.search(query, from);
    if (index >= 0)
      this.buffer.replace(history.entries[index]!, history.entries[index]!.indexOf(query));
    this.search = { ...search, query, index: index < 0 ? search.index : index };
    this.historyIndex = Math.min(this.search.index, history.entries.length);
  }

  // Completion.

  private complete(): void {
    const { buffer } = this;
    const start = wordStart(buffer.text, buffer.cursor);
    const word = buffer.text.slice(start, buffer.cursor);
    if (this.question?.isForm !== true) return;
    if (word === "") {
      const lineBefore = buffer.text.slice(buffer.lineStart(), buffer.cursor);
      if (lineBefore.trim() === "") buffer.insert("  ");
      return;
    }
    const candidates = [...this.keywordsLike(word), ...this.options.complete(word)];
    const [first] = candidates;
    if (first === undefined) {
      this.below = [`no name begins with ${word}`];
      return;
    }
    const unique = [...new Map(candidates.map((one) => [one.text, one])).values()];
    const common = commonPrefix(unique.map(({ text }) => text));
    if (common.length >= word.length) buffer.edit(start, buffer.cursor, common);
    if (unique.length > 1) this.below = this.listCandidates(unique);
    else if (first.note !== "") this.below = [`${first.text}  ${first.note}`];
  }

  /** Keywords of this entry and of earlier ones. */
  private keywordsLike(word: string): Candidate[] {
    if (!word.startsWith(":")) return [];
    const texts = [this.buffer.text, ...this.options.history.entries.slice(-KEYWORD_ENTRIES)];
    const found = texts.flatMap((text) =>
      tokenize(text)
        .filter(({ kind }) => kind === "keyword")
        .map(({ start, end }) => text.slice(start, end)),
    );
    const fitting = found.filter((keyword) => keyword.startsWith(word) && keyword !== word);
    return [...new Set(fitting)].sort().map((text) => ({ text, note: "" }));
  }

  /** Few candidates with their notes, many side by side. */
  private listCandidates(candidates: readonly Candidate[]): string[] {
    const shown = candidates.slice(0, MOST_SHOWN);
    const width = Math.max(...shown.map(({ text }) => text.length)) + 2;
    const perRow = Math.max(1, Math.floor((this.columns - 1) / width));
    const rows: string[] = [];
    if (shown.length <= 8) {
      rows.push(...shown.map(({ text, note }) => `${text.padEnd(width)}${note}`.trimEnd()));
    } else {
      for (let i = 0; i < shown.length; i += perRow) {
        const row = shown.slice(i, i + perRow).map(({ text }) => text.padEnd(width));
        rows.push(row.join("").trimEnd());
      }
    }
    if (shown.length < candidates.length) rows.push(`... ${candidates.length - shown.length} more`);
    return rows;
  }

  /** The parameters of the call that the cursor is in. */
  private hint(): readonly string[] {
    const { buffer } = this;
    if (this.question?.isForm !== true || this.waiting.length > 0) return [];
    const name = calledName(buffer.text, buffer.cursor);
    if (name === null) return [];
    let text = this.hints.get(name);
    if (text === undefined) {
      text = this.options.describe(name);
      this.hints.set(name, text);
    }
    return text === null ? [] : [`${name}  ${text}`];
  }

  // The screen.

  private get columns(): number {
    return Math.max(20, this.options.output.columns || DEFAULT_COLUMNS);
  }

  private toTop(): string {
    return this.screenRow > 0 ? `\x1b[${this.screenRow}A\r` : "\r";
  }

  private draw(isLast = false): void {
    const { buffer, columns } = this;
    const { isColored, output } = this.options;
    const { prompt = "" } = this.question ?? {};
    const cursor = isLast ? -1 : buffer.cursor; // no bracket is marked in what is done
    const screen = layOut(prompt, buffer.text, cursor, columns, isColored);
    // Of what is higher than the terminal, the part around the cursor.
    const height = Math.max(2, (output.rows || DEFAULT_ROWS) - 1);
    const from = isLast ? 0 : Math.max(0, screen.cursorRow - height + 1);
    const rows = isLast ? screen.rows : screen.rows.slice(from, from + height);
    const notes = isLast ? [] : this.notes().slice(0, Math.max(0, height - rows.length));
    const dim = (line: string) => {
      const cut = cutTo(line, columns - 1);
      return isColored ? `\x1b[90m${cut}\x1b[0m` : cut;
    };
    const all = [...rows, ...notes.map(dim)];
    const cursorRow = isLast ? rows.length - 1 : screen.cursorRow - from;
    const up = all.length - 1 - cursorRow;
    const right = isLast ? "" : `\r${moveRight(screen.cursorColumn)}`;
    output.write(
      `${this.toTop()}${CLEAR_BELOW}${all.join("\r\n")}${up > 0 ? `\x1b[${up}A` : ""}${right}`,
    );
    this.screenRow = cursorRow;
  }

  private notes(): readonly string[] {
    if (this.search !== null) return [`search: ${this.search.query}`];
    return this.below.length > 0 ? this.below : this.hint();
  }
}

function moveRight(columns: number): string {
  return columns > 0 ? `\x1b[${columns}C` : "";
}

function cutTo(line: string, columns: number): string {
  let width = 0;
  let out = "";
  for (const character of line) {
    width += widthOf(character);
    if (width > columns) return out;
    out += /\p{Cc}/u.test(character) ? "\ufffd" : character;
  }
  return out;
}

function commonPrefix(texts: readonly string[]): string {
  let prefix = texts[0] ?? "";
  for (const text of texts) {
    while (!text.startsWith(prefix)) prefix = prefix.slice(0, -1);
  }
  return prefix;
}
