// Errors as the user sees them: class and message, file:line:col, the source line with a caret,
// the data of an ex-info, the Lisp stack and the causes. What is shown is collected from the
// heap first (plain data), then rendered, so that rendering can be tested without a heap.
//
// Frames of the runtime's own machinery (genera.*) are left out, frames of the core library stay
// in the stack but are never the place of the error, and repeated calls are folded.

import { existsSync, readFileSync } from "node:fs";
import { kind, offset, primitive } from "../gen/tables";
import { addressOf, ended, NIL, type Word } from "./kernel";
import type { Runtime } from "./runtime";

export interface Frame {
  /** ns/name of the function. */
  readonly name: string;
  readonly file: string | null;
  readonly line: number;
  readonly column: number;
}

export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** An exception as plain data. */
export interface ErrorReport {
  readonly className: string;
  readonly message: string | null;
  readonly frames: readonly Frame[];
  /** Printed data of an ex-info. */
  readonly data: string | null;
  readonly cause: ErrorReport | null;
  /** What might have been meant. */
  readonly hint: string | null;
  /** Where it is, if the stack does not tell. */
  readonly place: Place | null;
}

export interface ErrorView {
  readonly isColored: boolean;
  /** The lines of a file; null when it cannot be read. */
  readonly readLines: (file: string) => readonly string[] | null;
}

/** How errors of a runtime are shown on a stream. */
export function viewOf(runtime: Runtime, stream: { readonly isTTY?: boolean }): ErrorView {
  return {
    isColored: stream.isTTY === true && !process.env.NO_COLOR,
    readLines: (file) => runtime.texts.get(file)?.split("\n") ?? readSourceLines(file),
  };
}

const MOST_CAUSES = 20;
const MOST_FRAMES = 40;
const LONGEST_CYCLE = 6;
const WIDEST_LINE = 160;
const hiddenNamespaces = /^genera\.(slow|main|host|compiler(\.\w+)?)\//;
/** What `genera test` loads and runs is below it. */
const testRunner = "genera.test/";
const libraryFile = /^(lang\/(core|lib|compiler)\/|gen\/lang\/)/;
const loaderFile = "lang/core/load.clj";
/** Data of an error that the hint says in words. */
const specData = /^(\{:|#:)clojure\.spec\.alpha/;
const exitClass = "genera.actors.Exit";
const compilerException = "clojure.lang.Compiler$CompilerException";

// Collecting.

/** The exception `word` (a throwable) as data. */
export function describeThrowable(runtime: Runtime, word: Word, depth = 0): ErrorReport {
  const { kernel, values } = runtime;
  const field = (at: number) => kernel.word(addressOf(word) + at);
  const type = field(offset.throwable.type);
  const name = kernel.word(addressOf(type) + offset.type.name);
  const message = field(offset.throwable.message);
  const cause = values.callPrimitive(primitive.throwableCause, word);
  const data = field(offset.throwable.data);
  const text = message === NIL ? null : runtime.printBriefly(message, "str");
  const className = kernel.isString(name) ? values.readString(name) : "java.lang.Throwable";
  return {
    className,
    message: text,
    frames: readFrames(runtime, word).filter(isNoDispatch),
    // The message of an Exit has the reason that is its data.
    data:
      data === NIL || className === exitClass || isNote(runtime, data)
        ? null
        : runtime.printBriefly(data, "pr-str"),
    cause:
      cause === NIL || depth > MOST_CAUSES ? null : describeThrowable(runtime, cause, depth + 1),
    ...(isNote(runtime, data)
      ? { hint: runtime.explain(word), place: placeOn(runtime, data) }
      : noteOn(runtime, className, data)),
  };
}

/** Does an exception carry what went wrong with which values (lang/core/error.clj), no data? */
function isNote(runtime: Runtime, data: Word): boolean {
  return data !== NIL && runtime.registry.heap.isKind(data, kind.vector);
}

/** The place that the compiler has put into the metadata of what an exception carries. */
function placeOn({ values, registry }: Runtime, data: Word): Place | null {
  const notes = values.callPrimitive(primitive.meta, data);
  if (notes === NIL) return null;
  const [file, place] = ["source", "place"].map((name) =>
    values.callPrimitive(primitive.get, notes, registry.keyword("genera.compiler", name)),
  ) as [Word, Word];
  if (file === NIL || place === NIL) return null;
  const [line, column] = values.readVector(place).map((at) => values.readLong(at));
  return { file: values.readString(file), line: line ?? 0, column: column ?? 0 };
}

/** Hint and place that the compiler has put into the data of its exceptions and their metadata. */
function noteOn(
  runtime: Runtime,
  className: string,
  data: Word,
): Pick<ErrorReport, "hint" | "place"> {
  if (className !== compilerException || data === NIL) return { hint: null, place: null };
  const { values, registry } = runtime;
  const get = (map: Word, ns: string, name: string): Word =>
    map === NIL ? NIL : values.callPrimitive(primitive.get, map, registry.keyword(ns, name));
  const [source, line, column] = ["source", "line", "column"].map((name) =>
    get(data, "clojure.error", name),
  ) as [Word, Word, Word];
  // The metadata have what the JVM does not tell: a hint, the name of a text without a file, and
  // the place of the very symbol that is wrong, not of the list around it.
  const notes = values.callPrimitive(primitive.meta, data);
  const hint = get(notes, "genera.compiler", "hint");
  const file = source === NIL ? get(notes, "genera.compiler", "source") : source;
  const exact = get(notes, "genera.compiler", "place");
  const at = exact === NIL ? [line, column] : values.readVector(exact);
  return {
    hint: hint === NIL ? null : values.readString(hint),
    place:
      file === NIL || line === NIL
        ? null
        : {
            file: values.readString(file),
            line: values.readLong(at[0]!),
            column: values.readLong(at[1]!),
          },
  };
}

/** Is it no frame of a protocol's function, which stands where the protocol is defined? */
function isNoDispatch(_: Frame, i: number, frames: readonly Frame[]): boolean {
  return frames[0]?.name !== "genera.slow/no-implementation" || i !== 2;
}

function readFrames(runtime: Runtime, word: Word): Frame[] {
  const { values } = runtime;
  const trace = values.callPrimitive(primitive.throwableTrace, word);
  if (trace === NIL) return [];
  return values.readVector(trace).map((row) => {
    const [name, file, line, column] = values.readVector(row) as [Word, Word, Word, Word];
    return {
      name: name === NIL ? "fn" : values.readString(name),
      file: file === NIL || line === NIL ? null : values.readString(file),
      line: line === NIL ? 0 : values.readLong(line),
      column: column === NIL ? 0 : values.readLong(column),
    };
  });
}

/** Reports how an actor that did not return has ended, on stderr. */
export function reportActor(runtime: Runtime, actor: number, introduction: string): void {
  const text = introduction + describeEnd(runtime, actor, viewOf(runtime, process.stderr));
  runtime.output.write(2, text);
  runtime.output.flush();
}

function describeEnd(runtime: Runtime, actor: number, view: ErrorView): string {
  const { exports } = runtime.kernel;
  const outcome = exports.actorOutcome(actor);
  if (outcome === ended.overflown) {
    return "java.lang.StackOverflowError: no stack was left to handle the overflow\n";
  }
  if (outcome === ended.exhausted) {
    return "It kept more alive than its heap limit allows (:max-heap-size).\n";
  }
  if (outcome === ended.flooded) {
    return "The heap was full, and its mailbox was the longest: it was sent more than it took.\n";
  }
  if (outcome === ended.starved) {
    return "java.lang.OutOfMemoryError: the heap was so full that no exception could be made\n";
  }
  if (outcome === ended.raised) {
    const code = runtime.kernel.readContext("code");
    throw new Error(`condition ${code} was raised before Lisp could build exceptions`);
  }
  const word = runtime.kernel.check(exports.actorResult(actor));
  if (outcome === ended.exited) {
    return `The main actor exited: ${runtime.printBriefly(word, "pr-str") ?? "?"}\n`;
  }
  return renderError(describeThrowable(runtime, word), view);
}

// Rendering.

/** The text of an error, with its causes, ending in a newline. */
export function renderError(report: ErrorReport, view: ErrorView): string {
  const out: string[] = [];
  let prefix = "";
  for (let one: ErrorReport | null = report; one !== null; prefix = "Caused by: ") {
    const cause: ErrorReport | null = one.cause;
    if (one.className === compilerException && cause !== null && isFromRunning(one)) {
      // Loading a file has wrapped what its code threw.
      renderOne({ ...cause, place: findPlace(cause.frames) ?? one.place }, view, out, prefix);
      one = cause.cause;
    } else if (one.className === compilerException && cause !== null) {
      // It says where, its cause says what: one error to the user.
      const what = `${(one.message ?? "").replace(/ at \(.*$/s, "")}: `;
      const hint = one.hint ?? cause.hint;
      renderOne({ ...cause, place: one.place ?? cause.place, hint }, view, out, prefix + what);
      one = cause.cause;
    } else {
      renderOne(one, view, out, prefix);
      one = cause;
    }
  }
  return `${out.join("\n")}\n`;
}

function isFromRunning({ data }: ErrorReport): boolean {
  return data?.includes("phase :execution") ?? false;
}

function renderOne(report: ErrorReport, view: ErrorView, out: string[], prefix: string): void {
  const { message } = report;
  const frames = visibleFrames(report.frames);
  const place = report.place ?? findPlace(frames);
  const head = message === null ? report.className : `${report.className}: ${message}`;
  out.push(`${prefix}${paint(view, "31;1", hideControls(head))}`);
  if (place !== null) {
    out.push(`  at ${place.file}:${place.line}:${place.column}`);
    out.push(...renderSource(place, view));
  }
  if (report.hint !== null) out.push(`  ${respell(report.hint, place, view)}`);
  if (report.data !== null && !specData.test(report.data)) out.push(`  data: ${report.data}`);
  out.push(...renderFrames(frames));
}

/** Frames without the runtime's machinery, nor what loaded the outermost code of the user. */
function visibleFrames(all: readonly Frame[]): Frame[] {
  const ours = all.findIndex(({ name }) => name.startsWith(testRunner));
  const frames = all
    .slice(0, ours < 0 ? all.length : ours)
    .filter((frame) => !hiddenNamespaces.test(frame.name));
  const last = frames.findLastIndex(({ file }) => file !== null && !libraryFile.test(file));
  const end = last < 0 ? frames.findLastIndex(({ file }) => file !== loaderFile) : last;
  return frames.slice(0, end + 1);
}

/** The innermost place in the user's own code. */
function findPlace(frames: readonly Frame[]): Place | null {
  const found = frames.find(({ file, line }) => {
    return file !== null && line > 0 && !libraryFile.test(file);
  });
  return found === undefined ? null : { ...found, file: found.file as string };
}

function readSourceLines(file: string): readonly string[] | null {
  if (!existsSync(file)) return null;
  try {
    return readFileSync(file, "utf8").split(/\r?\n/);
  } catch {
    return null;
  }
}

/**
 * A hint that names `+` or `-` where the source has it, perhaps as an argument: (+ x 1) runs as
 * (inc x), and the failed call, which knows its values only, is that of inc.
 */
function respell(hint: string, place: Place | null, view: ErrorView): string {
  const line = place === null ? undefined : view.readLines(place.file)?.[place.line - 1];
  const source = line?.slice((place?.column ?? 1) - 1) ?? "";
  const written = /^\((inc|dec) (.*?)\)(:.*)$/s.exec(hint);
  const operator = written?.[1] === "inc" ? "+" : "-";
  if (written === null) return hint;
  const has = (word: string) => ` ${source} `.replace(/[()[\]]/g, " ").includes(` ${word} `);
  if (!source.startsWith(`(${operator} `) && (has(written[1]!) || !has(operator))) return hint;
  return `(${operator} ${written[2]} 1)${written[3]}`;
}

/** The line of the place and a caret below its column. */
function renderSource(place: Place, view: ErrorView): string[] {
  const lines = view.readLines(place.file);
  const line = lines?.[place.line - 1];
  if (line === undefined) return [];
  // Of a long line, what is around the place.
  const start = Math.max(0, Math.min(place.column - 1, line.length) - WIDEST_LINE / 2);
  const from = line.length <= WIDEST_LINE ? 0 : start;
  const shown = hideControls(line.slice(from, from + WIDEST_LINE));
  const number = String(place.line);
  const column = Math.min(place.column - from, shown.length + 1);
  // Tabs stay tabs, so that the caret stands below its character.
  const gap = shown.slice(0, Math.max(0, column - 1)).replace(/[^\t]/g, " ");
  const margin = `  ${" ".repeat(number.length)} |`;
  return [`  ${number} | ${shown}`, `${margin} ${gap}${paint(view, "31;1", "^")}`];
}

/** Text of unknown origin must not steer the terminal. */
function hideControls(text: string): string {
  return text.replace(/(?![\n\t])\p{Cc}/gu, "\ufffd");
}

function renderFrames(frames: readonly Frame[]): string[] {
  const rows = foldFrames(frames);
  const shown = rows.slice(0, MOST_FRAMES);
  const width = Math.min(40, Math.max(0, ...shown.map((row) => row.name.length)));
  const out = shown.map(({ name, place }) => `    ${name.padEnd(width)}  ${place}`.trimEnd());
  if (rows.length > shown.length) out.push(`    ... ${rows.length - shown.length} more`);
  return out;
}

interface FrameRow {
  readonly name: string;
  readonly place: string;
}

function toRow({ name, file, line, column }: Frame): FrameRow {
  return { name, place: file === null ? "" : line > 0 ? `${file}:${line}:${column}` : file };
}

/** One row per frame; a cycle of up to LONGEST_CYCLE frames that repeats is shown once. */
function foldFrames(frames: readonly Frame[]): FrameRow[] {
  const rows = frames.map(toRow);
  const keys = rows.map(({ name, place }) => `${name} ${place}`);
  const out: FrameRow[] = [];
  for (let i = 0; i < rows.length; ) {
    const [length, count] = findCycle(keys, i);
    out.push(...rows.slice(i, i + length));
    if (count > 1) {
      const what = length === 1 ? "this call" : `these ${length} calls`;
      out.push({ name: `... ${what} ${count - 1} times more`, place: "" });
    }
    i += length * count;
  }
  return out;
}

/** The shortest cycle that begins at `start` and comes at least three times, and how often. */
function findCycle(keys: readonly string[], start: number): [length: number, count: number] {
  for (let length = 1; length <= LONGEST_CYCLE; length++) {
    let end = start + length;
    while (end < keys.length && keys[end] === keys[end - length]) end++;
    const count = Math.floor((end - start) / length);
    if (count >= 3) return [length, count];
  }
  return [1, 1];
}

function paint(view: ErrorView, code: string, text: string): string {
  return view.isColored ? `\x1b[${code}m${text}\x1b[0m` : text;
}
