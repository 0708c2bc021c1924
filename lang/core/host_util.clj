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
  ([coll] (joined coll str))
  ([coll text]
   (str "[" (apply str (interpose ", " (map (fn [x] (if (nil? x) "null" (text x))) coll))) "]")))

(defn- entry-text [e] (str (key e) "=" (val e)))

(defn- check-place
  "Throws unless an element may be put at an index of a list of n."
  [i n]
  (when-not (<= 0 i n)
    (throw (new IndexOutOfBoundsException (str "Index: " i ", Size: " n)))))

(defn- check-part
  "Throws unless a list of n has the range."
  [from to n]
  (cond (< from 0) (throw (new IndexOutOfBoundsException (str "fromIndex = " from)))
        (< n to) (throw (new IndexOutOfBoundsException (str "toIndex = " to)))
        (< to from) (throw (new IllegalArgumentException
                                (str "fromIndex(" from ") > toIndex(" to ")")))))

(defn- check-source
  "Throws unless what a collection is made of is one, or a capacity."
  [x]
  (cond (nil? x) (throw (new NullPointerException))
        (and (prim/is-number x) (< x 0))
        (throw (new IllegalArgumentException (str "Illegal initial capacity: " x)))))

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

(defn- remove-at
  "Removes the element at an index; answers whether there is one, for which -1 stands."
  [l i]
  (if (< i 0) false (do (hold-again l (without-index (held l) i)) true)))

(defn- within
  "The function that tells whether a collection has an element."
  [coll]
  (let [all (set (seq coll))] (fn [x] (contains? all x))))

(defn- keep-where
  "Keeps the elements of a list for which f holds; answers whether others were removed."
  [l f]
  (let [old (held l) new (filterv f old)]
    (hold-again l new)
    (not= (count old) (count new))))

; Iterators of lists: the list, the index of the next element, and what the list held when the
; iterator last saw it, for a list that changes by itself makes an iterator fail.

(def ^:private list-walker-class
  (genera.host/define-type "java.util.ArrayList$Itr" '[java.lang.Object java.util.Iterator] nil))

(defmethods java.util.ArrayList$Itr
  (hasNext [i] (not= (prim/field i 1) (count (held (prim/field i 0)))))
  (next [i]
    (let [l (prim/field i 0) at (prim/field i 1)]
      (when-not (identical? (held l) (prim/field i 2))
        (throw (new java.util.ConcurrentModificationException)))
      (when-not (< at (count (held l))) (nothing-there))
      (prim/set-field i 1 (inc at))
      (nth (held l) at)))
  (remove [i]
    (let [l (prim/field i 0) at (dec (prim/field i 1))]
      (when (< at 0) (throw (new IllegalStateException)))
      (remove-at l at)
      (prim/set-field i 1 at)
      (prim/set-field i 2 (held l))
      nil))
  (forEachRemaining [i f]
    (let [f (functional f)] (loop [] (when (.hasNext i) (f (.next i)) (recur))))))

(def ^:private list-methods
  {:printOn  (fn printOn [l w] (print-builtin (held l) w))
   :add      (fn add
               ([l x] (hold-again l (conj (held l) x)) true)
               ([l i x]
                (let [v (held l)]
                  (check-place i (count v))
                  (hold-again l (into (conj (subvec v 0 i) x) (subvec v i)))
                  nil)))
   :addAll   (fn addAll
               ([l coll] (hold-again l (into (held l) (seq coll))) (some? (seq coll)))
               ([l i coll]
                (let [v (held l)]
                  (check-place i (count v))
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
   :removeAll   (fn removeAll [l coll] (keep-where l (complement (within coll))))
   :retainAll   (fn retainAll [l coll] (keep-where l (within coll)))
   :removeIf    (fn removeIf [l f] (keep-where l (complement (functional f))))
   :replaceAll  (fn replaceAll [l f] (hold-again l (mapv (functional f) (held l))) nil)
   :containsAll (fn containsAll [l coll] (every? (fn [x] (.contains l x)) coll))
   :clone       (fn clone [l] (hold (prim/type-name (prim/class l)) (held l)))
   :ensureCapacity (fn ensureCapacity [l n] nil)
   :trimToSize  (fn trimToSize [l] nil)
   :listIterator (fn listIterator
                   ([l] (list-iterator-of (held l))) ([l i] (list-iterator-of (held l) i)))
   :clear    (fn clear [l] (hold-again l []) nil)
   :size     (fn size [l] (count (held l)))
   :count    (fn count [l] (clojure.core/count (held l)))
   :isEmpty  (fn isEmpty [l] (= 0 (count (held l))))
   :contains (fn contains [l x] (<= 0 (.indexOf (held l) x)))
   :indexOf  (fn indexOf [l x] (.indexOf (held l) x))
   :lastIndexOf (fn lastIndexOf [l x] (.lastIndexOf (held l) x))
   :seq      (fn seq [l] (clojure.core/seq (held l)))
   :iterator (fn iterator [l] (prim/mutable-instance list-walker-class [l 0 (held l)]))
   :toArray  (fn toArray ([l] (to-array (held l))) ([l a] (to-array (held l))))
   :subList  (fn subList [l from to]
               (check-part from to (count (held l)))
               (subvec (held l) from to))
   :sort     (fn sort [l compare]
               (hold-again l (vec (if compare
                                    (clojure.core/sort (functional compare) (held l))
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
   :equiv    (fn equiv [l x] (= (held l) (if (prim/is-instance x) (elements x) x)))})

(def ^:private deque-methods
  {:addFirst    (fn addFirst [l x] (hold-again l (into [x] (held l))) nil)
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
   :getLast     (fn getLast [l] (if (seq (held l)) (clojure.core/peek (held l)) (nothing-there)))
   :descendingIterator (fn descendingIterator [l] (iterator-of (rseq (held l))))
   :removeFirstOccurrence (fn removeFirstOccurrence [l x] (remove-at l (.indexOf (held l) x)))
   :removeLastOccurrence (fn removeLastOccurrence [l x] (remove-at l (.lastIndexOf (held l) x)))
   :remove      (fn remove
                  ([l] (remove-first l nothing-there))
                  ([l x] (if (and (prim/is-long x) (instance? java.util.List l))
                           (let [v (held l)]
                             (check-index x (count v))
                             (hold-again l (without-index v x))
                             (nth v x))
                           (remove-at l (.indexOf (held l) x)))))})

(def ^:private stack-methods
  {:push   (fn push [l x] (hold-again l (conj (held l) x)) x)
   :pop    (fn pop [l] (remove-last l (fn [] (throw (new java.util.EmptyStackException)))))
   :peek   (fn peek [l]
             (if (seq (held l))
               (clojure.core/peek (held l))
               (throw (new java.util.EmptyStackException))))
   :empty  (fn empty [l] (= 0 (count (held l))))
   :search (fn search [l x]
             (let [i (.lastIndexOf (held l) x)] (if (< i 0) -1 (- (count (held l)) i))))})

(doseq [class-name ["java.util.ArrayList" "java.util.LinkedList" "java.util.ArrayDeque"
                    "java.util.Vector" "java.util.Stack"
                    "java.util.concurrent.CopyOnWriteArrayList"]]
  (genera.host/add-methods (genera.host/intern-type class-name) list-methods)
  (genera.host/intern-static class-name "new"
    (fn
      ([] (hold class-name []))
      ([x]
       (when (and (prim/is-number x) (neg? x))
         (throw (new IllegalArgumentException (str "Illegal Capacity: " x))))
       (hold class-name (if (prim/is-number x) [] (elements x)))))))
(doseq [class-name ["java.util.LinkedList" "java.util.ArrayDeque"]]
  (genera.host/add-methods (genera.host/intern-type class-name) deque-methods))
(genera.host/add-methods (genera.host/intern-type "java.util.Stack") stack-methods)
(defmethods java.util.concurrent.CopyOnWriteArrayList
  (addIfAbsent [l x] (if (.contains l x) false (.add l x))))
; An ArrayDeque is no List: the REPL shows it as an object, and it does not hold nil.
(genera.host/add-methods (genera.host/intern-type "java.util.ArrayDeque")
  (reduce (fn [methods selector]
            (let [method (prim/get (prim/type-methods
                                     (genera.host/intern-type "java.util.ArrayDeque"))
                                   selector)]
              (assoc methods selector
                     (fn [l x]
                       (when (nil? x) (throw (new NullPointerException)))
                       (method l x)))))
          {:printOn nil}
          [:add :addFirst :addLast :offer :offerFirst :offerLast :push]))

; Maps and sets: [map keys places], sets with each element as its own value. The keys stand in a
; vector in the order they came, places tells where; a removed key leaves `gone` in its place until
; half of them are. A map sorted by its keys needs neither.

(def ^:private gone (prim/instance (genera.host/define-type "genera.host.Gone" [] nil) []))

(def ^:private nothing-held [{} [] {}])

(defn- put
  "A held map with k bound to v."
  [[m ks places] k v]
  (cond (nil? ks)       [(assoc m k v) nil nil]
        (contains? m k) [(assoc m k v) ks places]
        :else           [(assoc m k v) (conj ks k) (assoc places k (count ks))]))

(defn- drop-key
  "A held map without k."
  [[m ks places :as held] k]
  (cond
    (not (contains? m k)) held
    (nil? ks)             [(dissoc m k) nil nil]
    :else
    (let [m  (dissoc m k)
          ks (assoc ks (get places k) gone)]
      (if (< (* 2 (+ 8 (count m))) (count ks))
        (let [left (filterv (fn [other] (not (identical? gone other))) ks)]
          [m left (zipmap left (range))])
        [m ks (dissoc places k)]))))

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
        [m ks] (held x)
        ks   (if (= (count m) (count ks)) ks (remove (fn [k] (identical? gone k)) ks))]
    (cond (nil? (nth (held x) 1)) (keys m)
          (contains? #{"java.util.HashMap" "java.util.HashSet"
                       "java.util.concurrent.ConcurrentHashMap"} name)
          (bucket-order ks)
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

(defn- holds?
  "Whether a held map has k bound to v."
  [x k v]
  (let [m (nth (held x) 0)] (and (contains? m k) (= v (get m k)))))

(defn- put-or-drop
  "Binds k to v, or nothing if v is nil; answers v."
  [x k v]
  (if (nil? v) (.remove x k) (.put x k v))
  v)

(defn- view
  "The keys, values or entries of a map, a collection that changes with it: of a class for each."
  [x class-name]
  (prim/instance (genera.host/intern-type class-name) [x]))

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
   :remove      (fn remove
                  ([x k]
                   (let [old (get (nth (held x) 0) k)]
                     (hold-again x (drop-key (held x) k))
                     old))
                  ([x k v]
                   (let [there? (holds? x k v)]
                     (when there? (hold-again x (drop-key (held x) k)))
                     there?)))
   :computeIfAbsent (fn computeIfAbsent [x k f]
                      (if (some? (get (nth (held x) 0) k))
                        (get (nth (held x) 0) k)
                        (put-or-drop x k ((functional f) k))))
   :computeIfPresent (fn computeIfPresent [x k f]
                       (let [old (get (nth (held x) 0) k)]
                         (if (nil? old) nil (put-or-drop x k ((functional f) k old)))))
   :compute     (fn compute [x k f]
                  (put-or-drop x k ((functional f) k (get (nth (held x) 0) k))))
   :merge       (fn merge [x k v f]
                  (let [old (get (nth (held x) 0) k)]
                    (put-or-drop x k (if (nil? old) v ((functional f) old v)))))
   :replace     (fn replace
                  ([x k v] (if (contains? (nth (held x) 0) k) (.put x k v) nil))
                  ([x k old new]
                   (let [there? (holds? x k old)] (when there? (.put x k new)) there?)))
   :replaceAll  (fn replaceAll [x f]
                  (let [f (functional f)] (doseq [[k v] (entries x)] (.put x k (f k v)))))
   :clone       (fn clone [x] (hold (prim/type-name (prim/class x)) (held x)))
   :clear       (fn clear [x]
                  (let [[m ks] (held x)] (hold-again x (if ks nothing-held [(empty m) nil nil])))
                  nil)
   :size        (fn size [x] (count (nth (held x) 0)))
   :count       (fn count [x] (clojure.core/count (nth (held x) 0)))
   :isEmpty     (fn isEmpty [x] (= 0 (count (nth (held x) 0))))
   :keySet      (fn keySet [x] (view x "java.util.HashMap$KeySet"))
   :values      (fn values [x] (view x "java.util.HashMap$Values"))
   :entrySet    (fn entrySet [x] (view x "java.util.HashMap$EntrySet"))
   :seq         entries
   :iterator    (fn iterator [x] (iterator-of (entries x) (fn [e] (.remove x (key e)))))
   :forEach     (fn forEach [x f]
                  (let [f (functional f)] (doseq [[k v] (entries x)] (f k v))))
   :toString    (fn toString [x]
                  (str "{" (apply str (interpose ", " (map (fn [[k v]] (str k "=" v)) (entries x))))
                       "}"))
   :hashCode    (fn hashCode [x] (java-hash (as-map x)))
   :equals      (fn equals [x y] (= (as-map x) (as-map y)))
   :equiv       (fn equiv [x y] (= (as-map x) (as-map y)))})

(doseq [class-name ["java.util.HashMap" "java.util.LinkedHashMap" "java.util.TreeMap"
                    "java.util.concurrent.ConcurrentHashMap" "java.util.Properties"
                    "java.util.WeakHashMap" "java.util.IdentityHashMap" "java.util.Hashtable"]]
  (genera.host/add-methods (genera.host/intern-type class-name) mutable-map-methods)
  (genera.host/intern-static class-name "new"
    (fn
      ([] (hold class-name nothing-held))
      ([x]
       (check-source x)
       (hold class-name (if (prim/is-number x)
                          nothing-held
                          (reduce (fn [held [k v]] (put held k v)) nothing-held (as-map x)))))
      ([x _] (hold class-name nothing-held))
      ([x _ __] (hold class-name nothing-held)))))

; Maps of java.util.concurrent and Hashtable hold no nil, and may be used by several actors at once.
; Whatever changes one locks it.
(defn- locked
  "A method that runs while its object is locked."
  [method]
  (fn [x & args] (locking x (prim/apply method (prim/cons x args)))))

(defn- without-nil
  "A method of a key and a value that throws if one of them is nil."
  [method]
  (fn [x k v]
    (when (or (nil? k) (nil? v)) (throw (new NullPointerException)))
    (method x k v)))

(doseq [class-name ["java.util.concurrent.ConcurrentHashMap" "java.util.Hashtable"]]
  (genera.host/add-methods (genera.host/intern-type class-name)
    (assoc (reduce (fn [methods selector]
                     (let [method (prim/get mutable-map-methods selector)]
                       (assoc methods selector
                              (locked (if (contains? #{:put :putIfAbsent} selector)
                                        (without-nil method)
                                        method)))))
                   {} [:put :putIfAbsent :putAll :remove :computeIfAbsent :computeIfPresent
                       :compute :merge :replace :replaceAll :clear])
      :mappingCount (fn mappingCount [x] (.size x))
      :keys         (fn keys [x] (iterator-of (.keySet x)))
      :elements     (fn elements [x] (iterator-of (.values x)))
      :contains     (fn contains [x v] (.containsValue x v)))))

(defmethods java.util.Properties
  (getProperty ([p key] (.get p key))
               ([p key default] (let [v (.get p key)] (if (nil? v) default v))))
  (setProperty [p key value] (.put p key value))
  (stringPropertyNames [p] (set (.keySet p)))
  (load [p reader]
    (doseq [line (clojure.string/split-lines (slurp reader))]
      (when-let [[_ k v] (re-matches #"\s*([^#!\s=:][^\s=:]*)\s*[=:\s]\s*(.*)" line)]
        (.put p k v)))))

; Views of maps.

(def ^:private view-elements
  "What a view of each class shows, a function of its map."
  {"java.util.HashMap$KeySet"   ordered-keys
   "java.util.HashMap$Values"   (fn [x] (map val (entries x)))
   "java.util.HashMap$EntrySet" entries})

(defn- shown-by
  "The elements of a view."
  [v]
  ((get view-elements (prim/type-name (prim/class v))) (prim/field v 0)))

(defn- drop-element
  "Removes from a view's map what an element of the view stands for; answers whether it was there."
  [v x]
  (let [m     (prim/field v 0)
        name  (prim/type-name (prim/class v))
        found (case name
                "java.util.HashMap$KeySet"   (if (.containsKey m x) [x] nil)
                "java.util.HashMap$EntrySet" (if (holds? m (key x) (val x)) [(key x)] nil)
                (some (fn [[k y]] (if (= x y) [k] nil)) (entries m)))]
    (if found (do (.remove m (nth found 0)) true) false)))

(defn- drop-elements
  "Removes the elements for which f holds; answers whether there were any."
  [v f]
  (reduce (fn [any x] (if (f x) (or (drop-element v x) any) any)) false (doall (seq (shown-by v)))))

(def ^:private view-methods
  {:seq         (fn seq [v] (clojure.core/seq (shown-by v)))
   :size        (fn size [v] (.size (prim/field v 0)))
   :count       (fn count [v] (.size (prim/field v 0)))
   :isEmpty     (fn isEmpty [v] (.isEmpty (prim/field v 0)))
   :contains    (fn contains [v x] (boolean (some (fn [y] (= x y)) (shown-by v))))
   :containsAll (fn containsAll [v coll] (every? (fn [x] (.contains v x)) coll))
   :iterator    (fn iterator [v] (iterator-of (shown-by v) (fn [x] (drop-element v x))))
   :toArray     (fn toArray ([v] (to-array (shown-by v))) ([v a] (to-array (shown-by v))))
   :remove      drop-element
   :removeIf    (fn removeIf [v f] (drop-elements v (functional f)))
   :removeAll   (fn removeAll [v coll] (drop-elements v (within coll)))
   :retainAll   (fn retainAll [v coll] (drop-elements v (complement (within coll))))
   :clear       (fn clear [v] (.clear (prim/field v 0)))
   :forEach     (fn forEach [v f] (for-each (shown-by v) f))
   :reduce      (fn reduce ([v f] (clojure.core/reduce f (shown-by v)))
                           ([v f x] (clojure.core/reduce f x (shown-by v))))
   :toString    (fn toString [v] (joined (shown-by v)))})

(doseq [class-name (keys view-elements)]
  (genera.host/add-methods (genera.host/intern-type class-name) view-methods))
(doseq [class-name ["java.util.HashMap$KeySet" "java.util.HashMap$EntrySet"]]
  (genera.host/add-methods (genera.host/intern-type class-name)
    {:printOn  (fn printOn [v w]
                 (write-text w "#{")
                 (reduce (fn [separator x] (write-text w separator) (print-builtin x w) " ")
                         "" (shown-by v))
                 (write-text w "}"))
     :get      (fn get [v x] (if (.contains v x) x nil))
     :hashCode (fn hashCode [v] (java-hash (set (shown-by v))))
     :equals   (fn equals [v x] (and (instance? java.util.Set x) (= (set (shown-by v)) (set x))))
     :equiv    (fn equiv [v x] (and (instance? java.util.Set x)
                                    (= (set (shown-by v)) (set (seq x)))))}))
(defmethods java.util.HashMap$EntrySet
  (toString [v] (joined (shown-by v) entry-text)))
(defmethods java.util.HashMap$KeySet
  (contains [v x] (.containsKey (prim/field v 0) x)))

(defn- drop-members
  "Removes the elements of a set for which f holds; answers whether there were any."
  [x f]
  (let [found (filterv f (ordered-keys x))]
    (hold-again x (reduce drop-key (held x) found))
    (< 0 (count found))))

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
   :clear    (fn clear [x]
               (let [[m ks] (held x)] (hold-again x (if ks nothing-held [(empty m) nil nil])))
               nil)
   :containsAll (fn containsAll [x coll] (every? (fn [e] (.contains x e)) coll))
   :removeIf  (fn removeIf [x f] (drop-members x (functional f)))
   :removeAll (fn removeAll [x coll] (drop-members x (within coll)))
   :retainAll (fn retainAll [x coll] (drop-members x (complement (within coll))))
   :clone    (fn clone [x] (hold (prim/type-name (prim/class x)) (held x)))
   :equals   (fn equals [x y] (and (instance? java.util.Set y)
                                   (= (set (ordered-keys x)) (set (seq y)))))
   :equiv    (fn equiv [x y] (and (instance? java.util.Set y)
                                  (= (set (ordered-keys x)) (set (seq y)))))
   :size     (fn size [x] (count (nth (held x) 0)))
   :count    (fn count [x] (clojure.core/count (nth (held x) 0)))
   :isEmpty  (fn isEmpty [x] (= 0 (count (nth (held x) 0))))
   :seq      (fn seq [x] (clojure.core/seq (ordered-keys x)))
   :iterator (fn iterator [x] (iterator-of (ordered-keys x) (fn [e] (.remove x e))))
   :toArray  (fn toArray ([x] (to-array (ordered-keys x))) ([x a] (to-array (ordered-keys x))))
   :forEach  (fn forEach [x f] (for-each (ordered-keys x) f))
   :toString (fn toString [x] (joined (ordered-keys x)))
   :hashCode (fn hashCode [x] (java-hash (set (ordered-keys x))))})

(doseq [class-name ["java.util.HashSet" "java.util.LinkedHashSet" "java.util.TreeSet"]]
  (genera.host/add-methods (genera.host/intern-type class-name) mutable-set-methods)
  (genera.host/intern-static class-name "new"
    (fn
      ([] (hold class-name nothing-held))
      ([x]
       (check-source x)
       (hold class-name (if (prim/is-number x)
                          nothing-held
                          (reduce (fn [held e] (put held e e)) nothing-held (seq x)))))
      ([x _] (hold class-name nothing-held)))))
