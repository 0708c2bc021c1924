; clojure.data: what differs between two values.

(ns clojure.data
  "What differs between two values.")

(declare diff)

(defn- vectorize
  "A map of indices to values as a vector, nil where there is none; nil for no map."
  [m]
  (when (seq m)
    (reduce (fn [result [k v]] (assoc result k v))
            (vec (repeat (apply max (keys m)) nil))
            m)))

(defn- diff-key
  "The difference of two maps at one key."
  [a b k]
  (let [[only-a only-b both] (diff (get a k) (get b k))
        in-a  (contains? a k)
        in-b  (contains? b k)
        same? (and in-a in-b (or (not (nil? both)) (and (nil? (get a k)) (nil? (get b k)))))]
    [(when (and in-a (or (not (nil? only-a)) (not same?))) {k only-a})
     (when (and in-b (or (not (nil? only-b)) (not same?))) {k only-b})
     (when same? {k both})]))

(defn- diff-maps
  "The difference of two maps, or of vectors as maps, at the keys ks."
  [a b ks]
  (reduce (fn [parts at-key] (doall (map merge parts at-key)))
          [nil nil nil]
          (map (fn [k] (diff-key a b k)) ks)))

(defn- partition-of
  "What kind of value x is to diff: :map, :set, :sequential or :atom."
  [x]
  (cond (map? x) :map
        (set? x) :set
        (or (sequential? x) (prim/is-array x)) :sequential
        :else :atom))

(defn diff
  "[what only a has, what only b has, what both have], for nested maps, sets and sequences."
  [a b]
  (if (= a b)
    [nil nil a]
    (let [kind (partition-of a)]
      (if (= kind (partition-of b))
        (cond
          (= kind :map)
          (diff-maps a b (distinct (concat (keys a) (keys b))))
          (= kind :set)
          [(not-empty (reduce disj a b)) (not-empty (reduce disj b a))
           (not-empty (reduce (fn [s x] (if (contains? b x) s (disj s x))) a a))]
          (= kind :sequential)
          (let [a (vec a) b (vec b)]
            (vec (map vectorize (diff-maps a b (range (max (count a) (count b)))))))
          :else [a b nil])
        [a b nil]))))
