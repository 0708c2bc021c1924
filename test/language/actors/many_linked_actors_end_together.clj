(require '[genera.actors :refer :all])
(defn run [trap f] (let [[p r] (spawn-monitor (fn [] (process-flag :trap-exit trap) (exit [:result (f)])))] (receive [:DOWN r :process _ reason] reason (after 60000 :late))))
(defn got [] (receive x x (after 20 :none)))
(defn reason-of [p r] (receive [:DOWN r :process p reason] reason (after 60000 :late)))
(defn dead [] (let [[p r] (spawn-monitor (fn [] nil))] (reason-of p r) p))
(def n 2000)
(def before (count (processes)))
(defn wait-for-ends [] (loop [] (if (< before (count (processes))) (do (Thread/sleep 1) (recur)) :gone)))
(defn wait [] (receive :never nil))
(let [main (self) [hub r] (spawn-monitor (fn [] (dotimes [i n] (spawn-link wait)) (! main :ready) (receive :go (exit :storm))))] (receive :ready nil) (! hub :go) [(reason-of hub r) (wait-for-ends)]) ;=> [:storm :gone]
(let [main (self) chain (fn chain [i] (if (< i n) (do (spawn-link (fn [] (chain (inc i)))) (wait)) (do (! main :ready) (receive (after 0 nil)) (exit :end)))) [p r] (spawn-monitor (fn [] (chain 0)))] (receive :ready nil) [(reason-of p r) (wait-for-ends)]) ;=> [:end :gone]
(let [[p r] (spawn-monitor (fn [] (process-flag :trap-exit true) (dotimes [i 300] (spawn-link (fn [] (exit i)))) (exit [:sum (reduce + (repeatedly 300 (fn [] (receive [:EXIT _ i] i))))])))] (reason-of p r)) ;=> [:sum 44850]
