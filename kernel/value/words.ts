// Copying runs of words. Short ones are most of the work of persistent collections and of the
// collector, and a call of memory.copy costs more than they do; so they go by 32 bytes at a time.

import { Addr } from "./addr";

/** Copies `count` words to where no source word lies. */
export function copyWords(to: Addr, from: Addr, count: u32): void {
  let target = to;
  let source = from;
  let left = count;
  while (left >= 4) {
    v128.store(target, v128.load(source));
    v128.store(target, v128.load(source, 16), 16);
    target += 32;
    source += 32;
    left -= 4;
  }
  while (left != 0) {
    store<u64>(target, load<u64>(source));
    target += 8;
    source += 8;
    left--;
  }
}
