; format and printf: java.util.Formatter's specifiers %[index$][flags][width][.precision]conversion
; for the conversions s b h c d o x f e g a t n % and their upper case, with Java's exceptions.
;
; A specifier is read into a map :text :index :flags :width :precision :conversion. All of them are
; read and checked before the first argument is looked at, in Java's order. What %t makes of times
; is in format_time.clj.

(declare check-time format-time)

(defn- flag?
  "Whether the specifier has the flag, a one-character string."
  [spec flag]
  (prim/less-equal 0 (prim/string-index (get spec :flags) flag 0)))

(defn- read-digits
  "The number that the digits of f from index i on are, and the index behind: nil without digits."
  [f i]
  (let [end (loop [j i]
              (if (and (prim/less j (count f))
                       (<= 48 (prim/string-unit f j) 57))
                (recur (inc j))
                j))]
    (if (= i end) nil [(prim/parse-long (subs f i end) 10) end])))

(defn- read-flags
  "The flags of f from index i on, a string."
  [f i]
  (loop [j i]
    (if (and (< j (count f)) (<= 0 (prim/string-index "-#+ 0,(<" (subs f j (inc j)) 0)))
      (if (prim/less-equal 0 (prim/string-index (subs f i j) (subs f j (inc j)) 0))
        (throw (new java.util.DuplicateFormatFlagsException
                    (str "Flags = '" (subs f j (inc j)) "'")))
        (recur (inc j)))
      (subs f i j))))

(defn- unknown-conversion
  "Throws for a conversion that there is not."
  [text]
  (throw (new java.util.UnknownFormatConversionException (str "Conversion = '" text "'"))))

(defn- read-spec
  "The specifier of f whose % is at index i; :end is the index behind it."
  [f i]
  (let [start  (inc i)
        index  (let [[n end] (read-digits f start)]
                 (if (and n (< end (count f)) (= "$" (subs f end (inc end)))) [n (inc end)] nil))
        at     (if index (nth index 1) start)
        flags  (read-flags f at)
        at     (+ at (count flags))
        width  (read-digits f at)
        at     (if width (nth width 1) at)
        point? (and (< at (count f)) (= "." (subs f at (inc at))))
        digits (if point? (read-digits f (inc at)) nil)
        _      (if (and point? (nil? digits)) (unknown-conversion "."))
        at     (if digits (nth digits 1) at)]
    (when-not (< at (count f)) (unknown-conversion "%"))
    (let [time? (contains? #{"t" "T"} (subs f at (inc at)))
          last  (if time? (inc at) at)]
      (when-not (< last (count f)) (unknown-conversion (subs f at)))
      {:text       (subs f i (inc last))
       :part       (if time? (subs f last (inc last)) nil)
       :index      (if index (nth index 0) nil)
       :flags      flags
       :width      (if width (nth width 0) nil)
       :precision  (if digits (nth digits 0) nil)
       :conversion (subs f at (inc at))
       :end        (inc last)})))

(defn- bad-flags
  "Throws if the specifier has one of the flags, which its conversion does not take."
  [spec flags]
  (run! (fn [c]
          (let [flag (str c)]
            (when (flag? spec flag)
              (throw (new java.util.FormatFlagsConversionMismatchException
                          (str "Conversion = " (get spec :conversion) ", Flags = " flag))))))
        flags))

(defn- check-width
  "Throws if the specifier lacks the width that its flags need."
  [spec flags]
  (when (nil? (get spec :width))
    (run! (fn [c]
            (when (flag? spec (str c))
              (throw (new java.util.MissingFormatWidthException (get spec :text)))))
          flags)))

(defn- check-no-precision
  "Throws if the specifier has a precision."
  [spec]
  (when (get spec :precision)
    (throw (new java.util.IllegalFormatPrecisionException (str (get spec :precision))))))

(defn- check-numeric
  "Throws for flags that contradict each other."
  [spec]
  (check-width spec "-0")
  (when (or (and (flag? spec "+") (flag? spec " ")) (and (flag? spec "-") (flag? spec "0")))
    (throw (new java.util.IllegalFormatFlagsException (str "Flags = '" (get spec :flags) "'")))))

(defn- check-spec
  "Throws for flags, width or precision that the conversion, in lower case, does not take."
  [spec conversion]
  (cond
    (contains? #{"b" "h" "s"} conversion)
    (do (when-not (= conversion "s") (bad-flags spec "#"))
        (check-width spec "-")
        (bad-flags spec "+ 0,("))
    (= conversion "c")
    (do (check-no-precision spec)
        (bad-flags spec "#+ 0,(")
        (check-width spec "-"))
    (contains? #{"d" "o" "x"} conversion)
    (do (check-numeric spec)
        (check-no-precision spec)
        (bad-flags spec (if (= conversion "d") "#" ",")))
    (contains? #{"f" "e" "g"} conversion)
    (do (check-numeric spec)
        (bad-flags spec (get {"f" "" "e" "," "g" "#"} conversion)))
    (= conversion "%")
    (do (check-no-precision spec)
        (bad-flags spec "#+ 0,(")
        (check-width spec "-"))
    (= conversion "n") (check-no-precision spec)
    (= conversion "a")
    (do (check-numeric spec)
        (bad-flags spec "(,"))
    (= conversion "t")
    (do (check-time (get spec :part))
        (check-no-precision spec)
        (bad-flags spec "#+ 0,(")
        (check-width spec "-"))
    :else (unknown-conversion (get spec :conversion))))

(defn- pad
  "text filled with spaces to the specifier's width."
  [spec text]
  (let [space (- (or (get spec :width) 0) (count text))]
    (cond (< space 1) text
          (flag? spec "-") (str text (prim/string-repeat " " space))
          :else (str (prim/string-repeat " " space) text))))

(defn- truncate
  "text cut to the specifier's precision."
  [spec text]
  (let [limit (get spec :precision)]
    (if (and limit (< limit (count text))) (subs text 0 limit) text)))

(defn- group-digits
  "The digits of a number, without a sign, with commas between thousands."
  [digits]
  (let [point (prim/string-index digits "." 0)
        end   (if (< point 0) (count digits) point)
        head  (rem end 3)]
    (loop [text (subs digits 0 head) at head]
      (if (< at end)
        (recur (str text (if (= text "") "" ",") (subs digits at (+ at 3))) (+ at 3))
        (str text (subs digits end))))))

(defn- sign-number
  "digits of a number with sign, zeros and brackets as the flags say."
  [spec digits negative?]
  (let [digits (if (flag? spec ",") (group-digits digits) digits)
        before (cond negative? (if (flag? spec "(") "(" "-")
                     (flag? spec "+") "+"
                     (flag? spec " ") " "
                     :else "")
        after  (if (and negative? (flag? spec "(")) ")" "")
        space  (- (or (get spec :width) 0) (count before) (count digits) (count after))]
    (pad spec (str before
                   (if (and (flag? spec "0") (< 0 space)) (prim/string-repeat "0" space) "")
                   digits after))))

(defn- bad-argument
  "Throws for an argument that the conversion does not take."
  [spec x]
  (throw (new java.util.IllegalFormatConversionException
              (str (get spec :conversion) " != " (genera.slow/class-name x)))))

(defn- bigint?
  "Is x a bigint? They stand for BigInteger, whose digits programs format as hexadecimal."
  [x]
  (= "clojure.lang.BigInt" (genera.slow/class-name x)))

(defn- format-integer
  "A long by the conversion d, o or x, or a bigint by o or x."
  [spec conversion x]
  (if-not (or (prim/is-long x) (and (bigint? x) (not= conversion "d")))
    (bad-argument spec x)
    (if (= conversion "d")
      (let [text (prim/to-string x)]
        (sign-number spec (if (< x 0) (subs text 1) text) (< x 0)))
      (let [big? (bigint? x)
            bits (cond (or big? (not (< x 0))) x
                       (instance? Byte x)      (+ x 256)
                       (instance? Short x)     (+ x 65536)
                       :else                   (+' x 18446744073709551616N))
            text (prim/number-string bits (if (= conversion "x") 16 8))
            text (if (flag? spec "#") (str (if (= conversion "x") "0x" "0") text) text)]
        (bad-flags spec "(+ ")
        (let [space (- (or (get spec :width) 0) (count text))]
          (pad spec (if (and (flag? spec "0") (< 0 space))
                      (str (prim/string-repeat "0" space) text)
                      text)))))))

(defn- general-digits
  "The digits of a number by the conversion g: plain or with an exponent, as its size says."
  [x precision]
  (let [precision (if (= 0 precision) 1 precision)]
    (if (prim/is-zero x)
      (prim/fixed-string 0.0 (dec precision))
      (let [text     (prim/exponent-string x (dec precision))
            e        (prim/string-index text "e" 0)
            sign     (subs text (inc e) (+ e 2))
            exponent (prim/parse-long (subs text (+ e 2)) 10)
            exponent (if (= sign "-") (- exponent) exponent)]
        (if (and (<= -4 exponent) (< exponent precision))
          (prim/fixed-string x (- precision 1 exponent))
          text)))))

(defn- format-float
  "A double or decimal by the conversion f, e or g."
  [spec conversion x]
  (if-not (or (prim/is-double x) (prim/is-decimal x))
    (bad-argument spec x)
    (let [negative? (prim/string-starts (prim/to-string x) "-" 0)
          size      (if negative? (prim/negate x) x)
          precision (or (get spec :precision) 6)]
      (cond
        (and (prim/is-double x) (prim/is-nan x)) (pad spec "NaN")
        (and (prim/is-double x) (prim/is-infinite x))
        (sign-number (assoc spec :flags (prim/string-replace
                                          (prim/string-replace (get spec :flags) "0" "")
                                          "," ""))
                     "Infinity" negative?)
        :else
        (let [digits (cond (= conversion "f") (prim/fixed-string size precision)
                           (= conversion "e") (prim/exponent-string size precision)
                           :else (general-digits size precision))
              digits (if (and (flag? spec "#") (= 0 precision) (= conversion "f"))
                       (str digits ".")
                       digits)]
          (sign-number spec digits negative?))))))

(defn- round-hex
  "The digits behind the point of a hexadecimal float, cut to n by rounding, half to even; the
  digit before it is 1, or 2 if they overflow."
  [digits n]
  (let [all  (long (reduce (fn [sum c] (+ (* 16 sum) (prim/char-digit c 16))) 1 digits))
        unit (bit-shift-left 1 (* 4 (- (count digits) n)))
        rest (rem all unit)
        down (quot all unit)
        up?  (or (< unit (* 2 rest)) (and (= unit (* 2 rest)) (odd? down)))]
    (prim/number-string (if up? (inc down) down) 16)))

(defn- format-hex-float
  "A double by the conversion a: its bits in base 16, with a binary exponent."
  [spec x]
  (when-not (prim/is-double x) (bad-argument spec x))
  (let [negative? (prim/string-starts (prim/to-string x) "-" 0)
        text      (java.lang.Double/toHexString (if negative? (prim/negate x) x))
        precision (get spec :precision)
        point     (prim/string-index text "." 0)
        power     (prim/string-index text "p" 0)
        digits    (if (< power 0) "" (subs text (inc point) power))
        precision (if (and precision (< precision 1)) 1 precision)
        rounded   (if (and precision (< precision (count digits)) (prim/string-starts text "0x1" 0))
                    (round-hex digits precision)
                    nil)
        over?     (and rounded (prim/string-starts rounded "2" 0))
        text      (cond over? (str "0x1." (subs rounded 1) "p"
                                   (inc (prim/parse-long (subs text (inc power)) 10)))
                        rounded (str "0x1." (subs rounded 1) (subs text power))
                        (and precision (<= 0 power) (< (count digits) precision))
                        (str (subs text 0 power)
                             (prim/string-repeat "0" (- precision (count digits)))
                             (subs text power))
                        :else text)
        sign      (cond negative? "-" (flag? spec "+") "+" (flag? spec " ") " " :else "")
        space     (- (or (get spec :width) 0) (count sign) (count text))]
    (pad spec (if (and (flag? spec "0") (<= 0 power) (< 0 space))
                (str sign "0x" (prim/string-repeat "0" space) (subs text 2))
                (str sign text)))))

(defn- format-value
  "An argument by a specifier whose conversion, in lower case, takes one."
  [spec conversion x]
  (cond
    (= conversion "b")
    (pad spec (truncate spec (cond (nil? x) "false" (boolean? x) (str x) :else "true")))
    (nil? x) (pad spec (if (contains? #{"s" "h"} conversion) (truncate spec "null") "null"))
    (= conversion "s") (pad spec (truncate spec (str x)))
    (= conversion "h")
    (pad spec (truncate spec (prim/number-string
                               (bit-and (genera.slow/java-hash x) 4294967295) 16)))
    (= conversion "c") (if (prim/is-char x) (pad spec (str x)) (bad-argument spec x))
    (contains? #{"d" "o" "x"} conversion) (format-integer spec conversion x)
    (= conversion "a") (format-hex-float spec x)
    (= conversion "t") (pad spec (format-time (get spec :part) x))
    :else (format-float spec conversion x)))

(defn- spec-argument
  "[index argument] that a specifier takes: by its own index, the one before (<) or in order."
  [spec args ordinary last]
  (let [index (cond (flag? spec "<") last
                    (get spec :index) (dec (get spec :index))
                    :else ordinary)]
    (if (and index (<= 0 index) (< index (count args)))
      [index (nth args index)]
      (throw (new java.util.MissingFormatArgumentException
                  (str "Format specifier '" (get spec :text) "'"))))))

(defn- parse-format
  "The pieces of format string f: strings, and specifiers with their conversion in lower case under
  :kind; throws for a specifier that is none."
  [f]
  (loop [pieces [] from 0]
    (let [percent (prim/string-index f "%" from)]
      (if (< percent 0)
        (conj pieces (subs f from))
        (let [spec  (read-spec f percent)
              given (get spec :conversion)
              kind  (if (contains? #{"S" "B" "H" "C" "X" "E" "G" "A" "T"} given)
                      (prim/string-lower given)
                      given)]
          (check-spec spec kind)
          (recur (conj pieces (subs f from percent) (assoc spec :kind kind)) (get spec :end)))))))

; Programs use few format strings many times: the pieces of the last ones are kept.
(def ^:private parsed-formats (atom {}))
(def ^:private most-parsed-formats 64)

(defn- format-pieces
  "What parse-format answers, from memory if it can be."
  [f]
  (or (get @parsed-formats f)
      (let [pieces (parse-format f)]
        (swap! parsed-formats
               (fn [all] (assoc (if (< (count all) most-parsed-formats) all {}) f pieces)))
        pieces)))

(defn- format-all
  "The text of format string f for a vector of arguments."
  [f args]
  (let [builder (prim/builder)
        pieces  (format-pieces f)]
    (loop [i 0 ordinary 0 last nil]
      (if (< i (count pieces))
        (let [piece (nth pieces i)
              kind  (get piece :kind)]
          (cond
            (nil? kind)
            (do (prim/builder-add builder piece)
                (recur (inc i) ordinary last))
            (or (= kind "%") (= kind "n"))
            (do (prim/builder-add builder (if (= kind "%") (pad piece "%") "\n"))
                (recur (inc i) ordinary last))
            :else
            (let [[index x] (spec-argument piece args ordinary last)
                  text      (format-value piece kind x)]
              (prim/builder-add builder
                                (if (= kind (get piece :conversion)) text (prim/string-upper text)))
              (recur (inc i)
                     (if (or (get piece :index) (flag? piece "<")) ordinary (inc ordinary))
                     index))))
        (prim/builder-string builder)))))

(defn format
  "The text of format string fmt with the arguments in place of its specifiers, as
  java.util.Formatter."
  [fmt & args]
  (format-all (check-string fmt) (vec args)))

(defn printf
  "Prints what format answers."
  [fmt & args]
  (print (apply format fmt args)))
