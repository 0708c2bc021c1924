(require '[genera.actors :refer [spawn self ! receive]])
(defn echo [] (receive [from x] (do (! from [:echo x]) (recur)) :stop :done))
(defn ask [server x] (! server [(self) x]) (receive [:echo y] y))
(let [server (spawn echo) answers (mapv (fn [i] (ask server i)) (range 100))] (! server :stop) (= answers (range 100))) ;=> true
(let [parent (self)
      workers (mapv (fn [i] (spawn (fn [] (! parent [:done i])))) (range 50))]
  (count (set (map (fn [_] (receive [:done i] i)) workers)))) ;=> 50
