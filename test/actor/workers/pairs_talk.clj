; Pairs of actors that send each other maps; the worker that runs them changes.
(require '[genera.actors :refer [! receive self spawn]])
(defn echo [] (receive [:ping from x] (do (! from [:pong (assoc x :echo true)]) (echo))
                       :stop nil))
(let [main (self)]
  (dotimes [p 6]
    (spawn (fn []
             (let [me (self)
                   other (spawn echo)]
               (dotimes [i 1500]
                 (! other [:ping me {:i i :text [i (str i)]}])
                 (receive [:pong x] (assert (= x {:i i :text [i (str i)] :echo true}))))
               (! other :stop)
               (! main [:done p])))))
  (println (sort (repeatedly 6 (fn [] (receive [:done p] p))))))
;=> (0 1 2 3 4 5)
