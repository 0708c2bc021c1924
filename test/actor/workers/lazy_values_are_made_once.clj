; Actors that walk the same lazy sequence and ask for the same delay: each element is made once.
(require '[genera.actors :refer [! receive self spawn]])
(let [main (self)
      runs (atom 0)]
  (dotimes [_ 8]
    (let [squares (take 600 (map (fn [x] (swap! runs inc) (* x x)) (iterate inc 0)))
          late (delay (swap! runs inc) 42)]
      (dotimes [_ 6] (spawn (fn [] (! main [(reduce + squares) @late]))))
      (dotimes [_ 6] (receive [sum x] (assert (= [sum x] [71820100 42]))))))
  (println @runs))
;=> 4808
