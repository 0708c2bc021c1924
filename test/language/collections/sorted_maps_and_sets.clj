(sorted-map 3 :c 1 :a 2 :b) ;=> {1 :a, 2 :b, 3 :c}
(sorted-set 3 1 2 1) ;=> #{1 2 3}
(sorted-map-by > 1 :a 2 :b) ;=> {2 :b, 1 :a}
(sorted-set-by (fn [a b] (compare (count a) (count b))) "aaa" "b" "cc" "d") ;=> #{"b" "cc" "aaa"}
(sorted-map-by (comparator >) 1 :a 3 :c 2 :b) ;=> {3 :c, 2 :b, 1 :a}
(into (sorted-map) (zipmap (range 10) (range 10))) ;=> {0 0, 1 1, 2 2, 3 3, 4 4, 5 5, 6 6, 7 7, 8 8, 9 9}
(keys (apply sorted-map (range 20))) ;=> (0 2 4 6 8 10 12 14 16 18)
(reduce dissoc (into (sorted-map) (map (fn [i] [i i])) (range 20)) (range 0 20 2)) ;=> {1 1, 3 3, 5 5, 7 7, 9 9, 11 11, 13 13, 15 15, 17 17, 19 19}
(reduce disj (apply sorted-set (range 30)) (range 3 28)) ;=> #{0 1 2 28 29}
(first (sorted-map 2 :b 1 :a)) ;=> [1 :a]
(assoc (sorted-map 1 :a) 0 :z) ;=> {0 :z, 1 :a}
(get (sorted-map 1 :a) 1) ;=> :a
(get (sorted-map 1 :a) 2 :none) ;=> :none
((sorted-map 1 :a) 1) ;=> :a
((sorted-set 1 2) 3) ;=> nil
(:a (sorted-map :a 1)) ;=> 1
(contains? (sorted-set 1 2) 2) ;=> true
(find (sorted-map 1 :a) 1) ;=> [1 :a]
(conj (sorted-map) [1 2]) ;=> {1 2}
(conj (sorted-map 1 1) {2 2 0 0}) ;=> {0 0, 1 1, 2 2}
(merge (sorted-map 2 2) {1 1}) ;=> {1 1, 2 2}
(empty (sorted-map 1 2)) ;=> {}
(count (sorted-set)) ;=> 0
(rseq (sorted-set 1 2 3)) ;=> (3 2 1)
(rseq (sorted-map)) ;=> nil
(subseq (sorted-set 1 2 3 4) > 2) ;=> (3 4)
(subseq (sorted-set 1 2 3 4) < 3) ;=> (1 2)
(subseq (sorted-map 1 :a 2 :b 3 :c) >= 2) ;=> ([2 :b] [3 :c])
(subseq (sorted-set 1 2 3 4 5) > 1 <= 4) ;=> (2 3 4)
(rsubseq (sorted-set 1 2 3 4) < 3) ;=> (2 1)
(rsubseq (sorted-set 1 2 3 4) >= 2) ;=> (4 3 2)
(rsubseq (sorted-set 1 2 3 4) > 1 <= 3) ;=> (3 2)
(subseq (sorted-set) > 1) ;=> nil
(subseq [1 2] > 1) ;!> ClassCastException: class clojure.lang.PersistentVector cannot be cast to class clojure.lang.Sorted
(= (sorted-map 1 2) {1 2}) ;=> true
(= {1 2} (sorted-map 1 2)) ;=> true
(= (sorted-set 1 2) #{1 2}) ;=> true
(= #{1 2} (sorted-set 1 2)) ;=> true
(hash (sorted-map 1 2)) ;=> 1952097988
(hash (sorted-set 1 2)) ;=> 460223544
(= (hash (sorted-map 1 2 3 4)) (hash {1 2 3 4})) ;=> true
(sorted-map 1 :a "b" 2) ;!> ClassCastException: class java.lang.Long cannot be cast to class java.lang.String
(get (sorted-map 1 2) "a") ;!> ClassCastException: class java.lang.Long cannot be cast to class java.lang.String
(sorted-map :a) ;!> IllegalArgumentException: No value supplied for key: :a
(meta (with-meta (sorted-map 1 2) {:m 1})) ;=> {:m 1}
(meta (assoc (with-meta (sorted-map 1 2) {:m 1}) 3 4)) ;=> {:m 1}
(reduce (fn [a [k v]] (+ a k v)) 0 (sorted-map 1 2 3 4)) ;=> 10
(reduce-kv (fn [a k v] (+ a k v)) 0 (sorted-map 1 2 3 4)) ;=> 10
(map key (sorted-map 1 2 3 4)) ;=> (1 3)
(map? (sorted-map)) ;=> true
(set? (sorted-set)) ;=> true
(sorted? (sorted-set)) ;=> true
(sorted? #{}) ;=> false
(associative? (sorted-map)) ;=> true
(coll? (sorted-set)) ;=> true
(ifn? (sorted-set)) ;=> true
(str (sorted-map 1 "a")) ;=> "{1 \"a\"}"
(seq (sorted-set)) ;=> nil
(apply max-key val (sorted-map :a 1 :b 3 :c 2)) ;=> [:b 3]
(update (sorted-map :a 1) :a inc) ;=> {:a 2}
(select-keys (sorted-map :a 1 :b 2) [:b]) ;=> {:b 2}
(vec (sorted-set 3 1 2)) ;=> [1 2 3]
(let [{:keys [a]} (sorted-map :a 1)] a) ;=> 1
(sorted-set-by #(compare %2 %1) 1 2 3) ;=> #{3 2 1}
(sorted-map nil 1 2 3) ;=> {nil 1, 2 3}
(class (sorted-map)) ;=> clojure.lang.PersistentTreeMap
(class (sorted-set)) ;=> clojure.lang.PersistentTreeSet
(instance? clojure.lang.Sorted (sorted-map)) ;=> true
(= (sort (shuffle (range 100))) (seq (apply sorted-set (shuffle (range 100))))) ;=> true
