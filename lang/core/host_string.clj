; Methods and statics of java.lang.String, Character and StringBuilder. Namespace genera.host.

(declare utf-8-bytes bytes-utf-8 code-point-bytes)

(defn- out-of-range
  "Throws what String throws for a bad index."
  [index]
  (throw (new StringIndexOutOfBoundsException (str "String index out of range: " index))))

(defn- substring
  "The units of s from start up to end; throws what String.substring throws."
  [s start end]
  (if (and (<= 0 start) (<= start end) (<= end (count s)))
    (prim/substring s start end)
    (throw (new StringIndexOutOfBoundsException
                (str "begin " start ", end " end ", length " (count s))))))

(defn- char-at
  "The character at an index."
  [s index]
  (if (and (<= 0 index) (< index (count s))) (nth s index) (out-of-range index)))

(declare format-arguments)

(defn- code-point-at
  "The code point at an index, of two units if a pair stands there."
  [s i]
  (let [code (prim/char-code (char-at s i))
        low  (if (and (<= 0xD800 code 0xDBFF) (< (inc i) (count s)))
               (prim/string-unit s (inc i))
               0)]
    (if (<= 0xDC00 low 0xDFFF)
      (+ 0x10000 (bit-shift-left (- code 0xD800) 10) (- low 0xDC00))
      code)))

(defn- code-points
  "The code points of a string."
  [s]
  (loop [codes [] i 0]
    (if (< i (count s))
      (let [code (code-point-at s i)]
        (recur (conj codes code) (+ i (if (< code 0x10000) 1 2))))
      codes)))

(defn- same-region?
  "Whether n characters of s and t from two places on are the same by a function of strings."
  [s at t from n same?]
  (and (<= 0 at) (<= 0 from) (<= (+ at n) (count s)) (<= (+ from n) (count t))
       (same? (subs s at (+ at n)) (subs t from (+ from n)))))

(defn- needle
  "What indexOf looks for: a string, or the character of a code."
  [x]
  (if (prim/is-number x) (str (prim/char x)) (str x)))

(defn- compare-ignoring-case
  "compareTo of both in lower case."
  [a b]
  (compare (prim/string-lower (prim/string-upper a)) (prim/string-lower (prim/string-upper b))))

(defn- to-array-of
  "An array of the elements of a sequence."
  [elements]
  (clojure.core/to-array elements))

(defn- split-text
  "What String.split answers: the pieces between matches, without empty ones at the end unless
  limit is not 0."
  [text re limit]
  (to-array-of (clojure.string/split text (re-pattern re) limit)))

(defn- checked-sequence
  "A character sequence as a string; nil is the error that Java makes of it."
  [x]
  (when (nil? x)
    (throw (new NullPointerException
                "Cannot invoke \"java.lang.CharSequence.toString()\" because \"s\" is null")))
  (str x))

(defmethods java.lang.String
  (length [s] (prim/count s))
  (isEmpty [s] (= 0 (prim/count s)))
  (transform [s f] ((functional f) s))
  (getChars [s from to chars at]
    (let [text (substring s from to)]
      (dotimes [i (count text)] (aset chars (+ at i) (nth text i)))
      nil))
  (isBlank [s] (= 0 (prim/count (prim/string-trim s 3))))
  (charAt [s i] (char-at s i))
  (codePointAt [s i] (code-point-at s i))
  (codePointCount [s from to] (count (code-points (substring s from to))))
  (codePointBefore [s i] (if (and (< 1 i) (< 0xFFFF (code-point-at s (- i 2))))
                           (code-point-at s (- i 2))
                           (prim/char-code (char-at s (dec i)))))
  (offsetByCodePoints [s i n]
    (loop [i i n n]
      (if (= 0 n) i (recur (+ i (if (< (code-point-at s i) 0x10000) 1 2)) (dec n)))))
  (codePoints [s] (lazily 'genera.java.stream/int-stream (code-points s)))
  (indent [s n]
    (let [pad (prim/string-repeat " " (max 0 n))]
      (apply str (map (fn [line]
                        (str (if (neg? n)
                               (clojure.string/replace
                                 line (re-pattern (str "^\\s{0," (- n) "}")) "")
                               (str pad line))
                             "\n"))
                      (if (= "" s) [] (clojure.string/split-lines s))))))
  (stripIndent [s]
    (let [lines (clojure.string/split s #"\r?\n" -1)
          width (fn [line] (count (re-find #"^\s*" line)))
          kept  (filter (fn [line] (not (clojure.string/blank? line))) (butlast lines))
          least (reduce min 2147483647 (map width (concat kept [(last lines)])))]
      (clojure.string/join "\n" (map (fn [line]
                                       (if (clojure.string/blank? line)
                                         ""
                                         (clojure.string/trimr (subs line least))))
                                     lines))))
  (translateEscapes [s]
    (clojure.string/replace
      s #"\\([btnfrs'\"\\]|[0-3]?[0-7]{1,2})"
      (fn [[_ code]]
        (case code
          "b" "\b" "t" "\t" "n" "\n" "f" "\f" "r" "\r" "s" " " "'" "'" "\"" "\"" "\\" "\\"
          (str (char (prim/parse-long code 8)))))))
  (substring ([s start] (substring s start (count s))) ([s start end] (substring s start end)))
  (subSequence [s start end] (substring s start end))
  (indexOf ([s x] (prim/string-index s (needle x) 0))
           ([s x from] (prim/string-index s (needle x) (max 0 from))))
  (lastIndexOf ([s x] (prim/string-last-index s (needle x) (count s)))
               ([s x from] (prim/string-last-index s (needle x) from)))
  (startsWith ([s prefix] (prim/string-starts s prefix 0))
              ([s prefix from] (prim/string-starts s prefix from)))
  (endsWith [s suffix]
    (let [at (- (count s) (count suffix))] (and (<= 0 at) (prim/string-starts s suffix at))))
  (contains [s x] (<= 0 (prim/string-index s (checked-sequence x) 0)))
  (contentEquals [s x] (= s (str x)))
  (replace [s a b] (prim/string-replace s (str a) (str b)))
  (replaceAll [s re replacement] (.replaceAll (re-matcher (re-pattern re) s) replacement))
  (replaceFirst [s re replacement] (.replaceFirst (re-matcher (re-pattern re) s) replacement))
  (matches [s re] (boolean (re-matches (re-pattern re) s)))
  (split ([s re] (split-text s re 0)) ([s re limit] (split-text s re limit)))
  (lines [s] (stream-of (if (= "" s) nil (clojure.string/split-lines s))))
  (chars [s] (lazily 'genera.java.stream/int-stream (map (fn [c] (prim/char-code c)) s)))
  (toUpperCase ([s] (prim/string-upper s)) ([s locale] (prim/string-upper s)))
  (toLowerCase ([s] (prim/string-lower s)) ([s locale] (prim/string-lower s)))
  (trim [s] (prim/string-trim s 3))
  (strip [s] (prim/string-trim s 3))
  (stripLeading [s] (prim/string-trim s 1))
  (stripTrailing [s] (prim/string-trim s 2))
  (concat [s t] (prim/string-append s t))
  (repeat [s n]
    (if (< n 0)
      (throw (new IllegalArgumentException (str "count is negative: " n)))
      (prim/string-repeat s n)))
  (intern [s] (prim/string-intern s))
  (equalsIgnoreCase [s t] (and (prim/is-string t) (= 0 (compare-ignoring-case s t))))
  (compareTo [s t] (compare s t))
  (compareToIgnoreCase [s t] (compare-ignoring-case s t))
  (regionMatches ([s at t from n] (same-region? s at t from n =))
                 ([s fold? at t from n]
                  (same-region? s at t from n
                                (if fold? (fn [a b] (= 0 (compare-ignoring-case a b))) =))))
  (toCharArray [s] (to-array-of s))
  (getBytes ([s] (utf-8-bytes s)) ([s charset] (genera.host/encode-text s charset)))
  (formatted [s & args] (apply format s (format-arguments args))))

(defn utf-8-bytes
  "The bytes of a string in UTF-8, signed, in an array."
  [s]
  (let [signed (fn [b] (if (< 127 b) (- b 256) b))
        end    (count s)]
    (loop [bytes [] i 0]
      (if (< i end)
        (let [unit (prim/string-unit s i)
              pair? (and (<= 0xD800 unit 0xDBFF) (< (inc i) end))
              code (if pair?
                     (+ 0x10000 (bit-shift-left (- unit 0xD800) 10)
                        (- (prim/string-unit s (inc i)) 0xDC00))
                     unit)
              tail (fn [shift] (signed (bit-or 0x80 (bit-and 0x3F (bit-shift-right code shift)))))]
          (recur (cond
                   (< code 0x80)    (conj bytes code)
                   (< code 0x800)   (conj bytes (signed (bit-or 0xC0 (bit-shift-right code 6)))
                                          (tail 0))
                   (< code 0x10000) (conj bytes (signed (bit-or 0xE0 (bit-shift-right code 12)))
                                          (tail 6) (tail 0))
                   :else            (conj bytes (signed (bit-or 0xF0 (bit-shift-right code 18)))
                                          (tail 12) (tail 6) (tail 0)))
                 (if pair? (+ i 2) (inc i))))
        (byte-array bytes)))))

(defmethods java.lang.String$CaseInsensitiveComparator
  (compare [c a b] (compare-ignoring-case a b)))
(defconstant java.lang.String/CASE_INSENSITIVE_ORDER
  (prim/instance (genera.slow/find-type "java.lang.String$CaseInsensitiveComparator") []))
(defstatic java.lang.CharSequence/compare [a b] (compare (str a) (str b)))

(defstatic java.lang.String/new
  ([] "")
  ([x] (if (prim/is-array x)
         (if (and (< 0 (count x)) (prim/is-number (aget x 0)))
           (bytes-utf-8 x)
           (apply str (seq x)))
         (str x)))
  ([x charset] (genera.host/decode-bytes x charset))
  ([xs from n]
   (let [part (map (fn [i] (aget xs i)) (range from (+ from n)))]
     (if (prim/is-number (first part)) (bytes-utf-8 (byte-array part)) (apply str part))))
  ([bytes from n charset]
   (genera.host/decode-bytes (byte-array (map (fn [i] (aget bytes i)) (range from (+ from n))))
                             charset)))

(defn bytes-utf-8
  "The string of an array of bytes in UTF-8; bytes that are no UTF-8 give U+FFFD."
  [bytes]
  (let [end  (count bytes)
        byte-at (fn [i] (if (< i end) (bit-and 0xFF (aget bytes i)) 0))
        out  (prim/builder)
        add  (fn [code]
               (if (< code 0x10000)
                 (prim/builder-add out (prim/char code))
                 (let [high (- code 0x10000)]
                   (prim/builder-add out (prim/char (+ 0xD800 (bit-shift-right high 10))))
                   (prim/builder-add out (prim/char (+ 0xDC00 (bit-and 0x3FF high)))))))]
    (loop [i 0]
      (if (< i end)
        (let [b (byte-at i)
              n (cond (< b 0x80) 0 (<= 0xC2 b 0xDF) 1 (<= 0xE0 b 0xEF) 2 (<= 0xF0 b 0xF4) 3
                      :else -1)
              good (loop [k 1 code (case n 0 b 1 (bit-and b 31) 2 (bit-and b 15) (bit-and b 7))]
                     (cond (< n 0) nil
                           (< n k) code
                           (= 0x80 (bit-and 0xC0 (byte-at (+ i k))))
                           (recur (inc k) (bit-or (bit-shift-left code 6)
                                                  (bit-and 0x3F (byte-at (+ i k)))))
                           :else nil))]
          (add (if good good 0xFFFD))
          (recur (if good (+ i n 1) (inc i))))
        (prim/builder-string out)))))

(defstatic java.lang.String/valueOf
  ([chars from n] (apply str (take n (drop from chars))))
  ([x] (cond (prim/is-nil x) "null" (prim/is-array x) (apply str (seq x)) :else (str x))))
(defstatic java.lang.String/copyValueOf [chars] (apply str (seq chars)))
(defstatic java.lang.String/join [separator & parts]
  (let [parts (if (and (= 1 (count parts)) (not (prim/is-string (first parts))))
                (first parts)
                parts)]
    (apply str (interpose (str separator) (seq parts)))))
(defn- format-arguments
  "The arguments of a format: passed one by one or as one array."
  [args]
  (if (and (prim/is-array (first args)) (nil? (next args))) (seq (first args)) args))

(defstatic java.lang.String/format [text & args]
  (let [[text & args] (if (prim/is-string text) (cons text args) args)
        args (format-arguments args)]
    (apply format text args)))

; java.lang.Character

(defn- char-kind? [x bits] (not= 0 (bit-and bits (prim/char-kind x))))

(defstatic java.lang.Character/isLetter [c] (char-kind? c 1))
(defstatic java.lang.Character/isAlphabetic [c] (char-kind? c 1))
(defstatic java.lang.Character/isDigit [c] (char-kind? c 2))
(defstatic java.lang.Character/isLetterOrDigit [c] (char-kind? c 3))
(defstatic java.lang.Character/isWhitespace [c] (char-kind? c 4))
(defstatic java.lang.Character/isSpaceChar [c]
  (or (contains? #{\space \u00a0 \u2028 \u2029 \u3000} (if (prim/is-char c) c (prim/char c)))
      false))
(defstatic java.lang.Character/isUpperCase [c] (char-kind? c 8))
(defstatic java.lang.Character/isLowerCase [c] (char-kind? c 16))
(defstatic java.lang.Character/isJavaIdentifierStart [c]
  (or (char-kind? c 1) (contains? #{\_ \$} c)))
(defstatic java.lang.Character/isJavaIdentifierPart [c]
  (or (char-kind? c 3) (contains? #{\_ \$} c)))
(defstatic java.lang.Character/isISOControl [c]
  (let [n (long c)] (or (<= 0 n 31) (<= 127 n 159))))
(defn- code-of
  "The code of a character or code point."
  [c]
  (if (prim/is-char c) (prim/char-code c) c))

(defconstant java.lang.Character/MIN_RADIX 2)
(defconstant java.lang.Character/MAX_RADIX 36)
(defconstant java.lang.Character/MIN_CODE_POINT 0)
(defconstant java.lang.Character/MAX_CODE_POINT 0x10FFFF)
(defconstant java.lang.Character/BYTES 2)
(defconstant java.lang.Character/SIZE 16)

(def ^:private categories
  "Patterns of the general categories by Java's numbers of them."
  [[1 #"\p{Lu}"] [2 #"\p{Ll}"] [3 #"\p{Lt}"] [4 #"\p{Lm}"] [5 #"\p{Lo}"] [6 #"\p{Mn}"] [7 #"\p{Me}"]
   [8 #"\p{Mc}"] [9 #"\p{Nd}"] [10 #"\p{Nl}"] [11 #"\p{No}"] [12 #"\p{Zs}"] [13 #"\p{Zl}"]
   [14 #"\p{Zp}"] [15 #"\p{Cc}"] [16 #"\p{Cf}"] [18 #"\p{Co}"] [19 #"\p{Cs}"] [20 #"\p{Pd}"]
   [21 #"\p{Ps}"] [22 #"\p{Pe}"] [23 #"\p{Pc}"] [24 #"\p{Po}"] [25 #"\p{Sm}"] [26 #"\p{Sc}"]
   [27 #"\p{Sk}"] [28 #"\p{So}"] [29 #"\p{Pi}"] [30 #"\p{Pf}"]])

(defn- category
  "The number of a character's general category; 0 of what is not assigned."
  [c]
  (let [text (java.lang.Character/toString (code-of c))]
    (or (some (fn [[n pattern]] (if (re-find pattern text) n nil)) categories) 0)))

(defstatic java.lang.Character/getType [c] (category c))
(defstatic java.lang.Character/isDefined [c] (not= 0 (category c)))
(defstatic java.lang.Character/isTitleCase [c] (= 3 (category c)))
(defstatic java.lang.Character/isIdentifierIgnorable [c]
  (let [n (code-of c)] (or (<= 0 n 8) (<= 14 n 27) (<= 127 n 159) (= 16 (category c)))))
(defstatic java.lang.Character/isUnicodeIdentifierStart [c]
  (boolean (or (char-kind? c 1) (= 10 (category c)))))
(defstatic java.lang.Character/isUnicodeIdentifierPart [c]
  (boolean (or (char-kind? c 3) (contains? #{6 8 10 23} (category c)))))
(defstatic java.lang.Character/isBmpCodePoint [code] (<= 0 code 0xFFFF))
(defstatic java.lang.Character/hashCode [c] (code-of c))
(defstatic java.lang.Character/reverseBytes [c]
  (let [n (code-of c)] (char (bit-or (bit-shift-left (bit-and n 255) 8) (bit-shift-right n 8)))))
(defstatic java.lang.Character/highSurrogate [code]
  (char (+ 0xD7C0 (bit-shift-right code 10))))
(defstatic java.lang.Character/lowSurrogate [code] (char (+ 0xDC00 (bit-and code 0x3FF))))
(defstatic java.lang.Character/isSurrogatePair [high low]
  (and (java.lang.Character/isHighSurrogate high) (java.lang.Character/isLowSurrogate low)))
(defstatic java.lang.Character/isSurrogate [c] (<= 0xD800 (long c) 0xDFFF))
(defstatic java.lang.Character/isHighSurrogate [c] (<= 0xD800 (long c) 0xDBFF))
(defstatic java.lang.Character/isLowSurrogate [c] (<= 0xDC00 (long c) 0xDFFF))
(defstatic java.lang.Character/toUpperCase [c]
  (if (prim/is-char c) (prim/char-upper c) (long (prim/char-upper (prim/char c)))))
(defstatic java.lang.Character/toLowerCase [c]
  (if (prim/is-char c) (prim/char-lower c) (long (prim/char-lower (prim/char c)))))
(defstatic java.lang.Character/toString [c]
  (if (prim/is-char c) (str c) (bytes-utf-8 (to-array-of (code-point-bytes c)))))
(defstatic java.lang.Character/toChars [code]
  (to-array-of (if (< code 0x10000)
                 [(prim/char code)]
                 (let [high (- code 0x10000)]
                   [(prim/char (+ 0xD800 (bit-shift-right high 10)))
                    (prim/char (+ 0xDC00 (bit-and 0x3FF high)))]))))
(defstatic java.lang.Character/valueOf [c] c)
(defstatic java.lang.Character/new [c] c)
(defstatic java.lang.Character/toTitleCase [c] (java.lang.Character/toUpperCase c))
(defstatic java.lang.Character/isIdeographic [code]
  (some? (re-find #"\p{IsIdeographic}" (java.lang.Character/toString (code-of code)))))
(doseq [[i name] (map-indexed vector '[UNASSIGNED UPPERCASE_LETTER LOWERCASE_LETTER
                                       TITLECASE_LETTER MODIFIER_LETTER OTHER_LETTER
                                       NON_SPACING_MARK ENCLOSING_MARK COMBINING_SPACING_MARK
                                       DECIMAL_DIGIT_NUMBER LETTER_NUMBER OTHER_NUMBER
                                       SPACE_SEPARATOR LINE_SEPARATOR PARAGRAPH_SEPARATOR
                                       CONTROL FORMAT nil PRIVATE_USE SURROGATE DASH_PUNCTUATION
                                       START_PUNCTUATION END_PUNCTUATION CONNECTOR_PUNCTUATION
                                       OTHER_PUNCTUATION MATH_SYMBOL CURRENCY_SYMBOL
                                       MODIFIER_SYMBOL OTHER_SYMBOL INITIAL_QUOTE_PUNCTUATION
                                       FINAL_QUOTE_PUNCTUATION])]
  (when name (genera.host/intern-static "java.lang.Character" (prim/name name) i)))
(defstatic java.lang.Character/charCount [code] (if (< code 0x10000) 1 2))
(defstatic java.lang.Character/isSupplementaryCodePoint [code] (<= 0x10000 code 0x10FFFF))
(defstatic java.lang.Character/isValidCodePoint [code] (<= 0 code 0x10FFFF))
(defstatic java.lang.Character/toCodePoint [high low]
  (+ 0x10000 (bit-shift-left (- (long high) 0xD800) 10) (- (long low) 0xDC00)))
(defstatic java.lang.Character/codePointAt [text i] (code-point-at (str text) i))
(defstatic java.lang.Character/digit [c radix]
  (prim/char-digit (if (prim/is-char c) c (prim/char c)) radix))
(defstatic java.lang.Character/forDigit [n radix]
  (if (and (<= 0 n) (< n radix)) (nth "0123456789abcdefghijklmnopqrstuvwxyz" n) \u0000))
(defstatic java.lang.Character/getNumericValue [c]
  (prim/char-digit (if (prim/is-char c) c (prim/char c)) 36))
(defstatic java.lang.Character/compare [a b] (- (long a) (long b)))
(defconstant java.lang.Character/MIN_VALUE \u0000)
(defconstant java.lang.Character/MAX_VALUE \uffff)

(defn- code-point-bytes
  "A code point in UTF-8."
  [code]
  (if (< code 0x10000)
    (seq (utf-8-bytes (str (prim/char code))))
    [(bit-or 0xF0 (bit-shift-right code 18))
     (bit-or 0x80 (bit-and 0x3F (bit-shift-right code 12)))
     (bit-or 0x80 (bit-and 0x3F (bit-shift-right code 6)))
     (bit-or 0x80 (bit-and 0x3F code))]))

(defmethods java.lang.Character
  (charValue [c] c)
  (compareTo [c d] (- (long c) (long d))))

; java.lang.StringBuilder: the kernel's builder.

(defn- refill
  "Makes text the content of a builder."
  [builder text]
  (prim/builder-truncate builder 0)
  (prim/builder-add builder text)
  builder)

(defn- shown
  "The text append adds for x."
  [x]
  (cond (prim/is-string x) x
        (prim/is-char x) x
        (prim/is-nil x) "null"
        (prim/is-array x) (apply str (seq x))
        :else (str x)))

(defn- make-builder
  "A builder with the text of x, or empty for a capacity."
  ([] (prim/builder))
  ([x] (if (prim/is-number x) (prim/builder) (prim/builder-add (prim/builder) (str x)))))

(defstatic java.lang.StringBuilder/new ([] (make-builder)) ([x] (make-builder x)))
(defstatic java.lang.StringBuffer/new ([] (make-builder)) ([x] (make-builder x)))

(defn- checked-index
  "An index of a unit of a builder, or an exception."
  [b i]
  (if (< -1 i (prim/builder-length b))
    i
    (throw (new StringIndexOutOfBoundsException
                (str "index " i ", length " (prim/builder-length b))))))

(defn- check-span
  "Throws unless a builder of n units has the range."
  [start end n]
  (when-not (<= 0 start end n)
    (throw (new StringIndexOutOfBoundsException
                (str "start " start ", end " end ", length " n)))))

(defn- part-of-builder
  "The text of a builder from start up to end."
  [b start end]
  (check-span start end (prim/builder-length b))
  (subs (prim/builder-string b) start end))

(defmethods java.lang.StringBuilder
  (append ([b x] (prim/builder-add b (shown x)))
          ([b x start end]
           (if (prim/is-array x)
             (prim/builder-add b (apply str (take end (drop start x))))
             (let [text (shown x)]
               (when-not (<= 0 start end (count text))
                 (throw (new IndexOutOfBoundsException
                             (str "start " start ", end " end ", length " (count text)))))
               (prim/builder-add b (subs text start end))))))
  (appendCodePoint [b code]
    (prim/builder-add b (bytes-utf-8 (to-array-of (code-point-bytes code)))))
  (length [b] (prim/builder-length b))
  (capacity [b] (max 16 (prim/builder-length b)))
  (ensureCapacity [b n] nil)
  (trimToSize [b] nil)
  (codePointAt [b i] (code-point-at (prim/builder-string b) (checked-index b i)))
  (chars [b] (.chars (prim/builder-string b)))
  (compareTo [b c] (compare (str b) (str c)))
  (lastIndexOf ([b x] (.lastIndexOf (prim/builder-string b) x))
               ([b x from] (.lastIndexOf (prim/builder-string b) x from)))
  (isEmpty [b] (= 0 (prim/builder-length b)))
  (toString [b] (prim/builder-string b))
  (charAt [b i] (prim/char (prim/builder-unit b (checked-index b i))))
  (substring ([b start] (part-of-builder b start (prim/builder-length b)))
             ([b start end] (part-of-builder b start end)))
  (subSequence [b start end] (part-of-builder b start end))
  (codePointCount [b start end] (count (code-points (subs (prim/builder-string b) start end))))
  (indexOf ([b x] (prim/string-index (prim/builder-string b) x 0))
           ([b x from] (prim/string-index (prim/builder-string b) x from)))
  (setLength [b n]
    (let [old (prim/builder-length b)]
      (when (< n 0) (out-of-range n))
      (if (<= n old)
        (prim/builder-truncate b n)
        (prim/builder-add b (prim/string-repeat "\u0000" (- n old))))
      nil))
  (setCharAt [b i c] (prim/builder-set-unit b (checked-index b i) (prim/char c)) nil)
  (insert [b i x]
    (let [s (prim/builder-string b)]
      (when-not (<= 0 i (count s))
        (throw (new StringIndexOutOfBoundsException (str "offset " i ", length " (count s)))))
      (refill b (str (subs s 0 i) (shown x) (subs s i)))))
  (delete [b start end]
    (let [s (prim/builder-string b) end (min end (count s))]
      (check-span start end (count s))
      (refill b (str (subs s 0 start) (subs s end)))))
  (deleteCharAt [b i]
    (let [s (prim/builder-string b)]
      (if (and (<= 0 i) (< i (count s)))
        (refill b (str (subs s 0 i) (subs s (inc i))))
        (throw (new StringIndexOutOfBoundsException
                    (str "index " i ", length " (count s)))))))
  (replace [b start end text]
    (let [s (prim/builder-string b) end (min end (count s))]
      (check-span start end (count s))
      (refill b (str (subs s 0 start) text (subs s end)))))
  (reverse [b] (refill b (prim/string-reverse (prim/builder-string b))))
  (write ([b x] (prim/builder-add b (if (prim/is-number x) (prim/char x) (shown x))) nil)
         ([b x from n] (prim/builder-add b (subs (shown x) from (+ from n))) nil))
  (flush [b] nil)
  (close [b] nil))
