; clojure.core.reducers: transformations of reductions. A reducer is a collection and a function
; that changes the step function a reduction of it is given; fold reduces parts, in actors of their
; own, and combines them.

(ns clojure.core.reducers
  "Reductions transformed."
  (:refer-clojure :exclude [cat drop filter flatten map mapcat reduce remove take take-while]))

(defn reduce
  "As clojure.core/reduce, with (f) for init if it is absent, and reduce-kv for maps."
  ([f coll] (reduce f (f) coll))
  ([f init coll]
   (if (map? coll)
     (clojure.core/reduce-kv f init coll)
     (clojure.core/reduce f init coll))))

(deftype Reducer [coll transform]
  clojure.lang.IReduceInit
  (reduce [_ f init] (clojure.core/reduce (transform f) init coll))
  clojure.lang.IReduce
  (reduce [_ f] (clojure.core/reduce (transform f) (f) coll))
  clojure.lang.Seqable
  (seq [_] (clojure.core/seq (clojure.core/reduce (transform conj) [] coll))))

(defn reducer
  "The collection as a reduction sees it whose step function transform has changed."
  [coll transform]
  (->Reducer coll transform))

(defprotocol CollFold
  "Collections that can be reduced in parts."
  (coll-fold [coll n combinef reducef]
    "Reduces parts of about n elements with reducef and combines them with combinef."))

(deftype Folder [coll transform]
  clojure.lang.IReduceInit
  (reduce [_ f init] (clojure.core/reduce (transform f) init coll))
  clojure.lang.IReduce
  (reduce [_ f] (clojure.core/reduce (transform f) (f) coll))
  clojure.lang.Seqable
  (seq [_] (clojure.core/seq (clojure.core/reduce (transform conj) [] coll)))
  CollFold
  (coll-fold [_ n combinef reducef] (coll-fold coll n combinef (transform reducef))))

(defn folder
  "As reducer; fold of it keeps the transformation."
  [coll transform]
  (->Folder coll transform))

(defn monoid
  "A function of no arguments that calls ctor, and of two that calls op."
  [op ctor]
  (fn ([] (ctor)) ([a b] (op a b))))

(defn fold
  "Reduces parts of about n elements with reducef, each from (combinef) on and in an actor of its
  own, and combines their values in order."
  ([reducef coll] (fold reducef reducef coll))
  ([combinef reducef coll] (fold 512 combinef reducef coll))
  ([n combinef reducef coll] (coll-fold coll n combinef reducef)))

(defn- fold-halves
  "Folds a vector by halves until they have no more than n elements."
  [v n combinef reducef]
  (if (<= (count v) (max 1 n))
    (reduce reducef (combinef) v)
    (let [middle (quot (count v) 2)
          right  (future (fold-halves (subvec v middle) n combinef reducef))
          left   (fold-halves (subvec v 0 middle) n combinef reducef)]
      (combinef left (deref right)))))

(defn- cause-of
  "What a part has thrown, however many futures it came through."
  [e]
  (if (and (instance? java.util.concurrent.ExecutionException e) (ex-cause e))
    (recur (ex-cause e))
    e))

(extend-protocol CollFold
  nil
  (coll-fold [_ _ combinef _] (combinef))
  Object
  (coll-fold [coll _ combinef reducef] (reduce reducef (combinef) coll))
  clojure.lang.IPersistentVector
  (coll-fold [v n combinef reducef]
    (try
      (fold-halves v n combinef reducef)
      (catch java.util.concurrent.ExecutionException e (throw (cause-of e)))))
  clojure.lang.PersistentHashMap
  (coll-fold [m n combinef reducef]
    (coll-fold (vec m) n combinef (fn ([] (reducef)) ([result [k v]] (reducef result k v))))))

(defmacro ^:private defcurried
  "Defines a function that, without its last parameter, answers a function of that."
  [name doc params & body]
  `(defn ~name ~doc
     (~(pop params) (fn [coll#] (~name ~@(pop params) coll#)))
     (~params ~@body)))

(defcurried map
  "A reducer of f of each element."
  [f coll]
  (folder coll (fn [step] (fn ([] (step))
                              ([result x] (step result (f x)))
                              ([result k v] (step result (f k v)))))))

(defcurried mapcat
  "A reducer of the elements of f of each element."
  [f coll]
  (folder coll (fn [step] (fn ([] (step))
                              ([result x]
                               (clojure.core/reduce
                                 (fn [result y]
                                   (let [next (step result y)]
                                     (if (reduced? next) (reduced next) next)))
                                 result (f x)))))))

(defcurried filter
  "A reducer of the elements for which pred is true."
  [pred coll]
  (folder coll (fn [step] (fn ([] (step))
                              ([result x] (if (pred x) (step result x) result))
                              ([result k v] (if (pred k v) (step result k v) result))))))

(defcurried remove
  "A reducer of the elements for which pred is false."
  [pred coll]
  (filter (complement pred) coll))

(defcurried flatten
  "A reducer of the elements of nested sequential collections."
  [coll]
  (folder [coll]
          (fn [step]
            (fn walk
              ([] (step))
              ([result x]
               (if (sequential? x)
                 (clojure.core/reduce walk result (clojure.core/flatten x))
                 (step result x)))))))

(defcurried take-while
  "A reducer of the elements before the first for which pred is false."
  [pred coll]
  (reducer coll (fn [step] (fn ([] (step))
                               ([result x] (if (pred x) (step result x) (reduced result)))))))

(defcurried take
  "A reducer of the first n elements."
  [n coll]
  (reducer coll
           (fn [step]
             (let [left (volatile! n)]
               (fn ([] (step))
                   ([result x]
                    (let [now (vswap! left dec)]
                      (cond (neg? now)  (reduced result)
                            (zero? now) (ensure-reduced (step result x))
                            :else       (step result x)))))))))

(defcurried drop
  "A reducer of the elements after the first n."
  [n coll]
  (reducer coll
           (fn [step]
             (let [left (volatile! n)]
               (fn ([] (step))
                   ([result x] (if (neg? (vswap! left dec)) (step result x) result)))))))

(deftype ^{:doc "The elements of two collections, of which it knows the number."}
    Cat [cnt left right]
  clojure.lang.Counted
  (count [_] cnt)
  clojure.lang.Seqable
  (seq [_] (concat (seq left) (seq right)))
  clojure.core.protocols/CollReduce
  (coll-reduce [this f] (clojure.core.protocols/coll-reduce this f (f)))
  (coll-reduce [_ f init]
    (let [result (clojure.core/reduce (fn [result x]
                                        (let [next (f result x)]
                                          (if (reduced? next) (reduced next) next)))
                                      init left)]
      (if (reduced? result) @result (clojure.core/reduce f result right))))
  CollFold
  (coll-fold [_ n combinef reducef]
    (let [later (future (coll-fold right n combinef reducef))]
      (combinef (coll-fold left n combinef reducef) (deref later)))))

(defn cat
  "The elements of both collections; collects them without arguments or with one."
  ([] [])
  ([ctor] (fn ([] (ctor)) ([a b] (cat a b))))
  ([a b] (cond (empty? a) b
               (empty? b) a
               :else (->Cat (+ (count a) (count b)) a b))))

(defn append!
  "Adds x to a collection that cat makes, or to one of java.util."
  [coll x]
  (if (coll? coll) (conj coll x) (doto coll (.add x))))

(defn foldcat
  "The elements of a reducer, collected in parts."
  [coll]
  (fold cat append! coll))
