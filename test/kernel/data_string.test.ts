// Strings, symbols and keywords: against JavaScript strings, whose units are the JVM's, and for
// decoding and hashes against what JVM Clojure 1.11.1 (Java 17) answered.

import assert from "node:assert/strict";
import { test } from "node:test";
import { makeBuilder, NIL } from "./builder";
import { makeRandom, pickSeed } from "./instance";

const b = makeBuilder();
const { view } = b.instance;

function decode(bytes: Uint8Array): string {
  new Uint8Array(view.buffer).set(bytes, b.scratch);
  return b.readString(b.word("makeStringOfUtf8", b.scratch, bytes.length));
}

/** A random string; `top` bounds its units, so that compact ones are common. */
function makeText(random: (n: number) => number, length: number): string {
  const top = [0x80, 0x100, 0x300, 0x10000][random(4)] as number;
  const units = Array.from({ length: random(length) }, () => random(top));
  return String.fromCharCode(...units);
}

/** Bytes in hex, and the UTF-16 units Java's decoder makes of them. */
const DECODED: readonly (readonly [string, string])[] = [
  ["c3a9", "00e9"],
  ["41e282ac", "004120ac"],
  ["f09f9880", "d83dde00"],
  ["80", "fffd"],
  ["c080", "fffdfffd"],
  ["c3", "fffd"],
  ["c341", "fffd0041"],
  ["e08080", "fffdfffdfffd"],
  ["e0a0", "fffd"],
  ["e0a041", "fffd0041"],
  ["e141", "fffd0041"],
  ["e180", "fffd"],
  ["eda080", "fffd"],
  ["eda0", "fffd"],
  ["eda041", "fffd0041"],
  ["eda080edb080", "fffdfffd"],
  ["f0808080", "fffdfffdfffdfffd"],
  ["f090", "fffd"],
  ["f09080", "fffd"],
  ["f09041", "fffd0041"],
  ["f0908041", "fffd0041"],
  ["f0414141", "fffd004100410041"],
  ["f4908080", "fffdfffdfffdfffd"],
  ["f48fbfbf", "dbffdfff"],
  ["f5808080", "fffdfffdfffdfffd"],
  ["fffe", "fffdfffd"],
  ["e282e282ac", "fffd20ac"],
  ["f1f180", "fffdfffd"],
  ["f0e18080", "fffd1000"],
];

/** Namespace, name, and the hashes of the symbol and the keyword. */
const HASHES: readonly (readonly [string | undefined, string, number, number])[] = [
  [undefined, "a", -482876059, -2123407586],
  [undefined, "foo", -1385541733, 1268894036],
  [undefined, "", -1640531527, 1013904242],
  ["user", "foo", -1391234100, 1263201669],
  ["clojure.core", "map", -505055043, -2145586570],
  [undefined, "é", 1763584775, 123053248],
  ["λ", "x", -555073621, 2099362148],
  [undefined, "日本語", -1612012801, 1042422968],
  ["", "x", -555367584, 2099068185],
];

test("invalid UTF-8 is replaced as by Java's decoder", () => {
  for (const [hex, units] of DECODED) {
    const text = decode(Uint8Array.from(Buffer.from(hex, "hex")));
    const seen = [...text.split("")].map((c) => c.charCodeAt(0).toString(16).padStart(4, "0"));
    assert.equal(seen.join(""), units, hex);
  }
});

test("random strings go through UTF-16 and UTF-8 unchanged and stay compact", (t) => {
  const seed = pickSeed();
  t.diagnostic(`seed ${seed}`);
  const random = makeRandom(seed);
  for (let i = 0; i < 2000; i++) {
    const text = makeText(random, 40);
    const s = b.string(text);
    assert.equal(b.readString(s), text, `seed ${seed}`);
    const compact = [...text].every((c) => c.charCodeAt(0) < 256);
    assert.equal(b.call("isWide", b.addr(s)), compact ? 0 : 1);
    const good = text.replace(/\p{Surrogate}/gu, "\ufffd");
    const bytes = new TextEncoder().encode(good);
    assert.equal(decode(bytes), good, `seed ${seed}`);
    if (good !== text) continue;
    assert.equal(b.call("utf8Length", b.addr(s)), bytes.length, `seed ${seed}`);
    b.call("writeUtf8", b.addr(s), b.scratch);
    const written = new Uint8Array(view.buffer).slice(b.scratch, b.scratch + bytes.length);
    assert.deepEqual(written, bytes, `seed ${seed}`);
  }
});

test("a lone surrogate is written as a question mark", () => {
  const s = b.string("a\ud800b\udc00\ud83d\ude00");
  assert.equal(b.call("utf8Length", b.addr(s)), 8);
  b.call("writeUtf8", b.addr(s), b.scratch);
  const bytes = new Uint8Array(view.buffer).slice(b.scratch, b.scratch + 8);
  assert.equal(new TextDecoder().decode(bytes), "a?b?\u{1f600}");
});

test("concat, substring, index-of and compare agree with JavaScript", (t) => {
  const seed = pickSeed();
  t.diagnostic(`seed ${seed}`);
  const random = makeRandom(seed);
  for (let i = 0; i < 2000; i++) {
    const [x, y] = [makeText(random, 20), makeText(random, 20)];
    const [sx, sy] = [b.string(x), b.string(y)].map(b.addr) as [number, number];
    const both = b.word("concatStrings", sx, sy);
    assert.equal(b.readString(both), x + y);
    assert.equal(b.call("equalStrings", b.addr(both), b.addr(b.string(x + y))), 1);
    assert.equal(b.call("equalStrings", sx, sy), x === y ? 1 : 0);
    const order = b.call("compareStrings", sx, sy);
    assert.equal(Math.sign(order), x < y ? -1 : x > y ? 1 : 0, `seed ${seed}`);
    const start = random(x.length + 1);
    const end = start + random(x.length - start + 1);
    const part = b.word("substring", sx, start, end);
    assert.equal(b.readString(part), x.slice(start, end));
    assert.equal(b.call("equalStrings", b.addr(part), b.addr(b.string(x.slice(start, end)))), 1);
    const from = random(x.length + 1);
    assert.equal(b.call("indexOf", sx, b.addr(part), from), x.indexOf(x.slice(start, end), from));
    assert.equal(b.call("indexOf", sx, sy, 0), x.indexOf(y));
    const last = x.lastIndexOf(x.slice(start, end), from);
    assert.equal(b.call("lastIndexOf", sx, b.addr(part), from), last);
  }
});

test("code points, single and paired", () => {
  for (const point of [0, 65, 0xe9, 0x100, 0xffff, 0x10000, 0x10ffff]) {
    const s = b.word("makeStringOfCodePoint", point);
    assert.equal(b.readString(s), String.fromCodePoint(point));
    assert.equal(b.call("codePointAt", b.addr(s), 0), point);
  }
  assert.equal(b.call("codePointAt", b.addr(b.string("\ud800x")), 0), 0xd800);
});

test("a string over the size of small objects is a large object", () => {
  const s = b.string("x".repeat(8176));
  assert.equal(b.call("stringLength", b.addr(s)), 8176);
  const twice = b.word("concatStrings", b.addr(s), b.addr(s));
  assert.equal(b.readString(twice), "x".repeat(2 * 8176));
});

test("symbols and keywords hash as on the JVM", () => {
  for (const [namespace, name, symbol, keyword] of HASHES) {
    const names = [namespace === undefined ? NIL : b.string(namespace), b.string(name)];
    assert.equal(b.call("hashNames", ...names), symbol, name);
    assert.equal(b.call("keywordHash", b.addr(b.keyword(name, namespace))), keyword, name);
  }
});

test("equal keywords are one object, over several growths of the table", () => {
  const seen = new Map<string, bigint>();
  const before = b.call("countKeywords");
  assert.equal(b.word("findKeyword", NIL, b.string("k0")), NIL);
  for (let i = 0; i < 30_000; i++) seen.set(`k${i}`, b.keyword(`k${i}`));
  assert.equal(b.call("countKeywords"), before + 30_000);
  assert.equal(new Set(seen.values()).size, 30_000);
  for (const [name, k] of seen) assert.equal(b.keyword(name), k);
  assert.notEqual(b.keyword("k1", "n"), b.keyword("k1"));
  assert.equal(b.word("findKeyword", NIL, b.string("k77")), seen.get("k77"));
});
