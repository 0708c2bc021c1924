;; Spectral norm of a 500 by 500 matrix: inner loops of double division and summation.
;; The generic program works on persistent vectors with higher-order functions; the typed one on
;; ^doubles with loops. Both must print the same nine digits.

(defn entry [i j]
  (/ 1.0 (+ (quot (* (+ i j) (+ i j 1)) 2) i 1)))

(defn multiply [entry-at v n]
  (mapv (fn [i] (reduce + (map-indexed (fn [j x] (* (entry-at i j) x)) v)))
        (range n)))

(defn dot [u v] (reduce + (map * u v)))

(defn spectral [n]
  (let [transposed (fn [i j] (entry j i))
        both (fn [u] (multiply transposed (multiply entry u n) n))
        [u v] (loop [k 10 u (vec (repeat n 1.0)) v nil]
                (if (zero? k)
                  [u v]
                  (let [v (both u)]
                    (recur (dec k) (both v) v))))]
    (nine-digits (Math/sqrt (/ (dot u v) (dot v v))))))

(defmacro inline-entry [i j]
  `(/ 1.0 (+ (quot (* (+ ~i ~j) (+ ~i ~j 1)) 2) ~i 1)))

(defn multiply-into [^doubles v ^doubles out ^long n]
  (dotimes [i n]
    (aset out i (double (loop [j 0 s 0.0]
                          (if (< j n)
                            (recur (inc j) (+ s (* (inline-entry i j) (aget v j))))
                            s))))))

(defn multiply-transposed-into [^doubles v ^doubles out ^long n]
  (dotimes [i n]
    (aset out i (double (loop [j 0 s 0.0]
                          (if (< j n)
                            (recur (inc j) (+ s (* (inline-entry j i) (aget v j))))
                            s))))))

(defn dot-doubles [^doubles u ^doubles v]
  (areduce u i s 0.0 (+ s (* (aget u i) (aget v i)))))

(defn spectral-typed [n]
  (let [u (double-array n 1.0)
        v (double-array n)
        w (double-array n)]
    (dotimes [_ 10]
      (multiply-into u w n)
      (multiply-transposed-into w v n)
      (multiply-into v w n)
      (multiply-transposed-into w u n))
    (nine-digits (Math/sqrt (/ (dot-doubles u v) (dot-doubles v v))))))

(def programs
  {"spectral" (fn [] (fn [] (spectral 500)))
   "spectral_typed" (fn [] (fn [] (spectral-typed 500)))})
