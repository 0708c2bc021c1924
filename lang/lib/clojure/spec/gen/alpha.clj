; clojure.spec.gen.alpha: generators, those of test.check, which is loaded when the first is wanted.
; A program that generates must have test.check on its path.

(ns clojure.spec.gen.alpha
  "Generators for specs."
  (:refer-clojure :exclude [boolean bytes cat hash-map list map not-empty set vector char double int
                            keyword symbol string uuid delay shuffle]))

(alias 'c 'clojure.core)

(def ^:private found
  "The vars that were looked for before, by name: generators are made over and over."
  (atom {}))

(defn- loaded
  "The var of a qualified name, whose namespace is loaded if need be."
  [name]
  (c/or (get @found name)
        (do (c/require (c/symbol (namespace name)))
            (when-let [v (resolve name)] (swap! found assoc name v) v))
        (throw (new IllegalStateException (str "Var " name " is not on the classpath")))))

(defn- generator
  "What test.check's generators have under a name, a string."
  [name]
  (c/deref (c/or (get @found name)
                 (let [v (loaded (c/symbol "clojure.test.check.generators" name))]
                   (swap! found assoc name v)
                   v))))

(defn quick-check
  "clojure.test.check/quick-check."
  [& args]
  (apply (c/deref (loaded 'clojure.test.check/quick-check)) args))

(defn for-all*
  "clojure.test.check.properties/for-all*."
  [& args]
  (apply (c/deref (loaded 'clojure.test.check.properties/for-all*)) args))

(defn- generator?
  "Whether x is a generator."
  [x]
  ((generator "generator?") x))

(defn generate
  "A value of a generator."
  [& args]
  (apply (generator "generate") args))

(defn delay-impl
  "A generator that is made when values are wanted."
  [delayed]
  ((c/deref (loaded 'clojure.test.check.generators/->Generator))
   (fn [random size] ((:gen (c/deref delayed)) random size))))

(defmacro delay
  "A generator that is made when values are wanted."
  [& body]
  `(delay-impl (c/delay ~@body)))

(defn gen-for-name
  "The generator that a symbol names; its namespace is loaded if need be."
  [s]
  (let [g (c/deref (loaded s))]
    (if (generator? g)
      g
      (throw (new RuntimeException (str "Var " s " is not a generator"))))))

(defmacro ^:skip-wiki lazy-combinator
  "Defines a function of test.check's generators."
  [name]
  `(defn ~name ~(str "test.check's " name ".") [& args#] (apply (generator ~(str name)) args#)))

(defmacro ^:skip-wiki lazy-combinators
  "Defines functions that call those of test.check of these names."
  [& names]
  `(do ~@(c/map (fn [name] `(lazy-combinator ~name)) names)))

(lazy-combinators hash-map list map not-empty set vector vector-distinct fmap elements bind choose
                  one-of such-that tuple sample return large-integer* double* frequency shuffle)

(defmacro ^:skip-wiki lazy-prim
  "Defines a function that answers a generator of test.check's."
  [name]
  `(defn ~name ~(str "test.check's " name ".") [] (generator ~(str name))))

(defmacro ^:skip-wiki lazy-prims
  "Defines functions that answer the generators of test.check of these names."
  [& names]
  `(do ~@(c/map (fn [name] `(lazy-prim ~name)) names)))

(lazy-prims any any-printable boolean bytes char char-alpha char-alphanumeric char-ascii double int
            keyword keyword-ns large-integer ratio simple-type simple-type-printable string
            string-ascii string-alphanumeric symbol symbol-ns uuid)

(defn cat
  "A generator of the elements of what generators of sequences give, one after the other."
  [& gens]
  (fmap (fn [seqs] (apply concat seqs)) (apply tuple gens)))

(defn- simple [] (simple-type-printable))

(defn- qualified? [ident] (some? (namespace ident)))

(def ^:private by-predicate
  "Functions that answer the generators of core's predicates."
  {any?               (fn [] (one-of [(return nil) (any-printable)]))
   some?              (fn [] (such-that some? (any-printable)))
   number?            (fn [] (one-of [(large-integer) (double)]))
   integer?           large-integer
   int?               large-integer
   pos-int?           (fn [] (large-integer* {:min 1}))
   neg-int?           (fn [] (large-integer* {:max -1}))
   nat-int?           (fn [] (large-integer* {:min 0}))
   float?             double
   double?            double
   boolean?           boolean
   string?            string-alphanumeric
   ident?             (fn [] (one-of [(keyword-ns) (symbol-ns)]))
   simple-ident?      (fn [] (one-of [(keyword) (symbol)]))
   qualified-ident?   (fn [] (such-that qualified? (one-of [(keyword-ns) (symbol-ns)])))
   keyword?           keyword-ns
   simple-keyword?    keyword
   qualified-keyword? (fn [] (such-that qualified? (keyword-ns)))
   symbol?            symbol-ns
   simple-symbol?     symbol
   qualified-symbol?  (fn [] (such-that qualified? (symbol-ns)))
   uuid?              uuid
   uri?               (fn []
                        (fmap (fn [id] (java.net.URI/create (str "http://" id ".com"))) (uuid)))
   decimal?           (fn [] (fmap bigdec (double* {:infinite? false :NaN? false})))
   inst?              (fn [] (fmap (fn [ms] (java.util.Date. ms)) (large-integer)))
   seqable?           (fn [] (one-of [(return nil) (list (simple)) (vector (simple))
                                      (map (simple) (simple)) (set (simple))
                                      (string-alphanumeric)]))
   indexed?           (fn [] (vector (simple)))
   map?               (fn [] (map (simple) (simple)))
   vector?            (fn [] (vector (simple)))
   list?              (fn [] (list (simple)))
   seq?               (fn [] (list (simple)))
   char?              char
   set?               (fn [] (set (simple)))
   nil?               (fn [] (return nil))
   false?             (fn [] (return false))
   true?              (fn [] (return true))
   zero?              (fn [] (return 0))
   rational?          (fn [] (one-of [(large-integer) (ratio)]))
   coll?              (fn [] (one-of [(map (simple) (simple)) (list (simple)) (vector (simple))
                                      (set (simple))]))
   empty?             (fn [] (elements [nil '() [] {} #{}]))
   associative?       (fn [] (one-of [(map (simple) (simple)) (vector (simple))]))
   sequential?        (fn [] (one-of [(list (simple)) (vector (simple))]))
   ratio?             (fn [] (such-that ratio? (ratio)))
   bytes?             bytes})

(defn gen-for-pred
  "The generator of a predicate of core, or of a set; nil for others."
  [pred]
  (if (set? pred)
    (elements pred)
    (when-let [make (get by-predicate pred)] (make))))
