; 11,111 actors that come and go: each asks ten others, and they ten, for the sum of their numbers.
(require '[genera.actors :refer [! receive self spawn]])
(defn sum-up [parent number size]
  (if (= size 1)
    (! parent number)
    (let [me (self)
          part (quot size 10)]
      (dotimes [i 10] (spawn (fn [] (sum-up me (+ number (* i part)) part))))
      (! parent (reduce + (repeatedly 10 (fn [] (receive x x))))))))
(let [main (self)]
  (spawn (fn [] (sum-up main 0 10000)))
  (println (receive x x)))
;=> 49995000
