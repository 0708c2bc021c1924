(merge) ;=> nil
(merge nil) ;=> nil
(merge {:a 1} nil) ;=> {:a 1}
(merge nil {:a 1}) ;=> {:a 1}
(merge {:a 1} [:b 2]) ;=> {:a 1, :b 2}
(merge-with + {:a 1} {:a 2 :b 3}) ;=> {:a 3, :b 3}
(merge-with +) ;=> nil
(select-keys [1 2] [0]) ;=> {0 1}
(select-keys {:a 1 :b 2} [:a :c]) ;=> {:a 1}
(keys nil) ;=> nil
(keys {}) ;=> nil
(keys []) ;=> nil
(vals 3) ;!> IllegalArgumentException: Don't know how to create ISeq from: java.lang.Long
(zipmap [:a] nil) ;=> {}
(group-by odd? nil) ;=> {}
(into nil [1 2]) ;=> (2 1)
(into () [1 2]) ;=> (2 1)
(into {} [[1 2 3]]) ;!> IllegalArgumentException: Vector arg to map conj must be a pair
(into {} [1]) ;!> IllegalArgumentException: Don't know how to create ISeq from: java.lang.Long
(get-in {:a {:b 2}} [:a :b]) ;=> 2
(get-in {:a 1} [:b :c] :x) ;=> :x
(get-in {:a nil} [:a] :x) ;=> nil
(get-in {:a 1} []) ;=> {:a 1}
(assoc-in nil [:a :b] 1) ;=> {:a {:b 1}}
(assoc-in {} [] 1) ;=> {nil 1}
(assoc-in [[1]] [0 0] 9) ;=> [[9]]
(assoc-in {:a 1} [:a :b] 2) ;!> ClassCastException: class java.lang.Long cannot be cast to class clojure.lang.Associative
(update-in {:a 1} [:a] + 2) ;=> {:a 3}
(update {:a 1} :b identity) ;=> {:a 1, :b nil}
(update {} :a inc) ;!> NullPointerException
(update-vals nil inc) ;=> {}
(update-vals [1 2] inc) ;=> [2 3]
(update-vals (sorted-map 1 2) inc) ;=> {1 3}
(update-keys {:a 1} name) ;=> {"a" 1}
(not-empty "") ;=> nil
(distinct? 1 2 1) ;=> false
(distinct?) ;!> ArityException: Wrong number of args (0) passed to: clojure.core/distinct?
(max-key count "a" "bb" "cc") ;=> "cc"
(min-key count "a" "b" "cc") ;=> "b"
(hash-ordered-coll [1 2]) ;=> 156247261
(hash-unordered-coll [1 2]) ;=> 460223544
(hash {:a 1 :b [2 3] :c #{4 "x"}}) ;=> -800277609
(hash [1 2.5 \a "s" :k 'y nil true 1/2 3M]) ;=> -545141601
(frequencies [1 1 2]) ;=> {1 2, 2 1}
(set nil) ;=> #{}
(set "aab") ;=> #{\a \b}
(rseq []) ;=> nil
(rseq nil) ;!> NullPointerException
(rseq '(1)) ;!> ClassCastException: class clojure.lang.PersistentList cannot be cast to class clojure.lang.Reversible
(conj {:a 1} {:b 2} [:c 3] nil) ;=> {:a 1, :b 2, :c 3}
(conj nil 1) ;=> (1)
(conj [1] 2 3) ;=> [1 2 3]
(conj '(1) 2 3) ;=> (3 2 1)
(assoc [1 2] 2 3) ;=> [1 2 3]
(assoc [1] 5 1) ;!> IndexOutOfBoundsException
(dissoc {:a 1 :b 2} :a :b) ;=> {}
(dissoc nil :a) ;=> nil
(contains? [1 2] 1) ;=> true
(contains? "ab" 1) ;=> true
(contains? '(1) 0) ;!> IllegalArgumentException: contains? not supported on type: clojure.lang.PersistentList
(find {:a nil} :a) ;=> [:a nil]
(peek #{1}) ;!> ClassCastException: class clojure.lang.PersistentHashSet cannot be cast to class clojure.lang.IPersistentStack
(pop []) ;!> IllegalStateException: Can't pop empty vector
(empty "abc") ;=> nil
(array-map :b 1 :a 2) ;=> {:b 1, :a 2}
(apply hash-map (range 20)) ;=> {0 1, 4 5, 6 7, 12 13, 2 3, 14 15, 16 17, 10 11, 18 19, 8 9}
(hash-map :a) ;!> IllegalArgumentException: No value supplied for key: :a
(key [1 2]) ;!> ClassCastException: class clojure.lang.PersistentVector cannot be cast to class java.util.Map$Entry
(replace {1 :a} [1 2]) ;=> [:a 2]
(let [m {:a 1}] (identical? m (assoc m :a 1))) ;=> true
(persistent! (assoc! (transient {}) 1 2 3 4)) ;=> {1 2, 3 4}
(persistent! (dissoc! (transient {1 2 3 4}) 1)) ;=> {3 4}
(persistent! (conj! (transient #{}) 1 1)) ;!> ArityException: Wrong number of args (3) passed to: clojure.core/conj!
(persistent! (pop! (transient [1 2]))) ;=> [1]
(let [t (transient [])] (persistent! t) (conj! t 1)) ;!> IllegalAccessError: Transient used after persistent! call
(bounded-count 3 (range)) ;=> 3
(bounded-count 2 [1 2 3]) ;=> 3
(trampoline (fn f [n] (if (pos? n) #(f (dec n)) :done)) 100) ;=> :done
((juxt inc dec) 1) ;=> [2 0]
((fnil + 1 2) nil nil) ;=> 3
((every-pred odd? pos?) 1 3) ;=> true
((some-fn even? neg?) 1 3) ;=> false
((comp) 1) ;=> 1
((partial + 1 2 3) 4) ;=> 10
((complement odd?) 2) ;=> true
