// Primitives on sequences: numbers 250-299.

import { area } from "./row";

export const seq = area("seq", 250, [
  [0, "seq", 1, "A sequence of the elements of coll, or nil.", "slow"],
  [1, "first", 1, "The first element, or nil.", "slow"],
  [2, "rest", 1, "What follows the first element; perhaps an empty list.", "slow"],
  [3, "next", 1, "What follows the first element, or nil.", "slow"],
  [4, "cons", 2, "x in front of coll.", "slow"],
  [5, "chunk-buffer", 1, "A chunk buffer for up to n elements (n <= 1024)."],
  [6, "chunk-append", 2, "Adds x to a chunk buffer; answers nil."],
  [7, "chunk", 1, "The chunk of a buffer, which is used up."],
  [8, "chunk-cons", 2, "The elements of a chunk in front of a sequence."],
  [9, "chunk-first", 1, "First chunk of a chunked sequence.", "slow"],
  [10, "chunk-rest", 1, "What follows the first chunk; perhaps an empty list.", "slow"],
  [11, "chunk-next", 1, "What follows the first chunk, or nil.", "slow"],
  [12, "is-chunked-seq", 1, "Is x a chunked sequence?"],
  [13, "lazy-seq", 1, "A lazy sequence of what the function answers."],
  [14, "is-lazy-seq", 1, "Is x a lazy sequence?"],
  [15, "lazy-begin", 1, "Marks busy and answers the function, or nil when the value is there."],
  [16, "lazy-end", 2, "Stores what the function answered; answers it."],
  [17, "lazy-fail", 1, "Makes the cell empty again; a later reader runs the function anew."],
  [18, "lazy-value", 1, "The value of a cell that is done."],
  [19, "lazy-settle", 2, "Replaces the value by the sequence it stands for; answers it."],
  [20, "is-realized", 1, "Is the lazy sequence or delay done?"],
  [21, "range", 3, "A range of longs: start, end, step (not 0); nil when empty."],
  [22, "rseq-vector", 1, "The vector backwards, or nil."],
  [23, "string-seq-index", 1, "Index of a string sequence in its string."],
  [24, "delay", 1, "A delay of the function."],
  [25, "is-delay", 1, "Is x a delay?"],
  [26, "keys", 1, "A sequence of the keys of a map, or nil.", "slow"],
  [27, "vals", 1, "A sequence of the values of a map, or nil.", "slow"],
]);
