; clojure.core.reducers: transformations of reductions. A reducer is a collection and a function
; that changes the step function a reduction of it is given; fold reduces parts and combines them.
; There is one thread of control here, so fold does its parts one after the other.

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

(defn folder
  "As reducer; fold of it keeps the transformation."
  [coll transform]
  (->Reducer coll transform))

(defn monoid
  "A function of no arguments that calls ctor, and of two that calls op."
  [op ctor]
  (fn ([] (ctor)) ([a b] (op a b))))

(defn fold
  "Reduces parts of about n elements with reducef, from (combinef) on, and combines their values
  in order."
  ([reducef coll] (fold reducef reducef coll))
  ([combinef reducef coll] (fold 512 combinef reducef coll))
  ([n combinef reducef coll]
   (if (vector? coll)
     (clojure.core/reduce combinef (combinef)
                          (clojure.core/map (fn [part] (reduce reducef (combinef) part))
                                            (partition-all n coll)))
     (reduce reducef (combinef) coll))))

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

(defn cat
  "The elements of both collections; collects them without arguments or with one."
  ([] [])
  ([ctor] (fn ([] (ctor)) ([a b] (cat a b))))
  ([a b] (cond (empty? a) b
               (empty? b) a
               :else (into (vec a) b))))

(defn append!
  "Adds x to a collection that cat makes."
  [coll x]
  (conj coll x))

(defn foldcat
  "The elements of a reducer, collected."
  [coll]
  (into [] coll))
