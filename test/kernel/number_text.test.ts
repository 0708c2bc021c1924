// Numbers from text and to text: what is written is read back, and malformed text gives nil.

import assert from "node:assert/strict";
import { test } from "node:test";
import { makeRandom, pickSeed } from "./instance";
import { decode, encode, format, parse } from "./numbers";

test("integers are read in any radix and written in it", (t) => {
  const seed = pickSeed();
  t.diagnostic(`seed ${seed}`);
  const random = makeRandom(seed);
  for (let i = 0; i < 2000; i++) {
    const radix = 2 + random(35);
    let n = 0n;
    for (let left = random(random(50) === 0 ? 400 : 6); left > 0; left--) {
      n = (n << 32n) | BigInt(random(2 ** 32));
    }
    if (random(2) === 0) n = -n;
    const fits = BigInt.asIntN(64, n) === n;
    const text = n.toString(radix);
    const word = parse("parseInteger", text, radix);
    assert.equal(decode(word), fits ? `${n}` : `${n}N`, `seed ${seed}: ${text} ${radix}`);
    assert.equal(format(word, radix), text, `seed ${seed}`);
    assert.equal(decode(parse("parseInteger", text.toUpperCase(), radix)), decode(word));
  }
});

test("integers may have a sign and nothing else", () => {
  for (const [text, expected] of [
    ["+5", "5"],
    ["-0", "0"],
    ["007", "7"],
    ["9223372036854775807", "9223372036854775807"],
    ["-9223372036854775808", "-9223372036854775808"],
    ["9223372036854775808", "9223372036854775808N"],
  ] as const) {
    assert.equal(decode(parse("parseInteger", text, 10)), expected);
  }
  for (const text of ["", "-", "+", "1a", "--1", "1.", "1N", " 1", "1_0", "/", ":", "@", "`"]) {
    assert.equal(decode(parse("parseInteger", text, 10)), "nil", text);
  }
  for (const text of ["2", "12"]) assert.equal(decode(parse("parseInteger", text, 2)), "nil");
  for (const text of ["g", "@", "["]) assert.equal(decode(parse("parseInteger", text, 16)), "nil");
});

test("ratios are reduced when read", () => {
  for (const [text, expected] of [
    ["1/2", "1/2"],
    ["-6/4", "-3/2"],
    ["+4/2", "2"],
    ["100000000000000000000/6", "50000000000000000000/3"],
    ["1/0", "!ArithmeticException"],
    ["1/", "nil"],
    ["/2", "nil"],
    ["1/-2", "nil"],
    ["1/2/3", "nil"],
    ["1", "nil"],
  ] as const) {
    assert.equal(decode(parse("parseRatio", text)), expected, text);
  }
  assert.equal(format(encode("-7/3"), 10), "-7/3");
});

test("decimals are written as BigDecimal.toString does", () => {
  // What (str (bigdec text)) answers on the JVM.
  for (const [text, expected] of [
    ["0", "0"],
    ["1.50", "1.50"],
    ["-0.001", "-0.001"],
    ["0.000001", "0.000001"],
    ["0.0000001", "1E-7"],
    ["-0.00000012", "-1.2E-7"],
    ["1E3", "1E+3"],
    ["12.5e+10", "1.25E+11"],
    ["123456E-3", "123.456"],
    [".5", "0.5"],
    ["5.", "5"],
    ["0E5", "0E+5"],
    ["0.00", "0.00"],
    ["0E-7", "0E-7"],
    ["+100", "100"],
    ["123456789012345678901234567890.123", "123456789012345678901234567890.123"],
  ] as const) {
    assert.equal(format(parse("parseBigDecimal", text), 10), expected, text);
  }
  for (const text of ["", ".", "-", "1E", "1E+", "E5", "1.2.3", "1e5x", "x", "1E99999999999"]) {
    assert.equal(decode(parse("parseBigDecimal", text)), "nil", text);
  }
});
