;; Binary trees to depth 16: allocation, short-lived garbage and one long-lived tree beside it.
;; A node is a two-field type in the first program and a two-element vector in the second.
;; The result is the number of nodes visited, 14985902.

(deftype Node [left right])

(defn tree [depth]
  (if (zero? depth)
    (Node. nil nil)
    (Node. (tree (dec depth)) (tree (dec depth)))))

(defn check [^Node node]
  (if (nil? (.-left node))
    1
    (+ 1 (check (.-left node)) (check (.-right node)))))

(defn vector-tree [depth]
  (if (zero? depth)
    [nil nil]
    [(vector-tree (dec depth)) (vector-tree (dec depth))]))

(defn vector-check [[left right]]
  (if (nil? left)
    1
    (+ 1 (vector-check left) (vector-check right))))

(defn visit-all [tree check]
  (let [deepest 16
        stretch (check (tree (inc deepest)))
        long-lived (tree deepest)
        round (fn [depth]
                (loop [i (bit-shift-left 1 (+ (- deepest depth) 4)) total 0]
                  (if (zero? i)
                    total
                    (recur (dec i) (+ total (long (check (tree depth))))))))]
    (+ stretch (check long-lived) (reduce + (map round (range 4 (inc deepest) 2))))))

(def programs
  {"bintrees" (fn [] (fn [] (visit-all tree check)))
   "bintrees_vec" (fn [] (fn [] (visit-all vector-tree vector-check)))})
