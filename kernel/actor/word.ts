// Keywords that the kernel puts into messages or looks for in reasons. Lisp makes them and leaves
// a vector of them in a root of the world, in this order; before that they all are nil.

import { vectorNth } from "../data/vector";
import { worldRoot } from "../data/world";
import { addressOf, NIL, Value } from "../value/value";

/** Root of the world: a vector of the keywords below. */
const KEYWORDS_ROOT: u32 = 4;
/** Root of the world: an atom with a map from names to pids and from pids to names. */
export const REGISTRY_ROOT: u32 = 5;

export const KEYWORD_NORMAL: u32 = 0;
export const KEYWORD_KILL: u32 = 1;
export const KEYWORD_KILLED: u32 = 2;
export const KEYWORD_NOPROC: u32 = 3;
export const KEYWORD_EXIT: u32 = 4;
export const KEYWORD_DOWN: u32 = 5;
export const KEYWORD_PROCESS: u32 = 6;
export const KEYWORD_EXCEPTION: u32 = 7;
export const KEYWORD_SYSTEM_LIMIT: u32 = 8;
export const KEYWORD_TIMEOUT: u32 = 9;
export const KEYWORD_SHUTDOWN: u32 = 10;

export function keyword(i: u32): Value {
  const all = worldRoot(KEYWORDS_ROOT);
  return all == NIL ? NIL : vectorNth(addressOf(all), i);
}
