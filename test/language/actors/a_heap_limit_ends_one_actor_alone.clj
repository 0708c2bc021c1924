(require '[genera.actors :refer :all])
(defn reason-of [p r] (receive [:DOWN r :process p reason] reason (after 60000 :late)))
(defn hog [] (loop [x nil i 0] (recur (cons i x) (inc i))))
(let [[p r] (spawn-opt {:monitor true :max-heap-size 300000} hog)] (reason-of p r)) ;=> :killed
(let [[p r] (spawn-monitor (fn [] (process-flag :max-heap-size 300000) (hog)))] (reason-of p r)) ;=> :killed
(let [[p r] (spawn-opt {:monitor true :max-heap-size 300000} (fn [] (dotimes [i 40] (vec (range 2000)))))] (reason-of p r)) ;=> :normal
(let [[p r] (spawn-opt {:monitor true :max-heap-size 300000} (fn [] (loop [m {} i 0] (if (< i 20000) (recur (assoc m (mod i 500) i) (inc i)) (exit [:size (count m)])))))] (reason-of p r)) ;=> [:size 500]
(let [[p r] (spawn-opt {:monitor true :link true :max-heap-size 3000000} (fn [] (process-flag :max-heap-size nil) (exit (process-flag :max-heap-size 900000000))))] (unlink p) (reason-of p r)) ;=> nil
(let [main (self) o (Object.) [p r] (spawn-monitor (fn [] (locking o (! main :locked) (loop [] (recur)))))] (receive :locked (exit p :kill)) [(reason-of p r) (locking o :free-again)]) ;=> [:killed :free-again]
