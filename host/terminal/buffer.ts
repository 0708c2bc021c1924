// The text that is being typed, with a cursor in it: the editing commands, without a screen. The
// cursor counts UTF-16 units and never stands inside a surrogate pair. What is cut off is kept to
// be put back (`yank`); each change can be undone.

const MOST_UNDONE = 200;
const wordBefore = /[\p{L}\p{N}_*+!?<>=./:-]*[^\p{L}\p{N}_*+!?<>=./:-]*$/u;
const wordBehind = /^[^\p{L}\p{N}_*+!?<>=./:-]*[\p{L}\p{N}_*+!?<>=./:-]*/u;

export class EditBuffer {
  text = "";
  cursor = 0;
  private cut = "";
  private undone: [text: string, cursor: number][] = [];

  /** Puts another text into the buffer, the cursor at its end or at a place. */
  replace(text: string, cursor = text.length): void {
    if (text !== this.text) this.remember();
    this.text = text;
    this.cursor = cursor;
  }

  insert(text: string): void {
    this.edit(this.cursor, this.cursor, text);
  }

  /** Replaces the text from `start` to `end`. */
  edit(start: number, end: number, text: string): void {
    this.replace(this.text.slice(0, start) + text + this.text.slice(end), start + text.length);
  }

  undo(): void {
    const last = this.undone.pop();
    if (last !== undefined) [this.text, this.cursor] = last;
  }

  clear(): void {
    this.text = "";
    this.cursor = 0;
    this.undone = [];
  }

  moveTo(place: number): void {
    this.cursor = Math.max(0, Math.min(this.text.length, place));
  }

  left(): number {
    const isPair = /[\ud800-\udbff][\udc00-\udfff]/.test(this.text.slice(0, this.cursor).slice(-2));
    return Math.max(0, this.cursor - (isPair ? 2 : 1));
  }

  right(): number {
    const code = this.text.codePointAt(this.cursor) ?? 0;
    return Math.min(this.text.length, this.cursor + (code > 0xffff ? 2 : 1));
  }

  wordLeft(): number {
    return this.text.slice(0, this.cursor).search(wordBefore);
  }

  wordRight(): number {
    return this.cursor + (wordBehind.exec(this.text.slice(this.cursor))?.[0].length ?? 0);
  }

  lineStart(): number {
    return this.text.slice(0, this.cursor).lastIndexOf("\n") + 1;
  }

  lineEnd(): number {
    const end = this.text.indexOf("\n", this.cursor);
    return end < 0 ? this.text.length : end;
  }

  /** Cuts the text between the cursor and a place off. */
  kill(place: number): void {
    const [start, end] = place < this.cursor ? [place, this.cursor] : [this.cursor, place];
    if (start === end) return;
    this.cut = this.text.slice(start, end);
    this.edit(start, end, "");
  }

  /** Deletes as `kill` does, without keeping what it was. */
  erase(place: number): void {
    const [start, end] = place < this.cursor ? [place, this.cursor] : [this.cursor, place];
    if (start < end) this.edit(start, end, "");
  }

  yank(): void {
    this.insert(this.cut);
  }

  /** Moves the cursor to the line above or below; false when there is none. */
  moveLine(step: -1 | 1): boolean {
    const column = this.cursor - this.lineStart();
    const edge = step < 0 ? this.lineStart() - 1 : this.lineEnd() + 1;
    if (edge < 0 || edge > this.text.length) return false;
    this.cursor = edge;
    const start = this.lineStart();
    this.cursor = Math.min(start + column, this.lineEnd());
    return true;
  }

  private remember(): void {
    this.undone.push([this.text, this.cursor]);
    if (this.undone.length > MOST_UNDONE) this.undone.shift();
  }
}
