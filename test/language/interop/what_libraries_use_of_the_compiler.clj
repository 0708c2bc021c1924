(let [b (clojure.lang.Box. 1)] (set! (.-val b) 2) [(.-val b) (.val b) (class b)]) ;=> [2 2 clojure.lang.Box]
(let [^clojure.lang.Box b (clojure.lang.Box. nil)] (set! (. b val) :x) (.val b)) ;=> :x
(sort-by str (keys clojure.lang.Compiler/specials)) ;=> (& . case* catch clojure.core/import* def deftype* do finally fn* if let* letfn* loop* monitor-enter monitor-exit new quote recur reify* set! throw try var)
(clojure.lang.LazilyPersistentVector/createOwning (to-array [1 2 3])) ;=> [1 2 3]
(clojure.lang.LazilyPersistentVector/create (list 1 2)) ;=> [1 2]
(map special-symbol? '[if import* clojure.core/import* reify* case* inc finally]) ;=> (true false true true true false true)
(defmacro pair [n] `(deftype ~n [a# b#] clojure.lang.Counted (count [_] 2) Object (toString [this] (str a#)))) ;
(pair Pair) ;
[(count (Pair. 1 2)) (str (Pair. 1 2))] ;=> [2 "1"]
(gen-interface :name my.own.Speaks :extends [clojure.lang.IDeref] :methods [[say [Object] Object]]) ;
(deftype Dog [n] my.own.Speaks (say [_ x] [n x]) (deref [_] n)) ;
[(.say (Dog. 1) 2) @(Dog. 3) (instance? my.own.Speaks (Dog. 1)) (instance? clojure.lang.IDeref (Dog. 1))] ;=> [[1 2] 3 true true]
(deftype Walked [v] clojure.lang.IPersistentCollection (count [_] 99) (seq [_] (seq v)) (cons [_ x] x) (empty [_] nil) (equiv [_ o] false)) ;
(count (Walked. [1 2 3])) ;=> 3
(defmacro held [x] `(reify clojure.lang.IDeref (deref [_] ~x))) ;
@(held 5) ;=> 5
[(identical? (str 'a) (str 'a)) (identical? (name 'x) (name 'x)) (identical? (name :k) "k")] ;=> [true true false]
[(identical? "lit" "lit") (identical? (str "l" "it") "lit") (identical? (.intern (str "l" "it")) "lit")] ;=> [true false true]
[(identical? (str :a) (str :a)) (identical? (name :abc) (name 'abc)) (identical? (subs "abc" 1) "bc")] ;=> [true false false]
[(identical? (namespace :q/x) (namespace :q/y)) (identical? (namespace 'q/x) (namespace :q/y))] ;=> [false false]
[(clojure.lang.RT/boundedLength (seq (range 10)) 3) (clojure.lang.RT/boundedLength nil 3) (clojure.lang.RT/boundedLength (seq [1 2]) 3)] ;=> [4 0 2]
[(clojure.lang.RT/uncheckedByteCast 200) (clojure.lang.RT/byteCast 5) (clojure.lang.RT/floatCast 0.1)] ;=> [-56 5 0.1]
[(vec (clojure.lang.RT/seqToArray '(1 2))) (clojure.lang.Numbers/abs -3) (clojure.lang.Numbers/unchecked_add 9223372036854775807 1)] ;=> [[1 2] 3 -9223372036854775808]
(identical? (Thread/currentThread) (Thread/currentThread)) ;=> true
(let [t (Thread/currentThread)] [(identical? t @(future (Thread/currentThread))) (.getName t)]) ;
[(vec (java.lang.reflect.Array/newInstance Object 2)) (java.lang.reflect.Array/getLength (long-array 3)) (java.lang.reflect.Array/get (to-array [1 2]) 1)] ;=> [[nil nil] 3 2]
(deftype Wide [] clojure.lang.IFn (invoke [_ a] a) (invoke [_ a b c d e f g h i j k l m n o p q r s t rest] [a t])) ;
[((Wide.) 1)] ;=> [1]
(deftype Sorted [v] clojure.lang.Seqable (seq [_] (seq v)) clojure.lang.Sorted (comparator [_] compare) (entryKey [_ e] e) (seq [_ up] (if up (seq v) (rseq v))) (seqFrom [_ k up] (seq (drop-while (fn [x] (if up (< x k) (> x k))) (if up v (rseq v)))))) ;
(let [s (Sorted. [1 3 5 7])] [(subseq s > 3) (subseq s <= 5) (rsubseq s < 5) (rsubseq s >= 3) (subseq s > 1 < 7)]) ;=> [(5 7) (1 3 5) (3 1) (7 5 3) (3 5)]
