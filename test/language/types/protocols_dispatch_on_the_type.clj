(defprotocol Shape (area [s]) (scale [s k] "Scales it."))
(defrecord Square [side] Shape (area [_] (* side side)) (scale [_ k] (->Square (* k side))))
(deftype Circle [r] Shape (area [_] (* 3 r r)) (scale [_ k] (Circle. (* k r))))
(area (->Square 3)) ;=> 9
(area (scale (Circle. 1) 2)) ;=> 12
(extend-type java.lang.Long Shape (area [n] n) (scale [n k] (* n k)))
(area 7) ;=> 7
(extend-protocol Shape nil (area [_] 0) java.lang.String (area [s] (count s)))
[(area nil) (area "four")] ;=> [0 4]
(area :keyword) ;!> IllegalArgumentException: No implementation of method: :area of protocol:
(satisfies? Shape 1) ;=> true
(satisfies? Shape :k) ;=> false
(area (reify Shape (area [_] 99))) ;=> 99
