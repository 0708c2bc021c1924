// 100,000 actors for ten minutes; the heap is verified all along.

import { test } from "node:test";
import { soak } from "./soak";

test("100,000 actors spawn, crash, time out and exchange maps for ten minutes", () => {
  soak(100_000, 600);
});
