; Regular expressions: Java's syntax, matched by the host. A pattern is a kernel object of source
; and flags; a matcher is an instance with mutable fields, for it remembers how far it came.
;
; The host answers a match as a vector of start and end of the whole and of each group, -1 for a
; group that took no part. `re-seq` fetches matches in batches, so that a long text costs few
; calls of the host.

(def ^:private pattern-class (genera.slow/find-type "java.util.regex.Pattern"))
(def ^:private matcher-class (genera.slow/find-type "java.util.regex.Matcher"))

(defn- wrong-class
  "Throws ClassCastException because x is not of the class."
  [x class-name]
  (throw (genera.host/cast-error x class-name)))

(defn- text-of
  "The string of a character sequence."
  [x]
  (cond
    (prim/is-string x) x
    (prim/is-nil x)
    (throw (new NullPointerException
                (str "Cannot invoke \"java.lang.CharSequence.length()\" because"
                     " \"this.text\" is null")))
    (instance? CharSequence x) (str x)
    :else (wrong-class x "java.lang.CharSequence")))

(defn- need-pattern
  "x, which must be a pattern."
  [x]
  (cond (prim/is-pattern x) x
        (prim/is-nil x) (throw (new NullPointerException))
        :else (wrong-class x "java.util.regex.Pattern")))

(defn- make-pattern
  "A pattern of source and flags; throws PatternSyntaxException when it is none."
  [source flags]
  (let [problem (prim/regex-check source flags)]
    (if problem
      (throw (prim/throwable (genera.slow/find-type "java.util.regex.PatternSyntaxException")
                             (nth problem 0) nil
                             [:syntax (nth problem 1) (nth problem 2) (nth problem 3)]))
      (prim/pattern source flags))))

(defn re-pattern
  "The pattern of a string in Java's syntax; a pattern is itself."
  [s]
  (if (prim/is-pattern s) s (make-pattern (text-of s) 0)))

(defn- match
  "Matches once from an index on: mode 0 anywhere, 1 at the index, 2 to the end of the text too."
  [pattern text from mode]
  (prim/regex-find (prim/pattern-source pattern) (prim/pattern-flags pattern) text from mode))

(defn- match-group
  "The text of group i of a match, or nil."
  [text found i]
  (let [start (nth found (* 2 i))]
    (if (< start 0) nil (subs text start (nth found (inc (* 2 i)))))))

(defn- match-value
  "The text of a match, or a vector of it and the texts of its groups."
  [text found]
  (let [n (quot (count found) 2)]
    (if (= 1 n)
      (match-group text found 0)
      (loop [value [] i 0]
        (if (< i n) (recur (conj value (match-group text found i)) (inc i)) value)))))

; A matcher's fields.
(def ^:private matcher-pattern 0)
(def ^:private matcher-text 1)
(def ^:private matcher-match 2)
(def ^:private matcher-from 3)
(def ^:private matcher-appended 4)
(def ^:private region-start 5)
(def ^:private region-end 6)     ; nil for the end of the text
(def ^:private anchoring 7)
(def ^:private transparent 8)
(def ^:private matcher-tried 9)  ; whether it has looked for a match

(defn re-matcher
  "A matcher of the pattern on a string, for re-find and re-groups."
  [re s]
  (prim/mutable-instance matcher-class
                         [(need-pattern re) (text-of s) nil 0 0 0 nil true false false]))

(defn- set-match
  "Keeps what a matcher found, and where to go on; answers whether it found anything."
  [m found]
  (prim/set-field m matcher-match found)
  (when found
    (let [start (nth found 0) end (nth found 1)]
      (prim/set-field m matcher-from (if (= start end) (inc end) end))))
  (boolean found))

(defn- region-of
  "[start end] of the part of its text in which a matcher looks."
  [m]
  [(prim/field m region-start)
   (or (prim/field m region-end) (count (prim/field m matcher-text)))])

(defn- match-region
  "Lets a matcher match once from an index of its region on, in a mode of `match`."
  [m from mode]
  (let [text        (prim/field m matcher-text)
        [start end] (region-of m)
        pattern     (prim/field m matcher-pattern)]
    (prim/set-field m matcher-tried true)
    (set-match m
      (cond
        (< end from) nil
        (and (= 0 start) (= end (count text))) (match pattern text from mode)
        (prim/field m anchoring)
        (let [found (match pattern (subs text start end) (- from start) mode)]
          (when found (mapv (fn [i] (if (< i 0) i (+ start i))) found)))
        :else (match pattern (subs text 0 end) from mode)))))

(defn- find-next
  "Lets a matcher look for its next match."
  [m]
  (match-region m (prim/field m matcher-from) 0))

(defn- matcher-found
  "The match of a matcher; throws when there is none."
  ([m] (matcher-found m "No match found"))
  ([m message]
   (let [found (prim/field m matcher-match)]
     (if found found (throw (new IllegalStateException message))))))

(defn re-groups
  "The last match of a matcher: its text, or a vector of it and the groups."
  [m]
  (match-value (prim/field m matcher-text) (matcher-found m)))

(defn re-find
  "The first match of a pattern in a string, or the next one of a matcher: its text, or a vector
  of it and the texts of its groups; nil without a match."
  ([m] (when (find-next m) (re-groups m)))
  ([re s]
   (let [text  (text-of s)
         found (match (need-pattern re) text 0 0)]
     (when found (match-value text found)))))

(defn re-matches
  "The match of a pattern with a whole string, as re-find answers it, or nil."
  [re s]
  (let [re    (need-pattern re)
        text  (text-of s)
        found (match re text 0 2)]
    (when found (match-value text found))))

(def ^:private batch-size 64)

(defn- match-seq
  "The matches from an index on, lazily, in batches."
  [re text from]
  (lazy-seq
    (when (<= from (count text))
      (let [found (prim/regex-find-all (prim/pattern-source re) (prim/pattern-flags re)
                                       text from batch-size)
            n     (count found)]
        (when (< 0 n)
          (let [buffer (chunk-buffer n)
                last   (nth found (dec n))
                end    (nth last 1)]
            (loop [i 0]
              (when (< i n)
                (chunk-append buffer (match-value text (nth found i)))
                (recur (inc i))))
            (chunk-cons (chunk buffer)
                        (if (< n batch-size)
                          nil
                          (match-seq re text (if (= (nth last 0) end) (inc end) end))))))))))

(defn re-seq
  "A lazy sequence of the matches of a pattern in a string, each as re-find answers it; nil
  without a match."
  [re s]
  (seq (match-seq (need-pattern re) (text-of s) 0)))

; What Java's methods are made of (host_regex.clj).

(defn- group-number
  "The number of a group by its name in the pattern's source; throws, with the name in such
  braces, when there is none."
  [pattern group-name braces]
  (let [source (prim/pattern-source pattern)]
    (loop [at 0 n 0]
      (let [open (prim/string-index source "(" at)]
        (cond
          (< open 0)
          (throw (new IllegalArgumentException
                      (str "No group with name " (nth braces 0) group-name (nth braces 1))))
          (prim/string-starts source (str "(?<" group-name ">") open) (inc n)
          (and (< 0 open) (= 92 (prim/string-unit source (dec open)))) (recur (inc open) n)
          (and (prim/string-starts source "(?" open)
               (or (not (prim/string-starts source "(?<" open))
                   (prim/string-starts source "(?<=" open)
                   (prim/string-starts source "(?<!" open)))
          (recur (inc open) n)
          :else (recur (inc open) (inc n)))))))

(defn- group-index
  "A group's number, checked, from a number or name; the message is for the lack of a match."
  [m group message]
  (let [found (matcher-found m message)
        n     (if (prim/is-string group)
                (group-number (prim/field m matcher-pattern) group "<>")
                group)]
    (if (and (<= 0 n) (< (* 2 n) (count found)))
      n
      (throw (new IndexOutOfBoundsException (str "No group " n))))))

(defn- group-text
  "The text of a matcher's group, or nil."
  [m group]
  (let [n (group-index m group "No match found")]
    (match-group (prim/field m matcher-text) (matcher-found m) n)))

(defn- group-place
  "Where a group of a matcher starts (0) or ends (1)."
  [m group side]
  (let [n (group-index m group (if (prim/is-string group)
                                 "No match found"
                                 "No match available"))]
    (nth (matcher-found m) (+ side (* 2 n)))))

(defn- group-count
  "The number of groups of a pattern, found by matching it or something like it."
  [m]
  (let [found (prim/field m matcher-match)]
    (if found
      (dec (quot (count found) 2))
      (let [source (str (prim/pattern-source (prim/field m matcher-pattern)) "|")]
        (dec (quot (count (prim/regex-find source
                                           (prim/pattern-flags (prim/field m matcher-pattern))
                                           "" 0 0))
                   2))))))

(defn- expand-replacement
  "Java's replacement text: $n and ${name} stand for groups, a backslash for the next character."
  [m replacement]
  (let [out (prim/builder)]
    (clojure.string/add-replacement out (prim/field m matcher-pattern) (prim/field m matcher-text)
                                    (matcher-found m) replacement)
    (prim/builder-string out)))

(defn- add-text
  "Adds a text to a string builder, or to another object that has a method append."
  [out text]
  (if (prim/is-builder out) (prim/builder-add out text) (.append out text)))

(defn- append-replacement
  "Adds to a builder the text up to the match and the replacement."
  [m out replacement]
  (let [found (matcher-found m "No match available")]
    (add-text out (subs (prim/field m matcher-text) (prim/field m matcher-appended)
                                    (nth found 0)))
    (add-text out (expand-replacement m replacement))
    (prim/set-field m matcher-appended (nth found 1))
    m))

(defn- append-tail
  "Adds the text after the last match to a builder."
  [m out]
  (add-text out (subs (prim/field m matcher-text) (prim/field m matcher-appended)))
  out)

(defn- reset-matcher
  "Lets a matcher begin anew, with the whole text."
  [m]
  (prim/set-field m matcher-match nil)
  (prim/set-field m matcher-from 0)
  (prim/set-field m matcher-appended 0)
  (prim/set-field m region-start 0)
  (prim/set-field m region-end nil)
  (prim/set-field m matcher-tried false)
  m)

(defn- replace-matches
  "The text with its matches, at most limit of them, replaced by a text, or by what a function of
  the matcher answers."
  [m replacement limit]
  (let [out (prim/builder)
        f   (if (prim/is-string replacement)
              (fn [m] replacement)
              (genera.host/functional replacement))]
    (reset-matcher m)
    (loop [n 0]
      (if (and (< n limit) (find-next m))
        (do (append-replacement m out (f m)) (recur (inc n)))
        (prim/builder-string (append-tail m out))))))
