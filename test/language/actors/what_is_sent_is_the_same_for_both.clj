(require '[genera.actors :refer :all])
(def main (self))
(defn in-another [f] (let [[p r] (spawn-monitor (fn [] (! main [:answer (f)])))] (receive [:answer x] (receive [:DOWN r & _] x) [:DOWN r _ _ reason] reason)))
(let [a (long-array 3)] (in-another (fn [] (aset a 1 7))) (vec a)) ;=> [0 7 0]
(let [a (object-array 2) p (spawn (fn [] (receive [from x] (do (aset x 0 :other) (! from :done)))))] (! p [(self) a]) (aset a 1 :own) (receive :done (vec a))) ;=> [:other :own]
(let [a (object-array 1)] (in-another (fn [] (aset a 0 {:new [1 2]}) nil)) (aget a 0)) ;=> {:new [1 2]}
(let [a (double-array 2)] (in-another (fn [] (aset a 0 1.5) nil)) (aset a 1 2.5) [(in-another (fn [] (vec a))) (vec a)]) ;=> [[1.5 2.5] [1.5 2.5]]
(let [b (StringBuilder. "x")] (in-another (fn [] (.append b "y") nil)) (.append b "z") (str b)) ;=> "xyz"
(let [v (volatile! 1)] (in-another (fn [] (vswap! v inc))) (vswap! v inc) @v) ;=> 3
(deftype Cell [^:unsynchronized-mutable x] clojure.lang.IDeref (deref [_] x) clojure.lang.IFn (invoke [_ y] (set! x y)))
(let [c (->Cell 1)] (in-another (fn [] (c [:changed @c]) nil)) [@c (do (c 2) (in-another (fn [] @c)))]) ;=> [[:changed 1] 2]
(let [n (atom 0) s (map (fn [x] (swap! n inc) x) (list 1 2 3)) s2 (lazy-seq (swap! n inc) s)] [(in-another (fn [] (reduce + s2))) (reduce + s2) @n]) ;=> [6 6 4]
(let [n (atom 0) s (lazy-seq (swap! n inc) (Thread/sleep 5) [1 2])] (dotimes [i 20] (spawn (fn [] (! main [:sum (reduce + s)])))) [(reduce + (repeatedly 20 (fn [] (receive [:sum x] x)))) @n]) ;=> [60 1]
(let [n (atom 0) d (delay (swap! n inc) (Thread/sleep 5) :value)] (dotimes [i 20] (spawn (fn [] (! main [:got @d])))) [(set (repeatedly 20 (fn [] (receive [:got x] x)))) @n]) ;=> [#{:value} 1]
(let [d (delay (Thread/sleep 100000)) p (spawn (fn [] @d))] (Thread/sleep 5) (exit p :kill) (in-another (fn [] (realized? d)))) ;=> false
(let [n (atom 0) s (lazy-seq (when (= 1 (swap! n inc)) (receive :never nil)) [:second]) p (spawn (fn [] (first s)))] (Thread/sleep 5) (exit p :kill) (first s)) ;=> :second
(! main (transient [])) ;!> IllegalArgumentException: A transient cannot be given to another actor
(! main [1 {:deep (transient {})}]) ;!> IllegalArgumentException: A transient cannot be given to another actor
(let [t (transient #{})] (spawn (fn [] t))) ;!> IllegalArgumentException: A transient cannot be given to another actor
(let [t (transient [1])] (try (! main t) (catch IllegalArgumentException e nil)) (persistent! (conj! t 2))) ;=> [1 2]
(receive x x (after 0 :nothing)) ;=> :nothing
(let [a (int-array 5) f (fn [i] (spawn (fn [] (dotimes [k 100] (aset a i (inc (aget a i)))) (! main :counted))))] (dotimes [i 5] (f i)) (dotimes [i 5] (receive :counted nil)) (vec a)) ;=> [100 100 100 100 100]
(let [m {:a (object-array 1)}] (in-another (fn [] (aset (:a m) 0 m) nil)) (identical? m (aget (:a m) 0))) ;=> true
