; clojure.test.junit: reports of tests as the XML that JUnit's tools read, printed as the tests run.

(ns clojure.test.junit
  "Reports as JUnit's XML."
  (:require [clojure.stacktrace :as stack]
            [clojure.string :as str]
            [clojure.test :as t]))

(def ^:dynamic *var-context*
  "The vars whose tests are running."
  ())

(def ^:dynamic *depth*
  "How deep elements are indented."
  nil)

(defn indent
  "Prints the spaces in front of an element."
  []
  (dotimes [_ (* 4 (or *depth* 0))] (print " ")))

(def ^:private entities {\& "&amp;" \< "&lt;" \> "&gt;" \" "&quot;"})

(defn- escaped
  "A text without what XML has a meaning for, or does not allow at all."
  [text]
  (str/replace (str/escape (str text) entities)
               #"[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]" "?"))

(defn start-element
  "Prints the start of an element; indented if pretty?."
  [tag pretty? & [attributes]]
  (when pretty? (indent))
  (print (str "<" tag))
  (doseq [[k v] attributes]
    (print (str " " (name k) "=\"" (escaped v) "\"")))
  (print ">")
  (when pretty? (println))
  (when *depth* (set! *depth* (inc *depth*))))

(defn element-content
  "Prints text."
  [content]
  (print (escaped content)))

(defn finish-element
  "Prints the end of an element."
  [tag pretty?]
  (when *depth* (set! *depth* (dec *depth*)))
  (when pretty? (indent))
  (print (str "</" tag ">"))
  (when pretty? (println)))

(defn test-name
  "The names of running tests, outermost first, with dots."
  [vars]
  (apply str (interpose "." (reverse (map (fn [v] (:name (meta v))) vars)))))

(defn package-class
  "[package class] of a namespace's name."
  [name]
  (let [at (.lastIndexOf name ".")]
    (if (neg? at) [nil name] [(subs name 0 at) (subs name (inc at))])))

(defn start-case
  "Prints the start of the element of a test."
  [test-name classname]
  (start-element 'testcase true {:name test-name :classname classname}))

(defn finish-case
  "Prints the end of the element of a test."
  []
  (finish-element 'testcase true))

(defn suite-attrs
  "The attributes of the element of a namespace."
  [package classname]
  (cond-> {:name classname} package (assoc :package package)))

(defn start-suite
  "Prints the start of the element of a namespace."
  [name]
  (let [[package classname] (package-class name)]
    (start-element 'testsuite true (suite-attrs package classname))))

(defn finish-suite
  "Prints the end of the element of a namespace."
  []
  (finish-element 'testsuite true))

(defn message-el
  "Prints a failure or error."
  [tag message expected actual]
  (indent)
  (start-element tag false (if message {:message message} {}))
  (element-content
    (let [[file line] [(:file (meta (first *var-context*))) (:line (meta (first *var-context*)))]
          detail (str "expected: " (pr-str expected) "\n"
                      "  actual: "
                      (if (instance? Throwable actual)
                        (with-out-str (stack/print-cause-trace actual t/*stack-trace-depth*))
                        (pr-str actual))
                      "\n      at: " file ":" line)]
      (if message (str message "\n" detail) detail)))
  (finish-element tag false)
  (println))

(defn failure-el
  "Prints the element of a failure."
  [message expected actual]
  (message-el 'failure message expected actual))

(defn error-el
  "Prints the element of an error."
  [message expected actual]
  (message-el 'error message expected actual))

(defmulti ^:dynamic junit-report
  "Reports an event, as clojure.test/report."
  :type)

(defmethod junit-report :begin-test-ns [event]
  (t/with-test-out (start-suite (name (ns-name (:ns event))))))

(defmethod junit-report :end-test-ns [_]
  (t/with-test-out (finish-suite)))

(defmethod junit-report :begin-test-var [event]
  (t/with-test-out
    (let [v (:var event)]
      (set! *var-context* (conj *var-context* v))
      (start-case (test-name *var-context*) (name (ns-name (:ns (meta v))))))))

(defmethod junit-report :end-test-var [_]
  (t/with-test-out
    (set! *var-context* (rest *var-context*))
    (finish-case)))

(defmethod junit-report :pass [_]
  (t/with-test-out (t/inc-report-counter :pass)))

(defmethod junit-report :fail [event]
  (t/with-test-out
    (t/inc-report-counter :fail)
    (failure-el (:message event) (:expected event) (:actual event))))

(defmethod junit-report :error [event]
  (t/with-test-out
    (t/inc-report-counter :error)
    (error-el (:message event) (:expected event) (:actual event))))

(defmethod junit-report :default [_])

(defmacro with-junit-output
  "Evaluates body, which runs tests, with reports as XML."
  [& body]
  `(binding [t/report      junit-report
             *var-context* ()
             *depth*       1]
     (t/with-test-out
       (println "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
       (println "<testsuites>"))
     (let [result# (do ~@body)]
       (t/with-test-out (println "</testsuites>"))
       result#)))
