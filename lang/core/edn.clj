; clojure.edn: reading data, without the reader's shorthands for code. Tags are known by the
; options alone, never by *data-readers*.

(defn- read-with
  "Calls f while tagged literals are read by the functions of the options."
  [options f]
  (binding [*data-readers* (or (:readers options) {})
            *default-data-reader-fn* (:default options)
            *read-eval* false]
    (f)))

(defn read-string
  "The first value in a string of edn; nil of nil. Options: :eof, what to answer when there is
  none (an exception if absent), :readers, a map from tags to functions, and :default, a function
  of tag and value for other tags."
  ([s] (read-string {:eof nil} s))
  ([options s]
   (when s
     (read-with options
                (fn []
                  (clojure.core/read-string (assoc (select-keys options [:eof]) :edn true) s))))))

(defn read
  "The next value of a reader of edn, with options as read-string."
  ([] (read *in*))
  ([reader] (read {} reader))
  ([options reader]
   (read-with options (fn []
                        (clojure.core/read (assoc (select-keys options [:eof]) :edn true)
                                           reader)))))
