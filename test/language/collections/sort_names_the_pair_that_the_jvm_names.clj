(sort [3 "a" 1]) ;!> ClassCastException: class java.lang.Long cannot be cast to class java.lang.String
(sort ["a" 1 :b]) ;!> ClassCastException: class java.lang.String cannot be cast to class java.lang.Number
(sort [:b 'a]) ;!> ClassCastException: class clojure.lang.Keyword cannot be cast to class clojure.lang.Symbol
(sort-by :a [{:a 1} {:a "x"} {:a 2}]) ;!> ClassCastException: class java.lang.Long cannot be cast to class java.lang.String
(sort [1 nil 2]) ;=> (nil 1 2)
(map :n (sort-by :a (map (fn [i] {:a (mod i 3) :n i}) (range 10)))) ;=> (0 3 6 9 1 4 7 2 5 8)
(= (range 3000) (sort (shuffle (range 3000)))) ;=> true
(let [pairs (map (fn [i] [(mod (* 7 i) 10) i]) (range 2000))] (= (sort-by first pairs) (mapcat (fn [k] (filter (fn [[a]] (= a k)) pairs)) (range 10)))) ;=> true
