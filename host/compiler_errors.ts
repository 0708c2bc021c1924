// What goes wrong while Lisp is read and compiled, as the exceptions of the JVM's compiler: a
// CompilerException that says where, around the exception that says what. Reading from a string
// gives the inner exception alone, and so does a macro called with a wrong number of arguments.

import { offset } from "../gen/tables.ts";
import { CompileError, ExpansionError } from "../seed/compile-scope.ts";
import { ReaderError } from "../seed/reader.ts";
import type { Place } from "./errors.ts";
import { LispBroken, LispThrown } from "./evaluate.ts";
import { HostFailure, LiteralError } from "./failure.ts";
import { NIL, type Word } from "./heap.ts";
import { hintFor } from "./hint.ts";
import type { HeapWorld } from "./world.ts";

/** What is known of an exception besides what it says itself. */
export interface ErrorNote {
  readonly hint: string | null;
  readonly place: Place | null;
}

const COMPILER_EXCEPTION = "clojure.lang.Compiler$CompilerException";
const ILLEGAL_ARGUMENT = "java.lang.IllegalArgumentException";
const ILLEGAL_STATE = "java.lang.IllegalStateException";
const ARITY = "clojure.lang.ArityException";
const RUNTIME = "java.lang.RuntimeException";
const NO_SOURCE = "NO_SOURCE_PATH";
const STACK_OVERFLOW = "java.lang.StackOverflowError";
const UNRESOLVED = /^(?:Unable to resolve symbol|No such var): (?:[^\s/]+\/)?(\S+)/;

/** Classes of the reader's exceptions by the code of an error; RuntimeException for any other. */
const READER_CLASSES: Readonly<Record<string, string>> = {
  "divide-by-zero": "java.lang.ArithmeticException",
  "duplicate-key": ILLEGAL_ARGUMENT,
  "invalid-character": ILLEGAL_ARGUMENT,
  "invalid-metadata": ILLEGAL_ARGUMENT,
  "invalid-number": "java.lang.NumberFormatException",
  "nested-fn": ILLEGAL_STATE,
  splice: ILLEGAL_STATE,
};

/** Exceptions of a macro that the JVM takes for an error in the form. */
const SYNTAX_CLASSES = new Set([
  ILLEGAL_ARGUMENT,
  ILLEGAL_STATE,
  "clojure.lang.ExceptionInfo",
  "java.lang.Exception",
]);

/** Where in a text; the file is unknown for a form that Lisp has built. */
interface Where {
  readonly file: string | null;
  readonly line: number;
  readonly column: number;
}

type Notes = Map<string, ErrorNote> | null;
type Phase = "read-source" | "compile-syntax-check" | "macro-syntax-check" | "macroexpansion";

const VERBS: Readonly<Record<Phase, string>> = {
  "read-source": "reading source",
  "compile-syntax-check": "compiling",
  "macro-syntax-check": "macroexpanding",
  macroexpansion: "macroexpanding",
};

function makeThrowable(
  world: HeapWorld,
  className: string,
  message: string,
  cause: Word,
  data: Word,
): Word {
  const { heap } = world;
  const type = world.classWord(className);
  return heap.primitive("throwable", type, heap.makeString(message), cause, data);
}

function makeCompilerException(
  world: HeapWorld,
  phase: Phase,
  symbol: string | null,
  place: Where,
  cause: Word,
  notes: Notes,
  hint: string | null = null,
): Word {
  const { heap, forms } = world;
  // A form that Lisp has built has no place; a text without a name is no file.
  const { line, column } = place.line > 0 ? place : { line: 1, column: 1 };
  const file = place.file === NO_SOURCE ? null : place.file;
  const key = (name: string) => forms.makeKeyword("clojure.error", name);
  const entries = [
    ...[key("phase"), forms.makeKeyword(null, phase)],
    ...[key("line"), forms.makeInteger(BigInt(line))],
    ...[key("column"), forms.makeInteger(BigInt(column))],
  ];
  if (file !== null) entries.push(key("source"), heap.makeString(file));
  if (symbol !== null) entries.push(key("symbol"), makeNamed(world, symbol));
  const start = phase === "macroexpansion" ? "Unexpected error" : "Syntax error";
  const subject = symbol === null ? "" : `${symbol} `;
  const where = `${file === null ? "" : `${file}:`}${line}:${column}`;
  const message = `${start} ${VERBS[phase]} ${subject}at (${where}).`;
  if (place.file !== null) notes?.set(message, { hint, place: { file: place.file, line, column } });
  return makeThrowable(world, COMPILER_EXCEPTION, message, cause, forms.makeMap(entries));
}

function makeNamed(world: HeapWorld, text: string): Word {
  const slash = text.length > 1 ? text.indexOf("/") : -1;
  const ns = slash < 0 ? null : text.slice(0, slash);
  return world.forms.makeSymbol(ns, text.slice(slash + 1));
}

function fromReader(world: HeapWorld, error: ReaderError, isSource: boolean, notes: Notes): Word {
  const className = READER_CLASSES[error.code] ?? RUNTIME;
  const { opening } = error;
  const isOpen = error.code === "eof" && opening !== null && isSource;
  const message = isOpen ? `${error.message}, starting at line ${opening.line}` : error.message;
  const cause = makeThrowable(world, className, message, NIL, NIL);
  if (!isSource) return cause;
  const hint =
    opening === null
      ? null
      : `The ${opening.delimiter} of line ${opening.line}, column ${opening.column} is still open.`;
  return makeCompilerException(world, "read-source", null, error, cause, notes, hint);
}

/** Names like one that was not found. */
function hintForUnresolved(world: HeapWorld, message: string): string | null {
  const name = UNRESOLVED.exec(message)?.[1];
  return name === undefined ? null : hintFor(name, world.visibleNames());
}

function classOf(world: HeapWorld, throwable: Word): string {
  const type = world.heap.field(throwable, offset.throwable.type);
  return world.heap.readString(world.heap.field(type, offset.type.name));
}

/** A macro has two hidden parameters, which the exception does not count. */
function hideParameters(world: HeapWorld, throwable: Word, place: Where, notes: Notes): Word {
  const message = world.heap.readString(world.heap.field(throwable, offset.throwable.message));
  const shown = message.replace(/\((-?\d+)\)/, (_, n: string) => `(${Number(n) - 2})`);
  const { file, line, column } = place;
  if (file !== null && line > 0) notes?.set(shown, { hint: null, place: { file, line, column } });
  return makeThrowable(world, ARITY, shown, NIL, NIL);
}

function fromMacro(world: HeapWorld, error: ExpansionError, notes: Notes): Word {
  const cause = toThrown(world, error.cause, true, notes).word;
  const className = classOf(world, cause);
  if (className === COMPILER_EXCEPTION) return cause;
  if (className === ARITY) return hideParameters(world, cause, error, notes);
  const phase = SYNTAX_CLASSES.has(className) ? "macro-syntax-check" : "macroexpansion";
  return makeCompilerException(world, phase, error.macro, error, cause, notes);
}

/**
 * The exception for what reader or compiler threw, with a note on it; `isSource` says whether a
 * reader's error is one of a source. What is no error of a program is answered as it is.
 */
export function toThrown(
  world: HeapWorld,
  error: unknown,
  isSource: boolean,
  notes: Notes,
): LispThrown {
  if (error instanceof LispThrown) return error;
  let word: Word;
  if (error instanceof ReaderError) word = fromReader(world, error, isSource, notes);
  else if (error instanceof ExpansionError) word = fromMacro(world, error, notes);
  else if (error instanceof LiteralError) {
    const cause = toThrown(world, error.cause, isSource, notes).word;
    if (!isSource) return new LispThrown(cause);
    word = makeCompilerException(world, "read-source", null, error, cause, notes);
  } else if (error instanceof CompileError) {
    const { className, message, symbol } = error;
    const cause = makeThrowable(world, className, message, NIL, NIL);
    const hint = hintForUnresolved(world, message);
    const phase = "compile-syntax-check";
    word = makeCompilerException(world, phase, symbol, error, cause, notes, hint);
  } else if (error instanceof RangeError) {
    word = makeThrowable(world, STACK_OVERFLOW, "forms nest too deep", NIL, NIL);
  } else if (error instanceof LispBroken && error.condition === 0) {
    const className = error.message.startsWith("stack") ? STACK_OVERFLOW : ILLEGAL_STATE;
    word = makeThrowable(world, className, error.message, NIL, NIL);
  } else if (error instanceof HostFailure) {
    word = makeThrowable(world, error.className, error.message, NIL, NIL);
  } else throw error;
  return new LispThrown(world.heap.promote(word));
}
