(require '[genera.actors :refer :all])
(def me (self))
(defn cost [f] (let [before (process-info me :reductions)] (f) (- (process-info me :reductions) before)))
; a slice is counted when it ends, so a cost is right to a slice of 4000
(dotimes [i 10000] (! me i))
(<= 5000 (cost (fn [] (receive :never 1 (after 0 nil)))) 100000) ;=> true
(<= 5000 (cost (fn [] (receive 9999 :there))) 100000) ;=> true
(receive 0 :first) ;=> :first
(let [other (spawn (fn [] (! me :other)))] (receive :other (process-info me :message-queue-len))) ;=> 9998
(do (! me :interrupted) (receive :interrupted 1)) ;=> 1
(loop [n 0] (receive x (recur (inc n)) (after 0 n))) ;=> 9998
