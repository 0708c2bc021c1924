// Murmur3 x86_32 and the Java hash codes as Clojure 1.11 combines them, so that hashes, and with
// them the iteration order of hash maps and sets, agree with the JVM bit for bit.
// All functions are pure, allocate nothing and wrap modulo 2^32 like Java's int. Results are i32.
// Text is given as a raw address and a count of characters: Latin-1 (one byte each) or UTF-16
// units (two bytes each, little-endian). Arbitrary big integers are given as a sign and a
// magnitude of little-endian u32 limbs without leading zero limbs.

import { Addr } from "./addr";

/** Scrambles one 32-bit block before it enters the hash state. */
export function mixK1(k1: u32): u32 {
  return rotl<u32>(k1 * 0xcc9e2d51, 15) * 0x1b873593;
}

/** Folds a scrambled block into the hash state. */
export function mixH1(h1: u32, k1: u32): u32 {
  return rotl<u32>(h1 ^ k1, 13) * 5 + 0xe6546b64;
}

/** Finishes a hash state over `length` input bytes (or elements, for collections). */
export function fmix(h1: u32, length: u32): i32 {
  let h: u32 = h1 ^ length;
  h = (h ^ (h >>> 16)) * 0x85ebca6b;
  h = (h ^ (h >>> 13)) * 0xc2b2ae35;
  return (h ^ (h >>> 16)) as i32;
}

/** Hashes a 32-bit integer as Murmur3.hashInt does; zero hashes to zero. */
export function hashInt(value: i32): i32 {
  if (value == 0) return 0;
  return fmix(mixH1(0, mixK1(value as u32)), 4);
}

/** Hashes a 64-bit integer as Murmur3.hashLong does; zero hashes to zero. */
export function hashLong(value: i64): i32 {
  if (value == 0) return 0;
  const low: u32 = value as u32;
  const high: u32 = ((value as u64) >>> 32) as u32;
  return fmix(mixH1(mixH1(0, mixK1(low)), mixK1(high)), 8);
}

/** Hashes Latin-1 text as Murmur3.hashUnencodedChars does (used for symbol names). */
export function hashCharsLatin1(text: Addr, count: u32): i32 {
  let h1: u32 = 0;
  const pairs: u32 = count & ~1;
  for (let i: u32 = 0; i < pairs; i += 2) {
    const k1: u32 = (load<u8>(text + i) as u32) | ((load<u8>(text + i, 1) as u32) << 16);
    h1 = mixH1(h1, mixK1(k1));
  }
  if (count & 1) h1 = h1 ^ mixK1(load<u8>(text + pairs) as u32);
  return fmix(h1, count << 1);
}

/** Hashes UTF-16 units as Murmur3.hashUnencodedChars does (used for symbol names). */
export function hashCharsUtf16(text: Addr, count: u32): i32 {
  let h1: u32 = 0;
  const pairs: u32 = count & ~1;
  for (let i: u32 = 0; i < pairs; i += 2) {
    const at: Addr = text + (i << 1);
    const k1: u32 = (load<u16>(at) as u32) | ((load<u16>(at, 2) as u32) << 16);
    h1 = mixH1(h1, mixK1(k1));
  }
  if (count & 1) h1 = h1 ^ mixK1(load<u16>(text + (pairs << 1)) as u32);
  return fmix(h1, count << 1);
}

/** Computes Java's String.hashCode over Latin-1 bytes. */
export function javaStringHashLatin1(text: Addr, count: u32): i32 {
  let h: i32 = 0;
  for (let i: u32 = 0; i < count; i++) h = 31 * h + (load<u8>(text + i) as i32);
  return h;
}

/** Computes Java's String.hashCode over UTF-16 units. */
export function javaStringHashUtf16(text: Addr, count: u32): i32 {
  let h: i32 = 0;
  for (let i: u32 = 0; i < count; i++) h = 31 * h + (load<u16>(text + (i << 1)) as i32);
  return h;
}

/** Hashes a Latin-1 string as clojure.core/hash does. */
export function hashStringLatin1(text: Addr, count: u32): i32 {
  return hashInt(javaStringHashLatin1(text, count));
}

/** Hashes a UTF-16 string as clojure.core/hash does. */
export function hashStringUtf16(text: Addr, count: u32): i32 {
  return hashInt(javaStringHashUtf16(text, count));
}

/** Mixes two hashes as Util.hashCombine does; the right shift is arithmetic. */
export function hashCombine(seed: i32, hash: i32): i32 {
  return seed ^ (hash + (0x9e3779b9 as i32) + (seed << 6) + (seed >> 2));
}

/**
 * Combines a symbol's name hash (hashChars...) and its namespace's Java string hash (0 when the
 * symbol has no namespace) into the symbol's hash.
 */
export function hashSymbol(nameHash: i32, namespaceHash: i32): i32 {
  return hashCombine(nameHash, namespaceHash);
}

/** Derives a keyword's hash from the hash of its symbol. */
export function hashKeyword(symbolHash: i32): i32 {
  return symbolHash + (0x9e3779b9 as i32);
}

/** Computes Java's Double.hashCode; every NaN counts as the canonical one. */
export function javaHashDouble(value: f64): i32 {
  const bits: u64 = value != value ? 0x7ff8000000000000 : reinterpret<u64>(value);
  return (bits ^ (bits >>> 32)) as i32;
}

/** Hashes a double as clojure.core/hash does: Double.hashCode, with -0.0 equal to 0.0. */
export function hashDouble(value: f64): i32 {
  return value == 0 ? 0 : javaHashDouble(value);
}

/** Hashes a float as clojure.core/hash does: Float.hashCode, with -0.0 equal to 0.0. */
export function hashFloat(value: f32): i32 {
  if (value == 0) return 0;
  return value != value ? 0x7fc00000 : reinterpret<i32>(value);
}

/** Computes Java's BigInteger.hashCode of a signed magnitude of `n` trimmed limbs. */
export function javaHashBigInteger(magnitude: Addr, n: u32, negative: bool): i32 {
  let h: i32 = 0;
  for (let i: u32 = n; i > 0; i--) h = 31 * h + (load<u32>(magnitude + ((i - 1) << 2)) as i32);
  return negative ? -h : h;
}

/** Hashes a ratio from the BigInteger hash codes of its two parts. */
export function hashRatio(numeratorHash: i32, denominatorHash: i32): i32 {
  return numeratorHash ^ denominatorHash;
}

/** Hashes a decimal, stripped of trailing zeros, from its unscaled value's hash code and scale. */
export function hashDecimal(unscaledHash: i32, scale: i32): i32 {
  return 31 * unscaledHash + scale;
}

/** Finishes a collection hash over `count` elements as Murmur3.mixCollHash does. */
export function mixCollHash(hash: i32, count: u32): i32 {
  return fmix(mixH1(0, mixK1(hash as u32)), count);
}

/** Gives the state an ordered collection hash starts from. */
export function beginOrdered(): i32 {
  return 1;
}

/** Adds the next element's hash to an ordered collection state. */
export function stepOrdered(state: i32, elementHash: i32): i32 {
  return 31 * state + elementHash;
}

/** Gives the state an unordered collection hash starts from. */
export function beginUnordered(): i32 {
  return 0;
}

/** Adds an element's hash to an unordered collection state. */
export function stepUnordered(state: i32, elementHash: i32): i32 {
  return state + elementHash;
}

/** Hashes a map entry, which is an ordered collection of its key and its value. */
export function hashEntry(keyHash: i32, valueHash: i32): i32 {
  return mixCollHash(stepOrdered(stepOrdered(beginOrdered(), keyHash), valueHash), 2);
}
