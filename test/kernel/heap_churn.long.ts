// Churn at full size: 20 GB allocated in a heap of 256 MB with 100 MB live, of which at least 4 GB
// survive into the shared heap.

import { test } from "node:test";
import { runChurn } from "./churn";

test("20 GB go through a heap of 256 MB with 100 MB live", (t) => {
  const figures = runChurn({
    heapBytes: 256 * 1024 * 1024,
    slots: 8000,
    allocatedBytes: 20e9,
    sharedBytes: 4e9,
  });
  t.diagnostic(figures);
});
