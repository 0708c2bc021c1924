; Shapes that `and` and `or` leave where only the truth of a value counts: (let [x a] (if x b x))
; is (if a b false) there, (let [x a] (if x x b)) is (if a true b), when x is read nowhere else.
; So are (if x b x) and (if x x b) of a local.
; Lowering makes jumps of them without a value in between. Namespace genera.compiler.tests.

(alias 'hir 'genera.compiler.hir)

(defn- reads?
  [node local]
  (and (identical? :local (prim/get node :op))
       (identical? (prim/get node :local) local)))

(def ^:private yes {:op :const :value true})
(def ^:private no {:op :const :value false})

(declare simplify truth)

(defn- truth-of-if
  [node]
  (let [test  (prim/get node :test)
        local (when (identical? :local (prim/get test :op)) (prim/get test :local))
        then  (prim/get node :then)
        else  (prim/get node :else)]
    {:op :if
     :test test
     :then (if (and local (reads? then local)) yes (truth then))
     :else (if (and local (reads? else local)) no (truth else))}))

(defn- truth
  "The node where only its truth counts."
  [node]
  (case (prim/get node :op)
    :if (truth-of-if node)
    :let
    (let [locals (prim/get node :locals)
          local  (prim/nth locals 0)
          body   (prim/get node :body)]
      (if (and (= 1 (count locals))
               (identical? :if (prim/get body :op))
               (= 2 (prim/volatile-value (prim/get local :uses)))
               (reads? (prim/get body :test) local))
        (let [init (truth (prim/nth (prim/get node :inits) 0))]
          (cond
            (reads? (prim/get body :else) local)
            {:op :if :test init :then (truth (prim/get body :then)) :else no}
            (reads? (prim/get body :then) local)
            {:op :if :test init :then yes :else (truth (prim/get body :else))}
            :else (prim/assoc node :body (truth body))))
        (prim/assoc node :body (truth body))))
    node))

(defn simplify
  "The tree with its tests simplified."
  [node]
  (case (prim/get node :op)
    (:const :local :global) node
    :if (let [made (hir/map-children simplify node)]
          (prim/assoc made :test (truth (prim/get made :test))))
    (hir/map-children simplify node)))

(def pass
  {:name :tests :needs #{} :after #{:lets} :pass simplify
   :doc "The tests of and, or and not leave no values behind."})
