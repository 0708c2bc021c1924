; The compiler's face: a form becomes a function of no arguments. Namespace genera.compiler.
;
; form -> analyze -> HIR -> passes -> lower -> MIR -> emit -> install. Each stage can be looked at
; (look.clj): `hir`, `mir` and `bytecode` answer what it makes of a form, `dis` shows a function.

(def passes
  "The passes over HIR in their order."
  (genera.compiler.passes/order
    [genera.compiler.inline/pass genera.compiler.fold/pass genera.compiler.lets/pass
     genera.compiler.tests/pass genera.compiler.close/pass]))

(def mir-passes
  "The passes over MIR, arity by arity, in their order."
  (genera.compiler.passes/order [genera.compiler.jumps/pass genera.compiler.types/pass]))

(def ^:dynamic *check*
  "Whether each stage's result is validated."
  false)

(def watcher
  "An atom with a function that is told what becomes of each form, or nil: it is called with a map
  of :file, :place, :hir, :mir and :bytecode."
  (prim/atom nil))

(def ^:dynamic *library*
  "Whether what is compiled is the library itself, whose namespaces all see clojure.core whole."
  false)

(defn- environment
  [form ns file place]
  {:locals {} :loop nil :frame 0 :name nil :def-name nil :special nil
   :pos (or (genera.compiler.expand/place-of form) place)
   :unit {:ns ns :file file :library *library* :unchecked *unchecked-math*
          :ids (prim/volatile 0)}})

(defn- check
  [stage problem]
  (when problem (throw (new IllegalStateException (str stage ": " problem)))))

(defn- to-hir
  [form ns file place]
  (let [env  (environment form ns file place)
        node (genera.compiler.analyze/analyze form env)
        _    (when (genera.compiler.warn/warns? file) (genera.compiler.warn/check node file))
        node (genera.compiler.passes/run passes node)]
    (when *check* (check :hir (genera.compiler.hir/problem node)))
    node))

(defn- check-function
  [function]
  (doseq [arity (:arities function)]
    (check :mir (genera.compiler.mir/problem arity))
    (check :stack (genera.compiler.stack/problem (genera.compiler.stack/flatten-arity arity))))
  (doseq [inner (genera.compiler.mir/inner-functions function)] (check-function inner)))

(defn- lower
  [node ns]
  (let [function (genera.compiler.lower/lower-unit
                   node (prim/string-append (genera.compiler.expand/ns-text ns) "/eval")
                   (fn [arity] (genera.compiler.passes/run mir-passes arity)))]
    (when *check* (check-function function))
    function))

(defn- to-mir
  [form ns file place]
  (lower (to-hir form ns file place) ns))

(defn- emit
  "A unit emitted; code that is too large for its tables is an error of the form."
  [function env]
  (try
    (genera.compiler.emit/emit-function function)
    (catch StackOverflowError e
      (if (= "Method code too large!" (prim/throwable-message e))
        (genera.compiler.expand/fail env "java.lang.StackOverflowError"
                                     (prim/throwable-message e))
        (throw e)))))

(defn compile
  "The function of no arguments that evaluates a form in a namespace. Options: :file, and :place,
  the [line column] of a form that has none itself."
  ([form ns] (compile form ns nil))
  ([form ns options]
   (let [file     (:file options)
         place    (:place options)
         node     (to-hir form ns file place)
         function (lower node ns)
         emitted  (emit function (environment form ns file place))
         watch    (prim/atom-value watcher)]
     (when watch
       (watch {:file file :place (or (genera.compiler.expand/place-of form) place)
               :hir node :mir function :bytecode emitted}))
     (genera.compiler.install/make-function emitted file))))

(defn macroexpand-1
  "The form that a macro call stands for in a namespace, expanded one step; else the form."
  [form ns]
  (genera.compiler.analyze/expand-call form (assoc (environment form ns nil nil) :top true)))

(defn walk
  "Hands the functions that evaluate a top-level form to `use`, each made when the one before it has
  been used, so that a macro may be used right after its definition; answers the last answer. The
  parts of a `do` are forms of their own."
  [form ns file place use]
  (let [env  (environment form ns file place)
        full (genera.compiler.analyze/expand-all form (assoc env :top true))]
    (if (and (prim/is-seq full) (= 'do (prim/first full)) (prim/next full))
      (loop [value nil parts (prim/next full)]
        (if parts
          (recur (walk (prim/first parts) *ns* file (:pos env) use) (prim/next parts))
          value))
      (use (compile full ns {:file file :place (:pos env)})))))

(defn evaluate
  "The value of a top-level form."
  [form ns file place]
  (walk form ns file place (fn [f] (f))))

(defn evaluate-loaded
  "As evaluate, for a form of a file that is being loaded: what its code throws comes wrapped in a
  CompilerException that says where in the file, as on the JVM."
  [form ns file place]
  (try
    (let [value (evaluate form ns file place)]
      (genera.compiler.warn/check-pending)
      value)
    (catch genera.actors.Exit e (throw e)) ; the end of an actor is no error of the file
    (catch Throwable e
      (throw (genera.compiler.expand/located
               e file (or (genera.compiler.expand/place-of form) place))))))
