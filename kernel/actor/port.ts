// What the kernel knows of ports. The host owns files and sockets (host/ports); here is what ties
// them to actors: a port's name as a value, the messages that ports send, and the end of an owner.
//
// An owner's record says that it has ports. When it ends the main thread's host gives them up
// first, before names, links and monitors, so that whoever hears of the end can open them again.
//
// Back-pressure: messages of ports are counted until their owner takes them, or has looked at all
// there are and waits for another. A host that finds too many asks to be told: the word DRAINED
// and the bell say that some owner has caught up.
//
// Invariant: the count only grows by the host and only shrinks by the owner.

import { initPortNumber, KIND_PORT, PORT_NUMBER } from "../../gen/kernel/layouts";
import { allocateObject } from "../heap/allocate";
import { promote } from "../heap/promote";
import { Addr } from "../value/addr";
import { makePointer, SENTINEL, TAG_OBJECT, Value } from "../value/value";
import { wakeMain } from "../worker/sleep";
import {
  ACTOR_GENERATION,
  ACTOR_INBOX,
  ACTOR_MODE,
  ACTOR_PORT_MAILS,
  ACTOR_PORTS,
  ACTOR_PORTS_HELD,
  CLOSED,
  MODE_DOOMED,
  MODE_EXITING,
} from "./actor";
import { MAIL_OF_PORT, sendMail } from "./mailbox";

/** u32: an owner has caught up since the host has looked last. */
const DRAINED: Addr = 0x44c8;
/** So few messages are left when the host is told. */
const FEW: u32 = 8;

export function initPorts(): void {
  store<u32>(DRAINED, 0);
}

/** The value that names a port; the sentinel with NEED. */
export function makePort(number: u64): Value {
  const o = allocateObject(KIND_PORT, PORT_NUMBER + 8);
  initPortNumber(o, number);
  return makePointer(o, TAG_OBJECT);
}

/** Notes that the actor owns ports; false when it is ending and can own none. */
export function ownPorts(actor: Addr): bool {
  atomic.store<u32>(actor, 1, ACTOR_PORTS);
  return atomic.load<u64>(actor, ACTOR_INBOX) != CLOSED;
}

/** Has the actor anything that the host must give up before it ends? */
export function hasPorts(actor: Addr): bool {
  return atomic.load<u32>(actor, ACTOR_PORTS) != 0;
}

/** Will the actor run no more code of its own? For one that waits for the host. */
export function isEnding(actor: Addr): bool {
  return (load<u32>(actor, ACTOR_MODE) & (MODE_DOOMED | MODE_EXITING)) != 0;
}

/** Sends a message of a port to its owner; false when memory is short. */
export function sendOfPort(actor: Addr, message: Value): bool {
  const shared = promote(message);
  if (shared == SENTINEL) return false;
  atomic.add<u32>(actor, 1, ACTOR_PORT_MAILS);
  const generation = <u64>load<u32>(actor, ACTOR_GENERATION); // it cannot end before its ports
  if (sendMail(actor, generation, shared, MAIL_OF_PORT) != SENTINEL) return true;
  atomic.sub<u32>(actor, 1, ACTOR_PORT_MAILS);
  return false;
}

/** Messages of ports that the actor has not looked at. */
export function countPortMails(actor: Addr): u32 {
  return atomic.load<u32>(actor, ACTOR_PORT_MAILS);
}

/** Lets the host know when the actor has caught up; false when it has already. */
export function holdPorts(actor: Addr): bool {
  atomic.store<u32>(actor, 1, ACTOR_PORTS_HELD);
  if (countPortMails(actor) > FEW) return true;
  atomic.store<u32>(actor, 0, ACTOR_PORTS_HELD);
  return false;
}

/** The owner has taken a message of a port. */
export function noteTaken(actor: Addr): void {
  const count = countPortMails(actor);
  if (count == 0) return;
  atomic.sub<u32>(actor, 1, ACTOR_PORT_MAILS);
  if (count <= FEW + 1) tellHost(actor);
}

/** The owner has looked at all its messages and wants another one. */
export function noteWaiting(actor: Addr): void {
  if (countPortMails(actor) == 0) return;
  atomic.store<u32>(actor, 0, ACTOR_PORT_MAILS);
  tellHost(actor);
}

function tellHost(actor: Addr): void {
  if (atomic.load<u32>(actor, ACTOR_PORTS_HELD) == 0) return;
  atomic.store<u32>(actor, 0, ACTOR_PORTS_HELD);
  atomic.store<u32>(DRAINED, 1);
  wakeMain();
}

/** Has an owner caught up since this was asked last? */
export function takeDrained(): bool {
  return atomic.xchg<u32>(DRAINED, 0) != 0;
}

/** Is there something for takeDrained? */
export function hasDrained(): bool {
  return atomic.load<u32>(DRAINED) != 0;
}
