; clojure.test: tests are functions in the :test metadata of vars; assertions report what happened
; to the multimethod report, which prints it and counts. Fixtures wrap what they are given.
;
; `is` looks at its form: assert-expr, a multimethod on the form's first symbol, makes the code
; that checks it; so new kinds of assertion are new methods.

(ns clojure.test
  "Assertions, tests and how they are run."
  (:require [clojure.stacktrace]
            [clojure.string]
            [clojure.template]))

(def ^:dynamic *load-tests*
  "When false, deftest and with-test define no tests."
  true)

(def ^:dynamic *stack-trace-depth*
  "How many frames of a stack trace are printed; nil for all."
  nil)

(def ^:dynamic *report-counters*
  "A ref with the counts of the running tests, or nil."
  nil)

(def ^:dynamic *initial-report-counters*
  "The counts a run starts with."
  {:test 0 :pass 0 :fail 0 :error 0})

(def ^:dynamic *testing-vars*
  "The vars whose tests are running, innermost first."
  ())

(def ^:dynamic *testing-contexts*
  "The strings of the testing forms around, innermost first."
  ())

(def ^:dynamic *test-out*
  "The writer reports are printed to; nil for *out*."
  nil)

(defmacro with-test-out
  "Evaluates body with *out* bound to the writer of reports."
  [& body]
  `(binding [*out* (or *test-out* *out*)] ~@body))

(defn inc-report-counter
  "Adds one to the count of that name."
  [name]
  (when *report-counters*
    (dosync (commute *report-counters* update name (fnil inc 0)))))

(defn testing-vars-str
  "The running tests and the place of an assertion, as reports show them."
  [{:keys [file line]}]
  (str (reverse (map (fn [v] (:name (meta v))) *testing-vars*))
       " (" file ":" line ")"))

(defn testing-contexts-str
  "The strings of the testing forms around, outermost first, with spaces between."
  []
  (apply str (interpose " " (reverse *testing-contexts*))))

(defmulti ^:dynamic report
  "Reports an event, a map with :type :pass, :fail, :error, :begin-test-ns, :summary or others."
  :type)

(def ^:private ^:dynamic *assertion-place*
  "The file and line of the assertion being checked; added to its reports."
  nil)

(defn- file-name
  "The last part of a path."
  [path]
  (let [path (str path)]
    (subs path (inc (prim/string-last-index path "/" (count path))))))

(defn- library-frame?
  "Is a frame of a stack trace one of the library?"
  [[name file]]
  (or (nil? file)
      (prim/string-starts name "genera." 0)
      (prim/string-starts file "lang/" 0)
      (prim/string-starts file "gen/lang/" 0)))

(defn- trace-place
  "The file and line of the innermost frame of an exception that is none of the library, or nil."
  [e]
  (let [[_ file line] (first (remove library-frame? (prim/throwable-trace e)))]
    (when file {:file (file-name file) :line line})))

(defn stacktrace-file-and-line
  "The place of the first of the frames of a stack trace, :file and :line."
  [frames]
  (if-let [frame (first frames)]
    {:file (.getFileName frame) :line (.getLineNumber frame)}
    {:file nil :line nil}))

(defn file-and-line
  "The place of a frame of an exception's stack trace, :file and :line."
  [e depth]
  (stacktrace-file-and-line (drop depth (.getStackTrace e))))

(defn file-position
  "[file line] of a frame of the stack that calls this."
  [depth]
  (let [{:keys [file line]} (file-and-line (new Exception) depth)] [file line]))

(defn- find-place
  "The place of the assertion being checked; what a macro has made is where that was called."
  [event]
  (cond
    (:line *assertion-place*) *assertion-place*
    (and (= :error (:type event)) (instance? Throwable (:actual event)))
    (trace-place (:actual event))
    :else (try (throw (new Exception)) (catch Exception e (trace-place e)))))

(defn do-report
  "Reports an event, a failure or error with the place of its assertion."
  [event]
  (report (if (contains? #{:fail :error} (:type event))
            (merge {:file nil :line nil} (find-place event) event)
            event)))

(defn- print-heading
  "Prints what a failure or error starts with."
  [kind event]
  (println (str "\n" kind " in") (testing-vars-str event))
  (when (seq *testing-contexts*) (println (testing-contexts-str)))
  (when-let [message (:message event)] (println message)))

(defn- print-trace
  "Prints an exception, what was wrong in which call, its data and its stack trace, and those of its
  causes. The frames of what runs tests are left out unless a depth is asked for."
  [e]
  (print (str (.getName (class e)) ": " (.getMessage e)))
  (newline)
  (when-let [told (genera.explain/sentence e)] (println "         " told))
  (when-let [data (ex-data e)] (prn data))
  (loop [prefix " at "
         frames (let [frames (remove (fn [[name]] (prim/string-starts (str name) "genera." 0))
                                     (prim/throwable-trace e))]
                  (if *stack-trace-depth*
                   (take *stack-trace-depth* frames)
                   (take-while (fn [[name]] (not= name "clojure.test/test-var")) frames)))]
    (when (seq frames)
      (let [[name file line] (first frames)]
        (println (str prefix name " (" (file-name file) ":" line ")"))
        (recur "    " (rest frames)))))
  (when-let [cause (ex-cause e)]
    (print "Caused by: ")
    (print-trace cause)))

(defmethod report :default [event]
  (with-test-out (prn event)))

(defmethod report :pass [event]
  (with-test-out (inc-report-counter :pass)))

(defmethod report :fail [event]
  (with-test-out
    (inc-report-counter :fail)
    (print-heading "FAIL" event)
    (println "expected:" (pr-str (:expected event)))
    (println "  actual:" (pr-str (:actual event)))))

(defmethod report :error [event]
  (with-test-out
    (inc-report-counter :error)
    (print-heading "ERROR" event)
    (println "expected:" (pr-str (:expected event)))
    (print "  actual: ")
    (let [actual (:actual event)]
      (if (instance? Throwable actual) (print-trace actual) (prn actual)))))

(defmethod report :summary [event]
  (with-test-out
    (println "\nRan" (:test event) "tests containing"
             (+ (:pass event) (:fail event) (:error event)) "assertions.")
    (println (:fail event) "failures," (:error event) "errors.")))

(defmethod report :begin-test-ns [event]
  (with-test-out (println "\nTesting" (ns-name (:ns event)))))

(defmethod report :end-test-ns [event])
(defmethod report :begin-test-var [event])
(defmethod report :end-test-var [event])

; Assertions.

(defn get-possibly-unbound-var
  "The value of a var, or nil when it has none."
  [v]
  (when (bound? v) (var-get v)))

(defn function?
  "Whether x is a function, or a symbol that names one and no macro."
  [x]
  (if (symbol? x)
    (let [v (resolve x)]
      (boolean (and (var? v) (fn? (get-possibly-unbound-var v)) (not (:macro (meta v))))))
    (fn? x)))

(defn assert-predicate
  "The code that asserts a call of a function and reports its arguments when it fails."
  [message form]
  (let [f (first form)]
    `(let [values# (list ~@(next form))
           result# (apply ~f values#)]
       (if result#
         (do-report {:type :pass :message ~message :expected '~form :actual (cons '~f values#)})
         (do-report {:type :fail :message ~message :expected '~form
                     :actual (list '~'not (cons '~f values#))}))
       result#)))

(defn assert-any
  "The code that asserts that any form is true."
  [message form]
  `(let [value# ~form]
     (if value#
       (do-report {:type :pass :message ~message :expected '~form :actual value#})
       (do-report {:type :fail :message ~message :expected '~form :actual value#}))
     value#))

(defmulti assert-expr
  "The code that checks the form of an assertion; dispatches on the form's first symbol."
  (fn [message form]
    (cond (nil? form) :always-fail
          (seq? form) (first form)
          :else       :default)))

(defmethod assert-expr :always-fail [message form]
  `(do-report {:type :fail :message ~message}))

(defmethod assert-expr :default [message form]
  (if (and (sequential? form) (function? (first form)))
    (assert-predicate message form)
    (assert-any message form)))

(defmethod assert-expr 'instance? [message [_ class object :as form]]
  `(let [object# ~object
         class#  (class object#)
         result# (instance? ~class object#)]
     (if result#
       (do-report {:type :pass :message ~message :expected '~form :actual class#})
       (do-report {:type :fail :message ~message :expected '~form :actual class#}))
     result#))

(defmethod assert-expr 'thrown? [message [_ class & body :as form]]
  `(try
     ~@body
     (do-report {:type :fail :message ~message :expected '~form :actual nil})
     (catch ~class e#
       (do-report {:type :pass :message ~message :expected '~form :actual e#})
       e#)))

(defmethod assert-expr 'thrown-with-msg? [message [_ class re & body :as form]]
  `(try
     ~@body
     (do-report {:type :fail :message ~message :expected '~form :actual nil})
     (catch ~class e#
       (if (re-find ~re (str (ex-message e#)))
         (do-report {:type :pass :message ~message :expected '~form :actual e#})
         (do-report {:type :fail :message ~message :expected '~form :actual e#}))
       e#)))

(defmacro try-expr
  "The code that checks a form and reports what it throws; for macros in place of is."
  [message form]
  `(try
     ~(assert-expr message form)
     (catch Throwable e#
       (do-report {:type :error :message ~message :expected '~form :actual e#}))))

(defmacro is
  "Asserts that a form is true: reports whether, and answers its value. Besides any expression:
  (is (thrown? class body…)), (is (thrown-with-msg? class re body…)). A message may follow."
  ([form] (with-meta `(is ~form nil) (meta &form)))
  ([form message]
   (let [line (:line (meta &form))
         file (file-name *file*)]
     `(binding [*assertion-place* {:file ~file :line ~line}]
        (try-expr ~message ~form)))))

(defmacro are
  "Asserts the expression for each group of as many values as argv has names."
  [argv expr & args]
  (if (or (and (empty? argv) (empty? args))
          (and (pos? (count argv)) (pos? (count args)) (zero? (mod (count args) (count argv)))))
    `(do ~@(map (fn [group]
                  (with-meta `(is ~(clojure.template/apply-template argv expr group))
                             (meta &form)))
                (partition (max 1 (count argv)) args)))
    (throw (new IllegalArgumentException
                "The number of args doesn't match are's argv."))))

(defmacro testing
  "Evaluates body; reports of its assertions show the string."
  [string & body]
  `(binding [*testing-contexts* (conj *testing-contexts* ~string)] ~@body))

; Definitions.

(defmacro with-test
  "Evaluates a definition and makes body its test."
  [definition & body]
  (if *load-tests*
    `(doto ~definition (alter-meta! assoc :test (fn [] ~@body)))
    definition))

(declare test-var)

(defmacro deftest
  "Defines a test: a function without arguments whose body makes assertions."
  [name & body]
  (when *load-tests*
    `(def ~(vary-meta name assoc :test `(fn [] ~@body))
       (fn [] (test-var (var ~name))))))

(defmacro deftest-
  "As deftest, but the var is private."
  [name & body]
  (when *load-tests*
    `(def ~(vary-meta name assoc :test `(fn [] ~@body) :private true)
       (fn [] (test-var (var ~name))))))

(defmacro set-test
  "Makes body the test of the var of that name."
  [name & body]
  (when *load-tests*
    `(alter-meta! (var ~name) assoc :test (fn [] ~@body))))

; Fixtures.

(defn use-fixtures
  "Wraps the current namespace's tests in functions of a function: :each wraps every test, :once
  all of them together."
  [kind & fixtures]
  (let [k (case kind :each ::each-fixtures :once ::once-fixtures
            (throw (new IllegalArgumentException (str "No method in multimethod 'use-fixtures' for"
                                                      " dispatch value: " kind))))]
    (alter-meta! *ns* assoc k fixtures)))

(defn compose-fixtures
  "The fixture that wraps in g, and then in f."
  [f g]
  (fn [test] (f (fn [] (g test)))))

(defn join-fixtures
  "The fixture that wraps in all of the fixtures, the first one outermost."
  [fixtures]
  (reduce compose-fixtures (fn [test] (test)) fixtures))

; Running.

(defn ^:dynamic test-var
  "Runs the test of a var, if it has one."
  [v]
  (when-let [test (:test (meta v))]
    (binding [*testing-vars* (conj *testing-vars* v)]
      (do-report {:type :begin-test-var :var v})
      (inc-report-counter :test)
      (try
        (test)
        (catch Throwable e
          (do-report {:type :error :message "Uncaught exception, not in assertion."
                      :expected nil :actual e})))
      (do-report {:type :end-test-var :var v}))))

(defn test-vars
  "Runs the tests of vars, within the fixtures of their namespaces."
  [vars]
  (doseq [[ns vars] (group-by (fn [v] (:ns (meta v))) vars)]
    (let [once (join-fixtures (::once-fixtures (meta ns)))
          each (join-fixtures (::each-fixtures (meta ns)))]
      (once (fn []
              (doseq [v vars]
                (when (:test (meta v))
                  (each (fn [] (test-var v))))))))))

(defn test-all-vars
  "Runs the tests of a namespace."
  [ns]
  (test-vars (vals (ns-interns ns))))

(defn test-ns
  "Runs the tests of a namespace, or calls its function test-ns-hook; answers the counts."
  [ns]
  (binding [*report-counters* (ref *initial-report-counters*)]
    (let [ns (the-ns ns)]
      (do-report {:type :begin-test-ns :ns ns})
      (if-let [hook (find-var (symbol (str (ns-name ns)) "test-ns-hook"))]
        ((var-get hook))
        (test-all-vars ns))
      (do-report {:type :end-test-ns :ns ns}))
    @*report-counters*))

(defn run-tests
  "Runs the tests of namespaces, the current one without arguments; prints and answers a summary."
  ([] (run-tests *ns*))
  ([& namespaces]
   (let [summary (assoc (apply merge-with + (map test-ns namespaces)) :type :summary)]
     (do-report summary)
     summary)))

(defn run-all-tests
  "Runs the tests of all namespaces, or of those whose name the pattern matches."
  ([] (apply run-tests (all-ns)))
  ([re] (apply run-tests (filter (fn [ns] (re-matches re (name (ns-name ns)))) (all-ns)))))

(defn successful?
  "Whether a summary has neither failures nor errors."
  [summary]
  (and (zero? (:fail summary 0)) (zero? (:error summary 0))))

(defn run-test-var
  "Runs the test of one var within its fixtures; prints and answers a summary."
  [v]
  (binding [*report-counters* (ref *initial-report-counters*)]
    (let [ns (:ns (meta v))]
      (do-report {:type :begin-test-ns :ns ns})
      (test-vars [v])
      (do-report {:type :end-test-ns :ns ns})
      (let [summary (assoc @*report-counters* :type :summary)]
        (do-report summary)
        summary))))

(defmacro run-test
  "Runs one test, named by its symbol."
  [test-symbol]
  (let [v        (resolve test-symbol)
        complain (fn [& words] (binding [*out* *err*] (apply println words)) nil)]
    (cond (nil? v) (complain "Unable to resolve" test-symbol "to a test function.")
          (not (:test (meta v))) (complain test-symbol "is not a test.")
          :else `(run-test-var (var ~test-symbol)))))
