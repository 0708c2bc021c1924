; What # begins, as far as it is about namespaces, classes and data readers: namespaced maps,
; tagged literals, records, #= . Namespace genera.compiler.reader.

(defn read-dispatch
  "Reads # and what follows, by the table's functions for the unit behind it."
  [reader start]
  (let [unit (unit-at reader (inc start))]
    (when (nil? unit) (fail-at-end reader "EOF while reading character" start))
    (let [macro (when (prim/less unit 128) (prim/nth (field reader :dispatch) unit))]
      (if macro
        (do (put reader :at (+ start 2))
            (macro reader start))
        ((field reader :other) reader start)))))

; Namespaced maps.

(defn- qualify
  "A key of a namespaced map with the map's namespace; one of namespace _ without any."
  [key ns]
  (let [make (cond (keyword? key) (fn [ns] (prim/keyword ns (prim/name key)))
                   (symbol? key)  (fn [ns] (prim/symbol ns (prim/name key))))
        own  (when make (prim/namespace key))]
    (cond
      (nil? make) key
      (nil? own)  (make ns)
      (= "_" own) (make nil)
      :else       key)))

(defn- qualify-keys
  [items ns]
  (vec (map-indexed (fn [i item] (if (even? i) (qualify item ns) item)) items)))

(defn- check-map-namespace
  "Fails unless a form can be a namespace."
  [reader form start]
  (when-not (and (symbol? form) (nil? (namespace form)))
    (fail reader runtime
          (str "Namespaced map must specify a valid namespace: " (text-of form)) start)))

(defn- unit-behind-space
  "The next unit that is no white space, nil at the end."
  [reader]
  (let [at (scan reader (field reader :at) no-space)]
    (when (<= 0 at) (unit-at reader at))))

(defn- map-namespace
  "The namespace, a string, that a form before a map names."
  [reader form auto? start]
  (when-not (= 123 (unit-behind-space reader))
    (fail reader runtime "Namespaced map must specify a map" start))
  (check-map-namespace reader form start)
  (if auto?
    (let [ns (find-alias (name form))]
      (if ns
        (name-of ns)
        (fail reader runtime (str "Unknown auto-resolved namespace alias: " form) start)))
    (name form)))

(defn- read-map-namespace
  "Reads what stands between the colons of a namespaced map and the map."
  [reader auto? start]
  (let [unit   (unit-at reader (field reader :at))
        white? (when unit
                 (not= 0 (prim/scan (str (prim/char unit)) 0 (field reader :classes) no-space)))
        brace? (= 123 (unit-behind-space reader))]
    (cond
      (nil? unit) (fail-at-end reader "EOF while reading" start)
      (and white? (not (and auto? brace?)))
      (fail reader runtime "Namespaced map must specify a namespace" start)
      (and auto? brace? (or white? (= 123 unit))) (name-of *ns*)
      (= 123 unit) (map-namespace reader nil auto? start)
      :else (map-namespace reader (next-form reader start) auto? start))))

(defn- read-qualified-map
  "Reads the map behind its namespace."
  [reader ns start]
  (let [open (scan reader (field reader :at) no-space)]
    (when-not (and (<= 0 open) (= 123 (unit-at reader open)))
      (fail reader runtime "Namespaced map must specify a map" start))
    (put reader :at (inc open))
    (make-map reader (qualify-keys (read-delimited reader open 125) ns)
              "Namespaced map literal" start)))

(defn read-namespaced-map
  "Reads a map whose keys belong to a namespace, behind #:"
  [reader start]
  (let [auto? (= 58 (unit-at reader (+ start 2)))]
    (when auto? (put reader :at (+ start 3)))
    (read-qualified-map reader (read-map-namespace reader auto? start) start)))

(defn read-edn-namespaced-map
  "As read-namespaced-map; edn has no aliases, so that the namespace is just a form."
  [reader start]
  (let [form (next-form reader start)]
    (check-map-namespace reader form start)
    (read-qualified-map reader (name form) start)))

; Tagged literals and records.

(defn- check-parameters
  "Throws if a field that is hinted to be a number would get something else."
  [reader fields values start]
  (dorun
    (map (fn [field value]
           (let [hint (:tag (meta field))]
             (when (and (contains? '#{long int short byte double float} hint) (not (number? value)))
               (fail reader "java.lang.IllegalArgumentException"
                     (str "Unexpected param type, expected: " hint ", given: "
                          (.getName (class value)))
                     start))))
         fields values)))

(defn- make-record
  "The object that a class name and the literal behind it stand for."
  [reader sym form start]
  (when-not *read-eval*
    (fail reader runtime
          "Record construction syntax can only be used when *read-eval* == true" start))
  (let [class (try (Class/forName (str sym)) (catch Throwable e (fail-cause reader e start)))
        made  (fn [member] (resolve (symbol (str sym) member)))]
    (cond
      (map? form)
      (let [odd (first (remove keyword? (keys form)))]
        (when odd
          (fail reader runtime
                (str "Unreadable defrecord form: key must be of type clojure.lang.Keyword, got "
                     odd)
                start))
        ((made "create") form))
      (vector? form)
      (let [n      (count form)
            fields (prim/type-fields class)
            make   (made "new")
            counts (if fields
                     [(count fields)]
                     (when (and make (fn? @make)) (prim/fn-arities @make)))]
        (when-not (or (nil? counts) (some #{n :rest} counts))
          (fail reader runtime
                (str "Unexpected number of constructor arguments to " class ": got " n)
                start))
        (check-parameters reader fields form start)
        (apply make form))
      :else
      (fail reader runtime
            (str "Unreadable constructor form starting with \"#" sym "\"") start))))

(defn- read-tagged
  "Reads a tagged literal by a function of tag and value."
  [reader start value-of]
  (put reader :at (inc start))
  (let [tag (next-form reader start)]
    (when-not (symbol? tag) (fail reader runtime "Reader tag must be a symbol" start))
    (let [form (next-form reader start)]
      (if (< 0 (field reader :hidden))
        (new clojure.lang.TaggedLiteral tag form)
        (value-of tag form)))))

(defn read-tag
  "Reads a tagged literal of code: a class name makes a record, *data-readers* do the rest."
  [reader start]
  (read-tagged
    reader start
    (fn [tag form]
      (if (<= 0 (prim/string-index (name tag) "." 0))
        (make-record reader tag form start)
        (try (genera.host/read-tag tag form)
          (catch Throwable e (fail-cause reader e start)))))))

(defn read-edn-tag
  "Reads a tagged literal of edn: by the functions in the options."
  [reader start]
  (let [unit    (unit-at reader (inc start))
        options (field reader :options)]
    (when (= 0 (prim/bit-and 1 (prim/char-kind unit)))
      (fail reader runtime (str "No dispatch macro for: " (prim/char unit)) start))
    (read-tagged
      reader start
      (fn [tag form]
        (let [f       (or (get (:readers options) tag) (get genera.host/default-readers tag))
              default (:default options)]
          (cond
            f       (f form)
            default (default tag form)
            :else   (fail reader runtime (str "No reader function for tag " tag) start)))))))

; Evaluation.

(defn- evaluate-call
  "The value of a list behind #=: a var, an object of a class, or what a function answers."
  [sym args]
  (let [text (name sym)
        last (dec (count text))]
    (cond
      (= 'var sym)
      (let [named (first args)]
        (intern (create-ns (symbol (namespace named))) (symbol (name named))))
      (prim/string-starts text "." last)
      (apply (resolve (symbol (.getName (Class/forName (subs text 0 last))) "new")) args)
      :else
      (let [found (resolve sym)]
        (cond
          (var? found) (apply found args)
          (and (namespace sym) (nil? (find-ns (symbol (namespace sym)))))
          (Class/forName (namespace sym))
          :else (throw (new RuntimeException (str "Can't resolve " sym))))))))

(defn read-evaluated
  "Reads a form and evaluates it, if *read-eval* allows."
  [reader start]
  (when-not *read-eval*
    (fail reader runtime "EvalReader not allowed when *read-eval* is false." start))
  (let [form (next-form reader start)]
    (when-not (or (symbol? form) (and (seq? form) (symbol? (first form))))
      (fail reader illegal-argument "Unsupported #= form" start))
    (try (if (symbol? form)
           (Class/forName (str form))
           (evaluate-call (first form) (rest form)))
      (catch Throwable e (fail-cause reader e start)))))
