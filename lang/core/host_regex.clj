; Members of java.util.regex: Pattern, Matcher, what toMatchResult answers, and the exception of
; wrong patterns. Namespace genera.host; regex.clj has the functions that do the work.

(def ^:private result-class
  (genera.host/define-type "java.util.regex.Matcher$ImmutableMatchResult"
    '[java.lang.Object java.util.regex.MatchResult] nil))

(defn- match-result
  "What a matcher has found, an object of its own."
  [m]
  (prim/mutable-instance result-class (mapv (fn [i] (prim/field m i)) (range 10))))

(def ^:private result-methods
  {:group      (fn group
                 ([m] (clojure.core/group-text m 0)) ([m n] (clojure.core/group-text m n)))
   :groupCount (fn groupCount [m] (clojure.core/group-count m))
   :start      (fn start
                 ([m] (clojure.core/group-place m 0 0)) ([m n] (clojure.core/group-place m n 0)))
   :end        (fn end
                 ([m] (clojure.core/group-place m 0 1)) ([m n] (clojure.core/group-place m n 1)))})

(genera.host/add-methods result-class result-methods)
(genera.host/add-methods (genera.host/intern-type "java.util.regex.Matcher") result-methods)

(defn- check-start
  "Throws unless an index is one of a matcher's text."
  [m i message]
  (when-not (<= 0 i (count (prim/field m 1)))
    (throw (new IndexOutOfBoundsException message))))

(defn- set-region
  "Lets a matcher look in a part of its text only."
  [m start end]
  (check-start m start "start")
  (check-start m end "end")
  (when (< end start) (throw (new IndexOutOfBoundsException "start > end")))
  (clojure.core/reset-matcher m)
  (prim/set-field m 3 start)
  (prim/set-field m 4 start)
  (prim/set-field m 5 start)
  (prim/set-field m 6 end)
  m)

(defmethods java.util.regex.Matcher
  (find ([m] (clojure.core/find-next m))
        ([m from]
         (check-start m from "Illegal start index")
         (clojure.core/reset-matcher m)
         (clojure.core/match-region m from 0)))
  (matches [m] (clojure.core/match-region m (prim/field m 5) 2))
  (lookingAt [m] (clojure.core/match-region m (prim/field m 5) 1))
  (nth
    ([m n]
     (clojure.core/matcher-found m)
     (when-not (<= 0 n (clojure.core/group-count m))
       (throw (new IndexOutOfBoundsException (str "No group " n))))
     (clojure.core/group-text m n))
    ([m n default]
     (if (and (prim/field m 2) (<= 0 n (clojure.core/group-count m)))
       (clojure.core/group-text m n)
       default)))
  (reset ([m] (clojure.core/reset-matcher m))
         ([m text]
          (prim/set-field m 1 (clojure.core/text-of text))
          (clojure.core/reset-matcher m)))
  (pattern [m] (prim/field m 0))
  (usePattern [m pattern]
    (when (nil? pattern) (throw (new IllegalArgumentException "Pattern cannot be null")))
    (prim/set-field m 0 pattern)
    (prim/set-field m 2 nil)
    m)
  (region [m start end] (set-region m start end))
  (regionStart [m] (nth (clojure.core/region-of m) 0))
  (regionEnd [m] (nth (clojure.core/region-of m) 1))
  (hasAnchoringBounds [m] (prim/field m 7))
  (useAnchoringBounds [m on] (prim/set-field m 7 (boolean on)) m)
  (hasTransparentBounds [m] (prim/field m 8))
  (useTransparentBounds [m on] (prim/set-field m 8 (boolean on)) m)
  (hitEnd [m]
    (let [found (prim/field m 2)]
      (if found
        (= (nth found 1) (nth (clojure.core/region-of m) 1))
        (prim/field m 9))))
  (requireEnd [m]
    (let [found (prim/field m 2)]
      (boolean (and found
                    (= (nth found 1) (nth (clojure.core/region-of m) 1))
                    (re-find #"(\$|\\[bZz])$" (prim/pattern-source (prim/field m 0)))))))
  (toMatchResult [m] (match-result m))
  (results [m]
    (clojure.core/reset-matcher m)
    (stream-of (loop [found []]
                 (if (clojure.core/find-next m) (recur (conj found (match-result m))) found))))
  (replaceAll [m replacement] (clojure.core/replace-matches m replacement 1000000000))
  (replaceFirst [m replacement] (clojure.core/replace-matches m replacement 1))
  (appendReplacement [m out replacement] (clojure.core/append-replacement m out replacement))
  (appendTail [m out] (clojure.core/append-tail m out))
  (toString [m]
    (let [[start end] (clojure.core/region-of m)]
      (str "java.util.regex.Matcher[pattern=" (prim/field m 0) " region=" start "," end
           " lastmatch=" (if (prim/field m 2) (clojure.core/group-text m 0) "") "]"))))

(def ^:private predicate-class
  (genera.host/define-type "genera.host.Predicate"
    '[java.lang.Object java.util.function.Predicate] nil))

(defn- predicate
  "A java.util.function.Predicate of a function."
  [f]
  (prim/instance predicate-class [f]))

(defmethods genera.host.Predicate
  (test [p x] ((prim/field p 0) x))
  (negate [p] (predicate (fn [x] (not (.test p x)))))
  (and [p q] (predicate (fn [x] (and (.test p x) (.test q x)))))
  (or [p q] (predicate (fn [x] (or (.test p x) (.test q x))))))

(defmethods java.util.regex.Pattern
  (matcher [p text] (re-matcher p text))
  (pattern [p] (prim/pattern-source p))
  (toString [p] (prim/pattern-source p))
  (flags [p] (prim/pattern-flags p))
  (split ([p text] (split-text (str text) p 0)) ([p text limit] (split-text (str text) p limit)))
  (splitAsStream [p text] (stream-of (seq (split-text (str text) p 0))))
  (asPredicate [p] (predicate (fn [text] (some? (re-find p text)))))
  (asMatchPredicate [p] (predicate (fn [text] (some? (re-matches p text))))))

(def ^:private all-flags 0x1FF)

(defstatic java.util.regex.Pattern/compile
  ([source] (java.util.regex.Pattern/compile source 0))
  ([source flags]
   (when (nil? source)
     (throw (new NullPointerException
                 "Cannot invoke \"String.isEmpty()\" because \"this.pattern\" is null")))
   (when (not= 0 (bit-and flags (bit-not all-flags)))
     (throw (new IllegalArgumentException
                 (str "Unknown flag 0x" (prim/number-string flags 16)))))
   (clojure.core/make-pattern source flags)))
(defstatic java.util.regex.Pattern/matches [source text]
  (some? (re-matches (java.util.regex.Pattern/compile source) text)))
(defstatic java.util.regex.Pattern/quote [text]
  (if (< (prim/string-index text "\\E" 0) 0)
    (str "\\Q" text "\\E")
    (str "\\Q" (prim/string-replace text "\\E" "\\E\\\\E\\Q") "\\E")))
(defstatic java.util.regex.Matcher/quoteReplacement [text]
  (prim/string-replace (prim/string-replace text "\\" "\\\\") "$" "\\$"))
(doseq [[flag bit] {"UNIX_LINES" 1 "CASE_INSENSITIVE" 2 "COMMENTS" 4 "MULTILINE" 8 "LITERAL" 16
                    "DOTALL" 32 "UNICODE_CASE" 64 "CANON_EQ" 128 "UNICODE_CHARACTER_CLASS" 256}]
  (genera.host/intern-static "java.util.regex.Pattern" flag bit))

; The exception of a wrong pattern: its data are [:syntax description pattern index].

(defstatic java.util.regex.PatternSyntaxException/new [description pattern index]
  (prim/throwable
    (genera.slow/find-type "java.util.regex.PatternSyntaxException")
    (str description (if (<= 0 index) (str " near index " index) "") "\n" pattern
         (if (and (<= 0 index) (< index (count pattern)))
           (str "\n" (prim/string-repeat " " index) "^")
           ""))
    nil
    [:syntax description pattern index]))

(defn- syntax-fact
  "Part i of the data of an exception of syntax, or a default."
  [e i default]
  (let [data (prim/throwable-data e)]
    (if (and (vector? data) (= :syntax (first data))) (nth data i) default)))

(defmethods java.util.regex.PatternSyntaxException
  (getDescription [e] (syntax-fact e 1 (prim/throwable-message e)))
  (getPattern [e] (syntax-fact e 2 nil))
  (getIndex [e] (syntax-fact e 3 -1)))
