(deftype Thing [a ^:unsynchronized-mutable b] clojure.lang.IDeref (deref [_] [a b]) clojure.lang.ILookup (valAt [this k] (.valAt this k nil)) (valAt [_ k default] (case k :a a :b b default)) clojure.lang.Counted (count [_] 2) clojure.lang.IFn (invoke [_ x] [a x]) (invoke [_ x y] [a x y]) (applyTo [this args] (apply vector :applied args)))
(def t (->Thing 1 2))
@t ;=> [1 2]
[(:a t) (:c t) (:c t 0) (get t :b) (count t)] ;=> [1 nil 0 2 2]
[(t 5) (t 5 6)] ;=> [[1 5] [1 5 6]]
(.a t) ;=> 1
(instance? clojure.lang.ILookup t) ;=> true
(instance? clojure.lang.IType t) ;=> true
(.nope t 1 2) ;!> IllegalArgumentException: No matching method nope found taking 2 args for class test.types.instances_keep_the_methods_of_their_class.Thing
(.nope t) ;!> IllegalArgumentException: No matching field found: nope for class test.types.instances_keep_the_methods_of_their_class.Thing
(deftype Seqs [xs] clojure.lang.Seqable (seq [_] (seq xs)))
[(map inc (->Seqs [1 2])) (first (->Seqs [7])) (into [] (->Seqs '(1 2))) (reduce + (->Seqs [1 2 3]))] ;=> [(2 3) 7 [1 2] 6]
(deftype Ordered [n] Comparable (compareTo [_ other] (compare n (.-n other))) Object (toString [_] (str "#" n)) (hashCode [_] n) (equals [_ other] (and (instance? Ordered other) (= n (.-n other)))))
(map str (sort [(->Ordered 3) (->Ordered 1) (->Ordered 2)])) ;=> ("#1" "#2" "#3")
(= (->Ordered 1) (->Ordered 1)) ;=> true
(get {(->Ordered 1) :found} (->Ordered 1)) ;=> :found
(let [x 5 r (reify clojure.lang.IDeref (deref [_] x) Object (toString [_] (str "r" x)))] [@r (str r)]) ;=> [5 "r5"]
(meta (with-meta (reify clojure.lang.IDeref (deref [_] 1)) {:a 1})) ;=> {:a 1}
@(with-meta (let [x 9] (reify clojure.lang.IDeref (deref [_] x))) {:a 1}) ;=> 9
(let [p (proxy [java.util.Comparator] [] (compare [a b] (- b a)))] (sort p [1 3 2])) ;=> (3 2 1)
(str (proxy [Object] [] (toString [] "proxied"))) ;=> "proxied"
(defprotocol ByMeta :extend-via-metadata true (name-of [x] [x y]))
(name-of (with-meta [1] {`name-of (fn [x] (count x))})) ;=> 1
(name-of [1]) ;!> IllegalArgumentException: No implementation of method: :name-of of protocol: #'test.types.instances_keep_the_methods_of_their_class/ByMeta found for class: clojure.lang.PersistentVector
(defprotocol Half (one [x]) (two [x]))
(deftype OnlyOne [] Half (one [_] 1))
(one (->OnlyOne)) ;=> 1
(try (two (->OnlyOne)) (catch AbstractMethodError e :abstract)) ;=> :abstract
(extend-type String Half (one ([s] (str s "!"))))
(one "a") ;=> "a!"
(two "a") ;!> IllegalArgumentException: No implementation of method: :two of protocol: #'test.types.instances_keep_the_methods_of_their_class/Half found for class: java.lang.String
[(extends? Half String) (extends? Half Long) (satisfies? Half "s") (satisfies? Half 1) (extenders Half)] ;=> [true false true false (java.lang.String)]
(extend String Half {:one (fn [_] :replaced)})
(one "a") ;=> :replaced
(definterface Speaks (^String speak [x]))
(.speak (reify Speaks (speak [_ x] (str "says " x))) "hi") ;=> "says hi"
