; The analyzer: forms to HIR. Namespace genera.compiler.analyze; the special forms are in
; special.clj and member.clj, which are in it too.
;
; An environment (expand.clj) has besides: :loop, what recur may go to ({:id :locals :across}), nil
; unless the form is in tail position; :frame, the number of the function around; :name, that
; function's full name, nil at the top; :def-name, the name that a function without one takes.
; Invariant: evaluation is from left to right, as on the JVM.

(alias 'x 'genera.compiler.expand)

(declare analyze)

(def specials
  "Analyzer of each special form by its symbol: a function of form and environment."
  (prim/atom {}))

(defn next-number
  "A number that nothing else in the unit has."
  [env]
  (let [ids (prim/get (prim/get env :unit) :ids)]
    (prim/volatile-set ids (inc (prim/volatile-value ids)))))

(defn make-local
  "A new local of the function around."
  [env sym kind]
  {:name (prim/name sym) :id (next-number env) :kind kind :frame (prim/get env :frame)
   :uses (prim/volatile 0)})

(defn bind
  "The environment with a local in sight under its symbol."
  [env sym local]
  (prim/assoc env :locals (prim/assoc (prim/get env :locals) (prim/with-meta sym nil) local)))

(defn inner
  "The environment of a part that is not in tail position."
  [env]
  (if (prim/get env :loop) (prim/assoc env :loop nil) env))

(defn constant [value] {:op :const :value value})

(defn primitive
  "The node of a primitive; checks its number of arguments."
  [env name args form]
  (let [row (prim/get genera.compiler.tables/primitives name)]
    (when-not row
      (x/fail env x/runtime (str "No such primitive: " name) form))
    (when-not (= (prim/nth row 1) (count args))
      (x/fail env x/runtime
              (str "Wrong number of args (" (count args) ") passed to: prim/" name) form))
    {:op :prim :name name :args args :pos (prim/get env :pos)}))

(defn global-node
  "The node of a var's value."
  [env v]
  {:op :global :var v :pos (prim/get env :pos)})

(defn core-var
  "The var of that namespace and name, which the library has."
  [ns-name name]
  (or (prim/get (prim/namespace-field (prim/get (prim/root 0) (prim/symbol nil ns-name)) 1)
                (prim/symbol nil name))
      (throw (new Exception (str "no var " ns-name "/" name)))))

(defn call-node
  [env target args]
  {:op :call :target target :args args :pos (prim/get env :pos)})

(defn local-node
  "A node that reads a local."
  [local]
  (let [uses (prim/get local :uses)]
    (prim/volatile-set uses (inc (prim/volatile-value uses)))
    {:op :local :local local}))

(defn analyze-all
  "The nodes of forms, a vector."
  [forms env]
  (let [env (inner env)]
    (loop [made [] forms (prim/seq forms)]
      (if forms
        (recur (prim/conj made (analyze (prim/first forms) env)) (prim/next forms))
        made))))

(defn analyze-body
  "The node of forms in order, whose value is that of the last."
  [forms env]
  (let [forms (prim/seq forms)]
    (cond
      (nil? forms) (constant nil)
      (nil? (prim/next forms)) (analyze (prim/first forms) env)
      :else
      (let [effects (inner env)]
        (loop [made [] forms forms]
          (if (prim/next forms)
            (recur (prim/conj made (analyze (prim/first forms) effects)) (prim/next forms))
            {:op :do :body (prim/conj made (analyze (prim/first forms) env))}))))))

(defn plain-meta
  "The metadata of a form without the place it was read at, or nil."
  [form]
  (let [m (prim/meta form)]
    (when m
      (not-empty (if (prim/is-seq form)
                   (dissoc m :line :column :end-line :end-column :file)
                   m)))))

; Symbols and literals.

(declare member-class)

(defn- method-of
  "The keyword of the method that a symbol Class/.method names, or nil."
  [sym env]
  (let [name (prim/name sym)]
    (when (and (prim/namespace sym) (prim/string-starts name "." 0) (< 1 (count name))
               (member-class env sym))
      (prim/keyword nil (subs name 1)))))

(defn- analyze-symbol
  [sym env]
  (let [local  (when (nil? (prim/namespace sym)) (x/local-of env sym))
        method (when-not local (method-of sym env))]
    (cond
      local  (local-node local)
      method (call-node env (global-node env (core-var "genera.host" "method-value"))
                        [(constant method)])
      :else
      (let [found (x/resolve-symbol env sym)]
        (cond
          (nil? found) (x/fail-unresolved env sym)
          (prim/is-type found) (constant found)
          (prim/is-macro found)
          (x/fail-plain env x/runtime
                        (str "Can't take value of a macro: #'" (prim/var-symbol found)))
          :else (global-node env found))))))

(declare constant-of)

(defn- constants-of
  "A vector of the values of forms that are all constant, or nil."
  [forms]
  (loop [made [] forms (prim/seq forms)]
    (if forms
      (let [found (constant-of (prim/first forms))]
        (when found (recur (prim/conj made (prim/get found :value)) (prim/next forms))))
      made)))

(defn- with-constant-meta
  "The constant node of a value with the metadata of a form, nil when that is no constant."
  [form value]
  (let [m (plain-meta form)]
    (if m
      (let [found (constant-of m)]
        (when found (constant (prim/with-meta value (prim/get found :value)))))
      (constant value))))

(defn- constant-of
  "The constant node of a form whose parts are all constant, or nil."
  [form]
  (cond
    (prim/is-symbol form) nil
    (prim/is-seq form)
    (if (prim/seq form)
      (when (and (= 'quote (prim/first form)) (prim/next form) (nil? (prim/next (prim/next form))))
        (constant (genera.host/realize (prim/first (prim/next form)))))
      (with-constant-meta form ()))
    (prim/is-map-entry form)
    (let [parts (constants-of form)]
      (when parts (constant parts)))
    (prim/is-vector form)
    (let [parts (constants-of form)]
      (when parts (with-constant-meta form parts)))
    (prim/is-record form) (constant form)
    (prim/is-map form)
    (let [ks (constants-of (prim/keys form))
          vs (when ks (constants-of (prim/vals form)))]
      (when vs
        (with-constant-meta form
                            (loop [made (prim/with-meta (prim/empty form) nil) i 0]
                              (if (< i (count ks))
                                (recur (prim/assoc made (nth ks i) (nth vs i)) (inc i))
                                made)))))
    (prim/is-set form)
    (let [parts (constants-of form)]
      (when parts (with-constant-meta form (into (prim/with-meta (prim/empty form) nil) parts))))
    :else (constant form)))

(defn- with-meta-node
  "The node of a value with metadata, analyzed from `m`, or the node alone."
  [env node m]
  (if m
    (call-node env (global-node env (core-var "clojure.core" "with-meta"))
               [node (analyze m (inner env))])
    node))

(defn- maker-of
  "Name and arguments of the call that makes a literal."
  [form]
  (cond
    (prim/is-map form)
    [(if (<= (count form) 8) "array-map" "hash-map") (mapcat identity form)]
    (prim/is-set form) ["hash-set" form]
    (prim/is-vector form) ["vector" form]
    :else ["list" form]))

(defn- analyze-literal
  [form env]
  (or (constant-of form)
      (let [[maker parts] (maker-of form)
            args          (analyze-all parts env)
            n             (count args)
            node          (if (and (= maker "vector") (<= 1 n 4))
                            {:op :prim :name (nth ["vector-1" "vector-2" "vector-3" "vector-4"]
                                                  (dec n))
                             :args args :pos (:pos env)}
                            (call-node env (global-node env (core-var "clojure.core" maker))
                                       args))]
        (with-meta-node env node (plain-meta form)))))

; Calls.

(def ^:private folded #{"add" "subtract" "multiply"})

(def ^:private primitive-names
  "Name of each primitive by its number."
  (reduce-kv (fn [all name row] (assoc all (nth row 0) name)) {} genera.compiler.tables/primitives))

(defn- wrapped-primitive
  "Name of the primitive that a call of a core function comes to, or nil."
  [v n]
  (let [space (prim/namespace (prim/var-symbol v))]
    (when (and (= space "clojure.core") (not (prim/is-dynamic v)) (prim/is-bound v))
      (let [number (prim/fn-primitive (prim/var-root v) n)]
        (when number (prim/get primitive-names number))))))

(defn find-primitive
  "Name of the primitive that a call of symbol `sym` with n arguments comes to, or nil."
  [env sym n]
  (cond
    (x/local-of env sym) nil
    (x/primitive-symbol? env sym) (prim/name sym)
    :else
    (let [found (x/find-meaning env sym)]
      (when (prim/is-var found)
        (or (wrapped-primitive found n)
            (when (< 2 n)
              (let [name (wrapped-primitive found 2)]
                (when (contains? folded name) name))))))))

(def ^:private unchecked
  "Primitive and further arguments in place of one where *unchecked-math* holds."
  {"add" ["add-unchecked"] "subtract" ["subtract-unchecked"] "multiply" ["multiply-unchecked"]
   "negate" ["negate-unchecked"] "increment" ["add-unchecked" 1]
   "decrement" ["subtract-unchecked" 1]})

(defn- core-primitive
  "The node of a core function that is a primitive, unchecked if the unit is."
  [env head name args form]
  (let [[other & more] (when (and (:unchecked (:unit env)) (not (x/primitive-symbol? env head)))
                         (prim/get unchecked name))]
    (if other
      (primitive env other (into args (map constant) more) form)
      (primitive env name args form))))

(def ^:private unchecked-casts
  "What casts are where *unchecked-math* holds."
  (into {} (map (fn [name] [(symbol "clojure.core" name) (str "unchecked-" name)]))
        ["int" "short" "byte" "char" "float"]))

(defn- other-cast
  "The var of the unchecked cast in place of a cast, or nil."
  [env head]
  (when (and (:unchecked (:unit env)) (not (x/local-of env head)))
    (let [v    (x/find-meaning env head)
          name (when (prim/is-var v) (prim/get unchecked-casts (prim/var-symbol v)))]
      (when name (core-var "clojure.core" name)))))

(defn- inlined-by
  "What the :inline function of a var makes of arguments, or nil: as on the JVM, for arities that
  :inline-arities has, if the var says so."
  [v args]
  (let [m (prim/cell-field v 1)
        f (when m (prim/get m :inline))]
    (when f
      (let [arities (prim/get m :inline-arities)]
        (when (or (nil? arities) (arities (count args)))
          (apply f args))))))

(defn- inlined
  "As inlined-by, of the var that a call's head means."
  [env form head]
  (when-not (x/local-of env head)
    (let [v (x/find-meaning env head)]
      (when (prim/is-var v) (inlined-by v (prim/next form))))))

(defn- fold-left
  "x + y + z as two primitives."
  [env head name args form]
  (reduce (fn [left right] (core-primitive env head name [left right] form)) args))

(defn- type-test
  "The node of (instance? Class x), or nil for any other call."
  [env sym form]
  (when (and (= "instance?" (prim/name sym)) (= 3 (count form)) (not (x/local-of env sym)))
    (let [type (second form)]
      (when (and (prim/is-symbol type) (not (x/local-of env type)))
        (let [test  (x/find-meaning env sym)
              found (x/find-meaning env type)]
          (when (and (prim/is-var test)
                     (= 'clojure.core/instance? (prim/var-symbol test))
                     (prim/is-type found))
            (primitive env "is-instance-of"
                       [(analyze (nth form 2) (inner env)) (constant found)] form)))))))

(def ^:private steps
  "What the functions add that counters are changed by; + says it itself."
  {'clojure.core/inc 1 'clojure.core/dec -1 'clojure.core/+ nil})

(defn- function-name
  "The name of the var that a symbol means in this place, or nil."
  [env sym]
  (when (and (prim/is-symbol sym) (not (x/local-of env sym)))
    (let [v (x/find-meaning env sym)]
      (when (prim/is-var v) (prim/var-symbol v)))))

(defn- counting
  "The node of a swap! that counts, (swap! a inc), (swap! a dec) or (swap! a + x), or nil for any
  other call: it takes one step, and most atoms that actors contend for are counters."
  [env sym form]
  (when (and (= "swap!" (prim/name sym)) (< 2 (count form) 5))
    (let [[_ atom f x] form
          n            (count form)
          f            (function-name env f)]
      (when (and (contains? steps f)
                 (= (= n 4) (= f 'clojure.core/+))
                 (= 'clojure.core/swap! (function-name env sym)))
        (let [inner (inner env)]
          (primitive env "atom-add"
                     [(analyze atom inner)
                      (if (= n 4) (analyze x inner) (constant (prim/get steps f)))] form))))))

(defn takes?
  "Can what a var holds be called with n arguments? Other things than functions are fields."
  [v n]
  (cond
    (not (prim/is-bound v)) true
    (not (prim/is-fn (prim/var-root v))) (= n 0)
    :else
    (let [arities (prim/fn-arities (prim/var-root v))
          rest?   (and (< 1 (count arities)) (= :rest (nth arities (- (count arities) 2))))]
      (if rest?
        (or (<= (peek arities) n) (some (fn [arity] (= n arity)) (pop (pop arities))))
        (some (fn [arity] (= n arity)) arities)))))

(defn fail-member
  "Throws for a static member that a class lacks, or has not for so many arguments."
  [env type name n form]
  (let [found (x/class-member type name)]
    (if (and (= n 0) (nil? found))
      (x/fail env "java.lang.NoSuchFieldException" name form (x/hint-for-member type name))
      (x/fail env x/illegal-argument
              (str "No matching method " name " found taking " n " args for class "
                   (prim/type-name type))
              form
              (if (and found (prim/is-bound found) (prim/is-fn (prim/var-root found)))
                (str name " takes " (genera.compiler.warn/arities-text (prim/var-root found)) ".")
                (x/hint-for-member type name))))))

(defn check-static
  "Throws unless a class has a static member that can be called with n arguments. Only Math has all
  of Java's methods here: a number of arguments that another one does not take is an error when it
  is called, none at all is one now."
  [env type name n form]
  (let [found (x/class-member type name)]
    (when-not (and found
                   (or (takes? found n)
                       (not (or (= n 0) (= "java.lang.Math" (prim/type-name type))))))
      (fail-member env type name n form))
    found))

(defn static-call
  "The node of a call of a static method; that of a field, which may be written as a call without
  arguments, reads it."
  [env type name args form]
  (let [found  (check-static env type name (count args) form)
        inside (when (takes? found (count args)) (inlined-by found args))
        target (global-node env found)]
    (cond
      inside (analyze inside env)
      (and (empty? args) (prim/is-bound found) (not (prim/is-fn (prim/var-root found)))) target
      :else (call-node env target (analyze-all args env)))))

(defn- member-class
  "The class of (Class/method …), or nil for any other call."
  [env sym]
  (let [space (prim/namespace sym)]
    (when space
      (or (prim/get (prim/root 1) space)
          (when (nil? (x/find-namespace (:ns (:unit env)) space))
            (x/find-class-named env space))))))

(defn- analyze-call
  [form env]
  (let [head   (prim/first form)
        type   (when (prim/is-symbol head) (member-class env head))
        method (when (and type (prim/next form)) (method-of head env))]
    (cond
      method {:op :invoke :selector method :args (analyze-all (prim/next form) env)
              :pos (:pos env)}
      type (static-call (assoc env :special '.) type (prim/name head) (prim/next form) form)
      :else
      (let [nodes (analyze-all form env)]
        (call-node env (nth nodes 0) (subvec nodes 1))))))

(defn- analyze-look-up
  "(:k coll) and (:k coll default) look up without a call."
  [form env]
  (let [n (count form)]
    (if (< 1 n 4)
      (let [nodes (analyze-all form env)
            args  (prim/assoc (prim/assoc nodes 0 (nth nodes 1)) 1 (nth nodes 0))]
        (primitive env (if (= n 2) "get" "get-default") args form))
      (analyze-call form env))))

(defn- analyze-known-call
  "A call of what a symbol means, or what stands for it."
  [form head env]
  (let [cast   (other-cast env head)
        inside (inlined env form head)]
    (cond
      inside (analyze inside env)
      cast   (call-node env (global-node env cast) (analyze-all (prim/next form) env))
      :else  (analyze-call form env))))

(defn- analyze-named-call
  [form head env]
  (let [expanded (x/expand-once env form head)]
    (if (identical? expanded form)
      (or (type-test env head form)
          (counting env head form)
          (let [n    (dec (count form))
                name (find-primitive env head n)]
            (if name
              (let [args (analyze-all (prim/next form) env)]
                (if (and (< 2 n) (contains? folded name))
                  (fold-left env head name args form)
                  (core-primitive env head name args form)))
              (analyze-known-call form head env))))
      (analyze expanded env))))

(defn- analyze-list
  [form env]
  (let [place (x/place-of form)
        env   (if place (prim/assoc env :pos place) env)
        head  (prim/first form)]
    (cond
      (nil? (prim/seq form)) (analyze-literal form env)
      (nil? head) (x/fail (assoc env :special nil) x/illegal-argument
                          (str "Can't call nil, form: " (pr-str form)) form)
      (prim/is-keyword head) (analyze-look-up form env)
      (prim/is-symbol head)
      (let [special (when (nil? (prim/namespace head))
                      (prim/get (prim/atom-value specials) head))]
        (if special
          (special form (prim/assoc env :special head))
          (analyze-named-call form head (if (prim/get env :special)
                                          (prim/assoc env :special nil)
                                          env))))
      :else (analyze-call form env))))

(defn analyze
  "The HIR of a form."
  [form env]
  (cond
    (prim/is-symbol form) (analyze-symbol form env)
    (prim/is-seq form) (analyze-list form env)
    (or (prim/is-vector form) (prim/is-map form) (prim/is-set form)) (analyze-literal form env)
    :else (constant form)))

(defn expand-call
  "A form expanded one step if it is a macro call, else the form itself."
  [form env]
  (let [head (when (prim/is-seq form) (prim/first form))]
    (if (or (not (prim/is-symbol head))
            (and (nil? (prim/namespace head)) (prim/get (prim/atom-value specials) head)))
      form
      (x/expand-once env form head))))

(defn expand-all
  "A form expanded until it is no macro call."
  [form env]
  (loop [form form]
    (let [expanded (expand-call form env)]
      (if (identical? expanded form) form (recur expanded)))))
