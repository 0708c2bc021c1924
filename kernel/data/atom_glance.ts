// The glances of swap! at an atom. swapAtom sets the value that its function has computed where
// there is nothing else to do than that; addToAtom does the whole of what counters do. Primitives
// do it where the value must be promoted first, the atom be noted for the collector, or somebody
// watches it.

import { ATOM_VALIDATOR, ATOM_VALUE, ATOM_WATCHES, KIND_ATOM } from "../../gen/kernel/layouts";
import { kindOf } from "../heap/kinds";
import { isMarked } from "../heap/marks";
import { isInNursery } from "../heap/space";
import { isOthersTurn } from "../stm/turn";
import { addressOf, isFixnum, isPointer, NIL, TAG_OBJECT, TRUE, Value } from "../value/value";
import { addSmall } from "../vm/step";
import { isAlone } from "../worker/workers";
import { UNDECIDED } from "./glance";

export function isAtom(x: Value): bool {
  return (<u32>x & 7) == TAG_OBJECT && kindOf(addressOf(x)) == KIND_ATOM;
}

/** Sets an atom's value if it is the word `old`: TRUE, or UNDECIDED when nothing was done. */
export function swapAtom(x: Value, old: Value, value: Value): Value {
  if (!isAtom(x)) return UNDECIDED;
  const o = addressOf(x);
  if (load<u64>(o, ATOM_VALIDATOR) != NIL || load<u64>(o, ATOM_WATCHES) != NIL) return UNDECIDED;
  if (isPointer(value) && (isMarked(o) || isInNursery(addressOf(value)))) return UNDECIDED;
  if (isOthersTurn(o)) return UNDECIDED;
  if (!isAlone()) {
    return atomic.cmpxchg<u64>(o, old, value, ATOM_VALUE) == old ? TRUE : UNDECIDED;
  }
  if (load<u64>(o, ATOM_VALUE) != old) return UNDECIDED;
  store<u64>(o, value, ATOM_VALUE);
  return TRUE;
}

/** Attempts of addToAtom: where others are faster so often, they are to be given way. */
const ATTEMPTS: u32 = 8;

/** Adds a small integer to an atom's; the sum, or UNDECIDED when nothing was done. */
export function addToAtom(x: Value, n: Value): Value {
  if (!isAtom(x)) return UNDECIDED;
  const o = addressOf(x);
  if (load<u64>(o, ATOM_VALIDATOR) != NIL || load<u64>(o, ATOM_WATCHES) != NIL) return UNDECIDED;
  if (isOthersTurn(o)) return UNDECIDED;
  const alone = isAlone();
  for (let i: u32 = 0; i < ATTEMPTS; i++) {
    const old = load<u64>(o, ATOM_VALUE);
    const sum = isFixnum(old) ? addSmall(old, n) : UNDECIDED;
    if (!isFixnum(sum)) return UNDECIDED;
    if (alone) {
      store<u64>(o, sum, ATOM_VALUE);
      return sum;
    }
    if (atomic.cmpxchg<u64>(o, old, sum, ATOM_VALUE) == old) return sum;
  }
  return UNDECIDED;
}
