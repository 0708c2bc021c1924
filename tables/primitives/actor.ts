// Primitives on actors and the running system: numbers 520-579.

import { area } from "./row";

export const actor = area("actor", 520, [
  [0, "self", 0, "Pid of the running actor."],
  [
    1,
    "spawn",
    2,
    "Starts an actor that calls f with no arguments under bindings (map, nil); answers its pid.",
  ],
  [2, "send", 2, "Sends a message to a pid; answers the message. A dead pid takes none."],
  [3, "is-pid", 1, "Is x a pid?"],
  [4, "pid-index", 1, "Index of a pid."],
  [5, "pid-generation", 1, "Generation of a pid."],
  [6, "is-alive", 1, "Does the actor live?"],
  [
    7,
    "mail-next",
    0,
    "The message at the save pointer in a reduced wrapper, or nil when there is none.",
  ],
  [8, "mail-skip", 0, "Moves the save pointer past that message."],
  [9, "mail-take", 0, "Removes that message and moves the save pointer to the first; answers nil."],
  [
    10,
    "mail-wait",
    1,
    "Waits for a message or a deadline in ms (nil: none); false, and save pointer reset, at it.",
  ],
  [11, "mail-count", 0, "Messages in the mailbox."],
  [12, "yield", 0, "Ends the slice; answers nil."],
  [13, "sleep", 1, "Waits ms milliseconds; answers nil."],
  [14, "now", 0, "Milliseconds of the monotonic clock, a double."],
  [15, "collect", 1, "Asks for a collection: 0 nursery, 1 young, 2 full; answers nil."],
  [16, "heap-stats", 0, "A vector of heap figures (kernel/heap/stats.ts names them)."],
  [17, "actor-count", 0, "Actors alive."],
  [18, "reductions", 0, "Reductions the running actor has used."],
  [19, "interrupt", 1, "Raises InterruptedException in an actor at its next safepoint."],
  [20, "wall-now", 0, "Milliseconds since 1970, an integer."],
]);
