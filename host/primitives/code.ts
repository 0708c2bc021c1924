// Host primitives on compiled code (host/code_file.ts): files of it are written function by
// function, and read in the same way, each function when those before it have run.

import * as fs from "node:fs";
import { CodeError, CodeReader, CodeWriter } from "../code_file";
import { describeFileError, HostFailure } from "../failure";
import { Existing, type HostValue } from "../values";
import type { Handlers, HostCall } from "./call";

/** The code that is being written and read in a runtime, by number. */
export class OpenCode {
  readonly writers = new Map<number, CodeWriter>();
  readonly readers = new Map<number, CodeReader>();
  private last = 0;

  takeNumber(): number {
    return ++this.last;
  }
}

/** What cannot be written or read is an error of the program. */
function attempt<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof CodeError)) throw error;
    throw new HostFailure("java.lang.IllegalStateException", error.message);
  }
}

function find<T>(open: ReadonlyMap<number, T>, number: number): T {
  const found = open.get(number);
  if (found === undefined) throw new HostFailure("java.lang.IllegalStateException", "not open");
  return found;
}

function create(call: HostCall): HostValue {
  const { registry, code } = call.runtime;
  const number = code.takeNumber();
  code.writers.set(number, new CodeWriter(registry, call.string(0)));
  return number;
}

function add(call: HostCall): HostValue {
  const { kernel, code } = call.runtime;
  const writer = find(code.writers, call.long(0));
  const f = kernel.check(kernel.exports.publish(call.actor, call.word(1)));
  attempt(() => writer.add(f));
  return null;
}

function write(call: HostCall): HostValue {
  const { code } = call.runtime;
  const bytes = find(code.writers, call.long(0)).finish();
  const path = call.string(1);
  code.writers.delete(call.long(0));
  try {
    fs.writeFileSync(path, bytes);
  } catch (error) {
    throw describeFileError(error, path);
  }
  return null;
}

function open(call: HostCall): HostValue {
  const path = call.string(0);
  if (!fs.existsSync(path)) return null;
  const { registry, code } = call.runtime;
  const number = code.takeNumber();
  code.readers.set(
    number,
    attempt(() => new CodeReader(registry, fs.readFileSync(path))),
  );
  return number;
}

function next(call: HostCall): HostValue {
  const f = attempt(() => find(call.runtime.code.readers, call.long(0)).next());
  return f === null ? null : new Existing(f);
}

function close(call: HostCall): HostValue {
  const { readers } = call.runtime.code;
  readers.get(call.long(0))?.close();
  readers.delete(call.long(0));
  return null;
}

export const code: Handlers = {
  "create-code": create,
  "add-code": add,
  "write-code": write,
  "open-code": open,
  "next-code": next,
  "close-code": close,
};
