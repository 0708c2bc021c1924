// Primitives on binaries, immutable sequences of bytes: numbers 740-779. Places are in bytes, or in
// bits where the row says so; bit 0 is the highest of byte 0.

import { area } from "./row";

export const binary = area("binary", 740, [
  [0, "is-binary", 1, "Is x a binary?"],
  [1, "binary-of-vector", 3, "A binary of elements from up to end (at most 65536) of a vector."],
  [2, "binary-of-string", 1, "The UTF-8 bytes of a string."],
  [3, "binary-string", 1, "The bytes as text; what is not UTF-8 becomes U+FFFD."],
  [4, "binary-count", 1, "Number of bytes."],
  [5, "binary-slice", 3, "n bytes from `start` on, without copying."],
  [6, "binary-join", 1, "The binaries of a vector one after the other, in a copy."],
  [7, "binary-integer", 4, "The integer at a bit: binary, bit, bits (1-64), 1 signed + 2 little."],
  [8, "binary-float", 4, "The float at a byte: binary, byte, bits (32 or 64), 2 for little."],
  [9, "binary-of-integer", 3, "The lowest bits of n: n, bits (8-64), 2 for little."],
  [10, "binary-of-float", 3, "The bytes of a float: x, bits (32 or 64), 2 for little."],
  [11, "binary-compare", 2, "-1, 0 or 1 by the first bytes that differ, then by length."],
  [12, "binary-find", 3, "Where the bytes of another one begin, from `start` on; nil for nowhere."],
]);
