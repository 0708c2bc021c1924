// The kinds of refs and transactions, and of small numbers: the end of the rows of
// tables/layouts.ts, where new kinds follow them. A ref's `limits` are the fewest and the most old
// values that it keeps, `misses` how often a value was gone in all and since it kept one more, each
// two 32-bit numbers.

import type { Layout } from "./layouts";

export const stmLayouts: readonly Layout[] = [
  {
    name: "ref",
    fields: [
      ["current", "cell"],
      ["meta", "cell"],
      ["watches", "cell"],
      ["validator", "cell"],
      ["waiters", "cell"],
      ["id", "raw64"],
      ["lock", "raw64"],
      ["claim", "raw64"],
      ["kept", "raw64"],
      ["limits", "raw64"],
      ["misses", "raw64"],
      ["commits", "raw64"],
      ["aborts", "raw64"],
      ["winner", "raw64"],
    ],
    born: "shared",
    type: "clojure.lang.Ref",
    doc: "A ref: its newest version, and who waits for another; limits are two 32-bit numbers.",
  },
  {
    name: "ref-version",
    fields: [
      ["value", "value"],
      ["older", "cell"],
      ["number", "raw64"],
    ],
    born: "shared",
    doc: "A value of a ref, the number of the commit that wrote it, and the version before it.",
  },
  {
    name: "transaction",
    fields: [
      ["entries", "cell"],
      ["index", "cell"],
      ["effects", "cell"],
      ["commutes", "cell"],
      ["reads", "cell"],
      ["state", "raw64"],
      ["count", "raw64"],
      ["version", "raw64"],
      ["slot", "raw64"],
      ["read-count", "raw64"],
    ],
    born: "local",
    doc: "What an actor's transaction has read and set, five words of an array for each ref.",
  },
  {
    name: "byte",
    fields: [["number", "raw64"]],
    type: "java.lang.Byte",
    doc: "An integer of 8 bits that says so: laid out as a long, and one in all arithmetic.",
  },
  {
    name: "short",
    fields: [["number", "raw64"]],
    type: "java.lang.Short",
    doc: "An integer of 16 bits that says so.",
  },
  {
    name: "float",
    fields: [["number", "raw64"]],
    type: "java.lang.Float",
    doc: "A double of 32 bits that says so: laid out as a double, and one in all arithmetic.",
  },
];
