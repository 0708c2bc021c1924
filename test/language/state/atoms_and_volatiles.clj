(def a (atom 1))
(swap! a + 10) ;=> 11
@a ;=> 11
(reset! a 5) ;=> 5
(compare-and-set! a 5 6) ;=> true
(compare-and-set! a 5 7) ;=> false
(swap-vals! a inc) ;=> [6 7]
(let [log (atom [])] (add-watch a :w (fn [k r old new] (swap! log conj [old new]))) (reset! a 0) @log) ;=> [[7 0]]
(def checked (atom 1 :validator pos?))
(reset! checked -1) ;!> IllegalStateException: Invalid reference state
(let [v (volatile! 1)] (vswap! v inc) @v) ;=> 2
(let [d (delay (swap! a inc))] [@d @d @a]) ;=> [1 1 1]
