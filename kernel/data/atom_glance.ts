// The glance of swap! at an atom: sets the value that its function has computed where there is
// nothing else to do than that. The primitive does it where the value must be promoted first, the
// atom be noted for the collector, or somebody watches it.

import { ATOM_VALIDATOR, ATOM_VALUE, ATOM_WATCHES, KIND_ATOM } from "../../gen/kernel/layouts";
import { kindOf } from "../heap/kinds";
import { isMarked } from "../heap/marks";
import { isInNursery } from "../heap/space";
import { isOthersTurn } from "../stm/turn";
import { addressOf, isPointer, NIL, TAG_OBJECT, TRUE, Value } from "../value/value";
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
  if (isMarked(o) || (isPointer(value) && isInNursery(addressOf(value)))) return UNDECIDED;
  if (isOthersTurn(o)) return UNDECIDED;
  if (!isAlone()) {
    return atomic.cmpxchg<u64>(o, old, value, ATOM_VALUE) == old ? TRUE : UNDECIDED;
  }
  if (load<u64>(o, ATOM_VALUE) != old) return UNDECIDED;
  store<u64>(o, value, ATOM_VALUE);
  return TRUE;
}
