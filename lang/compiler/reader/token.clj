; What needs no other forms: names, numbers, characters, strings, patterns. Namespace
; genera.compiler.reader. The messages are the JVM's.

(defn- find-alias
  "The namespace object that the current namespace has an alias for, or nil."
  [name]
  (prim/get (prim/namespace-field *ns* 2) (prim/symbol nil name)))

(defn- name-of
  "The name of a namespace object, a string."
  [ns]
  (prim/name (prim/namespace-field ns 0)))

(defn- fail-token
  [reader token start]
  (fail reader runtime (str "Invalid token: " token) start))

(defn- read-auto-keyword
  "The keyword of a token with two colons, or nil."
  [token]
  (let [keyword (prim/token token 1 (count token))]
    (when (and keyword (not (prim/string-starts token "/" 2)))
      (let [alias (prim/namespace keyword)
            ns    (if alias (find-alias alias) *ns*)]
        (when ns (prim/keyword (name-of ns) (prim/name keyword)))))))

(defn- class-name?
  "Whether a name is that of a class, primitive ones among them, where the reader reads."
  [sym]
  (or (contains? '#{long int short byte double float char boolean} sym)
      (prim/is-type (prim/get (prim/namespace-field *ns* 1) sym))
      (genera.slow/find-type (prim/name sym))))

(defn- read-array-class
  "The symbol of an array class of Clojure 1.12, such as String/2, or nil; where no class is named,
  1.11 is followed, which has no such symbols."
  [token]
  (let [at (- (count token) 2)]
    (when (and (< 0 at) (= 47 (prim/string-unit token at))
               (< 48 (prim/string-unit token (inc at)) 58))
      (let [element (prim/token token 0 at)]
        (when (and (prim/is-symbol element) (nil? (prim/namespace element))
                   (class-name? element))
          (prim/symbol (prim/name element) (prim/substring token (inc at) (+ at 2))))))))

(defn- read-name-token
  "Reads what prim/token gives nil for: nil, ::keywords, array classes, and what is no name."
  [reader start stop]
  (let [token (prim/substring (field reader :text) start stop)]
    (if (= "nil" token)
      nil
      (or (when (and (prim/string-starts token "::" 0)
                     (not (prim/get (field reader :options) :edn)))
            (read-auto-keyword token))
          (when-not (prim/get (field reader :options) :edn) (read-array-class token))
          (fail-token reader token start)))))

(defn read-name
  "Reads a symbol, keyword, nil or boolean that begins at an index."
  [reader start]
  (let [stop  (token-end reader (prim/increment start) ends-token)
        found (prim/token (field reader :text) start stop)]
    (put reader :at stop)
    (if (prim/is-nil found) (read-name-token reader start stop) found)))

(defn- check-radix
  "Fails as the JVM does at a number like 2r3."
  [reader token start]
  (let [at    (max (prim/string-index token "r" 0) (prim/string-index token "R" 0))
        sign  (if (prim/contains #{43 45} (prim/string-unit token 0)) 1 0)
        radix (when (< sign at) (prim/parse-long (prim/substring token sign at) 10))
        rest  (when radix (prim/substring token (inc at) (count token)))
        rest  (when rest (if (prim/string-starts rest "N" (dec (count rest)))
                           (prim/substring rest 0 (dec (count rest)))
                           rest))]
    (when (and rest (= (count (str radix)) (- at sign)) (< 0 radix 100) (< 0 (count rest))
               (not (re-find #"[^0-9A-Za-z]" rest)))
      (if (<= 2 radix 36)
        (fail reader number-format
              (str "For input string: \"" rest "\""
                   (if (= radix 10) "" (str " under radix " radix)))
              start)
        (fail reader number-format "Radix out of range" start)))))

(defn read-number
  "Reads a number that begins at an index."
  [reader start]
  (let [stop  (token-end reader (prim/increment start) ends-number)
        token (prim/substring (field reader :text) start stop)
        found (try (prim/parse-number token)
                (catch ArithmeticException e (fail-cause reader e start)))]
    (put reader :at stop)
    (if (prim/is-nil found)
      (do (check-radix reader token start)
          (fail reader number-format (str "Invalid number: " token) start))
      found)))

(defn- digit? [unit] (if unit (if (prim/less unit 48) false (prim/less unit 58)) false))

(defn- number?-at
  "Whether a number begins with a unit at an index."
  [reader at unit]
  (cond
    (prim/less 57 unit) false
    (prim/less unit 48) (if (or (prim/equal unit 43) (prim/equal unit 45))
                          (digit? (unit-at reader (prim/increment at)))
                          false)
    :else true))

(defn read-atom
  "Reads a number or a name."
  [reader at unit]
  (if (number?-at reader at unit) (read-number reader at) (read-name reader at)))

; Characters.

(def ^:private named-characters
  {"newline" \newline "space" \space "tab" \tab "backspace" \backspace "formfeed" \formfeed
   "return" \return})

(defn- text-of-unit [unit] (str (prim/char unit)))

(defn- digits-value
  "The value of the digits of a token behind its first unit."
  [reader token radix start]
  (loop [value 0 i 1]
    (if (< i (count token))
      (let [digit (prim/char-digit (prim/string-unit token i) radix)]
        (when (< digit 0)
          (fail reader illegal-argument
                (str "Invalid digit: " (text-of-unit (prim/string-unit token i))) start))
        (recur (+ (* value radix) digit) (inc i)))
      value)))

(defn- read-unicode-character
  [reader token start]
  (when-not (= 5 (count token))
    (fail reader illegal-argument (str "Invalid unicode character: \\" token) start))
  (let [code (digits-value reader token 16 start)]
    (when (<= 0xD800 code 0xDFFF)
      (fail reader runtime (str "Invalid character constant: \\u" (prim/number-string code 16))
            start))
    (prim/char code)))

(defn- read-octal-character
  [reader token start]
  (when (< 4 (count token))
    (fail reader runtime (str "Invalid octal escape sequence length: " (dec (count token))) start))
  (let [code (digits-value reader token 8 start)]
    (when (< 255 code)
      (fail reader runtime "Octal escape sequence must be in range [0, 377]." start))
    (prim/char code)))

(defn read-character
  "Reads a character, behind its backslash."
  [reader start]
  (let [from (inc start)]
    (when-not (unit-at reader from) (fail-at-end reader "EOF while reading character" start))
    (let [stop  (token-end reader (inc from) ends-token)
          token (prim/substring (field reader :text) from stop)
          first (prim/string-unit token 0)]
      (put reader :at stop)
      (cond
        (= 1 (count token)) (prim/char first)
        (prim/get named-characters token) (prim/get named-characters token)
        (= 117 first) (read-unicode-character reader token start)
        (= 111 first) (read-octal-character reader token start)
        :else (fail reader runtime (str "Unsupported character: \\" token) start)))))

; Strings.

(def ^:private escapes
  {116 \tab 114 \return 110 \newline 92 \\ 34 \" 98 \backspace 102 \formfeed})

(defn- ends-digits?
  [reader unit]
  (or (nil? unit)
      (= 0 (prim/scan (text-of-unit unit) 0 (field reader :classes) ends-number))))

(defn- read-digits
  "Reads the digits of an escape at an index; adds the character, answers the index behind."
  [reader at radix most exact? builder]
  (loop [value 0 i 0]
    (let [unit (unit-at reader (+ at i))]
      (cond
        (or (= i most) (and (< 0 i) (ends-digits? reader unit)))
        (do (when (and exact? (not (= i most)))
              (fail reader illegal-argument
                    (str "Invalid character length: " i ", should be: " most) at))
            (when (and (= 8 radix) (< 255 value))
              (fail reader runtime "Octal escape sequence must be in range [0, 377]." at))
            (prim/builder-add builder (prim/char value))
            (+ at i))
        :else
        (let [digit (prim/char-digit unit radix)]
          (when (< digit 0)
            (fail reader illegal-argument (str "Invalid digit: " (text-of-unit unit)) at))
          (recur (+ (* value radix) digit) (inc i)))))))

(defn- read-escape
  "Reads the escape whose backslash is at an index; adds the character, answers the index behind."
  [reader at builder start]
  (let [unit  (unit-at reader (inc at))
        plain (prim/get escapes unit)]
    (cond
      (nil? unit) (fail-at-end reader "EOF while reading string" start "string")
      plain (do (prim/builder-add builder plain) (+ at 2))
      (= 117 unit)
      (let [first (unit-at reader (+ at 2))]
        (when (or (nil? first) (< (prim/char-digit first 16) 0))
          (fail reader runtime
                (str "Invalid unicode escape: \\u" (text-of-unit (or first 0xFFFF))) at))
        (read-digits reader (+ at 2) 16 4 true builder))
      (<= 0 (prim/char-digit unit 10)) (read-digits reader (inc at) 8 3 false builder)
      :else
      (fail reader runtime (str "Unsupported escape character: \\" (text-of-unit unit)) at))))

(defn read-string-literal
  "Reads a string, behind its opening quote."
  [reader start]
  (loop [from (prim/increment start) builder nil]
    (let [stop (scan reader from in-string)]
      (cond
        (prim/less stop 0) (fail-at-end reader "EOF while reading string" start "string")
        (prim/equal 34 (prim/string-unit (field reader :text) stop))
        (let [last (prim/substring (field reader :text) from stop)]
          (put reader :at (prim/increment stop))
          (if builder
            (prim/builder-string (prim/builder-add builder last))
            last))
        :else
        (let [builder (or builder (prim/builder))]
          (prim/builder-add builder (prim/substring (field reader :text) from stop))
          (recur (read-escape reader stop builder start) builder))))))

(defn read-pattern
  "Reads a regular expression, behind its opening quote."
  [reader start]
  (loop [from (+ start 2)]
    (let [stop (scan reader from in-string)]
      (cond
        (prim/less stop 0) (fail-at-end reader "EOF while reading regex" start "string")
        (prim/equal 34 (prim/string-unit (field reader :text) stop))
        (do (put reader :at (inc stop))
            (try (re-pattern (prim/substring (field reader :text) (+ start 2) stop))
              (catch Exception e
                (prim/set-throwable-trace e [])
                (fail-cause reader e start))))
        (unit-at reader (inc stop)) (recur (+ stop 2))
        :else (fail-at-end reader "EOF while reading regex" start "string")))))
