// The REPL's editor, driven by keys on a stream that stands for the terminal.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { after, test } from "node:test";
import { type Candidate, Editor } from "../../host/terminal/editor";
import { History, historyFile } from "../../host/terminal/history";
import { layOut } from "../../host/terminal/layout";
import { calledName, indentationAfter, isWhole, tokenize } from "../../host/terminal/lexer";

const folder = mkdtempSync(join(tmpdir(), "genera-terminal-"));
after(() => rmSync(folder, { recursive: true }));

const UP = "\x1b[A";
const DOWN = "\x1b[B";
const LEFT = "\x1b[D";
const paste = (text: string) => `\x1b[200~${text}\x1b[201~`;

const names: Readonly<Record<string, string>> = {
  map: "[f] [f coll]",
  mapcat: "[f & colls]",
  mapv: "[f coll]",
};

class Session {
  readonly input = new PassThrough();
  written = "";
  readonly editor: Editor;

  constructor(history = new History(null), isColored = false) {
    this.editor = new Editor({
      input: this.input,
      output: { columns: 60, rows: 20, write: (text) => (this.written += text) },
      history,
      isColored,
      complete: (word): Candidate[] =>
        Object.entries(names)
          .filter(([text]) => text.startsWith(word))
          .map(([text, note]) => ({ text, note })),
      describe: (name) => names[name] ?? null,
    });
  }

  async type(keys: string) {
    const answer = this.editor.ask({ prompt: "user=> ", isForm: true });
    this.input.write(keys);
    return answer;
  }
}

test("an entry ends with Enter where it can be read, else a line begins, indented", async () => {
  const session = new Session();
  assert.equal(await session.type("(+ 1 2)\r"), "(+ 1 2)");
  assert.equal(await session.type("(let [x 1\ry 2]\rx)\r"), "(let [x 1\n      y 2]\n  x)");
  assert.equal(await session.type('"a\rb"\r'), '"a\nb"');
  assert.equal(await session.type("(str 1\r2)\r"), "(str 1\n     2)");
  assert.equal(await session.type("oops)\r"), "oops)");
  assert.equal(await session.type("1\x1b\r2\r"), "1\n2");
});

test("what is pasted is taken as it is, and only a pressed key ends it", async () => {
  const session = new Session();
  const text = "(defn f [x]\n\t(inc x))\n(f 1)\n";
  assert.equal(await session.type(`${paste(text)}\r`), text);
  // Without bracketed paste each form is an entry; what follows waits.
  assert.equal(await session.type("(f\r 1)\r(f 2)\r"), "(f\n   1)");
  assert.equal(await session.type(""), "(f 2)");
});

test("the editing commands", async () => {
  const session = new Session();
  const check = async (keys: string, expected: string) =>
    assert.equal(await session.type(`${keys}\r`), expected, JSON.stringify(keys));
  await check("ac\x02b", "abc"); // Ctrl-B
  await check(`ac${LEFT}b\x05d`, "abcd"); // Ctrl-E
  await check("bc\x01a", "abc"); // Ctrl-A
  await check("abx\x7fc", "abc"); // Backspace
  await check("one two three\x17four", "one two four"); // Ctrl-W
  await check("one two\x1bb\x0b\x19\x19", "one twotwo"); // Alt-B Ctrl-K Ctrl-Y
  await check("gone\x15kept", "kept"); // Ctrl-U
  await check("kept\x15\x1f", "kept"); // Ctrl-_
  await check("a😀\x7fb", "ab");
  await check(`😀${LEFT}a`, "a😀");
  await check(`[1\r2]${UP}0${DOWN}3`, "[10\n 2]3");
  await check("\x1b[31mred", "red"); // a sequence that is no key
});

test("Ctrl-C drops the entry, twice at an empty prompt leaves; Ctrl-D ends", async () => {
  const session = new Session();
  assert.deepEqual(await session.type("(half\x03"), { interrupted: "once" });
  assert.deepEqual(await session.type("\x03"), { interrupted: "once" });
  assert.deepEqual(await session.type("\x03"), { interrupted: "twice" });
  assert.equal(await session.type("\x04"), null);
  assert.equal(await session.type("ab\x01\x04\r"), "b");
});

test("Tab completes what all candidates share, and lists them with their parameters", async () => {
  const session = new Session();
  assert.equal(await session.type("(ma\t\t)\r"), "(map)");
  assert.match(session.written, /map +\[f\] \[f coll\]\r\nmapcat +\[f & colls\]\r\nmapv/);
  assert.equal(await session.type("(mapc\t inc)\r"), "(mapcat inc)");
  assert.match(session.written, /mapcat {2}\[f & colls\]/);
  assert.equal(await session.type("zz\t\r"), "zz");
  assert.match(session.written, /no name begins with zz/);
  assert.equal(await session.type(":some-key :so\t\r"), ":some-key :some-key");
});

test("the parameters of the call that the cursor is in are shown", async () => {
  const session = new Session();
  await session.type("(mapv inc (list 1))\r");
  assert.match(session.written, /mapv {2}\[f coll\]/);
  assert.equal(calledName("(map [1 (f x", 12), "f");
  assert.equal(calledName("(map [1 ", 8), "map");
  assert.equal(calledName("(ma", 3), null);
  assert.equal(calledName("x ", 2), null);
});

test("entries of the history have several lines, are searched, outlive the session", async () => {
  const file = join(folder, "state", "history");
  const first = new Session(new History(file));
  await first.type("(def one\r1)\r");
  await first.type("(def two 2)\r");
  await first.type("(def two 2)\r");
  await first.type("  \r");
  const history = new History(file);
  assert.deepEqual(history.entries, ["(def one\n  1)", "(def two 2)"]);
  const second = new Session(history);
  assert.equal(await second.type(`${UP}\r`), "(def two 2)");
  assert.equal(await second.type(`half${UP}${DOWN}\r`), "half");
  assert.equal(await second.type("\x12one\r"), "(def one\n  1)"); // Ctrl-R
  assert.equal(await second.type("\x12def\x12\x05!\x7f\r"), "(def two 2)");
  assert.equal(await second.type("kept\x12one\x07\r"), "kept"); // Ctrl-G
  assert.match(second.written, /search: one/);
});

test("a history that cannot be read or written is done without", async () => {
  const file = join(folder, "broken");
  writeFileSync(file, '"good"\nbad\n17\n');
  assert.deepEqual(new History(file).entries, ["good"]);
  const nowhere = new History(join(file, "below", "a-file"));
  nowhere.add("kept");
  assert.deepEqual(nowhere.entries, ["kept"]);
  const long = join(folder, "long");
  writeFileSync(long, Array.from({ length: 5000 }, (_, i) => `"${i}"\n`).join(""));
  assert.equal(new History(long).entries.length, 2000);
  assert.equal(readFileSync(long, "utf8").split("\n").length, 2001);
  assert.equal(historyFile({ XDG_STATE_HOME: "/state" }), "/state/genera/history");
  assert.equal(historyFile({ GENERA_HISTORY: "/mine" }), "/mine");
});

test("what others print meanwhile goes above the entry", async () => {
  const session = new Session();
  const answer = session.editor.ask({ prompt: "user=> ", isForm: true });
  session.input.write("(ab");
  await new Promise((resolve) => setImmediate(resolve));
  session.written = "";
  session.editor.writeAround(() => (session.written += "news"), false);
  assert.equal(session.written, "\r\x1b[Jnews\n\r\x1b[Juser=> (ab\r\x1b[10C");
  session.input.write(")\r");
  assert.equal(await answer, "(ab)");
});

test("tokens, whole texts and indentation", () => {
  const kinds = (text: string) => tokenize(text).map(({ kind }) => kind);
  assert.deepEqual(kinds('#"a\\"b" \\( :k 1/2'), [
    ...["string", "blank", "character", "blank"],
    ...["keyword", "blank", "number"],
  ] as const);
  assert.deepEqual(kinds("#{a}"), ["prefix", "open", "symbol", "close"]);
  for (const text of ["", "a", "(a)", ")", "[(])", '"a"', "1 ; (", "\\(", '#"("']) {
    assert.ok(isWhole(text), text);
  }
  for (const text of ["(", "(a [b)".slice(0, 5), '"a', '"a\\"', "'", "#_", "(a ; )", "@"]) {
    assert.ok(!isWhole(text), text);
  }
  assert.equal(indentationAfter("(defn f"), 2);
  assert.equal(indentationAfter("[1"), 1);
  assert.equal(indentationAfter("(a\n  (bc d"), 6);
  assert.equal(indentationAfter("(a)"), 0);
});

test("rows are no wider than the terminal, and colours can be left out", () => {
  const rowsOf = (text: string, columns: number) => layOut("> ", text, 0, columns, false).rows;
  assert.deepEqual(rowsOf("abcdefgh", 6), ["> abc", "defgh"]);
  assert.deepEqual(rowsOf("漢字漢", 8), ["> 漢字", "漢"]);
  assert.deepEqual(layOut("> ", "ab\ncd", 4, 80, false), {
    rows: ["> ab", "  cd"],
    cursorRow: 1,
    cursorColumn: 3,
  });
  const [colored] = layOut("> ", '(let "a" :b))', 1, 80, true).rows;
  const paint = (code: string, text: string) => `\x1b[${code}m${text}\x1b[0m`;
  const [open, close] = ["(", ")"].map((bracket) => paint("1;4", bracket));
  const inside = `${paint("34;1", "let")} ${paint("32", '"a"')} ${paint("36", ":b")}`;
  assert.equal(colored, `> ${open}${inside}${close}${paint("31;1", ")")}`);
  assert.deepEqual(rowsOf("\x1b[2J", 80), ["> \ufffd[2J"]);
});
