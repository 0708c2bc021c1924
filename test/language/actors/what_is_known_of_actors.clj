(require '[genera.actors :refer :all])
(defn run [trap f] (let [[p r] (spawn-monitor (fn [] (process-flag :trap-exit trap) (exit [:result (f)])))] (receive [:DOWN r :process _ reason] reason (after 60000 :late))))
(defn got [] (receive x x (after 20 :none)))
(defn reason-of [p r] (receive [:DOWN r :process p reason] reason (after 60000 :late)))
(defn dead [] (let [[p r] (spawn-monitor (fn [] nil))] (reason-of p r) p))
(def p (spawn-opt {:label :worker :priority :low} (fn [] (pput! :k 1) (receive :stop nil))))
(Thread/sleep 5)
(process-info p [:status :message-queue-len :links :monitors :trap-exit :priority :dictionary :label]) ;=> {:status :waiting, :message-queue-len 0, :links [], :monitors [], :trap-exit false, :priority :low, :dictionary {:k 1}, :label :worker}
(= (self) (process-info p :parent)) ;=> true
(do (! p 1) (! p [:two]) (process-info p [:messages :message-queue-len])) ;=> {:messages [1 [:two]], :message-queue-len 2}
(process-info (self) :status) ;=> :running
(process-info (dead)) ;=> nil
(process-info (dead) :links) ;=> nil
(<= 20 (count (process-info p))) ;=> true
(symbol? (process-info p :current-function)) ;=> true
(vector? (process-info p :current-stacktrace)) ;=> true
(< 0 (process-info p :total-heap-size)) ;=> true
(try (process-info p :nonsense) (catch IllegalArgumentException e (.getMessage e))) ;=> "process-info knows no :nonsense"
(let [all (set (processes))] [(contains? all p) (contains? all (self)) (contains? all (dead))]) ;=> [true true false]
(let [r (monitor p)] (! p :stop) [(reason-of p r) (alive? p) (contains? (set (processes)) p)]) ;=> [:normal false false]
(run false (fn [] [(process-flag :trap-exit true) (process-flag :trap-exit false) (process-flag :priority :high) (process-flag :priority :low)])) ;=> [:result [false true :normal :high]]
(run false (fn [] [(pput! :a 1) (pput! :a 2) (pget :a) (pget :b 3) (pdictionary) (perase! :a) (perase!) (pdictionary)])) ;=> [:result [nil 1 2 3 {:a 2} 2 {} {}]]
(mapv (fn [[p x]] (boolean (re-matches p (str x)))) [[#"#pid\[\d+ \d+\]" (self)] [#"#ref\[\d+\]" (make-ref)]]) ;=> [true true]
(let [r (make-ref) m {r 1 (self) 2}] [(m r) (m (self)) (= r (make-ref)) (= (self) (self)) (get {(self) 1} (first (process-info (spawn-link (fn [] (receive :x nil))) :links)))]) ;=> [1 2 false true 1]
