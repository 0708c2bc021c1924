; Protocols, and the macros that define types: deftype, defrecord, reify, definterface.
;
; A protocol is an interface (a type named my.ns.Proto) and a map kept in its var. A method of it
; is a function whose arities are one instruction each: call what the first argument's type has
; for :my.ns.Proto/method. Implementing a protocol puts that key into a type's methods, whether
; inline, where the type also gets the interface among its supers, or by extend. The interface is
; made when the macro is expanded, so that the code after it may name it, and again when it runs.

(defn namespace-munge
  "The name of a namespace as a part of class names: dashes become underscores."
  [ns]
  (prim/string-replace (str ns) "-" "_"))

(defn- class-symbol
  "The full name of a class defined in the current namespace."
  [name]
  (symbol (str (namespace-munge (prim/namespace-field *ns* 0)) "." name)))

(defn- protocol-name
  "The protocol whose interface a name stands for, as in a program that imported that; or the name
  itself."
  [name]
  (let [known    (get (prim/namespace-field *ns* 1) name)
        class    (if known known (genera.slow/find-type (str name)))
        protocol (when (class? class) (get (prim/type-info class) :protocol))]
    (if (prim/is-var protocol) (prim/var-symbol protocol) name)))

(defn- collect-methods
  "Forms of the shape Name (method …)… Name …, as a vector of [Name [method …]], all of them."
  [forms]
  (reduce (fn [groups form]
            (if (seq? form)
              (let [end (dec (count groups))]
                (if (< end 0)
                  (throw (new IllegalArgumentException
                              (str "Method " (first form) " without an interface or protocol")))
                  (assoc groups end (update (nth groups end) 1 conj form))))
              (conj groups [(protocol-name form) []])))
          [] forms))

(defn- class-methods
  "Forms of the shape Class (method …)… Class …, the first of which may be a call that gives a
  class, as a vector of [Class [method …]]."
  [forms]
  (reduce (fn [groups form]
            (if (and (seq? form) (seq groups))
              (update groups (dec (count groups)) update 1 conj form)
              (conj groups [form []])))
          [] forms))

(defn- hint-of
  "The class or name that a parameter is hinted with, or nil."
  [parameter]
  (:tag (meta parameter)))

(defn- merge-overloads
  "One method for those of the same name and number of parameters: the first one whose hints fit the
  arguments is meant, and the last one if none does."
  [methods]
  (if (prim/equal 1 (count methods))
    (first methods)
    (let [args  (mapv (fn [_] (gensym "arg__")) (second (first methods)))
          tests (fn [parameters]
                  (into [] (keep (fn [[parameter arg]]
                                   (if (hint-of parameter)
                                     `(genera.host/fits-hint? '~(hint-of parameter) ~arg)
                                     nil)))
                        (map vector parameters args)))
          body  (fn [[_ parameters & forms]]
                  `(let [~@(interleave parameters args)] ~@forms))]
      (list (first (first methods)) args
            `(cond ~@(mapcat (fn [method] [`(and ~@(tests (second method))) (body method)])
                             (butlast methods))
                   :else ~(body (last methods)))))))

(defn- without-overloads
  "Methods none of which has the name and number of parameters of another."
  [methods]
  (let [signature (fn [[name parameters]] [name (if (vector? parameters) (count parameters) nil)])
        grouped   (group-by signature methods)]
    (if (= (count grouped) (count methods))
      methods
      (mapv (fn [s] (merge-overloads (grouped s))) (distinct (map signature methods))))))

(defn- group-methods
  "Forms of the shape Name (method …)… Name …, as a vector of [Name [method …]]."
  [forms]
  (mapv (fn [[name methods]]
          [name (if (some (fn [[_ parameters]] (and (vector? parameters) (some hint-of parameters)))
                          methods)
                  (without-overloads methods)
                  methods)])
        (collect-methods forms)))

(defn- method-form
  "A method as deftype* takes it, by its name without a namespace, which syntax-quote gives it:
  patterns among its parameters become bindings."
  [[name & arity]]
  (cons (with-meta (symbol nil (str (prim/name name))) (meta name)) (fn-arity arity)))

(defn- split-options
  "Leading keyword options of a type definition and what follows them."
  [forms]
  (loop [options {} forms (seq forms)]
    (if (keyword? (first forms))
      (recur (assoc options (first forms) (second forms)) (nnext forms))
      [options forms])))

(defn- plain-fields
  "Field symbols without metadata."
  [fields]
  (mapv (fn [field] (with-meta field nil)) fields))

(defn- check-fields
  "Throws unless name is a symbol and fields a vector of distinct symbols."
  [name fields]
  (when-not (symbol? name) (throw (genera.host/cast-error name "clojure.lang.Named")))
  (when-not (vector? fields)
    (throw (new AssertionError "No fields vector given.")))
  (when-not (every? symbol? fields)
    (throw (new AssertionError
                (str "defrecord and deftype fields must be symbols, " (class-symbol name)
                     " had: " (apply str (interpose ", " (remove symbol? fields)))))))
  (when (some '#{__hash __meta __hasheq __extmap} fields)
    (throw (new AssertionError
                (str "The names in #{__hash __meta __hasheq __extmap} cannot be used as field names"
                     " for types or records."))))
  (when-not (or (empty? fields) (apply distinct? fields))
    (throw (new IllegalArgumentException "Duplicate field names"))))

(defn- cast-form
  "The form of a field's value: cast, if the field is hinted with a primitive class."
  [field form]
  (let [hint (hint-of field)]
    (if (contains? '#{long int short byte double float char boolean} hint)
      (let [x (gensym "x__")]
        `(let [~x ~form]
           ~(if (= 'long hint)
              `(if (prim/is-long ~x) ~x (genera.host/cast-field "long" ~x))
              `(genera.host/cast-field ~(str hint) ~x))))
      form)))

(defn- factory
  "The form of ->Name: a function of the fields, and the class's constructor."
  [name class hinted make]
  (let [maker  (symbol (str "->" name))
        fields (plain-fields hinted)
        many?  (< 20 (count fields))
        doc    (str "Positional factory function for class " class ".")]
    `((defn ~maker ~doc
        ~(if many? '[& values] fields)
        ~(make (if many?
                 (list 'genera.host/check-count '(vec values) (count fields)
                       (str *ns* "/" maker))
                 (mapv cast-form hinted fields))))
      (genera.host/intern-static ~(str class) "new" ~maker))))

(defn- type-form
  "The deftype* form of a definition with these interfaces before and after its own."
  [name class fields before groups after]
  `(~'deftype* ~name ~class ~fields
     :implements ~(into (into (into [] before) (map first groups)) after)
     ~@(mapcat (fn [[_ methods]] (map method-form methods)) groups)))

(defmacro deftype
  "Defines a class with fields and with methods of interfaces and protocols, each named before
  its methods; and ->Name, a function that makes one. A field marked :volatile-mutable or
  :unsynchronized-mutable can be set! in methods."
  [name fields & forms]
  (check-fields name fields)
  (let [class    (class-symbol name)
        [_ more] (split-options forms)
        groups   (group-methods more)
        mutable? (some (fn [f] (or (:unsynchronized-mutable (meta f)) (:volatile-mutable (meta f))))
                       fields)]
    `(do
       (declare ~(symbol (str "->" name)))
       ~(type-form name class fields [] groups '[clojure.lang.IType])
       (~'import* ~(str class))
       ~@(factory name class fields
                  (fn [values] (if mutable?
                                 `(prim/mutable-instance ~class ~values)
                                 `(prim/instance ~class ~values))))
       ~class)))

(def ^:private record-interfaces
  "What a record is besides what its definition says."
  '[clojure.lang.IRecord clojure.lang.IHashEq clojure.lang.IObj clojure.lang.ILookup
    clojure.lang.IPersistentMap java.util.Map java.io.Serializable])

(defmacro defrecord
  "Defines a class of maps with fixed keys, its fields, which may have others too; with methods
  as deftype. ->Name makes one from the field values, map->Name from a map."
  [name fields & forms]
  (check-fields name fields)
  (let [class    (class-symbol name)
        [_ more] (split-options forms)
        groups   (group-methods more)
        plain    (plain-fields fields)
        keys     (mapv (fn [field] (keyword (str field))) plain)
        from-map (symbol (str "map->" name))
        m        (gensym "m__")
        doc      (str "Factory function for class " class
                      ", taking a map of keywords to field values.")]
    `(do
       (declare ~(symbol (str "->" name)) ~from-map)
       ~(type-form name class fields record-interfaces groups [])
       (~'import* ~(str class))
       ~@(factory name class fields (fn [values] `(prim/record ~class ~values nil nil)))
       (defn ~from-map ~doc [~m]
         (let [~m (if (or (nil? ~m) (map? ~m)) ~m (into {} ~m))]
           (prim/record ~class ~(mapv (fn [field k] (cast-form field `(get ~m ~k))) fields keys) nil
                        (genera.host/other-entries ~m ~keys))))
       (genera.host/intern-static ~(str class) "create" ~from-map)
       ~class)))

(defmacro reify
  "An object of a class of its own with methods of interfaces and protocols; the methods see the
  locals around them."
  [& forms]
  (let [[_ more] (split-options forms)
        groups   (group-methods more)
        form     `(~'reify* ~(mapv first groups)
                    ~@(mapcat (fn [[_ methods]] (map method-form methods)) groups))]
    (let [form  (with-meta form (meta &form))
          given (dissoc (meta &form) :line :column :file)]
      (if (seq given) `(with-meta ~form ~given) form))))

(defmacro definterface
  "Defines an interface; its methods need no more than their mention."
  [name & methods]
  (let [class (class-symbol name)]
    (genera.host/declare-interface (str class))
    `(do
       (genera.host/define-type ~(str class) [] {:interface true})
       (~'import* ~(str class)))))

; Protocols.

(defn- class-tag
  "A hint, or the full name of the class that it names."
  [hint]
  (let [class (when (symbol? hint) (genera.slow/find-type (str "java.lang." hint)))]
    (if class (symbol (prim/type-name class)) hint)))

(defn- signature
  "The entry of :sigs for a protocol's method: (name [params]… doc?)."
  [protocol [name & more]]
  (let [doc    (when (string? (last more)) (last more))
        params (filter vector? more)]
    (when (some (fn [p] (= 0 (count p))) params)
      (throw (new IllegalArgumentException
                  (str "Definition of function " name " in protocol " protocol
                       " must take at least one arg."))))
    {:tag (class-tag (hint-of name)) :name (with-meta name nil) :arglists (seq params) :doc doc}))

(defn- signatures
  "The entries of :sigs for a protocol's methods, which have different names."
  [protocol methods]
  (reduce (fn [sigs method]
            (let [sig (signature protocol method)]
              (when (some (fn [s] (= (:name s) (:name sig))) sigs)
                (throw (new IllegalArgumentException
                            (str "Function " (:name sig) " in protocol " protocol
                                 " was redefined. Specify all arities in single definition."))))
              (conj sigs sig)))
          [] methods))

(defn- method-arity
  "An arity of a protocol's function."
  [selector via params]
  (let [args (mapv (fn [_] (gensym "a__")) params)
        call `(~'invoke* ~selector ~@args)]
    (if via
      (list args `(let [f# (genera.host/method-in-meta ~@via ~(first args))]
                    (if f# (f# ~@args) ~call)))
      (list args call))))

(defn- method-definition
  "The definition of a protocol's function."
  [protocol class via-metadata? {:keys [name arglists doc tag]}]
  (let [selector (keyword (str class) (str name))
        via      (when via-metadata?
                   [class `'~(symbol (str (prim/namespace-field *ns* 0)) (str name))])]
    `(do
       (def ~name (fn ~name ~@(map (fn [params] (method-arity selector via params)) arglists)))
       (prim/set-var-meta (var ~name) {:doc ~doc :arglists '~arglists :tag '~tag
                                       :protocol (var ~protocol)}))))

(defmacro defprotocol
  "Defines a protocol: a set of functions, each (name [this & params]… doc?), that call what the
  type of their first argument has for them. Option :extend-via-metadata true lets a value's
  metadata implement them."
  [name & forms]
  (let [doc            (when (string? (first forms)) (first forms))
        [options sigs] (split-options (if doc (next forms) forms))
        class          (class-symbol name)
        sigs           (signatures name sigs)
        value          (merge {:on `'~class :on-interface class}
                              (when doc {:doc doc})
                              options
                              {:sigs `'~(into {} (map (fn [s] [(keyword (str (:name s))) s]) sigs))
                               :var `(var ~name)
                               :method-map (into {} (map (fn [s] [(keyword (str (:name s)))
                                                                  (keyword (str (:name s)))])
                                                         sigs))})]
    (genera.host/declare-interface (str class))
    `(do
       (genera.host/define-type ~(str class) [] {:interface true})
       (def ~(if doc (with-meta name (assoc (meta name) :doc doc)) name) nil)
       (def ~(if doc (with-meta name (assoc (meta name) :doc doc)) name) ~value)
       (prim/set-type-info ~class {:interface true :protocol (var ~name)})
       ~@(map (fn [s] (method-definition name class (:extend-via-metadata options) s)) sigs)
       '~name)))

(defn- protocol?
  "Whether x is the value of a protocol's var."
  [x]
  (and (map? x) (contains? x :on-interface)))

(defn- protocol-now
  "The value a protocol's var has now."
  [protocol]
  (prim/var-root (:var protocol)))

(defn- implements?
  "Whether a class has the protocol's interface above it."
  [protocol class]
  (and class (prim/is-subtype class (:on-interface protocol))))

(defn extend
  "Makes a class (nil is one too) implement protocols: each is followed by a map from the names
  of its functions, as keywords, to functions."
  [class & protocols-and-maps]
  (loop [left (seq protocols-and-maps)]
    (when left
      (let [protocol (first left)
            methods  (second left)]
        (when-not (protocol? protocol)
          (throw (new IllegalArgumentException (str protocol " is not a protocol"))))
        (when (implements? protocol class)
          (throw (new IllegalArgumentException
                      (str class " already directly implements " (:on-interface protocol)
                           " for protocol:" (:var protocol)))))
        (genera.host/add-methods
          (if class class genera.host/nil-type)
          (reduce (fn [all entry]
                    (assoc all (keyword (str (:on protocol)) (name (key entry))) (val entry)))
                  {} methods))
        (prim/bind-var (:var protocol)
                       (assoc-in (protocol-now protocol) [:impls class] methods))
        (recur (nnext left))))))

(defn- method-map
  "The map of functions that extend takes, from the methods of one protocol."
  [methods]
  (reduce (fn [m [name & arities]]
            (assoc m (keyword (str name)) `(fn ~@arities))) ; nameless: name is the protocol's
          {} methods))

(defmacro extend-type
  "Makes a class implement protocols, each followed by its methods (name [this & params] …)."
  [class & forms]
  `(extend ~class ~@(mapcat (fn [[protocol methods]] [protocol (method-map methods)])
                            (group-methods forms))))

(defmacro extend-protocol
  "Makes classes, each followed by its methods, implement one protocol."
  [protocol & forms]
  `(do ~@(map (fn [[class methods]] `(extend-type ~class ~protocol ~@methods))
              (class-methods forms))))

(defn extends?
  "Whether a class implements the protocol, inline or by extend; not through its supers."
  [protocol class]
  (boolean (or (implements? protocol class)
               (contains? (:impls (protocol-now protocol)) class))))

(defn extenders
  "The classes that extend made implement the protocol."
  [protocol]
  (keys (:impls (protocol-now protocol))))

(defn- find-extension
  "The map of functions by which x's class or one above it implements the protocol, or nil."
  [protocol x]
  (let [impls (:impls (protocol-now protocol))
        own   (class x)]
    (if (or (nil? own) (nil? impls))
      (get impls own)
      (loop [c own]
        (cond
          (or (nil? c) (identical? c genera.host/object-type))
          (let [best (reduce (fn [best t]
                               (if (and t (prim/is-subtype own t)
                                        (not (identical? t genera.host/object-type))
                                        (or (nil? best) (prim/is-subtype t best)))
                                 t
                                 best))
                             nil (keys impls))]
            (get impls (if best best genera.host/object-type)))
          (contains? impls c) (get impls c)
          :else (recur (genera.host/superclass c)))))))

(defn find-protocol-impl
  "x itself if its class has the protocol's interface, or the map of functions by which its class
  or one above it implements the protocol, or nil."
  [protocol x]
  (if (prim/is-instance-of x (:on-interface protocol))
    x
    (find-extension protocol x)))

(defn find-protocol-method
  "The function that implements the protocol's method (a keyword) for x, or nil."
  [protocol method x]
  (get (find-protocol-impl protocol x) method))

(defn satisfies?
  "Whether x's class implements the protocol, or one above it does."
  [protocol x]
  (boolean (find-protocol-impl protocol x)))
