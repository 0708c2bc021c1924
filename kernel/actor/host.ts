// What the main thread's host asks and says between two runs of the scheduler, when other workers
// may be at work: that it leaves the heap to wait for events and comes back, whether there is
// something to do, and whether the program is over.
//
// Nothing can happen any more when no worker runs an actor, none is queued, nothing is left for
// the host and no timer is set; the host itself knows whether it has work under way. Only a
// worker in the heap can make work, so all others are kept out of it while isOver looks.

import {
  countActive,
  enterHeap,
  isAnyHeld,
  leaveHeap,
  startWorld,
  stopWorld,
} from "../worker/stop";
import { isAlone } from "../worker/workers";
import { hostActor } from "./actor";
import { hasHostWork } from "./host_work";
import { hasDrained } from "./port";
import { hasRunnable, hasWork } from "./queue";
import { enterActor, leaveActor } from "./switch";
import { nextDeadline } from "./timer";

/** The host is going to wait: others may stop the world. Answers how many are in the heap. */
export function pauseMain(): u32 {
  leaveActor();
  return leaveHeap();
}

/** The host goes on and may touch the heap. */
export function resumeMain(): void {
  enterHeap();
  enterActor(hostActor());
}

/** Is there something for the main thread to do? */
export function hasEvents(): bool {
  return hasHostWork() || hasWork() || hasDrained();
}

export function isOver(): bool {
  if (isAlone()) return !hasRunnable() && nextDeadline() == 0;
  if (countActive() > 1 || !stopWorld()) return false;
  const over = !isAnyHeld() && !hasRunnable() && !hasHostWork() && nextDeadline() == 0;
  startWorld();
  return over;
}
