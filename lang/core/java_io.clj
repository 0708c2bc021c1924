; clojure.java.io: files, readers and writers by whatever names them.

(defn as-file
  "A File of a path or File; nil of nil."
  [x]
  (when (some? x) (if (instance? java.io.File x) x (java.io.File. (str x)))))

(defn file
  "A File of a path; more arguments are names within it."
  ([x] (as-file x))
  ([parent child] (java.io.File. (as-file parent) (str child)))
  ([parent child & more] (reduce file (file parent child) more)))

(defn as-relative-path
  "The path of a relative file; throws of an absolute one."
  [x]
  (let [f (as-file x)]
    (if (.isAbsolute f)
      (throw (new IllegalArgumentException (str f " is not a relative path")))
      (.getPath f))))

(defn reader
  "A reader on a file, a path, a file: URL or a reader."
  [x & options]
  (genera.host/reader-of x))

(defn input-stream
  "The same as reader; there are no streams of bytes."
  [x & options]
  (genera.host/reader-of x))

(defn writer
  "A writer to a file, a path or a writer; with :append true, behind what is there."
  [x & options]
  (genera.host/writer-of x (boolean (:append (apply hash-map options)))))

(defn output-stream
  "The same as writer; there are no streams of bytes."
  [x & options]
  (apply writer x options))

(defn copy
  "Copies what a reader, file or string gives to a writer or file."
  [input output & options]
  (let [text (if (string? input) input (slurp input))]
    (if (instance? java.io.File output)
      (spit output text)
      (.write output text))
    nil))

(defn delete-file
  "Deletes a file; throws if that fails, unless silently is given."
  [f & [silently]]
  (or (.delete (as-file f))
      silently
      (throw (new java.io.IOException (str "Couldn't delete " f)))))

(defn make-parents
  "Makes the directories above a file; answers whether any was made."
  [f & more]
  (let [parent (.getParentFile (apply file f more))]
    (when parent (.mkdirs parent))))

(defn resource
  "The path of a file in the folders where sources are looked for, or nil."
  ([name] (prim/find-resource (str name)))
  ([name loader] (resource name)))

(defn as-url
  "The file: URL of a file or path; a URL is itself."
  [x]
  (if (and (string? x) (re-find #"^[a-z]+:" x)) x (str "file:" (.getAbsolutePath (as-file x)))))
