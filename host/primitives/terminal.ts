// The REPL's side of the terminal: asks for lines until they hold a whole form.
//
// At a terminal lines are edited by node:readline, which keeps the history; Ctrl-C drops the
// lines typed so far, a second one at the empty prompt leaves. While something is evaluated the
// terminal is given back, so that Ctrl-C arrives as a signal and interrupts the main actor. From
// a pipe lines are read as they come, with the same prompts.

import type { Interface } from "node:readline";
import type { Form } from "../../seed/forms";
import { type Reader, ReaderError } from "../../seed/reader";
import type { Asker, Compiler } from "../compiler";
import type { Runtime } from "../runtime";
import type { HostValue } from "../values";
import type { Handlers, HostCall } from "./call";
import { askerOf } from "./sources";

const FILE = "REPL";

const INTERRUPTED = Symbol("interrupted");
/** Null at the end of the input. */
type Line = string | typeof INTERRUPTED | null;

export class Terminal {
  private interface: Interface | null = null;
  private resolve: ((line: Line) => void) | null = null;
  /** The text of all forms so far, and the same as blanks and ends of lines. */
  private past = "";
  private blank = "";
  /** Text that was read and holds no form that has been evaluated yet. */
  private rest = "";
  private isClosed = false;

  constructor(private readonly runtime: Runtime) {}

  private get compiler(): Compiler {
    return this.runtime.compiler;
  }

  /** The number of a source that holds the next form, or null at the end of the input. */
  async readForm(prompt: string, asker: () => Asker): Promise<number | null> {
    // From a pipe nobody sees where a line ends, so there is no prompt inside a form.
    const isTerminal = process.stdin.isTTY === true;
    const continued = isTerminal ? `${" ".repeat(Math.max(0, prompt.length - 4))}#_=> ` : "";
    let shown = prompt;
    if (this.rest.trim() !== "") this.showPrompt(prompt);
    while (true) {
      const found = this.compiler.within(asker(), null, () => this.takeForm());
      if (found !== null) return found;
      const line = await this.ask(this.rest.trim() === "" ? prompt : shown);
      if (line === null) return this.compiler.within(asker(), null, () => this.finishInput());
      if (line === INTERRUPTED) this.rest = "";
      else this.rest += `${line}\n`;
      shown = continued;
    }
  }

  /** At the end of the input, text without an end is an error. */
  private finishInput(): null {
    const text = this.blank + this.rest;
    this.consume(this.rest.length);
    this.compiler.makeReader(text, FILE).read();
    return null;
  }

  /** A source of the first form in `rest`, which loses it; null while there is no whole form. */
  private takeForm(): number | null {
    const { compiler, blank, rest } = this;
    // Places stay unique in a session, so that errors can show lines of earlier forms.
    const reader = compiler.makeReader(blank + rest, FILE);
    compiler.texts.set(FILE, this.past + rest);
    const form = this.tryRead(reader);
    if (form === null) return null;
    this.consume(form === undefined ? rest.length : reader.getPlace().offset - blank.length);
    return form === undefined ? null : compiler.addForm(form, reader, FILE);
  }

  /** Makes the first `count` characters of what is left part of the past. */
  private consume(count: number): void {
    const text = this.rest.slice(0, count);
    this.past += text;
    this.blank += text.replace(/[^\n]/g, " ");
    this.rest = this.rest.slice(count);
  }

  /** Undefined when there is nothing in the text, null when more is needed. */
  private tryRead(reader: Reader): Form | undefined | null {
    try {
      return reader.read();
    } catch (error) {
      if (error instanceof ReaderError && error.code === "eof" && !this.isClosed) return null;
      this.consume(this.rest.length);
      throw error;
    }
  }

  private showPrompt(prompt: string): void {
    this.runtime.output.write(1, prompt);
  }

  private async ask(prompt: string): Promise<Line> {
    if (process.stdin.isTTY === true) {
      this.runtime.output.flush();
      return this.askTerminal(prompt);
    }
    this.showPrompt(prompt);
    this.runtime.output.flush();
    const line = await this.runtime.input.readLine();
    this.isClosed = line === null;
    if (line === null) this.showPrompt("\n");
    return line;
  }

  private async askTerminal(prompt: string): Promise<Line> {
    const lines = this.interface ?? (await this.openInterface());
    lines.resume();
    process.stdin.setRawMode(true);
    lines.setPrompt(prompt);
    lines.prompt();
    const line = await new Promise<Line>((resolve) => {
      this.resolve = resolve;
    });
    this.resolve = null;
    process.stdin.setRawMode(false);
    lines.pause();
    return line;
  }

  private async openInterface(): Promise<Interface> {
    const { createInterface } = await import("node:readline");
    const { stdin: input, stdout: output } = process;
    const lines = createInterface({ input, output, terminal: true, historySize: 1000 });
    let wasEmpty = false;
    lines.on("line", (line) => {
      wasEmpty = false;
      this.resolve?.(line);
    });
    lines.on("close", () => {
      this.isClosed = true;
      this.resolve?.(null);
    });
    lines.on("SIGINT", () => {
      const isEmpty = lines.line === "" && this.rest === "";
      if (isEmpty && wasEmpty) {
        lines.close();
        return;
      }
      if (isEmpty) output.write("\n(Ctrl-C again, or Ctrl-D, leaves)");
      wasEmpty = isEmpty;
      output.write("\n");
      Object.assign(lines, { line: "", cursor: 0 });
      this.resolve?.(INTERRUPTED);
    });
    process.on("SIGINT", () => this.runtime.interruptMain());
    this.interface = lines;
    return lines;
  }

  /** A line for the program: through the same editor when it has the terminal. */
  async readLine(): Promise<string | null> {
    if (this.interface === null) return this.runtime.input.readLine();
    const line = await this.askTerminal("");
    return line === INTERRUPTED ? null : line;
  }
}

function readUnit(call: HostCall): Promise<HostValue> {
  return call.runtime.terminal.readForm(call.string(0), () => askerOf(call, 1));
}

export const terminal: Handlers = { "repl-unit": readUnit };
