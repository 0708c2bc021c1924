; Two atoms, one of numbers and one of maps, that twelve actors change at once.
(require '[genera.actors :refer [! receive self spawn]])
(let [main (self)
      total (atom 0)
      parts (atom {})]
  (dotimes [_ 12]
    (spawn (fn []
             (dotimes [k 1500]
               (swap! total inc)
               (swap! parts update (mod k 7) (fnil inc 0)))
             (! main :done))))
  (dotimes [_ 12] (receive :done nil))
  (println @total (reduce + (vals @parts))))
;=> 18000 18000
