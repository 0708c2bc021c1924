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

(defn- diff-sequences
  "The difference of two sequences, by index."
  [a b]
  (let [a (vec a) b (vec b)]
    (vec (map vectorize (diff-maps a b (range (max (count a) (count b))))))))

(defn- diff-sets
  "The difference of two sets."
  [a b]
  (let [a (into #{} a) b (into #{} b)]
    [(not-empty (reduce disj a b)) (not-empty (reduce disj b a))
     (not-empty (reduce (fn [s x] (if (contains? b x) s (disj s x))) a a))]))

(defprotocol EqualityPartition
  "What kinds of values can be equal."
  (equality-partition [x] "The kind of x: :atom, :set, :sequential or :map."))

(defprotocol Diff
  "How values of one kind differ."
  (diff-similar [a b] "The difference of two values of one kind."))

(defn- array-or-atom
  "The kind of a value without one of its own."
  [x]
  (if (prim/is-array x) :sequential :atom))

(extend-protocol EqualityPartition
  nil (equality-partition [x] :atom)
  Object (equality-partition [x] (array-or-atom x))
  java.util.Set (equality-partition [x] :set)
  java.util.List (equality-partition [x] :sequential)
  java.util.Map (equality-partition [x] :map))

(defn- diff-atoms
  "The difference of two values that are compared as wholes."
  [a b]
  (if (= a b) [nil nil a] [a b nil]))

(extend-protocol Diff
  nil (diff-similar [a b] (diff-atoms a b))
  Object
  (diff-similar [a b]
    (if (= :sequential (equality-partition a)) (diff-sequences a b) (diff-atoms a b)))
  java.util.Set (diff-similar [a b] (diff-sets a b))
  java.util.List (diff-similar [a b] (diff-sequences a b))
  java.util.Map (diff-similar [a b] (diff-maps a b (distinct (concat (keys a) (keys b))))))

(defn diff
  "[what only a has, what only b has, what both have], for nested maps, sets and sequences."
  [a b]
  (cond (= a b) [nil nil a]
        (= (equality-partition a) (equality-partition b)) (diff-similar a b)
        :else [a b nil]))
