; Mutable classes of java.util: lists, maps, sets, deques, Random, UUID, Date, and the atomic
; cells. Namespace genera.host.
;
; Each is an instance with a mutable field that holds a persistent collection; that makes them as
; fast as programs that use them by interop need. A list is a vector. A map is a vector [map keys]
; with its keys in the order they came; java.util.HashMap iterates in the order of Java's buckets.

(defn- hold
  "A mutable instance of the class of that name around a value."
  [class-name value]
  (prim/mutable-instance (genera.host/intern-type class-name) [value]))

(defn- held [x] (prim/field x 0))

(defn- hold-again [x value] (prim/set-field x 0 value))

(defn- elements
  "The elements of a collection argument, a vector."
  [coll]
  (vec (seq coll)))

(defn- check-index
  "Throws unless index is below the limit."
  [index limit]
  (when-not (and (<= 0 index) (< index limit))
    (throw (new IndexOutOfBoundsException
                (str "Index " index " out of bounds for length " limit)))))

(defn- without-index
  "A vector without the element at an index."
  [v i]
  (into (subvec v 0 i) (subvec v (inc i))))

(defn- joined
  "The elements as Java's collections print them."
  [coll]
  (str "[" (apply str (interpose ", " (map (fn [x] (if (nil? x) "null" (str x))) coll))) "]"))

(defn- remove-first
  "Removes and answers the first element, or answers what `empty` does."
  [x empty]
  (let [v (held x)]
    (if (= 0 (count v)) (empty) (do (hold-again x (subvec v 1)) (nth v 0)))))

(defn- remove-last
  "Removes and answers the last element, or answers what `empty` does."
  [x empty]
  (let [v (held x)]
    (if (= 0 (count v)) (empty) (do (hold-again x (pop v)) (peek v)))))

(defn- nothing-there [] (throw (new java.util.NoSuchElementException)))

(def ^:private list-methods
  {:printOn  (fn printOn [l w] (print-builtin (held l) w))
   :add      (fn add
               ([l x] (hold-again l (conj (held l) x)) true)
               ([l i x]
                (let [v (held l)]
                  (check-index i (inc (count v)))
                  (hold-again l (into (conj (subvec v 0 i) x) (subvec v i)))
                  nil)))
   :addAll   (fn addAll
               ([l coll] (hold-again l (into (held l) (seq coll))) (some? (seq coll)))
               ([l i coll]
                (let [v (held l)]
                  (check-index i (inc (count v)))
                  (hold-again l (into (into (subvec v 0 i) (seq coll)) (subvec v i)))
                  (some? (seq coll)))))
   :get      (fn get [l i] (check-index i (count (held l))) (nth (held l) i))
   :nth      (fn nth
               ([l i] (check-index i (count (held l))) (clojure.core/nth (held l) i))
               ([l i default] (clojure.core/nth (held l) i default)))
   :set      (fn set [l i x]
               (let [v (held l)]
                 (check-index i (count v))
                 (hold-again l (assoc v i x))
                 (nth v i)))
   :remove   (fn remove
               ([l] (remove-first l nothing-there))
               ([l x]
                (let [v (held l)
                      i (if (prim/is-long x) x (.indexOf v x))]
                  (cond
                    (prim/is-long x) (do (check-index i (count v))
                                         (hold-again l (without-index v i))
                                         (nth v i))
                    (< i 0) false
                    :else (do (hold-again l (without-index v i)) true)))))
   :clear    (fn clear [l] (hold-again l []) nil)
   :size     (fn size [l] (count (held l)))
   :count    (fn count [l] (clojure.core/count (held l)))
   :isEmpty  (fn isEmpty [l] (= 0 (count (held l))))
   :contains (fn contains [l x] (<= 0 (.indexOf (held l) x)))
   :indexOf  (fn indexOf [l x] (.indexOf (held l) x))
   :lastIndexOf (fn lastIndexOf [l x] (.lastIndexOf (held l) x))
   :seq      (fn seq [l] (clojure.core/seq (held l)))
   :iterator (fn iterator [l] (iterator-of (held l)))
   :toArray  (fn toArray ([l] (to-array (held l))) ([l a] (to-array (held l))))
   :subList  (fn subList [l from to] (subvec (held l) from to))
   :sort     (fn sort [l compare]
               (hold-again l (vec (if compare
                                    (clojure.core/sort compare (held l))
                                    (clojure.core/sort (held l)))))
               nil)
   :forEach  (fn forEach [l f] (for-each (held l) f))
   :reduce   (fn reduce ([l f] (clojure.core/reduce f (held l)))
                        ([l f x] (clojure.core/reduce f x (held l))))
   :toString (fn toString [l] (joined (held l)))
   :hashCode (fn hashCode [l] (java-hash (held l)))
   :hasheq   (fn hasheq [l] (java-hash (held l)))
   :equals   (fn equals [l x] (and (sequential? (if (prim/is-instance x) (.seq x) x))
                                   (= (held l) (if (prim/is-instance x) (held x) x))))
   :equiv    (fn equiv [l x] (= (held l) (if (prim/is-instance x) (elements x) x)))
   ; Deques and stacks.
   :addFirst    (fn addFirst [l x] (hold-again l (into [x] (held l))) nil)
   :addLast     (fn addLast [l x] (hold-again l (conj (held l) x)) nil)
   :offer       (fn offer [l x] (hold-again l (conj (held l) x)) true)
   :offerFirst  (fn offerFirst [l x] (hold-again l (into [x] (held l))) true)
   :offerLast   (fn offerLast [l x] (hold-again l (conj (held l) x)) true)
   :push        (fn push [l x] (hold-again l (into [x] (held l))) nil)
   :pop         (fn pop [l] (remove-first l nothing-there))
   :poll        (fn poll [l] (remove-first l (fn [] nil)))
   :pollFirst   (fn pollFirst [l] (remove-first l (fn [] nil)))
   :pollLast    (fn pollLast [l] (remove-last l (fn [] nil)))
   :removeFirst (fn removeFirst [l] (remove-first l nothing-there))
   :removeLast  (fn removeLast [l] (remove-last l nothing-there))
   :peek        (fn peek [l] (first (held l)))
   :peekFirst   (fn peekFirst [l] (first (held l)))
   :peekLast    (fn peekLast [l] (clojure.core/peek (held l)))
   :element     (fn element [l] (if (seq (held l)) (first (held l)) (nothing-there)))
   :getFirst    (fn getFirst [l] (if (seq (held l)) (first (held l)) (nothing-there)))
   :getLast     (fn getLast [l] (if (seq (held l)) (clojure.core/peek (held l)) (nothing-there)))})

(doseq [class-name ["java.util.ArrayList" "java.util.LinkedList" "java.util.ArrayDeque"]]
  (genera.host/add-methods (genera.host/intern-type class-name) list-methods)
  (genera.host/intern-static class-name "new"
    (fn
      ([] (hold class-name []))
      ([x] (hold class-name (if (prim/is-number x) [] (elements x)))))))

; Maps and sets: [map keys], sets with each element as its own value.

(defn- put
  "A held map with k bound to v."
  [[m ks] k v]
  [(assoc m k v) (if (contains? m k) ks (conj ks k))])

(defn- drop-key
  "A held map without k."
  [[m ks] k]
  (if (contains? m k)
    [(dissoc m k) (filterv (fn [other] (not= other k)) ks)]
    [m ks]))

(defn- bucket-order
  "The keys in the order of the buckets of a Java hash table of that many entries."
  [ks]
  (let [size (loop [size 16] (if (< (* 0.75 size) (count ks)) (recur (* 2 size)) size))]
    (sort-by (fn [k]
               (let [h (java-hash k)]
                 (bit-and (dec size)
                          (bit-xor h (unsigned-bit-shift-right (bit-and h 0xFFFFFFFF) 16)))))
             ks)))

(defn- ordered-keys
  "The keys of a held map or set in its class's order."
  [x]
  (let [name (prim/type-name (prim/class x))
        ks   (nth (held x) 1)]
    (cond (contains? #{"java.util.HashMap" "java.util.HashSet"
                       "java.util.concurrent.ConcurrentHashMap"} name)
          (bucket-order ks)
          (contains? #{"java.util.TreeMap" "java.util.TreeSet"} name) (sort ks)
          :else ks)))

(defn- entries
  "The entries of a held map, or nil."
  [x]
  (let [m (nth (held x) 0)]
    (seq (map (fn [k] (prim/map-entry k (get m k))) (ordered-keys x)))))

(defn- as-map
  "A persistent map of a held or any other map."
  [x]
  (if (prim/is-instance x) (into {} (entries x)) x))

(def ^:private mutable-map-methods
  {:printOn     (fn printOn [x w]
                  (write-text w "{")
                  (reduce (fn [separator [k v]]
                            (write-text w separator)
                            (print-builtin k w)
                            (write-text w " ")
                            (print-builtin v w)
                            ", ")
                          "" (entries x))
                  (write-text w "}"))
   :put         (fn put! [x k v]
                  (let [old (get (nth (held x) 0) k)] (hold-again x (put (held x) k v)) old))
   :putIfAbsent (fn putIfAbsent [x k v]
                  (let [old (get (nth (held x) 0) k)]
                    (when (nil? old) (hold-again x (put (held x) k v)))
                    old))
   :putAll      (fn putAll [x m] (doseq [[k v] (as-map m)] (.put x k v)))
   :get         (fn get [x k] (clojure.core/get (nth (held x) 0) k))
   :valAt       (fn valAt ([x k] (get (nth (held x) 0) k))
                          ([x k default] (get (nth (held x) 0) k default)))
   :getOrDefault (fn getOrDefault [x k default] (get (nth (held x) 0) k default))
   :containsKey (fn containsKey [x k] (contains? (nth (held x) 0) k))
   :containsValue (fn containsValue [x v]
                    (boolean (some (fn [other] (= v other)) (vals (nth (held x) 0)))))
   :remove      (fn remove [x k]
                  (let [old (get (nth (held x) 0) k)] (hold-again x (drop-key (held x) k)) old))
   :computeIfAbsent (fn computeIfAbsent [x k f]
                      (if (contains? (nth (held x) 0) k)
                        (get (nth (held x) 0) k)
                        (let [v (if (fn? f) (f k) (.apply f k))] (.put x k v) v)))
   :merge       (fn merge [x k v f]
                  (let [old (get (nth (held x) 0) k)
                        new (if (nil? old) v (if (fn? f) (f old v) (.apply f old v)))]
                    (.put x k new)
                    new))
   :clear       (fn clear [x] (hold-again x [{} []]) nil)
   :size        (fn size [x] (count (nth (held x) 0)))
   :count       (fn count [x] (clojure.core/count (nth (held x) 0)))
   :isEmpty     (fn isEmpty [x] (= 0 (count (nth (held x) 0))))
   :keySet      (fn keySet [x] (ordered-keys x))
   :values      (fn values [x] (map val (entries x)))
   :entrySet    (fn entrySet [x] (entries x))
   :seq         entries
   :iterator    (fn iterator [x] (iterator-of (entries x)))
   :firstKey    (fn firstKey [x] (first (ordered-keys x)))
   :lastKey     (fn lastKey [x] (last (ordered-keys x)))
   :forEach     (fn forEach [x f] (doseq [[k v] (entries x)] (if (fn? f) (f k v) (.accept f k v))))
   :toString    (fn toString [x]
                  (str "{" (apply str (interpose ", " (map (fn [[k v]] (str k "=" v)) (entries x))))
                       "}"))
   :hashCode    (fn hashCode [x] (java-hash (as-map x)))
   :equals      (fn equals [x y] (= (as-map x) (as-map y)))
   :equiv       (fn equiv [x y] (= (as-map x) (as-map y)))})

(doseq [class-name ["java.util.HashMap" "java.util.LinkedHashMap" "java.util.TreeMap"
                    "java.util.concurrent.ConcurrentHashMap" "java.util.Properties"
                    "java.util.WeakHashMap" "java.util.IdentityHashMap"]]
  (genera.host/add-methods (genera.host/intern-type class-name) mutable-map-methods)
  (genera.host/intern-static class-name "new"
    (fn
      ([] (hold class-name [{} []]))
      ([x] (hold class-name (if (prim/is-number x)
                              [{} []]
                              (reduce (fn [held [k v]] (put held k v)) [{} []] (as-map x)))))
      ([x _] (hold class-name [{} []])))))

(def ^:private mutable-set-methods
  {:printOn  (fn printOn [x w]
               (write-text w "#{")
               (reduce (fn [separator e] (write-text w separator) (print-builtin e w) " ")
                       "" (ordered-keys x))
               (write-text w "}"))
   :add      (fn add [x e]
               (let [new? (not (contains? (nth (held x) 0) e))]
                 (hold-again x (put (held x) e e))
                 new?))
   :addAll   (fn addAll [x coll] (reduce (fn [any e] (or (.add x e) any)) false (seq coll)))
   :remove   (fn remove [x e]
               (let [there? (contains? (nth (held x) 0) e)]
                 (hold-again x (drop-key (held x) e))
                 there?))
   :contains (fn contains [x e] (contains? (nth (held x) 0) e))
   :clear    (fn clear [x] (hold-again x [{} []]) nil)
   :size     (fn size [x] (count (nth (held x) 0)))
   :count    (fn count [x] (clojure.core/count (nth (held x) 0)))
   :isEmpty  (fn isEmpty [x] (= 0 (count (nth (held x) 0))))
   :seq      (fn seq [x] (clojure.core/seq (ordered-keys x)))
   :iterator (fn iterator [x] (iterator-of (ordered-keys x)))
   :toArray  (fn toArray [x] (to-array (ordered-keys x)))
   :forEach  (fn forEach [x f] (for-each (ordered-keys x) f))
   :first    (fn first [x] (clojure.core/first (ordered-keys x)))
   :toString (fn toString [x] (joined (ordered-keys x)))
   :hashCode (fn hashCode [x] (java-hash (set (ordered-keys x))))})

(doseq [class-name ["java.util.HashSet" "java.util.LinkedHashSet" "java.util.TreeSet"]]
  (genera.host/add-methods (genera.host/intern-type class-name) mutable-set-methods)
  (genera.host/intern-static class-name "new"
    (fn
      ([] (hold class-name [{} []]))
      ([x] (hold class-name (if (prim/is-number x)
                              [{} []]
                              (reduce (fn [held e] (put held e e)) [{} []] (seq x))))))))

(defconstant java.util.Collections/EMPTY_LIST ())
(defconstant java.util.Collections/EMPTY_MAP {})
(defconstant java.util.Collections/EMPTY_SET #{})
(defstatic java.util.Collections/sort
  ([l] (.sort l nil)) ([l compare] (.sort l compare)))
(defstatic java.util.Collections/reverse [l] (hold-again l (vec (rseq (held l)))) nil)
(defstatic java.util.Collections/shuffle [l] (hold-again l (vec (shuffle (held l)))) nil)
(defstatic java.util.Collections/unmodifiableList [l] (elements l))
(defstatic java.util.Collections/unmodifiableMap [m] (as-map m))
(defstatic java.util.Collections/unmodifiableCollection [c] (elements c))
(defstatic java.util.Collections/unmodifiableSet [s] (set (seq s)))
(defstatic java.util.Collections/synchronizedMap [m] m)
(defstatic java.util.Collections/synchronizedList [l] l)
(defstatic java.util.Collections/synchronizedSet [s] s)
(defstatic java.util.Collections/emptySet [] #{})
(defstatic java.util.Collections/singleton [x] #{x})
(defstatic java.util.Collections/singletonMap [k v] {k v})
(defstatic java.util.Collections/addAll [c & xs] (.addAll c xs))
(defstatic java.util.Collections/emptyList [] [])
(defstatic java.util.Collections/emptyMap [] {})
(defstatic java.util.Collections/singletonList [x] [x])
(defstatic java.util.Collections/nCopies [n x] (vec (repeat n x)))
(defstatic java.util.Collections/max [coll] (reduce (fn [a b] (if (pos? (compare b a)) b a)) coll))
(defstatic java.util.Collections/min [coll] (reduce (fn [a b] (if (neg? (compare b a)) b a)) coll))
(defstatic java.util.Arrays/asList [& xs]
  (if (prim/is-array (first xs)) (vec (seq (first xs))) (vec xs)))
(defstatic java.util.Arrays/toString [a] (joined (seq a)))
(defstatic java.util.Arrays/equals [a b] (= (seq a) (seq b)))
(defstatic java.util.Arrays/hashCode [a] (java-hash (vec (seq a))))
(defstatic java.util.Arrays/fill [a x]
  (loop [i 0] (when (< i (count a)) (aset a i x) (recur (inc i)))))
(defstatic java.util.Arrays/copyOf [a n]
  (let [made (object-array n)]
    (loop [i 0] (when (< i (min n (count a))) (aset made i (aget a i)) (recur (inc i))))
    made))
(defstatic java.util.Arrays/copyOfRange [a from to] (to-array (take (- to from) (drop from a))))
(defstatic java.util.Arrays/sort
  ([a] (java.util.Arrays/sort a compare))
  ([a compare]
   (loop [i 0 s (seq (sort compare (seq a)))]
     (when s (aset a i (first s)) (recur (inc i) (next s))))))
