; The static members of java.lang.Math. Namespace java.lang.Math: the compiler takes Math/sqrt for
; the var of that name.
;
; The numbers of prim/math and prim/math-2 are positions in tables/math.ts.

(def E
  "The base of the natural logarithm."
  2.718281828459045)

(def PI
  "The circumference of a circle of diameter 1."
  3.141592653589793)

(defn sin
  "The sine of an angle in radians."
  {:inline (fn [x] (list 'prim/math 0 x))}
  [x]
  (prim/math 0 x))

(defn cos
  "The cosine of an angle in radians."
  {:inline (fn [x] (list 'prim/math 1 x))}
  [x]
  (prim/math 1 x))

(defn tan
  "The tangent of an angle in radians."
  [x]
  (prim/math 2 x))

(defn asin
  "The angle in radians whose sine is x."
  [x]
  (prim/math 3 x))

(defn acos
  "The angle in radians whose cosine is x."
  [x]
  (prim/math 4 x))

(defn atan
  "The angle in radians whose tangent is x."
  [x]
  (prim/math 5 x))

(defn sinh
  "The hyperbolic sine of x."
  [x]
  (prim/math 6 x))

(defn cosh
  "The hyperbolic cosine of x."
  [x]
  (prim/math 7 x))

(defn tanh
  "The hyperbolic tangent of x."
  [x]
  (prim/math 8 x))

(defn exp
  "e to the power x."
  {:inline (fn [x] (list 'prim/math 9 x))}
  [x]
  (prim/math 9 x))

(defn expm1
  "e to the power x, less 1, exact near 0."
  [x]
  (prim/math 10 x))

(defn log
  "The natural logarithm of x."
  {:inline (fn [x] (list 'prim/math 11 x))}
  [x]
  (prim/math 11 x))

(defn log10
  "The logarithm of x to the base 10."
  [x]
  (prim/math 12 x))

(defn log1p
  "The natural logarithm of 1 + x, exact near 0."
  [x]
  (prim/math 13 x))

(defn sqrt
  "The square root of x."
  {:inline (fn [x] (list 'prim/math 14 x))}
  [x]
  (prim/math 14 x))

(defn cbrt
  "The cube root of x."
  [x]
  (prim/math 15 x))

(defn floor
  "The greatest whole double not above x."
  {:inline (fn [x] (list 'prim/math 16 x))}
  [x]
  (prim/math 16 x))

(defn ceil
  "The least whole double not below x."
  {:inline (fn [x] (list 'prim/math 17 x))}
  [x]
  (prim/math 17 x))

(defn rint
  "The whole double nearest to x; the even one of two."
  [x]
  (prim/math 18 x))

(defn signum
  "1.0, 0.0 or -1.0 as x is above, at or below zero."
  [x]
  (prim/math 20 x))

(defn toRadians
  "An angle in degrees as radians."
  [x]
  (prim/math 22 x))

(defn toDegrees
  "An angle in radians as degrees."
  [x]
  (prim/math 23 x))

(defn nextUp
  "The double after x toward positive infinity."
  [x]
  (prim/math 24 x))

(defn nextDown
  "The double after x toward negative infinity."
  [x]
  (prim/math 25 x))

(defn ulp
  "The distance from x to the next double of greater magnitude."
  [x]
  (prim/math 26 x))

(defn getExponent
  "The unbiased binary exponent of x."
  [x]
  (prim/to-long (prim/math 27 x)))

(defn pow
  "x to the power y."
  [x y]
  (prim/math-2 0 (prim/to-double x) (prim/to-double y)))

(defn atan2
  "The angle of the point (y, x) given as x, y: atan of x / y in the right quadrant."
  [x y]
  (prim/math-2 1 (prim/to-double x) (prim/to-double y)))

(defn hypot
  "The square root of x² + y², without overflow on the way."
  [x y]
  (prim/math-2 2 (prim/to-double x) (prim/to-double y)))

(defn IEEEremainder
  "The remainder of x and y as IEEE 754 defines it."
  [x y]
  (prim/math-2 3 (prim/to-double x) (prim/to-double y)))

(defn copySign
  "The magnitude of x with the sign of y."
  [x y]
  (prim/math-2 4 (prim/to-double x) (prim/to-double y)))

(defn nextAfter
  "The double after x toward y."
  [x y]
  (prim/math-2 5 (prim/to-double x) (prim/to-double y)))

(defn scalb
  "x times 2 to the power y."
  [x y]
  (prim/math-2 6 (prim/to-double x) (prim/to-double y)))

(defn round
  "The long nearest to x, half way up; NaN gives 0."
  [x]
  (prim/to-long-unchecked (prim/math 19 x)))

(defn addExact
  "x + y; throws when a long overflows."
  [x y]
  (prim/add (prim/to-long x) (prim/to-long y)))

(defn subtractExact
  "x - y; throws when a long overflows."
  [x y]
  (prim/subtract (prim/to-long x) (prim/to-long y)))

(defn multiplyExact
  "x * y; throws when a long overflows."
  [x y]
  (prim/multiply (prim/to-long x) (prim/to-long y)))

(defn incrementExact
  "x + 1; throws when a long overflows."
  [x]
  (prim/increment (prim/to-long x)))

(defn decrementExact
  "x - 1; throws when a long overflows."
  [x]
  (prim/decrement (prim/to-long x)))

(defn negateExact
  "-x; throws when a long overflows."
  [x]
  (prim/negate (prim/to-long x)))

(defn floorDiv
  "The greatest long not above x / y."
  [x y]
  (let [q (prim/quotient x y)]
    (if (and (not (prim/identical (neg? x) (neg? y))) (not (zero? (prim/remainder x y))))
      (dec q)
      q)))

(defn floorMod
  "What floor division of x by y leaves: its sign is that of y."
  [x y]
  (mod x y))

(defn random
  "A random double from 0 up to 1, 1 excluded."
  []
  (prim/random))

(defn abs
  "The magnitude of x, in its own type."
  [x]
  (cond (prim/is-double x) (prim/math 21 x)
        (prim/equal x -9223372036854775808) x
        (neg? x) (prim/negate x)
        :else x))

(defn max
  "The greater of x and y."
  [x y]
  (prim/max x y))

(defn min
  "The smaller of x and y."
  [x y]
  (prim/min x y))

(defn toIntExact
  "x, which must fit 32 bits."
  [x]
  (int x))

(defn fma
  "x * y + z."
  [x y z]
  (prim/add (prim/multiply x y) z))

(defn multiplyHigh
  "The upper 64 of the 128 bits of x * y."
  [x y]
  (let [n (clojure.core/*' (clojure.core/bigint x) y)
        m 18446744073709551616]
    (long (quot (if (neg? n) (clojure.core/-' n (clojure.core/dec' m)) n) m))))

(defn absExact
  "The absolute value of x; throws for the least long."
  [x]
  (if (= x -9223372036854775808)
    (throw (new ArithmeticException "Overflow to represent absolute value of Long.MIN_VALUE"))
    (if (neg? x) (prim/negate x) x)))

; StrictMath has the same members.
(reduce (fn [_ [name member]]
          (when (prim/is-var member)
            (genera.host/intern-static "java.lang.StrictMath" (prim/name name)
                                       (prim/var-root member)))
          nil)
        nil (prim/namespace-field (prim/get (prim/root 0) 'java.lang.Math) 1))
