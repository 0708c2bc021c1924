; What is left of clojure.core: UUIDs and instants, tagged literals, memoize, taps, structs'
; successors, and names that programs expect.

(defn random-uuid
  "A random UUID."
  []
  (java.util.UUID/randomUUID))

(defn parse-uuid
  "The UUID of a text, or nil when it is none; throws of what is no string."
  [s]
  (when-not (or (nil? s) (string? s))
    (throw (genera.host/cast-error s "java.lang.String")))
  (try (java.util.UUID/fromString s) (catch IllegalArgumentException _ nil)))

(defprotocol Inst
  "What is a moment in time."
  (inst-ms* [inst] "Milliseconds since 1970."))

(extend-protocol Inst
  java.util.Date
  (inst-ms* [inst] (.getTime inst))
  java.time.Instant
  (inst-ms* [inst] (.toEpochMilli inst)))

(defn inst-ms
  "Milliseconds since 1970 of a moment in time."
  [inst]
  (inst-ms* inst))

(defn inst?
  "Whether x is a moment in time."
  [x]
  (satisfies? Inst x))

(defn tagged-literal
  "A tagged literal as data, with keys :tag and :form."
  [tag form]
  (clojure.lang/->TaggedLiteral tag form))

(defn reader-conditional
  "A reader conditional as data, with keys :form and :splicing?."
  [form splicing?]
  (clojure.lang/->ReaderConditional form splicing?))

(def default-data-readers
  "The functions of the tags every reader knows: inst and uuid."
  genera.host/default-readers)

(defn memoize
  "A function that remembers what f answered for each list of arguments."
  [f]
  (let [known (atom {})]
    (fn [& args]
      (let [found (find @known args)]
        (if found
          (val found)
          (let [value (apply f args)]
            (swap! known assoc args value)
            value))))))

(defmacro memfn
  "A function that calls the method of that name on its first argument with the rest."
  [name & args]
  (let [args (vec args)]
    `(fn [target# ~@args] (. target# (~name ~@args)))))

(defn print-simple
  "Prints an object with its metadata, by its text."
  [o w]
  (when (and *print-meta* (meta o))
    (.write w (str "^" (pr-str (meta o)) " ")))
  (.write w (str o)))

(defn print-ctor
  "Prints an object as a call of its class's constructor, whose arguments print-args prints."
  [o print-args w]
  (.write w (str "#=(" (.getName (class o)) ". "))
  (print-args o w)
  (.write w ")"))

(defmacro definline
  "Defines a function; the form that the body gives is not put into callers here, but evaluated
  when it is called."
  [name & more]
  (let [[prelude [args expr]] (split-with (fn [x] (not (vector? x))) more)]
    `(defn ~name ~@prelude ~args
       ~(apply (eval (list `fn args expr)) args))))

(defmacro gen-class
  "Not there: no classes of the JVM are made."
  [& options]
  (throw (new UnsupportedOperationException
              "gen-class makes a class of the JVM, which does not exist here")))

(defmacro gen-interface
  "Defines an interface by its full :name, a symbol, with the interfaces it :extends. Types of
  :methods are not kept: as for definterface, their names need no more than their mention."
  [& options]
  (let [{:keys [name extends]} (apply hash-map options)]
    (when-not name (throw (new IllegalArgumentException "gen-interface needs a :name")))
    (genera.host/declare-interface (str name))
    `(genera.host/define-type ~(str name)
                              ~(mapv (fn [super] (prim/type-name (resolve super))) extends)
                              {:interface true})))

(def ^:dynamic *suppress-read*
  "Kept for programs that bind it: when true, the reader makes nothing of tagged literals."
  nil)

(def ^:dynamic *reader-resolver*
  "Kept for programs that bind it: what resolves the names in syntax-quote."
  nil)

; From Clojure 1.12.

(defn partitionv
  "As partition, but vectors."
  ([n coll] (map vec (partition n coll)))
  ([n step coll] (map vec (partition n step coll)))
  ([n step pad coll] (map vec (partition n step pad coll))))

(defn partitionv-all
  "As partition-all, but vectors."
  ([n] (comp (partition-all n) (map vec)))
  ([n coll] (partitionv-all n n coll))
  ([n step coll] (map vec (partition-all n step coll))))

(defn splitv-at
  "[a vector of the first n elements, the others]."
  [n coll]
  [(vec (take n coll)) (drop n coll)])

(defn- getters
  "Functions by the keywords of the properties that getX and isX methods of a class give."
  [class]
  (reduce (fn [found type]
            (reduce (fn [found selector]
                      (let [[_ first more] (re-matches #"(?:get|is)([A-Z])(.*)" (name selector))]
                        (if first
                          (assoc found (keyword (str (clojure.string/lower-case first) more))
                                 (fn [x] ((prim/find-method x selector) x)))
                          found)))
                    found (keys (prim/type-methods type))))
          {:class clojure.core/class}
          (conj (vec (supers class)) class)))

(defn bean
  "A map of the properties of an object: what its methods getX and isX without arguments answer."
  [x]
  (reduce (fn [m [k f]]
            (try (assoc m k (f x))
              (catch ArityException _ m)))
          {} (getters (class x))))

(def ^:private taps (atom #{}))

(defn add-tap
  "Has the function called with each value that tap> sends."
  [f]
  (swap! taps conj f)
  nil)

(defn remove-tap
  "Undoes add-tap."
  [f]
  (swap! taps disj f)
  nil)

(defn tap>
  "Sends a value to the functions of add-tap, which an actor of its own calls; answers true."
  [x]
  (let [fs @taps]
    (when (seq fs)
      (prim/spawn (fn [] (doseq [f fs] (try (f x) (catch Throwable _ nil)))) nil)))
  true)

(def ^:dynamic *clojure-version*
  "The version of Clojure whose behaviour this is."
  {:major 1 :minor 11 :incremental 1 :qualifier nil})

(defn clojure-version
  "The version of Clojure whose behaviour this is, as text."
  []
  (let [{:keys [major minor incremental qualifier]} *clojure-version*]
    (str major "." minor "." incremental (if qualifier (str "-" qualifier) ""))))

(defn munge
  "A name as Java code would have it; a symbol gives a symbol."
  [s]
  (let [text (genera.slow/munge-name (str s))]
    (if (symbol? s) (symbol text) text)))

(defn hash-combine
  "A hash that mixes a hash with that of x."
  [seed x]
  (clojure.lang.Util/hashCombine seed (genera.slow/java-hash x)))

(defn test
  "Calls the function in a var's :test metadata; answers :ok, or :no-test without one."
  [v]
  (let [f (:test (meta v))]
    (if f (do (f) :ok) :no-test)))

(defn accessor
  "A function that looks up a key of a struct, which is an ordinary map here."
  [_ k]
  (fn [m] (get m k)))

(defn create-struct
  "The keys of a struct, which is an ordinary map here."
  [& ks]
  (vec ks))

(defmacro defstruct
  "Defines the keys of a struct."
  [name & ks]
  `(def ~name (create-struct ~@ks)))

(defn struct-map
  "A map with the keys of a struct, given by alternating keys and values; others are nil."
  [ks & kvs]
  (merge (zipmap ks (repeat nil)) (apply hash-map kvs)))

(defn struct
  "A map with the keys of a struct, their values in order; missing ones are nil."
  [ks & values]
  (zipmap ks (concat values (repeat nil))))

(defn PrintWriter-on
  "A writer that calls flush-fn with the text it has collected when it is flushed, and close-fn,
  which may be nil, when it is closed."
  [flush-fn close-fn]
  (genera.host/function-writer flush-fn close-fn))

(defn file-seq
  "A depth-first sequence of a file and, of a directory, all in it."
  [directory]
  (tree-seq (fn [f] (.isDirectory f)) (fn [f] (seq (.listFiles f))) directory))

; The functions of the beginning are made before defn is, which notes parameters.

(doseq [[name lists] '{apply [[f args] [f x args] [f x y args] [f x y z args]
                              [f x y z a & args]]
                       array-map [[] [& keyvals]] assoc [[map key val] [map key val & kvs]]
                       concat [[] [x] [x y] [x y & zs]] conj [[] [coll] [coll x] [coll x & xs]]
                       cons [[x coll]] ffirst [[coll]] first [[coll]] fnext [[coll]]
                       gensym [[] [prefix]] hash-map [[] [& keyvals]] hash-set [[] [& keys]]
                       list [[& items]]
                       list* [[args] [a args] [a b args] [a b c args] [a b c d & more]]
                       meta [[x]] next [[coll]] nfirst [[coll]] nnext [[coll]] rest [[coll]]
                       second [[coll]] seq [[coll]] seq? [[x]]
                       sequence [[coll] [xform coll] [xform coll & colls]]
                       str [[] [x] [x & ys]] vec [[coll]]
                       vector [[] [a] [a b] [a b c] [a b c & more]] with-meta [[x m]]
                       Throwable->map [[e]]}]
  (alter-meta! (find-var (symbol "clojure.core" (str name)))
               assoc :arglists (apply list lists)))
