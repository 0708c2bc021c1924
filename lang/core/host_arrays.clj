; The static methods of java.util's Collections, Arrays and Objects; Optional, StringJoiner and
; StringTokenizer; entries outside of maps. Namespace genera.host.
;
; Lists, maps and sets that cannot be changed are Clojure's own.

; Collections.

(defconstant java.util.Collections/EMPTY_LIST ())
(defconstant java.util.Collections/EMPTY_MAP {})
(defconstant java.util.Collections/EMPTY_SET #{})
(defstatic java.util.Collections/emptyList [] [])
(defstatic java.util.Collections/emptyMap [] {})
(defstatic java.util.Collections/emptySet [] #{})
(defstatic java.util.Collections/emptyIterator [] (iterator-of ()))
(defstatic java.util.Collections/singletonList [x] [x])
(defstatic java.util.Collections/singleton [x] #{x})
(defstatic java.util.Collections/singletonMap [k v] {k v})
(defstatic java.util.Collections/nCopies [n x] (vec (repeat n x)))
(defstatic java.util.Collections/unmodifiableList [l] (elements l))
(defstatic java.util.Collections/unmodifiableMap [m] (as-map m))
(defstatic java.util.Collections/unmodifiableSortedMap [m] (as-map m))
(defstatic java.util.Collections/unmodifiableCollection [c] (elements c))
(defstatic java.util.Collections/unmodifiableSet [s] (set (seq s)))
(defstatic java.util.Collections/synchronizedMap [m] m)
(defstatic java.util.Collections/synchronizedList [l] l)
(defstatic java.util.Collections/synchronizedSet [s] s)
(defstatic java.util.Collections/synchronizedCollection [c] c)
(defstatic java.util.Collections/newSetFromMap [m] (java.util.HashSet/new))
(defstatic java.util.Collections/enumeration [c] (iterator-of c))
(defstatic java.util.Collections/list [e] (java.util.ArrayList/new (enumeration-seq e)))
(defstatic java.util.Collections/addAll [c & xs]
  (.addAll c (if (and (prim/is-array (first xs)) (nil? (next xs))) (seq (first xs)) xs)))
(defstatic java.util.Collections/sort
  ([l] (.sort l nil)) ([l order] (.sort l order)))
(defstatic java.util.Collections/reverse [l] (hold-again l (vec (rseq (held l)))) nil)
(defstatic java.util.Collections/swap [l i j]
  (.set l i (.set l j (.get l i)))
  nil)
(defstatic java.util.Collections/shuffle
  ([l] (hold-again l (vec (shuffle (held l)))) nil)
  ([l random]
   (loop [i (count l)]
     (when (< 1 i)
       (java.util.Collections/swap l (dec i) (.nextInt random i))
       (recur (dec i))))))
(defstatic java.util.Collections/fill [l x] (hold-again l (vec (repeat (count l) x))) nil)
(defstatic java.util.Collections/rotate [l n]
  (let [v (held l) size (count v)]
    (when (< 0 size)
      (let [at (mod (- n) size)]
        (hold-again l (into (subvec v at) (subvec v 0 at)))))
    nil))
(defstatic java.util.Collections/replaceAll [l old new]
  (let [there? (.contains l old)]
    (hold-again l (mapv (fn [x] (if (= x old) new x)) (held l)))
    there?))
(defn- extreme
  "The element of a collection that an order puts before all others; the first of equal ones."
  [coll order]
  (let [s (seq coll)]
    (if s (reduce (fn [a b] (if (neg? (order b a)) b a)) s) (nothing-there))))
(defn- numbering
  "A comparator as a function that answers a number."
  [order]
  (let [f (if (nil? order) compare (functional order))] (fn [a b] (compare-by f a b))))
(defstatic java.util.Collections/min
  ([coll] (extreme coll compare)) ([coll order] (extreme coll (numbering order))))
(defstatic java.util.Collections/max
  ([coll] (extreme coll (fn [a b] (compare b a))))
  ([coll order] (let [f (numbering order)] (extreme coll (fn [a b] (f b a))))))
(defstatic java.util.Collections/frequency [coll x] (count (filter (fn [y] (= x y)) (seq coll))))
(defstatic java.util.Collections/disjoint [a b] (not-any? (within b) (seq a)))
(defstatic java.util.Collections/reverseOrder
  ([] (fn [a b] (compare b a)))
  ([order] (let [f (numbering order)] (fn [a b] (f b a)))))
(defstatic java.util.Collections/indexOfSubList [coll part]
  (let [v (elements coll) p (elements part)]
    (or (first (filter (fn [i] (= p (subvec v i (+ i (count p)))))
                       (range 0 (inc (- (count v) (count p))))))
        -1)))
(defn- find-sorted
  "The index of x among sorted elements, or -1 less the index where it would stand."
  [v x order]
  (loop [low 0 high (dec (count v))]
    (if (< high low)
      (- (inc low))
      (let [middle (quot (+ low high) 2)
            c      (order (nth v middle) x)]
        (cond (neg? c) (recur (inc middle) high)
              (pos? c) (recur low (dec middle))
              :else middle)))))
(defstatic java.util.Collections/binarySearch
  ([l x] (find-sorted (elements l) x compare))
  ([l x order] (find-sorted (elements l) x (numbering order))))

; Lists, maps and sets that List, Map and Set make.

(defn- given
  "The arguments of a static method that takes any number of them, or one array."
  [xs]
  (if (and (prim/is-array (first xs)) (nil? (next xs))) (vec (seq (first xs))) (vec xs)))
(defstatic java.util.List/of [& xs] (given xs))
(defstatic java.util.List/copyOf [coll] (elements coll))
(defstatic java.util.Set/of [& xs] (set (check-distinct (given xs))))
(defstatic java.util.Set/copyOf [coll] (set (seq coll)))
(defstatic java.util.Map/of [& kvs] (map-with-check kvs))
(defstatic java.util.Map/copyOf [m] (as-map m))
(defstatic java.util.Map/entry [k v] (prim/map-entry k v))
(defstatic java.util.Map/ofEntries [& entries] (into {} (given entries)))
(defstatic java.util.Comparator/naturalOrder [] compare)
(defstatic java.util.Comparator/reverseOrder [] (fn [a b] (compare b a)))
(defstatic java.util.Comparator/comparing [f]
  (let [f (functional f)] (fn [a b] (compare (f a) (f b)))))

(doseq [class-name ["java.util.AbstractMap$SimpleEntry"
                    "java.util.AbstractMap$SimpleImmutableEntry"]]
  (let [class (genera.slow/find-type class-name)]
    (intern-static class-name "new"
      (fn ([e] (prim/mutable-instance class [(key e) (val e)]))
          ([k v] (prim/mutable-instance class [k v]))))
    (add-methods class
      {:getKey   (fn getKey [e] (prim/field e 0))
       :getValue (fn getValue [e] (prim/field e 1))
       :toString (fn toString [e] (str (prim/field e 0) "=" (prim/field e 1)))
       :hashCode (fn hashCode [e]
                   (bit-xor (java-hash (prim/field e 0)) (java-hash (prim/field e 1))))
       :equals   (fn equals [e x] (and (instance? java.util.Map$Entry x)
                                       (= (.getKey e) (.getKey x))
                                       (= (.getValue e) (.getValue x))))})))
(defmethods java.util.AbstractMap$SimpleEntry
  (setValue [e v] (let [old (prim/field e 1)] (prim/set-field e 1 v) old)))

; Arrays.

(defn- part-of
  "The elements of an array from one index to another, a vector."
  [a from to]
  (when (or (< from 0) (< to from) (< (alength a) to))
    (throw (if (< to from)
             (new IllegalArgumentException (str "fromIndex(" from ") > toIndex(" to ")"))
             (new ArrayIndexOutOfBoundsException
                  (str "Array index out of range: " (if (< from 0) from to))))))
  (mapv (fn [i] (aget a i)) (range from to)))
(defn- stream-of-array
  "A stream of elements of an array, of numbers if the array is one."
  [a coll]
  (case (prim/type-name (prim/class a))
    "[J" (lazily 'genera.java.stream/long-stream coll)
    "[D" (lazily 'genera.java.stream/double-stream coll)
    (stream-of coll)))
(defn- put-all
  "Stores elements in an array from an index on."
  [a from xs]
  (loop [i from s (seq xs)]
    (when s (aset a i (first s)) (recur (inc i) (next s)))))
(defn- array-like
  "An array of n elements of a's kind that begins with elements."
  [a n xs]
  (let [made (case (prim/type-name (prim/class a))
               "[J" (long-array n)
               "[D" (double-array n)
               "[Z" (boolean-array n)
               "[C" (char-array n)
               (object-array n))]
    (put-all made 0 xs)
    made))
(defn- deep-text
  "An array as deepToString shows it."
  [a]
  (cond (nil? a) "null"
        (prim/is-array a) (str "[" (clojure.string/join ", " (map deep-text (seq a))) "]")
        :else (str a)))
(defn- deep-equal?
  "Whether two values are equal, arrays by their elements."
  [a b]
  (if (and (prim/is-array a) (prim/is-array b))
    (and (= (alength a) (alength b)) (every? true? (map deep-equal? (seq a) (seq b))))
    (= a b)))
(defstatic java.util.Arrays/asList [& xs] (given xs))
(defstatic java.util.Arrays/toString [a] (if (nil? a) "null" (joined (seq a))))
(defstatic java.util.Arrays/deepToString [a] (deep-text a))
(defstatic java.util.Arrays/equals [a b] (= (seq a) (seq b)))
(defstatic java.util.Arrays/deepEquals [a b] (deep-equal? a b))
(defstatic java.util.Arrays/hashCode [a] (if (nil? a) 0 (java-hash (vec (seq a)))))
(defstatic java.util.Arrays/fill
  ([a x] (put-all a 0 (repeat (alength a) x)))
  ([a from to x] (put-all a from (repeat (count (part-of a from to)) x))))
(defstatic java.util.Arrays/stream
  ([a] (stream-of-array a (seq a))) ([a from to] (stream-of-array a (seq (part-of a from to)))))
(defstatic java.util.Arrays/setAll [a f]
  (put-all a 0 (map (functional f) (range (alength a)))))
(defstatic java.util.Arrays/copyOf [a n] (array-like a n (part-of a 0 (min n (alength a)))))
(defstatic java.util.Arrays/copyOfRange [a from to]
  (array-like a (- to from) (part-of a from (min to (alength a)))))
(defstatic java.util.Arrays/sort
  ([a] (put-all a 0 (sort (seq a))))
  ([a order] (put-all a 0 (sort (if (nil? order) compare (functional order)) (seq a))))
  ([a from to] (put-all a from (sort (part-of a from to))))
  ([a from to order] (put-all a from (sort (functional order) (part-of a from to)))))
(defstatic java.util.Arrays/binarySearch
  ([a x] (find-sorted (vec (seq a)) x compare))
  ([a x order] (find-sorted (vec (seq a)) x (numbering order))))

; Objects.

(defn- missing
  "Throws what Objects/requireNonNull throws."
  ([] (throw (new NullPointerException)))
  ([message] (throw (new NullPointerException (if (string? message) message (.get message))))))
(defstatic java.util.Objects/requireNonNull
  ([x] (if (nil? x) (missing) x)) ([x message] (if (nil? x) (missing message) x)))
(defstatic java.util.Objects/requireNonNullElse [x default]
  (cond (some? x) x (some? default) default :else (missing "defaultObj")))
(defstatic java.util.Objects/requireNonNullElseGet [x supplier]
  (if (some? x) x ((functional supplier))))
(defstatic java.util.Objects/hash [& xs] (java-hash (given xs)))
(defstatic java.util.Objects/deepEquals [a b] (deep-equal? a b))
(defstatic java.util.Objects/compare [a b order]
  (if (identical? a b) 0 ((numbering order) a b)))
(defstatic java.util.Objects/checkIndex [i n] (check-index i n) i)

; Optional: holds a value, or nil for none.

(def ^:private optional-class (genera.slow/find-type "java.util.Optional"))
(defn- optional [x] (prim/instance optional-class [x]))
(defn- no-value [] (throw (new java.util.NoSuchElementException "No value present")))
(defstatic java.util.Optional/of [x] (if (nil? x) (missing) (optional x)))
(defstatic java.util.Optional/ofNullable [x] (optional x))
(defstatic java.util.Optional/empty [] (optional nil))
(defmethods java.util.Optional
  (isPresent [o] (some? (prim/field o 0)))
  (isEmpty [o] (nil? (prim/field o 0)))
  (get [o] (if (.isPresent o) (prim/field o 0) (no-value)))
  (orElse [o other] (if (.isPresent o) (prim/field o 0) other))
  (orElseGet [o f] (if (.isPresent o) (prim/field o 0) ((functional f))))
  (orElseThrow ([o] (if (.isPresent o) (prim/field o 0) (no-value)))
               ([o f] (if (.isPresent o) (prim/field o 0) (throw ((functional f))))))
  (ifPresent [o f] (when (.isPresent o) ((functional f) (prim/field o 0))) nil)
  (ifPresentOrElse [o f g]
    (if (.isPresent o) ((functional f) (prim/field o 0)) ((functional g)))
    nil)
  (map [o f] (if (.isPresent o) (optional ((functional f) (prim/field o 0))) o))
  (flatMap [o f] (if (.isPresent o) ((functional f) (prim/field o 0)) o))
  (filter [o f] (if (and (.isPresent o) ((functional f) (prim/field o 0))) o (optional nil)))
  (or [o f] (if (.isPresent o) o ((functional f))))
  (toString [o] (if (.isPresent o) (str "Optional[" (prim/field o 0) "]") "Optional.empty")))
(add-methods optional-class
  {:equals   (fn equals [o x] (and (prim/is-instance-of x optional-class)
                                   (= (prim/field o 0) (prim/field x 0))))
   :hashCode (fn hashCode [o] (java-hash (prim/field o 0)))})

; StringJoiner: separator, prefix, suffix, what it shows when nothing was added, the parts.

(def ^:private joiner-class (genera.slow/find-type "java.util.StringJoiner"))
(defstatic java.util.StringJoiner/new
  ([separator] (prim/mutable-instance joiner-class [(str separator) "" "" nil []]))
  ([separator prefix suffix]
   (prim/mutable-instance joiner-class [(str separator) (str prefix) (str suffix) nil []])))
(defn- joined-parts [j] (clojure.string/join (prim/field j 0) (prim/field j 4)))
(defmethods java.util.StringJoiner
  (add [j x]
    (prim/set-field j 4 (conj (prim/field j 4) (if (nil? x) "null" (str x))))
    j)
  (merge [j other]
    (when (seq (prim/field other 4)) (.add j (joined-parts other)))
    j)
  (setEmptyValue [j text] (prim/set-field j 3 (str text)) j)
  (length [j] (count (str j)))
  (toString [j]
    (if (and (prim/field j 3) (= [] (prim/field j 4)))
      (prim/field j 3)
      (str (prim/field j 1) (joined-parts j) (prim/field j 2)))))

; StringTokenizer: the tokens that are left.

(def ^:private tokenizer-class (genera.slow/find-type "java.util.StringTokenizer"))
(defn- tokens
  "The parts of a text between delimiters, and these if they are wanted."
  [text delimiters with-delimiters]
  (let [delimiter? (within delimiters)]
    (mapcat (fn [run]
              (cond (not (delimiter? (first run))) [(apply str run)]
                    with-delimiters (map str run)
                    :else nil))
            (partition-by (fn [c] (boolean (delimiter? c))) text))))
(defstatic java.util.StringTokenizer/new
  ([text] (java.util.StringTokenizer/new text " \t\n\r\f" false))
  ([text delimiters] (java.util.StringTokenizer/new text delimiters false))
  ([text delimiters with-delimiters]
   (prim/mutable-instance tokenizer-class [(seq (tokens text delimiters with-delimiters))])))
(defmethods java.util.StringTokenizer
  (hasMoreTokens [t] (some? (prim/field t 0)))
  (hasMoreElements [t] (some? (prim/field t 0)))
  (countTokens [t] (count (prim/field t 0)))
  (nextToken [t]
    (let [s (prim/field t 0)]
      (when (nil? s) (nothing-there))
      (prim/set-field t 0 (next s))
      (first s)))
  (nextElement [t] (.nextToken t)))

; java.lang.reflect.Array.

(defstatic java.lang.reflect.Array/newInstance [class size]
  (if (number? size) (make-array class size) (apply make-array class (seq size))))
(defstatic java.lang.reflect.Array/getLength [array] (alength array))
(defstatic java.lang.reflect.Array/get [array i] (aget array i))
(defstatic java.lang.reflect.Array/set [array i x] (aset array i x) nil)
