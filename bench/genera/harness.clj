;; What every program of this folder starts with: the clock, the warm-up and the result line.
;; The runner writes harness + program + `(run-program MODE NAME RUNS)` into one file, so that a
;; program needs no `require`, no arguments and no class path: it runs as soon as a dialect can
;; read a file. The JVM is given the very same text, so both columns time the same program.
;; A program is a function of no arguments: it prepares its data, which is not timed, and returns
;; the function that is timed. The harness never looks at a clock inside that function.

(defn now-ms [] (/ (System/nanoTime) 1e6))

(defn emit [program runs check]
  (println (str "@@{\"p\":\"" program "\",\"unit\":\"ms\",\"runs\":["
                (apply str (interpose "," (map str runs)))
                "],\"check\":\"" check "\",\"note\":\"\"}")))

(defn timed [f]
  (let [start (now-ms)
        check (f)]
    [(- (now-ms) start) check]))

(defn warm-up
  "Runs f at least twice and for two seconds, but at most ten times or ten seconds."
  [f]
  (let [start (now-ms)]
    (loop [i 0]
      (let [spent (- (now-ms) start)]
        (when (and (< i 10) (< spent 10000) (or (< i 2) (< spent 2000)))
          (f)
          (recur (inc i)))))))

(defn measure
  "Times f `wanted` times; after three runs it stops early once 20 seconds have gone."
  [program f wanted]
  (let [start (now-ms)]
    (loop [runs [] check nil]
      (let [n (count runs)]
        (if (or (= n wanted) (and (>= n 3) (> (- (now-ms) start) 20000)))
          (emit program runs check)
          (let [[ms c] (timed f)]
            (recur (conj runs ms) c)))))))

(defn run-program [programs mode program wanted]
  (let [f ((get programs program))]
    (if (= mode "once")
      (measure program f 1)
      (do (warm-up f)
          (measure program f wanted)))
    (shutdown-agents)))

;; The pseudo-random keys that every language of the table produces alike (minimal standard).
(defn minstd [x] (rem (* x 16807) 2147483647))
(defn random-ints [n] (vec (take n (rest (iterate minstd 42)))))
(defn random-strings [n] (mapv (fn [k] (str "key-" k)) (random-ints n)))
(defn sum-of [n f] (reduce + (repeatedly n f)))
(defn nine-digits [x] (format "%.9f" (double x)))
