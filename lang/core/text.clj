; Object.toString for every kind of value: what `str` answers where the kernel misses. Namespace
; genera.slow.
;
; Collections are printed readably, as the JVM does; what has no text of its own is its class and
; identity. A lazy sequence shows its Java hash there, which JVM programs can see.

(def munged
  "What stands in Java names for the characters they must not contain."
  {\- "_" \: "_COLON_" \+ "_PLUS_" \> "_GT_" \< "_LT_" \= "_EQ_" \~ "_TILDE_" \! "_BANG_"
   \@ "_CIRCA_" \# "_SHARP_" \' "_SINGLEQUOTE_" \" "_DOUBLEQUOTE_" \% "_PERCENT_" \^ "_CARET_"
   \& "_AMPERSAND_" \* "_STAR_" \| "_BAR_" \{ "_LBRACE_" \} "_RBRACE_" \[ "_LBRACK_"
   \] "_RBRACK_" \/ "_SLASH_" \\ "_BSLASH_" \? "_QMARK_"})

(defn munge-name
  "A name with the characters that Java does not allow in names written out."
  [name]
  (let [w (prim/builder)]
    (loop [s (prim/seq name)]
      (when s
        (prim/builder-add w (prim/get-default munged (prim/first s) (prim/first s)))
        (recur (prim/next s))))
    (prim/builder-string w)))

(defn demunge-name
  "A name of Java code as it is in Clojure: user$f_QMARK_ is user/f?. Of two codes that start at
  the same place the longer one counts."
  [name]
  (let [codes (sort-by (fn [pair] (prim/negate (prim/count (prim/nth pair 0))))
                       (cons ["$" "/"] (map (fn [entry] [(prim/val entry) (str (prim/key entry))])
                                            munged)))
        w     (prim/builder)]
    (loop [i 0]
      (if (prim/less i (prim/count name))
        (let [here? (fn [pair] (prim/string-starts name (prim/nth pair 0) i))
              found (first (filter here? codes))]
          (prim/builder-add w (if found (prim/nth found 1) (prim/substring name i (inc i))))
          (recur (prim/add i (if found (prim/count (prim/nth found 0)) 1))))
        (prim/builder-string w)))))

(defn- fn-class-name
  "The name of a function's class as Java's compiler would have it, of its own name ns/outer/inner:
  ns$outer$inner__12. What is not at the top level, or has no name, has a number."
  [name]
  (let [slash (prim/string-index name "/" 0)]
    (if (prim/less slash 0)
      (munge-name name)
      (let [own     (prim/substring name (inc slash) (prim/count name))
            number  (fn [] (prim/to-string (prim/next-id)))
            nameless (prim/equal own "fn")]
        (str (munge-name (prim/substring name 0 slash))
             (if nameless (str "$eval" (number) "$") "$")
             (if (prim/equal own "/")
               "_SLASH_"
               (munge-name (prim/string-replace own "/" "$")))
             (if (or nameless (prim/less 0 (prim/string-index own "/" 0)))
               (str "__" (number))
               ""))))))

(defn make-fn-class
  "Makes the class of a function and all others of its template; answers the one that it has."
  [f]
  (let [variadic (some (fn [n] (prim/is-keyword n)) (prim/fn-arities f))
        above    (find-type (if variadic "clojure.lang.RestFn" "clojure.lang.AFunction"))]
    (prim/set-fn-type f (prim/make-type (fn-class-name (prim/fn-name f)) [above] nil))))

(defn default-string
  "The class of x and its identity, for what has no text of its own."
  [x]
  (str (class-name x) "@"
       (prim/number-string (prim/bit-and (prim/identity-hash x) 4294967295) 16)))

(defn- fold-bits
  "The upper half of 64 bits laid over the lower one, as 32 signed bits."
  [n]
  (prim/hash-sum 0 (prim/bit-and 4294967295
                                 (prim/bit-xor n (prim/bit-shift-right-unsigned n 32)))))

(defn combine-hashes
  "Mixes two hashes of 32 bits, as a symbol's hashCode does with those of name and namespace."
  [seed hash]
  (prim/hash-sum 0 (prim/bit-xor seed
                                 (+ hash 0x9e3779b9 (prim/bit-shift-left seed 6)
                                    (prim/bit-shift-right seed 2)))))

(defn- name-hash
  "hashCode of a symbol, or of the symbol of a keyword."
  [x]
  (let [ns (prim/namespace x)]
    (combine-hashes (prim/string-java-hash (prim/name x))
                    (if ns (prim/string-java-hash ns) 0))))

(defn- big-hash
  "BigInteger.hashCode of an integer: its 32-bit words from the upper one on, with the sign."
  [n]
  (let [words (loop [words () left (if (prim/is-negative n) (prim/negate-exact n) n)]
                (if (prim/is-zero left)
                  words
                  (recur (prim/cons (prim/to-long (prim/remainder left 4294967296)) words)
                         (prim/quotient left 4294967296))))
        h     (loop [h 0 s (prim/seq words)]
                (if s (recur (prim/hash-step h (prim/first s)) (prim/next s)) h))]
    (if (prim/is-negative n) (prim/hash-sum 0 (prim/negate h)) h)))

(defn- number-hash
  "Object.hashCode of a number that is neither a long nor a double."
  [x]
  (cond
    (prim/is-bigint x) (if (and (prim/less x 9223372036854775808N)
                                (prim/less -9223372036854775809N x))
                         (fold-bits (prim/to-long x))
                         (big-hash x))
    (prim/is-ratio x) (prim/bit-xor (big-hash (prim/numerator x)) (big-hash (prim/denominator x)))
    :else (prim/hash-step (big-hash (prim/decimal-unscaled x)) (prim/decimal-scale x))))

(defn java-hash
  "Object.hashCode of numbers, text, names and collections of them, in 32 bits; an instance's own."
  [x]
  (cond
    (nil? x) 0
    (prim/is-long x) (if (prim/is-other-long x) (prim/to-long x) (fold-bits x))
    (prim/is-string x) (prim/string-java-hash x)
    (prim/is-double x) (if (prim/is-float x) (prim/hash x) (fold-bits (prim/double-bits x)))
    (prim/is-number x) (number-hash x)
    (prim/identical x true) 1231
    (prim/identical x false) 1237
    (prim/is-char x) (prim/char-code x)
    (is-sequential x)
    (loop [h 1 s (prim/seq x)]
      (if s (recur (prim/hash-step h (java-hash (prim/first s))) (prim/next s)) h))
    (map? x)
    (loop [h 0 s (prim/seq x)]
      (if s
        (let [entry (prim/first s)]
          (recur (prim/hash-sum h (prim/bit-xor (java-hash (prim/key entry))
                                                (java-hash (prim/val entry))))
                 (prim/next s)))
        h))
    (set? x)
    (loop [h 0 s (prim/seq x)]
      (if s (recur (prim/hash-sum h (java-hash (prim/first s))) (prim/next s)) h))
    (prim/is-symbol x) (name-hash x)
    (prim/is-keyword x) (prim/hash-sum (name-hash x) 0x9e3779b9)
    (prim/is-instance x) ((prim/find-method x :hashCode) x)
    :else (prim/hash x)))

(defn- throwable-string
  "Throwable.toString: class, message and, of an ex-info, its data."
  [x]
  (let [message (prim/throwable-message x)
        head    (if (nil? message) (class-name x) (str (class-name x) ": " message))]
    (if (and (prim/throwable-data x) (prim/equal (class-name x) "clojure.lang.ExceptionInfo"))
      (str head " " (prim/throwable-data x))
      head)))

(defn to-string
  "The text of a value that the kernel has none for."
  [x]
  (cond
    (prim/is-lazy-seq x)
    (str (class-name x) "@"
         (prim/number-string (prim/bit-and (java-hash x) 4294967295) 16))
    (or (prim/is-instance x) (prim/is-record x))
    (let [m (prim/find-method x :toString)]
      (if m (m x) (default-string x)))
    (or (prim/is-coll x) (prim/is-seq x) (prim/is-list x)) (pr-str x)
    (prim/is-throwable x) (throwable-string x)
    (prim/is-var x) (str "#'" (prim/to-string (prim/var-symbol x)))
    (prim/is-namespace x) (prim/to-string (prim/namespace-field x 0))
    (prim/is-type x) (str (if (genera.host/interface? x) "interface " "class ") (prim/type-name x))
    (prim/is-pattern x) (prim/pattern-source x)
    (prim/is-builder x) (prim/builder-string x)
    (prim/is-pid x) (str "#pid[" (prim/pid-index x) " " (prim/pid-generation x) "]")
    (prim/is-port x) (str "#port[" (prim/port-number x) "]")
    (prim/is-ref x) (str "#ref[" (prim/ref-number x) "]")
    (prim/is-binary x) (str "#binary" (pr-str (vec x)))
    :else (default-string x)))
