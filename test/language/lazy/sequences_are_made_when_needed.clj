(take 5 (iterate inc 0)) ;=> (0 1 2 3 4)
(take 3 (repeat :x)) ;=> (:x :x :x)
(first (filter #(> % 1000) (range))) ;=> 1001
(let [n (atom 0) s (map (fn [x] (swap! n inc) x) (iterate inc 0))] [(doall (take 3 s)) @n]) ;=> [(0 1 2) 3]
(let [n (atom 0) s (lazy-seq (swap! n inc) [1 2])] [(first s) (second s) @n]) ;=> [1 2 1]
(def fibs (lazy-cat [0 1] (map + fibs (rest fibs))))
(take 10 fibs) ;=> (0 1 1 2 3 5 8 13 21 34)
(realized? (map inc [1])) ;=> false
(let [d (delay :v)] [(realized? d) @d (realized? d)]) ;=> [false :v true]
