// Mailboxes: messages in the order they came, and a save pointer for selective receive.
//
// A message is a mail in the shared heap. Senders push it on the receiver's inbox, a stack in one
// word, with compare-and-set; that needs no lock and is right for any number of workers. The owner
// takes the whole stack at once, turns it around and appends it to its own queue, which nobody
// else touches. A receive looks at one mail after the other, from the one after ACTOR_MAIL_SAVED;
// what it skips stays where it is.
//
// Invariants: a message is promoted before it is in a mail; a mail is of the receiver's
// generation, so what was sent to an actor that ended does not reach its successor.

import {
  KIND_MAIL,
  KIND_REDUCED,
  MAIL_GENERATION,
  MAIL_NEXT,
  REDUCED_CONTENT,
  initMailGeneration,
  initMailMessage,
  mailMessage,
  mailNext,
} from "../../gen/kernel/layouts";
import { need } from "../context";
import { allocateObject } from "../heap/allocate";
import { storeCell } from "../heap/barrier";
import { promote } from "../heap/promote";
import { allocateSharedObject } from "../heap/shared";
import { Addr } from "../value/addr";
import { NIL, SENTINEL, TAG_OBJECT, Value, addressOf, makePointer } from "../value/value";
import {
  ACTOR_GENERATION,
  ACTOR_INBOX,
  ACTOR_MAIL_FIRST,
  ACTOR_MAIL_LAST,
  ACTOR_MAIL_SAVED,
  ACTOR_STATE,
  STATE_WAITING,
} from "./actor";
import { enqueue } from "./queue";

const MAIL_BYTES: u32 = MAIL_GENERATION + 8;

/** Sends a message to an actor that is alive; answers it, or the sentinel with NEED. */
export function sendMail(actor: Addr, message: Value): Value {
  const shared = promote(message);
  if (shared == SENTINEL) return SENTINEL;
  const mail = allocateSharedObject(KIND_MAIL, MAIL_BYTES);
  if (mail == 0) return need(MAIL_BYTES);
  initMailMessage(mail, shared);
  initMailGeneration(mail, <u64>load<u32>(actor, ACTOR_GENERATION));
  const word = makePointer(mail, TAG_OBJECT);
  while (true) {
    const newest = atomic.load<u64>(actor, ACTOR_INBOX);
    store<u64>(mail, newest, MAIL_NEXT);
    if (atomic.cmpxchg<u64>(actor, newest, word, ACTOR_INBOX) == newest) break;
  }
  if (load<u32>(actor, ACTOR_STATE) == STATE_WAITING) enqueue(actor);
  return message;
}

/** Appends what is in the inbox to the owner's queue. */
function fetchInbox(actor: Addr): void {
  let mail = atomic.xchg<u64>(actor, NIL, ACTOR_INBOX);
  if (mail == NIL) return;
  const newest = mail;
  let next: Value = NIL;
  while (mail != NIL) {
    const older = mailNext(addressOf(mail));
    storeCell(addressOf(mail), MAIL_NEXT, next); // shared values: cannot fail
    next = mail;
    mail = older;
  }
  const last = load<u64>(actor, ACTOR_MAIL_LAST);
  if (last == NIL) store<u64>(actor, next, ACTOR_MAIL_FIRST);
  else storeCell(addressOf(last), MAIL_NEXT, next);
  store<u64>(actor, newest, ACTOR_MAIL_LAST);
}

/** The mail at the save pointer, or nil when there is none. */
export function savedMail(actor: Addr): Value {
  const mail = mailAfterSaved(actor);
  if (mail != NIL || atomic.load<u64>(actor, ACTOR_INBOX) == NIL) return mail;
  fetchInbox(actor);
  return mailAfterSaved(actor);
}

function mailAfterSaved(actor: Addr): Value {
  const saved = load<u64>(actor, ACTOR_MAIL_SAVED);
  return saved == NIL ? load<u64>(actor, ACTOR_MAIL_FIRST) : mailNext(addressOf(saved));
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
  resetSaved(actor);
}

/** Mails in the mailbox; walks all of them. */
export function countMail(actor: Addr): u32 {
  fetchInbox(actor);
  let count: u32 = 0;
  for (let m = load<u64>(actor, ACTOR_MAIL_FIRST); m != NIL; m = mailNext(addressOf(m))) count++;
  return count;
}
