(defn all [x & more] [x (count more) (last more)])
(map (fn [n] (apply all (range n))) [1 20 21 22 40]) ;=> ([0 0 nil] [0 19 19] [0 20 20] [0 21 21] [0 39 39])
(map (fn [n] (apply #'all (range n))) [1 20 21 22 40]) ;=> ([0 0 nil] [0 19 19] [0 20 20] [0 21 21] [0 39 39])
(map (fn [n] (apply (with-meta all {}) (map inc (range n)))) [1 20 21 22 40]) ;=> ([1 0 nil] [1 19 20] [1 20 21] [1 21 22] [1 39 40])
(defmulti counted (fn [& xs] (count xs)))
(defmethod counted :default [& xs] [(count xs) (last xs)])
(map (fn [n] (apply counted (range n))) [1 20 21 22 40]) ;=> ([1 0] [20 19] [21 20] [22 21] [40 39])
(deftype Called [] clojure.lang.IFn (invoke [_] 0) (applyTo [_ xs] (count xs)))
(apply (Called.) (range 30)) ;=> 30
(apply all 1 2 (range 25)) ;=> [1 26 24]
(apply #'all 1 2 (range 25)) ;=> [1 26 24]
(defn fixed [a b] 1)
(apply fixed (map identity [1 2 3])) ;!> ArityException: Wrong number of args (3) passed to:
(apply fixed (filter number? (range 30))) ;!> ArityException: Wrong number of args (21) passed to:
(apply #'fixed (map identity [1 2])) ;=> 1
(apply (fn ([a] :one) ([a b] :two)) (lazy-seq [1 2])) ;=> :two
