// Floods: what happens when messages are sent faster than they are taken.
//
// As long as memory is plentiful nothing does: a long mailbox is nobody's business. When less than
// half of it is left, who sends to an actor with CROWD messages waits a millisecond before each
// message, so that the receiver catches up; when less than a quarter is left, with FEW messages,
// for they may be large. Nobody waits for ever, so actors that send to each other cannot lock each
// other up, and a receiver that never takes anything still fills the heap.
//
// Then the heap's end would hit whoever asks for memory next. Instead the actor with the longest
// mailbox is ended, if that is long enough to be to blame, or else the one whose messages are
// estimated to keep most alive; who has asked for memory tries again.
//
// (A charge of reductions for sends to long mailboxes, as Erlang had, does not hold up a sender
// that has a core to itself.)

import { estimateMailbox } from "../heap/measure";
import { availableBlocks, BLOCK_BYTES, totalBlocks } from "../heap/space";
import { Addr } from "../value/addr";
import { SENTINEL } from "../value/value";
import { LOCK_ACTORS, lock, unlock } from "../worker/lock";
import { startWorld, stopWorld } from "../worker/stop";
import { ACTOR_INTERRUPTED, ACTOR_STATE, firstActor, nextActor, STATE_ENDED } from "./actor";
import { queueLength } from "./mailbox";
import { wakeForSignal } from "./queue";
import { now } from "./seed";
import { cancelTimer, waitUntil } from "./timer";

/** In ACTOR_INTERRUPTED: its mailbox has filled the heap. */
export const INTERRUPT_FLOODED: u32 = 3;

const CROWD: u32 = 20000;
const FEW: u32 = 1000;
const PAUSE_MS: f64 = 1;
/** A message is taken for so many bytes; to look would be to walk what they share. */
const MESSAGE_BYTES: u32 = 512;
/** Messages of that size that are to blame fill one in so many parts of the heap. */
const BLAMED_PART: u32 = 8;
/** A mailbox with fewer messages is not to blame, whatever they are. */
const FEWEST_BLAMED: u32 = 64;

/** So many messages are too many, by how much of the heap is left. */
function crowd(): u32 {
  const left = availableBlocks();
  if (left >= totalBlocks() >> 1) return u32.MAX_VALUE;
  return left >= totalBlocks() >> 2 ? CROWD : FEW;
}

/**
 * Lets the running actor wait before it sends to another that has too much to do; true when it
 * may go on. To be asked again, from the primitive's beginning, after each wait.
 */
export function maySend(sender: Addr, to: Addr): bool {
  const length = queueLength(to);
  const isCrowded = length >= FEW && length >= crowd() && sender != to;
  if (isCrowded) return waitUntil(sender, now() + PAUSE_MS) != SENTINEL;
  cancelTimer(sender);
  return true;
}

/**
 * At a safepoint: ends the actor whose mailbox fills the heap; false when none does.
 */
export function blameFlooded(): bool {
  let worst = findLongest();
  if (worst == 0) {
    while (!stopWorld()) {}
    worst = findLargest();
    startWorld();
  }
  if (worst != 0) wakeForSignal(worst);
  return worst != 0;
}

/** The actor whose messages are most, if too many; marked as to be ended. */
function findLongest(): Addr {
  let most = (totalBlocks() / BLAMED_PART) * (BLOCK_BYTES / MESSAGE_BYTES);
  let worst: Addr = 0;
  lock(LOCK_ACTORS);
  for (let actor = firstActor(); actor != 0; actor = nextActor(actor)) {
    const length = queueLength(actor);
    if (length < most || load<u32>(actor, ACTOR_STATE) == STATE_ENDED) continue;
    most = length;
    worst = actor;
  }
  if (worst != 0) atomic.store<u32>(worst, INTERRUPT_FLOODED, ACTOR_INTERRUPTED);
  unlock(LOCK_ACTORS);
  return worst;
}

/** The actor whose messages are largest in all, if too large; requires the world stopped. */
function findLargest(): Addr {
  let most = <u64>(totalBlocks() / BLAMED_PART) * <u64>BLOCK_BYTES;
  let worst: Addr = 0;
  for (let actor = firstActor(); actor != 0; actor = nextActor(actor)) {
    const length = queueLength(actor);
    if (length < FEWEST_BLAMED || load<u32>(actor, ACTOR_STATE) == STATE_ENDED) continue;
    const bytes = estimateMailbox(actor, length);
    if (bytes < most) continue;
    most = bytes;
    worst = actor;
  }
  if (worst != 0) atomic.store<u32>(worst, INTERRUPT_FLOODED, ACTOR_INTERRUPTED);
  return worst;
}
