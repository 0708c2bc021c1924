(let [promises (vec (repeatedly 100 promise))
      futures (mapv (fn [i] (future @(promises (mod (inc i) 100)))) (range 100))]
  (dotimes [i 100] (deliver (promises i) i))
  (println (reduce + (map deref futures))
           (reduce + (pmap (fn [n] (reduce + (range n))) (range 200)))))
;=> 4950 1313400
