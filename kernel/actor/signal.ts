// Signals: how actors act on each other's lives. A signal is a node in the target's inbox, among
// its messages, so that a pair of actors has one order for everything. The target acts on its
// signals itself, when a slice begins and before it looks for messages: nobody else ever writes
// what an actor knows of others.
//
// To act on a signal may take memory. Then the signal stays first in the queue ACTOR_SIGNALS and
// the outcome is NEED; what was done before is complete.
//
// Links are kept on both sides. Who unlinks numbers that, and is unlinked for good once the other
// side has answered with the number; a link that arrives before the answer was sent before the
// other side knew, so it does not count (as in OTP).
//
// Invariants: signals of an earlier generation are answered as a dead actor's, never acted on; a
// doomed actor acts on nothing any more.

import {
  initSignalGeneration,
  initSignalMessage,
  initSignalRef,
  initSignalSender,
  initSignalType,
  KIND_MAIL,
  KIND_SIGNAL,
  mailNext,
  pidGeneration,
  referenceGeneration,
  referenceIndex,
  SIGNAL_MESSAGE,
  SIGNAL_NEXT,
  SIGNAL_TYPE,
  signalGeneration,
  signalMessage,
  signalRef,
  signalSender,
  signalType,
} from "../../gen/kernel/layouts";
import { CONTEXT_SAFEPOINT, context, need } from "../context";
import { initNodeSlot, makeNode } from "../data/node";
import { makeVectorOfNode } from "../data/vector";
import { storeCell } from "../heap/barrier";
import { kindOf } from "../heap/kinds";
import { promote } from "../heap/promote";
import { allocateSharedObject } from "../heap/shared";
import { Addr } from "../value/addr";
import { addressOf, NIL, SENTINEL, Value } from "../value/value";
import {
  ACTOR_GENERATION,
  ACTOR_INBOX,
  ACTOR_LINKS,
  ACTOR_MAIL_FIRST,
  ACTOR_MODE,
  ACTOR_REASON,
  ACTOR_REFS,
  ACTOR_SIGNALS,
  ACTOR_WATCHERS,
  findActor,
  MODE_DOOMED,
  MODE_SHIELDED,
  MODE_TRAPS,
} from "./actor";
import { answerInfo, sendInfo } from "./info";
import { appendMails, count, push } from "./mailbox";
import { actorOfPid, selfPid } from "./pid";
import { wakeForSignal } from "./queue";
import {
  ALIAS_NONE,
  ALIAS_REPLY,
  ALIAS_REPLY_DEMONITOR,
  assocIn,
  dissocIn,
  endMonitor,
  entryAlias,
  entryItem,
  entryTarget,
  getIn,
  isSameActor,
  LINKED,
} from "./relation";
import {
  KEYWORD_DOWN,
  KEYWORD_EXIT,
  KEYWORD_KILL,
  KEYWORD_KILLED,
  KEYWORD_NOPROC,
  KEYWORD_NORMAL,
  KEYWORD_PROCESS,
  keyword,
} from "./word";

export const SIGNAL_ALIAS: u32 = 1; // a message by an alias
export const SIGNAL_LINK: u32 = 2;
export const SIGNAL_UNLINK: u32 = 3; // ref is its number
export const SIGNAL_UNLINKED: u32 = 4; // the answer to that
export const SIGNAL_EXIT: u32 = 5; // sent by a program; message is the reason
export const SIGNAL_LINK_EXIT: u32 = 6; // a linked actor has ended
export const SIGNAL_MONITOR: u32 = 7; // from wants to know, by ref
export const SIGNAL_DEMONITOR: u32 = 8;
export const SIGNAL_DOWN: u32 = 9; // message is the reason
export const SIGNAL_INFO: u32 = 10; // message says what from wants to know, by ref

const SIGNAL_BYTES: u32 = SIGNAL_TYPE + 8;

/** Signals acted on in one go. */
const BATCH: u32 = 512;

// What acting on a signal answers.
const ACTED: u32 = 0;
/** It is a message now. */
const MESSAGE: u32 = 1;
const NEEDS: u32 = 2;

/** Sends a signal to a pid; false with NEED. A dead actor takes none. */
export function sendSignal(to: Value, type: u32, from: Value, ref: Value, message: Value): bool {
  return postSignal(to, type, from, ref, message) != POST_NEED;
}

export const POST_DONE: u32 = 0;
export const POST_DEAD: u32 = 1;
export const POST_NEED: u32 = 2;

/** As sendSignal; answers one of POST_*. The operands are promoted. */
export function postSignal(to: Value, type: u32, from: Value, ref: Value, message: Value): u32 {
  const pid = addressOf(to);
  return post(actorOfPid(pid), <u32>pidGeneration(pid), type, from, ref, message);
}

/** The generation is the one that is meant: the actor, if it is not 0, may have another by now. */
function post(
  actor: Addr,
  generation: u32,
  type: u32,
  from: Value,
  ref: Value,
  message: Value,
): u32 {
  if (actor == 0) return POST_DEAD;
  const sharedFrom = promote(from);
  const sharedRef = promote(ref);
  const sharedMessage = promote(message);
  if (sharedFrom == SENTINEL || sharedRef == SENTINEL || sharedMessage == SENTINEL) {
    return POST_NEED;
  }
  const o = allocateSharedObject(KIND_SIGNAL, SIGNAL_BYTES);
  if (o == 0) {
    need(SIGNAL_BYTES);
    return POST_NEED;
  }
  initSignalMessage(o, sharedMessage);
  initSignalGeneration(o, <u64>generation);
  initSignalSender(o, sharedFrom);
  initSignalRef(o, sharedRef);
  initSignalType(o, <u64>type);
  if (!push(actor, o)) return POST_DEAD;
  wakeForSignal(actor);
  return POST_DONE;
}

/** Sends a message by an alias, which its owner checks; false with NEED. */
export function postByAlias(ref: Value, message: Value): bool {
  const o = addressOf(ref);
  const generation = <u32>referenceGeneration(o);
  const actor = findActor(<u32>referenceIndex(o), generation);
  return post(actor, generation, SIGNAL_ALIAS, NIL, ref, message) != POST_NEED;
}

function isShielded(actor: Addr): bool {
  return (load<u32>(actor, ACTOR_MODE) & MODE_SHIELDED) != 0;
}

/** Lets nothing end the running actor until its shield is taken away. */
export function shield(actor: Addr): void {
  store<u32>(actor, load<u32>(actor, ACTOR_MODE) | MODE_SHIELDED, ACTOR_MODE);
}

export function unshield(actor: Addr): void {
  store<u32>(actor, load<u32>(actor, ACTOR_MODE) & ~MODE_SHIELDED, ACTOR_MODE);
  if (isDoomed(actor)) store<u32>(context, 1, CONTEXT_SAFEPOINT);
}

/** Is there anything the actor has not looked at yet? One with a shield does not look. */
export function hasSignals(actor: Addr): bool {
  if (isShielded(actor)) return false;
  return atomic.load<u64>(actor, ACTOR_INBOX) != NIL || load<u64>(actor, ACTOR_SIGNALS) != NIL;
}

export function isDoomed(actor: Addr): bool {
  return (load<u32>(actor, ACTOR_MODE) & (MODE_DOOMED | MODE_SHIELDED)) == MODE_DOOMED;
}

/** Ends the running actor at its next safepoint. */
export function doom(actor: Addr, reason: Value): void {
  store<u64>(actor, reason, ACTOR_REASON);
  store<u32>(actor, load<u32>(actor, ACTOR_MODE) | MODE_DOOMED, ACTOR_MODE);
  store<u32>(context, 1, CONTEXT_SAFEPOINT);
}

/**
 * Takes what is in the inbox of the running actor: messages go to its mailbox, on up to BATCH
 * signals it acts. False with NEED.
 */
export function receiveSignals(actor: Addr): bool {
  fetchInbox(actor);
  for (let left = BATCH; left > 0; left--) {
    const word = load<u64>(actor, ACTOR_SIGNALS);
    if (word == NIL || isDoomed(actor)) return true;
    const o = addressOf(word);
    const answer = kindOf(o) == KIND_MAIL ? MESSAGE : act(actor, o);
    if (answer == NEEDS) return false;
    dropSignal(actor, o);
    if (answer == MESSAGE) {
      storeCell(o, SIGNAL_NEXT, NIL);
      appendMails(actor, ACTOR_MAIL_FIRST, word, word);
    }
  }
  return true;
}

/** Takes the first of the fetched signals out of their queue. */
export function dropSignal(actor: Addr, o: Addr): void {
  const next = mailNext(o);
  store<u64>(actor, next, ACTOR_SIGNALS);
  if (next == NIL) store<u64>(actor + ACTOR_SIGNALS, NIL, 8);
}

/** Takes all there is in the inbox, and leaves `rest` in it. */
export function fetchAll(actor: Addr, rest: Value): void {
  turnAround(actor, atomic.xchg<u64>(actor, rest, ACTOR_INBOX));
}

function fetchInbox(actor: Addr): void {
  if (atomic.load<u64>(actor, ACTOR_INBOX) != NIL) fetchAll(actor, NIL);
}

/** Appends a stack, oldest first, to the mailbox, or to the signals when there are any. */
function turnAround(actor: Addr, stack: Value): void {
  const generation = load<u32>(actor, ACTOR_GENERATION);
  let hasSignal = load<u64>(actor, ACTOR_SIGNALS) != NIL;
  let mail = stack;
  let newest: Value = NIL;
  let next: Value = NIL;
  while (mail != NIL) {
    const o = addressOf(mail);
    const older = mailNext(o);
    const isMail = kindOf(o) == KIND_MAIL;
    if (!isMail) hasSignal = true;
    if (!isMail || <u32>signalGeneration(o) == generation) {
      if (older != next) storeCell(o, SIGNAL_NEXT, next); // shared values: cannot fail
      if (next == NIL) newest = mail;
      next = mail;
    } else {
      count(actor, -1);
    }
    mail = older;
  }
  if (next == NIL) return;
  appendMails(actor, hasSignal ? ACTOR_SIGNALS : ACTOR_MAIL_FIRST, next, newest);
}

function done(isDone: bool): u32 {
  return isDone ? ACTED : NEEDS;
}

function act(actor: Addr, o: Addr): u32 {
  if (<u32>signalGeneration(o) != load<u32>(actor, ACTOR_GENERATION)) return done(answerDead(o));
  const type = <u32>signalType(o);
  const from = signalSender(o);
  const ref = signalRef(o);
  if (type == SIGNAL_LINK_EXIT) return actOnLinkExit(actor, o);
  if (type == SIGNAL_EXIT) return actOnExit(actor, o, false);
  if (type == SIGNAL_DOWN) return actOnDown(actor, o);
  if (type == SIGNAL_ALIAS) return actOnAlias(actor, o);
  if (type == SIGNAL_MONITOR) {
    assocIn(actor, ACTOR_WATCHERS, ref, from);
  } else if (type == SIGNAL_DEMONITOR) {
    dissocIn(actor, ACTOR_WATCHERS, ref);
  } else if (type == SIGNAL_LINK) {
    if (getIn(actor, ACTOR_LINKS, from) == NIL) assocIn(actor, ACTOR_LINKS, from, LINKED);
  } else if (type == SIGNAL_UNLINK) {
    if (!sendSignal(from, SIGNAL_UNLINKED, selfPid(), ref, NIL)) return NEEDS;
    if (getIn(actor, ACTOR_LINKS, from) == LINKED) dissocIn(actor, ACTOR_LINKS, from);
  } else if (type == SIGNAL_UNLINKED) {
    if (getIn(actor, ACTOR_LINKS, from) == ref) dissocIn(actor, ACTOR_LINKS, from);
  } else {
    return done(answerInfo(actor, o));
  }
  return ACTED;
}

function actOnLinkExit(actor: Addr, o: Addr): u32 {
  const from = signalSender(o);
  const state = getIn(actor, ACTOR_LINKS, from);
  if (state == NIL) return ACTED;
  const answer = state == LINKED ? actOnExit(actor, o, true) : ACTED;
  if (answer != NEEDS) dissocIn(actor, ACTOR_LINKS, from);
  return answer;
}

function actOnExit(actor: Addr, o: Addr, isLink: bool): u32 {
  const reason = signalMessage(o);
  const from = signalSender(o);
  if (!isLink && reason == keyword(KEYWORD_KILL)) {
    doom(actor, keyword(KEYWORD_KILLED));
    return ACTED;
  }
  if ((load<u32>(actor, ACTOR_MODE) & MODE_TRAPS) != 0) {
    return becomeMessage(o, keyword(KEYWORD_EXIT), from, reason);
  }
  const isIgnored = reason == keyword(KEYWORD_NORMAL) && (isLink || !isSameActor(actor, from));
  if (!isIgnored) doom(actor, reason);
  return ACTED;
}

/** Makes the signal a message [tag from reason]. */
function becomeMessage(o: Addr, tag: Value, from: Value, reason: Value): u32 {
  const node = makeNode(3);
  initNodeSlot(node, 0, tag);
  initNodeSlot(node, 1, from);
  initNodeSlot(node, 2, reason);
  return setMessage(o, node);
}

function setMessage(o: Addr, node: Addr): u32 {
  return storeCell(o, SIGNAL_MESSAGE, makeVectorOfNode(node)) == SENTINEL ? NEEDS : MESSAGE;
}

function actOnDown(actor: Addr, o: Addr): u32 {
  const ref = signalRef(o);
  const entry = getIn(actor, ACTOR_REFS, ref);
  if (entry == NIL) return ACTED;
  const node = makeNode(5);
  initNodeSlot(node, 0, keyword(KEYWORD_DOWN));
  initNodeSlot(node, 1, ref);
  initNodeSlot(node, 2, keyword(KEYWORD_PROCESS));
  initNodeSlot(node, 3, entryItem(entry));
  initNodeSlot(node, 4, signalMessage(o));
  if (setMessage(o, node) == NEEDS) return NEEDS;
  endMonitor(actor, ref, entry);
  return MESSAGE;
}

/** A message by an alias counts while that is active; the first reply may be the last. */
function actOnAlias(actor: Addr, o: Addr): u32 {
  const ref = signalRef(o);
  const entry = getIn(actor, ACTOR_REFS, ref);
  if (entry == NIL || entryAlias(entry) == ALIAS_NONE) return ACTED;
  const alias = entryAlias(entry);
  if (alias == ALIAS_REPLY_DEMONITOR) {
    const target = entryTarget(entry);
    if (target != NIL && !sendSignal(target, SIGNAL_DEMONITOR, NIL, ref, NIL)) return NEEDS;
  }
  if (alias == ALIAS_REPLY || alias == ALIAS_REPLY_DEMONITOR) dissocIn(actor, ACTOR_REFS, ref);
  return MESSAGE;
}

/** Answers a signal for an actor that has ended before it came; false with NEED. */
export function answerDead(o: Addr): bool {
  const type = <u32>signalType(o);
  const from = signalSender(o);
  const noproc = keyword(KEYWORD_NOPROC);
  // Who links or unlinks has put the target's pid into the message.
  if (type == SIGNAL_LINK) return sendSignal(from, SIGNAL_LINK_EXIT, signalMessage(o), NIL, noproc);
  if (type == SIGNAL_UNLINK) {
    return sendSignal(from, SIGNAL_UNLINKED, signalMessage(o), signalRef(o), NIL);
  }
  if (type == SIGNAL_MONITOR) return sendSignal(from, SIGNAL_DOWN, NIL, signalRef(o), noproc);
  return type != SIGNAL_INFO || sendInfo(o, NIL);
}
