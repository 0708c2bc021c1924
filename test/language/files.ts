// Language tests: small files of Lisp with what each form must give beside it.
//
//   (+ 1 2)          ;=> 3                       pr-str of the value
//   (/ 1 0)          ;!> ArithmeticException: Divide by zero
//
// The comment stands after its form, before the next. After ;!> stands the class, with or without
// its package, and perhaps a part of the message. A form without such a comment must not fail.
// All files run in one process, each in a namespace of its own, driven by a program that is
// portable Clojure, so that the expectations can be checked on the JVM too (record.mjs). Actors
// may be left running: the driver ends the process.

import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

export interface Check {
  readonly line: number;
  readonly text: string;
  readonly kind: "value" | "error" | "none";
  readonly expected: string;
}

export interface TestFile {
  /** topic/sentence */
  readonly name: string;
  readonly checks: readonly Check[];
}

const folder = "test/language";

/** What stands between forms. */
const BLANK = /(?:[\s,]|;.*)*/y;
/** What a form may begin with, before its bracket, string, character or token. */
const PREFIX = /(?:'|`|~@|~|@|\^|#'|#_|#\?@|#\?|#=|#:[^\s{]*|#(?=[({"\w]))/y;
const STRING = /"(?:\\.|[^"\\])*"/sy;
const CHARACTER = /\\(?:[^\w]|\w+)/y;
const TOKEN = /[^\s,;()[\]{}"]+/y;

/** Where the form that begins at `start` ends: brackets, strings and tokens are enough to know. */
function findEnd(text: string, start: number): number {
  let at = start;
  const match = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0] ?? "";
    at += found.length;
    return found;
  };
  let depth = 0;
  while (at < text.length) {
    match(BLANK);
    const prefix = match(PREFIX);
    const isMore = prefix === "^" || prefix === "#_" || /^#\w/.test(text.slice(at - 1, at + 1));
    if (isMore && depth === 0) at = findEnd(text, at); // the form behind it belongs to this one
    if (prefix !== "") continue;
    if (match(STRING) === "" && match(CHARACTER) === "" && match(TOKEN) === "") {
      depth += /[([{]/.test(text[at++] as string) ? 1 : -1;
    }
    if (depth === 0) return at;
  }
  throw new Error(`no end of the form at ${start}`);
}

/** The text of each form of a file with the comment that follows it. */
function splitForms(path: string): Check[] {
  const text = readFileSync(path, "utf8");
  const checks: Check[] = [];
  let end = 0;
  while (true) {
    BLANK.lastIndex = end;
    const start = end + (BLANK.exec(text)?.[0].length ?? 0);
    addExpectation(checks, text.slice(end, start));
    if (start === text.length) return checks;
    end = findEnd(text, start);
    const line = text.slice(0, start).split("\n").length;
    checks.push({ line, text: text.slice(start, end), kind: "none", expected: "" });
  }
}

/** Gives the last form what the comments behind it expect. */
function addExpectation(checks: Check[], comments: string): void {
  const match = /;(=|!)> (.*)/.exec(comments);
  const last = checks.pop();
  if (last === undefined) return;
  if (match === null) checks.push(last);
  else {
    const kind = match[1] === "=" ? "value" : "error";
    checks.push({ ...last, kind, expected: (match[2] as string).trim() });
  }
}

/** All test files whose name contains one of the parts. */
export function readTestFiles(parts: readonly string[] = []): TestFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".clj"))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, name: relative(folder, path).replace(/\.clj$/, "") }))
    .filter(({ name }) => parts.length === 0 || parts.some((part) => name.includes(part)))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ path, name }) => ({ name, checks: splitForms(path) }));
}

const quote = (text: string): string => `"${text.replace(/["\\]/g, "\\$&")}"`;

/** The program that runs the files and prints a line [file line result] for each form. */
export function driverProgram(files: readonly TestFile[]): string {
  const calls = files.map(({ name, checks }) => {
    const rows = checks.map(({ line, text }) => `[${line} ${quote(text)}]`);
    const namespace = `test.${name.replaceAll("/", ".")}`;
    return `(run-file ${quote(name)} '${namespace} [${rows.join("\n ")}])`;
  });
  return `(defn describe-error [e]
  (let [e (if (= "clojure.lang.Compiler$CompilerException" (pr-str (class e)))
            (or (ex-cause e) e)
            e)]
    (str "!" (pr-str (class e)) ": " (ex-message e))))
(defn evaluate [text]
  (try (str "=" (pr-str (load-string text)))
       (catch Throwable e (describe-error e))))
(defn run-file [file namespace checks]
  (binding [*ns* (create-ns namespace)]
    (refer 'clojure.core)
    (doseq [[line text] checks]
      (let [result (evaluate text)]
        (println (str "@@ " (pr-str [file line result])))))))
${calls.join("\n")}
(println "@@ done")
(System/exit 0)
`;
}

/** Results by file and line, from the driver's output, and whether it came to its end. */
export function parseResults(output: string): [results: Map<string, string>, isDone: boolean] {
  const results = new Map<string, string>();
  let isDone = false;
  for (const text of output.split(/^@@ /m).slice(1)) {
    if (text.startsWith("done")) isDone = true;
    const match = /^\["((?:[^"\\]|\\.)*)" (\d+) ("(?:[^"\\]|\\.)*")\]/s.exec(text);
    if (match === null) continue;
    const [, file, line, result] = match as unknown as [string, string, string, string];
    results.set(`${file}:${line}`, unquote(result));
  }
  return [results, isDone];
}

const escapes: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", f: "\f", b: "\b" };

function unquote(literal: string): string {
  return literal.slice(1, -1).replace(/\\(.)/gs, (_, char: string) => escapes[char] ?? char);
}

/** What is wrong with a result, or null. */
export function judge(check: Check, result: string | undefined): string | null {
  if (result === undefined) return "no result: the run ended before";
  const shown = result.slice(1);
  if (check.kind === "none") return result.startsWith("!") ? `failed with ${shown}` : null;
  if (check.kind === "value") {
    if (result === `=${check.expected}`) return null;
    return `expected ${check.expected}, got ${result.startsWith("!") ? "the error " : ""}${shown}`;
  }
  const [name, ...message] = check.expected.split(": ");
  const className = shown.slice(0, shown.indexOf(": "));
  const isClass = className === name || className.replace(/^.*\./, "") === name;
  if (result.startsWith("!") && isClass && shown.includes(message.join(": "))) return null;
  return `expected the error ${check.expected}, got ${shown}`;
}
