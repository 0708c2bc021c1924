; Reading forms: from strings, and from readers over text. The host's reader does the work, one
; form a call; tagged literals come back through genera.host/read-tag.

(defn- eof-error
  "Throws what the reader throws when the text ends too early."
  []
  (throw (new RuntimeException "EOF while reading")))

(defn- at-end
  "What the options want at the end of the text; without :eof, or with :eofthrow, an exception."
  [options]
  (let [eof (get options :eof :eofthrow)]
    (if (= :eofthrow eof) (eof-error) eof)))

(defn read-string
  "The first form in a string. Options: :eof, what to answer when there is none (an exception if
  absent), :read-cond :allow and :features for reader conditionals."
  ([s] (read-string {} s))
  ([options s]
   (let [found (prim/read-form s 0 (dissoc options :eof) *ns*)]
     (if found (nth found 0) (at-end options)))))

(defn- text-reader?
  "Whether a reader is a text and a place in it, so that forms can be read from there."
  [reader]
  (and (prim/is-instance reader)
       (= 2 (prim/field-count reader))
       (string? (prim/field reader 0))))

(defn- read-from-text
  "Reads a form from a reader over text, and moves its place; [form text], or nil at the end."
  [reader options]
  (let [text  (prim/field reader 0)
        start (prim/field reader 1)
        found (prim/read-form text start options *ns*)]
    (prim/set-field reader 1 (if found (nth found 1) (count text)))
    (when found
      [(nth found 0) (subs text start (nth found 1))])))

(defn- read-from-lines
  "Reads a form from a reader that gives lines: takes as many as the form needs."
  [reader options]
  (loop [text (.readLine reader)]
    (when text
      (let [found (try
                    (prim/read-form text 0 options *ns*)
                    (catch RuntimeException e
                      (if (= "EOF while reading" (ex-message e)) :more (throw e))))]
        (cond
          (= :more found) (let [line (.readLine reader)]
                            (if line (recur (str text "\n" line)) (eof-error)))
          found (do (when (prim/find-method reader :unreadLine)
                      (.unreadLine reader (subs text (nth found 1))))
                    [(nth found 0) (subs text 0 (nth found 1))])
          :else (recur (.readLine reader)))))))

(defn- read-next
  "The next form of a reader and its text, or nil at the end."
  [reader options]
  (if (text-reader? reader)
    (read-from-text reader options)
    (read-from-lines reader options)))

(defn read
  "The next form of a reader, *in* if absent. At the end of the text it throws, or answers
  eof-value when eof-error? is false; with options first, as read-string does."
  ([] (read *in*))
  ([reader] (read reader true nil))
  ([options reader]
   (let [found (read-next reader (dissoc options :eof))]
     (if found (nth found 0) (at-end options))))
  ([reader eof-error? eof-value] (read reader eof-error? eof-value false))
  ([reader eof-error? eof-value recursive?]
   (let [found (read-next reader {})]
     (cond found      (nth found 0)
           eof-error? (eof-error)
           :else      eof-value))))

(defn read+string
  "As read, but a vector of the form and the text it was read from."
  ([] (read+string *in*))
  ([reader] (read+string reader true nil))
  ([reader eof-error? eof-value]
   (let [found (read-next reader {})]
     (cond found      (update found 1 (fn [text] (prim/string-trim text 3)))
           eof-error? (eof-error)
           :else      [eof-value ""]))))

(defn load-reader
  "Runs the code a reader still has; answers the value of its last form."
  [reader]
  (load-string (slurp reader)))
