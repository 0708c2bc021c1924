(require '[genera.actors :refer :all])
(defn run [trap f] (let [[p r] (spawn-monitor (fn [] (process-flag :trap-exit trap) (exit [:result (f)])))] (receive [:DOWN r :process _ reason] reason (after 60000 :late))))
(defn got [] (receive x x (after 20 :none)))
(defn reason-of [p r] (receive [:DOWN r :process p reason] reason (after 60000 :late)))
(defn dead [] (let [[p r] (spawn-monitor (fn [] nil))] (reason-of p r) p))
(let [a (make-alias)] (! a :one) (let [x (got)] (unalias a) (! a :two) [x (got) (unalias a)])) ;=> [:one :none false]
(let [a (make-alias :reply)] (! a :one) (let [x (got)] (! a :two) [x (got)])) ;=> [:one :none]
(defn sleeper [] (spawn (fn [] (receive :stop nil))))
(let [r (monitor (sleeper) {:alias :demonitor})] (! r :a) (let [x (got)] (demonitor r) (! r :b) [x (got)])) ;=> [:a :none]
(let [r (monitor (sleeper) {:alias :reply-demonitor})] (! r :a) (let [x (got)] [x (demonitor r :info) (do (! r :b) (got))])) ;=> [:a false :none]
(let [r (monitor (dead) {:alias :explicit})] (let [[_ _ _ _ reason] (got)] (! r :b) [reason (got) (unalias r)])) ;=> [:noproc :b true]
(let [r (monitor (dead) {:alias :demonitor})] (let [[_ _ _ _ reason] (got)] (! r :b) [reason (got) (unalias r)])) ;=> [:noproc :none false]
(let [a (make-alias) main (self)] (spawn (fn [] (! a [:from-another (self)]))) (let [[tag from] (got)] [tag (pid? from)])) ;=> [:from-another true]
(ref? (nth (run false (fn [] (make-alias))) 1)) ;=> true
(let [a (nth (run false (fn [] (make-alias))) 1)] (! a :late)) ;=> :late
(unalias (make-ref)) ;=> false
