(ns clojure.test-test
  "Reports in other forms, and folds in parallel."
  (:require [clojure.core.reducers :as r]
            [clojure.string :as str]
            [clojure.test :as t :refer [deftest is testing]]
            [clojure.test.junit :as junit]
            [clojure.test.tap :as tap]))

(defn fails [] (testing "outer" (is (= 1 2) "msg <&>")))
(defn passes [] (is (= 1 1)))

(defn- run-var
  "Runs a function as the test of its var, which is none otherwise."
  [v]
  (try
    (alter-meta! v assoc :test @v)
    (t/test-var v)
    (finally (alter-meta! v dissoc :test))))

(defn printed
  "What is printed when the tests of the two vars are run by `around`."
  [around]
  (with-out-str
    (binding [t/*report-counters* nil
              t/*test-out*        *out*
              t/*testing-vars*    ()
              t/*testing-contexts* ()]
      (around (fn [] (run-var #'fails) (run-var #'passes))))))

(deftest the-test-anything-protocol
  (let [lines (str/split-lines (printed (fn [f] (tap/with-tap-output (f)))))]
    (is (= ["# outer" "# msg <&>" "# expected:(= 1 2)" "#   actual:(not (= 1 2))"
            "# expected:(= 1 1)" "#   actual:(= 1 1)"]
           (filter (fn [line] (re-find #"outer|msg|expected:|actual:" line)) lines)))
    (is (= ["not ok (fails)" "ok (passes)"]
           (map (fn [line] (str/replace line #" \((test_test.*|:)\)" ""))
                (filter (fn [line] (re-find #"^(not )?ok" line)) lines)))))
  (is (= "1..3\n" (with-out-str
                    (tap/tap-report {:type :summary :pass 1 :fail 1 :error 1})))))

(deftest junit-output
  (let [xml (printed (fn [f] (junit/with-junit-output (f))))]
    (is (str/starts-with? xml "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"))
    (is (str/includes? xml "<testcase name=\"fails\" classname=\"clojure.test-test\">"))
    (is (str/includes? xml "<failure message=\"msg &lt;&amp;&gt;\">msg &lt;&amp;&gt;\nexpected"))
    (is (str/ends-with? xml "</testcase>\n</testsuites>\n"))))

(deftest folds
  (is (= 4999950000 (r/fold + (vec (range 100000)))))
  (is (= 25000000 (r/fold + (r/map inc (r/filter even? (vec (range 10000)))))))
  (is (= (range 1000) (r/fold 10 into conj (vec (range 1000)))))
  (is (= 3 (r/fold + (fn ([] 0) ([sum k v] (+ sum v))) {:a 1 :b 2})))
  (is (= 0 (r/fold + nil)))
  (is (thrown-with-msg? ArithmeticException #"Divide by zero"
                        (r/fold + (r/map (fn [x] (/ 1 x)) (vec (range 5000)))))))
