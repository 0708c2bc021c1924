; swap! by inc, dec and + is one step where the atom holds a small integer, and the same as any
; other swap! where it does not.

(let [a (atom 1)] [(swap! a inc) (swap! a inc) (swap! a dec) (swap! a + 40) @a]) ;=> [2 3 2 42 42]
(let [a (atom 1.5)] [(swap! a inc) (swap! a + 1/2) (swap! a dec) @a]) ;=> [2.5 3.0 2.0 2.0]
(let [a (atom 1)] [(swap! a + 0.5) (swap! a + 1N) @a]) ;=> [1.5 2.5 2.5]
(let [a (atom Long/MAX_VALUE)] (swap! a inc)) ;!> ArithmeticException: long overflow
(let [a (atom Long/MIN_VALUE)] (swap! a dec)) ;!> ArithmeticException: long overflow
(let [a (atom (dec Long/MAX_VALUE))] [(swap! a inc) @a]) ;=> [9223372036854775807 9223372036854775807]
(let [a (atom 2305843009213693950)] [(swap! a inc) (swap! a inc) (swap! a inc) (swap! a dec)]) ;=> [2305843009213693951 2305843009213693952 2305843009213693953 2305843009213693952]
(let [a (atom 5)] [(try (swap! a + Long/MAX_VALUE) (catch ArithmeticException e :overflow)) @a]) ;=> [:overflow 5]
(swap! (atom nil) inc) ;!> NullPointerException: Cannot invoke "Object.getClass()" because "x" is null
(swap! (atom "a") + 1) ;!> ClassCastException: class java.lang.String cannot be cast to class java.lang.Number (java.lang.String and java.lang.Number are in module java.base of loader 'bootstrap')
(swap! 5 inc) ;!> ClassCastException: class java.lang.Long cannot be cast to class clojure.lang.IAtom (java.lang.Long is in module java.base of loader 'bootstrap'; clojure.lang.IAtom is in unnamed module of loader 'app')
(let [inc dec a (atom 1)] (swap! a inc)) ;=> 0
(let [+ - a (atom 1)] (swap! a + 3)) ;=> -2
(let [swap! (fn [a f] [:mine (f @a)])] (swap! (atom 1) inc)) ;=> [:mine 2]
(let [a (atom 1 :validator (fn [x] (< x 3)))] [(swap! a inc) (try (swap! a inc) (catch IllegalStateException e (.getMessage e))) @a]) ;=> [2 "Invalid reference state" 2]
(let [seen (atom []) a (atom 1)] (add-watch a :k (fn [k r o n] (swap! seen conj [k o n]))) (swap! a inc) (swap! a + 5) @seen) ;=> [[:k 1 2] [:k 2 7]]
(let [a (atom 0)] (dotimes [_ 1000] (swap! a inc)) (dotimes [i 1000] (swap! a + i)) @a) ;=> 500500
(let [a (atom 0) fs (doall (repeatedly 4 #(future (dotimes [_ 500] (swap! a inc)) (dotimes [_ 200] (swap! a dec)))))] (run! deref fs) @a) ;=> 1200
(let [log (atom [])] (swap! (do (swap! log conj :atom) (atom 1)) + (do (swap! log conj :x) 2)) @log) ;=> [:atom :x]
(let [a (atom 0)] (reset! a a) (try (swap! a inc) (catch ClassCastException e :no-number))) ;=> :no-number
(let [a (reify clojure.lang.IAtom (swap [_ f] (f 41)) (swap [_ f x] (f 1 x)))] [(swap! a inc) (swap! a + 7)]) ;=> [42 8]
