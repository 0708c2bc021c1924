(require '[genera.actors :refer :all])
(def echo (spawn (fn [] (loop [] (receive [p r] (do (! p r) (recur)))))))
(defn call [] (let [r (make-ref)] (! echo [(self) r]) (receive r :ok)))
(defn cost [f] (let [before (process-info (self) :reductions)] (f) (- (process-info (self) :reductions) before)))
; a slice that a collection cuts short costs what it has used, not all that it was given
(< 0 (cost (fn [] (dotimes [i 200] (call)))) 6000) ;=> true
(< 0 (cost (fn [] (dotimes [i 200] (byte-array 30000) (call)))) 8000) ;=> true
