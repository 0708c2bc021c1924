// Which actor's nursery the context holds. While an actor runs, the words of its nursery are in
// the context, where allocation finds them; otherwise they are in its record.
//
// Invariant: a record's nursery words are valid exactly while it is no context's CONTEXT_ACTOR;
// with CONTEXT_ACTOR 0 nothing may be allocated.

import {
  CONTEXT_ACTOR,
  CONTEXT_ALLOCATE,
  CONTEXT_LIMIT,
  CONTEXT_NURSERY,
  CONTEXT_NURSERY_BLOCKS,
  CONTEXT_NURSERY_LARGE,
  CONTEXT_NURSERY_TARGET,
  CONTEXT_SAFEPOINT,
  context,
} from "../context";
import { isNurseryFull } from "../heap/nursery";
import { Addr } from "../value/addr";
import { clearSafepoint } from "../worker/stop";
import {
  ACTOR_ALLOCATE,
  ACTOR_ALLOCATE_LIMIT,
  ACTOR_NURSERY,
  ACTOR_NURSERY_BLOCKS,
  ACTOR_NURSERY_LARGE,
  ACTOR_NURSERY_TARGET,
} from "./actor";

/** Puts the nursery in the context back into its actor's record; the context has none then. */
export function leaveActor(): void {
  const actor = load<u32>(context, CONTEXT_ACTOR);
  if (actor == 0) return;
  store<u32>(actor, load<u32>(context, CONTEXT_ALLOCATE), ACTOR_ALLOCATE);
  store<u32>(actor, load<u32>(context, CONTEXT_LIMIT), ACTOR_ALLOCATE_LIMIT);
  store<u32>(actor, load<u32>(context, CONTEXT_NURSERY), ACTOR_NURSERY);
  store<u32>(actor, load<u32>(context, CONTEXT_NURSERY_BLOCKS), ACTOR_NURSERY_BLOCKS);
  store<u32>(actor, load<u32>(context, CONTEXT_NURSERY_LARGE), ACTOR_NURSERY_LARGE);
  store<u32>(actor, load<u32>(context, CONTEXT_NURSERY_TARGET), ACTOR_NURSERY_TARGET);
  store<u32>(context, 0, CONTEXT_ACTOR);
}

/** Takes the actor's nursery into the context, which has none. */
export function enterActor(actor: Addr): void {
  store<u32>(context, load<u32>(actor, ACTOR_ALLOCATE), CONTEXT_ALLOCATE);
  store<u32>(context, load<u32>(actor, ACTOR_ALLOCATE_LIMIT), CONTEXT_LIMIT);
  store<u32>(context, load<u32>(actor, ACTOR_NURSERY), CONTEXT_NURSERY);
  store<u32>(context, load<u32>(actor, ACTOR_NURSERY_BLOCKS), CONTEXT_NURSERY_BLOCKS);
  store<u32>(context, load<u32>(actor, ACTOR_NURSERY_LARGE), CONTEXT_NURSERY_LARGE);
  store<u32>(context, load<u32>(actor, ACTOR_NURSERY_TARGET), CONTEXT_NURSERY_TARGET);
  store<u32>(context, actor, CONTEXT_ACTOR);
  if (isNurseryFull()) store<u32>(context, 1, CONTEXT_SAFEPOINT);
  else clearSafepoint();
}

/** Makes the actor's nursery the one that allocation and promotion work on. */
export function switchTo(actor: Addr): void {
  if (load<u32>(context, CONTEXT_ACTOR) == actor) return;
  leaveActor();
  enterActor(actor);
}
