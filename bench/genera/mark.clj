;; How fast a full collection marks: the heap holds a map of a million integers, and the time of
;; whole collections is divided by the objects they marked. Genera only, so the runner has no row
;; for it: bin/genera run bench/genera/mark.clj prints the median of nine.

(defn pseudo-random [x] (rem (* x 16807) 2147483647))

(def million
  (loop [i 0 x 42 m {}]
    (if (< i 1000000)
      (recur (inc i) (pseudo-random x) (assoc m x i))
      m)))

(defn collect-ms []
  (let [start (System/nanoTime)]
    (System/gc)
    (dotimes [_ 2] nil) ; a safepoint: the collection happens here
    (/ (- (System/nanoTime) start) 1e6)))

(def live-objects 6) ; the place of this figure in kernel/heap/stats

(dotimes [_ 3] (collect-ms))
(let [times   (vec (sort (map (fn [_] (collect-ms)) (range 9))))
      ms      (nth times 4)
      objects (nth (prim/heap-stats) live-objects)]
  (println (format "%,d objects of a map of %,d entries in %.1f ms: %.1f million a second"
                   objects (count million) ms (/ objects ms 1000.0))))
