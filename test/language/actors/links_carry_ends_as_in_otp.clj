(require '[genera.actors :refer :all])
(defn run [trap f] (let [[p r] (spawn-monitor (fn [] (process-flag :trap-exit trap) (exit [:result (f)])))] (receive [:DOWN r :process _ reason] reason (after 60000 :late))))
(defn got [] (receive x x (after 20 :none)))
(defn reason-of [p r] (receive [:DOWN r :process p reason] reason (after 60000 :late)))
(defn dead [] (let [[p r] (spawn-monitor (fn [] nil))] (reason-of p r) p))
(defn with-child [trap reason] (run trap (fn [] (let [child (spawn-link (fn [] (exit reason))) x (got)] (if (= x [:EXIT child reason]) :message x)))))
(mapv (partial with-child false) [:normal :kill :killed :other :shutdown]) ;=> [[:result :none] :kill :killed :other :shutdown]
(mapv (partial with-child true) [:normal :kill :killed :other :shutdown]) ;=> [[:result :message] [:result :message] [:result :message] [:result :message] [:result :message]]
(run false (fn [] (spawn-link (fn [] nil)) (got))) ;=> [:result :none]
(run false (fn [] (let [p (spawn-link (fn [] (receive :go (exit :bad))))] (unlink p) (! p :go) (got)))) ;=> [:result :none]
(run false (fn [] (let [p (spawn (fn [] (receive :go (exit :bad))))] (link p) (link p) (! p :go) (got)))) ;=> :bad
(run false (fn [] [(link (self)) (process-info (self) :links)])) ;=> [:result [true []]]
(let [d (dead)] (run false (fn [] (link d) (got)))) ;=> :noproc
(let [d (dead)] (run false (fn [] (try (link d) (catch genera.actors.Exit e (exit-reason e)))))) ;=> [:result :noproc]
(let [d (dead)] (run true (fn [] (let [x (link d) y (got)] [x (= y [:EXIT d :noproc])])))) ;=> [:result [true true]]
(run true (fn [] (let [p (spawn-link (fn [] (exit :bad)))] (Thread/sleep 10) (unlink p) (let [[tag from reason] (got)] [tag (= p from) reason])))) ;=> [:result [:EXIT true :bad]]
(let [d (dead)] (unlink d)) ;=> true
(let [[p r] (spawn-monitor (fn [] (spawn-link (fn [] (Thread/sleep 5) (exit :child))) (Thread/sleep 100000)))] (reason-of p r)) ;=> :child
(let [main (self) [p r] (spawn-monitor (fn [] (! main [:child (spawn-link (fn [] (Thread/sleep 100000)))]) (receive :go (exit :parent))))] (receive [:child c] (let [m (monitor c)] (! p :go) (reason-of p r) (reason-of c m)))) ;=> :parent
(run true (fn [] (let [p (spawn-link (fn [] (receive :go nil)))] (unlink p) (link p) (! p :go) (let [[tag from reason] (got)] [tag (= p from) reason (got)])))) ;=> [:result [:EXIT true :normal :none]]
(run false (fn [] (let [p (spawn-link (fn [] (receive :stop nil)))] [(= [p] (process-info (self) :links)) (= [(self)] (process-info p :links)) (do (unlink p) (process-info p :links))]))) ;=> [:result [true true []]]
