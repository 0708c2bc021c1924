// Errors of reading and compiling as exceptions of Lisp. The JVM's Compiler$CompilerException
// carries the place at the end of its message, where host/errors.ts finds it again; hints stay
// beside the message, so that it is the JVM's.

import { offset } from "../gen/tables";
import { CompileError, ExpansionError } from "../seed/compile-scope";
import { ReaderError } from "../seed/reader";
import type { Place } from "./errors";
import { LispBroken, LispThrown } from "./evaluate";
import { HostFailure } from "./failure";
import { hintFor } from "./hint";
import type { Word } from "./kernel";
import type { Runtime } from "./runtime";

export interface ErrorNote {
  readonly hint: string | null;
  readonly place: Place | null;
}

const EXCEPTION = "clojure.lang.Compiler$CompilerException";
const unresolved = /^(?:Unable to resolve symbol|No such var): (?:[^\s/]+\/)?(\S+)/;

/** An exception of Lisp that goes on as it is. */
export class Rethrown {
  constructor(readonly word: Word) {}
}

/** What Lisp shall see of an error of host code; throws the error if it is a bug. */
export function toFailure(runtime: Runtime, error: unknown): HostFailure | Rethrown {
  if (error instanceof HostFailure) return error;
  if (error instanceof LispThrown) return new Rethrown(error.word);
  if (error instanceof ExpansionError) return fromExpansion(runtime, error);
  if (error instanceof CompileError || error instanceof ReaderError) {
    return fromPlace(runtime, error);
  }
  if (error instanceof LispBroken && error.condition === 0) {
    return new HostFailure("java.lang.StackOverflowError", error.message);
  }
  throw error;
}

function fromPlace(runtime: Runtime, error: CompileError | ReaderError): HostFailure {
  const { file, line, column, message } = error;
  const text = `${message}, compiling:(${file ?? "NO_SOURCE_PATH"}:${line}:${column})`;
  const name = unresolved.exec(message)?.[1];
  const hint =
    name !== undefined
      ? hintFor(name, visibleNames(runtime))
      : error instanceof ReaderError && error.opening !== null
        ? describeOpening(error.opening)
        : null;
  runtime.notes.set(text, { hint, place: null });
  return new HostFailure(EXCEPTION, text);
}

/** The names that the namespace being compiled maps. */
function visibleNames(runtime: Runtime): string[] {
  const { heap, world } = runtime.compiler;
  const names: string[] = [];
  const mappings = heap.field(world.namespaceWord, offset.namespace.mappings);
  world.forms.eachEntry(mappings, (symbol) => {
    names.push(heap.readString(heap.field(symbol, offset.symbol.name)));
  });
  return names;
}

function messageOf(runtime: Runtime, throwable: Word): string | null {
  const { heap } = runtime.compiler;
  const message = heap.field(throwable, offset.throwable.message);
  return heap.isString(message) ? heap.readString(message) : null;
}

function describeOpening({ delimiter, line, column }: ReaderError["opening"] & object): string {
  return `The ${delimiter} of line ${line}, column ${column} is still open.`;
}

/** A macro threw: its exception goes on, and the place of the call is noted. */
function fromExpansion(runtime: Runtime, error: ExpansionError): HostFailure | Rethrown {
  const { cause, file, line, column, macro } = error;
  if (!(cause instanceof LispThrown)) return toFailure(runtime, cause);
  const message = messageOf(runtime, cause.word);
  const place = file === null ? null : { file, line, column };
  if (message !== null) runtime.notes.set(message, { hint: `while expanding ${macro}`, place });
  return new Rethrown(cause.word);
}
