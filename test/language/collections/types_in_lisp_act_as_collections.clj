(deftype Key [k] Object (equals [_ o] (and (instance? Key o) (= k (.-k o)))) (hashCode [_] 7))
(deftype Pair [a b]
  clojure.lang.Indexed (nth [_ i] (case i 0 a 1 b)) (nth [_ i d] (case i 0 a 1 b d))
  clojure.lang.Counted (count [_] 2))
(deftype Bag [xs]
  clojure.lang.Seqable (seq [_] (seq xs))
  clojure.lang.IReduceInit (reduce [_ f init] (reduce f init (reverse xs))))
(deftype Lookup [m] clojure.lang.ILookup (valAt [_ k] (get m k)) (valAt [_ k d] (get m k d)))
(defrecord Rec [a])
(get {(Key. 1) :x} (Key. 1)) ;=> :x
(get {(Key. 1) :x} (Key. 2)) ;=> nil
(count (assoc {(Key. 1) :x} (Key. 1) :y)) ;=> 1
(count (into {} (map (fn [i] [(Key. (rem i 5)) i])) (range 30))) ;=> 5
(count (into #{} (map (fn [i] (Key. (rem i 5)))) (range 30))) ;=> 5
(contains? (into #{} (map (fn [i] (Key. i))) (range 20)) (Key. 13)) ;=> true
(count (dissoc (into {} (map (fn [i] [(Key. i) i])) (range 20)) (Key. 3))) ;=> 19
(get (persistent! (assoc! (transient {(Key. 1) 1}) (Key. 1) 2)) (Key. 1)) ;=> 2
(count (frequencies (map (fn [i] (Key. (rem i 3))) (range 9)))) ;=> 3
(let [[a b c] (Pair. 1 2)] [a b c]) ;=> [1 2 nil]
(nth (Pair. 1 2) 1) ;=> 2
(nth (Pair. 1 2) 5 :none) ;=> :none
(count (Pair. 1 2)) ;=> 2
(seq (Bag. [1 2])) ;=> (1 2)
(map inc (Bag. [1 2])) ;=> (2 3)
(reduce conj [] (Bag. [1 2 3])) ;=> [3 2 1]
(into [] (Bag. [1 2 3])) ;=> [3 2 1]
(count (Bag. [])) ;!> UnsupportedOperationException: count not supported on this type: Bag
(:k (Lookup. {:k 1})) ;=> 1
(get (Lookup. {:k 1}) :x :none) ;=> :none
(let [{:keys [k]} (Lookup. {:k 1})] k) ;=> 1
(get {(->Rec 1) :x} (->Rec 1)) ;=> :x
(= (->Rec 1) {:a 1}) ;=> false
(= {:a 1} (->Rec 1)) ;=> false
(= (->Rec 1) (->Rec 1)) ;=> true
(dissoc (->Rec 1) :a) ;=> {}
(assoc (->Rec 1) :b 2) ;=> #test.collections.types_in_lisp_act_as_collections.Rec{:a 1, :b 2}
(seq (->Rec 1)) ;=> ([:a 1])
(into {} (->Rec 1)) ;=> {:a 1}
(conj (->Rec 1) [:b 2]) ;=> #test.collections.types_in_lisp_act_as_collections.Rec{:a 1, :b 2}
(merge (->Rec 1) {:a 2}) ;=> #test.collections.types_in_lisp_act_as_collections.Rec{:a 2}
(map? (->Rec 1)) ;=> true
(count (->Rec 1)) ;=> 1
(empty (->Rec 1)) ;!> UnsupportedOperationException: Can't create empty: test.collections.types_in_lisp_act_as_collections.Rec
(first 5) ;!> IllegalArgumentException: Don't know how to create ISeq from: java.lang.Long
(count 5) ;!> UnsupportedOperationException: count not supported on this type: Long
(nth 5 0) ;!> UnsupportedOperationException: nth not supported on this type: Long
(conj 5 1) ;!> ClassCastException: class java.lang.Long cannot be cast to class clojure.lang.IPersistentCollection
(seq (Pair. 1 2)) ;!> IllegalArgumentException: Don't know how to create ISeq from: test.collections.types_in_lisp_act_as_collections.Pair
(.nope (Pair. 1 2)) ;!> IllegalArgumentException: No matching field found: nope for class test.collections.types_in_lisp_act_as_collections.Pair
