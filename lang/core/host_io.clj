; java.io: files, readers and writers. Namespace genera.host. Readers are those of io.clj, a text
; and a place in it; a writer collects text in a builder and hands it to its target, a file, a
; stream of bytes or a function, when it is flushed or closed. A File is an instance around its
; path.

(declare compose quoted make-file)

(def ^:private file-class (genera.slow/find-type "java.io.File"))

(defn- file-path
  "The path of a File, a path or a file: URL."
  [f]
  (if (prim/is-instance-of f file-class) (prim/field f 0) (str f)))

(defn- plain-path
  "A path without slashes that say nothing."
  [path]
  (let [path (if (< (prim/string-index path "//" 0) 0)
               path
               (clojure.string/replace path #"/+" "/"))
        end  (dec (count path))]
    (if (and (< 0 end) (= \/ (nth path end))) (subs path 0 end) path)))

(defn- uri-path
  "The path that a file: URI names."
  [uri]
  (let [bad (fn [why] (throw (new IllegalArgumentException why)))]
    (cond (nil? (.getScheme uri)) (bad "URI is not absolute")
          (.isOpaque uri) (bad "URI is not hierarchical")
          (not= "file" (clojure.string/lower-case (.getScheme uri)))
          (bad "URI scheme is not \"file\"")
          (.getAuthority uri) (bad "URI has an authority component")
          (= "" (.getPath uri)) (bad "URI path component is empty")
          :else (.getPath uri))))

(defn- whole-path
  "A path from the root on, with its dots and links as they are."
  [path]
  (cond (prim/string-starts path "/" 0) path
        (= "" path) (System/getProperty "user.dir")
        :else (str (System/getProperty "user.dir") "/" path)))

(defn- change-file
  "Has the host change a file in a way; answers whether it could."
  [way path other]
  (= :ok (first (flatten [(prim/file-task way path other)]))))

(defn- file-mode
  "The bits of a file's permissions, 0 without a file."
  [path]
  (let [[tag info] (prim/file-task "info" path nil)] (if (= :ok tag) (:mode info) 0)))

(defn- set-mode-bits
  "Sets or clears bits of a file's permissions, for its owner only or for all; answers whether it
  could."
  [f on? owner? bit]
  (let [path (prim/field f 0)
        bits (if owner? (bit-shift-left bit 6) (* 73 bit)) ; 0111 in octal
        mode (file-mode path)]
    (change-file "chmod" path
                 (prim/number-string (bit-and 4095 (if on? (bit-or mode bits)
                                                       (bit-and mode (bit-not bits))))
                                     8))))

(defn- accepted
  "The names of files in a folder that a filter of java.io, or nil, accepts."
  [f names filter]
  (cond (nil? filter) names
        (instance? java.io.FileFilter filter)
        (clojure.core/filter (fn [name] (.accept filter (make-file f name))) names)
        :else (clojure.core/filter (fn [name] (.accept filter f name)) names)))

(defn- make-file
  "A File of a path; of a path within a directory."
  ([path]
   (when (nil? path) (throw (new NullPointerException)))
   (prim/instance file-class [(plain-path (if (instance? java.net.URI path)
                                            (uri-path path)
                                            (file-path path)))]))
  ([parent path]
   (if (nil? parent)
     (make-file path)
     (let [parent (file-path parent)]
       (when (nil? path) (throw (new NullPointerException)))
       (make-file (if (= "" path) parent (str parent "/" path)))))))

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
   (when (< (count prefix) 3) (throw (new IllegalArgumentException
                 (str "Prefix string \"" prefix "\" too short: length must be at least 3"))))
   (let [name (str prefix (prim/string-replace (prim/random-uuid) "-" "") (or suffix ".tmp"))
         made (make-file (or parent (System/getProperty "java.io.tmpdir")) name)]
     (prim/write-file (prim/field made 0) "" false)
     made)))
(defconstant java.io.File/separator "/")
(defconstant java.io.File/separatorChar \/)
(defconstant java.io.File/pathSeparator ":")
(defconstant java.io.File/pathSeparatorChar \:)
(defstatic java.io.File/listRoots [] (to-array [(make-file "/")]))

(defmethods java.io.File
  (getPath [f] (prim/field f 0))
  (toString [f] (prim/field f 0))
  (getName [f] (let [path (prim/field f 0)] (subs path (inc (last-slash path)))))
  (getParent [f] (parent-path (prim/field f 0)))
  (getParentFile [f] (let [parent (parent-path (prim/field f 0))] (when parent (make-file parent))))
  (getAbsolutePath [f] (whole-path (prim/field f 0)))
  (getAbsoluteFile [f] (make-file (whole-path (prim/field f 0))))
  (getCanonicalPath [f] (nth (prim/file-task "real-path" (prim/field f 0) nil) 1))
  (getCanonicalFile [f] (make-file (.getCanonicalPath f)))
  (isHidden [f] (prim/string-starts (.getName f) "." 0))
  (canExecute [f] (not= 0 (bit-and 73 (file-mode (prim/field f 0)))))
  (setReadOnly [f] (set-mode-bits f false false 2))
  (setWritable ([f on] (set-mode-bits f on true 2))
               ([f on owner?] (set-mode-bits f on owner? 2)))
  (setReadable ([f on] (set-mode-bits f on true 4))
               ([f on owner?] (set-mode-bits f on owner? 4)))
  (setExecutable ([f on] (set-mode-bits f on true 1))
                 ([f on owner?] (set-mode-bits f on owner? 1)))
  (setLastModified [f ms] (change-file "set-time" (prim/field f 0) (str ms)))
  (renameTo [f g] (change-file "rename" (prim/field f 0) (prim/field g 0)))
  (isAbsolute [f] (prim/string-starts (prim/field f 0) "/" 0))
  (exists [f] (some? (prim/file-info (prim/field f 0))))
  (isFile [f] (= :file (file-kind (prim/field f 0))))
  (isDirectory [f] (= :directory (file-kind (prim/field f 0))))
  (canRead [f] (some? (prim/file-info (prim/field f 0))))
  (canWrite [f] (some? (prim/file-info (prim/field f 0))))
  (length [f] (or (second (prim/file-info (prim/field f 0))) 0))
  (lastModified [f] (long (or (nth (prim/file-info (prim/field f 0)) 2 nil) 0)))
  (list ([f] (.list f nil))
        ([f filter]
         (let [names (prim/list-files (prim/field f 0))]
           (when names (to-array (accepted f names filter))))))
  (listFiles ([f] (.listFiles f nil))
             ([f filter]
              (let [names (prim/list-files (prim/field f 0))]
                (when names
                  (to-array (map (fn [name] (make-file f name))
                                 (accepted f names filter)))))))
  (delete [f] (prim/delete-file (prim/field f 0)))
  (deleteOnExit [f] nil)
  (mkdir [f] (change-file "make-dir" (prim/field f 0) nil))
  (mkdirs [f] (prim/make-directories (prim/field f 0)))
  (createNewFile [f]
    (if (prim/file-info (prim/field f 0))
      false
      (try (prim/write-file (prim/field f 0) "" false)
           true
           (catch java.io.FileNotFoundException e
             (throw (new java.io.IOException
                         (or (second (re-find #"\(([^()]*)\)$" (.getMessage e)))
                             (.getMessage e))))))))
  (toURI [f]
    (let [path    (whole-path (prim/field f 0))
          folder? (and (= :directory (file-kind path)) (not= "/" path))]
      (compose "file" nil (quoted (if folder? (str path "/") path)) nil nil)))
  (toURL [f] (.toURL (.toURI f)))
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

(declare stream-reader)

(defn- reader-on
  "A reader on a file, a path, a stream of bytes, or a reader."
  ([x] (reader-on x "UTF-8"))
  ([x charset]
   (cond (and (prim/is-instance x) (prim/find-method x :readLine)) x
         (and (prim/is-instance x) (prim/find-method x :readAllBytes)) (stream-reader x charset)
         :else (stream-reader (new java.io.FileInputStream x) charset))))

(defstatic java.io.FileReader/new ([file] (reader-on file)) ([file charset] (reader-on file)))
(defstatic java.io.BufferedReader/new
  ([reader] (when (nil? reader) (throw (new NullPointerException))) reader)
  ([reader size]
   (when (< size 1) (throw (new IllegalArgumentException "Buffer size <= 0")))
   (java.io.BufferedReader/new reader)))
(defstatic java.io.Reader/nullReader [] (new java.io.StringReader ""))
(defstatic java.io.InputStreamReader/new
  ([stream] (reader-on stream)) ([stream charset] (reader-on stream charset)))

(def ^:private text-reader-class (genera.slow/find-type "java.io.BufferedReader"))

(defn- plain-lines
  "A text with newlines for all ends of lines."
  [text]
  (clojure.string/replace text #"\r\n?" "\n"))

(defn- with-newlines
  "A source, of parts, of the text of another one in which all ends of lines are newlines."
  [source]
  (let [held (prim/atom "")] ; a \r whose \n may come yet
    (fn []
      (let [more (source)
            text (str (prim/atom-value held) more)
            end  (dec (count text))]
        (cond (and more (<= 0 end) (= \return (nth text end)))
              (do (prim/atom-set held "\r")
                  (plain-lines (subs text 0 end)))
              (= "" text) more
              :else (do (prim/atom-set held "") (plain-lines text)))))))

(defn- stdin-source
  "A source of the lines of a reader of lines, as standard input has."
  [reader]
  (fn [] (let [line (.readLine reader)] (when line (str line "\n")))))

(defn- pushback-reader
  "A reader of the class of that name that goes on where another reader stands. One that counts
  lines gives all ends of lines as newlines."
  [class-name reader]
  (let [make (fn [text at source close]
               (prim/mutable-instance (genera.slow/find-type class-name)
                                      [text at nil source 0 close]))]
    (cond
      (not (prim/is-instance-of reader text-reader-class))
      (if (prim/find-method reader :readLine)
        (make "" 0 (stdin-source reader) (fn [] (.close reader)))
        reader)
      (= class-name "java.io.PushbackReader")
      (make (prim/field reader 0) (prim/field reader 1) (prim/field reader 3)
            (prim/field reader 5))
      :else
      (make (plain-lines (subs (prim/field reader 0) (prim/field reader 1)))
            0
            (let [source (prim/field reader 3)]
              (cond (nil? source)    nil
                    (vector? source) [(fn [] (plain-lines ((nth source 0))))]
                    :else            (with-newlines source)))
            (prim/field reader 5)))))

(defn- push-back
  "Gives a reader back a text that was read from it, or another one."
  [reader s]
  (let [text (prim/field reader 0)
        at   (prim/field reader 1)
        from (- at (count s))]
    (if (and (<= 0 from) (prim/string-starts text s from))
      (prim/set-field reader 1 from)
      (do (prim/set-field reader 0 (str s (subs text at)))
          (prim/set-field reader 1 0)))
    nil))

(defstatic java.io.PushbackReader/new
  ([reader] (pushback-reader "java.io.PushbackReader" reader))
  ([reader size] (pushback-reader "java.io.PushbackReader" reader)))
(defstatic clojure.lang.LineNumberingPushbackReader/new
  ([reader] (pushback-reader "clojure.lang.LineNumberingPushbackReader" reader))
  ([reader size] (pushback-reader "clojure.lang.LineNumberingPushbackReader" reader)))


(defn- text-place
  "[line column] of an index of a text, from 1 on."
  [text at]
  (loop [line 1 start 0]
    (let [end (prim/string-index text "\n" start)]
      (if (and (<= 0 end) (< end at)) (recur (inc line) (inc end)) [line (inc (- at start))]))))

(defmethods java.io.BufferedReader
  (lines [r] (stream-of (line-seq r)))
  (read ([r]
         (if (clojure.core/unread? r)
           (let [at (prim/field r 1)]
             (prim/set-field r 1 (inc at))
             (prim/string-unit (prim/field r 0) at))
           -1))
        ([r chars] (.read r chars 0 (alength chars)))
        ([r chars from n]
         (if (and (< 0 n) (not (clojure.core/unread? r)))
           -1
           (let [text (prim/field r 0)
                 at   (prim/field r 1)
                 end  (min (count text) (+ at n))]
             (loop [i at]
               (when (< i end)
                 (aset chars (+ from (- i at)) (prim/char (prim/string-unit text i)))
                 (recur (inc i))))
             (prim/set-field r 1 end)
             (- end at)))))
  (unread ([r x] (cond (prim/is-array x) (.unread r x 0 (alength x))
                       (prim/is-string x) (push-back r x)
                       :else (push-back r (str (prim/char (bit-and 0xFFFF (int x)))))))
          ([r chars from n]
           (push-back r (apply str (map (fn [i] (aget chars i)) (range from (+ from n)))))))
  (skip [r n]
    (when (< n 0) (throw (new IllegalArgumentException "skip value is negative")))
    (clojure.core/unread? r)
    (let [at (prim/field r 1) end (min (count (prim/field r 0)) (+ n at))]
      (prim/set-field r 1 end)
      (- end at)))
  (mark [r limit]
    (when (< limit 0) (throw (new IllegalArgumentException "Read-ahead limit < 0")))
    (prim/set-field r 2 (prim/field r 1))
    nil)
  (reset [r] (prim/set-field r 1 (or (prim/field r 2) 0)) nil)
  (transferTo [r out] (let [text (slurp r)] (.write out text) (count text)))
  (markSupported [r] true))
(add-methods (genera.slow/find-type "java.io.PushbackReader")
             (prim/type-methods text-reader-class))

(defmethods clojure.lang.LineNumberingPushbackReader
  (getLineNumber [r]
    (+ (prim/field r 4) (nth (text-place (prim/field r 0) (prim/field r 1)) 0)))
  (setLineNumber [r n]
    (prim/set-field r 4 (- n (nth (text-place (prim/field r 0) (prim/field r 1)) 0)))
    nil)
  (getColumnNumber [r] (nth (text-place (prim/field r 0) (prim/field r 1)) 1))
  (atLineStart [r] (= 1 (nth (text-place (prim/field r 0) (prim/field r 1)) 1)))
  (captureString [r] (prim/set-field r 2 (prim/field r 1)) nil)
  (getString [r]
    (let [from (prim/field r 2)]
      (prim/set-field r 2 nil)
      (when from (subs (prim/field r 0) from (max from (prim/field r 1)))))))

; Writers.

(def ^:private file-writer-class (genera.slow/find-type "java.io.BufferedWriter"))

(defn- file-writer
  "A writer to a file, whose text is replaced unless append? is true."
  [file append?]
  (let [path (file-path file)]
    (when-not append? (prim/write-file path "" false))
    (prim/mutable-instance file-writer-class [path (prim/builder) nil nil false])))

(defn function-writer
  "A writer that gives its text to a function when it is flushed, and calls another, which may be
  nil, when it is closed."
  [on-flush on-close]
  (prim/mutable-instance file-writer-class [on-flush (prim/builder) nil on-close false]))

(defn- stream-writer
  "A writer to a stream of bytes; anything else that is written to is a writer already."
  [x charset]
  (if (prim/is-instance-of x (genera.slow/find-type "java.io.OutputStream"))
    (prim/mutable-instance file-writer-class [x (prim/builder) (str charset) nil false])
    x))

(declare encode-text)

(defn- write-out
  "Hands what a writer has collected to its file or its stream of bytes."
  [w]
  (let [builder (prim/field w 1)
        target  (prim/field w 0)]
    (when (< 0 (prim/builder-length builder))
      (let [text (prim/builder-string builder)]
        (prim/builder-truncate builder 0)
        (cond (prim/is-string target) (prim/write-file target text true)
              (fn? target)            (target text)
              (prim/field w 2)        (.write target (encode-text text (prim/field w 2)))
              :else                   (write-text target text))))))

(defn- check-open
  "Throws if a writer is closed."
  [w]
  (when (prim/field w 4) (throw (new java.io.IOException "Stream closed"))))

(defn- target-of
  "The stream of bytes or the writer that a writer writes to, or nil."
  [w]
  (let [target (prim/field w 0)]
    (if (or (prim/is-string target) (fn? target)) nil target)))

(defmethods java.io.BufferedWriter
  (write ([w x]
          (let [builder (prim/field w 1)]
            (check-open w)
            (prim/builder-add builder (cond (prim/is-number x) (prim/char x)
                                            (prim/is-array x)  (apply str x)
                                            :else              (str x)))
            (when (< 65536 (prim/builder-length builder)) (write-out w))
            nil))
         ([w x from n]
          (.write w (if (prim/is-array x)
                      (apply str (map (fn [i] (aget x i)) (range from (+ from n))))
                      (subs x from (+ from n))))))
  (append ([w x] (.write w (if (nil? x) "null" (str x))) w)
          ([w x start end] (.write w (subs (if (nil? x) "null" (str x)) start end)) w))
  (print [w x] (.write w (if (nil? x) "null" (str x))))
  (println ([w] (.write w "\n")) ([w x] (.write w (str (if (nil? x) "null" x) "\n"))))
  (newLine [w] (.write w "\n"))
  (flush [w]
    (check-open w)
    (write-out w)
    (let [target (target-of w)] (when target (.flush target)))
    nil)
  (close [w]
    (when-not (prim/field w 4)
      (write-out w)
      (prim/set-field w 4 true)
      (let [target   (target-of w)
            on-close (prim/field w 3)]
        (when target (.close target))
        (when on-close (on-close))))
    nil))

(defstatic java.io.FileWriter/new
  ([file] (file-writer file false)) ([file append?] (file-writer file append?)))
(defstatic java.io.BufferedWriter/new
  ([writer]
   (cond (nil? writer) (throw (new NullPointerException))
         (prim/is-instance-of writer file-writer-class) writer
         :else (prim/mutable-instance file-writer-class [writer (prim/builder) nil nil false])))
  ([writer size]
   (when (< size 1) (throw (new IllegalArgumentException "Buffer size <= 0")))
   (java.io.BufferedWriter/new writer)))
(defstatic java.io.Writer/nullWriter [] (function-writer (fn [text] nil) nil))
(defstatic java.io.OutputStreamWriter/new
  ([stream] (stream-writer stream "UTF-8")) ([stream charset] (stream-writer stream charset)))
(defstatic java.io.StringWriter/new ([] (prim/builder)) ([size] (prim/builder)))
(defmethods java.lang.StringBuilder
  (getBuffer [b] b)
  (print [b x] (.append b x) nil)
  (println ([b] (.append b "\n") nil) ([b x] (.append b x) (.append b "\n") nil)))

(defn writer-on
  "A writer to a file, a path or a stream of bytes."
  [x append? charset]
  (stream-writer (if (prim/is-instance-of x (genera.slow/find-type "java.io.OutputStream"))
                   x
                   (new java.io.FileOutputStream x append?))
                 charset))
