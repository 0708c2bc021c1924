(require '[genera.actors :refer :all])
(defn run [trap f] (let [[p r] (spawn-monitor (fn [] (process-flag :trap-exit trap) (exit [:result (f)])))] (receive [:DOWN r :process _ reason] reason (after 60000 :late))))
(defn got [] (receive x x (after 20 :none)))
(defn reason-of [p r] (receive [:DOWN r :process p reason] reason (after 60000 :late)))
(defn dead [] (let [[p r] (spawn-monitor (fn [] nil))] (reason-of p r) p))
(let [d (dead) r (monitor d)] (reason-of d r)) ;=> :noproc
(let [r (monitor :nobody)] (receive [:DOWN r :process item reason] [item reason])) ;=> [:nobody :noproc]
(mapv (fn [f] (let [[p r] (spawn-monitor f)] (reason-of p r))) [(fn [] 1) (fn [] (exit :normal)) (fn [] (exit :x)) (fn [] (exit :kill))]) ;=> [:normal :normal :x :kill]
(let [[p r] (spawn-monitor (fn [] (binding [*report-crash* identity] (throw (ex-info "boom" {:a 1})))))] (let [[tag m] (reason-of p r)] [tag (:cause m) (:data m)])) ;=> [:exception "boom" {:a 1}]
(let [p (spawn (fn [] (receive :go (exit :bad)))) a (monitor p) b (monitor p)] (! p :go) [(reason-of p a) (reason-of p b) (got)]) ;=> [:bad :bad :none]
(let [r (monitor (self))] [(ref? r) (got) (process-info (self) :monitors)]) ;=> [true :none []]
(let [p (spawn (fn [] (receive :go nil))) r (monitor p)] (demonitor r) (! p :go) (got)) ;=> :none
(let [p (spawn (fn [] (receive :go nil))) r (monitor p) s (monitor (self))] [(demonitor s :info) (demonitor r :info :flush) (demonitor r :info) (demonitor r)]) ;=> [false true false true]
(let [r (monitor (dead))] (Thread/sleep 5) [(demonitor r :info) (nth (got) 0)]) ;=> [false :DOWN]
(let [r (monitor (dead))] (Thread/sleep 5) [(demonitor r :info :flush) (got)]) ;=> [false :none]
(let [r (monitor (self)) f (make-ref)] [(run false (fn [] (demonitor r))) (demonitor f)]) ;=> [[:result true] true]
(let [p (spawn (fn [] (receive :go nil)))] (register :watched p) (let [r (monitor :watched)] (! :watched :go) (receive [:DOWN r :process item reason] [item reason]))) ;=> [:watched :normal]
(let [p (spawn (fn [] (receive :go nil))) r (monitor p)] [(= [p] (process-info (self) :monitors)) (= [(self)] (process-info p :monitored-by)) (do (demonitor r) (process-info p :monitored-by)) (process-info (self) :monitors)]) ;=> [true true [] []]
(let [main (self)] (run false (fn [] (monitor main))) (process-info main :monitored-by)) ;=> []
(try (monitor 5) (catch IllegalArgumentException e (.getMessage e))) ;=> "Neither pid nor name: 5"
