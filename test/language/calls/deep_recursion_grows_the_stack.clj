(defn depth [n] (if (zero? n) 0 (inc (depth (dec n)))))
(depth 100) ;=> 100
(depth 3000) ;=> 3000
