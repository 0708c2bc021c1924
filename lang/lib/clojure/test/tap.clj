; clojure.test.tap: reports of tests in the Test Anything Protocol.

(ns clojure.test.tap
  "Reports in the Test Anything Protocol."
  (:require [clojure.stacktrace :as stack]
            [clojure.string :as str]
            [clojure.test :as t]))

(defn print-tap-plan
  "Prints how many results there are."
  [n]
  (println (str "1.." n)))

(defn print-tap-diagnostic
  "Prints text, each line as a comment."
  [data]
  (doseq [line (str/split data #"\n")]
    (println "#" line)))

(defn print-tap-pass
  "Prints that something passed."
  [message]
  (println "ok" message))

(defn print-tap-fail
  "Prints that something failed."
  [message]
  (println "not ok" message))

(defmulti ^:dynamic tap-report
  "Reports an event, as clojure.test/report."
  :type)

(defmethod tap-report :default [data]
  (t/with-test-out
    (print-tap-diagnostic (pr-str data))))

(defn print-diagnostics
  "Prints the strings of testing forms, the message and what was expected of an event."
  [data]
  (when (seq t/*testing-contexts*) (print-tap-diagnostic (t/testing-contexts-str)))
  (when (:message data) (print-tap-diagnostic (:message data)))
  (print-tap-diagnostic (str "expected:" (pr-str (:expected data))))
  (if (= :pass (:type data))
    (print-tap-diagnostic (str "  actual:" (pr-str (:actual data))))
    (print-tap-diagnostic
      (str "  actual:"
           (with-out-str
             (if (instance? Throwable (:actual data))
               (stack/print-cause-trace (:actual data) t/*stack-trace-depth*)
               (prn (:actual data))))))))

(defmethod tap-report :pass [data]
  (t/with-test-out
    (t/inc-report-counter :pass)
    (print-tap-pass (t/testing-vars-str data))
    (print-diagnostics data)))

(defmethod tap-report :error [data]
  (t/with-test-out
    (t/inc-report-counter :error)
    (print-tap-fail (t/testing-vars-str data))
    (print-diagnostics data)))

(defmethod tap-report :fail [data]
  (t/with-test-out
    (t/inc-report-counter :fail)
    (print-tap-fail (t/testing-vars-str data))
    (print-diagnostics data)))

(defmethod tap-report :summary [data]
  (t/with-test-out
    (print-tap-plan (+ (:pass data) (:fail data) (:error data)))))

(defmacro with-tap-output
  "Evaluates body, which runs tests, with reports in the protocol."
  [& body]
  `(binding [t/report tap-report]
     ~@body))
