// A fresh instance of the built kernel over a small memory of its own, for tests.

import { readFileSync } from "node:fs";
import { makeImports } from "../../host/imports";

const maximumPages = 65536;

export interface Instance {
  readonly kernel: Record<string, CallableFunction>;
  readonly view: DataView;
  readonly memory: WebAssembly.Memory;
  readonly instance: WebAssembly.Instance;
}

export function makeInstance(): Instance {
  const memory = new WebAssembly.Memory({
    initial: maximumPages,
    maximum: maximumPages,
    shared: true,
  });
  const module = new WebAssembly.Module(readFileSync("build/genera.wasm"));
  const instance = new WebAssembly.Instance(module, makeImports(memory));
  return {
    kernel: instance.exports as Record<string, CallableFunction>,
    view: new DataView(memory.buffer),
    memory,
    instance,
  };
}

/** A small seeded generator (xorshift32): answers integers below `n`. */
export function makeRandom(seed: number): (n: number) => number {
  let x = seed | 0 || 1;
  return (n) => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return (x >>> 0) % n;
  };
}

/** GENERA_SEED, or a new one in a long run; always the same in others, which must repeat. */
export function pickSeed(): number {
  const drawn = process.env.GENERA_LONG ? Date.now() % 1_000_000_007 : 20_261_126;
  return Number(process.env.GENERA_SEED ?? drawn);
}
