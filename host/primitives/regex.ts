// Host primitives on regular expressions (host/regex).
//
// Programs search one text many times over, so the text converted last is kept. It is the same as
// long as the word is, nothing was collected and the same actor asks (an actor that ends gives its
// memory back); otherwise the bytes are compared. Short texts are cheaper to convert again.

import { kind, offset } from "../../gen/tables";
import { HostFailure } from "../failure";
import { addressOf, type Kernel, type Word } from "../kernel";
import { findPattern, type SearchMode } from "../regex/pattern";
import { PatternSyntaxError } from "../regex/syntax";
import type { HostValue } from "../values";
import type { Handlers, HostCall } from "./call";

const KEPT_UNITS = 1024; // texts from this length on are kept
const modes: readonly SearchMode[] = ["find", "lookingAt", "matches"];

const STATS = 0x300; // kernel/heap/stats.ts: three counters of collections, 8 bytes each
const ACTOR_GENERATION = 104; // kernel/actor/actor.ts

/** The long text that was converted last. */
export class SubjectCache {
  private word: Word = 0n;
  private moment = "";
  private bytes: Uint8Array = new Uint8Array();
  private text = "";

  /** The text of argument `i`, a string. */
  read(call: HostCall, i: number): string {
    const word = call.word(i);
    const { kernel, values } = call.runtime;
    if (!isLongText(kernel, word)) return values.readString(word);
    const moment = momentOf(call);
    if (word === this.word && moment === this.moment) return this.text;
    this.moment = moment;
    const bytes = textBytes(kernel, word);
    if (Buffer.compare(bytes, this.bytes) !== 0) {
      this.text = values.readString(word);
      this.bytes = Uint8Array.from(bytes);
    }
    this.word = word;
    return this.text;
  }
}

/** What stays the same while no memory is given back that the actor can reach. */
function momentOf({ actor, runtime }: HostCall): string {
  const { view } = runtime.kernel;
  const count = [0, 8, 16].reduce((sum, at) => sum + view.getUint32(STATS + at, true), 0);
  return `${count} ${actor} ${view.getUint32(actor + ACTOR_GENERATION, true)}`;
}

function isLongText(kernel: Kernel, word: Word): boolean {
  if (!kernel.isString(word)) return false;
  return kernel.view.getUint32(addressOf(word) + offset.string.bytes, true) >= KEPT_UNITS;
}

function textBytes(kernel: Kernel, word: Word): Uint8Array {
  const at = addressOf(word);
  const units = kernel.view.getUint32(at + offset.string.bytes, true);
  const isWide = kernel.kindOf(word) === kind.wideString;
  const start = at + offset.string.tail;
  return kernel.buffer.subarray(start, start + (isWide ? 2 * units : units));
}

/** What `action` answers; too deep a search overflows JavaScript's stack, not Lisp's. */
function guard<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof PatternSyntaxError) {
      throw new HostFailure("java.util.regex.PatternSyntaxException", error.message);
    }
    if (error instanceof RangeError || error instanceof SyntaxError) {
      throw new HostFailure("java.lang.StackOverflowError", null);
    }
    throw error;
  }
}

/** Throws what Lisp shall see when the pattern of a literal is none. */
export function checkPattern(source: string): void {
  guard(() => findPattern(source, 0));
}

function check(call: HostCall): HostValue {
  try {
    findPattern(call.string(0), call.long(1));
    return null;
  } catch (error) {
    if (!(error instanceof PatternSyntaxError)) throw error;
    return [error.message, error.description, error.pattern, error.index];
  }
}

function find(call: HostCall): HostValue {
  const pattern = guard(() => findPattern(call.string(0), call.long(1)));
  const text = call.runtime.subjects.read(call, 2);
  const from = call.long(3);
  const bounds: number[] = [];
  const mode = modes[call.long(4)] as SearchMode;
  const search = () => pattern.search(text, from, mode, bounds);
  return guard(() => call.runtime.outside(search)) ? bounds : null;
}

function findAll(call: HostCall): HostValue {
  const pattern = guard(() => findPattern(call.string(0), call.long(1)));
  const text = call.runtime.subjects.read(call, 2);
  const limit = call.long(4);
  const found: number[][] = [];
  const first = call.long(3);
  const search = () => {
    for (let from = first; from <= text.length && found.length < limit; ) {
      const bounds: number[] = [];
      if (!pattern.search(text, from, "find", bounds)) break;
      found.push(bounds);
      const [start, end] = bounds as [number, number];
      from = end === start ? end + 1 : end;
    }
  };
  guard(() => call.runtime.outside(search));
  return found;
}

export const regex: Handlers = {
  "regex-check": check,
  "regex-find": find,
  "regex-find-all": findAll,
};
