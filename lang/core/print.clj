; The printer: every kind of value as JVM Clojure prints it, and pr, print and their kin.
;
; A print call reads the dynamic variables once and passes them on as options, a vector
; [readably length level meta? namespace-maps?], with the stream behind these if the text is for
; one; a level of -1 left means `#`. Text goes into a builder. The printer recurs on Lisp frames,
; so depth of data costs heap only.
; A value that a method of print-method takes care of is left to `print-hook` (print_method.clj).

(declare print-value)

(def ^:dynamic *print-readably*
  "When true, strings and characters print so that they can be read again." true)
(def ^:dynamic *print-length*
  "How many elements of a collection to print, or nil for all." nil)
(def ^:dynamic *print-level*
  "How deep to print nested collections, or nil for all." nil)
(def ^:dynamic *print-meta*
  "When true, metadata is printed too." false)
(def ^:dynamic *verbose-defrecords*
  "Whether print-dup writes records with their keys."
  false)

(def ^:dynamic *print-dup*
  "When true, values print so that reading keeps their types." false)
(def ^:dynamic *print-namespace-maps*
  "When true, a map whose keys share a namespace prints it once, in front." true)
(def ^:dynamic *flush-on-newline*
  "When true, prn and println flush *out*." true)

(def ^:private print-hook
  "nil, or a function of value and writer that prints and answers true, or answers false."
  nil)

(def ^:private readable-options [true nil nil false true])
(def ^:private plain-options [false nil nil false true])

(defn- current-options
  "The options that the dynamic variables stand for."
  [readably]
  (let [length *print-length*
        level  *print-level*
        meta?  (or *print-dup* (and *print-meta* readably))
        maps?  *print-namespace-maps*]
    (if (and maps? (prim/not meta?) (prim/is-nil length) (prim/is-nil level))
      (if readably readable-options plain-options)
      [(or readably *print-dup*) length level meta? maps?])))

(defn- add
  "Adds text to a builder."
  [w text]
  (prim/builder-add w text))

(defn- deeper
  "The options one level further down."
  [o]
  (let [level (prim/nth o 2)]
    (if (prim/is-nil level) o (prim/assoc o 2 (prim/decrement level)))))

(defn- print-metadata
  "Prints ^metadata in front of x when the options ask for it."
  [x w o]
  (when (prim/nth o 3)
    (let [m (if (prim/is-var x) (meta x) (prim/meta x))]
      (when (and m (prim/less 0 (prim/count m)))
        (add w "^")
        (if (and (prim/equal 1 (prim/count m)) (prim/get m :tag))
          (print-value (prim/get m :tag) w o)
          (print-value m w o))
        (add w " ")))))

(defn- spill
  "Lets a long print reach its stream before it is complete."
  [w o]
  (when (and (prim/less 65536 (prim/builder-length w)) (prim/equal 6 (prim/count o)))
    (collect (prim/nth o 5) (prim/builder-string w))
    (prim/builder-truncate w 0)))

(defn- printed-seq
  "x as a sequence, or nil. If that runs code of a program, what the code prints comes behind what
  has been printed so far, as on the JVM."
  [x w o]
  (cond
    (or (prim/not (prim/is-lazy-seq x)) (prim/is-realized x)) (prim/seq x)
    (prim/equal 6 (prim/count o))
    (do (collect (prim/nth o 5) (prim/builder-string w))
        (prim/builder-truncate w 0)
        (prim/seq x))
    :else (binding [*out* w] (prim/seq x))))

(defn- printed-next
  "What follows the first element of a sequence that is printed, or nil."
  [s w o]
  (if (prim/is-instance s) (prim/next s) (printed-seq (prim/rest s) w o)))

(defn- print-items
  "Prints the elements of a sequence between open and close."
  [open s close w o]
  (let [level (prim/nth o 2)
        limit (prim/nth o 1)]
    (if (and level (prim/less level 1))
      (add w "#")
      (let [o (deeper o)]
        (add w open)
        (loop [s (printed-seq s w o) n 0]
          (when s
            (when (prim/less 0 n) (add w " "))
            ; The JVM asks for the rest before it prints an element, which what is lazy may show.
            (let [more (printed-next s w o)]
              (if (and limit (prim/less-equal limit n))
                (add w "...")
                (do (print-value (prim/first s) w o)
                    (spill w o)
                    (recur more (prim/increment n)))))))
        (add w close)))))

(defn- print-vector
  "Prints a vector by its indices."
  [v w o]
  (if (or (prim/nth o 1) (prim/nth o 2))
    (print-items "[" v "]" w o)
    (let [end (prim/count v)]
      (add w "[")
      (loop [i 0]
        (when (prim/less i end)
          (when (prim/less 0 i) (add w " "))
          (print-value (prim/nth v i) w o)
          (recur (prim/increment i))))
      (add w "]"))))

(defn- shared-namespace
  "The namespace that all keys of a map have, or nil."
  [m]
  (loop [s (prim/seq m) ns nil]
    (if s
      (let [k (prim/key (prim/first s))]
        (if (or (prim/is-keyword k) (prim/is-symbol k))
          (let [own (prim/namespace k)]
            (cond (prim/is-nil own) nil
                  (or (prim/is-nil ns) (prim/equal ns own)) (recur (prim/next s) own)
                  :else nil))
          nil))
      ns)))

(defn- without-namespace
  "A keyword or symbol with its name only."
  [k]
  (if (prim/is-keyword k) (prim/keyword nil (prim/name k)) (prim/symbol nil (prim/name k))))

(defn- print-entries
  "Prints the entries of a map in braces; ns is left out of the keys."
  [m ns w o]
  (let [level (prim/nth o 2)
        limit (prim/nth o 1)]
    (if (and level (prim/less level 1))
      (add w "#")
      (let [o (deeper o)]
        (when ns
          (add w "#:")
          (add w ns))
        (add w "{")
        (loop [s (prim/seq m) n 0]
          (when s
            (when (prim/less 0 n) (add w ", "))
            (if (and limit (prim/less-equal limit n))
              (add w "...")
              (let [entry (prim/first s)]
                (print-value (if ns (without-namespace (prim/key entry)) (prim/key entry)) w o)
                (add w " ")
                (print-value (prim/val entry) w o)
                (spill w o)
                (recur (prim/next s) (prim/increment n))))))
        (add w "}")))))

(defn- hex-id
  "The identity of x as text."
  [x]
  (prim/number-string (prim/bit-and (prim/identity-hash x) 4294967295) 16))

(defn- print-class-name
  "The name of an object's class; one that is no symbol is a string."
  [name w o]
  (add w (if (and (prim/string-starts name "[" 0) (prim/nth o 0))
           (prim/string-escape name true)
           name)))

(defn- print-tagged
  "Prints #object[class id rest]; rest prints what follows."
  [x w o rest]
  (add w "#object[")
  (print-class-name (genera.slow/class-name x) w o)
  (add w " 0x")
  (add w (hex-id x))
  (add w " ")
  (rest)
  (add w "]"))

(defn- print-reference
  "Prints a thing that can be dereferenced: its status and value."
  [x status value w o]
  (print-tagged x w o (fn [] (print-value (array-map :status status :val value) w o))))

(defn- print-object
  "Prints a value of no special kind."
  [x w o]
  (print-tagged x w o (fn [] (print-value (prim/to-string x) w o))))

(defn- print-throwable
  "Prints an exception as #error with its causes and stack."
  [x w o]
  (let [m    (Throwable->map x)
        item (fn [label value]
               (when (prim/not (prim/is-nil value))
                 (add w label)
                 (print-value value w o)))
        each (fn [f items]
               (loop [s (prim/seq items) first? true]
                 (when s
                   (if first? nil (add w "\n  "))
                   (f (prim/first s))
                   (recur (prim/next s) false))))]
    (add w "#error {\n :cause ")
    (print-value (prim/get m :cause) w o)
    (item "\n :data " (prim/get m :data))
    (when (prim/get m :via)
      (add w "\n :via\n [")
      (each (fn [via]
              (add w "{:type ")
              (print-value (prim/get via :type) w o)
              (item "\n   :message " (prim/get via :message))
              (item "\n   :data " (prim/get via :data))
              (item "\n   :at " (prim/get via :at))
              (add w "}"))
            (prim/get m :via))
      (add w "]"))
    (when (prim/get m :trace)
      (add w "\n :trace\n [")
      (each (fn [frame] (print-value frame w o)) (prim/get m :trace))
      (add w "]"))
    (add w "}")))

(defn- print-character
  "Prints a character, as a literal when readably."
  [c w o]
  (if (prim/nth o 0)
    (do (add w "\\")
        (add w (or (char-name-string c) c)))
    (add w c)))

(defn- print-double
  "Prints a double; what is no number has literals of its own."
  [x w]
  (add w (cond (prim/is-nan x) "##NaN"
               (prim/is-infinite x) (if (prim/is-positive x) "##Inf" "##-Inf")
               :else (prim/to-string x))))

(defn- print-small
  "Prints a Byte, Short or Float; for print-dup as what makes it."
  [x w]
  (if *print-dup*
    (do (add w "#=(")
        (add w (genera.slow/class-name x))
        (add w ". \"")
        (add w (prim/to-string x))
        (add w "\")"))
    (if (prim/is-double x) (print-double x w) (add w (prim/to-string x)))))

(defn- print-number
  "Prints a number with the letter of its type."
  [x w]
  (cond (prim/is-long x) (if (prim/is-other-long x) (print-small x w) (add w (prim/to-string x)))
        (prim/is-double x) (if (prim/is-float x) (print-small x w) (print-double x w))
        (prim/is-ratio x) (add w (prim/to-string x))
        (prim/is-bigint x) (do (add w (prim/to-string x)) (add w "N"))
        :else (do (add w (prim/to-string x)) (add w "M"))))

(defn- print-map
  "Prints a map that is no record."
  [m w o]
  (print-metadata m w o)
  (if (and *print-dup*
           (prim/not (prim/equal (genera.slow/class-name m) "clojure.lang.PersistentHashMap")))
    (do (add w "#=(")
        (add w (genera.slow/class-name m))
        (add w "/create ")
        (print-entries m nil w o)
        (add w ")"))
    (print-entries m (if (prim/nth o 4) (shared-namespace m) nil) w o)))

(defn- print-instance
  "Prints an instance by what it implements."
  [x w o]
  (cond
    (genera.slow/implements x "clojure.lang.PersistentQueue") (print-object x w o)
    (map? x) (print-map x w o)
    (set? x) (do (print-metadata x w o) (print-items "#{" (seq x) "}" w o))
    (vector? x) (do (print-metadata x w o) (print-items "[" (seq x) "]" w o))
    (or (seq? x) (genera.slow/implements x "clojure.lang.Sequential"))
    (do (print-metadata x w o) (print-items "(" (seq x) ")" w o))
    (genera.slow/implements x "clojure.lang.IDeref")
    (let [pending?  (prim/find-method x :isRealized)
          realized? (if pending? (pending? x) true)]
      (print-reference x (if realized? :ready :pending)
                       (if realized? ((prim/find-method x :deref) x) nil) w o))
    :else
    (let [method (prim/find-method x :printOn)]
      (if method (method x w) (print-object x w o)))))

(defn- print-values
  "Prints the values of a record as its constructor takes them."
  [x w o]
  (add w "[")
  (reduce (fn [between value] (add w between) (print-value value w o) ", ") "" (vals x))
  (add w "]"))

(defn- print-other
  "Prints a value that is neither text, number nor built-in collection."
  [x w o]
  (cond
    (prim/is-record x)
    (do (print-metadata x w o)
        (add w "#")
        (add w (genera.slow/class-name x))
        (if (and *print-dup* (prim/not *verbose-defrecords*))
          (print-values x w o)
          (print-entries x nil w o)))
    (prim/is-fn x) (do (print-metadata x w o) (print-object x w o))
    (prim/is-type x) (do (when *print-dup* (add w "#="))
                         (add w (prim/type-name x)))
    (prim/is-var x) (do (if *print-dup* (add w "#=(var ") (do (print-metadata x w o) (add w "#'")))
                        (add w (prim/to-string (prim/var-symbol x)))
                        (when *print-dup* (add w ")")))
    (prim/is-pattern x) (do (add w "#\"") (add w (prim/pattern-source x)) (add w "\""))
    (prim/is-atom x) (print-reference x :ready (prim/atom-value x) w o)
    (prim/is-stm-ref x) (print-reference x :ready (prim/stm-read x) w o)
    (prim/is-volatile x) (print-reference x :ready (prim/volatile-value x) w o)
    (prim/is-reduced x) (print-reference x :ready (prim/reduced-value x) w o)
    (prim/is-delay x)
    (if (prim/is-realized x)
      (print-reference x :ready (prim/lazy-value x) w o)
      (print-reference x :pending nil w o))
    (prim/is-throwable x) (print-throwable x w o)
    :else (print-instance x w o)))

(defn- print-builtin-with
  "Prints x as the built-in methods of print-method do."
  [x w o]
  (cond
    (prim/is-nil x) (add w "nil")
    (prim/is-string x) (add w (if (prim/nth o 0) (prim/string-escape x true) x))
    (prim/is-keyword x) (add w (prim/to-string x))
    (prim/is-number x) (print-number x w)
    (prim/is-symbol x) (do (print-metadata x w o) (add w (prim/to-string x)))
    (prim/identical x true) (add w "true")
    (prim/identical x false) (add w "false")
    (prim/is-char x) (print-character x w o)
    (prim/is-record x) (print-other x w o)
    (prim/is-vector x) (do (print-metadata x w o) (print-vector x w o))
    (prim/is-map x) (print-map x w o)
    (prim/is-set x) (do (print-metadata x w o) (print-items "#{" x "}" w o))
    (prim/is-seq x) (do (print-metadata x w o) (print-items "(" x ")" w o))
    (prim/is-list x) (do (print-metadata x w o) (print-items "(" x ")" w o))
    :else (print-other x w o)))

(defn- print-value
  "Prints x into the builder w."
  [x w o]
  (if print-hook
    (if (and (prim/nth o 2) (prim/not (prim/identical (prim/nth o 2) *print-level*)))
      (binding [*print-level* (prim/nth o 2)]
        (if (print-hook x w) nil (print-builtin-with x w o)))
      (if (print-hook x w) nil (print-builtin-with x w o)))
    (print-builtin-with x w o)))

(defn- print-builtin
  "Prints x to a writer as the built-in methods of print-method do."
  [x writer]
  (let [w (writer-builder writer)]
    (print-builtin-with x w (current-options *print-readably*))
    (finish-builder writer w)))

(defn- print-all
  "Prints the values to *out* with spaces between them, then the text end."
  [xs end readably]
  (let [out *out*
        w   (writer-builder out)
        o   (current-options readably)
        o   (if (stream? out) (prim/conj o out) o)]
    (loop [s (prim/seq xs) first? true]
      (when s
        (if first? nil (add w " "))
        (print-value (prim/first s) w o)
        (recur (prim/next s) false)))
    (add w end)
    (finish-builder out w)))

(defn ^:dynamic pr
  "Prints the values to *out* so that they can be read again, with spaces between them."
  [& xs]
  (print-all xs "" *print-readably*))

(defn prn
  "As pr, then a newline."
  [& xs]
  (print-all xs "\n" *print-readably*)
  (when *flush-on-newline* (flush)))

(defn- atomic?
  "Whether all values are such that printing them runs no code of a program."
  [xs]
  (loop [s (prim/seq xs)]
    (if s
      (let [x (prim/first s)]
        (if (or (prim/is-string x) (prim/is-number x) (prim/is-keyword x) (prim/is-nil x)
                (prim/is-symbol x) (prim/is-char x)
                (prim/identical x true) (prim/identical x false))
          (recur (prim/next s))
          false))
      true)))

(defn- print-for-people
  "Prints as print-all does; code that is run by it, as that of lazy sequences, sees what print
  binds."
  [xs end]
  (if (and (not print-hook) (atomic? xs))
    (print-all xs end false)
    (binding [*print-readably* nil] (print-all xs end false))))

(defn print
  "Prints the values to *out* for people to read, with spaces between them."
  [& xs]
  (print-for-people xs ""))

(defn println
  "As print, then a newline."
  [& xs]
  (print-for-people xs "\n")
  (when *flush-on-newline* (flush)))

(defn newline
  "Writes a newline to *out*."
  []
  (write-text *out* "\n"))

(defn- print-to-string
  "What print-all would print."
  [xs end readably]
  (let [w (prim/builder)
        o (current-options readably)]
    (loop [s (prim/seq xs) first? true]
      (when s
        (if first? nil (add w " "))
        (print-value (prim/first s) w o)
        (recur (prim/next s) false)))
    (add w end)
    (prim/builder-string w)))

(defn pr-str
  "What pr prints, as a string."
  [& xs]
  (print-to-string xs "" *print-readably*))

(defn prn-str
  "What prn prints, as a string."
  [& xs]
  (print-to-string xs "\n" *print-readably*))

(defn print-str
  "What print prints, as a string."
  [& xs]
  (binding [*print-readably* nil] (print-to-string xs "" false)))

(defn println-str
  "What println prints, as a string."
  [& xs]
  (binding [*print-readably* nil] (print-to-string xs "\n" false)))

(defn ^:private passed-millis
  "The milliseconds since a time of prim/now, without digits that no clock has."
  [start]
  (/ (prim/to-double (prim/to-long (* 1000000.0 (- (prim/now) start)))) 1000000.0))

(defmacro time
  "Evaluates expr, prints how long that took, and answers its value."
  [expr]
  `(let [start# (prim/now)
         value# ~expr]
     (prn (str "Elapsed time: " ((var passed-millis) start#) " msecs"))
     value#))

; What the printing of classes in genera.host needs; clojure.core itself shows no name of ours.
(genera.host/intern-static "genera.host" "write-text" write-text)
(genera.host/intern-static "genera.host" "print-builtin" print-builtin)
