; Reading: slurp, spit, lines of files and of standard input, and readers over text. A file is
; read whole; a reader is a text and a place in it, and perhaps a source: a function that answers
; more text or, at the end, nil, or a vector of one that answers all there is. Standard input is
; read line by line.
;
; A reader is an instance with methods :read, :readLine and :close; clojure.java.io makes one of
; whatever its reader takes.

(def ^:private reader-type
  (genera.host/define-type "java.io.BufferedReader" '[java.io.Reader] nil))

(def ^:private input-type
  (genera.host/define-type "java.io.InputStreamReader" '[java.io.Reader] nil))

(defn- text-reader
  "A reader over a text: the text, the place in it, a marked place, the source, the number of lines
  in front of the text, and what close calls."
  ([text] (text-reader text nil nil))
  ([text source close]
   (prim/mutable-instance reader-type [text 0 nil source 0 close])))

(defn- count-newlines
  "The number of ends of lines in a text."
  [text]
  (loop [n 0 from 0]
    (let [end (prim/string-index text "\n" from)]
      (if (prim/less end 0) n (recur (prim/increment n) (prim/increment end))))))

(defn- fill-reader
  "Adds what the source of a text reader gives to its text, and forgets the lines that are read and
  not marked; false when there is no more."
  [reader]
  (let [source (prim/field reader 3)
        whole? (prim/is-vector source)
        more   (cond (prim/is-nil source) nil
                     whole?               ((prim/nth source 0))
                     :else                (source))]
    (when whole? (prim/set-field reader 3 nil))
    (if more
      (let [text  (prim/field reader 0)
            at    (prim/field reader 1)
            mark  (prim/field reader 2)
            kept  (if (and mark (prim/less mark at)) mark at)
            start (if (prim/equal 0 kept)
                    0
                    (prim/increment (prim/string-last-index text "\n" (prim/decrement kept))))]
        (prim/set-field reader 0 (prim/string-append
                                   (prim/substring text start (prim/count text)) more))
        (prim/set-field reader 1 (prim/subtract at start))
        (when mark (prim/set-field reader 2 (prim/subtract mark start)))
        (prim/set-field reader 4 (prim/add (prim/field reader 4)
                                           (count-newlines (prim/substring text 0 start))))
        true)
      (do (prim/set-field reader 3 nil) false))))

(defn- fill-whole
  "Has a text reader take all that its source has."
  [reader]
  (when (fill-reader reader) (recur reader)))

(defn- read-closed
  "The source of a reader that is closed."
  []
  (throw (new java.io.IOException "Stream closed")))

(defn- unread?
  "Whether a text reader has something left, for which it may have to wait."
  [reader]
  (or (prim/less (prim/field reader 1) (prim/count (prim/field reader 0)))
      (fill-reader reader)))

(defn- read-text-line
  "The next line of a text reader without its end, or nil."
  [reader]
  (let [text  (prim/field reader 0)
        start (prim/field reader 1)
        size  (prim/count text)
        end   (prim/string-index text "\n" start)]
    (cond
      (prim/less -1 end)
      (do (prim/set-field reader 1 (prim/increment end))
          (if (and (prim/less start end)
                   (prim/equal 13 (prim/string-unit text (prim/decrement end))))
            (prim/substring text start (prim/decrement end))
            (prim/substring text start end)))
      (fill-reader reader) (recur reader)
      (prim/less start size) (do (prim/set-field reader 1 size)
                                 (prim/substring text start size))
      :else nil)))

(genera.host/add-methods
  reader-type
  {:readLine (fn readLine [reader] (read-text-line reader))
   :read     (fn read [reader]
               (if (unread? reader)
                 (let [at (prim/field reader 1)]
                   (prim/set-field reader 1 (prim/increment at))
                   (prim/string-unit (prim/field reader 0) at))
                 -1))
   :rest     (fn rest [reader]
               (fill-whole reader)
               (let [text (prim/field reader 0)
                     at   (prim/field reader 1)]
                 (prim/set-field reader 1 (prim/count text))
                 (prim/substring text at (prim/count text))))
   :ready    (fn ready [reader]
               (prim/less (prim/field reader 1) (prim/count (prim/field reader 0))))
   :close    (fn close [reader]
               (let [close (prim/field reader 5)] (when close (close)))
               (prim/set-field reader 0 "")
               (prim/set-field reader 1 0)
               (prim/set-field reader 3 read-closed)
               (prim/set-field reader 5 nil)
               nil)})

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

(defn slurp
  "The whole text of a file, given by its path, or what is left in a reader."
  [f & options]
  (let [{:keys [encoding]} options]
    (cond
      (reader? f) ((prim/find-method f :rest) f)
      (and (prim/is-string f) (not encoding) (not (genera.host/url-text? f)))
      (prim/read-file f)
      :else (or (genera.host/slurp-bytes f (or encoding "UTF-8"))
                (let [r (apply clojure.java.io/reader f options)]
                  (try (.rest r) (finally (.close r))))))))

(defn spit
  "Writes the text of content to a file; with :append true, behind what is there. A writer or a
  stream of bytes is closed then."
  [f content & options]
  (let [{:keys [append encoding]} options]
    (if (and (prim/is-string f) (not encoding) (not (genera.host/url-text? f)))
      (prim/write-file f (str content) (if append true false))
      (let [w (apply clojure.java.io/writer f options)]
        (try (.write w (str content)) (finally (.close w)))))
    nil))

(defn line-seq
  "The lines that a reader still has, a lazy sequence, or nil."
  [reader]
  (when-not (and reader (prim/find-method reader :readLine))
    (genera.slow/cannot-cast reader "java.io.BufferedReader"))
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
    (if ((or (prim/find-method e :hasMoreElements)
             (genera.slow/cannot-cast e "java.util.Enumeration"))
         e)
      (cons ((prim/find-method e :nextElement) e) (lazy-seq (enumeration-seq e)))
      nil)))

(defn iterator-seq
  "A sequence of what an iterator gives, or nil."
  [iterator]
  (when-not (and iterator (prim/find-method iterator :hasNext))
    (genera.slow/cannot-cast iterator "java.util.Iterator"))
  (genera.slow/iterator-elements iterator))

(defn seque
  "coll as a sequence; the elements are not computed ahead here."
  ([coll] (seque 100 coll))
  ([n-or-queue coll] (lazy-seq coll)))
