; reduce and what stops it: the loop under most of the library. A sequence that comes in
; chunks is walked chunk by chunk, without a cell for each element; a map or set by the kernel's
; cursor, which gives up to 32 entries at a time in a node: key, value …, next cursor or nil.
;
; A value of a type defined in Lisp that reduces itself (IReduceInit, IKVReduce, CollReduce) is
; asked first. The step function may end a reduction at any time by answering `(reduced x)`.

(defn reduced
  "Wraps x so that the reduction whose step answers it ends with x."
  [x]
  (prim/reduced x))

(defn reduced?
  "Whether x is wrapped by reduced."
  [x]
  (prim/is-reduced x))

(defn unreduced
  "x itself, without its wrapper if reduced made one."
  [x]
  (if (prim/is-reduced x) (prim/reduced-value x) x))

(defn ensure-reduced
  "x, wrapped by reduced unless it is already."
  [x]
  (if (prim/is-reduced x) x (prim/reduced x)))

(defn- reduce-chunk
  "Reduces a chunk, which is not empty, from index on; the value may still be wrapped by reduced."
  [f value chunk index end]
  (loop [value (f value (prim/nth chunk index)) index (prim/increment index)]
    (if (prim/less index end)
      (if (prim/is-reduced value)
        value
        (recur (f value (prim/nth chunk index)) (prim/increment index)))
      value)))

(defn- reduce-seq
  "Reduces a sequence, or nil, from value on."
  [f value s]
  (loop [value value s s]
    (cond
      (prim/is-nil s) value
      (prim/is-chunked-seq s)
      (let [chunk (prim/chunk-first s)
            value (reduce-chunk f value chunk 0 (prim/count chunk))]
        (if (prim/is-reduced value)
          (prim/reduced-value value)
          (recur value (prim/chunk-next s))))
      :else
      (let [value (f value (prim/first s))]
        (if (prim/is-reduced value)
          (prim/reduced-value value)
          (recur value (prim/next s)))))))

(defn- reduce-pairs
  "Calls (f value key val) with the entries of a node; the value may be wrapped by reduced."
  [f value node end]
  (loop [value value index 0]
    (if (prim/less index end)
      (let [value (f value (prim/nth node index) (prim/nth node (prim/increment index)))]
        (if (prim/is-reduced value) value (recur value (prim/add index 2))))
      value)))

(defn- reduce-entries
  "Reduces keys and values of a built-in map, or the elements of a set, each given twice."
  [f value coll]
  (loop [value value cursor 0]
    (let [node  (prim/map-entries coll cursor)
          end   (prim/decrement (prim/count node))
          value (reduce-pairs f value node end)]
      (if (prim/is-reduced value)
        (prim/reduced-value value)
        (let [next (prim/nth node end)]
          (if (prim/is-nil next) value (recur value next)))))))

(defn- reduce-instance
  "Reduces an instance of a type defined in Lisp by its own method, or as a sequence."
  ([f coll]
   (let [own (prim/find-method coll :clojure.core.protocols.CollReduce/coll-reduce)]
     (cond
       (genera.slow/implements coll "clojure.lang.IReduce")
       ((prim/find-method coll :reduce) coll f)
       own (own coll f)
       :else
       (let [s (prim/seq coll)]
         (if s (reduce-seq f (prim/first s) (prim/next s)) (f))))))
  ([f init coll]
   (let [own (prim/find-method coll :clojure.core.protocols.CollReduce/coll-reduce)]
     (cond
       (genera.slow/implements coll "clojure.lang.IReduceInit")
       ((prim/find-method coll :reduce) coll f init)
       own (own coll f init)
       :else (reduce-seq f init (prim/seq coll))))))

(defn- reduce-kv-instance
  "Reduces keys and values of an instance, or of a sequence of entries."
  [f init coll]
  (let [method (or (prim/find-method coll :kvreduce)
                   (prim/find-method coll :clojure.core.protocols.IKVReduce/kv-reduce))]
    (if method
      (method coll f init)
      (loop [value init s (prim/seq coll)]
        (if s
          (let [entry (prim/first s)
                value (f value (prim/key entry) (prim/val entry))]
            (if (prim/is-reduced value)
              (prim/reduced-value value)
              (recur value (prim/next s))))
          value)))))

(defn reduce
  "Combines init and the elements of coll with f, from the left. Without init the first
  element stands for it; an empty coll then gives (f)."
  ([f coll]
   (if (prim/is-instance coll)
     (reduce-instance f coll)
     (let [s (prim/seq coll)]
       (if s (reduce-seq f (prim/first s) (prim/next s)) (f)))))
  ([f init coll]
   (cond
     (prim/is-instance coll) (reduce-instance f init coll)
     (prim/is-set coll) (reduce-entries (fn [value x _] (f value x)) init coll)
     (prim/is-record coll) (reduce-seq f init (prim/seq coll))
     (prim/is-map coll)
     (reduce-entries (fn [value k v] (f value (prim/map-entry k v))) init coll)
     :else (reduce-seq f init (prim/seq coll)))))

(defn reduce-kv
  "Combines init and the keys and values (indices and elements) of coll: (f value key val)."
  [f init coll]
  (cond
    (prim/is-nil coll) init
    (prim/is-vector coll)
    (let [end (prim/count coll)]
      (loop [value init index 0]
        (if (prim/less index end)
          (let [value (f value index (prim/nth coll index))]
            (if (prim/is-reduced value)
              (prim/reduced-value value)
              (recur value (prim/increment index))))
          value)))
    (prim/is-instance coll) (reduce-kv-instance f init coll)
    (prim/is-record coll) (reduce-kv-instance f init coll)
    (prim/is-map coll) (reduce-entries f init coll)
    :else (reduce-kv-instance f init coll)))

(defn identity
  "Its argument."
  [x]
  x)

(defn constantly
  "A function that answers x whatever its arguments."
  [x]
  (fn [& args] x))

(defn complement
  "A function that is true where f is false."
  [f]
  (fn
    ([] (prim/not (f)))
    ([x] (prim/not (f x)))
    ([x y] (prim/not (f x y)))
    ([x y & more] (prim/not (apply f x y more)))))

(defn comp
  "The function that applies fs from the last to the first."
  ([] identity)
  ([f] f)
  ([f g]
   (fn
     ([] (f (g)))
     ([x] (f (g x)))
     ([x y] (f (g x y)))
     ([x y z] (f (g x y z)))
     ([x y z & more] (f (apply g x y z more)))))
  ([f g & fs] (reduce comp (list* f g fs))))

(defn partial
  "f with its leading arguments given; the rest come with the call."
  ([f] f)
  ([f a]
   (fn
     ([] (f a))
     ([x] (f a x))
     ([x y] (f a x y))
     ([x y z] (f a x y z))
     ([x y z & more] (apply f a x y z more))))
  ([f a b]
   (fn
     ([] (f a b))
     ([x] (f a b x))
     ([x y] (f a b x y))
     ([x y z] (f a b x y z))
     ([x y z & more] (apply f a b x y z more))))
  ([f a b c]
   (fn
     ([] (f a b c))
     ([x] (f a b c x))
     ([x y] (f a b c x y))
     ([x y z] (f a b c x y z))
     ([x y z & more] (apply f a b c x y z more))))
  ([f a b c & more]
   (fn [& args] (apply f a b c (concat more args)))))

(defn fnil
  "f with values to use in place of nil for its first one, two or three arguments."
  ([f a]
   (fn
     ([x] (f (if (prim/is-nil x) a x)))
     ([x y] (f (if (prim/is-nil x) a x) y))
     ([x y z] (f (if (prim/is-nil x) a x) y z))
     ([x y z & more] (apply f (if (prim/is-nil x) a x) y z more))))
  ([f a b]
   (fn
     ([x y] (f (if (prim/is-nil x) a x) (if (prim/is-nil y) b y)))
     ([x y z] (f (if (prim/is-nil x) a x) (if (prim/is-nil y) b y) z))
     ([x y z & more]
      (apply f (if (prim/is-nil x) a x) (if (prim/is-nil y) b y) z more))))
  ([f a b c]
   (fn
     ([x y z]
      (f (if (prim/is-nil x) a x) (if (prim/is-nil y) b y) (if (prim/is-nil z) c z)))
     ([x y z & more]
      (apply f (if (prim/is-nil x) a x) (if (prim/is-nil y) b y) (if (prim/is-nil z) c z)
             more)))))

(defn juxt
  "A function that answers a vector of what each of the functions answers."
  ([f]
   (fn
     ([] [(f)])
     ([x] [(f x)])
     ([x y] [(f x y)])
     ([x y & more] [(apply f x y more)])))
  ([f g]
   (fn
     ([] [(f) (g)])
     ([x] [(f x) (g x)])
     ([x y] [(f x y) (g x y)])
     ([x y & more] [(apply f x y more) (apply g x y more)])))
  ([f g h]
   (fn
     ([] [(f) (g) (h)])
     ([x] [(f x) (g x) (h x)])
     ([x y] [(f x y) (g x y) (h x y)])
     ([x y & more] [(apply f x y more) (apply g x y more) (apply h x y more)])))
  ([f g h & fs]
   (let [fs (list* f g h fs)]
     (fn [& args]
       (reduce (fn [results f] (conj results (apply f args))) [] fs)))))

(defn every?
  "Whether pred is true of every element."
  [pred coll]
  (loop [s (seq coll)]
    (cond (prim/is-nil s) true
          (pred (first s)) (recur (next s))
          :else false)))

(defn some
  "The first true value of (pred element), or nil."
  [pred coll]
  (loop [s (seq coll)]
    (if s
      (or (pred (first s)) (recur (next s)))
      nil)))

(defn not-every?
  "Whether pred is false of some element."
  [pred coll]
  (prim/not (every? pred coll)))

(defn not-any?
  "Whether pred is true of no element."
  [pred coll]
  (prim/not (some pred coll)))

(defn every-pred
  "A function that tells whether all preds are true of all its arguments."
  [pred & preds]
  (let [preds (cons pred preds)]
    (fn [& args]
      (every? (fn [pred] (every? pred args)) preds))))

(defn some-fn
  "A function that answers the first true value of a pred for one of its arguments."
  [pred & preds]
  (let [preds (cons pred preds)]
    (fn [& args]
      (loop [left preds last nil]
        (if left
          (let [pred          (first left)
                [found value] (loop [args (seq args) value last]
                                (if args
                                  (let [value (pred (first args))]
                                    (if value [true value] (recur (next args) value)))
                                  [false value]))]
            (if found value (recur (next left) value)))
          last)))))

(defn trampoline
  "Calls f, then whatever function the call answers, until an answer is no function."
  ([f]
   (loop [value (f)]
     (if (prim/is-fn value) (recur (value)) value)))
  ([f & args] (trampoline (fn [] (apply f args)))))
