// The write barrier: the one way into a cell of an object that may be shared. A cell of the
// shared heap never holds a nursery's value (I1), so the value is promoted first; a cell of a
// nursery takes any value of its own actor.
//
// Mutable objects that have moved leave a forwarding behind; readers and writers of their cells
// follow it with `resolve`. An address from before a promotion may be one of the left originals.
//
// A young cycle does not look at old objects again, so one that is written is logged: its mark
// bit is taken away, which also keeps it from being logged twice, and the cycle scans it from the
// log. Where the log cannot grow, the next cycle is a full one.
//
// A pointer is stored atomically: whoever reads it on another worker then finds what it points to
// complete.
//
// Invariant: a store that answers a word cannot fail any more; one that answers the sentinel has
// changed nothing.

import { CONTEXT_LOG_LOST, context } from "../context";
import { Addr } from "../value/addr";
import { addressOf, isPointer, makeBoolean, SENTINEL, TAG_OBJECT, Value } from "../value/value";
import { forwardingOf, isForwarded } from "./kinds";
import { clearMark, isMarked } from "./marks";
import { promote } from "./promote";
import { isInNursery } from "./space";
import { pushLog } from "./worklist";

/** Where an object lives now. */
export function resolve(o: Addr): Addr {
  let at = o;
  while (isForwarded(at)) at = forwardingOf(at);
  return at;
}

/**
 * The word that may be stored into cells of `o`, or the sentinel with NEED. Who stores several
 * values prepares them all before the first store; none of those stores fails then.
 */
export function prepareStore(o: Addr, x: Value): Value {
  return isInNursery(resolve(o)) ? x : promote(x);
}

/** Stores into the cell at `offset`; answers the word stored, or the sentinel with NEED. */
export function storeCell(o: Addr, offset: u32, x: Value): Value {
  const target = resolve(o);
  if (isInNursery(target)) {
    store<u64>(target + offset, x);
    return x;
  }
  const word = promote(x);
  if (word == SENTINEL && x != SENTINEL) return SENTINEL;
  if (isMarked(target)) logObject(target);
  if (isPointer(word)) atomic.store<u64>(target + offset, word);
  else store<u64>(target + offset, word);
  return word;
}

/**
 * Stores into a cell of a shared object that never moves if it still holds `old`; TRUE, or FALSE
 * when it does not, or the sentinel with NEED.
 */
export function swapCell(o: Addr, offset: u32, old: Value, x: Value): Value {
  const word = promote(x);
  if (word == SENTINEL && x != SENTINEL) return SENTINEL;
  if (isMarked(o)) logObject(o);
  return makeBoolean(atomic.cmpxchg<u64>(o + offset, old, word) == old);
}

/**
 * Makes `child` the child at `offset` of a trie's node, 4 bytes that hold its address; false with
 * NEED.
 */
export function storeChild(o: Addr, offset: u32, child: Addr): bool {
  const target = resolve(o);
  if (isInNursery(target)) {
    store<u32>(target + offset, child);
    return true;
  }
  const word = promote(<u64>(child | TAG_OBJECT));
  if (word == SENTINEL) return false;
  if (isMarked(target)) logObject(target);
  atomic.store<u32>(target + offset, addressOf(word));
  return true;
}

/** To be called before a shared object's cells are written in another way than by storeCell. */
export function logObject(o: Addr): void {
  clearMark(o);
  if (!pushLog(o)) store<u32>(context, 1, CONTEXT_LOG_LOST);
}
