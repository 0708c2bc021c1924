// The primitives on strings, names, characters and builders answer what the JVM answers.

import assert from "node:assert/strict";
import { test } from "node:test";
import { makeRandom, pickSeed } from "./instance";
import { ask, call, makeChar, makeDouble, makeLong, makeString, read } from "./ask";

/** Checks that a primitive answers the last element of each row for the ones before it. */
function check(name: Parameters<typeof ask>[0], rows: readonly (readonly unknown[])[]): void {
  for (const row of rows) {
    const args = row.slice(0, -1) as Parameters<typeof ask>[1][];
    const expected = typeof row.at(-1) === "number" ? BigInt(row.at(-1) as number) : row.at(-1);
    assert.equal(ask(name, ...args), expected, `${name} ${args.map(String).join(" ")}`);
  }
}

test("toString writes nil, booleans, names, characters and numbers", () => {
  check("toString", [
    [null, ""],
    [true, "true"],
    [false, "false"],
    ["plain", "plain"],
    [makeChar("ß"), "ß"],
    [makeChar("π"), "π"],
    [call("symbol", null, "a"), "a"],
    [call("symbol", "n.s", "ä"), "n.s/ä"],
    [call("keyword", null, "k"), ":k"],
    [call("keyword", "nameπ", "k"), ":nameπ/k"],
    [0, "0"],
    [makeLong(-9223372036854775808n), "-9223372036854775808"],
    [call("divide", 22, 7), "22/7"],
    [call("multiplyExact", makeLong(1n << 62n), 4), "18446744073709551616"],
    [call("parseNumber", "1.50M"), "1.50"],
    [call("atom", 1), "miss"],
  ]);
});

test("doubles are written as JDK 19 writes them", () => {
  for (const [x, text] of [
    [0, "0.0"],
    [-0, "-0.0"],
    [1e10, "1.0E10"],
    [1e-5, "1.0E-5"],
    [0.001, "0.001"],
    [0.00999, "0.00999"],
    [123456.789, "123456.789"],
    [9999999, "9999999.0"],
    [1e7, "1.0E7"],
    [12345678.9, "1.23456789E7"],
    [1e23, "1.0E23"],
    [2e-323, "2.0E-323"],
    [Number.MIN_VALUE, "4.9E-324"],
    [1e-323, "9.9E-324"],
    [Number.MAX_VALUE, "1.7976931348623157E308"],
    [2.2250738585072014e-308, "2.2250738585072014E-308"],
    [Infinity, "Infinity"],
    [-Infinity, "-Infinity"],
    [Number.NaN, "NaN"],
    [-1.5, "-1.5"],
    [100, "100.0"],
  ] as const) {
    assert.equal(ask("toString", makeDouble(x)), text);
  }
});

test("any double reads back from its text, which has the shortest digits", (t) => {
  const seed = pickSeed();
  t.diagnostic(`seed ${seed}`);
  const random = makeRandom(seed);
  const bits = new DataView(new ArrayBuffer(8));
  for (let i = 0; i < 3000; i++) {
    bits.setUint32(0, random(2 ** 32));
    bits.setUint32(4, random(2 ** 32));
    const x = bits.getFloat64(0);
    if (!Number.isFinite(x)) continue;
    const text = ask("toString", makeDouble(x)) as string;
    const label = `seed ${seed}: ${x}`;
    assert.match(text, /^-?\d+\.\d+(E-?\d+)?$/, label);
    assert.equal(Number(text), x, label);
    assert.equal(ask("parseDouble", text), `double ${x}`, label);
    const digits = text.replace(/E.*/, "").replace(/[-.]/g, "").replace(/^0+/, "");
    const shortest = x.toExponential().replace(/e.*/, "").replace(/[-.]/g, "");
    assert.ok(digits.replace(/0+$/, "").length <= Math.max(2, shortest.length), label);
  }
});

test("decimal text of any length and exponent is read to the nearest double", (t) => {
  const seed = pickSeed();
  t.diagnostic(`seed ${seed}`);
  const random = makeRandom(seed);
  const digits = (n: number): string =>
    Array.from({ length: n }, () => String(random(random(3) === 0 ? 1 : 10))).join("");
  for (let i = 0; i < 5000; i++) {
    const whole = digits(random(12));
    const fraction = digits(random(12) + (whole === "" ? 1 : 0));
    const exponent = random(2) === 0 ? "" : `e${random(2) === 0 ? "-" : ""}${random(40)}`;
    const text = `${["", "-", "+"][random(3)]}${whole}.${fraction}${exponent}`;
    const x = Number(text);
    const expected = `double ${Object.is(x, -0) ? "-0" : x}`;
    assert.equal(ask("parseDouble", text), expected, `seed ${seed}: ${text}`);
  }
});

test("substrings and indexes count UTF-16 units and refuse what is outside", () => {
  check("substring", [
    ["abc", 1, 2, "b"],
    ["abc", 0, 3, "abc"],
    ["abc", 3, 3, ""],
    ["aπ😀b", 1, 4, "π😀"],
    ["aπb", 2, 3, "b"],
    ["abc", 2, 1, "!stringRange"],
    ["abc", 0, 4, "!stringRange"],
    ["abc", -1, 2, "!stringRange"],
    [null, 0, 0, "!isNil"],
    [1, 0, 0, "!wrongClass"],
  ]);
  check("stringIndex", [
    ["abcabc", "c", 0, 2],
    ["abcabc", "c", 3, 5],
    ["abc", "c", -5, 2],
    ["abc", "", 7, 3],
    ["abc", "x", 0, -1],
    ["abc", makeChar("b"), 0, 1],
    ["aπb", makeChar("π"), 0, 1],
    ["aab", "ab", 0, 1],
  ]);
  check("stringLastIndex", [
    ["abcabc", "c", 100, 5],
    ["abcabc", "c", 4, 2],
    ["abc", "", 7, 3],
    ["abc", "a", -1, -1],
    ["abcabc", makeChar("a"), 5, 3],
  ]);
  check("stringStarts", [
    ["abc", "ab", 0, true],
    ["abc", "bc", 1, true],
    ["abc", "bc", 2, false],
    ["abc", "", 3, true],
    ["abc", "", 4, false],
  ]);
  check("stringUnit", [
    ["aπ", 1, 0x3c0],
    ["a", 1, "!stringIndex"],
    ["a", -1, "!stringIndex"],
  ]);
});

test("strings are edited as on the JVM", () => {
  check("stringReplace", [
    ["abcabc", "b", "xy", "axycaxyc"],
    ["abc", "", "-", "-a-b-c-"],
    ["", "", "-", "-"],
    ["aaa", "aa", "b", "ba"],
    ["aπb", "π", "", "ab"],
    ["ab", "b", "π", "aπ"],
    ["aaa", "a", "", ""],
    ["abc", "x", "y", "abc"],
    ["π1π", "1", "2", "π2π"],
  ]);
  check("stringReverse", [
    ["abc", "cba"],
    ["aπ", "πa"],
    ["a😀b", "b😀a"],
    ["\ude00\ud83d", "\ud83d\ude00"],
    ["", ""],
  ]);
  check("stringRepeat", [
    ["ab", 3, "ababab"],
    ["ab", 0, ""],
    ["ab", -1, ""],
    ["π", 2, "ππ"],
  ]);
  check("stringTrim", [
    [" \t a b \n", 3, "a b"],
    [" a ", 1, "a "],
    [" a ", 2, " a"],
    ["\u2003a\u3000", 3, "a"],
    ["\u00a0a", 3, "\u00a0a"],
    ["\u2003a\0", 7, "\u2003a"],
    ["  ", 3, ""],
  ]);
  check("stringEscape", [
    ['a\n\t\r\f\b"\\é\0', true, '"a\\n\\t\\r\\f\\b\\"\\\\é\0"'],
    ["π\n", false, "π\\n"],
    ["", true, '""'],
  ]);
  check("stringJavaHash", [
    ["hello", 99162322],
    ["polygenelubricants", -2147483648],
    ["", 0],
    ["aπ", 97 * 31 + 0x3c0],
  ]);
});

test("case is changed by Unicode's rules", () => {
  check("stringUpper", [
    ["abcXYZ1", "ABCXYZ1"],
    ["straße", "STRASSE"],
    ["ÿµ", "ŸΜ"],
    ["éa", "ÉA"],
    ["ABC", "ABC"],
  ]);
  check("stringLower", [
    ["ABC", "abc"],
    ["ÀÉ×", "àé×"],
    ["ΟΔΟΣ", "οδος"],
    ["", ""],
  ]);
  check("charUpper", [
    [makeChar("a"), "\\A"],
    [makeChar("ß"), "\\ß"],
    [makeChar("ÿ"), "\\Ÿ"],
    [makeChar("ᾳ"), "\\ᾼ"],
  ]);
  check("charLower", [
    [makeChar("Z"), "\\z"],
    [makeChar("İ"), "\\i"],
  ]);
});

test("characters are classified as java.lang.Character has them", () => {
  check("charKind", [
    [makeChar("a"), 17],
    [makeChar("Z"), 9],
    [makeChar("5"), 2],
    [makeChar(" "), 4],
    [makeChar("\n"), 4],
    [makeChar("\u00a0"), 0],
    [makeChar("\u2028"), 4],
    [makeChar("٣"), 2],
    [makeChar("中"), 1],
    [makeChar("ª"), 17],
    [0x1d7ce, 2],
    ["a", "!wrongClass"],
  ]);
  check("charDigit", [
    [makeChar("7"), 10, 7],
    [makeChar("7"), 7, -1],
    [makeChar("F"), 16, 15],
    [makeChar("z"), 36, 35],
    [makeChar("٣"), 10, 3],
    [makeChar("ｆ"), 16, 15],
    [makeChar("!"), 10, -1],
  ]);
  check("char", [
    [97, "\\a"],
    [makeDouble(97.9), "\\a"],
    [makeChar("x"), "\\x"],
    [65536, "!charRange"],
    [-1, "!charRange"],
    ["a", "!notANumber"],
  ]);
});

test("names have parts", () => {
  check("name", [
    ["s", "s"],
    [call("symbol", "a", "b"), "b"],
    [call("keyword", null, "k"), "k"],
    [1, "!notNamed"],
    [null, "!isNil"],
  ]);
  check("namespace", [
    [call("symbol", "a", "b"), "a"],
    [call("keyword", null, "k"), null],
    ["s", "!notNamed"],
  ]);
  assert.equal(call("keyword", "a", "b"), call("keyword", "a", "b"));
  assert.equal(ask("findKeyword", null, "no such keyword"), null);
  const long = "x".repeat(20000);
  assert.equal(ask("name", call("keyword", null, long)), long);
  assert.equal(call("keyword", null, long), call("keyword", null, long));
});

test("numbers are read by the grammars of Clojure and Java", () => {
  const dump = (text: string): string => {
    const word = call("parseNumber", text);
    if (read(word) === null) return "nil";
    return `${read(call("toString", word))} ${read(call("isBigint", word)) === true ? "N" : ""}`;
  };
  for (const [text, expected] of [
    ["12", "12 "],
    ["-0x1F", "-31 "],
    ["-0x8000000000000000", "-9223372036854775808 "],
    ["0xFFFFFFFFFFFFFFFF", "18446744073709551615 N"],
    ["017", "15 "],
    ["08", "nil"],
    ["00", "0 "],
    ["2r101", "5 "],
    ["36rZZ", "1295 "],
    ["37r1", "nil"],
    ["2r3", "nil"],
    ["5N", "5 N"],
    ["0x1FN", "31 N"],
    ["1.5", "1.5 "],
    ["1.", "1.0 "],
    ["1e3", "1000.0 "],
    ["1E-2", "0.01 "],
    ["1e400", "Infinity "],
    ["1.50M", "1.50 "],
    ["7M", "7 "],
    ["1e3M", "1E+3 "],
    ["4/2", "2 "],
    ["-1/2", "-1/2 "],
    ["1/2N", "nil"],
    ["1.5N", "nil"],
    ["1a", "nil"],
    [".5", "nil"],
    ["+", "nil"],
    ["", "nil"],
    ["0x", "nil"],
    ["1e", "nil"],
  ] as const) {
    assert.equal(dump(text), expected, text);
  }
  check("parseLong", [
    ["12", 10, 12],
    ["+5", 10, 5],
    ["-9223372036854775808", 10, -(2n ** 63n)],
    ["9223372036854775808", 10, null],
    ["zz", 36, 1295],
    ["9", 8, null],
    ["", 10, null],
    ["-", 10, null],
    [" 1", 10, null],
  ]);
  check("parseDouble", [
    ["1e3 ", "double 1000"],
    [" 0x1p3", "double 8"],
    ["0x1.8p1d", "double 3"],
    ["0x1p-1074", `double ${Number.MIN_VALUE}`],
    ["1d", "double 1"],
    [".5f", "double 0.5"],
    ["-Infinity", "double -Infinity"],
    ["NaN", "double NaN"],
    ["1e", null],
    ["0x1", null],
    ["1_0", null],
    ["inf", null],
    ["", null],
  ]);
});

test("doubles are rounded as Java's Formatter rounds", () => {
  for (const [x, n, text] of [
    [1.005, 2, "1.01"],
    [0.125, 2, "0.13"],
    [2.5, 0, "3"],
    [-0.5, 0, "-1"],
    [0.05, 0, "0"],
    [9.999, 2, "10.00"],
    [0.999, 2, "1.00"],
    [0.009, 2, "0.01"],
    [0.001, 2, "0.00"],
    [1e22, 1, "10000000000000000000000.0"],
    [123.456, 6, "123.456000"],
    [0, 3, "0.000"],
    [-0, 1, "-0.0"],
    [Infinity, 2, "Infinity"],
  ] as const) {
    assert.equal(ask("fixedString", makeDouble(x), n), text, `${x} ${n}`);
  }
  for (const [x, n, text] of [
    [12345.678, 3, "1.235e+04"],
    [0, 2, "0.00e+00"],
    [9.99, 1, "1.0e+01"],
    [1e-7, 6, "1.000000e-07"],
    [1e100, 0, "1e+100"],
  ] as const) {
    assert.equal(ask("exponentString", makeDouble(x), n), text, `${x} ${n}`);
  }
});

test("a builder holds what was added to it", (t) => {
  const seed = pickSeed();
  t.diagnostic(`seed ${seed}`);
  const random = makeRandom(seed);
  for (let round = 0; round < 20; round++) {
    const b = call("builder");
    let model = "";
    const wideFrom = random(400);
    for (let i = 0; i < 400; i++) {
      const pick = random(20);
      if (pick === 0) {
        model = model.slice(0, random(model.length + 1));
        assert.equal(call("builderTruncate", b, model.length), b);
      } else {
        const part = i > wideFrom && pick === 1 ? "π😀" : "abé".repeat(random(30));
        const unit = part.charAt(0);
        const single = pick < 5 && unit !== "";
        assert.equal(call("builderAdd", b, single ? makeChar(unit) : part), b);
        model += single ? unit : part;
      }
    }
    assert.equal(ask("builderLength", b), BigInt(model.length), `seed ${seed}`);
    assert.equal(ask("builderString", b), model, `seed ${seed}`);
  }
});

test("strings of megabytes are strings", () => {
  const part = "0123456789abcdef".repeat(1 << 12);
  let s = makeString(part);
  let length = part.length;
  for (let i = 0; i < 5; i++) {
    s = call("stringAppend", s, s);
    length *= 2;
  }
  assert.equal(ask("stringIndex", s, "f0123", 1000), 1007n);
  assert.equal(ask("substring", s, length - 4, length), "cdef");
  assert.equal(ask("stringUnit", call("stringReplace", s, "0", "π"), 0), 0x3c0n);
});
