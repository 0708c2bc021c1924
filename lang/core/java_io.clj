; clojure.java.io: files, streams, readers and writers of whatever names them. What can be named is
; open: Coercions says what is a file or a URL, IOFactory what can be read and written; a class that
; implements a part of IOFactory puts it in front of `default-streams-impl`.

(def ^:private byte-array-type
  "The class of arrays of bytes."
  (class (byte-array 0)))

(def ^:private char-array-type
  "The class of arrays of characters, which is that of arrays of anything."
  (class (char-array 0)))

(defprotocol Coercions
  "What names a file."
  (as-file [x] "The File that x names; nil of nil.")
  (as-url [x] "The URL that x names; nil of nil."))

(extend-protocol Coercions
  nil
  (as-file [_] nil)
  (as-url [_] nil)

  String
  (as-file [path] (java.io.File. path))
  (as-url [text] (java.net.URL. text))

  java.io.File
  (as-file [file] file)
  (as-url [file] (.toURL (.toURI file)))

  java.net.URL
  (as-url [url] url)
  (as-file [url]
    (if (= "file" (.getProtocol url))
      (java.io.File. (genera.host/url-path url))
      (throw (new IllegalArgumentException (str "Not a file: " url)))))

  java.net.URI
  (as-url [uri] (.toURL uri))
  (as-file [uri] (as-file (as-url uri))))

(defprotocol IOFactory
  "What can be read and written. opts is a map, of :encoding and :append for instance."
  (make-reader [x opts] "A BufferedReader of x.")
  (make-writer [x opts] "A BufferedWriter to x.")
  (make-input-stream [x opts] "A BufferedInputStream of x.")
  (make-output-stream [x opts] "A BufferedOutputStream to x."))

(defn reader
  "A reader of x: a file, a path, a URL, an array of bytes or characters, a stream, a socket, or a
  reader. Options: :encoding."
  [x & opts]
  (make-reader x (when opts (apply hash-map opts))))

(defn writer
  "A writer to x: a file, a path, a file: URL, a stream, a socket, or a writer. Options: :encoding;
  :append true, to write behind what is there."
  [x & opts]
  (make-writer x (when opts (apply hash-map opts))))

(defn input-stream
  "A buffered stream of the bytes of x: a file, a path, a URL, an array of bytes, a stream or a
  socket."
  [x & opts]
  (make-input-stream x (when opts (apply hash-map opts))))

(defn output-stream
  "A buffered stream of bytes to x: a file, a path, a file: URL, a stream or a socket. Options:
  :append true, to write behind what is there."
  [x & opts]
  (make-output-stream x (when opts (apply hash-map opts))))

(defn- encoding [opts] (or (:encoding opts) "UTF-8"))

(defn- cannot-open
  "Throws what is thrown for what cannot be opened."
  [x kind]
  (throw (new IllegalArgumentException (str "Cannot open <" (pr-str x) "> as " kind "."))))

(def default-streams-impl
  "The methods of IOFactory for what is read and written as bytes: a class must bring its own
  :make-input-stream and :make-output-stream."
  {:make-reader        (fn [x opts]
                         (genera.host/reader-on (make-input-stream x opts) (encoding opts)))
   :make-writer        (fn [x opts]
                         (genera.host/writer-on (make-output-stream x opts) false (encoding opts)))
   :make-input-stream  (fn [x opts] (cannot-open x "an InputStream"))
   :make-output-stream (fn [x opts] (cannot-open x "an OutputStream"))})

(defn- streams
  "The default methods with others in front."
  [methods]
  (merge default-streams-impl methods))

(defn- append? [opts] (boolean (:append opts)))

(def ^:private file-methods
  {:make-input-stream
   (fn [file opts] (new java.io.BufferedInputStream (new java.io.FileInputStream file)))
   :make-output-stream
   (fn [file opts]
     (new java.io.BufferedOutputStream (new java.io.FileOutputStream file (append? opts))))})

(extend Object IOFactory default-streams-impl)
(extend nil IOFactory
  {:make-reader        (fn [x opts] (cannot-open x "a Reader"))
   :make-writer        (fn [x opts] (cannot-open x "a Writer"))
   :make-input-stream  (fn [x opts] (cannot-open x "an InputStream"))
   :make-output-stream (fn [x opts] (cannot-open x "an OutputStream"))})
(extend java.io.File IOFactory (streams file-methods))
(extend java.net.URL IOFactory
  (streams {:make-input-stream
            (fn [url opts] (new java.io.BufferedInputStream (.openStream url)))
            :make-output-stream
            (fn [url opts]
              (if (= "file" (.getProtocol url))
                (make-output-stream (as-file url) opts)
                (throw (new IllegalArgumentException
                            (str "Can not write to non-file URL <" url ">")))))}))
(extend java.net.URI IOFactory
  (streams {:make-input-stream  (fn [uri opts] (make-input-stream (.toURL uri) opts))
            :make-output-stream (fn [uri opts] (make-output-stream (.toURL uri) opts))}))
(defn- named-by
  "The URL or File that a text names."
  [text]
  (if (genera.host/url-text? text) (as-url text) (as-file text)))

(extend String IOFactory
  (streams {:make-input-stream
            (fn [text opts] (make-input-stream (named-by text) opts))
            :make-output-stream
            (fn [text opts] (make-output-stream (named-by text) opts))}))
(extend java.io.InputStream IOFactory
  (streams {:make-input-stream (fn [in opts] (new java.io.BufferedInputStream in))
            :make-reader       (fn [in opts] (genera.host/reader-on in (encoding opts)))}))
(extend java.io.BufferedInputStream IOFactory
  (streams {:make-input-stream (fn [in opts] in)
            :make-reader       (fn [in opts] (genera.host/reader-on in (encoding opts)))}))
(extend java.io.OutputStream IOFactory
  (streams {:make-output-stream (fn [out opts] (new java.io.BufferedOutputStream out))
            :make-writer (fn [out opts] (genera.host/writer-on out false (encoding opts)))}))
(extend java.io.BufferedOutputStream IOFactory
  (streams {:make-output-stream (fn [out opts] out)
            :make-writer (fn [out opts] (genera.host/writer-on out false (encoding opts)))}))
(extend java.io.Reader IOFactory (streams {:make-reader (fn [reader opts] reader)}))
(extend java.io.Writer IOFactory (streams {:make-writer (fn [writer opts] writer)}))
(extend StringBuilder IOFactory (streams {:make-writer (fn [writer opts] writer)}))
(extend java.net.Socket IOFactory
  (streams {:make-input-stream  (fn [s opts] (make-input-stream (.getInputStream s) opts))
            :make-output-stream (fn [s opts] (make-output-stream (.getOutputStream s) opts))}))
(extend byte-array-type IOFactory
  (streams {:make-input-stream
            (fn [bytes opts]
              (new java.io.BufferedInputStream (new java.io.ByteArrayInputStream bytes)))}))
(extend char-array-type IOFactory
  (streams {:make-reader (fn [chars opts]
                           (if (every? char? chars)
                             (new java.io.StringReader (apply str chars))
                             (cannot-open chars "a Reader")))}))

; Copying.

(defn- text-source? [x]
  (or (instance? java.io.Reader x) (string? x) (= char-array-type (class x))))

(defn- text-target? [x]
  (or (instance? java.io.Writer x) (instance? StringBuilder x)))

(defn- copy-text
  "Writes the text of a reader, a string or an array of characters to a writer, part by part."
  [input writer]
  (if (instance? java.io.Reader input)
    (let [part (char-array 4096)]
      (loop []
        (let [n (.read input part)]
          (when (< 0 n)
            (.write writer (apply str (take n part)))
            (recur)))))
    (.write writer (if (string? input) input (apply str input)))))

(defn- copy-bytes
  "Writes the bytes of a stream to another, part by part."
  [input output]
  (let [part (byte-array 4096)]
    (loop []
      (let [n (.read input part)]
        (when (< 0 n)
          (.write output part 0 n)
          (recur))))))

(defn copy
  "Copies what a reader, a stream of bytes, an array of them, a file or a string gives to a writer,
  a stream or a file. Options: :encoding, where there are bytes on one side and text on the other;
  :buffer-size, without effect."
  [input output & opts]
  (let [opts    (when opts (apply hash-map opts))
        charset (encoding opts)]
    (cond
      (instance? java.io.File output)
      (with-open [out (make-output-stream output opts)]
        (copy input out :encoding charset))
      (instance? java.io.File input)
      (with-open [in (make-input-stream input opts)]
        (copy in output :encoding charset))
      (and (text-source? input) (text-target? output)) (copy-text input output)
      (text-target? output)
      (copy-text (genera.host/reader-on (make-input-stream input opts) charset) output)
      (not (instance? java.io.OutputStream output))
      (throw (new IllegalArgumentException (str "Cannot copy to " (class output))))
      (text-source? input)
      (let [writer (genera.host/writer-on output false charset)]
        (copy-text input writer)
        (.flush writer))
      (= byte-array-type (class input)) (.write output input)
      :else (copy-bytes (if (instance? java.io.InputStream input)
                          input
                          (make-input-stream input opts))
                        output))
    nil))

; Files.

(defn as-relative-path
  "The path of a relative file; throws of an absolute one."
  [x]
  (let [f (as-file x)]
    (if (.isAbsolute f)
      (throw (new IllegalArgumentException (str f " is not a relative path")))
      (.getPath f))))

(defn file
  "A File of a path; more arguments are names within it."
  ([x] (as-file x))
  ([parent child] (java.io.File. (as-file parent) (as-relative-path child)))
  ([parent child & more] (reduce file (file parent child) more)))

(defn delete-file
  "Deletes a file; throws if that fails, unless silently is given, which it answers then."
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
  "The URL of a file below the folders where sources are looked for, or a loader looks; or nil."
  ([name] (genera.host/find-resource (str name)))
  ([name loader] (genera.host/find-resource (str name) loader)))
