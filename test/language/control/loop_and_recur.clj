(loop [i 0 sum 0] (if (< i 5) (recur (inc i) (+ sum i)) sum)) ;=> 10
(defn count-down [n] (if (pos? n) (recur (dec n)) :done))
(count-down 10000) ;=> :done
(loop [[x & xs] [1 2 3] out []] (if x (recur xs (conj out (* 2 x))) out)) ;=> [2 4 6]
((fn [n & more] (if (< n 3) (recur (inc n) (cons n more)) more)) 0) ;=> (2 1 0)
(dotimes [i 3] i) ;=> nil
(let [a (atom [])] (while (< (count @a) 3) (swap! a conj (count @a))) @a) ;=> [0 1 2]
