// Magnitude arithmetic on little-endian u32 limbs at raw addresses: the arithmetic core of big
// integers, ratios and decimals, kept free of any object layout.
// Nothing here allocates; every destination and scratch area is the caller's, and its size in
// limbs is stated at each function. Loops are bounded by the argument lengths.
// A count is "trimmed" when its top limb is not zero; zero has count 0. Arguments named na, nb
// or n need not be trimmed unless stated; every returned count is trimmed.
// Aliasing: areas must be either equal in start address or disjoint. "In place" at a function
// means dst may start where an input starts; otherwise dst must be disjoint from the inputs.
// Scratch is always disjoint from everything else. All addresses should be 4-byte aligned.

import { Addr } from "./addr";

/** Bitwise operation selectors of bitwiseSigned. */
export const BIT_AND: u32 = 0;
export const BIT_OR: u32 = 1;
export const BIT_XOR: u32 = 2;

/** Reads limb `i` of the magnitude at `a`. */
export function getLimb(a: Addr, i: u32): u32 {
  return load<u32>(a + (i << 2));
}

/** Writes limb `i` of the magnitude at `a`. */
export function setLimb(a: Addr, i: u32, limb: u32): void {
  store<u32>(a + (i << 2), limb);
}

/** Copies `n` limbs upward; dst may be at or below a, even overlapping it. */
export function copyLimbs(dst: Addr, a: Addr, n: u32): void {
  for (let i: u32 = 0; i < n; i++) setLimb(dst, i, getLimb(a, i));
}

/** Clears `n` limbs. */
export function clearLimbs(dst: Addr, n: u32): void {
  for (let i: u32 = 0; i < n; i++) setLimb(dst, i, 0);
}

/** Counts the limbs of a magnitude without its leading zero limbs. */
export function trimCount(a: Addr, n: u32): u32 {
  let count = n;
  while (count > 0 && getLimb(a, count - 1) == 0) count--;
  return count;
}

/** Counts the bits up to and including the highest set bit; zero has none. */
export function bitLength(a: Addr, n: u32): u32 {
  const count = trimCount(a, n);
  if (count == 0) return 0;
  return (count << 5) - clz<u32>(getLimb(a, count - 1));
}

/** Counts the zero bits below the lowest set bit; zero gives 32 * n. */
export function countTrailingZeros(a: Addr, n: u32): u32 {
  for (let i: u32 = 0; i < n; i++) {
    const limb = getLimb(a, i);
    if (limb != 0) return (i << 5) + ctz<u32>(limb);
  }
  return n << 5;
}

/** Compares two magnitudes: -1, 0 or 1. */
export function compareLimbs(a: Addr, na: u32, b: Addr, nb: u32): i32 {
  const ca = trimCount(a, na);
  const cb = trimCount(b, nb);
  if (ca != cb) return ca < cb ? -1 : 1;
  for (let i: u32 = ca; i > 0; i--) {
    const x = getLimb(a, i - 1);
    const y = getLimb(b, i - 1);
    if (x != y) return x < y ? -1 : 1;
  }
  return 0;
}

/** Stores a u64 as at most 2 limbs. */
export function limbsFromU64(dst: Addr, value: u64): u32 {
  setLimb(dst, 0, value as u32);
  setLimb(dst, 1, (value >>> 32) as u32);
  return trimCount(dst, 2);
}

/** Gives the low 64 bits of a magnitude. */
export function lowU64(a: Addr, n: u32): u64 {
  if (n == 0) return 0;
  const low = getLimb(a, 0) as u64;
  return n == 1 ? low : low | ((getLimb(a, 1) as u64) << 32);
}

/** Adds two magnitudes in place or apart; dst holds max(na, nb) + 1 limbs. */
export function addLimbs(dst: Addr, a: Addr, na: u32, b: Addr, nb: u32): u32 {
  const longA = na >= nb;
  const rest = longA ? a : b;
  const low = longA ? nb : na;
  const high = longA ? na : nb;
  let carry: u64 = 0;
  for (let i: u32 = 0; i < low; i++) {
    carry = carry + (getLimb(a, i) as u64) + (getLimb(b, i) as u64);
    setLimb(dst, i, carry as u32);
    carry = carry >>> 32;
  }
  for (let i: u32 = low; i < high; i++) {
    carry = carry + (getLimb(rest, i) as u64);
    setLimb(dst, i, carry as u32);
    carry = carry >>> 32;
  }
  setLimb(dst, high, carry as u32);
  return trimCount(dst, high + 1);
}

/** Subtracts b from a, where a >= b, in place or apart; dst holds na limbs (b trimmed to fit). */
export function subLimbs(dst: Addr, a: Addr, na: u32, b: Addr, nb: u32): u32 {
  const low = nb < na ? nb : na;
  let borrow: u64 = 0;
  for (let i: u32 = 0; i < low; i++) {
    const diff: u64 = (getLimb(a, i) as u64) - (getLimb(b, i) as u64) - borrow;
    setLimb(dst, i, diff as u32);
    borrow = diff >>> 63;
  }
  for (let i: u32 = low; i < na; i++) {
    const diff: u64 = (getLimb(a, i) as u64) - borrow;
    setLimb(dst, i, diff as u32);
    borrow = diff >>> 63;
  }
  return trimCount(dst, na);
}

/** Computes a * factor + addend in place or apart; dst holds n + 1 limbs. */
export function mulSmall(dst: Addr, a: Addr, n: u32, factor: u32, addend: u32): u32 {
  let carry: u64 = addend as u64;
  for (let i: u32 = 0; i < n; i++) {
    carry = carry + (getLimb(a, i) as u64) * (factor as u64);
    setLimb(dst, i, carry as u32);
    carry = carry >>> 32;
  }
  setLimb(dst, n, carry as u32);
  return trimCount(dst, n + 1);
}

/** Adds a * factor to the n limbs at dst in place and returns the limb carried out. */
function addProduct(dst: Addr, a: Addr, n: u32, factor: u32): u32 {
  let carry: u64 = 0;
  for (let i: u32 = 0; i < n; i++) {
    carry = carry + (getLimb(a, i) as u64) * (factor as u64) + (getLimb(dst, i) as u64);
    setLimb(dst, i, carry as u32);
    carry = carry >>> 32;
  }
  return carry as u32;
}

/** Multiplies two magnitudes by the schoolbook method; dst holds na + nb limbs and is disjoint. */
export function mulLimbs(dst: Addr, a: Addr, na: u32, b: Addr, nb: u32): u32 {
  clearLimbs(dst, na);
  for (let j: u32 = 0; j < nb; j++) {
    setLimb(dst, na + j, addProduct(dst + (j << 2), a, na, getLimb(b, j)));
  }
  return trimCount(dst, na + nb);
}

/**
 * Divides by one nonzero limb and returns the remainder; the quotient goes to dst, n limbs,
 * in place or apart (trim it with trimCount). A zero divisor traps unless n is 0.
 */
export function divSmall(dst: Addr, a: Addr, n: u32, divisor: u32): u32 {
  const d: u64 = divisor as u64;
  let rem: u64 = 0;
  for (let i: u32 = n; i > 0; i--) {
    const part: u64 = (rem << 32) | (getLimb(a, i - 1) as u64);
    const quot: u64 = part / d;
    setLimb(dst, i - 1, quot as u32);
    rem = part - quot * d;
  }
  return rem as u32;
}

/** Shifts left by any number of bits, in place or apart; dst holds n + (bits >> 5) + 1 limbs. */
export function shiftLeft(dst: Addr, a: Addr, n: u32, bits: u32): u32 {
  const limbs = bits >>> 5;
  const part = (bits & 31) as u64;
  let high: u64 = 0;
  for (let i: u32 = n; i > 0; i--) {
    const limb = getLimb(a, i - 1) as u64;
    const pair: u64 = (high << 32) | limb;
    setLimb(dst, i + limbs, ((pair << part) >>> 32) as u32);
    high = limb;
  }
  setLimb(dst, limbs, (high << part) as u32);
  clearLimbs(dst, limbs);
  return trimCount(dst, n + limbs + 1);
}

/**
 * Shifts right by any number of bits, dropping what falls out, in place or apart; dst holds
 * max(n - (bits >> 5), 0) limbs.
 */
export function shiftRight(dst: Addr, a: Addr, n: u32, bits: u32): u32 {
  const limbs = bits >>> 5;
  if (limbs >= n) return 0;
  const part = (bits & 31) as u64;
  const count = n - limbs;
  for (let i: u32 = 0; i < count; i++) {
    const at = i + limbs;
    const high: u64 = at + 1 < n ? (getLimb(a, at + 1) as u64) << 32 : 0;
    setLimb(dst, i, ((high | (getLimb(a, at) as u64)) >>> part) as u32);
  }
  return trimCount(dst, count);
}

/** Subtracts b * factor from the n + 1 limbs at dst in place; true when it went below zero. */
function subProduct(dst: Addr, b: Addr, n: u32, factor: u32): bool {
  let carry: u64 = 0;
  for (let i: u32 = 0; i < n; i++) {
    carry = carry + (getLimb(b, i) as u64) * (factor as u64);
    const limb = getLimb(dst, i);
    const taken = carry as u32;
    setLimb(dst, i, limb - taken);
    carry = (carry >>> 32) + (limb < taken ? 1 : 0);
  }
  const top = getLimb(dst, n) as u64;
  setLimb(dst, n, (top - carry) as u32);
  return top < carry;
}

/** Adds b to the n + 1 limbs at dst in place, dropping the carry out of the top. */
function addBack(dst: Addr, b: Addr, n: u32): void {
  let carry: u64 = 0;
  for (let i: u32 = 0; i < n; i++) {
    carry = carry + (getLimb(dst, i) as u64) + (getLimb(b, i) as u64);
    setLimb(dst, i, carry as u32);
    carry = carry >>> 32;
  }
  setLimb(dst, n, getLimb(dst, n) + (carry as u32));
}

/** Estimates one quotient limb from the top three limbs of u (ending at u[n]) and two of v. */
function guessQuotient(u: Addr, v: Addr, n: u32): u32 {
  const top: u64 = getLimb(v, n - 1) as u64;
  const next: u64 = getLimb(v, n - 2) as u64;
  const part: u64 = ((getLimb(u, n) as u64) << 32) | (getLimb(u, n - 1) as u64);
  const third: u64 = getLimb(u, n - 2) as u64;
  let quot: u64 = part / top;
  let rem: u64 = part - quot * top;
  // Knuth shows that at most two corrections are needed.
  while (quot > 0xffffffff || quot * next > ((rem << 32) | third)) {
    quot--;
    rem = rem + top;
    if (rem > 0xffffffff) break;
  }
  return quot as u32;
}

/**
 * Divides a by b (nb trimmed and not zero) with Knuth's algorithm D and returns the quotient's
 * count. The quotient area holds max(na - nb + 1, 0) limbs; the remainder area holds nb limbs,
 * all of them written (trim with trimCount); scratch holds na + nb + 1 limbs. Quotient and
 * remainder may each start where a or b starts, but are disjoint from each other.
 */
export function divLimbs(
  quotient: Addr,
  remainder: Addr,
  a: Addr,
  na: u32,
  b: Addr,
  nb: u32,
  scratch: Addr,
): u32 {
  if (na < nb) {
    copyLimbs(remainder, a, na);
    clearLimbs(remainder + (na << 2), nb - na);
    return 0;
  }
  if (nb == 1) {
    const rem = divSmall(quotient, a, na, getLimb(b, 0));
    setLimb(remainder, 0, rem);
    return trimCount(quotient, na);
  }
  const u = scratch;
  const v = scratch + ((na + 1) << 2);
  const shift = clz<u32>(getLimb(b, nb - 1));
  shiftLimbsUp(v, b, nb, shift);
  setLimb(u, na, shiftLimbsUp(u, a, na, shift));
  const steps = na - nb + 1;
  for (let j: u32 = steps; j > 0; j--) {
    const at = u + ((j - 1) << 2);
    let quot = guessQuotient(at, v, nb);
    if (subProduct(at, v, nb, quot)) {
      quot--;
      addBack(at, v, nb);
    }
    setLimb(quotient, j - 1, quot);
  }
  shiftRight(remainder, u, nb, shift);
  return trimCount(quotient, steps);
}

/** Shifts n limbs left by less than 32 bits into n limbs and returns the bits pushed out. */
function shiftLimbsUp(dst: Addr, a: Addr, n: u32, bits: u32): u32 {
  let carry: u64 = 0;
  for (let i: u32 = 0; i < n; i++) {
    carry = carry | ((getLimb(a, i) as u64) << (bits as u64));
    setLimb(dst, i, carry as u32);
    carry = carry >>> 32;
  }
  return carry as u32;
}

/** Finds the greatest common divisor of two u64 values by the binary method. */
export function gcdU64(a: u64, b: u64): u64 {
  if (a == 0) return b;
  if (b == 0) return a;
  const shift = ctz<u64>(a | b);
  let x = a >> ctz<u64>(a);
  let y = b;
  // Every round removes at least one bit of y or x, so at most 128 rounds run.
  while (y != 0) {
    y = y >> ctz<u64>(y);
    if (x > y) {
      const swap = x;
      x = y;
      y = swap;
    }
    y = y - x;
  }
  return x << shift;
}

/**
 * Finds the greatest common divisor: one division brings the lengths together, then the binary
 * method runs, ending in u64 arithmetic. With m = max(na, nb): dst holds m + 1 limbs and may
 * start where a or b starts; scratch holds 5 * m + 2 limbs. The gcd with zero is the other.
 */
export function gcdLimbs(dst: Addr, a: Addr, na: u32, b: Addr, nb: u32, scratch: Addr): u32 {
  const swap = compareLimbs(a, na, b, nb) < 0;
  const size = na > nb ? na : nb;
  let x = scratch;
  let y = scratch + (size << 2);
  let nx = swap ? trimCount(b, nb) : trimCount(a, na);
  let ny = swap ? trimCount(a, na) : trimCount(b, nb);
  copyLimbs(x, swap ? b : a, nx);
  copyLimbs(y, swap ? a : b, ny);
  if (ny > 0 && nx > ny) {
    const work = y + (size << 2);
    divLimbs(work, x, x, nx, y, ny, work + (size << 2));
    nx = trimCount(x, ny);
  }
  if (nx == 0 || ny == 0) {
    const n = nx == 0 ? ny : nx;
    copyLimbs(dst, nx == 0 ? y : x, n);
    return n;
  }
  const zerosX = countTrailingZeros(x, nx);
  const zerosY = countTrailingZeros(y, ny);
  const shift = zerosX < zerosY ? zerosX : zerosY;
  nx = shiftRight(x, x, nx, zerosX);
  ny = shiftRight(y, y, ny, zerosY);
  // Both are odd here; each round drops at least one bit, so 32 * (nx + ny) rounds suffice.
  while (nx > 2 || ny > 2) {
    const order = compareLimbs(x, nx, y, ny);
    if (order == 0) return shiftLeft(dst, x, nx, shift);
    if (order < 0) {
      const other = x;
      const count = nx;
      x = y;
      nx = ny;
      y = other;
      ny = count;
    }
    nx = subLimbs(x, x, nx, y, ny);
    nx = shiftRight(x, x, nx, countTrailingZeros(x, nx));
  }
  nx = limbsFromU64(scratch, gcdU64(lowU64(x, nx), lowU64(y, ny)));
  return shiftLeft(dst, scratch, nx, shift);
}

/** Converts a magnitude to the nearest double, ties to even; too large gives infinity. */
export function limbsToF64(a: Addr, n: u32): f64 {
  const bits = bitLength(a, n);
  if (bits <= 64) return lowU64(a, n) as f64;
  if (bits > 1024) return Infinity;
  const drop = bits - 64;
  const at = drop >>> 5;
  const part = (drop & 31) as u64;
  let top: u64 = lowU64(a + (at << 2), 2);
  // The lowest of the 64 kept bits also stands for every bit dropped, to break ties rightly.
  if (part != 0) top = (top >>> part) | ((getLimb(a, at + 2) as u64) << (64 - part));
  if (countTrailingZeros(a, n) < drop) top = top | 1;
  return (top as f64) * reinterpret<f64>(((drop + 1023) as u64) << 52);
}

/** Stores the integer part of |value| (finite) as limbs; dst holds 34 limbs. */
export function limbsFromF64(dst: Addr, value: f64): u32 {
  const bits = reinterpret<u64>(value);
  const exponent = (((bits >>> 52) & 0x7ff) as i32) - 1075;
  const mantissa: u64 = (bits & 0xfffffffffffff) | 0x10000000000000;
  if (exponent < -52) return 0;
  if (exponent <= 0) return limbsFromU64(dst, mantissa >>> (-exponent as u64));
  return shiftLeft(dst, dst, limbsFromU64(dst, mantissa), exponent as u32);
}

/** Gives the number of digits whose values fit one limb in the radix, 9 for radix 10. */
export function countChunkDigits(radix: u32): u32 {
  let digits: u32 = 0;
  let power: u64 = radix as u64;
  while (power <= 0xffffffff) {
    digits++;
    power = power * (radix as u64);
  }
  return digits;
}

/** Raises a radix to a small power that fits one limb. */
function raiseRadix(radix: u32, power: u32): u32 {
  let result: u32 = 1;
  for (let i: u32 = 0; i < power; i++) result = result * radix;
  return result;
}

/** Gives the value of an ASCII digit or letter (either case): 0 to 35. */
function readDigit(byte: u32): u32 {
  return byte <= 57 ? byte - 48 : (byte | 32) - 87;
}

/**
 * Parses `length` ASCII digits, already checked to be digits of the radix (2 to 36). dst holds
 * length / countChunkDigits(radix) + 2 limbs and is disjoint from the text.
 */
export function parseDigits(dst: Addr, text: Addr, length: u32, radix: u32): u32 {
  const size = countChunkDigits(radix);
  let n: u32 = 0;
  let at: u32 = 0;
  while (at < length) {
    const left = length - at;
    const take = left < size ? left : size;
    let chunk: u32 = 0;
    for (let i: u32 = 0; i < take; i++) {
      chunk = chunk * radix + readDigit(load<u8>(text + at + i) as u32);
    }
    n = mulSmall(dst, dst, n, raiseRadix(radix, take), chunk);
    at += take;
  }
  return n;
}

/** Parses `length` checked decimal digits; dst holds length / 9 + 2 limbs. */
export function parseDecimal(dst: Addr, text: Addr, length: u32): u32 {
  return parseDigits(dst, text, length, 10);
}

/**
 * Writes the digits of a magnitude in a radix (2 to 36, lower case) as ASCII and returns how
 * many bytes it wrote. The text area holds max(1, 32 * n) bytes, or max(1, 10 * n) for radix 10
 * and above; scratch holds n limbs. Zero is written as one digit.
 */
export function formatDigits(text: Addr, a: Addr, n: u32, radix: u32, scratch: Addr): u32 {
  let count = trimCount(a, n);
  if (count == 0) {
    store<u8>(text, 48);
    return 1;
  }
  const size = countChunkDigits(radix);
  const power = raiseRadix(radix, size);
  copyLimbs(scratch, a, count);
  let length: u32 = 0;
  while (count > 0) {
    let chunk = divSmall(scratch, scratch, count, power);
    count = trimCount(scratch, count);
    // The last chunk is written without leading zeros, the others in full.
    for (let i: u32 = 0; i < size && (count > 0 || chunk != 0); i++) {
      const digit = chunk % radix;
      store<u8>(text + length, digit < 10 ? 48 + digit : 87 + digit);
      chunk = chunk / radix;
      length++;
    }
  }
  reverseBytes(text, length);
  return length;
}

/** Writes a magnitude in decimal; the text area holds max(1, 10 * n) bytes, scratch n limbs. */
export function formatDecimal(text: Addr, a: Addr, n: u32, scratch: Addr): u32 {
  return formatDigits(text, a, n, 10, scratch);
}

/** Reverses a run of bytes in place. */
function reverseBytes(start: Addr, length: u32): void {
  const half = length >>> 1;
  for (let i: u32 = 0; i < half; i++) {
    const low = start + i;
    const high = start + (length - 1 - i);
    const byte = load<u8>(low);
    store<u8>(low, load<u8>(high));
    store<u8>(high, byte);
  }
}

/** Gives limb `i` of the infinite two's complement form of a signed magnitude. */
export function signedLimbAt(a: Addr, n: u32, negative: bool, i: u32): u32 {
  const limb: u32 = i < n ? getLimb(a, i) : 0;
  if (!negative) return limb;
  const low = i < n ? i : n;
  for (let j: u32 = 0; j < low; j++) {
    if (getLimb(a, j) != 0) return ~limb;
  }
  return 0 - limb;
}

/** Gives the low 64 bits of the two's complement form of a signed magnitude. */
export function signedLowI64(a: Addr, n: u32, negative: bool): i64 {
  const low = lowU64(a, n) as i64;
  return negative ? 0 - low : low;
}

/** Tells whether a signed magnitude is in the range of i64. */
export function fitsI64(a: Addr, n: u32, negative: bool): bool {
  const count = trimCount(a, n);
  if (count > 2) return false;
  const limit: u64 = negative ? 0x8000000000000000 : 0x7fffffffffffffff;
  return lowU64(a, count) <= limit;
}

/** Applies a bitwise operation to two limbs. */
function combineLimbs(operation: u32, x: u32, y: u32): u32 {
  if (operation == BIT_AND) return x & y;
  return operation == BIT_OR ? x | y : x ^ y;
}

/** Tells whether a bitwise operation on two signed integers gives a negative one. */
export function isBitwiseNegative(operation: u32, negativeA: bool, negativeB: bool): bool {
  return combineLimbs(operation, negativeA ? 1 : 0, negativeB ? 1 : 0) != 0;
}

/**
 * Applies BIT_AND, BIT_OR or BIT_XOR to the two's complement forms of two signed magnitudes and
 * stores the magnitude of the result, whose sign isBitwiseNegative gives; in place or apart,
 * dst holds max(na, nb) + 1 limbs. The three carries are those of negation, ~x + 1.
 */
export function bitwiseSigned(
  operation: u32,
  dst: Addr,
  a: Addr,
  na: u32,
  negativeA: bool,
  b: Addr,
  nb: u32,
  negativeB: bool,
): u32 {
  const negative = isBitwiseNegative(operation, negativeA, negativeB);
  const flipA: u32 = negativeA ? 0xffffffff : 0;
  const flipB: u32 = negativeB ? 0xffffffff : 0;
  const flip: u32 = negative ? 0xffffffff : 0;
  let carryA: u64 = negativeA ? 1 : 0;
  let carryB: u64 = negativeB ? 1 : 0;
  let carry: u64 = negative ? 1 : 0;
  const count = (na > nb ? na : nb) + 1;
  for (let i: u32 = 0; i < count; i++) {
    const x: u32 = i < na ? getLimb(a, i) : 0;
    const y: u32 = i < nb ? getLimb(b, i) : 0;
    carryA = carryA + ((x ^ flipA) as u64);
    carryB = carryB + ((y ^ flipB) as u64);
    const limb = combineLimbs(operation, carryA as u32, carryB as u32);
    carry = carry + ((limb ^ flip) as u64);
    setLimb(dst, i, carry as u32);
    carryA = carryA >>> 32;
    carryB = carryB >>> 32;
    carry = carry >>> 32;
  }
  return trimCount(dst, count);
}

/**
 * Stores the magnitude of ~x = -x - 1, whose sign is the opposite of x's; in place or apart, dst
 * holds n + 1 limbs. A negative x is not zero.
 */
export function notSigned(dst: Addr, a: Addr, n: u32, negative: bool): u32 {
  if (!negative) return mulSmall(dst, a, n, 1, 1);
  let borrow: u64 = 1;
  for (let i: u32 = 0; i < n; i++) {
    const diff: u64 = (getLimb(a, i) as u64) - borrow;
    setLimb(dst, i, diff as u32);
    borrow = diff >>> 63;
  }
  return trimCount(dst, n);
}
