// String primitives against JavaScript's, over random texts of few different units, so that
// searches find something: narrow ones, wide ones, surrogates paired and alone.

import assert from "node:assert/strict";
import { test } from "node:test";
import { makeRandom, pickSeed } from "./instance";
import { ask, makeChar } from "./ask";

const seed = pickSeed();
const random = makeRandom(seed);
const units = ["a", "b", "é", "\xff", "π", "\ud83d", "\ude00", "😀", " ", '"', "\n"];

function makeText(length: number): string {
  const wide = random(2) === 0;
  let text = "";
  for (let i = random(length + 1); i > 0; i--) text += units[random(wide ? units.length : 4)];
  return text;
}

test("searching, cutting and replacing", (t) => {
  t.diagnostic(`seed ${seed}`);
  for (let round = 0; round < 3000; round++) {
    const s = makeText(random(10) === 0 ? 5000 : 12);
    const part = makeText(2);
    const by = makeText(3);
    const at = random(s.length + 2);
    const label = `seed ${seed}: ${JSON.stringify([s, part, by, at])}`;
    assert.equal(ask("stringIndex", s, part, at), BigInt(s.indexOf(part, at)), label);
    assert.equal(ask("stringLastIndex", s, part, at), BigInt(s.lastIndexOf(part, at)), label);
    assert.equal(ask("stringStarts", s, part, at), at <= s.length && s.startsWith(part, at), label);
    const expected =
      part === "" ? by + [...s.split("")].map((u) => u + by).join("") : s.split(part).join(by);
    assert.equal(ask("stringReplace", s, part, by), expected, label);
    const from = random(s.length + 1);
    const end = from + random(s.length - from + 1);
    assert.equal(ask("substring", s, from, end), s.slice(from, end), label);
    assert.equal(ask("stringAppend", s, part), s + part, label);
    const unit = part.charAt(0);
    if (unit !== "") {
      const c = makeChar(unit);
      assert.equal(ask("stringIndex", s, c, at), BigInt(s.indexOf(unit, at)), label);
      assert.equal(ask("stringLastIndex", s, c, at), BigInt(s.lastIndexOf(unit, at)), label);
    }
    const times = random(4);
    assert.equal(ask("stringRepeat", s, times), s.repeat(times), label);
  }
});

test("turning around, trimming, changing case and escaping", () => {
  for (let round = 0; round < 2000; round++) {
    const s = makeText(30);
    const label = `seed ${seed}: ${JSON.stringify(s)}`;
    assert.equal(ask("stringReverse", s), [...s].reverse().join(""), label);
    assert.equal(ask("stringUpper", s), s.toUpperCase(), label);
    assert.equal(ask("stringLower", s), s.toLowerCase(), label);
    assert.equal(ask("stringTrim", s, 3), s.replace(/^[ \n]+|[ \n]+$/g, ""), label);
    const escaped = s.replace(/["\n]/g, (c) => (c === "\n" ? "\\n" : `\\${c}`));
    assert.equal(ask("stringEscape", s, true), `"${escaped}"`, label);
    let hash = 0;
    for (let i = 0; i < s.length; i++) hash = (Math.imul(hash, 31) + s.charCodeAt(i)) | 0;
    assert.equal(ask("stringJavaHash", s), BigInt(hash), label);
  }
});
