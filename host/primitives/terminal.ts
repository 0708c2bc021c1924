// The REPL's side of the terminal: gives its reader lines.
//
// At a terminal lines are edited by node:readline, which keeps the history; Ctrl-C drops the form
// under way, a second one at the empty prompt leaves. While something is evaluated the terminal is
// given back, so that Ctrl-C arrives as a signal and interrupts the main actor. From a pipe lines
// are read as they come, with the same prompts.

import type { Interface } from "node:readline";
import type { Runtime } from "../runtime";
import type { HostValue } from "../values";
import type { Handlers, HostCall } from "./call";

/** The name that places in what was typed have instead of a file's. */
const FILE = "REPL";

const INTERRUPTED = Symbol("interrupted");
/** Null at the end of the input. */
type Line = string | typeof INTERRUPTED | null;

export class Terminal {
  private interface: Interface | null = null;
  private resolve: ((line: Line) => void) | null = null;
  private isWithinForm = false;

  constructor(private readonly runtime: Runtime) {}

  /** The next line for the REPL; null at the end of the input, false when it was interrupted. */
  async readReplLine(
    call: HostCall,
    prompt: string,
    isWithinForm: boolean,
  ): Promise<string | false | null> {
    this.isWithinForm = isWithinForm;
    // From a pipe nobody sees where a line ends, so there is no prompt inside a form.
    const isTerminal = process.stdin.isTTY === true;
    const continued = isTerminal ? `${" ".repeat(Math.max(0, prompt.length - 4))}#_=> ` : "";
    const line = await this.ask(call, isWithinForm ? continued : prompt);
    if (line === INTERRUPTED) return false;
    if (line !== null) this.keep(line);
    return line;
  }

  /** Keeps what was typed, so that errors can show lines of earlier forms. */
  private keep(line: string): void {
    const { texts } = this.runtime;
    texts.set(FILE, `${texts.get(FILE) ?? ""}${line}\n`);
  }

  private showPrompt(prompt: string): void {
    this.runtime.output.write(1, prompt);
  }

  private async ask(call: HostCall, prompt: string): Promise<Line> {
    if (process.stdin.isTTY === true) {
      this.runtime.output.flush();
      return this.askTerminal(prompt);
    }
    this.showPrompt(prompt);
    this.runtime.output.flush();
    const line = await this.runtime.input.readLine(call);
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
      this.resolve?.(null);
    });
    lines.on("SIGINT", () => {
      const isEmpty = lines.line === "" && !this.isWithinForm;
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
  async readLine(call: HostCall): Promise<string | null> {
    if (this.interface === null) return this.runtime.input.readLine(call);
    const line = await this.askTerminal("");
    return line === INTERRUPTED ? null : line;
  }
}

function readReplLine(call: HostCall): Promise<HostValue> {
  return call.runtime.terminal.readReplLine(call, call.string(0), call.truth(1));
}

export const terminal: Handlers = { "repl-line": readReplLine };
