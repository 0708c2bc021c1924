; genera.test: what `genera test` does: runs tests of clojure.test, all or some of them, and writes
; what came of them where it is wanted.
;
; Reports are clojure.test's, with one addition: when two collections or texts of several lines
; should have been equal, what only one of them has is shown. With a file for JUnit's XML the
; events are written there, too.
;
; What does not load is an error of its own, shown as any program's; the others run all the same.

(ns genera.test
  "Runs tests for the command line."
  (:require [clojure.data :as data]
            [clojure.string :as str]
            [clojure.test :as t]
            [clojure.test.junit :as junit]))

; What differs.

(defn- telling?
  "Whether it helps to see where two values differ: both collections, or texts of several lines."
  [expected actual]
  (or (and (coll? expected) (coll? actual)
           (or (not (record? expected)) (= (class expected) (class actual))))
      (and (string? expected) (string? actual)
           (or (str/includes? expected "\n") (str/includes? actual "\n")))))

(defn- changed-lines
  "The lines that only one of two texts has between what they start and end with, marked."
  [expected actual]
  (let [a (str/split expected #"\n" -1)
        b (str/split actual #"\n" -1)
        same  (fn [xs ys] (count (take-while true? (map = xs ys))))
        start (same a b)
        end   (same (reverse (drop start a)) (reverse (drop start b)))
        part  (fn [mark lines] (map (fn [line] (str mark line))
                                    (drop start (drop-last end lines))))]
    (concat (part "- " a) (part "+ " b))))

(defn- difference
  "The lines that say where two values differ."
  [expected actual]
  (if (string? expected)
    (changed-lines expected actual)
    (let [[only-expected only-actual] (data/diff expected actual)]
      (remove nil? [(when (some? only-expected) (str "- " (pr-str only-expected)))
                    (when (some? only-actual) (str "+ " (pr-str only-actual)))]))))

(defn- print-difference
  "Prints where the values of a failed assertion (= expected actual) differ."
  [{:keys [actual]}]
  (when (and (seq? actual) (= 'not (first actual)) (seq? (second actual)))
    (let [[_ expected found & more :as call] (second actual)]
      (when (and (= 3 (count call)) (telling? expected found)
                 (or (= = (first call)) (= '= (first call))))
        (t/with-test-out
          (let [[line & lines] (difference expected found)]
            (when line (println "    diff:" line))
            (doseq [line lines] (println "         " line))))))))

; Which tests.

(defn- test-vars-of
  "The vars with tests of a namespace that a pattern finds, in the order of its map, as on the JVM."
  [ns pattern]
  (filter (fn [v] (and (:test (meta v))
                       (or (nil? pattern) (re-find pattern (str (symbol v))))))
          (vals (ns-interns ns))))

(defn- run-within
  "Calls f, which runs tests of a namespace; answers the counts. What is thrown outside of a test,
  as by a fixture, is an error among them, and other namespaces still have their turn."
  [ns f]
  (binding [t/*report-counters* (ref t/*initial-report-counters*)]
    (t/do-report {:type :begin-test-ns :ns ns})
    (try
      (f)
      (catch genera.actors.Exit e (throw e))
      (catch Throwable e
        (t/do-report {:type :error, :message "Uncaught exception outside of a test."
                      :expected nil, :actual e})))
    (t/do-report {:type :end-test-ns :ns ns})
    @t/*report-counters*))

(defn- run-namespace
  "Runs the tests of a namespace, all of them as clojure.test does, with its hook; or those that are
  named, or that the pattern finds."
  [ns-name names pattern]
  (let [ns    (the-ns ns-name)
        hook  (find-var (symbol (str ns-name) "test-ns-hook"))
        found (test-vars-of ns pattern)]
    (cond
      (seq names)
      (let [named (filter (fn [v] (contains? names (:name (meta v)))) found)]
        (run-within ns (fn [] (t/test-vars named))))
      (nil? pattern) (run-within ns (if hook (fn [] (@hook)) (fn [] (t/test-all-vars ns))))
      (seq found)    (run-within ns (fn [] (t/test-vars found)))
      :else          {})))

; Running.

(defn- refuse
  "Ends the program, which was given something that cannot be."
  [& words]
  (flush)
  (binding [*out* *err*]
    (println (apply str "genera: " words))
    (flush))
  (prim/exit 2))

(defn- read-pattern
  "The pattern that --matching gives, or nil."
  [text]
  (when text
    (try
      (re-pattern text)
      (catch java.util.regex.PatternSyntaxException e
        (refuse "--matching " (pr-str text) " is no pattern: "
                (first (str/split (ex-message e) #"\n| near index")))))))

(defn- write-results
  "Writes what came of the tests, as XML, to a file."
  [file out]
  (try
    (spit file (str "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n" out
                    "</testsuites>\n"))
    (catch java.io.IOException e
      (refuse "the results cannot be written: " (ex-message e)))))

(defn- load-given
  "Loads what is given, [kind path namespace names…]."
  [[kind path ns-name]]
  (if (= kind "file")
    (load-file path)
    (require (symbol ns-name)))
  (when-not (find-ns (symbol ns-name))
    (throw (new Exception (str "Its file does not make the namespace " ns-name
                               ": the ns form has another name")))))

(defn- report-unloaded
  "Reports that what is given does not load, as an error; answers the counts."
  [[kind path ns-name] e]
  (let [what (if (= kind "file") path ns-name)]
    (binding [t/*report-counters* (ref t/*initial-report-counters*)]
      (t/do-report {:type ::unloaded :what what :ns-name ns-name :actual e})
      @t/*report-counters*)))

(defn- load-row
  "Loads what is given; answers {:lib [namespace names]}, or {:counts counts} if it does not load."
  [[_ _ ns-name & names :as given]]
  (if-let [counts (try (load-given given) nil
                    (catch genera.actors.Exit e (throw e))
                    (catch Throwable e (report-unloaded given e)))]
    {:counts counts}
    (do
      (doseq [name names]
        (when-not (:test (meta (ns-resolve (symbol ns-name) (symbol name))))
          (refuse "No such test: " ns-name "/" name)))
      {:lib [(symbol ns-name) (set (map symbol names))]})))

(defn- together
  "[namespace names] of all that are given, each namespace once; one without names wants all."
  [given]
  (reduce (fn [rows [ns-name names]]
            (let [i (first (keep-indexed (fn [i [other]] (when (= ns-name other) i)) rows))]
              (cond
                (nil? i) (conj rows [ns-name names])
                (or (empty? names) (empty? (second (nth rows i)))) (assoc rows i [ns-name #{}])
                :else (update-in rows [i 1] into names))))
          [] given))

(defmethod t/report ::unloaded [{:keys [what actual]}]
  (t/with-test-out
    (t/inc-report-counter :error)
    (println (str "\nERROR: " what " does not load"))
    (print (prim/error-text actual))))

(defmethod junit/junit-report ::unloaded [{:keys [what ns-name actual]}]
  (t/with-test-out
    (junit/start-suite ns-name)
    (junit/start-case "load" ns-name)
    (junit/indent)
    (junit/start-element 'error false {:message (str what " does not load")})
    (junit/element-content (prim/error-text actual))
    (junit/finish-element 'error false)
    (println)
    (junit/finish-case)
    (junit/finish-suite)))

(defn- reporting
  "clojure.test's report, with what differs; and JUnit's to a writer, if there is one."
  [report junit-out]
  (fn [event]
    (report event)
    (when (= :fail (:type event)) (print-difference event))
    (when junit-out
      (binding [t/*test-out* junit-out
                t/*report-counters* nil]
        (junit/junit-report event)))))

(defn- run-all
  "Loads what is given and runs the tests of all that loads; prints a summary. Answers it and the
  names of the namespaces."
  [given pattern]
  (let [rows    (mapv load-row given)
        libs    (together (keep :lib rows))
        counts  (concat (keep :counts rows)
                        (map (fn [[ns-name names]] (run-namespace ns-name names pattern)) libs))
        summary (assoc (reduce (partial merge-with +) t/*initial-report-counters* counts)
                       :type :summary)]
    (t/do-report summary)
    [summary (mapv first libs)]))

(defn run
  "Loads and runs what `genera test` is given, filtered by the text of a pattern, or nil; writes
  JUnit's XML to a file, if one is named. Answers [summary namespaces]."
  [given matching junit-file]
  (let [pattern (read-pattern matching)
        out     (when junit-file (new java.io.StringWriter))
        result  (binding [t/report             (reporting t/report out)
                          junit/*var-context* ()
                          junit/*depth*       1]
                  (run-all given pattern))]
    (when junit-file (write-results junit-file out))
    result))
