// Every public function of the core library with random arguments of all kinds: each call returns
// or throws an exception that does not speak of Genera's own parts. GENERA_SEED repeats a run.

import assert from "node:assert/strict";
import { test } from "node:test";
import { makeRandom, pickSeed } from "../kernel/instance";
import { attemptText } from "./attempt";
import { Program } from "./program";

const ROUNDS = Number(process.env.GENERA_ROUNDS ?? 4);
const counts = [0, 1, 1, 1, 2, 2, 2, 3, 3, 4];

/** Functions that change files, namespaces or the process, or read what is not there. */
const excluded = new Set(
  `spit load-file load load-string load-reader require use refer in-ns ns-unmap ns-unalias
  remove-ns alter-var-root intern shutdown-agents read-line read read+string make-parents
  delete-file copy file-seq create-ns alias import eval require-resolve requiring-resolve
  set-print-hook print-hook await await1 slurp`.split(/\s+/),
);

const namespaces = ["clojure.core", "clojure.string", "clojure.set", "clojure.walk"];
namespaces.push("clojure.zip", "clojure.data", "clojure.edn", "clojure.math");

const setUp = `
(defrecord Point [x y])
(deftype Thing [a])
(defprotocol Shape (area [s]))
(defmulti kind-of class)
(def ^:dynamic *dynamic* 1)
(def makers
  [(fn [] nil) (fn [] true) (fn [] false) (fn [] 0) (fn [] 1) (fn [] -1) (fn [] 2) (fn [] 7)
   (fn [] 100) (fn [] 4294967296) (fn [] 9223372036854775807) (fn [] -9223372036854775808)
   (fn [] 12345678901234567890N) (fn [] 1/3) (fn [] -7/2) (fn [] 1.5) (fn [] -0.0) (fn [] 1e300)
   (fn [] ##NaN) (fn [] ##Inf) (fn [] 1.50M) (fn [] 1E+30M) (fn [] \\a) (fn [] \\newline)
   (fn [] "") (fn [] "abc") (fn [] "a b\\nc") (fn [] "π😀") (fn [] "12") (fn [] :a) (fn [] :n/b)
   (fn [] 'a) (fn [] 'clojure.core/inc) (fn [] []) (fn [] [1 2 3]) (fn [] [[1 2] [3 4]])
   (fn [] (vec (range 100))) (fn [] ()) (fn [] '(1 2)) (fn [] '(a b)) (fn [] {}) (fn [] {:a 1 :b 2})
   (fn [] (zipmap (range 50) (range))) (fn [] #{}) (fn [] #{1 :a "x"}) (fn [] (sorted-map 1 2 3 4))
   (fn [] (sorted-set 3 1 2)) (fn [] (range 10)) (fn [] (map inc [1 2 3])) (fn [] (lazy-seq nil))
   (fn [] (seq "abc")) (fn [] (first {:k :v})) (fn [] (->Point 1 2)) (fn [] (Thing. 1))
   (fn [] (reify Object (toString [_] "reified"))) (fn [] (subvec [1 2 3 4] 1 3))
   (fn [] clojure.lang.PersistentQueue/EMPTY) (fn [] (conj clojure.lang.PersistentQueue/EMPTY 1))
   (fn [] (transient [1])) (fn [] (transient {})) (fn [] (transient #{1})) (fn [] (object-array 3))
   (fn [] (long-array [1 2])) (fn [] (double-array 2)) (fn [] (into-array [1 2])) (fn [] inc)
   (fn [] +) (fn [] identity) (fn [] (fn [& xs] xs)) (fn [] (fn [] 1)) (fn [] (map inc))
   (fn [] (comp first second)) (fn [] even?) (fn [] <) (fn [] kind-of) (fn [] area) (fn [] #'inc)
   (fn [] #'*dynamic*) (fn [] (atom 1)) (fn [] (volatile! 1)) (fn [] (delay 1)) (fn [] (ref 1))
   (fn [] (agent 1)) (fn [] (doto (promise) (deliver 1))) (fn [] (reduced 1)) (fn [] #"a+")
   (fn [] (re-matcher #"a" "banana")) (fn [] (ex-info "m" {:a 1})) (fn [] (Exception. "e"))
   (fn [] String) (fn [] clojure.lang.IPersistentMap) (fn [] (find-ns 'clojure.set)) (fn [] Shape)
   (fn [] (java.util.Date. 0)) (fn [] #uuid "00000000-0000-0000-0000-000000000000")
   (fn [] (with-meta [1] {:m 1})) (fn [] (make-hierarchy)) (fn [] (iterator-seq (.iterator [1])))
   (fn [] (StringBuilder. "sb")) (fn [] (eduction (map inc) [1 2])) (fn [] (tagged-literal 'a 1))])
(def functions
  (vec (sort-by str
    (for [n '[${namespaces.join(" ")}]
          [_ v] (ns-publics n)
          :when (and (bound? v) (fn? (deref v)) (not (:macro (meta v))) (not (:private (meta v))))]
      v))))
(defn call [f args]
  (binding [*print-length* 5 *print-level* 3 *out* (java.io.StringWriter.)
            *err* (java.io.StringWriter.) *in* nil]
    (let [result (apply f (map (fn [i] ((nth makers i))) args))]
      (pr-str result)
      nil)))
`;

test("functions of the core library return or throw, whatever they are given", (t) => {
  const seed = pickSeed();
  const random = makeRandom(seed);
  t.diagnostic(`GENERA_SEED=${seed}`);
  const program = new Program(256 * 1024 * 1024);
  program.run(`(require '[${namespaces.join("] '[")}])`);
  program.run(setUp);
  const names = program.show('(apply str (interpose " " (map symbol functions)))');
  const functions = names.slice(1, -1).split(" ");
  const makers = Number(program.show("(count makers)"));
  assert.ok(functions.length > 500, `${functions.length} functions`);
  for (let round = 0; round < ROUNDS; round++) {
    functions.forEach((name, f) => {
      if (excluded.has(name.replace(/^.*?\//, ""))) return;
      const args = Array.from({ length: counts[random(counts.length)] ?? 0 }, () => random(makers));
      const text = `(call (nth functions ${f}) [${args.join(" ")}])`;
      const shown = `seed ${seed}: (${name} makers ${args.join(" ")})`;
      try {
        const result = attemptText(program, text);
        if (process.env.GENERA_VERBOSE) console.log(shown, result.kind);
        if (result.kind !== "error") return;
        const { message } = result.report;
        assert.doesNotMatch(message ?? "", /genera\.(slow|host)|prim\//, "it names internals");
      } catch (error) {
        throw new Error(`${shown}: ${(error as Error).message}`, { cause: error });
      }
    });
  }
});
