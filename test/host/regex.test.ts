// Java's regular expressions against what java.util.regex found (test/host/recorded/regex.clj).

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Pattern } from "../../host/regex/pattern";

type Row = [pattern: string, flags: number, text: string, expected: string | number[][]];

/** All matches in a text, as Matcher.find finds them one after the other. */
function findAll(pattern: Pattern, text: string): number[][] {
  const found: number[][] = [];
  let from = 0;
  while (from <= text.length) {
    const bounds: number[] = [];
    if (!pattern.search(text, from, "find", bounds)) break;
    found.push(bounds);
    const [start, end] = bounds as [number, number];
    from = end === start ? end + 1 : end;
  }
  return found;
}

const rows = readFileSync("test/host/recorded/regex.txt", "utf8")
  .trim()
  .split("\n")
  .map((line): Row => JSON.parse(line));

/** What the pattern does, in the shape of what was recorded. */
function answer(pattern: string, flags: number, text: string): string | number[][] {
  try {
    return findAll(new Pattern(pattern, flags), text);
  } catch (error) {
    return (error as Error).message;
  }
}

test("patterns find what they find on the JVM, and fail with its messages", () => {
  const wrong = rows.filter(([pattern, flags, text, expected]) => {
    return JSON.stringify(answer(pattern, flags, text)) !== JSON.stringify(expected);
  });
  const shown = wrong.map((row) => [...row, answer(row[0], row[1], row[2])]);
  assert.deepEqual(shown, []);
  assert.ok(rows.length > 150);
});
