; Namespaces: finding and making them, what their names stand for, and referring to the names of
; others. Loading is in load.clj.
;
; World root 0 maps symbols to namespace objects. A namespace maps symbols to vars (its own and
; those it refers to) and to classes (imported), and alias symbols to namespaces. The static
; members of classes live in namespaces too, named by the class: all-ns leaves these out.

(def ^:private default-imports
  "What every new namespace has imported: the classes of java.lang and a few more."
  (reduce (fn [imports class-name]
            (let [dot (prim/string-last-index class-name "." (count class-name))
                  in-lang? (and (= dot 9) (prim/string-starts class-name "java.lang." 0))]
              (if (or in-lang? (contains? '#{"java.math.BigInteger" "java.math.BigDecimal"
                                             "java.util.concurrent.Callable"
                                             "clojure.lang.Compiler"}
                                          class-name))
                (assoc imports
                       (symbol (prim/substring class-name (inc dot) (count class-name)))
                       (genera.slow/find-type class-name))
                imports)))
          {} (keys (dissoc (prim/root 1) "java.lang.Record"))))

(defn- as-symbol
  "x, which must be a symbol or nil."
  [x]
  (if (or (prim/is-symbol x) (prim/is-nil x))
    x
    (throw (genera.host/cast-error x "clojure.lang.Symbol"))))

(defn find-ns
  "The namespace of that symbol, or nil."
  [sym]
  (prim/get (prim/root 0) (as-symbol sym)))

(defn create-ns
  "The namespace of that symbol, made if there is none."
  [sym]
  (let [found (find-ns sym)]
    (if found
      found
      (let [made (genera.host/intern-namespace (with-meta sym nil))]
        (genera.host/update-namespace made 1 (fn [names] (merge default-imports names)))
        (when (meta sym) (prim/set-namespace-field made 3 (meta sym)))
        made))))

(defn the-ns
  "The namespace itself, or the one of that symbol; throws when there is none."
  [x]
  (if (prim/is-namespace x)
    x
    (let [found (find-ns x)]
      (if found found (throw (new Exception (str "No namespace: " x " found")))))))

(defn ns-name
  "The name of a namespace, a symbol."
  [ns]
  (prim/namespace-field (the-ns ns) 0))

(defn all-ns
  "A sequence of all namespaces."
  []
  (filter (fn [ns] (not (genera.slow/find-type (name (ns-name ns))))) (vals (prim/root 0))))

(defn remove-ns
  "Removes the namespace of that symbol; answers it, or nil."
  [sym]
  (let [found (find-ns sym)]
    (when (= sym 'clojure.core)
      (throw (new IllegalArgumentException "Cannot remove clojure namespace")))
    (loop [all (prim/root 0)]
      (when-not (prim/compare-set-root 0 all (dissoc all sym)) (recur (prim/root 0))))
    found))

(defn ns-map
  "All a namespace's names: a map from symbols to vars and classes."
  [ns]
  (prim/namespace-field (the-ns ns) 1))

(defn ns-aliases
  "The aliases of a namespace: a map from symbols to namespaces."
  [ns]
  (or (prim/namespace-field (the-ns ns) 2) {}))

(defn- var-namespace-name
  "The name of the namespace a var belongs to, a string."
  [v]
  (namespace (prim/var-symbol v)))

(defn- own-var?
  "Whether x is a var of the namespace of that name."
  [ns-name x]
  (and (prim/is-var x) (= ns-name (var-namespace-name x))))

(defn- filter-mappings
  "The names of a namespace whose value passes the test."
  [test ns]
  (reduce (fn [found entry]
            (if (test (val entry)) (assoc found (key entry) (val entry)) found))
          {} (ns-map ns)))

(defn ns-interns
  "The vars that belong to a namespace, by symbol."
  [ns]
  (let [own (name (ns-name ns))]
    (filter-mappings (fn [x] (own-var? own x)) ns)))

(defn ns-publics
  "The vars that belong to a namespace and are not private, by symbol."
  [ns]
  (let [own (name (ns-name ns))]
    (filter-mappings (fn [x] (and (own-var? own x) (not (:private (prim/cell-field x 1))))) ns)))

(defn ns-refers
  "The vars of other namespaces that a namespace refers to, by symbol."
  [ns]
  (let [own (name (ns-name ns))]
    (filter-mappings (fn [x] (and (prim/is-var x) (not (own-var? own x)))) ns)))

(defn ns-imports
  "The classes a namespace has imported, by symbol."
  [ns]
  (filter-mappings class? ns))

(defn ns-unmap
  "Removes a name from a namespace."
  [ns sym]
  (let [ns (the-ns ns)]
    (when (namespace sym)
      (throw (new IllegalArgumentException "Can't unintern namespace-qualified symbol")))
    (genera.host/update-namespace ns 1 (fn [names] (dissoc names sym)))
    nil))

(defn alias
  "Makes a symbol stand for a namespace in the current one."
  [sym ns-sym]
  (let [target (the-ns ns-sym)
        old    (get (ns-aliases *ns*) (as-symbol sym))]
    (when (and old (not (identical? old target)))
      (throw (new IllegalStateException
                  (str "Alias " sym " already exists in namespace " (ns-name *ns*)
                       ", aliasing " (ns-name old)))))
    (genera.host/update-namespace *ns* 2 (fn [aliases] (assoc aliases sym target)))
    nil))

(defn ns-unalias
  "Removes an alias from a namespace."
  [ns sym]
  (let [ns (the-ns ns)]
    (genera.host/update-namespace ns 2 (fn [aliases] (dissoc aliases sym)))
    nil))

(defn find-var
  "The var of a qualified symbol, or nil; throws when its namespace does not exist."
  [sym]
  (when-not (namespace sym)
    (throw (new IllegalArgumentException "Symbol must be namespace-qualified")))
  (let [ns (find-ns (symbol (namespace sym)))]
    (when-not ns
      (throw (new IllegalArgumentException (str "No such namespace: " (namespace sym)))))
    (let [found (get (ns-map ns) (symbol (name sym)))]
      (when (own-var? (namespace sym) found) found))))

(defn ns-resolve
  "The var or class a symbol stands for in a namespace, or nil; nil for a key of env."
  ([ns sym] (ns-resolve ns nil sym))
  ([ns env sym]
   (let [ns (the-ns ns)]
     (when (nil? sym)
       (throw (new NullPointerException "Cannot read field \"ns\" because \"sym\" is null")))
     (cond
       (contains? env sym) nil
       (namespace (as-symbol sym))
       (let [part   (symbol (namespace sym))
             target (or (get (ns-aliases ns) part) (find-ns part))
             found  (when target (get (ns-map target) (symbol (name sym))))]
         (when (and target (own-var? (name (ns-name target)) found)) found))
       (< 0 (prim/string-index (name sym) "." 0)) (genera.slow/find-type (name sym))
       :else (get (ns-map ns) (with-meta sym nil))))))

(defn resolve
  "The var or class a symbol stands for in the current namespace, or nil."
  ([sym] (ns-resolve *ns* sym))
  ([env sym] (ns-resolve *ns* env sym)))

(defn intern
  "The var of that name in a namespace, made if needed; given a value, that becomes its root."
  ([ns sym]
   (let [v (genera.host/intern-var (the-ns ns) (with-meta sym nil))]
     (when (meta sym) (prim/set-var-meta v (meta sym)))
     v))
  ([ns sym value]
   (prim/bind-var (intern ns sym) value)))

(defn- replaceable?
  "Whether a name that stands for old may come to stand for v; warns where the JVM does."
  [ns sym old v]
  (let [own (name (ns-name ns))]
    (cond
      (or (nil? old) (identical? old v)) true
      (and (prim/is-var old)
           (or (own-var? own old) (own-var? "clojure.core" v))) false
      (and (prim/is-var old) (not (own-var? "clojure.core" old)))
      (throw (new IllegalStateException
                  (str sym " already refers to: " old " in namespace: " own)))
      :else (do (prim/write 2 (str "WARNING: " sym " already refers to: " old " in namespace: "
                                   own ", being replaced by: " v "\n"))
                true))))

(defn- refer-var
  "Makes a symbol stand for another namespace's var in a namespace's mappings."
  [ns mappings sym v]
  (if (replaceable? ns sym (get mappings sym) v) (assoc mappings sym v) mappings))

(defn- not-there
  "Throws because a symbol that :only or :refer names is no public var of a namespace."
  [ns sym]
  (throw (new IllegalAccessError
              (str sym (if (get (ns-interns ns) sym) " is not public" " does not exist")))))

(def ^:private core-names
  "An atom with the mappings of clojure.core and what a new namespace that refers to all of its
  public names has then: nearly every namespace is one."
  (atom [nil nil]))

(defn- names-with-core
  "What a new namespace has that refers to all of clojure.core, whose mappings are given."
  [core mappings]
  (let [known @core-names]
    (if (identical? mappings (first known))
      (second known)
      (let [names (merge default-imports (ns-publics core))]
        (reset! core-names [mappings names])
        names))))

(defn- public-var
  "The var of that name if it is one of the namespace's own public ones, or nil."
  [ns sym]
  (let [v (get (ns-map ns) sym)]
    (when (and (own-var? (name (ns-name ns)) v) (not (:private (prim/cell-field v 1)))) v)))

(defn- refer-names
  "The mappings of the target with names of the source added, which options exclude and rename."
  [target mappings source names options]
  (let [exclude (set (:exclude options))
        rename  (or (:rename options) {})]
    (reduce (fn [mappings sym]
              (if (contains? exclude sym)
                mappings
                (let [v (public-var source sym)]
                  (if v
                    (refer-var target mappings (get rename sym sym) v)
                    (not-there source sym)))))
            mappings names)))

(defn refer
  "Refers to the public vars of a namespace from the current one. Filters: :only and :exclude,
  sequences of symbols, and :rename, a map of symbols."
  [ns-sym & filters]
  (let [source  (find-ns ns-sym)
        target  *ns*
        options (apply hash-map filters)]
    (when-not source
      (throw (new Exception (str "No namespace: " ns-sym))))
    (when (and (:only options) (not (sequential? (:only options))))
      (throw (new Exception ":only/:refer value must be a sequential collection of symbols")))
    (genera.host/update-namespace
      target 1
      (fn [mappings]
        (if (and (= 'clojure.core ns-sym) (nil? filters) (identical? mappings default-imports))
          (names-with-core source (ns-map source))
          (refer-names target mappings source (or (:only options) (keys (ns-publics source)))
                       options))))
    nil))

(defmacro refer-clojure
  "As (refer 'clojure.core filters…)."
  [& filters]
  `(refer '~'clojure.core ~@filters))

(defn in-ns
  "Makes the namespace of that symbol the current one, and makes it if there is none."
  [sym]
  (when-not (symbol? sym) (genera.slow/cannot-cast sym "clojure.lang.Symbol"))
  (set! *ns* (create-ns sym)))

(defn- class-names
  "The full names that one argument of import stands for."
  [spec]
  (if (symbol? spec)
    [(name spec)]
    (map (fn [class] (str (first spec) "." class)) (next spec))))

(defmacro import
  "Lets classes be named by their last part: symbols, or lists of a package and such parts."
  [& specs]
  (let [plain (fn [spec] (if (and (seq? spec) (= 'quote (first spec))) (second spec) spec))]
    `(do ~@(map (fn [class] (list 'import* class)) (mapcat class-names (map plain specs))))))
