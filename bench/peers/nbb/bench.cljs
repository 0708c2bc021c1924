;; Anchor benchmarks, nbb (SCI, ClojureScript on Node). Sizes are scaled down where the interpreter
;; needs it;
;; the emitted name carries the scaled size and the runner lists it in its own row or as an
;; estimate.
(ns bench (:require [clojure.string :as str]))
(def mode (atom "warm"))
(defn now [] (js/performance.now))
(defn emit [p unit runs check note]
  (println (str "@@{\"p\":\"" p "\",\"unit\":\"" unit "\",\"runs\":["
             (str/join "," (map #(.toFixed % 4) runs)) "],\"check\":\"" check "\",\"note\":\"" note
             "\"}")))
(defn measure
  ([p f] (measure p f ""))
  ([p f note]
   (let [one #(let [t0 (now) c (f)] [(- (now) t0) c])]
     (if (= @mode "once")
       (let [[t c] (one)] (emit p "ms" [t] c note))
       (do (f)
           (let [s (now)]
             (loop [ts [] c nil]
               (if (or (= 5 (count ts)) (and (>= (count ts) 3) (> (- (now) s) 20000)))
                 (emit p "ms" ts c note)
                 (let [[t c] (one)] (recur (conj ts t) c))))))))))
(defn minstd [x] (rem (* x 16807) 2147483647))
(defn lcg [n] (vec (take n (rest (iterate minstd 42)))))
(defn skeys [n] (mapv #(str "key-" %) (lcg n)))
(defn fib [n] (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))
(defn tak [x y z] (if (not (< y x)) z (tak (tak (- x 1) y z) (tak (- y 1) z x) (tak (- z 1) x y))))
(defn tree [d] (if (zero? d) [nil nil] [(tree (dec d)) (tree (dec d))]))
(defn check [t] (let [[l r] t] (if (nil? l) 1 (+ 1 (check l) (check r)))))
(defn a [i j] (/ 1.0 (+ (quot (* (+ i j) (+ i j 1)) 2) i 1)))
(defn mul-v [f v n] (mapv (fn [i] (reduce + (map-indexed (fn [j x] (* (f i j) x)) v))) (range n)))
(defn spectral [n]
  (let [at (fn [u] (mul-v (fn [i j] (a j i)) (mul-v a u n) n))
        [u v] (loop [k 10 u (vec (repeat n 1.0)) v nil]
                (if (zero? k) [u v] (let [v (at u)] (recur (dec k) (at v) v))))]
    (.toFixed (js/Math.sqrt (/ (reduce + (map * u v)) (reduce + (map * v v)))) 9)))
(defn mandel-pt [cr ci]
  (loop [zr 0.0 zi 0.0 k 0]
    (if (or (>= k 100) (> (+ (* zr zr) (* zi zi)) 4.0)) k
      (recur (+ (- (* zr zr) (* zi zi)) cr) (+ (* 2.0 zr zi) ci) (inc k)))))
(defn mandel [n]
  (reduce +
    (for [y (range n) x (range n)] (mandel-pt (- (/ (* 2.0 x) n) 1.5) (- (/ (* 2.0 y) n) 1.0)))))
(defn mkvec [n] (loop [i 0 v []] (if (< i n) (recur (inc i) (conj v i)) v)))
(defn nthsum [v]
  (let [n (count v)] (loop [i 0 s 0] (if (< i n) (recur (inc i) (+ s (nth v i))) s))))
(defn vassoc [v]
  (loop [k 1000000 x 42 v v]
    (if (zero? k) v (let [x (minstd x)] (recur (dec k) x (assoc v (rem x 1000000) k))))))
(defn mkmap [ks]
  (loop [i 0 s (seq ks) m {}] (if s (recur (inc i) (next s) (assoc m (first s) i)) m)))
(defn mapsum [ks m] (reduce (fn [s k] (+ s (get m k))) 0 ks))
(def benches
  {"fib" #(measure "fib@25" (fn [] (fib 25)) "fib(25): 1/123 of the calls of fib(35)")
   "tak" #(measure "tak@1" (fn [] (tak 18 12 6)) "tak 18 12 6 once: 63609 calls")
   "bintrees"
    #(measure "bintrees@10"
       (fn [] (let [m 10]
                (+ (check (tree (inc m))) (check (tree m))
                  (reduce +
                    (for [d (range 4 (inc m) 2) _ (range (bit-shift-left 1 (+ (- m d) 4)))]
                      (check (tree d))))))) "depth 10 instead of 16")
   "spectral" #(measure "spectral@50" (fn [] (spectral 50)) "n=50: 1/100 of the work of n=500")
   "mandel" #(measure "mandel@60" (fn [] (mandel 60)) "60x60: 1/100 of the pixels")
   "vec_conj" #(measure "vec_conj" (fn [] (count (mkvec 1000000))))
   "vec_conj_transient" #(measure "vec_conj_transient" (fn [] (count (into [] (range 1000000)))))
   "vec_nth"
    #(let [v (mkvec 1000000)]
       (measure "vec_nth" (fn [] (reduce + (repeatedly 5 (fn [] (nthsum v)))))))
   "vec_assoc" #(let [v (mkvec 1000000)] (measure "vec_assoc" (fn [] (nthsum (vassoc v)))))
   "map_assoc" #(let [ks (lcg 1000000)] (measure "map_assoc" (fn [] (count (mkmap ks)))))
   "map_get" #(let [ks (lcg 1000000) m (mkmap ks)] (measure "map_get" (fn [] (mapsum ks m))))
   "map_str_assoc" #(let [ks (skeys 200000)] (measure "map_str_assoc" (fn [] (count (mkmap ks)))))
   "map_str_get"
    #(let [m (mkmap (skeys 200000)) k2 (skeys 200000)]
       (measure "map_str_get" (fn [] (reduce + (repeatedly 5 (fn [] (mapsum k2 m)))))))
   "seq_lazy" #(measure "seq_lazy" (fn [] (reduce + (map inc (filter even? (range 3000000))))))
   "seq_xf" #(measure "seq_xf"
               (fn [] (transduce (comp (filter even?) (map inc)) + (range 3000000))))
   "seq_eager" #(measure "seq_eager" (fn [] (reduce + (mapv inc (filterv even? (range 3000000))))))
   "sort1m" #(let [ks (lcg 1000000)] (measure "sort1m" (fn [] (nth (sort ks) 500000))))
   "freq1m" #(let [ks (mapv (fn [k] (rem k 1000)) (lcg 1000000))]
               (measure "freq1m" (fn [] (get (frequencies ks) 7))))
   "group1m"
    #(let [ks (lcg 1000000)]
       (measure "group1m" (fn [] (count (get (group-by (fn [k] (rem k 1000)) ks) 7)))))
   "strjoin" #(measure "strjoin" (fn [] (count (str/join "," (map str (range 300000))))))
   "atom_swap"
    #(measure "atom_swap" (fn [] (let [a (atom 0)] (dotimes [_ 2000000] (swap! a inc)) @a))
       "single-threaded 2M swap!")})
(let [[m & names] *command-line-args*]
  (reset! mode m)
  (if (= m "list") (run! println (keys benches)) (doseq [b names] ((benches b)))))
