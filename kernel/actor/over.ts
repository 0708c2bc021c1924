// Is the program over? Nothing can happen any more when no worker runs an actor, none is queued,
// nothing is left for the host and no timer is set; the host knows whether it has work under way.
//
// Who is asked is the main thread, with nothing to do. Only a worker in the heap can make work,
// so all others are kept out of it while it looks.

import { countActive, startWorld, stopWorld } from "../worker/stop";
import { isAlone } from "../worker/workers";
import { hasHostWork } from "./host_work";
import { hasRunnable } from "./queue";
import { countTimers } from "./timer";

/** On the main thread, between two calls of `run`. */
export function isOver(): bool {
  if (isAlone()) return countTimers() == 0;
  if (countActive() > 1 || !stopWorld()) return false;
  const isOver = !hasRunnable() && !hasHostWork() && countTimers() == 0;
  startWorld();
  return isOver;
}
