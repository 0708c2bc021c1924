(def queue (into clojure.lang.PersistentQueue/EMPTY [1 2 3]))
(peek queue) ;=> 1
(seq (pop queue)) ;=> (2 3)
(seq (conj queue 4)) ;=> (1 2 3 4)
(count queue) ;=> 3
(peek clojure.lang.PersistentQueue/EMPTY) ;=> nil
(seq (pop clojure.lang.PersistentQueue/EMPTY)) ;=> nil
(= queue [1 2 3]) ;=> true
(= [1 2 3] queue) ;=> true
(hash queue) ;=> 736442005
(vec (pop (pop queue))) ;=> [3]
(seq (empty queue)) ;=> nil
(map inc queue) ;=> (2 3 4)
(list? queue) ;=> true
(sequential? queue) ;=> true
(vec (int-array [1 2 3])) ;=> [1 2 3]
(vec (int-array 3 [1])) ;=> [1 0 0]
(vec (long-array 2 7)) ;=> [7 7]
(vec (double-array [1 2])) ;=> [1.0 2.0]
(vec (object-array 2)) ;=> [nil nil]
(vec (char-array "ab")) ;=> [\a \b]
(vec (boolean-array 2)) ;=> [false false]
(aget (int-array [5 6]) 1) ;=> 6
(aget (int-array 1) 5) ;!> ArrayIndexOutOfBoundsException: Index 5 out of bounds for length 1
(let [a (object-array 2)] (aset a 0 :x) (vec a)) ;=> [:x nil]
(alength (int-array 3)) ;=> 3
(alength [1]) ;!> IllegalArgumentException
(vec (amap (long-array [1 2]) i r (inc i))) ;=> [1 2]
(areduce (int-array [1 2 3]) i s 0 (+ s i)) ;=> 3
(mapv vec (to-array-2d [[1 2] [3]])) ;=> [[1 2] [3]]
(aget (to-array-2d [[1 2] [3 4]]) 1 0) ;=> 3
(vec (aclone (int-array [1 2]))) ;=> [1 2]
(vec (into-array [1 2])) ;=> [1 2]
(seq (to-array nil)) ;=> nil
(to-array 1) ;!> RuntimeException: Unable to convert: class java.lang.Long to Object[]
(count (make-array Long/TYPE 2)) ;=> 2
(sort [3 1 2]) ;=> (1 2 3)
(sort > [3 1 2]) ;=> (3 2 1)
(sort (fn [a b] (- b a)) [3 1 2]) ;=> (3 2 1)
(sort ["b" "a" nil]) ;=> (nil "a" "b")
(sort [[2 1] [1 2] [1]]) ;=> ([1] [1 2] [2 1])
(sort {:b 1 :a 2}) ;=> ([:a 2] [:b 1])
(sort nil) ;=> ()
(sort [1 "a"]) ;!> ClassCastException
(sort-by count ["ccc" "a" "bb"]) ;=> ("a" "bb" "ccc")
(sort-by val > {:a 1 :b 3 :c 2}) ;=> ([:b 3] [:c 2] [:a 1])
(sort-by (juxt count identity) ["b" "a" "cc"]) ;=> ("a" "b" "cc")
(sort-by - [1 2 3]) ;=> (3 2 1)
(map second (sort-by first (map vector (cycle [2 1]) (range 10)))) ;=> (1 3 5 7 9 0 2 4 6 8)
(reverse [1 2 3]) ;=> (3 2 1)
(reverse nil) ;=> ()
(let [a (int-array [3 1 2])] (sort a) (vec a)) ;=> [3 1 2]
(vector-of :int 1 2) ;=> [1 2]
(conj (vector-of :long) 1.9) ;=> [1]
(vector-of :foo 1) ;!> IllegalArgumentException: Unrecognized type :foo
