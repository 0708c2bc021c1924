; java.io: streams of bytes. Namespace genera.host. A stream that is read is a binary and a place in
; it: a file is read whole. It may have a source, a function that answers one more binary or, at the
; end, nil. One that is written collects binaries, or hands them on at once to a file or a function.
; Arrays of bytes hold longs from -128 to 127.
;
; A program's own streams (a proxy of java.io.InputStream) are not among these; filters take the
; streams of this file only.

; Charsets: texts as arrays of bytes.

(defn- charset-of
  "The name of a charset, a string or a Charset, in capital letters."
  [charset]
  (let [name (clojure.string/upper-case (str charset))]
    (cond (contains? #{"UTF-8" "UTF8"} name) "UTF-8"
          (contains? #{"ISO-8859-1" "LATIN1" "ISO8859_1"} name) "ISO-8859-1"
          (contains? #{"US-ASCII" "ASCII"} name) "US-ASCII"
          (contains? #{"UTF-16" "UTF-16BE" "UTF-16LE"} name) name
          :else name)))

(defn- or-unknown
  "What the host answered for a charset; throws if that was nil."
  [answer charset]
  (if (prim/is-nil answer)
    (throw (new java.io.UnsupportedEncodingException (str charset)))
    answer))

(declare bytes-of)

(defn- unit-bytes
  "The bytes of a text in UTF-16."
  [text little?]
  (byte-array
    (mapcat (fn [i]
              (let [unit (prim/string-unit text i)
                    high (bit-shift-right unit 8)
                    low  (bit-and 255 unit)]
                (if little? [low high] [high low])))
            (range (count text)))))

(defn encode-text
  "The bytes of a text in a charset, in an array."
  [text charset]
  (let [single (fn [limit]
                 (byte-array (map (fn [i]
                                    (let [unit (prim/string-unit text i)]
                                      (if (< unit limit) unit 63)))
                                  (range (count text)))))]
    (case (charset-of charset)
      "UTF-8"      (byte-array (utf-8-bytes text))
      "ISO-8859-1" (single 256)
      "US-ASCII"   (single 128)
      "UTF-16LE"   (unit-bytes text true)
      "UTF-16BE"   (unit-bytes text false)
      "UTF-16"     (unit-bytes (str "\uFEFF" text) false)
      (let [made (or-unknown (prim/encode-charset text (charset-of charset)) charset)]
        (bytes-of made 0 (prim/binary-count made))))))

(defn- binary-of
  "A binary of n bytes of an array."
  [bytes from n]
  (prim/binary-join
    (mapv (fn [start]
            (let [end (min (+ from n) (+ start 65536))]
              (prim/binary-of-vector (mapv (fn [i] (aget bytes i)) (range start end))
                                     0 (- end start))))
          (range from (+ from n) 65536))))

(defn decode-bytes
  "The text of an array of bytes in a charset."
  [bytes charset]
  (let [size  (alength bytes)
        at    (fn [i] (bit-and 255 (aget bytes i)))
        units (fn [from little?]
                (apply str (map (fn [i]
                                  (prim/char (if little?
                                               (bit-or (at i) (bit-shift-left (at (inc i)) 8))
                                               (bit-or (bit-shift-left (at i) 8) (at (inc i))))))
                                (range from (dec size) 2))))]
    (case (charset-of charset)
      "UTF-8"      (prim/binary-string (binary-of bytes 0 size))
      "ISO-8859-1" (apply str (map (fn [i] (prim/char (at i))) (range size)))
      "US-ASCII"   (apply str (map (fn [i] (prim/char (if (< (at i) 128) (at i) 0xFFFD)))
                                   (range size)))
      "UTF-16LE"   (units 0 true)
      "UTF-16BE"   (units 0 false)
      "UTF-16"     (let [mark (if (< 1 size) [(at 0) (at 1)] nil)]
                     (cond (= mark [254 255]) (units 2 false)
                           (= mark [255 254]) (units 2 true)
                           :else              (units 0 false)))
      (or-unknown (prim/decode-charset (binary-of bytes 0 size) (charset-of charset)) charset))))

(defn- byte-of
  "Byte i of a binary, from 0 to 255."
  [binary i]
  (prim/binary-integer binary (* 8 i) 8 0))

(defn- bytes-of
  "n bytes of a binary in an array."
  [binary from n]
  (byte-array (map (fn [i] (byte-of binary i)) (range from (+ from n)))))

; Streams that are read: [binary place mark source close], close being what close calls, or nil.

(def ^:private no-bytes (prim/binary-of-vector [] 0 0))

(defn- input-stream
  "A stream of that class over a binary, and perhaps a source."
  ([class-name binary] (input-stream class-name binary nil nil))
  ([class-name binary source close]
   (prim/mutable-instance (genera.slow/find-type class-name) [binary 0 0 source close])))

(defn- left [s] (- (prim/binary-count (prim/field s 0)) (prim/field s 1)))

(defn- fill-stream
  "Adds what the source of a stream gives behind its bytes, from the mark on; false at the end."
  [s]
  (let [source (prim/field s 3)
        more   (if source (source) nil)]
    (if more
      (let [binary (prim/field s 0)
            kept   (min (prim/field s 1) (prim/field s 2))
            kept   (if (= 0 kept (prim/field s 2)) (prim/field s 1) kept)]
        (prim/set-field s 0 (prim/binary-join
                              [(prim/binary-slice binary kept (- (prim/binary-count binary) kept))
                               more]))
        (prim/set-field s 2 (max 0 (- (prim/field s 2) kept)))
        (prim/set-field s 1 (- (prim/field s 1) kept))
        true)
      (do (prim/set-field s 3 nil) false))))

(defn- fill-stream-whole
  "Has a stream take all that its source has."
  [s]
  (when (fill-stream s) (recur s)))

(defn- bytes-left?
  "Whether a stream has something left, for which it may have to wait."
  [s]
  (or (< 0 (left s)) (fill-stream s)))

(defn- take-bytes
  "Moves n bytes of a stream into an array, from an index on; the number of them, -1 at the end."
  [s bytes from n]
  (let [more? (or (= 0 n) (bytes-left? s))
        n     (min n (left s))
        at    (prim/field s 1)]
    (if-not more?
      -1
      (do (dotimes [i n]
            (aset bytes (+ from i) (clojure.core/wrap-byte (byte-of (prim/field s 0) (+ at i)))))
          (prim/set-field s 1 (+ at n))
          n))))

(defmethods java.io.InputStream
  (read ([s]
         (if (bytes-left? s)
           (let [at (prim/field s 1)]
             (prim/set-field s 1 (inc at))
             (byte-of (prim/field s 0) at))
           -1))
        ([s bytes] (take-bytes s bytes 0 (alength bytes)))
        ([s bytes from n] (take-bytes s bytes from n)))
  (readAllBytes [s]
    (fill-stream-whole s)
    (let [at (prim/field s 1) n (left s)]
      (prim/set-field s 1 (+ at n))
      (bytes-of (prim/field s 0) at n)))
  (readNBytes [s n]
    (loop [] (when (and (< (left s) n) (fill-stream s)) (recur)))
    (let [at (prim/field s 1) n (min n (left s))]
      (prim/set-field s 1 (+ at n))
      (bytes-of (prim/field s 0) at n)))
  (available [s] (left s))
  (skip [s n]
    (bytes-left? s)
    (let [n (min n (left s))] (prim/set-field s 1 (+ n (prim/field s 1))) n))
  (mark [s _] (prim/set-field s 2 (prim/field s 1)) nil)
  (reset [s] (prim/set-field s 1 (prim/field s 2)) nil)
  (markSupported [s] true)
  (transferTo [s out] (let [bytes (.readAllBytes s)] (.write out bytes) (alength bytes)))
  (close [s] (let [close (prim/field s 4)] (when close (close))) nil))

(defn- rest-of-stream
  "What is left in a stream, a binary; the stream is at its end then."
  [s]
  (fill-stream-whole s)
  (let [at (prim/field s 1) n (left s)]
    (prim/set-field s 1 (+ at n))
    (prim/binary-slice (prim/field s 0) at n)))

(defn stream-text
  "What is left in a stream as text."
  [s charset]
  (if (= "UTF-8" (charset-of charset))
    (prim/binary-string (rest-of-stream s))
    (decode-bytes (.readAllBytes s) charset)))

(defn- whole-length
  "How many bytes of some in UTF-8 are whole characters."
  [binary]
  (let [end (prim/binary-count binary)]
    (loop [back 1]
      (if (or (< 3 back) (< end back))
        end
        (let [byte (byte-of binary (- end back))]
          (cond (< byte 128) end
                (< byte 192) (recur (inc back))
                (< back (cond (< byte 224) 2 (< byte 240) 3 :else 4)) (- end back)
                :else end))))))

(defn- utf-8-source
  "A source of the text of a stream in UTF-8; characters that come in parts are put together."
  [s]
  (let [held (prim/atom no-bytes)]
    (fn []
      (if (bytes-left? s)
        (let [at     (prim/field s 1)
              n      (left s)
              binary (prim/binary-join [(prim/atom-value held)
                                        (prim/binary-slice (prim/field s 0) at n)])
              whole  (whole-length binary)]
          (prim/set-field s 1 (+ at n))
          (prim/atom-set held (prim/binary-slice binary whole (- (prim/binary-count binary) whole)))
          (prim/binary-string (prim/binary-slice binary 0 whole)))
        (let [rest (prim/atom-value held)]
          (prim/atom-set held no-bytes)
          (if (= 0 (prim/binary-count rest)) nil (prim/binary-string rest)))))))

(defn- stream-reader
  "A reader of a stream's text: as it comes if it is UTF-8 from a source, else the whole at once."
  [s charset]
  (clojure.core/text-reader
    ""
    (if (and (= 5 (prim/field-count s)) (prim/field s 3) (= "UTF-8" (charset-of charset)))
      (utf-8-source s)
      [(fn [] (stream-text s charset))])
    (fn [] (.close s))))

(defn slurp-bytes
  "The text of an array of bytes or of characters, or of a stream, in a charset; nil for what is
  none of these."
  [x charset]
  (cond (and (prim/is-array x) (= "[J" (genera.slow/class-name x))) (decode-bytes x charset)
        (and (prim/is-array x) (every? char? x)) (apply str x)
        (and (prim/is-instance x) (prim/find-method x :readAllBytes)) (stream-text x charset)
        :else nil))

(defstatic java.io.ByteArrayInputStream/new
  ([bytes] (java.io.ByteArrayInputStream/new bytes 0 (alength bytes)))
  ([bytes from n]
   (input-stream "java.io.ByteArrayInputStream"
                 (if (= 0 n) (prim/binary-of-vector [] 0 0) (binary-of bytes from n)))))
(defstatic java.io.FileInputStream/new [file]
  (input-stream "java.io.FileInputStream" (prim/read-binary (file-path file))))
(defstatic java.io.BufferedInputStream/new
  ([s]
   (let [source (prim/field s 3)
         close  (fn [] (.close s))
         binary (if source
                  (prim/binary-slice (prim/field s 0) (prim/field s 1) (left s))
                  (rest-of-stream s))]
     (input-stream "java.io.BufferedInputStream" binary source close)))
  ([s size] (java.io.BufferedInputStream/new s)))

; Streams that are written: [binaries target close]. The target is nil, the path of a file, a
; function of a binary, or another stream, which gets the bytes when they are flushed.

(defn- output-stream
  "A stream of that class to a target."
  ([class-name target] (output-stream class-name target nil))
  ([class-name target close]
   (prim/mutable-instance (genera.slow/find-type class-name) [[] target close])))

(defn- join-binaries [parts] (prim/binary-join (vec parts)))

(defn- written
  "What a stream has collected, one binary."
  [s]
  (let [binary (if (seq (prim/field s 0))
                 (join-binaries (map join-binaries (partition-all 4096 (prim/field s 0))))
                 (prim/binary-of-vector [] 0 0))]
    (prim/set-field s 0 [binary])
    binary))

(defn- hand-on
  "Gives a stream's target what was collected."
  [s]
  (let [target (prim/field s 1)]
    (when (and target (seq (prim/field s 0)))
      (let [binary (written s)]
        (prim/set-field s 0 [])
        (cond (prim/is-string target) (prim/write-binary target binary true)
              (fn? target)            (target binary)
              :else (.write target (bytes-of binary 0 (prim/binary-count binary))))))
    nil))

(defn- add-binary
  "Adds bytes to a stream; those for a file or a function are written at once."
  [s binary]
  (prim/set-field s 0 (conj (prim/field s 0) binary))
  (when (or (prim/is-string (prim/field s 1)) (fn? (prim/field s 1))) (hand-on s))
  nil)

(defmethods java.io.OutputStream
  (write ([s x]
          (if (prim/is-array x)
            (.write s x 0 (alength x))
            (add-binary s (prim/binary-of-vector [(bit-and 255 (int x))] 0 1))))
         ([s bytes from n] (when (< 0 n) (add-binary s (binary-of bytes from n)))))
  (writeBytes [s bytes] (.write s bytes))
  (flush [s]
    (hand-on s)
    (when (prim/is-instance (prim/field s 1)) (.flush (prim/field s 1)))
    nil)
  (close [s]
    (hand-on s)
    (when (prim/is-instance (prim/field s 1)) (.close (prim/field s 1)))
    (let [close (prim/field s 2)] (when close (close)))
    nil))

(defmethods java.io.ByteArrayOutputStream
  (toByteArray [s] (let [b (written s)] (bytes-of b 0 (prim/binary-count b))))
  (size [s] (prim/binary-count (written s)))
  (reset [s] (prim/set-field s 0 []) nil)
  (writeTo [s out] (.write out (.toByteArray s)))
  (toString ([s] (prim/binary-string (written s)))
            ([s charset] (decode-bytes (.toByteArray s) charset))))

(defstatic java.io.ByteArrayOutputStream/new
  ([] (output-stream "java.io.ByteArrayOutputStream" nil))
  ([size] (output-stream "java.io.ByteArrayOutputStream" nil)))
(defstatic java.io.FileOutputStream/new
  ([file] (java.io.FileOutputStream/new file false))
  ([file append?]
   (let [path (file-path file)]
     (when-not append? (prim/write-file path "" false))
     (output-stream "java.io.FileOutputStream" path))))
(defstatic java.io.BufferedOutputStream/new
  ([s] (output-stream "java.io.BufferedOutputStream" s))
  ([s size] (output-stream "java.io.BufferedOutputStream" s)))

(defstatic java.io.PrintStream/new
  ([s] (output-stream "java.io.PrintStream" s))
  ([s flush?] (output-stream "java.io.PrintStream" s))
  ([s flush? charset] (output-stream "java.io.PrintStream" s)))
(defmethods java.io.PrintStream
  (print [s x] (.write (prim/field s 1) (encode-text (if (nil? x) "null" (str x)) "UTF-8")))
  (println ([s] (.print s "\n")) ([s x] (.print s (str (if (nil? x) "null" x) "\n"))))
  (printf [s text & args] (.print s (apply format text args)) s)
  (append [s x] (.print s x) s))

; System/out and System/err: what is printed to *out* comes first, but is not collected with them.

(def ^:private standard-class
  (genera.host/define-type "genera.host.StandardStream" '[java.io.PrintStream] nil))

(defn- show-on
  "Writes a text to the file descriptor of a standard stream."
  [s text]
  (flush)
  (prim/write (prim/field s 0) text)
  nil)

(defn- plain-text [x] (cond (nil? x) "null" (prim/is-array x) (apply str (seq x)) :else (str x)))

(defmethods genera.host.StandardStream
  (println ([s] (show-on s "\n")) ([s x] (show-on s (str (plain-text x) "\n"))))
  (print [s x] (show-on s (plain-text x)))
  (printf [s text args] (show-on s (java.lang.String/format text args)) s)
  (append [s x] (show-on s (plain-text x)) s)
  (flush [s] nil)
  (close [s] nil)
  (checkError [s] false))
(defconstant java.lang.System/out (prim/instance standard-class [1]))
(defconstant java.lang.System/err (prim/instance standard-class [2]))
