(defn twice {:inline (fn [x] `(* 2 ~x)) :inline-arities #{1}} ([x] (* 3 x)) ([x y] :two))
[(twice 4) (twice 1 2) (map twice [4])] ;=> [8 :two (12)]
(let [twice (fn [x] x)] (twice 4)) ;=> 4
(let [f (fn [x] (if (< x 3) (recur (inc x)) x))] (f 0)) ;=> 3
(let [f (fn [x] x)] (f 1 2)) ;!> clojure.lang.ArityException
(loop [i 0 fs []] (if (< i 3) (let [f (fn [] (let [g (fn [] i)] (fn [] (g))))] (recur (inc i) (conj fs (f)))) (map (fn [f] (f)) fs))) ;=> (0 1 2)
(let [f (fn [[a b]] (try (/ a b) (catch ArithmeticException e (str "no " a))))] (f [1 0])) ;=> "no 1"
((fn [x & more] [x more]) 1 2 3) ;=> [1 (2 3)]
((fn f [n] (if (= n 0) :done (f (dec n)))) 3) ;=> :done
