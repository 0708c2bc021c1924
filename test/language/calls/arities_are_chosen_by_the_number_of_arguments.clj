(defn arity ([] 0) ([a] 1) ([a b] 2) ([a b & more] [:more more]))
(arity) ;=> 0
(arity 1) ;=> 1
(arity 1 2) ;=> 2
(arity 1 2 3 4) ;=> [:more (3 4)]
(apply arity 1 2 (range 3 6)) ;=> [:more (3 4 5)]
((fn [& all] all)) ;=> nil
