// Copies of the world, for simulations (host/simulation.ts): the host stops all workers, takes the
// parts of the memory that are in use, and lets them go on; in a second memory with that content
// another kernel instance, alone, runs one actor under a seed. So every run begins with the very
// same world, and nothing that happens in it is seen here.
//
// In the copy the actors that wait are there and answer messages. Those that were running or could
// have run stand still for ever, as do those that wait for the host; deadlines and timers are
// dropped. Other workers count as asleep.
//
// Invariant: between freezeWorld and thawWorld no actor is in any context.

import { CONTEXT_QUEUE, CONTEXT_SLEEP } from "../context";
import { BLOCK_LINES, lineMarks, liveTable, markBits } from "../heap/marks";
import { BLOCK_SHIFT, nextUntouchedBlock } from "../heap/space";
import { dropToken } from "../stm/clock";
import { dropTurn } from "../stm/turn";
import { Addr } from "../value/addr";
import { initSleep } from "../worker/sleep";
import { initStop, startWorld, stopWorld } from "../worker/stop";
import { contextOf, countWorkers } from "../worker/workers";
import { ACTOR_TIMER, firstActor, hostActor, nextActor } from "./actor";
import { dropAlarms } from "./alarm";
import { initHostWork } from "./host_work";
import { QUEUE_BYTES } from "./queue";
import { setSeed } from "./seed";
import { enterActor, leaveActor } from "./switch";
import { initTimers } from "./timer";
import { restartTrace } from "./trace";

/** On the main thread, between two runs: nobody changes the memory until thawWorld. */
export function freezeWorld(): void {
  while (!stopWorld()) {}
  leaveActor();
}

export function thawWorld(): void {
  enterActor(hostActor());
  startWorld();
}

/** Blocks from address 0 to the last that was ever given out. */
export function touchedBlocks(): u32 {
  return nextUntouchedBlock();
}

/** Where part i (0 to 3) of the memory begins: low memory and blocks, then the side tables. */
export function partAddress(i: u32): Addr {
  if (i == 0) return 0;
  if (i == 1) return lineMarks();
  return i == 2 ? markBits() : liveTable();
}

/** Bytes of part i that belong to each block. */
export function partBytes(i: u32): u32 {
  if (i == 0) return 1 << BLOCK_SHIFT;
  if (i == 1) return BLOCK_LINES;
  return i == 2 ? 512 : 4;
}

/** In a copy: makes it a world for one run under a seed. */
export function enterCopy(seed: u32): void {
  initStop();
  initSleep();
  for (let i: u32 = 0; i < countWorkers(); i++) {
    memory.fill(contextOf(i) + CONTEXT_QUEUE, 0, QUEUE_BYTES);
    store<u32>(contextOf(i), 0, CONTEXT_SLEEP);
  }
  initHostWork();
  for (let actor = firstActor(); actor != 0; actor = nextActor(actor)) {
    store<u32>(actor, 0, ACTOR_TIMER);
  }
  initTimers();
  dropAlarms();
  dropToken();
  dropTurn();
  enterActor(hostActor());
  setSeed(seed);
  restartTrace();
}
