// The end of an actor. Its inbox is closed first, so that nothing comes any more; then its name is
// given back, its links and monitors are told, and what had come before is answered as a dead
// actor would. Only then is its record free for another.
//
// All that is done in steps, a slice after the other, so that an actor with 100,000 links holds
// nobody up. A step that runs short of memory is done again as a whole: a signal may come twice
// then, but the first one ends what the second is about.
//
// Invariants: an actor that is being taken apart has no frames and runs no code; its place among
// the links or monitors is in ACTOR_DICTIONARY.

import { TRACE_EXIT } from "../../gen/kernel/events";
import { ATOM_VALUE, KIND_MAIL } from "../../gen/kernel/layouts";
import { mapDissoc, mapGet } from "../data/map";
import { mapEntries } from "../data/map_seq";
import { nodeSize, nodeSlot } from "../data/node";
import { worldRoot } from "../data/world";
import { swapCell } from "../heap/barrier";
import { kindOf } from "../heap/kinds";
import { endTransaction } from "../stm/transaction";
import { endTurn } from "../stm/turn";
import { Addr } from "../value/addr";
import { addressOf, FALSE, makeFixnum, NIL, SENTINEL, Value } from "../value/value";
import { ACTOR_FP, ACTOR_SP, ACTOR_STACK } from "../vm/frame";
import {
  ACTOR_BLOCKED,
  ACTOR_COUNTED,
  ACTOR_DICTIONARY,
  ACTOR_EXIT_PHASE,
  ACTOR_LINKS,
  ACTOR_MAIL_FIRST,
  ACTOR_MAIL_LAST,
  ACTOR_MAIL_SAVED,
  ACTOR_MARK,
  ACTOR_MODE,
  ACTOR_OUTCOME,
  ACTOR_REASON,
  ACTOR_REFS,
  ACTOR_SIGNALS,
  ACTOR_TRANSACTION,
  ACTOR_WATCHERS,
  CLOSED,
  MODE_DOOMED,
  MODE_EXITING,
  MODE_SHIELDED,
} from "./actor";
import { wakeCells } from "./cell_wait";
import { selfPid } from "./pid";
import { entryTarget, LINKED } from "./relation";
import {
  answerDead,
  dropSignal,
  fetchAll,
  SIGNAL_DEMONITOR,
  SIGNAL_DOWN,
  SIGNAL_LINK_EXIT,
  sendSignal,
} from "./signal";
import { cancelTimer } from "./timer";
import { isTraced, traceOne } from "./trace";
import { REGISTRY_ROOT } from "./word";

const PHASE_NAME: u32 = 0;
const PHASE_LINKS: u32 = 1;
const PHASE_WATCHERS: u32 = 2;
const PHASE_REFS: u32 = 3;
const PHASE_SIGNALS: u32 = 4;

/** Steps of one slice; each sends up to 32 signals. */
const STEPS: u32 = 64;

/** What continueExit answers. */
export const EXIT_DONE: u32 = 0;
export const EXIT_MORE: u32 = 1;
export const EXIT_NEED: u32 = 2;

/** Closes the actor, which is the running one; its result and reason are promoted. */
export function beginExit(actor: Addr, outcome: u32, reason: Value): void {
  if (isTraced(TRACE_EXIT)) traceOne(TRACE_EXIT, reason);
  const mode = load<u32>(actor, ACTOR_MODE);
  store<u32>(actor, (mode & ~(MODE_DOOMED | MODE_SHIELDED)) | MODE_EXITING, ACTOR_MODE);
  store<u32>(actor, outcome, ACTOR_OUTCOME);
  store<u64>(actor, reason, ACTOR_REASON);
  store<u32>(actor, PHASE_NAME, ACTOR_EXIT_PHASE);
  store<u64>(actor, makeFixnum(0), ACTOR_DICTIONARY);
  endTransaction(actor);
  endTurn(actor);
  store<u64>(actor, NIL, ACTOR_TRANSACTION);
  fetchAll(actor, CLOSED);
  store<u64>(actor, NIL, ACTOR_MAIL_FIRST);
  store<u64>(actor, NIL, ACTOR_MAIL_LAST);
  store<u64>(actor, NIL, ACTOR_MAIL_SAVED);
  store<u64>(actor, NIL, ACTOR_MARK);
  store<u32>(actor, 0, ACTOR_FP);
  store<u32>(actor, load<u32>(actor, ACTOR_STACK), ACTOR_SP);
  store<u32>(actor, 0, ACTOR_BLOCKED);
  store<u32>(actor, 0, ACTOR_COUNTED);
  cancelTimer(actor);
  wakeCells(); // who waits for a cell that it computed, or for room in its mailbox
}

/** Takes some steps more; answers one of EXIT_*. */
export function continueExit(actor: Addr): u32 {
  for (let left = STEPS; left > 0; left--) {
    const phase = load<u32>(actor, ACTOR_EXIT_PHASE);
    if (phase == PHASE_NAME) {
      if (!giveNameBack()) return EXIT_NEED;
      store<u32>(actor, PHASE_LINKS, ACTOR_EXIT_PHASE);
    } else if (phase == PHASE_SIGNALS) {
      const word = load<u64>(actor, ACTOR_SIGNALS);
      if (word == NIL) return EXIT_DONE;
      const o = addressOf(word);
      if (kindOf(o) != KIND_MAIL && !answerDead(o)) return EXIT_NEED;
      dropSignal(actor, o);
    } else if (!tellSome(actor, phase)) {
      return EXIT_NEED;
    }
  }
  return EXIT_MORE;
}

/** Takes the actor's name out of the registry; false with NEED. */
function giveNameBack(): bool {
  const registry = worldRoot(REGISTRY_ROOT);
  if (registry == NIL) return true;
  const pid = selfPid();
  while (true) {
    const map = atomic.load<u64>(addressOf(registry), ATOM_VALUE);
    const name = mapGet(addressOf(map), pid, NIL);
    if (name == NIL) return true;
    const rest = mapDissoc(addressOf(mapDissoc(addressOf(map), pid)), name);
    const swapped = swapCell(addressOf(registry), ATOM_VALUE, map, rest);
    if (swapped != FALSE) return swapped != SENTINEL;
  }
}

function slotOf(phase: u32): u32 {
  if (phase == PHASE_LINKS) return ACTOR_LINKS;
  return phase == PHASE_WATCHERS ? ACTOR_WATCHERS : ACTOR_REFS;
}

/** Tells the next actors of the phase's map; false with NEED. */
function tellSome(actor: Addr, phase: u32): bool {
  const slot = slotOf(phase);
  const map = load<u64>(actor + slot);
  let cursor: Value = NIL;
  if (map != NIL) {
    const batch = addressOf(mapEntries(addressOf(map), load<u64>(actor, ACTOR_DICTIONARY)));
    const last = nodeSize(batch) - 1;
    for (let i: u32 = 0; i < last; i += 2) {
      if (!tell(actor, phase, nodeSlot(batch, i), nodeSlot(batch, i + 1))) return false;
    }
    cursor = nodeSlot(batch, last);
  }
  if (cursor == NIL) {
    store<u64>(actor + slot, NIL);
    store<u32>(actor, phase + 1, ACTOR_EXIT_PHASE);
  }
  store<u64>(actor, cursor == NIL ? makeFixnum(0) : cursor, ACTOR_DICTIONARY);
  return true;
}

function tell(actor: Addr, phase: u32, key: Value, value: Value): bool {
  const reason = load<u64>(actor, ACTOR_REASON);
  if (phase == PHASE_LINKS) {
    return value != LINKED || sendSignal(key, SIGNAL_LINK_EXIT, selfPid(), NIL, reason);
  }
  if (phase == PHASE_WATCHERS) return sendSignal(value, SIGNAL_DOWN, NIL, key, reason);
  const target = entryTarget(value);
  return target == NIL || sendSignal(target, SIGNAL_DEMONITOR, NIL, key, NIL);
}
