(require '[genera.actors :refer :all])
(defn run [trap f] (let [[p r] (spawn-monitor (fn [] (process-flag :trap-exit trap) (exit [:result (f)])))] (receive [:DOWN r :process _ reason] reason (after 60000 :late))))
(defn got [] (receive x x (after 20 :none)))
(defn reason-of [p r] (receive [:DOWN r :process p reason] reason (after 60000 :late)))
(defn dead [] (let [[p r] (spawn-monitor (fn [] nil))] (reason-of p r) p))
(defn signalled [trap reason] (let [main (self) [p r] (spawn-monitor (fn [] (process-flag :trap-exit trap) (! main :ready) (exit [:got (got)])))] (receive :ready nil) (exit p reason) (let [end (reason-of p r)] (if (= [:got [:EXIT main reason]] end) :message end))))
(mapv (partial signalled false) [:normal :kill :killed :other :shutdown]) ;=> [[:got :none] :killed :killed :other :shutdown]
(mapv (partial signalled true) [:normal :kill :killed :other :shutdown]) ;=> [:message :killed :message :message :message]
(defn signals-itself [trap reason] (run trap (fn [] (exit (self) reason) (let [x (got) me (self)] (if (= x [:EXIT me reason]) :message x)))))
(mapv (partial signals-itself false) [:normal :kill :other]) ;=> [:normal :killed :other]
(mapv (partial signals-itself true) [:normal :kill :other]) ;=> [[:result :message] :killed [:result :message]]
(exit (dead) :kill) ;=> true
(run false (fn [] (exit (self) {:a [1 2]}) :never)) ;=> {:a [1 2]}
(let [[p r] (spawn-monitor (fn [] (loop [] (recur))))] (exit p :stop) (reason-of p r)) ;=> :stop
(let [[p r] (spawn-monitor (fn [] (loop [] (recur))))] (exit p :kill) (reason-of p r)) ;=> :killed
(let [[p r] (spawn-monitor (fn [] (Thread/sleep 100000)))] (exit p :awake) (reason-of p r)) ;=> :awake
