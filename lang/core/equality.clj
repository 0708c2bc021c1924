; Equality, hashes and order beyond the kernel's fast paths: lazy sequences, records, instances,
; and data nested deeper or longer than the kernel's fuel. Namespace genera.slow.
;
; The three must agree: equal values have equal hashes, whatever mix of kernel and Lisp looked at
; them, and hashes are JVM Clojure's (Murmur3 over 31-hashes and sums). Recursion here is on
; Lisp frames, so depth of data costs heap only.

(defn is-sequential
  "Is x a list, vector or sequence of any type?"
  [x]
  (or (prim/is-sequential x) (implements x "clojure.lang.Sequential")))

(defn- equal-sequences
  "Have two sequential values equal elements in the same order?"
  [x y]
  (loop [s (prim/seq x) t (prim/seq y)]
    (cond
      (nil? s) (nil? t)
      (nil? t) false
      (prim/equal (prim/first s) (prim/first t)) (recur (prim/next s) (prim/next t))
      :else false)))

(defn equal-maps
  "Have two maps equal keys with equal values? y may be of any type but a record."
  [x y]
  (cond
    (or (prim/is-record y) (not (map? y))) false
    (not (prim/equal (prim/count x) (prim/count y))) false
    :else
    (loop [s (prim/seq x)]
      (if s
        (let [entry (prim/first s)
              other (prim/find y (prim/key entry))]
          (if (and other (prim/equal (prim/val entry) (prim/val other)))
            (recur (prim/next s))
            false))
        true))))

(defn equal-sets
  "Have two sets equal elements?"
  [x y]
  (if (and (set? y) (prim/equal (prim/count x) (prim/count y)))
    (loop [s (prim/seq y)]
      (cond (nil? s) true
            (prim/contains x (prim/first s)) (recur (prim/next s))
            :else false))
    false))

(defn- equal-records
  "Are both records of one type with equal fields and equal further entries?"
  [x y]
  (if (and (prim/is-record y) (prim/identical (prim/class x) (prim/class y)))
    (loop [i 0]
      (cond
        (prim/less i (prim/field-count x))
        (if (prim/equal (prim/field x i) (prim/field y i)) (recur (inc i)) false)
        :else (prim/equal (prim/record-extra x) (prim/record-extra y))))
    false))

(defn- equal-java
  "Does a map, set or sequence of Clojure equal a collection of java.util?"
  [x y]
  (cond
    (prim/is-map x)
    (and (implements y "java.util.Map")
         (or (implements y "clojure.lang.MapEquivalence")
             (not (implements y "clojure.lang.IPersistentMap")))
         (prim/equal (prim/count x) (prim/count y))
         (loop [s (prim/seq y)]
           (if s
             (let [entry (prim/first s)
                   other (prim/find x (prim/key entry))]
               (if (and other (prim/equal (prim/val entry) (prim/val other)))
                 (recur (prim/next s))
                 false))
             true)))
    (prim/is-set x)
    (and (implements y "java.util.Set") (prim/equal (prim/count x) (prim/count y))
         (loop [s (prim/seq y)]
           (cond (nil? s) true
                 (prim/contains x (prim/first s)) (recur (prim/next s))
                 :else false)))
    (prim/is-sequential x)
    (if (or (is-sequential y) (implements y "java.util.List")) (equal-sequences x y) false)
    :else false))

(defn equal
  "x = y for whatever the kernel does not compare itself."
  [x y]
  (cond
    (prim/identical x y) true
    (prim/is-instance x)
    (let [equiv (prim/find-method x :equiv)]
      (if equiv
        (if (equiv x y) true false)
        (let [other (method y :equiv)]
          (if (and other (implements y "clojure.lang.IPersistentCollection"))
            (if (other y x) true false)
            (let [equals (prim/find-method x :equals)]
              (if equals (if (equals x y) true false) false))))))
    (prim/is-instance y)
    (let [equiv (prim/find-method y :equiv)]
      (cond
        (prim/is-record x) false
        (or (prim/is-map x) (prim/is-set x) (prim/is-sequential x)) (equal-java x y)
        equiv (and (implements y "clojure.lang.IPersistentCollection") (if (equiv y x) true false))
        :else false))
    (prim/is-record x) (equal-records x y)
    (prim/is-map x) (equal-maps x y)
    (prim/is-set x) (equal-sets x y)
    (prim/is-sequential x) (if (is-sequential y) (equal-sequences x y) false)
    :else false))

(defn hash-sequence
  "The hash of an ordered collection of coll's elements."
  [coll]
  (loop [h 1 n 0 s (prim/seq coll)]
    (if s
      (recur (prim/hash-step h (prim/hash (prim/first s))) (inc n) (prim/next s))
      (prim/hash-ordered h n))))

(defn hash-elements
  "The hash of an unordered collection of coll's elements."
  [coll]
  (loop [h 0 n 0 s (prim/seq coll)]
    (if s
      (recur (prim/hash-sum h (prim/hash (prim/first s))) (inc n) (prim/next s))
      (prim/hash-unordered h n))))

(defn hash
  "The hash of whatever the kernel does not hash itself. It is kept in the object, where the
  kernel finds it next time."
  [x]
  (prim/set-hash
    x
    (cond
      (prim/is-instance x)
      (let [m (or (prim/find-method x :hasheq) (prim/find-method x :hashCode))]
        (if m (m x) (prim/identity-hash x)))
      (prim/is-record x)
      (prim/bit-xor (prim/hash (prim/symbol nil (class-name x))) (hash-elements x))
      (prim/is-map x) (hash-elements x)
      (prim/is-set x) (hash-elements x)
      (prim/is-sequential x) (hash-sequence x)
      :else (prim/identity-hash x))))

(defn- compare-vectors
  "The shorter vector first, then by the first elements that differ."
  [x y]
  (let [n (prim/count x) m (prim/count y)]
    (cond
      (prim/less n m) -1
      (prim/less m n) 1
      :else
      (loop [i 0]
        (if (prim/less i n)
          (let [order (prim/compare (prim/nth x i) (prim/nth y i))]
            (if (prim/equal 0 order) (recur (inc i)) order))
          0)))))

(defn compare
  "The order of vectors, and of instances that compare themselves."
  [x y]
  (cond
    (prim/identical x y) 0
    (nil? x) -1
    (nil? y) 1
    (and (prim/is-vector x) (prim/is-vector y)) (compare-vectors x y)
    (prim/is-stm-ref x) (.compareTo x y)
    :else
    (let [m (method x :compareTo)]
      (cond m (m x y)
            (and (prim/is-vector x) (implements y "clojure.lang.IPersistentVector"))
            (- (prim/compare y x))
            :else (cannot-cast x "java.lang.Comparable")))))
