// The event log: what actors do, a line each, as `--trace` asks (group `trace` of tables/events).
// While nobody asks, an event costs the test of a bit. The host writes the lines, of whichever
// worker, as it gets them; they are numbered and written under one lock, so that the numbers are
// in order. With a seed the same run gives the same log, byte for byte.
//
//   0x4500  u32 events that are wanted, by bits | u32 0 | u64 events so far
//
// Invariant: the operands are looked at while they are written, and not kept.

import { CONTEXT_ACTOR, context } from "../context";
import { writeTrace } from "../host/imports";
import { Addr } from "../value/addr";
import { NIL, Value } from "../value/value";
import { LOCK_TRACE, lock, unlock } from "../worker/lock";
import { ACTOR_GENERATION, ACTOR_INDEX, hostActor } from "./actor";
import { now } from "./seed";

const STATE: Addr = 0x4500;
const COUNT: u32 = 8;

/** Who is named when no actor does it: the host, a timer. */
const NOBODY: u64 = 0xffffffffffffffff;

/** Sets the events that are wanted: bits 1 << TRACE_*. */
export function setTrace(events: u32): void {
  store<u32>(STATE, events);
  store<u64>(STATE, 0, COUNT);
}

/** Counts the events from 1 again. */
export function restartTrace(): void {
  store<u64>(STATE, 0, COUNT);
}

export function isTraced(event: u32): bool {
  return (load<u32>(STATE) & (1 << event)) != 0;
}

/** Logs what the running actor does; to be called when the event is wanted. */
export function trace(event: u32, x: Value, y: Value): void {
  const actor = load<u32>(context, CONTEXT_ACTOR);
  let who = NOBODY;
  if (actor != 0 && actor != hostActor()) {
    who = ((<u64>load<u32>(actor, ACTOR_GENERATION)) << 32) | <u64>load<u32>(actor, ACTOR_INDEX);
  }
  lock(LOCK_TRACE);
  const number = load<u64>(STATE, COUNT) + 1;
  store<u64>(STATE, number, COUNT);
  writeTrace(event, <f64>number, now(), who, x, y);
  unlock(LOCK_TRACE);
}

/** As trace, of one operand. */
export function traceOne(event: u32, x: Value): void {
  trace(event, x, NIL);
}
