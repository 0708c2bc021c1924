; The compiler's face: a form becomes a function of no arguments. Namespace genera.compiler.
;
; form -> analyze -> HIR -> passes -> lower -> MIR -> emit -> install. Each stage can be looked at:
; `hir`, `mir` and `bytecode` answer what it makes of a form, `dis` shows a function's code.

(def passes
  "The passes over HIR in their order: name, what must have run before, function."
  [{:name :fold  :after #{} :pass genera.compiler.fold/fold}
   {:name :lets  :after #{:fold} :pass genera.compiler.lets/run}
   {:name :tests :after #{:lets} :pass genera.compiler.tests/simplify}
   {:name :close :after #{:lets :tests} :pass genera.compiler.close/close}])

(def ^:dynamic *check*
  "Whether each stage's result is validated."
  false)

(defn- environment
  [form ns file]
  {:locals {} :loop nil :frame 0 :name nil :def-name nil :special nil
   :pos (genera.compiler.expand/place-of form)
   :unit {:ns ns :file file :ids (prim/volatile 0)}})

(defn- check
  [stage problem]
  (when problem (throw (new IllegalStateException (str stage ": " problem)))))

(defn- run-passes
  [node]
  (loop [node node i 0]
    (if (< i (count passes))
      (recur ((prim/get (prim/nth passes i) :pass) node) (inc i))
      node)))

(defn- to-hir
  [form ns file]
  (let [node (run-passes (genera.compiler.analyze/analyze form (environment form ns file)))]
    (when *check* (check :hir (genera.compiler.hir/problem node)))
    node))

(defn- check-function
  [function]
  (doseq [arity (:arities function)]
    (check :mir (genera.compiler.mir/problem arity))
    (doseq [[kind value] (:constants arity)]
      (when (= kind :template) (check-function value)))))

(defn- to-mir
  [form ns file]
  (let [function (genera.compiler.lower/lower-unit
                   (to-hir form ns file)
                   (prim/string-append (genera.compiler.expand/ns-text ns) "/eval"))]
    (when *check* (check-function function))
    function))

(defn compile
  "The function of no arguments that evaluates a form in a namespace. Options: :file."
  ([form ns] (compile form ns nil))
  ([form ns options]
   (let [file (:file options)]
     (genera.compiler.install/make-function
       (genera.compiler.emit/emit-function (to-mir form ns file)) file))))

(defn top-form
  "A top-level form expanded until it is no macro call, so that a `do` can be taken apart."
  [form ns file]
  (genera.compiler.analyze/expand-all form (environment form ns file)))

(defn hir
  "The HIR of a form after the passes, as data to read."
  [form]
  (genera.compiler.hir/summary (to-hir form *ns* nil)))

(defn mir
  "The MIR of a form, as data to read."
  [form]
  (genera.compiler.mir/summary (to-mir form *ns* nil)))

(defn bytecode
  "What the code objects of a form hold."
  [form]
  (genera.compiler.emit/emit-function (to-mir form *ns* nil)))
