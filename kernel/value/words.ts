// Copying runs of words. Short ones are most of the work of persistent collections and of the
// collector, and a call of memory.copy costs more than they do; so they go by 32 bytes at a time.

import { Addr } from "./addr";

/** Copies `count` half words to where no source lies. */
export function copyHalves(to: Addr, from: Addr, count: u32): void {
  for (let at: u32 = 0; at < count << 2; at += 4) store<u32>(to + at, load<u32>(from + at));
}

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
