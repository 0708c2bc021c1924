// The tests of behaviours under 200 seeds: 200 orders of turns, messages and timers.

import { test } from "node:test";
import { runBehaviours } from "./behaviours";

test("the tests of behaviours pass under 200 seeds", () => {
  runBehaviours(0, 200);
});
