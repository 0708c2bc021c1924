;; Persistent vectors of a million elements: growth by conj, growth by into (transients inside),
;; reads in order, and a million assocs at pseudo-random places.
;; Reads are done five times over, as one pass is too short to time.

(defn grow [n]
  (loop [i 0 v []]
    (if (< i n)
      (recur (inc i) (conj v i))
      v)))

(defn sum-elements [v]
  (let [n (count v)]
    (loop [i 0 total 0]
      (if (< i n)
        (recur (inc i) (+ total (nth v i)))
        total))))

(defn replace-elements [v]
  (loop [k 1000000 x 42 v v]
    (if (zero? k)
      v
      (let [x (minstd x)]
        (recur (dec k) (long x) (assoc v (rem x 1000000) k))))))

(def programs
  {"vec_conj" (fn [] (fn [] (count (grow 1000000))))
   "vec_conj_transient" (fn [] (fn [] (count (into [] (range 1000000)))))
   "vec_nth" (fn []
               (let [v (grow 1000000)]
                 (fn [] (sum-of 5 (fn [] (sum-elements v))))))
   "vec_assoc" (fn []
                 (let [v (grow 1000000)]
                   (fn [] (sum-elements (replace-elements v)))))})
