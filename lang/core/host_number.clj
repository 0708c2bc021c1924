; Methods and statics of Java's number classes and Boolean. Namespace genera.host.
;
; Machine integers are of class Long, or Short and Byte where they were made so; Integer has statics
; only, which work on the low bits where Java's do.

(declare parse-bigint)

(defn- bad-number
  "Throws what Java's parsers throw."
  ([text] (bad-number text 10))
  ([text radix]
   (throw (new NumberFormatException
               (if (nil? text)
                 "Cannot parse null string"
                 (str "For input string: \"" text "\""
                      (if (= 10 radix) "" (str " under radix " radix))))))))

(defn- parse-integer
  "The integer a text is in a radix; throws unless it is one from low to high."
  [text radix low high]
  (let [n (if (nil? text) nil (prim/parse-long text radix))]
    (if (and n (<= low n) (<= n high)) n (bad-number text radix))))

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
(defstatic java.lang.Long/sum [a b] (unchecked-add a b))
(defstatic java.lang.Long/max [a b] (max a b))
(defstatic java.lang.Long/min [a b] (min a b))
(defstatic java.lang.Long/hashCode [n]
  (signed-32 (bit-xor n (unsigned-bit-shift-right n 32))))
(defconstant java.lang.Long/MAX_VALUE long-max)
(defconstant java.lang.Long/MIN_VALUE long-min)
(defconstant java.lang.Long/SIZE 64)
(defconstant java.lang.Long/BYTES 8)
(defconstant java.lang.Long/TYPE (genera.host/define-type "long" [] nil))

(declare parse-bigint)

(def ^:private two-to-64 18446744073709551616N)

(defn- unsigned-64
  "The bits of a long as an unsigned integer."
  [n]
  (if (< n 0) (+' n two-to-64) n))

(defn- signed-64
  "The long of the bits of an integer from 0 to 2 to the 64, less 1."
  [n]
  (long (if (< long-max n) (-' n two-to-64) n)))

(defn- reverse-bytes
  "The lowest bytes of n in reverse; the first is the lowest of the result."
  [n count]
  (loop [result 0 i 0]
    (if (= i count)
      result
      (recur (bit-or (bit-shift-left result 8)
                     (bit-and 255 (unsigned-bit-shift-right n (* 8 i))))
             (inc i)))))

(defn- decode-integer
  "The integer that a text such as 0x1F, #1F, -017 or 12 stands for."
  [text low high]
  (let [sign   (if (contains? #{\- \+} (first text)) (subs text 0 1) "")
        digits (subs text (count sign))
        radix  (cond (re-find #"^(0[xX]|#)" digits) 16
                     (re-find #"^0." digits) 8
                     :else 10)
        digits (clojure.string/replace digits #"^(0[xX]|#)" "")]
    (parse-integer (str (if (= sign "-") "-" "") digits) radix low high)))

(defn- ranged
  "x as parse-integer answers it; a text that is an integer out of the range of its small class
  fails with Java's words."
  [text radix low high]
  (let [n (if (nil? text) nil (prim/parse-long text radix))]
    (if (and n (not (<= low n high)))
      (throw (new NumberFormatException
                  (str "Value out of range. Value:\"" text "\" Radix:" radix)))
      (parse-integer text radix low high))))

(defstatic java.lang.Long/reverseBytes [n] (reverse-bytes n 8))
(defstatic java.lang.Long/compareUnsigned [a b] (order (unsigned-64 a) (unsigned-64 b)))
(defstatic java.lang.Long/divideUnsigned [a b]
  (signed-64 (quot (unsigned-64 a) (unsigned-64 b))))
(defstatic java.lang.Long/remainderUnsigned [a b]
  (signed-64 (rem (unsigned-64 a) (unsigned-64 b))))
(defstatic java.lang.Long/toUnsignedString
  ([n] (str (unsigned-64 n))) ([n radix] (prim/number-string (unsigned-64 n) radix)))
(defn- check-unsigned
  "Throws for a text that cannot be an unsigned integer."
  [text]
  (when (or (nil? text) (= "" text)) (bad-number text))
  (when (prim/string-starts text "-" 0)
    (throw (new NumberFormatException
                (str "Illegal leading minus sign on unsigned string " text ".")))))

(defstatic java.lang.Long/parseUnsignedLong
  ([s] (java.lang.Long/parseUnsignedLong s 10))
  ([s radix]
   (check-unsigned s)
   (let [n (parse-bigint s radix)]
     (if (and (<= 0 n) (< n two-to-64)) (signed-64 n) (bad-number s)))))
(defstatic java.lang.Long/decode [s] (decode-integer s long-min long-max))
(defn- property-number
  "The integer a property is, or the default."
  [name default]
  (let [text (property name)]
    (or (if text (prim/parse-long text 10) nil) default)))
(defstatic java.lang.Long/getLong
  ([name] (property-number name nil)) ([name default] (property-number name default)))
(defstatic java.lang.Integer/getInteger
  ([name] (property-number name nil)) ([name default] (property-number name default)))

(defstatic java.lang.Integer/reverseBytes [n] (signed-32 (reverse-bytes n 4)))
(defstatic java.lang.Integer/rotateRight [n d]
  (java.lang.Integer/rotateLeft n (- 32 (bit-and d 31))))
(defstatic java.lang.Integer/compareUnsigned [a b] (order (low-32 a) (low-32 b)))
(defstatic java.lang.Integer/divideUnsigned [a b] (signed-32 (quot (low-32 a) (low-32 b))))
(defstatic java.lang.Integer/remainderUnsigned [a b] (signed-32 (rem (low-32 a) (low-32 b))))
(defstatic java.lang.Integer/toUnsignedLong [n] (low-32 n))
(defstatic java.lang.Integer/toUnsignedString
  ([n] (str (low-32 n))) ([n radix] (prim/number-string (low-32 n) radix)))
(defstatic java.lang.Integer/decode [s] (decode-integer s int-min int-max))
(defstatic java.lang.Integer/parseInt
  ([s] (parse-integer s 10 int-min int-max))
  ([s radix] (parse-integer s radix int-min int-max)))
(defstatic java.lang.Integer/valueOf
  ([x] (if (prim/is-string x) (parse-integer x 10 int-min int-max) (int x)))
  ([s radix] (parse-integer s radix int-min int-max)))
(defstatic java.lang.Integer/new [x]
  (if (prim/is-string x) (parse-integer x 10 int-min int-max) (int x)))
(defstatic java.lang.Integer/parseUnsignedInt
  ([s] (signed-32 (parse-integer s 10 0 4294967295)))
  ([s radix] (signed-32 (parse-integer s radix 0 4294967295))))
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

(defstatic java.lang.Short/parseShort
  ([s] (short (ranged s 10 -32768 32767))) ([s radix] (short (ranged s radix -32768 32767))))
(defstatic java.lang.Short/valueOf [x]
  (short (if (prim/is-string x) (ranged x 10 -32768 32767) x)))
(defstatic java.lang.Short/new [x]
  (short (if (prim/is-string x) (ranged x 10 -32768 32767) x)))
(defstatic java.lang.Short/toString [n] (str n))
(defstatic java.lang.Short/compare [a b] (- a b))
(defstatic java.lang.Short/toUnsignedInt [n] (bit-and n 0xFFFF))
(defconstant java.lang.Short/MAX_VALUE (short 32767))
(defconstant java.lang.Short/MIN_VALUE (short -32768))
(defconstant java.lang.Short/TYPE (genera.host/define-type "short" [] nil))
(defstatic java.lang.Byte/parseByte
  ([s] (byte (ranged s 10 -128 127))) ([s radix] (byte (ranged s radix -128 127))))
(defstatic java.lang.Byte/valueOf [x]
  (byte (if (prim/is-string x) (ranged x 10 -128 127) x)))
(defstatic java.lang.Byte/new [x]
  (byte (if (prim/is-string x) (ranged x 10 -128 127) x)))
(defstatic java.lang.Byte/toString [n] (str n))
(defstatic java.lang.Byte/compare [a b] (- a b))
(defstatic java.lang.Byte/toUnsignedInt [n] (bit-and n 0xFF))
(defconstant java.lang.Byte/MAX_VALUE (byte 127))
(defconstant java.lang.Byte/MIN_VALUE (byte -128))
(defconstant java.lang.Byte/TYPE (genera.host/define-type "byte" [] nil))

(defn- parse-real
  "The double a text is; throws when it is none."
  [text]
  (if (nil? text)
    (throw (new NullPointerException "Cannot invoke \"String.trim()\" because \"in\" is null"))
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
(defn- hex-of-double
  "A double as Java writes it in hexadecimal: 0x1.8p1."
  [x]
  (let [bits (prim/double-bits x)
        sign (if (neg? bits) "-" "")
        e    (bit-and 2047 (unsigned-bit-shift-right bits 52))
        m    (bit-and bits 0xFFFFFFFFFFFFF)
        tail (clojure.string/replace
               (subs (prim/number-string (+ 0x10000000000000 m) 16) 1) #"0+$" "")
        tail (if (= "" tail) "0" tail)]
    (cond (prim/is-nan x)      "NaN"
          (prim/is-infinite x) (str sign "Infinity")
          (= 0 e)              (if (= 0 m) (str sign "0x0.0p0") (str sign "0x0." tail "p-1022"))
          :else                (str sign "0x1." tail "p" (- e 1023)))))

(defstatic java.lang.Double/toHexString [x] (hex-of-double (double x)))
(defconstant java.lang.Double/SIZE 64)
(defconstant java.lang.Double/BYTES 8)
(defconstant java.lang.Double/MAX_EXPONENT 1023)
(defconstant java.lang.Double/MIN_EXPONENT -1022)
(defconstant java.lang.Double/POSITIVE_INFINITY ##Inf)
(defconstant java.lang.Double/NEGATIVE_INFINITY ##-Inf)
(defconstant java.lang.Double/NaN ##NaN)
(defconstant java.lang.Double/TYPE (genera.host/define-type "double" [] nil))
(defstatic java.lang.Float/parseFloat [s] (unchecked-float (parse-real s)))
(defstatic java.lang.Float/valueOf [x]
  (unchecked-float (if (prim/is-string x) (parse-real x) (double x))))
(defstatic java.lang.Float/new [x]
  (unchecked-float (if (prim/is-string x) (parse-real x) (double x))))
(defstatic java.lang.Float/isNaN [x] (prim/is-nan x))
(defstatic java.lang.Float/isInfinite [x] (prim/is-infinite x))
(defn- float-bits
  "The 32 bits of a double that a float can be, signed: the nearest float's are taken."
  [x]
  (let [x    (double (unchecked-float x))
        bits (prim/double-bits x)
        sign (if (neg? bits) int-min 0)
        e    (- (bit-and 2047 (unsigned-bit-shift-right bits 52)) 896)
        m    (unsigned-bit-shift-right (bit-and bits 0xFFFFFFFFFFFFF) 29)]
    (cond (prim/is-nan x)      2143289344
          (prim/is-infinite x) (bit-or sign 2139095040)
          (< 0 e)              (bit-or sign (bit-shift-left e 23) m)
          (< e -23)            sign
          :else (bit-or sign (unsigned-bit-shift-right (bit-or m 0x800000) (- 1 e))))))

(defn- bits-float
  "The float of 32 bits."
  [n]
  (let [e (bit-and 255 (unsigned-bit-shift-right n 23))
        m (bit-and n 0x7FFFFF)
        s (if (bit-test n 31) -1.0 1.0)]
    (unchecked-float
      (cond (and (= e 255) (= m 0)) (* s ##Inf)
            (= e 255)               ##NaN
            (= e 0)                 (* s m 1.401298464324817E-45)
            :else (* s (prim/bits-double (bit-or (bit-shift-left (+ e 896) 52)
                                                 (bit-shift-left m 29))))))))

(defstatic java.lang.Float/floatToIntBits [x] (float-bits x))
(defstatic java.lang.Float/floatToRawIntBits [x] (float-bits x))
(defstatic java.lang.Float/intBitsToFloat [n] (bits-float n))
(defstatic java.lang.Float/compare [a b] (java.lang.Double/compare a b))
(defstatic java.lang.Float/toString [x] (str (unchecked-float x)))
(defstatic java.lang.Float/sum [a b] (unchecked-float (+ (double a) b)))
(defstatic java.lang.Float/max [a b] (max (unchecked-float a) (unchecked-float b)))
(defstatic java.lang.Float/min [a b] (min (unchecked-float a) (unchecked-float b)))
(defconstant java.lang.Float/SIZE 32)
(defconstant java.lang.Float/BYTES 4)
(defconstant java.lang.Float/MAX_VALUE (unchecked-float 3.4028234663852886E38))
(defconstant java.lang.Float/MIN_VALUE (unchecked-float 1.401298464324817E-45))
(defconstant java.lang.Float/POSITIVE_INFINITY (unchecked-float ##Inf))
(defconstant java.lang.Float/NEGATIVE_INFINITY (unchecked-float ##-Inf))
(defconstant java.lang.Float/NaN (unchecked-float ##NaN))
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
(defstatic java.lang.Boolean/logicalXor [a b] (not= a b))
(defstatic java.lang.Boolean/hashCode [x] (java-hash x))
(defstatic java.lang.Boolean/getBoolean [name] (= "true" (property name)))
(defstatic java.lang.Boolean/compare [a b] (compare a b))
(defconstant java.lang.Boolean/TRUE true)
(defconstant java.lang.Boolean/FALSE false)
(defconstant java.lang.Boolean/TYPE (genera.host/define-type "boolean" [] nil))
(defconstant java.lang.Character/TYPE (genera.host/define-type "char" [] nil))

(defmethods java.lang.Boolean
  (booleanValue [x] x)
  (compareTo [x y] (compare x y)))

(defmethods java.lang.Number
  (intValue [x]
    (if (prim/is-double x)
      (long (max int-min (min int-max (prim/to-long-unchecked x))))
      (signed-32 (prim/to-long-unchecked x))))
  (longValue [x] (prim/to-long-unchecked x))
  (doubleValue [x] (double x))
  (floatValue [x] (unchecked-float x))
  (shortValue [x] (unchecked-short (prim/to-long-unchecked x)))
  (byteValue [x] (unchecked-byte (prim/to-long-unchecked x)))
  (compareTo [x y] (compare x y))
  (isNaN [x] (prim/is-nan x))
  (isInfinite [x] (prim/is-infinite x)))

(defmethods clojure.lang.Ratio
  (numerator [r] (prim/numerator r))
  (denominator [r] (prim/denominator r)))
