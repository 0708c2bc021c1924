(require '[genera.actors :refer :all])
(def echo (spawn (fn [] (loop [] (receive [from f] (do (! from [:done (f)]) (recur)))))))
(defn there [f] (! echo [(self) f]) (receive [:done x] x))
(deftype Cell [^:unsynchronized-mutable x] clojure.lang.IDeref (deref [_] x) clojure.lang.IFn (invoke [_ y] (set! x y)))
(let [a (object-array [1 2])] (there (fn [] (aset a 0 :there))) (vec a)) ;=> [:there 2]
(let [a (long-array 2)] (there (fn [] (aset a 1 7))) (aset a 0 5) [(vec a) (there (fn [] (vec a)))] ) ;=> [[5 7] [5 7]]
(let [a (object-array 1)] (! (self) a) (aset a 0 [:late]) (receive b (do (aset b 0 :same) [(aget a 0) (identical? a b)]))) ;=> [:same true]
(let [c (->Cell 1)] (there (fn [] (c [:there (inc @c)]))) @c) ;=> [:there 2]
(let [c (->Cell 1)] (there (fn [] nil)) (c 3) [(there (fn [] @c)) @c]) ;=> [3 3]
(let [b (StringBuilder. "a")] (there (fn [] (.append b "b") nil)) (.append b "c") [(str b) (there (fn [] (str b)))]) ;=> ["abc" "abc"]
(let [v (volatile! 1)] (there (fn [] (vswap! v inc))) (vswap! v inc) [@v (there (fn [] @v))]) ;=> [3 3]
(let [l (java.util.ArrayList.)] (there (fn [] (.add l :there))) (.add l :here) [(vec l) (there (fn [] (vec l)))]) ;=> [[:there :here] [:there :here]]
(let [m (java.util.HashMap.)] (there (fn [] (.put m :a 1))) (.put m :b 2) [(get m :a) (there (fn [] (get m :b)))]) ;=> [1 2]
(let [n (atom 0) s (map (fn [x] (swap! n inc) x) (range 5))] (there (fn [] (reduce + s))) [(reduce + s) (there (fn [] (count s))) @n]) ;=> [10 5 5]
(let [n (atom 0) d (delay (swap! n inc))] [(there (fn [] @d)) @d @n]) ;=> [1 1 1]
(let [a (object-array 1)] (aset a 0 a) (there (fn [] (identical? a (aget a 0))))) ;=> true
(let [a (object-array 1000) v [a a]] (dotimes [i 50] (there (fn [] (aset a i i) nil)) (System/gc)) [(reduce + (take 50 a)) (identical? (nth v 0) a)]) ;=> [1225 true]
(! echo [(self) (transient [])]) ;!> java.lang.IllegalArgumentException: A transient cannot be given to another actor: clojure.lang.PersistentVector$TransientVector
(let [t (transient {})] (! (self) {:a [t]})) ;!> java.lang.IllegalArgumentException: A transient cannot be given to another actor: clojure.lang.PersistentArrayMap$TransientArrayMap
(let [t (transient [])] (spawn (fn [] (conj! t 1)))) ;!> java.lang.IllegalArgumentException: A transient cannot be given to another actor: clojure.lang.PersistentVector$TransientVector
(let [t (transient []) m {:a [t]}] (System/gc) (System/gc) (! (self) m)) ;!> java.lang.IllegalArgumentException: A transient cannot be given to another actor: clojure.lang.PersistentVector$TransientVector
(let [t (transient #{}) f (fn [] t)] (System/gc) (System/gc) (! (self) [1 [f]])) ;!> java.lang.IllegalArgumentException: A transient cannot be given to another actor: clojure.lang.PersistentHashSet$TransientHashSet
(let [t (transient [1]) m {:a [t]} v (persistent! t)] (System/gc) (! (self) [m v]) (receive [_ x] x)) ;=> [1]
