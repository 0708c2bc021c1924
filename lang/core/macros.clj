; The rest of the control macros: bindings with a test, threading with a test, case and condp,
; assertions, and loops for effect. `for` and `doseq` stand beside the sequences they walk.
;
; case* is a special form of the compiler: (case* symbol default [[constant…] body]…) goes to
; the body whose constants hold the symbol's value, by `=`, and to default otherwise; all bodies
; are in tail position, so recur works in them.

(declare str pr-str name long inc)

(defn nil?
  "Whether x is nil."
  [x]
  (prim/is-nil x))

(defn- check-one-binding
  "Throws unless bindings is a vector of one pattern and one expression."
  [form bindings]
  (if (prim/is-vector bindings) nil (refuse-bindings form "a vector for its binding"))
  (if (= 2 (count bindings)) nil
    (refuse-bindings form "exactly 2 forms in binding vector")))

(defmacro comment
  "Ignores its body; the value is nil."
  [& body])

(defmacro if-let
  "Evaluates then with the pattern bound to the test's value when that is true, else the other."
  ([bindings then] `(if-let ~bindings ~then nil))
  ([bindings then else]
   (check-one-binding &form bindings)
   `(let [test# ~(second bindings)]
      (if test# (let [~(first bindings) test#] ~then) ~else))))

(defmacro when-let
  "Evaluates body with the pattern bound to the test's value when that is true."
  [bindings & body]
  (check-one-binding &form bindings)
  `(let [test# ~(second bindings)]
     (when test# (let [~(first bindings) test#] ~@body))))

(defmacro if-some
  "As if-let, but only nil counts as false."
  ([bindings then] `(if-some ~bindings ~then nil))
  ([bindings then else]
   (check-one-binding &form bindings)
   `(let [test# ~(second bindings)]
      (if (nil? test#) ~else (let [~(first bindings) test#] ~then)))))

(defmacro when-some
  "As when-let, but only nil counts as false."
  [bindings & body]
  (check-one-binding &form bindings)
  `(let [test# ~(second bindings)]
     (if (nil? test#) nil (let [~(first bindings) test#] ~@body))))

(defmacro when-first
  "Evaluates body with the pattern bound to the first element, when there is one."
  [bindings & body]
  (check-one-binding &form bindings)
  `(let [seq# (seq ~(second bindings))]
     (if seq# (let [~(first bindings) (first seq#)] ~@body) nil)))

(defn- thread-clauses
  "A let that puts each step's value, a form made by step from a clause, into name; the last step
  is its body, so that it may recur."
  [name init step clauses]
  (loop [bindings [name init] clauses (seq clauses)]
    (cond (nil? clauses) `(let ~bindings ~name)
          (next clauses) (recur (conj bindings name (step (first clauses))) (next clauses))
          :else `(let ~bindings ~(step (first clauses))))))

(defn- pair-clauses
  "The clauses two by two; throws when one is left over."
  [clauses]
  (loop [pairs [] clauses clauses]
    (cond (nil? clauses) (seq pairs)
          (next clauses) (recur (conj pairs [(first clauses) (second clauses)]) (nnext clauses))
          :else (throw (new AssertionError "Assert failed: (even? (count clauses))")))))

(defmacro cond->
  "Threads the value, as -> does, through each form whose test is true."
  [expr & clauses]
  (let [value (gensym "value__")]
    (thread-clauses value expr
                    (fn [[test form]] `(if ~test (-> ~value ~form) ~value))
                    (pair-clauses clauses))))

(defmacro cond->>
  "Threads the value, as ->> does, through each form whose test is true."
  [expr & clauses]
  (let [value (gensym "value__")]
    (thread-clauses value expr
                    (fn [[test form]] `(if ~test (->> ~value ~form) ~value))
                    (pair-clauses clauses))))

(defmacro as->
  "Evaluates the forms in turn with name bound to the value of the one before."
  [expr name & forms]
  (thread-clauses name expr (fn [form] form) forms))

(defmacro some->
  "As ->, but stops with nil as soon as a value is nil."
  [expr & forms]
  (let [value (gensym "value__")]
    (thread-clauses value expr
                    (fn [form] `(if (nil? ~value) nil (-> ~value ~form)))
                    forms)))

(defmacro some->>
  "As ->>, but stops with nil as soon as a value is nil."
  [expr & forms]
  (let [value (gensym "value__")]
    (thread-clauses value expr
                    (fn [form] `(if (nil? ~value) nil (->> ~value ~form)))
                    forms)))

(defmacro doto
  "Evaluates x, then each form with it as first argument, for effect; the value is x."
  [x & forms]
  (let [value (gensym "value__")
        calls (loop [calls [] forms forms]
                (if forms
                  (let [form (first forms)]
                    (recur (conj calls (if (seq? form)
                                         (with-meta (list* (first form) value (next form))
                                                    (meta form))
                                         (list form value)))
                           (next forms)))
                  calls))]
    `(let [~value ~x] ~@calls ~value)))

(defmacro ..
  "Chains member access: (.. x a (b 1)) is (. (. x a) (b 1))."
  ([x form] `(. ~x ~form))
  ([x form & more] `(.. (. ~x ~form) ~@more)))

(defmacro while
  "Evaluates body again and again as long as test is true."
  [test & body]
  `(loop [] (when ~test ~@body (recur))))

(defmacro dotimes
  "Evaluates body for each integer from 0 below n, bound to name."
  [bindings & body]
  (check-one-binding &form bindings)
  (let [name (first bindings)]
    `(let [n# (long ~(second bindings))]
       (loop [~name 0]
         (if (< ~name n#)
           (do ~@body (recur (inc ~name)))
           nil)))))

(defn- case-constants
  "The constants one test of case stands for: a list holds several."
  [test]
  (if (seq? test) test (list test)))

(defmacro case
  "The expression whose test constant equals expr's value; constants are not evaluated, and
  a list holds several. Without a match the default, or IllegalArgumentException."
  [expr & clauses]
  (let [value (gensym "case__")]
    (loop [branches [] seen #{} left (seq clauses)]
      (if (next left)
        (let [constants (case-constants (first left))
              seen      (loop [seen seen constants (seq constants)]
                          (cond (nil? constants) seen
                                (contains? seen (first constants))
                                (throw (new IllegalArgumentException
                                            (str "Duplicate case test constant: "
                                                 (pr-str (first constants)))))
                                :else (recur (conj seen (first constants)) (next constants))))]
          (recur (conj branches [(vec constants) (second left)]) seen (nnext left)))
        (let [default (if left
                        (first left)
                        `(throw (new IllegalArgumentException
                                     (str "No matching clause: " ~value))))]
          `(let [~value ~expr] (~'case* ~value ~default ~@branches)))))))

(defmacro condp
  "The expression of the first clause for which (pred test expr) is true; after :>> stands a
  function of that result. A last single form is the default."
  [pred expr & clauses]
  (let [test  (gensym "pred__")
        value (gensym "expr__")
        emit  (fn emit [clauses]
                (cond
                  (nil? clauses)
                  `(throw (new IllegalArgumentException (str "No matching clause: " ~value)))
                  (nil? (next clauses)) (first clauses)
                  (= :>> (second clauses))
                  `(let [result# (~test ~(first clauses) ~value)]
                     (if result#
                       (~(fnext (next clauses)) result#)
                       ~(emit (next (nnext clauses)))))
                  :else
                  `(if (~test ~(first clauses) ~value)
                     ~(second clauses)
                     ~(emit (nnext clauses)))))]
    `(let [~test ~pred ~value ~expr] ~(emit (seq clauses)))))

(def ^:dynamic *assert*
  "When false as code is compiled, assert compiles to nothing."
  true)

(defmacro assert
  "Throws AssertionError, with the message if given, when x is false."
  ([x]
   (if *assert*
     `(when-not ~x (throw (new AssertionError (str "Assert failed: " (pr-str '~x)))))))
  ([x message]
   (if *assert*
     `(if ~x nil
        (throw (new AssertionError (str "Assert failed: " ~message "\n" (pr-str '~x))))))))
