(do (deftype Pair [a b]) (deftype Box [^:unsynchronized-mutable x]) (defrecord Point [x y]) nil) ;=> nil
(let [p (Pair. 1 [2])] [(.-a p) (.b p) (. p -b) (.a p)]) ;=> [1 [2] [2] 1]
(let [p (->Pair nil false)] [(.-a p) (.-b p)]) ;=> [nil false]
(map (fn [x] (.-x x)) [(Point. 1 2) (->Point 3 4)]) ;=> (1 3)
(let [p (Point. 1 2)] [(:x p) (:y p) (:z p) (:z p 5)]) ;=> [1 2 nil 5]
(into {} (Point. 1 2 {:m 1} {:z 3})) ;=> {:x 1, :y 2, :z 3}
(meta (Point. 1 2 {:m 1} {:z 3})) ;=> {:m 1}
(= (Point. 1 2) (->Point 1 2) (map->Point {:x 1 :y 2})) ;=> true
(do (deftype Counted [n] clojure.lang.Counted (count [this] (if (zero? n) 0 (inc (count (Counted. (dec n))))))) (count (Counted. 5))) ;=> 5
(do (deftype Own [x] Object (toString [_] "own")) (map str [(Own. 1) (Own. 2)])) ;=> ("own" "own")
(reduce + (map (fn [p] (.-a ^Pair p)) (repeatedly 1000 (fn [] (Pair. 2 nil))))) ;=> 2000
