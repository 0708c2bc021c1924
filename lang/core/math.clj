; clojure.math: the functions of doubles, and exact arithmetic on longs. Namespace clojure.math.
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
  [x]
  (prim/math 0 (prim/to-double x)))

(defn cos
  "The cosine of an angle in radians."
  [x]
  (prim/math 1 (prim/to-double x)))

(defn tan
  "The tangent of an angle in radians."
  [x]
  (prim/math 2 (prim/to-double x)))

(defn asin
  "The angle in radians whose sine is x."
  [x]
  (prim/math 3 (prim/to-double x)))

(defn acos
  "The angle in radians whose cosine is x."
  [x]
  (prim/math 4 (prim/to-double x)))

(defn atan
  "The angle in radians whose tangent is x."
  [x]
  (prim/math 5 (prim/to-double x)))

(defn sinh
  "The hyperbolic sine of x."
  [x]
  (prim/math 6 (prim/to-double x)))

(defn cosh
  "The hyperbolic cosine of x."
  [x]
  (prim/math 7 (prim/to-double x)))

(defn tanh
  "The hyperbolic tangent of x."
  [x]
  (prim/math 8 (prim/to-double x)))

(defn exp
  "e to the power x."
  [x]
  (prim/math 9 (prim/to-double x)))

(defn expm1
  "e to the power x, less 1, exact near 0."
  [x]
  (prim/math 10 (prim/to-double x)))

(defn log
  "The natural logarithm of x."
  [x]
  (prim/math 11 (prim/to-double x)))

(defn log10
  "The logarithm of x to the base 10."
  [x]
  (prim/math 12 (prim/to-double x)))

(defn log1p
  "The natural logarithm of 1 + x, exact near 0."
  [x]
  (prim/math 13 (prim/to-double x)))

(defn sqrt
  "The square root of x."
  [x]
  (prim/math 14 (prim/to-double x)))

(defn cbrt
  "The cube root of x."
  [x]
  (prim/math 15 (prim/to-double x)))

(defn floor
  "The greatest whole double not above x."
  [x]
  (prim/math 16 (prim/to-double x)))

(defn ceil
  "The least whole double not below x."
  [x]
  (prim/math 17 (prim/to-double x)))

(defn rint
  "The whole double nearest to x; the even one of two."
  [x]
  (prim/math 18 (prim/to-double x)))

(defn signum
  "1.0, 0.0 or -1.0 as x is above, at or below zero."
  [x]
  (prim/math 20 (prim/to-double x)))

(defn to-radians
  "An angle in degrees as radians."
  [x]
  (prim/math 22 (prim/to-double x)))

(defn to-degrees
  "An angle in radians as degrees."
  [x]
  (prim/math 23 (prim/to-double x)))

(defn next-up
  "The double after x toward positive infinity."
  [x]
  (prim/math 24 (prim/to-double x)))

(defn next-down
  "The double after x toward negative infinity."
  [x]
  (prim/math 25 (prim/to-double x)))

(defn ulp
  "The distance from x to the next double of greater magnitude."
  [x]
  (prim/math 26 (prim/to-double x)))

(defn get-exponent
  "The unbiased binary exponent of x."
  [x]
  (prim/to-long (prim/math 27 (prim/to-double x))))

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

(defn IEEE-remainder
  "The remainder of x and y as IEEE 754 defines it."
  [x y]
  (prim/math-2 3 (prim/to-double x) (prim/to-double y)))

(defn copy-sign
  "The magnitude of x with the sign of y."
  [x y]
  (prim/math-2 4 (prim/to-double x) (prim/to-double y)))

(defn next-after
  "The double after x toward y."
  [x y]
  (prim/math-2 5 (prim/to-double x) (prim/to-double y)))

(defn scalb
  "x times 2 to the power y."
  [x y]
  (prim/math-2 6 (prim/to-double x) (prim/to-double (int (long y)))))

(defn round
  "The long nearest to x, half way up; NaN gives 0."
  [x]
  (prim/to-long-unchecked (prim/math 19 (prim/to-double x))))

(defn add-exact
  "x + y; throws when a long overflows."
  [x y]
  (prim/add (prim/to-long x) (prim/to-long y)))

(defn subtract-exact
  "x - y; throws when a long overflows."
  [x y]
  (prim/subtract (prim/to-long x) (prim/to-long y)))

(defn multiply-exact
  "x * y; throws when a long overflows."
  [x y]
  (prim/multiply (prim/to-long x) (prim/to-long y)))

(defn increment-exact
  "x + 1; throws when a long overflows."
  [x]
  (prim/increment (prim/to-long x)))

(defn decrement-exact
  "x - 1; throws when a long overflows."
  [x]
  (prim/decrement (prim/to-long x)))

(defn negate-exact
  "-x; throws when a long overflows."
  [x]
  (prim/negate (prim/to-long x)))

(defn floor-div
  "The greatest long not above x / y."
  [x y]
  (let [x (long x)
        y (long y)
        q (prim/quotient x y)]
    (if (and (not (prim/identical (neg? x) (neg? y))) (not (zero? (prim/remainder x y))))
      (dec q)
      q)))

(defn floor-mod
  "What floor division of x by y leaves: its sign is that of y."
  [x y]
  (mod (long x) (long y)))

(defn random
  "A random double from 0 up to 1, 1 excluded."
  []
  (prim/random))
