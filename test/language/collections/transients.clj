(persistent! (reduce conj! (transient []) (range 5))) ;=> [0 1 2 3 4]
(persistent! (assoc! (transient {:a 1}) :b 2)) ;=> {:a 1, :b 2}
(persistent! (disj! (transient #{1 2}) 1)) ;=> #{2}
(let [t (transient [])] (persistent! t) (conj! t 1)) ;!> IllegalAccessError: Transient used after persistent! call
