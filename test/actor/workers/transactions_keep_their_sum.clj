(let [from (ref 1000)
      to (ref 0)
      movers (mapv (fn [_]
                     (future (dotimes [_ 50]
                               (dosync (alter from dec) (alter to inc))
                               (assert (= 1000 (dosync (+ @from @to)))))))
                   (range 8))
      counter (agent 0)]
  (run! deref movers)
  (dotimes [_ 300] (send counter inc))
  (await counter)
  (println @from @to @counter))
;=> 600 400 300
