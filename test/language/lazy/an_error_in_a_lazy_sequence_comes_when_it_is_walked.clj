(def s (map #(/ 10 %) [5 0 2]))
(try (doall s) (catch ArithmeticException e :late)) ;=> :late
(first (map #(/ 10 %) (list 5))) ;=> 2
