(defn depth [n] (if (zero? n) 0 (inc (depth (dec n)))))
(depth 1000000) ;=> 1000000
