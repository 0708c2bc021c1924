// Pids: the names of actors that Lisp has, and the ids in a word that the kernel keeps where an
// object would be too much.
//
// Invariant: a pid or id never names an actor made after the one it was made for.

import {
  initPidGeneration,
  initPidIndex,
  KIND_PID,
  PID_GENERATION,
  pidGeneration,
  pidIndex,
} from "../../gen/kernel/layouts";
import { CONTEXT_ACTOR, context } from "../context";
import { allocateObject } from "../heap/allocate";
import { Addr } from "../value/addr";
import { fixnumValue, makeFixnum, makePointer, NIL, TAG_OBJECT, Value } from "../value/value";
import { ACTOR_GENERATION, ACTOR_INDEX, ACTOR_SELF, findActor } from "./actor";

const GENERATION_SHIFT: u64 = 24;

/** The pid that names the actor, in its own record's care; the actor must be the running one. */
export function selfPid(): Value {
  const actor = load<u32>(context, CONTEXT_ACTOR);
  const known = load<u64>(actor, ACTOR_SELF);
  if (known != NIL) return known;
  const made = makePid(actor);
  store<u64>(actor, made, ACTOR_SELF);
  return made;
}

/** A pid that names the actor. */
export function makePid(actor: Addr): Value {
  return pidOf(load<u32>(actor, ACTOR_INDEX), load<u32>(actor, ACTOR_GENERATION));
}

function pidOf(index: u32, generation: u32): Value {
  const o = allocateObject(KIND_PID, PID_GENERATION + 8);
  initPidIndex(o, <u64>index);
  initPidGeneration(o, <u64>generation);
  return makePointer(o, TAG_OBJECT);
}

/** The actor that a pid names, or 0 when it has ended. */
export function actorOfPid(pid: Addr): Addr {
  return findActor(<u32>pidIndex(pid), <u32>pidGeneration(pid));
}

/** A fixnum that names the actor. */
export function idOf(actor: Addr): Value {
  const generation = <u64>load<u32>(actor, ACTOR_GENERATION);
  return makeFixnum(<i64>((generation << GENERATION_SHIFT) | <u64>load<u32>(actor, ACTOR_INDEX)));
}

function indexOf(id: Value): u32 {
  return <u32>fixnumValue(id) & ((1 << (<u32>GENERATION_SHIFT)) - 1);
}

function generationOf(id: Value): u32 {
  return <u32>(<u64>fixnumValue(id) >> GENERATION_SHIFT);
}

/** The actor that an id names, or 0 when it has ended. */
export function actorOfId(id: Value): Addr {
  return findActor(indexOf(id), generationOf(id));
}

/** A pid that names what an id does, be it alive or not. */
export function pidOfId(id: Value): Value {
  return pidOf(indexOf(id), generationOf(id));
}
