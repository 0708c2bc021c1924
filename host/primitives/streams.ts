// Standard input and output.
//
// Output is collected and written when there is much of it, when nothing runs, before anything
// goes to the other descriptor and before input is waited for: so the order on a terminal is that
// of the program. A reader that has gone away (EPIPE) ends the program quietly. Input is read
// through Node's stream, so other actors run while one waits for a line; lines end with \n, \r or
// \r\n as in java.io.BufferedReader. Of several readers each has its turn; one that has ended
// meanwhile takes nothing.

import { writeSync } from "node:fs";
import { primitive } from "../../gen/tables";
import { NIL, TRUE, type Word } from "../kernel";
import type { HostValue, Values } from "../values";
import type { Handlers, HostCall } from "./call";
import { encode, utf8 } from "./files";

const FLUSH_UNITS = 1 << 16;
const LF = 10;
const CR = 13;

export class Output {
  private parts: string[] = [];
  private units = 0;
  private descriptor = 1;
  /** What writes while an entry is edited on the same terminal; told whether a line ends. */
  around: ((write: () => void, endsLine: boolean) => void) | null = null;

  /**
   * `onClosed` is told that nobody can read what is written, with the system's reason;
   * `whileWriting` does what may wait for a slow reader.
   */
  constructor(
    private readonly onClosed: (reason: string) => never,
    private readonly whileWriting: (write: () => void) => void,
  ) {}

  write(descriptor: number, text: string): void {
    if (descriptor !== this.descriptor) this.flush();
    this.descriptor = descriptor;
    this.parts.push(text);
    this.units += text.length;
    if (this.units > FLUSH_UNITS) this.flush();
  }

  flush(): void {
    if (this.units === 0) return;
    // A surrogate pair may have been written in two halves: joined before it is encoded.
    const bytes = encode(this.parts.join(""));
    this.parts = [];
    this.units = 0;
    this.whileWriting(() => {
      if (this.around === null) this.writeBytes(bytes);
      else this.around(() => this.writeBytes(bytes), bytes.at(-1) === LF);
    });
  }

  private writeBytes(bytes: Buffer): void {
    for (let at = 0; at < bytes.length; ) {
      try {
        at += writeSync(this.descriptor, bytes, at);
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code !== "EAGAIN") this.onClosed(code ?? String(error));
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1); // a full pipe: wait
      }
    }
  }
}

export class Input {
  private chunks: Buffer[] = [];
  private isEnded = false;
  private isStarted = false;
  private wake: (() => void) | null = null;
  private turn: Promise<unknown> = Promise.resolve();

  /** A line without its end, or null when there is none. */
  readLine(call: HostCall): Promise<string | null> {
    return this.inTurn(call, () => this.takeLine(call));
  }

  /** All that is left. */
  async readAll(call: HostCall): Promise<string> {
    return (await this.inTurn(call, () => this.takeAll(call))) ?? "";
  }

  private inTurn<T>(call: HostCall, read: () => Promise<T>): Promise<T | null> {
    call.onCancel(() => this.wake?.());
    const mine = this.turn.then(() => (call.isCancelled ? null : read()));
    this.turn = mine.catch(() => {});
    return mine;
  }

  private async takeLine(call: HostCall): Promise<string | null> {
    for (let checked = 0; !call.isCancelled; ) {
      const bytes = this.joined();
      const end = findLineEnd(bytes, checked);
      const next = end === -1 ? bytes.length : end + 1;
      // \r at the end of what is there may be the first half of \r\n
      const isWhole = end !== -1 && (bytes[end] === LF || next < bytes.length);
      if (isWhole || this.isEnded) {
        if (bytes.length === 0) return null;
        const isPair = bytes[end] === CR && bytes[next] === LF;
        this.chunks = [bytes.subarray(next + (isPair ? 1 : 0))];
        return utf8.decode(bytes.subarray(0, end === -1 ? bytes.length : end));
      }
      checked = end === -1 ? bytes.length : end;
      await this.more();
    }
    return null;
  }

  private async takeAll(call: HostCall): Promise<string> {
    while (!this.isEnded && !call.isCancelled) await this.more();
    if (call.isCancelled) return "";
    const text = utf8.decode(this.joined());
    this.chunks = [];
    return text;
  }

  private joined(): Buffer {
    if (this.chunks.length !== 1) this.chunks = [Buffer.concat(this.chunks)];
    return this.chunks[0] as Buffer;
  }

  private more(): Promise<void> {
    if (!this.isStarted) this.start();
    process.stdin.resume();
    return new Promise((resolve) => {
      this.wake = resolve;
    });
  }

  private start(): void {
    this.isStarted = true;
    const end = () => {
      this.isEnded = true;
      this.wake?.();
    };
    process.stdin.on("data", (chunk: Buffer) => {
      this.chunks.push(chunk);
      process.stdin.pause();
      this.wake?.();
    });
    process.stdin.on("end", end);
    process.stdin.on("error", end);
  }
}

function findLineEnd(bytes: Buffer, from: number): number {
  const lf = bytes.indexOf(LF, from);
  const cr = bytes.indexOf(CR, from);
  return cr !== -1 && (lf === -1 || cr < lf) ? cr : lf;
}

/** Takes the strings of a list in an atom out, the oldest first, while other threads add some. */
function takeTexts(values: Values, atom: Word): string[] {
  let list: Word;
  do list = values.callPrimitive(primitive.atomValue, atom);
  while (values.callPrimitive(primitive.atomCompareSet, atom, list, NIL) !== TRUE);
  const texts: string[] = [];
  while (list !== NIL) {
    texts.push(values.readString(values.callPrimitive(primitive.first, list)));
    list = values.callPrimitive(primitive.next, list);
  }
  return texts.reverse();
}

export const streams: Handlers = {
  "write-collected": (call): HostValue => {
    const { output, values } = call.runtime;
    const texts = takeTexts(values, call.word(1));
    if (texts.length > 0) output.write(call.long(0), texts.join(""));
    if (call.truth(2)) output.flush();
    return null;
  },
  write(call): HostValue {
    call.runtime.output.write(call.long(0), call.string(1));
    return null;
  },
  "read-line": (call) => {
    call.runtime.output.flush();
    return call.runtime.terminal.readLine(call);
  },
  "read-stdin": (call) => {
    call.runtime.output.flush();
    return call.runtime.input.readAll(call);
  },
};
