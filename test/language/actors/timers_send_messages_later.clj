(require '[genera.actors :refer :all])
(defn run [trap f] (let [[p r] (spawn-monitor (fn [] (process-flag :trap-exit trap) (exit [:result (f)])))] (receive [:DOWN r :process _ reason] reason (after 60000 :late))))
(defn got [] (receive x x (after 20 :none)))
(defn reason-of [p r] (receive [:DOWN r :process p reason] reason (after 60000 :late)))
(defn dead [] (let [[p r] (spawn-monitor (fn [] nil))] (reason-of p r) p))
(do (send-after 250 (self) :third) (send-after 1 (self) :first) (send-after 80 (self) :second) (vec (repeatedly 3 (fn [] (receive x x))))) ;=> [:first :second :third]
(let [t (send-after 10000 (self) :x) left (read-timer t) was (cancel-timer t)] [(< 9000 left 10001) (< 9000 was 10001) (cancel-timer t) (read-timer t)]) ;=> [true true false false]
(let [t (start-timer 1 (self) :m)] (receive [:timeout t m] m)) ;=> :m
(let [t (send-after 0 (self) :now)] [(receive x x) (cancel-timer t)]) ;=> [:now false]
(let [t (send-after 10000 (dead) :x)] (cancel-timer t)) ;=> false
(let [t (send-after 10000 :nobody :x)] (< 0 (cancel-timer t))) ;=> true
(do (register :me (self)) (send-after 1 :me :by-name) (let [x (receive x x)] (unregister :me) x)) ;=> :by-name
(let [a (make-alias)] (send-after 1 a :by-alias) (let [x (receive x x)] (unalias a) x)) ;=> :by-alias
(try (send-after -1 (self) :x) (catch IllegalArgumentException e (.getMessage e))) ;=> "No time to wait: -1"
(let [t (send-after 10000 (self) :x)] [(= :result (first (run false (fn [] (cancel-timer t))))) (cancel-timer t)]) ;=> [true false]
(do (dotimes [i 500] (send-after (mod (* 7 i) 20) (self) i)) (System/gc) (reduce + (repeatedly 500 (fn [] (receive x x))))) ;=> 124750
(try (receive (after -1 nil)) (catch IllegalArgumentException e (.getMessage e))) ;=> "receive: no time to wait: -1"
(receive (after 0 :at-once)) ;=> :at-once
(do (! (self) :there) (receive x x (after 0 :none))) ;=> :there
