// Mailboxes: messages in the order they came, and a save pointer for selective receive.
//
// A message is a mail in the shared heap. Senders push it on the receiver's inbox, a stack in one
// word, with compare-and-set; that needs no lock and is right for any number of workers. Signals
// go the same way (kernel/actor/signal), so all that one actor sends to another stays in order.
// The owner takes the whole stack at once, turns it around and appends it to its own queue, which
// nobody else touches. A receive looks at one mail after the other, from the one after
// ACTOR_MAIL_SAVED; what it skips stays where it is.
//
// The mark is the last mail there was when the actor made its newest ref: a receive of messages
// with that ref, or a later one, begins behind it, however long the queue is.
//
// Messages are counted as they are sent and taken. A mailbox may be bounded: then senders look
// before they send. What comes of signals and timers is never refused.
//
// Invariants: a message is promoted before it is in a mail; a mail is of the receiver's
// generation, so what was sent to an actor that ended does not reach its successor; the mark is
// nil or in the queue.

import {
  initMailGeneration,
  initMailMessage,
  KIND_MAIL,
  KIND_REDUCED,
  MAIL_GENERATION,
  MAIL_NEXT,
  mailGeneration,
  mailMessage,
  mailNext,
  REDUCED_CONTENT,
} from "../../gen/kernel/layouts";
import { RAISE_TRANSIENT_ESCAPES } from "../../gen/kernel/opcodes";
import { need, raise } from "../context";
import { allocateObject } from "../heap/allocate";
import { storeCell } from "../heap/barrier";
import { kindOf } from "../heap/kinds";
import { promote } from "../heap/promote";
import { allocateSharedObject } from "../heap/shared";
import { forgetPromoted, foundTransient } from "../heap/transients";
import { Addr } from "../value/addr";
import {
  addressOf,
  isPointer,
  makePointer,
  NIL,
  SENTINEL,
  TAG_OBJECT,
  Value,
} from "../value/value";
import { isAlone } from "../worker/workers";
import {
  ACTOR_BLOCKED,
  ACTOR_BOUND,
  ACTOR_COUNTED,
  ACTOR_INBOX,
  ACTOR_MAIL_FIRST,
  ACTOR_MAIL_LAST,
  ACTOR_MAIL_SAVED,
  ACTOR_MARK,
  ACTOR_MARK_NUMBER,
  CLOSED,
} from "./actor";
import { wakeCells } from "./cell_wait";
import { noteTaken } from "./port";
import { wake } from "./queue";

const MAIL_BYTES: u32 = MAIL_GENERATION + 8;

/** In the upper half of a mail's generation: a port has sent it. */
export const MAIL_OF_PORT: u64 = 1 << 32;

/**
 * The value for another actor: promoted; the sentinel with NEED, or with RAISE for a transient,
 * which is its maker's alone.
 */
export function giveAway(x: Value): Value {
  forgetPromoted();
  const shared = promote(x);
  if (shared == SENTINEL) return SENTINEL;
  const found = foundTransient(shared);
  return found == NIL ? shared : raise(RAISE_TRANSIENT_ESCAPES, found, NIL, NIL);
}

/**
 * Sends a shared value to an actor of some generation, the one that is meant: it may have another
 * by now. Answers the value, or the sentinel. `mark` says what sends.
 */
export function sendMail(actor: Addr, generation: u64, shared: Value, mark: u64 = 0): Value {
  const mail = allocateSharedObject(KIND_MAIL, MAIL_BYTES);
  if (mail == 0) return need(MAIL_BYTES);
  initMailMessage(mail, shared);
  initMailGeneration(mail, mark | generation);
  count(actor, 1);
  if (push(actor, mail)) wake(actor);
  else count(actor, -1);
  return shared;
}

export function count(actor: Addr, change: i32): void {
  if (isAlone()) store<u32>(actor, load<u32>(actor, ACTOR_COUNTED) + change, ACTOR_COUNTED);
  else atomic.add<u32>(actor, change, ACTOR_COUNTED);
}

/**
 * Messages sent to an actor and not taken; what comes of signals is not among them. One that was
 * meant for the last owner of the record may be counted for neither or once too often.
 */
export function queueLength(actor: Addr): u32 {
  const counted = <i32>atomic.load<u32>(actor, ACTOR_COUNTED);
  return counted < 0 ? 0 : <u32>counted;
}

/** Has a bounded mailbox as many messages as it takes? */
export function isFull(actor: Addr): bool {
  const bound = load<u32>(actor, ACTOR_BOUND);
  return bound != 0 && queueLength(actor) >= bound;
}

/** Bounds the running actor's mailbox from now on; 0 for no bound. */
export function setBound(actor: Addr, bound: u32): void {
  atomic.store<u32>(actor, bound, ACTOR_BOUND);
  letSendersGoOn(actor);
}

/** Wakes the senders that wait for room. */
function letSendersGoOn(actor: Addr): void {
  if (atomic.load<u32>(actor, ACTOR_BLOCKED) == 0 || isFull(actor)) return;
  atomic.store<u32>(actor, 0, ACTOR_BLOCKED);
  wakeCells();
}

/** Puts a mail or signal into the inbox; false when the actor takes none any more. */
export function push(actor: Addr, mail: Addr): bool {
  const word = makePointer(mail, TAG_OBJECT);
  while (true) {
    const newest = atomic.load<u64>(actor, ACTOR_INBOX);
    if (newest == CLOSED) return false;
    store<u64>(mail, newest, MAIL_NEXT);
    if (atomic.cmpxchg<u64>(actor, newest, word, ACTOR_INBOX) == newest) return true;
  }
}

/** Puts a chain of mails at the end of the owner's queue whose first and last word are at `at`. */
export function appendMails(actor: Addr, at: u32, first: Value, newest: Value): void {
  const last = load<u64>(actor + at, 8);
  if (last == NIL) store<u64>(actor + at, first);
  else storeCell(addressOf(last), MAIL_NEXT, first);
  store<u64>(actor + at, newest, 8);
}

/** The mail at the save pointer among those fetched, or nil. */
export function savedMail(actor: Addr): Value {
  const saved = load<u64>(actor, ACTOR_MAIL_SAVED);
  return saved == NIL ? load<u64>(actor, ACTOR_MAIL_FIRST) : mailNext(addressOf(saved));
}

/** The message at the save pointer, nil when there is none. */
export function savedMessage(actor: Addr): Value {
  const mail = savedMail(actor);
  return mail == NIL ? NIL : mailMessage(addressOf(mail));
}

/** The message at the save pointer, wrapped by reduced, or nil when there is none. */
export function nextMessage(actor: Addr): Value {
  const mail = savedMail(actor);
  if (mail == NIL) return NIL;
  const o = allocateObject(KIND_REDUCED, REDUCED_CONTENT + 8);
  store<u64>(o, mailMessage(addressOf(mail)), REDUCED_CONTENT);
  return makePointer(o, TAG_OBJECT);
}

/** Moves the save pointer past the mail it is at. */
export function skipMail(actor: Addr): void {
  const mail = savedMail(actor);
  if (mail != NIL) store<u64>(actor, mail, ACTOR_MAIL_SAVED);
}

/** Moves the save pointer to the oldest mail. */
export function resetSaved(actor: Addr): void {
  store<u64>(actor, NIL, ACTOR_MAIL_SAVED);
}

/** Removes the mail at the save pointer, and moves that to the oldest. */
export function takeMail(actor: Addr): void {
  const mail = savedMail(actor);
  if (mail == NIL) return;
  const saved = load<u64>(actor, ACTOR_MAIL_SAVED);
  const next = mailNext(addressOf(mail));
  if (saved == NIL) store<u64>(actor, next, ACTOR_MAIL_FIRST);
  else storeCell(addressOf(saved), MAIL_NEXT, next);
  if (next == NIL) store<u64>(actor, saved, ACTOR_MAIL_LAST);
  if (kindOf(addressOf(mail)) == KIND_MAIL) {
    count(actor, -1);
    letSendersGoOn(actor);
  }
  if ((mailGeneration(addressOf(mail)) & MAIL_OF_PORT) != 0) noteTaken(actor);
  if (load<u64>(actor, ACTOR_MARK) == mail) store<u64>(actor, saved, ACTOR_MARK);
  resetSaved(actor);
}

/** Notes that no message before now can hold the ref of that number. */
export function markMail(actor: Addr, number: u64): void {
  store<u64>(actor, load<u64>(actor, ACTOR_MAIL_LAST), ACTOR_MARK);
  store<u64>(actor, number, ACTOR_MARK_NUMBER);
}

/** Moves the save pointer past all that came before the mark, for who waits for such a ref. */
export function seekMark(actor: Addr, number: u64): void {
  if (number < load<u64>(actor, ACTOR_MARK_NUMBER)) return;
  if (load<u64>(actor, ACTOR_MAIL_SAVED) != NIL) return;
  store<u64>(actor, load<u64>(actor, ACTOR_MARK), ACTOR_MAIL_SAVED);
}

/** Fetched mails; walks all of them. */
export function countMail(actor: Addr): u32 {
  let count: u32 = 0;
  for (let m = load<u64>(actor, ACTOR_MAIL_FIRST); m != NIL; m = mailNext(addressOf(m))) count++;
  return count;
}
