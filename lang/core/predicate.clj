; What kind of thing a value is, and the names of symbols and keywords. A predicate over built-in
; kinds is a primitive; of an instance of a type defined in Lisp, its interfaces decide.

(defn some?
  "Whether x is not nil."
  [x]
  (prim/not (prim/is-nil x)))

(defn true?
  "Whether x is true itself."
  [x]
  (prim/identical x true))

(defn false?
  "Whether x is false itself."
  [x]
  (prim/identical x false))

(defn boolean?
  "Whether x is true or false."
  [x]
  (or (prim/identical x true) (prim/identical x false)))

(defn boolean
  "false for nil and false, else true."
  [x]
  (if x true false))

(defn any?
  "true, whatever x is."
  [x]
  true)

(defn string?
  "Whether x is a string."
  [x]
  (prim/is-string x))

(defn char?
  "Whether x is a character."
  [x]
  (prim/is-char x))

(defn symbol?
  "Whether x is a symbol."
  [x]
  (prim/is-symbol x))

(defn keyword?
  "Whether x is a keyword."
  [x]
  (prim/is-keyword x))

(defn vector?
  "Whether x is a vector."
  [x]
  (or (prim/is-vector x) (genera.slow/implements x "clojure.lang.IPersistentVector")))

(defn map?
  "Whether x is a map."
  [x]
  (or (prim/is-map x) (genera.slow/implements x "clojure.lang.IPersistentMap")))

(defn set?
  "Whether x is a set."
  [x]
  (or (prim/is-set x) (genera.slow/implements x "clojure.lang.IPersistentSet")))

(defn list?
  "Whether x is a list; other sequences are not."
  [x]
  (or (prim/is-list x) (genera.slow/implements x "clojure.lang.IPersistentList")))

(defn coll?
  "Whether x is a collection."
  [x]
  (or (prim/is-coll x) (genera.slow/implements x "clojure.lang.IPersistentCollection")))

(defn sequential?
  "Whether x is a collection whose elements have an order of their own."
  [x]
  (or (prim/is-sequential x) (genera.slow/implements x "clojure.lang.Sequential")))

(defn associative?
  "Whether x is a collection that binds keys to values."
  [x]
  (or (prim/is-map x) (prim/is-vector x)
      (genera.slow/implements x "clojure.lang.Associative")))

; Classes of sequences that count in constant time.
(def ^:private counted-seqs
  #{"clojure.lang.LongRange" "clojure.lang.ArraySeq" "clojure.lang.StringSeq"
    "clojure.lang.PersistentVector$ChunkedSeq" "clojure.lang.APersistentVector$RSeq"
    "clojure.lang.PersistentArrayMap$Seq"})

(defn counted?
  "Whether x can be counted in constant time."
  [x]
  (or (prim/is-map x) (prim/is-vector x) (prim/is-set x) (prim/is-list x)
      (prim/is-transient x)
      (and (prim/is-seq x) (contains? counted-seqs (genera.slow/class-name x)))
      (genera.slow/implements x "clojure.lang.Counted")))

(defn reversible?
  "Whether x can be walked backwards by rseq."
  [x]
  (or (prim/is-vector x) (genera.slow/implements x "clojure.lang.Reversible")))

(defn sorted?
  "Whether x keeps its elements sorted."
  [x]
  (genera.slow/implements x "clojure.lang.Sorted"))

(defn indexed?
  "Whether nth on x takes constant time."
  [x]
  (or (prim/is-vector x) (genera.slow/implements x "clojure.lang.Indexed")))

(defn map-entry?
  "Whether x is an entry of a map."
  [x]
  (prim/is-map-entry x))

(defn record?
  "Whether x is an instance of a record type."
  [x]
  (prim/is-record x))

(defn fn?
  "Whether x was made by fn."
  [x]
  (prim/is-fn x))

(defn ifn?
  "Whether x can be called."
  [x]
  (or (prim/is-callable x) (prim/is-stm-ref x) (genera.slow/implements x "clojure.lang.IFn")))

(defn var?
  "Whether x is a var."
  [x]
  (prim/is-var x))

(defn volatile?
  "Whether x is a volatile."
  [x]
  (prim/is-volatile x))

(defn delay?
  "Whether x is a delay."
  [x]
  (prim/is-delay x))

(defn chunked-seq?
  "Whether x is a sequence that comes in chunks."
  [x]
  (prim/is-chunked-seq x))

(defn seqable?
  "Whether seq works on x."
  [x]
  (or (prim/is-nil x) (prim/is-coll x) (prim/is-string x) (prim/is-array x)
      (prim/is-seq x) (prim/is-builder x)
      (genera.slow/implements x "clojure.lang.Seqable")
      (genera.slow/implements x "java.lang.Iterable")))

(defn class?
  "Whether x is a class."
  [x]
  (prim/is-type x))

(defn ident?
  "Whether x is a symbol or a keyword."
  [x]
  (or (prim/is-keyword x) (prim/is-symbol x)))

(defn name
  "The name of a symbol or keyword, without its namespace; a string is its own name."
  [x]
  (prim/name x))

(defn namespace
  "The namespace of a symbol or keyword, or nil."
  [x]
  (prim/namespace x))

(defn simple-ident?
  "Whether x is a symbol or keyword without a namespace."
  [x]
  (and (ident? x) (prim/is-nil (prim/namespace x))))

(defn qualified-ident?
  "Whether x is a symbol or keyword with a namespace."
  [x]
  (and (ident? x) (some? (prim/namespace x))))

(defn simple-symbol?
  "Whether x is a symbol without a namespace."
  [x]
  (and (prim/is-symbol x) (prim/is-nil (prim/namespace x))))

(defn qualified-symbol?
  "Whether x is a symbol with a namespace."
  [x]
  (and (prim/is-symbol x) (some? (prim/namespace x))))

(defn simple-keyword?
  "Whether x is a keyword without a namespace."
  [x]
  (and (prim/is-keyword x) (prim/is-nil (prim/namespace x))))

(defn qualified-keyword?
  "Whether x is a keyword with a namespace."
  [x]
  (and (prim/is-keyword x) (some? (prim/namespace x))))

(defn special-symbol?
  "Whether the symbol names a special form."
  [s]
  (contains? '#{def if do let* loop* recur fn* letfn* quote var throw try catch finally set!
                new . case* monitor-enter monitor-exit clojure.core/import* deftype* reify* &}
             s))

(defn uuid?
  "Whether x is a UUID."
  [x]
  (genera.slow/implements x "java.util.UUID"))

(defn bytes?
  "Whether x is an array of bytes; there are none here."
  [x]
  false)

(defn future?
  "Whether x is a future."
  [x]
  (genera.slow/implements x "java.util.concurrent.Future"))

(defn reader-conditional?
  "Whether x is a reader conditional that was read as data."
  [x]
  (genera.slow/implements x "clojure.lang.ReaderConditional"))

(defn tagged-literal?
  "Whether x is a tagged literal that was read as data."
  [x]
  (genera.slow/implements x "clojure.lang.TaggedLiteral"))

(defn- split-name
  "The part of a string before its first slash, or nil, and the part after it."
  [s]
  (let [slash (prim/string-index s "/" 0)]
    (if (or (prim/less slash 1) (prim/equal s "/"))
      [nil s]
      [(prim/substring s 0 slash) (prim/substring s (inc slash) (count s))])))

(defn symbol
  "A symbol from a string, keyword, var or symbol, or from a namespace and a name."
  ([name]
   (cond (prim/is-symbol name) name
         (prim/is-string name) (let [[ns name] (split-name name)] (prim/symbol ns name))
         (prim/is-keyword name) (prim/symbol (prim/namespace name) (prim/name name))
         (prim/is-var name) (prim/var-symbol name)
         :else (throw (new IllegalArgumentException "no conversion to symbol"))))
  ([ns name] (prim/symbol ns name)))

(defn keyword
  "A keyword from a string, symbol or keyword (nil from anything else), or from two strings."
  ([name]
   (cond (prim/is-keyword name) name
         (prim/is-symbol name) (prim/keyword (prim/namespace name) (prim/name name))
         (prim/is-string name) (let [[ns name] (split-name name)] (prim/keyword ns name))))
  ([ns name] (prim/keyword ns name)))

(defn find-keyword
  "The keyword of that name if there is one already, else nil."
  ([name]
   (cond (prim/is-keyword name) name
         (prim/is-symbol name) (prim/find-keyword (prim/namespace name) (prim/name name))
         (prim/is-string name) (let [[ns name] (split-name name)] (prim/find-keyword ns name))))
  ([ns name] (prim/find-keyword ns name)))
