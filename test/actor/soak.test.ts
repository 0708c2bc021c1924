// The short form of test/actor/soak.long.ts.

import { test } from "node:test";
import { soak } from "./soak";

test("thousands of actors spawn, crash, time out and exchange maps, and nothing is lost", () => {
  soak(2000, 8);
});
