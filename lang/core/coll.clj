; Collections: looking up, adding, removing, and what kind of thing a value is. Each is a thin
; function over a primitive: an arity that only passes its parameters to one is run by the
; call instruction without a frame.
;
; `conj`, `assoc` and `get` are in boot.clj and destructure.clj, which need them earlier.
; A primitive that meets a value of a user's type misses, and genera.slow takes over.

(defn identical?
  "Whether x and y are one object; equal small numbers are."
  [x y]
  (prim/identical x y))

(defn not
  "true for nil and false, else false."
  [x]
  (prim/not x))

(defn =
  "Whether the values are equal: numbers of one category by value, collections by content."
  ([x] true)
  ([x y] (prim/equal x y))
  ([x y & more]
   (loop [x x y y more more]
     (if (prim/equal x y)
       (if more (recur y (first more) (next more)) true)
       false))))

(defn not=
  "Whether some of the values are not equal."
  ([x] false)
  ([x y] (prim/not (prim/equal x y)))
  ([x y & more] (prim/not (apply = x y more))))

(defn compare
  "Negative, zero or positive as x comes before, with or after y; nil comes first."
  [x y]
  (prim/compare x y))

(defn hash
  "The hash of x, the same for all values equal to it."
  [x]
  (prim/hash x))

(defn count
  "The number of elements; that of nil is 0."
  [coll]
  (prim/count coll))

(defn contains?
  "Whether coll has the key: a map key, a set element, an index of a vector or string."
  [coll key]
  (prim/contains coll key))

(defn find
  "The entry of key in a map or vector, or nil."
  [coll key]
  (prim/find coll key))

(defn dissoc
  "map without the keys."
  ([map] map)
  ([map key] (prim/dissoc map key))
  ([map key & more]
   (loop [result (prim/dissoc map key) more more]
     (if more (recur (prim/dissoc result (first more)) (next more)) result))))

(defn disj
  "set without the elements."
  ([set] set)
  ([set x] (prim/disj set x))
  ([set x & more]
   (loop [result (prim/disj set x) more more]
     (if more (recur (prim/disj result (first more)) (next more)) result))))

(defn peek
  "The last element of a vector or the first of a list; nil when empty."
  [coll]
  (prim/peek coll))

(defn pop
  "A vector without its last element or a list without its first; throws when empty."
  [coll]
  (prim/pop coll))

(defn empty
  "An empty collection of coll's kind, or nil."
  [coll]
  (prim/empty coll))

(defn key
  "The key of a map entry."
  [entry]
  (prim/key entry))

(defn val
  "The value of a map entry."
  [entry]
  (prim/val entry))
