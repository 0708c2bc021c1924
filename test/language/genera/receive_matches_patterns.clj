(require '[genera.actors :refer [spawn self ! receive make-ref]])
(def me (self))
(defn mail [& ms] (doseq [m ms] (! me m)))
(defrecord R [a b])
(deftype V [] clojure.lang.IPersistentVector (count [_] 2) (nth [_ i] (* 10 i)) (nth [_ i d] (* 10 i)))
(do (mail [:a 1] [:b 2] :x) [(receive :x 1) (receive [:b x] [:b! x] [:a x] [:a! x]) (receive [:b x] x)]) ;=> [1 [:a! 1] 2]
(do (mail {:k 5 :j [1 2]} "s" 42 nil) [(receive {:k k :j [_ y]} [k y]) (receive "s" :s) (receive 42 :n) (receive nil :nil)]) ;=> [[5 2] :s :n :nil]
(do (mail [1 [2 3]] [:c 1 2 3] [:c]) [(receive [a [b c]] [a b c]) (receive [:c & more] more) (receive [:c & more] more)]) ;=> [[1 2 3] (1 2 3) nil]
(do (mail 'sym 1.5 \c true) [(receive true :true) (receive \c :c) (receive 1.5 :d) (receive 'sym :sym)]) ;=> [:true :c :d :sym]
(do (mail [1 1] [1 2]) [(receive [a b] :when (not= a b) [:neq a b] [a a] [:same a]) (receive [a b] [:neq a b])]) ;=> [[:same 1] [:neq 1 2]]
(do (mail [:g 5] [:g 15] [:h 1]) [(receive [:g n] :when (< 10 n) [:big n] [:h n] [:h n]) (receive [:g n] :when (< 10 n) [:big n] [:h n] [:h n]) (receive [:g n] :when (< 10 n) [:big n] [:g n] [:small n])]) ;=> [[:big 15] [:h 1] [:small 5]]
(let [p 7 q [1 2]] (mail [:p 8 1] [:p 7 2] [:q [1 2]] [:q (list 1 2)]) [(receive [:p p x] x) (receive [:q q] :q) (receive [:q q] :q) (receive [:p n m] [n m])]) ;=> [2 :q :q [8 1]]
(do (mail [:q #{1}] [:q {:a [1]}]) [(receive [:q #{1}] :set) (receive [:q {:a [n]}] n)]) ;=> [:set 1]
(do (mail (->R 1 2) (subvec [0 :sv 3] 1) (first {:me 5})) [(receive {:a 1 :b b} b) (receive [:sv n] n) (receive [:me n] n)]) ;=> [2 3 5]
(do (mail (->V)) (receive [x y z] :three [x y] [x y])) ;=> [0 10]
(do (mail :plain (->V) [1 2]) (receive [1 2] :the-vector)) ;=> :the-vector
[(receive [x y] [x y]) (receive x x)] ;=> [[0 10] :plain]
(do (mail 1N 2 [3N] ##NaN) [(receive 2 :two 3 :three) (receive [3] :three) (receive 1 :one) (receive ##NaN :nan _ :other)]) ;=> [:two :three :one :other]
(do (mail {:a 1} {:b 2} {:a nil} {nil 1}) [(receive {:b b} b) (receive {:a nil} :nil) (receive {nil x} x) (receive {:a a} a)]) ;=> [2 :nil 1 1]
(do (mail [:add 1 2] [:sub 1 2] [:mul 3 2] [:add 1] [:nop]) (mapv (fn [_] (receive [:add a b] (+ a b) [:sub a b] (- a b) [:mul a b] (* a b) [:add a] [:one a] [op] op)) (range 5))) ;=> [3 -1 6 [:one 1] :nop]
(do (mail ["a" 1] [:a 1] ['a 1] [\a 1]) (mapv (fn [_] (receive ['a _] :symbol [\a _] :char [:a _] :keyword ["a" _] :string)) (range 4))) ;=> [:string :keyword :symbol :char]
(do (mail [[:deep [1 {:k [2]}]]]) (receive [[:deep [1 {:k [3]}]]] 3 [[:deep [n {:k [2]}]]] [2 n])) ;=> [2 1]
(do (mail [1] [1 2] [1 2 3]) [(receive [_ _ & r] r) (receive [a b & r] [a b r]) (receive [& r] r)]) ;=> [nil [1 2 (3)] (1)]
(do (mail [1 2 [3 4]] [1 2 3] [1 2]) [(receive [a b & [[c d]]] [a b c d]) (receive [a & [b & [c]]] [a b c]) (receive [_ & [_ _ & _]] :longer [a & [b]] [a b])]) ;=> [[1 2 3 4] [1 2 3] [1 2]]
(do (mail [:DOWN 1 :process 2 :reason]) (receive [:DOWN r & [_ _]] :short [:DOWN r & [_ _ x]] [r x])) ;=> [1 :reason]
(do (mail 1 2 3) (loop [acc []] (receive n :when (odd? n) (recur (conj acc n)) (after 0 acc)))) ;=> [1 3]
(receive n n) ;=> 2
(do (dotimes [i 5000] (! me [:noise i])) (! me [:want 1]) (receive [:want n] n)) ;=> 1
(count (loop [acc []] (receive [:noise i] (recur (conj acc i)) (after 0 acc)))) ;=> 5000
(let [ref (make-ref)] (mail [ref 1]) (receive [ref n] n)) ;=> 1
(receive _ :never (after 0 :empty)) ;=> :empty
(receive [:never] 1 (after 5 :timeout)) ;=> :timeout
(macroexpand '(receive [a & b c] 1)) ;!> IllegalArgumentException: receive: & must stand before the last pattern
(macroexpand '(receive (f x) 1)) ;!> IllegalArgumentException: receive: no pattern: (f x)
