// Compares the code of the two compilers: the rows of bench/genera in two runtimes of one process,
// one whose library and program the seed compiled, one where the image's own compiler did. The rows
// that Erlang has, too, time the scheduler instead and are left out.
//
// The runtimes take turns, call by call, so that what else the machine does hits both; the time is
// that of the processor, not of the wall. A ratio above 1 means that the image's compiler makes the
// faster code. The rows of `loops` spend their time in loops of their own, the others in the
// library.
//
// Each run makes its data anew, by the harness that the seed has compiled for both: where a map
// and its strings lie in memory changes the time of a million lookups by a fifth, and one layout
// for all runs would be taken for a difference of the code. A row that seems slower is measured
// once more, and is slower if it is so again.
//
//   npm run bench -- --compilers [--only fib,map] [--runs 5]

import { readFileSync } from "node:fs";
import { Evaluator } from "../../host/evaluate";
import { type HeldGroup, NIL, type Word } from "../../host/heap";
import { makeImports } from "../../host/imports";
import { createRuntime } from "../../host/create";
import type { Runtime } from "../../host/runtime";
import { primitives } from "../../host/seed/builder";
import { HeapWorld } from "../../host/seed/world";
import { Existing } from "../../host/values";
import { compileUnits } from "../../seed/compile";
import { ROWS } from "../runner/rows.mjs";

const loops = new Set([
  ...["nbody_gen", "nbody_typed", "spectral_typed", "mandel", "mandel_typed", "vec_conj"],
  ...["vec_nth", "vec_assoc", "map_assoc", "map_str_assoc"],
]);

const least = 0.95; // slower than this is a failure
const leastMs = 500; // of a run: a shorter one has a collection of the heap more or less

class Side {
  private readonly runtime: Runtime;
  private readonly world: HeapWorld;
  private readonly evaluator: Evaluator;

  constructor(
    wasm: WebAssembly.Module,
    image: string,
    private readonly by: "seed" | "image",
  ) {
    this.runtime = createRuntime({ module: wasm, makeImports, image: readFileSync(image) });
    const { heap } = this.runtime.registry;
    this.evaluator = new Evaluator(
      heap,
      () => this.runtime.answerCall(),
      (actor) => this.runtime.releaseEnded(actor),
    );
    this.world = new HeapWorld(heap, this.evaluator, new Set());
  }

  /** The last value of a text, held while the process lives; compiled by the side's compiler. */
  run(text: string): Word {
    const { runtime } = this;
    if (this.by === "seed") return this.runBySeed(text);
    const value = (ns: string, name: string) => new Existing(runtime.findValue(ns, name) ?? NIL);
    const evaluate = value("genera.compiler", "evaluate");
    const each = value("clojure.core", "identity");
    const args = [text, "bench.clj", evaluate, each];
    return this.call(runtime.prepareCall("clojure.core", "run-forms", ...args));
  }

  /** As run, compiled by the seed; the image reads the text, as the seed reads less of Clojure. */
  runBySeed(text: string): Word {
    const { runtime, world } = this;
    const read = this.call(runtime.prepareCall("clojure.core", "read-string", `[${text}\n]`));
    const all = world.forms.toForm(read);
    world.enter("user");
    let value: Word = NIL;
    for (const form of "items" in all ? all.items : []) {
      const held: HeldGroup = [];
      runtime.registry.heap.holdIn(held, () => {
        for (const unit of compileUnits(form, { world, primitives, file: "bench.clj" })) {
          value = this.call(world.builder.buildFunction(unit, "bench.clj"));
        }
      });
    }
    world.forms.forget();
    return value;
  }

  call(f: Word): Word {
    return this.evaluator.run(f, NIL);
  }

  text(expression: string): string {
    return this.runtime.values.readString(this.run(`(pr-str ${expression})`));
  }
}

/** The milliseconds of the processor that a call takes on each side, over `calls` of them. */
function timed(sides: readonly Side[], fs: readonly Word[], calls: number): number[] {
  const spent = sides.map(() => 0);
  for (let call = 0; call < calls; call++) {
    for (const [k, side] of sides.entries()) {
      const start = process.cpuUsage();
      side.call(fs[k] ?? NIL);
      const { user, system } = process.cpuUsage(start);
      spent[k] = (spent[k] ?? 0) + (user + system) / 1000;
    }
  }
  return spent.map((ms) => ms / calls);
}

function median(times: number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}

function main(only: string | undefined, runs: number): boolean {
  const wanted = (name: string) => !only || only.split(",").some((part) => name.startsWith(part));
  const wasm = new WebAssembly.Module(readFileSync("build/genera.wasm"));
  let isGood = true;
  console.log("| row | loop | seed ms | image ms | seed / image |\n|---|---|--:|--:|--:|");
  const isComparable = (row: (typeof ROWS)[number]) =>
    row.file && !row.only?.includes("erlang") && wanted(row.name);
  for (const row of ROWS.filter(isComparable)) {
    const sides = [
      new Side(wasm, "build/seed.vlod", "seed"),
      new Side(wasm, "build/core.vlod", "image"),
    ];
    const [harness, program] = ["harness", row.file].map((name) =>
      readFileSync(`bench/genera/${name}.clj`, "utf8"),
    );
    for (const side of sides) {
      side.runBySeed(harness ?? "");
      side.run(program ?? "");
    }
    const prepare = () => sides.map((side) => side.run(`((get programs "${row.name}"))`));
    const results = sides.map((side) => side.text(`(((get programs "${row.name}")))`));
    const calls = Math.ceil(leastMs / Math.max(...timed(sides, prepare(), 1)));
    const measure = () => {
      const times = Array.from({ length: runs }, () => timed(sides, prepare(), calls));
      return [median(times.map(([ms = 0]) => ms)), median(times.map(([, ms = 0]) => ms))] as const;
    };
    let [seed, image] = measure();
    if (seed / image < least) [seed, image] = measure();
    const ratio = seed / image;
    const agrees = results[0] === results[1];
    if (ratio < least || !agrees) isGood = false;
    const marks = `${agrees ? "" : " RESULTS DIFFER"}${ratio < least ? " SLOWER" : ""}`;
    const cells = [row.title, loops.has(row.name) ? "yes" : "", seed.toFixed(0), image.toFixed(0)];
    console.log(`| ${cells.join(" | ")} | ${ratio.toFixed(2)}${marks} |`);
  }
  return isGood;
}

const [only, runs] = process.argv.slice(2);
process.exitCode = main(only === "" ? undefined : only, Number(runs ?? 5)) ? 0 : 1;
