; Where printing goes. A writer is a string builder, or an instance with methods :write, :flush
; and :close. `*out*` and `*err*` are bound to writers that collect text in a builder of their own
; and hand it to a file descriptor when they are flushed or hold more than 8192 units.
;
; `write-text` is all that the printer needs of a writer. with-out-str binds *out* to a builder.

(def ^:private stream-type
  (genera.host/define-type "java.io.PrintWriter" '[java.io.Writer] nil))

(def ^:private output-limit 8192)

(defn- drain
  "Hands what a stream has collected to its file descriptor."
  [stream]
  (let [builder (prim/field stream 1)]
    (when (prim/less 0 (prim/builder-length builder))
      ; The text is taken out first: while it is written, other actors print.
      (let [text (prim/builder-string builder)]
        (prim/builder-truncate builder 0)
        (prim/write (prim/field stream 0) text)))))

(defn- make-stream
  "A writer over a file descriptor."
  [descriptor]
  (prim/mutable-instance stream-type (prim/vector-2 descriptor (prim/builder))))

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
    (stream? writer)
    (let [builder (prim/field writer 1)]
      (prim/builder-add builder text)
      (when (prim/less output-limit (prim/builder-length builder)) (drain writer)))
    :else ((prim/find-method writer :write) writer text))
  nil)

(defn- writer-builder
  "The builder to print into for a writer: its own, or a new one that is written at the end."
  [writer]
  (cond
    (prim/is-builder writer) writer
    (stream? writer) (prim/field writer 1)
    :else (prim/builder)))

(defn- finish-builder
  "Passes on what was printed into a writer's builder."
  [writer builder]
  (cond
    (prim/is-builder writer) nil
    (stream? writer)
    (when (prim/less output-limit (prim/builder-length builder)) (drain writer))
    :else
    (when (prim/less 0 (prim/builder-length builder))
      ((prim/find-method writer :write) writer (prim/builder-string builder))))
  nil)

(defn flush
  "Hands on what *out* has collected."
  []
  (let [writer *out*]
    (cond
      (prim/is-builder writer) nil
      (stream? writer) (do (drain writer) (prim/flush (prim/field writer 0)))
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
   :flush  (fn [writer] (drain writer) (prim/flush (prim/field writer 0)))
   :close  (fn [writer] (drain writer))})

(defmacro with-out-str
  "What body prints, as a string."
  [& body]
  `(let [builder# (prim/builder)]
     (binding [*out* builder#] ~@body)
     (prim/builder-string builder#)))
