(require '[genera.actors :refer [! receive self spawn]])
(let [main (self)]
  (dotimes [_ 5]
    (spawn (fn []
             (loop [i 0 all {}]
               (if (= i 25)
                 (! main [(count all) (reduce + (map count (vals all)))])
                 (recur (inc i)
                        (into all (map (fn [k] [(str "k" k) (vec (range 10))]) (range 400)))))))))
  (println (set (repeatedly 5 (fn [] (receive x x))))))
;=> #{[400 4000]}
