; Where printing goes. A writer is a string builder, or an instance with methods :write, :flush
; and :close. `*out*` and `*err*` are bound to streams: writers that collect texts for a file
; descriptor and hand them on when they are flushed or hold more than `most-texts`.
;
; Actors on all threads share a stream. So what it has collected is an atom, a list of strings with
; the newest first; each print adds one string, and the host takes all of them in one step when it
; writes. Nothing is lost, no print is torn, and an actor's texts stay in their order.
;
; `write-text` is all that the printer needs of a writer. with-out-str binds *out* to a builder.

(def ^:private stream-type
  (genera.host/define-type "java.io.OutputStreamWriter" '[java.io.Writer] nil))

(def ^:private most-texts 256)

(def ^:private long-text 8192)

(defn- drain
  "Hands what a stream has collected to its file descriptor."
  [stream]
  (when (prim/atom-value (prim/field stream 1))
    (prim/write-collected (prim/field stream 0) (prim/field stream 1) false)))

(defn- flush-stream
  "Hands on what a stream has collected and has all of it written; answers nil."
  [stream]
  (prim/write-collected (prim/field stream 0) (prim/field stream 1) true))

(defn- collect
  "Adds a string to what a stream has collected."
  [stream text]
  (let [texts (prim/field stream 1)
        size  (loop []
                (let [old (prim/atom-value texts)
                      new (prim/cons text old)]
                  (if (prim/atom-compare-set texts old new) (prim/count new) (recur))))]
    (when (or (prim/less most-texts size) (prim/less long-text (prim/count text)))
      (drain stream))))

(defn- make-stream
  "A writer over a file descriptor."
  [descriptor]
  (prim/instance stream-type (prim/vector-2 descriptor (prim/atom nil))))

(def ^:dynamic *out*
  "The writer that print and its kin write to."
  (make-stream 1))

(def ^:dynamic *err*
  "The writer for messages about errors."
  (make-stream 2))

(defn- stream?
  "Whether the writer collects text for a file descriptor."
  [writer]
  (prim/identical (prim/class writer) stream-type))

(defn- write-text
  "Writes a string, or a character, to a writer."
  [writer text]
  (cond
    (prim/is-builder writer) (prim/builder-add writer text)
    (stream? writer) (collect writer (prim/to-string text))
    :else ((prim/find-method writer :write) writer text))
  nil)

(defn- writer-builder
  "The builder to print into for a writer: itself, or a new one that is written at the end."
  [writer]
  (if (prim/is-builder writer) writer (prim/builder)))

(defn- finish-builder
  "Passes on what was printed into a writer's builder."
  [writer builder]
  (cond
    (prim/is-builder writer) nil
    (prim/less 0 (prim/builder-length builder))
    (write-text writer (prim/builder-string builder)))
  nil)

(defn flush
  "Hands on what *out* has collected."
  []
  (let [writer *out*]
    (cond
      (prim/is-builder writer) nil
      (stream? writer) (flush-stream writer)
      :else (let [method (prim/find-method writer :flush)]
              (when method (method writer))))
    nil))

(defn- unit-text
  "What :write was given, a string, a character or its code, as text."
  [x]
  (cond (prim/is-string x) x
        (prim/is-long x) (prim/to-string (prim/char x))
        :else (prim/to-string x)))

(genera.host/add-methods
  stream-type
  {:write  (fn
             ([writer x] (write-text writer (unit-text x)))
             ([writer x start size]
              (write-text writer (prim/substring x start (prim/add start size)))))
   :append (fn [writer x]
             (write-text writer (if (prim/is-nil x) "null" (prim/to-string x)))
             writer)
   :print  (fn [writer x] (write-text writer (if (prim/is-nil x) "null" (prim/to-string x))))
   :println (fn
              ([writer] (write-text writer "\n"))
              ([writer x]
               (write-text writer (if (prim/is-nil x) "null" (prim/to-string x)))
               (write-text writer "\n")))
   :flush  flush-stream
   :close  (fn [writer] (drain writer))})

(defmacro with-out-str
  "What body prints, as a string."
  [& body]
  `(let [builder# (prim/builder)]
     (binding [*out* builder#] ~@body)
     (prim/builder-string builder#)))
