// Big integers on the heap: sign and magnitude over the limb arithmetic of value/limbs.
//
// Functions take and answer addresses of bigint objects. A result is opened with room for the
// most limbs it can have and closed with those it has; scratch is taken in between, and closing
// gives scratch and unused room back. So between open and close only scratch may be allocated.
//
// Invariants: a closed bigint has no leading zero limbs, its padding is 0 and zero has sign 0.
// Whoever can meet large operands asks canTake first: then no allocation here fails.

import {
  BIGINT_TAIL,
  bigintBytes,
  bigintSign,
  initBigintBytes,
  initBigintSign,
  KIND_BIGINT,
} from "../../gen/kernel/layouts";
import { CONTEXT_ALLOCATE, CONTEXT_LIMIT, CONTEXT_NURSERY, context } from "../context";
import { allocate, allocateLargeObject, allocateObject, SMALL_BYTES } from "../heap/allocate";
import {
  BLOCK_BYTES,
  BLOCK_SHIFT,
  BLOCK_STACK,
  blockAddr,
  blockOf,
  canTakeRun,
  freeRun,
  takeRun,
} from "../heap/space";
import { Addr } from "../value/addr";
import {
  addLimbs,
  compareLimbs,
  copyLimbs,
  divLimbs,
  fitsI64,
  gcdLimbs,
  limbsFromU64,
  mulLimbs,
  mulSmall,
  setLimb,
  signedLowI64,
  subLimbs,
  trimCount,
} from "../value/limbs";
import { makePointer, TAG_OBJECT, Value } from "../value/value";

/** At most so many pieces are taken at a time, each of which may begin a block. */
const LARGE_PIECES: u32 = 8;

const TEN_TO_9: u32 = 1000000000;

/** Scratch with blocks of its own, linked through the word before each area. */
let largeScratch: Addr = 0;

/**
 * Can objects and scratch of `bytes` in all be made now, each in one piece? If not, the primitive
 * answers need(bytes).
 */
export function canTake(bytes: u64): bool {
  if (bytes <= SMALL_BYTES) return true;
  return bytes < 0xfff00000 && canTakeRun(<u32>(bytes >> BLOCK_SHIFT) + LARGE_PIECES);
}

/** Blocks of their own for a large area of scratch; contents start 8 bytes in. */
function takeLargeScratch(bytes: u32): Addr {
  const block = takeRun((bytes + 8 + BLOCK_BYTES - 1) / BLOCK_BYTES, BLOCK_STACK);
  if (block == 0) unreachable(); // canTake has said that there is
  return blockAddr(block) + 8;
}

/** Room for `limbs` limbs that is dead once the open bigint is closed. */
export function takeScratch(limbs: u32): Addr {
  const bytes = ((limbs << 2) + 7) & ~7;
  if (bytes <= SMALL_BYTES) return allocate(bytes);
  const at = takeLargeScratch(bytes);
  store<u64>(at - 8, <u64>largeScratch);
  largeScratch = at;
  return at;
}

function dropLargeScratch(): void {
  while (largeScratch != 0) {
    const next = <u32>load<u64>(largeScratch - 8);
    freeRun(blockOf(largeScratch));
    largeScratch = next;
  }
}

/** A bigint with room for `limbs` limbs, to be closed. */
export function openBigint(limbs: u32): Addr {
  const bytes = (BIGINT_TAIL + (limbs << 2) + 7) & ~7;
  if (bytes <= SMALL_BYTES) return allocateObject(KIND_BIGINT, bytes);
  const o = allocateLargeObject(KIND_BIGINT, bytes);
  if (o == 0) unreachable(); // canTake has said that there is
  return o;
}

/** Finishes an open bigint whose first n limbs, trimmed, are its magnitude. */
export function closeBigint(o: Addr, n: u32, negative: bool): Addr {
  const sign: i64 = n == 0 ? 0 : negative ? -1 : 1;
  initBigintSign(o, <u64>sign);
  initBigintBytes(o, <u64>(n << 2));
  if (n & 1) setLimb(limbsOf(o), n, 0);
  if (largeScratch != 0) dropLargeScratch();
  const inChunk = o > load<u32>(context, CONTEXT_NURSERY) && o < load<u32>(context, CONTEXT_LIMIT);
  if (inChunk) store<u32>(context, o + BIGINT_TAIL + (((n << 2) + 7) & ~7), CONTEXT_ALLOCATE);
  return o;
}

export function limbsOf(o: Addr): Addr {
  return o + BIGINT_TAIL;
}

export function limbCount(o: Addr): u32 {
  return <u32>bigintBytes(o) >>> 2;
}

export function isNegativeBigint(o: Addr): bool {
  return <i64>bigintSign(o) < 0;
}

export function isZeroBigint(o: Addr): bool {
  return bigintSign(o) == 0;
}

export function signOfBigint(o: Addr): i32 {
  return <i32>bigintSign(o);
}

export function isOneBigint(o: Addr): bool {
  return bigintSign(o) == 1 && bigintBytes(o) == 4 && load<u32>(o, BIGINT_TAIL) == 1;
}

export function makeBigintValue(o: Addr): Value {
  return makePointer(o, TAG_OBJECT);
}

/** A bigint of the n limbs (not necessarily trimmed) at `limbs`. */
export function makeBigint(limbs: Addr, n: u32, negative: bool): Value {
  const count = trimCount(limbs, n);
  const o = openBigint(count);
  copyLimbs(limbsOf(o), limbs, count);
  return makeBigintValue(closeBigint(o, count, negative));
}

export function bigintFromU64(magnitude: u64, negative: bool): Addr {
  const o = openBigint(2);
  return closeBigint(o, limbsFromU64(limbsOf(o), magnitude), negative);
}

export function bigintFromI64(n: i64): Addr {
  return bigintFromU64(n < 0 ? <u64>(0 - n) : <u64>n, n < 0);
}

export function fitsLong(o: Addr): bool {
  return fitsI64(limbsOf(o), limbCount(o), isNegativeBigint(o));
}

/** The low 64 bits in two's complement: the value itself if it fits a long. */
export function lowBitsOfBigint(o: Addr): i64 {
  return signedLowI64(limbsOf(o), limbCount(o), isNegativeBigint(o));
}

/** Compares signed: -1, 0 or 1. */
export function compareBigints(a: Addr, b: Addr): i32 {
  const sa = signOfBigint(a);
  const sb = signOfBigint(b);
  if (sa != sb) return sa < sb ? -1 : 1;
  const order = compareLimbs(limbsOf(a), limbCount(a), limbsOf(b), limbCount(b));
  return sa < 0 ? -order : order;
}

export function compareMagnitudes(a: Addr, b: Addr): i32 {
  return compareLimbs(limbsOf(a), limbCount(a), limbsOf(b), limbCount(b));
}

export function negateBigint(a: Addr): Addr {
  const n = limbCount(a);
  const o = openBigint(n);
  copyLimbs(limbsOf(o), limbsOf(a), n);
  return closeBigint(o, n, !isNegativeBigint(a));
}

export function addBigints(a: Addr, b: Addr): Addr {
  return addSigned(a, b, isNegativeBigint(b));
}

export function subBigints(a: Addr, b: Addr): Addr {
  return addSigned(a, b, !isNegativeBigint(b));
}

/** Adds a and the magnitude of b with the sign given. */
function addSigned(a: Addr, b: Addr, negativeB: bool): Addr {
  const na = limbCount(a);
  const nb = limbCount(b);
  const negativeA = isNegativeBigint(a);
  const o = openBigint((na > nb ? na : nb) + 1);
  const dst = limbsOf(o);
  if (negativeA == negativeB) {
    return closeBigint(o, addLimbs(dst, limbsOf(a), na, limbsOf(b), nb), negativeA);
  }
  if (compareMagnitudes(a, b) >= 0) {
    return closeBigint(o, subLimbs(dst, limbsOf(a), na, limbsOf(b), nb), negativeA);
  }
  return closeBigint(o, subLimbs(dst, limbsOf(b), nb, limbsOf(a), na), negativeB);
}

export function mulBigints(a: Addr, b: Addr): Addr {
  const na = limbCount(a);
  const nb = limbCount(b);
  const o = openBigint(na + nb);
  const n = mulLimbs(limbsOf(o), limbsOf(a), na, limbsOf(b), nb);
  return closeBigint(o, n, isNegativeBigint(a) != isNegativeBigint(b));
}

/** The quotient, truncated towards zero; b is not zero. */
export function quotBigints(a: Addr, b: Addr): Addr {
  const na = limbCount(a);
  const nb = limbCount(b);
  const o = openBigint(na < nb ? 1 : na - nb + 1);
  const remainder = takeScratch(nb);
  const scratch = takeScratch(na + nb + 1);
  const n = divLimbs(limbsOf(o), remainder, limbsOf(a), na, limbsOf(b), nb, scratch);
  return closeBigint(o, n, isNegativeBigint(a) != isNegativeBigint(b));
}

/** What quotBigints leaves, with the sign of a; b is not zero. */
export function remBigints(a: Addr, b: Addr): Addr {
  const na = limbCount(a);
  const nb = limbCount(b);
  const o = openBigint(nb);
  const quotient = takeScratch(na < nb ? 1 : na - nb + 1);
  const scratch = takeScratch(na + nb + 1);
  divLimbs(quotient, limbsOf(o), limbsOf(a), na, limbsOf(b), nb, scratch);
  return closeBigint(o, trimCount(limbsOf(o), nb), isNegativeBigint(a));
}

/** The greatest common divisor, never negative. */
export function gcdBigints(a: Addr, b: Addr): Addr {
  const na = limbCount(a);
  const nb = limbCount(b);
  const size = na > nb ? na : nb;
  const o = openBigint(size + 1);
  const scratch = takeScratch(5 * size + 2);
  return closeBigint(o, gcdLimbs(limbsOf(o), limbsOf(a), na, limbsOf(b), nb, scratch), false);
}

/** 10^power. */
export function raiseTen(power: u32): Addr {
  const o = openBigint(power / 9 + 2);
  const dst = limbsOf(o);
  let n = limbsFromU64(dst, 1);
  let left = power;
  while (left >= 9) {
    n = mulSmall(dst, dst, n, TEN_TO_9, 0);
    left -= 9;
  }
  while (left > 0) {
    n = mulSmall(dst, dst, n, 10, 0);
    left--;
  }
  return closeBigint(o, n, false);
}
