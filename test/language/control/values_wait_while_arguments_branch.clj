(defn note [b x y] (.append b (if x (if y "1" "2") (if y "3" "4"))) y)
(let [b (StringBuilder.)] [(note b true 5) (note b false nil) (str b)]) ;=> [5 nil "14"]
(defn pair [a x] (let [y (inc a)] (conj [a] (if x (if (odd? a) y :even) :no)) y))
[(pair 1 true) (pair 2 true) (pair 3 false)] ;=> [2 3 4]
(defn deep [a b c] (let [r (str a (if b (str c (if c (str b (when a :x)) :y)) :z) a)] [r a]))
[(deep 1 2 3) (deep nil 2 3) (deep 1 nil 3) (deep 1 2 nil)] ;=> [["132:x1" 1] ["32" nil] ["1:z1" 1] ["1:y1" 1]]
