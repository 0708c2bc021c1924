; Reading: slurp, spit, lines of files and of standard input, and readers over text. A file is
; read whole; a reader is a text and a place in it. Standard input is read line by line.
;
; A reader is an instance with methods :read, :readLine and :close; `reader-of` makes one of
; whatever clojure.java.io/reader takes. Paths are strings, or instances with a :getPath.

(defn- path-of
  "The path of a file given as a string or as a File."
  [f]
  (cond (string? f) f
        (nil? f) (throw (new IllegalArgumentException
                             "Cannot open <nil> as a Reader."))
        :else (let [method (prim/find-method f :getPath)]
                (if method
                  (method f)
                  (throw (new IllegalArgumentException
                              (str "Cannot open <" f "> as a Reader.")))))))

(def ^:private reader-type
  (genera.host/define-type "java.io.BufferedReader" '[java.io.Reader] nil))

(def ^:private input-type
  (genera.host/define-type "java.io.InputStreamReader" '[java.io.Reader] nil))

(defn- text-reader
  "A reader over a text: the text, the place in it, and a marked place."
  [text]
  (prim/mutable-instance reader-type (prim/vector-3 text 0 nil)))

(defn- read-text-line
  "The next line of a text reader without its end, or nil."
  [reader]
  (let [text  (prim/field reader 0)
        start (prim/field reader 1)
        size  (prim/count text)]
    (if (prim/less start size)
      (let [end (prim/string-index text "\n" start)]
        (if (prim/less end 0)
          (do (prim/set-field reader 1 size)
              (prim/substring text start size))
          (do (prim/set-field reader 1 (prim/increment end))
              (if (and (prim/less start end)
                       (prim/equal 13 (prim/string-unit text (prim/decrement end))))
                (prim/substring text start (prim/decrement end))
                (prim/substring text start end)))))
      nil)))

(genera.host/add-methods
  reader-type
  {:readLine (fn readLine [reader] (read-text-line reader))
   :read     (fn read [reader]
               (let [text (prim/field reader 0)
                     at   (prim/field reader 1)]
                 (if (prim/less at (prim/count text))
                   (do (prim/set-field reader 1 (prim/increment at))
                       (prim/string-unit text at))
                   -1)))
   :rest     (fn rest [reader]
               (let [text (prim/field reader 0)
                     at   (prim/field reader 1)]
                 (prim/set-field reader 1 (prim/count text))
                 (prim/substring text at (prim/count text))))
   :ready    (fn ready [reader]
               (prim/less (prim/field reader 1) (prim/count (prim/field reader 0))))
   :close    (fn close [reader] nil)})

; Standard input gives lines; field 0 of its reader is what is left of a line, or nil.
(genera.host/add-methods
  input-type
  {:readLine   (fn readLine [reader]
                 (let [left (prim/field reader 0)]
                   (if left (do (prim/set-field reader 0 nil) left) (prim/read-line))))
   :unreadLine (fn unreadLine [reader text] (prim/set-field reader 0 text))
   :read       (fn read [reader]
                 (let [line (.readLine reader)]
                   (cond
                     (prim/is-nil line)                -1
                     (prim/equal 0 (prim/count line)) 10
                     :else (do (prim/set-field reader 0 (prim/substring line 1 (prim/count line)))
                               (prim/string-unit line 0)))))
   :rest       (fn rest [reader]
                 (let [left (prim/field reader 0)
                       more (prim/read-stdin)]
                   (prim/set-field reader 0 nil)
                   (if left (prim/string-append left (prim/string-append "\n" more)) more)))
   :close      (fn close [reader] nil)})

(def ^:dynamic *in*
  "The reader that read-line reads."
  (prim/mutable-instance input-type [nil]))

(defn read-line
  "The next line of *in* without its end, or nil when there is none."
  []
  (let [reader *in*]
    ((prim/find-method reader :readLine) reader)))

(defmacro with-in-str
  "Evaluates body with *in* bound to a reader over the string s."
  [s & body]
  `(binding [*in* (new java.io.StringReader ~s)] ~@body))

(genera.host/intern-static "java.io.StringReader" "new"
                           (fn [s] (text-reader (check-string s))))

(defn- reader?
  "Whether x is a reader."
  [x]
  (and (prim/is-instance x) (prim/find-method x :readLine)))

(defn- reader-of
  "A reader of a path, a File or a reader."
  [f]
  (if (reader? f) f (text-reader (prim/read-file (path-of f)))))

(defn slurp
  "The whole text of a file, given by its path, or what is left in a reader."
  [f & options]
  (let [{:keys [encoding]} options]
    (cond
      (reader? f) ((prim/find-method f :rest) f)
      (and encoding (prim/is-string f))
      (genera.host/slurp-bytes (new java.io.FileInputStream f) encoding)
      :else (or (genera.host/slurp-bytes f (or encoding "UTF-8"))
                (prim/read-file (path-of f))))))

(defn spit
  "Writes the text of content to a file; with :append true, behind what is there. A writer or a
  stream of bytes is closed then."
  [f content & options]
  (let [{:keys [append encoding]} options]
    (if (or encoding (and (prim/is-instance f) (prim/find-method f :write)))
      (let [w (genera.host/writer-of f (if append true false) (or encoding "UTF-8"))]
        (.write w (str content))
        (.close w))
      (prim/write-file (path-of f) (str content) (if append true false)))
    nil))

(defn line-seq
  "The lines that a reader still has, a lazy sequence, or nil."
  [reader]
  (let [line ((prim/find-method reader :readLine) reader)]
    (if (nil? line)
      nil
      (cons line (lazy-seq (line-seq reader))))))

(defmacro with-open
  "Evaluates body with names bound to things that are closed afterwards, the last one first."
  [bindings & body]
  (check-bindings &form bindings)
  (if (= 0 (count bindings))
    `(do ~@body)
    (if (symbol? (nth bindings 0))
      `(let ~(subvec bindings 0 2)
         (try
           (with-open ~(subvec bindings 2) ~@body)
           (finally (. ~(nth bindings 0) ~'close))))
      (throw (new IllegalArgumentException "with-open only allows Symbols in bindings")))))

(defn xml-seq
  "The nodes of an XML tree, elements being maps with :content."
  [root]
  (tree-seq (complement string?) (comp seq :content) root))

(defn enumeration-seq
  "A sequence of what an enumeration gives, or nil."
  [e]
  (if (nil? e)
    (throw (new NullPointerException "enumeration is nil"))
    (if ((prim/find-method e :hasMoreElements) e)
      (cons ((prim/find-method e :nextElement) e) (lazy-seq (enumeration-seq e)))
      nil)))

(defn iterator-seq
  "A sequence of what an iterator gives, or nil."
  [iterator]
  (genera.slow/iterator-elements iterator))

(defn seque
  "coll as a sequence; the elements are not computed ahead here."
  ([coll] (seque 100 coll))
  ([n-or-queue coll] (lazy-seq coll)))
