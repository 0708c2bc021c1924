; Methods and statics of Java's number classes and Boolean. Namespace genera.host.
;
; There is one class of integer, java.lang.Long; Integer, Short and Byte have statics only, which
; work on the low bits where Java's do.

(defn- bad-number
  "Throws what Java's parsers throw."
  [text]
  (throw (new NumberFormatException
              (if (nil? text) "Cannot parse null string" (str "For input string: \"" text "\"")))))

(defn- parse-integer
  "The integer a text is in a radix; throws unless it is one from low to high."
  [text radix low high]
  (let [n (if (nil? text) nil (prim/parse-long text radix))]
    (if (and n (<= low n) (<= n high)) n (bad-number text))))

(def ^:private int-min -2147483648)
(def ^:private int-max 2147483647)
(def ^:private long-min -9223372036854775808)
(def ^:private long-max 9223372036854775807)

(defn- low-32
  "The low 32 bits of n as an unsigned integer."
  [n]
  (bit-and n 0xFFFFFFFF))

(defn- signed-32
  "The low 32 bits of n as a signed integer."
  [n]
  (let [n (low-32 n)] (if (< int-max n) (- n 4294967296) n)))

(defn- unsigned-text
  "A long in a radix that is a power of two, its bits taken as unsigned: by groups of bits."
  [n bits]
  (if (<= 0 n)
    (prim/number-string n (bit-shift-left 1 bits))
    (loop [n n text ""]
      (if (= 0 n)
        text
        (recur (unsigned-bit-shift-right n bits)
               (str (prim/number-string (bit-and n (dec (bit-shift-left 1 bits)))
                                        (bit-shift-left 1 bits))
                    text))))))

(defn- leading-zeros
  "Zero bits above the highest one of a long."
  [n]
  (cond (< n 0) 0
        :else (loop [zeros 64 n n]
                (if (= 0 n) zeros (recur (dec zeros) (bit-shift-right n 1))))))

(defn- trailing-zeros
  "Zero bits below the lowest one of a long."
  [n width]
  (loop [i 0] (if (or (= i width) (bit-test n i)) i (recur (inc i)))))

(defn- sign [n] (cond (neg? n) -1 (zero? n) 0 :else 1))

(defn- order [a b] (cond (< a b) -1 (= a b) 0 :else 1))

(defn- reverse-bits
  "The lowest width bits of n in reverse."
  [n width]
  (loop [result 0 i 0]
    (if (= i width)
      result
      (recur (bit-or (bit-shift-left result 1) (bit-and 1 (unsigned-bit-shift-right n i)))
             (inc i)))))

(defstatic java.lang.Long/parseLong
  ([s] (parse-integer s 10 long-min long-max))
  ([s radix] (parse-integer s radix long-min long-max)))
(defstatic java.lang.Long/valueOf
  ([x] (if (prim/is-string x) (parse-integer x 10 long-min long-max) (long x)))
  ([s radix] (parse-integer s radix long-min long-max)))
(defstatic java.lang.Long/new [x]
  (if (prim/is-string x) (parse-integer x 10 long-min long-max) (long x)))
(defstatic java.lang.Long/toString
  ([n] (str n)) ([n radix] (prim/number-string n radix)))
(defstatic java.lang.Long/toBinaryString [n] (unsigned-text n 1))
(defstatic java.lang.Long/toOctalString [n] (unsigned-text n 3))
(defstatic java.lang.Long/toHexString [n] (unsigned-text n 4))
(defstatic java.lang.Long/bitCount [n] (prim/bit-count n))
(defstatic java.lang.Long/numberOfLeadingZeros [n] (leading-zeros n))
(defstatic java.lang.Long/numberOfTrailingZeros [n] (trailing-zeros n 64))
(defstatic java.lang.Long/highestOneBit [n]
  (if (= 0 n) 0 (bit-shift-left 1 (- 63 (leading-zeros n)))))
(defstatic java.lang.Long/lowestOneBit [n] (bit-and n (unchecked-negate n)))
(defstatic java.lang.Long/reverse [n] (reverse-bits n 64))
(defstatic java.lang.Long/rotateLeft [n d]
  (bit-or (bit-shift-left n d) (unsigned-bit-shift-right n (- 64 (bit-and d 63)))))
(defstatic java.lang.Long/rotateRight [n d]
  (bit-or (unsigned-bit-shift-right n d) (bit-shift-left n (- 64 (bit-and d 63)))))
(defstatic java.lang.Long/signum [n] (sign n))
(defstatic java.lang.Long/compare [a b] (order a b))
(defstatic java.lang.Long/sum [a b] (+ a b))
(defstatic java.lang.Long/max [a b] (max a b))
(defstatic java.lang.Long/min [a b] (min a b))
(defstatic java.lang.Long/hashCode [n]
  (signed-32 (bit-xor n (unsigned-bit-shift-right n 32))))
(defconstant java.lang.Long/MAX_VALUE long-max)
(defconstant java.lang.Long/MIN_VALUE long-min)
(defconstant java.lang.Long/SIZE 64)
(defconstant java.lang.Long/BYTES 8)
(defconstant java.lang.Long/TYPE (genera.host/define-type "long" [] nil))

(defstatic java.lang.Integer/parseInt
  ([s] (parse-integer s 10 int-min int-max))
  ([s radix] (parse-integer s radix int-min int-max)))
(defstatic java.lang.Integer/valueOf
  ([x] (if (prim/is-string x) (parse-integer x 10 int-min int-max) (int x)))
  ([s radix] (parse-integer s radix int-min int-max)))
(defstatic java.lang.Integer/new [x]
  (if (prim/is-string x) (parse-integer x 10 int-min int-max) (int x)))
(defstatic java.lang.Integer/parseUnsignedInt [s] (signed-32 (parse-integer s 10 0 4294967295)))
(defstatic java.lang.Integer/toString ([n] (str n)) ([n radix] (prim/number-string n radix)))
(defstatic java.lang.Integer/toBinaryString [n] (prim/number-string (low-32 n) 2))
(defstatic java.lang.Integer/toOctalString [n] (prim/number-string (low-32 n) 8))
(defstatic java.lang.Integer/toHexString [n] (prim/number-string (low-32 n) 16))
(defstatic java.lang.Integer/bitCount [n] (prim/bit-count (low-32 n)))
(defstatic java.lang.Integer/numberOfLeadingZeros [n] (- (leading-zeros (low-32 n)) 32))
(defstatic java.lang.Integer/numberOfTrailingZeros [n] (trailing-zeros n 32))
(defstatic java.lang.Integer/highestOneBit [n]
  (if (= 0 n) 0 (signed-32 (bit-shift-left 1 (- 63 (leading-zeros (low-32 n)))))))
(defstatic java.lang.Integer/lowestOneBit [n] (signed-32 (bit-and n (- n))))
(defstatic java.lang.Integer/reverse [n] (signed-32 (reverse-bits n 32)))
(defstatic java.lang.Integer/rotateLeft [n d]
  (signed-32 (bit-or (bit-shift-left n (bit-and d 31))
                     (unsigned-bit-shift-right (low-32 n) (- 32 (bit-and d 31))))))
(defstatic java.lang.Integer/signum [n] (sign n))
(defstatic java.lang.Integer/compare [a b] (order a b))
(defstatic java.lang.Integer/sum [a b] (signed-32 (+ a b)))
(defstatic java.lang.Integer/max [a b] (max a b))
(defstatic java.lang.Integer/min [a b] (min a b))
(defstatic java.lang.Integer/hashCode [n] n)
(defconstant java.lang.Integer/MAX_VALUE int-max)
(defconstant java.lang.Integer/MIN_VALUE int-min)
(defconstant java.lang.Integer/SIZE 32)
(defconstant java.lang.Integer/BYTES 4)
(defconstant java.lang.Integer/TYPE (genera.host/define-type "int" [] nil))

(defstatic java.lang.Short/parseShort [s] (parse-integer s 10 -32768 32767))
(defstatic java.lang.Short/valueOf [x] (if (prim/is-string x) (parse-integer x 10 -32768 32767) x))
(defstatic java.lang.Short/new [x]
  (if (prim/is-string x) (parse-integer x 10 -32768 32767) (short x)))
(defconstant java.lang.Short/MAX_VALUE 32767)
(defconstant java.lang.Short/MIN_VALUE -32768)
(defconstant java.lang.Short/TYPE (genera.host/define-type "short" [] nil))
(defstatic java.lang.Byte/parseByte [s] (parse-integer s 10 -128 127))
(defstatic java.lang.Byte/valueOf [x] (if (prim/is-string x) (parse-integer x 10 -128 127) x))
(defstatic java.lang.Byte/new [x]
  (if (prim/is-string x) (parse-integer x 10 -128 127) (byte x)))
(defconstant java.lang.Byte/MAX_VALUE 127)
(defconstant java.lang.Byte/MIN_VALUE -128)
(defconstant java.lang.Byte/TYPE (genera.host/define-type "byte" [] nil))

(defn- parse-real
  "The double a text is; throws when it is none."
  [text]
  (if (nil? text)
    (throw (new NullPointerException))
    (let [x (prim/parse-double text)]
      (if x
        x
        (throw (new NumberFormatException
                    (if (= "" (prim/string-trim text 3))
                      "empty String"
                      (str "For input string: \"" text "\""))))))))

(defstatic java.lang.Double/parseDouble [s] (parse-real s))
(defstatic java.lang.Double/valueOf [x] (if (prim/is-string x) (parse-real x) (double x)))
(defstatic java.lang.Double/new [x] (if (prim/is-string x) (parse-real x) (double x)))
(defstatic java.lang.Double/toString [x] (str (double x)))
(defstatic java.lang.Double/isNaN [x] (prim/is-nan x))
(defstatic java.lang.Double/isInfinite [x] (prim/is-infinite x))
(defstatic java.lang.Double/isFinite [x] (not (or (prim/is-nan x) (prim/is-infinite x))))
(defstatic java.lang.Double/doubleToLongBits [x] (prim/double-bits (double x)))
(defstatic java.lang.Double/doubleToRawLongBits [x] (prim/double-bits (double x)))
(defstatic java.lang.Double/longBitsToDouble [n] (prim/bits-double n))
(defstatic java.lang.Double/hashCode [x] (java-hash (double x)))
(defstatic java.lang.Double/compare [a b]
  (let [a (double a) b (double b)]
    (cond (< a b) -1
          (> a b) 1
          :else (let [a (prim/double-bits a) b (prim/double-bits b)] (order a b)))))
(defstatic java.lang.Double/sum [a b] (+ (double a) b))
(defstatic java.lang.Double/max [a b] (max (double a) b))
(defstatic java.lang.Double/min [a b] (min (double a) b))
(defconstant java.lang.Double/MAX_VALUE 1.7976931348623157E308)
(defconstant java.lang.Double/MIN_VALUE 4.9E-324)
(defconstant java.lang.Double/MIN_NORMAL 2.2250738585072014E-308)
(defconstant java.lang.Double/MAX_EXPONENT 1023)
(defconstant java.lang.Double/MIN_EXPONENT -1022)
(defconstant java.lang.Double/POSITIVE_INFINITY ##Inf)
(defconstant java.lang.Double/NEGATIVE_INFINITY ##-Inf)
(defconstant java.lang.Double/NaN ##NaN)
(defconstant java.lang.Double/TYPE (genera.host/define-type "double" [] nil))
(defstatic java.lang.Float/parseFloat [s] (prim/to-float (parse-real s)))
(defstatic java.lang.Float/valueOf [x]
  (prim/to-float (if (prim/is-string x) (parse-real x) (double x))))
(defstatic java.lang.Float/new [x]
  (prim/to-float (if (prim/is-string x) (parse-real x) (double x))))
(defstatic java.lang.Float/isNaN [x] (prim/is-nan x))
(defstatic java.lang.Float/isInfinite [x] (prim/is-infinite x))
(defconstant java.lang.Float/MAX_VALUE 3.4028234663852886E38)
(defconstant java.lang.Float/MIN_VALUE 1.401298464324817E-45)
(defconstant java.lang.Float/POSITIVE_INFINITY ##Inf)
(defconstant java.lang.Float/NEGATIVE_INFINITY ##-Inf)
(defconstant java.lang.Float/NaN ##NaN)
(defconstant java.lang.Float/TYPE (genera.host/define-type "float" [] nil))

(defstatic java.lang.Boolean/parseBoolean [s]
  (and (prim/is-string s) (= "true" (prim/string-lower s))))
(defstatic java.lang.Boolean/valueOf [x]
  (if (prim/is-string x) (= "true" (prim/string-lower x)) (boolean x)))
(defstatic java.lang.Boolean/new [x]
  (if (prim/is-string x) (= "true" (prim/string-lower x)) (boolean x)))
(defstatic java.lang.Boolean/toString [x] (str x))
(defstatic java.lang.Boolean/logicalAnd [a b] (and a b))
(defstatic java.lang.Boolean/logicalOr [a b] (or a b))
(defstatic java.lang.Boolean/compare [a b] (compare a b))
(defconstant java.lang.Boolean/TRUE true)
(defconstant java.lang.Boolean/FALSE false)
(defconstant java.lang.Boolean/TYPE (genera.host/define-type "boolean" [] nil))
(defconstant java.lang.Character/TYPE (genera.host/define-type "char" [] nil))

(defmethods java.lang.Boolean
  (booleanValue [x] x)
  (compareTo [x y] (compare x y)))

(defmethods java.lang.Number
  (intValue [x] (signed-32 (prim/to-long-unchecked x)))
  (longValue [x] (prim/to-long-unchecked x))
  (doubleValue [x] (double x))
  (floatValue [x] (prim/to-float x))
  (shortValue [x] (let [n (bit-and 0xFFFF (prim/to-long-unchecked x))]
                    (if (< 32767 n) (- n 65536) n)))
  (byteValue [x] (let [n (bit-and 0xFF (prim/to-long-unchecked x))]
                   (if (< 127 n) (- n 256) n)))
  (compareTo [x y] (compare x y))
  (isNaN [x] (prim/is-nan x))
  (isInfinite [x] (prim/is-infinite x)))

; Bigints stand for java.math.BigInteger too.

(defn- parse-bigint
  "The bigint a text is in a radix."
  [text radix]
  (let [digits (if (contains? #{\- \+} (first text)) (subs text 1) text)
        value  (reduce (fn [value c]
                         (let [d (prim/char-digit c radix)]
                           (if (< d 0) (bad-number text) (+' (*' value radix) d))))
                       0 digits)]
    (when (= "" digits) (throw (new NumberFormatException "Zero length BigInteger")))
    (bigint (if (= \- (first text)) (-' value) value))))

(defn- power-of
  "x multiplied n times, exactly."
  [x n]
  (loop [result 1 x x n n]
    (cond (= 0 n) result
          (odd? n) (recur (*' result x) (*' x x) (quot n 2))
          :else (recur result (*' x x) (quot n 2)))))

(defn- shift-big
  "An integer shifted left by n bits, right if n is negative, as if of endless width."
  [a n]
  (bigint (if (< n 0)
            (let [divisor (power-of 2 (- n))]
              (quot (if (neg? a) (-' a (dec' divisor)) a) divisor))
            (*' a (power-of 2 n)))))

(defn- greatest-divisor
  "The greatest common divisor of two integers."
  [a b]
  (loop [a (if (neg? a) (-' a) a) b (if (neg? b) (-' b) b)]
    (if (= 0 b) a (recur b (rem a b)))))

(defn- power-modulo
  "x to the n-th power modulo m."
  [x n m]
  (loop [result 1 x (mod x m) n n]
    (cond (= 0 n) (mod result m)
          (odd? n) (recur (rem (*' result x) m) (rem (*' x x) m) (quot n 2))
          :else (recur result (rem (*' x x) m) (quot n 2)))))

(defstatic java.math.BigInteger/new ([s] (parse-bigint s 10)) ([s radix] (parse-bigint s radix)))
(defstatic java.math.BigInteger/valueOf [n] (bigint n))
(defstatic clojure.lang.BigInt/fromBigInteger [n] (bigint n))
(defstatic clojure.lang.BigInt/fromLong [n] (bigint n))
(defstatic clojure.lang.BigInt/valueOf [n] (bigint n))
(defconstant java.math.BigInteger/ZERO 0N)
(defconstant java.math.BigInteger/ONE 1N)
(defconstant java.math.BigInteger/TWO 2N)
(defconstant java.math.BigInteger/TEN 10N)

(defmethods clojure.lang.BigInt
  (add [a b] (bigint (+' a b)))
  (subtract [a b] (bigint (-' a b)))
  (multiply [a b] (bigint (*' a b)))
  (divide [a b] (bigint (quot a b)))
  (mod [a b] (bigint (mod a b)))
  (remainder [a b] (bigint (rem a b)))
  (pow [a n] (bigint (power-of a n)))
  (modPow [a n m] (bigint (power-modulo a n m)))
  (gcd [a b] (bigint (greatest-divisor a b)))
  (negate [a] (bigint (-' a)))
  (abs [a] (bigint (if (neg? a) (-' a) a)))
  (signum [a] (sign a))
  (max [a b] (bigint (max a b)))
  (min [a b] (bigint (min a b)))
  (toBigInteger [a] a)
  (toString ([a] (prim/to-string a)) ([a radix] (prim/number-string a radix)))
  (bitLength [a] (loop [n 0 a (if (neg? a) (dec (-' a)) a)]
                   (if (= 0 a) n (recur (inc n) (quot a 2)))))
  (testBit [a n] (odd? (shift-big a (- n))))
  (shiftLeft [a n] (shift-big a n))
  (shiftRight [a n] (shift-big a (- n)))
  (setBit [a n] (if (odd? (shift-big a (- n))) a (bigint (+' a (power-of 2 n)))))
  (clearBit [a n] (if (odd? (shift-big a (- n))) (bigint (-' a (power-of 2 n))) a)))

(defmethods clojure.lang.Ratio
  (numerator [r] (prim/numerator r))
  (denominator [r] (prim/denominator r)))
