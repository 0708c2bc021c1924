// Churn: a Lisp program that keeps a set of small structures alive and replaces them one after the
// other, in random order, in a heap of a few times their size. Most of what it allocates dies at
// once, the rest is promoted, lives for a while, and dies among objects that live on.

import assert from "node:assert/strict";
import { Program } from "../host/program";

const stats = { live: 32, shared: 56, exhausted: 64, allocated: 72 };

const source = `
(def slots (atom []))

(defn part [i]
  (vec (map (fn [j] {:id j :name (str "item-" i "-" j) :list (list i j)}) (range 60))))

(defn fill [n]
  (reset! slots (vec (repeat n nil)))
  (dotimes [i n] (swap! slots assoc i (part i))))

(defn churn [turns seed]
  (loop [i 0 x seed]
    (if (< i turns)
      (let [x (mod (+ (* x 1103515245) 12345) 2147483648)]
        (swap! slots assoc (mod (quot x 65536) (count @slots)) (part x))
        (recur (inc i) x))
      x)))

(defn sound? []
  (every? (fn [p] (and (= 60 (count p)) (= (map :id p) (range 60)))) @slots))
`;

export interface Churn {
  readonly heapBytes: number;
  /** Structures alive: about 12 KB each. */
  readonly slots: number;
  /** To be allocated in all. */
  readonly allocatedBytes: number;
  /** To be promoted at least. */
  readonly sharedBytes: number;
}

/** Runs it and asserts that memory stays flat and contents right; answers a line of figures. */
export function runChurn({ heapBytes, slots, allocatedBytes, sharedBytes }: Churn): string {
  const program = new Program(heapBytes);
  const { kernel } = program.runtime;
  const call = kernel.exports as unknown as Record<string, (...args: number[]) => number>;
  const stat = (at: number): number => Number((call.stat as (at: number) => number)(at));
  const collect = (): number => {
    call.collectShared?.(1, 0);
    return stat(stats.live);
  };
  program.run(source);
  program.run(`(fill ${slots})`);
  const first = collect();
  const most: number[] = [first];
  let seed = 12345;
  while (stat(stats.allocated) < allocatedBytes) {
    seed = Number(program.show(`(churn ${slots} ${seed})`));
    most.push(collect());
  }
  assert.equal(program.show("(sound?)"), "true");
  assert.equal(stat(stats.exhausted), 0);
  assert.ok(stat(stats.shared) >= sharedBytes, `only ${stat(stats.shared)} bytes were promoted`);
  // Whole lines are counted, so what lives looks larger while single objects die.
  assert.ok(Math.max(...most) < 1.6 * first, `live bytes grew: ${most.join(" ")}`);
  assert.equal(call.verifyHeap?.(), 0);
  const mb = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;
  return (
    `${mb(stat(stats.allocated))} allocated, ${mb(stat(stats.shared))} promoted, ` +
    `${mb(first)} live at first, ${mb(Math.max(...most))} at most`
  );
}
