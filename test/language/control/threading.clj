(-> 5 inc (- 2)) ;=> 4
(->> (range 10) (filter even?) (map inc) (reduce +)) ;=> 25
(some-> {:a {:b 1}} :a :b inc) ;=> 2
(some-> {:a nil} :a :b inc) ;=> nil
(cond-> 1 true inc false (* 10)) ;=> 2
(as-> 5 x (+ x 1) [x x]) ;=> [6 6]
@(doto (atom 1) (swap! inc)) ;=> 2
