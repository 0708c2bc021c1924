// Primitives that a look at the operands is often enough for: the interpreter asks here before it
// calls one. Which these are, the table of primitives says.
//
// Invariant: a glance allocates nothing, raises nothing and leaves the operands as they are; where
// it answers UNDECIDED it has changed nothing.

import { atomValue } from "../../gen/kernel/layouts";
import {
  PRIM_ATOM_ADD,
  PRIM_ATOM_SWAP,
  PRIM_ATOM_VALUE,
  PRIM_CHECK_NUMBER,
  PRIM_DEREF,
  PRIM_DIVIDE,
  PRIM_GET,
  PRIM_IS_ATOM,
  PRIM_IS_INTEGER,
  PRIM_IS_NEGATIVE,
  PRIM_IS_POSITIVE,
  PRIM_IS_REDUCED,
  PRIM_IS_ZERO,
  PRIM_NTH,
  PRIM_QUOTIENT,
  PRIM_REMAINDER,
  PRIM_TO_DOUBLE,
} from "../../gen/kernel/primitives";
import { addToAtom, isAtom, swapAtom } from "../data/atom_glance";
import { elementOfVector, UNDECIDED, valueInMap } from "../data/glance";
import { Addr } from "../value/addr";
import {
  addressOf,
  areFixnums,
  areFlonums,
  decodeFlonum,
  FALSE,
  fitsFixnum,
  fixnumValue,
  isFixnum,
  isFlonum,
  makeBoolean,
  makeFixnum,
  TRUE,
  Value,
} from "../value/value";
import { primitiveGlance, setPrimitiveGlance } from "./primitive";
import { flonumOf } from "./step";

const GLANCE_GET: u32 = 1;
const GLANCE_NTH: u32 = 2;
const GLANCE_DIVIDE: u32 = 3;
const GLANCE_QUOTIENT: u32 = 4;
const GLANCE_REMAINDER: u32 = 5;
const GLANCE_IS_ZERO: u32 = 6;
const GLANCE_IS_POSITIVE: u32 = 7;
const GLANCE_IS_NEGATIVE: u32 = 8;
const GLANCE_IS_INTEGER: u32 = 9;
const GLANCE_TO_DOUBLE: u32 = 10;
const GLANCE_CHECK_NUMBER: u32 = 11;
const GLANCE_IS_REDUCED: u32 = 12;
const GLANCE_IS_ATOM: u32 = 13;
const GLANCE_ATOM_VALUE: u32 = 14;
const GLANCE_ATOM_SWAP: u32 = 15;
const GLANCE_ATOM_ADD: u32 = 16;

/** Notes in the table of primitives which of them a glance may do. */
export function writeGlances(): void {
  setPrimitiveGlance(PRIM_GET, GLANCE_GET);
  setPrimitiveGlance(PRIM_NTH, GLANCE_NTH);
  setPrimitiveGlance(PRIM_DIVIDE, GLANCE_DIVIDE);
  setPrimitiveGlance(PRIM_QUOTIENT, GLANCE_QUOTIENT);
  setPrimitiveGlance(PRIM_REMAINDER, GLANCE_REMAINDER);
  setPrimitiveGlance(PRIM_IS_ZERO, GLANCE_IS_ZERO);
  setPrimitiveGlance(PRIM_IS_POSITIVE, GLANCE_IS_POSITIVE);
  setPrimitiveGlance(PRIM_IS_NEGATIVE, GLANCE_IS_NEGATIVE);
  setPrimitiveGlance(PRIM_IS_INTEGER, GLANCE_IS_INTEGER);
  setPrimitiveGlance(PRIM_TO_DOUBLE, GLANCE_TO_DOUBLE);
  setPrimitiveGlance(PRIM_CHECK_NUMBER, GLANCE_CHECK_NUMBER);
  setPrimitiveGlance(PRIM_IS_REDUCED, GLANCE_IS_REDUCED);
  setPrimitiveGlance(PRIM_IS_ATOM, GLANCE_IS_ATOM);
  setPrimitiveGlance(PRIM_ATOM_VALUE, GLANCE_ATOM_VALUE);
  setPrimitiveGlance(PRIM_DEREF, GLANCE_ATOM_VALUE);
  setPrimitiveGlance(PRIM_ATOM_SWAP, GLANCE_ATOM_SWAP);
  setPrimitiveGlance(PRIM_ATOM_ADD, GLANCE_ATOM_ADD);
}

/** What a primitive answers for the operands below `sp` where a look is enough, or UNDECIDED. */
export function glance(p: u32, sp: Addr): Value {
  const a = load<u64>(sp - 16);
  const b = load<u64>(sp - 8);
  const kind = primitiveGlance(p);
  // the frequent ones by tests, which the processor guesses better than a switch
  if (kind == GLANCE_NTH) return elementOfVector(a, b);
  if (kind == GLANCE_GET) return valueInMap(a, b);
  switch (kind) {
    case GLANCE_DIVIDE:
      return divideSmall(a, b);
    case GLANCE_QUOTIENT:
      return quotientSmall(a, b);
    case GLANCE_REMAINDER:
      return remainderSmall(a, b);
    case GLANCE_IS_ZERO:
      return isFixnum(b) ? makeBoolean(b == 0) : UNDECIDED;
    case GLANCE_IS_POSITIVE:
      return isFixnum(b) ? makeBoolean(<i64>b > 0) : UNDECIDED;
    case GLANCE_IS_NEGATIVE:
      return isFixnum(b) ? makeBoolean(<i64>b < 0) : UNDECIDED;
    case GLANCE_IS_INTEGER:
      return isFixnum(b) ? TRUE : UNDECIDED;
    case GLANCE_TO_DOUBLE:
      return isFlonum(b) ? b : UNDECIDED;
    case GLANCE_CHECK_NUMBER:
      return isFixnum(b) || isFlonum(b) ? b : UNDECIDED;
    case GLANCE_IS_REDUCED:
      return (b & 3) != 1 ? FALSE : UNDECIDED;
    case GLANCE_IS_ATOM:
      return makeBoolean(isAtom(b));
    case GLANCE_ATOM_VALUE:
      return isAtom(b) ? atomValue(addressOf(b)) : UNDECIDED;
    case GLANCE_ATOM_SWAP:
      return swapAtom(load<u64>(sp - 24), a, b);
    case GLANCE_ATOM_ADD:
      return addToAtom(a, b);
    default:
      return UNDECIDED;
  }
}

/** The quotient of small numbers, or UNDECIDED where it is a ratio, an error or too large. */
export function divideSmall(a: Value, b: Value): Value {
  if (areFlonums(a, b)) return flonumOf(decodeFlonum(a) / decodeFlonum(b));
  if (!areFixnums(a, b) || b == 0) return UNDECIDED;
  const quotient = fixnumValue(a) / fixnumValue(b);
  if (quotient * fixnumValue(b) != fixnumValue(a)) return UNDECIDED;
  return fitsFixnum(quotient) ? makeFixnum(quotient) : UNDECIDED;
}

/** The quotient of fixnums cut off toward zero, or UNDECIDED. */
export function quotientSmall(a: Value, b: Value): Value {
  if (!areFixnums(a, b) || b == 0) return UNDECIDED;
  const quotient = fixnumValue(a) / fixnumValue(b);
  return fitsFixnum(quotient) ? makeFixnum(quotient) : UNDECIDED;
}

/** What the quotient of fixnums leaves, or UNDECIDED. */
export function remainderSmall(a: Value, b: Value): Value {
  return areFixnums(a, b) && b != 0 ? makeFixnum(fixnumValue(a) % fixnumValue(b)) : UNDECIDED;
}
