(let [b (StringBuilder.) [x y] [1 2] s (if (= x y) 1 y)] (.append b (if (= x 1) "one" "other")) [s (str b)]) ;=> [2 "one"]
(let [f (fn [a b] [a b]) [x y] [1 2]] (f (if x 1 2) (if y (f x y) 3))) ;=> [1 [1 2]]
(let [[a b] [1 2] r (conj [] (if a :a :b))] (conj r b)) ;=> [:a 2]
(let [state (first [7]) v (volatile! nil)] (vreset! v (if (nil? state) 1 2)) state) ;=> 7
(loop [i 0 a [] b 1] (if (< i 3) (recur (if (odd? i) (inc i) (+ i 1)) (conj a (if (even? b) b i)) (case i 0 5 1 6 7)) [i a b])) ;=> [3 [0 1 6] 7]
(let [x (try (if (vector? []) 1 2) (finally nil)) y (try (throw (ex-info "e" {})) (catch Exception e (if x 5 6)))] [y x]) ;=> [5 1]
(+ 1 (loop [i 0] (if (< i 5) (recur (inc i)) i)) (try (if nil 1 (/ 4 2)) (catch Exception e 3))) ;=> 8
