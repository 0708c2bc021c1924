; clojure.core.protocols: the protocols by which types reduce themselves and become data. reduce
; and reduce-kv ask for them (reduce.clj); the implementations here are those of every other type.

(defprotocol CollReduce
  "Types that know a faster way to be reduced than by their sequence."
  (coll-reduce [coll f] [coll f val] "The value of (reduce f coll) or (reduce f val coll)."))

(defprotocol InternalReduce
  "Sequences that know a faster way to be reduced than one element at a time."
  (internal-reduce [seq f start] "The value of (reduce f start seq)."))

(defprotocol IKVReduce
  "Associative types that reduce their keys and values."
  (kv-reduce [amap f init] "The value of (reduce-kv f init amap)."))

(defprotocol Datafiable
  "Objects that can be shown as data."
  :extend-via-metadata true
  (datafy [o] "The object as data; itself by default."))

(defprotocol Navigable
  "Collections whose elements lead to other objects."
  :extend-via-metadata true
  (nav [coll k v] "The object that v, the value of k in coll, stands for; v by default."))

(defn- reduce-steps
  "Reduces a sequence from value on, element by element: one of a program's own type is an instance,
  for which reduce would ask these protocols again."
  [f value s]
  (loop [value value s (seq s)]
    (if s
      (let [value (f value (first s))]
        (if (reduced? value) @value (recur value (next s))))
      value)))

(defn- reduce-seq
  "Reduces a sequence of any type."
  [f value s]
  (if (prim/is-instance s) (reduce-steps f value s) (reduce f value s)))

(extend-protocol CollReduce
  nil
  (coll-reduce ([coll f] (f)) ([coll f val] val))
  Object
  (coll-reduce
    ([coll f] (let [s (seq coll)] (if s (reduce-seq f (first s) (next s)) (f))))
    ([coll f val] (reduce-seq f val (seq coll)))))

(extend-protocol InternalReduce
  nil
  (internal-reduce [s f val] val)
  Object
  (internal-reduce [s f val] (reduce-seq f val (seq s))))

(extend-protocol IKVReduce
  nil
  (kv-reduce [amap f init] init)
  Object
  (kv-reduce [amap f init]
    (reduce-seq (fn [value entry] (f value (key entry) (val entry))) init (seq amap))))

(extend-protocol Datafiable
  nil
  (datafy [_] nil)
  Object
  (datafy [x] x))

(extend-protocol Navigable
  Object
  (nav [_ _ x] x))
