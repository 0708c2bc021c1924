// What process-info tells of an actor, as a vector in the order below; Lisp gives it names. An
// actor looks at itself; others ask it by a signal and get a message [ref vector], so that nobody
// ever reads what somebody else is writing.
//
// What may be long is there only if asked for, by bits of a number: ASK_MESSAGES, ASK_STACK.

import {
  mailMessage,
  mailNext,
  pidGeneration,
  signalMessage,
  signalRef,
  signalSender,
} from "../../gen/kernel/layouts";
import { EMPTY_VECTOR } from "../data/fixed";
import { makeKeySeq, mapSeq, PART_KEYS, PART_VALUES } from "../data/map_seq";
import { makeVectorOfPair, vectorConj } from "../data/vector";
import { stackBytes } from "../heap/nursery";
import { promote } from "../heap/promote";
import { BLOCK_SHIFT } from "../heap/space";
import { Addr } from "../value/addr";
import { addressOf, fixnumValue, makeFixnum, NIL, SENTINEL, Value } from "../value/value";
import { ACTOR_STACK_BYTES } from "../vm/frame";
import { describeFrames } from "../vm/trace";
import {
  ACTOR_BOUND,
  ACTOR_DICTIONARY,
  ACTOR_DROPPED,
  ACTOR_HEAP_LIMIT,
  ACTOR_LINKS,
  ACTOR_MAIL_FIRST,
  ACTOR_MODE,
  ACTOR_NOTES,
  ACTOR_OVERFLOW,
  ACTOR_PRIORITY,
  ACTOR_REFS,
  ACTOR_USED,
  ACTOR_WAITED,
  ACTOR_WATCHERS,
  MODE_TRAPS,
  nurseryBlocks,
} from "./actor";
import { countMail, sendMail } from "./mailbox";
import { actorOfPid } from "./pid";

const ASK_MESSAGES: u32 = 1;
const ASK_STACK: u32 = 2;

function conj(vector: Value, x: Value): Value {
  return vectorConj(addressOf(vector), x);
}

function number(n: u64): Value {
  return makeFixnum(<i64>n);
}

/** Keys or values of the map at `slot` of the record, a sequence or nil. */
function part(actor: Addr, slot: u32, which: u32): Value {
  const map = load<u64>(actor + slot);
  return map == NIL ? NIL : makeKeySeq(mapSeq(addressOf(map)), which);
}

/** The actor must be the running one; `wasWaiting` says that it only looks at its signals. */
export function infoVector(actor: Addr, asked: u32, wasWaiting: bool): Value {
  let v = EMPTY_VECTOR;
  v = conj(v, number(wasWaiting ? 1 : 0));
  v = conj(v, number(<u64>countMail(actor)));
  v = conj(v, (asked & ASK_MESSAGES) != 0 ? messages(actor) : NIL);
  v = conj(v, number((<u64>nurseryBlocks(actor)) << BLOCK_SHIFT));
  v = conj(v, number(<u64>stackBytes(actor)));
  v = conj(v, number(<u64>load<u32>(actor, ACTOR_STACK_BYTES)));
  v = conj(v, number(load<u64>(actor, ACTOR_USED)));
  v = conj(v, part(actor, ACTOR_LINKS, PART_KEYS));
  v = conj(v, part(actor, ACTOR_REFS, PART_VALUES));
  v = conj(v, part(actor, ACTOR_WATCHERS, PART_VALUES));
  v = conj(v, number(<u64>(load<u32>(actor, ACTOR_MODE) & MODE_TRAPS)));
  v = conj(v, number(<u64>load<u32>(actor, ACTOR_PRIORITY)));
  v = conj(v, load<u64>(actor, ACTOR_DICTIONARY));
  v = conj(v, load<u64>(actor, ACTOR_NOTES));
  v = conj(v, (asked & ASK_STACK) != 0 ? describeFrames(actor) : NIL);
  v = conj(v, number(<u64>load<u32>(actor, ACTOR_HEAP_LIMIT)));
  v = conj(v, number(<u64>load<u32>(actor, ACTOR_BOUND)));
  v = conj(v, number(<u64>load<u32>(actor, ACTOR_OVERFLOW)));
  return conj(v, number(<u64>load<u32>(actor, ACTOR_DROPPED)));
}

function messages(actor: Addr): Value {
  let v = EMPTY_VECTOR;
  let mail = load<u64>(actor, ACTOR_MAIL_FIRST);
  while (mail != NIL) {
    v = conj(v, mailMessage(addressOf(mail)));
    mail = mailNext(addressOf(mail));
  }
  return v;
}

/** Answers a signal that asks; false with NEED. */
export function answerInfo(actor: Addr, o: Addr): bool {
  const asked = <u32>fixnumValue(signalMessage(o));
  return sendInfo(o, infoVector(actor, asked, load<u32>(actor, ACTOR_WAITED) != 0));
}

/** Sends [ref info] to who asks by the signal; false with NEED. */
export function sendInfo(o: Addr, info: Value): bool {
  const pid = addressOf(signalSender(o));
  const asker = actorOfPid(pid);
  if (asker == 0) return true;
  const answer = promote(makeVectorOfPair(signalRef(o), info));
  return answer != SENTINEL && sendMail(asker, pidGeneration(pid), answer) != SENTINEL;
}
