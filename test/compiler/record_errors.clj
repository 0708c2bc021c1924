; Records in errors.edn what JVM Clojure throws for wrong code:
;   clojure test/compiler/record_errors.clj
; The first item of each row, the code, stays; the chain of exceptions is written anew. Code that
; throws nothing, or messages with addresses or generated names, does not belong there.

(def file "test/compiler/errors.edn")

(defn chain
  "[class message phase symbol [line column]] of an exception and its causes."
  [e]
  (for [e (take-while some? (iterate #(.getCause %) e))]
    (let [{:clojure.error/keys [phase symbol line column]} (ex-data e)]
      (into [(.getName (class e))
             (when-not phase (clojure.string/replace (str (.getMessage e)) (str *ns*) "NS"))]
            (when phase
              [phase (when symbol (str symbol)) (when (and line (pos? line)) [line column])])))))

(defn outcome
  "The chain for a code, run in a thread without bindings, so that no place of this file shows."
  [code]
  (let [result (promise)]
    (.start (Thread. (fn []
                       (deliver result
                         (binding [*ns* (create-ns (gensym "wrong"))]
                           (refer 'clojure.core)
                           (try (load-string code) nil
                             (catch Throwable e (vec (chain e)))))))))
    @result))

(let [codes (map first (read-string (slurp file)))]
  (spit file
        (str "; Wrong code and what JVM Clojure throws: record_errors.clj writes this.\n["
             (apply str (interpose "\n " (map (fn [code] (pr-str [code (outcome code)])) codes)))
             "]\n")))
