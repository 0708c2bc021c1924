(take -1 [1]) ;=> ()
(take 1 3) ;!> IllegalArgumentException: Don't know how to create ISeq from: java.lang.Long
(drop -1 [1]) ;=> (1)
(drop 1 nil) ;=> ()
(drop-last [1 2]) ;=> (1)
(drop-last 5 [1 2]) ;=> ()
(take-last 0 [1]) ;=> nil
(take-last 2 [1 2 3]) ;=> (2 3)
(last nil) ;=> nil
(last "ab") ;=> \b
(butlast [1]) ;=> nil
(nthrest nil 1) ;=> nil
(nthrest [1] 5) ;=> ()
(nthnext [1 2] 5) ;=> nil
(interleave) ;=> ()
(interleave [1] [2 3]) ;=> (1 2)
(interpose 1 nil) ;=> ()
(repeat -1 1) ;=> ()
(repeat 2 nil) ;=> (nil nil)
(partition 2 1 [9 9] [1 2 3]) ;=> ((1 2) (2 3) (3 9))
(partition 3 [1 2]) ;=> ()
(partition-all 2 1 [1 2 3]) ;=> ((1 2) (2 3) (3))
(cycle []) ;=> ()
(take 5 (cycle [1 2])) ;=> (1 2 1 2 1)
(range 5 0 -2) ;=> (5 3 1)
(range 0.5 3) ;=> (0.5 1.5 2.5)
(range 1/2 3) ;=> (1/2 3/2 5/2)
(range 3N) ;=> (0 1 2)
(range 5 2) ;=> ()
(take 2 (range 1 10 0)) ;=> (1 1)
(range "a") ;!> ClassCastException: class java.lang.String cannot be cast to class java.lang.Number
(flatten nil) ;=> ()
(flatten 3) ;=> ()
(flatten {:a 1}) ;=> ()
(reductions + []) ;=> (0)
(reductions + 1 []) ;=> (1)
(reductions (fn [a x] (if (> x 2) (reduced a) (+ a x))) [1 2 3 4]) ;=> (1 3 3)
(split-at 1 nil) ;=> [() ()]
(split-with pos? []) ;=> [() ()]
(mapcat list [1 2] [3 4]) ;=> (1 3 2 4)
(map vector [1 2] [3]) ;=> ([1 3])
(map + [1 2] [3 4] [5 6]) ;=> (9 12)
(map 1 2) ;!> IllegalArgumentException: Don't know how to create ISeq from: java.lang.Long
(apply + 1) ;!> IllegalArgumentException: Don't know how to create ISeq from: java.lang.Long
(apply + nil) ;=> 0
(apply + 1 2 [3]) ;=> 6
(apply (fn [& xs] (first xs)) (iterate inc 0)) ;=> 0
(apply vector 1 2 3 4 5 (range 3)) ;=> [1 2 3 4 5 0 1 2]
(nth (range 3) 5) ;!> IndexOutOfBoundsException
(nth '(1 2) 5 :x) ;=> :x
(nth nil 3) ;=> nil
(nth #{1} 0) ;!> UnsupportedOperationException: nth not supported on this type: PersistentHashSet
(nth (map inc (range 100)) 70) ;=> 71
(first (rest (rest [1]))) ;=> nil
(next [1]) ;=> nil
(rest nil) ;=> ()
(cons 1 2) ;!> IllegalArgumentException: Don't know how to create ISeq from: java.lang.Long
(seq "") ;=> nil
(some #{1} nil) ;=> nil
(every? odd? nil) ;=> true
(not-any? odd? [2 4]) ;=> true
(rand-nth [7]) ;=> 7
(zipmap [:a :b] (range)) ;=> {:a 0, :b 1}
(tree-seq vector? seq [1 [2]]) ;=> ([1 [2]] 1 [2] 2)
(keep identity [1 nil false 2]) ;=> (1 false 2)
(dedupe [nil nil 1]) ;=> (nil 1)
(distinct [1 1.0 1N]) ;=> (1 1.0)
(line-seq (java.io.BufferedReader. (java.io.StringReader. "a\nb"))) ;=> ("a" "b")
(let [[x & xs] (range 3)] [x xs]) ;=> [0 (1 2)]
(count (take 10000 (iterate inc 0))) ;=> 10000
(reduce + 0 (map inc (filter odd? (range 10000)))) ;=> 25005000
(= (range 3) [0 1 2] '(0 1 2) (map identity [0 1 2])) ;=> true
(= () nil) ;=> false
(= [] ()) ;=> true
(hash (map inc [0 1])) ;=> 156247261
(contains? #{[1 2]} (map inc [0 1])) ;=> true
(get {[1 2] :x} (map inc [0 1])) ;=> :x
(get {(map inc [0 1]) :x} [1 2]) ;=> :x
(dissoc {(map inc [0 1]) :x} [1 2]) ;=> {}
