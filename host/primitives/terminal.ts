// The REPL's side of the terminal: gives its reader what is typed.
//
// At a terminal entries are edited (host/terminal/editor.ts); Ctrl-C drops the one under way, a
// second one at the empty prompt leaves. While something is evaluated the terminal is given back,
// so that Ctrl-C arrives as a signal and interrupts the main actor. From a pipe, or on a terminal
// that cannot move its cursor, lines are read as they come, with the same prompts.

import type { Word } from "../kernel";
import type { Runtime } from "../runtime";
import { type Candidate, Editor } from "../terminal/editor";
import { History, historyFile } from "../terminal/history";
import type { HostValue } from "../values";
import type { Handlers, HostCall } from "./call";

/** The name that places in what was typed have instead of a file's. */
const FILE = "REPL";
const SLICES_OF_QUESTION = 64;

export class Terminal {
  private editor: Editor | null = null;
  private namespace = "user";

  constructor(private readonly runtime: Runtime) {}

  /** Can what is typed be edited? */
  get isEdited(): boolean {
    const { stdin, stdout, env } = process;
    return stdin.isTTY === true && stdout.isTTY === true && env.TERM !== "dumb";
  }

  /** The next text for the REPL; null at the end of the input, false when it was interrupted. */
  async readEntry(
    call: HostCall,
    namespace: string,
    isWithinForm: boolean,
  ): Promise<string | false | null> {
    this.namespace = namespace;
    const prompt = `${namespace}=> `;
    const text = this.isEdited
      ? await this.edit(
          isWithinForm ? `${" ".repeat(Math.max(0, prompt.length - 4))}#_=> ` : prompt,
        )
      : await this.readPiped(call, isWithinForm ? "" : prompt);
    if (typeof text === "string") this.keep(text);
    return text;
  }

  /** Keeps what was typed, so that errors can show lines of earlier forms. */
  private keep(text: string): void {
    const { texts } = this.runtime;
    texts.set(FILE, `${texts.get(FILE) ?? ""}${text}\n`);
  }

  /** From a pipe nobody sees where a line ends, so there is no prompt inside a form. */
  private async readPiped(call: HostCall, prompt: string): Promise<string | null> {
    const { input, output } = this.runtime;
    output.write(1, prompt);
    output.flush();
    const line = await input.readLine(call);
    if (line === null) output.write(1, "\n");
    return line;
  }

  private async edit(prompt: string): Promise<string | false | null> {
    this.runtime.output.flush();
    const answer = await this.open().ask({ prompt, isForm: true });
    if (answer === null || typeof answer === "string") return answer;
    if (answer.interrupted === "twice") return null;
    return false;
  }

  private open(): Editor {
    if (this.editor !== null) return this.editor;
    const { stdin: input, stdout: output, env } = process;
    const editor = new Editor({
      input,
      output,
      history: new History(historyFile(env)),
      isColored: !env.NO_COLOR,
      complete: (word) => this.complete(word),
      describe: (name) => this.describe(name),
    });
    this.runtime.output.around = (write, endsLine) => editor.writeAround(write, endsLine);
    process.on("SIGINT", () => this.runtime.interruptMain());
    this.editor = editor;
    return editor;
  }

  /** What genera.repl answers to a question about names; null when it has no answer. */
  private askLisp<T>(name: string, text: string, read: (word: Word) => T): T | null {
    const { runtime } = this;
    return runtime.inHeap(() => {
      const f = runtime.prepareCall("genera.repl", name, this.namespace, text);
      const word = runtime.runBriefly(f, SLICES_OF_QUESTION);
      return word === null ? null : read(word);
    });
  }

  private complete(word: string): readonly Candidate[] {
    const { values } = this.runtime;
    const read = (found: Word): Candidate[] =>
      values.readVector(found).map((row) => {
        const [text, note] = values.readVector(row) as [Word, Word];
        return { text: values.readString(text), note: values.readString(note) };
      });
    return this.askLisp("complete", word, read) ?? [];
  }

  private describe(name: string): string | null {
    const { kernel, values } = this.runtime;
    const read = (word: Word) => (kernel.isString(word) ? values.readString(word) : null);
    return this.askLisp("hint", name, read);
  }

  /** A line for the program: through the same editor when it has the terminal. */
  async readLine(call: HostCall): Promise<string | null> {
    if (this.editor === null) return this.runtime.input.readLine(call);
    const line = await this.editor.ask({ prompt: "", isForm: false });
    if (line === null || typeof line === "string") return line;
    // Ctrl-C does not end the input: it interrupts what wanted the line.
    this.runtime.interruptMain();
    return null;
  }
}

function readEntry(call: HostCall): Promise<HostValue> {
  return call.runtime.terminal.readEntry(call, call.string(0), call.truth(1));
}

export const terminal: Handlers = {
  "repl-line": readEntry,
  "repl-edited": (call): HostValue => call.runtime.terminal.isEdited,
};
