(require '[clojure.actors :as a :refer [spawn self]])
(= #'a/spawn #'genera.actors/spawn #'spawn) ;=> true
(let [me (self)] (spawn (fn [] (a/! me :hello))) (a/receive x x)) ;=> :hello
