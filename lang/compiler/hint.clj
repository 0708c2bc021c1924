; Names that might have been meant by one that is unknown. Namespace genera.compiler.hint.

(def ^:private most-names 3)

(defn- next-row
  "The row of distances after `row` (and `before` it) for unit a of the first word, whose unit
  before was a0: changes, insertions, deletions and swaps of neighbours cost one each."
  [before row a0 a b]
  (loop [j 1 made [(inc (nth row 0))]]
    (if (<= j (count b))
      (let [unit (prim/string-unit b (dec j))
            best (min (inc (nth row j))
                      (inc (nth made (dec j)))
                      (+ (nth row (dec j)) (if (= a unit) 0 1)))
            swap? (and before (< 1 j) (= a (prim/string-unit b (- j 2))) (= a0 unit))]
        (recur (inc j)
               (conj made (if swap? (min best (inc (nth before (- j 2)))) best))))
      made)))

(defn distance
  "Optimal string alignment of two words."
  [a b]
  (loop [i 0 before nil row (vec (range (inc (count b))))]
    (if (< i (count a))
      (recur (inc i) row
             (next-row before row (when (< 0 i) (prim/string-unit a (dec i)))
                       (prim/string-unit a i) b))
      (peek row))))

(defn nearest
  "The names nearest to one, best first: at most a third of its letters may differ, but not all."
  [wanted names]
  (let [most  (max 1 (quot (count wanted) 3))
        found (keep (fn [name]
                      (let [gap (- (count name) (count wanted))]
                        (when (and (<= (- most) gap most) (not= name wanted))
                          (let [d (distance wanted name)]
                            (when (and (<= d most) (< d (count wanted))) [d name])))))
                    names)
        found (sort found)
        best  (first (first found))]
    (map second (take most-names (take-while (fn [[d]] (= d best)) found)))))

(defn sentence
  "A sentence for the user, or nil."
  [wanted names]
  (let [near (nearest wanted names)]
    (when (seq near)
      (str "Did you mean "
           (if (next near)
             (str (apply str (interpose ", " (butlast near))) " or " (last near))
             (first near))
           "?"))))
