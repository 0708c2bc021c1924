(deftype Down [n] clojure.lang.ISeq (first [_] n) (next [_] (when (pos? n) (Down. (dec n)))) (more [_] (if (pos? n) (Down. (dec n)) ())) (cons [this x] (clojure.lang.Cons. x this)) (count [_] (inc n)) (empty [_] ()) (equiv [this o] (= (map identity this) o)) (seq [this] this) clojure.lang.Sequential)
(reduce + (Down. 3)) ;=> 6
(reduce + 10 (Down. 3)) ;=> 16
(into [] (Down. 3)) ;=> [3 2 1 0]
(apply + (Down. 3)) ;=> 6
(transduce (map inc) conj (Down. 3)) ;=> [4 3 2 1]
(reduce (fn [a x] (if (< x 2) (reduced a) (+ a x))) (Down. 5)) ;=> 14
(deftype Bag [s] clojure.lang.IPersistentSet (disjoin [_ k] (Bag. (disj s k))) (contains [_ k] (contains? s k)) (get [_ k] (get s k)) (count [_] (count s)) (cons [_ x] (Bag. (conj s x))) (empty [_] (Bag. #{})) (equiv [_ o] (= s o)) (seq [_] (seq s)))
(get (Bag. #{1 2}) 2) ;=> 2
(get (Bag. #{1 2}) 7 :no) ;=> :no
(= #{1 2} (Bag. #{1 2})) ;=> false
(= (Bag. #{1 2}) #{1 2}) ;=> true
(sort (reify Iterable (iterator [_] (.iterator [3 1 2])))) ;=> (1 2 3)
(deftype Named [] clojure.lang.Named (getName [_] "n") (getNamespace [_] "ns"))
[(name (Named.)) (namespace (Named.))] ;=> ["n" "ns"]
