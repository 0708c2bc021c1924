(ns genera.java.stream
  "java.util.stream: streams of objects and of numbers, and Collectors."
  (:require [genera.host :refer [defmethods defstatic functional]]))

; A stream is a lazy sequence that can be used once: fields are the sequence, and whether it was
; used. The classes differ in what reduces a stream of numbers. A parallel stream is a sequential
; one.

(defn- pipeline
  "Defines a class of streams and answers it."
  [name interface]
  (genera.host/define-type name ['java.lang.Object interface] nil))

(def ^:private object-class
  (pipeline "java.util.stream.ReferencePipeline" 'java.util.stream.Stream))
(def ^:private int-class (pipeline "java.util.stream.IntPipeline" 'java.util.stream.IntStream))
(def ^:private long-class (pipeline "java.util.stream.LongPipeline" 'java.util.stream.LongStream))
(def ^:private double-class
  (pipeline "java.util.stream.DoublePipeline" 'java.util.stream.DoubleStream))

(defn- make [class coll] (prim/mutable-instance class [coll false]))

(defn stream-of "A stream of the elements of a collection." [coll] (make object-class coll))
(defn int-stream "A stream of integers." [coll] (make int-class coll))
(defn long-stream "A stream of longs." [coll] (make long-class coll))
(defn double-stream "A stream of doubles." [coll] (make double-class coll))

(defn- used-up []
  (throw (new IllegalStateException "stream has already been operated upon or closed")))

(defn- elements
  "The sequence of a stream, which is used with this."
  [s]
  (when (prim/field s 1) (used-up))
  (prim/set-field s 1 true)
  (prim/field s 0))

(defn- again
  "A stream of the same class of other elements."
  [s f]
  (let [class (prim/class s)] (make class (f (elements s)))))

(defn- comparing
  "A comparator as a function that answers a number."
  [order]
  (let [f (functional order)]
    (fn [a b] (let [c (f a b)] (cond (number? c) c c -1 (f b a) 1 :else 0)))))

(defn- least
  "The Optional of the first element by an order; with sign -1, of the last."
  [coll order sign]
  (java.util.Optional/ofNullable
    (when (seq coll) (reduce (fn [a b] (if (< (* sign (order b a)) 0) b a)) coll))))

; Optional numbers.

(defn- optional-class [name] (genera.host/define-type name '[java.lang.Object] nil))

(def ^:private optional-classes
  {int-class    (optional-class "java.util.OptionalInt")
   long-class   (optional-class "java.util.OptionalLong")
   double-class (optional-class "java.util.OptionalDouble")})

(defn- optional
  "The optional number of a class of streams: x, or none for nil."
  [class x]
  (prim/instance (get optional-classes class) [x]))

(defn- value-of
  [o]
  (if (nil? (prim/field o 0))
    (throw (new java.util.NoSuchElementException "No value present"))
    (prim/field o 0)))

(doseq [[class getter] {int-class :getAsInt long-class :getAsLong double-class :getAsDouble}
        :let [type (get optional-classes class)
              name (subs (prim/type-name type) 10)]]
  (genera.host/intern-static (prim/type-name type) "of" (fn [x] (optional class x)))
  (genera.host/intern-static (prim/type-name type) "empty" (fn [] (optional class nil)))
  (genera.host/add-methods type
    {getter       value-of
     :orElseThrow value-of
     :isPresent   (fn isPresent [o] (some? (prim/field o 0)))
     :isEmpty     (fn isEmpty [o] (nil? (prim/field o 0)))
     :orElse      (fn orElse [o x] (if (nil? (prim/field o 0)) x (prim/field o 0)))
     :orElseGet   (fn orElseGet [o f] (if (nil? (prim/field o 0))
                                        ((functional f))
                                        (prim/field o 0)))
     :ifPresent   (fn ifPresent [o f]
                    (when (some? (prim/field o 0)) ((functional f) (prim/field o 0)))
                    nil)
     :equals      (fn equals [o p] (and (prim/is-instance-of p type)
                                        (= (prim/field o 0) (prim/field p 0))))
     :hashCode    (fn hashCode [o] (if (prim/field o 0) (.hashCode (prim/field o 0)) 0))
     :toString    (fn toString [o] (if (nil? (prim/field o 0))
                                     (str name ".empty")
                                     (str name "[" (prim/field o 0) "]")))}))

; Methods of all streams.

(defn- all-arrays [coll] (to-array coll))

(def ^:private common
  {:filter      (fn filter [s f] (again s (fn [c] (clojure.core/filter (functional f) c))))
   :distinct    (fn distinct [s] (again s clojure.core/distinct))
   :sorted      (fn sorted
                  ([s] (again s clojure.core/sort))
                  ([s order]
                   (again s (fn [c] (if order (sort (comparing order) c) (sort c))))))
   :limit       (fn limit [s n]
                  (when (neg? n) (throw (new IllegalArgumentException (str n))))
                  (again s (fn [c] (take n c))))
   :skip        (fn skip [s n]
                  (when (neg? n) (throw (new IllegalArgumentException (str n))))
                  (again s (fn [c] (drop n c))))
   :peek        (fn peek [s f]
                  (let [f (functional f)] (again s (fn [c] (map (fn [x] (f x) x) c)))))
   :takeWhile   (fn takeWhile [s f] (again s (fn [c] (take-while (functional f) c))))
   :dropWhile   (fn dropWhile [s f] (again s (fn [c] (drop-while (functional f) c))))
   :parallel    identity
   :sequential  identity
   :unordered   identity
   :onClose     (fn onClose [s f] s)
   :isParallel  (fn isParallel [s] false)
   :close       (fn close [s] (prim/set-field s 1 true) nil)
   :mapToObj    (fn mapToObj [s f] (stream-of (map (functional f) (elements s))))
   :mapToInt    (fn mapToInt [s f] (int-stream (map (functional f) (elements s))))
   :mapToLong   (fn mapToLong [s f] (long-stream (map (functional f) (elements s))))
   :mapToDouble (fn mapToDouble [s f]
                  (double-stream (map (comp double (functional f)) (elements s))))
   :forEach     (fn forEach [s f] (run! (functional f) (elements s)) nil)
   :forEachOrdered (fn forEachOrdered [s f] (run! (functional f) (elements s)) nil)
   :toArray     (fn toArray ([s] (all-arrays (elements s))) ([s f] (all-arrays (elements s))))
   :count       (fn count [s] (clojure.core/count (elements s)))
   :anyMatch    (fn anyMatch [s f] (boolean (some (functional f) (elements s))))
   :allMatch    (fn allMatch [s f] (every? (functional f) (elements s)))
   :noneMatch   (fn noneMatch [s f] (not-any? (functional f) (elements s)))
   :iterator    (fn iterator [s] (clojure.lang.SeqIterator. (seq (elements s))))
   :toList      (fn toList [s] (vec (elements s)))})

(defn- collected
  "What a collector, or a supplier and an accumulator, make of a collection."
  ([coll collector] ((prim/field collector 0) coll))
  ([coll supplier accumulate]
   (let [made ((functional supplier)) add (functional accumulate)]
     (run! (fn [x] (add made x)) coll)
     made)))

(genera.host/add-methods object-class
  (assoc common
    :map       (fn map [s f] (again s (fn [c] (clojure.core/map (functional f) c))))
    :flatMap   (fn flatMap [s f]
                 (let [f (functional f)]
                   (again s (fn [c] (mapcat (fn [x] (let [t (f x)] (if t (elements t) nil)))
                                            c)))))
    :mapMulti  (fn mapMulti [s f]
                 (let [f (functional f)]
                   (again s (fn [c] (mapcat (fn [x]
                                              (let [found (java.util.ArrayList.)]
                                                (f x (fn [y] (.add found y)))
                                                found))
                                            c)))))
    :reduce    (fn reduce
                 ([s f] (let [c (seq (elements s))]
                          (if c
                            (java.util.Optional/of (clojure.core/reduce (functional f) c))
                            (java.util.Optional/empty))))
                 ([s x f] (clojure.core/reduce (functional f) x (elements s)))
                 ([s x f combine] (clojure.core/reduce (functional f) x (elements s))))
    :collect   (fn collect
                 ([s collector] (collected (elements s) collector))
                 ([s supplier accumulate combine] (collected (elements s) supplier accumulate)))
    :findFirst (fn findFirst [s]
                 (let [c (seq (elements s))]
                   (if c (java.util.Optional/of (first c)) (java.util.Optional/empty))))
    :findAny   (fn findAny [s] (.findFirst s))
    :min       (fn min [s order] (least (elements s) (comparing order) 1))
    :max       (fn max [s order] (least (elements s) (comparing order) -1))))

; Streams of numbers.

(defn- statistics
  "[count sum min max] of numbers, the last two nil for none."
  [coll]
  (reduce (fn [[n sum low high] x]
            [(inc n) (+ sum x) (if low (min low x) x) (if high (max high x) x)])
          [0 0 nil nil] coll))

(def ^:private summary-class
  (genera.host/define-type "java.util.IntSummaryStatistics" '[java.lang.Object] nil))

(defmethods java.util.IntSummaryStatistics
  (getCount [s] (nth (prim/field s 0) 0))
  (getSum [s] (nth (prim/field s 0) 1))
  (getMin [s] (nth (prim/field s 0) 2))
  (getMax [s] (nth (prim/field s 0) 3))
  (getAverage [s] (let [[n sum] (prim/field s 0)] (if (= 0 n) 0.0 (/ (double sum) n)))))

(doseq [class [int-class long-class double-class]
        :let [cast (if (= class double-class) double identity)
              zero (cast 0)]]
  (genera.host/add-methods class
    (assoc common
      :map       (fn map [s f] (again s (fn [c] (clojure.core/map (comp cast (functional f)) c))))
      :flatMap   (fn flatMap [s f]
                   (let [f (functional f)] (again s (fn [c] (mapcat (comp elements f) c)))))
      :boxed     (fn boxed [s] (stream-of (elements s)))
      :asLongStream   (fn asLongStream [s] (long-stream (elements s)))
      :asDoubleStream (fn asDoubleStream [s] (double-stream (clojure.core/map double (elements s))))
      :sum       (fn sum [s] (clojure.core/reduce + zero (elements s)))
      :average   (fn average [s]
                   (let [[n sum] (statistics (elements s))]
                     (optional double-class (if (= 0 n) nil (/ (double sum) n)))))
      :min       (fn min [s] (optional class (nth (statistics (elements s)) 2)))
      :max       (fn max [s] (optional class (nth (statistics (elements s)) 3)))
      :findFirst (fn findFirst [s] (optional class (first (elements s))))
      :findAny   (fn findAny [s] (optional class (first (elements s))))
      :summaryStatistics (fn summaryStatistics [s]
                           (prim/instance summary-class [(statistics (elements s))]))
      :reduce    (fn reduce
                   ([s f] (let [c (seq (elements s))]
                            (optional class (if c (clojure.core/reduce (functional f) c) nil))))
                   ([s x f] (clojure.core/reduce (functional f) x (elements s))))
      :collect   (fn collect [s supplier accumulate combine]
                   (collected (elements s) supplier accumulate)))))

; Where streams come from.

(genera.host/add-methods (genera.slow/find-type "java.util.Collection")
  {:stream         (fn stream [c] (stream-of (seq c)))
   :parallelStream (fn parallelStream [c] (stream-of (seq c)))})

(defn- given
  "The arguments of a method that takes any number of them, or one array."
  [xs]
  (if (and (prim/is-array (first xs)) (nil? (next xs))) (seq (first xs)) xs))

(defn- iterated
  "x, (f x), (f (f x)) …, while a test, if any, holds."
  ([x f] (iterate (functional f) x))
  ([x more? f] (take-while (functional more?) (iterate (functional f) x))))

(defstatic java.util.stream.Stream/of [& xs] (stream-of (given xs)))
(defstatic java.util.stream.Stream/ofNullable [x] (stream-of (if (nil? x) nil [x])))
(defstatic java.util.stream.Stream/concat [a b] (stream-of (concat (elements a) (elements b))))

(doseq [[name make] {"Stream" stream-of "IntStream" int-stream "LongStream" long-stream
                     "DoubleStream" double-stream}
        :let [class-name (str "java.util.stream." name)]]
  (genera.host/intern-static class-name "empty" (fn [] (make nil)))
  (genera.host/intern-static class-name "iterate"
    (fn ([x f] (make (iterated x f))) ([x more? f] (make (iterated x more? f)))))
  (genera.host/intern-static class-name "generate"
    (fn [f] (make (repeatedly (functional f)))))
  (when-not (= name "Stream")
    (genera.host/intern-static class-name "of" (fn [& xs] (make (given xs))))
    (genera.host/intern-static class-name "concat"
      (fn [a b] (make (concat (elements a) (elements b))))))
  (when (#{"IntStream" "LongStream"} name)
    (genera.host/intern-static class-name "range" (fn [from to] (make (range from to))))
    (genera.host/intern-static class-name "rangeClosed"
      (fn [from to] (make (range from (inc to)))))))

(defstatic java.util.stream.StreamSupport/stream [spliterator parallel?]
  (stream-of (seq spliterator)))

; Collectors: an instance around a function of a collection.

(def ^:private collector-class
  (genera.host/define-type "java.util.stream.Collectors$CollectorImpl" '[java.lang.Object] nil))

(defn- collector [f] (prim/instance collector-class [f]))

(defn- filled
  "A mutable collection with the elements of another."
  [made coll]
  (run! (fn [x] (.add made x)) coll)
  made)

(defn- to-list [coll] (filled (java.util.ArrayList.) coll))

(defn- joined [coll separator prefix suffix]
  (str prefix (apply str (interpose separator coll)) suffix))

(defn- grouped
  "A mutable map of what a collector makes of the elements for which f answers the same."
  [coll f made downstream]
  (let [groups (reduce (fn [groups x] (let [k (f x)] (assoc groups k (conj (get groups k []) x))))
                       (array-map) coll)]
    (doseq [[k xs] groups] (.put made k (collected xs downstream)))
    made))

(defn- mapped
  "A mutable map from what one function answers to what another does; merge, or nil, is for keys
  that come twice."
  [coll key-of value-of merge made]
  (doseq [x coll]
    (let [k (key-of x) v (value-of x)]
      (if (.containsKey made k)
        (if merge
          (.put made k (merge (.get made k) v))
          (throw (new IllegalStateException
                      (str "Duplicate key " k " (attempted merging values " (.get made k) " and "
                           v ")"))))
        (.put made k v))))
  made)

(defmacro ^:private defcollector
  "Defines a static method of Collectors: what the collector does with a collection."
  [name & arities]
  `(defstatic ~(symbol "java.util.stream.Collectors" (str name))
     ~@(map (fn [[params coll body]] `(~params (collector (fn [~coll] ~body)))) arities)))

(defcollector toList ([] coll (to-list coll)))
(defcollector toUnmodifiableList ([] coll (vec coll)))
(defcollector toSet ([] coll (filled (java.util.HashSet.) coll)))
(defcollector toUnmodifiableSet ([] coll (set coll)))
(defcollector toCollection ([f] coll (filled ((functional f)) coll)))
(defcollector joining
  ([] coll (joined coll "" "" ""))
  ([separator] coll (joined coll separator "" ""))
  ([separator prefix suffix] coll (joined coll separator prefix suffix)))
(defcollector counting ([] coll (count coll)))
(defcollector mapping ([f down] coll (collected (map (functional f) coll) down)))
(defcollector filtering ([f down] coll (collected (filter (functional f) coll) down)))
(defcollector flatMapping
  ([f down] coll (collected (mapcat (comp elements (functional f)) coll) down)))
(defcollector collectingAndThen ([down f] coll ((functional f) (collected coll down))))
(defcollector minBy ([order] coll (least coll (comparing order) 1)))
(defcollector maxBy ([order] coll (least coll (comparing order) -1)))
(defcollector reducing
  ([x f] coll (reduce (functional f) x coll))
  ([x f g] coll (reduce (functional g) x (map (functional f) coll))))
(doseq [[name cast] {"Int" long "Long" long "Double" double}]
  (genera.host/intern-static "java.util.stream.Collectors" (str "summing" name)
    (fn [f] (collector (fn [coll] (reduce + (cast 0) (map (comp cast (functional f)) coll))))))
  (genera.host/intern-static "java.util.stream.Collectors" (str "averaging" name)
    (fn [f]
      (collector (fn [coll]
                   (if (seq coll)
                     (/ (double (reduce + (map (functional f) coll))) (count coll))
                     0.0))))))
(defcollector groupingBy
  ([f] coll (grouped coll (functional f) (java.util.HashMap.) (collector to-list)))
  ([f down] coll (grouped coll (functional f) (java.util.HashMap.) down))
  ([f made down] coll (grouped coll (functional f) ((functional made)) down)))
(defn- both-parts
  "The two parts of a collection by a predicate, each collected."
  [coll f down]
  (let [f (functional f) made (java.util.LinkedHashMap.)]
    (.put made false (collected (remove f coll) down))
    (.put made true (collected (filter f coll) down))
    made))
(defcollector partitioningBy
  ([f] coll (both-parts coll f (collector to-list)))
  ([f down] coll (both-parts coll f down)))
(defcollector toMap
  ([k v] coll (mapped coll (functional k) (functional v) nil (java.util.HashMap.)))
  ([k v f] coll (mapped coll (functional k) (functional v) (functional f) (java.util.HashMap.)))
  ([k v f made] coll
   (mapped coll (functional k) (functional v) (functional f) ((functional made)))))
