; Read tables: what each unit of a text means. Namespace genera.compiler.reader. A dialect has a
; table of its own, made of the same parts: Clojure's and edn's are here.
;
; A table is a map: :classes, a string of 128 classes of ASCII units (that of a space stands for all
; other white space, the last one for all other units); :macros and :dispatch, vectors of 128
; functions of reader and index, or nil; :atom, a function of reader, index and unit for what begins
; with no macro character; :other, a function of reader and index for a dispatch character without a
; function.

(defn- codes [chars] (map (fn [c] (prim/char-code c)) chars))

(defn- classify
  "The classes of ASCII units: white space is given by units, what ends a token or a number by
  characters."
  [spaces terminating macros excluded]
  (let [spaces      (set spaces)
        excluded    (set (codes excluded))
        terminating (set (codes terminating))
        macros      (set (codes macros))
        class-of    (fn [unit]
                      (+ (if (spaces unit) (+ space ends-token ends-number) no-space)
                         (if (terminating unit) ends-token 0)
                         (if (macros unit) ends-number 0)
                         (if (excluded unit) not-in-token 0)
                         (if (#{34 92} unit) in-string 0)
                         (if (#{10 13} unit) ends-line 0)))]
    (apply str (map (fn [unit] (prim/char (class-of unit))) (range 128)))))

(defn- by-unit
  "A vector of the functions of a map from characters, by unit."
  [functions]
  (mapv (fn [unit] (get functions (prim/char unit))) (range 128)))

(defn read-table
  "A table of the description given: :spaces, a collection of units; :terminating, a string of the
  macro characters that end a token; :excluded, one of those no token has; :macros and :dispatch,
  maps from characters to functions; :atom and :other."
  [{:keys [spaces terminating excluded macros dispatch atom other]}]
  {:classes  (classify spaces terminating (keys macros) excluded)
   :macros   (by-unit macros)
   :dispatch (by-unit dispatch)
   :atom     atom
   :other    other})

(def ^:private white
  "What is white space in Clojure: that of Java, and commas."
  [9 10 11 12 13 28 29 30 31 32 44])

(def clojure
  "The read table of Clojure."
  (read-table
    {:spaces      white
     :terminating "\";^()[]{}\\`~@"
     :macros      {\" read-string-literal
                   \; skip-line
                   \' read-quote
                   \@ read-deref
                   \^ read-metadata
                   \` read-template
                   \~ read-unquote
                   \( read-list
                   \) read-unmatched
                   \[ read-vector
                   \] read-unmatched
                   \{ read-map
                   \} read-unmatched
                   \\ read-character
                   \% read-parameter
                   \# read-dispatch}
     :dispatch    {\^ read-metadata
                   \# read-symbolic
                   \' read-var
                   \" read-pattern
                   \( read-function
                   \{ read-set
                   \= read-evaluated
                   \! skip-line
                   \< read-unreadable
                   \_ read-discarded
                   \? read-conditional
                   \: read-namespaced-map}
     :atom        read-atom
     :other       read-tag}))

(defn- check-edn-token
  "Fails at a unit of the token that goes on at an index which no token of edn has."
  [reader at start]
  (let [bad (prim/scan (field reader :text) at (field reader :classes) not-in-token)]
    (when (and (<= 0 bad) (< bad (token-end reader at ends-token)))
      (fail reader runtime
            (str "Invalid constituent character: " (prim/char (unit-at reader bad))) start))))

(defn- read-edn-atom
  "Reads a number or a name of edn, which has some characters less."
  [reader at unit]
  (when (= at (prim/scan (field reader :text) at (field reader :classes) not-in-token))
    (fail reader runtime (str "Invalid leading character: " (prim/char unit)) at))
  (if (number?-at reader at unit)
    (read-number reader at)
    (do (check-edn-token reader (inc at) at)
        (read-name reader at))))

(defn- read-edn-character
  [reader start]
  (when (unit-at reader (inc start))
    (check-edn-token reader (+ start 2) start))
  (read-character reader start))

(def edn
  "The read table of edn: data only."
  (read-table
    {:spaces      white
     :terminating "\";^()[]{}\\"
     :excluded    "@`~"
     :macros      {\" read-string-literal
                   \; skip-line
                   \^ read-metadata
                   \( read-list
                   \) read-unmatched
                   \[ read-vector
                   \] read-unmatched
                   \{ read-map
                   \} read-unmatched
                   \\ read-edn-character
                   \# read-dispatch}
     :dispatch    {\^ read-metadata
                   \# read-symbolic
                   \{ read-set
                   \< read-unreadable
                   \_ read-discarded
                   \: read-edn-namespaced-map}
     :atom        read-edn-atom
     :other       read-edn-tag}))

; Readers by table.

(def platform
  "The features of reader conditionals that every reader has."
  #{:genera :clj :default})

(defn- plain-lines
  "A text whose lines end in a newline alone."
  [text]
  (if (< (prim/string-index text "\r" 0) 0)
    text
    (prim/string-replace (prim/string-replace text "\r\n" "\n") "\r" "\n")))

(defn- session-features
  "The features of the code that this program runs: the command line's, or the platform's."
  []
  (let [given (prim/property "genera.features")]
    (if given
      (into #{:default} (map (fn [name] (prim/keyword nil name)) (re-seq #"[^,]+" given)))
      platform)))

(defn open
  "A reader of the code in a text; errors name the file. Options: :features, a set of keywords, and
  those of make-reader."
  [text file options]
  (make-reader (plain-lines text) clojure
               (assoc options :file file :read-cond :allow
                      :features (or (:features options) (session-features)))))

(defn open-data
  "A reader of a text as clojure.core/read reads it, with its options."
  [text options]
  (when (= :unknown *read-eval*)
    (throw (new RuntimeException "Reading disallowed - *read-eval* bound to :unknown")))
  (make-reader text clojure
               (assoc options :features (into platform (:features options)))))

(defn open-edn
  "A reader of a text of edn, with the options of clojure.edn/read."
  [text options]
  (make-reader text edn (assoc options :edn true)))
