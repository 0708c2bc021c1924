; clojure.java.io: files, readers and writers by whatever names them.

(def ^:private byte-array-type (class (byte-array 0)))

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
  (genera.host/reader-of x (or (:encoding (apply hash-map options)) "UTF-8")))

(defn input-stream
  "A buffered stream of bytes on a file, a path, a file: URL, an array of bytes or a stream."
  [x & options]
  (if (nil? x)
    (throw (new IllegalArgumentException "Cannot open <nil> as an InputStream."))
    (genera.host/input-stream-of x)))

(defn writer
  "A writer to a file, a path or a writer; with :append true, behind what is there."
  [x & options]
  (let [{:keys [append encoding]} (apply hash-map options)]
    (genera.host/writer-of x (boolean append) (or encoding "UTF-8"))))

(defn output-stream
  "A buffered stream of bytes to a file, a path or a stream; with :append true, behind what is
  there."
  [x & options]
  (if (nil? x)
    (throw (new IllegalArgumentException "Cannot open <nil> as an OutputStream."))
    (genera.host/output-stream-of x (boolean (:append (apply hash-map options))))))

(defn copy
  "Copies what a reader, a stream of bytes, an array of them, a file or a string gives to a writer,
  a stream or a file. Options: :encoding, where there are bytes on one side and text on the other."
  [input output & options]
  (let [charset (or (:encoding (apply hash-map options)) "UTF-8")
        bytes?  (or (instance? java.io.InputStream input) (instance? java.io.File input)
                    (= byte-array-type (class input)))
        target  (if (instance? java.io.File output) (java.io.FileOutputStream. output) output)]
    (cond
      (not (instance? java.io.OutputStream target))
      (do (.write target (if (string? input) input (slurp input :encoding charset)))
          (.flush target))
      bytes? (.write target (if (prim/is-array input)
                              input
                              (.readAllBytes (input-stream input))))
      :else (.write target (genera.host/encode-text
                             (if (string? input) input (slurp input)) charset)))
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
