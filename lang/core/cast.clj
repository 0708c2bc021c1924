; Numbers from one type to another: casts that check their range, casts that cut off, arithmetic
; that wraps around, and numbers read from text.
;
; A Byte and a Short have classes of their own and are longs in all arithmetic; a Float is
; a double there. int checks the range of the JVM's type and answers a long.

(defn- cast-range
  "x as a long between low and high; throws, naming the type, when it is not."
  [x low high type-name]
  (let [n (prim/to-long x)]
    (if (or (prim/less n low) (prim/greater n high))
      (throw (new IllegalArgumentException
                  (prim/string-append
                    "Value out of range for "
                    (prim/string-append type-name
                                        (prim/string-append ": " (prim/to-string x))))))
      n)))

(defn long
  "x as a long, its fraction cut off; a character gives its code."
  [x]
  (prim/to-long x))

(defn int
  "x as an integer of 32 bits, its fraction cut off; a character gives its code."
  [x]
  (cond
    (prim/is-long x)
    (if (or (prim/less x -2147483648) (prim/greater x 2147483647))
      (throw (new ArithmeticException "integer overflow"))
      (prim/to-long x))
    (prim/is-double x)
    (if (or (prim/less x -2147483648.0) (prim/greater x 2147483647.0))
      (throw (new IllegalArgumentException
                  (prim/string-append "Value out of range for int: " (prim/to-string x))))
      (prim/to-long-unchecked x))
    (or (prim/is-number x) (prim/is-char x)) (cast-range x -2147483648 2147483647 "int")
    (prim/is-nil x) (throw (new NullPointerException
                                   (prim/string-append
                                     "Cannot invoke \"java.lang.Character.charValue()\""
                                     " because \"x\" is null")))
    :else (throw (genera.host/cast-error x "java.lang.Character"))))

(defn short
  "x as an integer of 16 bits, its fraction cut off."
  [x]
  (prim/make-short (cast-range x -32768 32767 "short")))

(defn byte
  "x as an integer of 8 bits, its fraction cut off."
  [x]
  (prim/make-byte (cast-range x -128 127 "byte")))

(defn double
  "x as a double."
  {:inline (fn [x] (list 'prim/to-double x))}
  [x]
  (prim/to-double x))

(defn float
  "x as a float, rounded to 32 bits; throws when it is too large."
  [x]
  (prim/make-float (prim/to-float x)))

(defn char
  "The character of a code from 0 to 65535; a character is itself."
  [x]
  (if (prim/is-char x)
    x
    (prim/char (cast-range (prim/check-number x) 0 65535 "char"))))

(defn num
  "x, which must be a number or nil."
  [x]
  (if (prim/is-nil x) nil (prim/check-number x)))

(defn bigint
  "x as a bigint, its fraction cut off; text is read as digits."
  [x]
  (cond (prim/is-string x)
        (let [n (prim/parse-number (prim/string-append x "N"))]
          (if (and n (prim/is-bigint n))
            n
            (throw (new NumberFormatException
                        (prim/string-append "For input string: \""
                                            (prim/string-append x "\""))))))
        (prim/is-nil x) (throw (new NullPointerException "bigint of nil"))
        :else (prim/to-bigint x)))

(defn biginteger
  "x as a bigint, its fraction cut off."
  [x]
  (bigint x))

(defn bigdec
  "x as a decimal; text is read as digits."
  [x]
  (cond (prim/is-string x)
        (let [n (prim/parse-number (prim/string-append x "M"))]
          (if (and n (prim/is-decimal n))
            n
            (throw (new NumberFormatException
                        (prim/string-append "Not a decimal: " x)))))
        (prim/is-ratio x) (prim/divide (prim/to-decimal (prim/numerator x)) (prim/denominator x))
        (prim/is-nil x) (throw (new NullPointerException "bigdec of nil"))
        :else (prim/to-decimal x)))

(defn- wrap
  "The low bits of x as a signed integer: half is the greatest value plus one."
  [x half]
  (let [bits (prim/bit-and x (prim/decrement (prim/add half half)))]
    (if (prim/less bits half) bits (prim/subtract bits (prim/add half half)))))

(defn unchecked-long
  "The low 64 bits of x, its fraction cut off."
  [x]
  (prim/to-long-unchecked x))

(defn unchecked-int
  "The low 32 bits of x as a signed integer, its fraction cut off; a character gives its code."
  [x]
  (cond
    (prim/is-double x)
    (cond (prim/is-nan x) 0
          (prim/less x -2147483648) -2147483648
          (prim/greater x 2147483647) 2147483647
          :else (prim/to-long x))
    (prim/is-char x) (prim/to-long x)
    :else (wrap (prim/to-long-unchecked x) 2147483648)))

(defn- wrap-short
  "The low 16 bits of x as a signed long."
  [x]
  (wrap (unchecked-int x) 32768))

(defn- wrap-byte
  "The low 8 bits of x as a signed long."
  [x]
  (wrap (unchecked-int x) 128))

(defn unchecked-short
  "The low 16 bits of x as a signed integer, its fraction cut off."
  [x]
  (prim/make-short (wrap-short x)))

(defn unchecked-byte
  "The low 8 bits of x as a signed integer, its fraction cut off."
  [x]
  (prim/make-byte (wrap-byte x)))

(defn unchecked-char
  "The character of the low 16 bits of x."
  [x]
  (if (prim/is-char x) x (prim/char (prim/bit-and (unchecked-int x) 65535))))

(defn unchecked-double
  "x as a double."
  [x]
  (double x))

(defn unchecked-float
  "x as a float, rounded to 32 bits, infinite if it is too large for them."
  [x]
  (prim/make-float (prim/check-number x)))

(defn unchecked-add
  "x + y; longs wrap around."
  [x y]
  (prim/add-unchecked x y))

(defn unchecked-subtract
  "x - y; longs wrap around."
  [x y]
  (prim/subtract-unchecked x y))

(defn unchecked-multiply
  "x * y; longs wrap around."
  [x y]
  (prim/multiply-unchecked x y))

(defn unchecked-negate
  "-x; longs wrap around."
  [x]
  (prim/negate-unchecked x))

(defn unchecked-inc
  "x + 1; longs wrap around."
  {:inline (fn [x] (list 'prim/add-unchecked x 1))}
  [x]
  (prim/add-unchecked x 1))

(defn unchecked-dec
  "x - 1; longs wrap around."
  {:inline (fn [x] (list 'prim/subtract-unchecked x 1))}
  [x]
  (prim/subtract-unchecked x 1))

(defn unchecked-add-int
  "x + y in 32 bits, wrapping around."
  [x y]
  (unchecked-int (prim/add-unchecked (int x) (int y))))

(defn unchecked-subtract-int
  "x - y in 32 bits, wrapping around."
  [x y]
  (unchecked-int (prim/subtract-unchecked (int x) (int y))))

(defn unchecked-multiply-int
  "x * y in 32 bits, wrapping around."
  [x y]
  (unchecked-int (prim/multiply-unchecked (int x) (int y))))

(defn unchecked-negate-int
  "-x in 32 bits, wrapping around."
  [x]
  (unchecked-int (prim/negate-unchecked (int x))))

(defn unchecked-inc-int
  "x + 1 in 32 bits, wrapping around."
  [x]
  (unchecked-int (prim/add-unchecked (int x) 1)))

(defn unchecked-dec-int
  "x - 1 in 32 bits, wrapping around."
  [x]
  (unchecked-int (prim/subtract-unchecked (int x) 1)))

(defn- check-divisor
  "y as a 32-bit integer that is not zero."
  [y]
  (let [n (int y)]
    (if (prim/is-zero n) (throw (new ArithmeticException "/ by zero")) n)))

(defn unchecked-divide-int
  "The quotient of x and y in 32 bits, cut off toward zero."
  [x y]
  (unchecked-int (prim/quotient (int x) (check-divisor y))))

(defn unchecked-remainder-int
  "The remainder of x and y in 32 bits, with the sign of x."
  [x y]
  (unchecked-int (prim/remainder (int x) (check-divisor y))))

(defn rand
  "A random double from 0 up to n (1), n excluded."
  ([] (prim/random))
  ([n] (prim/multiply n (prim/random))))

(defn rand-int
  "A random integer from 0 up to n, n excluded."
  [n]
  (int (rand n)))

(defn- check-text
  "s, which must be a string to be parsed."
  [s]
  (if (prim/is-string s)
    s
    (throw (new IllegalArgumentException
                (prim/string-append "Expected string, got "
                                    (if (prim/is-nil s) "nil" (genera.slow/class-name s)))))))

(defn parse-long
  "The long that the decimal text s is, or nil."
  [s]
  (prim/parse-long (check-text s) 10))

(defn parse-double
  "The double that the text s is, or nil."
  [s]
  (prim/parse-double (check-text s)))

(defn parse-boolean
  "true for \"true\", false for \"false\", nil for other text."
  [s]
  (cond (prim/equal (check-text s) "true") true
        (prim/equal s "false") false
        :else nil))
