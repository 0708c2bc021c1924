(defn adder [n] (fn [x] (+ x n)))
((adder 3) 4) ;=> 7
(let [fs (mapv (fn [i] (fn [] (* i i))) (range 4))] (map (fn [f] (f)) fs)) ;=> (0 1 4 9)
(let [x 1 f (fn [] x) x 2] [(f) x]) ;=> [1 2]
((((fn [a] (fn [b] (fn [c] [a b c]))) 1) 2) 3) ;=> [1 2 3]
