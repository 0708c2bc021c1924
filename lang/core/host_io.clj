; java.io: files, readers and writers. Namespace genera.host. Readers are those of io.clj, a text
; and a place in it; a writer collects text in a builder and hands it to its file when it is
; flushed or closed. A File is an instance around its path.

(def ^:private file-class (genera.slow/find-type "java.io.File"))

(defn- file-path
  "The path of a File, a path or a file: URL."
  [f]
  (if (prim/is-instance-of f file-class) (prim/field f 0) (str f)))

(defn- make-file
  "A File of a path; of a path within a directory."
  ([path]
   (let [path (file-path path)
         end  (dec (count path))]
     (prim/instance file-class
                    [(if (and (< 0 end) (= \/ (nth path end))) (subs path 0 end) path)])))
  ([parent path]
   (if (nil? parent)
     (make-file path)
     (let [parent (file-path parent)]
       (make-file (str parent (if (= "/" parent) "" "/") path))))))

(defn- last-slash
  "The index of the last slash of a path, or -1."
  [path]
  (prim/string-last-index path "/" (count path)))

(defn- parent-path
  "The path of the directory that a path names, or nil."
  [path]
  (let [slash (last-slash path)]
    (cond (< slash 0) nil
          (= 0 slash) (if (= 1 (count path)) nil "/")
          :else (subs path 0 slash))))

(defn- file-kind
  "The kind of the file of that path, :file, :directory or :other, or nil."
  [path]
  (first (prim/file-info path)))

(defstatic java.io.File/new ([path] (make-file path)) ([parent path] (make-file parent path)))
(defstatic java.io.File/createTempFile
  ([prefix suffix] (java.io.File/createTempFile prefix suffix nil))
  ([prefix suffix parent]
   (when (< (count prefix) 3) (throw (new IllegalArgumentException "Prefix string too short")))
   (let [name (str prefix (prim/string-replace (prim/random-uuid) "-" "") (or suffix ".tmp"))
         made (make-file (or parent (System/getProperty "java.io.tmpdir")) name)]
     (prim/write-file (prim/field made 0) "" false)
     made)))
(defconstant java.io.File/separator "/")
(defconstant java.io.File/separatorChar \/)
(defconstant java.io.File/pathSeparator ":")

(defmethods java.io.File
  (getPath [f] (prim/field f 0))
  (toPath [f] f)
  (toString [f] (prim/field f 0))
  (getName [f] (let [path (prim/field f 0)] (subs path (inc (last-slash path)))))
  (getParent [f] (parent-path (prim/field f 0)))
  (getParentFile [f] (let [parent (parent-path (prim/field f 0))] (when parent (make-file parent))))
  (getAbsolutePath [f] (prim/absolute-path (prim/field f 0)))
  (getAbsoluteFile [f] (make-file (prim/absolute-path (prim/field f 0))))
  (getCanonicalPath [f] (prim/absolute-path (prim/field f 0)))
  (getCanonicalFile [f] (make-file (prim/absolute-path (prim/field f 0))))
  (isAbsolute [f] (prim/string-starts (prim/field f 0) "/" 0))
  (exists [f] (some? (prim/file-info (prim/field f 0))))
  (isFile [f] (= :file (file-kind (prim/field f 0))))
  (isDirectory [f] (= :directory (file-kind (prim/field f 0))))
  (canRead [f] (some? (prim/file-info (prim/field f 0))))
  (canWrite [f] (some? (prim/file-info (prim/field f 0))))
  (length [f] (or (second (prim/file-info (prim/field f 0))) 0))
  (lastModified [f] (long (or (nth (prim/file-info (prim/field f 0)) 2 nil) 0)))
  (list [f] (let [names (prim/list-files (prim/field f 0))] (when names (to-array names))))
  (listFiles [f]
    (let [names (prim/list-files (prim/field f 0))]
      (when names (to-array (map (fn [name] (make-file f name)) names)))))
  (delete [f] (prim/delete-file (prim/field f 0)))
  (deleteOnExit [f] nil)
  (mkdir [f] (prim/make-directories (prim/field f 0)))
  (mkdirs [f] (prim/make-directories (prim/field f 0)))
  (createNewFile [f]
    (if (prim/file-info (prim/field f 0))
      false
      (do (prim/write-file (prim/field f 0) "" false) true)))
  (toURI [f] (str "file:" (prim/absolute-path (prim/field f 0))))
  (toPath [f] f)
  (toFile [f] f)
  (equals [f g] (and (prim/is-instance-of g file-class) (= (prim/field f 0) (prim/field g 0))))
  (equiv [f g] (and (prim/is-instance-of g file-class) (= (prim/field f 0) (prim/field g 0))))
  (hashCode [f] (bit-xor (java-hash (prim/field f 0)) 1234321))
  (hasheq [f] (bit-xor (java-hash (prim/field f 0)) 1234321))
  (compareTo [f g] (compare (prim/field f 0) (prim/field g 0)))
  (printOn [f w]
    (write-text w (str "#object[java.io.File 0x" (prim/number-string (prim/identity-hash f) 16)
                       " \"" (prim/field f 0) "\"]"))))

; Readers.

(defn- reader-on
  "A reader on a file, a path or a reader."
  [x]
  (cond (and (prim/is-instance x) (prim/find-method x :readLine)) x
        :else (new java.io.StringReader (prim/read-file (file-path x)))))

(defstatic java.io.FileReader/new [file] (reader-on file))
(defstatic java.io.FileInputStream/new [file] (reader-on file))
(defstatic java.io.BufferedReader/new ([reader] reader) ([reader size] reader))
(defstatic java.io.InputStreamReader/new ([reader] reader) ([reader charset] reader))

(def ^:private text-reader-class (genera.slow/find-type "java.io.BufferedReader"))

(defn- pushback-reader
  "A reader of the class of that name that goes on where a reader over text stands; any other reader
  as it is."
  [class-name reader]
  (if (prim/identical (prim/class reader) text-reader-class)
    (prim/mutable-instance (genera.slow/find-type class-name)
                           [(prim/field reader 0) (prim/field reader 1)])
    reader))

(defstatic java.io.PushbackReader/new
  ([reader] (pushback-reader "java.io.PushbackReader" reader))
  ([reader size] (pushback-reader "java.io.PushbackReader" reader)))
(defstatic clojure.lang.LineNumberingPushbackReader/new
  ([reader] (pushback-reader "clojure.lang.LineNumberingPushbackReader" reader))
  ([reader size] (pushback-reader "clojure.lang.LineNumberingPushbackReader" reader)))

(defstatic java.nio.file.Files/newBufferedReader
  ([path] (reader-on path)) ([path charset] (reader-on path)))
(defstatic java.nio.file.Files/readString [path] (prim/read-file (file-path path)))
(defstatic java.nio.file.Files/exists [path & options] (.exists path))

(defmethods java.io.BufferedReader
  (lines [r] (line-seq r))
  (unread [r c] (prim/set-field r 1 (dec (prim/field r 1))) nil)
  (skip [r n] (prim/set-field r 1 (min (count (prim/field r 0)) (+ n (prim/field r 1)))) n)
  (mark [r _] nil)
  (markSupported [r] false))
(add-methods (genera.slow/find-type "java.io.PushbackReader")
             (prim/type-methods text-reader-class))

; Writers.

(def ^:private file-writer-class (genera.slow/find-type "java.io.BufferedWriter"))

(defn- file-writer
  "A writer to a file, whose text is replaced unless append? is true."
  [file append?]
  (let [path (file-path file)]
    (when-not append? (prim/write-file path "" false))
    (prim/mutable-instance file-writer-class [path (prim/builder)])))

(defn- write-out
  "Hands what a writer has collected to its file."
  [w]
  (let [builder (prim/field w 1)]
    (when (< 0 (prim/builder-length builder))
      (prim/write-file (prim/field w 0) (prim/builder-string builder) true)
      (prim/builder-truncate builder 0))))

(defmethods java.io.BufferedWriter
  (write ([w x]
          (let [builder (prim/field w 1)]
            (prim/builder-add builder (if (prim/is-number x) (prim/char x) (str x)))
            (when (< 65536 (prim/builder-length builder)) (write-out w))
            nil))
         ([w x from n] (.write w (subs x from (+ from n)))))
  (append [w x] (.write w (if (nil? x) "null" (str x))) w)
  (print [w x] (.write w (if (nil? x) "null" (str x))))
  (println ([w] (.write w "\n")) ([w x] (.write w (str (if (nil? x) "null" x) "\n"))))
  (newLine [w] (.write w "\n"))
  (flush [w] (write-out w))
  (close [w] (write-out w)))

(defstatic java.io.FileWriter/new
  ([file] (file-writer file false)) ([file append?] (file-writer file append?)))
(defstatic java.io.FileOutputStream/new
  ([file] (file-writer file false)) ([file append?] (file-writer file append?)))
(defstatic java.io.BufferedWriter/new ([writer] writer) ([writer size] writer))
(defstatic java.io.OutputStreamWriter/new ([writer] writer) ([writer charset] writer))
(defstatic java.io.PrintWriter/new
  ([x] (if (or (prim/is-string x) (prim/is-instance-of x file-class)) (file-writer x false) x))
  ([x flush?] x))
(defstatic java.io.StringWriter/new ([] (prim/builder)) ([size] (prim/builder)))
(defmethods java.lang.StringBuilder
  (getBuffer [b] b)
  (print [b x] (.append b x) nil)
  (println ([b] (.append b "\n") nil) ([b x] (.append b x) (.append b "\n") nil)))

(defn reader-of
  "A reader on a file, a path or a reader, for clojure.java.io."
  [x]
  (reader-on x))

(defn writer-of
  "A writer to a file, a path or a writer, for clojure.java.io."
  [x append?]
  (if (or (prim/is-builder x) (and (prim/is-instance x) (prim/find-method x :write)))
    x
    (file-writer x append?)))
