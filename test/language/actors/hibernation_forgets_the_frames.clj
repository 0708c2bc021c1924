(require '[genera.actors :refer :all])
(defn reason-of [p r] (receive [:DOWN r :process p reason] reason (after 60000 :late)))
(defn woken [main x] (receive m (! main [x m])))
(def p (let [main (self)] (spawn (fn [] (let [deep (fn deep [n] (if (= n 0) (hibernate woken main :x) (inc (deep (dec n)))))] (deep 500))))))
(do (Thread/sleep 10) [(process-info p :status) (< (process-info p :stack-size) 300)]) ;=> [:waiting true]
(let [r (monitor p)] (! p :hello) [(receive [:x m] m) (reason-of p r)]) ;=> [:hello :normal]
(let [[p r] (spawn-monitor (fn [] (try (hibernate (fn [] (receive m (exit m)))) (finally (exit :never)))))] (Thread/sleep 5) (! p :awake) (reason-of p r)) ;=> :awake
(let [[p r] (spawn-monitor (fn [] (hibernate identity 1)))] (Thread/sleep 5) (exit p :kill) (reason-of p r)) ;=> :killed
(let [[p r] (spawn-monitor (fn [] (! (self) :already) (hibernate (fn [] (receive m (exit m))))))] (reason-of p r)) ;=> :already
