; The main actor returns at once; what the others print is all there, each line whole.
(require '[genera.actors :refer [spawn]])
(defn burn [n] (loop [i 0] (when (< i n) (recur (inc i)))))
(dotimes [a 8] (spawn (fn [] (dotimes [i 25] (burn 20000) (println "line")))))
(burn 1000000)
;=> (200 lines)
