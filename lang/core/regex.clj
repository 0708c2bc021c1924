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
      (throw (new java.util.regex.PatternSyntaxException (nth problem 0)))
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

(defn re-matcher
  "A matcher of the pattern on a string, for re-find and re-groups."
  [re s]
  (prim/mutable-instance matcher-class [(need-pattern re) (text-of s) nil 0 0]))

(defn- set-match
  "Keeps what a matcher found, and where to go on; answers whether it found anything."
  [m found]
  (prim/set-field m matcher-match found)
  (when found
    (let [start (nth found 0) end (nth found 1)]
      (prim/set-field m matcher-from (if (= start end) (inc end) end))))
  (boolean found))

(defn- find-next
  "Lets a matcher look for its next match."
  [m]
  (let [text (prim/field m matcher-text)
        from (prim/field m matcher-from)]
    (set-match m (when (<= from (count text)) (match (prim/field m matcher-pattern) text from 0)))))

(defn- matcher-found
  "The match of a matcher; throws when there is none."
  [m]
  (let [found (prim/field m matcher-match)]
    (if found found (throw (new IllegalStateException "No match found")))))

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

; Java's methods.

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
  "A group's number, checked, from a number or name."
  [m group]
  (let [n (if (prim/is-string group)
            (group-number (prim/field m matcher-pattern) group "<>")
            group)]
    (if (and (<= 0 n) (< (* 2 n) (count (matcher-found m))))
      n
      (throw (new IndexOutOfBoundsException (str "No group " n))))))

(defn- group-text
  "The text of a matcher's group, or nil."
  [m group]
  (match-group (prim/field m matcher-text) (matcher-found m) (group-index m group)))

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
  (let [end (count replacement) out (prim/builder)]
    (loop [i 0]
      (if (< i end)
        (let [c (nth replacement i)]
          (cond
            (= c \\) (do (prim/builder-add out (nth replacement (inc i))) (recur (+ i 2)))
            (and (= c \$) (= \{ (nth replacement (inc i) nil)))
            (let [close (prim/string-index replacement "}" i)]
              (prim/builder-add out (or (group-text m (subs replacement (+ i 2) close)) ""))
              (recur (inc close)))
            (= c \$)
            (let [n (prim/char-digit (nth replacement (inc i) \space) 10)]
              (when (< n 0) (throw (new IllegalArgumentException "Illegal group reference")))
              (prim/builder-add out (or (group-text m n) ""))
              (recur (+ i 2)))
            :else (do (prim/builder-add out c) (recur (inc i)))))
        (prim/builder-string out)))))

(defn- append-replacement
  "Adds to a builder the text up to the match and the replacement."
  [m out replacement]
  (let [found (matcher-found m)]
    (prim/builder-add out (subs (prim/field m matcher-text) (prim/field m matcher-appended)
                                (nth found 0)))
    (prim/builder-add out (expand-replacement m replacement))
    (prim/set-field m matcher-appended (nth found 1))
    m))

(defn- append-tail
  "Adds the text after the last match to a builder."
  [m out]
  (prim/builder-add out (subs (prim/field m matcher-text) (prim/field m matcher-appended)))
  out)

(defn- reset-matcher
  "Lets a matcher begin anew."
  [m]
  (prim/set-field m matcher-match nil)
  (prim/set-field m matcher-from 0)
  (prim/set-field m matcher-appended 0)
  m)

(defn- replace-matches
  "The text with its matches, at most limit of them, replaced."
  [m replacement limit]
  (let [out (prim/builder)]
    (reset-matcher m)
    (loop [n 0]
      (if (and (< n limit) (find-next m))
        (do (append-replacement m out replacement) (recur (inc n)))
        (prim/builder-string (append-tail m out))))))

(genera.host/add-methods matcher-class
  {:find       (fn find
                 ([m] (find-next m))
                 ([m from] (reset-matcher m) (prim/set-field m matcher-from from) (find-next m)))
   :matches    (fn matches [m] (set-match m (match (prim/field m matcher-pattern)
                                                   (prim/field m matcher-text) 0 2)))
   :lookingAt  (fn lookingAt [m] (set-match m (match (prim/field m matcher-pattern)
                                                     (prim/field m matcher-text) 0 1)))
   :group      (fn group ([m] (group-text m 0)) ([m n] (group-text m n)))
   :groupCount group-count
   :nth        (fn nth
                 ([m n]
                  (matcher-found m)
                  (when-not (<= 0 n (group-count m))
                    (throw (new IndexOutOfBoundsException (str "No group " n))))
                  (group-text m n))
                 ([m n default]
                  (if (and (prim/field m matcher-match) (<= 0 n (group-count m)))
                    (group-text m n)
                    default)))
   :start      (fn start
                 ([m] (nth (matcher-found m) 0))
                 ([m n] (nth (matcher-found m) (* 2 (group-index m n)))))
   :end        (fn end
                 ([m] (nth (matcher-found m) 1))
                 ([m n] (nth (matcher-found m) (inc (* 2 (group-index m n))))))
   :reset      (fn reset
                 ([m] (reset-matcher m))
                 ([m text] (prim/set-field m matcher-text (text-of text)) (reset-matcher m)))
   :pattern    (fn pattern [m] (prim/field m matcher-pattern))
   :replaceAll (fn replaceAll [m replacement] (replace-matches m replacement 1000000000))
   :replaceFirst (fn replaceFirst [m replacement] (replace-matches m replacement 1))
   :appendReplacement append-replacement
   :appendTail append-tail})

(genera.host/add-methods pattern-class
  {:matcher  re-matcher
   :pattern  (fn pattern [p] (prim/pattern-source p))
   :toString (fn toString [p] (prim/pattern-source p))
   :flags    (fn flags [p] (prim/pattern-flags p))})

(genera.host/intern-static "java.util.regex.Pattern" "compile"
  (fn compile ([source] (make-pattern source 0)) ([source flags] (make-pattern source flags))))
(genera.host/intern-static "java.util.regex.Pattern" "matches"
  (fn matches [source text] (boolean (match (make-pattern source 0) (text-of text) 0 2))))
(genera.host/intern-static "java.util.regex.Pattern" "quote"
  (fn quote [text]
    (if (< (prim/string-index text "\\E" 0) 0)
      (str "\\Q" text "\\E")
      (str "\\Q" (prim/string-replace text "\\E" "\\E\\\\E\\Q") "\\E"))))
(genera.host/intern-static "java.util.regex.Matcher" "quoteReplacement"
  (fn quoteReplacement [text]
    (prim/string-replace (prim/string-replace text "\\" "\\\\") "$" "\\$")))
(reduce (fn [_ [flag bit]] (genera.host/intern-static "java.util.regex.Pattern" flag bit))
        nil {"UNIX_LINES" 1 "CASE_INSENSITIVE" 2 "COMMENTS" 4 "MULTILINE" 8 "LITERAL" 16
             "DOTALL" 32 "UNICODE_CASE" 64 "CANON_EQ" 128 "UNICODE_CHARACTER_CLASS" 256})
