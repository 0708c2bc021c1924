// receive: looks for a message that a program (kernel/actor/match.ts) takes, and waits for one.
//
// It is one primitive for all of that, so that a receive whose message is there already, or comes
// next, costs one instruction. When it must wait it is run again; ACTOR_RECEIVES tells it then to
// go on at the save pointer instead of beginning with the oldest message, and is cleared whenever
// the wait ends in any other way. It yields, too, when it has looked at many messages in vain.
//
// Invariant: while ACTOR_RECEIVES is set, no mail before the save pointer matches.

import { RAISE_RECEIVE_IN_TRANSACTION } from "../../gen/kernel/opcodes";
import { raise, wait } from "../context";
import { categoryOf, NO_NUMBER, raiseNotNumber } from "../number/category";
import { toDouble } from "../number/compare";
import { isTransacting } from "../stm/transaction";
import { Addr } from "../value/addr";
import { FALSE, isFixnum, NIL, SENTINEL, TRUE, Value } from "../value/value";
import { ACTOR_RECEIVES, ACTOR_YIELDED } from "./actor";
import { resetSaved, savedMail } from "./mailbox";
import { matchMail } from "./match";
import { noteWaiting } from "./port";
import { hasSignals, isDoomed, receiveSignals } from "./signal";
import { cancelTimer, waitUntil } from "./timer";

/** A deadline: look at what is there, and leave the save pointer behind it. */
const LOOK: Value = -4; // the fixnum -1

/** Looks into the inbox when there is no message at the save pointer; false with NEED. */
export function lookForMail(actor: Addr): bool {
  return savedMail(actor) != NIL || !hasSignals(actor) || receiveSignals(actor);
}

/** Waits, where no mail is at the save pointer, until `deadline`; false when that has come. */
export function waitForMail(actor: Addr, deadline: Value): Value {
  noteWaiting(actor);
  if (deadline == NIL || isDoomed(actor) || hasSignals(actor)) return wait();
  if (categoryOf(deadline) == NO_NUMBER) return raiseNotNumber(deadline, deadline);
  const isLook = deadline == LOOK;
  const isNow = deadline == 0 || isLook; // a receive that does not wait
  const over = isNow ? TRUE : waitUntil(actor, toDouble(deadline));
  if (over == SENTINEL) return SENTINEL;
  if (!isLook) resetSaved(actor);
  return FALSE;
}

/**
 * The number of the first clause that matches a message, with the save pointer at it, or -1 where
 * the VM must look; nil at the deadline. `place` is nil for a receive that begins, else where in
 * the program the message at the save pointer is looked at.
 */
export function receiveMail(
  actor: Addr,
  program: Addr,
  pins: Value,
  place: Value,
  deadline: Value,
): Value {
  if (deadline != NIL && categoryOf(deadline) == NO_NUMBER) {
    return raiseNotNumber(deadline, deadline);
  }
  if (isTransacting()) return raise(RAISE_RECEIVE_IN_TRANSACTION, NIL, NIL, NIL);
  let entry: u32 = 0;
  if (load<u32>(actor, ACTOR_RECEIVES) != 0) store<u32>(actor, 0, ACTOR_YIELDED);
  else if (place == NIL) resetSaved(actor);
  else if (isFixnum(place)) entry = <u32>(place >> 2);
  if (!lookForMail(actor)) return SENTINEL;
  store<u32>(actor, 0, ACTOR_RECEIVES);
  const found = matchMail(actor, program, pins, entry);
  if (isFixnum(found)) {
    cancelTimer(actor);
    return found;
  }
  store<u32>(actor, 1, ACTOR_RECEIVES);
  if (found == FALSE) {
    store<u32>(actor, 1, ACTOR_YIELDED);
    return wait();
  }
  if (waitForMail(actor, deadline) == SENTINEL) return SENTINEL;
  store<u32>(actor, 0, ACTOR_RECEIVES);
  return NIL;
}
