; java.math: BigDecimal's members, RoundingMode and MathContext. Namespace genera.host.
;
; A rounding mode is an instance of its ordinal and name; the kernel's primitives take ordinals. A
; method that the JVM has for both a mode and BigDecimal's old constants takes either.

(def ^:private rounding-type (genera.slow/find-type "java.math.RoundingMode"))
(def ^:private context-type (genera.slow/find-type "java.math.MathContext"))

(def ^:private mode-names
  ["UP" "DOWN" "CEILING" "FLOOR" "HALF_UP" "HALF_DOWN" "HALF_EVEN" "UNNECESSARY"])

(def ^:private modes
  (mapv (fn [ordinal] (prim/instance rounding-type [ordinal (nth mode-names ordinal)]))
        (range 8)))

(dotimes [i 8]
  (genera.host/intern-static "java.math.RoundingMode" (nth mode-names i) (nth modes i))
  (genera.host/intern-static "java.math.BigDecimal" (str "ROUND_" (nth mode-names i)) i))

(def ^:private half-up 4)
(def ^:private half-even 6)
(def ^:private unnecessary 7)

(defn- ordinal
  "The number of a rounding mode."
  [mode]
  (if (prim/is-instance-of mode rounding-type) (prim/field mode 0) mode))

(defstatic java.math.RoundingMode/values [] (to-array modes))
(defstatic java.math.RoundingMode/valueOf
  [name]
  (or (some (fn [mode] (when (= name (prim/field mode 1)) mode)) modes)
      (throw (new IllegalArgumentException
                  (str "No enum constant java.math.RoundingMode." name)))))

(defmethods java.math.RoundingMode
  (ordinal [mode] (prim/field mode 0))
  (name [mode] (prim/field mode 1))
  (toString [mode] (prim/field mode 1))
  (compareTo [mode other] (compare (prim/field mode 0) (prim/field other 0))))

(defn- math-context
  "The context of a number of digits and the number of a mode."
  [digits mode]
  (when (< digits 0) (throw (new IllegalArgumentException "Digits < 0")))
  (prim/instance context-type [digits mode]))

(defn- parse-context
  "The context that a text, as toString answers it, names."
  [text]
  (let [[_ digits name] (re-matches #"precision=(\d+) roundingMode=(\w+)" text)
        mode            (.indexOf mode-names name)]
    (when (or (nil? digits) (< mode 0)) (throw (new IllegalArgumentException "bad string format")))
    (math-context (prim/parse-long digits 10) mode)))

(defstatic java.math.MathContext/new
  ([digits] (if (prim/is-string digits) (parse-context digits) (math-context digits half-up)))
  ([digits mode] (math-context digits (ordinal mode))))

(defmethods java.math.MathContext
  (getPrecision [c] (prim/field c 0))
  (getRoundingMode [c] (nth modes (prim/field c 1)))
  (equals [c d] (and (prim/is-instance-of d context-type)
                     (= (prim/field c 0) (prim/field d 0))
                     (= (prim/field c 1) (prim/field d 1))))
  (hashCode [c] (+ (prim/field c 0) (* 59 (prim/field c 1))))
  (toString [c]
    (str "precision=" (prim/field c 0) " roundingMode=" (nth mode-names (prim/field c 1)))))

(defconstant java.math.MathContext/UNLIMITED (prim/instance context-type [0 half-up]))
(defconstant java.math.MathContext/DECIMAL32 (prim/instance context-type [7 half-even]))
(defconstant java.math.MathContext/DECIMAL64 (prim/instance context-type [16 half-even]))
(defconstant java.math.MathContext/DECIMAL128 (prim/instance context-type [34 half-even]))

(defn- round-to
  "The decimal rounded as a math context says."
  [x context]
  (prim/decimal-round x (prim/field context 0) (prim/field context 1)))

(defn- divide-to-scale
  "a / b with a scale, rounded by an ordinal: the quotient of integers that the scale makes of
  them, whose last digit the remainder rounds."
  [a b scale mode]
  (when (zero? b) (throw (new ArithmeticException "/ by zero")))
  (let [exact (/ (rationalize a) (rationalize b))
        power (reduce *' 1N (repeat (if (neg? scale) (- scale) scale) 10))
        whole (if (neg? scale) (/ exact power) (*' exact power))
        cut   (bigint (quot whole 1))
        rest  (- whole cut)
        sign  (if (neg? whole) -1 1)
        twice (* 2 (if (neg? rest) (- rest) rest))
        away? (cond (zero? rest) false
                    (= mode 0)   true
                    (= mode 1)   false
                    (= mode 2)   (= sign 1)
                    (= mode 3)   (= sign -1)
                    (= mode 4)   (>= twice 1)
                    (= mode 5)   (> twice 1)
                    (= mode 6)   (or (> twice 1) (and (= twice 1) (odd? cut)))
                    :else        (throw (new ArithmeticException "Rounding necessary")))]
    (prim/make-decimal (if away? (+' cut sign) cut) scale)))

(defn- power
  "a multiplied by itself n times, n at least 0."
  [a n]
  (loop [made (prim/to-decimal 1) base a n n]
    (if (zero? n)
      made
      (recur (if (odd? n) (* made base) made) (if (< n 2) base (* base base)) (quot n 2)))))

(defn- exact-decimal
  "Exactly the value of a double, which is m * 2^e: bigdec takes its shortest digits instead."
  [x]
  (let [bits     (prim/double-bits x)
        exponent (bit-and (bit-shift-right bits 52) 2047)
        fraction (bit-and bits 4503599627370495)
        m        (if (zero? exponent) fraction (bit-or fraction 4503599627370496))]
    (when (= exponent 2047) (throw (new NumberFormatException "Infinite or NaN")))
    (loop [m (if (neg? bits) (- m) m) e (- (max exponent 1) 1075)]
      (cond
        (zero? m) (prim/make-decimal 0 0)
        (neg? e)  (if (even? m)
                    (recur (quot m 2) (inc e))
                    (prim/make-decimal (reduce *' m (repeat (- e) 5)) (- e)))
        :else     (prim/make-decimal (reduce *' m (repeat e 2)) 0)))))

(defn- parse-decimal
  "The decimal of a text."
  [text]
  (or (prim/parse-decimal text)
      (let [bad (re-find #"[^0-9.eE+-]" text)]
        (throw (new NumberFormatException
                    (cond (= "" text) "Index 0 out of bounds for length 0"
                          bad (str "Character " bad " is neither a decimal digit number, decimal"
                                   " point, nor \"e\" notation exponential mark.")
                          :else nil))))))

(defn- whole-decimal
  "A decimal without a fraction as an integer, or an exception."
  [a]
  (let [cut (prim/decimal-set-scale a 0 1)]
    (when-not (= cut a) (throw (new ArithmeticException "Rounding necessary")))
    (prim/decimal-unscaled cut)))

(defn- whole-within
  "A decimal as an integer of so many bits, or an exception."
  [a bits]
  (let [limit (reduce *' 1 (repeat (dec bits) 2))
        far?  (not (<= (- limit) (bigint a) (-' limit 1)))
        n     (if far? (throw (new ArithmeticException "Overflow")) (whole-decimal a))]
    (if (<= (- limit) n (-' limit 1)) (long n) (throw (new ArithmeticException "Overflow")))))

(defn- engineering-text
  "A decimal with an exponent, if any, that is a multiple of three."
  [a]
  (let [scale    (prim/decimal-scale a)
        digits   (prim/decimal-precision a)
        exponent (- (dec digits) scale)]
    (if (and (<= 0 scale) (<= -6 exponent))
      (str a)
      (let [part  (mod exponent 3)
            coeff (str (abs (prim/decimal-unscaled a)))
            whole (inc part)
            power (- exponent part)
            zero? (= 0 (sign a))
            text  (cond (and zero? (= 0 part)) "0"
                        zero? (if (= 1 part) "0.00" "0.0")
                        (<= digits whole) (str coeff (prim/string-repeat "0" (- whole digits)))
                        :else (str (subs coeff 0 whole) "." (subs coeff whole)))
            power (if (and zero? (not= 0 part)) (+ power 3) power)]
        (str (if (neg? a) "-" "") text
             (if (= 0 power) "" (str "E" (if (< 0 power) "+" "") power)))))))

(defn- square-root
  "The square root of a decimal in a context."
  [a context]
  (when (neg? a)
    (throw (new ArithmeticException "Attempted square root of negative BigDecimal")))
  (let [scale   (prim/decimal-scale a)
        wanted  (quot scale 2)
        digits  (prim/field context 0)
        more    (max 0 (+ 2 (- (* 2 (max digits (prim/decimal-precision a)))
                               (prim/decimal-precision a))))
        more    (if (even? (+ scale more)) more (inc more))
        n       (*' (bigint (prim/decimal-unscaled a)) (reduce *' 1N (repeat more 10)))
        root    (.sqrt n)
        at      (quot (+ scale more) 2)
        exact?  (= n (*' root root))]
    (cond
      (= 0 (sign a)) (prim/make-decimal 0 wanted)
      exact?
      (loop [x (prim/decimal-strip (prim/make-decimal root at))]
        (let [x (if (< (prim/decimal-scale x) wanted)
                  (prim/decimal-set-scale x wanted unnecessary)
                  x)]
          (if (= 0 digits) x (round-to x context))))
      (= 0 digits) (throw (new ArithmeticException "Computed square root not exact."))
      :else (round-to (prim/make-decimal (+' 1 (*' 10 root)) (inc at)) context))))

(defn- check-divisor
  "Throws if the divisor is 0."
  [a b]
  (when (= 0 (sign b))
    (throw (new ArithmeticException
                (if (= 0 (sign a)) "Division undefined" "Division by zero")))))

(defstatic java.math.BigDecimal/new
  ([x] (cond (prim/is-string x) (parse-decimal x)
             (prim/is-double x) (exact-decimal x)
             :else              (prim/to-decimal x)))
  ([x y]
   (if (prim/is-instance-of y context-type)
     (round-to (if (prim/is-string x) (parse-decimal x) (bigdec x)) y)
     (prim/make-decimal x y))))
(defstatic java.math.BigDecimal/valueOf
  ([x] (bigdec x))
  ([unscaled scale] (prim/make-decimal unscaled scale)))
(defconstant java.math.BigDecimal/ZERO (prim/to-decimal 0))
(defconstant java.math.BigDecimal/ONE (prim/to-decimal 1))
(defconstant java.math.BigDecimal/TEN (prim/to-decimal 10))

(defmethods java.math.BigDecimal
  (add ([a b] (+ a b)) ([a b context] (round-to (+ a b) context)))
  (subtract ([a b] (- a b)) ([a b context] (round-to (- a b) context)))
  (multiply ([a b] (* a b)) ([a b context] (round-to (* a b) context)))
  (divide
    ([a b] (check-divisor a b) (/ a b))
    ([a b how]
     (if (prim/is-instance-of how context-type)
       (if (= 0 (prim/field how 0))
         (/ a b)
         (prim/decimal-divide a b (prim/field how 0) (prim/field how 1)))
       (divide-to-scale a b (prim/decimal-scale a) (ordinal how))))
    ([a b scale mode] (divide-to-scale a b scale (ordinal mode))))
  (divideToIntegralValue [a b] (check-divisor a b) (quot a b))
  (remainder [a b] (check-divisor a b) (rem a b))
  (divideAndRemainder [a b] (check-divisor a b) (to-array [(quot a b) (rem a b)]))
  (pow ([a n]
        (when-not (<= 0 n 999999999) (throw (new ArithmeticException "Invalid operation")))
        (power a n))
       ([a n context] (round-to (.pow a n) context)))
  (negate ([a] (- a)) ([a context] (round-to (- a) context)))
  (plus ([a] a) ([a context] (round-to a context)))
  (abs ([a] (if (neg? a) (- a) a)) ([a context] (round-to (.abs a) context)))
  (ulp [a] (prim/make-decimal 1 (prim/decimal-scale a)))
  (sqrt [a context] (square-root a context))
  (toEngineeringString [a] (engineering-text a))
  (toBigIntegerExact [a] (biginteger (whole-decimal a)))
  (longValueExact [a] (whole-within a 64))
  (intValueExact [a] (whole-within a 32))
  (shortValueExact [a] (whole-within a 16))
  (byteValueExact [a] (whole-within a 8))
  (hashCode [a]
    (unchecked-int (+ (* 31 (integer-hash (prim/decimal-unscaled a))) (prim/decimal-scale a))))
  (max [a b] (if (neg? (compare a b)) b a))
  (min [a b] (if (pos? (compare a b)) b a))
  (signum [a] (sign a))
  (scale [a] (prim/decimal-scale a))
  (precision [a] (prim/decimal-precision a))
  (unscaledValue [a] (prim/decimal-unscaled a))
  (setScale
    ([a scale] (prim/decimal-set-scale a scale unnecessary))
    ([a scale mode] (prim/decimal-set-scale a scale (ordinal mode))))
  (round [a context] (round-to a context))
  (movePointLeft [a n] (let [moved (prim/make-decimal (prim/decimal-unscaled a)
                                                      (+ (prim/decimal-scale a) n))]
                         (if (neg? (prim/decimal-scale moved))
                           (prim/decimal-set-scale moved 0 unnecessary)
                           moved)))
  (movePointRight [a n] (let [moved (prim/make-decimal (prim/decimal-unscaled a)
                                                       (- (prim/decimal-scale a) n))]
                          (if (neg? (prim/decimal-scale moved))
                            (prim/decimal-set-scale moved 0 unnecessary)
                            moved)))
  (scaleByPowerOfTen [a n] (prim/make-decimal (prim/decimal-unscaled a)
                                              (- (prim/decimal-scale a) n)))
  (stripTrailingZeros [a] (prim/decimal-strip a))
  (toBigInteger [a] (biginteger a))
  (equals [a b]
    (and (decimal? b) (= (prim/decimal-scale a) (prim/decimal-scale b)) (= a b)))
  (toPlainString [a] (prim/decimal-plain a)))
