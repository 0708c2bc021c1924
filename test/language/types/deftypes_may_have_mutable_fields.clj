(defprotocol Counter (tick [c]) (total [c]))
(deftype Tally [^:unsynchronized-mutable n] Counter
  (tick [this] (set! n (inc n)) this)
  (total [_] n))
(total (tick (tick (Tally. 0)))) ;=> 2
(deftype Pair [a b]
  Object
  (toString [_] (str a "-" b))
  (equals [_ o] (and (instance? Pair o) (= a (.-a o)))) (hashCode [_] 1))
(str (Pair. 1 2)) ;=> "1-2"
(= (Pair. 1 2) (Pair. 1 3)) ;=> true
(.-b (Pair. 1 2)) ;=> 2
