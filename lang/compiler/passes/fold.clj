; Constant folding and dead branches. Namespace genera.compiler.fold.
;
; A pure primitive of small integers is computed now where its result is one too, so nothing that
; would throw or grow is; a choice whose test is constant becomes its branch; what a `do` computes
; for nobody is left out.

(alias 'hir 'genera.compiler.hir)

(def ^:private limit 1000000000)

(defn- small?
  "A number whose sums and products with its like cannot overflow."
  [x]
  (and (prim/is-long x) (< (- limit) x limit)))

(def ^:private foldable
  "Functions of small integers by the primitive that computes them."
  {"add" (fn [x y] (+ x y)) "subtract" (fn [x y] (- x y)) "multiply" (fn [x y] (* x y))
   "less" (fn [x y] (< x y)) "less-equal" (fn [x y] (<= x y))
   "greater" (fn [x y] (> x y)) "greater-equal" (fn [x y] (>= x y))
   "number-equal" (fn [x y] (== x y)) "equal" (fn [x y] (= x y))
   "increment" (fn [x] (inc x)) "decrement" (fn [x] (dec x))
   "bit-and" (fn [x y] (bit-and x y)) "bit-or" (fn [x y] (bit-or x y))
   "bit-xor" (fn [x y] (bit-xor x y)) "negate" (fn [x] (- x))
   "is-nil" (fn [x] false) "not" (fn [x] false)})

(defn- const? [node] (identical? :const (prim/get node :op)))

(defn- fold-primitive
  [node]
  (let [args (prim/get node :args)]
    (if (and (every? const? args) (< 0 (count args)))
      (let [f    (prim/get foldable (prim/get node :name))
            vals (mapv :value args)]
        (if (and f (every? small? vals))
          {:op :const :value (apply f vals)}
          node))
      node)))

(defn pure?
  "Has the node no effect that anyone could miss?"
  [node]
  (case (prim/get node :op)
    (:const :fn) true
    :local (not (prim/get (prim/get node :local) :mutable))
    false))

(defn- flatten-do
  "The statements of a do, inner ones taken apart, without those that do nothing."
  [body]
  (let [last-at (dec (count body))]
    (loop [i 0 made []]
      (if (<= i last-at)
        (let [node (nth body i)]
          (recur (inc i)
                 (cond
                   (identical? :do (prim/get node :op))
                   (into made (if (= i last-at)
                                (prim/get node :body)
                                (remove pure? (prim/get node :body))))
                   (and (< i last-at) (pure? node)) made
                   :else (prim/conj made node))))
        made))))

(defn fold
  "The tree with what is known computed."
  [node]
  (case (prim/get node :op)
    (:const :local :global) node
    :if (let [test (fold (prim/get node :test))]
          (if (const? test)
            (fold (prim/get node (if (prim/get test :value) :then :else)))
            {:op :if :test test :then (fold (prim/get node :then))
             :else (fold (prim/get node :else))}))
    :prim (fold-primitive (hir/map-children fold node))
    :do (let [body (flatten-do (mapv fold (prim/get node :body)))]
          (if (= 1 (count body)) (nth body 0) {:op :do :body body}))
    (hir/map-children fold node)))
