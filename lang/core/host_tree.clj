; java.util.TreeMap and TreeSet: what java.util's maps and sets hold (host_util.clj), with a sorted
; map in it. Namespace genera.host.
;
; Parts of them and their views from the other end are new maps and sets, not views that change
; with the first.

(defn- order-of
  "The comparator function of an object, or nil of nil."
  [x]
  (if (nil? x) nil (functional x)))

(defn- tree
  "A tree of a class that holds a sorted map and keeps the comparator it was made with."
  [class-name m order]
  (prim/mutable-instance (genera.host/intern-type class-name) [[m nil nil] order]))

(defn- empty-tree [order] (if order (sorted-map-by (order-of order)) (sorted-map)))

(defn- sorted-of [x] (nth (held x) 0))

(defn- like
  "A tree of x's class and order that holds a sorted map."
  [x m]
  (tree (prim/type-name (prim/class x)) m (prim/field x 1)))

(defn- tree-part
  "The entries of a tree for which tests of subseq hold: a sorted map."
  [x & tests]
  (let [m (sorted-of x)] (into (empty m) (apply subseq m tests))))

(defn- below [x k inclusive] (first (rsubseq (sorted-of x) (if inclusive <= <) k)))
(defn- above [x k inclusive] (first (subseq (sorted-of x) (if inclusive >= >) k)))
(defn- first-of [x] (first (sorted-of x)))
(defn- last-of [x] (first (rseq (sorted-of x))))
(defn- key-or-nil [e] (if e (key e) nil))
(defn- key-or-throw [e] (if e (key e) (nothing-there)))

(defn- take-entry
  "Removes an entry from a tree and answers it; nil of nil."
  [x e]
  (when e (hold-again x (drop-key (held x) (key e))))
  e)

(defn- compare-by
  "What a comparator function says of two values, as a number."
  [order a b]
  (let [answer (order a b)]
    (cond (number? answer) answer answer -1 (order b a) 1 :else 0)))

(defn- reversed
  "A tree with the elements of x in the opposite order."
  [x]
  (let [order (or (order-of (prim/field x 1)) compare)
        back  (fn [a b] (compare-by order b a))]
    (tree (prim/type-name (prim/class x)) (into (sorted-map-by back) (sorted-of x)) back)))

(defn- reject-nil
  "Throws if a tree in the natural order is given nil."
  [x k]
  (when (and (nil? k) (nil? (prim/field x 1))) (throw (new NullPointerException))))

(def ^:private tree-map-methods
  {:put           (fn put! [x k v]
                    (reject-nil x k)
                    (compare-by (or (order-of (prim/field x 1)) compare) k
                                (or (key-or-nil (first-of x)) k))
                    (let [old (get (sorted-of x) k)] (hold-again x (put (held x) k v)) old))
   :comparator    (fn comparator [x] (prim/field x 1))
   :clone         (fn clone [x] (like x (sorted-of x)))
   :firstKey      (fn firstKey [x] (key-or-throw (first-of x)))
   :lastKey       (fn lastKey [x] (key-or-throw (last-of x)))
   :firstEntry    first-of
   :lastEntry     last-of
   :floorKey      (fn floorKey [x k] (key-or-nil (below x k true)))
   :lowerKey      (fn lowerKey [x k] (key-or-nil (below x k false)))
   :ceilingKey    (fn ceilingKey [x k] (key-or-nil (above x k true)))
   :higherKey     (fn higherKey [x k] (key-or-nil (above x k false)))
   :floorEntry    (fn floorEntry [x k] (below x k true))
   :lowerEntry    (fn lowerEntry [x k] (below x k false))
   :ceilingEntry  (fn ceilingEntry [x k] (above x k true))
   :higherEntry   (fn higherEntry [x k] (above x k false))
   :pollFirstEntry (fn pollFirstEntry [x] (take-entry x (first-of x)))
   :pollLastEntry (fn pollLastEntry [x] (take-entry x (last-of x)))
   :headMap       (fn headMap
                    ([x k] (like x (tree-part x < k)))
                    ([x k inclusive] (like x (tree-part x (if inclusive <= <) k))))
   :tailMap       (fn tailMap
                    ([x k] (like x (tree-part x >= k)))
                    ([x k inclusive] (like x (tree-part x (if inclusive >= >) k))))
   :subMap        (fn subMap
                    ([x from to] (like x (tree-part x >= from < to)))
                    ([x from with-from to with-to]
                     (like x (tree-part x (if with-from >= >) from (if with-to <= <) to))))
   :descendingMap reversed
   :navigableKeySet (fn navigableKeySet [x] (view x "java.util.HashMap$KeySet"))
   :descendingKeySet (fn descendingKeySet [x] (view (reversed x) "java.util.HashMap$KeySet"))})

(add-methods (genera.host/intern-type "java.util.TreeMap") tree-map-methods)
(defstatic java.util.TreeMap/new
  ([] (tree "java.util.TreeMap" (sorted-map) nil))
  ([x] (cond (nil? x) (tree "java.util.TreeMap" (sorted-map) nil)
             (or (fn? x) (and (instance? java.util.Comparator x) (not (map? x))))
             (tree "java.util.TreeMap" (empty-tree x) x)
             (sorted? x) (tree "java.util.TreeMap" x nil)
             :else (tree "java.util.TreeMap" (into (sorted-map) (as-map x)) nil))))

(def ^:private tree-set-methods
  {:comparator    (fn comparator [x] (prim/field x 1))
   :clone         (fn clone [x] (like x (sorted-of x)))
   :first         (fn first [x] (key-or-throw (first-of x)))
   :last          (fn last [x] (key-or-throw (last-of x)))
   :floor         (fn floor [x k] (key-or-nil (below x k true)))
   :lower         (fn lower [x k] (key-or-nil (below x k false)))
   :ceiling       (fn ceiling [x k] (key-or-nil (above x k true)))
   :higher        (fn higher [x k] (key-or-nil (above x k false)))
   :pollFirst     (fn pollFirst [x] (key-or-nil (take-entry x (first-of x))))
   :pollLast      (fn pollLast [x] (key-or-nil (take-entry x (last-of x))))
   :headSet       (fn headSet
                    ([x k] (like x (tree-part x < k)))
                    ([x k inclusive] (like x (tree-part x (if inclusive <= <) k))))
   :tailSet       (fn tailSet
                    ([x k] (like x (tree-part x >= k)))
                    ([x k inclusive] (like x (tree-part x (if inclusive >= >) k))))
   :subSet        (fn subSet
                    ([x from to] (like x (tree-part x >= from < to)))
                    ([x from with-from to with-to]
                     (like x (tree-part x (if with-from >= >) from (if with-to <= <) to))))
   :descendingSet reversed
   :descendingIterator (fn descendingIterator [x] (.iterator (reversed x)))})

(add-methods (genera.host/intern-type "java.util.TreeSet") tree-set-methods)
(defstatic java.util.TreeSet/new
  ([] (tree "java.util.TreeSet" (sorted-map) nil))
  ([x] (if (or (fn? x) (and (instance? java.util.Comparator x) (not (coll? x))))
         (tree "java.util.TreeSet" (empty-tree x) x)
         (tree "java.util.TreeSet" (into (sorted-map) (map (fn [e] [e e]) (seq x))) nil))))
