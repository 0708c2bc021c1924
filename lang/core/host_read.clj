; The reader's classes that programs name. Namespace genera.host.

(def ^:private string-reader-class
  (genera.slow/find-type "clojure.lang.LispReader$StringReader"))

(defstatic clojure.lang.LispReader$StringReader/new [] (prim/instance string-reader-class []))

(defmethods clojure.lang.LispReader$StringReader
  (invoke [_ reader quote options pending]
    (let [text (prim/builder)]
      (loop [escaped? false]
        (let [unit (.read reader)]
          (cond
            (< unit 0) (throw (new RuntimeException "EOF while reading string"))
            (and (= unit 34) (not escaped?))
            (read-string (str "\"" (prim/builder-string text) "\""))
            :else
            (do (prim/builder-add text (prim/char unit))
                (recur (and (= unit 92) (not escaped?))))))))))

(defstatic clojure.lang.RT/readString
  ([text] (read-string text)) ([text options] (read-string options text)))
