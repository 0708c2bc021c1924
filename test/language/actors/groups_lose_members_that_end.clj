(require '[genera.actors :refer :all])
(defn reason-of [p r] (receive [:DOWN r :process p reason] reason (after 60000 :late)))
(def p (spawn (fn [] (receive :stop nil))))
(def q (spawn (fn [] (receive :stop nil))))
[(join :workers p) (join :workers [p q]) (= [p p q] (members :workers)) (groups)] ;=> [:ok :ok true [:workers]]
[(leave :workers p) (= [p q] (members :workers)) (leave :workers (self)) (leave :nobody p)] ;=> [:ok true :not-joined :not-joined]
[(join :scope :workers q) (= [q] (members :scope :workers)) (groups :scope) (groups :none)] ;=> [:ok true [:workers] []]
(let [r (monitor q)] (! q :stop) [(reason-of q r) (= [p] (members :workers)) (members :scope :workers)]) ;=> [:normal true []]
[(leave :workers p) (members :workers) (groups)] ;=> [:ok [] []]
