// What an actor keeps while it waits. A few thousand may keep what they had when they were last
// running, so that they go on at once. Of more than that, each gives its nursery back, what lives
// in it going to the shared heap, and keeps only as much of its stack as it uses: an actor among a
// million costs some hundred bytes, whatever it did before it began to wait.
//
// As long as there are only so few actors at all, nothing is counted.
//
// Invariant: HOLDERS counts the waiting actors whose ACTOR_HOLDS is set; that is the owner's.

import { CONTEXT_NURSERY_BLOCKS, CONTEXT_NURSERY_LARGE, context } from "../context";
import { collectNursery } from "../heap/nursery";
import { totalBlocks } from "../heap/space";
import { Addr } from "../value/addr";
import { loosenStack, tightenStack } from "../vm/frame";
import { ACTOR_HOLDS, countActors } from "./actor";

/** Actors that wait and have a nursery. */
const HOLDERS: Addr = 0x41a0;
/** They may hold a block in so many. */
const SHARE_SHIFT: u32 = 5;

export function initHolders(): void {
  store<u32>(HOLDERS, 0);
}

function mostHolders(): u32 {
  return totalBlocks() >> SHARE_SHIFT;
}

function areMany(): bool {
  return countActors() > mostHolders();
}

/** A new actor among many, answered again, keeps no room to run in until it does. */
export function beginSmall(actor: Addr): Addr {
  if (areMany()) tightenStack(actor);
  return actor;
}

/** To be called before the running actor waits: takes from it what it need not keep. */
export function settleDown(actor: Addr): void {
  if (!areMany()) return;
  tightenStack(actor);
  if (load<u32>(context, CONTEXT_NURSERY_BLOCKS) == 0) return;
  const isFull = atomic.load<u32>(HOLDERS) >= mostHolders();
  const hasLarge = load<u32>(context, CONTEXT_NURSERY_LARGE) != 0;
  if (isFull && !hasLarge && collectNursery(true)) return;
  store<u32>(actor, 1, ACTOR_HOLDS);
  atomic.add<u32>(HOLDERS, 1);
}

/** To be called when a slice of the actor begins; false when there is no memory to run it in. */
export function getUp(actor: Addr): bool {
  if (load<u32>(actor, ACTOR_HOLDS) != 0) {
    store<u32>(actor, 0, ACTOR_HOLDS);
    atomic.sub<u32>(HOLDERS, 1);
  }
  return loosenStack(actor);
}
