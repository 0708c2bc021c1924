(def a (atom 1 :meta {:m 1} :validator number?))
(meta a) ;=> {:m 1}
(reset! a :k) ;!> IllegalStateException: Invalid reference state
(swap! a inc) ;=> 2
(swap-vals! a + 10) ;=> [2 12]
(reset-vals! a 0) ;=> [12 0]
(compare-and-set! a 0 5) ;=> true
(compare-and-set! a 0 6) ;=> false
(def log (atom []))
(identical? a (add-watch a :w (fn [k r old new] (swap! log conj [k old new])))) ;=> true
(do (swap! a inc) (reset! a 9) @log) ;=> [[:w 5 6] [:w 6 9]]
(identical? a (remove-watch a :w)) ;=> true
(do (swap! a inc) (count @log)) ;=> 2
(set-validator! a string?) ;!> IllegalStateException: Invalid reference state
(set-validator! a nil) ;=> nil
(get-validator a) ;=> nil
(reset! a "text") ;=> "text"
(alter-meta! a assoc :n 2)
(reset-meta! a {:only 1}) ;=> {:only 1}
(def v 1)
(identical? #'v (add-watch #'v :w (fn [_ _ old new] (swap! log conj [old new])))) ;=> true
(alter-var-root #'v + 5) ;=> 6
(last @log) ;=> [1 6]
(def vol (volatile! 1))
(vswap! vol + 2) ;=> 3
(vreset! vol 7) ;=> 7
@vol ;=> 7
(volatile? vol) ;=> true
