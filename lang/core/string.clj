; clojure.string: searching, replacing, splitting, joining and changing case. Strings are
; searched in the kernel; regular expressions are matched by the host, which answers the places
; of many matches at once. Namespace clojure.string.
;
; A pattern that is one plain character, as `#","` or `#"\t"`, never leaves the kernel.

(defn- text
  "s as a string; nil throws, as on the JVM."
  [s]
  (cond (prim/is-string s) s
        (nil? s) (throw (prim/throwable
                          (genera.slow/find-type "java.lang.NullPointerException")
                          "Cannot invoke \"Object.toString()\" because \"s\" is null"
                          nil [:cast nil "java.lang.String"]))
        :else (prim/to-string s)))

(defn- chars
  "As text, for what the JVM takes only of what is a CharSequence."
  [s]
  (if (or (prim/is-number s) (prim/is-keyword s) (prim/is-symbol s) (prim/is-char s)
          (coll? s) (boolean? s))
    (genera.slow/cannot-cast s "java.lang.CharSequence")
    (text s)))

(defn- text-or
  "As chars, for what the JVM calls another method of, whose object it names."
  [s object]
  (if (nil? s)
    (throw (prim/throwable (genera.slow/find-type "java.lang.NullPointerException")
                           (str "Cannot invoke \"java.lang.CharSequence.length()\" because \""
                                object "\" is null")
                           nil [:cast nil "java.lang.String"]))
    (chars s)))

(defn- part-of
  "A search string, which must be one, or a builder; else it is no object of the class named."
  [s class-name]
  (cond (prim/is-string s) s
        (prim/is-builder s) (prim/builder-string s)
        :else (genera.slow/cannot-cast s class-name)))

(defn- part
  "A search string, which must be one, or a builder."
  [s]
  (part-of s "java.lang.CharSequence"))

(defn- searched
  "A character or string to look for."
  [x]
  (if (prim/is-char x) x (part-of x "java.lang.String")))

(def ^:private match-limit 1000)

(defn- literal
  "The one character that the pattern stands for, as a string, or nil."
  [pattern]
  (let [source (prim/pattern-source pattern)
        size   (prim/count source)]
    (cond
      (not (prim/equal 0 (prim/pattern-flags pattern))) nil
      (prim/equal 1 size)
      (if (neg? (prim/string-index ".$|()[{^?*+\\" source 0)) source nil)
      (and (prim/equal 2 size) (prim/equal 92 (prim/string-unit source 0)))
      (let [c (prim/substring source 1 2)]
        (cond (prim/equal c "t") "\t"
              (prim/equal c "n") "\n"
              (neg? (prim/string-index ".$|()[]{}^?*+\\-/,:;\"'" c 0)) nil
              :else c))
      :else nil)))

(defn- all-matches
  "A sequence of the places of all matches of a pattern from an index on: vectors of start and
  end of the match, then of each group."
  [pattern s from]
  (let [found (prim/regex-find-all (prim/pattern-source pattern) (prim/pattern-flags pattern)
                                   s from match-limit)]
    (if (prim/less (count found) match-limit)
      (seq found)
      (let [last (peek found)
            end  (prim/nth last 1)
            next (if (prim/equal end (prim/nth last 0)) (inc end) end)]
        (concat found (lazy-seq (if (prim/less (count s) next)
                                  nil
                                  (all-matches pattern s next))))))))

(defn- group-text
  "The text of group i of a match, or nil."
  [s match i]
  (let [start (prim/nth match (* 2 i))]
    (if (neg? start) nil (prim/substring s start (prim/nth match (inc (* 2 i)))))))

(defn- match-value
  "What a replacing function is given: the match, or a vector of it and its groups."
  [s match]
  (if (prim/equal 2 (count match))
    (group-text s match 0)
    (mapv (fn [i] (group-text s match i)) (range (quot (count match) 2)))))

(defn- add-named-group
  "Adds what the group named in braces at i matched to the builder; answers the index behind."
  [builder pattern s match replacement i]
  (let [close (prim/string-index replacement "}" i)
        name  (if (neg? close) "" (prim/substring replacement (inc i) close))]
    (when (neg? close)
      (throw (new IllegalArgumentException "named capturing group is missing trailing '}'")))
    (when (re-find #"^\d" name)
      (throw (new IllegalArgumentException
                  (str "capturing group name {" name "} starts with digit character"))))
    (when-some [found (group-text s match (clojure.core/group-number pattern name "{}"))]
      (prim/builder-add builder found))
    (inc close)))

(defn- add-group
  "Adds what a group reference after $ at i stands for to the builder; answers the index behind."
  [builder s match replacement i]
  (let [end    (count replacement)
        groups (quot (count match) 2)
        digit  (if (prim/less i end)
                 (prim/char-digit (prim/char (prim/string-unit replacement i)) 10)
                 -1)]
    (when (neg? digit)
      (throw (new IllegalArgumentException
                  (if (= i end)
                    "Illegal group reference: group index is missing"
                    "Illegal group reference"))))
    (when-not (prim/less digit groups)
      (throw (new IndexOutOfBoundsException (str "No group " digit))))
    (loop [group digit i (inc i)]
      (let [digit (if (prim/less i end)
                    (prim/char-digit (prim/char (prim/string-unit replacement i)) 10)
                    -1)
            more  (+ (* 10 group) digit)]
        (if (and (not (neg? digit)) (prim/less more groups))
          (recur more (inc i))
          (do (when-some [found (group-text s match group)]
                (prim/builder-add builder found))
              i))))))

(defn- add-replacement
  "Adds a replacement string to the builder: \\x stands for x, $n and ${name} for groups."
  [builder pattern s match replacement]
  (let [end (count replacement)]
    (loop [i 0]
      (when (prim/less i end)
        (let [unit (prim/string-unit replacement i)]
          (cond
            (prim/equal unit 92)
            (if (prim/less (inc i) end)
              (do (prim/builder-add builder (prim/substring replacement (inc i) (+ i 2)))
                  (recur (+ i 2)))
              (throw (new IllegalArgumentException "character to be escaped is missing")))
            (prim/equal unit 36)
            (recur (if (prim/string-starts replacement "${" i)
                     (add-named-group builder pattern s match replacement (inc i))
                     (add-group builder s match replacement (inc i))))
            :else
            (do (prim/builder-add builder (prim/substring replacement i (inc i)))
                (recur (inc i)))))))))

(defn- replace-matches
  "s with the matches replaced: by a string with references, or by what a function answers."
  [pattern s matches replacement]
  (if matches
    (let [builder (prim/builder)
          replacement (if (prim/is-builder replacement) (part replacement) replacement)
          plain?  (and (prim/is-string replacement)
                       (neg? (prim/string-index replacement "$" 0))
                       (neg? (prim/string-index replacement "\\" 0)))
          adder   (cond plain? (fn [_] (prim/builder-add builder replacement))
                        (prim/is-string replacement)
                        (fn [match] (add-replacement builder pattern s match replacement))
                        :else
                        (fn [match]
                          (prim/builder-add builder
                                            (part (replacement (match-value s match))))))]
      (loop [matches (seq matches) from 0]
        (if matches
          (let [match (first matches)]
            (prim/builder-add builder (prim/substring s from (prim/nth match 0)))
            (adder match)
            (recur (next matches) (prim/nth match 1)))
          (do (prim/builder-add builder (prim/substring s from (count s)))
              (prim/builder-string builder)))))
    s))

(defn re-quote-replacement
  "A replacement string that stands for exactly the given text."
  [replacement]
  (prim/string-replace (prim/string-replace (text replacement) "\\" "\\\\") "$" "\\$"))

(defn replace
  "s with every match replaced: a string by a string, a character by a character, a pattern by
  a string with references ($1) or by a function of the match."
  [s match replacement]
  (let [s (text s)]
    (cond
      (prim/is-char match)
      (if (prim/is-char replacement)
        (prim/string-replace s (prim/to-string match) (prim/to-string replacement))
        (genera.slow/cannot-cast replacement "java.lang.Character"))
      (or (prim/is-string match) (prim/is-builder match))
      (prim/string-replace s (part match) (part replacement))
      (prim/is-pattern match)
      (let [plain (if (prim/is-string replacement) (literal match) nil)]
        (if (and plain (neg? (prim/string-index replacement "$" 0))
                 (neg? (prim/string-index replacement "\\" 0)))
          (prim/string-replace s plain replacement)
          (replace-matches match s (all-matches match s 0)
                           (if (prim/is-char replacement)
                             (prim/to-string replacement)
                             replacement))))
      :else (throw (new IllegalArgumentException (str "Invalid match arg: " match))))))

(defn replace-first
  "As replace, but only the first match."
  [s match replacement]
  (let [s (text s)]
    (cond
      (or (prim/is-char match) (prim/is-string match) (prim/is-builder match))
      (let [match (prim/to-string match)
            at    (prim/string-index s match 0)]
        (if (neg? at)
          s
          (str (prim/substring s 0 at) replacement
               (prim/substring s (+ at (count match)) (count s)))))
      (prim/is-pattern match)
      (let [found (prim/regex-find (prim/pattern-source match) (prim/pattern-flags match) s 0 0)]
        (if found (replace-matches match s [found] replacement) s))
      :else (throw (new IllegalArgumentException (str "Invalid match arg: " match))))))

(defn join
  "The texts of the elements of coll, one after another, with separator between them."
  ([coll]
   (let [builder (prim/builder)]
     (reduce (fn [builder x] (prim/builder-add builder (prim/to-string x))) builder coll)
     (prim/builder-string builder)))
  ([separator coll]
   (let [builder   (prim/builder)
         separator (prim/to-string separator)]
     (reduce (fn [first? x]
               (if first? nil (prim/builder-add builder separator))
               (prim/builder-add builder (prim/to-string x))
               false)
             true coll)
     (prim/builder-string builder))))

(defn- drop-empty
  "The parts without empty ones at the end."
  [parts]
  (loop [parts parts]
    (if (and (seq parts) (prim/equal "" (peek parts))) (recur (pop parts)) parts)))

(defn- split-literal
  "The parts of s between occurrences of a string, at most limit if that is positive."
  [s separator limit]
  (let [step (count separator)]
    (loop [parts (transient []) from 0 n 1]
      (let [at (if (and (pos? limit) (prim/less-equal limit n))
                 -1
                 (prim/string-index s separator from))]
        (if (neg? at)
          (persistent! (conj! parts (prim/substring s from (count s))))
          (recur (conj! parts (prim/substring s from at)) (+ at step) (inc n)))))))

(defn- split-pattern
  "The parts of s between matches of a pattern, at most limit if that is positive."
  [s pattern limit]
  (loop [parts (transient []) from 0 n 1 matches (all-matches pattern s 0)]
    (if (and matches (not (and (pos? limit) (prim/less-equal limit n))))
      (let [match (first matches)
            start (prim/nth match 0)
            end   (prim/nth match 1)]
        (if (and (prim/equal end 0) (prim/equal start 0))
          (recur parts from n (next matches))
          (recur (conj! parts (prim/substring s from start)) end (inc n) (next matches))))
      (persistent! (conj! parts (prim/substring s from (count s)))))))

(defn split
  "A vector of the parts of s between matches of a pattern: without empty ones at the end, or
  with them and at most limit parts if that is positive."
  ([s re] (let [parts (split s re -1)]
            (if (prim/equal 1 (count parts)) parts (drop-empty parts))))
  ([s re limit]
   (let [s     (text-or s "this.text")
         plain (literal re)
         parts (if plain (split-literal s plain limit) (split-pattern s re limit))]
     (if (and (prim/equal 0 limit) (prim/less 1 (count parts))) (drop-empty parts) parts))))

(defn split-lines
  "A vector of the lines of s, without their ends \\n or \\r\\n and without empty ones at the end."
  [s]
  (let [lines (mapv (fn [line]
                      (let [end (dec (count line))]
                        (if (and (prim/less 0 end) (prim/equal 13 (prim/string-unit line end)))
                          (prim/substring line 0 end)
                          (if (prim/equal line "\r") "" line))))
                    (split-literal (text-or s "this.text") "\n" -1))
        last  (peek (split-literal (text-or s "this.text") "\n" -1))
        lines (conj (pop lines) last)]
    (if (prim/equal 1 (count lines)) lines (drop-empty lines))))

(defn upper-case
  "s in upper case."
  [s]
  (prim/string-upper (text s)))

(defn lower-case
  "s in lower case."
  [s]
  (prim/string-lower (text s)))

(defn capitalize
  "s with its first character in upper case and the others in lower case."
  [s]
  (let [s (text s)]
    (if (prim/less (count s) 2)
      (prim/string-upper s)
      (str (prim/string-upper (prim/substring s 0 1))
           (prim/string-lower (prim/substring s 1 (count s)))))))

(defn trim
  "s without white space at both ends."
  [s]
  (prim/string-trim (text-or s "s") 3))

(defn triml
  "s without white space at its start."
  [s]
  (prim/string-trim (text-or s "s") 1))

(defn trimr
  "s without white space at its end."
  [s]
  (prim/string-trim (text-or s "s") 2))

(defn trim-newline
  "s without newlines and carriage returns at its end."
  [s]
  (let [s (text-or s "s")]
    (loop [end (count s)]
      (if (and (pos? end)
               (let [unit (prim/string-unit s (dec end))]
                 (or (prim/equal unit 10) (prim/equal unit 13))))
        (recur (dec end))
        (prim/substring s 0 end)))))

(defn blank?
  "Whether s is nil, empty or white space only."
  [s]
  (cond (nil? s) true
        (or (prim/is-string s) (instance? CharSequence s))
        (prim/equal 0 (count (prim/string-trim (text s) 3)))
        :else (genera.slow/cannot-cast s "java.lang.CharSequence")))

(defn escape
  "s with each character for which cmap answers something replaced by its text."
  [s cmap]
  (let [builder (prim/builder)]
    (reduce (fn [_ c]
              (let [value (cmap c)]
                (prim/builder-add builder (if (nil? value) c (prim/to-string value)))))
            nil (chars s))
    (prim/builder-string builder)))

(defn index-of
  "The index of a string or character in s, from an index on, or nil."
  ([s value] (index-of s value 0))
  ([s value from-index]
   (let [at (prim/string-index (text s) (searched value)
                               (max 0 (prim/to-long from-index)))]
     (if (neg? at) nil at))))

(defn last-index-of
  "The last index of a string or character in s, not after an index, or nil."
  ([s value] (last-index-of s value (count (text s))))
  ([s value from-index]
   (let [at (if (neg? from-index)
              -1
              (prim/string-last-index (text s) (searched value)
                                      (prim/to-long from-index)))]
     (if (neg? at) nil at))))

(defn starts-with?
  "Whether s begins with substr."
  [s substr]
  (prim/string-starts (text s) (part-of substr "java.lang.String") 0))

(defn ends-with?
  "Whether s ends with substr."
  [s substr]
  (let [at (- (count (text s)) (count (part-of substr "java.lang.String")))]
    (if (neg? at) false (prim/string-starts (text s) substr at))))

(defn includes?
  "Whether substr occurs in s."
  [s substr]
  (not (neg? (prim/string-index (text s) (part substr) 0))))

(defn reverse
  "s with its characters backwards."
  [s]
  (prim/string-reverse (chars s)))
