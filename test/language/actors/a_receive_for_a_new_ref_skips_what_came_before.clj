(require '[genera.actors :refer :all])
(defn run [trap f] (let [[p r] (spawn-monitor (fn [] (process-flag :trap-exit trap) (exit [:result (f)])))] (receive [:DOWN r :process _ reason] reason (after 60000 :late))))
(defn got [] (receive x x (after 20 :none)))
(defn reason-of [p r] (receive [:DOWN r :process p reason] reason (after 60000 :late)))
(defn dead [] (let [[p r] (spawn-monitor (fn [] nil))] (reason-of p r) p))
(def echo (spawn (fn [] (loop [] (receive [r from x] (do (! from [r x]) (recur)) :stop nil)))))
(dotimes [i 3000] (! (self) [:old i]))
(defn call [x] (let [r (make-ref)] (! echo [r (self) x]) (receive [r y] y)))
(let [before (process-info (self) :reductions)] (dotimes [i 100] (call i)) (< (- (process-info (self) :reductions) before) 50000)) ;=> true
(do (! (self) [:between 1]) [(call :x) (receive [:between n] n)]) ;=> [:x 1]
(let [a (make-ref) b (make-ref)] (! (self) [b 2]) (! (self) [a 1]) [(receive [a x] x) (receive [b x] x)]) ;=> [1 2]
(let [a (make-ref)] (! (self) [a 1]) (let [b (make-ref)] (! (self) [b 2]) [(receive [b x] x) (receive [a x] x)])) ;=> [2 1]
(do (dotimes [i 3000] (receive [:old n] n)) (got)) ;=> :none
(let [r (make-ref)] (receive [r x] x (after 1 :late))) ;=> :late
(let [r (make-ref)] (! (self) :first) (! (self) r) [(receive r :ref) (receive x x)]) ;=> [:ref :first]
(let [[p r] (spawn-monitor (fn [] nil))] (reason-of p r)) ;=> :normal
(let [r (make-ref)] (! (self) 1) (try (receive n :when (/ n 0) n) (catch ArithmeticException e :thrown)) (receive n n)) ;=> 1
