; Sorted maps and sets: persistent balanced trees, and the types clojure.lang.PersistentTreeMap
; and PersistentTreeSet over them. Namespace clojure.lang.
;
; The tree is weight-balanced (Adams' trees with the parameters 3 and 2, as proved by Hirai and
; Yamamoto) rather than red-black: a node knows its size, so count is free and removal is as
; simple as insertion; order is all that a program sees of it. A node is a vector
; [size left right entry]; no node is nil. A set's tree holds each element as key and value.

(defmacro ^:private size-of [tree] `(let [tree# ~tree] (if tree# (prim/nth tree# 0) 0)))
(defmacro ^:private left-of [tree] (list 'prim/nth tree 1))
(defmacro ^:private right-of [tree] (list 'prim/nth tree 2))
(defmacro ^:private entry-of [tree] (list 'prim/nth tree 3))
(defn- left [tree] (left-of tree))
(defn- right [tree] (right-of tree))

(defn- prim-key [e] (prim/key e))

(defn- node
  "A tree of an entry and two trees that are balanced with each other."
  [entry l r]
  (prim/vector-4 (prim/increment (prim/add (size-of l) (size-of r))) l r entry))

(defn- rotate-left
  "A balanced tree of an entry and two trees, the right one too heavy."
  [e l r]
  (let [inner (left-of r) outer (right-of r)]
    (if (prim/less (size-of inner) (prim/multiply 2 (size-of outer)))
      (node (entry-of r) (node e l inner) outer)
      (node (entry-of inner)
            (node e l (left-of inner))
            (node (entry-of r) (right-of inner) outer)))))

(defn- rotate-right
  "A balanced tree of an entry and two trees, the left one too heavy."
  [e l r]
  (let [outer (left-of l) inner (right-of l)]
    (if (prim/less (size-of inner) (prim/multiply 2 (size-of outer)))
      (node (entry-of l) outer (node e inner r))
      (node (entry-of inner)
            (node (entry-of l) outer (left-of inner))
            (node e (right-of inner) r)))))

(defn- balance
  "A balanced tree of an entry and two trees, of which one may have changed by one element."
  [e l r]
  (let [m (size-of l) n (size-of r)]
    (cond
      (prim/less (prim/add m n) 2) (node e l r)
      (prim/less (prim/multiply 3 m) n) (rotate-left e l r)
      (prim/less (prim/multiply 3 n) m) (rotate-right e l r)
      :else (node e l r))))

(defn- find-entry
  "The entry of a key, or nil."
  [tree order k]
  (loop [tree tree]
    (if tree
      (let [e (entry-of tree)
            c (order k (prim/key e))]
        (cond (prim/equal c 0) e
              (prim/less c 0) (recur (left-of tree))
              :else (recur (right-of tree))))
      nil)))

(defn- insert
  "The tree with a key bound to a value; a key that is there already stays the same object."
  [tree order k v]
  (if tree
    (let [e (entry-of tree)
          c (order k (prim/key e))]
      (cond
        (prim/equal c 0)
        (if (prim/identical v (prim/val e))
          tree
          (prim/vector-4 (size-of tree) (left-of tree) (right-of tree)
                         (prim/map-entry (prim/key e) v)))
        (prim/less c 0)
        (let [l (insert (left-of tree) order k v)]
          (if (prim/identical l (left-of tree)) tree (balance e l (right-of tree))))
        :else
        (let [r (insert (right-of tree) order k v)]
          (if (prim/identical r (right-of tree)) tree (balance e (left-of tree) r)))))
    (prim/vector-4 1 nil nil (prim/map-entry k v))))

(defn- first-entry
  "The least entry of a tree."
  [tree]
  (if (left-of tree) (recur (left-of tree)) (entry-of tree)))

(defn- without-first
  "A tree without its least entry."
  [tree]
  (if (left-of tree)
    (balance (entry-of tree) (without-first (left-of tree)) (right-of tree))
    (right-of tree)))

(defn- join
  "One tree of two that were below one node."
  [l r]
  (cond (nil? l) r
        (nil? r) l
        :else (balance (first-entry r) l (without-first r))))

(defn- remove-key
  "The tree without a key that is in it."
  [tree order k]
  (let [e (entry-of tree)
        c (order k (prim/key e))]
    (cond (prim/equal c 0) (join (left-of tree) (right-of tree))
          (prim/less c 0) (balance e (remove-key (left-of tree) order k) (right-of tree))
          :else (balance e (left-of tree) (remove-key (right-of tree) order k)))))

(defn- push-side
  "The stack with a tree and all below it on the near side (left-of when ascending) on top."
  [tree near stack]
  (if tree (recur (near tree) near (prim/cons tree stack)) stack))

(defn- walk
  "The lazy sequence of the entries that a stack of trees still holds, or nil."
  [stack near far part]
  (if stack
    (let [tree (prim/first stack)]
      (prim/cons (part (entry-of tree))
                 (lazy-seq (walk (push-side (far tree) near (prim/next stack)) near far part))))
    nil))

(defn- walk-all
  "All entries of a tree, ascending or not; part takes from each what belongs in the sequence."
  [tree ascending part]
  (if ascending
    (walk (push-side tree left nil) left right part)
    (walk (push-side tree right nil) right left part)))

(defn- walk-from
  "The entries from a key on, ascending or descending."
  [tree order k ascending part]
  (let [near (if ascending left right)
        far  (if ascending right left)]
    (loop [tree tree stack nil]
      (if tree
        (let [c (order k (prim/key (entry-of tree)))
              c (if ascending c (prim/negate c))]
          (cond (prim/equal c 0) (walk (prim/cons tree stack) near far part)
                (prim/less c 0) (recur (near tree) (prim/cons tree stack))
                :else (recur (far tree) stack)))
        (walk stack near far part)))))

(defn- reduce-tree
  "Reduces the entries of a tree in order; the value may still be wrapped by reduced."
  [step value tree]
  (if tree
    (let [value (reduce-tree step value (left-of tree))]
      (if (prim/is-reduced value)
        value
        (let [value (step value (entry-of tree))]
          (if (prim/is-reduced value) value (recur step value (right-of tree))))))
    value))

(defn- pair-entry
  "The key and value of what is conjoined to a map: an entry or a vector of two."
  [x]
  (if (or (prim/is-map-entry x) (not (vector? x)))
    x
    (if (prim/equal 2 (prim/count x))
      (prim/map-entry (prim/nth x 0) (prim/nth x 1))
      (throw (new IllegalArgumentException "Vector arg to map conj must be a pair")))))

(defn make-order
  "A function that answers the order of two keys as a number, from a comparator: a function that
  answers a number or a boolean, or an instance of java.util.Comparator."
  [f]
  (cond
    (prim/identical f compare) compare
    (or (prim/is-fn f) (nil? (prim/find-method f :compare)))
    (fn [x y]
      (let [answer (f x y)]
        (cond (prim/is-number answer) (prim/to-long answer)
              answer -1
              (f y x) 1
              :else 0)))
    :else (let [method (prim/find-method f :compare)] (fn [x y] (method f x y)))))

(defn- check-first
  "Throws when the first key of a tree cannot be compared by compare."
  [tree order k]
  (when (and (nil? tree) (prim/identical order compare)
             (not (or (nil? k) (prim/is-number k) (instance? Comparable k))))
    (throw (new ClassCastException
                (str "Default comparator requires nil, Number, or Comparable: " k)))))

(deftype PersistentTreeMap [_meta _comparator _order _tree]
  clojure.lang.IPersistentMap
  (assoc [this k v]
    (check-first _tree _order k)
    (let [tree (insert _tree _order k v)]
      (if (prim/identical tree _tree)
        this
        (new PersistentTreeMap _meta _comparator _order tree))))
  (without [this k]
    (if (find-entry _tree _order k)
      (new PersistentTreeMap _meta _comparator _order (remove-key _tree _order k))
      this))
  (containsKey [this k] (if (find-entry _tree _order k) true false))
  (entryAt [this k] (find-entry _tree _order k))
  (valAt [this k] (let [e (find-entry _tree _order k)] (if e (prim/val e) nil)))
  (valAt [this k absent] (let [e (find-entry _tree _order k)] (if e (prim/val e) absent)))
  (keys [this] ((prim/find-method [] :iterator) (or (walk-all _tree true prim-key) [])))
  (vals [this]
    ((prim/find-method [] :iterator) (or (walk-all _tree true (fn [e] (prim/val e))) [])))
  (reverseIterator [this]
    ((prim/find-method [] :iterator) (or (walk-all _tree false identity) [])))
  (count [this] (size-of _tree))
  (cons [this x]
    (cond
      (nil? x) this
      (or (prim/is-map-entry x) (vector? x))
      (let [e (pair-entry x)] (prim/assoc this (prim/key e) (prim/val e)))
      :else
      (reduce (fn [m e] (prim/assoc m (prim/key e) (prim/val e))) this (seq x))))
  (empty [this] (new PersistentTreeMap _meta _comparator _order nil))
  (equiv [this other] (genera.slow/equal-maps this other))
  (seq [this] (walk-all _tree true identity))
  (iterator [this] ((prim/find-method (or (walk-all _tree true identity) []) :iterator)
                    (or (walk-all _tree true identity) [])))
  clojure.lang.MapEquivalence
  clojure.lang.Reversible
  (rseq [this] (walk-all _tree false identity))
  clojure.lang.Sorted
  (comparator [this] _comparator)
  (entryKey [this e] (prim/key e))
  (seqFrom [this k ascending] (walk-from _tree _order k ascending identity))
  (sortedSeq [this ascending] (walk-all _tree ascending identity))
  clojure.lang.IKVReduce
  (kvreduce [this f init]
    (unreduced (reduce-tree (fn [value e] (f value (prim/key e) (prim/val e))) init _tree)))
  clojure.lang.IReduceInit
  (reduce [this f init] (unreduced (reduce-tree f init _tree)))
  clojure.lang.IFn
  (invoke [this k] (prim/get this k))
  (invoke [this k absent] (prim/get-default this k absent))
  clojure.lang.IObj
  (meta [this] _meta)
  (withMeta [this m] (new PersistentTreeMap m _comparator _order _tree))
  clojure.lang.IHashEq
  (hasheq [this] (genera.slow/hash-elements this))
  java.util.SortedMap
  (size [this] (size-of _tree))
  (isEmpty [this] (nil? _tree))
  (get [this k] (prim/get this k))
  (firstKey [this] (prim/key (first-entry _tree)))
  java.lang.Object
  (hashCode [this] (genera.slow/java-hash this))
  (equals [this other] (genera.slow/equal-maps this other))
  (toString [this] (pr-str this)))

(deftype PersistentTreeSet [_meta _comparator _order _tree]
  clojure.lang.IPersistentSet
  (disjoin [this x]
    (if (find-entry _tree _order x)
      (new PersistentTreeSet _meta _comparator _order (remove-key _tree _order x))
      this))
  (contains [this x] (if (find-entry _tree _order x) true false))
  (get [this x] (let [e (find-entry _tree _order x)] (if e (prim/key e) nil)))
  (valAt [this x] (let [e (find-entry _tree _order x)] (if e (prim/key e) nil)))
  (valAt [this x absent] (let [e (find-entry _tree _order x)] (if e (prim/key e) absent)))
  (count [this] (size-of _tree))
  (cons [this x]
    (check-first _tree _order x)
    (if (find-entry _tree _order x)
      this
      (new PersistentTreeSet _meta _comparator _order (insert _tree _order x x))))
  (empty [this] (new PersistentTreeSet _meta _comparator _order nil))
  (equiv [this other]
    (try (genera.slow/equal-sets this other)
      (catch ClassCastException _ false)))
  (seq [this] (walk-all _tree true prim-key))
  (iterator [this] ((prim/find-method (or (walk-all _tree true prim-key) []) :iterator)
                    (or (walk-all _tree true prim-key) [])))
  clojure.lang.Reversible
  (rseq [this] (walk-all _tree false prim-key))
  clojure.lang.Sorted
  (comparator [this] _comparator)
  (entryKey [this x] x)
  (seqFrom [this k ascending] (walk-from _tree _order k ascending prim-key))
  (sortedSeq [this ascending] (walk-all _tree ascending prim-key))
  clojure.lang.IReduceInit
  (reduce [this f init]
    (unreduced (reduce-tree (fn [value e] (f value (prim/key e))) init _tree)))
  clojure.lang.IFn
  (invoke [this x] (prim/get this x))
  (invoke [this x _]
    (throw (new clojure.lang.ArityException 2 "clojure.lang.PersistentTreeSet")))
  clojure.lang.IObj
  (meta [this] _meta)
  (withMeta [this m] (new PersistentTreeSet m _comparator _order _tree))
  clojure.lang.IHashEq
  (hasheq [this] (genera.slow/hash-elements this))
  java.util.SortedSet
  (size [this] (size-of _tree))
  (isEmpty [this] (nil? _tree))
  java.lang.Object
  (hashCode [this] (genera.slow/java-hash this))
  (equals [this other] (genera.slow/equal-sets this other))
  (toString [this] (pr-str this)))

(defn empty-map
  "The empty sorted map of a comparator."
  [f]
  (new PersistentTreeMap nil f (make-order f) nil))

(defn empty-set
  "The empty sorted set of a comparator."
  [f]
  (new PersistentTreeSet nil f (make-order f) nil))
