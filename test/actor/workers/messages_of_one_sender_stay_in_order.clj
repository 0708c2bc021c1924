; A hundred senders, one receiver: the messages of each come in the order they were sent.
(require '[genera.actors :refer [! receive self spawn]])
(let [main (self)]
  (dotimes [i 100] (spawn (fn [] (dotimes [k 100] (! main [i k])))))
  (loop [n 0 seen {}]
    (if (= n 10000)
      (println n (count seen) (set (vals seen)))
      (receive [i k] (do (assert (= k (inc (get seen i -1))))
                         (recur (inc n) (assoc seen i k)))))))
;=> 10000 100 #{99}
