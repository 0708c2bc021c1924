; The special forms of members and classes: `.`, `new`, `set!`, invoke*, import*, deftype*, reify*,
; monitors. Namespace genera.compiler.analyze.
;
; A method call is an :invoke of the method's keyword; a static member is a var of the namespace
; named by its class, and `new` calls the var `<class>/new`. deftype* calls genera.host/deftype.

(defn- class-of
  "The class that a form means here, or nil."
  [form env]
  (when (and (prim/is-symbol form) (not (x/local-of env form)))
    (let [found (x/find-meaning env form)]
      (when (prim/is-type found) found))))

(defn- call-host
  [env name args]
  (call-node env (global-node env (core-var "genera.host" name)) args))

(defn- analyze-import
  [form env]
  (call-host env "import" (analyze-all (prim/next form) env)))

(defn- analyze-monitor
  "There are no monitors: actors share no mutable objects. The argument is evaluated, and must not
  be nil."
  [form env]
  (check-count form env 1 1)
  (call-host env "check-monitor" [(analyze (second form) (inner env))]))

(defn- make-of-type
  "The node that makes an object of a type from its fields, if there are as many arguments; those
  of a record may be followed by metadata and a map of further keys. Else nil."
  [env type args form]
  (let [kind (prim/get (prim/type-info type) :kind)
        n    (count (prim/type-fields type))
        most (if (= kind "record") (+ n 2) n)]
    (when (and kind (or (= n (count args)) (= most (count args))))
      (let [nodes  (analyze-all args env)
            fields (call-node env (global-node env (core-var "clojure.core" "vector"))
                              (subvec nodes 0 n))
            more   (if (= n (count args)) [(constant nil) (constant nil)] (subvec nodes n))]
        (primitive env kind
                   (into [(constant type) fields] (when (= kind "record") more))
                   form)))))

(defn- analyze-new
  [form env]
  (let [[_ name & args] form
        type (class-of name env)]
    (when-not (prim/next form)
      (x/fail env x/runtime "wrong number of arguments, expecting: (new Classname args...)" form))
    (when-not type
      (if (and (prim/is-symbol name) (x/dotted? (str name)))
        (x/fail env x/class-not-found (str name) form (x/hint-for-full-class (str name)))
        (x/fail env x/illegal-argument (str "Unable to resolve classname: " (shown name)) form
                (when (prim/is-symbol name) (x/hint-for-class env (prim/name name))))))
    (let [maker (x/class-member type "new")]
      (when-not maker
        (x/fail env x/illegal-argument
                (str "No matching ctor found for class " (prim/type-name type)) form
                (x/hint-for-member type "new")))
      (or (make-of-type env type args form)
          (call-node env (global-node env maker) (analyze-all args env))))))

(defn- invoke-node
  [env selector args]
  {:op :invoke :selector selector :args args :pos (:pos env)})

(defn- analyze-invoke
  [form env]
  (let [[_ selector & args] form]
    (when-not (and (prim/is-keyword selector) args)
      (x/fail env x/illegal-argument
              "Malformed invoke*, expecting (invoke* :selector target ...)" form))
    (invoke-node env selector (analyze-all args env))))

(defn- static-node
  "A static field's value, also as (. Class FIELD), or a call of a static method."
  [env type member args form]
  (let [name   (prim/name member)
        field? (and (prim/string-starts name "-" 0) (< 1 (count name)) (empty? args))
        name   (if field? (subs name 1) name)]
    (if field?
      (let [found (x/class-member type name)]
        (when-not found
          (x/fail env x/illegal-argument
                  (str "Unable to find static field: " name " in class " (prim/type-name type))
                  form (x/hint-for-member type name)))
        (global-node env found))
      (static-call env type name args form))))

(defn- analyze-dot
  [form env]
  (let [[_ target & more] form
        nested? (and (prim/is-seq (first more)) (nil? (next more)))
        [member & args] (if nested? (first more) more)]
    (when-not more
      (x/fail env x/illegal-argument
              "Malformed member expression, expecting (. target member ...)" form))
    (when-not (prim/is-symbol member)
      (x/fail env x/illegal-argument "Malformed member expression" form))
    (let [type (class-of target env)]
      (if type
        (static-node env type member args form)
        (invoke-node env (prim/keyword nil (prim/name member))
                     (analyze-all (cons target args) env))))))

; set!

(defn- set-member
  "(set! (. object -field) value): a call of genera.host/set-field."
  [target value env]
  (let [[_ object member] target
        name (prim/name member)
        name (if (prim/string-starts name "-" 0) (subs name 1) name)
        [object value] (analyze-all [object value] env)]
    (call-host env "set-field" [object (constant (prim/keyword nil name)) value])))

(defn- set-local
  [local value env]
  (when-not (and (:mutable local) (= (:frame local) (:frame env)))
    (x/fail env x/illegal-argument (str "Cannot assign to non-mutable: " (:name local))))
  {:op :prim :name "set-field" :pos (:pos env)
   :args [(local-node (:self local)) (constant (:index local)) (analyze value (inner env))]})

(defn- analyze-set
  [form env]
  (when-not (= 3 (count form))
    (x/fail env x/illegal-argument "Malformed assignment, expecting (set! target val)" form))
  (let [[_ given value] form
        target (expand-all given env)]
    (cond
      (and (prim/is-seq target) (= 3 (count target)) (= '. (prim/first target))
           (prim/is-symbol (nth target 2)))
      (set-member target value env)
      (not (prim/is-symbol target))
      (x/fail env x/illegal-argument "Invalid assignment target")
      (x/local-of env target) (set-local (x/local-of env target) value env)
      :else
      (let [found (x/resolve-symbol env target)]
        (when-not found (x/fail-unresolved env target))
        (when-not (prim/is-var found)
          (x/fail env x/illegal-argument "Invalid assignment target"))
        {:op :set-var :var found :value (analyze value (inner env)) :pos (:pos env)}))))

; Types

(defn- methods-by-name
  "[[symbol (form…)] …]: methods of one name are the arities of one function."
  [methods env]
  (doseq [method methods]
    (when-not (and (prim/is-seq method) (prim/is-symbol (prim/first method)))
      (x/fail env x/illegal-argument "Bad method, expected (name [this ...] body)" method)))
  (let [groups (group-by first methods)]
    (mapv (fn [sym] [sym (prim/get groups sym)]) (distinct (map first methods)))))

(defn- plain-params
  "What follows the name of a method, its parameters without a syntax-quote's namespaces."
  [[params & body]]
  (if (prim/is-vector params)
    (cons (with-meta (mapv (fn [p] (if (and (prim/is-symbol p) (prim/namespace p))
                                     (with-meta (symbol nil (prim/name p)) (meta p))
                                     p))
                           params)
                     (meta params))
          body)
    (cons params body)))

(defn- method-node
  "The :fn of the methods of one name, with its keyword as :selector."
  [env sym forms bind-fields]
  (doseq [form forms]
    (when (= [] (second form))
      (x/fail env x/illegal-argument
              (str "Must supply at least one argument for 'this' in: " (prim/name sym)) form)))
  (assoc (make-function env (prim/name sym) nil (map (fn [form] (plain-params (next form))) forms)
                        (first forms) bind-fields)
         :selector (prim/keyword (prim/namespace sym) (prim/name sym))))

(defn- mutable-field?
  [sym]
  (let [m (prim/meta sym)]
    (or (contains? m :unsynchronized-mutable) (contains? m :volatile-mutable))))

(defn- field-binder
  "A function that adds fields, read through the local of the first parameter, to an environment."
  [fields]
  (fn [env self form]
    (loop [i 0 env env]
      (if (< i (count fields))
        (let [sym (nth fields i)]
          (when-not (prim/is-symbol sym)
            (x/fail env x/illegal-argument "Field names must be Symbols"))
          (recur (inc i)
                 (bind env sym (assoc (make-local env sym :field)
                                      :self self :index i :mutable (mutable-field? sym)))))
        env))))

; What a class may implement. Only Object's and protocols' methods are known for certain, so
; classes that implement other interfaces may have any method.

(def ^:private object-methods
  "[name parameters], the object among them, of the methods of Object that a class may define."
  [["toString" 1] ["hashCode" 1] ["equals" 2] ["finalize" 1] ["clone" 1]])

(defn- java-name
  "A method's name as the JVM has it, as far as names of protocols' functions differ from it."
  [sym]
  (prim/string-replace (prim/name sym) "-" "_"))

(defn- interface-value
  "The class or protocol that a symbol stands for, or nil if that is not known yet."
  [env sym]
  (let [found (when (prim/is-symbol sym) (x/resolve-symbol env sym))]
    (cond (prim/is-type found) found
          (and (prim/is-var found) (prim/is-bound found)) (prim/var-root found)
          :else nil)))

(def ^:private given-interfaces
  "What defrecord itself lets a class implement."
  #{"clojure.lang.IRecord" "clojure.lang.IHashEq" "clojure.lang.IObj"
    "clojure.lang.ILookup" "clojure.lang.IPersistentMap" "java.util.Map" "java.io.Serializable"})

(defn- known-methods
  "[name parameters] of all methods of a class or protocol, or nil if they are not known."
  [x record?]
  (cond
    (prim/identical x genera.host/object-type) object-methods
    (and (prim/is-type x)
         (or (= "clojure.lang.IType" (prim/type-name x))
             (and record? (contains? given-interfaces (prim/type-name x)))))
    []
    (and (prim/is-map x) (contains? x :sigs))
    (vec (mapcat (fn [entry]
                   (map (fn [arglist] [(java-name (prim/key entry)) (count arglist)])
                        (:arglists (prim/val entry))))
                 (:sigs x)))
    :else nil))

(defn- has-method?
  "Whether there is a method of that symbol with n parameters among [name parameters]."
  [names sym n]
  (some (fn [name] (= name [(java-name sym) n])) names))

(defn- check-interfaces
  "Fails at what a class cannot implement: a class, or a method that none of its interfaces has.
  The library's own classes may extend others, such as Writer."
  [env interfaces groups]
  (when-not (prim/string-starts (str (:file (:unit env))) "lang/" 0)
    (let [found (mapv (fn [sym] (interface-value env sym)) interfaces)
          record? (some (fn [sym] (= 'clojure.lang.IRecord sym)) interfaces)
          known (mapv (fn [x] (known-methods x record?)) found)]
      (doseq [x found]
        (when (and (prim/is-type x) (seq (prim/type-supers x))
                   (not (prim/identical x genera.host/object-type))
                   (not (genera.host/interface? x)))
          (x/fail env x/illegal-argument
                  (str "only interfaces are supported, had: " (prim/type-name x)))))
      (when (= (count known) (count (filterv vector? known)))
        (let [names (into object-methods (mapcat identity known))]
          (doseq [[sym forms] groups form forms]
            (when-not (or (= [] (second form)) (has-method? names sym (count (second form))))
              (x/fail env x/illegal-argument
                      (str "Can't define method not in interfaces: " (prim/name sym)) form))))))))

(defn- taken?
  "Does the short name of a class to be made stand for another class in the namespace? Then the
  import that follows the definition fails when it runs, as on the JVM."
  [env ns short name]
  (let [found (prim/get (prim/namespace-field ns 1) short)]
    (and (prim/is-type found) (not= name (prim/type-name found)) (not (:library (:unit env))))))

(defn- declare-class
  "The class that a deftype* makes: a new one, unless it has no definition yet."
  [env name]
  (let [ns    (:ns (:unit env))
        dot   (prim/string-last-index name "." (count name))
        short (prim/symbol nil (subs name (inc dot)))
        found (prim/get (prim/root 1) name)
        type  (if (and found (or (nil? (prim/type-fields found)) (:library (:unit env))))
                found
                (let [made (prim/make-type name [] nil)]
                  (loop [types (prim/root 1)]
                    (when-not (prim/compare-set-root 1 types (prim/assoc types name made))
                      (recur (prim/root 1))))
                  made))]
    (when-not (taken? env ns short name)
      (genera.host/update-namespace ns 1 (fn [names] (prim/assoc names short type))))
    (genera.host/intern-var (genera.host/intern-namespace (prim/symbol nil name)) 'new)
    type))

(defn- options-of
  "[interfaces methods] of what follows the fields of a deftype*."
  [items]
  (loop [interfaces [] items items]
    (if (prim/is-keyword (first items))
      (recur (if (= :implements (first items)) (second items) interfaces)
             (next (next items)))
      [interfaces items])))

(defn- analyze-deftype
  [form env]
  (let [[_ _ name fields & more] form]
    (when-not (and (prim/is-symbol name) (prim/is-vector fields))
      (x/fail env x/illegal-argument
              "Bad deftype*, expected a tag, a class and a vector of fields" form))
    (let [[interfaces methods] (options-of more)
          type    (declare-class env (prim/name name))
          env     (inner env)
          groups  (methods-by-name methods env)
          _       (check-interfaces env interfaces groups)
          binder  (field-binder fields)
          entries (mapcat (fn [[sym forms]]
                            (let [node (method-node env sym forms binder)]
                              [(constant (:selector node)) node]))
                          groups)
          maker   (core-var "clojure.core" (if (< 8 (count groups)) "hash-map" "array-map"))]
      (call-host env "deftype"
                 [(constant type)
                  (constant fields)
                  (analyze (vec interfaces) env)
                  (call-node env (global-node env maker) (vec entries))]))))

(defn- class-char?
  "May the UTF-16 unit stand in the name of a generated class? [A-Za-z0-9_.$]"
  [unit]
  (or (<= 48 unit 57) (<= 65 unit 90) (<= 97 unit 122) (= unit 95) (= unit 46) (= unit 36)))

(defn- class-text
  "A function's name as part of a class name: runs of other characters become $."
  [text]
  (let [b (prim/builder)]
    (loop [i 0 gap? false]
      (if (< i (count text))
        (let [good? (class-char? (prim/string-unit text i))]
          (when good? (prim/builder-add b (prim/char (prim/string-unit text i))))
          (when (and (not good?) (not gap?)) (prim/builder-add b "$"))
          (recur (inc i) (not good?)))
        (prim/builder-string b)))))

(defn- analyze-reify
  [form env]
  (when-not (vector? (second form))
    (x/fail env x/illegal-argument "Bad reify*, expected a vector of interfaces" form))
  (let [[_ interfaces & methods] form
        outer (or (:name env) (str (x/ns-text (:ns (:unit env))) "/eval"))
        type  (genera.host/intern-type
                (str (class-text outer) "$reify__" (prim/next-id)))
        env   (inner env)
        groups (methods-by-name methods env)]
    (check-interfaces env interfaces groups)
    {:op :reify :type type :pos (:pos env)
     :interfaces (analyze (vec interfaces) env)
     :methods (mapv (fn [[sym forms]] (method-node env sym forms (fn [env self form] env)))
                    groups)}))

(prim/atom-set specials
  (assoc (prim/atom-value specials)
         'set! analyze-set
         'new analyze-new
         '. analyze-dot
         'invoke* analyze-invoke
         'import* analyze-import
         'deftype* analyze-deftype
         'reify* analyze-reify
         'monitor-enter analyze-monitor
         'monitor-exit analyze-monitor))
