; Methods that programs call by interop on Clojure's collections, and iterators. Namespace
; genera.host. The mutable collections of java.util are in host_util.clj.

(def ^:private iterator-class
  (genera.host/define-type "genera.host.Iterator" '[java.lang.Object java.util.Iterator] nil))

(defn iterator-of
  "A java.util.Iterator over the elements of coll; removing one calls a function with it."
  ([coll] (prim/mutable-instance iterator-class [(seq coll) nil nil]))
  ([coll remover] (prim/mutable-instance iterator-class [(seq coll) remover nil])))

(defn functional
  "The function that an object of java.util.function, or a function, stands for."
  [f]
  (if (fn? f)
    f
    (let [method (some (fn [selector] (prim/find-method f selector))
                       [:apply :test :accept :get :compare :applyAsLong :applyAsInt
                        :applyAsDouble :getAsLong :getAsBoolean :call :run])]
      (if method
        (fn [& args] (prim/apply method (prim/cons f args)))
        f))))

(defstatic clojure.lang.SeqIterator/new [coll] (iterator-of coll))
(defstatic clojure.lang.ArrayIter/createFromObject [array] (iterator-of array))
(defstatic clojure.lang.Range/create
  ([end] (range end)) ([start end] (range start end)) ([start end step] (range start end step)))
(defstatic clojure.lang.LongRange/create
  ([end] (range end)) ([start end] (range start end)) ([start end step] (range start end step)))

(def ^:private list-iterator-class
  (genera.host/define-type "genera.host.ListIterator" '[java.lang.Object java.util.ListIterator]
    nil))

(defmethods genera.host.ListIterator
  (hasNext [i] (< (prim/field i 1) (count (prim/field i 0))))
  (hasPrevious [i] (< 0 (prim/field i 1)))
  (nextIndex [i] (prim/field i 1))
  (previousIndex [i] (dec (prim/field i 1)))
  (next [i]
    (when-not (.hasNext i) (throw (new java.util.NoSuchElementException)))
    (let [at (prim/field i 1)]
      (prim/set-field i 1 (inc at))
      (nth (prim/field i 0) at)))
  (previous [i]
    (when-not (.hasPrevious i) (throw (new java.util.NoSuchElementException)))
    (let [at (dec (prim/field i 1))]
      (prim/set-field i 1 at)
      (nth (prim/field i 0) at))))

(defn- list-iterator-of
  "A java.util.ListIterator over the elements of coll, from an index on."
  ([coll] (list-iterator-of coll 0))
  ([coll i] (prim/mutable-instance list-iterator-class [(vec coll) i])))

(defmethods genera.host.Iterator
  (hasNext [i] (some? (prim/field i 0)))
  (hasMoreElements [i] (some? (prim/field i 0)))
  (next [i]
    (let [s (prim/field i 0)]
      (when-not s (throw (new java.util.NoSuchElementException)))
      (prim/set-field i 0 (next s))
      (prim/set-field i 2 s)
      (first s)))
  (remove [i]
    (let [remover (prim/field i 1)
          s       (prim/field i 2)]
      (cond (nil? remover) (throw (new UnsupportedOperationException))
            (nil? s)       (throw (new IllegalStateException))
            :else          (do (prim/set-field i 2 nil) (remover (first s)) nil))))
  (nextElement [i] (.next i))
  (forEachRemaining [i f]
    (let [f (functional f)] (loop [] (when (.hasNext i) (f (.next i)) (recur))))))

(defn- for-each
  "Calls accept of a consumer, or a function, with each element."
  [coll f]
  (let [f (functional f)] (doseq [x coll] (f x))))

(defn- find-index
  "The first index whose element equals x, or -1."
  [coll x]
  (loop [i 0 s (seq coll)]
    (cond (nil? s) -1 (= x (first s)) i :else (recur (inc i) (next s)))))

(defn- find-last-index
  "The last index whose element equals x, or -1."
  [coll x]
  (loop [i 0 found -1 s (seq coll)]
    (if (nil? s) found (recur (inc i) (if (= x (first s)) i found) (next s)))))

(def ^:private coll-methods
  {:seq       (fn seq [c] (clojure.core/seq c))
   :count     (fn count [c] (clojure.core/count c))
   :size      (fn size [c] (clojure.core/count c))
   :length    (fn length [c] (clojure.core/count c))
   :isEmpty   (fn isEmpty [c] (nil? (clojure.core/seq c)))
   :cons      (fn cons [c x] (conj c x))
   :empty     (fn empty [c] (clojure.core/empty c))
   :equiv     (fn equiv [c d] (= c d))
   :hasheq    (fn hasheq [c] (hash c))
   :meta      (fn meta [c] (clojure.core/meta c))
   :withMeta  (fn withMeta [c m] (with-meta c m))
   :iterator  iterator-of
   :toArray   (fn toArray ([c] (to-array c)) ([c a] (to-array c)))
   :forEach   for-each
   :reduce    (fn reduce ([c f] (clojure.core/reduce f c)) ([c f x] (clojure.core/reduce f x c)))
   :contains  (fn contains [c x] (<= 0 (find-index c x)))
   :containsAll (fn containsAll [c d] (every? (fn [x] (.contains c x)) d))
   :add       (fn add [c & _] (throw (new UnsupportedOperationException)))
   :remove    (fn remove [c & _] (throw (new UnsupportedOperationException)))
   :clear     (fn clear [c] (throw (new UnsupportedOperationException)))})

(def ^:private seq-methods
  {:first   (fn first [c] (clojure.core/first c))
   :next    (fn next [c] (clojure.core/next c))
   :more    (fn more [c] (rest c))
   :rest    (fn rest [c] (clojure.core/rest c))
   :get     (fn get [c i] (nth c i))
   :listIterator list-iterator-of
   :indexOf find-index
   :lastIndexOf find-last-index
   :peek    (fn peek [c] (clojure.core/peek c))
   :pop     (fn pop [c] (clojure.core/pop c))
   :chunkedFirst (fn chunkedFirst [c] (chunk-first c))
   :chunkedNext  (fn chunkedNext [c] (chunk-next c))
   :chunkedMore  (fn chunkedMore [c] (chunk-rest c))
   :subList (fn subList [c from to] (subvec (vec c) from to))})

(def ^:private lookup-methods
  {:valAt       (fn valAt ([c k] (get c k)) ([c k default] (get c k default)))
   :containsKey (fn containsKey [c k] (contains? c k))
   :entryAt     (fn entryAt [c k] (find c k))
   :assoc       (fn assoc [c k v] (clojure.core/assoc c k v))
   :invoke      (fn invoke ([c k] (c k)) ([c k default] (c k default)))
   :applyTo     (fn applyTo [c args] (apply c args))
   :call        (fn call [c] (c))
   :asTransient (fn asTransient [c] (transient c))
   :rseq        (fn rseq [c] (clojure.core/rseq c))})

(def ^:private vector-methods
  {:nth      (fn nth ([c i] (clojure.core/nth c i)) ([c i default] (clojure.core/nth c i default)))
   :get      (fn get [c i] (clojure.core/nth c i))
   :assocN   (fn assocN [c i x] (clojure.core/assoc c i x))
   :peek     (fn peek [c] (clojure.core/peek c))
   :pop      (fn pop [c] (clojure.core/pop c))
   :indexOf  find-index
   :lastIndexOf find-last-index
   :listIterator list-iterator-of
   :kvreduce (fn kvreduce [c f x] (reduce-kv f x c))
   :compareTo (fn compareTo [c d] (compare c d))
   :subList  (fn subList [c from to] (subvec c from to))})

(def ^:private map-methods
  {:get         (fn get [m k] (clojure.core/get m k))
   :getOrDefault (fn getOrDefault [m k default] (clojure.core/get m k default))
   :without     (fn without [m k] (dissoc m k))
   :assocEx     (fn assocEx [m k v]
                  (if (contains? m k)
                    (throw (new RuntimeException "Key already present"))
                    (clojure.core/assoc m k v)))
   :keySet      (fn keySet [m] (into #{} (keys m)))
   :values      (fn values [m] (or (vals m) ()))
   :entrySet    (fn entrySet [m] (into #{} m))
   :containsValue (fn containsValue [m v] (boolean (some (fn [x] (= x v)) (vals m))))
   :kvreduce    (fn kvreduce [m f x] (reduce-kv f x m))
   :forEach     (fn forEach [m f] (let [f (functional f)] (doseq [[k v] m] (f k v))))
   :put         (fn put [m k v] (throw (new UnsupportedOperationException)))})

(def ^:private set-methods
  {:get      (fn get [s x] (clojure.core/get s x))
   :contains (fn contains [s x] (contains? s x))
   :disjoin  (fn disjoin [s x] (disj s x))})

(defn- give-methods
  "Adds method maps to the classes of these names."
  [class-names & maps]
  (doseq [class-name class-names methods maps]
    (genera.host/add-methods (genera.host/intern-type class-name) methods)))

(give-methods ["clojure.lang.APersistentVector"] coll-methods lookup-methods vector-methods)
(give-methods ["clojure.lang.APersistentMap"] coll-methods lookup-methods map-methods)
(give-methods ["clojure.lang.APersistentSet"] coll-methods lookup-methods set-methods)
(give-methods ["clojure.lang.ASeq" "clojure.lang.LazySeq" "clojure.lang.PersistentList$EmptyList"]
              coll-methods seq-methods)
(give-methods ["clojure.lang.LazySeq"]
              {:isRealized (fn isRealized [s] (realized? s))})

(defmethods clojure.lang.AMapEntry
  (getKey [e] (key e))
  (getValue [e] (val e))
  (setValue [e v] (throw (new UnsupportedOperationException)))
  (key [e] (clojure.core/key e))
  (val [e] (clojure.core/val e)))
(give-methods ["clojure.lang.AMapEntry"] coll-methods lookup-methods vector-methods)
(give-methods ["clojure.lang.APersistentVector"]
              {:getKey (fn getKey [v] (nth v 0)) :getValue (fn getValue [v] (nth v 1))})
(defstatic clojure.lang.MapEntry/create [k v] (prim/map-entry k v))
(defstatic clojure.lang.MapEntry/new [k v] (prim/map-entry k v))

(def ^:private transient-methods
  {:conj       (fn conj [t x] (conj! t x))
   :assoc      (fn assoc [t k v] (assoc! t k v))
   :assocN     (fn assocN [t i x] (assoc! t i x))
   :without    (fn without [t k] (dissoc! t k))
   :disjoin    (fn disjoin [t x] (disj! t x))
   :pop        (fn pop [t] (pop! t))
   :persistent (fn persistent [t] (persistent! t))
   :count      (fn count [t] (clojure.core/count t))
   :valAt      (fn valAt ([t k] (get t k)) ([t k default] (get t k default)))
   :nth        (fn nth ([t i] (clojure.core/nth t i)) ([t i d] (clojure.core/nth t i d)))
   :invoke     (fn invoke ([t k] (get t k)) ([t k default] (get t k default)))
   :contains   (fn contains [t x] (contains? t x))
   :get        (fn get [t x] (clojure.core/get t x))})

(give-methods ["clojure.lang.PersistentVector$TransientVector" "clojure.lang.ATransientMap"
               "clojure.lang.ATransientSet"]
              transient-methods)

(defstatic clojure.lang.PersistentVector/create [coll] (vec coll))
(defconstant clojure.lang.PersistentVector/EMPTY [])
(defstatic clojure.lang.PersistentHashMap/create [& kvs]
  (if (and (= 1 (count kvs)) (not (keyword? (first kvs))))
    (into (prim/empty-hash-map) (let [c (first kvs)]
                                  (if (map? c) c (map vec (partition 2 c)))))
    (apply hash-map kvs)))
(defconstant clojure.lang.PersistentHashMap/EMPTY (prim/empty-hash-map))
(defconstant clojure.lang.PersistentArrayMap/EMPTY {})
(defstatic clojure.lang.PersistentArrayMap/create [m] (into {} m))
(defstatic clojure.lang.PersistentArrayMap/createAsIfByAssoc [array] (apply array-map (seq array)))
(defconstant clojure.lang.PersistentHashSet/EMPTY #{})
(defconstant clojure.lang.PersistentTreeMap/EMPTY (sorted-map))
(defstatic clojure.lang.PersistentTreeMap/create
  ([m] (into (sorted-map) m))
  ([order m] (apply sorted-map-by order m)))
(defconstant clojure.lang.PersistentTreeSet/EMPTY (sorted-set))
(defstatic clojure.lang.PersistentTreeSet/create
  ([s] (apply sorted-set s)) ([order s] (apply sorted-set-by order s)))
(defstatic clojure.lang.PersistentArrayMap/new
  ([] {}) ([array] (apply array-map (seq array))))
(defstatic clojure.lang.PersistentList/new [x] (list x))

(defn- check-distinct
  "The keys of a literal as a sequence; throws when one is there twice."
  [ks]
  (loop [seen #{} left (seq ks)]
    (cond (nil? left) ks
          (contains? seen (first left))
          (throw (new IllegalArgumentException (str "Duplicate key: " (first left))))
          :else (recur (conj seen (first left)) (next left)))))

(defstatic clojure.lang.PersistentHashSet/createWithCheck [coll] (into #{} (check-distinct coll)))
(defn- map-with-check [kvs]
  (check-distinct (take-nth 2 (seq kvs)))
  (if (< (count kvs) 17) (apply array-map (seq kvs)) (apply hash-map (seq kvs))))
(defstatic clojure.lang.PersistentArrayMap/createWithCheck [kvs] (map-with-check kvs))
(defstatic clojure.lang.PersistentHashMap/createWithCheck [kvs] (map-with-check kvs))
(defstatic clojure.lang.RT/map [& kvs] (map-with-check (if (next kvs) kvs (first kvs))))
(defstatic clojure.lang.RT/set [& xs]
  (into #{} (check-distinct (if (next xs) xs (first xs)))))
(defstatic clojure.lang.RT/vector [& xs] (vec (if (next xs) xs (first xs))))
(defstatic clojure.lang.APersistentMap/mapHash [m] (java-hash (into {} m)))
(defstatic clojure.lang.APersistentMap/mapHasheq [m] (hash-unordered-coll (seq m)))
(defstatic clojure.lang.APersistentMap/mapEquals [m x]
  (and (instance? java.util.Map x)
       (= (count m) (.size x))
       (every? (fn [e] (and (.containsKey x (key e)) (java-equals (val e) (.get x (key e))))) m)))
(defstatic clojure.lang.APersistentSet/setEquals [s x]
  (and (instance? java.util.Set x)
       (= (count s) (.size x))
       (every? (fn [y] (.contains x y)) s)))
(defstatic clojure.lang.PersistentHashSet/create [& xs]
  (set (if (= 1 (count xs)) (first xs) xs)))
(defmethods clojure.lang.APersistentVector$RSeq (index [s] (dec (count s))))
(defstatic clojure.lang.PersistentList/create [coll] (apply list coll))
(defconstant clojure.lang.PersistentList/EMPTY ())
(defstatic clojure.lang.LazilyPersistentVector/create [coll] (vec coll))
(defstatic clojure.lang.Cons/new [x s] (cons x s))
(defstatic clojure.lang.Reduced/new [x] (reduced x))
(defstatic clojure.lang.Atom/new [x] (atom x))
(defstatic clojure.lang.LazySeq/new [f] (prim/lazy-seq f))
(defstatic clojure.lang.Delay/new [f] (prim/delay f))
