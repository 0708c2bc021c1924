; Syntax-quote: a template becomes the code that builds it. Namespace genera.compiler.reader.
;
; Symbols are resolved as on the JVM: x# to a name that is new in each template, special forms and
; members to themselves, everything else to its full name. Metadata is part of the template.

(def ^:private specials
  '#{def loop* recur if case* let* letfn* do fn* quote var . set! deftype* reify* try throw
     monitor-enter monitor-exit catch finally new &})

(defn- call [f args] (prim/cons f args))

(defn- meaning
  "The var or class that a plain symbol means in the current namespace, or nil; in the library also
  what it means in clojure.core."
  [reader sym]
  (let [sym (prim/with-meta sym nil)]
    (or (prim/get (prim/namespace-field *ns* 1) sym)
        (when (prim/get (field reader :options) :library)
          (prim/get (prim/namespace-field (prim/get (prim/root 0) 'clojure.core) 1) sym))
        (prim/get (prim/root 1) (prim/string-append "java.lang." (prim/name sym))))))

(defn- resolve-plain
  "The full name of a symbol without a namespace."
  [reader sym]
  (if (< 0 (prim/string-index (prim/name sym) "." 0))
    sym
    (let [found (meaning reader sym)]
      (cond
        (prim/is-var found)  (prim/var-symbol found)
        (prim/is-type found) (prim/symbol nil (prim/type-name found))
        :else                (prim/symbol (name-of *ns*) (prim/name sym))))))

(defn- resolve-qualified
  "The full name of a symbol whose namespace may be an alias or a class."
  [reader sym]
  (let [ns    (prim/namespace sym)
        class (meaning reader (prim/symbol nil ns))
        found (or (find-alias ns) (prim/get (prim/root 0) (prim/symbol nil ns)))]
    (cond
      (prim/is-type class) (prim/symbol (prim/type-name class) (prim/name sym))
      (< 0 (prim/string-index (prim/name sym) "." 0)) sym
      found (prim/symbol (name-of found) (prim/name sym))
      :else sym)))

(defn- gensym-of
  "The name that x# stands for in the template, whose names are kept in a volatile."
  [name names]
  (or (prim/get (prim/volatile-value names) name)
      (let [made (str (subs name 0 (dec (count name))) "__" (prim/next-id) "__auto__")]
        (prim/volatile-set names (assoc (prim/volatile-value names) name made))
        made)))

(defn- resolve-in-template
  [reader sym names]
  (let [name (prim/name sym)
        last (dec (count name))]
    (cond
      (prim/namespace sym) (resolve-qualified reader sym)
      (prim/string-starts name "#" last) (prim/symbol nil (gensym-of name names))
      (prim/string-starts name "." last)
      (let [class (resolve-plain reader (prim/symbol nil (subs name 0 last)))]
        (prim/symbol nil (str (prim/name class) ".")))
      (prim/string-starts name "." 0) sym
      :else (resolve-plain reader sym))))

(declare expand)

(defn- call-of?
  "Whether a form is a call of a function of clojure.core that the reader writes."
  [form sym]
  (and (prim/is-seq form) (= sym (prim/first form))))

(defn- expand-items
  "Code that gives the sequence of a template's items."
  [reader items names start]
  (loop [parts (prim/transient []) items (prim/seq items)]
    (if items
      (let [item (prim/first items)]
        (recur (prim/conj-transient
                 parts
                 (cond
                   (call-of? item 'clojure.core/unquote)
                   (prim/list ['clojure.core/list (second item)])
                   (call-of? item 'clojure.core/unquote-splicing) (second item)
                   :else (prim/list ['clojure.core/list (expand reader item names start)])))
               (prim/next items)))
      (prim/list ['clojure.core/seq
                  (call 'clojure.core/concat (prim/list (prim/persistent parts)))]))))

(defn- expand-collection
  [reader form names start]
  (let [build (fn [maker items]
                (prim/list ['clojure.core/apply maker
                            (expand-items reader items names start)]))]
    (cond
      (prim/is-record form) form
      (prim/is-map form)    (build 'clojure.core/hash-map (mapcat identity form))
      (prim/is-vector form) (build 'clojure.core/vector form)
      (prim/is-set form)    (build 'clojure.core/hash-set form)
      (seq form)            (expand-items reader form names start)
      :else                 (prim/list ['clojure.core/list]))))

(defn- expand-value
  "Code that gives the value of a template, without its metadata."
  [reader form names start]
  (cond
    (prim/is-symbol form)
    (prim/list [(quote quote) (if (contains? specials form)
                                form
                                (resolve-in-template reader form names))])
    (call-of? form 'clojure.core/unquote) (second form)
    (call-of? form 'clojure.core/unquote-splicing)
    (fail reader illegal-state "splice not in list" start)
    (coll? form) (expand-collection reader form names start)
    (or (keyword? form) (number? form) (char? form) (string? form)) form
    :else (prim/list [(quote quote) form])))

(defn- expand
  "Code that gives a template's value; metadata other than positions is a template too."
  [reader form names start]
  (let [value (expand-value reader form names start)
        m     (when-not (call-of? form 'clojure.core/unquote) (meta form))]
    (if (and m (seq (dissoc m :line :column)))
      (prim/list ['clojure.core/with-meta value (expand reader m names start)])
      value)))

(defn read-template
  "Reads a form behind a backquote and answers the code that builds it."
  [reader start]
  (let [form (next-form reader start)]
    (expand reader form (prim/volatile {}) start)))
