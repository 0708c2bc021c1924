(require '[genera.actors :refer [spawn self ! receive]])
(def me (self))
(do (spawn (fn [] (loop [] (recur)))) (spawn (fn [] (! me :alive))) (receive :alive :yes (after 5000 :no))) ;=> :yes
