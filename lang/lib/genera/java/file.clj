(ns genera.java.file
  "java.nio.file: Path, Paths and Files."
  (:require [clojure.string :as string]
            [genera.host :refer [defmethods defstatic functional]]))

; A path is an instance around its text, without slashes that say nothing. What files are is asked
; of java.io.File and of the host; its reasons become the exceptions of java.nio.file.

(def ^:private path-class
  (genera.host/define-type "sun.nio.fs.UnixPath" '[java.lang.Object java.nio.file.Path] nil))

(defn- make-path
  "The path of a text."
  [text]
  (when (<= 0 (.indexOf text "\u0000"))
    (throw (new java.nio.file.InvalidPathException (str "Nul character not allowed: " text))))
  (let [text (string/replace text #"/+" "/")]
    (prim/instance path-class
                   [(if (and (< 1 (count text)) (string/ends-with? text "/"))
                      (subs text 0 (dec (count text)))
                      text)])))

(defn- text-of [path] (if (prim/is-instance-of path path-class) (prim/field path 0) (str path)))

(defn- as-path [x] (if (prim/is-instance-of x path-class) x (make-path (str x))))

(defn- joined
  "The path of parts, the empty ones left out."
  [parts]
  (make-path (string/join "/" (remove #{""} (map str parts)))))

(defn- absolute? [path] (string/starts-with? (text-of path) "/"))

(defn- names
  "The names of a path, a vector."
  [path]
  (let [text (text-of path)]
    (cond (= "" text) [""]
          (= "/" text) []
          :else (string/split (if (absolute? path) (subs text 1) text) #"/"))))

(defn- named
  "The path of names, from the root on or not."
  [names from-root?]
  (make-path (str (if from-root? "/" "") (string/join "/" names))))

(defn- normalized
  [path]
  (named (reduce (fn [kept name]
                   (cond (= "." name) kept
                         (and (= ".." name) (seq kept) (not= ".." (peek kept))) (pop kept)
                         (and (= ".." name) (empty? kept) (absolute? path)) kept
                         :else (conj kept name)))
                 [] (names path))
         (absolute? path)))

(defn- resolved
  [path other]
  (let [other (as-path other)]
    (cond (absolute? other)        other
          (= "" (text-of other))   path
          (= "" (text-of path))    other
          :else (make-path (str (text-of path) "/" (text-of other))))))

(defn- parent-of
  [path]
  (let [all (names path)]
    (cond (< 1 (count all)) (named (pop all) (absolute? path))
          (and (absolute? path) (= 1 (count all))) (make-path "/")
          :else nil)))

(defn- relative
  "The path from one path to another."
  [path other]
  (when (not= (absolute? path) (absolute? other))
    (throw (new IllegalArgumentException "'other' is different type of Path")))
  (let [own    (if (= "" (text-of path)) [] (names path))
        theirs (if (= "" (text-of other)) [] (names other))
        common (count (take-while true? (map = own theirs)))]
    (named (concat (repeat (- (count own) common) "..") (drop common theirs)) false)))

(defn- part-of
  [path from to]
  (when-not (and (<= 0 from) (< from to) (<= to (count (names path))))
    (throw (new IllegalArgumentException)))
  (named (subvec (names path) from to) false))

(defmethods sun.nio.fs.UnixPath
  (toString [p] (text-of p))
  (getFileName [p] (let [all (names p)] (when (seq all) (make-path (peek all)))))
  (getParent [p] (parent-of p))
  (getRoot [p] (when (absolute? p) (make-path "/")))
  (getNameCount [p] (count (names p)))
  (getName [p i] (part-of p i (inc i)))
  (subpath [p from to] (part-of p from to))
  (isAbsolute [p] (absolute? p))
  (normalize [p] (normalized p))
  (resolve [p other] (resolved p other))
  (resolveSibling [p other]
    (let [parent (parent-of p)] (if parent (resolved parent other) (as-path other))))
  (relativize [p other] (relative p other))
  (startsWith [p other]
    (let [other (as-path other)]
      (and (= (absolute? p) (absolute? other))
           (= (names other) (take (count (names other)) (names p))))))
  (endsWith [p other]
    (let [other (as-path other)]
      (if (absolute? other)
        (= (text-of p) (text-of other))
        (= (names other) (take-last (count (names other)) (names p))))))
  (toAbsolutePath [p]
    (if (absolute? p) p (resolved (make-path (System/getProperty "user.dir")) p)))
  (toRealPath [p & options]
    (when-not (.exists (.toFile p)) (throw (new java.nio.file.NoSuchFileException (text-of p))))
    (make-path (.getCanonicalPath (.toFile p))))
  (toFile [p] (java.io.File. (text-of p)))
  (toUri [p]
    (let [text (str (.toURI (.toFile (.toAbsolutePath p))))]
      (java.net.URI. (str "file://" (subs text 5)))))
  (iterator [p] (clojure.lang.SeqIterator. (seq (map make-path (names p)))))
  (seq [p] (seq (map make-path (names p))))
  (equals [p q] (and (prim/is-instance-of q path-class) (= (text-of p) (text-of q))))
  (equiv [p q] (and (prim/is-instance-of q path-class) (= (text-of p) (text-of q))))
  (hashCode [p] (.hashCode (text-of p)))
  (hasheq [p] (hash (text-of p)))
  (compareTo [p q] (compare (text-of p) (text-of q))))

(defn- given
  "The arguments of a method that takes any number of them, or one array."
  [xs]
  (if (and (prim/is-array (first xs)) (nil? (next xs))) (seq (first xs)) xs))

(defn- path-from
  "The path of a text and more texts, or of a URI."
  [x more]
  (if (instance? java.net.URI x)
    (make-path (.getPath (java.io.File. x)))
    (joined (cons x (given more)))))

(defstatic java.nio.file.Path/of [x & more] (path-from x more))
(defstatic java.nio.file.Paths/get [x & more] (path-from x more))

(genera.host/add-methods (genera.slow/find-type "java.io.File")
  {:toPath (fn toPath [f] (make-path (.getPath f)))})

; Options, which are values of enums.

(doseq [[enum values] {"java.nio.file.StandardOpenOption"
                       ["READ" "WRITE" "APPEND" "TRUNCATE_EXISTING" "CREATE" "CREATE_NEW"
                        "DELETE_ON_CLOSE" "SPARSE" "SYNC" "DSYNC"]
                       "java.nio.file.StandardCopyOption"
                       ["REPLACE_EXISTING" "COPY_ATTRIBUTES" "ATOMIC_MOVE"]
                       "java.nio.file.LinkOption" ["NOFOLLOW_LINKS"]}
        :let [class (genera.slow/find-type enum)]]
  (genera.host/add-methods class {:name     (fn name [x] (prim/field x 0))
                                  :toString (fn toString [x] (prim/field x 0))
                                  :ordinal  (fn ordinal [x] (prim/field x 1))})
  (doseq [[i value] (map-indexed vector values)]
    (genera.host/intern-static enum value (prim/instance class [value i]))))

(defn- chosen
  "The names of options that were passed, a set."
  [options]
  (set (map str (given options))))

; Files.

(defn- file-of
  [path]
  (java.io.File. (if (= "" (text-of path)) "." (text-of path))))

(defn- exists? [path] (.exists (file-of path)))

(defn- check-exists
  [path]
  (when-not (exists? path) (throw (new java.nio.file.NoSuchFileException (text-of path)))))

(defn- check-absent
  [path]
  (when (exists? path) (throw (new java.nio.file.FileAlreadyExistsException (text-of path)))))

(defn- attempt
  "Has the host do something with a path, or throws."
  [task path other]
  (let [answer (prim/file-task task (text-of path) other)]
    (if (= :ok (if (vector? answer) (first answer) answer))
      path
      (throw (case (second answer)
               :enoent  (new java.nio.file.NoSuchFileException (text-of path))
               :eexist  (new java.nio.file.FileAlreadyExistsException (text-of path))
               (:eacces :eperm) (new java.nio.file.AccessDeniedException (text-of path))
               :enotempty (new java.nio.file.DirectoryNotEmptyException (text-of path))
               (new java.nio.file.FileSystemException (str (text-of path) ": "
                                                           (name (second answer)))))))))

(defn- delete
  [path]
  (check-exists path)
  (attempt (if (.isDirectory (file-of path)) "delete-dir" "delete") path nil)
  nil)

(defn- bytes-in
  [path]
  (check-exists path)
  (.readAllBytes (java.io.FileInputStream. (file-of path))))

(defn- write-bytes
  "Writes bytes to a file as its options say."
  [path bytes options]
  (let [options (chosen options)
        append? (contains? options "APPEND")
        makes?  (or (empty? options) (some options ["CREATE" "CREATE_NEW"]))]
    (when (contains? options "CREATE_NEW") (check-absent path))
    (when-not makes? (check-exists path))
    (when-not (exists? (or (parent-of path) (make-path ".")))
      (throw (new java.nio.file.NoSuchFileException (text-of path))))
    (with-open [out (java.io.FileOutputStream. (file-of path) append?)] (.write out bytes))
    path))

(defn- charset-first
  "[charset options] of arguments that may begin with a charset."
  [args]
  (if (instance? java.nio.charset.Charset (first args)) [(first args) (next args)] ["UTF-8" args]))

(defn- lines-of
  [path charset]
  (let [text (String. (bytes-in path) (str charset))]
    (if (= "" text) [] (vec (string/split (string/replace text #"\r?\n\z" "") #"\r?\n" -1)))))

(defn- children
  [path]
  (check-exists path)
  (let [found (.list (file-of path))]
    (when-not found (throw (new java.nio.file.NotDirectoryException (text-of path))))
    (map (fn [name] (resolved path name)) found)))

(defn- walked
  "A path and all below it, down to a depth."
  [path depth]
  (check-exists path)
  (cons path (when (and (< 0 depth) (.isDirectory (file-of path)))
               (mapcat (fn [child] (walked child (dec depth))) (children path)))))

(defn- stream [coll] (genera.host/lazily 'genera.java.stream/stream-of coll))

(defn- temporary
  "A new path below a folder, or the one for temporary files."
  [folder prefix suffix]
  (resolved (or folder (make-path (System/getProperty "java.io.tmpdir")))
            (str prefix (.replace (str (random-uuid)) "-" "") suffix)))

(defmacro ^:private deffiles
  "Defines static methods of Files, each (name arity…)."
  [& methods]
  `(do ~@(map (fn [[name & arities]]
                `(defstatic ~(symbol "java.nio.file.Files" (str name)) ~@arities))
              methods)))

(deffiles
  (exists [path & options] (exists? path))
  (notExists [path & options] (not (exists? path)))
  (isDirectory [path & options] (.isDirectory (file-of path)))
  (isRegularFile [path & options] (.isFile (file-of path)))
  (isReadable [path] (.canRead (file-of path)))
  (isWritable [path] (.canWrite (file-of path)))
  (isExecutable [path] (.canExecute (file-of path)))
  (isHidden [path] (.isHidden (file-of path)))
  (isSameFile [a b] (= (.getCanonicalPath (file-of a)) (.getCanonicalPath (file-of b))))
  (size [path] (check-exists path) (.length (file-of path)))
  (delete [path] (delete path))
  (deleteIfExists [path] (if (exists? path) (do (delete path) true) false))
  (createFile [path & attributes] (check-absent path) (write-bytes path (byte-array 0) nil))
  (createDirectory [path & attributes] (attempt "make-dir" path nil))
  (createDirectories [path & attributes]
    (when (.isFile (file-of path))
      (throw (new java.nio.file.FileAlreadyExistsException (text-of path))))
    (.mkdirs (file-of path))
    path)
  (createTempFile
    [a & more]
    (let [folder? (prim/is-instance-of a path-class)
          [prefix suffix] (if folder? more (cons a more))]
      (write-bytes (temporary (if folder? a nil) prefix (or suffix ".tmp")) (byte-array 0) nil)))
  (createTempDirectory
    [a & more]
    (let [folder? (prim/is-instance-of a path-class)]
      (attempt "make-dir" (temporary (if folder? a nil) (if folder? (first more) a) "") nil)))
  (copy [from to & options]
    (if (prim/is-instance-of to path-class)
      (do (when-not (contains? (chosen options) "REPLACE_EXISTING") (check-absent to))
          (if (prim/is-instance-of from path-class)
            (do (check-exists from)
                (if (.isDirectory (file-of from))
                  (do (.mkdir (file-of to)) to)
                  (do (attempt "copy" from (text-of to)) to)))
            (let [bytes (.readAllBytes from)] (write-bytes to bytes nil) (count bytes))))
      (let [bytes (bytes-in from)] (.write to bytes) (count bytes))))
  (move [from to & options]
    (check-exists from)
    (when-not (contains? (chosen options) "REPLACE_EXISTING") (check-absent to))
    (attempt "rename" from (text-of to))
    to)
  (readAllBytes [path] (bytes-in path))
  (readString ([path] (String. (bytes-in path) "UTF-8"))
              ([path charset] (String. (bytes-in path) (str charset))))
  (readAllLines ([path] (java.util.ArrayList. (lines-of path "UTF-8")))
                ([path charset] (java.util.ArrayList. (lines-of path charset))))
  (lines ([path] (stream (lines-of path "UTF-8")))
         ([path charset] (stream (lines-of path charset))))
  (write [path content & args]
    (let [[charset options] (charset-first args)]
      (write-bytes path
                   (if (prim/is-array content)
                     content
                     (.getBytes (apply str (map (fn [line] (str line "\n")) content))
                                (str charset)))
                   options)))
  (writeString [path text & args]
    (let [[charset options] (charset-first args)]
      (write-bytes path (.getBytes (str text) (str charset)) options)))
  (list [path] (stream (children path)))
  (walk [path & args]
    (stream (walked path (if (number? (first args)) (first args) 1000000))))
  (newBufferedReader [path & args] (check-exists path) (clojure.java.io/reader (file-of path)))
  (newBufferedWriter [path & args]
    (let [[_ options] (charset-first args)]
      (clojure.java.io/writer (file-of path) :append (contains? (chosen options) "APPEND"))))
  (newInputStream [path & options]
    (check-exists path)
    (clojure.java.io/input-stream (file-of path)))
  (newOutputStream [path & options]
    (clojure.java.io/output-stream (file-of path)
                                   :append (contains? (chosen options) "APPEND"))))
