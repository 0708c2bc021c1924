; What holds other forms: collections, the prefixes, metadata, #() and conditionals. Namespace
; genera.compiler.reader.

(defn read-list
  "Reads a list, behind its parenthesis; in code it knows its line and column."
  [reader start]
  (if (field reader :source)
    (do (pass-lines reader start)
        (let [line   (field reader :line)
              column (prim/increment (prim/subtract start (field reader :start)))
              items  (read-delimited reader start 41)]
          (if (prim/equal 0 (prim/count items))
            ()
            (prim/with-meta (prim/list items) {:line line :column column}))))
    (prim/list (read-delimited reader start 41))))

(defn read-vector
  [reader start]
  (read-delimited reader start 93))

(defn- text-of
  "The text of a value in a message."
  [x]
  (if (nil? x) "null" (str x)))

(defn- last-place
  "The index where the reader last met a form equal to one, behind `start`; else that."
  [reader form start]
  (let [log (field reader :log)]
    (loop [i (if log (- (count log) 3) -1)]
      (cond
        (< i 0) start
        (and (< start (nth log (+ i 1))) (= form (nth log i))) (nth log (+ i 1))
        :else (recur (- i 3))))))

(defn- fail-duplicate
  [reader key start]
  (fail reader illegal-argument (str "Duplicate key: " (text-of key))
        (last-place reader key start)))

(defn- find-duplicate
  "The first of every `step`th item that equals one before it."
  [items step]
  (loop [seen #{} i 0]
    (let [item (prim/nth items i)]
      (if (contains? seen item) item (recur (conj seen item) (+ i step))))))

(defn- find-twin
  "The first of every second item that one behind it equals."
  [items]
  (loop [i 0]
    (let [item (prim/nth items i)]
      (if (some (fn [j] (= item (prim/nth items j))) (range (+ i 2) (count items) 2))
        item
        (recur (+ i 2))))))

(defn- make-large-map
  [items]
  (let [size (prim/count items)]
    (loop [made (prim/transient (prim/empty-hash-map)) i 0]
      (if (prim/less i size)
        (recur (prim/assoc-transient made (prim/nth items i) (prim/nth items (prim/increment i)))
               (prim/add i 2))
        (prim/persistent made)))))

(defn- make-map
  "The map of keys and values by turns, which the reader found at `start`."
  [reader items what start]
  (let [size (prim/count items)]
    (when (odd? size)
      (fail reader runtime (str what " must contain an even number of forms") start))
    (let [made (cond (prim/equal size 0) {}
                     (prim/less size 17) (prim/array-map items)
                     :else               (make-large-map items))]
      (if (prim/equal size (prim/multiply 2 (prim/count made)))
        made
        (fail-duplicate reader
                        ;; The JVM names the first of both in a small map, else the second.
                        (if (prim/less size 17) (find-twin items) (find-duplicate items 2))
                        start)))))

(defn read-map
  [reader start]
  (make-map reader (read-delimited reader start 125) "Map literal" start))

(defn read-set
  [reader start]
  (let [items (read-delimited reader start 125)
        made  (into #{} items)]
    (if (prim/equal (prim/count items) (prim/count made))
      made
      (fail-duplicate reader (find-duplicate items 1) start))))

; Prefixes. Behind #, the index given is that of the #, and the reader stands behind both units.

(defn read-quote
  [reader start]
  (prim/list [(quote quote) (next-form reader start)]))

(defn read-var
  [reader start]
  (prim/list [(quote var) (next-form reader start)]))

(defn read-deref
  [reader start]
  (prim/list ['clojure.core/deref (next-form reader start)]))

(defn read-unquote
  [reader start]
  (let [unit (unit-at reader (inc start))]
    (cond
      (nil? unit) (fail-at-end reader "EOF while reading character" start)
      (= 64 unit) (do (put reader :at (+ start 2))
                      (prim/list ['clojure.core/unquote-splicing (next-form reader start)]))
      :else (prim/list ['clojure.core/unquote (next-form reader start)]))))

(defn read-discarded
  "Reads a form and forgets it."
  [reader start]
  (next-form reader start)
  nothing)

(def ^:private symbolic-values
  {'Inf ##Inf '-Inf ##-Inf 'NaN ##NaN})

(defn read-symbolic
  "Reads the name of a number that no digits can write."
  [reader start]
  (let [form (next-form reader start)]
    (cond
      (not (symbol? form))
      (fail reader runtime (str "Invalid token: ##" (text-of form)) start)
      (contains? symbolic-values form) (get symbolic-values form)
      :else (fail reader runtime (str "Unknown symbolic value: ##" form) start))))

(defn read-unreadable
  [reader start]
  (fail reader runtime "Unreadable form" start))

; Metadata.

(defn- metadata-of
  "The map that a form before another one means."
  [reader form start]
  (cond
    (or (symbol? form) (string? form)) {:tag form}
    (keyword? form) {form true}
    (map? form) form
    :else
    (fail reader illegal-argument "Metadata must be Symbol,Keyword,String or Map" start)))

(defn read-metadata
  "Reads metadata and what they are for."
  [reader start]
  (let [m     (metadata-of reader (next-form reader start) start)
        place (when (field reader :source)
                (pass-lines reader start)
                [(field reader :line) (inc (- start (field reader :start)))])
        form  (next-form reader start)
        m     (if (and place (seq? form))
                (assoc m :line (get m :line (nth place 0)) :column (get m :column (nth place 1)))
                m)]
    (cond
      (var? form) (do (reset-meta! form m) form)
      (or (symbol? form) (instance? clojure.lang.IObj form))
      (with-meta form (if (meta form) (into (meta form) m) m))
      :else
      (fail reader illegal-argument "Metadata can only be applied to IMetas" start))))

; Functions #(…).

(def ^:private most-args 100000)

(defn- new-parameter
  "The name of a parameter by its number; -1 is the one for the rest."
  [n]
  (str (if (= n -1) "rest" (str "p" n)) "__" (prim/next-id) "#"))

(defn- parameter
  "A symbol for a parameter of the #() around."
  [reader n]
  (let [name (or (get (field reader :args) n)
                 (let [name (new-parameter n)]
                   (put reader :args (assoc (field reader :args) n name))
                   name))]
    (prim/symbol nil name)))

(defn- parameters
  "The vector of all parameters, the ones that were not used included."
  [reader]
  (let [args  (field reader :args)
        most  (reduce max 0 (keys args))
        fixed (mapv (fn [n] (parameter reader n)) (range 1 (inc most)))]
    (if (get args -1) (conj fixed '& (parameter reader -1)) fixed)))

(defn read-function
  "Reads #(…): a function with the parameters that were met in it."
  [reader start]
  (when (field reader :args)
    (fail reader illegal-state "Nested #()s are not allowed" start))
  (put reader :args {})
  (let [body   (read-list reader (inc start))
        params (parameters reader)]
    (put reader :args nil)
    (prim/list ['fn* params body])))

(defn read-parameter
  "Reads % and what follows: a parameter inside #(), elsewhere a name."
  [reader start]
  (if (nil? (field reader :args))
    (read-name reader start)
    (let [unit (unit-at reader (inc start))]
      (if (or (nil? unit)
              (= 0 (prim/scan (str (prim/char unit)) 0 (field reader :classes) ends-token)))
        (parameter reader 1)
        (let [form (next-form reader start)]
          (cond
            (= '& form) (parameter reader -1)
            (and (number? form) (<= (abs form) most-args)) (parameter reader (long form))
            :else (fail reader illegal-state "arg literal must be %, %& or %integer" start)))))))

; Conditionals.

(defn- feature?
  "Whether a feature is one of the reader's."
  [reader feature start]
  (when-not (keyword? feature)
    (fail reader runtime (str "Feature should be a keyword: " (text-of feature)) start))
  (contains? (:features (field reader :options)) feature))

(defn- read-in-conditional
  "Reads the next form of a conditional, `closed` at its end."
  [reader]
  (let [form (read-until reader 41)]
    (if (identical? form end) (fail-open-list reader) form)))

(defn- skip-in-conditional
  "Reads a form only to pass it; answers whether there was one."
  [reader]
  (put reader :hidden (inc (field reader :hidden)))
  (let [form (read-in-conditional reader)]
    (put reader :hidden (dec (field reader :hidden)))
    (not (identical? form closed))))

(defn- choose
  "Reads the clauses of a conditional; the form of the first whose feature the reader has, or
  nothing."
  [reader start]
  (loop []
    (let [feature (read-in-conditional reader)]
      (cond
        (identical? feature closed) nothing
        (prim/contains #{:else :none} feature)
        (fail reader runtime (str "Feature name " feature " is reserved.") start)
        (feature? reader feature start)
        (let [form (read-in-conditional reader)]
          (when (identical? form closed)
            (fail reader runtime
                  (if (field reader :source)
                    (str "read-cond starting on line " (nth (place reader start) 0)
                         " requires an even number of forms")
                    "read-cond requires an even number of forms.")
                  start))
          (loop [] (when (skip-in-conditional reader) (recur)))
          form)
        (skip-in-conditional reader) (recur)
        :else nothing))))

(defn- splice
  "Puts the forms of a collection in front of what is read next."
  [reader forms start]
  (when-not (or (sequential? forms) (instance? java.util.List forms))
    (fail reader runtime
          "Spliced form list in read-cond-splicing must implement java.util.List" start))
  (when (= start (field reader :top))
    (fail reader runtime "Reader conditional splicing not allowed at the top level." start))
  (put reader :pending (seq (concat forms (field reader :pending))))
  nothing)

(defn- preserve
  "Reads the clauses of a conditional as data."
  [reader open splicing?]
  (put reader :hidden (inc (field reader :hidden)))
  (let [clauses (read-list reader open)]
    (put reader :hidden (dec (field reader :hidden)))
    (new clojure.lang.ReaderConditional clauses splicing?)))

(defn- conditional-open
  "The index of the parenthesis of a conditional, which may follow at an index."
  [reader at start]
  (let [found (scan reader at no-space)]
    (cond
      (< found 0) (fail-at-end reader "EOF while reading character" start)
      (= 40 (unit-at reader found)) (do (put reader :at (inc found)) found)
      :else (fail reader runtime "read-cond body must be a list" start))))

(defn read-conditional
  "Reads what #? or #?@ chooses, or all of it as data, as the options say."
  [reader start]
  (let [mode (:read-cond (field reader :options))]
    (when-not (or (= mode :allow) (= mode :preserve))
      (fail reader runtime "Conditional read not allowed" start))
    (let [splicing? (= 64 (unit-at reader (+ start 2)))
          open      (conditional-open reader (+ start (if splicing? 3 2)) start)]
      (if (= mode :preserve)
        (preserve reader open splicing?)
        (do (enter reader start)
            (let [form (choose reader start)]
              (leave reader)
              (if (and splicing? (not (identical? form nothing)))
                (splice reader form start)
                form)))))))
