// Lazy sequences and delays: wait cells that hold a function until somebody asks for the value.
//
//   state nil       not asked for yet; content is the function
//   state a number  being computed by the actor of that record; content is the function
//   state false     content is what the function answered (of a lazy-seq: any value)
//   state true      lazy-seq only: content is a sequence that is not lazy, or nil
//
// The actor that computes a cell and asks for it again runs the function again, as on the JVM;
// another actor waits (outcome WAIT) and looks again when it is woken. Receivers are resolved
// here. A sequence realized once never changes, so its hash may be cached in the header.
//
// In the shared heap several workers may ask at once: the state goes from nil to a number by
// compare-and-set, and content is written before the state that says what it is.

import {
  DELAY_CONTENT,
  DELAY_STATE,
  initLazySeqMeta,
  KIND_DELAY,
  KIND_LAZY_SEQ,
  LAZY_SEQ_CONTENT,
  LAZY_SEQ_STATE,
} from "../../gen/kernel/layouts";
import { joinCellWaits, wakeCells } from "../actor/cell_wait";
import { actorOfId, idOf } from "../actor/pid";
import { CONTEXT_ACTOR, context, wait } from "../context";
import { allocateObject } from "../heap/allocate";
import { resolve, storeCell } from "../heap/barrier";
import { isInNursery } from "../heap/space";
import { Addr } from "../value/addr";
import {
  FALSE,
  isFixnum,
  makePointer,
  NIL,
  SENTINEL,
  TAG_OBJECT,
  TRUE,
  Value,
} from "../value/value";

const LAZY_SEQ_BYTES: u32 = 32;
const DELAY_BYTES: u32 = 24;

/** State and content lie at the same place in both kinds. */
const STATE: u32 = LAZY_SEQ_STATE;
const CONTENT: u32 = LAZY_SEQ_CONTENT;

function makeLazy(state: Value, content: Value, meta: Value): Value {
  const o = allocateObject(KIND_LAZY_SEQ, LAZY_SEQ_BYTES);
  store<u64>(o, state, STATE);
  store<u64>(o, content, CONTENT);
  initLazySeqMeta(o, meta);
  return makePointer(o, TAG_OBJECT);
}

/** A lazy sequence of what calling f will answer. */
export function makeLazySeq(f: Value): Value {
  return makeLazy(NIL, f, NIL);
}

/** A lazy sequence already settled on `s`, a sequence or nil, with metadata. */
export function makeSettled(s: Value, meta: Value): Value {
  return makeLazy(TRUE, s, meta);
}

export function makeDelay(f: Value): Value {
  const o = allocateObject(KIND_DELAY, DELAY_BYTES);
  store<u64>(o, NIL, DELAY_STATE);
  store<u64>(o, f, DELAY_CONTENT);
  return makePointer(o, TAG_OBJECT);
}

function stateOf(o: Addr): Value {
  return atomic.load<u64>(o, STATE);
}

/** Writes the state of a cell whose content is there, or given up. */
function setState(o: Addr, state: Value): void {
  if (isInNursery(o)) store<u64>(o, state, STATE);
  else atomic.store<u64>(o, state, STATE);
}

/** Is the sequence that the cell stands for known? */
export function isSettled(cell: Addr): bool {
  return stateOf(resolve(cell)) == TRUE;
}

/** Has the function answered? */
export function isRealized(cell: Addr): bool {
  const state = stateOf(resolve(cell));
  return state == TRUE || state == FALSE;
}

/** The value of a realized cell. */
export function lazyContent(cell: Addr): Value {
  return load<u64>(resolve(cell), CONTENT);
}

/** The running actor as the state of a cell. */
function self(): Value {
  return idOf(load<u32>(context, CONTEXT_ACTOR));
}

/** Answers the function to run, the cell being busy then; nil if the value is there. */
export function beginLazy(cell: Addr): Value {
  const o = resolve(cell);
  let hasJoined = false;
  while (true) {
    const state = stateOf(o);
    if (state == TRUE || state == FALSE) return NIL;
    if (isFixnum(state) && state != self() && actorOfId(state) != 0) {
      if (hasJoined) return wait();
      joinCellWaits(); // and look once more
      hasJoined = true;
    } else if (isInNursery(o)) {
      store<u64>(o, self(), STATE); // no pointer: needs no barrier
      return load<u64>(o, CONTENT);
    } else if (atomic.cmpxchg<u64>(o, state, self(), STATE) == state) {
      return load<u64>(o, CONTENT);
    }
  }
}

/** Stores what the function answered, unless an inner run was first; answers what is there. */
export function endLazy(cell: Addr, x: Value, settled: bool): Value {
  const o = resolve(cell);
  if (isRealized(o)) return load<u64>(o, CONTENT);
  const word = storeCell(o, CONTENT, x);
  if (word == SENTINEL) return SENTINEL;
  setState(o, settled ? TRUE : FALSE);
  wakeCells();
  return word;
}

/** The function has thrown: whoever asks next runs it again. */
export function failLazy(cell: Addr): void {
  const o = resolve(cell);
  if (isRealized(o)) return;
  setState(o, NIL);
  wakeCells();
}

/** Replaces the value by the sequence it stands for; answers that. */
export function settleLazy(cell: Addr, s: Value): Value {
  const o = resolve(cell);
  const word = storeCell(o, CONTENT, s);
  if (word != SENTINEL) setState(o, TRUE);
  return word;
}
