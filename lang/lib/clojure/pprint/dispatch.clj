; How data and code are laid out, a part of clojure.pprint: the multimethods simple-dispatch and
; code-dispatch, to which programs add methods for their own types.

(in-ns 'clojure.pprint)

; Data.

(defn- print-elements
  "Prints the elements of a sequence with a space and a place for a new line of some kind between."
  [elements kind]
  (print-length-loop [elements (seq elements)]
    (when elements
      (write-out (first elements))
      (when (next elements)
        (.write *out* " ")
        (pprint-newline kind)
        (recur (next elements))))))

(def ^:private reader-macros
  {'quote "'" 'var "#'" 'clojure.core/deref "@" 'clojure.core/unquote "~"})

(defn- print-reader-macro
  "Prints a list of two that a character of the reader stands for; true if it did."
  [form]
  (let [mark (reader-macros (first form))]
    (if (and mark (= 2 (bounded-count 3 form)))
      (do (.write *out* mark)
          (write-out (second form))
          true)
      nil)))

(declare print-map)

(defn- print-metadata
  "Prints the metadata of a collection in front of it, when *print-meta* says so."
  [x]
  (when *print-meta*
    (when-let [m (meta x)]
      (.write *out* "^")
      (print-map m)
      (.write *out* " ")
      (pprint-newline :linear))))

(defn- print-list [form]
  (when-not (print-reader-macro form)
    (print-metadata form)
    (pprint-logical-block :prefix "(" :suffix ")" (print-elements form :linear))))

(defn- print-vector [v]
  (print-metadata v)
  (pprint-logical-block :prefix "[" :suffix "]" (print-elements v :linear)))

(defn- print-set [s]
  (print-metadata s)
  (pprint-logical-block :prefix "#{" :suffix "}" (print-elements s :linear)))

(def ^:private print-array (formatter-out "~<[~;~@{~w~^, ~:_~}~;]~:>"))
(def ^:private print-queue (formatter-out "~<<-(~;~@{~w~^ ~_~}~;)-<~:>"))

(defn- shared-namespace
  "The namespace that all keys of a map have, if maps are printed so, else nil."
  [m]
  (when (and *print-namespace-maps* (seq m) (not (record? m)))
    (let [ns  (fn [k] (if (or (keyword? k) (symbol? k)) (namespace k) nil))
          own (ns (key (first m)))]
      (if (and own (every? (fn [e] (= own (ns (key e)))) m)) own nil))))

(defn- unqualified [k] (if (keyword? k) (keyword (name k)) (symbol (name k))))

(defn- print-map [m]
  (print-metadata m)
  (let [ns (shared-namespace m)]
    (pprint-logical-block :prefix (if ns (str "#:" ns "{") "{") :suffix "}"
      (print-length-loop [entries (seq m)]
        (when entries
          (let [[k v] (first entries)]
            (pprint-logical-block
              (write-out (if ns (unqualified k) k))
              (.write *out* " ")
              (pprint-newline :linear)
              ; Both parts of an entry are printed, whatever *print-length* is.
              (set! *current-length* 0)
              (write-out v)))
          (when (next entries)
            (.write *out* ", ")
            (pprint-newline :linear)
            (recur (next entries))))))))

(defn- print-reference
  "Prints what can be dereferenced with its value, or why it has none."
  [x]
  (let [mark (str "#<" (.getSimpleName (class x))
                  "@" (format "%x" (System/identityHashCode x))
                  (if (and (instance? clojure.lang.Agent x) (agent-error x)) " FAILED" "")
                  ": ")]
    (pprint-logical-block :prefix mark :suffix ">"
      (pprint-indent :block (- 2 (count mark)))
      (pprint-newline :linear)
      (write-out (cond (and (future? x) (not (future-done? x))) :pending
                       (and (instance? clojure.lang.IPending x) (not (realized? x)))
                       :not-delivered
                       :else @x)))))

(defn- print-other [x]
  (cond (prim/is-array x) (print-array x)
        (and *print-suppress-namespaces* (symbol? x)) (print (name x))
        :else (print-plain x)))

(defmulti simple-dispatch
  "Prints an object, by its class, laid out as data."
  {:arglists '[[object]]}
  class)

(defn- add-data-methods
  "Gives a multimethod the methods for data that are no lists."
  [multi]
  (run! (fn [[class f]] (.addMethod multi class f))
        [[clojure.lang.IPersistentVector print-vector]
         [clojure.lang.IPersistentMap print-map]
         [clojure.lang.IPersistentSet print-set]
         [clojure.lang.PersistentQueue print-queue]
         [clojure.lang.Var print-other]
         [clojure.lang.IDeref print-reference]
         [nil print-other]
         [:default print-other]]))

(add-data-methods simple-dispatch)
(defmethod simple-dispatch clojure.lang.ISeq [form] (print-list form))

; Code.

(defn- print-call
  "Prints a list of code whose lines are indented by one."
  [form]
  (pprint-logical-block :prefix "(" :suffix ")"
    (pprint-indent :block 1)
    (print-elements form :linear)))

(defn- brackets-of [form] (if (vector? form) ["[" "]"] ["(" ")"]))

(defn- print-ns-argument
  "Prints a list or vector in a clause of ns."
  [form]
  (let [[open close] (brackets-of form)]
    (pprint-logical-block :prefix open :suffix close
      (if (and (= 3 (count form)) (keyword? (second form)))
        (let [[ns option names] form]
          ((formatter-out "~w ~w ") ns option)
          (if (sequential? names)
            ((formatter-out (if (vector? names)
                              "~<[~;~@{~w~^ ~:_~}~;]~:>"
                              "~<(~;~@{~w~^ ~:_~}~;)~:>"))
             names)
            (write-out names)))
        (apply (formatter-out "~w ~:i~@{~w~^ ~:_~}") form)))))

(defn- print-ns-clause
  "Prints a clause of ns."
  [clause]
  (cond
    (nil? clause) nil
    (sequential? clause)
    (let [[open close] (brackets-of clause)
          [name & args] clause]
      (pprint-logical-block :prefix open :suffix close
        ((formatter-out "~w~:i") name)
        (loop [args (seq args)]
          (when args
            (print " ")
            (if (sequential? (first args))
              (do (print-ns-argument (first args))
                  (when (next args) (pprint-newline :linear)))
              (do (write-out (first args))
                  (when (next args) (pprint-newline :fill))))
            (recur (next args))))))
    :else (write-out clause)))

(defn- split-if
  "[x rest] when the first of a list is what pred says, else [nil list]."
  [pred forms]
  (if (pred (first forms)) [(first forms) (next forms)] [nil forms]))

(defn- print-ns [form]
  (if (next form)
    (let [[head name & more] form
          [doc more]         (split-if string? more)
          [attributes more]  (split-if map? more)]
      (pprint-logical-block :prefix "(" :suffix ")"
        ((formatter-out "~w ~1I~@_~w") head name)
        (when (or doc attributes (seq more)) (pprint-newline :mandatory))
        (when doc
          (cl-format true "\"~a\"~:[~;~:@_~]" doc (or attributes (seq more))))
        (when attributes
          ((formatter-out "~w~:[~;~:@_~]") attributes (seq more)))
        (loop [more more]
          (print-ns-clause (first more))
          (when (next more)
            (pprint-newline :linear)
            (recur (next more))))))
    (write-out form)))

(def ^:private print-hold-first (formatter-out "~:<~w~^ ~@_~w~^ ~_~@{~w~^ ~_~}~:>"))

(def ^:private print-if (formatter-out "~:<~1I~w~^ ~@_~w~@{ ~_~w~}~:>"))

(def ^:private print-body (formatter-out "~{~w~^ ~_~}"))

(defn- print-defn [form]
  (if (next form)
    (let [[head name & more] form
          [doc more]         (split-if string? more)
          [attributes more]  (split-if map? more)]
      (pprint-logical-block :prefix "(" :suffix ")"
        ((formatter-out "~w ~1I~@_~w") head name)
        (when doc ((formatter-out " ~_~w") doc))
        (when attributes ((formatter-out " ~_~w") attributes))
        (when (seq more)
          (print " ")
          (pprint-newline (if (and (vector? (first more)) (not (or doc attributes)))
                            :miser
                            :linear))
          (print-body more))))
    (print-call form)))

(defn- print-pairs
  "Prints forms by pairs, each on a line of its own if they do not fit on one."
  [forms]
  (print-length-loop [forms (seq forms)]
    (when forms
      (pprint-logical-block
        (write-out (first forms))
        (when (next forms)
          (.write *out* " ")
          (pprint-newline :miser)
          (write-out (second forms))))
      (when (nnext forms)
        (.write *out* " ")
        (pprint-newline :linear)
        (recur (nnext forms))))))

(defn- print-let [form]
  (pprint-logical-block :prefix "(" :suffix ")"
    (if (and (next form) (vector? (second form)))
      (do ((formatter-out "~w ~1I~@_") (first form))
          (pprint-logical-block :prefix "[" :suffix "]" (print-pairs (second form)))
          ((formatter-out " ~_~{~w~^ ~_~}") (nnext form)))
      (print-call form))))

(defn- print-cond [form]
  (pprint-logical-block :prefix "(" :suffix ")"
    (pprint-indent :block 1)
    (write-out (first form))
    (when (next form)
      (.write *out* " ")
      (pprint-newline :linear)
      (print-pairs (next form)))))

(defn- print-condp [form]
  (if (< 3 (count form))
    (pprint-logical-block :prefix "(" :suffix ")"
      (pprint-indent :block 1)
      (apply (formatter-out "~w ~@_~w ~@_~w ~_") form)
      (print-pairs (drop 3 form)))
    (print-call form)))

(def ^:private ^:dynamic *parameter-names*
  "How the parameters of the #() around are printed."
  {})

(defn- print-short-fn [form]
  (let [[_ parameters body] form]
    (if (vector? parameters)
      (binding [*parameter-names*
                (if (= 1 (count parameters))
                  {(first parameters) "%"}
                  (into {} (map (fn [p n] [p (str "%" n)]) parameters (iterate inc 1))))]
        ((formatter-out "~<#(~;~@{~w~^ ~_~}~;)~:>") body))
      (print-call form))))

(def ^:private code-printers
  "The printers of calls by their first symbol, with and without clojure.core."
  (into {}
        (for [[printer names]
              [[print-hold-first '[def defonce . .. -> locking struct struct-map]]
               [print-defn '[defn defn- defmacro fn]]
               [print-let '[let loop binding with-local-vars with-open when-let if-let doseq
                            dotimes when-first]]
               [print-if '[if if-not when when-not]]
               [print-cond '[cond]]
               [print-condp '[condp]]
               [print-short-fn '[fn*]]
               [print-ns '[ns]]]
              name  names
              entry (if (special-symbol? name)
                      [[name printer]]
                      [[name printer] [(symbol "clojure.core" (str name)) printer]])]
          entry)))

(defn- print-code-list [form]
  (when-not (print-reader-macro form)
    ((get code-printers (first form) print-call) form)))

(defn- print-code-symbol [sym]
  (if-let [name (*parameter-names* sym)]
    (print name)
    (print-other sym)))

(defmulti code-dispatch
  "Prints an object, by its class, laid out as code."
  {:arglists '[[object]]}
  class)

(add-data-methods code-dispatch)
(defmethod code-dispatch clojure.lang.ISeq [form] (print-code-list form))
(defmethod code-dispatch clojure.lang.Symbol [sym] (print-code-symbol sym))

(set-pprint-dispatch simple-dispatch)
