(def seen (atom 0))
(defn counting [f] (reset! seen 0) (fn [x] (swap! seen inc) (f x)))
(do (first (map (counting inc) (range 100))) @seen) ;=> 32
(do (first (map (counting inc) (vec (range 100)))) @seen) ;=> 32
(do (first (map (counting inc) (list 1 2 3))) @seen) ;=> 1
(do (first (map (counting inc) (iterate inc 0))) @seen) ;=> 1
(do (first (filter (counting odd?) (range 100))) @seen) ;=> 32
(do (first (keep (counting identity) (range 100))) @seen) ;=> 32
(do (first (map-indexed (let [f (counting identity)] (fn [i x] (f x))) (range 100))) @seen) ;=> 32
(do (first (keep-indexed (let [f (counting identity)] (fn [i x] (f x))) (range 100))) @seen) ;=> 32
(do (first (remove (counting odd?) (range 100))) @seen) ;=> 32
(do (nth (map (counting inc) (range 100)) 40) @seen) ;=> 64
(do (first (for [x (range 100)] ((counting inc) x))) @seen) ;=> 1
(do (first (mapcat (counting list) (range 100))) @seen) ;=> 32
(do (first (take-while (counting pos?) (rest (range 100)))) @seen) ;=> 1
(do (first (partition-by (counting odd?) (range 100))) @seen) ;=> 1
(do (first (sequence (map (counting inc)) (range 100))) @seen) ;=> 33
(do (first (concat (map (counting inc) (range 50)) nil)) @seen) ;=> 32
(do (first (interleave (map (counting inc) (range 50)) (range 50))) @seen) ;=> 32
(do (first (drop-while (counting #(< % 3)) (range 100))) @seen) ;=> 4
(do (some #{3} (map (counting inc) (range 100))) @seen) ;=> 32
(do (first (keys (into {} (map (fn [i] [i i]) (range 100))))) 1) ;=> 1
(do (first (distinct (map (counting inc) (range 100)))) @seen) ;=> 32
(do (first (eduction (map (counting inc)) (range 100))) @seen) ;=> 33
(do (every? (counting neg?) (range 100)) @seen) ;=> 1
(do (doall (take 5 (map (counting inc) (range 100)))) @seen) ;=> 32
(do (lazy-cat [1] (do (swap! seen inc) [2])) 1) ;=> 1
(do (reset! seen 0) (let [s (repeatedly #(swap! seen inc))] (doall (take 3 s))) @seen) ;=> 3
