;; What the JVM's own programs share: the clock, warm-up and timed runs, the result line.
;; Programs that plain Clojure can express are in bench/genera and do not use this file.
;; A program prints one line, @@ and JSON, for each result.
(ns peers.core (:require [clojure.string :as str]))

(def ^:dynamic *mode* "warm")
(defn now-ms ^double [] (/ (System/nanoTime) 1e6))
(defn emit
  ([p unit runs check] (emit p unit runs check ""))
  ([p unit runs check note]
   (println (str "@@{\"p\":\"" p "\",\"unit\":\"" unit "\",\"runs\":["
                 (str/join "," (map #(format "%.4f" (double %)) runs))
                 "],\"check\":\"" check "\",\"note\":\"" note "\"}"))
   (flush)))
(defn timed [f] (let [t0 (now-ms) c (f)] [(- (now-ms) t0) c]))
(defn measure
  "Warms up for 2 runs and 2 s (at most 10 runs or 10 s), then times n runs (3 within 20 s)."
  ([p f] (measure p f 5))
  ([p f n]
   (if (= *mode* "once")
     (let [[t c] (timed f)] (emit p "ms" [t] c))
     (let [t0 (now-ms)]
       (loop [i 0]
         (when (and (< i 10) (< (- (now-ms) t0) 10000.0) (or (< i 2) (< (- (now-ms) t0) 2000.0)))
           (f) (recur (inc i))))
       (let [s (now-ms)]
         (loop [ts [] c nil]
           (if (or (= (count ts) n) (and (>= (count ts) 3) (> (- (now-ms) s) 20000.0)))
             (emit p "ms" ts c)
             (let [[t c] (timed f)] (recur (conj ts t) c)))))))))
(defn minstd ^long [^long x] (rem (* x 16807) 2147483647))
(defn pct [v q]
  (if (empty? v) 0.0
    (nth v (max 0 (min (dec (count v)) (dec (long (Math/ceil (* q (count v))))))))))
(defn run-main [benches args]
  (let [[mode & names] args]
    (if (= mode "list")
      (run! println (keys benches))
      (alter-var-root #'*mode* (constantly (or mode "warm"))))
    (when-not (= mode "list") (doseq [b names] ((benches b))))
    (shutdown-agents) (System/exit 0)))
