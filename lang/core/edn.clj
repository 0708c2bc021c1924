; clojure.edn: reading data, without the reader's shorthands for code. Tags are known by the
; options alone, never by *data-readers*.

(defn read-string
  "The first value in a string of edn; nil of nil. Options: :eof, what to answer when there is
  none (an exception if absent), :readers, a map from tags to functions, and :default, a function
  of tag and value for other tags."
  ([s] (read-string {:eof nil} s))
  ([options s]
   (when s
     (#'clojure.core/read-with (new java.io.StringReader s) genera.compiler.reader/open-edn
                               options))))

(defn read
  "The next value of a reader of edn, with options as read-string."
  ([] (read *in*))
  ([reader] (read {} reader))
  ([options reader]
   (#'clojure.core/read-with reader genera.compiler.reader/open-edn options)))
