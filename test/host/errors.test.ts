// The rendering of errors from plain data, and the names that might have been meant.

import assert from "node:assert/strict";
import { test } from "node:test";
import { type ErrorReport, type Frame, renderError } from "../../host/errors";

const source = ["(defn f [x]", "  (/ x 0))", "\t(f 1)"];
const view = {
  isColored: false,
  readLines: (file: string) => (file === "a.clj" ? source : null),
};

const frame = (name: string, file: string | null, line: number, column: number): Frame => {
  return { name, file, line, column };
};

function report(given: Partial<ErrorReport>): ErrorReport {
  const nothing = { message: null, frames: [], data: null, cause: null, hint: null, place: null };
  return { className: "java.lang.Exception", ...nothing, ...given };
}

test("of a long line, what is around the place is shown", () => {
  const line = `${"x".repeat(1000)}(f)${"y".repeat(1000)}`;
  const long = { ...view, readLines: () => [line] };
  const place = { file: "b.clj", line: 1, column: 1001 };
  const [, , shown, caret] = renderError(report({ place }), long).split("\n") as string[];
  assert.equal((shown as string).length, "  1 | ".length + 160);
  assert.equal((shown as string)[(caret as string).indexOf("^")], "(");
});

test("an error shows class, message, place, source line with caret, and the Lisp stack", () => {
  const frames = [
    frame("genera.slow/raise", "lang/core/error.clj", 9, 1),
    frame("clojure.core//", "lang/core/number.clj", 20, 3),
    frame("user/f", "a.clj", 2, 3),
    frame("user/eval", "a.clj", 3, 2),
    frame("genera.main/start", "lang/core/main.clj", 1, 1),
  ];
  const className = "java.lang.ArithmeticException";
  const text = renderError(report({ className, message: "Divide by zero", frames }), view);
  const expected = `java.lang.ArithmeticException: Divide by zero
  at a.clj:2:3
  2 |   (/ x 0))
    |   ^
    clojure.core//  lang/core/number.clj:20:3
    user/f          a.clj:2:3
    user/eval       a.clj:3:2
`;
  assert.equal(text, expected);
});

test("the caret stands below its character after tabs, too", () => {
  const frames = [frame("user/eval", "a.clj", 3, 2)];
  assert.match(renderError(report({ frames }), view), /\n {2}3 \| \t\(f 1\)\n {4}\| \t\^\n/);
});

test("a compile error shows as one error what it is and where", () => {
  const place = { file: "a.clj", line: 3, column: 3 };
  const frames = [frame("user/eval", "b.clj", 3, 2)];
  const text = renderError(
    report({
      className: "clojure.lang.Compiler$CompilerException",
      message: "Syntax error compiling at (a.clj:3:3).",
      frames,
      place,
      data: "{}",
      hint: "Did you mean f?",
      cause: report({ message: "Unable to resolve symbol: ff in this context" }),
    }),
    view,
  );
  const head = "Syntax error compiling: java.lang.Exception: Unable to resolve symbol: ff";
  const expected = `${head} in this context
  at a.clj:3:3
  3 | \t(f 1)
    | \t ^
  Did you mean f?
`;
  assert.equal(text, expected);
});

test("data and causes are shown", () => {
  const cause = report({ message: "inner", frames: [frame("user/g", "x.clj", 1, 1)] });
  const text = renderError(report({ message: "outer", data: "{:a 1}", cause }), view);
  const expected = `java.lang.Exception: outer
  data: {:a 1}
Caused by: java.lang.Exception: inner
  at x.clj:1:1
    user/g  x.clj:1:1
`;
  assert.equal(text, expected);
});

test("calls that repeat are folded, alone and in cycles", () => {
  const f = frame("user/f", "a.clj", 2, 3);
  const even = frame("user/even", "a.clj", 1, 1);
  const odd = frame("user/odd", "a.clj", 3, 1);
  const cycles = Array.from({ length: 50 }, () => [even, odd]).flat();
  const frames = [...Array.from({ length: 1000 }, () => f), ...cycles];
  const text = renderError(report({ frames }), view);
  assert.match(text, /user\/f .*\n {4}\.\.\. this call 999 times more\n/);
  assert.match(text, /user\/odd .*\n {4}\.\.\. these 2 calls 49 times more\n/);
});

test("control characters of a message are not sent to the terminal", () => {
  const text = renderError(report({ message: "a\x1b[2Jb\tc" }), view);
  assert.equal(text, "java.lang.Exception: a\ufffd[2Jb\tc\n");
});

test("colours are used only when asked for", () => {
  const text = renderError(report({ message: "x" }), { ...view, isColored: true });
  assert.equal(text, "\x1b[31;1mjava.lang.Exception: x\x1b[0m\n");
});
