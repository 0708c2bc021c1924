// Compares the kernel's magnitude arithmetic with JavaScript's BigInt on seeded random cases.
// The cases favour limbs of all zeros and all ones, where carries and quotient estimates go
// wrong. Set LIMBS_SEED to repeat a failing run; the seed is part of every failure message.

import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { compileEntry, type Entry } from "./compile_entry";

const seed = Number(process.env.LIMBS_SEED ?? 20240611);
const ROUNDS = 400;
const MASK = 0xffffffffn;
// Five disjoint areas of the test memory, 128 KiB each.
const A = 0x20000;
const B = 0x40000;
const C = 0x60000;
const D = 0x80000;
const SCRATCH = 0xa0000;

let kernel: Entry;
let state = seed >>> 0;

before(async () => {
  kernel = await compileEntry("test/kernel/entry/limbs_entry.ts");
});

/** Gives the next random u32 (mulberry32). */
function nextWord(): number {
  state = (state + 0x6d2b79f5) >>> 0;
  let t = Math.imul(state ^ (state >>> 15), state | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return (t ^ (t >>> 14)) >>> 0;
}

/** Gives a random integer below a limit. */
function pick(limit: number): number {
  return nextWord() % limit;
}

/** Gives a random limb, often an extreme one. */
function nextLimb(): number {
  const edges = [0, 0xffffffff, 1, 0x80000000, 0x7fffffff];
  const kind = pick(10);
  return kind < edges.length ? (edges[kind] ?? 0) : nextWord();
}

/** Gives a random magnitude of up to `limbs` limbs. */
function nextBig(limbs: number): bigint {
  let value = 0n;
  const count = pick(limbs + 1);
  for (let i = 0; i < count; i++) value = (value << 32n) | BigInt(nextLimb());
  return value;
}

/** Writes a magnitude and returns its trimmed count. */
function write(at: number, value: bigint): number {
  const view = new DataView(kernel.memory.buffer);
  let n = 0;
  for (let rest = value; rest > 0n; rest >>= 32n) {
    view.setUint32(at + 4 * n++, Number(rest & MASK), true);
  }
  return n;
}

/** Reads a magnitude of n limbs. */
function read(at: number, n: number): bigint {
  const view = new DataView(kernel.memory.buffer);
  let value = 0n;
  for (let i = n - 1; i >= 0; i--)
    value = (value << 32n) | BigInt(view.getUint32(at + 4 * i, true));
  return value;
}

/** Checks a result and that its count is trimmed. */
function check(at: number, n: number, expected: bigint, label: string): void {
  const message = `${label} (seed ${seed})`;
  assert.equal(read(at, n), expected, message);
  const limbs = expected === 0n ? 0 : Math.ceil(expected.toString(2).length / 32);
  assert.equal(n, limbs, `${message}: count`);
}

/** Runs a case many times. */
function repeat(rounds: number, run: () => void): void {
  for (let i = 0; i < rounds; i++) run();
}

/** Counts the bits of a magnitude. */
function countBits(value: bigint): number {
  return value === 0n ? 0 : value.toString(2).length;
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcd(b, a % b);
}

describe("limbs", () => {
  it("compares and measures", () => {
    repeat(ROUNDS, () => {
      const a = nextBig(4);
      const b = pick(3) === 0 ? a : nextBig(4);
      const na = write(A, a);
      const nb = write(B, b);
      const order = a < b ? -1 : a > b ? 1 : 0;
      assert.equal(kernel.call("compareLimbs", A, na, B, nb), order, `${a} ${b} (seed ${seed})`);
      assert.equal(kernel.call("bitLength", A, na), countBits(a), `${a} (seed ${seed})`);
    });
  });

  it("adds and subtracts, also in place", () => {
    repeat(ROUNDS, () => {
      const a = nextBig(9);
      const b = nextBig(9);
      for (const dst of [C, A, B]) {
        const na = write(A, a);
        const nb = write(B, b);
        check(dst, kernel.call("addLimbs", dst, A, na, B, nb), a + b, `${a} + ${b}`);
      }
      const [high, low] = a > b ? [a, b] : [b, a];
      for (const dst of [C, A, B]) {
        const na = write(A, high);
        const nb = write(B, low);
        check(dst, kernel.call("subLimbs", dst, A, na, B, nb), high - low, `${high} - ${low}`);
      }
    });
  });

  it("multiplies", () => {
    repeat(ROUNDS, () => {
      const a = nextBig(12);
      const b = nextBig(12);
      const na = write(A, a);
      const nb = write(B, b);
      check(C, kernel.call("mulLimbs", C, A, na, B, nb), a * b, `${a} * ${b}`);
      check(C, kernel.call("mulLimbs", C, A, na, A, na), a * a, `${a} squared`);
      const factor = nextLimb();
      const addend = nextLimb();
      const expected = a * BigInt(factor) + BigInt(addend);
      check(A, kernel.call("mulSmall", A, A, na, factor, addend), expected, `${a} * ${factor}`);
    });
  });

  it("divides by one limb", () => {
    repeat(ROUNDS, () => {
      const a = nextBig(9);
      const divisor = nextLimb() || 1;
      const n = write(A, a);
      const rem = kernel.call("divSmall", A, A, n, divisor) >>> 0;
      assert.equal(BigInt(rem), a % BigInt(divisor), `${a} % ${divisor} (seed ${seed})`);
      check(A, kernel.call("trimCount", A, n), a / BigInt(divisor), `${a} / ${divisor}`);
    });
  });

  it("divides, also in place", () => {
    repeat(4 * ROUNDS, () => {
      const b = nextBig(7) || 1n;
      const a = pick(3) === 0 ? b * nextBig(6) + BigInt(pick(2)) : nextBig(13);
      for (const [q, r] of [
        [C, D],
        [A, B],
        [B, A],
      ] as const) {
        const na = write(A, a);
        const nb = write(B, b);
        const nq = kernel.call("divLimbs", q, r, A, na, B, nb, SCRATCH);
        check(q, nq, a / b, `${a} / ${b}`);
        assert.equal(read(r, nb), a % b, `${a} % ${b} (seed ${seed})`);
      }
    });
  });

  it("corrects quotient estimates that are too large", () => {
    const cases = [
      [0x7fffffff800000010000000000000000n, 0x800000008000000200000005n],
      [0x800000000000000000000003n, 0x200000000000000000000001n],
      [0x8000000000000000fffffffe00000000n, 0x80000000000000000000ffffn],
      [(1n << 128n) - 1n, (1n << 64n) + 3n],
    ] as const;
    for (const [a, b] of cases) {
      const nb = write(B, b);
      const nq = kernel.call("divLimbs", C, D, A, write(A, a), B, nb, SCRATCH);
      check(C, nq, a / b, `${a} / ${b}`);
      assert.equal(read(D, nb), a % b);
    }
  });

  it("shifts, also in place", () => {
    repeat(ROUNDS, () => {
      const a = nextBig(6);
      const bits = pick(2) === 0 ? 32 * pick(8) : pick(260);
      for (const dst of [C, A]) {
        const n = write(A, a);
        const left = kernel.call("shiftLeft", dst, A, n, bits);
        check(dst, left, a << BigInt(bits), `${a} << ${bits}`);
        write(A, a);
        const right = kernel.call("shiftRight", dst, A, n, bits);
        check(dst, right, a >> BigInt(bits), `${a} >> ${bits}`);
      }
    });
  });

  it("finds greatest common divisors", () => {
    repeat(ROUNDS, () => {
      const common = nextBig(3);
      const a = common * nextBig(pick(2) === 0 ? 2 : 7);
      const b = common * nextBig(3);
      for (const dst of [C, A, B]) {
        const na = write(A, a);
        const nb = write(B, b);
        const n = kernel.call("gcdLimbs", dst, A, na, B, nb, SCRATCH);
        check(dst, n, gcd(a, b), `gcd ${a} ${b}`);
      }
    });
  });

  it("converts to doubles, ties to even", () => {
    const cases = [(1n << 1024n) - 1n, (1n << 1024n) - (1n << 970n), (1n << 1024n) - (1n << 971n)];
    cases.push((1n << 1024n) - (1n << 970n) - 1n, 1n << 1024n, 1n << 1023n, 0n, 1n);
    repeat(ROUNDS, () => {
      const lead = (1n << 53n) | (BigInt(nextWord()) << 21n) | BigInt(pick(4));
      const shift = BigInt(pick(970));
      const value = lead << shift;
      cases.push(value, value + 1n, value > 1n ? value - 1n : 0n, nextBig(34));
    });
    for (const value of cases) {
      const n = write(A, value);
      assert.equal(kernel.call("limbsToF64", A, n), Number(value), `${value} (seed ${seed})`);
    }
  });

  it("converts from doubles", () => {
    const values = [
      0,
      0.5,
      0.999,
      1,
      1.5,
      2 ** 52 + 0.5,
      2 ** 53,
      2 ** 64,
      Number.MAX_VALUE,
      5e-324,
    ];
    repeat(ROUNDS, () => {
      values.push((nextWord() + nextWord() / 2 ** 32) * 2 ** (pick(200) - 40));
    });
    for (const value of values) {
      const n = kernel.call("limbsFromF64", A, -value);
      check(A, n, BigInt(Math.trunc(value)), `${value}`);
    }
  });

  it("formats and parses digits", () => {
    const bytes = new Uint8Array(kernel.memory.buffer);
    const run = (value: bigint, radix: number): void => {
      const n = write(A, value);
      const length = kernel.call("formatDigits", B, A, n, radix, SCRATCH);
      const text = Buffer.from(bytes.slice(B, B + length)).toString("latin1");
      assert.equal(text, value.toString(radix), `radix ${radix} (seed ${seed})`);
      const zeros = pick(12);
      bytes.set(Buffer.from("0".repeat(zeros) + text.toUpperCase()), C);
      check(D, kernel.call("parseDigits", D, C, zeros + length, radix), value, `parse ${text}`);
      assert.equal(read(A, n), value, "formatting leaves its input alone");
    };
    repeat(ROUNDS, () => run(nextBig(9), 2 + pick(35)));
    repeat(ROUNDS, () => run(BigInt(10) ** BigInt(pick(60)) - BigInt(pick(2)), 10));
    const n = write(A, 10n ** 30n);
    assert.equal(kernel.call("formatDecimal", B, A, n, SCRATCH), 31);
    check(C, kernel.call("parseDecimal", C, B, 31), 10n ** 30n, "decimal");
  });

  it("applies bitwise operations to signed integers", () => {
    const operations = [
      (x: bigint, y: bigint) => x & y,
      (x: bigint, y: bigint) => x | y,
      (x: bigint, y: bigint) => x ^ y,
    ];
    const size = (x: bigint): bigint => (x < 0n ? -x : x);
    const sign = (x: bigint): number => (x < 0n ? 1 : 0);
    repeat(ROUNDS, () => {
      const x = pick(2) === 0 ? nextBig(5) : -nextBig(5);
      const y = pick(2) === 0 ? nextBig(5) : -nextBig(5);
      operations.forEach((apply, op) => {
        for (const dst of [C, A, B]) {
          const left = [A, write(A, size(x)), sign(x)];
          const right = [B, write(B, size(y)), sign(y)];
          const n = kernel.call("bitwiseSigned", op, dst, ...left, ...right);
          check(dst, n, size(apply(x, y)), `operation ${op} on ${x} ${y}`);
          const negative = kernel.call("isBitwiseNegative", op, sign(x), sign(y));
          assert.equal(negative, sign(apply(x, y)), `sign ${op} of ${x} ${y} (seed ${seed})`);
        }
      });
      const n = write(A, size(x));
      check(C, kernel.call("notSigned", C, A, n, sign(x)), size(~x), `not ${x}`);
      for (let i = 0; i < 7; i++) {
        const limb = kernel.call("signedLimbAt", A, n, sign(x), i) >>> 0;
        assert.equal(
          BigInt(limb),
          (x >> BigInt(32 * i)) & MASK,
          `limb ${i} of ${x} (seed ${seed})`,
        );
      }
      assert.equal(kernel.callLong("signedLowI64", A, n, sign(x)), BigInt.asIntN(64, x));
      assert.equal(kernel.call("fitsI64", A, n, sign(x)), BigInt.asIntN(64, x) === x ? 1 : 0);
    });
  });

  it("knows the range of i64", () => {
    const n = write(A, 1n << 63n);
    assert.equal(kernel.call("fitsI64", A, n, 1), 1);
    assert.equal(kernel.call("fitsI64", A, n, 0), 0);
    assert.equal(kernel.callLong("signedLowI64", A, n, 1), -(1n << 63n));
  });
});
