; Strings: str, subs, and gensym's kin; searching and replacing is in clojure.string.
;
; `str` of one or two values is one or two primitives; more are collected in a builder. What a
; value of any kind looks like as text is genera.slow/to-string, beside the printer.

(defn str
  "The text of the values, one after another; nil has none."
  ([] "")
  ([x] (prim/to-string x))
  ([x y] (prim/string-append (prim/to-string x) (prim/to-string y)))
  ([x y & more]
   (let [builder (prim/builder)]
     (prim/builder-add builder (prim/to-string x))
     (prim/builder-add builder (prim/to-string y))
     (loop [more more]
       (when more
         (prim/builder-add builder (prim/to-string (prim/first more)))
         (recur (prim/next more))))
     (prim/builder-string builder))))

(defn- check-string
  "s, which must be a string."
  [s]
  (if (prim/is-string s) s (genera.slow/cannot-cast s "java.lang.String")))

(defn- refuse-subs
  "Throws because s is no string, for the method of the JVM's that a call needs."
  [s method call]
  (throw (if (prim/is-nil s)
           (prim/throwable
             (genera.slow/find-type "java.lang.NullPointerException")
             (str "Cannot invoke \"String." method "\" because \"s\" is null")
             nil [:cast s "java.lang.String" call])
           (genera.host/cast-error s "java.lang.String" call))))

(defn subs
  "The part of s from start on, or from start up to end."
  ([s start]
   (if (prim/is-string s) nil (refuse-subs s "substring(int)" ['subs s start]))
   (subs s start (prim/count s)))
  ([s start end]
   (if (prim/is-string s) nil (refuse-subs s "substring(int, int)" ['subs s start end]))
   (let [start (prim/to-long start)
         end   (prim/to-long end)]
     (if (or (prim/less start 0) (prim/less (prim/count s) end) (prim/less end start))
       (throw (prim/throwable
                (genera.slow/find-type "java.lang.StringIndexOutOfBoundsException")
                (str "begin " start ", end " end ", length " (prim/count s))
                nil [:no-part s start end]))
       (prim/substring s start end)))))

(defn char-escape-string
  "The escape in a string literal of a character that has one, or nil."
  [c]
  (get {\newline "\\n" \tab "\\t" \return "\\r" \" "\\\"" \\ "\\\\" \formfeed "\\f"
        \backspace "\\b"}
       c))

(defn char-name-string
  "The name of a character literal that has one, or nil."
  [c]
  (get {\newline "newline" \tab "tab" \space "space" \backspace "backspace"
        \formfeed "formfeed" \return "return"}
       c))
