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

(defstatic java.math.MathContext/new
  ([digits] (prim/instance context-type [digits half-up]))
  ([digits mode] (prim/instance context-type [digits (ordinal mode)])))

(defmethods java.math.MathContext
  (getPrecision [c] (prim/field c 0))
  (getRoundingMode [c] (nth modes (prim/field c 1)))
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

(defstatic java.math.BigDecimal/new
  ([x] (cond (prim/is-string x) (bigdec x)
             (prim/is-double x) (exact-decimal x)
             :else              (prim/to-decimal x)))
  ([x y]
   (if (prim/is-instance-of y context-type)
     (round-to (bigdec x) y)
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
    ([a b] (/ a b))
    ([a b how]
     (if (prim/is-instance-of how context-type)
       (if (= 0 (prim/field how 0))
         (/ a b)
         (prim/decimal-divide a b (prim/field how 0) (prim/field how 1)))
       (divide-to-scale a b (prim/decimal-scale a) (ordinal how))))
    ([a b scale mode] (divide-to-scale a b scale (ordinal mode))))
  (divideToIntegralValue [a b] (quot a b))
  (remainder [a b] (rem a b))
  (divideAndRemainder [a b] (to-array [(quot a b) (rem a b)]))
  (pow [a n] (power a n))
  (negate [a] (- a))
  (abs [a] (if (neg? a) (- a) a))
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
