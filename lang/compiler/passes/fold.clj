; Constant folding and dead branches. Namespace genera.compiler.fold.
;
; A primitive of constant numbers that the tables call foldable is computed now, unless that throws:
; then the program will. A choice whose test is constant becomes its branch; what a `do` computes
; for nobody is left out; x + 1 and x - 1 have instructions of their own.

(alias 'hir 'genera.compiler.hir)

(defn- const? [node] (identical? :const (prim/get node :op)))

(defn- number-const?
  "A constant that folding may read: a long or double, true, false or nil."
  [node]
  (when (const? node)
    (let [x (prim/get node :value)]
      (or (prim/is-long x) (prim/is-double x) (true? x) (false? x) (nil? x)))))

(defn- compute
  "The constant node of what a primitive makes of constants, or nil where it throws."
  [f args]
  (try {:op :const :value (apply f (map :value args))}
    (catch Throwable e nil)))

(defn- one? [node] (and (const? node) (identical? 1 (prim/get node :value))))

(def ^:private steps
  "What adding or subtracting 1 is."
  {"add" "increment" "subtract" "decrement"})

(defn- fold-primitive
  [node]
  (let [args (prim/get node :args)
        name (prim/get node :name)
        f    (prim/get genera.compiler.tables/folders name)
        step (prim/get steps name)]
    (or (when (and f (every? number-const? args)) (compute f args))
        (when (and step (one? (prim/nth args 1)))
          (prim/assoc (prim/assoc node :name step) :args [(prim/nth args 0)]))
        node)))

(defn pure?
  "Has the node no effect that anyone could miss?"
  [node]
  (case (prim/get node :op)
    (:const :fn) true
    :local (not (prim/get (prim/get node :local) :mutable))
    :prim  (and (prim/get genera.compiler.tables/total (prim/get node :name))
                (every? pure? (prim/get node :args)))
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

(def pass
  {:name :fold :needs #{} :after #{:inline} :pass fold
   :doc "Computes what is known, leaves out dead branches and statements."})
