(into [] (comp (filter odd?) (map inc)) (range 6)) ;=> [2 4 6]
(transduce (map inc) + 0 [1 2 3]) ;=> 9
(sequence (take 2) [1 2 3]) ;=> (1 2)
(into #{} (mapcat range) [2 3]) ;=> #{0 1 2}
(transduce (comp (partition-all 2) (map count)) conj [] (range 5)) ;=> [2 2 1]
(reduce (fn [a x] (if (> x 2) (reduced a) (+ a x))) 0 [1 2 3 4]) ;=> 3
(eduction (map inc) [1 2]) ;=> (2 3)
