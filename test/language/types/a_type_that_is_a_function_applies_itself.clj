(deftype Counted [n] clojure.lang.IFn (invoke [_] n) (invoke [_ a] [n a]) (applyTo [this args] (vec (cons :applied args))))
((Counted. 1) 2) ;=> [1 2]
(apply (Counted. 1) [2 3]) ;=> [:applied 2 3]
(apply (Counted. 1) 1 2 [3 4]) ;=> [:applied 1 2 3 4]
(apply (Counted. 1) nil) ;=> [:applied]
(apply (Counted. 1) (map inc [1 2])) ;=> [:applied 2 3]
(map (Counted. 0) [1 2]) ;=> ([0 1] [0 2])
