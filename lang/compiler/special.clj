; The special forms but those of members and classes, which are in member.clj. Namespace
; genera.compiler.analyze. Argument checks use the JVM's words.

(defn- check-count
  "Throws unless a special form has from `least` to `most` arguments."
  [form env least most]
  (let [n    (dec (count form))
        name (prim/first form)]
    (when (< n least) (x/fail env x/runtime (str "Too few arguments to " name) form))
    (when (< most n) (x/fail env x/runtime (str "Too many arguments to " name) form))))

; def

(defn- warn-replaced
  "What the JVM does when a namespace defines a name that it refers to."
  [env ns before sym]
  (let [owner (prim/namespace (prim/var-symbol before))
        where (str "#'" (prim/var-symbol before) " in namespace: " (x/ns-text ns))]
    (if (= owner "clojure.core")
      (binding [*out* *err*]
        (println (str "WARNING: " (prim/name sym) " already refers to: #'clojure.core/"
                      (prim/name (prim/var-symbol before)) " in namespace: " (x/ns-text ns)
                      ", being replaced by: #'" (x/ns-text ns) "/" (prim/name sym))))
      (x/fail env x/illegal-state (str (prim/name sym) " already refers to: " where)))))

(defn- declare-var
  "The var of the current namespace that a def means, made if there is none."
  [env sym]
  (let [ns     (:ns (:unit env))
        plain  (prim/symbol nil (prim/name sym))
        before (prim/get (prim/namespace-field ns 1) plain)]
    (when (and (prim/is-var before)
               (not= (prim/namespace (prim/var-symbol before)) (x/ns-text ns)))
      (warn-replaced env ns before sym))
    (genera.host/intern-var ns plain)))

(defn- check-owner
  "A qualified name of a def must mean a var of the current namespace."
  [env sym]
  (let [space (prim/namespace sym)
        here  (x/ns-text (:ns (:unit env)))]
    (when (and space (not= space here))
      (let [found (x/resolve-symbol env sym true)]
        (cond
          (nil? found)
          (x/fail env x/runtime "Can't refer to qualified var that doesn't exist")
          (or (prim/is-type found) (not= here (prim/namespace (prim/var-symbol found))))
          (x/fail env x/runtime "Can't create defs outside of current ns"))))))

(defn- def-meta
  "The form of a var's metadata: the symbol's, the place, the docstring."
  [env sym doc]
  (let [[line column] (:pos env)
        file (:file (:unit env))
        m    (or (prim/meta sym) {})
        m    (if line (assoc m :line line :column column) m)
        m    (if (and line file) (assoc m :file file) m)]
    (not-empty (if doc (assoc m :doc doc) m))))

(defn- warn-undynamic
  "What the JVM says of a var that is named like a dynamic one and is none."
  [env sym]
  (let [name (prim/name sym)
        end  (dec (count name))]
    (when (and (< 1 end) (= \* (nth name 0)) (= \* (nth name end))
               (not (prim/get (prim/meta sym) :dynamic)))
      (binding [*out* *err*]
        (println (str "Warning: " name " not declared dynamic and thus is not dynamically"
                      " rebindable, but its name suggests otherwise. Please either indicate"
                      " ^:dynamic " name " or change the name. ("
                      (or (:file (:unit env)) "NO_SOURCE_PATH") ":" (first (:pos env)) ")"))))))

(defn- analyze-def
  [form env]
  (check-count form env 1 3)
  (let [n   (count form)
        sym (second form)
        doc (when (= n 4) (nth form 2))]
    (when-not (prim/is-symbol sym)
      (x/fail env x/runtime "First argument to def must be a Symbol"))
    (check-owner env sym)
    (when (and doc (not (prim/is-string doc)))
      (x/fail env x/runtime "Too many arguments to def" form))
    (warn-undynamic env sym)
    (let [v      (declare-var env sym)
          env    (inner env)
          m      (def-meta env sym doc)
          marked (when m
                   {:op :prim :name "set-var-meta" :args [(constant v) (analyze m env)]
                    :pos (:pos env)})
          bound  (if (< 2 n)
                   (let [env (prim/assoc env :def-name (prim/name sym))]
                     {:op :prim :name "bind-var" :pos (:pos env)
                      :args [(constant v) (analyze (expand-all (nth form (dec n)) env) env)]})
                   (constant v))]
      (if marked {:op :do :body [marked bound]} bound))))

; Choices and blocks

(defn- analyze-if
  [form env]
  (check-count form env 2 3)
  (let [[_ test then else] form]
    {:op :if
     :test (analyze test (inner env))
     :then (analyze then env)
     :else (analyze else env)}))

(defn- check-bindings
  "The binding vector of a form, whose length and names are checked."
  [form env]
  (let [bindings (second form)]
    (when-not (prim/is-vector bindings)
      (x/fail env x/illegal-argument "Bad binding form, expected vector" form))
    (when (odd? (count bindings))
      (x/fail env x/illegal-argument
              "Bad binding form, expected matched symbol expression pairs" form))
    bindings))

(defn- shown [form] (if (nil? form) "null" (pr-str form)))

(defn- check-name
  [sym env]
  (when-not (prim/is-symbol sym)
    (x/fail env x/illegal-argument
            (str "Bad binding form, expected symbol, got: " (shown sym))))
  (when (prim/namespace sym)
    (x/fail env x/runtime (str "Can't let qualified name: " sym))))

(defn- analyze-bindings
  "[locals inits environment] of a binding vector."
  [bindings env kind]
  (let [n (count bindings)]
    (loop [i 0 locals [] inits [] env (inner env)]
      (if (< i n)
        (let [sym (nth bindings i)]
          (check-name sym env)
          (let [init  (analyze (nth bindings (inc i)) env)
                local (make-local env sym kind)]
            (recur (+ i 2) (prim/conj locals local) (prim/conj inits init)
                   (bind env sym local))))
        [locals inits env]))))

(defn- analyze-let
  [form env]
  (let [[locals inits inside] (analyze-bindings (check-bindings form env) env :let)
        body (analyze-body (prim/next (prim/next form))
                           (prim/assoc inside :loop (prim/get env :loop)))]
    (if (= 0 (count locals))
      body
      {:op :let :locals locals :inits inits :body body})))

(defn- analyze-loop
  [form env]
  (let [[locals inits inside] (analyze-bindings (check-bindings form env) env :loop)
        id (next-number env)]
    {:op :loop :locals locals :inits inits :id id
     :body (analyze-body (prim/next (prim/next form))
                         (assoc inside :loop {:id id :locals locals}))}))

(def ^:private class-names
  "What the JVM calls the types that nodes are known to have."
  {:long "long" :double "double" :boolean "boolean" :number "java.lang.Number"
   :string "java.lang.String"})

(declare type-of)

(defn- arithmetic-type
  "Longs give longs, a double with any number a double, as far as the arguments are known."
  [args]
  (let [types (map type-of args)]
    (cond
      (every? (fn [type] (= :long type)) types) :long
      (and (some (fn [type] (= :double type)) types)
           (every? (fn [type] (contains? #{:double :long} type)) types)) :double)))

(defn- type-of
  "The type of a node's value where it is certain, or nil."
  [node]
  (case (:op node)
    :const (let [x (:value node)]
             (cond (prim/is-long x) :long
                   (prim/is-double x) :double
                   (prim/is-string x) :string))
    :local (:hint (:local node))
    :prim  (let [name (:name node)]
             (cond
               (prim/get genera.compiler.tables/arithmetic name) (arithmetic-type (:args node))
               (= name "divide") (let [type (arithmetic-type (:args node))]
                                   (if (= type :long) :number type))
               :else (prim/get genera.compiler.tables/results name)))
    nil))

(defn- check-hints
  "A parameter with a primitive type takes values of no other in a recur."
  [target args env]
  (dotimes [i (count args)]
    (let [local (nth (:locals target) i)
          wants (:hint local)
          has   (when wants (type-of (nth args i)))]
      (when (and has (not= has wants))
        (x/fail (assoc env :special 'fn* :pos (:pos target)) x/illegal-argument
                (str " recur arg for primitive local: " (:name local)
                     " is not matching primitive, had: " (prim/get class-names has)
                     ", needed: " (name wants)))))))

(defn- analyze-recur
  [form env]
  (let [target (:loop env)
        args   (prim/next form)]
    (cond
      (nil? target) (x/fail env x/unsupported "Can only recur from tail position" form)
      (:across target) (x/fail env x/unsupported "Cannot recur across try" form)
      (not= (count args) (count (:locals target)))
      (x/fail env x/illegal-argument
              (str "Mismatched argument count to recur, expected: " (count (:locals target))
                   " args, got: " (count args))
              form))
    (let [nodes  (analyze-all args env)
          object (:object target)] ; a method's object stays the same
      (when (:hinted target) (check-hints target nodes env))
      {:op :recur :id (:id target) :pos (:pos env)
       :args (if object (into [(local-node object)] nodes) nodes)
       :target (if object (into [object] (:locals target)) (:locals target))})))

(defn- analyze-quote
  [form env]
  (let [n (dec (count form))]
    (when-not (= n 1)
      (x/fail env "clojure.lang.ExceptionInfo"
              (str "Wrong number of args (" n ") passed to quote") form nil {:form form}))
    (constant (genera.host/realize (second form)))))

(defn- analyze-var
  [form env]
  (check-count form env 1 1)
  (let [sym (second form)]
    (when-not (prim/is-symbol sym)
      (x/fail env x/runtime "Argument to var must be a Symbol"))
    (constant (x/resolve-var env sym))))

(defn- analyze-throw
  [form env]
  (let [n (dec (count form))]
    (when-not (= n 1)
      (x/fail env x/runtime
              (str "Too " (if (< 1 n) "many" "few")
                   " arguments to throw, throw expects a single Throwable instance")
              form))
    {:op :throw :value (analyze (second form) (inner env)) :pos (:pos env)}))

; Functions

(def ^:private most-params 20)

(defn- parse-params
  "[symbols variadic?] of a parameter vector; methods may have any number of them."
  [params env form method?]
  (when-not (prim/is-vector params)
    (x/fail env x/runtime "Parameter declaration should be a vector" form))
  (loop [names [] at -1 left (prim/seq params)]
    (if left
      (let [param (prim/first left)]
        (when-not (prim/is-symbol param)
          (x/fail env x/illegal-argument "fn params must be Symbols"))
        (when (prim/namespace param)
          (x/fail env x/runtime (str "Can't use qualified name as parameter: " param)))
        (cond
          (not= "&" (prim/name param)) (recur (prim/conj names param) at (prim/next left))
          (< -1 at) (x/fail env x/runtime "Invalid parameter list")
          :else (recur names (count names) (prim/next left))))
      (let [n (count names)]
        (when (and (< -1 at) (not= at (dec n)))
          (x/fail env x/runtime (if (= at n) "Invalid parameter list" "Unexpected parameter")))
        (when (and (not method?) (< most-params (if (< at 0) n at)))
          (x/fail env x/runtime (str "Can't specify more than " most-params " params")))
        [names (< -1 at)]))))

(defn- make-param
  "A parameter; ^long and ^double are kept as its :hint."
  [env sym]
  (let [tag   (prim/get (prim/meta sym) :tag)
        local (make-local env sym :param)]
    (cond
      (= tag 'long)   (prim/assoc local :hint :long)
      (= tag 'double) (prim/assoc local :hint :double)
      :else local)))

(defn- analyze-arity
  "The :arity of (params body…); `bind-fields` adds what is read through the first parameter."
  [part env form bind-fields]
  (let [[names variadic] (parse-params (prim/first part) env form (some? bind-fields))
        params (mapv (fn [sym] (make-param env sym)) names)
        in     (fn [env] (reduce (fn [env i] (bind env (nth names i) (nth params i)))
                                 env (range (count names))))
        env    (if bind-fields (bind-fields env (nth params 0 nil) form) env)
        id     (next-number env)
        target {:id id :locals (if bind-fields (subvec params 1) params) :pos (:pos env)
                :object (if bind-fields (nth params 0) nil)
                :hinted (some :hint params)}]
    {:op :arity :params params :variadic variadic :id id
     :body (analyze-body (prim/next part) (assoc (in env) :loop target :def-name nil))}))

(defn- check-arities
  [arities env form]
  (let [rests  (filter :variadic arities)
        counts (map (fn [arity] (count (:params arity))) (remove :variadic arities))]
    (when (next rests)
      (x/fail env x/runtime "Can't have more than 1 variadic overload" form))
    (when-not (or (empty? counts) (apply distinct? counts))
      (x/fail env x/runtime "Can't have 2 overloads with same arity" form))
    (when (and (seq rests)
               (some (fn [n] (< (dec (count (:params (first rests)))) n)) counts))
      (x/fail env x/runtime
              "Can't have fixed arity function with more params than variadic function" form))))

(defn- make-function
  "The :fn of parts (params body…)."
  [env short-name self parts form bind-fields]
  (let [outer (:name env)
        name  (str (or outer (x/ns-text (:ns (:unit env)))) "/" short-name)
        frame (next-number env)
        env   (assoc env :frame frame :name name :loop nil :def-name nil)
        self-local (when self (make-local env self :self))
        env   (if self (bind env self self-local) env)
        arities (mapv (fn [part] (analyze-arity part env form bind-fields)) parts)]
    (check-arities arities env form)
    {:op :fn :name name :self self-local :frame frame :arities arities}))

(defn- fn-node
  "The :fn of an fn* form, without its metadata."
  [form env name]
  (let [self  (when (prim/is-symbol (second form)) (second form))
        rest  (if self (prim/next (prim/next form)) (prim/next form))
        parts (if (prim/is-vector (prim/first rest)) [rest] rest)]
    (when (empty? parts) (x/fail env x/runtime "Parameter declaration missing" form))
    (doseq [part parts]
      (when-not (prim/is-seq part)
        (x/fail env x/runtime "Parameter declaration should be a vector")))
    (make-function env (if self (prim/name self) (or name "fn")) self parts form nil)))

(defn- analyze-fn
  [form env]
  (let [name (:def-name env)
        env  (prim/assoc env :def-name nil)]
    (with-meta-node env (fn-node form env name) (plain-meta form))))

(defn- analyze-letfn
  [form env]
  (let [bindings (check-bindings form env)
        pairs    (partition 2 bindings)
        locals   (mapv (fn [[sym f]]
                         (check-name sym env)
                         (when-not (prim/is-seq f)
                           (x/fail env x/illegal-argument
                                   "Bad binding form, expected symbol and fn*"))
                         (make-local env sym :letfn))
                       pairs)
        env      (reduce (fn [env i] (bind env (first (nth pairs i)) (nth locals i)))
                         env (range (count locals)))
        fns      (mapv (fn [[sym f] local]
                         (fn-node (expand-all f env) (inner env) (:name local)))
                       pairs locals)]
    {:op :letfn :locals locals :fns fns
     :body (analyze-body (prim/next (prim/next form)) env)}))

; try

(defn- clause?
  [item name]
  (and (prim/is-seq item) (= name (prim/first item))))

(defn- analyze-catch
  [clause env]
  (let [[_ type sym & body] clause
        found (when (prim/is-symbol type) (x/resolve-symbol env type))]
    (when-not (or (prim/is-type found) (= :default type))
      (x/fail env x/illegal-argument (str "Unable to resolve classname: " (shown type)) clause
              (when (prim/is-symbol type) (x/hint-for-class env (prim/name type)))))
    (when-not (prim/is-symbol sym)
      (x/fail env x/illegal-argument
              (str "Bad binding form, expected symbol, got: " (shown sym)) clause))
    (when (prim/namespace sym)
      (x/fail env x/runtime (str "Can't bind qualified name:" sym) clause))
    (let [local (make-local env sym :catch)
          all?  (or (nil? found) (= "java.lang.Throwable" (prim/type-name found)))]
      {:op :catch :class (when-not all? found) :local local
       :body (analyze-body body (bind env sym local))})))

(defn- parse-try
  "[body catches finally] of the forms of a try; finally is nil or a list."
  [form env]
  (loop [body [] catches [] last-clause nil items (prim/next form)]
    (if items
      (let [item (prim/first items)]
        (cond
          last-clause
          (x/fail env x/runtime "finally clause must be last in try expression")
          (clause? item 'catch)
          (recur body (conj catches item) nil (prim/next items))
          (clause? item 'finally)
          (recur body catches item (prim/next items))
          (seq catches)
          (x/fail env x/runtime
                  "Only catch or finally clause can follow catch in try expression")
          :else (recur (conj body item) catches nil (prim/next items))))
      [body catches last-clause])))

(defn- analyze-try
  [form env]
  (let [[body catches last-clause] (parse-try form env)
        target (:loop env)
        inside (if target (assoc env :loop (assoc target :across true)) env)]
    (if (and (empty? catches) (nil? last-clause))
      (analyze-body body inside)
      {:op :try
       :body (analyze-body body inside)
       :catches (mapv (fn [clause] (analyze-catch clause (inner env))) catches)
       :finally (when last-clause (analyze-body (prim/next last-clause) (inner env)))})))

; case*

(defn- analyze-case
  [form env]
  (when (< (count form) 3) (x/fail env x/runtime "Too few arguments to case*" form))
  (let [[_ expr default & clauses] form]
    {:op :case
     :expr (analyze expr (inner env))
     :default (analyze default env)
     :clauses (mapv (fn [clause]
                      (let [[tests & body] (when (prim/is-vector clause) clause)]
                        (when-not (and (prim/is-vector tests) body)
                          (x/fail env x/runtime
                                  "Bad clause of case*, expected [[constant ...] body]"))
                        {:op :clause :tests (mapv genera.host/realize tests)
                         :body (analyze (prim/first body) env)}))
                    clauses)}))

(prim/atom-set specials
  (assoc (prim/atom-value specials)
         'def analyze-def
         'do (fn [form env] (analyze-body (prim/next form) env))
         'if analyze-if
         'let* analyze-let
         'loop* analyze-loop
         'recur analyze-recur
         'fn* analyze-fn
         'letfn* analyze-letfn
         'quote analyze-quote
         'var analyze-var
         'throw analyze-throw
         'try analyze-try
         'case* analyze-case))
