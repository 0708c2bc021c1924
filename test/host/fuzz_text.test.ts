// Source text as nobody should write it: random characters, soups of tokens, the language tests
// with forms cut, doubled, swapped and replaced. Each either runs or fails with an exception that
// has a place. GENERA_SEED repeats a run.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { ErrorReport } from "../../host/errors";
import { makeRandom, pickSeed } from "../kernel/instance";
import { readTestFiles } from "../language/files";
import { attemptText } from "./attempt";
import { Program } from "./program";

const TEXTS = Number(process.env.GENERA_TEXTS ?? 600);
const LONGEST = 30; // tokens

const seed = pickSeed();
const random = makeRandom(seed);
const pick = <T>(items: readonly T[]): T => items[random(items.length)] as T;
const repeat = <T>(n: number, f: () => T): T[] => Array.from({ length: n }, f);

const tokens =
  `( ) [ ] { } #{ #( ( ) ( ) ' \` ~ ~@ ^ @ # #' #_ #" " \\ \\a \\newline \\u00e9 \\uzz ; ;; #!
  #?( #?@(
  #: #:a{ ##Inf ##x :a ::a :a/b :/ a b x % %1 %& & . .. .x x. / -> nil true false 0 1 -1 1/2 1/0
  1.5 1e400 0x1f 0xzz 017 09 2r1010 37r1 1N 1M 1e5M 99999999999999999999 "s" "a\\nb" "\\q" #"[a"
  #"a+"
  #inst #uuid #js #tag def defn fn fn* let let* loop loop* recur if do quote var try catch finally
  throw new set! case case* letfn* deftype defrecord defprotocol reify deftype* reify* defmulti
  defmethod ns require import binding for doseq cond -> ->> as-> some-> doto .. set! monitor-enter
  str map inc + count vec println atom swap! deref lazy-seq range first rest conj assoc
  constructor toString __proto__ (constructor valueOf. (prim/constructor 1)
  Exception. String Math/sqrt Long/MAX_VALUE (.length) java.lang.Object user/x clojure.core/inc
  ^:dynamic ^String ^{:a #_ #?(:clj #?(:cljs genera.actors/self :as :when :let & {:keys [a]} _`
    .split(/\s+/)
    .filter((token) => token !== "");

function makeCharacters(): string {
  const bytes = repeat(random(60), () => random(random(4) === 0 ? 256 : 128));
  return Buffer.from(bytes).toString("utf8");
}

function makeSoup(): string {
  return repeat(1 + random(LONGEST), () => pick(tokens)).join(random(5) === 0 ? "" : " ");
}

/** Forms that wait for input, end the process, or fill the heap and the time of the test. */
const avoided = /read-line|System|exit|spit|Thread|1000000|sleep|slurp|actors|future|spawn/;
const forms = readTestFiles()
  .flatMap((file) => file.checks.map((check) => check.text))
  .filter((text) => !avoided.test(text) && text.length < 2000);
const split = (text: string): string[] =>
  text.match(/"(?:[^"\\]|\\.)*"|[^\s()[\]{}"]+|[()[\]{}]|\s+|"/g) ?? [];

function mutate(): string {
  const parts = split(pick(forms));
  for (let n = 1 + random(3); n > 0; n--) {
    const at = random(parts.length);
    const other = split(pick(forms));
    switch (random(5)) {
      case 0:
        parts.splice(at, 1);
        break;
      case 1:
        parts.splice(at, 0, parts[at] ?? "");
        break;
      case 2:
        parts[at] = ` ${pick(tokens)} `;
        break;
      case 3:
        parts[at] = pick(other);
        break;
      default:
        parts.splice(at, random(6), ...other.slice(random(other.length)).slice(0, random(8)));
    }
  }
  return parts.join("");
}

const hasPlace = (report: ErrorReport | null): boolean =>
  report !== null &&
  (report.place !== null ||
    report.frames.some((frame) => frame.line > 0) ||
    hasPlace(report.cause));

const makeProgram = (): Program => new Program(256 * 1024 * 1024);

const viaLisp = (text: string): string =>
  `(binding [*ns* (the-ns (quote user))] (load-string ${JSON.stringify(text)}))`;
let program = makeProgram();

function checkTexts(make: () => string): void {
  for (let i = 0; i < TEXTS; i++) {
    const text = make();
    try {
      const result = attemptText(program, i % 3 === 0 ? text : viaLisp(text));
      if (process.env.GENERA_VERBOSE) console.log(result.kind, JSON.stringify(text));
      if (result.kind === "error") {
        assert.ok(hasPlace(result.report), `no place: ${JSON.stringify(result.report)}`);
        assert.doesNotMatch(result.report.message ?? "", /#'genera\.(slow|host)/);
      }
    } catch (error) {
      program = makeProgram();
      const shown = JSON.stringify(text);
      throw new Error(`seed ${seed}: ${shown}: ${(error as Error).message}`, { cause: error });
    }
  }
}

// A text may have begun to read standard input, which would keep this process for ever.
after(() => process.stdin.destroy());

test("random characters run or fail with a place", () => checkTexts(makeCharacters));

test("a soup of tokens runs or fails with a place", () => checkTexts(makeSoup));

test("mutated programs run or fail with a place", () => checkTexts(mutate));
