(letfn [(even* [n] (if (zero? n) true (odd* (dec n))))
        (odd* [n] (if (zero? n) false (even* (dec n))))]
  [(even* 10) (odd* 7) (even* 3)]) ;=> [true true false]
((fn fact [n] (if (< n 2) 1 (* n (fact (dec n))))) 10) ;=> 3628800
