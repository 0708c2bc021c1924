((fn [a b] [b a]) 1 2) ;=> [2 1]
(defn add [a b c] (+ a b c))
(add 1 2 3) ;=> 6
(apply add [1 2 3]) ;=> 6
(apply add 1 [2 3]) ;=> 6
((comp inc *) 2 3) ;=> 7
((partial add 1 2) 4) ;=> 7
((juxt inc dec) 5) ;=> [6 4]
