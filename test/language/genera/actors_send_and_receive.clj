(require '[genera.actors :refer [spawn self ! receive]])
(def me (self))
(do (spawn (fn [] (! me [:hello 1]))) (receive [:hello n] n)) ;=> 1
(do (! me :b) (! me :a) [(receive :a 1) (receive :b 2)]) ;=> [1 2]
(receive _ :never (after 5 :timeout)) ;=> :timeout
(do (! me 5) (receive n :when (even? n) :even n :when (odd? n) [:odd n])) ;=> [:odd 5]
(do (! me {:k 1 :rest 2}) (receive {:k k} k)) ;=> 1
(let [x 3] (! me 4) (! me 3) (receive x :local-matched)) ;=> :local-matched
(receive n n) ;=> 4
(do (! me [1 2 3]) (receive [a b] :two [a & more] more)) ;=> (2 3)
