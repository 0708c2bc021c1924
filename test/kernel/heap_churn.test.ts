// Churn in short: the full size is in heap_churn.long.ts.

import { test } from "node:test";
import { runChurn } from "./churn";

test("memory stays flat while what lives is replaced continually", (t) => {
  const figures = runChurn({
    heapBytes: 52 * 1024 * 1024,
    slots: 1500,
    allocatedBytes: 400e6,
    sharedBytes: 80e6,
  });
  t.diagnostic(figures);
});
