(require '[genera.actors :refer [! receive self spawn]])
(defprotocol Numbered (number-of [x]))
(deftype A [v])
(defrecord R [v])
(extend-type A Numbered (number-of [_] 0))
(extend-type R Numbered (number-of [_] 0))
(let [main (self)]
  (dotimes [_ 4]
    (spawn (fn []
             (dotimes [i 5000] (assert (number? (number-of (if (even? i) (A. i) (R. i))))))
             (! main :done))))
  (dotimes [n 30]
    (extend-type A Numbered (number-of [_] 1))
    (extend-type R Numbered (number-of [_] 2)))
  (dotimes [_ 4] (receive :done nil))
  (println (number-of (A. 0)) (number-of (R. 0))))
;=> 1 2
