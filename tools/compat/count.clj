; Runs the tests of the namespaces that the arguments name, on any Clojure, and prints for each
; a line `COMPAT namespace passed failed errors`, or `COMPAT namespace - message` for one that
; cannot be loaded. The line before a namespace's tests tells which one is to blame when the
; program dies or hangs. What the tests print goes to the same place.

(require 'clojure.test)

(defn- describe
  "The messages of an exception and its causes, on one line."
  [e]
  (->> (iterate ex-cause e)
       (take-while some?)
       (map (fn [e] (str (.getSimpleName (class e)) " " (ex-message e))))
       (interpose " <- ")
       (apply str)
       (map (fn [c] (if (= c \newline) \space c)))
       (apply str)))

(doseq [file-or-ns *command-line-args*]
  (let [name (symbol file-or-ns)]
    (println "COMPAT-BEGIN" name)
    (flush)
    (try
      (require name)
      (let [{:keys [pass fail error]} (clojure.test/test-ns name)]
        (println)
        (println "COMPAT" name pass fail error))
      (catch Throwable e
        (println)
        (println "COMPAT" name "-" (describe e))))
    (flush)))

(shutdown-agents)
(System/exit 0)
