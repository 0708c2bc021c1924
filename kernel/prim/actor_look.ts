// Primitives for tools that look at all actors (tables/primitives/actor.ts).
//
// Figures of others are read where they lie, one aligned word each, while their owners go on: they
// may be a slice old. What needs the owner's word is asked for by a signal (kernel/actor/info.ts).

import { RAISE_INDEX_OUT_OF_BOUNDS } from "../../gen/kernel/opcodes";
import {
  ACTOR_MODE,
  ACTOR_STATE,
  ACTOR_USED,
  MODE_EXITING,
  MODE_SUPERVISES,
  nurseryBlocks,
  recordAt,
  recordCount,
  STATE_ENDED,
  STATE_FREE,
} from "../actor/actor";
import { countAlarms } from "../actor/alarm";
import { queueLength } from "../actor/mailbox";
import { makePid } from "../actor/pid";
import { countTimers } from "../actor/timer";
import { raise } from "../context";
import { EMPTY_VECTOR } from "../data/fixed";
import { vectorConj } from "../data/vector";
import { BLOCK_SHIFT } from "../heap/space";
import { makeLong } from "../number/integer";
import { Addr } from "../value/addr";
import { addressOf, fixnumValue, isFixnum, makeFixnum, NIL, Value } from "../value/value";
import { ACTOR_STACK_BYTES } from "../vm/frame";

const FIGURE_QUEUE: u32 = 1;
const FIGURE_REDUCTIONS: u32 = 2;
const FIGURE_SUPERVISES: u32 = 3;

/** Records looked at in one call. */
const PIECE: u32 = 1024;

/** Is there an actor that runs Lisp in the record? The host's, the first one, does not. */
function isAlive(actor: Addr): bool {
  const state = load<u32>(actor, ACTOR_STATE);
  return (
    state != STATE_FREE &&
    state != STATE_ENDED &&
    (load<u32>(actor, ACTOR_MODE) & MODE_EXITING) == 0
  );
}

function figureOf(actor: Addr, which: u32): i64 {
  if (which == FIGURE_QUEUE) return <i64>queueLength(actor);
  if (which == FIGURE_REDUCTIONS) return <i64>load<u64>(actor, ACTOR_USED);
  if (which == FIGURE_SUPERVISES) {
    return (load<u32>(actor, ACTOR_MODE) & MODE_SUPERVISES) != 0 ? 1 : 0;
  }
  return ((<i64>nurseryBlocks(actor)) << BLOCK_SHIFT) + <i64>load<u32>(actor, ACTOR_STACK_BYTES);
}

export function primTimerCount(): Value {
  return makeFixnum(<i64>(countTimers() + countAlarms()));
}

export function primActorFigures(which: Value, from: Value, above: Value): Value {
  const isRight = isFixnum(which) && isFixnum(from) && isFixnum(above);
  if (!isRight || <u32>fixnumValue(which) > FIGURE_SUPERVISES) {
    return raise(RAISE_INDEX_OUT_OF_BOUNDS, which, makeFixnum(4), NIL);
  }
  const least = fixnumValue(above);
  let i = <u32>fixnumValue(from);
  let end = i + PIECE;
  const count = recordCount();
  if (end > count) end = count;
  let found: Value = vectorConj(addressOf(EMPTY_VECTOR), end < count ? makeFixnum(end) : NIL);
  for (; i < end; i++) {
    const actor = recordAt(i);
    if (!isAlive(actor)) continue;
    const figure = figureOf(actor, <u32>fixnumValue(which));
    if (figure <= least) continue;
    found = vectorConj(addressOf(found), makePid(actor));
    found = vectorConj(addressOf(found), makeLong(figure));
  }
  return found;
}
