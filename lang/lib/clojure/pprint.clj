; clojure.pprint: data laid out in lines.
;
; A value that fits on the rest of its line is printed on it; else each of its elements has a
; line of its own, one column in from the bracket, and the value of a map entry that does not fit
; behind its key goes below it. These are the JVM's linear newlines; its mandatory and miser
; styles come down to the same for data. `flat` gives the one-line text, `layout` the lines.

(ns clojure.pprint
  "Data laid out in lines, and Common Lisp's format strings.")

(def ^:dynamic *print-right-margin*
  "The column that lines should end before."
  72)

(def ^:dynamic *print-pretty*
  "When true, write lays its object out in lines."
  true)

(def ^:dynamic *print-miser-width*
  "Kept for programs that bind it; this printer has one style."
  40)

(def ^:dynamic *print-suppress-namespaces*
  "Kept for programs that bind it."
  false)

(def ^:dynamic *print-base*
  "The radix of integers."
  10)

(def ^:dynamic *print-radix*
  "When true, integers say their radix."
  nil)

(declare flat layout)

(def ^:private reader-macros
  "What the reader makes of a character before a form."
  {'quote "'" 'var "#'" 'clojure.core/deref "@" 'clojure.core/unquote "~"})

(defn- reader-macro
  "The characters that stand for the head of a list of two, or nil."
  [x]
  (if (and (seq? x) (= 2 (bounded-count 3 x))) (get reader-macros (first x)) nil))

(defn- shared-namespace
  "The namespace that all keys of a map have, if maps are printed so, else nil."
  [m]
  (when (and *print-namespace-maps* (seq m) (not (record? m)))
    (let [ns (fn [k] (if (or (keyword? k) (symbol? k)) (namespace k) nil))
          own (ns (key (first m)))]
      (if (and own (every? (fn [e] (= own (ns (key e)))) m)) own nil))))

(defn- entries
  "The entries of a map as pairs to print, without the namespace they share."
  [m ns]
  (if ns
    (map (fn [e]
           (let [k (key e)]
             [(if (keyword? k) (keyword (name k)) (symbol (name k))) (val e)]))
         m)
    (seq m)))

(defn- shown
  "The elements to print of a sequence, and whether there are more."
  [s]
  (let [limit *print-length*]
    (if limit [(take limit s) (boolean (seq (drop limit s)))] [s false])))

(defn- brackets
  "What stands around the elements of x, or nil when x is printed as one piece."
  [x]
  (cond (map? x) [(let [ns (shared-namespace x)] (if ns (str "#:" ns "{") "{")) "}"]
        (vector? x) ["[" "]"]
        (set? x) ["#{" "}"]
        (instance? clojure.lang.PersistentQueue x) ["<-(" ")-<"]
        (seq? x) ["(" ")"]
        (prim/is-array x) ["[" "]"]
        :else nil))

(defn- reference-head
  "What stands before the value of a thing that can be dereferenced, or nil."
  [x]
  (if (instance? clojure.lang.IDeref x)
    (if (var? x)
      nil
      (str "#<" (let [name (.getName (class x))]
                  (subs name (inc (prim/string-last-index name "." (count name)))))
           "@" (prim/number-string (bit-and (prim/identity-hash x) 4294967295) 16) ": "))
    nil))

(defn- piece
  "The text of what has no parts."
  [x]
  (if (and (integer? x) (not= 10 *print-base*))
    (prim/number-string x *print-base*)
    (pr-str x)))

(defn- flat
  "The text of x on one line."
  [x]
  (let [around (brackets x)
        level  *print-level*]
    (cond
      (reader-macro x) (str (reader-macro x) (flat (second x)))
      (and around level (<= level 0)) "#"
      around
      (binding [*print-level* (if level (dec level) nil)]
        (let [[items more?] (shown (if (map? x) (entries x (shared-namespace x)) (seq x)))
              texts (if (map? x)
                      (map (fn [[k v]] (str (flat k) " " (flat v))) items)
                      (map flat items))
              sep   (cond (map? x) ", " (prim/is-array x) ", " :else " ")]
          (str (first around)
               (apply str (interpose sep (if more? (concat texts ["..."]) texts)))
               (second around))))
      (reference-head x) (str (reference-head x) (flat @x) ">")
      :else (piece x))))

(defn- fits?
  "Whether a text from a column on leaves room for `after` more characters on its line."
  [text column after]
  (or (nil? *print-right-margin*)
      (< (+ column (count text) after) *print-right-margin*)))

(defn- spaces
  "A newline and the spaces up to a column."
  [column]
  (str "\n" (apply str (repeat column " "))))

(defn- layout-entry
  "The lines of a map entry from a column on."
  [[k v] column after]
  (let [key-text (layout k column 1)
        text     (flat v)
        line     (str key-text " " text)]
    (if (fits? line column after)
      line
      (str key-text (spaces column) (layout v column after)))))

(defn- layout-items
  "The lines of elements, each laid out by f of element, column and what follows on its line."
  [f items more? separator column after]
  (loop [text "" items (seq items)]
    (if items
      (let [last? (and (nil? (next items)) (not more?))
            part  (f (first items) column (if last? after (count separator)))]
        (recur (str text part (if last? "" (str separator (spaces column)))) (next items)))
      (if more? (str text "...") text))))

(defn- layout
  "The text of x from a column on, with `after` characters to follow on its last line."
  [x column after]
  (let [text (flat x)]
    (if (fits? text column after)
      text
      (let [around (brackets x)
            level  *print-level*]
        (cond
          (reader-macro x)
          (let [mark (reader-macro x)]
            (str mark (layout (second x) (+ column (count mark)) after)))
          (and around (or (nil? level) (< 0 level)) (seq x))
          (binding [*print-level* (if level (dec level) nil)]
            (let [[open close]  around
                  [items more?] (shown (if (map? x) (entries x (shared-namespace x)) (seq x)))
                  column        (+ column (count open))
                  after         (+ after (count close))]
              (str open
                   (if (map? x)
                     (layout-items layout-entry items more? "," column after)
                     (layout-items layout items more? (if (prim/is-array x) "," "")
                                   column after))
                   close)))
          (reference-head x)
          (let [head (reference-head x)]
            (str head (layout @x (+ column (count head)) (inc after)) ">"))
          :else text)))))

(defn simple-dispatch
  "Prints an object to *out* laid out as data."
  [object]
  (print (layout object 0 0)))

(defn code-dispatch
  "Prints an object to *out* laid out as data; code has no layout of its own here."
  [object]
  (print (layout object 0 0)))

(def ^:dynamic *print-pprint-dispatch*
  "The function that pprint prints with."
  simple-dispatch)

(defmacro with-pprint-dispatch
  "Evaluates body with another function for pprint to print with."
  [function & body]
  `(binding [*print-pprint-dispatch* ~function] ~@body))

(defn set-pprint-dispatch
  "Makes function the one that pprint prints with."
  [function]
  (alter-var-root #'*print-pprint-dispatch* (constantly function))
  nil)

(defn pprint
  "Prints an object, laid out in lines, to a writer (*out*)."
  ([object] (pprint object *out*))
  ([object writer]
   (binding [*out* writer]
     (*print-pprint-dispatch* object)
     (newline)
     (flush))))

(defn write-out
  "Prints an object to *out* in the style of the dynamic variables."
  [object]
  (if *print-pretty* (*print-pprint-dispatch* object) (pr object))
  nil)

(defn write
  "Prints an object; with :stream nil answers the text. The other options bind the variables:
  :base :length :level :pretty :readably :right-margin."
  [object & options]
  (let [{:keys [base length level pretty readably right-margin stream]
         :or   {base *print-base* length *print-length* level *print-level*
                pretty *print-pretty* readably *print-readably*
                right-margin *print-right-margin* stream true}} options]
    (binding [*print-base* base *print-length* length *print-level* level
              *print-pretty* pretty *print-readably* readably
              *print-right-margin* right-margin]
      (if (nil? stream)
        (with-out-str (write-out object))
        (binding [*out* (if (true? stream) *out* stream)]
          (write-out object))))))

(defmacro pp
  "Prints the last value of the REPL, laid out in lines."
  []
  `(pprint *1))

(defn- pad-left
  "text with spaces in front, to a width."
  [text width]
  (str (apply str (repeat (- width (count text)) " ")) text))

(defn print-table
  "Prints maps as the rows of a table, with a column for each of the keys ks."
  ([ks rows]
   (when (seq rows)
     (let [widths (map (fn [k]
                         (apply max
                                (count (str k))
                                (map (fn [row] (count (str (get row k)))) rows)))
                       ks)
           rule   (map (fn [width] (apply str (repeat width "-"))) widths)
           line   (fn [left middle right texts]
                    (str left (apply str (interpose middle texts)) right))]
       (println)
       (println (line "| " " | " " |" (map (fn [k width] (pad-left (str k) width)) ks widths)))
       (println (line "|-" "-+-" "-|" rule))
       (doseq [row rows]
         (println (line "| " " | " " |"
                        (map (fn [k width] (pad-left (str (get row k)) width)) ks widths)))))))
  ([rows] (print-table (keys (first rows)) rows)))

(defn fresh-line
  "Ends the line; the column is not known here, so always."
  []
  (newline))

(load "pprint/cl_format")
