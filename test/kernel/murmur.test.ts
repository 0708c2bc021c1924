// Checks the kernel's hashes against a table recorded from Clojure 1.11.1 on the JVM.
// The table was printed by clojure.main with (hash x), Murmur3's static methods and hashCode;
// collections in it hold only the integers given as strings, maps map each integer to itself.
// A difference here means that hash maps would iterate in another order than on the JVM.

import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { compileEntry, type Entry } from "./compile_entry";

const LONGS = [
  ["0", 0],
  ["1", 1392991556],
  ["-1", 1651860712],
  ["2", -971005196],
  ["42", 1871679806],
  ["127", 395699189],
  ["128", 292862370],
  ["255", -52753993],
  ["-128", 988740946],
  ["1000", -1467523828],
  ["65536", 839500127],
  ["2147483647", 1819228606],
  ["-2147483648", -2073034792],
  ["4294967295", 689913327],
  ["4294967296", 987256456],
  ["123456789012345", -468999172],
  ["-987654321098765", 565533781],
  ["9223372036854775807", -2106506049],
  ["-9223372036854775808", 1366273829],
] as const;

const INTS = [
  [0, 0],
  [1, -68075478],
  [-1, 1982413648],
  [7, 1343918321],
  [1000000, 2127295249],
  [-2147483648, -1718298732],
  [2147483647, -1653689534],
] as const;

const DOUBLES = [
  [0.0, 0, 0],
  [-0.0, -2147483648, 0],
  [1.0, 1072693248, 1072693248],
  [-1.0, -1074790400, -1074790400],
  [0.5, 1071644672, 1071644672],
  [12345.678, -2005129842, -2005129842],
  [1e300, -164130400, -164130400],
  [-2.5e-300, 839776648, 839776648],
  [4.9e-324, 1, 1],
  [NaN, 2146959360, 2146959360],
  [Infinity, 2146435072, 2146435072],
  [-Infinity, -1048576, -1048576],
] as const;

const FLOATS = [
  [0.0, 0],
  [1.0, 1065353216],
  [-1.5, -1077936128],
  [3.25, 1078984704],
  [NaN, 2143289344],
] as const;

const STRINGS = [
  ["", 0, 0, 0],
  ["a", 97, 1455541201, 1867108634],
  ["ab", 3105, 1707819681, 374890698],
  ["abc", 96354, 74834163, 1118836419],
  ["abcd", 2987074, 946207298, 1157274932],
  ["hello world", 1794106052, -1522757468, 1689409188],
  ["caf\u00e9", 3045921, -885247158, -1807121063],
  ["\u00ff\u00fe", 8159, 655902164, -1130978037],
  ["\u03bb", 955, -1260216577, -448932905],
  ["\u65e5\u672c\u8a9e", 25921943, 1333041691, 1004281861],
  ["\ud83d\ude00x", 54959989, -1998616508, -996154910],
  ["Aa", 2112, -506449132, 208255379],
  ["BB", 2112, -506449132, -1956385023],
  ["clojure.core/map", -1865856330, -2023471490, 1285806142],
] as const;

const SYMBOLS = [
  ["", "a", -482876059, -2123407586],
  ["", "map", -1282745308, 1371690461],
  ["", "foo", -1385541733, 1268894036],
  ["clojure.core", "map", -505055043, -2145586570],
  ["user", "x", -568535109, 2085900660],
  ["", "\u03bb", 63322041, -1577209486],
  ["n", "odd", 427120741, -1213410786],
] as const;

const SEQUENCES = [
  [[], -2017569654, -15128758, -15128758],
  [["1"], -1381383523, 1038464948, 834250862],
  [["1", "2"], 156247261, 460223544, 1652504918],
  [["1", "2", "3"], 736442005, 439094965, 1127912167],
  [["0"], 965192274, -1684229222, -1730596701],
  [["-1", "42", "4294967296"], 1309290249, 843147945, 1246018035],
] as const;

const BIGS = [
  ["9223372036854775808", -2147483648],
  ["-9223372036854775809", 2147483647],
  ["340282366920938463463374607431768211456", 923521],
  ["-123456789012345678901234567890", -1915528825],
] as const;

const RATIOS = [
  ["1", "2", 3],
  ["-22", "7", -19],
  ["10", "3", 9],
] as const;

const DECIMALS = [
  ["15", 1, 466],
  ["-225", 2, -6973],
  ["1", -2, 29],
  ["12345678901234567890123", 3, 647166417],
] as const;

const COLLECTION_MIXES = [
  [0, 0, -15128758],
  [1, 0, -2017569654],
  [31, 1, 965192274],
  [-5, 17, -1692028715],
] as const;

const COMBINES = [
  [0, 0, -1640531527],
  [1, 2, -1640531462],
  [-1, 5, 1640531586],
  [123456789, -987654321, 997754008],
] as const;

const TEXT = 1024;
let kernel: Entry;

before(async () => {
  kernel = await compileEntry("test/kernel/entry/limbs_entry.ts");
});

/** Writes UTF-16 units and returns their count. */
function writeUtf16(text: string): number {
  const view = new DataView(kernel.memory.buffer);
  for (let i = 0; i < text.length; i++) view.setUint16(TEXT + 2 * i, text.charCodeAt(i), true);
  return text.length;
}

/** Writes one byte per character and returns the count, or -1 when a character needs more. */
function writeLatin1(text: string): number {
  const bytes = new Uint8Array(kernel.memory.buffer);
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) > 255) return -1;
    bytes[TEXT + i] = text.charCodeAt(i);
  }
  return text.length;
}

/** Computes BigInteger.hashCode of a decimal numeral in the kernel. */
function hashBigInteger(numeral: string): number {
  const negative = numeral.startsWith("-");
  let rest = BigInt(negative ? numeral.slice(1) : numeral);
  const view = new DataView(kernel.memory.buffer);
  let n = 0;
  while (rest > 0n) {
    view.setUint32(TEXT + 4 * n++, Number(rest & 0xffffffffn), true);
    rest >>= 32n;
  }
  return kernel.call("javaHashBigInteger", TEXT, n, negative ? 1 : 0);
}

describe("murmur", () => {
  it("hashes integers", () => {
    for (const [value, hash] of LONGS) {
      assert.equal(kernel.call("hashLong", BigInt(value)), hash, value);
    }
    for (const [value, hash] of INTS) assert.equal(kernel.call("hashInt", value), hash, `${value}`);
  });

  it("hashes floating numbers", () => {
    for (const [value, code, hash] of DOUBLES) {
      assert.equal(kernel.call("javaHashDouble", value), code, `${value}`);
      assert.equal(kernel.call("hashDouble", value), hash, `${value}`);
    }
    for (const [value, hash] of FLOATS) {
      assert.equal(kernel.call("hashFloat", value), hash, `${value}`);
    }
  });

  it("hashes strings in both encodings", () => {
    for (const [text, code, hash, chars] of STRINGS) {
      const units = writeUtf16(text);
      assert.equal(kernel.call("javaStringHashUtf16", TEXT, units), code, text);
      assert.equal(kernel.call("hashStringUtf16", TEXT, units), hash, text);
      assert.equal(kernel.call("hashCharsUtf16", TEXT, units), chars, text);
      const bytes = writeLatin1(text);
      if (bytes < 0) continue;
      assert.equal(kernel.call("javaStringHashLatin1", TEXT, bytes), code, text);
      assert.equal(kernel.call("hashStringLatin1", TEXT, bytes), hash, text);
      assert.equal(kernel.call("hashCharsLatin1", TEXT, bytes), chars, text);
    }
  });

  it("hashes symbols and keywords", () => {
    for (const [namespace, name, hash, keywordHash] of SYMBOLS) {
      const namespaceHash = kernel.call("javaStringHashUtf16", TEXT, writeUtf16(namespace));
      const nameHash = kernel.call("hashCharsUtf16", TEXT, writeUtf16(name));
      const symbolHash = kernel.call("hashSymbol", nameHash, namespaceHash);
      assert.equal(symbolHash, hash, name);
      assert.equal(kernel.call("hashKeyword", symbolHash), keywordHash, name);
    }
  });

  it("hashes vectors, sets and maps", () => {
    for (const [items, vectorHash, setHash, mapHash] of SEQUENCES) {
      let ordered = kernel.call("beginOrdered");
      let unordered = kernel.call("beginUnordered");
      let entries = kernel.call("beginUnordered");
      for (const item of items) {
        const hash = kernel.call("hashLong", BigInt(item));
        ordered = kernel.call("stepOrdered", ordered, hash);
        unordered = kernel.call("stepUnordered", unordered, hash);
        entries = kernel.call("stepUnordered", entries, kernel.call("hashEntry", hash, hash));
      }
      const label = items.join(" ");
      assert.equal(kernel.call("mixCollHash", ordered, items.length), vectorHash, label);
      assert.equal(kernel.call("mixCollHash", unordered, items.length), setHash, label);
      assert.equal(kernel.call("mixCollHash", entries, items.length), mapHash, label);
    }
    for (const [hash, count, mixed] of COLLECTION_MIXES) {
      assert.equal(kernel.call("mixCollHash", hash, count), mixed);
    }
  });

  it("combines hashes", () => {
    for (const [seed, hash, combined] of COMBINES) {
      assert.equal(kernel.call("hashCombine", seed, hash), combined, `${seed} ${hash}`);
    }
  });

  it("hashes big integers, ratios and decimals", () => {
    for (const [numeral, hash] of BIGS) assert.equal(hashBigInteger(numeral), hash, numeral);
    for (const [top, bottom, hash] of RATIOS) {
      const parts = [hashBigInteger(top), hashBigInteger(bottom)] as const;
      assert.equal(kernel.call("hashRatio", ...parts), hash, `${top}/${bottom}`);
    }
    for (const [unscaled, scale, hash] of DECIMALS) {
      assert.equal(kernel.call("hashDecimal", hashBigInteger(unscaled), scale), hash, unscaled);
    }
  });
});
