; Passes: their order, from what each says of itself. Namespace genera.compiler.passes.
;
; A pass is a map of :name, :doc, :pass (the function), :needs, a set of the names of passes without
; which it cannot be, and :after, a set of those that it must follow where they are used at all. The
; passes over HIR take a tree, those over MIR an arity. `order` puts passes in an order in which all
; of that holds and in which they otherwise stay as they are given, and refuses declarations that
; cannot hold.

(defn- names-of [passes] (into #{} (map :name) passes))

(defn- check
  "Throws for a name given twice, and for a pass that is needed and not there."
  [passes]
  (let [names (names-of passes)]
    (when-not (= (count names) (count passes))
      (throw (new IllegalArgumentException "two passes have one name")))
    (doseq [{:keys [name needs]} passes
            needed needs]
      (when-not (contains? names needed)
        (throw (new IllegalArgumentException (str "pass " name " needs " needed)))))))

(defn- ready?
  "May a pass come next, before those that are left?"
  [pass left]
  (let [waits (into (:needs pass) (:after pass))]
    (not (some (fn [name] (contains? waits name)) (names-of left)))))

(defn order
  "The passes in their order; see the top."
  [passes]
  (check passes)
  (loop [left passes ordered []]
    (if (empty? left)
      ordered
      (let [next (first (filter (fn [pass] (ready? pass left)) left))]
        (when-not next
          (throw (new IllegalArgumentException
                      (str "passes wait for each other: "
                           (apply str (interpose " " (map :name left)))))))
        (recur (filterv (fn [pass] (not (identical? pass next))) left) (conj ordered next))))))

(defn run
  "What passes in their order make of something."
  [passes x]
  (loop [x x i 0]
    (if (< i (count passes))
      (recur ((prim/get (prim/nth passes i) :pass) x) (inc i))
      x)))
